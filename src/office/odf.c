/*
 * libxml2's events are put into text as they come.  A stack holds what
 * each open element is.  Text boxes and notes stand within a paragraph
 * and hold paragraphs and tables of their own: each is a flow, whose text
 * is put aside until the paragraph around it has ended.  Open tables form
 * a stack of grids, as in HTML: one that holds another lays out the page.
 * Sheets are tables, too, but go to struct sheet.
 */
#include <limits.h>
#include <stdlib.h>

#include "office/numfmt.h"
#include "office/odf.h"
#include "office/odf_list.h"
#include "office/sheet.h"
#include "read/grid.h"

#define MAX_TABLES	32
#define MAX_FLOWS	16
#define MAX_REPEATED	1000	/* rows of a text's table, the same again */

/* What an element is to its text. */
enum kind {
	PASS, SKIP, STYLES, BODY_TEXT, BODY_SHEETS, BODY_OTHER, PARAGRAPH,
	SPAN, SECTION, SPACE, TAB, BREAK, HIDES, FLOW, LIST, ITEM,
	ITEM_HEADER, TABLE, COLUMN, ROW, CELL, COVERED
};

struct flow {
	struct buf	 line;		/* the paragraph being read */
	struct buf	 later;		/* what comes behind it */
	bool		 in_paragraph, unseen;
	size_t		 ntables;	/* those open where it began */
};

struct table {
	struct grid	 grid;
	size_t		 flow;		/* which it belongs to */
	size_t		 row, cell;	/* where the present row began */
	unsigned	 row_repeated, cell_repeated;
	size_t		 cell_at;	/* the present cell */
};

/* The sheet being read. */
struct rows {
	struct sheet	 sheet;
	struct buf	 name;
	size_t		 row, column;	/* of the next cell */
	size_t		 row_repeated, repeated;
	size_t		 first;		/* cell of the present row */
	bool		 in_cell, any;	/* paragraphs in it */
	bool		 number;	/* its value is one */
	struct buf	 cell, value;	/* its text and its value */
	size_t		 columns;	/* described so far */
};

struct reader {
	struct buf	*out;
	size_t		 max_bytes;
	bool		 common;	/* styles.xml is being read */
	unsigned char	*open;		/* kinds of open elements */
	size_t		 depth;
	unsigned	 skip;		/* those whose text is none */
	bool		 in_styles, in_body, sheets, in_sheet;
	bool		 begun;		/* the body; no style comes after */
	struct flow	 flows[MAX_FLOWS];
	size_t		 nflows;
	struct table	 tables[MAX_TABLES];
	size_t		 ntables;
	struct rows	 rows;
	struct odf_styles styles;
	struct odf_lists lists;
	const char	*wrong;
};

/* Local names, sorted; what is missing here is passed through. */
static const struct element {
	const char	*name;
	enum kind	 kind;
} elements[] = {
	{ "alphabetical-index-source", SKIP }, { "annotation", SKIP },
	{ "annotation-end", SKIP }, { "automatic-styles", STYLES },
	{ "bibliography-source", SKIP }, { "binary-data", SKIP },
	{ "chart", BODY_OTHER }, { "circle", FLOW },
	{ "content-validations", SKIP }, { "covered-table-cell", COVERED },
	{ "custom-shape", FLOW }, { "database", BODY_OTHER },
	{ "desc", SKIP }, { "drawing", BODY_OTHER }, { "ellipse", FLOW },
	{ "event-listeners", SKIP }, { "forms", SKIP }, { "h", PARAGRAPH },
	{ "hidden-paragraph", HIDES }, { "hidden-text", SECTION },
	{ "illustration-index-source", SKIP }, { "image", BODY_OTHER },
	{ "line", FLOW }, { "line-break", BREAK }, { "list", LIST },
	{ "list-header", ITEM_HEADER }, { "list-item", ITEM },
	{ "master-styles", SKIP }, { "note-body", FLOW },
	{ "note-citation", SKIP }, { "number", SKIP }, { "object", SKIP },
	{ "object-index-source", SKIP }, { "object-ole", SKIP },
	{ "p", PARAGRAPH }, { "path", FLOW }, { "polygon", FLOW },
	{ "presentation", BODY_OTHER }, { "rect", FLOW },
	{ "regular-polygon", FLOW }, { "ruby-text", SKIP }, { "s", SPACE },
	{ "script", SKIP }, { "scripts", SKIP }, { "section", SECTION },
	{ "span", SPAN }, { "spreadsheet", BODY_SHEETS },
	{ "styles", STYLES }, { "tab", TAB }, { "table", TABLE },
	{ "table-cell", CELL }, { "table-column", COLUMN },
	{ "table-index-source", SKIP }, { "table-of-content", SKIP },
	{ "table-row", ROW }, { "text", BODY_TEXT }, { "text-box", FLOW },
	{ "title", SKIP }, { "tracked-changes", SKIP },
	{ "user-index-source", SKIP }
};

static int
by_name(const void *a, const void *b)
{
	const struct element *x = a, *y = b;

	return strcmp(x->name, y->name);
}

static enum kind
kind_of(const char *name)
{
	struct element key = { name, PASS }, *found;

	found = bsearch(&key, elements, sizeof(elements) /
	    sizeof(elements[0]), sizeof(key), by_name);
	return found == NULL ? PASS : found->kind;
}

static struct flow *
flow(struct reader *r)
{
	return &r->flows[r->nflows - 1];
}

/* The open table of the present flow, or NULL. */
static struct table *
table(struct reader *r)
{
	return r->ntables > flow(r)->ntables ? &r->tables[r->ntables - 1] :
	    NULL;
}

/* Where the lines of a flow go that stand in no cell. */
static struct buf *
base(struct reader *r, size_t nth)
{
	return nth == 0 ? r->out : &r->flows[nth - 1].later;
}

/* Where lines go: the open cell of a grid, or NULL. */
static struct grid *
open_cell(struct reader *r)
{
	struct table *t = table(r);

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
end_paragraph(struct reader *r)
{
	struct flow *f = flow(r);
	struct grid *g = open_cell(r);
	struct buf *to = g != NULL ? &g->text : base(r, r->nflows - 1);

	if (f->unseen)
		buf_reset(&f->line);
	if (r->in_sheet && r->nflows == 1 && r->rows.in_cell) {
		if (r->rows.any)
			buf_byte(&r->rows.cell, '\n');
		buf_str(&r->rows.cell, buf_slice(&f->line));
		r->rows.any = true;
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
paragraph_start(struct reader *r, const struct xml_element *e)
{
	struct flow *f = flow(r);

	if (f->in_paragraph)
		end_paragraph(r);
	f->in_paragraph = true;
	f->unseen = odf_style_hides(&r->styles, "paragraph",
	    xml_attribute(e, "style-name"));
	if (!f->unseen && !r->sheets)
		odf_list_label(&r->lists, e, &f->line);
}

static void
too_deep(struct reader *r)
{
	r->wrong = "nested too deep";
	r->skip++;
}

static void
flow_start(struct reader *r)
{
	if (r->nflows == MAX_FLOWS) {
		too_deep(r);
		return;
	}
	r->flows[r->nflows++] = (struct flow){ .ntables = r->ntables };
}

static void
table_end(struct reader *r)
{
	struct table *t;

	if (flow(r)->in_paragraph)
		end_paragraph(r);
	if ((t = table(r)) == NULL)
		return;
	grid_cell_end(&t->grid);
	if (!grid_write(&t->grid, base(r, t->flow)))
		r->wrong = "out of memory";
	grid_free(&t->grid);
	r->ntables--;
}

static void
flow_end(struct reader *r)
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

static size_t
repeated(const struct xml_element *e, const char *name, size_t most)
{
	long n = xml_number(e, name, 1);

	return n < 1 ? 1 : (size_t)n > most ? most : (size_t)n;
}

static bool
is_unseen(const struct xml_element *e)
{
	struct str seen = xml_attribute(e, "visibility");

	return str_is(seen, "collapse") || str_is(seen, "filter");
}

/* Tables of a text. */

static void
table_start(struct reader *r)
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
	r->tables[r->ntables++] = (struct table){ .flow = r->nflows - 1 };
}

static void
row_start(struct table *t, const struct xml_element *e)
{
	grid_row(&t->grid);
	t->row = t->grid.ncells;
	t->row_repeated = (unsigned)repeated(e, "number-rows-repeated",
	    MAX_REPEATED);
}

static void
cell_start(struct table *t, const struct xml_element *e)
{
	t->cell_repeated = (unsigned)repeated(e, "number-columns-repeated",
	    MAX_REPEATED);
	t->cell_at = t->grid.ncells;
	grid_cell(&t->grid,
	    (unsigned)repeated(e, "number-columns-spanned", MAX_REPEATED),
	    (unsigned)repeated(e, "number-rows-spanned", SHEET_ROWS));
}

/* Adds a copy of a cell. */
static void
copy_cell(struct grid *g, size_t nth)
{
	struct grid_cell c;

	if (nth >= g->ncells)
		return;
	c = g->cells[nth];
	grid_cell(g, c.colspan, c.rowspan);
	if (buf_room(&g->text, c.end - c.start))
		buf_add(&g->text, g->text.s + c.start, c.end - c.start);
	grid_cell_end(g);
}

/* Whether the same again stays within the limit. */
static bool
has_room(struct reader *r, const struct grid *g)
{
	if (g->text.len + g->ncells * sizeof(*g->cells) + r->out->len <=
	    r->max_bytes)
		return r->wrong == NULL;
	r->wrong = "a table of more text than the limit";
	return false;
}

static void
cell_end(struct reader *r, struct table *t)
{
	grid_cell_end(&t->grid);
	while (t->cell_repeated > 1 && has_room(r, &t->grid)) {
		copy_cell(&t->grid, t->cell_at);
		t->cell_repeated--;
	}
}

static void
row_end(struct reader *r, struct table *t)
{
	size_t i, n = t->grid.ncells;

	for (; t->row_repeated > 1 && has_room(r, &t->grid);
	    t->row_repeated--) {
		grid_row(&t->grid);
		for (i = t->row; i < n; i++)
			copy_cell(&t->grid, i);
	}
}

/* Sheets. */

static void
sheet_start(struct reader *r, const struct xml_element *e)
{
	if (odf_style_hides(&r->styles, "table",
	    xml_attribute(e, "style-name"))) {
		r->skip++;
		return;
	}
	r->in_sheet = true;
	buf_str(&r->rows.name, xml_attribute(e, "name"));
}

static void
sheet_end(struct reader *r)
{
	struct rows *rows = &r->rows;

	if (rows->cell.failed || rows->value.failed)
		r->wrong = "out of memory";
	if (r->wrong == NULL)
		r->wrong = sheet_write(&rows->sheet, buf_slice(&rows->name),
		    r->max_bytes, r->out);
	sheet_free(&rows->sheet);
	buf_free(&rows->name);
	buf_free(&rows->cell);
	buf_free(&rows->value);
	*rows = (struct rows){ 0 };
	buf_str(r->out, buf_slice(&flow(r)->later));
	buf_reset(&flow(r)->later);
	r->in_sheet = false;
}

static void
sheet_column(struct rows *rows, const struct xml_element *e)
{
	size_t n = repeated(e, "number-columns-repeated", SHEET_COLUMNS);

	if (is_unseen(e))
		sheet_hide_columns(&rows->sheet, rows->columns, n);
	rows->columns += n;
}

static void
sheet_row_start(struct rows *rows, const struct xml_element *e)
{
	rows->column = 0;
	rows->first = rows->sheet.ncells;
	rows->row_repeated = repeated(e, "number-rows-repeated", SHEET_ROWS);
	if (is_unseen(e))
		sheet_hide_rows(&rows->sheet, rows->row, rows->row_repeated);
}

/* Adds a cell again, elsewhere. */
static void
copy_sheet_cell(struct sheet *s, size_t nth, size_t row)
{
	struct sheet_cell c = s->cells[nth];

	if (buf_room(&s->text, c.end - c.start))
		sheet_cell(s, row, c.column, (struct str){
		    s->text.s + c.start, c.end - c.start });
}

/* Whether a sheet stays within the limit. */
static bool
sheet_has_room(struct reader *r)
{
	const struct sheet *s = &r->rows.sheet;

	if (s->text.len + s->ncells * sizeof(*s->cells) <= r->max_bytes)
		return r->wrong == NULL;
	r->wrong = "a sheet of more text than the limit";
	return false;
}

static void
sheet_row_end(struct reader *r)
{
	struct rows *rows = &r->rows;
	size_t i, k, n = rows->sheet.ncells;

	for (k = 1; k < rows->row_repeated && n > rows->first &&
	    rows->row + k < SHEET_ROWS && sheet_has_room(r); k++)
		for (i = rows->first; i < n; i++)
			copy_sheet_cell(&rows->sheet, i, rows->row + k);
	rows->row += rows->row_repeated;
}

/* A number without the last digits a binary one brings with it. */
static void
add_number(struct buf *out, struct str number)
{
	struct buf text = { 0 };
	char *end;
	double value;

	buf_str(&text, number);
	value = strtod(buf_z(&text), &end);
	if (text.len > 0 && *end == '\0')
		numfmt_write(out, value, (struct str){ NULL, 0 }, false);
	else
		buf_str(out, number);
	out->failed |= text.failed;
	buf_free(&text);
}

/* Whether a number was too wide for its column: ###, 5E+03. */
static bool
is_squeezed(struct str shown)
{
	size_t i;

	for (i = 0; i < shown.n; i++)
		if (shown.s[i] != '#' && strchr("0123456789.+-E",
		    shown.s[i]) == NULL)
			return false;
	return memchr(shown.s, '#', shown.n) != NULL ||
	    memchr(shown.s, 'E', shown.n) != NULL;
}

static void
sheet_cell_start(struct rows *rows, const struct xml_element *e)
{
	static const char *const values[] = { "string-value", "date-value",
	    "time-value", "boolean-value", "value" };
	struct str value = { NULL, 0 };
	size_t i;

	for (i = 0; i < sizeof(values) / sizeof(values[0]) &&
	    value.n == 0; i++)
		value = xml_attribute(e, values[i]);
	buf_reset(&rows->cell);
	buf_reset(&rows->value);
	rows->number = i == sizeof(values) / sizeof(values[0]) &&
	    xml_number(e, "value", LONG_MIN) != LONG_MIN;
	if (rows->number)
		add_number(&rows->value, value);
	else
		buf_str(&rows->value, value);
	rows->repeated = repeated(e, "number-columns-repeated",
	    SHEET_COLUMNS);
	sheet_merge(&rows->sheet, rows->row, rows->column,
	    repeated(e, "number-rows-spanned", SHEET_ROWS),
	    repeated(e, "number-columns-spanned", SHEET_COLUMNS));
	rows->in_cell = true;
	rows->any = false;
}

static void
sheet_cell_end(struct reader *r)
{
	struct rows *rows = &r->rows;
	/* A cell without paragraphs shows its value. */
	bool value = !rows->any || (rows->number && rows->cell.len > 0 &&
	    is_squeezed(buf_slice(&rows->cell)));
	struct buf *text = value ? &rows->value : &rows->cell;

	for (; rows->repeated > 0; rows->repeated--, rows->column++)
		if (text->len > 0 && sheet_has_room(r))
			sheet_cell(&rows->sheet, rows->row, rows->column,
			    buf_slice(text));
	rows->in_cell = false;
}

/* Begins a part of a table; whether the element's text is skipped. */
static void
table_part_start(struct reader *r, enum kind kind,
    const struct xml_element *e)
{
	struct table *t = table(r);

	if (r->in_sheet && r->nflows == 1) {
		switch (kind) {
		case TABLE: r->skip++; break;
		case COLUMN: sheet_column(&r->rows, e); break;
		case ROW: sheet_row_start(&r->rows, e); break;
		case CELL: sheet_cell_start(&r->rows, e); break;
		default:
			r->rows.column += repeated(e,
			    "number-columns-repeated", SHEET_COLUMNS);
			r->skip++;
		}
	} else if (kind == TABLE) {
		if (r->sheets && r->nflows == 1)
			sheet_start(r, e);
		else
			table_start(r);
	} else if (kind == COVERED)
		r->skip++;
	else if (t != NULL && kind == ROW)
		row_start(t, e);
	else if (t != NULL && kind == CELL)
		cell_start(t, e);
}

static void
table_part_end(struct reader *r, enum kind kind)
{
	struct table *t;

	if (flow(r)->in_paragraph)
		end_paragraph(r);
	t = table(r);
	if (r->in_sheet && r->nflows == 1) {
		switch (kind) {
		case TABLE: sheet_end(r); break;
		case ROW: sheet_row_end(r); break;
		case CELL: sheet_cell_end(r); break;
		default: break;
		}
	} else if (t != NULL) {
		switch (kind) {
		case TABLE: table_end(r); break;
		case ROW: row_end(r, t); break;
		case CELL: cell_end(r, t); break;
		default: break;
		}
	}
}

/* White space of XML is one space; text:s and the like are others. */
static void
spaces(struct reader *r, const struct xml_element *e)
{
	size_t n = repeated(e, "c", 64);

	while (n-- > 0)
		buf_byte(&flow(r)->line, ' ');
}

static bool
hides(const struct reader *r, const struct xml_element *e)
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
body_start(struct reader *r, enum kind kind, const struct xml_element *e)
{
	switch (kind) {
	case SKIP: r->skip++; break;
	case PARAGRAPH: paragraph_start(r, e); break;
	case SPACE: spaces(r, e); break;
	case TAB: buf_byte(&flow(r)->line, ' '); break;
	case BREAK: buf_byte(&flow(r)->line, '\n'); break;
	case HIDES:
		if (!str_is(xml_attribute(e, "is-hidden"), "false"))
			flow(r)->unseen = true;
		break;
	case SPAN:
	case SECTION: r->skip += hides(r, e); break;
	case FLOW: flow_start(r); break;
	case LIST: odf_list_start(&r->lists, e); break;
	case ITEM: odf_list_item(&r->lists, e, false); break;
	case ITEM_HEADER: odf_list_item(&r->lists, e, true); break;
	case TABLE:
	case COLUMN:
	case ROW:
	case CELL:
	case COVERED: table_part_start(r, kind, e); break;
	default: break;
	}
}

/* Begins an element outside of the body; what it is to its end. */
static enum kind
outer_start(struct reader *r, enum kind kind, const struct xml_element *e)
{
	if (r->in_styles)
		odf_styles_take(&r->styles, e);
	if (r->in_styles || r->begun)
		return PASS;
	switch (kind) {
	case STYLES:
		/* Automatic ones of styles.xml are those of page headers. */
		if (!r->common || strcmp(e->name, "styles") == 0)
			r->in_styles = true;
		return STYLES;
	case BODY_TEXT:
	case BODY_SHEETS:
		odf_styles_done(&r->styles);
		r->begun = r->in_body = true;
		r->sheets = kind == BODY_SHEETS;
		return kind;
	case BODY_OTHER:
		r->wrong = "an OpenDocument file that is neither text nor "
		    "spreadsheet, which this build does not read";
		return PASS;
	case SKIP: r->skip++; return SKIP;
	default: return PASS;
	}
}

static void
on_start(void *to, const struct xml_element *e)
{
	struct reader *r = to;
	enum kind kind = PASS;

	if (r->skip > 0)
		r->skip++;
	else if (r->in_body)
		body_start(r, kind = kind_of(e->name), e);
	else
		kind = outer_start(r, kind_of(e->name), e);
	r->open[r->depth++] = (unsigned char)kind;
}

/* Ends the body; a text that was cut off, too. */
static void
body_end(struct reader *r)
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
	struct reader *r = to;
	enum kind kind = r->depth > 0 ? r->open[--r->depth] : PASS;

	(void)name;
	if (r->skip > 0) {
		r->skip--;
		return;
	}
	switch (kind) {
	case STYLES: r->in_styles = false; break;
	case BODY_TEXT:
	case BODY_SHEETS:
		if (r->in_body)
			body_end(r);
		break;
	case PARAGRAPH:
		if (flow(r)->in_paragraph)
			end_paragraph(r);
		break;
	case FLOW: flow_end(r); break;
	case LIST: odf_list_end(&r->lists); break;
	case TABLE:
	case ROW:
	case CELL: table_part_end(r, kind); break;
	default: break;
	}
}

static void
on_text(void *to, struct str s)
{
	struct reader *r = to;
	size_t i;

	if (r->skip > 0 || !r->in_body || !flow(r)->in_paragraph)
		return;
	for (i = 0; i < s.n; i++)
		buf_byte(&flow(r)->line,
		    (unsigned char)s.s[i] < ' ' ? ' ' : s.s[i]);
}

static const struct xml_events events = { on_start, on_end, on_text };

/* Reads a part; NULL or what is wrong with it. */
static const char *
read_part(struct reader *r, struct str xml, unsigned max_depth)
{
	const char *wrong;

	r->depth = r->skip = 0;
	r->in_styles = false;
	wrong = xml_read(xml, &events, r, max_depth);
	if (r->in_body)
		body_end(r);
	return r->wrong != NULL ? r->wrong : wrong;
}

static struct reader *
reader_new(size_t max_bytes, unsigned max_depth, struct buf *out)
{
	struct reader *r = calloc(1, sizeof(*r));

	if (r == NULL)
		return NULL;
	r->open = malloc((size_t)max_depth + 1);
	if (r->open == NULL) {
		free(r);
		return NULL;
	}
	r->out = out;
	r->max_bytes = max_bytes;
	r->nflows = 1;
	r->lists.styles = &r->styles;
	return r;
}

/* Frees it; NULL or what went wrong on the way. */
static const char *
reader_free(struct reader *r)
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

static void
on_manifest(void *to, const struct xml_element *e)
{
	bool *encrypted = to;

	if (strcmp(e->name, "encryption-data") == 0)
		*encrypted = true;
}

/* Whether the manifest says that parts are encrypted. */
static bool
is_encrypted(struct str manifest, unsigned max_depth)
{
	static const struct xml_events look = { .start = on_manifest };
	bool encrypted = false;

	if (manifest.n > 0)
		xml_read(manifest, &look, &encrypted, max_depth);
	return encrypted;
}

static const char *
read_parts(const struct package *pkg, size_t max_bytes, unsigned max_depth,
    struct buf *out)
{
	struct str styles = package_part(pkg, "styles.xml");
	struct reader *r = reader_new(max_bytes, max_depth, out);
	const char *wrong = NULL, *failed;

	if (r == NULL)
		return "out of memory";
	r->common = true;
	if (styles.n > 0)
		wrong = read_part(r, styles, max_depth);
	r->common = false;
	if (wrong == NULL)
		wrong = read_part(r, package_part(pkg, "content.xml"),
		    max_depth);
	failed = reader_free(r);
	return wrong == NULL ? failed : wrong;
}

const char *
odf_text(struct str zip, const struct package_limits *limits,
    unsigned max_depth, struct buf *out)
{
	static const char *const wanted[] = { "content.xml", "styles.xml",
	    "META-INF/manifest.xml", NULL };
	struct package pkg;
	const char *wrong = package_read(&pkg, zip, wanted, limits);

	if (wrong == NULL && is_encrypted(package_part(&pkg,
	    "META-INF/manifest.xml"), max_depth))
		wrong = "an encrypted office document";
	if (wrong == NULL)
		wrong = read_parts(&pkg, limits->max_bytes, max_depth, out);
	package_free(&pkg);
	return wrong;
}

/* The name of the first element that begins in s, with its prefix. */
static struct str
first_element(struct str s)
{
	size_t n;

	for (; s.n > 1; s = str_from(s, 1))
		if (*s.s == '<' && (s.s[1] | 0x20) >= 'a' &&
		    (s.s[1] | 0x20) <= 'z')
			break;
	for (n = 1; n < s.n && strchr(" \t\r\n/>", s.s[n]) == NULL; n++)
		;
	return s.n > 1 ? (struct str){ s.s + 1, n - 1 } :
	    (struct str){ NULL, 0 };
}

bool
odf_is_flat(struct str xml)
{
	struct str s = xml;

	s.n = s.n < 4096 ? s.n : 4096;
	return str_ends(first_element(s), ":document") && str_find(s,
	    "urn:oasis:names:tc:opendocument:xmlns:office:1.0") >= 0;
}

const char *
odf_flat_text(struct str xml, size_t max_bytes, unsigned max_depth,
    struct buf *out)
{
	struct reader *r = reader_new(max_bytes, max_depth, out);
	const char *wrong, *failed;

	if (r == NULL)
		return "out of memory";
	wrong = read_part(r, xml, max_depth);
	failed = reader_free(r);
	return wrong == NULL ? failed : wrong;
}
