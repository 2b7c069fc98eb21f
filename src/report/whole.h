/*
 * A table of the form that is read as a whole, once its rows could not all
 * be read one by one.
 */
#ifndef GX_REPORT_WHOLE_H
#define GX_REPORT_WHOLE_H

#include "report/row.h"

#define WHOLE_ROWS	40	/* of a table, at most */

struct whole {
	const struct form_line *lines;	/* its lines of the form */
	size_t	line, nrows;		/* the first one's index; how many */
	size_t	section;		/* of the report, that it is in */
};

/*
 * Finds a table that has sums and cells that are not known; false without,
 * and if its columns are in another order or bytes of it were lost.
 */
bool	whole_find(struct rows *, int table, struct whole *out);

/*
 * Whether what is known of a row is what the reading says, in the slots
 * that are not open (NULL: in all).
 */
bool	whole_agrees(const struct rows *, const struct form_line *,
	    const struct row_reading *, const bool *open);

#endif
