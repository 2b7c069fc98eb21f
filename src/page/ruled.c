/*
 * Lines of a table are drawn in many ways: as strokes, as thin filled
 * boxes, one a cell's side, twice side by side.  So all become segments,
 * those that touch at nearly the same coordinate are put at the same and
 * joined, and segments that touch are one table, whose lines are again put
 * at the same, but not at those of tables above and below, whose columns
 * may be a little beside.  Its finest grid has a column between
 * any two neighbouring vertical lines and a row between any two horizontal
 * ones; places no segment keeps apart are one cell.  Outer sides need not
 * be drawn: lines end there all the same.
 */
#include <math.h>
#include <stdlib.h>

#include "page/ruled.h"

#define THICK	4.0		/* a thicker box is no line */
#define SNAP	3.2		/* nearer lines are one, drawn twice */
#define OPEN	6.0		/* lines end so far beyond an open side */
#define COVER	0.6		/* of a cell's side must be drawn */
#define SEGMENTS ((size_t)2000)	/* of one page */
#define COLUMNS	((size_t)128)	/* of one table */
#define ROWS	((size_t)512)

struct segment {
	double	at, from, to;
	bool	vertical;
	size_t	group;		/* the first segment it is joined with */
};

static int
by_place(const void *a, const void *b)
{
	const struct segment *s = a, *t = b;

	if (s->group != t->group)
		return s->group < t->group ? -1 : 1;
	if (s->vertical != t->vertical)
		return s->vertical ? 1 : -1;
	if (s->at != t->at)
		return s->at < t->at ? -1 : 1;
	return (s->from > t->from) - (s->from < t->from);
}

static int
by_number(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static struct segment
segment(const struct box *b)
{
	double w = b->x1 - b->x0, h = b->y1 - b->y0;

	if (h > w)
		return (struct segment){ (b->x0 + b->x1) / 2, b->y0, b->y1,
		    true, 0 };
	return (struct segment){ (b->y0 + b->y1) / 2, b->x0, b->x1, false, 0 };
}

static int
by_beginning(const void *a, const void *b)
{
	const struct segment *s = a, *t = b;

	return (s->from > t->from) - (s->from < t->from);
}

/*
 * Puts n segments at their mean, or, if only those that touch are one line,
 * each such line at its own.
 */
static void
even(struct segment *s, size_t n, bool touching)
{
	size_t i, k, end;
	double sum, to;

	if (touching)
		qsort(s, n, sizeof(*s), by_beginning);
	for (i = 0; i < n; i = end) {
		sum = 0;
		to = s[i].to;
		for (end = i; end < n && (!touching ||
		    s[end].from - to <= SNAP); end++) {
			sum += s[end].at;
			to = fmax(to, s[end].to);
		}
		for (k = i; k < end; k++)
			s[k].at = sum / (double)(end - i);
	}
}

/* Puts segments of a group at nearly the same coordinate at the same. */
static void
snap(struct segment *s, size_t n, bool touching)
{
	size_t i, end;

	qsort(s, n, sizeof(*s), by_place);
	for (i = 0; i < n; i = end) {
		for (end = i + 1; end < n && s[end].group == s[i].group &&
		    s[end].vertical == s[i].vertical &&
		    s[end].at - s[end - 1].at <= SNAP; )
			end++;
		even(s + i, end - i, touching);
	}
	qsort(s, n, sizeof(*s), by_place);
}

/* Joins segments that continue each other; how many are left. */
static size_t
join(struct segment *s, size_t n)
{
	size_t i, kept = 0;

	for (i = 0; i < n; i++) {
		if (kept > 0 && s[kept - 1].group == s[i].group &&
		    s[kept - 1].vertical == s[i].vertical &&
		    s[kept - 1].at == s[i].at &&
		    s[i].from - s[kept - 1].to <= SNAP)
			s[kept - 1].to = fmax(s[kept - 1].to, s[i].to);
		else
			s[kept++] = s[i];
	}
	return kept;
}

static size_t
find(size_t *parent, size_t i)
{
	while (parent[i] != i)
		i = parent[i] = parent[parent[i]];
	return i;
}

static void
unite(size_t *parent, size_t a, size_t b)
{
	a = find(parent, a);
	b = find(parent, b);
	if (a < b)
		parent[b] = a;
	else
		parent[a] = b;
}

/*
 * Two lines of one table cross.  Where a page ends in the middle of a cell
 * as high as the page, the cell's outer side meets no other line, but
 * begins and ends where the next does.
 */
static bool
touch(const struct segment *h, const struct segment *v)
{
	if (h->vertical && v->vertical)
		return fabs(h->from - v->from) <= SNAP &&
		    fabs(h->to - v->to) <= SNAP;
	return !h->vertical && v->vertical && v->at >= h->from - SNAP &&
	    v->at <= h->to + SNAP && h->at >= v->from - SNAP &&
	    h->at <= v->to + SNAP;
}

static bool
group(struct segment *s, size_t n)
{
	size_t *parent = malloc((n + 1) * sizeof(*parent)), i, k;

	if (parent == NULL)
		return false;
	for (i = 0; i < n; i++)
		parent[i] = i;
	for (i = 0; i < n; i++)
		for (k = i + 1; k < n; k++)
			if (touch(&s[i], &s[k]))
				unite(parent, i, k);
	for (i = 0; i < n; i++)
		s[i].group = find(parent, i);
	free(parent);
	return true;
}

/*
 * The lines of n segments in one direction, with the open sides: how many.
 * `out` has room for one a segment and two more.
 */
static size_t
lines(const struct segment *s, size_t n, bool vertical, double *out)
{
	size_t i, m = 0, kept = 0;
	double low = INFINITY, high = -INFINITY;

	for (i = 0; i < n; i++) {
		if (s[i].vertical == vertical)
			out[m++] = s[i].at;
		else {
			low = fmin(low, s[i].from);
			high = fmax(high, s[i].to);
		}
	}
	qsort(out, m, sizeof(*out), by_number);
	if (m > 0 && low < out[0] - OPEN)
		out[m++] = low;
	qsort(out, m, sizeof(*out), by_number);
	if (m > 0 && high > out[m - 1] + OPEN)
		out[m++] = high;
	for (i = 0; i < m; i++)
		if (kept == 0 || out[i] > out[kept - 1])
			out[kept++] = out[i];
	return kept;
}

/* Whether segments are drawn along most of a side. */
static bool
drawn(const struct segment *s, size_t n, bool vertical, double at,
    double from, double to)
{
	size_t low = 0, high = n, mid;
	double sum = 0, a, b;

	while (low < high) {
		mid = (low + high) / 2;
		if (s[mid].vertical < vertical ||
		    (s[mid].vertical == vertical && s[mid].at < at))
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < n && s[low].vertical == vertical && s[low].at == at &&
	    s[low].from < to; low++) {
		a = fmax(from, s[low].from);
		b = fmin(to, s[low].to);
		sum += b > a ? b - a : 0;
	}
	return sum >= COVER * (to - from);
}

/* Joins the places no line keeps apart. */
static void
merge(struct ruled *t, const struct segment *s, size_t n)
{
	size_t i, x, y;

	for (i = 0; i < t->nx * t->ny; i++)
		t->owner[i] = i;
	for (i = 0; i < t->nx * t->ny; i++) {
		x = i % t->nx;
		y = i / t->nx;
		if (x + 1 < t->nx && !drawn(s, n, true, t->x[x + 1],
		    t->y[y], t->y[y + 1]))
			unite(t->owner, i, i + 1);
		if (y + 1 < t->ny && !drawn(s, n, false, t->y[y + 1],
		    t->x[x], t->x[x + 1]))
			unite(t->owner, i, i + t->nx);
	}
	for (i = 0; i < t->nx * t->ny; i++)
		t->owner[i] = find(t->owner, i);
}

/* Counts the columns and rows of cells that begin at their first place. */
static void
measure(struct ruled *t)
{
	size_t i, x, y;
	struct ruled_span *span;

	t->ncells = 0;
	for (i = 0; i < t->nx * t->ny; i++)
		t->span[i] = (struct ruled_span){ 0, 0, 0 };
	for (i = 0; i < t->nx * t->ny; i++) {
		span = &t->span[t->owner[i]];
		t->ncells += t->owner[i] == i;
		span->places++;
		x = i % t->nx - t->owner[i] % t->nx + 1;
		y = i / t->nx - t->owner[i] / t->nx + 1;
		if (x > t->nx)		/* left of its first place */
			x = t->nx + 1;
		if (x > span->columns)
			span->columns = x;
		if (y > span->rows)
			span->rows = y;
	}
}

void
ruled_settle(struct ruled *t)
{
	const struct ruled_span *span;
	size_t i;

	measure(t);
	for (i = t->nx * t->ny; i-- > 0; ) {
		span = &t->span[t->owner[i]];
		if (span->places != span->columns * span->rows)
			t->owner[i] = i;
	}
	measure(t);
}

/* The table of n segments; without cells if it is none. */
static bool
build(struct ruled *t, const struct segment *s, size_t n)
{
	*t = (struct ruled){ .x = calloc(n + 2, sizeof(double)),
	    .y = calloc(n + 2, sizeof(double)) };
	if (t->x == NULL || t->y == NULL)
		return false;
	t->nx = lines(s, n, true, t->x);
	t->ny = lines(s, n, false, t->y);
	if (t->nx < 2 || t->ny < 2 || t->nx > COLUMNS || t->ny > ROWS) {
		t->nx = t->ny = 0;
		return true;
	}
	t->box = (struct box){ t->x[0], t->y[0], t->x[t->nx - 1],
	    t->y[t->ny - 1] };
	t->nx--;
	t->ny--;
	t->owner = calloc(t->nx * t->ny, sizeof(*t->owner));
	t->span = calloc(t->nx * t->ny, sizeof(*t->span));
	if (t->owner == NULL || t->span == NULL)
		return false;
	merge(t, s, n);
	ruled_settle(t);
	return true;
}

static bool
within(const struct box *a, const struct box *b)
{
	return a->x0 >= b->x0 && a->x1 <= b->x1 && a->y0 >= b->y0 &&
	    a->y1 <= b->y1;
}

/* Drops what is no table: one cell, a frame around tables. */
static void
sift(struct buf *tables, size_t from)
{
	struct ruled *t = PAGE_ARRAY(struct ruled, tables);
	size_t i, k, n = PAGE_COUNT(struct ruled, tables), kept = from;
	bool frame;

	for (i = from; i < n; i++) {
		frame = t[i].ncells < 2;
		for (k = from; k < n && !frame; k++)
			frame = k != i && t[k].ncells > 1 &&
			    within(&t[k].box, &t[i].box);
		if (frame)
			t[i].page = RULED_NONE;
	}
	for (i = from; i < n; i++) {
		if (t[i].page == RULED_NONE)
			ruled_free(&t[i]);
		else
			t[kept++] = t[i];
	}
	tables->len = kept * sizeof(*t);
}

static bool
build_all(const struct segment *s, size_t n, size_t page, struct buf *tables)
{
	size_t i, end, from = PAGE_COUNT(struct ruled, tables);
	struct ruled t;
	bool fine;

	for (i = 0; i < n; i = end) {
		for (end = i; end < n && s[end].group == s[i].group; )
			end++;
		fine = build(&t, s + i, end - i);
		t.page = page;
		buf_add(tables, &t, sizeof(t));
		if (tables->failed)
			ruled_free(&t);
		if (!fine || tables->failed)
			return false;
	}
	sift(tables, from);
	return true;
}

bool
ruled_find(const struct page_rule *rules, size_t n, struct buf *tables)
{
	struct segment *s;
	size_t i;
	bool fine = true;

	if (n == 0)
		return true;
	if ((s = calloc(n, sizeof(*s))) == NULL)
		return false;
	for (i = 0; i < n; i++)
		s[i] = segment(&rules[i].box);
	snap(s, n, true);
	n = join(s, n);
	if (n <= SEGMENTS && (fine = group(s, n))) {
		snap(s, n, false);
		n = join(s, n);
		fine = build_all(s, n, rules[0].page, tables);
	}
	free(s);
	return fine;
}

size_t
ruled_place(const struct ruled *t, double x, double y)
{
	size_t i = 0, k = 0;

	if (!(x >= t->box.x0 && x <= t->box.x1 && y >= t->box.y0 &&
	    y <= t->box.y1))
		return RULED_NONE;
	while (i + 1 < t->nx && x > t->x[i + 1])
		i++;
	while (k + 1 < t->ny && y > t->y[k + 1])
		k++;
	return t->owner[k * t->nx + i];
}

struct box
ruled_cell(const struct ruled *t, size_t place)
{
	size_t x = place % t->nx, y = place / t->nx;

	return (struct box){ t->x[x], t->y[y], t->x[x + t->span[place].columns],
	    t->y[y + t->span[place].rows] };
}

bool
ruled_doubt(struct ruled *t, size_t place)
{
	if (t->doubt == NULL)
		t->doubt = calloc(t->nx * t->ny, sizeof(*t->doubt));
	if (t->doubt != NULL)
		t->doubt[t->owner[place]] = true;
	return t->doubt != NULL;
}

void
ruled_free(struct ruled *t)
{
	free(t->doubt);
	free(t->x);
	free(t->y);
	free(t->owner);
	free(t->span);
	*t = (struct ruled){ 0 };
}
