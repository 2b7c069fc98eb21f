/*
 * Tables with a cell a line, whose empty cells are only more blank lines.
 */
#ifndef GX_REPORT_GAPS_H
#define GX_REPORT_GAPS_H

#include "report/align.h"
#include "report/solve.h"

struct gaps {
	bool	known;		/* blank lines tell where empty cells are */
	size_t	between;	/* blank lines between cells side by side */
	size_t	lead;		/* between a label and its first cell */
};

/*
 * Learns from the rows that are placed what blank lines mean.  Known only
 * if read so the rows with empty cells satisfy their sums.
 */
struct gaps gaps_learn(const struct observed *, const struct alignment *);

/*
 * The slot of each figure of the line's run; false if blank lines do not
 * tell, or if so placed the line's sums do not hold.
 */
bool	gaps_place(const struct observed *, const struct alignment *,
	    const struct gaps *, size_t line, size_t slot[SOLVE_SLOTS]);

#endif
