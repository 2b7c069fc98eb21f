/*
 * Differences for people, in Chinese: what changed in the figures of each
 * body, or how much of its prose repeats the year before.
 */
#ifndef GX_WRITE_DIFF_PAGE_H
#define GX_WRITE_DIFF_PAGE_H

#include "calculate/diff.h"
#include "write/paper.h"

struct diff_page;

/* Begins a page; NULL without memory. */
struct diff_page *diff_page_new(enum paper_format,
	    int (*write)(void *, struct str), void *to);

/* Adds what a diff hands out, of its cells or of its sections; as
 * diff_each. */
int	diff_page_cells(struct diff_page *, struct diff *, bool all);
int	diff_page_sections(struct diff_page *, struct diff *);

/*
 * Ends the page with lines that say what was left out, and frees it.
 * Returns 0, what `write` returned to stop, or -1 without memory.
 */
int	diff_page_end(struct diff_page *, struct str left);

#endif
