/*
 * Little-endian numbers at a place that a file names and that may lie
 * outside of it: what is not there is 0.
 */
#ifndef GX_READ_LE_H
#define GX_READ_LE_H

#include <stdint.h>

#include "base/str.h"

static inline unsigned
le8(struct str s, size_t at)
{
	return at < s.n ? (unsigned char)s.s[at] : 0;
}

static inline unsigned
le16(struct str s, size_t at)
{
	return at < s.n && s.n - at >= 2 ?
	    le8(s, at) | le8(s, at + 1) << 8 : 0;
}

static inline uint32_t
le32(struct str s, size_t at)
{
	return at < s.n && s.n - at >= 4 ?
	    le16(s, at) | (uint32_t)le16(s, at + 2) << 16 : 0;
}

/* Up to n bytes from a place on: as many as there are. */
static inline struct str
le_part(struct str s, size_t at, size_t n)
{
	if (at >= s.n)
		return (struct str){ "", 0 };
	return (struct str){ s.s + at, n < s.n - at ? n : s.n - at };
}

#endif
