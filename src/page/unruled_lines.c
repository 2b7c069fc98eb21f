/*
 * A line between rows is above the beginning of a label, or in the widest
 * white.  A line between labels side by side is in white that rows have
 * there; one between columns of figures is half way.
 */
#include <math.h>
#include <stdlib.h>

#include "page/unruled_lines.h"
#include "page/word.h"

#define BESIDE	1.0		/* em: from a group's line to one of its rows */
#define WHITE	1.25		/* times any other: between rows */

bool
un_lines_make(struct un_body *b)
{
	b->x = calloc(UN_COLUMNS + b->ncolumns + b->nrows + 4,
	    sizeof(*b->x));
	b->y = calloc(b->nrows + 2, sizeof(*b->y));
	b->rows = calloc(b->nrows + 1, sizeof(*b->rows));
	return b->x != NULL && b->y != NULL && b->rows != NULL;
}

void
un_lines_free(struct un_body *b)
{
	free(b->x);
	free(b->y);
	free(b->rows);
	b->x = b->y = NULL;
	b->rows = NULL;
}

static int
by_end(const void *a, const void *b)
{
	const struct un_gap *g = a, *h = b;

	return COMPARE(g->to, h->to);
}

/* Whether a label stands left of another, as those of groups do. */
static bool
is_group(const struct un_body *b, size_t i)
{
	const struct un_run *r = b->runs;
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
is_beside(const struct un_gap *row, const struct un_run *r)
{
	return r->y > row->from - 0.5 * r->em && r->y < row->to + 0.5 * r->em;
}

/* The white between lines of labels, from one row's figures to the next. */
struct white {
	double	last;			/* the line before */
	double	at;			/* where the boundary would be */
	double	widest, second;
	size_t	lines, numbered;	/* labels beside neither; beginnings */
};

/* Takes the next line of labels between two rows. */
static void
take_line(struct white *w, const struct un_run *r, bool beside)
{
	double gap = r->y - w->last;

	if (r->numbered && w->numbered++ == 0)
		w->at = (w->last + r->y) / 2;
	if (w->numbered == 0 && gap > w->widest)
		w->at = (w->last + r->y) / 2;
	w->second = fmax(w->second, fmin(w->widest, gap));
	w->widest = fmax(w->widest, gap);
	w->last = r->y;
	w->lines += !beside;
}

/*
 * Where row i - 1 ends and row i begins: above a label's beginning, else
 * in white that is wider than any other between the figures of both; NAN
 * where that is not certain.
 */
static double
boundary(const struct un_body *b, size_t i)
{
	const struct un_gap *above = &b->rows[i - 1], *below = &b->rows[i];
	struct white w = { .last = above->to, .at = NAN };
	const struct un_run *r;
	size_t k;
	bool beside;

	for (k = b->labels; k < b->past; k++) {
		r = &b->runs[k];
		if (r->figure || is_group(b, k))
			continue;
		if (r->y < above->from || is_beside(above, r)) {
			w.last = r->y;
			continue;
		}
		beside = is_beside(below, r);
		if (r->y <= below->to || beside)
			take_line(&w, r, beside);
		if (r->y > below->to || beside)
			break;
	}
	if (w.numbered == 1)
		return w.at;
	if (w.lines == 0)
		return (above->to + below->from) / 2;
	return w.numbered == 0 && w.widest > WHITE * w.second ? w.at : NAN;
}

/* Sets where the figures of each row are. */
static void
measure_rows(struct un_body *b)
{
	const struct un_run *r = b->runs;
	struct un_gap *row;
	size_t i;

	for (i = 0; i < b->nrows; i++)
		b->rows[i] = (struct un_gap){ INFINITY, -INFINITY };
	for (i = b->first; i < b->end; i++) {
		if (!r[i].figure)
			continue;
		row = &b->rows[r[i].row];
		row->from = fmin(row->from, r[i].y);
		row->to = fmax(row->to, r[i].y);
	}
}

bool
un_draw_rows(struct un_body *b)
{
	const struct un_run *r = b->runs;
	size_t i;

	measure_rows(b);
	b->y[0] = INFINITY;
	b->y[b->nrows] = -INFINITY;
	for (i = b->labels; i < b->past; i++) {
		b->y[0] = fmin(b->y[0], r[i].box.y0 - 1);
		b->y[b->nrows] = fmax(b->y[b->nrows], r[i].box.y1 + 1);
	}
	for (i = 1; i < b->nrows; i++) {
		b->y[i] = boundary(b, i);
		if (!(b->y[i] > b->rows[i - 1].to + 1 &&
		    b->y[i] < b->rows[i].from - 1))
			return false;
	}
	return true;
}

/* The row a label is in, by the lines between rows. */
static size_t
row_of(const struct un_body *b, double y)
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
draw_stubs(struct un_body *b, struct un_run *const *label, size_t n,
    struct un_gap *gaps)
{
	size_t i, k, m = 0;
	double *reach = b->x + 1;	/* of each row so far; free as yet */
	double last;

	for (i = 0; i < b->nrows; i++)
		reach[i] = -INFINITY;
	for (i = 0; i < n; i++) {
		k = label[i]->row;
		if (label[i]->box.x0 >= reach[k] && reach[k] > -INFINITY)
			gaps[m++] = (struct un_gap){ reach[k],
			    label[i]->box.x0 };
		reach[k] = fmax(reach[k], label[i]->box.x1);
	}
	qsort(gaps, m, sizeof(*gaps), by_end);
	b->x[0] = n > 0 ? label[0]->box.x0 : b->left;
	b->nstubs = n > 0;
	last = b->x[0];
	for (i = 0; i < m && b->nstubs < UN_COLUMNS; i++)
		if (gaps[i].from >= last) {
			last = gaps[i].to;
			b->x[b->nstubs++] = last;
		}
}

/* Draws all lines between columns; the labels are sorted by x. */
static void
draw_lines(struct un_body *b, struct un_run *const *label, size_t n,
    struct un_gap *gaps)
{
	double to;
	size_t i;

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
	b->x[0] -= 1;
	b->x[b->nx] = to + 1;
}

bool
un_draw_columns(struct un_body *b)
{
	struct un_run **label = calloc(b->n + 1, sizeof(*label));
	struct un_gap *gaps = calloc(b->n + 1, sizeof(*gaps));
	bool fine = label != NULL && gaps != NULL;
	size_t i, n = 0;

	for (i = b->labels; fine && i < b->past; i++)
		if (!b->runs[i].figure) {
			b->runs[i].row = row_of(b, b->runs[i].y);
			label[n++] = &b->runs[i];
		}
	if (fine) {
		qsort(label, n, sizeof(*label), un_by_left);
		draw_lines(b, label, n, gaps);
	}
	free(label);
	free(gaps);
	return fine;
}
