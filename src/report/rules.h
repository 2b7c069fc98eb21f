/*
 * Tables whose columns are ruled by dashes (---- ---- ----), as pandoc and
 * reStructuredText write them.
 */
#ifndef GX_REPORT_RULES_H
#define GX_REPORT_RULES_H

#include "base/arena.h"

/*
 * Rewrites the lines of ruled tables among n lines in place: their cells
 * separated by tabs.  A table in which a text crosses from one column to
 * another is left as it is.  New text lives in the arena.
 */
void	rules_open(struct arena *, struct str *lines, size_t n);

#endif
