/*
 * Tables whose rows lost their lines: the figures of the whole table, as
 * they stand, cut into rows again.
 */
#ifndef GX_REPORT_FLOW_H
#define GX_REPORT_FLOW_H

#include "report/row.h"

/*
 * Reads a table some of whose rows are not known, if its figures can be
 * cut into all the form's rows in one way only, the labels stand between
 * them in the form's order, and every sum of the form holds.  Else, and if
 * this contradicts what is known, nothing is changed.
 */
void	flow_read(struct rows *, int table);

#endif
