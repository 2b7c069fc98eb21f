/*
 * Numbers as word processors print them before paragraphs.
 */
#ifndef GX_READ_NUMERAL_H
#define GX_READ_NUMERAL_H

#include "base/buf.h"

/*
 * Appends n in a number format of [MS-OSHARED] 2.2.1.3 (MSONFC).  Formats that
 * are not known, or have no such number, give Arabic digits; a bullet and
 * no number give nothing.
 */
void	numeral_put(struct buf *out, unsigned n, unsigned format);

#endif
