/*
 * Fragments of figures on several lines, woven into one row: all ways to
 * do so that satisfy the row's sums.
 */
#ifndef GX_REPORT_WEAVE_H
#define GX_REPORT_WEAVE_H

#include "report/solve.h"

/* A figure, or part of one that is broken over lines. */
struct fragment {
	struct str	 text;
	struct value	 value;		/* of the text by itself */
	size_t		 line;
	size_t		 x, end;	/* its place on the line */
};

/* What tells which slot a fragment is of. */
enum weave {
	WEAVE_PLACE,		/* where it stands on its line */
	WEAVE_LINE,		/* only its order within its line */
	WEAVE_READING		/* the order in which fragments stand */
};

struct woven {
	struct row_reading	 reading;
	struct str		 raw[SOLVE_SLOTS];
	bool			 blank[SOLVE_SLOTS];	/* a stroke */
	bool			 whole;		/* no figure was broken */
};

struct weaves {
	struct woven	*list;	/* those that add up; in the arena */
	size_t		 n;
	bool		 chosen;	/* their order left a choice */
};

/*
 * All ways to make n fragments, in reading order, the slots of a line that
 * has sums, none of them empty.  With WEAVE_PLACE, what stands fewer than
 * `clear` places apart may be of one slot, or in either order.  Each step
 * is taken from *steps; when that is 0 the search is not complete.
 */
struct weaves weave(struct arena *, const struct fragment *, size_t n,
	    const struct form_line *, enum weave, size_t clear,
	    size_t *steps);

#endif
