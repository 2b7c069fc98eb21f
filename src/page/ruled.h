/* Tables found by the lines that are drawn around their cells. */
#ifndef GX_PAGE_RULED_H
#define GX_PAGE_RULED_H

#include "page/page.h"

#define RULED_NONE	((size_t)-1)

/* A table on the finest grid its lines make; it owns its arrays. */
struct ruled {
	struct box	 box;
	size_t		 page;
	size_t		 nx, ny;	/* columns and rows of places */
	double		*x, *y;		/* their nx + 1 and ny + 1 lines */
	size_t		*owner;		/* of each place, row by row: the
					   first place of the cell it is in */
	struct ruled_span {
		size_t	columns, rows, places;
	}		*span;		/* of each place a cell begins at */
	size_t		 ncells;
	bool		*doubt;		/* of each cell, at its first place,
					   whether more may belong to it; or
					   NULL */
};

/*
 * Appends the tables (struct ruled) that n rules of one page draw.  False
 * without memory; ruled_free frees each in any case.
 */
bool	ruled_find(const struct page_rule *, size_t n, struct buf *tables);

/*
 * Counts the spans and cells of a table whose places have owners, and takes
 * apart what is no rectangle: lines are missing there.
 */
void	ruled_settle(struct ruled *);

/* The place of a table a point is in, or RULED_NONE. */
size_t	ruled_place(const struct ruled *, double x, double y);

/* The box of the cell that begins at a place. */
struct box ruled_cell(const struct ruled *, size_t place);

/* Says that more may belong to the cell at a place; false without memory. */
bool	ruled_doubt(struct ruled *, size_t place);

void	ruled_free(struct ruled *);

#endif
