/* From a stream of cells back to the reports they are of. */
#ifndef GX_CHECK_GATHER_H
#define GX_CHECK_GATHER_H

#include "check/check.h"
#include "read/stream.h"

struct gather;

/* NULL without memory. */
struct gather *gather_new(void);
void	gather_free(struct gather *);

/*
 * Whether a record belongs to another report than those gathered: its
 * report, org, year or form differs, or the same cell was there already.
 */
bool	gather_ends(const struct gather *, const struct record *);

/*
 * Adds a record of cells.  False when it is none, or without memory; *why
 * says what is wrong.
 */
bool	gather_add(struct gather *, const struct record *, const char **why);

/*
 * Takes out what was gathered: a report without sections, and its cells;
 * false when there is nothing.  Both live in the gather until the next
 * record is added.
 */
bool	gather_take(struct gather *, struct report *, struct table *);

#endif
