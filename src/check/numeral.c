#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "check/numeral.h"

/* The value of a Chinese digit; -1 when c is none. */
static int
digit(uint32_t c)
{
	static const uint32_t digits[] = { 0x96F6, 0x4E00, 0x4E8C, 0x4E09,
	    0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D };
	int i;

	for (i = 0; i < 10; i++)
		if (c == digits[i])
			return i;
	return c == 0x3007 ? 0 : c == 0x4E24 ? 2 : -1;	/* 〇 两 */
}

/* 十 百 千 as a number; 0 when c is none. */
static unsigned
unit(uint32_t c)
{
	return c == 0x5341 ? 10 : c == 0x767E ? 100 : c == 0x5343 ? 1000 : 0;
}

int
numeral_digit(uint32_t c)
{
	return ascii_digit(c) ? (int)(c - '0') : digit(c);
}

/*
 * Whether n characters behind a number make it less than exact, or part of
 * another: 万 亿 (not of 元) 几 多 余 数, a digit, 十.
 */
static bool
is_vague(const uint32_t *c, size_t n)
{
	if (n > 1 && (c[0] == 0x4E07 || c[0] == 0x4EBF) && c[1] == 0x5143)
		return false;
	return n > 0 && (c[0] == 0x4E07 || c[0] == 0x4EBF ||
	    c[0] == 0x51E0 || c[0] == 0x591A || c[0] == 0x4F59 ||
	    c[0] == 0x6570 || numeral_digit(c[0]) >= 0 || unit(c[0]) != 0);
}

/* Digits with commas of thousands and a point. */
static size_t
arabic(const uint32_t *c, size_t n, char out[24])
{
	size_t i = 0, len = 0, group = 0;
	bool commas = false, point = false;

	for (; i < n && len < 18; i++) {
		if (ascii_digit(c[i])) {
			out[len++] = (char)c[i];
			group++;
		} else if (i + 1 < n && ascii_digit(c[i + 1]) && !point &&
		    (c[i] == ',' || c[i] == '.')) {
			if (c[i] == ',' ? commas ? group != 3 : group > 3 :
			    commas && group != 3)
				return 0;
			commas = commas || c[i] == ',';
			point = c[i] == '.';
			if (point)
				out[len++] = '.';
			group = 0;
		} else
			break;
	}
	if (len == 18 || (commas && !point && group != 3) ||
	    (len > 1 && out[0] == '0' && out[1] != '.'))
		return 0;
	out[len] = '\0';
	return i;
}

/* 一百零三, 十二, 二〇; below ten thousand. */
static size_t
chinese(const uint32_t *c, size_t n, char out[24])
{
	unsigned sum = 0, u, last = 10000;
	int d = -1, plain = 0;
	size_t i;

	for (i = 0; i < n && i < 10; i++) {
		u = unit(c[i]);
		if (u != 0) {
			if (u >= last || (d < 0 && (u != 10 || i > 0)) ||
			    d == 0)
				return 0;
			sum += u * (unsigned)(d < 0 ? 1 : d);
			last = u;
			d = -1;
		} else if (digit(c[i]) < 0) {
			break;
		} else {
			plain += d > 0;		/* 二三: two digits in a row */
			d = digit(c[i]);
			if (d == 0 && i == 0 && i + 1 < n &&
			    digit(c[1]) >= 0)
				return 0;
		}
	}
	if (plain > 0 || i == 0)
		return 0;
	if (d > 0) {
		/* 一百二 is 120: no certain number */
		if (last < 10000 && last > 10 && digit(c[i - 2]) != 0)
			return 0;
		sum += (unsigned)d;
	}
	snprintf(out, 24, "%u", sum);
	return i;
}

size_t
numeral_read(const uint32_t *c, size_t n, char out[24])
{
	size_t len;

	if (n == 0)
		return 0;
	len = ascii_digit(c[0]) ? arabic(c, n, out) : chinese(c, n, out);
	return is_vague(c + len, n - len) ? 0 : len;
}
