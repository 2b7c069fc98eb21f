#include "report.h"
#include "report/weave.h"

static const struct form_line *line;	/* of table 3: six and their total */

/* Fragments of a text: where they stand is where they are written. */
static size_t
fragments(const char *s, struct fragment *f)
{
	size_t n = 0, row = 0, x = 0, len;

	for (; *s != '\0'; s += len) {
		len = strspn(s, " ");
		x += len;
		if (len == 0 && *s == '\n') {
			row++;
			x = 0;
			len = 1;
		} else if (len == 0) {
			len = strcspn(s, " \n");
			f[n].text = (struct str){ s, len };
			f[n].value = value_read(&arena, f[n].text);
			f[n].line = row;
			f[n].x = x;
			x += len;
			f[n++].end = x;
		}
	}
	return n;
}

static struct weaves
weave_text(const char *s, enum weave how, size_t clear)
{
	static struct fragment f[64];
	size_t steps = 100000, n = fragments(s, f);
	struct weaves w = weave(&arena, f, n, line, how, clear, &steps);

	assert_true(steps > 0);
	return w;
}

/* There is just this one way. */
static void
one(const char *s, enum weave how, const char *want)
{
	struct weaves w = weave_text(s, how, 2);
	char got[256];
	size_t k, n = 0;

	if (w.n != 1)
		fail_msg("%zu ways to read\n%s", w.n, s);
	for (k = 0; k < line->n; k++)
		n += (size_t)snprintf(got + n, sizeof(got) - n, "%s%ld",
		    k > 0 ? " " : "", (long)(w.list[0].reading.amount[k] /
		    SOLVE_SCALE));
	assert_string_equal(got, want);
}

static void
none(const char *s, enum weave how)
{
	assert_int_equal(weave_text(s, how, 2).n, 0);
}

static void
by_place(void **state)
{
	(void)state;
	one("12       3       40     5     75\n     7       8\n", WEAVE_PLACE,
	    "12 7 3 8 40 5 75");
	none("12       3       40     5     75\n     7       8\n",
	    WEAVE_READING);
	one("12     7  3   8  40     5     75", WEAVE_PLACE,
	    "12 7 3 8 40 5 75");
}

static void
broken_numbers(void **state)
{
	(void)state;
	one("1    20   3   0   0   0    1\n,024                       ,047",
	    WEAVE_PLACE, "1024 20 3 0 0 0 1047");
	one("1\n,024\n20 3 0 0 0\n1\n,047", WEAVE_READING,
	    "1024 20 3 0 0 0 1047");
	/* all that is below comes after the row */
	one("1 20 3 0 0 0 1\n,024 ,047", WEAVE_READING,
	    "1024 20 3 0 0 0 1047");
	none("1 20 3 0 0 0 1\n024 047", WEAVE_PLACE);
	/* nothing goes on behind a 0 */
	none("0 1 0 0 0 0\n0\n1", WEAVE_READING);
}

static void
by_line(void **state)
{
	(void)state;
	one("3 3 3 3 18\n3 3\n", WEAVE_LINE, "3 3 3 3 3 3 18");
	/* the total is last; the others may be anywhere before it */
	assert_int_equal(weave_text("1 2 4 8 63\n16 32", WEAVE_LINE, 0).n, 15);
}

/* What a place leaves open, and what is no row. */
static void
several_or_none(void **state)
{
	(void)state;
	assert_int_equal(weave_text("1  2  0  0  0  3\n2", WEAVE_PLACE, 2).n,
	    0);
	assert_true(weave_text("1   2   0   0   0   6\n  3", WEAVE_PLACE,
	    4).n > 1);
	none("1 2 3 4 5 6 22", WEAVE_READING);
	none("1 2 3 4 5 15", WEAVE_READING);
	none("-1 2 3 4 5 6 19", WEAVE_READING);
	none("0.5 0.5 0 0 0 0 1", WEAVE_READING);
}

static int
setup(void **state)
{
	const struct form *f = form_named((struct str)STR("2021"));

	(void)state;
	for (line = f->lines; line->nsums == 0; line++)
		;
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_place),
		cmocka_unit_test(broken_numbers),
		cmocka_unit_test(by_line),
		cmocka_unit_test(several_or_none)
	};

	return cmocka_run_group_tests_name("weave", tests, setup, teardown);
}
