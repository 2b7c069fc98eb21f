/*
 * From a report to the cells of the official form.
 */
#ifndef GX_REPORT_TABLE_H
#define GX_REPORT_TABLE_H

#include "base/buf.h"
#include "report/forms.h"
#include "report/split.h"

enum status {
	STATUS_OK, STATUS_BLANK, STATUS_SOLVED, STATUS_AMBIGUOUS, STATUS_BAD,
	STATUS_ABSENT
};

struct cell {
	enum status	 status;
	struct str	 value;		/* a plain decimal; empty unless ok or
					   solved */
	struct str	 raw;		/* what the document shows */
};

struct table {
	const struct form *form;	/* NULL: no row of a form was found */
	struct cell	*cells;		/* one for each item of the form */
	bool		 overflow;	/* the report was too large to be read */
};

/* The name of a status as printed. */
const char *status_name(enum status);

/*
 * Reads the cells of a report (none, and overflow, if it is so large that
 * it is no report: see OBSERVE_PIECES); all is owned by the arena or the report.
 * If explain is not NULL, what each row was read from is appended to it
 * as TSV: report, line of the form, how, likeness, text.
 */
struct table table_read(struct arena *, const struct report *,
	    struct buf *explain);

#endif
