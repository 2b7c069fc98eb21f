/*
 * The stream begins with what all sheets share: strings, formats, and the
 * list of sheets with the places where they begin.  Then follow the
 * sheets; within one, a chart is a stream of its own, which is passed.
 * Numbers in parentheses are sections of [MS-XLS].
 */
#include <stdlib.h>

#include "office/numfmt.h"
#include "office/sheet.h"
#include "office/xls.h"
#include "office/xls_record.h"

enum {
	FORMULA = 0x06, END = 0x0A, DATES = 0x22, ENCRYPTED = 0x2F,
	STALE = 0x5E, COLUMNS = 0x7D, TAB = 0x85, MULRK = 0xBD,
	RSTRING = 0xD6, XF = 0xE0,
	MERGED = 0xE5, STRINGS = 0xFC, LABELSST = 0xFD, NUMBER = 0x203,
	LABEL = 0x204, BOOLERR = 0x205, STRING = 0x207, ROW = 0x208,
	WINDOW = 0x23E, RK = 0x27E, FORMAT = 0x41E, BEGIN = 0x809
};

#define BIFF8		0x600
#define THE_BOOK	5		/* what a stream is of (2.4.21) */
#define MAX_TABS	4096		/* as for XLSX */
#define MAX_FORMATS	4096
#define MAX_STYLES	65536

static const char damaged[] = "a workbook that is damaged";

/* A piece of book.text. */
struct piece {
	uint32_t start, n;
};

struct tab {
	struct piece	 name;
	size_t		 at;
	bool		 shown;		/* a worksheet that is not hidden */
};

struct format {
	unsigned	 id;
	struct piece	 code;
};

struct book {
	struct xls_records in;
	struct buf	 text;
	struct buf	 strings;	/* struct piece */
	struct buf	 tabs;		/* struct tab */
	struct buf	 formats;	/* struct format */
	struct buf	 styles;	/* the numbers of their formats */
	struct buf	 codes;		/* struct str, of the styles */
	bool		 from_1904;
};

/* A sheet being read. */
struct reader {
	struct book	*book;
	struct xls_records *in;
	struct sheet	 sheet;
	struct buf	 shown;
	uint32_t	 row, column;	/* of the present cell, */
	unsigned	 style;		/* and how it is shown */
	bool		 awaits_text;	/* of the formula before */
	bool		 stale;		/* what formulas gave */
	bool		 no_zeros;
	size_t		 max_bytes;
	const char	*wrong;
};

/* The shared part. */

static struct piece
keep_string(struct book *b, unsigned length)
{
	size_t start = b->text.len;

	xls_string(&b->in, length, &b->text);
	b->in.damaged |= b->text.len > UINT32_MAX;
	return (struct piece){ (uint32_t)start,
	    (uint32_t)(b->text.len - start) };
}

static struct str
text_of(const struct book *b, struct piece p)
{
	return (struct str){ p.n > 0 ? b->text.s + p.start : NULL, p.n };
}

/* SST (2.4.265): strings, each as long as it says. */
static void
take_strings(struct book *b)
{
	struct piece p;
	uint32_t n;

	xls_take(&b->in, 4);
	for (n = xls_take(&b->in, 4); n > 0 && !b->in.damaged; n--) {
		p = keep_string(b, 2);
		buf_add(&b->strings, &p, sizeof(p));
	}
}

/* BoundSheet8 (2.4.28). */
static void
take_tab(struct book *b)
{
	struct tab t = { .at = xls_take(&b->in, 4) };

	t.shown = (xls_take(&b->in, 1) & 3) == 0;
	t.shown &= xls_take(&b->in, 1) == 0;
	t.name = keep_string(b, 1);
	if (b->tabs.len < MAX_TABS * sizeof(t))
		buf_add(&b->tabs, &t, sizeof(t));
}

static void
take_format(struct book *b)
{
	struct format f = { .id = xls_take(&b->in, 2) };

	f.code = keep_string(b, 2);
	if (b->formats.len < MAX_FORMATS * sizeof(f))
		buf_add(&b->formats, &f, sizeof(f));
}

static void
take_style(struct book *b)
{
	unsigned format = le16(b->in.body, 2);

	if (b->styles.len < MAX_STYLES * sizeof(format))
		buf_add(&b->styles, &format, sizeof(format));
}

static const char *
read_shared(struct book *b)
{
	struct xls_records *in = &b->in;

	if (!xls_next(in) || in->type != BEGIN)
		return damaged;
	if (le16(in->body, 0) != BIFF8 || le16(in->body, 2) != THE_BOOK)
		return "an Excel workbook older than Excel 97, "
		    "which this build does not read";
	while (xls_next(in) && in->type != END)
		switch (in->type) {
		case ENCRYPTED: return "an encrypted Excel workbook";
		case DATES: b->from_1904 = le16(in->body, 0) != 0; break;
		case TAB: take_tab(b); break;
		case FORMAT: take_format(b); break;
		case XF: take_style(b); break;
		case STRINGS: take_strings(b); break;
		}
	return in->damaged ? damaged : NULL;
}

/* The code of a format; the file's own comes first. */
static struct str
find_code(const struct book *b, unsigned id)
{
	const struct format *f = (const struct format *)b->formats.s;
	size_t i, n = b->formats.len / sizeof(*f);

	for (i = 0; i < n; i++)
		if (f[i].id == id)
			return text_of(b, f[i].code);
	return str_of(numfmt_builtin(id));
}

/* Finds the codes of all styles, once the text stays where it is. */
static void
find_codes(struct book *b)
{
	const unsigned *ids = (const unsigned *)b->styles.s;
	size_t i, n = b->styles.len / sizeof(*ids);
	struct str code;

	for (i = 0; i < n; i++) {
		code = find_code(b, ids[i]);
		buf_add(&b->codes, &code, sizeof(code));
	}
}

/* Cells. */

/* The code a style shows numbers with. */
static struct str
code_of(const struct book *b, unsigned style)
{
	const struct str *codes = (const struct str *)b->codes.s;

	return style < b->codes.len / sizeof(*codes) ? codes[style] :
	    (struct str){ NULL, 0 };
}

/* Where a cell is and its style (2.5.13): how all of them begin. */
static void
take_place(struct reader *r)
{
	r->row = xls_take(r->in, 2);
	r->column = xls_take(r->in, 2);
	r->style = xls_take(r->in, 2);
}

/* Adds the present cell, which shows r->shown. */
static void
add(struct reader *r)
{
	const struct sheet *s = &r->sheet;

	if (s->text.len + s->ncells * sizeof(*s->cells) > r->max_bytes)
		r->wrong = "a sheet of more text than the limit";
	else
		sheet_cell(&r->sheet, r->row, r->column,
		    buf_slice(&r->shown));
	buf_reset(&r->shown);
}

/* The same of a text, in r->shown. */
static void
add_text(struct reader *r)
{
	if (!numfmt_shows_text(code_of(r->book, r->style)))
		buf_reset(&r->shown);
	add(r);
}

static void
add_number(struct reader *r, double value)
{
	if (value != 0 || !r->no_zeros)
		numfmt_write(&r->shown, value, code_of(r->book, r->style),
		    r->book->from_1904);
	add(r);
}

static double
number(struct str s, size_t at)
{
	uint64_t bits = le32(s, at) | (uint64_t)le32(s, at + 4) << 32;
	double value;

	memcpy(&value, &bits, sizeof(value));
	return value;
}

/* RkNumber (2.5.122): a whole number, or a double cut short; or 1/100. */
static double
short_number(uint32_t rk)
{
	uint64_t bits = (uint64_t)(rk & ~3u) << 32;
	double value;

	if ((rk & 2) != 0)
		value = (double)((int64_t)(rk >> 2) -
		    (int64_t)((rk & 0x80000000u) != 0 ? 1u << 30 : 0));
	else
		memcpy(&value, &bits, sizeof(value));
	return (rk & 1) != 0 ? value / 100 : value;
}

/* Bes (2.5.10): a truth value or an error. */
static void
add_value(struct reader *r, unsigned value, bool is_error)
{
	static const struct {
		unsigned	 code;
		const char	*text;
	} errors[] = {
		{ 0x00, "#NULL!" }, { 0x07, "#DIV/0!" }, { 0x0F, "#VALUE!" },
		{ 0x17, "#REF!" }, { 0x1D, "#NAME?" }, { 0x24, "#NUM!" },
		{ 0x2A, "#N/A" }, { 0x2B, "#GETTING_DATA" }
	};
	const char *text = is_error ? "#" : value != 0 ? "TRUE" : "FALSE";
	size_t i;

	for (i = 0; i < sizeof(errors) / sizeof(errors[0]) && is_error; i++)
		if (errors[i].code == value)
			text = errors[i].text;
	buf_cstr(&r->shown, text);
	add_text(r);
}

static void
cell_shared(struct reader *r)
{
	const struct piece *strings =
	    (const struct piece *)r->book->strings.s;
	uint32_t n;

	take_place(r);
	n = xls_take(r->in, 4);
	if (n >= r->book->strings.len / sizeof(*strings)) {
		r->wrong = damaged;
		return;
	}
	buf_str(&r->shown, text_of(r->book, strings[n]));
	add_text(r);
}

static void
cell_label(struct reader *r)
{
	take_place(r);
	xls_string(r->in, 2, &r->shown);
	add_text(r);
}

static void
cell_number(struct reader *r)
{
	take_place(r);
	add_number(r, number(r->in->body, 0));
}

static void
cell_rk(struct reader *r)
{
	take_place(r);
	add_number(r, short_number(xls_take(r->in, 4)));
}

/* Cells side by side, then the last one's column (2.4.175). */
static void
cell_rks(struct reader *r)
{
	r->row = xls_take(r->in, 2);
	r->column = xls_take(r->in, 2);
	for (; r->in->body.n >= 8 && r->wrong == NULL; r->column++) {
		r->style = xls_take(r->in, 2);
		add_number(r, short_number(xls_take(r->in, 4)));
	}
}

static void
cell_value(struct reader *r)
{
	unsigned value;

	take_place(r);
	value = xls_take(r->in, 1);
	add_value(r, value, xls_take(r->in, 1) != 0);
}

/*
 * Whether a formula (2.5.198.3) gives a number if anything: its last token
 * is an operation on two of them, or a sum, which is written in two ways.
 */
static bool
gives_number(struct str code)
{
	enum { ADD = 3, POWER = 7, CALL = 2, CLASS = 0x60, SUM = 4 };
	size_t n = code.n;

	if (n < 4)
		return false;
	return (le8(code, n - 1) >= ADD && le8(code, n - 1) <= POWER) ||
	    le16(code, n - 4) == 0x1019 ||
	    ((le8(code, n - 4) & ~CLASS) == CALL && le16(code, n - 2) == SUM);
}

/*
 * What a formula gave (2.5.133); a text is in the next record STRING.
 * Programs that do not calculate leave the value empty, or say so in a
 * flag that Excel obeys though it is reserved today (2.4.127).
 */
static void
cell_formula(struct reader *r)
{
	enum { CALCULATE = 2 };
	struct str s;

	take_place(r);
	s = r->in->body;
	if (r->stale || (le16(s, 8) & CALCULATE) != 0 ||
	    (le16(s, 6) == 0xFFFF && le8(s, 0) >= 3 &&
	    gives_number(le_part(s, 16, le16(s, 14))))) {
		buf_cstr(&r->shown, SHEET_UNKNOWN);
		add(r);
	} else if (le16(s, 6) != 0xFFFF)
		add_number(r, number(s, 0));
	else if (le8(s, 0) == 0)
		r->awaits_text = true;
	else if (le8(s, 0) < 3)
		add_value(r, le8(s, 2), le8(s, 0) == 2);
}

static void
cell_text(struct reader *r)
{
	r->awaits_text = false;
	xls_string(r->in, 2, &r->shown);
	add_text(r);
}

/* What is not a cell. */

static void
take_merged(struct reader *r)
{
	uint32_t n = xls_take(r->in, 2), top, bottom, left, right;

	for (; n > 0 && !r->in->damaged; n--) {
		top = xls_take(r->in, 2);
		bottom = xls_take(r->in, 2);
		left = xls_take(r->in, 2);
		right = xls_take(r->in, 2);
		if (bottom >= top && right >= left)
			sheet_merge(&r->sheet, top, left, bottom - top + 1,
			    right - left + 1);
	}
}

static void
take_row(struct reader *r)
{
	if ((le16(r->in->body, 12) & 0x20) != 0)
		sheet_hide_rows(&r->sheet, le16(r->in->body, 0), 1);
}

static void
take_columns(struct reader *r)
{
	unsigned first = le16(r->in->body, 0), last = le16(r->in->body, 2);

	if ((le16(r->in->body, 8) & 1) != 0 && last >= first)
		sheet_hide_columns(&r->sheet, first, last - first + 1);
}

/* Uncalced (2.4.331): formulas were still to be calculated. */
static void
take_stale(struct reader *r)
{
	r->stale = true;
}

/* The records of a sheet that are read, and how long they are at least. */
static const struct {
	unsigned	 type;
	size_t		 least;
	void		(*take)(struct reader *);
} records[] = {
	{ LABELSST, 10, cell_shared }, { RK, 10, cell_rk },
	{ MULRK, 12, cell_rks }, { NUMBER, 14, cell_number },
	{ FORMULA, 20, cell_formula }, { STRING, 3, cell_text },
	{ LABEL, 9, cell_label }, { RSTRING, 9, cell_label },
	{ BOOLERR, 8, cell_value }, { MERGED, 2, take_merged },
	{ ROW, 16, take_row }, { COLUMNS, 10, take_columns },
	{ STALE, 0, take_stale },
};

static void
take_record(struct reader *r)
{
	size_t i, n = sizeof(records) / sizeof(records[0]);

	for (i = 0; i < n && records[i].type != r->in->type; i++)
		;
	if (i == n)
		return;
	if (r->in->body.n < records[i].least ||
	    (r->awaits_text && r->in->type == FORMULA))
		r->wrong = damaged;
	else
		records[i].take(r);
}

/* Goes to the next record of the sheet, not of a chart within. */
static bool
next(struct xls_records *in)
{
	unsigned depth = 1;

	while (depth > 0 && xls_next(in)) {
		if (in->type == BEGIN)
			depth++;
		else if (in->type == END)
			depth--;
		else if (depth == 1)
			return true;
	}
	return false;
}

/* Whether zeros are shown is said behind the cells (2.4.346). */
static bool
shows_zeros(struct xls_records in)
{
	while (next(&in))
		if (in.type == WINDOW)
			return (le16(in.body, 0) & 0x10) != 0;
	return true;
}

/* Reads to the end of the sheet that begins at the present record. */
static const char *
read_records(struct reader *r)
{
	r->no_zeros = !shows_zeros(*r->in);
	while (r->wrong == NULL && next(r->in))
		take_record(r);
	if (r->wrong == NULL && (r->in->damaged || r->awaits_text))
		return damaged;
	return r->wrong;
}

static const char *
read_sheet(struct book *b, const struct tab *tab, size_t max_bytes,
    struct buf *out)
{
	struct reader *r = calloc(1, sizeof(*r));
	const char *wrong = damaged;

	if (r == NULL)
		return "out of memory";
	r->book = b;
	r->in = &b->in;
	r->in->next = tab->at;
	r->max_bytes = max_bytes;
	if (xls_next(r->in) && r->in->type == BEGIN)
		wrong = read_records(r);
	if (r->shown.failed)
		wrong = "out of memory";
	if (wrong == NULL)
		wrong = sheet_write(&r->sheet, text_of(b, tab->name),
		    max_bytes, out);
	sheet_free(&r->sheet);
	buf_free(&r->shown);
	free(r);
	return wrong;
}

static const char *
read_book(struct book *b, size_t max_bytes, struct buf *out)
{
	const char *wrong = read_shared(b);
	const struct tab *tabs;
	size_t i, n;

	find_codes(b);
	if (b->text.failed || b->strings.failed || b->tabs.failed ||
	    b->formats.failed || b->styles.failed || b->codes.failed)
		return "out of memory";
	tabs = (const struct tab *)b->tabs.s;
	n = b->tabs.len / sizeof(*tabs);
	for (i = 0; i < n && wrong == NULL; i++)
		if (tabs[i].shown)
			wrong = read_sheet(b, &tabs[i], max_bytes, out);
	return wrong;
}

const char *
xls_text(struct str book, size_t max_bytes, struct buf *out)
{
	struct book b = { 0 };
	const char *wrong;

	xls_open(&b.in, book);
	wrong = read_book(&b, max_bytes, out);
	buf_free(&b.text);
	buf_free(&b.strings);
	buf_free(&b.tabs);
	buf_free(&b.formats);
	buf_free(&b.styles);
	buf_free(&b.codes);
	return wrong;
}
