/*
 * The text a reader of a Word document sees: its body with automatic
 * numbers, text boxes behind the paragraphs that hold them, notes at the
 * end.  Deleted and hidden text, comments, page headers and footers are
 * left out.
 */
#ifndef GX_WORD_WORD_TEXT_H
#define GX_WORD_WORD_TEXT_H

#include "base/buf.h"

/* The parts of a document, in XML; empty where there is none. */
struct word_parts {
	struct str	 document, styles, numbering, footnotes, endnotes;
};

/*
 * Appends the text to out.  Returns NULL, or what is wrong: damaged XML,
 * nested too deep, a document within the document, no memory.
 */
const char *word_text(const struct word_parts *, unsigned max_depth,
	    struct buf *out);

#endif
