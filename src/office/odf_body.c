/*
 * libxml2's events are put into text as they come.  A stack holds what
 * each open element is.  Text boxes and notes stand within a paragraph
 * and hold paragraphs and tables of their own: each is a flow, whose text
 * is put aside until the paragraph around it has ended.  Open tables form
 * a stack of grids, as in HTML: one that holds another lays out the page.
 * Sheets are tables, too, but go to struct odf_sheet.
 */
#include <stdlib.h>

#include "office/odf_body.h"
#include "office/odf_element.h"
#include "office/odf_list.h"
#include "office/odf_sheet.h"
#include "office/odf_table.h"
#include "read/tables.h"

#define MAX_TABLES	32
#define MAX_FLOWS	16

struct flow {
	struct buf	 line;		/* the paragraph being read */
	struct buf	 later;		/* what comes behind it */
	bool		 in_paragraph, unseen;
	bool		 apart;		/* from the text that comes next */
	size_t		 ntables;	/* those open where it began */
};

struct odf_body {
	struct buf	*out;
	size_t		 max_bytes;
	unsigned	 max_depth;
	bool		 common;	/* styles.xml is being read */
	unsigned char	*open;		/* kinds of open elements */
	size_t		 depth;
	unsigned	 skip;		/* those whose text is none */
	bool		 in_styles, in_body, sheets, in_sheet;
	bool		 begun;		/* the body; no style comes after */
	struct flow	 flows[MAX_FLOWS];
	size_t		 nflows;
	struct odf_table tables[MAX_TABLES];
	size_t		 ntables;
	struct odf_sheet sheet;		/* the one being read */
	struct odf_styles styles;
	struct odf_lists lists;
	const char	*wrong;
};

static struct flow *
flow(struct odf_body *r)
{
	return &r->flows[r->nflows - 1];
}

/* The open table of the present flow, or NULL. */
static struct odf_table *
table(struct odf_body *r)
{
	return r->ntables > flow(r)->ntables ? &r->tables[r->ntables - 1] :
	    NULL;
}

/* Where the lines of a flow go that stand in no cell. */
static struct buf *
base(struct odf_body *r, size_t nth)
{
	return nth == 0 ? r->out : &r->flows[nth - 1].later;
}

/* Where lines go: the open cell of a grid, or NULL. */
static struct grid *
open_cell(struct odf_body *r)
{
	struct odf_table *t = table(r);

	return t != NULL && t->grid.ncells > 0 ? &t->grid : NULL;
}

static void
add_lines(struct buf *to, struct str s)
{
	while (s.n > 0) {
		grid_squeeze(to, str_line(&s));
		if (to->len > 0 && to->s[to->len - 1] != '\n')
			buf_byte(to, '\n');
	}
}

/* Writes the present paragraph, then what hung on it. */
static void
end_paragraph(struct odf_body *r)
{
	struct flow *f = flow(r);
	struct grid *g = open_cell(r);
	struct buf *to = g != NULL ? &g->text : base(r, r->nflows - 1);

	if (f->unseen)
		buf_reset(&f->line);
	if (r->in_sheet && r->nflows == 1 && r->sheet.in_cell) {
		odf_sheet_paragraph(&r->sheet, buf_slice(&f->line));
	} else if (g != NULL) {
		buf_str(to, buf_slice(&f->line));
		buf_byte(to, '\n');
	} else
		add_lines(to, buf_slice(&f->line));
	if (!r->in_sheet || r->nflows > 1) {
		buf_str(to, buf_slice(&f->later));
		buf_reset(&f->later);
	}
	buf_reset(&f->line);
	f->in_paragraph = f->unseen = false;
}

static void
paragraph_start(struct odf_body *r, const struct xml_element *e)
{
	struct flow *f = flow(r);

	if (f->in_paragraph)
		end_paragraph(r);
	f->in_paragraph = true;
	f->apart = false;
	f->unseen = odf_style_hides(&r->styles, "paragraph",
	    xml_attribute(e, "style-name"));
	if (!f->unseen && !r->sheets)
		odf_list_label(&r->lists, e, &f->line);
}

static void
too_deep(struct odf_body *r)
{
	r->wrong = "nested too deep";
	r->skip++;
}

static void
flow_start(struct odf_body *r)
{
	if (r->nflows == MAX_FLOWS) {
		too_deep(r);
		return;
	}
	r->flows[r->nflows++] = (struct flow){ .ntables = r->ntables };
}

static void
table_end(struct odf_body *r)
{
	struct odf_table *t;

	if (flow(r)->in_paragraph)
		end_paragraph(r);
	if ((t = table(r)) == NULL)
		return;
	grid_cell_end(&t->grid);
	if (t->wrong != NULL)
		r->wrong = t->wrong;
	if (!grid_write(&t->grid, base(r, t->flow)))
		r->wrong = "out of memory";
	grid_free(&t->grid);
	r->ntables--;
}

static void
flow_end(struct odf_body *r)
{
	struct flow *f = flow(r);

	while (r->ntables > f->ntables)
		table_end(r);
	if (f->in_paragraph)
		end_paragraph(r);
	/* A box in a box without a paragraph hangs on the one around. */
	buf_str(base(r, r->nflows - 1), buf_slice(&f->later));
	if (f->line.failed || f->later.failed)
		r->wrong = "out of memory";
	buf_free(&f->line);
	buf_free(&f->later);
	if (r->nflows > 1)
		r->nflows--;
}

/* Tables of a text. */

static void
table_start(struct odf_body *r)
{
	size_t i;

	if (flow(r)->in_paragraph)
		end_paragraph(r);
	for (i = 0; i < r->ntables; i++)
		grid_loosen(&r->tables[i].grid, base(r, r->tables[i].flow));
	if (r->ntables == MAX_TABLES) {
		too_deep(r);
		return;
	}
	r->tables[r->ntables++] = (struct odf_table){ .flow = r->nflows - 1 };
}

static void
sheet_start(struct odf_body *r, const struct xml_element *e)
{
	if (odf_style_hides(&r->styles, "table",
	    xml_attribute(e, "style-name"))) {
		r->skip++;
		return;
	}
	r->in_sheet = true;
	odf_sheet_start(&r->sheet, e, r->max_bytes);
	r->sheet.wrong = r->wrong;
}

static void
sheet_end(struct odf_body *r)
{
	const char *wrong = odf_sheet_end(&r->sheet, r->out);

	if (r->wrong == NULL)
		r->wrong = wrong;
	buf_str(r->out, buf_slice(&flow(r)->later));
	buf_reset(&flow(r)->later);
	r->in_sheet = false;
}

/* Begins a part of a table or a sheet. */
static void
table_part_start(struct odf_body *r, enum odf_kind kind,
    const struct xml_element *e)
{
	struct odf_table *t = table(r);

	if (r->in_sheet && r->nflows == 1) {
		switch (kind) {
		case ODF_TABLE: r->skip++; break;
		case ODF_COLUMN: odf_sheet_column(&r->sheet, e); break;
		case ODF_ROW: odf_sheet_row_start(&r->sheet, e); break;
		case ODF_CELL: odf_sheet_cell_start(&r->sheet, e); break;
		default:
			odf_sheet_covered(&r->sheet, e);
			r->skip++;
		}
	} else if (kind == ODF_TABLE) {
		if (r->sheets && r->nflows == 1)
			sheet_start(r, e);
		else
			table_start(r);
	} else if (kind == ODF_COVERED)
		r->skip++;
	else if (t != NULL && kind == ODF_ROW)
		odf_table_row(t, e);
	else if (t != NULL && kind == ODF_CELL)
		odf_table_cell(t, e);
}

/* How long a table of a text may become. */
static size_t
room(const struct odf_body *r)
{
	return r->wrong == NULL && r->out->len < r->max_bytes ?
	    r->max_bytes - r->out->len : 0;
}

static void
table_part_end(struct odf_body *r, enum odf_kind kind)
{
	struct odf_table *t;

	if (flow(r)->in_paragraph)
		end_paragraph(r);
	t = table(r);
	if (r->in_sheet && r->nflows == 1) {
		switch (kind) {
		case ODF_TABLE: sheet_end(r); break;
		case ODF_ROW: odf_sheet_row_end(&r->sheet); break;
		case ODF_CELL: odf_sheet_cell_end(&r->sheet); break;
		default: break;
		}
	} else if (t != NULL) {
		switch (kind) {
		case ODF_TABLE: table_end(r); break;
		case ODF_ROW: odf_table_row_end(t, room(r)); break;
		case ODF_CELL: odf_table_cell_end(t, room(r)); break;
		default: break;
		}
	}
}

/* White space of XML is one space; text:s and the like are others. */
static void
spaces(struct odf_body *r, const struct xml_element *e)
{
	size_t n = xml_count(e, "c", 64);

	while (n-- > 0)
		buf_byte(&flow(r)->line, ' ');
}

static bool
hides(const struct odf_body *r, const struct xml_element *e)
{
	struct str display = xml_attribute(e, "display"),
	    hidden = xml_attribute(e, "is-hidden");

	if (strcmp(e->name, "hidden-text") == 0)
		return !str_is(hidden, "false");
	if (strcmp(e->name, "span") == 0)
		return odf_style_hides(&r->styles, "text",
		    xml_attribute(e, "style-name"));
	return str_is(display, "none") || (str_is(display, "condition") &&
	    str_is(hidden, "true"));
}

/* Begins an element within the body. */
static void
body_start(struct odf_body *r, enum odf_kind kind, const struct xml_element *e)
{
	switch (kind) {
	case ODF_SKIP: r->skip++; break;
	case ODF_PARAGRAPH: paragraph_start(r, e); break;
	case ODF_SPACE: spaces(r, e); break;
	case ODF_TAB: buf_byte(&flow(r)->line, ' '); break;
	case ODF_BREAK: buf_byte(&flow(r)->line, '\n'); break;
	case ODF_HIDES:
		if (!str_is(xml_attribute(e, "is-hidden"), "false"))
			flow(r)->unseen = true;
		break;
	case ODF_APART:
		flow(r)->apart = true;
		/* FALLTHROUGH */
	case ODF_SPAN:
	case ODF_SECTION: r->skip += hides(r, e); break;
	case ODF_FLOW: flow_start(r); break;
	case ODF_LIST: odf_list_start(&r->lists, e); break;
	case ODF_ITEM: odf_list_item(&r->lists, e, false); break;
	case ODF_ITEM_HEADER: odf_list_item(&r->lists, e, true); break;
	case ODF_TABLE:
	case ODF_COLUMN:
	case ODF_ROW:
	case ODF_CELL:
	case ODF_COVERED: table_part_start(r, kind, e); break;
	default: break;
	}
}

/* Begins an element outside of the body; what it is to its end. */
static enum odf_kind
outer_start(struct odf_body *r, enum odf_kind kind, const struct xml_element *e)
{
	if (r->in_styles)
		odf_styles_take(&r->styles, e);
	if (r->in_styles || r->begun)
		return ODF_PASS;
	switch (kind) {
	case ODF_STYLES:
		/* Automatic ones of styles.xml are those of page headers. */
		if (!r->common || strcmp(e->name, "styles") == 0)
			r->in_styles = true;
		return ODF_STYLES;
	case ODF_BODY_TEXT:
	case ODF_BODY_SHEETS:
		odf_styles_done(&r->styles);
		r->begun = r->in_body = true;
		r->sheets = kind == ODF_BODY_SHEETS;
		return kind;
	case ODF_BODY_OTHER:
		r->wrong = "an OpenDocument file that is neither text nor "
		    "spreadsheet, which this build does not read";
		return ODF_PASS;
	case ODF_SKIP: r->skip++; return ODF_SKIP;
	default: return ODF_PASS;
	}
}

/* What an element of the body is. */
static enum odf_kind
kind_of(const struct odf_body *r, const struct xml_element *e)
{
	enum odf_kind kind = odf_kind(e->name);

	return kind == ODF_SPAN && odf_style_sets_apart(&r->styles,
	    xml_attribute(e, "style-name")) ? ODF_APART : kind;
}

static void
on_start(void *to, const struct xml_element *e)
{
	struct odf_body *r = to;
	enum odf_kind kind = ODF_PASS;

	if (r->skip > 0)
		r->skip++;
	else if (r->in_body)
		body_start(r, kind = kind_of(r, e), e);
	else
		kind = outer_start(r, odf_kind(e->name), e);
	r->open[r->depth++] = (unsigned char)kind;
}

/* Ends the body; a text that was cut off, too. */
static void
body_end(struct odf_body *r)
{
	while (r->nflows > 1)
		flow_end(r);
	if (r->in_sheet)
		sheet_end(r);
	while (r->ntables > 0)
		table_end(r);
	if (flow(r)->in_paragraph)
		end_paragraph(r);
	add_lines(r->out, buf_slice(&flow(r)->later));
	buf_reset(&flow(r)->later);
	r->in_body = false;
}

static void
on_end(void *to, const char *name)
{
	struct odf_body *r = to;
	enum odf_kind kind = r->depth > 0 ? r->open[--r->depth] : ODF_PASS;

	(void)name;
	if (r->skip > 0) {
		r->skip--;
		return;
	}
	switch (kind) {
	case ODF_STYLES: r->in_styles = false; break;
	case ODF_BODY_TEXT:
	case ODF_BODY_SHEETS:
		if (r->in_body)
			body_end(r);
		break;
	case ODF_PARAGRAPH:
		if (flow(r)->in_paragraph)
			end_paragraph(r);
		break;
	case ODF_APART: flow(r)->apart = true; break;
	case ODF_FLOW: flow_end(r); break;
	case ODF_LIST: odf_list_end(&r->lists); break;
	case ODF_TABLE:
	case ODF_ROW:
	case ODF_CELL: table_part_end(r, kind); break;
	default: break;
	}
}

static void
on_text(void *to, struct str s)
{
	struct odf_body *r = to;
	struct flow *f = flow(r);
	size_t i;

	if (r->skip > 0 || !r->in_body || !f->in_paragraph)
		return;
	if (f->apart && f->line.len > 0 && tables_may_fuse(s))
		buf_byte(&f->line, ' ');
	f->apart = false;
	for (i = 0; i < s.n; i++)
		buf_byte(&f->line,
		    (unsigned char)s.s[i] < ' ' ? ' ' : s.s[i]);
}

static const struct xml_events events = { on_start, on_end, on_text };

const char *
odf_body_read(struct odf_body *r, struct str xml, bool common)
{
	const char *wrong;

	r->common = common;
	r->depth = r->skip = 0;
	r->in_styles = false;
	wrong = xml_read(xml, &events, r, r->max_depth);
	if (r->in_body)
		body_end(r);
	return r->wrong != NULL ? r->wrong : wrong;
}

struct odf_body *
odf_body_new(size_t max_bytes, unsigned max_depth, struct buf *out)
{
	struct odf_body *r = calloc(1, sizeof(*r));

	if (r == NULL)
		return NULL;
	r->open = malloc((size_t)max_depth + 1);
	if (r->open == NULL) {
		free(r);
		return NULL;
	}
	r->out = out;
	r->max_bytes = max_bytes;
	r->max_depth = max_depth;
	r->nflows = 1;
	r->lists.styles = &r->styles;
	return r;
}

const char *
odf_body_free(struct odf_body *r)
{
	bool failed = r->styles.failed || r->styles.text.failed ||
	    r->lists.failed || r->flows[0].line.failed ||
	    r->flows[0].later.failed;

	buf_free(&r->flows[0].line);
	buf_free(&r->flows[0].later);
	odf_lists_free(&r->lists);
	odf_styles_free(&r->styles);
	free(r->open);
	free(r);
	return failed ? "out of memory" : NULL;
}
