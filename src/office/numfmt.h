/*
 * Numbers of a spreadsheet as its cells show them (ECMA-376 part 1,
 * 18.8.30 and 18.8.31: number formats).
 */
#ifndef GX_OFFICE_NUMFMT_H
#define GX_OFFICE_NUMFMT_H

#include "base/buf.h"

/*
 * The format code of a number of those built in (of a Chinese program,
 * where programs differ); NULL where the number is not built in.
 */
const char *numfmt_builtin(long id);

/*
 * Appends a value under a format code.  What the code does not say with
 * certainty (fractions, unknown signs) gives the value as it is, with 15
 * digits.  Days count from 1900, or from 1904.
 */
void	numfmt_write(struct buf *, double value, struct str code,
	    bool from_1904);

/* Whether a code shows text at all: ;;; does not. */
bool	numfmt_shows_text(struct str code);

#endif
