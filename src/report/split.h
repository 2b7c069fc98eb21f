/*
 * From the text of a document to reports and their sections.
 */
#ifndef GX_REPORT_SPLIT_H
#define GX_REPORT_SPLIT_H

#include "base/arena.h"

/* Everything here is owned by the arena it was made in. */
struct section {
	struct str	 id;	/* "0" to "6", "1.2", or "-" */
	struct str	 title;	/* the heading as written */
	struct str	 text;	/* its lines, each but the last ended by \n */
};

struct report {
	struct str	 name;	/* where it came from; from the second report
				   of a document on with #2, #3 ... */
	struct str	 org, year;	/* empty where unknown */
	struct section	*sections;	/* in the order of the document */
	size_t		 nsections;
};

/*
 * Splits the text of the document called name into its reports, at least
 * one.  With depth 2 sections 1, 5 and 6 are split at their own headings
 * （一）（二）.  The text must outlive the reports.
 */
struct report *split_reports(struct arena *, struct str text,
	    struct str name, unsigned depth, size_t *n);

#endif
