/*
 * A block is the lines of one section that are cut by white space.  Its
 * columns are the groups of figures whose places on the terminal overlap.
 * With five columns or more, figures are taken line by line into a row
 * until each column has one; then the next row begins.  If a column is
 * hit twice before the row is full, cells are empty or numbers broken, and
 * the block is left alone.  With fewer than three rows the columns are not
 * borne out by others; then they must be wide apart.
 *
 * Converters from PDF keep columns only roughly.  Then the columns are
 * those of the nearest line that has all figures, and a figure is taken
 * for the one whose middle is clearly nearest.
 */
#include <stdlib.h>

#include "report/stacks.h"

#define MIN_COLUMNS	5
#define MAX_COLUMNS	20
#define MAX_SPREAD	5		/* lines of one row */
#define MIN_ROWS	3
#define WIDE		3		/* blanks between columns that are sure */

struct spot {
	size_t	line, piece;		/* where */
	size_t	x, end;
	size_t	column;
};

struct block {
	struct arena	*a;
	struct observed	*o;
	struct spot	*spots;		/* its figures, in reading order */
	size_t		 nspots;
	size_t		 x[MAX_COLUMNS], end[MAX_COLUMNS], ncolumns;
	size_t		*row;		/* of each spot */
};

static int
by_x(const void *a, const void *b)
{
	const struct spot *p = a, *q = b;

	return (p->x > q->x) - (p->x < q->x);
}

/*
 * Columns as groups of places that overlap or, with one more for `touch`,
 * stand side by side; false if they are too many or too few.
 */
static bool
group(struct block *b, size_t touch)
{
	struct spot *s = arena_array(b->a, b->nspots + 1, sizeof(*s));
	size_t i, k;

	memcpy(s, b->spots, b->nspots * sizeof(*s));
	qsort(s, b->nspots, sizeof(*s), by_x);
	b->ncolumns = 0;
	for (i = 0; i < b->nspots; i++) {
		k = b->ncolumns;
		if (k > 0 && s[i].x < b->end[k - 1] + touch) {
			if (s[i].end > b->end[k - 1])
				b->end[k - 1] = s[i].end;
			continue;
		}
		if (k == MAX_COLUMNS)
			return false;
		b->x[k] = s[i].x;
		b->end[k] = s[i].end;
		b->ncolumns++;
	}
	for (i = 0; i < b->nspots; i++)
		for (k = 0; k < b->ncolumns; k++)
			if (b->spots[i].x >= b->x[k] &&
			    b->spots[i].x < b->end[k])
				b->spots[i].column = k;
	return b->ncolumns >= MIN_COLUMNS;
}

/* Takes the figures into rows; false where they do not fill them. */
static bool
fill_rows(struct block *b)
{
	bool taken[MAX_COLUMNS] = { false };
	size_t i, in = 0, row = 0, first = 0;

	for (i = 0; i < b->nspots; i++) {
		if (in == 0)
			first = b->spots[i].line;
		if (taken[b->spots[i].column] ||
		    b->spots[i].line - first > MAX_SPREAD)
			return false;
		taken[b->spots[i].column] = true;
		b->row[i] = row;
		if (++in < b->ncolumns)
			continue;
		/* A row ends with its line. */
		if (i + 1 < b->nspots &&
		    b->spots[i + 1].line == b->spots[i].line)
			return false;
		memset(taken, 0, sizeof(taken));
		in = 0;
		row++;
	}
	return in == 0 && row > 0;
}

/* How many figures stand on the line of spot i, which is its first. */
static size_t
on_line(const struct block *b, size_t i)
{
	size_t k = i;

	while (k < b->nspots && b->spots[k].line == b->spots[i].line)
		k++;
	return k - i;
}

/* The nearest line, from spot i on backward or forward, with all figures. */
static size_t
full_line(const struct block *b, size_t i, int step, size_t n)
{
	size_t k;

	for (k = i; k < b->nspots; k += (size_t)step)
		if ((k == 0 || b->spots[k - 1].line != b->spots[k].line) &&
		    on_line(b, k) == n)
			return k;
	return b->nspots;
}

/* Which of the n figures from `full` on is clearly nearest to spot i. */
static size_t
nearest(const struct block *b, size_t i, size_t full, size_t n)
{
	long at = (long)(b->spots[i].x + b->spots[i].end), d, best = -1,
	    second = -1;
	size_t k, found = n;

	for (k = 0; k < n; k++) {
		d = labs(at - (long)(b->spots[full + k].x +
		    b->spots[full + k].end));
		if (best < 0 || d < best) {
			second = best;
			best = d;
			found = k;
		} else if (second < 0 || d < second)
			second = d;
	}
	return second >= 0 && best * 3 <= second ? found : n;
}

/* Columns by the full lines above and below; false if they do not tell. */
static bool
compare(struct block *b, size_t n)
{
	size_t i, above, below, x, y;

	for (i = 0; i < b->nspots; i++) {
		if ((i == 0 || b->spots[i - 1].line != b->spots[i].line) &&
		    on_line(b, i) == n) {
			for (x = 0; x < n; x++)
				b->spots[i + x].column = x;
			i += n - 1;
			continue;
		}
		above = full_line(b, i, -1, n);
		below = full_line(b, i, 1, n);
		x = above < b->nspots ? nearest(b, i, above, n) : n;
		y = below < b->nspots ? nearest(b, i, below, n) : x;
		x = above < b->nspots ? x : y;
		if (x == n || x != y)
			return false;
		b->spots[i].column = x;
	}
	b->ncolumns = n;
	return true;
}

/* The most figures that several lines of the block have. */
static size_t
usual(const struct block *b)
{
	size_t count[MAX_COLUMNS + 1] = { 0 }, i, n;

	for (i = 0; i < b->nspots; i += n) {
		n = on_line(b, i);
		if (n <= MAX_COLUMNS)
			count[n]++;
	}
	for (n = MAX_COLUMNS; n >= MIN_COLUMNS; n--)
		if (count[n] > 1)
			return n;
	return 0;
}

/* The texts of lines first..last, then the row's figures by column. */
static struct str
join(const struct block *b, size_t row, size_t first, size_t last)
{
	size_t i, c, n = 0;
	const struct piece *p;
	char *out, *start;

	for (i = 0; i < b->o->npieces; i++)
		if (b->o->pieces[i].line >= first &&
		    b->o->pieces[i].line <= last)
			n += b->o->pieces[i].text.n + 1;
	start = out = arena_alloc(b->a, n + 2);
	for (i = 0; i < b->o->npieces; i++) {
		p = &b->o->pieces[i];
		if (p->figure || p->line < first || p->line > last)
			continue;
		if (out > start)
			*out++ = ' ';
		memcpy(out, p->text.s, p->text.n);
		out += p->text.n;
	}
	for (c = 0; c < b->ncolumns; c++)
		for (i = 0; i < b->nspots; i++) {
			if (b->row[i] != row || b->spots[i].column != c)
				continue;
			*out++ = '\t';
			p = &b->o->pieces[b->spots[i].piece];
			memcpy(out, p->text.s, p->text.n);
			out += p->text.n;
		}
	return (struct str){ start, (size_t)(out - start) };
}

/* Writes each row that stands on several lines as one; whether one does. */
static bool
rewrite(const struct block *b)
{
	size_t i, k, first, last, line;
	struct str s;
	bool any = false;

	for (i = 0; i < b->nspots; i = k) {
		for (k = i; k < b->nspots && b->row[k] == b->row[i]; k++)
			;
		first = b->spots[i].line;
		last = b->spots[k - 1].line;
		if (first == last)
			continue;
		s = join(b, b->row[i], first, last);
		for (line = first; line < last; line++)
			b->o->lines[line].n = 0;
		b->o->lines[last] = s;
		b->o->stacked[last] = any = true;
	}
	return any;
}

/* Whether the columns are borne out by many rows or by wide gaps. */
static bool
is_clear(const struct block *b)
{
	size_t k;

	if (b->row[b->nspots - 1] + 1 >= MIN_ROWS)
		return true;
	for (k = 1; k < b->ncolumns; k++)
		if (b->x[k] < b->end[k - 1] + WIDE)
			return false;
	return true;
}

static bool
close_block(struct block *b)
{
	size_t n, touch;

	if (b->nspots == 0)
		return false;
	b->row = arena_array(b->a, b->nspots, sizeof(*b->row));
	for (touch = 0; touch < 2; touch++)
		if (group(b, touch) && fill_rows(b) && is_clear(b))
			return rewrite(b);
	n = usual(b);
	return n > 0 && compare(b, n) && fill_rows(b) && rewrite(b);
}

bool
stacks_close(struct arena *a, struct observed *o)
{
	struct block b = { .a = a, .o = o };
	const struct piece *p;
	struct spot *s;
	size_t i, section = 0;
	bool any = false;

	for (i = 0; i < o->npieces; i++) {
		p = &o->pieces[i];
		if (i == 0 || o->section[p->line] != section) {
			any = close_block(&b) || any;
			b.nspots = 0;
			b.spots = NULL;
			section = o->section[p->line];
		}
		if (!p->figure || p->layout != LAYOUT_WORDS)
			continue;
		s = arena_grow(a, &b.spots, b.nspots, sizeof(*s));
		*s = (struct spot){ .line = p->line, .piece = i, .x = p->x,
		    .end = p->end };
		b.nspots++;
	}
	return close_block(&b) || any;
}
