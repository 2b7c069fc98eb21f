/*
 * A row whose figures lost their places: all ways to read it, and what
 * they agree on.
 */
#ifndef GX_REPORT_SOLVE_H
#define GX_REPORT_SOLVE_H

#include <stdint.h>

#include "report/forms.h"
#include "report/value.h"

#define SOLVE_SLOTS	16	/* the longest line of a form */
#define SOLVE_SCALE	10000	/* amounts are whole numbers of 1/10000 */
#define SOLVE_READINGS	512

enum agreement {
	AGREE_NUMBER,		/* every reading has this number */
	AGREE_BLANK,		/* every reading leaves the slot empty */
	AGREE_NOT		/* they differ */
};

struct solution {
	enum agreement	 how[SOLVE_SLOTS];
	struct str	 number[SOLVE_SLOTS];	/* with AGREE_NUMBER */
	int		 unit[SOLVE_SLOTS];	/* as in struct value */
	bool		 consistent;	/* some reading satisfies the sums */
	bool		 repaired;	/* only readings with broken or fused
					   numbers do */
	bool		 complete;	/* all readings were looked at; if
					   not, nothing is agreed on */
};

/* One way to read a row. */
struct row_reading {
	struct str	 number[SOLVE_SLOTS];	/* empty: the slot is */
	int64_t		 amount[SOLVE_SLOTS];	/* in SOLVE_SCALE parts of 1 */
};

struct readings {
	struct row_reading *list;	/* in the arena */
	size_t		 n;
};

/* What may have happened to the figures of a row besides being dropped. */
enum damage {
	DAMAGE_NONE = 0,
	DAMAGE_JOINED = 1,	/* two figures may have become one, or one
				   two: blanks are all that separates them */
};

/*
 * Places k figures, in order, into the n slots of a line (n at most
 * SOLVE_SLOTS).  With fewer figures than slots, slots may be empty; with
 * more, figures may be strays.  An empty slot counts as 0 in the sums.
 * Only readings that satisfy all the sums count; where none does, or only
 * such as take broken or fused numbers, nothing is agreed on: a row that
 * its author got wrong decides nothing.  A slot that is empty in some
 * readings and holds 0 in the others agrees on 0.  Numbers are made in the
 * arena.
 */
struct solution solve_row(struct arena *, const struct value *figures,
	    size_t k, const struct form_line *, enum damage);

/*
 * All ways to read a row that satisfy its sums, as solve_row finds them;
 * none if it was not to be searched or has more than SOLVE_READINGS.
 */
struct readings solve_list(struct arena *, const struct value *figures,
	    size_t k, const struct form_line *, enum damage);

/* The n figures, one a slot, as a reading; false if one is too large. */
bool	solve_amounts(const struct value *figures, size_t n,
	    struct row_reading *out);

/* Whether a reading satisfies all sums of the line. */
bool	solve_fits(const struct row_reading *, const struct form_line *);

/* Whether the n figures, one a slot, satisfy all sums of the line. */
bool	solve_holds(const struct value *figures, const struct form_line *);

#endif
