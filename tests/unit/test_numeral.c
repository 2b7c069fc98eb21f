#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/utf8.h"
#include "check/numeral.h"

/* The number at the head of text, "" if none. */
static const char *
read(const char *text)
{
	static char out[24];
	struct str s = str_of(text);
	uint32_t c[64];
	size_t i = 0, n = 0;

	while (i < s.n && n < 64)
		c[n++] = utf8_next(s, &i);
	return numeral_read(c, n, out) > 0 ? out : "";
}

static void
test_numerals(void **state)
{
	static const struct {
		const char	*text, *number;
	} cases[] = {
		{ "0件", "0" }, { "1276件", "1276" }, { "1,276件", "1276" },
		{ "1,234,567件", "1234567" }, { "12.5元", "12.5" },
		{ "3,件", "3" }, { "0.25万元", "0.25" }, { "〇件", "0" },
		{ "零件", "0" }, { "五件", "5" }, { "两件", "2" },
		{ "十件", "10" }, { "十二件", "12" }, { "二十件", "20" },
		{ "三十二件", "32" }, { "一百零三件", "103" },
		{ "一百二十件", "120" }, { "一千零五十件", "1050" },
		{ "九千九百九十九件", "9999" },
		/* Not certain, or none. */
		{ "", "" }, { "件", "" }, { "1,27件", "" }, { "12,34件", "" },
		{ "007件", "" }, { "3万件", "" }, { "1.2万件", "" },
		{ "一万件", "" }, { "十几件", "" }, { "三十多件", "" },
		{ "30余件", "" }, { "一百二件", "" }, { "二三件", "" },
		{ "百件", "" }, { "十百件", "" }, { "5十件", "" },
		{ "123456789012345678901234567890件", "" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (strcmp(read(cases[i].text), cases[i].number) != 0)
			print_message("%s\n", cases[i].text);
		assert_string_equal(read(cases[i].text), cases[i].number);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numerals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
