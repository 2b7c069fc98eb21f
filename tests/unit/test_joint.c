#include <stdlib.h>

#include "report.h"
#include "report/joint.h"

#define ROWS	64		/* lines of a form, at most */
#define COLS	7
#define MOST	3000		/* combinations the brute force tries */

static const struct form *form;
static size_t first, last;	/* the lines of table 3 */

static long truth[ROWS][COLS];
static struct joint_row rows[ROWS];
static struct row_reading before[ROWS][SOLVE_READINGS];
static size_t nbefore[ROWS];

/* A table 3 that satisfies all its sums. */
static void
make_table(void)
{
	size_t line, c, received = first, carried = first + 1;
	long sum;

	memset(truth, 0, sizeof(truth));
	for (c = 0; c + 1 < COLS; c++) {
		for (sum = 0, line = first + 2; line + 1 < last; line++)
			sum += truth[line][c] = below(3) ? 0 :
			    (long)below(below(5) ? 6 : 60);
		truth[last - 1][c] = sum;
		sum += truth[last][c] = below(2) ? 0 : (long)below(9);
		truth[carried][c] = (long)below((uint32_t)sum + 1);
		truth[received][c] = sum - truth[carried][c];
	}
	for (line = first; line <= last; line++)
		for (c = 0; c + 1 < COLS; c++)
			truth[line][COLS - 1] += truth[line][c];
}

/* The readings of a row; with `lossy` its zeros may have been lost. */
static void
list_row(size_t line, bool lossy)
{
	struct value v[COLS];
	char s[24];
	size_t c, k = 0;

	for (c = 0; c < COLS; c++) {
		if (lossy && truth[line][c] == 0 && below(3))
			continue;
		snprintf(s, sizeof(s), "%ld", truth[line][c]);
		v[k++] = value_read(&arena, arena_str(&arena, str_of(s)));
	}
	rows[line].readings = solve_list(&arena, v, k, &form->lines[line],
	    DAMAGE_NONE);
	rows[line].usable = rows[line].readings.n > 0;
}

/* About `lossy` of the rows have lost cells. */
static void
list_rows(size_t lossy)
{
	size_t line, i;

	memset(rows, 0, sizeof(rows));
	for (line = first; line <= last; line++)
		list_row(line, below((uint32_t)(last - first + 1)) < lossy);
	for (line = first; line <= last; line++) {
		nbefore[line] = rows[line].readings.n;
		for (i = 0; i < nbefore[line]; i++)
			before[line][i] = rows[line].readings.list[i];
	}
}

static bool
same(const int64_t *a, const int64_t *b)
{
	return memcmp(a, b, COLS * sizeof(*a)) == 0;
}

static bool
listed(const struct row_reading *list, size_t n, const int64_t *amount)
{
	size_t i;

	for (i = 0; i < n && !same(list[i].amount, amount); i++)
		;
	return i < n;
}

static bool
has_truth(const struct row_reading *list, size_t n, size_t line)
{
	int64_t amount[COLS];
	size_t c;

	for (c = 0; c < COLS; c++)
		amount[c] = (int64_t)truth[line][c] * SOLVE_SCALE;
	return listed(list, n, amount);
}

/* What is left was there before, and nothing is left out twice. */
static void
only_removed(void)
{
	size_t line, i;

	for (line = first; line <= last; line++) {
		assert_true(rows[line].readings.n <= nbefore[line]);
		for (i = 0; i < rows[line].readings.n; i++)
			assert_true(listed(before[line], nbefore[line],
			    rows[line].readings.list[i].amount));
	}
}

static void
unchanged(void)
{
	size_t line, i;

	for (line = 0; line < form->nlines; line++) {
		assert_int_equal(rows[line].readings.n, nbefore[line]);
		for (i = 0; i < nbefore[line]; i++)
			assert_true(same(rows[line].readings.list[i].amount,
			    before[line][i].amount));
	}
}

/* The brute force: the combinations of all lists that satisfy all sums. */
struct brute {
	const struct row_reading *chosen[ROWS];
	size_t	index[ROWS];
	bool	seen[ROWS][SOLVE_READINGS];
	size_t	solutions;
};

static struct brute brute;

static bool
sums_hold(void)
{
	int64_t done, all;
	size_t line, c;

	for (c = 0; c < COLS; c++) {
		for (done = 0, line = first + 2; line + 1 < last; line++)
			done += brute.chosen[line]->amount[c];
		all = brute.chosen[last - 1]->amount[c];
		if (done != all || brute.chosen[first]->amount[c] +
		    brute.chosen[first + 1]->amount[c] !=
		    all + brute.chosen[last]->amount[c])
			return false;
	}
	return true;
}

static void
combine(size_t line)
{
	size_t i;

	if (line > last) {
		if (!sums_hold())
			return;
		brute.solutions++;
		for (i = first; i <= last; i++)
			brute.seen[i][brute.index[i]] = true;
		return;
	}
	for (i = 0; i < nbefore[line]; i++) {
		brute.chosen[line] = &before[line][i];
		brute.index[line] = i;
		combine(line + 1);
	}
}

static bool
few(void)
{
	size_t line, n = 1;

	for (line = first; line <= last && n <= MOST; line++)
		n *= nbefore[line];
	return n > 0 && n <= MOST;
}

/* What is left is what some solution has, each reading once. */
static void
compare(void)
{
	size_t line, i, n;

	for (line = first; line <= last; line++) {
		for (i = n = 0; i < nbefore[line]; i++) {
			n += brute.seen[line][i];
			if (listed(rows[line].readings.list,
			    rows[line].readings.n, before[line][i].amount) !=
			    brute.seen[line][i])
				fail_msg("line %zu, reading %zu", line, i);
		}
		assert_int_equal(rows[line].readings.n, n);
	}
}

static void
like_brute_force(void **state)
{
	size_t i, compared = 0, pruned = 0;

	(void)state;
	for (i = 0; i < 1500; i++) {
		arena_reset(&arena);
		make_table();
		list_rows(1 + below(4));
		if (!few())
			continue;
		memset(&brute, 0, sizeof(brute));
		combine(first);
		assert_true(brute.solutions > 0);
		pruned += joint_solve(&arena, form, 3, rows);
		only_removed();
		compare();
		compared++;
	}
	assert_true(compared > 700);
	assert_true(pruned > 300);
}

/* However much was lost, the true reading stays. */
static void
truth_stays(void **state)
{
	size_t i, line, pruned = 0;

	(void)state;
	for (i = 0; i < 1500; i++) {
		arena_reset(&arena);
		make_table();
		list_rows(1 + below(28));
		pruned += joint_solve(&arena, form, 3, rows);
		only_removed();
		for (line = first; line <= last; line++)
			if (nbefore[line] > 0 &&
			    !has_truth(rows[line].readings.list,
			    rows[line].readings.n, line))
				fail_msg("line %zu of table %zu", line, i);
	}
	assert_true(pruned > 500);
}

/*
 * Brute force for tables whose columns add up to 7 at most, whatever the
 * number of combinations: which sums of six columns can be reached by the
 * readings of the rows so far, as six digits of base 8.  The rows that were
 * dealt with come first, then their total, then what is carried over; what
 * was received and what was carried in is taken away again.
 */
#define STATES	(1 << 18)

static bool reached[ROWS][STATES];
static size_t chain[ROWS], nchain;

/* The state behind a reading, or -1 if a column leaves 0 to 7. */
static long
next_state(size_t at, long state, const int64_t *amount)
{
	long next = 0, v, digit;
	size_t c, line = chain[at];

	for (c = 0; c + 1 < COLS; c++) {
		digit = state >> (3 * c) & 7;
		v = (long)(amount[c] / SOLVE_SCALE);
		if (line == last - 1 && v != digit)
			return -1;	/* the total is what came before */
		if (line == first || line == first + 1)
			digit -= v;
		else if (line != last - 1)
			digit += v;
		if (digit < 0 || digit > 7)
			return -1;
		next |= digit << (3 * c);
	}
	return next;
}

/* Marks the readings by which the last state can be all 0. */
static void
walk_states(void)
{
	size_t at, i;
	long state, next;
	bool ends;

	memset(reached, 0, sizeof(reached));
	memset(&brute, 0, sizeof(brute));
	reached[0][0] = true;
	for (at = 0; at < nchain; at++)
		for (state = 0; state < STATES; state++)
			for (i = 0; reached[at][state] &&
			    i < nbefore[chain[at]]; i++) {
				next = next_state(at, state,
				    before[chain[at]][i].amount);
				if (next >= 0)
					reached[at + 1][next] = true;
			}
	memset(reached[nchain] + 1, 0, STATES - 1);
	while (at-- > 0)
		for (state = 0; state < STATES; state++) {
			for (ends = false, i = 0; reached[at][state] &&
			    i < nbefore[chain[at]]; i++) {
				next = next_state(at, state,
				    before[chain[at]][i].amount);
				if (next < 0 || !reached[at + 1][next])
					continue;
				brute.seen[chain[at]][i] = ends = true;
			}
			reached[at][state] = ends;
		}
}

/* A table of small numbers; the largest received and carried in is 7. */
static void
make_small_table(void)
{
	size_t line, c, n = 2 + below(9);
	long most[2] = { 0, 0 };

	do {
		memset(truth, 0, sizeof(truth));
		for (line = 0; line < n; line++)
			truth[first + 2 + below((uint32_t)(last - first - 3))]
			    [below(COLS - 1)] += 1 + below(2);
		for (c = 0; c + 1 < COLS; c++) {
			for (line = first + 2; line + 1 < last; line++)
				truth[last - 1][c] += truth[line][c];
			truth[last][c] = below(4) == 0;
			truth[first][c] = truth[last - 1][c] +
			    truth[last][c];
			truth[first + 1][c] = below(5) == 0 &&
			    truth[first][c] > 0;
			truth[first][c] -= truth[first + 1][c];
		}
		for (most[0] = most[1] = 0, line = 0; line < 2; line++)
			for (c = 0; c + 1 < COLS; c++)
				if (truth[first + line][c] > most[line])
					most[line] = truth[first + line][c];
	} while (most[0] + most[1] > 7);
	for (line = first; line <= last; line++)
		for (c = 0; c + 1 < COLS; c++)
			truth[line][COLS - 1] += truth[line][c];
}

/* Puts a number in another column, and one of another row. */
static void
move_numbers(void)
{
	size_t i, line, from, to;
	long v;

	for (i = 0; i < 2; i++) {
		line = first + 2 + below((uint32_t)(last - first - 3));
		from = below(COLS - 1);
		to = below(COLS - 1);
		v = truth[line][to];
		truth[line][to] = truth[line][from];
		truth[line][from] = v;
	}
}

/*
 * How many rows are open; fails unless they have what a solution has, and
 * only that, but where the sums were moved apart and that takes long.
 */
static size_t
compare_states(bool moved)
{
	size_t line, k, n, open = 0;

	for (line = first; line <= last; line++) {
		for (k = n = 0; k < nbefore[line]; k++) {
			if (!brute.seen[line][k])
				continue;
			n++;
			assert_true(listed(rows[line].readings.list,
			    rows[line].readings.n, before[line][k].amount));
		}
		if (moved) {
			assert_true(rows[line].readings.n >= n);
			continue;
		}
		assert_int_equal(rows[line].readings.n, n);
		assert_true(has_truth(rows[line].readings.list, n, line));
		open += n > 1;
	}
	return open;
}

/*
 * All rows may have lost cells: what is left is what some solution has.
 * Where an author put numbers in other columns there may be none.
 */
static void
to_the_end(void **state)
{
	size_t i, line, open = 0, none = 0;
	bool moved;

	(void)state;
	for (nchain = 0, line = first + 2; line <= last; line++)
		chain[nchain++] = line;
	chain[nchain++] = first;
	chain[nchain++] = first + 1;
	for (i = 0; i < 150; i++) {
		arena_reset(&arena);
		make_small_table();
		if ((moved = i % 2))
			move_numbers();
		list_rows((last - first + 1) / (moved ? 2 : 1));
		walk_states();
		joint_solve(&arena, form, 3, rows);
		if (reached[0][0]) {
			open += compare_states(moved);
		} else {
			assert_true(moved);
			unchanged();
			none++;
		}
	}
	assert_true(open > 100);
	assert_true(none > 0);
}

/* Three twos in two columns do not make three and three; bounds alone do
 * not show it. */
static void
no_solution(void **state)
{
	size_t line, i;

	(void)state;
	arena_reset(&arena);
	memset(truth, 0, sizeof(truth));
	truth[first][0] = truth[last - 1][0] = 3;
	truth[first][1] = truth[last - 1][1] = 3;
	truth[first][COLS - 1] = truth[last - 1][COLS - 1] = 6;
	for (line = first + 4; line < first + 7; line++)
		truth[line][0] = truth[line][COLS - 1] = 2;
	list_rows(0);
	for (line = first + 4; line < first + 7; line++) {
		rows[line].readings = solve_list(&arena, (struct value []){
		    value_read(&arena, str_of("2")),
		    value_read(&arena, str_of("2")) }, 2,
		    &form->lines[line], DAMAGE_NONE);
		nbefore[line] = rows[line].readings.n;
		assert_int_equal(nbefore[line], 6);
		for (i = 0; i < nbefore[line]; i++)
			before[line][i] = rows[line].readings.list[i];
	}
	assert_false(joint_solve(&arena, form, 3, rows));
	unchanged();
}

/* Amounts that are too large to add up take part in nothing. */
static void
huge_numbers(void **state)
{
	size_t c;

	(void)state;
	arena_reset(&arena);
	make_table();
	list_rows(10);
	for (c = 0; c < COLS; c += COLS - 1)
		rows[last - 1].readings.list[0].amount[c] =
		    before[last - 1][0].amount[c] = INT64_MAX / 100;
	assert_false(joint_solve(&arena, form, 3, rows));
	assert_false(joint_holds(&arena, form, 3, rows));
	unchanged();
}

/*
 * A figure that its author got wrong, and its row's total with it: where
 * no solution is left nothing goes; else just what no solution has.
 */
static void
broken_columns(void **state)
{
	size_t i, line, c, untouched = 0;
	long by;
	bool pruned;

	(void)state;
	for (i = 0; i < 1500; i++) {
		arena_reset(&arena);
		make_table();
		line = first + below((uint32_t)(last - first + 1));
		c = below(COLS - 1);
		by = 1 + (long)below(20);
		truth[line][c] += by;
		truth[line][COLS - 1] += by;
		list_rows(below(5));
		if (!few())
			continue;
		memset(&brute, 0, sizeof(brute));
		combine(first);
		pruned = joint_solve(&arena, form, 3, rows);
		if (brute.solutions > 0) {
			compare();
			continue;
		}
		assert_false(pruned);
		unchanged();
		untouched++;
	}
	assert_true(untouched > 500);
}

/*
 * A row whose own figures do not add up has no reading: the sums it is in
 * say nothing, the others of its table still do, and none lies.
 */
static void
broken_rows(void **state)
{
	size_t i, line, at;

	(void)state;
	for (i = 0; i < 1500; i++) {
		arena_reset(&arena);
		make_table();
		at = first + below((uint32_t)(last - first + 1));
		list_rows(1 + below(10));
		memset(&rows[at], 0, sizeof(rows[at]));
		nbefore[at] = 0;
		if (joint_solve(&arena, form, 3, rows))
			assert_true(at != last - 1);	/* in every sum */
		only_removed();
		assert_int_equal(rows[at].readings.n, 0);
		for (line = first; line <= last; line++)
			if (nbefore[line] > 0)
				assert_true(has_truth(
				    rows[line].readings.list,
				    rows[line].readings.n, line));
	}
}

static void
holds(void **state)
{
	size_t i, line, c;

	(void)state;
	for (i = 0; i < 300; i++) {
		arena_reset(&arena);
		make_table();
		list_rows(0);
		assert_true(joint_holds(&arena, form, 3, rows));
		assert_false(joint_solve(&arena, form, 3, rows));
		unchanged();
		assert_false(joint_holds(&arena, form, 2, rows));
		assert_false(joint_holds(&arena, form, 4, rows));
		line = first + below((uint32_t)(last - first + 1));
		c = below(COLS - 1);
		truth[line][c]++;
		truth[line][COLS - 1]++;
		list_row(line, false);
		assert_false(joint_holds(&arena, form, 3, rows));
		memset(&rows[line], 0, sizeof(rows[line]));
		assert_false(joint_holds(&arena, form, 3, rows));
	}
}

/* Tables without sums over columns are left alone. */
static void
other_tables(void **state)
{
	(void)state;
	arena_reset(&arena);
	make_table();
	list_rows(20);
	assert_false(joint_solve(&arena, form, 2, rows));
	assert_false(joint_solve(&arena, form, 4, rows));
	unchanged();
	memset(rows, 0, sizeof(rows));
	memset(nbefore, 0, sizeof(nbefore));
	assert_false(joint_solve(&arena, form, 3, rows));
	unchanged();
}

static int
setup(void **state)
{
	(void)state;
	seed = 60;
	form = form_named((struct str)STR("2021"));
	if (form == NULL || form->nlines > ROWS)
		return 1;
	while (form->lines[first].table != 3)
		first++;
	for (last = first; form->lines[last + 1].table == 3; last++)
		;
	return form->lines[first].n != COLS;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(like_brute_force),
		cmocka_unit_test(truth_stays),
		cmocka_unit_test(to_the_end),
		cmocka_unit_test(no_solution),
		cmocka_unit_test(huge_numbers),
		cmocka_unit_test(broken_columns),
		cmocka_unit_test(broken_rows),
		cmocka_unit_test(holds),
		cmocka_unit_test(other_tables)
	};

	return cmocka_run_group_tests_name("joint", tests, setup, teardown);
}
