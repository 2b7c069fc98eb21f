/*
 * SpreadsheetML (ECMA-376 part 1, chapter 18; transitional and strict) in
 * its package.
 */
#ifndef GX_OFFICE_XLSX_H
#define GX_OFFICE_XLSX_H

#include "read/package.h"

/*
 * Appends the text of the sheets that are not hidden, in their order:
 * cells as they are shown, formulas by the value kept with them, if it is
 * one (SHEET_UNKNOWN); hidden rows and columns are left out.  Returns
 * NULL, or what is wrong; out then holds what could be read.
 */
const char *xlsx_text(struct str zip, const struct package_limits *,
	    unsigned max_depth, struct buf *out);

#endif
