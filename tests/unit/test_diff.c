#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "calculate/diff.h"
#include "calculate/pack.h"

#define HEADER	"org\ttable\trow\tcol\tfrom\tto\told\tnew\tdelta\tpercent\n"

/* By table, then col, then row: not the order of bytes. */
static int
order(struct str t1, struct str r1, struct str c1, struct str t2,
    struct str r2, struct str c2)
{
	(void)r1;
	(void)r2;
	return t1.s[0] != t2.s[0] ? t1.s[0] - t2.s[0] : c1.s[0] - c2.s[0];
}

struct work {
	struct diff	*d;
	struct buf	 problems, out;
};

static void
problem(void *to, const char *line)
{
	buf_printf(to, "%s;", line);
}

static void
begin(struct work *w)
{
	*w = (struct work){ .d = NULL };
	w->d = diff_new(order, problem, &w->problems);
	assert_non_null(w->d);
}

static void
feed(struct work *w, enum diff_side side, const char *bytes)
{
	struct source src = { .name = "-", .end = true };
	struct stream *st;
	const struct record *r;
	int got;

	buf_cstr(&src.head, bytes);
	assert_non_null(st = stream_new(&src, STREAM_CELLS));
	while ((got = stream_next(st, &r)) != 0) {
		assert_int_equal(got, 1);
		if (!diff_add(w->d, r, side))
			problem(&w->problems, diff_error(w->d));
	}
	stream_free(st);
	buf_free(&src.head);
}

static int
collect(void *to, struct str bytes)
{
	buf_str(to, bytes);
	return 0;
}

/* Ends the work: what is written, what is told. */
static void
finish(struct work *w, bool all, const char *want, const char *problems,
    bool differs)
{
	assert_int_equal(diff_write(w->d, all, false, collect, &w->out), 0);
	assert_string_equal(buf_z(&w->out), want);
	if (problems != NULL)
		assert_string_equal(buf_z(&w->problems), problems);
	assert_int_equal(diff_differs(w->d), differs);
	diff_free(w->d);
	buf_free(&w->problems);
	buf_free(&w->out);
}

static void
two_sides(void **unused)
{
	struct work w;

	(void)unused;
	begin(&w);
	feed(&w, DIFF_NEW,
	    "b\tB\t2022\t\t3\t1\tq\t3\tok\t\n"
	    "b\tB\t2022\t\t3\t1\tp\t0\tok\t\n"
	    "b\tB\t2022\t\t2\t1\tp\t1.5\tok\t\n"
	    "a\tA\t2022\t\t3\t1\tp\t4\tsolved\t\n"
	    "c\tC\t2022\t\t3\t1\tp\t4\tok\t\n");
	feed(&w, DIFF_OLD,
	    "b\tB\t2020\t\t3\t1\tp\t7\tok\t\n"
	    "b\tB\t2020\t\t3\t1\tq\t3.0\tok\t\n"
	    "b\tB\t2020\t\t2\t1\tp\t-3\tok\t\n"
	    "b\tB\t2020\t\t4\t1\tp\t7\tok\t\n"
	    "a\tA\t2021\t\t3\t1\tp\t\tblank\t/\n"
	    "x/d\tD\t\t\t3\t1\tp\t4\tok\t\n");
	finish(&w, false,
	    "A\t3\t1\tp\t2021\t2022\t\t4\t\t\n"
	    "B\t2\t1\tp\t2020\t2022\t-3\t1.5\t4.5\t-150.00\n"
	    "B\t3\t1\tp\t2020\t2022\t7\t0\t-7\t-100.00\n",
	    "c: not compared, C is among the new reports only;"
	    "x/d: not compared, D is among the old reports only;", true);
}

static void
equal_sides(void **unused)
{
	static const char in[] = "a\tA\t2020\t\t3\t1\tp\t7\tok\t\n"
	    "b\tA\t2021\t\t3\t1\tp\t8\tok\t\n";
	struct work w;

	(void)unused;
	begin(&w);
	feed(&w, DIFF_OLD, in);
	feed(&w, DIFF_NEW, in);
	finish(&w, false, "", "", false);
	begin(&w);
	feed(&w, DIFF_OLD, in);
	feed(&w, DIFF_NEW, in);
	finish(&w, true, "A\t3\t1\tp\t2020\t2020\t7\t7\t0\t0.00\n"
	    "A\t3\t1\tp\t2021\t2021\t8\t8\t0\t0.00\n", "", false);
	/* A side with several years is matched by year. */
	begin(&w);
	feed(&w, DIFF_OLD, in);
	feed(&w, DIFF_NEW, "b\tA\t2021\t\t3\t1\tp\t9\tok\t\n");
	finish(&w, false, "A\t3\t1\tp\t2021\t2021\t8\t9\t1\t12.50\n",
	    "a: not compared, A is among the old reports only;", true);
}

static void
series(void **unused)
{
	struct work w;

	(void)unused;
	begin(&w);
	feed(&w, DIFF_SERIES,
	    "a22\tA\t2022\t\t3\t1\tp\t9\tok\t\n"
	    "a19\tA\t2019\t\t3\t1\tp\t7\tok\t\n"
	    "a20\tA\t2020\t\t3\t1\tp\t8\tok\t\n"
	    "b20\tB\t2020\t\t3\t1\tp\t8\tok\t\n"
	    "c\tC\t\t\t3\t1\tp\t8\tok\t\n");
	finish(&w, false, "A\t3\t1\tp\t2019\t2020\t7\t8\t1\t14.29\n"
	    "A\t3\t1\tp\t2020\t2022\t8\t9\t1\t12.50\n",
	    "b20: not compared, B has no other year;"
	    "c: not compared, C has no year;", true);
}

static void
states(void **unused)
{
	static const char old[] =
	    "a\tA\t1\t\t3\t1\ta\t\tblank\t\n" "a\tA\t1\t\t3\t1\tb\t\tblank\t\n"
	    "a\tA\t1\t\t3\t1\tc\t\tabsent\t\n" "a\tA\t1\t\t3\t1\td\t5\tok\t\n"
	    "a\tA\t1\t\t3\t1\te\t\tbad\t\n" "a\tA\t1\t\t3\t1\tf\t0\tok\t\n";
	static const char new[] =
	    "a\tA\t2\t\t3\t1\ta\t0\tok\t\n" "a\tA\t2\t\t3\t1\tb\t\tblank\t\n"
	    "a\tA\t2\t\t3\t1\tc\t\tblank\t\n"
	    "a\tA\t2\t\t3\t1\td\t\tambiguous\t\n"
	    "a\tA\t2\t\t3\t1\te\t\tbad\t\n" "a\tA\t2\t\t3\t1\tf\t5\tok\t\n";
	struct work w;

	(void)unused;
	begin(&w);
	feed(&w, DIFF_SERIES, old);
	feed(&w, DIFF_SERIES, new);
	finish(&w, false, "A\t3\t1\ta\t1\t2\t\t0\t\t\n"
	    "A\t3\t1\tf\t1\t2\t0\t5\t5\t\n", "", true);
	begin(&w);
	feed(&w, DIFF_SERIES, old);
	feed(&w, DIFF_SERIES, new);
	finish(&w, true, "A\t3\t1\ta\t1\t2\t\t0\t\t\n"
	    "A\t3\t1\tb\t1\t2\t\t\t\t\n" "A\t3\t1\tc\t1\t2\t\t\t\t\n"
	    "A\t3\t1\td\t1\t2\t5\t\t\t\n" "A\t3\t1\te\t1\t2\t\t\t\t\n"
	    "A\t3\t1\tf\t1\t2\t0\t5\t5\t\n", "", true);
}

static void
two_forms(void **unused)
{
	static const char old[] =
	    "a\tA\t2020\t2019\t3\t3.6\tp\t5\tok\t\n"
	    "a\tA\t2020\t2019\t3\t3.6\tq\t6\tok\t\n"
	    "a\tA\t2020\t2019\t3\t3.6\tr\t6\tok\t\n"
	    "a\tA\t2020\t2019\t3\t3.6\ts\t6\tok\t\n"
	    "a\tA\t2020\t2019\t3\t3.6\tt\t6\tok\t\n"
	    "a\tA\t2020\t2019\t2\t3.6\tp\t6\tok\t\n"
	    "a\tA\t2020\t2019\t2\t20.9.1\tamount\t6\tok\t\n"
	    "a\tA\t2020\t2019\t3\t3.7\tp\t1\tok\t\n";
	static const char new[] =
	    "a\tA\t2021\t2021\t3\t3.6.1\tp\t1.5\tok\t\n"
	    "a\tA\t2021\t2021\t3\t3.6.2\tp\t2\tok\t\n"
	    "a\tA\t2021\t2021\t3\t3.6.3\tp\t4\tsolved\t\n"
	    "a\tA\t2021\t2021\t3\t3.6.1\tq\t1\tok\t\n"	/* unknown */
	    "a\tA\t2021\t2021\t3\t3.6.2\tq\t\tabsent\t\n"
	    "a\tA\t2021\t2021\t3\t3.6.3\tq\t4\tok\t\n"
	    "a\tA\t2021\t2021\t3\t3.6.1\tr\t1\tok\t\n"	/* missing */
	    "a\tA\t2021\t2021\t3\t3.6.2\tr\t1\tok\t\n"
	    "a\tA\t2021\t2021\t3\t3.6.1\ts\t\tblank\t\n"	/* blank */
	    "a\tA\t2021\t2021\t3\t3.6.2\ts\t\tblank\t\n"
	    "a\tA\t2021\t2021\t3\t3.6.3\ts\t\tblank\t\n"
	    "a\tA\t2021\t2021\t3\t3.6.1\tt\t\tblank\t\n"	/* mixed */
	    "a\tA\t2021\t2021\t3\t3.6.2\tt\t1\tok\t\n"
	    "a\tA\t2021\t2021\t3\t3.6.3\tt\t\tblank\t\n"
	    "a\tA\t2021\t2021\t2\t3.6.1\tp\t1\tok\t\n"
	    "a\tA\t2021\t2021\t2\t3.6.2\tp\t1\tok\t\n"
	    "a\tA\t2021\t2021\t2\t3.6.3\tp\t1\tok\t\n"
	    "a\tA\t2021\t2021\t3\t3.7\tp\t2\tok\t\n";
	struct work w;

	(void)unused;
	begin(&w);
	feed(&w, DIFF_OLD, old);
	feed(&w, DIFF_NEW, new);
	finish(&w, false, "A\t3\t3.6\tp\t2020\t2021\t5\t7.5\t2.5\t50.00\n"
	    "A\t3\t3.7\tp\t2020\t2021\t1\t2\t1\t100.00\n"
	    "A\t3\t3.6\ts\t2020\t2021\t6\t\t\t\n", "", true);
	begin(&w);			/* the other way round */
	feed(&w, DIFF_OLD, new);
	feed(&w, DIFF_NEW, old);
	finish(&w, true, "A\t3\t3.6\tp\t2021\t2020\t7.5\t5\t-2.5\t-33.33\n"
	    "A\t3\t3.7\tp\t2021\t2020\t2\t1\t-1\t-50.00\n"
	    "A\t3\t3.6\tq\t2021\t2020\t\t6\t\t\n"
	    "A\t3\t3.6\ts\t2021\t2020\t\t6\t\t\n"
	    "A\t3\t3.6\tt\t2021\t2020\t\t6\t\t\n", "", true);
}

static void
names(void **unused)
{
	struct work w;

	(void)unused;
	begin(&w);
	assert_true(diff_alias(w.d, (struct str)STR("X"),
	    (struct str)STR("Y")));
	assert_true(diff_alias(w.d, (struct str)STR("Y"),
	    (struct str)STR("Z")));
	assert_true(diff_alias(w.d, (struct str)STR("P"),
	    (struct str)STR("Q")));
	assert_true(diff_alias(w.d, (struct str)STR("Q"),
	    (struct str)STR("P")));
	feed(&w, DIFF_OLD, "a\tX\t1\t\t3\t1\tp\t1\tok\t\n"
	    "a.zip/1/x.html\t\t1\t\t3\t1\tp\t1\tok\t\n"
	    "b\tx.html\t1\t\t3\t1\tp\t1\tok\t\n"
	    "c\tP\t1\t\t3\t1\tp\t1\tok\t\n");
	feed(&w, DIFF_NEW, "a\tZ\t2\t\t3\t1\tp\t2\tok\t\n"
	    "2/x.html\t\t2\t\t3\t1\tp\t4\tok\t\n"
	    "b\tx.html\t2\t\t3\t1\tp\t3\tok\t\n"
	    "c\tP\t2\t\t3\t1\tp\t2\tok\t\n");
	finish(&w, false, "P\t3\t1\tp\t1\t2\t1\t2\t1\t100.00\n"
	    "Z\t3\t1\tp\t1\t2\t1\t2\t1\t100.00\n"
	    "x.html\t3\t1\tp\t1\t2\t1\t3\t2\t200.00\n"
	    "x.html\t3\t1\tp\t1\t2\t1\t4\t3\t300.00\n", "", true);
}

static void
duplicates(void **unused)
{
	struct work w;

	(void)unused;
	begin(&w);
	feed(&w, DIFF_SERIES, "a\tA\t2020\t\t3\t1\tp\t1\tok\t\n"
	    "b\tA\t2020\t\t3\t1\tp\t5\tok\t\n"
	    "b\tA\t2020\t\t3\t1\tq\t5\tok\t\n"
	    "c\tA\t2020\t\t3\t1\tp\t5\tok\t\n"
	    "d\tA\t2021\t\t3\t1\tp\t2\tok\t\n"
	    "d\tA\t2021\t\t3\t1\tp\t9\tok\t\n"
	    "b\tA\t2020\t\t3\t2\tp\t5\tok\t\n"
	    "d\tA\t2021\t\t3\t1\tp\t\tblank\t\n");
	finish(&w, true, "A\t3\t1\tp\t2020\t2021\t1\t2\t1\t100.00\n",
	    "b: left out, A 2020 was read from a;"
	    "c: left out, A 2020 was read from a;"
	    "d: has cells twice, the first are used;", true);
}

static void
bad_records(void **unused)
{
	struct work w;

	(void)unused;
	begin(&w);
	feed(&w, DIFF_SERIES, "a\tA\t2020\t\t3\t1\tp\tx\tok\t\n"
	    "a\tA\t2020\t\t3\t1\tp\t1\tfine\t\n"
	    "year\ttable\trow\tcol\tvalue\tn\tblank\tunknown\n"
	    "2020\t3\t1\tp\t1\t1\t0\t0\n");
	finish(&w, false, "", "the value is no number;unknown status;"
	    "no record of cells;", false);
}

static void
nothing(void **unused)
{
	struct work w;

	(void)unused;
	begin(&w);
	assert_int_equal(diff_write(w.d, true, true, collect, &w.out), 0);
	finish(&w, true, HEADER, "", false);
}

/* Numbers of every length and items in any order come back. */
static void
packing(void **unused)
{
	static const char *const value[] = {
		"0", "9", "100", "250", "251", "252", "999", "1000", "007",
		"-1", "0.5", "-0", "123456789012345678901234567890.5"
	};
	struct cell *cells = calloc(1000, sizeof(*cells));
	int kind[1000], i, k, round, added;
	struct decimal want = { .scale = 0 };
	struct pack p;

	(void)unused;
	srand(3);
	for (round = 0; round < 50; round++) {
		p = (struct pack){ .len = 0 };
		memset(kind, -1, sizeof(kind));
		for (i = 0, k = 0; i < 600; i++) {
			k = rand() % 4 ? (k + 1) % 1000 : rand() % 1000;
			added = rand() % 15;
			assert_int_equal(pack_add(&p, (uint32_t)k,
			    added < 13 ? ITEM_NUMBER : added == 13 ?
			    ITEM_BLANK : ITEM_UNKNOWN, str_of(added < 13 ?
			    value[added] : "")), kind[k] < 0);
			kind[k] = kind[k] < 0 ? added : kind[k];
		}
		assert_true(pack_open(&p, cells, 1000));
		for (i = 0; i < 1000; i++) {
			assert_int_equal(cells[i].state, kind[i] < 0 ?
			    ITEM_NONE : kind[i] < 13 ? ITEM_NUMBER :
			    kind[i] == 13 ? ITEM_BLANK : ITEM_UNKNOWN);
			if (kind[i] < 0 || kind[i] >= 13)
				continue;
			decimal_set(&want, str_of(value[kind[i]]));
			assert_int_equal(decimal_compare(&want,
			    &cells[i].number), 0);
		}
		pack_free(&p);
	}
	decimal_free(&want);
	pack_close(cells, 1000);
	free(cells);
}

#define BODIES	5
#define YEARS	4
#define ITEMS	12

/* Figures of bodies at random: -2 no report or record, -1 blank. */
static void
random_figures(int (*v)[YEARS][ITEMS], struct buf *lines, size_t *n)
{
	int b, y, i, x;

	*n = 0;
	for (b = 0; b < BODIES; b++)
		for (y = 0; y < YEARS; y++)
			for (i = 0; i < ITEMS; i++) {
				x = rand() % 8 - 2;
				v[b][y][i] = x = x < 4 ? x : 400 + x;
				if (x == -2 && i != 0)
					continue;
				v[b][y][i] = x = x == -2 ? -1 : x;
				lines[*n] = (struct buf){ 0 };
				buf_printf(&lines[*n], "%d-%d\tB%d\t202%d\t\t"
				    "3\tr\t%c\t", b, y, b, y, 'a' + i);
				if (x >= 0)
					buf_printf(&lines[*n], "%d\tok\t\n", x);
				else
					buf_cstr(&lines[*n], "\tblank\t\n");
				++*n;
			}
}

static void
expect(struct buf *out, int (*v)[YEARS][ITEMS])
{
	int b, y, i, old, new;
	long p;

	for (b = 0; b < BODIES; b++)
		for (y = 1; y < YEARS; y++)
			for (i = 0; i < ITEMS; i++) {
				old = v[b][y - 1][i];
				new = v[b][y][i];
				if (old == -2 || new == -2 || old == new)
					continue;
				buf_printf(out, "B%d\t3\tr\t%c\t202%d\t202%d\t",
				    b, 'a' + i, y - 1, y);
				if (old >= 0)
					buf_printf(out, "%d", old);
				buf_byte(out, '\t');
				if (new >= 0)
					buf_printf(out, "%d", new);
				buf_byte(out, '\t');
				if (old >= 0 && new >= 0)
					buf_printf(out, "%d", new - old);
				buf_byte(out, '\t');
				if (old > 0 && new >= 0) {
					p = labs(new - old) * 20000L + old;
					p /= 2 * old;
					buf_printf(out, "%s%ld.%02ld",
					    new < old && p ? "-" : "",
					    p / 100, p % 100);
				}
				buf_byte(out, '\n');
			}
}

/* Records in any order give what a plain table of numbers gives. */
static void
brute_force(void **unused)
{
	static int v[BODIES][YEARS][ITEMS];
	struct buf line[BODIES * YEARS * ITEMS], want = { 0 }, in = { 0 };
	struct work w;
	size_t n, i, k;
	int round;

	(void)unused;
	srand(5);
	for (round = 0; round < 60; round++) {
		random_figures(v, line, &n);
		buf_reset(&in);
		for (i = n; i != 0; i--) {
			k = round % 2 ? (size_t)rand() % i : i - 1;
			buf_str(&in, buf_slice(&line[k]));
			buf_free(&line[k]);
			line[k] = line[i - 1];
		}
		buf_reset(&want);
		expect(&want, v);
		begin(&w);
		feed(&w, DIFF_SERIES, buf_z(&in));
		finish(&w, false, buf_z(&want), "", want.len != 0);
	}
	buf_free(&want);
	buf_free(&in);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_sides),
		cmocka_unit_test(equal_sides),
		cmocka_unit_test(series),
		cmocka_unit_test(states),
		cmocka_unit_test(two_forms),
		cmocka_unit_test(names),
		cmocka_unit_test(duplicates),
		cmocka_unit_test(bad_records),
		cmocka_unit_test(nothing),
		cmocka_unit_test(packing),
		cmocka_unit_test(brute_force)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
