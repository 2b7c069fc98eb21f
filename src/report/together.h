/*
 * A second look at the rows of one table, together.
 */
#ifndef GX_REPORT_TOGETHER_H
#define GX_REPORT_TOGETHER_H

#include "report/row.h"

/*
 * Makes ambiguous the rows whose figures stood on several lines, unless
 * all sums of the table bear them out; and those read by search where most
 * rows of the table break their sums.
 */
void	together_doubt(struct rows *, int table);

/*
 * Reads the rows that were read by search once more, by the sums of the
 * table's columns.  A sum over a row that breaks its own is left out.
 */
void	together_read(struct rows *, int table);

#endif
