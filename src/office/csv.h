/*
 * Tables of separated values (RFC 4180, and what spreadsheets make of it:
 * commas, semicolons, or tabs with quoted cells that hold line ends).
 */
#ifndef GX_OFFICE_CSV_H
#define GX_OFFICE_CSV_H

#include "base/buf.h"

/*
 * Whether a text is one, by what it holds: no doubt about its quotes,
 * rows of the same length one after the other, many of their cells empty
 * or numbers.  Text that only has commas in it is none, and lines with
 * tabs are text as they stand unless cells with line ends are quoted.
 * True, too, when it ran out of memory, which csv_text says then.
 */
bool	csv_is(struct str text);

/*
 * Appends the text of one for which csv_is holds, as sheet_write does.
 * Returns NULL, or what is wrong.
 */
const char *csv_text(struct str text, size_t max_bytes, struct buf *out);

#endif
