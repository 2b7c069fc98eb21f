/*
 * Rates offices report about the forms' figures, as data: each the share
 * some rows have in others, from the column of totals.
 */
#ifndef GX_CALCULATE_RATES_H
#define GX_CALCULATE_RATES_H

#include "calculate/sum.h"

/* The sums of one group in the codebook's order; the rows are the sum's. */
struct figures {
	struct sum_row	*row;
	size_t		 n, room;
};

/* Adds a row; false without memory. */
bool	figures_add(struct figures *, const struct sum_row *);

/* Forgets the rows; frees them. */
void	figures_clear(struct figures *);
void	figures_free(struct figures *);

/* How much of a sum over items is known. */
enum known { KNOWN_NOT, KNOWN_PART, KNOWN_ALL };

/*
 * Appends the sum of items, a list of table/row/col; nothing if it is not
 * known.  In part: an item is missing, or not known of some report.
 */
enum known figures_sum(const struct figures *, const char *items,
	    struct buf *);

struct rate {
	const char	*name;
	const char	*definition;	/* in the form's own words */
	const char	*part, *whole;	/* items as table/row/col, by blanks */
};

extern const struct rate rates[];
extern const size_t nrates;

/*
 * Appends the share in percent with two decimals.  False, with nothing
 * appended, where it is not known: the whole is 0 or not there, or a report
 * whose cell is not known is among them.
 */
bool	rate_of(const struct figures *, const struct rate *, struct buf *);

#endif
