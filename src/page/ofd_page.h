/* What a page of an OFD document shows (GB/T 33190-2016, 7.7 and 8 to 13). */
#ifndef GX_PAGE_OFD_PAGE_H
#define GX_PAGE_OFD_PAGE_H

#include "page/page_chars.h"

struct ofd_resource {
	struct str	 xml;	/* a part with composite objects; not owned */
};

/* The page that is read now; zeroed but for its size it is empty. */
struct ofd_page {
	struct pages		*pages;
	struct page_chars	*chars;
	double			 area;		/* in square millimetres */
	struct buf		 resources;	/* struct ofd_resource */
	size_t			*left;		/* bytes of XML yet to be read */
	unsigned		 max_depth;
	size_t			 shown, hidden;	/* characters */
	size_t			 unknown;	/* of those shown */
	size_t			 pictures;
};

/*
 * Adds what a content stream draws, a page or a template: characters to
 * chars and rules to the last page.  Returns NULL, or what is wrong.
 */
const char *ofd_page_read(struct ofd_page *, struct str xml);

#endif
