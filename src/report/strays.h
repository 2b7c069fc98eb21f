/*
 * What an alignment leaves over, and what that says of the rows beside it.
 */
#ifndef GX_REPORT_STRAYS_H
#define GX_REPORT_STRAYS_H

#include "report/aligner.h"

/*
 * Makes unsure the rows beside figures that no row has taken and that no
 * foreign row can have.
 */
void	strays_doubt(const struct aligner *, struct alignment *);

/*
 * Finds lines whose label stands without figures, with no strays beside:
 * rows that are there and empty.
 */
void	strays_find_empty(const struct aligner *, struct alignment *);

/* The nearest sure line beside j in its table; RUN_NONE without one. */
size_t	strays_sure_beside(const struct alignment *, size_t j, int step);

#endif
