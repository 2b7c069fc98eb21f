/*
 * Lines cut into pieces: texts and figures.
 */
#ifndef GX_REPORT_PIECES_H
#define GX_REPORT_PIECES_H

#include "report/observe.h"

/*
 * Cuts all lines, whose sections and tears are known, into pieces, owned by
 * the arena; notes how many cells each line has.  Too many pieces: none,
 * and overflow is set.
 */
void	pieces_cut(struct arena *, struct observed *);

#endif
