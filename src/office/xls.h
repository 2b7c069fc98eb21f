/*
 * Workbooks of Excel 97 to 2003 (XLS, BIFF8 of [MS-XLS]), which WPS writes,
 * too (ET).
 *
 * The programs that read them lose what counts here: xls2csv of catdoc and
 * libxls know neither merged cells nor numbers as they are shown, and
 * ssconvert and LibreOffice cannot be confined as small converters are.
 * How numbers are shown is known here anyway, for XLSX.
 */
#ifndef GX_OFFICE_XLS_H
#define GX_OFFICE_XLS_H

#include "base/buf.h"

/*
 * Appends the text of the stream Workbook, as xlsx_text does: the sheets
 * that are not hidden in their order, without hidden rows and columns,
 * cells as they are shown.  Returns NULL, or what is wrong: damaged,
 * encrypted, not of this version, more text than max_bytes, no memory; out
 * then holds the sheets that could be read.
 */
const char *xls_text(struct str book, size_t max_bytes, struct buf *out);

#endif
