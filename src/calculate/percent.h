/* A change as a percentage of what it changed from. */
#ifndef GX_CALCULATE_PERCENT_H
#define GX_CALCULATE_PERCENT_H

#include "base/buf.h"

/*
 * Appends delta / old * 100 with two decimals, rounded half away from 0
 * ("-33.33", "0.00"); nothing when old is 0 or either is longer than 100
 * bytes.  Both are numbers as decimal_print writes them.
 */
void	percent(struct str delta, struct str old, struct buf *);

#endif
