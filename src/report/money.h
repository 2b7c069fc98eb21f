/*
 * In what unit a row's amounts stand: the forms count 万元, and say so in
 * the head of the column; authors write 元, 千元 and others there, in the
 * row's label, behind the figure or in a note over the table.
 */
#ifndef GX_REPORT_MONEY_H
#define GX_REPORT_MONEY_H

#include "report/observe.h"

/* Whether figures of a run without a unit of their own may stand in another
 * one than 万元. */
bool	money_differs(struct arena *, const struct observed *,
	    const struct run *);

#endif
