/*
 * What of a report is kept to compare it with the next year's: one line,
 * report, org, year, form, and the figures kept_items names; tabs between.
 */
#ifndef GX_CHECK_KEEP_H
#define GX_CHECK_KEEP_H

#include "check/check.h"

/* A figure of a kept line. */
struct kept_item {
	int		 table;
	const char	*row, *col;
};

#define KEPT	30
extern const struct kept_item kept_items[KEPT];

/* A figure that is not known, one that is blank; else it is a number. */
#define KEPT_UNKNOWN	'?'
#define KEPT_BLANK	'-'

/* Where a form has the figures; its nitems for those it has not. */
void	keep_places(const struct form *, unsigned short place[KEPT]);

/* Appends the line of a report, if its body and year are known. */
void	keep(struct buf *, const struct report *, const struct table *,
	    const unsigned short place[KEPT]);

#endif
