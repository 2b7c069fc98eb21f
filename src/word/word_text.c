/*
 * Elements that are read are a stack of their kinds; those of which
 * nothing is shown are only counted.  What text boxes and notes hold is
 * put aside, and added behind the paragraph or at the end.
 */
#include "base/utf8.h"
#include "word/word_flow.h"
#include "word/word_symbols.h"
#include "word/word_text.h"

#define MAX_FLOWS	16

struct text {
	unsigned		 max_depth;
	struct word_flow	*flow;		/* innermost */
	unsigned		 nflows;
	struct buf		 kinds;		/* of open elements, bytes */
	unsigned		 skip;		/* open ones below them */
	struct buf		 notes;
	struct word_styles	 styles;
	const struct word_style	*standard;
	struct word_lists	 lists;
	bool			 noted;		/* there are notes */
	const struct word_parts	*parts;
	const char		*wrong;
};

/* Whether the element shows anything; false: it is skipped. */
typedef bool starter(struct text *, const struct xml_element *,
    enum word_kind);

/* The kind of the i-th open element, from the innermost, 0. */
static enum word_kind
open_kind(const struct text *t, size_t i)
{
	return i >= t->kinds.len ? WORD_OTHER :
	    (enum word_kind)(unsigned char)t->kinds.s[t->kinds.len - 1 - i];
}

static bool
fail(struct text *t, const char *wrong)
{
	if (t->wrong == NULL)
		t->wrong = wrong;
	return false;
}

static bool
push_flow(struct text *t, struct buf *out)
{
	struct word_flow *f;

	if (t->nflows == MAX_FLOWS)
		return fail(t, "nested too deep");
	if ((f = word_flow_begin(t->flow, out, &t->lists)) == NULL)
		return fail(t, "out of memory");
	t->flow = f;
	t->nflows++;
	return true;
}

static void
pop_flow(struct text *t)
{
	bool failed = false;

	if (t->flow == NULL)
		return;
	t->flow = word_flow_end(t->flow, &failed);
	t->nflows--;
	if (failed)
		fail(t, "out of memory");
}

static bool
start_paragraph(struct text *t, const struct xml_element *e,
    enum word_kind kind)
{
	(void)e;
	(void)kind;
	word_flow_paragraph(t->flow, t->standard);
	return true;
}

static bool
start_run(struct text *t, const struct xml_element *e, enum word_kind kind)
{
	(void)e;
	(void)kind;
	word_flow_run(t->flow);
	return true;
}

/* Properties of a paragraph, of its mark, or of a run. */
static bool
property(struct text *t, const struct xml_element *e, enum word_kind kind)
{
	struct word_flow *f = t->flow;
	struct str val = xml_attribute(e, "val");
	const struct word_style *style;
	enum word_kind of = open_kind(t, 1);

	if (kind == WORD_PSTYLE) {
		style = word_style(&t->styles, val);
		f->paragraph.style = style != NULL ? style : t->standard;
	} else if (kind == WORD_NUMID)
		f->paragraph.num = xml_number(e, "val", 0);
	else if (kind == WORD_ILVL)
		f->paragraph.level = xml_number(e, "val", 0);
	else if (kind == WORD_VANISH && of == WORD_PPR)
		f->paragraph.gone |= word_on(e);
	else if (of != WORD_R)
		return true;
	else if (kind == WORD_RSTYLE)
		f->run.style = word_style(&t->styles, val);
	else if (kind == WORD_VANISH)
		f->run.vanish = word_on(e);
	else
		f->run.apart = f->run.apart > 0 ||
		    word_stands_apart(e, kind);
	return true;
}

/* A tracked deletion: of text, of a row, of the mark of a paragraph. */
static bool
start_deletion(struct text *t, const struct xml_element *e,
    enum word_kind kind)
{
	struct word_flow *f = t->flow;
	enum word_kind parent = open_kind(t, 0), of = open_kind(t, 1);

	(void)e;
	(void)kind;
	if (parent == WORD_TRPR && word_flow_row(f) != NULL)
		word_flow_row(f)->deleted = true;
	else if (parent == WORD_RPR && of == WORD_PPR)
		f->paragraph.gone = true;
	else if (parent == WORD_RPR && of == WORD_R)
		f->run.vanish = 1;
	return false;
}

/* What 2003 wraps around changes and comments. */
static bool
start_annotation(struct text *t, const struct xml_element *e,
    enum word_kind kind)
{
	struct str type = xml_attribute(e, "type");

	if (str_is(type, "Word.Deletion"))
		return start_deletion(t, e, kind);
	return !str_is(type, "Word.Comment") &&
	    !str_is(type, "Word.Formatting") &&
	    !str_is(type, "Word.Numbering");
}

static bool
start_sign(struct text *t, const struct xml_element *e, enum word_kind kind)
{
	char bytes[4];

	if (kind == WORD_BR)
		word_flow_break(t->flow);
	else if (kind == WORD_TAB)
		word_flow_tab(t->flow);
	else if (kind == WORD_HYPHEN)
		word_flow_text(t->flow, (struct str)STR("-"));
	else
		word_flow_text(t->flow, (struct str){ bytes, utf8_put(
		    word_symbol(xml_attribute(e, "font"),
		    xml_attribute(e, "char")), bytes) });
	return true;
}

static bool
start_field(struct text *t, const struct xml_element *e, enum word_kind kind)
{
	(void)kind;
	word_flow_field(t->flow, xml_attribute(e, "fldCharType"));
	return true;
}

/* The mark of a note is left out, also one of the author's own. */
static bool
start_reference(struct text *t, const struct xml_element *e,
    enum word_kind kind)
{
	struct str own = xml_attribute(e, "customMarkFollows");

	(void)kind;
	t->noted = true;
	t->flow->apart = true;
	t->flow->run.marked = own.n > 0 && !str_is(own, "0") &&
	    !str_is(own, "false") && !str_is(own, "off");
	return true;
}

/* Separators of notes are notes of other types. */
static bool
start_note(struct text *t, const struct xml_element *e, enum word_kind kind)
{
	struct str type = xml_attribute(e, "type");

	(void)kind;
	return (type.n == 0 || str_is(type, "normal")) &&
	    word_flow_shown(t->flow) && push_flow(t, &t->notes);
}

static bool
start_box(struct text *t, const struct xml_element *e, enum word_kind kind)
{
	struct word_flow *f = t->flow;
	struct str text = xml_attribute(e, "string");

	if (!word_flow_shown(f))
		return false;
	if (kind == WORD_BOX)
		return push_flow(t, &f->boxes);
	if (text.n > 0) {
		grid_squeeze(&f->boxes, text);
		buf_byte(&f->boxes, '\n');
	}
	return true;
}

static bool
start_picture(struct text *t, const struct xml_element *e,
    enum word_kind kind)
{
	struct word_row *row = word_flow_row(t->flow);

	(void)e;
	(void)kind;
	if (row != NULL && word_flow_shown(t->flow))
		row->picture = true;
	return true;
}

/* The text of a document within this one, paragraphs and rows of it. */
static void
add_chunk(struct text *t, struct str s)
{
	struct buf *sink;

	tables_end_line(&t->flow->tables);
	sink = tables_sink(&t->flow->tables);
	if (sink != t->flow->tables.out && memchr(s.s, '\t', s.n) != NULL)
		fail(t, "a table of another document (altChunk) in a cell");
	buf_str(sink, s);
	if (s.s[s.n - 1] != '\n')
		buf_byte(sink, '\n');
}

static bool
start_other_document(struct text *t, const struct xml_element *e,
    enum word_kind kind)
{
	struct buf text = { 0 };
	const char *wrong;

	(void)kind;
	if (t->parts->chunk == NULL)
		return fail(t, "a document within the document (altChunk), "
		    "which this build does not read");
	wrong = t->parts->chunk(t->parts->chunk_of, xml_attribute(e, "id"),
	    &text);
	if (text.failed)
		wrong = "out of memory";
	if (wrong != NULL)
		fail(t, wrong);
	else if (text.len > 0)
		add_chunk(t, buf_slice(&text));
	buf_free(&text);
	return false;
}

/* Whether all extensions a choice requires are shapes or text we know. */
static bool
understood(struct str requires)
{
	static const char *const known[] = { "wps", "wpg", "wpc", "wp14",
	    "w14", "w15", "w16", "w16cex", "w16cid", "w16se", "a14" };
	struct str word;
	size_t i;

	while (requires.n > 0) {
		word = (struct str){ requires.s, 0 };
		while (word.n < requires.n && word.s[word.n] > ' ')
			word.n++;
		for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
			if (word.n == 0 || str_is(word, known[i]))
				break;
		if (i == sizeof(known) / sizeof(known[0]))
			return false;
		requires = str_from(requires, word.n > 0 ? word.n : 1);
	}
	return true;
}

/* The first choice that is understood, else the fallback; never both. */
static bool
start_alternative(struct text *t, const struct xml_element *e,
    enum word_kind kind)
{
	if (open_kind(t, 0) != WORD_ALTERNATE || (kind == WORD_CHOICE &&
	    !understood(xml_attribute(e, "Requires"))))
		return false;
	t->kinds.s[t->kinds.len - 1] = WORD_CHOSEN;
	return true;
}

/* Parts of an equation that stand above, below or beside each other. */
static bool
start_math(struct text *t, const struct xml_element *e, enum word_kind kind)
{
	(void)e;
	t->flow->apart = true;
	if (kind == WORD_MATH_DEN)
		word_flow_text(t->flow, (struct str)STR("/"));
	else if (kind == WORD_MATH_SUP)
		word_flow_text(t->flow, (struct str)STR("^"));
	else if (kind == WORD_MATH_SUB)
		word_flow_text(t->flow, (struct str)STR("_"));
	return true;
}

static bool
start_table(struct text *t, const struct xml_element *e, enum word_kind kind)
{
	struct word_flow *f = t->flow;

	(void)e;
	(void)kind;
	if (!tables_begin(&f->tables))
		return fail(t, "nested too deep");
	*word_flow_row(f) = (struct word_row){ 0 };
	return true;
}

/* Rows, cells, and what is said of them. */
static bool
start_in_table(struct text *t, const struct xml_element *e,
    enum word_kind kind)
{
	struct word_row *r = word_flow_row(t->flow);
	enum word_kind parent = open_kind(t, 0);

	if (r == NULL)
		return true;
	if (kind == WORD_TR)
		word_row_begin(r);
	else if (kind == WORD_TC)
		word_cell_begin(r);
	else if (parent == WORD_TRPR || parent == WORD_TCPR)
		word_cell_property(r, e, kind);
	return true;
}

static starter *const starters[WORD_KINDS] = {
	[WORD_TBL] = start_table, [WORD_TR] = start_in_table,
	[WORD_TC] = start_in_table, [WORD_GRIDBEFORE] = start_in_table,
	[WORD_GRIDAFTER] = start_in_table, [WORD_HIDDEN] = start_in_table,
	[WORD_GRIDSPAN] = start_in_table, [WORD_HMERGE] = start_in_table,
	[WORD_VMERGE] = start_in_table, [WORD_CELLDEL] = start_in_table,
	[WORD_P] = start_paragraph, [WORD_R] = start_run,
	[WORD_PSTYLE] = property, [WORD_NUMID] = property,
	[WORD_ILVL] = property, [WORD_RSTYLE] = property,
	[WORD_VANISH] = property, [WORD_RAISED] = property,
	[WORD_STRUCK] = property,
	[WORD_TAB] = start_sign, [WORD_HYPHEN] = start_sign,
	[WORD_SYM] = start_sign, [WORD_BR] = start_sign,
	[WORD_FLDCHAR] = start_field, [WORD_REFERENCE] = start_reference,
	[WORD_BOX] = start_box, [WORD_WORDART] = start_box,
	[WORD_PICTURE] = start_picture, [WORD_NOTE] = start_note,
	[WORD_DEL] = start_deletion,
	[WORD_ANNOTATION] = start_annotation,
	[WORD_ALTCHUNK] = start_other_document,
	[WORD_CHOICE] = start_alternative,
	[WORD_FALLBACK] = start_alternative,
	[WORD_MATH_PART] = start_math, [WORD_MATH_DEN] = start_math,
	[WORD_MATH_SUB] = start_math, [WORD_MATH_SUP] = start_math,
};

/* Puts the cell on the grid; whether what is in it is shown. */
static bool
opens_cell(struct text *t)
{
	struct word_row *row = word_flow_row(t->flow);

	return row == NULL ||
	    word_cell_open(row, tables_top(&t->flow->tables));
}

static void
on_start(void *to, const struct xml_element *e)
{
	struct text *t = to;
	enum word_kind kind;

	if (t->skip > 0 || t->wrong != NULL) {
		t->skip++;
		return;
	}
	kind = word_kind(e);
	if (kind == WORD_SKIP || (open_kind(t, 0) == WORD_TC &&
	    kind != WORD_TCPR && !opens_cell(t)) ||
	    (starters[kind] != NULL && !starters[kind](t, e, kind)))
		t->skip++;
	else
		buf_byte(&t->kinds, (char)kind);
}

static void
end_in_table(struct text *t, enum word_kind kind)
{
	struct word_flow *f = t->flow;
	struct grid *g = tables_top(&f->tables);

	if (g == NULL)
		return;
	tables_end_line(&f->tables);
	if (kind == WORD_TBL)
		tables_end(&f->tables);
	else if (kind == WORD_TR)
		word_row_end(word_flow_row(f), g);
	else
		word_cell_end(word_flow_row(f), g);
}

static void
on_end(void *to, const char *name)
{
	struct text *t = to;
	enum word_kind kind = open_kind(t, 0);

	(void)name;
	if (t->skip > 0) {
		t->skip--;
		return;
	}
	t->kinds.len -= t->kinds.len > 0;
	if (kind == WORD_TBL || kind == WORD_TR || kind == WORD_TC)
		end_in_table(t, kind);
	else if (kind == WORD_P)
		word_flow_paragraph_end(t->flow);
	else if (kind == WORD_RPR && open_kind(t, 0) == WORD_R)
		word_flow_settle(t->flow);
	else if (kind == WORD_R)
		word_flow_run_end(t->flow);
	else if (kind == WORD_BOX || kind == WORD_NOTE)
		pop_flow(t);
	else if (kind >= WORD_MATH_PART && kind <= WORD_MATH_SUP)
		t->flow->apart = true;
}

static void
on_text(void *to, struct str s)
{
	struct text *t = to;

	if (t->skip == 0 && t->wrong == NULL && open_kind(t, 0) == WORD_T)
		word_flow_text(t->flow, s);
}

static void
read_part(struct text *t, struct str xml)
{
	static const struct xml_events events = {
		.start = on_start, .end = on_end, .text = on_text
	};
	const char *wrong;

	if (xml.n == 0 || t->wrong != NULL)
		return;
	t->skip = 0;
	buf_reset(&t->kinds);
	wrong = xml_read(xml, &events, t, t->max_depth);
	if (t->kinds.failed)
		wrong = "out of memory";
	if (wrong != NULL)
		fail(t, wrong);
}

const char *
word_text(const struct word_parts *parts, unsigned max_depth,
    struct buf *out)
{
	struct text t = { .max_depth = max_depth, .parts = parts, .lists = {
	    .part = parts->numbering, .max_depth = max_depth } };

	t.wrong = word_styles_read(&t.styles, parts->styles, max_depth);
	t.standard = word_style_standard(&t.styles);
	if (push_flow(&t, out)) {
		read_part(&t, parts->document);
		if (t.noted) {
			read_part(&t, parts->footnotes);
			read_part(&t, parts->endnotes);
		}
	}
	while (t.flow != NULL)
		pop_flow(&t);
	buf_str(out, buf_slice(&t.notes));
	if (t.lists.wrong != NULL)
		fail(&t, t.lists.wrong);
	if (out->failed || t.notes.failed)
		fail(&t, "out of memory");
	buf_free(&t.kinds);
	buf_free(&t.notes);
	word_styles_free(&t.styles);
	word_numbering_free(&t.lists.numbering);
	return t.wrong;
}
