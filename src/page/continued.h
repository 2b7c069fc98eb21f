/* Tables that go on at the top of the next page. */
#ifndef GX_PAGE_CONTINUED_H
#define GX_PAGE_CONTINUED_H

#include "page/ruled.h"

/*
 * Joins tables (struct ruled), sorted by page and from above, each of
 * which ends a page, with those that begin the next and are as wide.  The
 * n words are sorted by cell; those of tables that went on are moved to the
 * page the table begins on, below its end.  False without memory.
 */
bool	continued_join(const struct pages *, struct buf *tables,
	    struct page_word *, size_t n);

#endif
