/*
 * Words that touch are a run.  Runs of figures with nothing but labels to
 * their left, down to the next text that stands above or below figures,
 * are the body of a table.  Its columns are where figures overlap, its
 * rows either lines, or, where figures are set at different heights of
 * their cells, the n-th figures of all columns.  What makes that certain:
 *
 * - rows by line: one line has a figure in every column, so no column was
 *   taken for two; and no two lines that follow each other complete one
 *   another, as those of one row would;
 * - rows by order: all columns have as many figures, the n-th of each is
 *   above all that follow, and columns side by side have a line in common;
 * - no number was broken: no line that lacks figures follows closely on a
 *   figure that may have filled its cell.
 *
 * Where that does not hold there is no table.  Labels belong to rows only
 * as far as the white between their lines tells; whose they are, the form
 * decides later.
 */
#include <math.h>
#include <stdlib.h>

#include "page/unruled.h"
#include "page/word.h"

#define JOINED	0.4		/* em: text that is nearer is one run */
#define CLOSE	0.12		/* em: figures that are nearer touch */
#define LINE	0.35		/* em: figures of a line differ by less */
#define NEXT	1.7		/* em: from line to line of a label */
#define BROKEN	1.5		/* em: from line to line of a number */
#define ALONE	1.2		/* em: from its label to a single figure */
#define APART	0.25		/* em: a figure is as far from labels */
#define BESIDE	1.0		/* em: from a group's line to one of its rows */
#define WHITE	1.25		/* times any other: between rows */
#define ARTICLE	0x7B2C		/* the word before a number of one */
#define COLUMNS	64
#define ROWS	1000

/* Words that touch, or a figure. */
struct run {
	struct box	 box;
	double		 y, em;		/* its middle and height */
	size_t		 line;		/* of the page, from above */
	size_t		 column, row;	/* of a figure in its table */
	bool		 figure, numbered;
	char		 head[24];	/* how it begins */
	size_t		 n;
};

struct column {
	double	x0, x1;
	size_t	n;			/* its figures */
};

/* What is between two places where the white is. */
struct gap {
	double	from, to;
};

/* The body of a table: runs first to end, its figures from left on. */
struct body {
	struct run	*runs;
	size_t		 n;		/* of the page */
	size_t		 first, end;	/* the runs from figure to figure */
	size_t		 labels, past;	/* those and labels around */
	double		 left;
	struct column	 columns[COLUMNS];
	size_t		 ncolumns, nrows;
	struct gap	*rows;		/* from the first to the last line */
	double		*x, *y;		/* the lines to draw */
	size_t		 nx, ny;
	size_t		 nstubs;	/* places of labels in a row */
};

static int
by_x(const void *a, const void *b)
{
	const struct run *const *r = a, *const *s = b;

	return COMPARE((*r)->box.x0, (*s)->box.x0);
}

static int
by_end(const void *a, const void *b)
{
	const struct gap *g = a, *h = b;

	return COMPARE(g->to, h->to);
}

static void
add_word(struct run *r, const struct page_word *w, struct str s)
{
	size_t i;

	for (i = 0; i < s.n && r->n < sizeof(r->head); i++)
		r->head[r->n++] = s.s[i];
	r->box.x0 = fmin(r->box.x0, w->box.x0);
	r->box.x1 = fmax(r->box.x1, w->box.x1);
	r->box.y0 = fmin(r->box.y0, w->box.y0);
	r->box.y1 = fmax(r->box.y1, w->box.y1);
}

/* Makes runs of the n words of a line, from the left; how many. */
static size_t
line_runs(const struct pages *p, const struct page_word *w, size_t n,
    size_t line, struct run *runs)
{
	size_t i, made = 0;
	struct run *r = NULL;
	struct str s;
	bool figure;
	double em, gap;

	for (i = 0; i < n; i++) {
		if (i > 0 && pw_is_shadow(p, &w[i - 1], &w[i]))
			continue;
		em = pw_height(&w[i]);
		s = pw_text(p, &w[i]);
		figure = pw_is_figure(s);
		gap = r != NULL ? w[i].box.x0 - r->box.x1 : 0;
		if (r != NULL && gap < em * (r->figure && figure ? CLOSE :
		    JOINED)) {
			r->figure &= figure;
			add_word(r, &w[i], s);
			continue;
		}
		r = &runs[made++];
		*r = (struct run){ .box = w[i].box, .em = em, .line = line,
		    .y = pw_middle(&w[i]), .figure = figure };
		add_word(r, &w[i], s);
	}
	for (i = 0; i < made; i++)
		runs[i].numbered = pw_is_item((struct str){ runs[i].head,
		    runs[i].n });
	return made;
}

/* The runs of n words of a page; NULL without memory. */
static struct run *
make_runs(const struct pages *p, const struct page_word *w, size_t n,
    size_t *made)
{
	struct page_word *copy = calloc(n + 1, sizeof(*copy));
	struct run *runs = calloc(n + 1, sizeof(*runs));
	size_t i, end, line = 0;

	*made = 0;
	if (copy == NULL || runs == NULL) {
		free(copy);
		free(runs);
		return NULL;
	}
	for (i = 0; i < n; i++)
		copy[i] = w[i];
	for (i = 0; i < n; i = end) {
		end = pw_line_end(copy, n, i);
		qsort(copy + i, end - i, sizeof(*copy), pw_by_left);
		*made += line_runs(p, copy + i, end - i, line++,
		    runs + *made);
	}
	free(copy);
	return runs;
}

/* The first run of the line that run i is on. */
static size_t
line_start(const struct run *r, size_t i)
{
	while (i > 0 && r[i - 1].line == r[i].line)
		i--;
	return i;
}

/* Whether a run is too far right to be a label of figures from left on. */
static bool
is_over(const struct run *r, double left)
{
	return !r->figure && r->box.x1 > left - APART * r->em;
}

/*
 * The end of the figures that begin with run i: before the line of the
 * first text that reaches where figures are.
 */
static size_t
figures_end(struct body *b, size_t i, size_t limit)
{
	const struct run *r = b->runs;
	size_t k, end = i;

	b->left = INFINITY;
	for (k = i; k < limit; k++) {
		if (is_over(&r[k], b->left))
			break;
		if (r[k].figure)
			b->left = fmin(b->left, r[k].box.x0);
	}
	limit = k < limit ? line_start(r, k) : limit;
	b->left = INFINITY;
	for (k = i; k < limit; k++)
		if (r[k].figure) {
			b->left = fmin(b->left, r[k].box.x0);
			end = k + 1;
		}
	return end;
}

/* Sets the runs from the first figure to the last of one table. */
static void
find_body(struct body *b, size_t i)
{
	size_t k;

	b->first = i;
	b->end = figures_end(b, i, b->n);
	for (k = b->first; k < b->end; k++)
		if (is_over(&b->runs[k], b->left)) {
			b->end = figures_end(b, i, line_start(b->runs, k));
			k = b->first;
			if (b->end <= i)
				break;
		}
}

/* Whether two runs stand above each other. */
static bool
overlap(const struct run *r, const struct run *s)
{
	return r->box.x0 < s->box.x1 && s->box.x0 < r->box.x1;
}

/* Whether run i is above the beginning of a label that is taken. */
static bool
begins_above(const struct body *b, size_t i)
{
	size_t k;

	for (k = b->labels; k < b->first; k++)
		if (b->runs[k].numbered && overlap(&b->runs[i], &b->runs[k]))
			return true;
	return false;
}

/* Whether it begins as the names of articles of a law do. */
static bool
is_article(const struct run *r)
{
	return pw_first((struct str){ r->head, r->n }) == ARTICLE;
}

/* Takes the labels around: of the first row above, of the last below. */
static void
take_labels(struct body *b)
{
	const struct run *r = b->runs;
	size_t i;

	b->labels = line_start(r, b->first);
	while (b->labels < b->first && (r[b->labels].figure ||
	    is_over(&r[b->labels], b->left)))
		b->labels++;
	for (i = b->labels; i-- > 0 && !r[i].figure &&
	    !is_over(&r[i], b->left) && !is_article(&r[i]) &&
	    !begins_above(b, i) &&
	    r[b->labels].y - r[i].y < NEXT * r[i].em; )
		b->labels = i;
	b->past = b->end;
	for (i = b->end; i < b->n && !r[i].figure && !r[i].numbered &&
	    !is_article(&r[i]) &&
	    !is_over(&r[i], b->left) &&
	    r[i].y - r[b->past - 1].y < NEXT * r[i].em; i++)
		b->past = i + 1;
	if (b->past < b->n && b->past > b->end &&
	    r[b->past].line == r[b->past - 1].line)
		b->past = line_start(r, b->past);
	b->past = b->past < b->end ? b->end : b->past;
}

/* Finds where figures overlap; false if that is too much. */
static bool
find_columns(struct body *b, struct run **figures, size_t n)
{
	struct column *c;
	size_t i;

	qsort(figures, n, sizeof(struct run *), by_x);
	b->ncolumns = 0;
	for (i = 0; i < n; i++) {
		c = &b->columns[b->ncolumns];
		if (b->ncolumns == 0 ||
		    figures[i]->box.x0 >= c[-1].x1) {
			if (b->ncolumns == COLUMNS)
				return false;
			*c = (struct column){ figures[i]->box.x0,
			    figures[i]->box.x1, 0 };
			b->ncolumns++;
		} else
			c--;
		c->x1 = fmax(c->x1, figures[i]->box.x1);
		c->n++;
		figures[i]->column = (size_t)(c - b->columns);
	}
	return true;
}

/* Columns that have figures in a line, as bits. */
static uint64_t
line_columns(const struct body *b, size_t i, size_t *end, bool *twice)
{
	uint64_t set = 0, bit;
	size_t first = i;

	*twice = false;
	for (; i < b->end && (!b->runs[i].figure ||
	    b->runs[i].y - b->runs[first].y < LINE * b->runs[i].em); i++) {
		if (!b->runs[i].figure)
			continue;
		bit = (uint64_t)1 << b->runs[i].column;
		*twice |= (set & bit) != 0;
		set |= bit;
	}
	*end = i;
	return set;
}

/* Whether a figure below one of line i may be the rest of its number. */
static bool
may_be_broken(const struct body *b, size_t i, size_t end)
{
	const struct run *r = b->runs, *f;
	const struct column *c;
	size_t k;

	for (; i < end; i++)
		for (k = end; r[i].figure && k < b->end &&
		    r[k].y - r[i].y < BROKEN * r[i].em; k++) {
			f = &r[i];
			c = &b->columns[f->column];
			if (r[k].figure && r[k].column == f->column &&
			    f->box.x1 - f->box.x0 > 0.8 * f->em &&
			    f->box.x1 - f->box.x0 > 0.9 * (c->x1 - c->x0))
				return true;
		}
	return false;
}

/* Gives the figures of runs i to end a row. */
static void
set_row(struct body *b, size_t i, size_t end, size_t row)
{
	for (; i < end; i++)
		b->runs[i].row = row;
}

/* Rows by line; false where that is not certain. */
static bool
rows_by_line(struct body *b)
{
	uint64_t all = b->ncolumns == COLUMNS ? ~(uint64_t)0 :
	    ((uint64_t)1 << b->ncolumns) - 1, set, before = all;
	size_t i, end;
	bool twice, full = false, broken = false;

	b->nrows = 0;
	for (i = b->first; i < b->end; i = end) {
		if (!b->runs[i].figure) {
			end = i + 1;
			continue;
		}
		set = line_columns(b, i, &end, &twice);
		if (twice || (set & before) == 0 || (broken && set != all))
			return false;
		full |= set == all;
		broken = may_be_broken(b, i, end);
		set_row(b, i, end, b->nrows++);
		before = set;
	}
	return full && b->nrows <= ROWS;
}

/* Whether the figures of a column are too near to be of n rows. */
static bool
on_one_line(struct run *const *f, size_t n)
{
	size_t i, k;

	for (i = 0; i < n; i++)
		for (k = i + 1; k < n; k++)
			if (fabs(f[i]->y - f[k]->y) < 0.8 * f[i]->em)
				return true;
	return false;
}

static int
by_y(const void *a, const void *b)
{
	const struct run *const *r = a, *const *s = b;

	return COMPARE((*r)->y, (*s)->y);
}

/*
 * Joins columns side by side until each has nrows figures, and gives the
 * n-th of each the row n.  The figures are sorted by column.
 */
static bool
join_columns(const struct body *b, struct run **f, size_t n, size_t nrows)
{
	size_t i, k, made = 0, sum = 0;

	for (i = 0; i < b->ncolumns; i++) {
		sum += b->columns[i].n;
		if (sum > nrows)
			return false;
		sum = sum == nrows ? 0 : sum;
	}
	if (sum != 0)
		return false;
	for (i = 0; i < n; i += nrows, made++) {
		qsort(f + i, nrows, sizeof(struct run *), by_y);
		if (on_one_line(f + i, nrows))
			return false;
		for (k = 0; k < nrows; k++) {
			f[i + k]->column = made;
			f[i + k]->row = k;
		}
	}
	return made > 1;
}

/* Whether all of each row is above all of the next. */
static bool
is_separate(struct run *const *f, size_t n, size_t nrows)
{
	size_t i, row;
	double low, high, before = -INFINITY;

	for (row = 0; row < nrows; row++) {
		low = INFINITY;
		high = -INFINITY;
		for (i = row; i < n; i += nrows) {
			low = fmin(low, f[i]->y - 0.3 * f[i]->em);
			high = fmax(high, f[i]->y + 0.3 * f[i]->em);
		}
		if (low < before)
			return false;
		before = high;
	}
	return true;
}

/* Whether columns side by side have a line in common. */
static bool
are_witnessed(struct run *const *f, size_t n, size_t nrows)
{
	size_t i, k;

	for (i = 0; i + nrows < n; i += nrows) {
		for (k = 0; k < nrows; k++)
			if (f[i + k]->line == f[i + nrows + k]->line)
				break;
		if (k == nrows)
			return false;
	}
	return true;
}

/* Rows by order in their columns; false where that is not certain. */
static bool
rows_by_order(struct body *b, struct run **f, size_t n)
{
	size_t i, nrows = 2;
	struct column *c = b->columns;

	for (i = 0; i < b->ncolumns; i++)
		nrows = c[i].n > nrows ? c[i].n : nrows;
	for (; nrows <= n / 2 && nrows <= ROWS; nrows++) {
		if (n % nrows != 0 || !join_columns(b, f, n, nrows))
			continue;
		if (!is_separate(f, n, nrows) ||
		    !are_witnessed(f, n, nrows))
			return false;
		b->nrows = nrows;
		b->ncolumns = n / nrows;
		for (i = 0; i < n; i++) {
			if (i % nrows == 0)
				c[i / nrows] = (struct column){ INFINITY,
				    -INFINITY, nrows };
			c[i / nrows].x0 = fmin(c[i / nrows].x0, f[i]->box.x0);
			c[i / nrows].x1 = fmax(c[i / nrows].x1, f[i]->box.x1);
		}
		return true;
	}
	return false;
}

/* Finds columns and rows of the figures; false where not certain. */
static bool
find_rows(struct body *b, struct run **figures)
{
	size_t i, n = 0;

	for (i = b->first; i < b->end; i++)
		if (b->runs[i].figure)
			figures[n++] = &b->runs[i];
	return find_columns(b, figures, n) &&
	    (rows_by_line(b) || rows_by_order(b, figures, n));
}

/* Whether a single figure stands far enough from its label. */
static bool
is_fit(const struct body *b)
{
	const struct run *r = b->runs;
	size_t i;

	if (b->ncolumns > 1)
		return true;
	for (i = b->first; i < b->end; i++)
		if (r[i].figure && (i == 0 || r[i - 1].line != r[i].line ||
		    r[i].box.x0 - r[i - 1].box.x1 < ALONE * r[i].em))
			return false;
	return true;
}

/* Whether a label stands left of another, as those of groups do. */
static bool
is_group(const struct body *b, size_t i)
{
	const struct run *r = b->runs;
	size_t k;

	for (k = i; k-- > b->labels && r[i].y - r[k].y < BESIDE * r[i].em; )
		if (!r[k].figure && r[k].box.x0 >= r[i].box.x1)
			return true;
	for (k = i + 1; k < b->past && r[k].y - r[i].y <
	    BESIDE * r[i].em; k++)
		if (!r[k].figure && r[k].box.x0 >= r[i].box.x1)
			return true;
	return false;
}

/* Whether a label's line is beside the figures of a row. */
static bool
is_beside(const struct gap *row, const struct run *r)
{
	return r->y > row->from - 0.5 * r->em && r->y < row->to + 0.5 * r->em;
}

/*
 * Where row i - 1 ends and row i begins: above a label's beginning, else
 * in white that is wider than any other between the figures of both; NAN
 * where that is not certain.
 */
static double
boundary(const struct body *b, size_t i)
{
	const struct gap *above = &b->rows[i - 1], *below = &b->rows[i];
	const struct run *r;
	double last = above->to, at = NAN, widest = 0, second = 0, gap;
	size_t k, lines = 0, numbered = 0;

	for (k = b->labels; k < b->past; k++) {
		r = &b->runs[k];
		if (r->figure || is_group(b, k))
			continue;
		if (r->y < above->from || is_beside(above, r)) {
			last = r->y;
			continue;
		}
		if (r->y > below->to && !is_beside(below, r))
			break;
		gap = r->y - last;
		if (r->numbered && numbered++ == 0)
			at = (last + r->y) / 2;
		if (numbered == 0 && gap > widest)
			at = (last + r->y) / 2;
		second = fmax(second, fmin(widest, gap));
		widest = fmax(widest, gap);
		last = r->y;
		lines += !is_beside(below, r);
		if (is_beside(below, r))
			break;
	}
	if (numbered == 1)
		return at;
	if (lines == 0)
		return (above->to + below->from) / 2;
	return numbered == 0 && widest > WHITE * second ? at : NAN;
}

/* The lines between rows; false where they are not certain. */
static bool
draw_rows(struct body *b)
{
	const struct run *r = b->runs;
	size_t i;

	for (i = 0; i < b->nrows; i++)
		b->rows[i] = (struct gap){ INFINITY, -INFINITY };
	b->y[0] = INFINITY;
	b->y[b->nrows] = -INFINITY;
	for (i = b->labels; i < b->past; i++) {
		b->y[0] = fmin(b->y[0], r[i].box.y0);
		b->y[b->nrows] = fmax(b->y[b->nrows], r[i].box.y1);
		if (!r[i].figure)
			continue;
		b->rows[r[i].row].from = fmin(b->rows[r[i].row].from, r[i].y);
		b->rows[r[i].row].to = fmax(b->rows[r[i].row].to, r[i].y);
	}
	for (i = 1; i < b->nrows; i++) {
		b->y[i] = boundary(b, i);
		if (!(b->y[i] > b->rows[i - 1].to + 1 &&
		    b->y[i] < b->rows[i].from - 1))
			return false;
	}
	b->ny = b->nrows;
	return true;
}

/* The row a label is in, by the lines between rows. */
static size_t
row_of(const struct body *b, double y)
{
	size_t low = 0, high = b->nrows - 1, mid;

	while (low < high) {
		mid = (low + high + 1) / 2;
		if (y > b->y[mid])
			low = mid;
		else
			high = mid - 1;
	}
	return low;
}

/*
 * Finds the white between labels side by side in one row: of all rows
 * together the fewest lines that part them.  The runs are sorted by x.
 */
static void
draw_stubs(struct body *b, struct run *const *label, size_t n,
    struct gap *gaps)
{
	size_t i, k, m = 0;
	double *reach = b->x + 1;	/* of each row so far; free as yet */
	double last;

	for (i = 0; i < b->nrows; i++)
		reach[i] = -INFINITY;
	for (i = 0; i < n; i++) {
		k = label[i]->row;
		if (label[i]->box.x0 >= reach[k] && reach[k] > -INFINITY)
			gaps[m++] = (struct gap){ reach[k],
			    label[i]->box.x0 };
		reach[k] = fmax(reach[k], label[i]->box.x1);
	}
	qsort(gaps, m, sizeof(*gaps), by_end);
	b->x[0] = n > 0 ? label[0]->box.x0 : b->left;
	b->nstubs = n > 0;
	last = b->x[0];
	for (i = 0; i < m && b->nstubs < COLUMNS; i++)
		if (gaps[i].from >= last) {
			last = gaps[i].to;
			b->x[b->nstubs++] = last;
		}
}

/* The lines between columns. */
static bool
draw_columns(struct body *b)
{
	struct run **label = calloc(b->n + 1, sizeof(struct run *));
	struct gap *gaps = calloc(b->n + 1, sizeof(*gaps));
	size_t i, n = 0;
	double to;

	for (i = b->labels; label != NULL && i < b->past; i++)
		if (!b->runs[i].figure) {
			b->runs[i].row = row_of(b, b->runs[i].y);
			label[n++] = &b->runs[i];
		}
	if (label != NULL && gaps != NULL) {
		qsort(label, n, sizeof(struct run *), by_x);
		draw_stubs(b, label, n, gaps);
		for (to = b->x[0], i = 0; i < n; i++)
			to = fmax(to, label[i]->box.x1);
		b->nx = b->nstubs;
		for (i = 0; i < b->ncolumns; i++) {
			if (b->nx > 0)
				b->x[b->nx] = (to + b->columns[i].x0) / 2;
			b->nx++;
			to = b->columns[i].x1;
		}
		b->x[b->nx] = to + 1;
	}
	free(label);
	free(gaps);
	return label != NULL && gaps != NULL;
}

/* Marks at which places of labels a label stands. */
static void
mark_places(const struct body *b, bool *used)
{
	const struct run *r;
	size_t i, k;

	for (i = b->labels; i < b->past; i++) {
		r = &b->runs[i];
		for (k = 0; k < b->nstubs && !r->figure; k++)
			if (r->box.x0 < b->x[k + 1] && r->box.x1 > b->x[k])
				used[r->row * b->nx + k] = true;
	}
}

/* Whether the label at place k of a row goes on from the row above. */
static bool
goes_on(const struct body *b, const bool *used, size_t row, size_t k)
{
	const struct run *r, *last = NULL;
	size_t i;

	for (i = k + 1; i < b->nstubs; i++)
		if (used[row * b->nx + i])
			break;
	if (row == 0 || i == b->nstubs || !used[(row - 1) * b->nx + k])
		return false;
	for (i = b->labels; i < b->past; i++) {
		r = &b->runs[i];
		if (r->figure || r->box.x0 >= b->x[k + 1] ||
		    r->box.x1 <= b->x[k])
			continue;
		if (r->row == row)
			return last != NULL && !r->numbered &&
			    r->y - last->y < NEXT * r->em;
		last = r->row == row - 1 ? r : last;
	}
	return false;
}

/*
 * Joins places: a label reaches to the next one of its row, and the label
 * of a group goes on below.
 */
static void
join_places(const struct body *b, struct ruled *t, const bool *used)
{
	size_t row, k, at, owner;

	for (at = 0; at < t->nx * t->ny; at++)
		t->owner[at] = at;
	for (row = 0; row < b->nrows; row++) {
		owner = row * b->nx;
		for (k = 0; k < b->nstubs; k++) {
			at = row * b->nx + k;
			if (used[at] && goes_on(b, used, row, k))
				owner = t->owner[at - b->nx];
			else if (used[at])
				owner = at;
			t->owner[at] = owner;
		}
	}
}

/* Makes the table, whose lines are drawn; false without memory. */
static bool
build(struct body *b, size_t page, struct buf *tables)
{
	struct ruled t = { .page = page, .nx = b->nx, .ny = b->ny,
	    .x = b->x, .y = b->y,
	    .box = { b->x[0] - 1, b->y[0] - 1, b->x[b->nx], b->y[b->ny] + 1 },
	    .owner = calloc(b->nx * b->ny, sizeof(size_t)),
	    .span = calloc(b->nx * b->ny, sizeof(struct ruled_span)) };
	bool *used = calloc(b->nx * b->ny, sizeof(*used));
	bool fine = t.owner != NULL && t.span != NULL && used != NULL;

	t.x[0] = t.box.x0;
	t.y[0] = t.box.y0;
	t.y[t.ny] = t.box.y1;
	if (fine) {
		mark_places(b, used);
		join_places(b, &t, used);
		ruled_settle(&t);
		buf_add(tables, &t, sizeof(t));
		fine = !tables->failed;
	}
	if (!fine)
		ruled_free(&t);
	b->x = b->y = NULL;
	free(used);
	return fine;
}

/* Adds the table of a body, if it is certain; false without memory. */
static bool
add_table(struct body *b, size_t page, struct run **figures,
    struct buf *tables)
{
	bool fine = true;

	if (!find_rows(b, figures) || !is_fit(b))
		return true;
	take_labels(b);
	b->x = calloc(COLUMNS + b->ncolumns + b->nrows + 4, sizeof(double));
	b->y = calloc(b->nrows + 2, sizeof(double));
	b->rows = calloc(b->nrows + 1, sizeof(*b->rows));
	fine = b->x != NULL && b->y != NULL && b->rows != NULL;
	if (fine && draw_rows(b))
		fine = draw_columns(b) && build(b, page, tables);
	free(b->x);
	free(b->y);
	free(b->rows);
	b->x = b->y = NULL;
	b->rows = NULL;
	return fine;
}

bool
unruled_find(const struct pages *p, const struct page_word *w, size_t n,
    struct buf *tables)
{
	struct body b = { 0 };
	struct run **figures = calloc(n + 1, sizeof(struct run *));
	size_t i;
	bool fine;

	b.runs = make_runs(p, w, n, &b.n);
	fine = b.runs != NULL && figures != NULL;
	for (i = 0; i < b.n && fine; ) {
		if (!b.runs[i].figure) {
			i++;
			continue;
		}
		find_body(&b, i);
		if (b.end <= i) {	/* text on the same line */
			i++;
			continue;
		}
		fine = add_table(&b, w[0].page, figures, tables);
		i = b.end;
	}
	free(b.runs);
	free(figures);
	return fine;
}
