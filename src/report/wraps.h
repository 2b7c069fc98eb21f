/*
 * Rows of cells that a converter cut in two put together again.
 */
#ifndef GX_REPORT_WRAPS_H
#define GX_REPORT_WRAPS_H

#include "base/arena.h"

/*
 * Text in a narrow cell wraps, and OCR takes the two halves of a row for
 * two rows: some figures stand in the first, the others in the second.
 * Where both, of n lines, are as wide, no cell is filled twice by figures
 * and the figures together fill neighbouring cells (at least five), the
 * first line becomes the whole row, is marked, and the second empty.
 */
void	wraps_close(struct arena *, struct str *lines, bool *marked, size_t n);

#endif
