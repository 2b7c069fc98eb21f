/* A summary for people, in Chinese: Markdown or one HTML page. */
#ifndef GX_WRITE_SUMMARY_PAGE_H
#define GX_WRITE_SUMMARY_PAGE_H

#include "calculate/summary.h"
#include "write/paper.h"

struct summary_page {
	enum paper_format format;
	size_t		 top;		/* contributors that are listed */
	struct str	 unread;	/* what could not be read, a line each */
};

/*
 * Writes the summary: for each group the tables of the form with the sums
 * filled in, rates, the largest contributors and those far from the rest;
 * then the years, and what could not be read.  Returns 0, what `write`
 * returned to stop, or -1 without memory.
 */
int	summary_write(const struct summary *, const struct summary_page *,
	    int (*write)(void *, struct str), void *to);

#endif
