/*
 * From the bytes of a document to its text, whatever its format: UTF-8,
 * one line a paragraph (in plain text: a line as it stands), one line a
 * row of a table with its cells separated by tabs.  This text is all that
 * later stages see.
 */
#ifndef GX_READ_DOCUMENT_H
#define GX_READ_DOCUMENT_H

#include "read/convert.h"

struct document_limits {
	const char	*encoding;	/* a name for iconv; NULL: by content */
	unsigned	 max_depth;	/* nested block elements */
	size_t		 max_bytes;	/* unpacked, of a document that is a zip */
	unsigned	 max_ratio;	/* unpacked to packed; 0: any */
	struct convert_limits convert;	/* of an external converter */
	bool		 within;	/* another document: holds none itself */
};

/*
 * Appends the text of the document to out.  Returns NULL, or what is
 * wrong with it in a few words, which the thread's next call may
 * overwrite; out then holds what could be read.
 */
const char *document_text(struct str bytes, const struct document_limits *,
	    struct buf *out);

/*
 * Appends the formats this build reads, a line each: name, tab, by what;
 * a converter that is not installed is marked.
 */
void	document_formats(struct buf *out);

#endif
