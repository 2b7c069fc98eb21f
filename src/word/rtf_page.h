/*
 * The code pages RTF is written in, by their numbers of Windows; 0 is none.
 */
#ifndef GX_WORD_RTF_PAGE_H
#define GX_WORD_RTF_PAGE_H

#include "base/buf.h"

/* The code page of a font's \fcharset; 0 where that says nothing. */
int	rtf_page_of_charset(int charset);

/*
 * Appends bytes of a code page as UTF-8.  Where the page is 0 the usual
 * one of the document counts, and `encoding` where that is 0 or unknown
 * (NULL: by content).
 */
void	rtf_page_decode(struct str, int page, int usual,
	    const char *encoding, struct buf *out);

#endif
