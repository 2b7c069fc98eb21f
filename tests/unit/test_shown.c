#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/shown.h"

static void
is(const char *text, bool lines, const char *wanted)
{
	struct buf b = { 0 };

	shown(&b, str_of(text), lines);
	assert_string_equal(buf_z(&b), wanted);
	buf_free(&b);
}

static void
text_stays(void **state)
{
	(void)state;
	is("", false, "");
	is("a b 政府信息公开 é", false, "a b 政府信息公开 é");
	is("\xEF\xBF\xBD\xF0\xA0\x80\x80\xE2\x80\x94", false,
	    "\xEF\xBF\xBD\xF0\xA0\x80\x80\xE2\x80\x94");
	is("\xC2\xA0\xE2\x80\xA9\xE2\x80\xAF", false,
	    "\xC2\xA0\xE2\x80\xA9\xE2\x80\xAF");
}

static void
controls_do_not(void **state)
{
	(void)state;
	is("\x1B[2Ja\x07\x7F", false, "?[2Ja??");
	is("\xC2\x80\xC2\x9B" "a\xC2\x9F", false, "??a?");
	is("\xE2\x80\xAA\xE2\x80\xAE\xE2\x81\xA6\xE2\x81\xA9", false, "????");
	is("a\tb\nc\r", false, "a?b?c?");
	is("a\tb\nc\r", true, "a\tb\nc?");
}

/* A byte that is no UTF-8 may be a control of eight bits. */
static void
other_bytes_do_not(void **state)
{
	(void)state;
	is("\x9B[2J", true, "?[2J");
	is("\xE6\x94", false, "??");
	is("\xC0\x9B\xFF", false, "???");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_stays),
		cmocka_unit_test(controls_do_not),
		cmocka_unit_test(other_bytes_do_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
