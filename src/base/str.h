/*
 * A slice of somebody else's bytes: not terminated, never owned.  The
 * owner is named where a slice is handed out.
 */
#ifndef GX_STR_H
#define GX_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
	const char	*s;	/* the first byte; may be NULL when n is 0 */
	size_t		 n;	/* how many bytes */
};

/* A slice of a string literal, usable in initialisers. */
#define STR(literal)	{ (literal), sizeof(literal) - 1 }

/* A slice of the NUL-terminated s; NULL gives the empty slice. */
static inline struct str
str_of(const char *s)
{
	return (struct str){ s, s == NULL ? 0 : strlen(s) };
}

/* Whether both hold the same bytes. */
static inline bool
str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.s, b.s, a.n) == 0);
}

/* Whether a holds the same bytes as the NUL-terminated b. */
static inline bool
str_is(struct str a, const char *b)
{
	return str_eq(a, str_of(b));
}

/* Below, equal to or above 0 as a stands before, with or after b in byte
 * order. */
static inline int
str_compare(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n == 0 ? 0 : memcmp(a.s, b.s, n);

	return c != 0 ? c : (a.n > b.n) - (a.n < b.n);
}

/* The bytes of a from i (at most a.n) on. */
static inline struct str
str_from(struct str a, size_t i)
{
	return (struct str){ a.s + i, a.n - i };
}

#endif
