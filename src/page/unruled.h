/* Tables nobody ruled, found by where their figures stand. */
#ifndef GX_PAGE_UNRULED_H
#define GX_PAGE_UNRULED_H

#include "page/ruled.h"

/*
 * Appends the tables (struct ruled) whose rows and columns n words of one
 * page leave no doubt about.  The words are of no ruled table, sorted by
 * line from above.  False without memory.
 */
bool	unruled_find(const struct pages *, const struct page_word *, size_t n,
	    struct buf *tables);

#endif
