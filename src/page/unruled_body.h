/* Figures of one table that nobody ruled, and what is found out of them. */
#ifndef GX_PAGE_UNRULED_BODY_H
#define GX_PAGE_UNRULED_BODY_H

#include "page/page.h"

#define UN_COLUMNS	64
#define UN_ROWS		1000

/* Words that touch, or a figure. */
struct un_run {
	struct box	 box;
	double		 y, em;		/* its middle and height */
	size_t		 line;		/* of the page, from above */
	size_t		 column, row;	/* in its table */
	bool		 figure, numbered;
	char		 head[24];	/* how it begins */
	size_t		 n;
};

struct un_column {
	double	x0, x1;
	size_t	n;			/* its figures */
};

/* From one place to another. */
struct un_gap {
	double	from, to;
};

/*
 * The table that is looked for; un_body_free frees its arrays.  Each file
 * says which of the groups below it sets.
 */
struct un_body {
	/* unruled_body.c: the page */
	struct un_run	*runs;		/* line by line, from the left */
	size_t		 n;
	struct un_run	**figures;	/* room for n + 1 */
	/* unruled_body.c: the table */
	size_t		 first, end;	/* runs, from figure to figure */
	size_t		 nfigures;
	double		 left;		/* where figures begin */
	/* unruled_columns.c, unruled_rows.c */
	struct un_column columns[UN_COLUMNS];
	size_t		 ncolumns, nrows;
	/* unruled_labels.c */
	size_t		 labels, past;	/* runs, with labels around */
	/* unruled_lines.c */
	struct un_gap	*rows;		/* from the first to the last line */
	double		*x, *y;		/* lines, one more than places */
	size_t		 nx;		/* places in a row */
	size_t		 nstubs;	/* of them for labels */
};

/*
 * Makes the runs of n words of a page, which are sorted by line, in a body
 * that is zeroed.  False without memory.
 */
bool	un_runs(struct un_body *, const struct pages *,
	    const struct page_word *, size_t n);

/*
 * Takes the figures from run i, the first, to the last of one table; false
 * where text is among them on their first line.
 */
bool	un_find_body(struct un_body *, size_t i);

/* By the left side of pointers to runs: for qsort(3). */
int	un_by_left(const void *, const void *);

/* The first run of the line that run i is on. */
size_t	un_line_start(const struct un_run *, size_t i);

/* Whether a run is too far right to be a label of figures from left on. */
bool	un_is_over(const struct un_run *, double left);

/* Whether a single column stands far enough from its labels. */
bool	un_is_apart(const struct un_body *);

void	un_body_free(struct un_body *);

#endif
