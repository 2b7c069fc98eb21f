/*
 * Numerals of automatic numbers: the number formats of Word (ECMA-376 part
 * 1, 17.18.59 ST_NumberFormat; MSONFC in [MS-OSHARED] 2.2.1.3).
 */
#ifndef GX_READ_NUMERALS_H
#define GX_READ_NUMERALS_H

#include "base/buf.h"

enum numeral {
	NUMERAL_DECIMAL,	/* and whatever is not known */
	NUMERAL_NONE,
	NUMERAL_BULLET,		/* no number: a sign in its place */
	NUMERAL_DECIMAL_ZERO,
	NUMERAL_ROMAN_UPPER,
	NUMERAL_ROMAN_LOWER,
	NUMERAL_LETTER_UPPER,
	NUMERAL_LETTER_LOWER,
	NUMERAL_COUNTING,	/* 十二 */
	NUMERAL_DIGITAL,	/* 一二 */
	NUMERAL_LEGAL,		/* 壹拾贰 */
	NUMERAL_LEGAL_OLD,	/* 壹拾貳 */
	NUMERAL_STEMS,		/* 甲乙丙 */
	NUMERAL_BRANCHES,	/* 子丑寅 */
	NUMERAL_CYCLE,		/* 甲子 */
	NUMERAL_CIRCLE,		/* ① */
	NUMERAL_CIRCLE_IDEOGRAPH, /* ㊀ */
	NUMERAL_FULLSTOP,	/* ⒈ */
	NUMERAL_PARENTHESES,	/* ⑴ */
	NUMERAL_FULLWIDTH,
	NUMERAL_DASHES		/* - 1 - */
};

/* The format of that name in OOXML. */
enum numeral numeral_of_name(struct str name);

/* The format of that code in Word 97 to 2003. */
enum numeral numeral_of_code(long nfc);

/* Appends n; in digits where the format has no numeral for it. */
void	numeral_put(struct buf *, enum numeral, unsigned long n);

#endif
