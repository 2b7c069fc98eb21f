/*
 * Laying a form on what a report shows: which run of figures is which
 * line of the form.
 */
#ifndef GX_REPORT_ALIGN_H
#define GX_REPORT_ALIGN_H

#include "report/forms.h"
#include "report/observe.h"

#define RUN_NONE	((size_t)-1)

struct placed {
	size_t	run;		/* the run that is this line, or RUN_NONE */
	size_t	nruns;		/* over how many runs the line goes on */
	double	likeness;	/* of its label, 0 to 1 */
	bool	sure;		/* no other placing is possible */
	bool	flow;		/* its figures flow on over several lines */
	bool	uneven;		/* they are on lines of uneven distance */
	bool	leftover;	/* its table has figures no row has taken */
	bool	empty;		/* its label is there, without figures */
	bool	unread;		/* so it is, but beside what may be some,
				   or it stands twice */
	size_t	label;		/* with empty: the piece the label is in */
};

struct aligner;

struct alignment {
	const struct form *form;
	struct aligner	*by;		/* what it was made with */
	struct placed	*lines;		/* one for each line of the form */
	double		 score;		/* the better it fits the higher */
	size_t		 found;		/* lines that are placed */
};

/*
 * The best alignment of a form; owned by the arena.  Runs and score are
 * known, the rest when it has been judged.  `other` is one of another form
 * with the same report, whose comparisons are used, or has none made yet.
 */
struct alignment align(struct arena *, const struct observed *,
	    const struct form *, const struct alignment *other);

/* Judges which rows are sure, and finds those that are empty. */
void	align_judge(struct alignment *);

#endif
