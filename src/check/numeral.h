/* Whole numbers in running text, in digits or Chinese numerals. */
#ifndef GX_CHECK_NUMERAL_H
#define GX_CHECK_NUMERAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The value of a digit of either kind; -1 when c is none. */
int	numeral_digit(uint32_t c);

/*
 * Reads a number at the head of n characters: 1276, 1,276, 12.5, 五, 一百零三,
 * 〇.  Appends it to out as a plain decimal (at most 24 bytes).  Returns how
 * many characters it takes; 0 when there is none, or when it is none that
 * is certain (1,27; 3万件, which may be rounded; 十几).
 */
size_t	numeral_read(const uint32_t *c, size_t n, char out[24]);

#endif
