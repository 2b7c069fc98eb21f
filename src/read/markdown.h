/*
 * Markdown (CommonMark, through cmark, with pipe tables as GitHub and
 * pandoc write them) to document text, as html.h defines it.
 */
#ifndef GX_READ_MARKDOWN_H
#define GX_READ_MARKDOWN_H

#include "base/buf.h"

/*
 * Whether text looks like Markdown rather than plain text.  Of text that
 * begins with a tag more is asked: HTML alone is no Markdown.
 */
bool	markdown_is(struct str text);

/* As html_text, for Markdown. */
const char *markdown_text(struct str text, unsigned max_depth,
	    struct buf *out);

#endif
