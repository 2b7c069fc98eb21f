/*
 * Rows of one table read together: the sums over its columns leave fewer
 * readings of each row than the row's own sum does.
 */
#ifndef GX_REPORT_JOINT_H
#define GX_REPORT_JOINT_H

#include "report/solve.h"

/* What is known of a line of the form before. */
struct joint_row {
	bool		 usable;	/* it has at least one reading */
	struct readings	 readings;	/* one reading: it is known */
};

/*
 * Removes from the rows of a table (one for each line of the form) the
 * readings that are in no solution: in no choice of a reading a row with
 * which all sums of columns hold.  Sums over a row that is not usable are
 * left out; if the others have no solution, or it is not found in bounded
 * time, nothing is removed: a report that does not add up decides nothing.
 * Returns whether anything was.
 */
bool	joint_solve(struct arena *, const struct form *, int table,
	    struct joint_row *rows);

/*
 * Whether the columns of a table whose rows are all known satisfy their
 * sums; false also if there are none to satisfy or a row is not known.
 */
bool	joint_holds(struct arena *, const struct form *, int table,
	    struct joint_row *rows);

#endif
