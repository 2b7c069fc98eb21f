/*
 * A sheet of a spreadsheet while it is read: cells at places, in any
 * order and however far apart, merged ranges, hidden rows and columns;
 * then written as the text of a document, what a reader sees of it.
 */
#ifndef GX_OFFICE_SHEET_H
#define GX_OFFICE_SHEET_H

#include <stdint.h>

#include "base/buf.h"

#define SHEET_ROWS	1048576		/* Excel's and Calc's limits */
#define SHEET_COLUMNS	16384

/*
 * What a cell shows whose formula was not calculated: something, but the
 * file does not know what.
 */
#define SHEET_UNKNOWN	"\xEF\xBF\xBC"	/* U+FFFC */

/* A range of a sheet, both ends within. */
struct sheet_range {
	uint32_t	 top, left, bottom, right;
};

struct sheet {
	struct buf	 text;		/* of all cells */
	struct sheet_cell {
		uint32_t	row, column;
		size_t		start, end;	/* its text */
	}		*cells;
	size_t		 ncells, cells_room;
	struct sheet_range *merged;
	size_t		 nmerged, merged_room;
	struct sheet_range *rows;	/* hidden ones; top and bottom count */
	size_t		 nrows, rows_room;
	uint32_t	*widths;	/* of the first rows; none: as wide as
					   the widest */
	size_t		 nwidths, widths_room;
	bool		 hidden[SHEET_COLUMNS];
	bool		 failed;	/* memory ran out */
};

/*
 * Adds a cell; one without text, or beyond the limits of a sheet, is left
 * out.  The first text of a place stays.
 */
void	sheet_cell(struct sheet *, size_t row, size_t column, struct str text);

/* The next row, from the first on, is that many cells wide and no more. */
void	sheet_width(struct sheet *, size_t width);

/* Only the upper left cell of a merged range is seen, all over the range. */
void	sheet_merge(struct sheet *, size_t row, size_t column, size_t rows,
	    size_t columns);

/* Hides n rows or columns from the first on. */
void	sheet_hide_rows(struct sheet *, size_t first, size_t n);
void	sheet_hide_columns(struct sheet *, size_t first, size_t n);

/*
 * Appends name, where it is not NULL, as a line (unless it is one the
 * program gave or the sheet has it as a line), then the rows: all as wide
 * as the widest, those of known width as they are; without empty rows, nor
 * empty columns at either side.
 * Prose that is alone in its row becomes paragraphs.  Returns NULL, or
 * what is wrong: more than max_bytes, no memory.
 */
const char *sheet_write(struct sheet *, struct str name, size_t max_bytes,
	    struct buf *out);

/* Frees it; the sheet is empty and usable again. */
void	sheet_free(struct sheet *);

#endif
