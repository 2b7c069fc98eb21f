/* The text of tables on pages: rows of cells from lines and words. */
#ifndef GX_PAGE_TABLE_H
#define GX_PAGE_TABLE_H

#include "page/ruled.h"

/*
 * Appends the rows of a table whose n words are sorted by cell (and puts
 * those of each line of a cell in order).  False without memory.
 */
bool	page_table(const struct pages *, const struct ruled *,
	    struct page_word *, size_t n, struct buf *out);

#endif
