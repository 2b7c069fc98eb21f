#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/utf8.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

/* Where the first byte of no valid sequence stands, one after the other. */
static size_t
first_bad(struct str s)
{
	size_t i = 0, at;

	while (i < s.n) {
		at = i;
		if (utf8_decode(s, &i) == UTF8_BAD && i == at + 1)
			return at;
	}
	return i;
}

/* Whether the first n bytes of s are what utf8_text may say they are. */
static bool
is_text(struct str s, size_t n)
{
	size_t i = 0, at;
	uint32_t c;

	while (i < n) {
		at = i;
		c = utf8_decode(s, &i);
		if ((c == UTF8_BAD && i == at + 1) || c >= 0xFFC0 ||
		    (c < ' ' && c != '\t' && c != '\n' && c != '\r'))
			return false;
	}
	return i == n;
}

/* The same of utf8_solid. */
static bool
is_solid(struct str s, size_t n)
{
	size_t i = 0, at;
	uint32_t c;

	while (i < n) {
		at = i;
		c = utf8_decode(s, &i);
		if ((c == UTF8_BAD && i == at + 1) || utf8_space(c) ||
		    (c >= 0xFF10 && c <= 0xFF19) ||
		    (c >= 0x80 && c < 0x3001) || (c >= 0xA000 && c < 0xFF00))
			return false;
	}
	return i == n;
}

static void
try(struct str s)
{
	const size_t good = first_bad(s);

	if (utf8_run(s) != good || utf8_valid(s) != (good == s.n))
		fail_msg("%zu of %zu bytes are valid, not %zu", good, s.n,
		    utf8_run(s));
	if (!is_text(s, utf8_text(s)))
		fail_msg("%zu bytes are no text", utf8_text(s));
	if (!is_solid(s, utf8_solid(s)))
		fail_msg("%zu bytes are not solid", utf8_solid(s));
}

/* Three bytes of every kind at every place of what is read at once. */
static void
sequences(void **state)
{
	static const unsigned char bytes[] = { 0, '\t', '\n', '\r', 0x1F, ' ',
	    'a', 0x7F, 0x80, 0x90, 0x99, 0x9A, 0x9F, 0xA0, 0xBB, 0xBC, 0xBE,
	    0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xE1, 0xE2, 0xE3, 0xE4, 0xE9, 0xEA,
	    0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF };
	static const char *const around[] = { "table of 2023, and some more",
	    "公开x信息y年度z报告，。" };
	char text[64];
	size_t i, k, n, at;

	(void)state;
	for (i = 0; i < COUNT(around); i++)
		for (at = 0; at < 18; at++)
			for (k = 0; k < COUNT(bytes) * COUNT(bytes) *
			    COUNT(bytes); k++) {
				strcpy(text, around[i]);
				n = strlen(text);
				text[at] = (char)bytes[k % COUNT(bytes)];
				text[at + 1] = (char)bytes[k / COUNT(bytes) %
				    COUNT(bytes)];
				text[at + 2] = (char)bytes[k / COUNT(bytes) /
				    COUNT(bytes)];
				try((struct str){ text, n });
				try((struct str){ text, at + 3 });
			}
}

/* What it is made for, it passes over. */
static void
text(void **state)
{
	struct str s = str_of("<p class=\"a\">公开，信息。</p>\r\n\t年度报告");

	(void)state;
	assert_int_equal(utf8_text(s), s.n);
	s = str_of("公开（2023），年度：报告。");
	assert_int_equal(utf8_solid(s), s.n);
	assert_int_equal(utf8_solid(str_of("公开　信息")), 6);
	assert_int_equal(utf8_solid(str_of("公开２")), 6);
	assert_int_equal(utf8_text((struct str){ NULL, 0 }), 0);
	assert_int_equal(utf8_solid((struct str){ NULL, 0 }), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sequences),
		cmocka_unit_test(text)
	};

	return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
