#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "calculate/sum.h"

#define CELLS	"report\torg\tyear\tform\ttable\trow\tcol\tvalue\tstatus\traw\n"
#define FIGURES	"table\trow\tcol\tvalue\tn\tblank\tunknown\n"

/* Tables in order, then rows backwards; columns are left to the library. */
static int
order(struct str t1, struct str r1, struct str c1, struct str t2,
    struct str r2, struct str c2)
{
	(void)c1;
	(void)c2;
	if (t1.s[0] != t2.s[0])
		return t1.s[0] - t2.s[0];
	return r2.s[0] - r1.s[0];
}

/* Adds a stream; what is wrong with it goes to `wrong`. */
static void
feed(struct sum *s, const char *bytes, const char *keys, struct buf *wrong)
{
	struct source src = { .name = "-", .end = true };
	struct stream *st;
	const struct record *r;
	int got;

	buf_cstr(&src.head, bytes);
	assert_non_null(st = stream_new(&src, STREAM_CELLS));
	if (keys != NULL)
		stream_keys(st, keys);
	while ((got = stream_next(st, &r)) != 0) {
		if (got < 0)
			buf_printf(wrong, "%s;", stream_error(st));
		else if (!sum_add(s, r))
			buf_printf(wrong, "%zu: %s;", r->line, sum_error(s));
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

/* What gxsum -b by prints for the streams (up to NULL), in buf. */
static const char *
result(struct buf *out, const char *by, const char *a, const char *b)
{
	struct sum *s = sum_new(by, order);
	struct buf wrong = { 0 };

	assert_non_null(s);
	feed(s, a, by, &wrong);
	if (b != NULL)
		feed(s, b, by, &wrong);
	assert_string_equal(buf_z(&wrong), "");
	buf_reset(out);
	assert_int_equal(sum_write(s, true, collect, out), 0);
	sum_free(s);
	buf_free(&wrong);
	return buf_z(out);
}

static void
counting(void **unused)
{
	struct buf out = { 0 };

	(void)unused;
	assert_string_equal(result(&out, "year", CELLS
	    "a\tA\t2021\t2021\t3\t1\tp\t0.1\tok\t0.1\n"
	    "b\tB\t2021\t2021\t3\t1\tp\t0.2\tsolved\t0.2\n"
	    "c\tC\t2021\t2021\t3\t1\tp\t\tblank\t/\n"
	    "d\tD\t2021\t2021\t3\t1\tp\t\tambiguous\t1 2\n"
	    "e\tE\t2021\t2021\t3\t1\tp\t\tbad\tx\n"
	    "f\tF\t2021\t2021\t3\t1\tp\t\tabsent\t\n"
	    "a\tA\t2021\t2021\t3\t1\tq\t\tabsent\t\n"
	    "a\tA\t2021\t2021\t3\t2\tq\t\tblank\t\n"
	    "a\tA\t2021\t2021\t2\t1\tq\t-3\tok\t-3\n"
	    "a\tA\t\t\t2\t1\tq\t-0.0\tok\t-3\n", NULL),
	    "year\t" FIGURES
	    "\t2\t1\tq\t0\t1\t0\t0\n"
	    "2021\t2\t1\tq\t-3\t1\t0\t0\n"
	    "2021\t3\t2\tq\t\t0\t1\t0\n"
	    "2021\t3\t1\tp\t0.3\t2\t1\t3\n"
	    "2021\t3\t1\tq\t\t0\t0\t1\n");
	assert_string_equal(result(&out, "year", CELLS, NULL),
	    "year\t" FIGURES);
	buf_free(&out);
}

static void
keys(void **unused)
{
	static const char in[] = CELLS
	    "z.zip/b\tA\t2021\t2021\t3\t1\tp\t1\tok\t\n"
	    "z.zip/a\tA\t2020\t2019\t3\t1\tp\t2\tok\t\n"
	    "b\tA\\tB\t2020\t2019\t3\t1\tp\t4\tok\t\n";
	struct buf out = { 0 };

	(void)unused;
	assert_string_equal(result(&out, "form,dir", in, NULL),
	    "form\tdir\t" FIGURES
	    "2019\t.\t3\t1\tp\t4\t1\t0\t0\n"
	    "2019\tz.zip\t3\t1\tp\t2\t1\t0\t0\n"
	    "2021\tz.zip\t3\t1\tp\t1\t1\t0\t0\n");
	assert_string_equal(result(&out, "org", in, NULL), "org\t" FIGURES
	    "A\t3\t1\tp\t3\t2\t0\t0\n"
	    "A\\tB\t3\t1\tp\t4\t1\t0\t0\n");
	assert_string_equal(result(&out, "", in, NULL),
	    FIGURES "3\t1\tp\t7\t3\t0\t0\n");
	assert_null(sum_new("year,table", order));
	assert_null(sum_new("year,year", order));
	buf_free(&out);
}

/* Sums may be summed by fewer keys, never by others. */
static void
sums_of_sums(void **unused)
{
	static const char in[] = "report\tyear\t" FIGURES
	    "x/a\t2021\t3\t1\tp\t1.5\t1\t2\t3\n"
	    "x/b\t2021\t3\t1\tp\t\t0\t1\t0\n"
	    "y/b\t2020\t3\t1\tp\t7\t2\t1\t0\n";
	struct buf out = { 0 };
	struct sum *s;

	(void)unused;
	assert_string_equal(result(&out, "year", in, NULL), "year\t" FIGURES
	    "2020\t3\t1\tp\t7\t2\t1\t0\n" "2021\t3\t1\tp\t1.5\t1\t3\t3\n");
	assert_string_equal(result(&out, "dir", in, NULL), "dir\t" FIGURES
	    "x\t3\t1\tp\t1.5\t1\t3\t3\n" "y\t3\t1\tp\t7\t2\t1\t0\n");
	s = sum_new("year,org", order);
	buf_reset(&out);
	feed(s, in, NULL, &out);
	assert_string_equal(buf_z(&out), "2: the records have no org;"
	    "3: the records have no org;4: the records have no org;");
	sum_free(s);
	buf_free(&out);
}

static void
bad_records(void **unused)
{
	struct sum *s = sum_new("year", order);
	struct buf out = { 0 };

	(void)unused;
	feed(s, CELLS "a\tA\t1\t1\t3\t1\tp\t1\tfine\t\n"
	    "a\tA\t1\t1\t3\t1\tp\t1,000\tok\t\n"
	    "a\tA\t1\t1\t3\t1\tp\t\tok\t\n"
	    "a\tA\t1\t1\t3\t1\tp\t3\tblank\t\n"
	    "a\tA\t1\t1\t\t1\tp\t3\tok\t\n"
	    "year\t" FIGURES
	    "1\t3\t1\tp\t3\t0\t0\t0\n"
	    "1\t3\t1\tp\t\t1\t0\t0\n"
	    "1\t3\t1\tp\t3\t-1\t0\t0\n"
	    "1\t3\t1\tp\t3\t1\t\t0\n"
	    "1\t3\t1\tp\t3\t1\t0\t99999999999999999999\n"
	    "1\t3\t1\t\t3\t1\t0\t0\n"
	    "report\torg\tyear\tsection\ttitle\ttext\n", NULL, &out);
	assert_string_equal(buf_z(&out), "2: unknown status;"
	    "3: the value is no number;4: the value is no number;"
	    "5: a value whose status says there is none;"
	    "6: no table, row or col;"
	    "8: a value where n says there is none;"
	    "9: the value is no number;"
	    "10: n, blank or unknown is no count;"
	    "11: n, blank or unknown is no count;"
	    "12: n, blank or unknown is no count;"
	    "13: no table, row or col;"
	    "line 14: the header of another stream begins here;");
	buf_reset(&out);
	assert_int_equal(sum_write(s, false, collect, &out), 0);
	assert_string_equal(buf_z(&out), "");
	sum_free(s);
	buf_free(&out);
}

/* Lines of cells at random, no header. */
#define LINES	400

static void
random_cells(struct buf line[LINES])
{
	static const char *const status[] = {
		"ok", "ok", "ok", "solved", "blank", "ambiguous", "bad",
		"absent"
	};
	static const char *const value[] = {
		"0", "12", "-4", "0.092", "1197.91", "9223372036854775807",
		"-123456789012345678901234567890", "0.00000000000000000001"
	};
	int i, s;

	for (i = 0; i < LINES; i++) {
		s = rand() % 8;
		line[i] = (struct buf){ 0 };
		buf_printf(&line[i], "d%d/r%d\torg%d\t20%02d\t%s\t%d\t%d\tc%c"
		    "\t%s\t%s\traw\n", rand() % 3, rand() % 5, rand() % 4,
		    rand() % 3 + 18, rand() % 2 ? "2019" : "2021",
		    rand() % 3 + 2, rand() % 3, 'a' + rand() % 3,
		    s < 4 ? value[rand() % 8] : "", status[s]);
	}
}

static void
shuffle(struct buf line[LINES])
{
	struct buf t;
	int i, k;

	for (i = LINES - 1; i > 0; i--) {
		k = rand() % (i + 1);
		t = line[i];
		line[i] = line[k];
		line[k] = t;
	}
}

static void
join(struct buf *out, struct buf *line, int n, const char *header)
{
	buf_reset(out);
	buf_cstr(out, header);
	while (n-- != 0)
		buf_str(out, buf_slice(line++));
	buf_z(out);
}

/*
 * In any order, in two files or one, as cells or as sums of parts, by the
 * same or more keys: the same bytes.
 */
static void
split_at_random(const char *by, const char *finer)
{
	struct buf line[LINES], part[3] = { { 0 }, { 0 }, { 0 } };
	struct buf want = { 0 }, got = { 0 }, sums[2] = { { 0 }, { 0 } };
	int round, i, cut;

	random_cells(line);
	join(&part[2], line, LINES, CELLS);
	result(&want, by, part[2].s, NULL);
	for (round = 0; round < 12; round++) {
		shuffle(line);
		cut = rand() % LINES;
		join(&part[0], line, cut, rand() % 2 ? CELLS : "");
		join(&part[1], line + cut, LINES - cut, CELLS);
		assert_string_equal(result(&got, by, part[0].s, part[1].s),
		    want.s);
		result(&sums[0], by, part[0].s, NULL);
		result(&sums[1], finer, part[1].s, NULL);
		assert_string_equal(result(&got, by, sums[0].s, sums[1].s),
		    want.s);
		assert_string_equal(result(&got, by, part[0].s, sums[1].s),
		    want.s);
		buf_str(&sums[1], buf_slice(&part[0]));
		assert_string_equal(result(&got, by, buf_z(&sums[1]), NULL),
		    want.s);
	}
	for (i = 0; i < LINES; i++)
		buf_free(&line[i]);
	for (i = 0; i < 3; i++)
		buf_free(&part[i]);
	buf_free(&sums[0]);
	buf_free(&sums[1]);
	buf_free(&want);
	buf_free(&got);
}

static void
any_split(void **unused)
{
	(void)unused;
	srand(11);
	split_at_random("year", "year,org");
	split_at_random("year", "year");
	split_at_random("", "form");
	split_at_random("dir,year", "year,report");
	split_at_random("report,form,org,dir,year", "dir,org,report,year,form");
}

/* Totals of whole numbers against plain integers. */
static void
brute_force(void **unused)
{
	long total[3][26] = { { 0 } }, n[3][26] = { { 0 } };
	struct sum *s = sum_new("year", order);
	struct buf out = { 0 }, want = { 0 };
	char line[200];
	int i, y, c, v;

	(void)unused;
	for (i = 0; i < 20000; i++) {
		y = rand() % 3;
		c = rand() % 26;
		v = rand() % 2001 - 1000;
		total[y][c] += v;
		n[y][c]++;
		snprintf(line, sizeof(line), "r\t\t%d\t\t3\t1\t%c\t%d\tok\t\n",
		    y, 'a' + c, v);
		feed(s, line, NULL, &out);
	}
	assert_int_equal(out.len, 0);
	for (y = 0; y < 3; y++)
		for (c = 0; c < 26; c++)
			buf_printf(&want, "%d\t3\t1\t%c\t%ld\t%ld\t0\t0\n", y,
			    'a' + c, total[y][c], n[y][c]);
	assert_int_equal(sum_write(s, false, collect, &out), 0);
	assert_string_equal(buf_z(&out), buf_z(&want));
	sum_free(s);
	buf_free(&out);
	buf_free(&want);
}

static void
merging(void **unused)
{
	static const char a[] = CELLS
	    "a\tA\t2021\t2021\t3\t1\tp\t0.1\tok\t\n"
	    "a\tA\t2021\t2021\t3\t1\tq\t\tblank\t\n";
	static const char b[] = CELLS
	    "a\tA\t2020\t2021\t3\t2\tp\t0.1\tok\t\n"
	    "a\tA\t2021\t2021\t3\t1\tp\t99999999999999999999\tok\t\n";
	struct sum *s = sum_new("year", order), *t = sum_new("year", order);
	struct buf out = { 0 }, want = { 0 };

	(void)unused;
	feed(s, a, NULL, &out);
	feed(t, b, NULL, &out);
	assert_true(sum_merge(s, t));
	sum_free(t);
	assert_int_equal(sum_write(s, true, collect, &out), 0);
	assert_string_equal(buf_z(&out), result(&want, "year", a, b));
	sum_free(s);
	buf_free(&out);
	buf_free(&want);
}

static int
third(void *to, const struct sum_row *r)
{
	int *n = to;

	assert_int_equal(r->group, *n / 2);
	return ++*n == 3 ? 42 : 0;
}

static int
full(void *to, struct str bytes)
{
	(void)to;
	(void)bytes;
	return 7;
}

static void
stopping(void **unused)
{
	struct sum *s = sum_new("org", order);
	struct buf wrong = { 0 };
	int n = 0;

	(void)unused;
	feed(s, "a\tB\t\t\t3\t1\tp\t1\tok\t\na\tA\t\t\t3\t1\tp\t1\tok\t\n"
	    "a\tB\t\t\t3\t1\tq\t1\tok\t\na\tA\t\t\t3\t1\tq\t1\tok\t\n", NULL,
	    &wrong);
	assert_int_equal(sum_each(s, third, &n), 42);
	assert_int_equal(sum_write(s, true, full, NULL), 7);
	sum_free(s);
	buf_free(&wrong);
}

/* What is held counts once it is kept, and not at all if forgotten. */
static void
holding(void **unused)
{
	static const char first[] = CELLS
	    "a\tA\t2020\t2021\t3\t1\tp\t1\tok\t\n"
	    "a\tA\t2020\t2021\t3\t1\tq\t\tblank\t\n"
	    "b\tB\t2021\t2021\t3\t1\tp\t12345678901234567890\tok\t\n";
	static const char second[] = CELLS
	    "c\tC\t2022\t2021\t3\t2\tp\t98765432109876543210.5\tok\t\n"
	    "c\tC\t2020\t2021\t3\t1\tp\t7\tok\t\n";
	struct buf out = { 0 }, wrong = { 0 };
	struct sum *s = sum_new("year", order), *part = sum_like(s);

	(void)unused;
	assert_non_null(part);
	sum_hold(part);
	feed(part, first, NULL, &wrong);
	assert_true(sum_settle(part, true));
	feed(part, second, NULL, &wrong);
	assert_true(sum_settle(part, false));
	feed(part, second, NULL, &wrong);
	assert_true(sum_merge(s, part));
	assert_int_equal(sum_write(s, false, collect, &out), 0);
	assert_string_equal(buf_z(&out),
	    "2020\t3\t1\tp\t1\t1\t0\t0\n"
	    "2020\t3\t1\tq\t\t0\t1\t0\n"
	    "2021\t3\t1\tp\t12345678901234567890\t1\t0\t0\n");
	assert_string_equal(buf_z(&wrong), "");
	sum_free(part);
	sum_free(s);
	buf_free(&out);
	buf_free(&wrong);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counting),
		cmocka_unit_test(keys),
		cmocka_unit_test(sums_of_sums),
		cmocka_unit_test(bad_records),
		cmocka_unit_test(any_split),
		cmocka_unit_test(brute_force),
		cmocka_unit_test(merging),
		cmocka_unit_test(stopping),
		cmocka_unit_test(holding)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
