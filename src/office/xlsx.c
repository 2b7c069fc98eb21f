/*
 * Shared strings, formats and the list of sheets are read first, each into
 * an array; then sheet after sheet.  Names of parts go through the
 * relations of the workbook, as producers name sheets as they like.
 */
#include <stdlib.h>

#include "base/ascii.h"
#include "office/numfmt.h"
#include "office/sheet.h"
#include "office/xlsx.h"
#include "read/tables.h"
#include "read/xml.h"

/* More than Excel writes, so that looking them up stays cheap. */
#define MAX_TABS	4096
#define MAX_FORMATS	4096
#define MAX_STYLES	65536

/* A piece of book.text. */
struct piece {
	size_t	 start, n;
};

/* A part named by the workbook, and where it is. */
struct relation {
	struct piece	 id, target;
	bool		 is_sheet, read;
};

struct tab {
	struct piece	 name, id;
	bool		 hidden;
};

struct format {
	long		 id;
	struct piece	 code;
};

/* What a cell's style is: its format, one of the file or built in. */
struct style {
	struct piece	 code;
	const char	*builtin;	/* NULL: code */
};

struct array {
	void	*at;
	size_t	 n, room;
};

/* Whether the run of a text is raised, lowered or struck out; the last was. */
struct run {
	bool		 apart, stood_apart;
};

struct book {
	struct buf	 text;
	struct array	 strings;	/* struct piece */
	struct array	 relations, tabs, formats, styles;
	bool		 from_1904;
	bool		 stale;		/* what formulas gave */
	bool		 failed;	/* memory ran out */
	size_t		 start;		/* of the shared string being read */
	struct run	 run;
	bool		 in_text, in_styles;
	unsigned	 skip;		/* open elements without text */
};

/* A sheet being read. */
struct reader {
	const struct book *book;
	struct sheet	 sheet;
	size_t		 row, column;	/* of the next cell */
	struct buf	 value, shown;
	struct run	 run;
	char		 type;		/* of the cell: n s t b e d */
	long		 style;
	bool		 in_cell, in_text, no_zeros;
	bool		 formula;	/* in the cell */
	unsigned	 skip;
	size_t		 max_bytes;
	const char	*wrong;
};

/* One more element, zeroed; NULL without memory. */
static void *
add(struct book *b, struct array *a, size_t size)
{
	size_t room = a->room ? a->room * 2 : 64;
	void *bigger;
	char *element;

	if (a->n == a->room) {
		if ((bigger = realloc(a->at, room * size)) == NULL) {
			b->failed = true;
			return NULL;
		}
		a->at = bigger;
		a->room = room;
	}
	element = (char *)a->at + a->n++ * size;
	return memset(element, 0, size);
}

static struct piece
keep(struct book *b, struct str s)
{
	struct piece p = { b->text.len, s.n };

	buf_str(&b->text, s);
	if (!b->text.failed)
		return p;
	b->failed = true;
	return (struct piece){ 0, 0 };
}

static struct str
text_of(const struct book *b, struct piece p)
{
	return (struct str){ p.n > 0 ? b->text.s + p.start : NULL, p.n };
}

static bool
is_true(const struct xml_element *e, const char *name)
{
	struct str s = xml_attribute(e, name);

	return str_is(s, "1") || str_is(s, "true");
}

static bool
is(const struct xml_element *e, const char *name)
{
	return strcmp(e->name, name) == 0;
}

/* Takes what an element within <r>, a run, says of how it stands. */
static void
run_start(struct run *r, const struct xml_element *e)
{
	struct str s = xml_attribute(e, "val");

	if (is(e, "r"))
		r->apart = false;
	else if (is(e, "strike"))
		r->apart |= !str_is(s, "0") && !str_is(s, "false");
	else if (is(e, "vertAlign"))
		r->apart |= s.n > 0 && !str_is(s, "baseline");
}

/* Sets a run off that stands apart: 3 that is struck out and 5 are no 35. */
static void
run_text(struct run *r, struct buf *out, size_t start, struct str s)
{
	if (r->apart != r->stood_apart && out->len > start &&
	    tables_may_fuse(s))
		buf_byte(out, ' ');
	r->stood_apart = r->apart;
}

/* Text, in which _x000D_ stands for a character XML cannot hold. */
static void
add_text(struct buf *out, struct str s)
{
	unsigned c;
	size_t i, k;

	for (i = 0; i < s.n; i++) {
		for (k = 2, c = 0; i + 7 <= s.n && s.s[i] == '_' &&
		    s.s[i + 1] == 'x' && s.s[i + 6] == '_' && k < 6 &&
		    ascii_hex(s.s[i + k]) >= 0; k++)
			c = c * 16 + (unsigned)ascii_hex(s.s[i + k]);
		if (k == 6 && c < 0x80) {
			buf_byte(out, c == '\n' ? '\n' : c <= ' ' ? ' ' :
			    (char)c);
			i += 6;
		} else
			buf_byte(out, s.s[i]);
	}
}

/* Shared strings. */

static void
string_start(void *to, const struct xml_element *e)
{
	struct book *b = to;

	if (b->skip > 0 || is(e, "rPh"))
		b->skip++;
	else if (is(e, "si")) {
		b->start = b->text.len;
		b->run = (struct run){ false, false };
	} else
		run_start(&b->run, e);
	b->in_text = b->skip == 0 && is(e, "t");
}

static void
string_end(void *to, const char *name)
{
	struct book *b = to;
	struct piece *p;

	b->in_text = false;
	if (b->skip > 0)
		b->skip--;
	else if (strcmp(name, "si") == 0 &&
	    (p = add(b, &b->strings, sizeof(*p))) != NULL)
		*p = (struct piece){ b->start, b->text.len - b->start };
}

static void
string_text(void *to, struct str s)
{
	struct book *b = to;

	if (!b->in_text)
		return;
	run_text(&b->run, &b->text, b->start, s);
	add_text(&b->text, s);
}

/* Styles: what cellXfs say of numFmts. */

static struct style
style_of(const struct book *b, long id)
{
	const struct format *f = b->formats.at;
	const char *code = numfmt_builtin(id);
	size_t i;

	for (i = 0; i < b->formats.n; i++)
		if (f[i].id == id)
			return (struct style){ f[i].code, NULL };
	return (struct style){ { 0, 0 }, code };
}

static void
style_start(void *to, const struct xml_element *e)
{
	struct book *b = to;
	struct format *f;
	struct style *s;

	if (is(e, "numFmt") && b->formats.n < MAX_FORMATS &&
	    (f = add(b, &b->formats, sizeof(*f))) != NULL)
		*f = (struct format){ xml_number(e, "numFmtId", -1),
		    keep(b, xml_attribute(e, "formatCode")) };
	else if (is(e, "cellXfs"))
		b->in_styles = true;
	else if (b->in_styles && is(e, "xf") && b->styles.n < MAX_STYLES &&
	    (s = add(b, &b->styles, sizeof(*s))) != NULL)
		*s = style_of(b, xml_number(e, "numFmtId", 0));
}

static void
style_end(void *to, const char *name)
{
	struct book *b = to;

	if (strcmp(name, "cellXfs") == 0)
		b->in_styles = false;
}

/* The workbook and its relations. */

static void
relation_start(void *to, const struct xml_element *e)
{
	struct book *b = to;
	struct relation *r;

	if (is(e, "Relationship") &&
	    (r = add(b, &b->relations, sizeof(*r))) != NULL)
		*r = (struct relation){ keep(b, xml_attribute(e, "Id")),
		    keep(b, xml_attribute(e, "Target")),
		    str_ends(xml_attribute(e, "Type"), "/worksheet"), false };
}

static void
book_start(void *to, const struct xml_element *e)
{
	struct book *b = to;
	struct str state = xml_attribute(e, "state");
	struct tab *t;

	if (is(e, "workbookPr"))
		b->from_1904 = is_true(e, "date1904");
	else if (is(e, "calcPr"))
		b->stale = is_true(e, "fullCalcOnLoad");
	else if (is(e, "sheet") && b->tabs.n < MAX_TABS &&
	    (t = add(b, &b->tabs, sizeof(*t))) != NULL)
		*t = (struct tab){ keep(b, xml_attribute(e, "name")),
		    keep(b, xml_attribute(e, "id")),
		    str_is(state, "hidden") || str_is(state, "veryHidden") };
}

/* Cells. */

/* The code a style shows numbers with. */
static struct str
code_of(const struct book *b, long style)
{
	const struct style *styles = b->styles.at;

	if (style < 0 || (size_t)style >= b->styles.n)
		return (struct str){ NULL, 0 };
	return styles[style].builtin != NULL ?
	    str_of(styles[style].builtin) : text_of(b, styles[style].code);
}

/* "AB12" at s: place of column and row from 0; the bytes read, or 0. */
static size_t
place(struct str s, size_t *column, size_t *row)
{
	size_t i = 0, c = 0, r = 0;

	for (; i < s.n && (s.s[i] | 0x20) >= 'a' && (s.s[i] | 0x20) <= 'z' &&
	    c <= SHEET_COLUMNS; i++)
		c = c * 26 + (size_t)((s.s[i] | 0x20) - 'a') + 1;
	for (; i < s.n && s.s[i] >= '0' && s.s[i] <= '9' &&
	    r <= SHEET_ROWS; i++)
		r = r * 10 + (size_t)(s.s[i] - '0');
	if (c == 0 || r == 0 || c > SHEET_COLUMNS || r > SHEET_ROWS)
		return 0;
	*column = c - 1;
	*row = r - 1;
	return i;
}

static void
row_start(struct reader *r, const struct xml_element *e)
{
	long n = xml_number(e, "r", 0);

	if (n >= 1 && n <= SHEET_ROWS)
		r->row = (size_t)n - 1;
	r->column = 0;
	if (is_true(e, "hidden"))
		sheet_hide_rows(&r->sheet, r->row, 1);
}

static void
cell_start(struct reader *r, const struct xml_element *e)
{
	struct str type = xml_attribute(e, "t"), at = xml_attribute(e, "r");
	size_t column, row;

	if (place(at, &column, &row) > 0) {
		r->column = column;
		r->row = row;
	}
	r->in_cell = true;
	r->formula = false;
	r->style = xml_number(e, "s", 0);
	r->type = type.n == 0 ? 'n' : str_is(type, "str") ||
	    str_is(type, "inlineStr") ? 't' : *type.s;
	r->run = (struct run){ false, false };
	buf_reset(&r->value);
}

static void
merge(struct reader *r, struct str range)
{
	size_t left, top, right, bottom, n = place(range, &left, &top);

	if (n == 0 || n == range.n || range.s[n] != ':' ||
	    place(str_from(range, n + 1), &right, &bottom) == 0 ||
	    right < left || bottom < top)
		return;
	sheet_merge(&r->sheet, top, left, bottom - top + 1,
	    right - left + 1);
}

static void
columns(struct reader *r, const struct xml_element *e)
{
	long first = xml_number(e, "min", 0), last = xml_number(e, "max", 0);

	if (is_true(e, "hidden") && first >= 1 && last >= first)
		sheet_hide_columns(&r->sheet, (size_t)first - 1,
		    (size_t)(last - first) + 1);
}

static void
sheet_element(void *to, const struct xml_element *e)
{
	struct reader *r = to;

	r->in_text = false;
	if (r->skip > 0 || is(e, "rPh"))
		r->skip++;
	else if (is(e, "row"))
		row_start(r, e);
	else if (is(e, "c"))
		cell_start(r, e);
	else if (is(e, "f"))
		r->formula = r->in_cell;
	else if (is(e, "mergeCell"))
		merge(r, xml_attribute(e, "ref"));
	else if (is(e, "col"))
		columns(r, e);
	else if (is(e, "sheetView"))
		r->no_zeros = str_is(xml_attribute(e, "showZeros"), "0") ||
		    str_is(xml_attribute(e, "showZeros"), "false");
	else {
		run_start(&r->run, e);
		r->in_text = r->in_cell && (is(e, "v") || is(e, "t"));
	}
}

static void
sheet_text(void *to, struct str s)
{
	struct reader *r = to;

	if (r->in_text && r->type == 't') {
		run_text(&r->run, &r->value, 0, s);
		add_text(&r->value, s);
	} else if (r->in_text)
		buf_str(&r->value, s);
}

static void
show_number(struct reader *r)
{
	char *end;
	const char *text = buf_z(&r->value);
	double value = strtod(text, &end);

	if (end == text || *end != '\0')
		buf_str(&r->shown, buf_slice(&r->value));
	else if (value != 0 || !r->no_zeros)
		numfmt_write(&r->shown, value, code_of(r->book, r->style),
		    r->book->from_1904);
}

/* What a cell shows, into r->shown. */
static void
show(struct reader *r)
{
	const struct piece *strings = r->book->strings.at;
	const char *text = buf_z(&r->value);
	char *end;
	long n;

	buf_reset(&r->shown);
	if (r->formula && (r->book->stale ||
	    (r->value.len == 0 && r->type == 'n')))
		buf_cstr(&r->shown, SHEET_UNKNOWN);
	if (r->value.len == 0 || r->shown.len > 0)
		return;
	switch (r->type) {
	case 's':
		n = strtol(text, &end, 10);
		if (end == text || n < 0 ||
		    (size_t)n >= r->book->strings.n)
			r->wrong = "a workbook that is damaged";
		else
			buf_str(&r->shown, text_of(r->book, strings[n]));
		break;
	case 'b':
		buf_cstr(&r->shown, *text == '1' || *text == 't' ? "TRUE" :
		    "FALSE");
		break;
	case 'n': show_number(r); return;
	default: buf_str(&r->shown, buf_slice(&r->value)); break;
	}
	if (!numfmt_shows_text(code_of(r->book, r->style)))
		buf_reset(&r->shown);
}

static void
cell_end(struct reader *r)
{
	const struct sheet *s = &r->sheet;

	r->in_cell = false;
	show(r);
	if (s->text.len + s->ncells * sizeof(*s->cells) > r->max_bytes)
		r->wrong = "a sheet of more text than the limit";
	else
		sheet_cell(&r->sheet, r->row, r->column,
		    buf_slice(&r->shown));
	r->column++;
}

static void
sheet_element_end(void *to, const char *name)
{
	struct reader *r = to;

	r->in_text = false;
	if (r->skip > 0)
		r->skip--;
	else if (strcmp(name, "c") == 0)
		cell_end(r);
	else if (strcmp(name, "row") == 0)
		r->row++;
}

static const char *
read_sheet(const struct book *b, struct str xml, struct str name,
    size_t max_bytes, unsigned max_depth, struct buf *out)
{
	static const struct xml_events events = { sheet_element,
	    sheet_element_end, sheet_text };
	struct reader *r = calloc(1, sizeof(*r));
	const char *wrong, *unwritten;

	if (r == NULL)
		return "out of memory";
	r->book = b;
	r->max_bytes = max_bytes;
	wrong = xml_read(xml, &events, r, max_depth);
	if (r->value.failed || r->shown.failed)
		r->wrong = "out of memory";
	unwritten = sheet_write(&r->sheet, name, max_bytes, out);
	wrong = r->wrong != NULL ? r->wrong : wrong;
	sheet_free(&r->sheet);
	buf_free(&r->value);
	buf_free(&r->shown);
	free(r);
	return wrong != NULL ? wrong : unwritten;
}

/* The workbook. */

/* The part a tab stands for; NULL where it is no worksheet not yet read. */
static const char *
find_part(const struct book *b, const struct package *pkg,
    const struct tab *tab, struct str *part)
{
	struct relation *r = b->relations.at;
	struct buf name = { 0 };
	struct str target = { NULL, 0 };
	size_t i;

	*part = target;
	for (i = 0; i < b->relations.n; i++)
		if (str_eq(text_of(b, r[i].id), text_of(b, tab->id)))
			break;
	if (i == b->relations.n)
		return "a workbook that is damaged";
	if (!r[i].is_sheet || r[i].read)
		return NULL;
	r[i].read = true;
	target = text_of(b, r[i].target);
	if (target.n > 0 && *target.s == '/')
		target = str_from(target, 1);
	else
		buf_cstr(&name, "xl/");
	if (target.n > 2 && str_begins(target, "./"))
		target = str_from(target, 2);
	buf_str(&name, target);
	*part = package_part(pkg, buf_z(&name));
	buf_free(&name);
	return part->s == NULL ? "a workbook that lacks a sheet" : NULL;
}

static const char *
read_tabs(const struct book *b, const struct package *pkg, size_t max_bytes,
    unsigned max_depth, struct buf *out)
{
	const struct tab *tabs = b->tabs.at;
	const char *wrong = NULL;
	struct str part;
	size_t i;

	for (i = 0; i < b->tabs.n && wrong == NULL; i++) {
		if (tabs[i].hidden)
			continue;
		wrong = find_part(b, pkg, &tabs[i], &part);
		if (wrong == NULL && part.s != NULL)
			wrong = read_sheet(b, part,
			    text_of(b, tabs[i].name), max_bytes, max_depth,
			    out);
	}
	return wrong;
}

/* What the parts beside the sheets hold. */
static const struct {
	const char		*name;
	struct xml_events	 events;
} parts[] = {
	{ "xl/workbook.xml", { .start = book_start } },
	{ "xl/_rels/workbook.xml.rels", { .start = relation_start } },
	{ "xl/styles.xml", { style_start, style_end, NULL } },
	{ "xl/sharedStrings.xml", { string_start, string_end, string_text } },
};

static const char *
read_book(struct book *b, const struct package *pkg, size_t max_bytes,
    unsigned max_depth, struct buf *out)
{
	const char *wrong = NULL;
	struct str part;
	size_t i;

	for (i = 0; i < sizeof(parts) / sizeof(parts[0]) && wrong == NULL;
	    i++) {
		b->skip = 0;
		part = package_part(pkg, parts[i].name);
		if (part.n > 0)
			wrong = xml_read(part, &parts[i].events, b,
			    max_depth);
	}
	if (b->failed || b->text.failed)
		return "out of memory";
	return wrong != NULL ? wrong :
	    read_tabs(b, pkg, max_bytes, max_depth, out);
}

const char *
xlsx_text(struct str zip, const struct package_limits *limits,
    unsigned max_depth, struct buf *out)
{
	static const char *const wanted[] = { "xl/workbook.xml",
	    "xl/_rels/workbook.xml.rels", "xl/styles.xml",
	    "xl/sharedStrings.xml", "xl/worksheets/*.xml", NULL };
	struct book b = { 0 };
	struct package pkg;
	const char *wrong = package_read(&pkg, zip, wanted, limits);

	if (wrong == NULL)
		wrong = read_book(&b, &pkg, limits->max_bytes, max_depth,
		    out);
	package_free(&pkg);
	buf_free(&b.text);
	free(b.strings.at);
	free(b.relations.at);
	free(b.tabs.at);
	free(b.formats.at);
	free(b.styles.at);
	return wrong;
}
