/*
 * A drawn table is a block of lines that begin and end with bars or
 * corners (or only one of both, if it was disturbed), three of them rules
 * at least.  Where any bar of the block stands, a column begins; a cell
 * belongs to the column of the bar on its left, so cells that span keep
 * the others in their places.  A rule ends the cells above it: all of a
 * row, or those of some columns while others go on into the next row.  A
 * cell's text is in the row where it begins.
 *
 * Programs that take all characters for equally wide put the bars where
 * they would stand then.  A line with as many bars as the last one with a
 * rule has the same bars, wherever they are.  Where the bars of some line
 * are not those of rules in either measure, or do not go on from line to
 * line, the drawing was disturbed, and is left alone.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "report/boxes.h"

#define MAX_COLUMNS	64
#define MIN_RULES	3

struct segment {
	struct str	 s;
	size_t		 x, end;	/* of the bars on its left, right */
	bool		 rule;		/* it is a piece of a rule */
};

/* A cell that is read: its text, and where it belongs. */
struct text {
	char	*s;
	size_t	 n, row, column;
};

struct block {
	struct arena	*a;
	bool		 even;		/* all characters are equally wide */
	size_t		 column[MAX_COLUMNS], ncolumns;
	struct segment	 rule[MAX_COLUMNS];	/* the last line with one */
	size_t		 nrule;
	struct text	 open[MAX_COLUMNS];	/* the cell of each column */
	struct text	*texts;
	size_t		 ntexts;
};

static bool
is_horizontal(uint32_t c)
{
	return c == '-' || c == '=' || c == 0x2500 || c == 0x2501 ||
	    c == 0x2550 || c == 0x2574;
}

static bool
is_bar(uint32_t c)
{
	return c == '|' || c == '+' || (c >= 0x2502 && c < 0x2580 &&
	    !is_horizontal(c));
}

/* Whether the + in s[at] is a sign: no rule begins or ends there. */
static bool
is_sign(struct str s, size_t at)
{
	return s.s[at] == '+' && at + 1 < s.n && s.s[at + 1] >= '0' &&
	    s.s[at + 1] <= '9';
}

/* Cuts a line at its bars; how many segments lie between them. */
static size_t
cut(struct str line, struct segment *out, bool even, bool *rules)
{
	size_t i = 0, at, x = 0, n = 0, chars = 0, flat = 0;
	struct segment *open = NULL;
	uint32_t c;

	*rules = false;
	while (i < line.n) {
		at = i;
		c = utf8_next(line, &i);
		if (!is_bar(c) || is_sign(line, at)) {
			chars++;
			flat += is_horizontal(c);
			x += even ? 1 : (size_t)utf8_width(c);
			continue;
		}
		if (open != NULL) {
			open->s.n = (size_t)(line.s + at - open->s.s);
			open->end = x;
			open->rule = chars > 1 && flat == chars;
			*rules = *rules || open->rule;
			n++;
		}
		open = n < MAX_COLUMNS ? &out[n] : NULL;
		if (open != NULL)
			*open = (struct segment){ { line.s + i, 0 }, x, 0,
			    false };
		x += even ? 1 : (size_t)utf8_width(c);
		chars = flat = 0;
	}
	return n;
}

/* How many of a line's ends are bars or corners: 2 if it is drawn. */
static int
drawn_ends(struct str line)
{
	size_t i = 0;
	int ends;

	line = utf8_trim(line);
	if (line.n < 3)
		return 0;
	ends = is_bar(utf8_next(line, &i));
	for (i = line.n - 1; i > 0 && ((unsigned char)line.s[i] & 0xC0) ==
	    0x80; i--)
		;
	return ends + is_bar(utf8_next(line, &i));
}

static int
by_size(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;

	return (x > y) - (x < y);
}

static size_t
find_column(const struct block *b, size_t x)
{
	size_t k;

	for (k = 0; k < b->ncolumns && b->column[k] != x; k++)
		;
	return k;
}

/* Notes the columns that the rules of n lines have; false for too many. */
static bool
find_columns(struct block *b, const struct str *lines, size_t n,
    struct segment *s)
{
	size_t i, k, count;
	bool rules;

	for (i = 0; i < n; i++) {
		count = cut(lines[i], s, b->even, &rules);
		for (k = 0; rules && k < count; k++) {
			if (find_column(b, s[k].x) < b->ncolumns)
				continue;
			if (b->ncolumns == MAX_COLUMNS)
				return false;
			b->column[b->ncolumns++] = s[k].x;
		}
	}
	qsort(b->column, b->ncolumns, sizeof(*b->column), by_size);
	return true;
}

/* A line while it is compared with the next. */
struct cut_line {
	struct segment	*s;
	size_t		 n;
	bool		 rules;
};

/* Cuts a line at its bars, and finds the columns of its segments. */
static bool
cut_cells(struct block *b, struct str line, struct cut_line *l)
{
	size_t k, known = 0;

	l->n = cut(line, l->s, b->even, &l->rules);
	for (k = 0; k < l->n; k++)
		known += find_column(b, l->s[k].x) < b->ncolumns;
	if (l->rules) {
		b->nrule = l->n;
		memcpy(b->rule, l->s, l->n * sizeof(*l->s));
	}
	if (known == l->n)
		return true;
	if (l->n == b->nrule)
		for (k = 0; k < l->n; k++) {
			l->s[k].x = b->rule[k].x;
			l->s[k].end = b->rule[k].end;
		}
	return l->n == b->nrule;
}

/* Whether a bar at x ends or goes on in a line. */
static bool
has_bar(const struct cut_line *l, size_t x)
{
	size_t k;

	for (k = 0; k < l->n; k++)
		if (x == l->s[k].x || x == l->s[k].end ||
		    (l->s[k].rule && x > l->s[k].x && x < l->s[k].end))
			return true;
	return false;
}

/* Whether the bars of a line of text go on in the line beside it. */
static bool
bars_meet(const struct cut_line *text, const struct cut_line *beside)
{
	size_t k;

	if (text->rules || text->n == beside->n)
		return true;
	for (k = 0; k < text->n; k++)
		if (!has_bar(beside, text->s[k].x) ||
		    !has_bar(beside, text->s[k].end))
			return false;
	return true;
}

/*
 * Whether n lines begin and end with a rule, and their bars are those of
 * the rules, go on from line to line, and end at the same places.
 */
static bool
fits(struct block *b, const struct str *lines, size_t n)
{
	struct cut_line l[2] = { { NULL, 0, false }, { NULL, 0, false } };
	struct cut_line *last, *next;
	size_t i;

	l[0].s = arena_array(b->a, MAX_COLUMNS, sizeof(*l[0].s));
	l[1].s = arena_array(b->a, MAX_COLUMNS, sizeof(*l[1].s));
	for (i = 0; i < n; i++) {
		last = &l[(i + 1) % 2];
		next = &l[i % 2];
		if (!cut_cells(b, lines[i], next) || next->n == 0 ||
		    ((i == 0 || i + 1 == n) && !next->rules))
			return false;
		if (i > 0 && (next->s[0].x != last->s[0].x ||
		    next->s[next->n - 1].end != last->s[last->n - 1].end))
			return false;
		if (i > 0 && !(bars_meet(last, next) &&
		    bars_meet(next, last)))
			return false;
	}
	b->nrule = 0;
	return true;
}

/* Adds text to what its cell holds already. */
static void
fill(struct block *b, const struct segment *s)
{
	struct str text = utf8_trim(s->s);
	struct text *t = &b->open[find_column(b, s->x)];
	size_t i;

	if (t->n > 0 && text.n > 0)
		*(char *)arena_grow(b->a, &t->s, t->n++, 1) = ' ';
	for (i = 0; i < text.n; i++)
		*(char *)arena_grow(b->a, &t->s, t->n++, 1) = text.s[i];
}

/* Ends the cells of the columns from x to end; the next are of a row. */
static void
close_cells(struct block *b, size_t x, size_t end, size_t row)
{
	struct text *t;
	size_t k;

	for (k = 0; k < b->ncolumns; k++) {
		if (b->column[k] < x || b->column[k] >= end)
			continue;
		if (b->open[k].n > 0) {
			t = arena_grow(b->a, &b->texts, b->ntexts++,
			    sizeof(*t));
			*t = b->open[k];
		}
		b->open[k] = (struct text){ NULL, 0, row, k };
	}
}
static int
by_row(const void *a, const void *b)
{
	const struct text *x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return (x->column > y->column) - (x->column < y->column);
}

/* The n texts of one row as a line of cells. */
static struct str
join(const struct block *b, const struct text *t, size_t n)
{
	size_t i, k, len = b->ncolumns;
	char *p, *start;

	for (i = 0; i < n; i++)
		len += t[i].n;
	start = p = arena_alloc(b->a, len + 1);
	for (i = k = 0; k < b->ncolumns; k++) {
		if (k > 0)
			*p++ = '\t';
		if (i == n || t[i].column != k)
			continue;
		memcpy(p, t[i].s, t[i].n);
		p += t[i++].n;
	}
	return (struct str){ start, (size_t)(p - start) };
}

/* Reads the cells of n lines, and empties the lines. */
static void
read_cells(struct block *b, struct str *lines, size_t n, struct segment *s)
{
	struct cut_line l = { s, 0, false };
	size_t i, k;

	close_cells(b, 0, SIZE_MAX, 0);
	for (i = 0; i < n; i++) {
		cut_cells(b, lines[i], &l);
		for (k = 0; k < l.n; k++)
			if (s[k].rule)
				close_cells(b, s[k].x, s[k].end, i + 1);
			else
				fill(b, &s[k]);
		lines[i].n = 0;
	}
	close_cells(b, 0, SIZE_MAX, n);
}

/*
 * Tears the rows whose cells cannot be told: those that take several
 * lines, those that no rule begins or ends, and figures beside a rule.
 */
static void
tear_rows(const struct str *lines, bool *torn, size_t n, struct segment *s)
{
	size_t i, first = 0;
	bool rules, begun = false;

	for (i = 0; i < n; i++) {
		cut(lines[i], s, false, &rules);
		begun = begun || rules;
		torn[i] = rules || !begun || i > first;
		if (!rules)
			torn[first] = torn[i];
		if (rules)
			first = i + 1 < n ? i + 1 : i;
	}
	for (i = first; i < n; i++)
		torn[i] = true;
}

static void
open_block(struct arena *a, struct str *lines, bool *torn, size_t n)
{
	struct block *b = arena_array(a, 1, sizeof(*b));
	struct segment *s = arena_array(a, MAX_COLUMNS, sizeof(*s));
	size_t i, end;

	b->a = a;
	if (!find_columns(b, lines, n, s) || !fits(b, lines, n)) {
		*b = (struct block){ .a = a, .even = true };
		if (!find_columns(b, lines, n, s) ||
		    !fits(b, lines, n)) {
			tear_rows(lines, torn, n, s);
			return;
		}
	}
	read_cells(b, lines, n, s);
	if (b->ntexts > 0)
		qsort(b->texts, b->ntexts, sizeof(*b->texts), by_row);
	for (i = 0; i < b->ntexts; i = end) {
		for (end = i; end < b->ntexts && b->texts[end].row ==
		    b->texts[i].row; end++)
			;
		lines[b->texts[i].row] = join(b, b->texts + i, end - i);
	}
}

void
boxes_open(struct arena *a, struct str *lines, bool *torn, size_t n)
{
	struct segment *s = arena_array(a, MAX_COLUMNS, sizeof(*s));
	size_t i, end, ruled;
	bool rules;

	for (i = 0; i < n; i = end) {
		end = i + 1;
		if (drawn_ends(lines[i]) < 2)
			continue;
		for (end = i, ruled = 0; end < n &&
		    drawn_ends(lines[end]) > 0; end++) {
			cut(lines[end], s, false, &rules);
			ruled += rules;
		}
		if (ruled >= MIN_RULES)
			open_block(a, lines + i, torn + i, end - i);
	}
}
