#include <stdio.h>

#include "base/utf8.h"
#include "read/numerals.h"

static const struct {
	const char	*name;
	int		 code;
	enum numeral	 numeral;
} formats[] = {
	{ "decimal", 0, NUMERAL_DECIMAL },
	{ "upperRoman", 1, NUMERAL_ROMAN_UPPER },
	{ "lowerRoman", 2, NUMERAL_ROMAN_LOWER },
	{ "upperLetter", 3, NUMERAL_LETTER_UPPER },
	{ "lowerLetter", 4, NUMERAL_LETTER_LOWER },
	{ "ideographDigital", 10, NUMERAL_DIGITAL },
	{ "japaneseCounting", 11, NUMERAL_COUNTING },
	{ "decimalFullWidth", 14, NUMERAL_FULLWIDTH },
	{ "japaneseLegal", 16, NUMERAL_LEGAL_OLD },
	{ "japaneseDigitalTenThousand", 17, NUMERAL_DIGITAL },
	{ "decimalEnclosedCircle", 18, NUMERAL_CIRCLE },
	{ "decimalFullWidth2", 19, NUMERAL_FULLWIDTH },
	{ "decimalZero", 22, NUMERAL_DECIMAL_ZERO },
	{ "bullet", 23, NUMERAL_BULLET },
	{ "decimalEnclosedFullstop", 26, NUMERAL_FULLSTOP },
	{ "decimalEnclosedParen", 27, NUMERAL_PARENTHESES },
	{ "decimalEnclosedCircleChinese", 28, NUMERAL_CIRCLE },
	{ "ideographEnclosedCircle", 29, NUMERAL_CIRCLE_IDEOGRAPH },
	{ "ideographTraditional", 30, NUMERAL_STEMS },
	{ "ideographZodiac", 31, NUMERAL_BRANCHES },
	{ "ideographZodiacTraditional", 32, NUMERAL_CYCLE },
	{ "taiwaneseCounting", 33, NUMERAL_COUNTING },
	{ "ideographLegalTraditional", 34, NUMERAL_LEGAL_OLD },
	{ "taiwaneseCountingThousand", 35, NUMERAL_COUNTING },
	{ "taiwaneseDigital", 36, NUMERAL_DIGITAL },
	{ "chineseCounting", 37, NUMERAL_COUNTING },
	{ "chineseLegalSimplified", 38, NUMERAL_LEGAL },
	{ "chineseCountingThousand", 39, NUMERAL_COUNTING },
	{ "numberInDash", 57, NUMERAL_DASHES },
	{ "none", 255, NUMERAL_NONE },
};

#define FORMATS	(sizeof(formats) / sizeof(formats[0]))

enum numeral
numeral_of_name(struct str name)
{
	size_t i;

	for (i = 0; i < FORMATS; i++)
		if (str_is(name, formats[i].name))
			return formats[i].numeral;
	return NUMERAL_DECIMAL;
}

enum numeral
numeral_of_code(long nfc)
{
	size_t i;

	for (i = 0; i < FORMATS; i++)
		if (formats[i].code == nfc)
			return formats[i].numeral;
	return NUMERAL_DECIMAL;
}

static void
put_character(struct buf *out, uint32_t c)
{
	char s[4];

	buf_add(out, s, utf8_put(c, s));
}

static void
put_roman(struct buf *out, unsigned long n, bool upper)
{
	static const struct {
		unsigned	 value;
		const char	*upper, *lower;
	} parts[] = {
		{ 1000, "M", "m" }, { 900, "CM", "cm" }, { 500, "D", "d" },
		{ 400, "CD", "cd" }, { 100, "C", "c" }, { 90, "XC", "xc" },
		{ 50, "L", "l" }, { 40, "XL", "xl" }, { 10, "X", "x" },
		{ 9, "IX", "ix" }, { 5, "V", "v" }, { 4, "IV", "iv" },
		{ 1, "I", "i" },
	};
	size_t i;

	for (i = 0; n > 0; i++)
		for (; n >= parts[i].value; n -= parts[i].value)
			buf_cstr(out, upper ? parts[i].upper : parts[i].lower);
}

/* a to z, then aa to zz, and so on: the letter of n, repeated. */
static void
put_letters(struct buf *out, unsigned long n, char first)
{
	unsigned long i;

	for (i = 0; i <= (n - 1) / 26; i++)
		buf_byte(out, (char)(first + (char)((n - 1) % 26)));
}

/* The characters of one script: digits from 0 on, then 10, 100, 1000. */
typedef const char *const script[13];

static script counting = { "零", "一", "二", "三", "四", "五", "六", "七",
    "八", "九", "十", "百", "千" };
static script legal = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌",
    "玖", "拾", "佰", "仟" };
static script legal_old = { "零", "壹", "貳", "參", "肆", "伍", "陸", "柒",
    "捌", "玖", "拾", "佰", "仟" };

/* Up to 9999; a run of zeros within is one. */
static void
put_counting(struct buf *out, unsigned long n, const char *const *c)
{
	static const unsigned units[] = { 1, 10, 100, 1000 };
	unsigned long digit;
	bool zero = false, begun = false;
	int i;

	for (i = 3; i >= 0; i--) {
		digit = n / units[i] % 10;
		if (digit == 0) {
			zero = begun;
			continue;
		}
		if (zero)
			buf_cstr(out, c[0]);
		if (digit != 1 || i != 1 || begun || c != counting)
			buf_cstr(out, c[digit]);
		if (i > 0)
			buf_cstr(out, c[9 + i]);
		begun = true;
		zero = false;
	}
}

static void
put_digits(struct buf *out, unsigned long n, bool wide)
{
	char digits[24];
	int i, len = snprintf(digits, sizeof(digits), "%lu", n);

	for (i = 0; i < len; i++)
		if (wide)
			put_character(out, 0xFF10u +
			    (uint32_t)(digits[i] - '0'));
		else
			buf_cstr(out, digits[i] == '0' ? "〇" :
			    counting[digits[i] - '0']);
}

static void
put_cycle(struct buf *out, unsigned long n, bool stems, bool branches)
{
	static const char *const stem[] = { "甲", "乙", "丙", "丁", "戊",
	    "己", "庚", "辛", "壬", "癸" };
	static const char *const branch[] = { "子", "丑", "寅", "卯", "辰",
	    "巳", "午", "未", "申", "酉", "戌", "亥" };

	if (stems)
		buf_cstr(out, stem[(n - 1) % 10]);
	if (branches)
		buf_cstr(out, branch[(n - 1) % 12]);
}

static void
put_circle(struct buf *out, unsigned long n)
{
	put_character(out, (uint32_t)(n <= 20 ? 0x2460 + n - 1 :
	    n <= 35 ? 0x3251 + n - 21 : 0x32B1 + n - 36));
}

/* Formats with a character for each number, and with how many. */
static const struct {
	uint32_t	first;
	unsigned	most;
} characters[] = {
	[NUMERAL_CIRCLE_IDEOGRAPH] = { 0x3280, 10 },
	[NUMERAL_FULLSTOP] = { 0x2488, 20 },
	[NUMERAL_PARENTHESES] = { 0x2474, 20 },
	[NUMERAL_DASHES] = { 0, 0 }
};

/* The largest number a format has a numeral for. */
static unsigned long
most(enum numeral numeral)
{
	switch (numeral) {
	case NUMERAL_ROMAN_UPPER:
	case NUMERAL_ROMAN_LOWER:
		return 3999;
	case NUMERAL_LETTER_UPPER:
	case NUMERAL_LETTER_LOWER:
		return 780;
	case NUMERAL_COUNTING:
	case NUMERAL_LEGAL:
	case NUMERAL_LEGAL_OLD:
		return 9999;
	case NUMERAL_STEMS:
		return 10;
	case NUMERAL_BRANCHES:
		return 12;
	case NUMERAL_CYCLE:
		return 60;
	case NUMERAL_CIRCLE:
		return 50;
	default:
		return characters[numeral].most > 0 ?
		    characters[numeral].most : (unsigned long)-1;
	}
}

void
numeral_put(struct buf *out, enum numeral numeral, unsigned long n)
{
	if (numeral == NUMERAL_NONE || numeral == NUMERAL_BULLET)
		return;
	if (n == 0 || n > most(numeral))
		numeral = NUMERAL_DECIMAL;
	switch (numeral) {
	case NUMERAL_DECIMAL_ZERO:
		buf_printf(out, "%02lu", n);
		break;
	case NUMERAL_ROMAN_UPPER:
	case NUMERAL_ROMAN_LOWER:
		put_roman(out, n, numeral == NUMERAL_ROMAN_UPPER);
		break;
	case NUMERAL_LETTER_UPPER:
	case NUMERAL_LETTER_LOWER:
		put_letters(out, n,
		    numeral == NUMERAL_LETTER_UPPER ? 'A' : 'a');
		break;
	case NUMERAL_COUNTING:
	case NUMERAL_LEGAL:
	case NUMERAL_LEGAL_OLD:
		put_counting(out, n, numeral == NUMERAL_COUNTING ? counting :
		    numeral == NUMERAL_LEGAL ? legal : legal_old);
		break;
	case NUMERAL_DIGITAL:
	case NUMERAL_FULLWIDTH:
		put_digits(out, n, numeral == NUMERAL_FULLWIDTH);
		break;
	case NUMERAL_STEMS:
	case NUMERAL_BRANCHES:
	case NUMERAL_CYCLE:
		put_cycle(out, n, numeral != NUMERAL_BRANCHES,
		    numeral != NUMERAL_STEMS);
		break;
	case NUMERAL_CIRCLE:
		put_circle(out, n);
		break;
	case NUMERAL_DASHES:
		buf_printf(out, "- %lu -", n);
		break;
	case NUMERAL_DECIMAL:
		buf_printf(out, "%lu", n);
		break;
	default:
		put_character(out, characters[numeral].first +
		    (uint32_t)(n - 1));
	}
}
