#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read/numerals.h"

static void
gives(const char *format, unsigned long n, const char *want)
{
	struct buf out = { 0 };

	numeral_put(&out, numeral_of_name(str_of(format)), n);
	assert_string_equal(buf_z(&out), want);
	buf_free(&out);
}

static void
counting(void **state)
{
	static const struct {
		unsigned long	 n;
		const char	*want;
	} counts[] = {
		{ 0, "0" }, { 1, "一" }, { 9, "九" }, { 10, "十" },
		{ 11, "十一" }, { 20, "二十" }, { 99, "九十九" },
		{ 100, "一百" }, { 101, "一百零一" }, { 110, "一百一十" },
		{ 1001, "一千零一" }, { 1010, "一千零一十" },
		{ 9999, "九千九百九十九" }, { 10000, "10000" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
		gives("chineseCountingThousand", counts[i].n, counts[i].want);
	gives("chineseCounting", 12, "十二");
	gives("japaneseCounting", 12, "十二");
	gives("taiwaneseCountingThousand", 12, "十二");
	gives("chineseLegalSimplified", 12, "壹拾贰");
	gives("ideographLegalTraditional", 32, "參拾貳");
	gives("ideographDigital", 120, "一二〇");
}

static void
others(void **state)
{
	(void)state;
	gives("decimal", 12, "12");
	gives("no such format", 12, "12");
	gives("decimalZero", 7, "07");
	gives("decimalFullWidth", 12, "１２");
	gives("decimalEnclosedCircle", 1, "①");
	gives("decimalEnclosedCircle", 20, "⑳");
	gives("decimalEnclosedCircle", 21, "㉑");
	gives("decimalEnclosedCircle", 36, "㊱");
	gives("decimalEnclosedCircle", 51, "51");
	gives("decimalEnclosedParen", 2, "⑵");
	gives("decimalEnclosedFullstop", 20, "⒛");
	gives("decimalEnclosedFullstop", 21, "21");
	gives("ideographEnclosedCircle", 10, "㊉");
	gives("ideographTraditional", 3, "丙");
	gives("ideographTraditional", 11, "11");
	gives("ideographZodiac", 12, "亥");
	gives("ideographZodiacTraditional", 60, "癸亥");
	gives("upperRoman", 1994, "MCMXCIV");
	gives("lowerRoman", 4, "iv");
	gives("lowerRoman", 4000, "4000");
	gives("upperLetter", 26, "Z");
	gives("lowerLetter", 28, "bb");
	gives("lowerLetter", 1000000000, "1000000000");
	gives("numberInDash", 3, "- 3 -");
	gives("none", 3, "");
	gives("bullet", 3, "");
}

static void
codes(void **state)
{
	(void)state;
	assert_int_equal(numeral_of_code(0), NUMERAL_DECIMAL);
	assert_int_equal(numeral_of_code(18), NUMERAL_CIRCLE);
	assert_int_equal(numeral_of_code(23), NUMERAL_BULLET);
	assert_int_equal(numeral_of_code(39), NUMERAL_COUNTING);
	assert_int_equal(numeral_of_code(255), NUMERAL_NONE);
	assert_int_equal(numeral_of_code(-7), NUMERAL_DECIMAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counting),
		cmocka_unit_test(others),
		cmocka_unit_test(codes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
