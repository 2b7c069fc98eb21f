/* The items of the form, and what a record says of one. */
#ifndef GX_CALCULATE_ITEM_H
#define GX_CALCULATE_ITEM_H

#include "stream/stream.h"

/*
 * The codebook's order of two items, each given by table, row and col:
 * below, equal to or above 0.  Where it says 0 for items that differ,
 * byte order decides.
 */
typedef int (*item_compare)(struct str t1, struct str r1, struct str c1,
	    struct str t2, struct str r2, struct str c2);

enum item_state {
	ITEM_NONE,		/* no record */
	ITEM_BLANK,
	ITEM_UNKNOWN,		/* ambiguous, bad, absent */
	ITEM_NUMBER		/* ok, solved */
};

/*
 * What a record of cells says.  Returns NULL, or what is wrong with the
 * record: no item, an unknown status, a number that is missing, is none or
 * stands beside a status that has none.
 */
const char *item_read(const struct record *, enum item_state *);

#endif
