/*
 * A flow is the body, a note or a text box: it has paragraphs and tables
 * of its own.  Text boxes and notes begin within a paragraph of another
 * flow, so that flows are a stack; what they hold is put aside and added
 * behind the paragraph, or at the end.
 *
 * Elements that are read are a stack of their kinds; those of which
 * nothing is shown are only counted.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "read/word_cells.h"
#include "read/word_numbering.h"
#include "read/word_styles.h"
#include "read/word_symbols.h"
#include "read/word_text.h"

#define MAX_FLOWS	16
#define MAX_FIELDS	64

struct flow {
	struct flow	*outer;
	struct tables	 tables;
	struct word_row	 rows[TABLES_MAX];	/* of the open tables */
	struct buf	 boxes;		/* text of the paragraph's boxes */
	bool		 apart;		/* what comes is not to touch it */
	bool		 stood_apart;	/* the last text was raised or struck */
	struct {
		const struct word_style *style;
		long	 num, level;	/* its own; WORD_UNSET */
		bool	 pending;	/* its number is still to come */
		bool	 gone;		/* its mark is deleted or hidden */
	}		 paragraph;
	struct {
		const struct word_style *style;
		int	 vanish, apart;	/* its own; -1: as its style */
		bool	 shown;		/* in the end */
		bool	 stands_apart;	/* the same: raised or struck out */
		bool	 marked;	/* the rest is a note's own mark */
	}		 run;
	unsigned	 nfields;	/* open fields; a bit each */
	uint64_t	 instructions;	/* that is in its instruction */
};

struct text {
	const struct word_parts	*parts;
	unsigned		 max_depth;
	struct flow		*flow;		/* innermost */
	unsigned		 nflows;
	struct buf		 kinds;		/* of open elements, bytes */
	unsigned		 skip;		/* open ones below them */
	struct buf		 notes;
	struct word_styles	 styles;
	const struct word_style	*standard;
	struct word_numbering	 numbering;
	bool			 numbered;	/* numbering was read */
	bool			 noted;		/* there are notes */
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
	struct flow *f;

	if (t->nflows == MAX_FLOWS)
		return fail(t, "nested too deep");
	if ((f = calloc(1, sizeof(*f))) == NULL)
		return fail(t, "out of memory");
	f->tables.out = out;
	f->run.shown = true;
	f->outer = t->flow;
	t->flow = f;
	t->nflows++;
	return true;
}

static void
add_boxes(struct flow *f)
{
	if (f->boxes.len == 0)
		return;
	tables_end_line(&f->tables);
	buf_str(tables_sink(&f->tables), buf_slice(&f->boxes));
	f->tables.failed |= f->boxes.failed;
	buf_reset(&f->boxes);
}

static void
pop_flow(struct text *t)
{
	struct flow *f = t->flow;

	if (f == NULL)
		return;
	tables_finish(&f->tables);
	add_boxes(f);
	if (f->tables.failed)
		fail(t, "out of memory");
	t->flow = f->outer;
	t->nflows--;
	buf_free(&f->boxes);
	free(f);
}

/*
 * Whether text must not be put close to what stands before it: two
 * figures would become one.
 */
static bool
may_fuse(struct str s)
{
	size_t i = 0;
	uint32_t c = s.n > 0 ? utf8_next(s, &i) : ' ';

	return !utf8_space(c) && (c < 0x2E80 || c >= 0xFF00);
}

/* The numbering part is read when the first number is met. */
static void
need_numbering(struct text *t)
{
	const char *wrong;

	if (t->numbered || t->parts->numbering.n == 0)
		return;
	t->numbered = true;
	wrong = word_numbering_read(&t->numbering, t->parts->numbering,
	    t->max_depth);
	if (wrong != NULL)
		fail(t, wrong);
}

/* Counts the paragraph and shows its number, before the text to come. */
static void
put_number(struct text *t, struct str before)
{
	struct flow *f = t->flow;
	const struct word_style *s = f->paragraph.style;
	struct buf *line = &f->tables.line;
	long num = f->paragraph.num, level = f->paragraph.level;
	size_t start = line->len;
	bool gap;

	f->paragraph.pending = false;
	if (num == WORD_UNSET && s != NULL)
		num = s->num;
	if (num <= 0)
		return;
	need_numbering(t);
	if (level == WORD_UNSET && f->paragraph.num == WORD_UNSET)
		level = s->level != WORD_UNSET ? s->level :
		    word_numbering_level(&t->numbering, num, s->numbered);
	gap = word_numbering_count(&t->numbering, num, level < 0 ? 0 : level,
	    line);
	if (line->len > start && (gap || may_fuse(before)))
		buf_byte(line, ' ');
}

/* Text of the present run. */
static void
put_text(struct text *t, struct str s)
{
	struct flow *f = t->flow;

	if (s.n == 0 || !f->run.shown || f->run.marked ||
	    f->instructions != 0)
		return;
	if (f->paragraph.pending)
		put_number(t, s);
	else if ((f->apart || f->run.stands_apart != f->stood_apart) &&
	    may_fuse(s))
		buf_byte(&f->tables.line, ' ');
	buf_str(&f->tables.line, s);
	f->apart = false;
	f->stood_apart = f->run.stands_apart;
}

/* What the styles and the run itself say of its text, put together. */
static void
settle_run(struct flow *f)
{
	const struct word_style *p = f->paragraph.style, *r = f->run.style;
	bool vanish = (p != NULL && p->vanish > 0) !=
	    (r != NULL && r->vanish > 0);

	f->run.shown = !(f->run.vanish < 0 ? vanish : f->run.vanish);
	f->run.stands_apart = f->run.apart < 0 ? (r != NULL && r->apart > 0) ||
	    (p != NULL && p->apart > 0) : f->run.apart;
}

static bool
start_paragraph(struct text *t, const struct xml_element *e,
    enum word_kind kind)
{
	struct flow *f = t->flow;

	(void)e;
	(void)kind;
	f->paragraph.style = t->standard;
	f->paragraph.num = f->paragraph.level = WORD_UNSET;
	f->paragraph.pending = f->tables.line.len == 0;
	f->paragraph.gone = false;
	return true;
}

/*
 * The paragraph goes on in the next one when its mark is gone.  The
 * instruction of a field ends with it, even if nothing says so.
 */
static void
end_paragraph(struct text *t)
{
	struct flow *f = t->flow;

	if (f->paragraph.gone)
		f->apart = true;
	else {
		if (f->paragraph.pending)
			put_number(t, (struct str){ NULL, 0 });
		tables_end_line(&f->tables);
		f->apart = false;
	}
	f->instructions = 0;
	add_boxes(f);
}

static bool
start_run(struct text *t, const struct xml_element *e, enum word_kind kind)
{
	struct flow *f = t->flow;

	(void)e;
	(void)kind;
	f->run.style = NULL;
	f->run.vanish = f->run.apart = -1;
	f->run.marked = false;
	settle_run(f);
	return true;
}

/* Properties of a paragraph, of its mark, or of a run. */
static bool
property(struct text *t, const struct xml_element *e, enum word_kind kind)
{
	struct flow *f = t->flow;
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
	struct flow *f = t->flow;
	enum word_kind parent = open_kind(t, 0), of = open_kind(t, 1);

	(void)e;
	(void)kind;
	if (parent == WORD_TRPR && f->tables.n > 0)
		f->rows[f->tables.n - 1].deleted = true;
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
start_break(struct text *t, const struct xml_element *e, enum word_kind kind)
{
	struct flow *f = t->flow;

	(void)e;
	(void)kind;
	if (!f->run.shown || f->paragraph.pending || f->instructions != 0)
		return true;
	if (tables_sink(&f->tables) == f->tables.out)
		tables_end_line(&f->tables);
	else
		buf_byte(&f->tables.line, '\n');
	return true;
}

static bool
start_sign(struct text *t, const struct xml_element *e, enum word_kind kind)
{
	char bytes[4];

	if (kind == WORD_HYPHEN)
		put_text(t, (struct str)STR("-"));
	else if (kind == WORD_SYM)
		put_text(t, (struct str){ bytes, utf8_put(word_symbol(
		    xml_attribute(e, "font"), xml_attribute(e, "char")),
		    bytes) });
	else if (!t->flow->paragraph.pending)
		put_text(t, (struct str)STR("\t"));
	return true;
}

static bool
start_field(struct text *t, const struct xml_element *e, enum word_kind kind)
{
	struct flow *f = t->flow;
	struct str type = xml_attribute(e, "fldCharType");

	(void)kind;
	if (str_is(type, "begin")) {
		if (f->nfields < MAX_FIELDS)
			f->instructions |= (uint64_t)1 << f->nfields;
		f->nfields++;
	} else if (f->nfields > 0) {
		if (f->nfields <= MAX_FIELDS)
			f->instructions &= ~((uint64_t)1 << (f->nfields - 1));
		f->nfields -= str_is(type, "end");
	}
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
	    t->flow->run.shown && push_flow(t, &t->notes);
}

static bool
start_box(struct text *t, const struct xml_element *e, enum word_kind kind)
{
	struct flow *f = t->flow;

	if (!f->run.shown || f->instructions != 0)
		return false;
	if (kind == WORD_BOX)
		return push_flow(t, &f->boxes);
	grid_squeeze(&f->boxes, xml_attribute(e, "string"));
	if (f->boxes.len > 0)
		buf_byte(&f->boxes, '\n');
	return true;
}

static bool
start_picture(struct text *t, const struct xml_element *e,
    enum word_kind kind)
{
	struct flow *f = t->flow;

	(void)e;
	(void)kind;
	if (f->tables.n > 0 && f->run.shown)
		f->rows[f->tables.n - 1].picture = true;
	return true;
}

static bool
start_other_document(struct text *t, const struct xml_element *e,
    enum word_kind kind)
{
	(void)e;
	(void)kind;
	return fail(t, "a document within the document (altChunk), "
	    "which this build does not read");
}

/* Whether all extensions a choice requires are shapes or text we know. */
static bool
understood(struct str requires)
{
	static const char *const known[] = { "wps", "wpg", "wpc", "wp14",
	    "w14", "w15", "w16", "w16cex", "w16cid", "w16se", "a14" };
	struct str word;
	size_t i;

	for (; requires.n > 0; requires = str_from(requires, word.n)) {
		for (word = requires, word.n = 0; word.n < requires.n &&
		    requires.s[word.n] != ' '; word.n++)
			continue;
		for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
			if (str_is(word, known[i]))
				break;
		if (word.n == 0)
			word.n = 1;
		else if (i == sizeof(known) / sizeof(known[0]))
			return false;
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
	if (kind != WORD_MATH_PART)
		put_text(t, kind == WORD_MATH_DEN ? (struct str)STR("/") :
		    kind == WORD_MATH_SUP ? (struct str)STR("^") :
		    (struct str)STR("_"));
	return true;
}

static bool
start_table(struct text *t, const struct xml_element *e, enum word_kind kind)
{
	struct flow *f = t->flow;

	(void)e;
	(void)kind;
	if (!tables_begin(&f->tables))
		return fail(t, "nested too deep");
	f->rows[f->tables.n - 1] = (struct word_row){ 0 };
	return true;
}

/* Rows, cells, and what is said of them. */
static bool
start_in_table(struct text *t, const struct xml_element *e,
    enum word_kind kind)
{
	struct flow *f = t->flow;
	struct word_row *r;
	enum word_kind parent = open_kind(t, 0);

	if (f->tables.n == 0)
		return true;
	r = &f->rows[f->tables.n - 1];
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
	[WORD_VANISH] = property, [WORD_RAISED] = property, [WORD_STRUCK] = property,
	[WORD_TAB] = start_sign, [WORD_HYPHEN] = start_sign,
	[WORD_SYM] = start_sign, [WORD_BR] = start_break,
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
	struct flow *f = t->flow;
	size_t n = f->tables.n;

	return n == 0 || word_cell_open(&f->rows[n - 1],
	    &f->tables.open[n - 1]);
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
	struct flow *f = t->flow;
	struct grid *g = tables_top(&f->tables);

	if (g == NULL)
		return;
	tables_end_line(&f->tables);
	if (kind == WORD_TBL)
		tables_end(&f->tables);
	else if (kind == WORD_TR)
		word_row_end(&f->rows[f->tables.n - 1], g);
	else
		word_cell_end(&f->rows[f->tables.n - 1], g);
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
		end_paragraph(t);
	else if (kind == WORD_RPR)
		settle_run(t->flow);
	else if (kind == WORD_R)
		t->flow->run.shown = true;
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
		put_text(t, s);
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
	if (wrong != NULL)
		fail(t, wrong);
}

/*
 * Whether the bytes of a part hold one of the words it would be read for.
 * One in two bytes a character is taken to.
 */
static bool
mentions(struct str s, const char *const *words)
{
	const char *p;
	size_t n;

	if (s.n < 2)
		return false;
	if (*s.s == '\0' || s.s[1] == '\0' || (unsigned char)*s.s >= 0xFE)
		return true;
	for (; *words != NULL; words++)
		for (n = strlen(*words), p = s.s; s.n >= n &&
		    (p = memchr(p, **words, s.n - n + 1 -
		    (size_t)(p - s.s))) != NULL; p++)
			if (memcmp(p, *words, n) == 0)
				return true;
	return false;
}

static void
read_styles(struct text *t)
{
	static const char *const words[] = {
		"numPr", "listPr", "vanish", "vertAlign",
		"position", "strike", NULL
	};
	const char *wrong;

	if (!mentions(t->parts->styles, words))
		return;
	wrong = word_styles_read(&t->styles, t->parts->styles, t->max_depth);
	if (wrong != NULL)
		fail(t, wrong);
	t->standard = word_style_standard(&t->styles);
}

const char *
word_text(const struct word_parts *parts, unsigned max_depth,
    struct buf *out)
{
	struct text t = { .parts = parts, .max_depth = max_depth };

	read_styles(&t);
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
	if (out->failed || t.kinds.failed || t.notes.failed)
		fail(&t, "out of memory");
	buf_free(&t.kinds);
	buf_free(&t.notes);
	word_styles_free(&t.styles);
	word_numbering_free(&t.numbering);
	return t.wrong;
}
