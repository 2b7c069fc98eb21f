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
	struct pack	 pack;
	uint32_t	 source;	/* of names: where it was read */
};

struct diff {
	item_compare	 compare;
	void		(*problem)(void *, const char *);
	void		*to;		/* of problem */
	struct intern	*items;		/* table row col */
	struct intern	*reports;	/* by key */
	struct report	*report;	/* of each key */
	uint32_t	 cap;		/* reports there is room for, zeroed */
	struct intern	*names;		/* of sources and renamed bodies */
	struct intern	*aliases;	/* old names */
	uint32_t	*renamed;	/* of names: the new one of each */
	struct intern	*told;		/* duplicates told: kept, left out */
	struct buf	 line;		/* of a problem, being made */
	struct buf	 error;
	bool		 sides;		/* old and new, not a series */
	bool		 differs;
};

/* Tells the problem in `line`. */
void	diff_tell(struct diff *);

#endif
