/*
 * Cells for spreadsheets: one line a report, one column for each item of
 * any form (3/3.1/total).  A cell that is blank or absent is empty; one that
 * is not known has the word ambiguous or bad.
 */
#ifndef GX_WRITE_WIDE_H
#define GX_WRITE_WIDE_H

#include "report/table.h"

/* Appends the header line; only is a list of tables, NULL for all. */
void	wide_header(struct buf *, const char *only);

/* Appends the line of a report. */
void	wide_cells(struct buf *, const struct report *, const struct table *,
	    const char *only);

#endif
