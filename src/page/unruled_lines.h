/* The lines a table would have that nobody ruled. */
#ifndef GX_PAGE_UNRULED_LINES_H
#define GX_PAGE_UNRULED_LINES_H

#include "page/unruled_body.h"

/*
 * Room for the lines of a body whose rows and columns are known; false
 * without memory.  un_lines_free frees them in any case.
 */
bool	un_lines_make(struct un_body *);

/* The lines between rows; false where they are not certain. */
bool	un_draw_rows(struct un_body *);

/*
 * The lines between columns, of labels too, behind un_draw_rows; false
 * without memory.
 */
bool	un_draw_columns(struct un_body *);

void	un_lines_free(struct un_body *);

#endif
