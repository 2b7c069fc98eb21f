/*
 * Tables drawn with characters (┌─┬─┐, +--+--+) put together again.
 */
#ifndef GX_REPORT_BOXES_H
#define GX_REPORT_BOXES_H

#include "base/arena.h"

/*
 * Rewrites the rows of drawn tables among n lines in place: the first
 * line of a row becomes its cells separated by tabs, the others become
 * empty.  A cell's lines are joined by blanks.  New text lives in the
 * arena.  Where a drawing was disturbed its lines stay, and are torn if a
 * row takes several of them.
 */
void	boxes_open(struct arena *, struct str *lines, bool *torn, size_t n);

#endif
