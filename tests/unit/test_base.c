#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/ascii.h"

static void
pieces(void **state)
{
	struct str s = str_of("公开2024"), nothing = { NULL, 0 };

	(void)state;
	assert_true(str_at(s, 6, str_of("2024")));
	assert_false(str_at(s, 7, str_of("2024")));
	assert_false(str_at(s, 11, nothing));
	assert_true(str_at(s, 10, nothing) && str_at(nothing, 0, nothing));
	assert_true(str_begins(s, "公开") && str_begins(nothing, ""));
	assert_false(str_begins(str_of("公"), "公开"));
	assert_true(str_ends(s, "024") && str_ends(s, ""));
	assert_false(str_ends(str_of("24"), "024"));
}

static void
finding(void **state)
{
	(void)state;
	assert_int_equal(str_find(str_of("aab"), "ab"), 1);
	assert_int_equal(str_find(str_of("aba"), "a"), 0);
	assert_int_equal(str_find(str_of("ab"), "abc"), -1);
	assert_int_equal(str_find((struct str){ "abc", 2 }, "bc"), -1);
	assert_int_equal(str_find((struct str){ "a\0b", 3 }, "b"), 2);
	assert_int_equal(str_find(str_of("ab"), ""), 0);
	assert_int_equal(str_find((struct str){ NULL, 0 }, "a"), -1);
}

static void
lines(void **state)
{
	struct str s = str_of("一\n\n二"), nothing = { NULL, 0 };

	(void)state;
	assert_true(str_is(str_line(&s), "一"));
	assert_true(str_is(str_line(&s), ""));
	assert_true(str_is(str_line(&s), "二"));
	assert_int_equal(s.n, 0);
	assert_int_equal(str_line(&nothing).n, 0);
	assert_true(str_is(str_trim(str_of("\r\n 一 二\t\n")), "一 二"));
	assert_true(str_is(str_trim(str_of(" \n")), ""));
}

static void
letters(void **state)
{
	(void)state;
	assert_true(ascii_digit('0') && ascii_digit('9'));
	assert_false(ascii_digit('/') || ascii_digit(':') ||
	    ascii_digit(0xFF10));
	assert_int_equal(ascii_hex('f'), 15);
	assert_int_equal(ascii_hex('A'), 10);
	assert_int_equal(ascii_hex('g'), -1);
	assert_int_equal(ascii_lower('Z'), 'z');
	assert_int_equal(ascii_lower('['), '[');
	assert_true(ascii_begins(str_of("<META x"), "<meta"));
	assert_true(ascii_begins(str_of("general"), "General"));
	assert_false(ascii_begins(str_of("<met"), "<meta"));
	assert_false(ascii_begins(str_of("\x1Cmeta"), "<meta"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces),
		cmocka_unit_test(finding),
		cmocka_unit_test(lines),
		cmocka_unit_test(letters)
	};

	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
