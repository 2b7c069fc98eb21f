/* PDF (ISO 32000) to document text, through poppler's programs. */
#ifndef GX_PAGE_PDF_H
#define GX_PAGE_PDF_H

#include "read/convert.h"

/* Whether bytes are a PDF file: it may begin a little later than they do. */
bool	pdf_is(struct str bytes);

/*
 * Appends the text to out.  Returns NULL, or what is wrong: damaged,
 * encrypted, a scan, fonts without Unicode, no converter.
 */
const char *pdf_text(struct str bytes, const struct convert_limits *,
	    struct buf *out);

#endif
