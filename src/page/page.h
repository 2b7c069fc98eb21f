/*
 * Pages as they are printed: words and drawn lines with their places, and
 * from these alone document text as document.h has it.  What a form says
 * is not known here.
 */
#ifndef GX_PAGE_PAGE_H
#define GX_PAGE_PAGE_H

#include "base/buf.h"

/* In points, from the upper left corner of a page that stands upright. */
struct box {
	double	x0, y0, x1, y1;
};

struct page_word {
	struct box	 box;
	size_t		 page;		/* from 0 */
	size_t		 text, n;	/* in the text of the pages, UTF-8 */
	bool		 drawn;		/* a glyph was seen at its place */
	bool		 piece;		/* was cut off the word before it */
	bool		 dropped;	/* in a head or foot of the page */
	size_t		 table, place;	/* where in which ruled table */
};

struct page_rule {
	struct box	 box;
	size_t		 page;
};

struct page_size {
	double	height, width;		/* infinite if it is not known */
};

/* A document of pages; zeroed it has none.  It owns all its buffers. */
struct pages {
	size_t		 n;
	struct buf	 sizes;		/* struct page_size, one a page */
	struct buf	 text;
	struct buf	 words;		/* struct page_word, page by page */
	struct buf	 rules;		/* struct page_rule, page by page */
	struct buf	 glyphs;	/* of them x and y count: as rules */
};

/* The n elements of that type a buffer holds. */
#define PAGE_ARRAY(type, b)	((type *)(void *)(b)->s)
#define PAGE_COUNT(type, b)	((b)->len / sizeof(type))

/* Adds a page of that height. */
void	pages_add(struct pages *, double height);

/* Says how wide the last page is. */
void	pages_width(struct pages *, double width);

/* Adds a word to the last page; white space alone is none. */
void	pages_word(struct pages *, const struct box *, struct str text);

/* Adds a filled box or a stroke to a page; only what is thin is a rule. */
void	pages_rule(struct pages *, size_t page, const struct box *);

/* Adds the origin of a glyph that can be seen. */
void	pages_glyph(struct pages *, size_t page, double x, double y);

/*
 * Settles what is there to be seen, of pages whose glyphs are all known:
 * words get the base line of their glyphs; a word without a glyph and a
 * glyph without a word become U+FFFD, which is no figure.  Returns NULL,
 * or why the text cannot be trusted at all.
 */
const char *pages_settle(struct pages *);

/*
 * Appends the text, a line a paragraph or row of a table, without what
 * repeats at the head or foot of pages.  Figures in rows no line is drawn
 * around are U+FFFD each, unless where they stand makes their row and
 * column certain.
 * False without memory.
 */
bool	pages_text(struct pages *, struct buf *out);

void	pages_free(struct pages *);

#endif
