/*
 * What changed between two reports of a body: its figures, and its prose.
 * Bodies are matched by org, and where it is empty by the report's file
 * name.
 *
 * With two sides the body's old and new report are compared whatever
 * their years; if a side has several years of a body, equal years are.  In
 * a series each report is compared with that of the next year there is.
 *
 * Compared are the items that both reports have; an item of one form that
 * the other divides (3.6 into 3.6.1 to 3.6.3) is compared with the sum of
 * the parts.  Memory grows with reports, by about half a kilobyte each and
 * by their prose where that is compared.
 */
#ifndef GX_CALCULATE_DIFF_H
#define GX_CALCULATE_DIFF_H

#include "calculate/item.h"
#include "calculate/prose.h"

enum diff_side { DIFF_SERIES, DIFF_OLD, DIFF_NEW };

struct diff;

/* One line of the result, valid during the call it is handed to. */
struct diff_row {
	struct str	org, table, row, col;
	struct str	from, to;	/* years */
	struct str	old, new;	/* numbers; empty: blank, unknown */
	struct str	delta, percent;	/* empty unless both are numbers */
	bool		changed;
};

/* One section of both reports, valid during the call it is handed to. */
struct diff_section {
	struct str	org, section;
	struct str	from, to;	/* years */
	const struct prose *old, *new;	/* empty where a report has none */
	unsigned	repeated;	/* thousandths of the new text, cut off;
					   0 where there is no new text */
};

/*
 * problem is told, in one line without a newline, what is left out:
 * second reports of a body and year, bodies without a counterpart.  NULL
 * without memory.
 */
struct diff *diff_new(item_compare,
	    void (*problem)(void *, const char *line), void *to);
void	diff_free(struct diff *);

/*
 * Of several reports of a body and year uses the last that came instead
 * of the first.
 */
void	diff_latest(struct diff *);

/*
 * Takes the name `old` for `new` in all records added later; a new name
 * may itself be renamed.  False without memory.
 */
bool	diff_alias(struct diff *, struct str old, struct str new);

/*
 * Adds a record of cells; series and sides are not mixed.  False when it
 * is none or memory ran out; diff_error says what.
 */
bool	diff_add(struct diff *, const struct record *, enum diff_side);
const char *diff_error(const struct diff *);

/* Adds a record of sections; as diff_add. */
bool	diff_add_section(struct diff *, const struct record *, enum diff_side);

/*
 * Forgets all reports, keeps the aliases and whether anything differed.
 * False without memory, and so is all that is asked of it from then on.
 */
bool	diff_forget(struct diff *);

/*
 * Hands out the changed items, or all: bodies in byte order, then years,
 * then items in the codebook's order.  An item is changed when its
 * numbers differ or one is blank and the other a number; one that is
 * unknown in either report is not.  Returns 0, what `row` returned to
 * stop, or -1 without memory.
 */
int	diff_each(struct diff *, bool all, int (*row)(void *,
	    const struct diff_row *), void *to);

/*
 * Hands out the sections: bodies and years as diff_each, then sections
 * that hold prose in either report.  Returns as diff_each.
 */
int	diff_each_section(struct diff *, int (*section)(void *,
	    const struct diff_section *), void *to);

/*
 * Writes what diff_each hands out as TSV, whole lines at a time.  Returns 0, what `write`
 * returned to stop, or -1 without memory.
 */
int	diff_write(struct diff *, bool all, bool header,
	    int (*write)(void *, struct str), void *to);

/* Writes what diff_each_section hands out; as diff_write. */
int	diff_write_sections(struct diff *, bool header,
	    int (*write)(void *, struct str), void *to);

/*
 * Writes the sentences of each section that were added and dropped in
 * unified form; a sentence with new numbers only is neither.  As
 * diff_write.
 */
int	diff_write_unified(struct diff *, int (*write)(void *, struct str),
	    void *to);

/*
 * After any of these: whether an item or a sentence changed or, with two
 * sides, a body's report has no counterpart.
 */
bool	diff_differs(const struct diff *);

#endif
