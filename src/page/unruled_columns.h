/* Columns of a table that nobody ruled. */
#ifndef GX_PAGE_UNRULED_COLUMNS_H
#define GX_PAGE_UNRULED_COLUMNS_H

#include "page/unruled_body.h"

/*
 * Finds the columns, where figures overlap, and sorts the figures from the
 * left; false if columns are too many.
 */
bool	un_find_columns(struct un_body *);

/*
 * Joins columns side by side until each has nrows figures, and gives the
 * n-th of each the row n.  False where that cannot be; the columns are
 * left as they were then, the order of the figures is not.
 */
bool	un_join_columns(const struct un_body *, size_t nrows);

/* Makes columns of figures, nrows each. */
void	un_take_columns(struct un_body *, size_t nrows);

#endif
