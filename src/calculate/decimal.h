/*
 * Exact decimal numbers of any size.  A zeroed struct is the number 0; a
 * number owns what it allocates, is not copied by assignment, and is freed
 * by decimal_free.  Functions that return bool are false without memory and
 * leave their first argument as it was.
 */
#ifndef GX_CALCULATE_DECIMAL_H
#define GX_CALCULATE_DECIMAL_H

#include <stdint.h>

#include "base/buf.h"

struct decimal {
	union {
		int64_t			 units;	/* value * 10^scale */
		struct decimal_big	*big;	/* scale is DECIMAL_BIG */
	} u;
	uint32_t scale;
};

#define DECIMAL_BIG	UINT32_MAX

/* Whether s is a number as streams write it: -?[0-9]+(\.[0-9]+)? */
bool	decimal_valid(struct str s);

/* Sets d to the number s, which must be valid. */
bool	decimal_set(struct decimal *d, struct str s);

/* d += by, d -= by; both may be the same number. */
bool	decimal_add(struct decimal *d, const struct decimal *by);
bool	decimal_subtract(struct decimal *d, const struct decimal *by);

/* Below, equal to or above 0 as a is below, equal to or above b. */
int	decimal_compare(const struct decimal *a, const struct decimal *b);

/*
 * Appends d in its shortest form: no leading zeros, none at the end of a
 * fraction, no -0.
 */
void	decimal_print(const struct decimal *d, struct buf *);

/* Frees what d holds; d is 0 and usable again. */
void	decimal_free(struct decimal *d);

#endif
