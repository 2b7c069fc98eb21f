/*
 * Workbooks in one XML document (XML Spreadsheet of Excel 2002 and 2003),
 * which web systems export, often under the name XLS.
 */
#ifndef GX_OFFICE_XMLSS_H
#define GX_OFFICE_XMLSS_H

#include "base/buf.h"

/*
 * Appends the text of the sheets that are not hidden, as xlsx_text does.
 * Returns NULL, or what is wrong; out then holds the sheets before.
 */
const char *xmlss_text(struct str xml, size_t max_bytes, unsigned max_depth,
	    struct buf *out);

#endif
