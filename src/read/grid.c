#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "read/grid.h"

/* More text than this is an article, not a cell of a form (bytes). */
#define LOOSE		1500
/* Spans are cut so that no table gets wider than this. */
#define MAX_WIDTH	512

void
grid_row(struct grid *g)
{
	grid_cell_end(g);
	g->nrows++;
}

void
grid_cell(struct grid *g, unsigned colspan, unsigned rowspan)
{
	struct grid_cell *bigger;
	size_t room;

	grid_cell_end(g);
	if (g->nrows == 0)
		g->nrows = 1;
	if (g->ncells == g->room) {
		room = g->room ? g->room * 2 : 64;
		bigger = realloc(g->cells, room * sizeof(*bigger));
		if (bigger == NULL) {
			g->failed = true;
			return;
		}
		g->cells = bigger;
		g->room = room;
	}
	g->cells[g->ncells++] = (struct grid_cell){ .start = g->text.len,
	    .end = SIZE_MAX, .row = g->nrows - 1,
	    .colspan = colspan ? colspan : 1,
	    .rowspan = rowspan ? rowspan : 1 };
}

void
grid_cell_end(struct grid *g)
{
	if (g->ncells > 0 && g->cells[g->ncells - 1].end == SIZE_MAX)
		g->cells[g->ncells - 1].end = g->text.len;
}

static struct str
cell_text(const struct grid *g, const struct grid_cell *c)
{
	size_t end = c->end < g->text.len ? c->end : g->text.len;

	if (end <= c->start)
		return (struct str){ "", 0 };
	return (struct str){ g->text.s + c->start, end - c->start };
}

void
grid_squeeze(struct buf *out, struct str s)
{
	size_t i, at;
	bool gap = false, any = false;

	for (i = 0; i < s.n; ) {
		at = i;
		if (utf8_space(utf8_next(s, &i))) {
			gap = any;
			continue;
		}
		if (gap)
			buf_byte(out, ' ');
		buf_add(out, s.s + at, i - at);
		gap = false;
		any = true;
	}
}

/*
 * The places of one row, from the left: which are taken by spans from
 * above (until[] holds the first row a place is free in), which by cells.
 * A row that has fewer cells than others stays short: which are missing is
 * not known.
 */
static void
write_row(const struct grid *g, size_t *at, size_t row, size_t *until,
    struct buf *out)
{
	size_t x = 0, width = 0, k;
	const struct grid_cell *c;

	for (; *at < g->ncells && g->cells[*at].row == row; (*at)++) {
		c = &g->cells[*at];
		for (; x < MAX_WIDTH && until[x] > row; x++)
			if (width++ > 0)
				buf_byte(out, '\t');
		if (width++ > 0)
			buf_byte(out, '\t');
		grid_squeeze(out, cell_text(g, c));
		for (k = 0; k < c->colspan && x < MAX_WIDTH; k++, x++) {
			until[x] = c->rowspan > SIZE_MAX - row ?
			    SIZE_MAX : row + c->rowspan;
			if (k > 0 && width++ > 0)
				buf_byte(out, '\t');
		}
	}
	for (; x < MAX_WIDTH && until[x] > row; x++)
		if (width++ > 0)
			buf_byte(out, '\t');
}

static bool
write_rows(const struct grid *g, struct buf *out)
{
	size_t *until = calloc(MAX_WIDTH, sizeof(*until));
	size_t row, at = 0;

	if (until == NULL || g->failed || g->text.failed) {
		free(until);
		return false;
	}
	for (row = 0; row < g->nrows; row++) {
		write_row(g, &at, row, until, out);
		buf_byte(out, '\n');
	}
	free(until);
	return true;
}

static void
write_loose(const struct grid *g, struct buf *out)
{
	size_t i;
	struct str s, line;
	char *nl;

	for (i = 0; i < g->ncells; i++) {
		for (s = cell_text(g, &g->cells[i]); s.n > 0;
		    s = str_from(s, line.n + (nl != NULL))) {
			nl = memchr(s.s, '\n', s.n);
			line = s;
			if (nl != NULL)
				line.n = (size_t)(nl - s.s);
			grid_squeeze(out, line);
			buf_byte(out, '\n');
		}
	}
}

static bool
is_loose(const struct grid *g)
{
	size_t i;

	for (i = 0; i < g->ncells; i++)
		if (cell_text(g, &g->cells[i]).n > LOOSE)
			return true;
	return g->loose;
}

bool
grid_write(const struct grid *g, struct buf *out)
{
	if (!is_loose(g))
		return write_rows(g, out);
	write_loose(g, out);
	return !g->failed && !g->text.failed;
}

void
grid_loosen(struct grid *g, struct buf *out)
{
	bool failed = g->failed || g->text.failed;

	grid_cell_end(g);
	write_loose(g, out);
	grid_free(g);
	g->loose = true;
	g->failed = failed;
}

void
grid_free(struct grid *g)
{
	buf_free(&g->text);
	free(g->cells);
	*g = (struct grid){ 0 };
}
