/*
 * The reports of a body over the years.  Of each report a line of its
 * figures is held (see keep.h), so memory grows with reports, about two
 * hundred bytes each.
 */
#ifndef GX_CHECK_YEARS_H
#define GX_CHECK_YEARS_H

#include "check/check.h"

struct years;

/* NULL without memory. */
struct years *years_new(void);
void	years_free(struct years *);

/* Adds what check_report kept; false without memory. */
bool	years_keep(struct years *, struct str kept);

/*
 * Compares each report with that of the same body for the year before and
 * hands out what was found, bodies in byte order, then years.  Where a
 * body has several reports for a year, figures in which they differ are
 * not known.  Returns 0, what write returned to stop, or -1 without
 * memory.
 */
int	years_check(struct years *, const struct check *,
	    int (*write)(void *, struct str), void *to);

#endif
