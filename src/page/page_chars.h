/* Words of pages whose characters are given one by one, with their places. */
#ifndef GX_PAGE_PAGE_CHARS_H
#define GX_PAGE_PAGE_CHARS_H

#include <stdint.h>

#include "page/page.h"

/* In the measure of struct box; the origin is on the base line. */
struct page_char {
	double		x, y;
	double		em;		/* height of the font */
	double		wide;		/* the same, as its widths are scaled */
	unsigned	font;
	uint32_t	c;		/* U+FFFD where not certain */
};

/* The characters of one page; zeroed none.  It owns its buffers. */
struct page_chars {
	struct buf	all;		/* struct page_char */
	struct buf	fonts;		/* how wide their digits are */
};

/*
 * Adds the words the characters make to the last page and forgets the
 * characters, but not how wide digits are.  False without memory.
 */
bool	page_chars_words(struct page_chars *, struct pages *);

void	page_chars_free(struct page_chars *);

#endif
