/* The reports a diff has collected; for diff*.c only. */
#ifndef GX_CALCULATE_DIFF_SET_H
#define GX_CALCULATE_DIFF_SET_H

#include "calculate/diff.h"
#include "calculate/intern.h"
#include "calculate/pack.h"

/* What tells reports apart; the byte order of keys is the output's. */
enum key_part {
	KEY_ORG,		/* the body's name */
	KEY_FILE,		/* "f" when that is a file's name, or "" */
	KEY_YEAR,
	KEY_SIDE,		/* "" in a series, "0" old, "1" new */
	KEY_PARTS
};

struct report {
	struct pack	 pack;		/* its cells */
	struct section_text {
		uint32_t	id;	/* of sections */
		struct buf	text;
	}		*section;	/* in order of arrival */
	size_t		 nsections;
	uint32_t	 source;	/* of names: where it was read */
};

struct diff {
	item_compare	 compare;
	void		(*problem)(void *, const char *);
	void		*to;		/* of problem */
	struct intern	*items;		/* table row col */
	struct intern	*sections;	/* their numbers */
	struct intern	*reports;	/* by key */
	struct report	*report;	/* of each key */
	uint32_t	 cap;		/* reports there is room for, zeroed */
	struct intern	*names;		/* of sources */
	struct intern	*bodies;	/* that were renamed, both names */
	uint32_t	*renamed;	/* of bodies: the new name, or none */
	struct intern	*left;		/* reports left out: key, name */
	struct buf	 line;		/* of a problem, being made */
	struct buf	 error;
	bool		 sides;		/* old and new, not a series */
	bool		 latest;	/* the last of several reports wins */
	bool		 differs;
	bool		 lost;		/* a record, for want of memory */
};

/* Tells the problem in `line`. */
void	diff_tell(struct diff *);

/*
 * Which reports are compared: calls `pair` with the numbers of the old and
 * the new one, bodies in byte order, then years, and tells what has no
 * counterpart.  Returns 0, what `pair` returned to stop, or -1 without
 * memory.
 */
int	diff_pairs(struct diff *, int (*pair)(void *, uint32_t old,
	    uint32_t new), void *to);

#endif
