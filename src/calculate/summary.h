/*
 * What a summary for people is made of, gathered from cells or sums in one
 * pass: sums by the user's keys, by body within these, and by year.
 */
#ifndef GX_CALCULATE_SUMMARY_H
#define GX_CALCULATE_SUMMARY_H

#include "calculate/rates.h"

struct summary;

/* A body among those of a group, by what it was asked for. */
struct contributor {
	const struct str *key;		/* of its group */
	struct str	 org;
	struct buf	 received, disclosed;	/* exact; "" where not known */
	struct buf	 rate;		/* disclosed of all results, percent */
	double		 size, share;	/* of received and rate, for order and
					   pictures only; below 0: not known */
};

/* The contributors of all groups; owned by the caller. */
struct contributors {
	struct contributor	*of;
	size_t			 n;
};

/* A summary by keys ("year,org"); NULL: bad keys, no memory. */
struct summary *summary_new(const char *by);
void	summary_free(struct summary *);

/*
 * Adds a record of cells or sums; as sum_add.  Sums have no bodies, so
 * that contributors are of cells only.
 */
bool	summary_add(struct summary *, const struct record *);
const char *summary_error(const struct summary *);

/* The sums by the user's keys; owned by the summary. */
const struct sum *summary_sums(const struct summary *);

/* The sums by year. */
const struct sum *summary_years(const struct summary *);

/*
 * The bodies of all groups, groups in the order sum_each has them; false
 * without memory.
 */
bool	summary_contributors(const struct summary *, struct contributors *);

/*
 * How many of them, from the one at `at` on, are of the group with these
 * keys; these are put in order, the largest first.
 */
size_t	contributors_rank(struct contributors *, size_t at,
	    const struct str *key, size_t nkeys);
void	contributors_free(struct contributors *);

/*
 * Where the far values of n begin, after J. Tukey, Exploratory Data
 * Analysis, 1977: one and a half times the distance of the quartiles
 * below the lower and above the upper one.  False for fewer than 8 values.
 * Sorts them.
 */
bool	summary_fences(double *, size_t n, double *low, double *high);

#endif
