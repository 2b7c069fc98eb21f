/*
 * UTF-8 (RFC 3629) as this suite holds all text: decoding, encoding, and
 * the columns a character takes on a terminal (Unicode Standard Annex 11,
 * wide and full-width characters take two).
 */
#ifndef GX_UTF8_H
#define GX_UTF8_H

#include <stdint.h>

#include "base/str.h"

#define UTF8_BAD	0xFFFDu

/*
 * The character at *i of s, *i moved behind it.  A byte that begins no
 * valid sequence counts as one character UTF8_BAD.  *i must be below s.n.
 */
uint32_t utf8_next(struct str s, size_t *i);

/* Writes c to out (4 bytes of room); returns the bytes written. */
size_t	utf8_put(uint32_t c, char *out);

/* Whether every byte belongs to a valid sequence. */
bool	utf8_valid(struct str s);

/* Columns of c: 0 for combining marks and controls, 1, or 2. */
int	utf8_width(uint32_t c);

/* White space as documents have it: no-break and ideographic, too. */
bool	utf8_space(uint32_t c);

/* s without white space at its ends. */
struct str utf8_trim(struct str s);

/* How many characters s holds. */
size_t	utf8_count(struct str s);

#endif
