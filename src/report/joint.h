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
 * readings that contradict a column's sums.  Nothing is removed if any
 * row or column of the table contradicts its sums as it stands: a report
 * that does not add up decides nothing.  Returns whether anything was.
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
