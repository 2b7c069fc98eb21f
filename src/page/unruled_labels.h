/* Labels of a table that nobody ruled. */
#ifndef GX_PAGE_UNRULED_LABELS_H
#define GX_PAGE_UNRULED_LABELS_H

#include "page/ruled.h"
#include "page/unruled_body.h"

/* Takes the labels around: of the first row above, of the last below. */
void	un_take_labels(struct un_body *);

/*
 * Gives the places of labels in a table with lines their owners: a label
 * reaches to the next one of its row, and the label of a group goes on
 * below.  False without memory.
 */
bool	un_own_places(const struct un_body *, struct ruled *);

#endif
