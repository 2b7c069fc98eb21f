/*
 * Findings as a report for people: how many there are by rule, then body
 * by body.  Holds all findings until it is written.
 */
#ifndef GX_CHECK_PAGE_H
#define GX_CHECK_PAGE_H

#include "write/paper.h"

struct page;

/* NULL without memory. */
struct page *page_new(enum paper_format);
void	page_free(struct page *);

/* Adds records of findings; false without memory. */
bool	page_add(struct page *, struct str findings);

/* Returns 0, what write returned to stop, or -1 without memory. */
int	page_write(struct page *, int (*write)(void *, struct str),
	    void *to);

#endif
