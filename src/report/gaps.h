/*
 * Tables whose rows lost their shape but not their empty cells: cells one
 * a line, the empty ones only more blank lines; cells between bars that
 * run on from line to line.
 */
#ifndef GX_REPORT_GAPS_H
#define GX_REPORT_GAPS_H

#include "report/align.h"
#include "report/periods.h"
#include "report/solve.h"

struct gaps {
	bool	known;		/* blank lines tell where empty cells are */
	size_t	between;	/* blank lines between cells side by side */
	size_t	lead;		/* between a label and its first cell */
	size_t	rows;		/* between two rows */
	size_t	most;		/* the most there are: may stand for more */
	struct periods bars;
};

enum gaps_place {
	GAPS_NOTHING,		/* they do not tell */
	GAPS_SEEN,		/* they show each figure's slot */
	GAPS_SOLVED		/* they and the sums leave one reading */
};

/*
 * Learns from the rows that are placed what blank lines and bars mean.
 * Blank lines are known only if read so the rows with empty cells satisfy
 * their sums.  What is learned lives in the arena.
 */
struct gaps gaps_learn(struct arena *, const struct observed *,
	    const struct alignment *);

/*
 * The slot of each figure of the line's run; nothing if gaps do not tell,
 * or if so placed the line's sums do not hold.
 */
enum gaps_place gaps_place(const struct observed *, const struct alignment *,
	    const struct gaps *, size_t line, size_t slot[SOLVE_SLOTS]);

/* Whether blank lines count the cells of a line's run, told or not. */
bool	gaps_apply(const struct observed *, const struct alignment *,
	    const struct gaps *, size_t line);

#endif
