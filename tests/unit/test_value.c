#include <regex.h>

#include "report.h"
#include "report/value.h"

static struct value
get(const char *cell)
{
	return value_read(&arena, str_of(cell));
}

/* A number without a unit of money. */
static void
number(const char *cell, const char *want)
{
	struct value v = get(cell);

	if (v.kind != VALUE_NUMBER)
		fail_msg("'%s' is no number", cell);
	assert_string_equal(z(v.number), want);
	assert_int_equal(v.unit, -1);
}

static void
money(const char *cell, const char *want, int unit)
{
	struct value v = get(cell);

	if (v.kind != VALUE_NUMBER)
		fail_msg("'%s' is no number", cell);
	assert_string_equal(z(v.number), want);
	assert_int_equal(v.unit, unit);
}

static void
blank(const char *cell, bool stroke)
{
	struct value v = get(cell);

	if (v.kind != VALUE_BLANK)
		fail_msg("'%s' is not blank", cell);
	assert_int_equal(v.stroke, stroke);
	assert_int_equal(v.number.n, 0);
}

static void
is(const char *cell, enum value_kind kind)
{
	enum value_kind got = get(cell).kind;

	if (got != kind)
		fail_msg("'%s' is %d, not %d", cell, (int)got, (int)kind);
}

static void
plain(void **state)
{
	(void)state;
	number("0", "0");
	number("7", "7");
	number("10", "10");
	number("20700", "20700");
	number("123456789012345678901234567890",
	    "123456789012345678901234567890");
	number("  12  ", "12");
	number("\t12\n", "12");
	number("\xC2\xA0" "12\xC2\xA0", "12");
	number("　12　", "12");
	number("\xEF\xBB\xBF" "12\xE2\x80\x8B", "12");
}

static void
decimals(void **state)
{
	(void)state;
	number("0.092", "0.092");
	number("43.788", "43.788");
	number("1.50", "1.5");
	number("3.00", "3");
	number("0.0", "0");
	number("-0.5", "-0.5");
	number("1,234.50", "1234.5");
}

static void
signs(void **state)
{
	(void)state;
	number("-417", "-417");
	number("－4", "-4");
	number("\xE2\x88\x92" "4", "-4");	/* minus sign */
	number("\xE2\x80\x93" "4", "-4");	/* en dash */
	number("+21", "21");
	number("＋21", "21");
	number("增1558", "1558");
	number("减38", "-38");
	number("增加12", "12");
	number("减少9", "-9");
	number("减 9", "-9");
	number("-0", "0");
	number("减0", "0");
	number("增0", "0");
	number("-0.00", "0");
	number("-1,113", "-1113");
}

static void
separators(void **state)
{
	(void)state;
	number("1,113", "1113");
	number("1，113", "1113");
	number("12,345", "12345");
	number("123,456,789", "123456789");
	is("1,11", VALUE_DOUBT);
	is("1,1134", VALUE_DOUBT);
	is("1234,567", VALUE_DOUBT);
	is("1,234,56", VALUE_DOUBT);
	is("1,23,456", VALUE_DOUBT);
	is("0,113", VALUE_DOUBT);
	is("1,", VALUE_TEXT);
	is("1,,113", VALUE_TEXT);
}

static void
full_width(void **state)
{
	(void)state;
	number("１２", "12");
	number("０", "0");
	number("１．５", "1.5");
	number("１，１１３", "1113");
	number("－１２", "-12");
	number("　３件　", "3");
	money("５元", "5", 0);
	number("２２（其中修订１６件）", "22");
}

static void
units(void **state)
{
	(void)state;
	money("70487元", "70487", 0);
	money("70487 元", "70487", 0);
	money("43.788万元", "43.788", 4);
	money("43.788 万元", "43.788", 4);
	money("1.5亿元", "1.5", 8);
	money("-3元", "-3", 0);
	money("251,000.00元", "251000", 0);
	money("5万元（含税）", "5", 4);
	number("3件", "3");
	number("3 项", "3");
	number("12条", "12");
	number("2宗", "2");
	number("减2项", "-2");
}

/* A unit that is not known as a whole takes the number with it. */
static void
units_in_part(void **state)
{
	static const char *const cells[] = { "5万", "5千元", "5百万元",
	    "5元/件", "5万件", "5美元", "5%", "5‰", "5部门", "5个月", "5人次",
	    "￥5", "约5元", "5余件", "5多件", "5.5.5元", "5万元/年", "5亿",
	    "5元角" };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cells); i++)
		is(cells[i], VALUE_TEXT);
}

/* Nobody knows the unit of an amount better than the cell itself. */
static void
unit_in_brackets(void **state)
{
	static const struct {
		const char	*cell;
		int		 unit;
	} in[] = { { "70487（元）", 0 }, { "70487(元)", 0 },
	    { "43（万元）", 4 }, { "2（亿元）", 8 },
	    { "70487（单位：元）", 0 } };
	struct value v;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(in); i++) {
		v = get(in[i].cell);
		if (v.kind == VALUE_NUMBER && v.unit != in[i].unit)
			fail_msg("'%s' lost its unit", in[i].cell);
	}
}

static void
remarks(void **state)
{
	(void)state;
	number("22（其中修订 16 件）", "22");
	number("22(其中修订 16 件)", "22");
	number("22 （其中修订 16 件）", "22");
	number("22件（其中修订 16 件）", "22");
	number("-8（机构改革）", "-8");
	number("0（无）", "0");
	number("22（不含更新1件）", "22");
	is("22（更正为 16）", VALUE_DOUBT);
	is("22件（应为16件）", VALUE_DOUBT);
	is("22（2）", VALUE_DOUBT);
	is("22（其中修订 16 件", VALUE_TEXT);
	is("22其中修订 16 件）", VALUE_TEXT);
	is("（22）", VALUE_TEXT);
	is("（其中 16 件）22", VALUE_TEXT);
	is("22（其中 16 件）、3", VALUE_TEXT);
}

static void
blanks(void **state)
{
	(void)state;
	assert_int_equal(value_read(&arena, (struct str){ NULL, 0 }).kind,
	    VALUE_BLANK);
	blank("", false);
	blank("   ", false);
	blank("\xC2\xA0\xC2\xA0", false);
	blank("　", false);
	blank("\t\n", false);
	blank("-", true);
	blank("--", true);
	blank("－", true);
	blank("\xE2\x88\x92", true);
	blank("—", true);
	blank("——", true);
	blank("\xE2\x80\x95", true);
	blank("─", true);
	blank("/", true);
	blank("／", true);
	blank(" / ", true);
	blank("　—　", true);
	blank("无", true);
	blank("空", true);
	blank(" 无 ", true);
}

static void
doubts(void **state)
{
	static const char *const cells[] = { "007", "012", "-05", "00.5",
	    "1 2", "0 12", "1　2", "1\n2", "12 3 45", "12件3", "3元 5",
	    ",113", ".5", "，113" };
	struct value v;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cells); i++) {
		v = get(cells[i]);
		if (v.kind != VALUE_DOUBT)
			fail_msg("'%s' is %d", cells[i], (int)v.kind);
		if (v.zeros)
			fail_msg("'%s' is zeros", cells[i]);
	}
}

static void
fused_zeros(void **state)
{
	(void)state;
	is("00", VALUE_DOUBT);
	assert_true(get("00").zeros);
	assert_true(get("0000000").zeros);
	assert_true(get("００").zeros);
	assert_false(get("0").zeros);
	assert_false(get("00件").zeros);
	assert_false(get("00 0").zeros);
	assert_false(get("000.0").zeros);
	assert_false(get("001").zeros);
	is("00件", VALUE_DOUBT);
	is("000.0", VALUE_DOUBT);
}

/* What is no number is none, however many digits it holds. */
static void
no_numbers(void **state)
{
	static const char *const cells[] = {
	    "本单位未制作规章", "无此项", "没有", "零", "五", "十二", "①", "½",
	    "2023年", "2023年1月1日", "2024-01-05", "2024/1/5", "20201月1日",
	    "201911日至20191231日", "8:30", "3.1.2", "1.", "1、", "1．规章",
	    "— 5 —", "- 5 -", "－5－", "–5–", "第5页", "5/12", "5-12", "共5页",
	    "（5）", "一、", "（一）", "三、（四）1", "010-12345678x",
	    "\\", "\\5", "O", "1O", "l2", "1o", "12a", "a12",
	    "0x10", "1e5", "1E5", "NaN",
	    "inf", "+", "增", "减", "增减", "+-5", "--5", "-+5", "减-5", "5-",
	    "5+", "—5", "/5", "5/", "1·5", "1。5", "1、113", "1'113", "1;2",
	    "1:2", "=5", ">5", "≥5", "约5", "近5", "5左右", "*5", "5*", "#5",
	    "[5]", "5]", "\"5\"", "“5”", "1.5.", "..5", "元", "万元", "件",
	    "元5", "-元", ".", ",", "()", "（）", "\xEF\xBF\xBD",
	    "1\xEF\xBF\xBD\x32", "\xFF", "1\xFF", "\xD9\xA1\xD9\xA2",
	    "见附件1", "详见附件", "5见注", "3（5", "1)2(3)" };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cells); i++)
		is(cells[i], VALUE_TEXT);
}

/* A slice is not terminated: what stands behind it does not count. */
static void
slices(void **state)
{
	struct str s = { "12元34", 2 };

	(void)state;
	assert_string_equal(z(value_read(&arena, s).number), "12");
	assert_int_equal(value_read(&arena, s).unit, -1);
	s.n = 5;
	assert_int_equal(value_read(&arena, s).unit, 0);
	s = (struct str){ "1,113", 2 };
	assert_int_equal(value_read(&arena, s).kind, VALUE_TEXT);
	s = (struct str){ "0.5", 2 };
	assert_int_equal(value_read(&arena, s).kind, VALUE_TEXT);
	s = (struct str){ "5万元", 4 };
	assert_int_equal(value_read(&arena, s).kind, VALUE_TEXT);
	s = (struct str){ "5\0" "6", 3 };
	assert_int_not_equal(value_read(&arena, s).kind, VALUE_NUMBER);
}

/*
 * Random cells: what the grammar has is a number, what it has not even
 * with brackets in brackets is none, and the digits are the cell's.
 */
static void
only_the_grammar(void **state)
{
	static const char *const parts[] = { "0", "0", "1", "2", "9", ",",
	    ".", "-", "+", " ", "增", "减", "元", "万", "亿", "件", "(", ")",
	    "a", "，", "—", "5", "00", "100" };
	static const char figure[] = "^ *([-+]|增|减)? *"
	    "(0|[1-9][0-9]*|[1-9][0-9]?[0-9]?((,|，)[0-9]{3})+)"
	    "([.][0-9]+)? *(万元|亿元|元|件)? *";
	static const char one[] = "([(]([^()]*[^()0-9][^()]*)?[)])? *$",
	    any[] = "([(].*[)])? *$",
	    decimal[] = "^-?(0|[1-9][0-9]*)([.][0-9]*[1-9])?$";
	regex_t must, may, form;
	char cell[256], digits[128], *p, *d;
	struct value v;
	unsigned long i, numbers = 0;
	uint32_t k, n;
	const char *got;

	(void)state;
	strcpy(cell, figure);
	assert_int_equal(regcomp(&must, strcat(cell, one),
	    REG_EXTENDED | REG_NOSUB), 0);
	strcpy(cell, figure);
	assert_int_equal(regcomp(&may, strcat(cell, any),
	    REG_EXTENDED | REG_NOSUB), 0);
	assert_int_equal(regcomp(&form, decimal, REG_EXTENDED | REG_NOSUB),
	    0);
	for (i = 0; i < 200000; i++) {
		n = 1 + below(7);
		for (cell[0] = '\0', k = 0; k < n; k++)
			strcat(cell, parts[below(COUNT(parts))]);
		arena_reset(&arena);
		v = get(cell);
		if (regexec(v.kind == VALUE_NUMBER ? &may : &must, cell, 0,
		    NULL, 0) != (v.kind == VALUE_NUMBER ? 0 : REG_NOMATCH))
			fail_msg("'%s' is %d", cell, (int)v.kind);
		if (v.kind != VALUE_NUMBER)
			continue;
		numbers++;
		got = z(v.number);
		if (regexec(&form, got, 0, NULL, 0) != 0)
			fail_msg("'%s' gives '%s'", cell, got);
		for (p = cell, d = digits; *p != '\0' && *p != '('; p++)
			if ((*p >= '0' && *p <= '9') || *p == '.')
				*d++ = *p;
		*d = '\0';
		for (d = digits + strlen(digits); strchr(digits, '.') &&
		    d > digits && (d[-1] == '0' || d[-1] == '.'); )
			*--d = '\0';
		if (strcmp(digits, got + (*got == '-')) != 0)
			fail_msg("'%s' gives '%s'", cell, got);
		if ((*got == '-') != ((strchr(cell, '-') != NULL &&
		    strchr(cell, '-') < strpbrk(cell, "0123456789")) ||
		    (strstr(cell, "减") != NULL && strstr(cell, "减") <
		    strpbrk(cell, "0123456789"))) && strcmp(got, "0") != 0)
			fail_msg("'%s' gives '%s'", cell, got);
	}
	assert_true(numbers > 5000);
	regfree(&must);
	regfree(&may);
	regfree(&form);
}

static void
shift(const char *number_, int power, const char *want)
{
	assert_string_equal(z(value_shift(&arena, str_of(number_), power)),
	    want);
}

static void
shifts(void **state)
{
	(void)state;
	shift("251000", -4, "25.1");
	shift("43.788", 4, "437880");
	shift("43.788", 0, "43.788");
	shift("1.5", 8, "150000000");
	shift("1.5", 4, "15000");
	shift("0", -4, "0");
	shift("0", 8, "0");
	shift("-0", 2, "0");
	shift("-0.0", -2, "0");
	shift("5", -4, "0.0005");
	shift("-5", -4, "-0.0005");
	shift("0.0005", 4, "5");
	shift("100", -2, "1");
	shift("12", -2, "0.12");
	shift("10.0", 0, "10");
	shift("10.10", 0, "10.1");
	shift("0.10", 1, "1");
	shift("-70487", -4, "-7.0487");
}

/* m times ten to the power e, as printf writes it. */
static void
spelled(char *out, long long m, int e)
{
	char digits[64];
	int n;

	while (m != 0 && e < 0 && m % 10 == 0) {
		m /= 10;
		e++;
	}
	if (m == 0) {
		strcpy(out, "0");
		return;
	}
	n = snprintf(digits, sizeof(digits), "%0*lld", e < 0 ? 1 - e : 1,
	    m < 0 ? -m : m);
	if (e < 0) {
		memmove(digits + n + e + 1, digits + n + e, (size_t)-e + 1);
		digits[n + e] = '.';
	}
	sprintf(out, "%s%s", m < 0 ? "-" : "", digits);
	for (; e > 0; e--)
		strcat(out, "0");
}

static void
shifts_are_exact(void **state)
{
	char in[96], want[96], back[96];
	long long m;
	int d, power, i;
	struct str s;

	(void)state;
	for (i = 0; i < 100000; i++) {
		arena_reset(&arena);
		m = (long long)below(1 + below(1000000)) *
		    (below(3) ? 1 : 1000) * (below(3) ? 1 : -1);
		d = (int)below(6);
		power = (int)below(17) - 8;
		spelled(in, m, -d);
		spelled(want, m, power - d);
		s = value_shift(&arena, str_of(in), power);
		if (strcmp(z(s), want) != 0)
			fail_msg("%s by %d gives %s", in, power, z(s));
		spelled(back, m, -d);
		s = value_shift(&arena, s, -power);
		assert_string_equal(z(s), back);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain),
		cmocka_unit_test(decimals),
		cmocka_unit_test(signs),
		cmocka_unit_test(separators),
		cmocka_unit_test(full_width),
		cmocka_unit_test(units),
		cmocka_unit_test(units_in_part),
		cmocka_unit_test(unit_in_brackets),
		cmocka_unit_test(remarks),
		cmocka_unit_test(blanks),
		cmocka_unit_test(doubts),
		cmocka_unit_test(fused_zeros),
		cmocka_unit_test(no_numbers),
		cmocka_unit_test(slices),
		cmocka_unit_test(only_the_grammar),
		cmocka_unit_test(shifts),
		cmocka_unit_test(shifts_are_exact)
	};

	return cmocka_run_group_tests_name("value", tests, NULL, teardown);
}
