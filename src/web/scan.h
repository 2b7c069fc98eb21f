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

#endif
