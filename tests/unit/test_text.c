#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/utf8.h"
#include "write/tsv.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

/* What trimming is, read from front to back. */
static struct str
trimmed(struct str s, uint32_t also)
{
	size_t i, at, start = s.n, end = 0;
	uint32_t c;

	for (i = 0; i < s.n; ) {
		at = i;
		c = utf8_next(s, &i);
		if (utf8_space(c) || c == also)
			continue;
		start = start == s.n ? at : start;
		end = i;
	}
	return end > start ? (struct str){ s.s + start, end - start } :
	    (struct str){ s.s, 0 };
}

/* All strings of up to six of these bytes, valid UTF-8 or not. */
static void
trimming(void **state)
{
	static const char bytes[] = " _a\xE3\x80\xC2\xA0\xF0";
	const size_t n = sizeof(bytes) - 1;
	struct str s, want, got;
	size_t number, left;
	char text[6];

	(void)state;
	for (number = 0; number < n * n * n * n * n * n; number++) {
		s = (struct str){ text, 0 };
		for (left = number; left != 0; left /= n)
			text[s.n++] = bytes[left % n];
		want = trimmed(s, '_');
		got = utf8_trim_also(s, '_');
		if (got.n != want.n || (got.n != 0 && got.s != want.s))
			fail_msg("string %zu: %zu bytes instead of %zu",
			    number, got.n, want.n);
	}
}

static void
trimming_white_space_only(void **state)
{
	struct str s = utf8_trim(str_of(" \xE3\x80\x80_\xC2\xA0 _\t"));

	(void)state;
	assert_int_equal(s.n, 5);
	assert_memory_equal(s.s, "_\xC2\xA0 _", 5);
}

/* A byte to escape at each place of texts of each length. */
static void
escaping(void **state)
{
	static const char what[] = "\t\n\r\\", letters[] = "tnr\\";
	char text[40], want[41];
	struct buf b = { 0 };
	size_t n, at, k;

	(void)state;
	for (n = 1; n < COUNT(text); n++)
		for (at = 0; at < n; at++)
			for (k = 0; k < 4; k++) {
				memset(text, '\xE5', n);
				text[at] = what[k];
				memset(want, '\xE5', n + 1);
				want[at] = '\\';
				want[at + 1] = letters[k];
				buf_reset(&b);
				tsv_escape(&b, (struct str){ text, n });
				assert_int_equal(b.len, n + 1);
				assert_memory_equal(b.s, want, n + 1);
			}
	buf_free(&b);
}

/* Every other byte is left as it is. */
static void
not_escaping(void **state)
{
	char text[16];
	struct buf b = { 0 };
	int c;

	(void)state;
	for (c = 0; c < 256; c++) {
		if (c != 0 && strchr("\t\n\r\\", c) != NULL)
			continue;
		memset(text, c, sizeof(text));
		buf_reset(&b);
		tsv_escape(&b, (struct str){ text, sizeof(text) });
		assert_int_equal(b.len, sizeof(text));
		assert_memory_equal(b.s, text, sizeof(text));
	}
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(trimming),
		cmocka_unit_test(trimming_white_space_only),
		cmocka_unit_test(escaping),
		cmocka_unit_test(not_escaping),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
