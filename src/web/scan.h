/*
 * The markup that pages are made of, taken apart in one pass and put into
 * a page just as libxml2 2.9 would put it there, in a fraction of the time.
 */
#ifndef GX_WEB_SCAN_H
#define GX_WEB_SCAN_H

#include "web/webpage.h"

/*
 * Reads a page into an empty one, which is not yet finished then.  False
 * where libxml2 must read it: what the page was given is of no use then.
 */
bool	scan_page(struct str, struct page *);

/*
 * The length of markup that libxml2 takes more seriously than browsers do,
 * if it begins at s, which begins with <; else 0.  That is the end of a
 * page (more may follow it), an end tag before any begin tag, and Word's
 * <![if ...]>.
 */
size_t	scan_ignored(struct str s, bool begun);

/* The length of a comment if one begins at s, without an end all of it; 0. */
size_t	scan_comment(struct str s);

#endif
