/*
 * Word 97 documents (DOC, [MS-DOC]), which WPS writes, too, as text:
 * paragraphs with the numbers Word generates and tables of the document,
 * then its footnotes, endnotes and text boxes; no headers, hidden or
 * deleted text, or comments.
 *
 * antiword and catdoc lose the cells: they wrap them into columns.  They
 * are good for documents of Word 6 and 95, which are not read here.
 */
#ifndef GX_WORD_DOC_H
#define GX_WORD_DOC_H

#include "read/convert.h"
#include "read/ole.h"

/*
 * Appends the text of a compound file.  Returns NULL, or what is wrong:
 * damaged, encrypted, no Word document, no converter for an old one, no
 * memory; valid to the thread's next converter.
 */
const char *doc_text(const struct ole *, const struct convert_limits *,
	    struct buf *out);

#endif
