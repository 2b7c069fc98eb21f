/*
 * Folding: text as it is compared, never as it is printed.  White space,
 * punctuation, brackets and quotes are dropped; full width, radicals,
 * circled numbers and traditional characters of the labels become what
 * they stand for.  What remains are letters, digits and ideographs.
 */
#ifndef GX_REPORT_FOLD_H
#define GX_REPORT_FOLD_H

#include <stdint.h>

#include "base/arena.h"

/* Folded text: n characters, owned by the arena it was made in. */
struct folded {
	uint16_t	*c;
	size_t		 n;
};

/* The character c stands for; 0 when it is dropped. */
uint32_t fold_char(uint32_t c);

/* The ideograph that a radical or a compatibility ideograph stands for; c
 * itself when it is neither. */
uint32_t fold_ideograph(uint32_t c);

/* The folded form of s. */
struct folded fold(struct arena *, struct str s);

/* The same into room for s.n characters; how many it has. */
size_t	fold_to(uint16_t *, struct str s);

/* Two folded texts, one after the other. */
struct folded fold_join(struct arena *, struct folded, struct folded);

/* Where b begins in a, or -1. */
long	fold_find(struct folded a, struct folded b);

/*
 * Which characters a text holds, some of them sharing a bit: what is not
 * in the set is not in the text.
 */
struct fold_set {
	uint64_t	bits[16];
};

/* Adds a text's characters to a set. */
void	fold_add(struct fold_set *, struct folded);

/* Whether a text may hold c. */
static inline bool
fold_may_hold(const struct fold_set *s, uint16_t c)
{
	return s->bits[c >> 6 & 15] >> (c & 63) & 1;
}

/* Whether both are the same. */
static inline bool
fold_eq(struct folded a, struct folded b)
{
	return a.n == b.n && (a.n == 0 ||
	    memcmp(a.c, b.c, a.n * sizeof(*a.c)) == 0);
}

/* Whether a ends with b. */
static inline bool
fold_ends(struct folded a, struct folded b)
{
	return b.n == 0 || (a.n >= b.n && a.c[a.n - 1] == b.c[b.n - 1] &&
	    memcmp(a.c + a.n - b.n, b.c, b.n * sizeof(*b.c)) == 0);
}

#endif
