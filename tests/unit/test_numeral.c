#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "read/numeral.h"

static void
gives(unsigned n, unsigned format, const char *want)
{
	struct buf out = { 0 };

	numeral_put(&out, n, format);
	assert_string_equal(buf_z(&out), want);
	buf_free(&out);
}

static void
chinese(void **state)
{
	(void)state;
	gives(1, 37, "一");
	gives(10, 37, "十");
	gives(12, 37, "十二");
	gives(20, 39, "二十");
	gives(21, 33, "二十一");
	gives(105, 11, "一百零五");
	gives(110, 37, "一百一十");
	gives(3004, 37, "三千零四");
	gives(10000, 37, "10000");
	gives(0, 37, "0");
	gives(13, 38, "拾叁");
	gives(20, 40, "二〇");
	gives(3, 18, "③");
	gives(21, 18, "21");
	gives(2, 28, "㈡");
	gives(12, 14, "１２");
}

static void
others(void **state)
{
	(void)state;
	gives(7, 0, "7");
	gives(7, 22, "07");
	gives(12, 22, "12");
	gives(1994, 1, "MCMXCIV");
	gives(4, 2, "iv");
	gives(3, 3, "C");
	gives(28, 4, "bb");
	gives(4000000000u, 4, "4000000000");
	gives(4000, 1, "4000");
	gives(5, 200, "5");
	gives(5, 23, "");
	gives(5, 255, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(chinese),
		cmocka_unit_test(others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
