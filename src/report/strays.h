/*
 * What an alignment leaves over, and what that says of the rows beside it.
 * Private to align.c and strays.c.
 */
#ifndef GX_REPORT_STRAYS_H
#define GX_REPORT_STRAYS_H

#include "report/align.h"
#include "report/known.h"

#define STRAYS_LIKE	0.5	/* from here on a label may be a row's */

/* An alignment while it is made; tables are indexed [run][line]. */
struct aligner {
	struct arena		*a;
	const struct observed	*o;
	const struct form	*form;
	const struct aligner	*other;		/* with another form, or NULL */
	const struct label	*labels;	/* of each line */
	size_t			*twin;		/* the line of the other form
						   that is alike, or RUN_NONE */
	bool			*exact;		/* runs that end with a label */
	double			*like;		/* below 0: not so much as
						   STRAYS_LIKE */
	double			*worth;
};

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
