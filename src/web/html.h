/*
 * HTML (as libxml2 reads it, mostly by a scanner) to document text: one line
 * a paragraph, one line a row of a table with its cells separated by tabs.
 */
#ifndef GX_WEB_HTML_H
#define GX_WEB_HTML_H

#include "base/buf.h"

/*
 * Appends the text of a page, given as UTF-8, to out.  Returns NULL, or
 * what is wrong: nested deeper than max_depth block elements, no memory.
 */
const char *html_text(struct str page, unsigned max_depth, struct buf *out);

/*
 * The two ways html_text goes, for what compares them.  The scanner may
 * find that it cannot read the page: false, and what it has appended is of
 * no use.
 */
const char *html_text_parsed(struct str page, unsigned max_depth,
	    struct buf *out);
bool	html_text_scanned(struct str page, unsigned max_depth,
	    struct buf *out, const char **wrong);

#endif
