/*
 * The characters of ASCII, whatever the locale: the names of tags, code
 * words, figures.
 */
#ifndef GX_ASCII_H
#define GX_ASCII_H

#include <stdint.h>

#include "base/str.h"

/* Whether c is one of 0 to 9. */
static inline bool
ascii_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/* c, a capital letter as the small one. */
static inline char
ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* What c is worth as a hexadecimal digit; -1: it is none. */
static inline int
ascii_hex(char c)
{
	c = ascii_lower(c);
	return c >= '0' && c <= '9' ? c - '0' :
	    c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Whether s begins with a word, in any case. */
static inline bool
ascii_begins(struct str s, const char *word)
{
	size_t i = 0;

	while (i < s.n && word[i] != '\0' &&
	    ascii_lower(s.s[i]) == ascii_lower(word[i]))
		i++;
	return word[i] == '\0';
}

#endif
