/*
 * What contradicts: the rules of gxcheck(1) on reports, and on the reports
 * of one body over the years.
 *
 * A struct check says which rules are on; it does not change once made, so
 * threads share it.  Findings are appended as records of the stream of
 * findings (gx(5)).
 */
#ifndef GX_CHECK_CHECK_H
#define GX_CHECK_CHECK_H

#include "base/arena.h"
#include "report/table.h"

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE };

struct check_settings {
	const char	*rules;		/* "sum.*,carry"; NULL: all */
	enum severity	 least;		/* leave out what is below it */
	bool		 undecided;	/* say what could not be decided, too */
};

struct check;

/* The header line of findings, with its newline. */
extern const char findings_header[];

/* The severity of that name; false if there is none. */
bool	check_severity(const char *name, enum severity *);

/* Whether a list of rules, with globs, names only rules there are. */
bool	check_rules(const char *list);

/* Appends a line a rule: id, severity, what it says; tabs between. */
void	check_list(struct buf *);

/* NULL without memory; the strings of the settings must outlive it. */
struct check *check_new(const struct check_settings *);
void	check_free(struct check *);

/*
 * Looks at a report, whose sections may be missing (there are only cells).
 * Appends findings, and to kept what years_keep needs.  Sets their failed
 * flags, or jumps to the arena's, without memory.
 */
void	check_report(const struct check *, struct arena *,
	    const struct report *, const struct table *,
	    struct buf *findings, struct buf *kept);

/* Whether there are findings among these, besides the undecided. */
bool	check_found(struct str findings);

#endif
