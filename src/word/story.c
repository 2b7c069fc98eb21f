/*
 * Rows of one table need not have the same cells: what counts is where
 * their edges are.  Edges that are nearer to each other than half the
 * narrowest cell are one, for rows that were drawn by hand are never quite
 * in line; where all rows have as many cells, their order alone counts.
 * So a table is kept until it ends, then laid out on a grid.
 */
#include <limits.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "read/grid.h"
#include "word/story.h"

#define MAX_COLUMNS	128	/* with more, edges mean nothing */

struct cell {
	size_t	 start, end;	/* its text */
	struct story_cell is;
	int	 left;
	size_t	 column;
	unsigned colspan, rowspan;
};

struct row {
	size_t	 first, n;	/* its cells */
	bool	 measured;	/* their edges are known */
};

struct story_table {
	struct buf	 text;
	struct cell	*cells;
	size_t		 ncells, cell_room;
	struct row	*rows;
	size_t		 nrows, row_room;
	size_t		 open;		/* the first cell of the open row */
	size_t		 start;		/* of the open cell's text */
	bool		 loose;		/* another table stands in it */
};

/* Room for one more of n elements; false without memory. */
static bool
grow(void *array, size_t n, size_t *room, size_t size)
{
	void **p = array, *bigger;
	size_t more = *room ? *room * 2 : 64;

	if (n < *room)
		return true;
	if ((bigger = realloc(*p, more * size)) == NULL)
		return false;
	*p = bigger;
	*room = more;
	return true;
}

/* Appends a paragraph: tabs are kept, other white space is squeezed. */
static void
write_line(struct buf *out, struct str s)
{
	const char *tab;
	struct str part;
	size_t start = out->len;

	for (s = utf8_trim(s); s.n > 0; s = str_from(s, part.n)) {
		part = s;
		if ((tab = memchr(s.s, '\t', s.n)) != NULL)
			part.n = (size_t)(tab - s.s);
		grid_squeeze(out, part);
		if (tab != NULL) {
			buf_byte(out, '\t');
			part.n++;
		}
	}
	if (out->len > start)
		buf_byte(out, '\n');
}

/* Appends what may be several paragraphs, each ended by a newline. */
static void
write_lines(struct buf *out, struct str s)
{
	const char *nl;
	struct str line;

	for (; s.n > 0; s = str_from(s, line.n + (nl != NULL))) {
		line = s;
		if ((nl = memchr(s.s, '\n', s.n)) != NULL)
			line.n = (size_t)(nl - s.s);
		write_line(out, line);
	}
}

static int
by_value(const void *a, const void *b)
{
	int x = *(const int *)a, y = *(const int *)b;

	return (x > y) - (x < y);
}

/* All edges of measured rows, sorted; NULL without memory. */
static int *
sorted_edges(const struct story_table *t, size_t *n)
{
	int *edges = malloc((t->ncells + t->nrows + 1) * sizeof(*edges));
	const struct row *r;
	size_t i;

	*n = 0;
	if (edges == NULL)
		return NULL;
	for (r = t->rows; r < t->rows + t->nrows; r++) {
		if (!r->measured)
			continue;
		edges[(*n)++] = t->cells[r->first].left;
		for (i = 0; i < r->n; i++)
			edges[(*n)++] = t->cells[r->first + i].is.right;
	}
	qsort(edges, *n, sizeof(*edges), by_value);
	return edges;
}

/* How far apart edges may lie that are one. */
static int
tolerance(const struct story_table *t)
{
	const struct row *r;
	const struct cell *c;
	int least = INT_MAX;

	for (r = t->rows; r < t->rows + t->nrows; r++)
		for (c = t->cells + r->first; r->measured &&
		    c < t->cells + r->first + r->n; c++)
			if (c->is.right - c->left < least)
				least = c->is.right - c->left;
	return (least - 1) / 2;
}

/* Leaves the first of each cluster of edges; returns how many. */
static size_t
cluster(int *edges, size_t n, int apart)
{
	size_t i, m = 0;

	for (i = 0; i < n; i++)
		if (m == 0 || edges[i] > edges[m - 1] + apart)
			edges[m++] = edges[i];
	return m;
}

/* The cluster an edge belongs to. */
static size_t
column_of(const int *edges, size_t n, int edge)
{
	size_t low = 0, high = n, at;

	while (high - low > 1) {
		at = (low + high) / 2;
		if (edges[at] <= edge)
			low = at;
		else
			high = at;
	}
	return low;
}

/* Whether all rows have as many cells. */
static bool
is_regular(const struct story_table *t)
{
	size_t i;

	for (i = 1; i < t->nrows; i++)
		if (t->rows[i].n != t->rows[0].n)
			return false;
	return true;
}

/* Gives the cells of a row their columns; without edges, by order. */
static void
place_row(struct story_table *t, const struct row *r, const int *edges,
    size_t n)
{
	struct cell *c = t->cells + r->first;
	size_t i, end;

	for (i = 0; i < r->n; i++, c++) {
		c->column = i;
		c->colspan = c->rowspan = 1;
		if (n == 0 || !r->measured)
			continue;
		c->column = column_of(edges, n, c->left);
		end = column_of(edges, n, c->is.right);
		if (end > c->column)
			c->colspan = (unsigned)(end - c->column);
	}
}

/* Cells that continue the one before them give it their columns. */
static void
merge_beside(struct story_table *t, const struct row *r)
{
	struct cell *c = t->cells + r->first, *into = NULL, *end = c + r->n;

	for (; c < end; c++) {
		if (c->is.beside && into != NULL) {
			into->colspan += c->colspan;
			c->colspan = 0;
		} else
			into = c;
	}
}

/*
 * Cells that continue the one above, of the same columns, give it their
 * row; open[] holds, by column, the cell that may go on (1 + its number).
 */
static void
merge_below(struct story_table *t, const struct row *r, size_t *open)
{
	struct cell *c, *into;
	size_t i, at;

	for (i = r->first; i < r->first + r->n; i++) {
		c = &t->cells[i];
		if (c->colspan == 0 || c->column >= MAX_COLUMNS)
			continue;
		at = open[c->column];
		into = at == 0 ? NULL : &t->cells[at - 1];
		open[c->column] = 0;
		if (c->is.below && into != NULL &&
		    into->colspan == c->colspan) {
			into->rowspan++;
			c->rowspan = 0;
			open[c->column] = at;
		} else if (c->is.begins || c->is.below)
			open[c->column] = i + 1;
	}
}

/* A cell goes on only while the row has one at its column. */
static void
close_others(const struct story_table *t, const struct row *r, size_t *open)
{
	size_t x, i;

	for (x = 0, i = r->first; x < MAX_COLUMNS; x++) {
		while (i < r->first + r->n && (t->cells[i].colspan == 0 ||
		    t->cells[i].column < x))
			i++;
		if (i == r->first + r->n || t->cells[i].column != x)
			open[x] = 0;
	}
}

static bool
lay_out(struct story_table *t)
{
	size_t open[MAX_COLUMNS] = { 0 };
	int *edges;
	size_t n, i;

	if ((edges = sorted_edges(t, &n)) == NULL)
		return false;
	n = cluster(edges, n, tolerance(t));
	if (n > MAX_COLUMNS || is_regular(t))
		n = 0;
	for (i = 0; i < t->nrows; i++) {
		place_row(t, &t->rows[i], edges, n);
		merge_beside(t, &t->rows[i]);
		close_others(t, &t->rows[i], open);
		merge_below(t, &t->rows[i], open);
	}
	free(edges);
	return true;
}

static struct str
cell_text(const struct story_table *t, const struct cell *c)
{
	return c->start == c->end ? (struct str){ "", 0 } :
	    (struct str){ t->text.s + c->start, c->end - c->start };
}

/* Adds a row to the grid; cells that continue others stand in those. */
static void
add_row(struct grid *g, const struct story_table *t, const struct row *r)
{
	const struct cell *c = t->cells + r->first, *end = c + r->n;
	size_t x = 0;

	grid_row(g);
	for (; c < end; c++) {
		if (c->colspan == 0)
			continue;
		if (c->column > x)
			grid_cell(g, (unsigned)(c->column - x), 1);
		x = c->column + c->colspan;
		if (c->rowspan == 0)
			continue;
		grid_cell(g, c->colspan, c->rowspan);
		buf_str(&g->text, cell_text(t, c));
	}
}

static void
table_free(struct story_table *t)
{
	if (t == NULL)
		return;
	buf_free(&t->text);
	free(t->cells);
	free(t->rows);
	free(t);
}

/* The open cell's paragraphs so far, or the page where it is loose. */
static struct buf *
sink(struct story *f, unsigned depth)
{
	return depth == 0 || f->tables[depth - 1]->loose ? f->out :
	    &f->tables[depth - 1]->text;
}

static void
end_line(struct story *f, unsigned depth)
{
	struct buf *to = sink(f, depth);

	if (to == f->out)
		write_lines(to, buf_slice(&f->line));
	else if (f->line.len > 0) {
		buf_str(to, buf_slice(&f->line));
		buf_byte(to, '\n');
	}
	f->failed |= f->line.failed || to->failed;
	buf_reset(&f->line);
}

static void
end_cell(struct story *f, struct story_table *t)
{
	if (t->loose)
		return;
	if (!grow(&t->cells, t->ncells, &t->cell_room, sizeof(*t->cells))) {
		f->failed = true;
		return;
	}
	t->cells[t->ncells++] = (struct cell){ .start = t->start,
	    .end = t->text.len };
	t->start = t->text.len;
}

/* Notes the edges of the open row; false if it has others. */
static bool
measure(struct cell *c, size_t n, const struct story_row *is)
{
	size_t i;
	int left;

	if (is == NULL || is->n != n)
		return false;
	left = is->left;
	for (i = 0; i < n; i++) {
		c[i].is = is->cells[i];
		c[i].left = left;
		left = c[i].is.right;
		if (left < c[i].left || c[i].left < -(1 << 24) ||
		    left > 1 << 24)
			return false;
	}
	return true;
}

static void
end_row(struct story *f, struct story_table *t, const struct story_row *is)
{
	struct row *r;

	if (t->text.len > t->start)
		end_cell(f, t);
	if (t->ncells == t->open)
		return;
	if (!grow(&t->rows, t->nrows, &t->row_room, sizeof(*t->rows))) {
		f->failed = true;
		return;
	}
	r = &t->rows[t->nrows++];
	*r = (struct row){ .first = t->open, .n = t->ncells - t->open };
	r->measured = measure(t->cells + r->first, r->n, is);
	t->open = t->ncells;
}

/* Writes the innermost table and takes it away. */
static void
close_table(struct story *f)
{
	struct story_table *t = f->tables[--f->ntables];
	struct grid g = { 0 };
	size_t i;

	end_row(f, t, NULL);
	if (!t->loose && !t->text.failed && lay_out(t)) {
		for (i = 0; i < t->nrows; i++)
			add_row(&g, t, &t->rows[i]);
		f->failed |= !grid_write(&g, f->out);
	} else
		f->failed |= !t->loose;
	grid_free(&g);
	table_free(t);
}

/* A table that holds another only lays out the page. */
static void
loosen(struct story_table *t, struct buf *out)
{
	if (!t->loose && t->text.len > 0)
		write_lines(out, buf_slice(&t->text));
	t->loose = true;
	t->ncells = t->nrows = t->open = 0;
	t->start = t->text.len = 0;
}

/* Makes as many tables open as the paragraph stands in. */
static bool
settle(struct story *f, unsigned depth)
{
	struct story_table *t;

	while (f->ntables > depth)
		close_table(f);
	while (f->ntables < depth) {
		if (f->ntables > 0)
			loosen(f->tables[f->ntables - 1], f->out);
		if ((t = calloc(1, sizeof(*t))) == NULL) {
			f->failed = true;
			return false;
		}
		f->tables[f->ntables++] = t;
	}
	return true;
}

static unsigned
within(unsigned depth)
{
	return depth < STORY_DEPTH ? depth : STORY_DEPTH;
}

void
story_text(struct story *f, struct str s)
{
	size_t i = 0;
	uint32_t c;

	if (s.n == 0)
		return;
	c = utf8_next(s, &i);
	if (f->apart != f->stood_apart && f->line.len > 0 &&
	    !utf8_space(c) && (c < 0x2E80 || c >= 0xFF00))
		buf_byte(&f->line, ' ');
	f->stood_apart = f->apart;
	buf_str(&f->line, s);
}

void
story_paragraph(struct story *f, unsigned depth)
{
	depth = within(depth);
	if (settle(f, depth))
		end_line(f, depth);
}

void
story_cell(struct story *f, unsigned depth)
{
	depth = within(depth);
	if (!settle(f, depth))
		return;
	end_line(f, depth);
	if (depth > 0)
		end_cell(f, f->tables[depth - 1]);
}

void
story_row(struct story *f, unsigned depth, const struct story_row *is)
{
	depth = within(depth);
	if (!settle(f, depth))
		return;
	end_line(f, depth);
	if (depth > 0)
		end_row(f, f->tables[depth - 1], is);
}

bool
story_end(struct story *f)
{
	while (f->ntables > 0) {
		if (f->line.len > 0)
			end_line(f, f->ntables);
		close_table(f);
	}
	end_line(f, 0);
	buf_free(&f->line);
	return !f->failed;
}
