#include "base/utf8.h"
#include "read/numeral.h"

#define MAX_LETTERS	(26 * 8)		/* aaaaaaaa */

static void
put(struct buf *out, uint32_t c)
{
	char utf8[4];

	buf_add(out, utf8, utf8_put(c, utf8));
}

static void
letters(struct buf *out, char first, long n)
{
	long i;

	for (i = 0; i <= (n - 1) / 26; i++)
		buf_byte(out, (char)(first + (n - 1) % 26));
}

static void
roman(struct buf *out, long n, char lower)
{
	static const struct {
		long		 n;
		const char	*sign;
	} signs[] = { { 1000, "M" }, { 900, "CM" }, { 500, "D" },
	    { 400, "CD" }, { 100, "C" }, { 90, "XC" }, { 50, "L" },
	    { 40, "XL" }, { 10, "X" }, { 9, "IX" }, { 5, "V" }, { 4, "IV" },
	    { 1, "I" } };
	const char *s;
	size_t i;

	for (i = 0; n > 0; n -= signs[i].n) {
		while (signs[i].n > n)
			i++;
		for (s = signs[i].sign; *s != '\0'; s++)
			buf_byte(out, (char)(*s | lower));
	}
}

/* Below 10000; of the everyday digits 10 to 19 go without their 一. */
static void
chinese(struct buf *out, long n, const char *const *digits,
    const char *const *units, bool everyday)
{
	long unit = 1000;
	int place;
	bool any = false, gap = false;

	for (place = 3; place >= 0; place--, unit /= 10) {
		if (n / unit % 10 == 0) {
			gap = any;
			continue;
		}
		if (gap)
			buf_cstr(out, digits[0]);
		if (!everyday || any || unit != 10 || n / unit != 1)
			buf_cstr(out, digits[n / unit % 10]);
		buf_cstr(out, units[place]);
		any = true;
		gap = false;
	}
}

static void
fullwidth(struct buf *out, long n)
{
	char digits[24], *d = digits + sizeof(digits);

	for (*--d = '\0'; n > 0; n /= 10)
		*--d = (char)('0' + n % 10);
	for (; *d != '\0'; d++)
		put(out, 0xFF10 + (uint32_t)(*d - '0'));
}

/* The largest number each way has a sign for. */
static const long most[] = {
	[NUMERAL_FULLWIDTH] = 1000000000, [NUMERAL_LOWER] = MAX_LETTERS,
	[NUMERAL_UPPER] = MAX_LETTERS, [NUMERAL_ROMAN_LOWER] = 3999,
	[NUMERAL_ROMAN] = 3999, [NUMERAL_CHINESE] = 9999,
	[NUMERAL_FINANCIAL] = 9999, [NUMERAL_CIRCLED] = 20,
	[NUMERAL_STEMS] = 10, [NUMERAL_BRANCHES] = 12
};

void
numeral_write(struct buf *out, enum numeral way, long n)
{
	static const char *const digits[] = { "零", "一", "二", "三", "四",
	    "五", "六", "七", "八", "九" }, *const units[] = { "", "十",
	    "百", "千" };
	static const char *const financial[] = { "零", "壹", "贰", "叁",
	    "肆", "伍", "陆", "柒", "捌", "玖" }, *const money[] = { "",
	    "拾", "佰", "仟" };
	static const char *const stems[] = { "甲", "乙", "丙", "丁", "戊",
	    "己", "庚", "辛", "壬", "癸" };
	static const char *const branches[] = { "子", "丑", "寅", "卯",
	    "辰", "巳", "午", "未", "申", "酉", "戌", "亥" };

	if (way == NUMERAL_NONE)
		return;
	if (n < 1 || n > most[way])
		way = NUMERAL_ARABIC;
	switch (way) {
	case NUMERAL_NONE:
	case NUMERAL_ARABIC: buf_printf(out, "%ld", n); break;
	case NUMERAL_FULLWIDTH: fullwidth(out, n); break;
	case NUMERAL_LOWER: letters(out, 'a', n); break;
	case NUMERAL_UPPER: letters(out, 'A', n); break;
	case NUMERAL_ROMAN_LOWER: roman(out, n, 0x20); break;
	case NUMERAL_ROMAN: roman(out, n, 0); break;
	case NUMERAL_CHINESE: chinese(out, n, digits, units, true); break;
	case NUMERAL_FINANCIAL:
		chinese(out, n, financial, money, false);
		break;
	case NUMERAL_CIRCLED: put(out, 0x245F + (uint32_t)n); break;
	case NUMERAL_STEMS: buf_cstr(out, stems[n - 1]); break;
	case NUMERAL_BRANCHES: buf_cstr(out, branches[n - 1]); break;
	}
}
