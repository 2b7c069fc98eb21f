#include "base/utf8.h"
#include "read/numeral.h"

enum style { ARABIC, ROMAN, LETTER, COUNTED, DIGITS, CHARACTER, NOTHING };

static const char counting[] = "零一二三四五六七八九十百千";
static const char legal[] = "零壹贰叁肆伍陆柒捌玖拾佰仟";

/* What the formats are made of; those that are missing are Arabic. */
static const struct {
	unsigned	 format;
	enum style	 style;
	const char	*signs;		/* of COUNTED and DIGITS */
	uint32_t	 first;		/* the character of 1, */
	unsigned	 most;		/* and how many follow each other */
} formats[] = {
	{ 1, ROMAN, NULL, 'I', 0 }, { 2, ROMAN, NULL, 'i', 0 },
	{ 3, LETTER, NULL, 'A', 0 }, { 4, LETTER, NULL, 'a', 0 },
	{ 10, DIGITS, "〇一二三四五六七八九", 0, 0 },
	{ 11, COUNTED, counting, 0, 0 },
	{ 14, DIGITS, "０１２３４５６７８９", 0, 0 },
	{ 16, COUNTED, legal, 0, 0 }, { 18, CHARACTER, NULL, 0x2460, 20 },
	{ 19, DIGITS, "０１２３４５６７８９", 0, 0 },
	{ 23, NOTHING, NULL, 0, 0 }, { 26, CHARACTER, NULL, 0x2488, 20 },
	{ 27, CHARACTER, NULL, 0x2474, 20 },
	{ 28, CHARACTER, NULL, 0x3220, 10 },
	{ 29, CHARACTER, NULL, 0x3280, 10 },
	{ 33, COUNTED, counting, 0, 0 }, { 34, COUNTED, legal, 0, 0 },
	{ 35, COUNTED, counting, 0, 0 },
	{ 36, DIGITS, "〇一二三四五六七八九", 0, 0 },
	{ 37, COUNTED, counting, 0, 0 }, { 38, COUNTED, legal, 0, 0 },
	{ 39, COUNTED, counting, 0, 0 },
	{ 40, DIGITS, "〇一二三四五六七八九", 0, 0 },
	{ 255, NOTHING, NULL, 0, 0 },
};

/* The sign at place i; all take three bytes. */
static void
put_sign(struct buf *out, const char *signs, unsigned i)
{
	buf_add(out, signs + 3 * (size_t)i, 3);
}

/* 一百零一: digits with their units, one zero for zeros within. */
static void
put_counted(struct buf *out, unsigned n, const char *signs)
{
	unsigned unit, i, digit;
	bool any = false, gap = false;

	for (unit = 1000, i = 3; unit > 0; unit /= 10, i--) {
		digit = n / unit % 10;
		if (digit == 0) {
			gap = any;
			continue;
		}
		if (gap)
			put_sign(out, signs, 0);
		if (digit != 1 || unit != 10 || any)
			put_sign(out, signs, digit);
		if (i > 0)
			put_sign(out, signs, 9 + i);
		any = true;
		gap = false;
	}
}

static void
put_digits(struct buf *out, unsigned n, const char *signs)
{
	char decimal[16];
	int i, len = 0;

	do
		decimal[len++] = (char)(n % 10);
	while ((n /= 10) > 0);
	for (i = len - 1; i >= 0; i--)
		put_sign(out, signs, (unsigned char)decimal[i]);
}

/* Upper case, or lower case where `one` is. */
static void
put_roman(struct buf *out, unsigned n, char one)
{
	static const struct {
		unsigned	 value;
		const char	*signs;
	} parts[] = {
		{ 1000, "M" }, { 900, "CM" }, { 500, "D" }, { 400, "CD" },
		{ 100, "C" }, { 90, "XC" }, { 50, "L" }, { 40, "XL" },
		{ 10, "X" }, { 9, "IX" }, { 5, "V" }, { 4, "IV" }, { 1, "I" },
	};
	const char *s;
	size_t i = 0;

	while (n > 0) {
		for (; parts[i].value > n; i++)
			;
		for (s = parts[i].signs; *s != '\0'; s++)
			buf_byte(out, (char)(*s | (one & 0x20)));
		n -= parts[i].value;
	}
}

/* A, ... Z, AA, BB, ... as Word counts. */
static void
put_letter(struct buf *out, unsigned n, char first)
{
	unsigned times;

	for (times = (n - 1) / 26 + 1; times > 0; times--)
		buf_byte(out, (char)(first + (char)((n - 1) % 26)));
}

void
numeral_put(struct buf *out, unsigned n, unsigned format)
{
	char bytes[4];
	size_t i = 0;

	while (i < sizeof(formats) / sizeof(formats[0]) &&
	    formats[i].format != format)
		i++;
	if (i == sizeof(formats) / sizeof(formats[0]))
		buf_printf(out, format == 22 && n < 10 ? "0%u" : "%u", n);
	else if (formats[i].style == NOTHING)
		return;
	else if (formats[i].style == DIGITS)
		put_digits(out, n, formats[i].signs);
	else if (formats[i].style == COUNTED && n > 0 && n < 10000)
		put_counted(out, n, formats[i].signs);
	else if (formats[i].style == ROMAN && n > 0 && n < 4000)
		put_roman(out, n, (char)formats[i].first);
	else if (formats[i].style == LETTER && n > 0 && n <= 780)
		put_letter(out, n, (char)formats[i].first);
	else if (formats[i].style == CHARACTER && n > 0 &&
	    n <= formats[i].most)
		buf_add(out, bytes, utf8_put(formats[i].first + n - 1,
		    bytes));
	else
		buf_printf(out, "%u", n);
}
