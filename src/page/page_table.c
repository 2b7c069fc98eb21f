/*
 * Nothing here knows the form, so nothing is repaired: a figure that
 * sticks out of its cell is marked with U+FFFD, and figures on two lines
 * of a cell stay two unless the cell had no room for one more digit.
 *
 * Whether it had is seen from where the lines stand.  Programs indent the
 * first line of a paragraph and break its only number behind the first
 * digit: the indent is not drawn, but to the right of it the line is full.
 * That says nothing where lines end at the right of the cell anyhow.
 * Where figures of one cell stay two, those of other cells of its row may
 * be two as well: then a line between two rows is not drawn.
 */
#include <math.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "page/page_table.h"
#include "page/word.h"
#include "read/grid.h"

#define OUTSIDE	0.3		/* em: of a word that leaves its cell */
#define PAIR	0.4		/* em between two figures, at least */
#define MOST	0.8		/* em: no more than that is a cell's padding */
#define ASIDE	0.15		/* em: lines at a side are as near to it */
#define NEXT	2.0		/* em: from line to line of a number */

struct cells {
	const struct pages	*pages;
	const struct ruled	*t;
	struct padding		 pad;
	bool			 doubtful;	/* a line is not drawn */
	bool			*open;		/* rows with two figures in
						   a cell */
};

static struct str
text_of(const struct cells *c, const struct page_word *w)
{
	return pw_text(c->pages, w);
}

struct padding
page_padding(const struct ruled *t, const struct page_word *w, size_t n)
{
	struct padding pad = { INFINITY, INFINITY };
	struct box cell;
	double most;
	size_t i;

	for (i = 0; i < n; i++) {
		cell = ruled_cell(t, w[i].place);
		most = MOST * pw_height(&w[i]);
		pad.left = fmin(pad.left, fmin(w[i].box.x0 - cell.x0, most));
		pad.right = fmin(pad.right, fmin(cell.x1 - w[i].box.x1, most));
	}
	pad.left = fmax(0, pad.left);
	pad.right = fmax(0, pad.right);
	return pad;
}

bool
page_is_full(const struct padding *pad, const struct box *cell,
    const struct box *line, const struct box *next, double room)
{
	double aside = ASIDE * (next->y1 - next->y0);
	double before = line->x0 - cell->x0 - pad->left;
	double after = cell->x1 - pad->right - line->x1;
	double left = next->x0 - cell->x0 - pad->left;
	double right = cell->x1 - pad->right - next->x1;

	if (before + after < room)
		return true;
	if (left + right < 2 * aside)
		return false;		/* at which side it stands is open */
	if (fabs(left - right) < aside)
		return 2 * after < room;
	return left < aside && after < room;
}

/* Whether line w of a cell had to follow the words first to last. */
static bool
is_forced(const struct cells *c, const struct page_word *first,
    const struct page_word *last, const struct page_word *w)
{
	struct box cell = ruled_cell(c->t, w->place), line = first->box;
	double room = (w->box.x1 - w->box.x0) /
	    (double)utf8_count(text_of(c, w));

	line.x1 = last->box.x1;
	return pw_middle(w) - pw_middle(first) <= NEXT * pw_height(w) &&
	    page_is_full(&c->pad, &cell, &line, &w->box, room);
}

/* Whether one number may go on with d behind c. */
static bool
may_go_on(uint32_t c, uint32_t d)
{
	bool point = d == ',' || d == '.';

	return pw_is_digit(c) ? pw_is_digit(d) || point :
	    (c == ',' || c == '.') && pw_is_digit(d);
}

/* Whether the n words of a cell are figures of which some are not one. */
static bool
is_open(const struct cells *c, const struct page_word *w, size_t n)
{
	size_t i, end, last = 0;

	for (i = 0; i < n; i++)
		if (!pw_is_figure(text_of(c, &w[i])))
			return false;
	for (i = 0; i < n; last = i, i = end) {
		end = pw_line_end(w, n, i);
		if (i > 0 && may_go_on(pw_last(text_of(c, &w[i - 1])),
		    pw_first(text_of(c, &w[i]))) &&
		    !is_forced(c, &w[last], &w[i - 1], &w[i]))
			return true;
	}
	return false;
}

/*
 * Whether the figures v and w side by side are not one number: digits that
 * touch are in one word as programs give them, or were when it was cut.
 */
static bool
is_pair(const struct cells *c, const struct page_word *v,
    const struct page_word *w)
{
	struct str s = text_of(c, v), t = text_of(c, w);

	if (!pw_is_figure(s) || !pw_is_figure(t) || !pw_has_digit(s) ||
	    !pw_has_digit(t) || pw_is_shadow(c->pages, v, w))
		return false;
	return w->box.x0 - v->box.x1 > PAIR * pw_height(w) ||
	    (!w->piece && pw_is_digit(pw_last(s)) && pw_is_digit(pw_first(t)));
}

/*
 * Puts the n words of cells in order; whether two figures stand side by
 * side in one of them: then a line between them is not drawn, or one of
 * them was moved into the next cell, and what is where is not certain.
 */
static bool
has_pair(const struct cells *c, struct page_word *w, size_t n)
{
	bool pair = false;
	size_t i, end;

	for (i = 0; i < n; i = end) {
		end = pw_line_end(w, n, i);
		qsort(w + i, end - i, sizeof(*w), pw_by_left);
		for (i++; i < end; i++)
			pair |= is_pair(c, &w[i - 1], &w[i]);
	}
	return pair;
}

static bool
sticks_out(const struct cells *c, const struct page_word *w)
{
	struct box cell = ruled_cell(c->t, w->place);
	double far = OUTSIDE * pw_height(w);

	return w->box.x0 < cell.x0 - far || w->box.x1 > cell.x1 + far;
}

/* The rows of a cell: whether figures stay two in one of them. */
static bool
is_in_open(const struct cells *c, size_t place)
{
	size_t i, row = place / c->t->nx;

	for (i = 0; i < c->t->span[place].rows; i++)
		if (c->open[row + i])
			return true;
	return false;
}

/* Appends the text of the cell at a place, whose n words are w. */
static void
write_cell(const struct cells *c, const struct page_word *w, size_t n,
    size_t place, struct buf *out)
{
	size_t i, end, last = 0;
	bool doubt = c->t->doubt != NULL && c->t->doubt[place];
	bool one = !is_in_open(c, place);
	uint32_t before, after;

	for (i = 0; i < n; last = i, i = end) {
		end = pw_line_end(w, n, i);
		before = i > 0 ? pw_last(text_of(c, &w[i - 1])) : 0;
		after = pw_first(text_of(c, &w[i]));
		if (i > 0 && utf8_width(before) < 2 && utf8_width(after) < 2 &&
		    !(one && may_go_on(before, after) &&
		    is_forced(c, &w[last], &w[i - 1], &w[i])))
			buf_byte(out, ' ');
		pw_write(c->pages, w + i, end - i, out);
	}
	for (i = 0; i < n; i++)
		doubt |= pw_has_digit(text_of(c, &w[i])) &&
		    (c->doubtful || sticks_out(c, &w[i]));
	if (doubt)
		buf_cstr(out, "\xEF\xBF\xBD");
}

/* The end of the words of the cell at a place that begin with word i. */
static size_t
cell_end(const struct page_word *w, size_t n, size_t i, size_t place)
{
	while (i < n && w[i].place == place)
		i++;
	return i;
}

/* Finds the rows in which a cell has figures that are not one. */
static void
find_open(struct cells *c, const struct page_word *w, size_t n)
{
	size_t i, k, end;

	for (i = 0; i < n; i = end) {
		end = cell_end(w, n, i, w[i].place);
		if (is_open(c, w + i, end - i))
			for (k = 0; k < c->t->span[w[i].place].rows; k++)
				c->open[w[i].place / c->t->nx + k] = true;
	}
}

bool
page_table(const struct pages *p, const struct ruled *t, struct page_word *w,
    size_t n, struct buf *out)
{
	struct cells c = { .pages = p, .t = t,
	    .open = calloc(t->ny, sizeof(bool)) };
	struct grid g = { 0 };
	size_t i, at = 0, end;
	bool fine;

	if (c.open == NULL)
		return false;
	c.pad = page_padding(t, w, n);
	c.doubtful = has_pair(&c, w, n);
	find_open(&c, w, n);
	for (i = 0; i < t->nx * t->ny; i++) {
		if (i % t->nx == 0)
			grid_row(&g);
		if (t->owner[i] != i)
			continue;
		grid_cell(&g, (unsigned)t->span[i].columns,
		    (unsigned)t->span[i].rows);
		end = cell_end(w, n, at, i);
		write_cell(&c, w + at, end - at, i, &g.text);
		at = end;
	}
	fine = grid_write(&g, out);
	grid_free(&g);
	free(c.open);
	return fine;
}
