/*
 * Figures the prose of a report states about the whole body and the year
 * of the report.  Where a sentence is not certainly that, it states none.
 */
#ifndef GX_CHECK_CLAIMS_H
#define GX_CHECK_CLAIMS_H

#include "report/split.h"

/* What a figure is of. */
enum subject {
	RECEIVED, CARRIED_IN, CARRIED_OUT, OPENED, OPENED_PART, REFUSED,
	UNABLE, UNPROCESSED, PERMITS, PENALTIES, COERCIONS, REVIEWS, SUITS,
	FEES, SUBJECTS
};

/* The cells a subject is compared with: those of a row and its parts. */
struct subject_cells {
	const char	*rule;
	int		 table;
	const char	*row, *col;
	const char	*label;
};

extern const struct subject_cells subject_cells[SUBJECTS];

struct claim {
	enum subject	 subject;
	struct str	 number;	/* a plain decimal; of FEES, in yuan */
	struct str	 quote;		/* the words, as written */
};

struct claims {
	struct claim	*all;
	size_t		 n;
};

/* The claims of a report in order; all is in the arena. */
struct claims *claims_read(struct arena *, const struct report *);

#endif
