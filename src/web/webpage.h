/*
 * A page of HTML while it is read: its elements and text as they come, put
 * into document text.  What is a block, a cell, a list, hidden stands
 * here; how markup is taken apart does not.
 */
#ifndef GX_WEB_WEBPAGE_H
#define GX_WEB_WEBPAGE_H

#include "read/tables.h"
#include "web/element.h"

/* A start tag: the element and the attributes that matter. */
struct tag {
	enum element	element;
	bool		hidden;		/* there is an attribute `hidden` */
	/* Values; empty where there is none. */
	struct str	style, role, type, colspan, rowspan, start, width,
			height;
};

/*
 * The value of an attribute, by its name of n bytes in lower case; NULL
 * where it does not matter.
 */
struct str *tag_value(struct tag *, const char *name, size_t n);

/*
 * A page whose text is appended to out, which belongs to the caller, and
 * whose block elements nest no deeper than max_depth.  NULL without memory.
 */
struct page *page_begin(struct buf *out, unsigned max_depth);

/* An element begins and ends; they must nest. */
void	page_start(struct page *, const struct tag *);
void	page_end(struct page *, enum element);

/* Text, in any number of pieces. */
void	page_text(struct page *, struct str);

/* Whether it was nested too deep: what comes then is not looked at. */
bool	page_stopped(const struct page *);

/* Ends and frees it.  Returns NULL, or what is wrong. */
const char *page_finish(struct page *);

#endif
