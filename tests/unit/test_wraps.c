#include "report.h"
#include "report/wraps.h"

static bool marked[8];	/* rows put together; each test starts from none */

static void
closes(const char *a, const char *b, const char *want)
{
	struct str lines[2];

	lines[0] = str_of(a);
	lines[1] = str_of(b);
	memset(marked, 0, sizeof(marked));
	wraps_close(&arena, lines, marked, 2);
	assert_true(marked[0] && !marked[1]);
	if (!str_is(lines[0], want))
		fail_msg("%.*s", (int)lines[0].n, lines[0].s);
	assert_int_equal(lines[1].n, 0);
}

static void
stays(const char *a, const char *b)
{
	struct str lines[2];

	lines[0] = str_of(a);
	lines[1] = str_of(b);
	wraps_close(&arena, lines, marked, 2);
	if (!str_is(lines[0], a) || !str_is(lines[1], b))
		fail_msg("'%s' and '%s' were joined", a, b);
}

static void
halves(void **state)
{
	(void)state;
	closes("公开\t1\t\t2\t\t3", "\t\t4\t\t5\t", "公开\t1\t4\t2\t5\t3");
	closes("予以\t1\t2\t3\t\t\t\t", "公开\t\t\t\t4\t5\t6\t7",
	    "予以公开\t1\t2\t3\t4\t5\t6\t7");
	closes("\t\t\t\t4\t5\t6", "公开\t1\t2\t3\t\t\t",
	    "公开\t1\t2\t3\t4\t5\t6");
	closes("甲\t\t1\t2\t3\t\t", "\t乙\t\t\t\t4\t5",
	    "甲\t乙\t1\t2\t3\t4\t5");
	closes("\t-1\t0.5\t\t1,113\t", "\t\t\t2\t\t3件",
	    "\t-1\t0.5\t2\t1,113\t3件");
}

static void
what_is_no_half(void **state)
{
	(void)state;
	/* a cell filled twice */
	stays("公开\t1\t2\t3\t4", "\t5\t\t\t");
	stays("公开\t1\t2\t3\t\t", "\t\t\t3\t4\t5");
	stays("公开\t1\t2\t甲\t\t", "\t\t\t3\t4\t5");
	/* too few figures */
	stays("公开\t1\t\t2\t", "\t\t3\t\t4");
	stays("规章\t1\t", "\t\t2");
	/* not neighbouring */
	stays("公开\t1\t2\t3\t\t\t", "\t\t\t\t\t4\t5");
	/* not as wide */
	stays("公开\t1\t2\t3\t\t", "\t\t\t\t4\t5\t");
	/* one holds all */
	stays("公开\t1\t2\t3\t4\t5", "部分\t\t\t\t\t");
	stays("公开\t\t\t\t\t", "部分\t1\t2\t3\t4\t5");
	/* no rows of cells */
	stays("公开 1 2 3", "4 5 6");
	stays("", "\t1\t2\t3\t4\t5");
	stays("\t1\t2\t3\t4\t5", "");
}

/* A stroke fills its cell: no figure goes on top of it. */
static void
strokes(void **state)
{
	(void)state;
	stays("公开\t1\t2\t3\t/\t", "\t\t\t\t4\t5");
}

static void
lines_apart(void **state)
{
	struct str lines[] = { STR("公开\t1\t2\t3\t\t"), STR(""),
	    STR("\t\t\t\t4\t5") };

	(void)state;
	wraps_close(&arena, lines, marked, 3);
	assert_true(str_is(lines[0], "公开\t1\t2\t3\t\t"));
	assert_true(str_is(lines[2], "\t\t\t\t4\t5"));
	wraps_close(&arena, lines, marked, 1);
	wraps_close(&arena, NULL, NULL, 0);
}

/* Each line is half of one row at most. */
static void
pairs(void **state)
{
	struct str lines[] = { STR("甲\t1\t2\t3\t\t"), STR("\t\t\t\t4\t5"),
	    STR("乙\t6\t7\t8\t\t"), STR("\t\t\t\t9\t10"),
	    STR("丙\t1\t2\t3\t4\t5") };

	(void)state;
	wraps_close(&arena, lines, marked, 5);
	assert_true(str_is(lines[0], "甲\t1\t2\t3\t4\t5"));
	assert_int_equal(lines[1].n, 0);
	assert_true(str_is(lines[2], "乙\t6\t7\t8\t9\t10"));
	assert_int_equal(lines[3].n, 0);
	assert_true(str_is(lines[4], "丙\t1\t2\t3\t4\t5"));
}

/* More cells than any row has. */
static void
too_wide(void **state)
{
	char a[128] = "甲", b[128] = "";
	size_t i;

	(void)state;
	for (i = 0; i < 40; i++) {
		strcat(a, i < 20 ? "\t1" : "\t");
		strcat(b, i < 20 ? "\t" : "\t1");
	}
	stays(a, b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(halves),
		cmocka_unit_test(what_is_no_half),
		cmocka_unit_test(strokes),
		cmocka_unit_test(lines_apart),
		cmocka_unit_test(pairs),
		cmocka_unit_test(too_wide)
	};

	return cmocka_run_group_tests_name("wraps", tests, NULL, teardown);
}
