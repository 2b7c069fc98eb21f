/*
 * The records of the streams of sections and cells (gx(5)).
 */
#ifndef GX_WRITE_RECORDS_H
#define GX_WRITE_RECORDS_H

#include "report/table.h"
#include "write/tsv.h"

/* The header lines, with their newline. */
extern const char sections_header[], cells_header[], labels_header[],
    explain_header[];

/*
 * Appends the sections of a report; only is a list of ids as "1,5" (1 has
 * all its parts 1.1, 1.2 ...), NULL for all.
 */
void	records_sections(struct buf *, const struct report *,
	    const char *only);

/* Whether an item's table is in a list as "2,4"; NULL: of all. */
bool	records_listed(const char *list, const struct item *);

/*
 * Appends the cells of a report; only is a list of tables as "2,4", NULL
 * for all.  labels adds the form's own labels as two more columns.
 */
void	records_cells(struct buf *, const struct report *,
	    const struct table *, const char *only, bool labels);

#endif
