/*
 * RTF (Rich Text Format Specification 1.9.1, Microsoft 2008) as text:
 * paragraphs and tables of the document, footnotes and text boxes behind
 * the paragraph they belong to; no headers, footers, hidden or deleted
 * text, comments or objects.
 *
 * No converter will do: unrtf and catdoc lose the cells, pandoc and abiword the
 * cells that are merged, and soffice takes seconds and a profile in the
 * home directory.
 */
#ifndef GX_WORD_RTF_H
#define GX_WORD_RTF_H

#include "base/buf.h"

/*
 * Appends the text of a document.  Returns NULL, or what is wrong: cut
 * short, groups nested deeper than max_depth, no memory.  Text in no known
 * code page is read in `encoding` (NULL: as the document says).
 */
const char *rtf_text(struct str bytes, const char *encoding,
	    unsigned max_depth, struct buf *out);

#endif
