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

/* Whether b stands in a at i. */
static inline bool
str_at(struct str a, size_t i, struct str b)
{
	return i <= a.n && a.n - i >= b.n &&
	    (b.n == 0 || memcmp(a.s + i, b.s, b.n) == 0);
}

/* Whether a begins with the NUL-terminated b. */
static inline bool
str_begins(struct str a, const char *b)
{
	return str_at(a, 0, str_of(b));
}

/* Whether a ends with the NUL-terminated b. */
static inline bool
str_ends(struct str a, const char *b)
{
	struct str end = str_of(b);

	return a.n >= end.n && str_at(a, a.n - end.n, end);
}

/* Where the NUL-terminated b first stands in a; -1: nowhere. */
long	str_find(struct str a, const char *b);

/* Takes a line off *rest, which is left behind its LF; without the LF. */
struct str str_line(struct str *rest);

/* a without blanks and control characters (up to U+0020) at its ends. */
struct str str_trim(struct str a);

/* The bytes of a from i (at most a.n) on. */
static inline struct str
str_from(struct str a, size_t i)
{
	return (struct str){ a.s + i, a.n - i };
}

#endif
