#include "office/odf_table.h"
#include "office/sheet.h"

#define MAX_REPEATED	1000	/* rows of a table, the same again */

void
odf_table_row(struct odf_table *t, const struct xml_element *e)
{
	grid_row(&t->grid);
	t->row = t->grid.ncells;
	t->row_repeated = (unsigned)xml_count(e, "number-rows-repeated",
	    MAX_REPEATED);
}

void
odf_table_cell(struct odf_table *t, const struct xml_element *e)
{
	t->cell_repeated = (unsigned)xml_count(e, "number-columns-repeated",
	    MAX_REPEATED);
	t->cell_at = t->grid.ncells;
	grid_cell(&t->grid,
	    (unsigned)xml_count(e, "number-columns-spanned", MAX_REPEATED),
	    (unsigned)xml_count(e, "number-rows-spanned", SHEET_ROWS));
}

/* Adds a copy of a cell. */
static void
copy_cell(struct grid *g, size_t nth)
{
	struct grid_cell c;

	if (nth >= g->ncells)
		return;
	c = g->cells[nth];
	grid_cell(g, c.colspan, c.rowspan);
	if (buf_room(&g->text, c.end - c.start))
		buf_add(&g->text, g->text.s + c.start, c.end - c.start);
	grid_cell_end(g);
}

/* Whether the same again stays within the limit. */
static bool
has_room(struct odf_table *t, size_t room)
{
	const struct grid *g = &t->grid;

	if (g->text.len + g->ncells * sizeof(*g->cells) > room)
		t->wrong = "a table of more text than the limit";
	return t->wrong == NULL;
}

void
odf_table_cell_end(struct odf_table *t, size_t room)
{
	grid_cell_end(&t->grid);
	while (t->cell_repeated > 1 && has_room(t, room)) {
		copy_cell(&t->grid, t->cell_at);
		t->cell_repeated--;
	}
}

void
odf_table_row_end(struct odf_table *t, size_t room)
{
	size_t i, n = t->grid.ncells;

	for (; t->row_repeated > 1 && has_room(t, room);
	    t->row_repeated--) {
		grid_row(&t->grid);
		for (i = t->row; i < n; i++)
			copy_cell(&t->grid, i);
	}
}
