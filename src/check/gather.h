/* From a stream of cells back to the reports they are of. */
#ifndef GX_CHECK_GATHER_H
#define GX_CHECK_GATHER_H

#include "check/check.h"
#include "stream/stream.h"

struct gather;

/* NULL without memory. */
struct gather *gather_new(void);
void	gather_free(struct gather *);

enum gathering {
	GATHER_MORE,		/* the record was added */
	GATHER_OTHER,		/* it is of another report: take this one out,
				   then add it again */
	GATHER_BAD		/* it is no record of cells */
};

/*
 * Adds a record of cells.  It is of another report when its report, org,
 * year or form differs, or the same cell was there already.  *why says
 * what is wrong with a bad one, or that there is no memory.
 */
enum gathering gather_add(struct gather *, const struct record *,
	    const char **why);

/*
 * Takes out what was gathered: a report without sections, and its cells;
 * false when there is nothing.  Both live in the gather until the next
 * record is added.
 */
bool	gather_take(struct gather *, struct report *, struct table *);

#endif
