/* Two texts in unified form (POSIX diff -u), a sentence a line. */
#ifndef GX_CALCULATE_UNIFIED_H
#define GX_CALCULATE_UNIFIED_H

#include "base/buf.h"
#include "calculate/prose.h"

/*
 * Appends the hunks that turn old into text, with three sentences around
 * each; nothing when they differ in numbers only.  Control characters come
 * out as U+FFFD.  False without memory.
 */
bool	unified_write(struct buf *, const struct prose *old,
	    const struct prose *text);

#endif
