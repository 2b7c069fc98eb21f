/* The text of tables on pages: rows of cells from lines and words. */
#ifndef GX_PAGE_TABLE_H
#define GX_PAGE_TABLE_H

#include "page/ruled.h"

/* What white a table leaves at least on each side of words in cells. */
struct padding {
	double	left, right;
};

struct padding page_padding(const struct ruled *, const struct page_word *,
	    size_t n);

/*
 * Whether a line of a cell has no room for as much as the first character
 * of the next line takes, which is of the same paragraph.  The beginning
 * of the first may be indented; how the next one stands tells how the
 * paragraph is set: in the middle, white to the right is half of all; at
 * the left, all; at the right there is none, and that says nothing.
 */
bool	page_is_full(const struct padding *, const struct box *cell,
	    const struct box *line, const struct box *next, double room);

/*
 * Appends the rows of a table whose n words are sorted by cell (and puts
 * those of each line of a cell in order).  False without memory.
 */
bool	page_table(const struct pages *, const struct ruled *,
	    struct page_word *, size_t n, struct buf *out);

#endif
