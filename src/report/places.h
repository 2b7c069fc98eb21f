/*
 * Tables with empty cells whose figures keep their places on the page.
 */
#ifndef GX_REPORT_PLACES_H
#define GX_REPORT_PLACES_H

#include "report/row.h"

/*
 * Reads a table some of whose rows are not known, if each figure stands
 * beside one label only, the figures of each page stand in no more places
 * than there are columns, and the sums of all rows and columns tell which
 * places are which columns.  Cells that stay open are not changed; and
 * nothing is, if this contradicts what is known.
 */
void	places_read(struct rows *, int table);

#endif
