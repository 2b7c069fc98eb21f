/*
 * A drawn table is a block of lines that begin and end with bars or
 * corners, three of them rules at least.  Where any bar of the block
 * stands, a column begins; a cell belongs to the column of the bar on its
 * left, so cells that span keep the others in their places.  A rule,
 * through the whole line or a part of it, ends a row.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "report/boxes.h"

#define MAX_COLUMNS	64
#define MIN_RULES	3

struct segment {
	struct str	 s;
	size_t		 x;		/* of the bar on its left */
	bool		 rule;		/* it is a piece of a rule */
};

struct block {
	struct arena	*a;
	size_t		 column[MAX_COLUMNS], ncolumns;
	struct str	 cell[MAX_COLUMNS];	/* of the row being read */
	bool		 any;
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

/* Cuts a line at its bars; how many segments lie between them. */
static size_t
cut(struct str line, struct segment *out, bool *rules)
{
	size_t i = 0, at, x = 0, n = 0, chars = 0, flat = 0;
	struct segment *open = NULL;
	uint32_t c;

	*rules = false;
	while (i < line.n) {
		at = i;
		c = utf8_next(line, &i);
		if (!is_bar(c)) {
			chars++;
			flat += is_horizontal(c);
			x += (size_t)utf8_width(c);
			continue;
		}
		if (open != NULL) {
			open->s.n = (size_t)(line.s + at - open->s.s);
			open->rule = chars > 1 && flat == chars;
			*rules = *rules || open->rule;
			n++;
		}
		open = n < MAX_COLUMNS ? &out[n] : NULL;
		if (open != NULL)
			*open = (struct segment){ { line.s + i, 0 }, x,
			    false };
		x += (size_t)utf8_width(c);
		chars = flat = 0;
	}
	return n;
}

/* Whether a line is drawn: it begins and ends with a bar or a corner. */
static bool
is_drawn(struct str line)
{
	size_t i = 0;
	uint32_t c;

	line = utf8_trim(line);
	if (line.n < 3)
		return false;
	c = utf8_next(line, &i);
	if (!is_bar(c))
		return false;
	for (i = line.n - 1; i > 0 && ((unsigned char)line.s[i] & 0xC0) ==
	    0x80; i--)
		;
	return is_bar(utf8_next(line, &i));
}

static int
by_size(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;

	return (x > y) - (x < y);
}

static void
note_columns(struct block *b, const struct segment *s, size_t n)
{
	size_t i, k;

	for (i = 0; i < n; i++) {
		for (k = 0; k < b->ncolumns && b->column[k] != s[i].x; k++)
			;
		if (k == b->ncolumns && k < MAX_COLUMNS)
			b->column[b->ncolumns++] = s[i].x;
	}
}

/* Adds text to what its cell holds already. */
static void
fill(struct block *b, const struct segment *s)
{
	struct str text = utf8_trim(s->s), *cell;
	size_t k;
	char *p;

	for (k = 0; k < b->ncolumns && b->column[k] != s->x; k++)
		;
	if (k == b->ncolumns || text.n == 0)
		return;
	b->any = true;
	cell = &b->cell[k];
	if (cell->n == 0) {
		*cell = text;
		return;
	}
	p = arena_alloc(b->a, cell->n + text.n + 2);
	memcpy(p, cell->s, cell->n);
	p[cell->n] = ' ';
	memcpy(p + cell->n + 1, text.s, text.n);
	*cell = (struct str){ p, cell->n + text.n + 1 };
}

/* The cells read so far as one line; empties them. */
static struct str
row(struct block *b)
{
	size_t k, n = b->ncolumns;
	char *p, *start;

	for (k = 0; k < b->ncolumns; k++)
		n += b->cell[k].n;
	start = p = arena_alloc(b->a, n + 1);
	for (k = 0; k < b->ncolumns; k++) {
		if (k > 0)
			*p++ = '\t';
		if (b->cell[k].n > 0)
			memcpy(p, b->cell[k].s, b->cell[k].n);
		p += b->cell[k].n;
		b->cell[k] = (struct str){ NULL, 0 };
	}
	b->any = false;
	return (struct str){ start, (size_t)(p - start) };
}

static void
open_block(struct arena *a, struct str *lines, size_t n)
{
	struct block *b = arena_alloc(a, sizeof(*b));
	struct segment *s = arena_array(a, MAX_COLUMNS, sizeof(*s));
	size_t i, k, count, first = 0;
	bool rules;

	b->a = a;
	for (i = 0; i < n; i++) {
		count = cut(lines[i], s, &rules);
		note_columns(b, s, count);
	}
	qsort(b->column, b->ncolumns, sizeof(*b->column), by_size);
	for (i = 0; i < n; i++) {
		count = cut(lines[i], s, &rules);
		lines[i].n = 0;
		if (rules && b->any)
			lines[first] = row(b);
		if (rules || !b->any)
			first = i;
		for (k = 0; k < count; k++)
			if (!s[k].rule)
				fill(b, &s[k]);
	}
	if (b->any)
		lines[first] = row(b);
}

void
boxes_open(struct arena *a, struct str *lines, size_t n)
{
	struct segment *s = arena_array(a, MAX_COLUMNS, sizeof(*s));
	size_t i, end, ruled;
	bool rules;

	for (i = 0; i < n; i = end) {
		end = i + 1;
		if (!is_drawn(lines[i]))
			continue;
		for (end = i, ruled = 0; end < n && is_drawn(lines[end]);
		    end++) {
			cut(lines[end], s, &rules);
			ruled += rules;
		}
		if (ruled >= MIN_RULES)
			open_block(a, lines + i, end - i);
	}
}
