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
uint32_t utf8_decode(struct str s, size_t *i);

/* The same; the common sequences, of one byte and of three, at once. */
static inline uint32_t
utf8_next(struct str s, size_t *i)
{
	const unsigned char *p = (const unsigned char *)s.s + *i;
	uint32_t c;

	if (*p < 0x80) {
		*i += 1;
		return *p;
	}
	if ((*p & 0xF0) == 0xE0 && s.n - *i >= 3 &&
	    (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80) {
		c = (*p & 0xFu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
		if (c >= 0x800 && (c < 0xD800 || c >= 0xE000)) {
			*i += 3;
			return c;
		}
	}
	return utf8_decode(s, i);
}

/*
 * How many bytes at s are printable ASCII, ideographs or punctuation of
 * CJK (U+3001 to U+9FFF, U+FF00 to U+FF3F but digits): most of Chinese
 * text, nothing of which is white space or stands for something else.
 */
size_t	utf8_solid(struct str s);

/*
 * How many bytes at s are valid and no controls but tabs and line ends.
 * It stops ahead of some that are, too, which are to be decoded: U+0080 to
 * U+0FFF, U+D000 to U+EFFF, U+FFC0 to U+FFFF and what takes four bytes.
 */
size_t	utf8_text(struct str s);

/* Writes c to out (4 bytes of room); returns the bytes written. */
size_t	utf8_put(uint32_t c, char *out);

/* How many bytes at s belong to valid sequences, up to one that does not. */
size_t	utf8_run(struct str s);

/* Whether every byte belongs to a valid sequence. */
bool	utf8_valid(struct str s);

/* Columns of c: 0 for combining marks and controls, 1, or 2. */
int	utf8_columns(uint32_t c);

/* The same; printable ASCII and the common ideographs at once. */
static inline int
utf8_width(uint32_t c)
{
	return c >= 0x20 && c < 0x7F ? 1 : c >= 0x4E00 && c < 0xA000 ? 2 :
	    utf8_columns(c);
}

/* White space as documents have it: no-break and ideographic, too. */
static inline bool
utf8_space(uint32_t c)
{
	return c <= 0x20 || c == 0xA0 || c == 0x3000 || c == 0xFEFF ||
	    (c >= 0x2000 && c <= 0x200B);
}

/*
 * Whether c does something instead of being shown: controls, which a
 * terminal obeys (C0, DEL and C1 of ECMA-48), and those that show what
 * stands around them in another order (embeddings, overrides and isolates
 * of Unicode Standard Annex 9).
 */
static inline bool
utf8_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) ||
	    (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* s without white space at its ends; or without white space and `also`. */
struct str utf8_trim(struct str s);
struct str utf8_trim_also(struct str s, uint32_t also);

/* How many characters s holds. */
size_t	utf8_count(struct str s);

#endif
