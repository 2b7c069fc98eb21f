/*
 * A table while it is read: its cells with their spans, then laid out on
 * a grid and written as rows of tab-separated cells.  A cell's text
 * stands at its upper left place; the places it covers besides are empty.
 */
#ifndef GX_READ_GRID_H
#define GX_READ_GRID_H

#include "base/buf.h"

struct grid {
	struct buf	 text;	/* of all cells; \n ends a paragraph in one */
	struct grid_cell {
		size_t		start, end;	/* its text */
		size_t		row;
		unsigned	colspan, rowspan;
	}		*cells;	/* in document order */
	size_t		 ncells, room;
	size_t		 nrows;
	bool		 picture;	/* there is one in the open cell */
	bool		 loose;		/* it only lays out the page */
	bool		 failed;	/* memory ran out */
};

/* Begins the next row. */
void	grid_row(struct grid *);

/* Begins a cell of the current row; text goes to it until the next. */
void	grid_cell(struct grid *, unsigned colspan, unsigned rowspan);

/* Ends the text of the current cell here; harmless without one. */
void	grid_cell_end(struct grid *);

/*
 * There is a picture in the current cell: if it ends without text it is
 * not an empty one, U+FFFC stands in it.
 */
void	grid_picture(struct grid *);

/*
 * Appends the rows, laid out; the cells as paragraphs if the table is
 * loose, if one of them holds more text than a form's cell does, or if it
 * is next to nothing but spans.  False without memory.
 */
bool	grid_write(const struct grid *, struct buf *out);

/* Appends the cells so far as paragraphs, drops them, makes it loose. */
void	grid_loosen(struct grid *, struct buf *out);

/* Frees it. */
void	grid_free(struct grid *);

/*
 * Appends s with white space (ASCII, no-break and ideographic) collapsed
 * to single spaces and none at either end.
 */
void	grid_squeeze(struct buf *out, struct str s);

#endif
