/*
 * Sums of cells by groups.  The sums a struct sum writes are input like
 * cells: whatever the split and order, the same bytes come out.  Memory
 * grows with groups, not with records.
 */
#ifndef GX_CALCULATE_SUM_H
#define GX_CALCULATE_SUM_H

#include "calculate/decimal.h"
#include "calculate/item.h"
#include "stream/keys.h"

struct sum;

/* One line of the result, valid during the call it is handed to. */
struct sum_row {
	const struct str	*key;	/* in the order of the keys */
	size_t			 nkeys;
	uint32_t		 group;	/* from 0, in order of the rows */
	struct str		 table, row, col;
	const struct decimal	*value;	/* 0 while n is 0 */
	uint64_t		 n;	/* cells with a number */
	uint64_t		 blank, unknown;
};

/* Sums by keys ("year,org"; see keys_parse); NULL: bad keys, no memory. */
struct sum *sum_new(const char *by, item_compare);

/* An empty one with the keys of another; NULL without memory. */
struct sum *sum_like(const struct sum *);

void	sum_free(struct sum *);

/* What the groups are told apart by; owned by the sum. */
const struct keys *sum_keys(const struct sum *);

/*
 * Adds a record of cells or sums.  False when it lacks a key, is no such
 * record or memory ran out; sum_error says what, the sums are as before.
 */
bool	sum_add(struct sum *, const struct record *);
const char *sum_error(const struct sum *);

/*
 * From now on records of cells, and only such are added then, are held
 * until sum_settle adds (keep) or forgets them: a thread may read ahead of
 * what decides whether it counts.  False when they could not be added; the
 * sums are worthless then.
 */
void	sum_hold(struct sum *);
bool	sum_settle(struct sum *, bool keep);

/*
 * Adds all of another that has the same keys; false without memory, and
 * the sums are worthless then.
 */
bool	sum_merge(struct sum *, const struct sum *);

/*
 * Hands out the rows: groups in byte order of their keys, items in the
 * codebook's order.  Returns 0, what `row` returned to stop, or -1 without
 * memory.
 */
int	sum_each(const struct sum *, int (*row)(void *,
	    const struct sum_row *), void *to);

/*
 * Writes the sums as TSV, whole lines at a time.  Returns 0, what `write`
 * returned to stop, or -1 without memory.  The value is empty while n is 0.
 */
int	sum_write(const struct sum *, bool header,
	    int (*write)(void *, struct str), void *to);

#endif
