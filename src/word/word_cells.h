/*
 * Rows and cells of a Word table on their way to a grid.  A row says how
 * many columns of the table's grid it leaves out at its ends, a cell how
 * many it covers and whether it goes on from the one above or before it.
 */
#ifndef GX_WORD_WORD_CELLS_H
#define GX_WORD_WORD_CELLS_H

#include "read/tables.h"
#include "word/wordml.h"

#define WORD_MAX_COLUMNS	512

/* The row being read, and what is known of the one above; zeroed at first. */
struct word_row {
	bool		 deleted;	/* or hidden */
	bool		 begun;		/* on the grid */
	unsigned	 before, after;	/* columns left out */
	size_t		 x;		/* column of the next cell */
	/* The cell being read. */
	bool		 cell;		/* on the grid, or known not to be */
	bool		 shown;		/* its content is */
	bool		 gone;		/* a tracked deletion */
	bool		 joined;	/* goes on from the cell before */
	bool		 picture;	/* it holds one */
	bool		 merged, goes_on; /* vertically; from the one above */
	unsigned	 span;
	/* Columns in which a cell that may go on begins, a bit each. */
	unsigned char	 above[WORD_MAX_COLUMNS / 8];
	unsigned char	 here[WORD_MAX_COLUMNS / 8];
};

/* Begins the next row of the same table. */
void	word_row_begin(struct word_row *);

/* Ends it; the grid is its table's. */
void	word_row_end(struct word_row *, struct grid *);

/* Begins a cell, before its properties are known. */
void	word_cell_begin(struct word_row *);

/* Takes in a property of the row or the cell. */
void	word_cell_property(struct word_row *, const struct xml_element *,
	    enum word_kind);

/* Puts the cell on the grid, once; whether its content is shown. */
bool	word_cell_open(struct word_row *, struct grid *);

/*
 * Ends it.  A cell with nothing but a picture is not an empty one: U+FFFC
 * stands for what cannot be read.
 */
void	word_cell_end(struct word_row *, struct grid *);

#endif
