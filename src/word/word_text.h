/*
 * The text a reader of a Word document sees: its body with automatic
 * numbers, text boxes behind the paragraphs that hold them, notes at the
 * end.  Deleted and hidden text, comments, page headers and footers are
 * left out.
 */
#ifndef GX_WORD_WORD_TEXT_H
#define GX_WORD_WORD_TEXT_H

#include "base/buf.h"

/*
 * Appends the text of a document that stands within this one (altChunk),
 * named by its relationship.  Returns NULL or what is wrong.
 */
typedef const char *word_chunk(void *of, struct str id, struct buf *out);

/* The parts of a document, in XML; empty where there is none. */
struct word_parts {
	struct str	 document, styles, numbering, footnotes, endnotes;
	word_chunk	*chunk;		/* NULL: none can be read */
	void		*chunk_of;	/* handed to it */
};

/*
 * Appends the text to out.  Returns NULL, or what is wrong: damaged XML,
 * nested too deep, a document within the document, no memory.
 */
const char *word_text(const struct word_parts *, unsigned max_depth,
	    struct buf *out);

#endif
