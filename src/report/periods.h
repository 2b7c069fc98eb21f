/*
 * A table as one stream of cells between bars, folded anywhere: each of
 * its rows takes the same number of cells.
 */
#ifndef GX_REPORT_PERIODS_H
#define GX_REPORT_PERIODS_H

#include "report/align.h"
#include "report/solve.h"

/* A way to cut a stream into rows that contradicts nothing in it. */
struct period {
	int	table;
	size_t	stream;
	size_t	length;		/* cells from row to row */
	size_t	first;		/* the seat of the first slot, below length */
};

struct periods {
	struct period	*list;	/* in the arena */
	size_t		 n;
};

/*
 * All periods of the tables that are placed: those by which figures stand
 * in slots, labels beside them and heads above, and most rows add up.
 */
struct periods periods_learn(struct arena *, const struct observed *,
	    const struct alignment *);

/*
 * The slot of each figure of the line's run, if all periods of its table
 * say the same and its sums hold so.
 */
bool	periods_place(const struct observed *, const struct alignment *,
	    const struct periods *, size_t line, size_t slot[SOLVE_SLOTS]);

/* Whether a line's run, so placed, satisfies its sums. */
bool	periods_sums_hold(const struct observed *, const struct run *,
	    const struct form_line *, const size_t *slot);

/* Whether a label without figures is of a table with a period. */
bool	periods_known(const struct observed *, const struct periods *,
	    int table, size_t label);

#endif
