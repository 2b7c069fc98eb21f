#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "open/source.h"

/* Gives its text in pieces, then the error, if there is one. */
struct pieces {
	struct str	 text;
	size_t		 piece;
	const char	*error;
	unsigned	 calls;
};

static ssize_t
give(struct source *s, void *p, size_t n)
{
	struct pieces *from = s->from;

	from->calls++;
	if (from->text.n == 0 && from->error != NULL)
		return source_fail(s, "%s", from->error);
	if (n > from->piece)
		n = from->piece;
	if (n > from->text.n)
		n = from->text.n;
	memcpy(p, from->text.s, n);
	from->text = str_from(from->text, n);
	return (ssize_t)n;
}

static void
peek_takes_nothing(void **state)
{
	struct pieces from = { STR("abcdefgh"), 3, NULL, 0 };
	struct source s = { .name = "x", .more = give, .from = &from };
	char got[8];

	(void)state;
	assert_true(str_is(source_peek(&s, 4), "abcd"));
	assert_true(str_is(source_peek(&s, 2), "ab"));
	assert_int_equal(source_read(&s, got, 1), 1);
	assert_int_equal(got[0], 'a');
	assert_true(str_is(source_peek(&s, 4), "bcde"));
	assert_int_equal(source_read(&s, got, 8), 4);
	assert_memory_equal(got, "bcde", 4);
	assert_true(str_is(source_peek(&s, 100), "fgh"));
	assert_int_equal(source_read(&s, got, 8), 3);
	assert_int_equal(source_read(&s, got, 8), 0);
	assert_int_equal(source_read(&s, got, 8), 0);
	assert_int_equal(source_peek(&s, 1).n, 0);
	buf_free(&s.head);
}

static void
end_is_asked_for_once(void **state)
{
	struct pieces from = { STR(""), 3, NULL, 0 };
	struct source s = { .name = "x", .more = give, .from = &from };
	char got[8];

	(void)state;
	assert_int_equal(source_peek(&s, 8).n, 0);
	assert_int_equal(source_read(&s, got, 8), 0);
	assert_int_equal(source_read(&s, got, 8), 0);
	assert_int_equal(from.calls, 1);
	assert_null(s.error);
	buf_free(&s.head);
}

static void
error_comes_behind_the_bytes(void **state)
{
	struct pieces from = { STR("abcd"), 3, "bad\nluck\n", 0 };
	struct source s = { .name = "x", .more = give, .from = &from };
	char got[8];

	(void)state;
	assert_true(str_is(source_peek(&s, 8), "abcd"));
	assert_int_equal(source_read(&s, got, 8), 4);
	assert_int_equal(source_read(&s, got, 8), -1);
	assert_string_equal(s.error, "bad luck");
	assert_int_equal(source_read(&s, got, 8), -1);
	assert_int_equal(from.calls, 3);
	buf_free(&s.head);
}

static void
slurp_appends_the_rest(void **state)
{
	struct pieces from = { STR("abcdefgh"), 3, NULL, 0 };
	struct source s = { .name = "x", .more = give, .from = &from };
	struct buf b = { 0 };

	(void)state;
	buf_cstr(&b, "<");
	source_peek(&s, 2);
	assert_int_equal(source_slurp(&s, &b, 8), 0);
	assert_string_equal(buf_z(&b), "<abcdefgh");
	assert_null(s.error);
	buf_free(&b);
	buf_free(&s.head);
}

static void
slurp_keeps_to_its_limit(void **state)
{
	struct pieces from = { STR("abcdefgh"), 3, NULL, 0 };
	struct source s = { .name = "x", .more = give, .from = &from };
	struct buf b = { 0 };

	(void)state;
	assert_int_equal(source_slurp(&s, &b, 7), -1);
	assert_string_equal(s.error, "larger than the limit of 7 bytes");
	assert_string_equal(buf_z(&b), "abcdefg");
	buf_free(&b);
	buf_free(&s.head);
}

static void
slurp_keeps_what_came_before_an_error(void **state)
{
	struct pieces from = { STR("abcd"), 3, "bad luck", 0 };
	struct source s = { .name = "x", .more = give, .from = &from };
	struct buf b = { 0 };

	(void)state;
	assert_int_equal(source_slurp(&s, &b, 100), -1);
	assert_string_equal(s.error, "bad luck");
	assert_string_equal(buf_z(&b), "abcd");
	buf_reset(&b);
	assert_int_equal(source_slurp(&s, &b, 100), -1);
	buf_free(&b);
	buf_free(&s.head);
}

static void
error_exactly_at_the_limit_is_seen(void **state)
{
	struct pieces from = { STR("abcd"), 3, "bad luck", 0 };
	struct source s = { .name = "x", .more = give, .from = &from };
	struct buf b = { 0 };

	(void)state;
	assert_int_equal(source_slurp(&s, &b, 4), -1);
	assert_string_equal(s.error, "bad luck");
	buf_free(&b);
	buf_free(&s.head);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(peek_takes_nothing),
		cmocka_unit_test(end_is_asked_for_once),
		cmocka_unit_test(error_comes_behind_the_bytes),
		cmocka_unit_test(slurp_appends_the_rest),
		cmocka_unit_test(slurp_keeps_to_its_limit),
		cmocka_unit_test(slurp_keeps_what_came_before_an_error),
		cmocka_unit_test(error_exactly_at_the_limit_is_seen)
	};

	return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}
