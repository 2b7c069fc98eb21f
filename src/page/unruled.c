/*
 * The figures of a table stand in columns and rows also where no line is
 * drawn.  Where both are certain (unruled_rows.c), the lines are drawn that
 * the table would have.
 */
#include <stdlib.h>

#include "page/unruled.h"
#include "page/unruled_labels.h"
#include "page/unruled_lines.h"
#include "page/unruled_rows.h"

/* Makes the table, which takes the lines; false without memory. */
static bool
build(struct un_body *b, size_t page, struct buf *tables)
{
	struct ruled t = { .page = page, .nx = b->nx, .ny = b->nrows,
	    .x = b->x, .y = b->y,
	    .box = { b->x[0], b->y[0], b->x[b->nx], b->y[b->nrows] },
	    .owner = calloc(b->nx * b->nrows, sizeof(size_t)),
	    .span = calloc(b->nx * b->nrows, sizeof(struct ruled_span)) };
	bool fine = t.owner != NULL && t.span != NULL &&
	    un_own_places(b, &t);

	b->x = b->y = NULL;
	if (fine) {
		ruled_settle(&t);
		buf_add(tables, &t, sizeof(t));
		fine = !tables->failed;
	}
	if (!fine)
		ruled_free(&t);
	return fine;
}

/* Adds the table of a body, if it is certain; false without memory. */
static bool
add_table(struct un_body *b, size_t page, struct buf *tables)
{
	bool fine;

	if (!un_find_rows(b) || (b->ncolumns == 1 && !un_is_apart(b)))
		return true;
	un_take_labels(b);
	fine = un_lines_make(b);
	if (fine && un_draw_rows(b))
		fine = un_draw_columns(b) && build(b, page, tables);
	un_lines_free(b);
	return fine;
}

bool
unruled_find(const struct pages *p, const struct page_word *w, size_t n,
    struct buf *tables)
{
	struct un_body b = { 0 };
	size_t i = 0;
	bool fine = un_runs(&b, p, w, n);

	while (fine && i < b.n) {
		if (b.runs[i].figure && un_find_body(&b, i)) {
			fine = add_table(&b, w[0].page, tables);
			i = b.end;
		} else
			i++;
	}
	un_body_free(&b);
	return fine;
}
