/*
 * A table is told by counts over the whole text, each separator tried in
 * turn, so that a text is taken for one only where all of it fits.  Its
 * cells go to a sheet, which writes them.
 */
#include "base/utf8.h"
#include "office/csv.h"
#include "office/sheet.h"

/* A text being cut into cells. */
struct reader {
	struct str	 rest;
	char		 separator;
	struct buf	 cell;		/* the last one, without its quotes */
	bool		 quoted;	/* it was quoted */
	bool		 last;		/* it is the last of its row */
	bool		 broken;	/* quotes are not those of a table */
};

/* What is counted to tell whether a text is a table. */
struct count {
	size_t	 rows, pairs;		/* of any, of two cells */
	size_t	 wide, alike;		/* of more; as many as one before */
	size_t	 cells, plain;		/* of these; empty ones and numbers */
	size_t	 labelled;		/* wide rows: words, then figures */
	size_t	 several;		/* cells of two numbers: 1,113 2,345 */
	size_t	 multiline;		/* quoted cells with line ends */
};

static void
quoted_cell(struct reader *r)
{
	struct str s = str_from(r->rest, 1);
	size_t i;

	r->quoted = true;
	for (i = 0; i < s.n; i++) {
		if (s.s[i] == '"' && (i + 1 == s.n || s.s[++i] != '"'))
			break;
		buf_byte(&r->cell, s.s[i]);
	}
	r->broken |= i == s.n;
	r->rest = str_from(s, i < s.n && s.s[i] == '"' ? i + 1 : i);
	if (r->rest.n > 0 && *r->rest.s != r->separator &&
	    *r->rest.s != '\n' && *r->rest.s != '\r')
		r->broken = true;
}

/* Cuts the next cell off; there must be a rest. */
static void
next_cell(struct reader *r)
{
	struct str s;
	size_t i = 0;

	buf_reset(&r->cell);
	r->quoted = false;
	if (*r->rest.s == '"')
		quoted_cell(r);
	s = r->rest;
	while (i < s.n && s.s[i] != r->separator && s.s[i] != '\n' &&
	    s.s[i] != '\r')
		i++;
	buf_add(&r->cell, s.s, i);
	r->last = i == s.n || s.s[i] != r->separator;
	if (i + 1 < s.n && s.s[i] == '\r' && s.s[i + 1] == '\n')
		i++;
	r->rest = str_from(s, i < s.n ? i + 1 : i);
	/* A separator at the very end: an empty cell is behind it. */
	if (r->rest.n == 0 && !r->last)
		r->last = true;
}

/* How many numbers a cell is, with spaces between; 0: it is none. */
static size_t
numbers(struct str s)
{
	size_t i, n = 0;
	bool digit = false;

	for (i = 0; i < s.n; i++) {
		if (strchr("0123456789.,-+% ", s.s[i]) == NULL)
			return 0;
		n += !digit && s.s[i] >= '0' && s.s[i] <= '9';
		digit = s.s[i] != ' ' && (digit || n > 0);
	}
	return n;
}

/* Counts the next row; `before` holds the cells of the one before. */
static void
count_row(struct reader *r, struct count *c, size_t *before)
{
	size_t n = 0, plain = 0;
	bool words = false, figures = false, plain_cell;
	struct str cell;

	do {
		next_cell(r);
		cell = utf8_trim(buf_slice(&r->cell));
		c->multiline += r->quoted && r->cell.len > 0 &&
		    memchr(r->cell.s, '\n', r->cell.len) != NULL;
		plain_cell = cell.n == 0 || numbers(cell) == 1;
		c->several += numbers(cell) > 1;
		figures |= words && cell.n > 0 && plain_cell;
		words |= !plain_cell;
		plain += plain_cell;
		n++;
	} while (!r->last && !r->broken);
	c->rows++;
	c->pairs += n == 2;
	if (n > 2) {
		c->wide++;
		c->alike += n == *before;
		c->cells += n;
		c->plain += plain;
		c->labelled += figures;
	}
	*before = n;
}

/* Whether the text is a table whose cells are separated so. */
static bool
separated_by(struct str text, char separator)
{
	struct reader r = { .rest = text, .separator = separator };
	struct count c = { 0 };
	size_t before = 0;
	bool failed;

	while (r.rest.n > 0 && !r.broken)
		count_row(&r, &c, &before);
	failed = r.cell.failed;
	buf_free(&r.cell);
	if (failed)
		return true;		/* which csv_text will say */
	if (r.broken || c.wide < 4 || c.labelled < 3 ||
	    c.alike * 2 < c.wide || c.plain * 3 < c.cells ||
	    c.pairs * 5 > c.rows || c.several * 4 > c.wide)
		return false;
	return separator != '\t' || c.multiline > 0;
}

/* The separator; NUL when the text is no table. */
static char
separator_of(struct str text)
{
	static const char separators[] = { '\t', ',', ';' };
	size_t i;

	if (text.n == 0 || memchr(text.s, '\0', text.n) != NULL)
		return '\0';
	for (i = 0; i < sizeof(separators); i++)
		if (memchr(text.s, separators[i], text.n) != NULL &&
		    separated_by(text, separators[i]))
			return separators[i];
	return '\0';
}

bool
csv_is(struct str text)
{
	return separator_of(text) != '\0';
}

const char *
csv_text(struct str text, size_t max_bytes, struct buf *out)
{
	struct reader r = { .rest = text, .separator = separator_of(text) };
	struct sheet sheet = { 0 };
	size_t row, column;
	const char *wrong;

	if (r.separator == '\0')
		return "out of memory";
	for (row = 0; r.rest.n > 0; row++) {
		r.last = false;
		for (column = 0; !r.last; column++) {
			next_cell(&r);
			sheet_cell(&sheet, row, column, buf_slice(&r.cell));
		}
	}
	sheet.failed |= r.cell.failed;
	wrong = row > SHEET_ROWS ? "a table of more rows than a sheet has" :
	    sheet_write(&sheet, (struct str){ NULL, 0 }, max_bytes, out);
	sheet_free(&sheet);
	buf_free(&r.cell);
	return wrong;
}
