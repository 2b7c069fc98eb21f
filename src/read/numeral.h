/*
 * The numbers of lists and headings in the ways word processors write
 * them: 1, 01, a, IV, 一, 壹, ①, 甲, 子, １.
 */
#ifndef GX_READ_NUMERAL_H
#define GX_READ_NUMERAL_H

#include "base/buf.h"

enum numeral {
	NUMERAL_NONE,		/* no number is shown */
	NUMERAL_ARABIC,		/* 1 2 3 */
	NUMERAL_FULLWIDTH,	/* １ ２ ３ */
	NUMERAL_LOWER,		/* a b ... z aa bb */
	NUMERAL_UPPER,
	NUMERAL_ROMAN_LOWER,	/* i ii iii iv */
	NUMERAL_ROMAN,
	NUMERAL_CHINESE,	/* 一 二 ... 十 十一 ... 二十 ... 一百零一 */
	NUMERAL_FINANCIAL,	/* 壹 贰 ... 壹拾 */
	NUMERAL_CIRCLED,	/* ① to ⑳ */
	NUMERAL_STEMS,		/* 甲 乙 ... 癸 */
	NUMERAL_BRANCHES	/* 子 丑 ... 亥 */
};

/*
 * Appends n.  What a way has no sign for is written 1 2 3, as word
 * processors do.
 */
void	numeral_write(struct buf *, enum numeral, long n);

#endif
