/* Rows of a table that nobody ruled. */
#ifndef GX_PAGE_UNRULED_ROWS_H
#define GX_PAGE_UNRULED_ROWS_H

#include "page/unruled_body.h"

/*
 * Finds columns and rows of the figures of a body, and gives each figure
 * its column and row; false where that is not certain.
 */
bool	un_find_rows(struct un_body *);

#endif
