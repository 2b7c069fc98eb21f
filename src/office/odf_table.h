/*
 * A table of an OpenDocument text while its elements are read: a grid, and
 * rows and cells that are repeated.
 */
#ifndef GX_OFFICE_ODF_TABLE_H
#define GX_OFFICE_ODF_TABLE_H

#include "read/grid.h"
#include "read/xml.h"

struct odf_table {
	struct grid	 grid;
	size_t		 flow;		/* the reader's: which it belongs to */
	size_t		 row, cell;	/* where the present row began */
	unsigned	 row_repeated, cell_repeated;
	size_t		 cell_at;	/* the present cell */
	const char	*wrong;		/* NULL, or what went wrong */
};

/* Begins a row and a cell of it. */
void	odf_table_row(struct odf_table *, const struct xml_element *);
void	odf_table_cell(struct odf_table *, const struct xml_element *);

/* Ends them; repeated ones are added as far as `room` bytes allow. */
void	odf_table_cell_end(struct odf_table *, size_t room);
void	odf_table_row_end(struct odf_table *, size_t room);

#endif
