/*
 * Programs draw what a page shows of a table as a table of its own, with
 * the columns its rows have.  Where nothing is between the end of one and
 * the beginning of the other, they are one table with the lines of both.
 *
 * A row may be cut between two lines of its text.  That is certain where
 * the last row of a page is lower than any other could be with its text,
 * and all that the first row of the next page holds goes on from lines
 * that end at the foot of the last row and had no room for more.
 */
#include <math.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "page/continued.h"
#include "page/page_table.h"
#include "page/word.h"

#define SAME	1.0		/* lines of both tables are nearer */
#define LOWER	0.25		/* em: a row that was cut is so much lower */
#define NEXT	1.7		/* em: room for another line */
#define ENOUGH	((size_t)4)	/* figures that show that rows interlock */
#define INDENT	4.0		/* em: lines are indented by less */
#define ROWS	((size_t)1024)	/* of one table */
#define COLUMNS	((size_t)128)

/* What is known of a table and the one before. */
struct part {
	const struct page_word	*w;	/* its words */
	size_t			 n;
	bool			 joined, cut;
	double			 white;	/* between the lines of a cut row */
	double			 shift;	/* of its words downwards */
	size_t			 page;	/* they go to */
};

/* Words of no table: the middles of the first and the last of a page. */
struct around {
	double	first, last;
};

struct joints {
	const struct pages	*pages;
	struct ruled		*t;
	size_t			 n;
	struct part		*parts;
	struct around		*around;
};

static void
find_words(struct joints *j, const struct page_word *w, size_t n)
{
	struct around *a;
	struct part *p;
	size_t i;

	for (i = 0; i < j->pages->n; i++)
		j->around[i] = (struct around){ INFINITY, -INFINITY };
	for (i = 0; i < n; i++) {
		if (w[i].dropped)
			continue;
		if (w[i].table == RULED_NONE) {
			a = &j->around[w[i].page];
			a->first = fmin(a->first, pw_middle(&w[i]));
			a->last = fmax(a->last, pw_middle(&w[i]));
			continue;
		}
		p = &j->parts[w[i].table];
		if (p->n++ == 0)
			p->w = &w[i];
	}
}

/* Whether table k goes on where table k - 1 ends its page. */
static bool
meets(const struct joints *j, size_t k)
{
	const struct ruled *a = &j->t[k - 1], *b = &j->t[k];
	size_t i;

	if (b->page != a->page + 1 || fabs(a->box.x0 - b->box.x0) > SAME ||
	    fabs(a->box.x1 - b->box.x1) > SAME ||
	    j->around[a->page].last > a->box.y1 ||
	    j->around[b->page].first < b->box.y0)
		return false;
	for (i = k - 1; i-- > 0 && j->t[i].page == a->page; )
		if (j->t[i].box.y1 > a->box.y0)
			return false;
	for (i = k + 1; i < j->n && j->t[i].page == b->page; i++)
		if (j->t[i].box.y0 < b->box.y1)
			return false;
	return true;
}

/* The words of the cell at a place, of the n words of a table. */
static const struct page_word *
cell_words(const struct part *p, size_t place, size_t *n)
{
	size_t i, end;

	for (i = 0; i < p->n && p->w[i].place != place; )
		i++;
	for (end = i; end < p->n && p->w[end].place == place; )
		end++;
	*n = end - i;
	return p->w + i;
}

/* The box around the line of n words. */
static struct box
line_box(const struct page_word *w, size_t n)
{
	struct box box = w->box;
	size_t i;

	for (i = 1; i < n; i++) {
		box.x0 = fmin(box.x0, w[i].box.x0);
		box.y0 = fmin(box.y0, w[i].box.y0);
		box.x1 = fmax(box.x1, w[i].box.x1);
		box.y1 = fmax(box.y1, w[i].box.y1);
	}
	return box;
}

static struct box
last_line(const struct page_word *w, size_t n)
{
	size_t i, end, last = 0;

	for (i = 0; i < n; last = i, i = end)
		end = pw_line_end(w, n, i);
	return line_box(w + last, n - last);
}

/* Where the text of a row's cells begins and ends; y0 > y1 without. */
static struct box
row_text(const struct ruled *t, const struct part *p, size_t row)
{
	struct box box = { 0, INFINITY, 0, -INFINITY };
	size_t i;

	for (i = 0; i < p->n; i++)
		if (p->w[i].place / t->nx == row &&
		    t->span[p->w[i].place].rows == 1) {
			box.y0 = fmin(box.y0, p->w[i].box.y0);
			box.y1 = fmax(box.y1, p->w[i].box.y1);
		}
	return box;
}

/* The white below the text of a row's cells; INFINITY without text. */
static double
white_below(const struct ruled *t, const struct part *p, size_t row)
{
	return t->y[row + 1] - row_text(t, p, row).y1;
}

/* The least white below the text of rows that are surely whole. */
static double
least_white(const struct joints *j, size_t k)
{
	double least = INFINITY;
	size_t row;

	for (row = 0; row + 1 < j->t[k - 1].ny; row++)
		least = fmin(least, white_below(&j->t[k - 1],
		    &j->parts[k - 1], row));
	for (row = 1; row + 1 < j->t[k].ny; row++)
		least = fmin(least, white_below(&j->t[k], &j->parts[k], row));
	return least;
}

/* Whether a row of two tables has the same cells, side by side. */
static bool
has_same_cells(const struct ruled *a, size_t arow, const struct ruled *b,
    size_t brow)
{
	const size_t *of = a->owner + arow * a->nx;
	const size_t *by = b->owner + brow * b->nx;
	size_t i = 0, k = 0;

	while (i < a->nx && k < b->nx) {
		for (i++; i < a->nx && of[i] == of[i - 1]; )
			i++;
		for (k++; k < b->nx && by[k] == by[k - 1]; )
			k++;
		if (fabs(a->x[i] - b->x[k]) > SAME)
			return false;
	}
	return i == a->nx && k == b->nx;
}

/* How much a word's first character takes. */
static double
first_width(struct str s, const struct box *b)
{
	int all = 0;
	size_t i;

	for (i = 0; i < s.n; )
		all += utf8_width(utf8_next(s, &i));
	return (b->x1 - b->x0) * utf8_width(pw_first(s)) / fmax(1, all);
}

/* The cell that begins a page at a place, and the one that ends the last. */
struct pair {
	size_t			 above, below;	/* places in their tables */
	const struct page_word	*v, *w;		/* their words */
	size_t			 nv, nw;
	struct box		 cell, line;	/* above, and its last line */
	struct box		 next;		/* the first line below */
	struct str		 text;		/* of its first word */
	double			 room;		/* for its first character */
};

/* The pair of cells of tables k - 1 and k at a place of the latter. */
static struct pair
pair_at(const struct joints *j, size_t k, size_t place)
{
	const struct ruled *a = &j->t[k - 1], *b = &j->t[k];
	struct pair p = { .below = place };
	struct box box = ruled_cell(b, place);
	size_t i, end, first = 0;

	p.above = ruled_place(a, (box.x0 + box.x1) / 2,
	    (a->y[a->ny - 1] + a->y[a->ny]) / 2);
	p.cell = ruled_cell(a, p.above);
	p.v = cell_words(&j->parts[k - 1], p.above, &p.nv);
	p.w = cell_words(&j->parts[k], place, &p.nw);
	if (p.nv == 0 || p.nw == 0)
		return p;
	end = pw_line_end(p.w, p.nw, 0);
	for (i = 1; i < end; i++)
		if (p.w[i].box.x0 < p.w[first].box.x0)
			first = i;
	p.line = last_line(p.v, p.nv);
	p.next = line_box(p.w, end);
	p.text = pw_text(j->pages, &p.w[first]);
	p.room = first_width(p.text, &p.w[first].box);
	return p;
}

/* Whether what is below surely goes on with what is above. */
static bool
goes_on(const struct pair *p, const struct padding *pad)
{
	return p->nv > 0 && !pw_is_numbered(p->text) && !pw_is_item(p->text) &&
	    p->cell.y1 - p->line.y1 < NEXT * (p->line.y1 - p->line.y0) &&
	    page_is_full(pad, &p->cell, &p->line, &p->next, p->room);
}

/*
 * Whether what is below surely is of another row: it begins as items do,
 * or the line above had room, at the side where lines may end.
 */
static bool
is_another(const struct pair *p, const struct padding *pad)
{
	double before = p->line.x0 - p->cell.x0 - pad->left;
	double after = p->cell.x1 - pad->right - p->line.x1;
	double em = p->line.y1 - p->line.y0;

	return p->nv > 0 && p->nw > 0 && (pw_is_item(p->text) ||
	    after > p->room || before > p->room + INDENT * em);
}

static bool
has_figure(const struct joints *j, const struct page_word *w, size_t n)
{
	struct str s;
	size_t i;

	for (i = 0; i < n; i++) {
		s = pw_text(j->pages, &w[i]);
		if (pw_has_digit(s) && pw_is_figure(s))
			return true;
	}
	return false;
}

/*
 * Marks the cells in doubt where a row may have been cut: figures below,
 * and what they may belong to above.  Where a label is only below, figures
 * above may be of that row.
 */
static bool
mark(struct joints *j, size_t k)
{
	struct pair p;
	bool above, below, fine = true;
	size_t i;

	for (i = 0; i < j->t[k].nx && fine; i++) {
		if (j->t[k].owner[i] != i)
			continue;
		p = pair_at(j, k, i);
		above = has_figure(j, p.v, p.nv);
		below = has_figure(j, p.w, p.nw);
		if (below)
			fine = ruled_doubt(&j->t[k - 1], p.above);
		if (fine && (below || (above && !j->parts[k].cut)))
			fine = ruled_doubt(&j->t[k], i);
	}
	return fine;
}

/* What the pairs of cells over the end of a page say together. */
struct verdict {
	bool	another;	/* row begins, surely: so do figures
				   below text that is none */
	bool	aside;		/* text begins where none is above */
	bool	unsure;		/* something may not go on */
	bool	goes_on;	/* a label, surely */
	bool	ended;		/* a figure above goes on nowhere */
	bool	some;		/* is below */
	bool	clash, empty;	/* cells with figures in both, with none */
	size_t	figures;	/* in either */
};

/*
 * Whether each cell of the one row has a figure where the other has none,
 * so that both make one.
 */
static bool
interlock(const struct verdict *v)
{
	return !v->clash && !v->empty && v->figures >= ENOUGH;
}

static struct verdict
judge(const struct joints *j, size_t k, const struct padding *pad)
{
	const struct ruled *b = &j->t[k];
	struct verdict v = { 0 };
	struct pair p;
	bool above, below, on;
	size_t i;

	for (i = 0; i < b->nx; i++) {
		if (b->owner[i] != i)
			continue;
		p = pair_at(j, k, i);
		above = has_figure(j, p.v, p.nv);
		below = has_figure(j, p.w, p.nw);
		on = p.nw > 0 && goes_on(&p, pad);
		v.some |= p.nw > 0;
		v.another |= is_another(&p, pad) ||
		    (below && p.nv > 0 && !above);
		v.aside |= p.nw > 0 && p.nv == 0 && !below &&
		    b->span[i].rows == 1;
		v.unsure |= p.nw > 0 && !on;
		v.goes_on |= on && !below;
		v.ended |= above && p.nw == 0;
		v.clash |= above && below;
		v.empty |= p.nw == 0 && p.nv == 0 && b->span[i].rows == 1;
		v.figures += above || below;
	}
	return v;
}

/*
 * Whether the last row of table k - 1 goes on in the first of table k.
 * Where it may, and text is below text, it does, but figures below are in
 * doubt unless the parts interlock, or all that is below goes on and the
 * row is lower than any could be or has figures that end with the page.
 * False without memory.
 */
static bool
find_cut(struct joints *j, size_t k)
{
	const struct ruled *a = &j->t[k - 1];
	const struct part *p = &j->parts[k - 1], *q = &j->parts[k];
	struct padding pad = page_padding(a, p->w, p->n);
	struct padding more = page_padding(&j->t[k], q->w, q->n);
	struct verdict v;
	bool lower;

	if (p->n == 0 || q->n == 0 ||
	    !has_same_cells(a, a->ny - 1, &j->t[k], 0))
		return true;
	lower = white_below(a, p, a->ny - 1) < least_white(j, k) -
	    LOWER * pw_height(p->w);
	pad.left = fmin(pad.left, more.left);
	pad.right = fmin(pad.right, more.right);
	v = judge(j, k, &pad);
	if (v.another || !v.some)
		return true;
	j->parts[k].cut = !v.aside || interlock(&v);
	if (interlock(&v) || (!v.aside && !v.unsure &&
	    (lower || (v.goes_on && v.ended))))
		return true;
	return mark(j, k);
}

/*
 * Sets the columns of both tables, and where those of each are among
 * them; how many lines.
 */
static size_t
unite_columns(const struct ruled *a, const struct ruled *b, double *x,
    size_t *of, size_t *by)
{
	size_t i = 0, k = 0, n = 0;

	while (i <= a->nx || k <= b->nx) {
		if (i <= a->nx && k <= b->nx &&
		    fabs(a->x[i] - b->x[k]) <= SAME) {
			x[n] = a->x[i];
			of[i++] = by[k++] = n++;
		} else if (k > b->nx || (i <= a->nx && a->x[i] < b->x[k])) {
			x[n] = a->x[i];
			of[i++] = n++;
		} else {
			x[n] = b->x[k];
			by[k++] = n++;
		}
	}
	return n;
}

/* Gives cells of t, from a row on, the doubts there are of a part. */
static bool
copy_doubts(struct ruled *t, size_t row, const struct ruled *part,
    const size_t *at)
{
	size_t i;

	for (i = 0; i < part->nx * part->ny; i++)
		if (part->doubt != NULL && part->doubt[i] &&
		    !ruled_doubt(t, (row + i / part->nx) * t->nx +
		    at[i % part->nx]))
			return false;
	return true;
}

/* Gives the places of t, from a row on, the cells they have in a part. */
static void
copy_cells(struct ruled *t, size_t row, const struct ruled *part,
    const size_t *at)
{
	size_t x, y, from, owner;

	for (y = 0; y < part->ny; y++)
		for (from = x = 0; x < t->nx; x++) {
			if (x >= at[from + 1])
				from++;
			owner = part->owner[y * part->nx + from];
			t->owner[(row + y) * t->nx + x] =
			    (row + owner / part->nx) * t->nx +
			    at[owner % part->nx];
		}
}

/* Gives what goes on below a row that was cut to the cells above. */
static void
mend(struct ruled *t, size_t row, const size_t *above)
{
	size_t i;

	for (i = (row + 1) * t->nx; i < t->nx * t->ny; i++)
		if (t->owner[i] / t->nx == row)
			t->owner[i] = above[t->owner[i] % t->nx];
	for (i = 0; i < t->nx; i++)
		t->owner[row * t->nx + i] = above[i];
}

/* Makes t of a and b below it; the lines of t have room. */
static bool
fill(struct ruled *t, const struct ruled *a, const struct ruled *b,
    const struct part *p, const size_t *of, const size_t *by, size_t *above)
{
	bool cut = p->cut;
	size_t i, row = a->ny - cut;

	for (i = 0; i < a->ny + !cut; i++)
		t->y[i] = a->y[i];
	for (i = 1; i <= b->ny; i++)
		t->y[row + i] = b->y[i] + p->shift;
	t->box = (struct box){ t->x[0], t->y[0], t->x[t->nx], t->y[t->ny] };
	copy_cells(t, 0, a, of);
	for (i = 0; i < t->nx && cut; i++)
		above[i] = t->owner[row * t->nx + i];
	copy_cells(t, row, b, by);
	if (cut)
		mend(t, row, above);
	ruled_settle(t);
	return copy_doubts(t, 0, a, of) && copy_doubts(t, row, b, by);
}

/*
 * Makes a of both tables, if it does not become too large, and frees b;
 * false without memory, and both are as they were.
 */
static bool
unite(struct ruled *a, struct ruled *b, const struct part *p, bool *done)
{
	size_t most = a->nx + b->nx + 2;
	struct ruled t = { .page = a->page, .ny = a->ny + b->ny - p->cut,
	    .x = calloc(most, sizeof(double)),
	    .y = calloc(a->ny + b->ny + 1, sizeof(double)) };
	size_t *at = calloc(most * 2, sizeof(*at));
	bool fine = t.x != NULL && t.y != NULL && at != NULL;

	*done = false;
	if (fine)
		t.nx = unite_columns(a, b, t.x, at, at + a->nx + 1) - 1;
	if (fine && t.nx <= COLUMNS && t.ny <= ROWS) {
		t.owner = calloc(t.nx * t.ny, sizeof(*t.owner));
		t.span = calloc(t.nx * t.ny, sizeof(*t.span));
		*done = fine = t.owner != NULL && t.span != NULL &&
		    fill(&t, a, b, p, at, at + a->nx + 1, at + most);
	}
	if (*done) {
		ruled_free(a);
		ruled_free(b);
		*a = t;
	} else
		ruled_free(&t);
	free(at);
	return fine;
}

/* Joins what goes on, and says where the words of tables go. */
static bool
join_tables(struct joints *j)
{
	struct part *p = j->parts;
	size_t k, to = 0;

	for (k = 1; k < j->n; k++) {
		p[k].joined = meets(j, k);
		if (p[k].joined && !find_cut(j, k))
			return false;
		if (p[k].cut)
			p[k].white = fmin(j->t[k].y[1], row_text(&j->t[k],
			    &p[k], 0).y0) - j->t[k].y[0] +
			    white_below(&j->t[k - 1], &p[k - 1],
			    j->t[k - 1].ny - 1);
	}
	for (k = 1; k < j->n; k++) {
		p[k].page = j->t[to].page;
		p[k].shift = j->t[to].box.y1 - j->t[k].box.y0 - p[k].white;
		if (p[k].joined && !unite(&j->t[to], &j->t[k], &p[k],
		    &p[k].joined))
			return false;
		if (!p[k].joined)
			to = k;
	}
	return true;
}

/* Moves words with their tables and closes the gaps between these. */
static void
move(struct joints *j, struct page_word *w, size_t n, struct buf *tables)
{
	const struct part *p;
	size_t i, kept = 0;

	for (i = 0; i < n; i++) {
		if (w[i].table == RULED_NONE || w[i].dropped ||
		    !j->parts[w[i].table].joined)
			continue;
		p = &j->parts[w[i].table];
		w[i].page = p->page;
		w[i].box.y0 += p->shift;
		w[i].box.y1 += p->shift;
	}
	for (i = 0; i < j->n; i++)
		if (!j->parts[i].joined)
			j->t[kept++] = j->t[i];
	tables->len = kept * sizeof(*j->t);
}

bool
continued_join(const struct pages *pages, struct buf *tables,
    struct page_word *w, size_t n)
{
	struct joints j = { .pages = pages,
	    .t = PAGE_ARRAY(struct ruled, tables),
	    .n = PAGE_COUNT(struct ruled, tables) };
	bool fine;

	j.parts = calloc(j.n + 1, sizeof(*j.parts));
	j.around = calloc(pages->n + 1, sizeof(*j.around));
	fine = j.parts != NULL && j.around != NULL;
	if (fine) {
		find_words(&j, w, n);
		fine = join_tables(&j);
		move(&j, w, n, tables);
	}
	free(j.parts);
	free(j.around);
	return fine;
}
