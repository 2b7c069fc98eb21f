/*
 * Documents of Word in XML: DOCX, a zip of parts (ECMA-376, transitional
 * and strict), the same parts in one file (flat OPC), and Word 2003 XML.
 */
#ifndef GX_WORD_DOCX_H
#define GX_WORD_DOCX_H

#include "read/document.h"

/*
 * Appends the text of a document that is a zip to out.  Returns NULL or
 * what is wrong, as document_text does.
 */
const char *docx_text(struct str zip, const struct document_limits *,
	    struct buf *out);

/* The same for a document in one file, in the encoding it declares. */
const char *docx_flat_text(struct str xml, const struct document_limits *,
	    struct buf *out);

#endif
