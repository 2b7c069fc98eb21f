#include <stdlib.h>

#include "report.h"
#include "report/solve.h"

#define MOST		200000	/* readings of one row */

/* Lines of many shapes. */
static const struct line_sum six[] = { { 0, 6, 6 } };
static const struct line_sum fives[] = { { 0, 4, 4 }, { 5, 4, 9 },
    { 10, 4, 14 } };
static const struct line_sum chain[] = { { 0, 2, 2 }, { 2, 2, 4 } };
static const struct form_line plain_line = { .n = 3 };
static const struct form_line shapes[] = {
	{ .n = 7, .sums = six, .nsums = 1 },
	{ .n = 5, .sums = fives, .nsums = 1 },
	{ .n = 10, .sums = fives, .nsums = 2 },
	{ .n = 5, .sums = chain, .nsums = 2 },
	{ .n = 3 },
	{ .n = 15, .sums = fives, .nsums = 3 },
};
#define SHORT	5	/* shapes that are quick to enumerate */

/*
 * The brute force.  A row's figures are spelt as words; a reading is n
 * words, empty ones where a slot is.  First all ways to undo what joined
 * or broke figures are listed, then for each all masks of slots (or of
 * figures, if there are too many) are tried.
 */
struct words {
	char	w[SOLVE_SLOTS + 4][24];
	size_t	n;
	uint32_t half;		/* bit i: w[i-1] and w[i] had been fused, so
				   they are neighbours */
	bool	joined;		/* w holds a number that had been broken */
};

struct brute {
	const struct form_line	*line;
	struct words		*all;		/* the readings */
	bool			*fits;
	size_t			 n;
	bool			 any;		/* some fit, with every
						   figure as it stands */
	bool			 repaired;	/* some fit, but none such */
};

static struct brute brute;

/* In ten-thousandths. */
static long long
amount(const char *s)
{
	double d = strtod(s, NULL) * 10000;

	return (long long)(d < 0 ? d - 0.5 : d + 0.5);
}

static bool
fits(const struct words *r, const struct form_line *l)
{
	long long rest;
	size_t i, k;

	for (i = 0; i < l->nsums; i++) {
		rest = amount(r->w[l->sums[i].total]);
		for (k = 0; k < l->sums[i].n; k++)
			rest -= amount(r->w[l->sums[i].first + k]);
		if (rest != 0)
			return false;
	}
	return true;
}

static void
reading(const struct words *r, bool sound)
{
	assert_true(brute.n < MOST);
	brute.all[brute.n] = *r;
	brute.fits[brute.n] = fits(r, brute.line);
	if (brute.fits[brute.n]) {
		brute.any = brute.any || sound;
		brute.repaired = true;
	}
	brute.n++;
}

/* Whether in the slots of mask the halves of figures are neighbours. */
static bool
halves_meet(const struct words *in, uint32_t mask)
{
	size_t i, k, slot[SOLVE_SLOTS];

	for (i = k = 0; i < brute.line->n; i++)
		if (mask >> i & 1)
			slot[k++] = i;
	for (i = 1; i < in->n; i++)
		if ((in->half >> i & 1) && slot[i] != slot[i - 1] + 1)
			return false;
	return true;
}

/* All ways to lay words on slots. */
static void
lay(const struct words *in, size_t strays)
{
	size_t n = brute.line->n, i, k;
	uint32_t mask;
	struct words r;
	bool sound = !in->joined && in->half == 0, more = in->n > n;

	if (more && in->n - n > strays)
		return;
	for (mask = 0; mask < (uint32_t)1 << (more ? in->n : n); mask++) {
		if ((size_t)__builtin_popcount(mask) !=
		    (more ? n : in->n) ||
		    (!more && !halves_meet(in, mask)))
			continue;
		memset(&r, 0, sizeof(r));
		for (i = k = 0; more && i < in->n; i++)
			if (mask >> i & 1)
				strcpy(r.w[k++], in->w[i]);
		for (i = k = 0; !more && i < n; i++)
			if (mask >> i & 1)
				strcpy(r.w[i], in->w[k++]);
		reading(&r, sound);
	}
}

static bool
digits(const char *s)
{
	return *s != '\0' && strspn(s, "0123456789") == strlen(s);
}

static bool
canonical(const char *s)
{
	return strcmp(s, "0") == 0 || *s != '0';
}

/* Cuts up to `splits` figures from `from` on, in every way. */
static void
cut(const struct words *in, size_t from, size_t splits)
{
	struct words out;
	size_t i, at;

	lay(in, 0);
	for (i = from; splits > 0 && i < in->n; i++)
		for (at = 1; digits(in->w[i]) && in->w[i][at] != '\0';
		    at++) {
			out = *in;
			memmove(out.w + i + 2, out.w + i + 1,
			    (in->n - i - 1) * sizeof(*out.w));
			strcpy(out.w[i + 1], in->w[i] + at);
			out.w[i][at] = '\0';
			out.n++;
			out.half |= (uint32_t)1 << (i + 1);
			if (canonical(out.w[i]) && canonical(out.w[i + 1]))
				cut(&out, i + 2, splits - 1);
		}
}

/* Joins up to `joins` pairs from `from` on; the rest may be strays. */
static void
glue(const struct words *in, size_t from, size_t joins, size_t strays)
{
	struct words out;
	size_t i;

	if (in->n >= brute.line->n || joins == 0)
		lay(in, strays);
	for (i = from; joins > 0 && i + 1 < in->n; i++) {
		if (strcmp(in->w[i], "0") == 0 || !digits(in->w[i + 1]) ||
		    strchr(in->w[i], '.') != NULL)
			continue;
		out = *in;
		strcat(out.w[i], in->w[i + 1]);
		memmove(out.w + i + 1, out.w + i + 2,
		    (in->n - i - 2) * sizeof(*out.w));
		out.n--;
		out.joined = true;
		glue(&out, i + 1, joins - 1, strays);
	}
}

static void
enumerate(const struct words *in, const struct form_line *l,
    enum damage damage)
{
	brute.line = l;
	brute.n = 0;
	brute.any = brute.repaired = false;
	if (damage == DAMAGE_NONE)
		lay(in, 2);
	else if (in->n < l->n)
		cut(in, 0, l->n - in->n < 2 ? l->n - in->n : 2);
	else if (in->n > l->n)
		glue(in, 0, in->n - l->n, in->n - l->n);
	else
		glue(in, 0, 1, 0);
	brute.repaired = brute.repaired && !brute.any;
}

static void
show(const struct words *in)
{
	size_t i;

	for (i = 0; i < in->n; i++)
		print_message("%s%s", i ? " " : "", in->w[i]);
	print_message("\n");
}

static void
values(const struct words *in, struct value *out)
{
	size_t i;

	for (i = 0; i < in->n; i++)
		out[i] = value_read(&arena, str_of(in->w[i]));
}

/* What the readings that count agree on in a slot. */
static enum agreement
agreed(size_t slot, const char **number)
{
	const char *w;
	bool blank = false;
	size_t i;

	*number = NULL;
	if (!brute.any)
		return AGREE_NOT;
	for (i = 0; i < brute.n; i++) {
		if (!brute.fits[i])
			continue;
		w = brute.all[i].w[slot];
		if (*w == '\0')
			blank = true;
		else if (*number == NULL)
			*number = w;
		else if (strcmp(*number, w) != 0)
			return AGREE_NOT;
	}
	if (*number == NULL)
		return AGREE_BLANK;
	if (blank && strcmp(*number, "0") != 0)
		return AGREE_NOT;
	return AGREE_NUMBER;
}

/* solve_row against the brute force. */
static void
compare(const struct words *in, const struct form_line *l,
    enum damage damage)
{
	struct value v[SOLVE_SLOTS + 4];
	struct solution s;
	const char *number;
	enum agreement how;
	size_t i;

	values(in, v);
	s = solve_row(&arena, v, in->n, l, damage);
	assert_true(s.complete);
	enumerate(in, l, damage);
	assert_int_equal(s.consistent, brute.any);
	assert_int_equal(s.repaired, brute.repaired);
	for (i = 0; i < l->n; i++) {
		how = agreed(i, &number);
		if (s.how[i] != how || (how == AGREE_NUMBER &&
		    strcmp(z(s.number[i]), number) != 0)) {
			show(in);
			fail_msg("slot %zu: %d %s, not %d %s", i,
			    (int)s.how[i], z(s.number[i]), (int)how,
			    number == NULL ? "" : number);
		}
	}
}

static bool
same_amounts(const struct row_reading *r, const struct words *w, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (r->amount[i] != amount(w->w[i]))
			return false;
	return true;
}

/* solve_list against the brute force: each the other's subset. */
static void
compare_list(const struct words *in, const struct form_line *l,
    enum damage damage)
{
	struct value v[SOLVE_SLOTS + 4];
	struct readings list;
	size_t i, k, different = 0;

	values(in, v);
	list = solve_list(&arena, v, in->n, l, damage);
	enumerate(in, l, damage);
	for (i = 0; i < brute.n; i++) {
		if (!brute.fits[i])
			continue;
		for (k = 0; k < list.n && !same_amounts(&list.list[k],
		    &brute.all[i], l->n); k++)
			;
		different += k == list.n;
	}
	if (list.n > 0 && different > 0) {
		show(in);
		fail_msg("%zu readings are not listed", different);
	}
	if (list.n == 0 && brute.any && different <= SOLVE_READINGS) {
		show(in);
		fail_msg("nothing is listed");
	}
	assert_true(brute.any || list.n == 0);
	for (k = 0; k < list.n; k++) {
		for (i = 0; i < brute.n && !(brute.fits[i] && same_amounts(
		    &list.list[k], &brute.all[i], l->n)); i++)
			;
		if (i == brute.n) {
			show(in);
			fail_msg("reading %zu does not exist", k);
		}
		assert_true(solve_fits(&list.list[k], l));
	}
}

/* A small number, 0 more often than not, now and then a large one. */
static int
figure(void)
{
	if (below(5) < 3)
		return 0;
	return below(4) ? (int)below(12) : (int)below(1500);
}

static void
write_number(char *out, size_t room, long long n)
{
	snprintf(out, room, "%lld", n);
}

/* A row that satisfies its sums. */
static void
sound_row(const struct form_line *l, struct words *w)
{
	long long n[SOLVE_SLOTS];
	size_t i, k;

	for (i = 0; i < l->n; i++)
		n[i] = figure();
	for (i = 0; i < l->nsums; i++) {
		n[l->sums[i].total] = 0;
		for (k = 0; k < l->sums[i].n; k++)
			n[l->sums[i].total] += n[l->sums[i].first + k];
	}
	memset(w, 0, sizeof(*w));
	w->n = l->n;
	for (i = 0; i < l->n; i++)
		write_number(w->w[i], sizeof(w->w[i]), n[i]);
}

static void
erase(struct words *w, size_t i)
{
	memmove(w->w + i, w->w + i + 1, (w->n - i - 1) * sizeof(*w->w));
	w->n--;
}

static void
insert(struct words *w, size_t i, const char *s)
{
	memmove(w->w + i + 1, w->w + i, (w->n - i) * sizeof(*w->w));
	snprintf(w->w[i], sizeof(w->w[i]), "%s", s);
	w->n++;
}

/* Drops up to `most` zeros; they had been empty cells. */
static void
drop_zeros(struct words *w, size_t most)
{
	size_t i;

	for (i = w->n; i-- > 0 && most > 0; )
		if (strcmp(w->w[i], "0") == 0 && below(3) && w->n > 1) {
			erase(w, i);
			most--;
		}
}

static void
random_rows(void **state)
{
	const struct form_line *l;
	struct words w;
	size_t i, k, n;

	(void)state;
	for (i = 0; i < 6000; i++) {
		arena_reset(&arena);
		l = &shapes[below(SHORT)];
		n = 1 + below((uint32_t)l->n + 2);
		memset(&w, 0, sizeof(w));
		for (k = 0; k < n; k++)
			write_number(w.w[w.n++], sizeof(*w.w), figure());
		compare(&w, l, DAMAGE_NONE);
		compare(&w, l, DAMAGE_JOINED);
	}
}

static void
random_lists(void **state)
{
	const struct form_line *l;
	struct words w;
	size_t i;
	enum damage damage;

	(void)state;
	for (i = 0; i < 3000; i++) {
		arena_reset(&arena);
		l = &shapes[below(4)];
		sound_row(l, &w);
		if (below(3))
			drop_zeros(&w, 3);
		else if (below(2))
			insert(&w, below((uint32_t)w.n + 1), "1");
		damage = below(2) ? DAMAGE_JOINED : DAMAGE_NONE;
		compare_list(&w, l, damage);
		compare(&w, l, damage);
	}
}

/* Three sums in one line of 15, as in table 4, with lost or fused zeros. */
static void
long_lines(void **state)
{
	const struct form_line *l = &shapes[SHORT];
	struct words w;
	size_t i, k, solved = 0;
	const char *number;

	(void)state;
	for (i = 0; i < 250; i++) {
		arena_reset(&arena);
		sound_row(l, &w);
		drop_zeros(&w, 12);
		if (below(3) == 0)	/* its author got one wrong */
			write_number(w.w[below((uint32_t)w.n)],
			    sizeof(*w.w), figure());
		compare(&w, l, DAMAGE_NONE);
		compare_list(&w, l, DAMAGE_NONE);
		for (k = 0; k < l->n; k++)
			solved += agreed(k, &number) != AGREE_NOT;
		if (i % 5 == 0)
			compare(&w, l, DAMAGE_JOINED);
	}
	assert_true(solved > 500);
}

/* Signs and decimals count as well. */
static void
signs_and_decimals(void **state)
{
	static const char *const numbers[] = { "0", "0", "-1", "1", "0.5",
	    "-0.5", "1.5", "2", "0.0001", "12", "-12" };
	const struct form_line *l;
	struct words w;
	size_t i, k, n;

	(void)state;
	for (i = 0; i < 4000; i++) {
		arena_reset(&arena);
		l = &shapes[below(4)];
		n = l->n - below(3) + below(2);
		memset(&w, 0, sizeof(w));
		for (k = 0; k < n; k++)
			strcpy(w.w[w.n++], numbers[below(COUNT(numbers))]);
		compare(&w, l, DAMAGE_NONE);
		compare(&w, l, DAMAGE_JOINED);
	}
}

/* What was done to a row in one of the ways a converter does it. */
static enum damage
harm(struct words *w)
{
	char stray[16];
	size_t i, k;

	switch (below(6)) {
	case 0:				/* empty cells are lost */
		drop_zeros(w, 15);
		return DAMAGE_NONE;
	case 1:				/* page numbers stray in */
		for (i = 1 + below(2); i > 0; i--) {
			write_number(stray, sizeof(stray), figure());
			insert(w, below((uint32_t)w->n + 1), stray);
		}
		return below(2) ? DAMAGE_JOINED : DAMAGE_NONE;
	case 2:				/* a number is broken */
		for (i = 0; i < w->n; i++)
			if (strlen(w->w[i]) > 1 && w->w[i][1] != '0') {
				insert(w, i + 1, w->w[i] + 1);
				w->w[i][1] = '\0';
				break;
			}
		return DAMAGE_JOINED;
	case 3:				/* one or two pairs are fused */
		for (k = below(2), i = 0; i + 1 < w->n && k < 3; i++) {
			if (*w->w[i] == '0' || below(3))
				continue;
			strcat(w->w[i], w->w[i + 1]);
			erase(w, i + 1);
			k += 2 - k / 2;
		}
		return DAMAGE_JOINED;
	case 4:				/* a broken one, and a lost cell */
		for (i = 0; i < w->n; i++)
			if (strlen(w->w[i]) > 1 && w->w[i][1] != '0') {
				insert(w, i + 1, w->w[i] + 1);
				w->w[i][1] = '\0';
				drop_zeros(w, 1);
				break;
			}
		return DAMAGE_JOINED;
	}
	return below(2) ? DAMAGE_JOINED : DAMAGE_NONE;
}

/*
 * Whatever was done to a row that satisfied its sums, the truth is among
 * the readings, and no slot holds another number than the truth.
 */
static void
never_wrong(void **state)
{
	const struct form_line *l;
	struct words truth, w;
	struct value v[SOLVE_SLOTS + 4];
	struct solution s;
	struct readings list;
	enum damage damage;
	size_t i, k, solved = 0, listed = 0;

	(void)state;
	for (i = 0; i < 60000; i++) {
		arena_reset(&arena);
		l = &shapes[below(COUNT(shapes))];
		sound_row(l, &truth);
		w = truth;
		damage = harm(&w);
		values(&w, v);
		s = solve_row(&arena, v, w.n, l, damage);
		if (s.complete && !s.consistent && !s.repaired) {
			show(&truth);
			show(&w);
			fail_msg("no reading fits");
		}
		for (k = 0; k < l->n; k++) {
			if (s.how[k] == AGREE_NOT)
				continue;
			solved++;
			if (strcmp(truth.w[k], s.how[k] == AGREE_BLANK ?
			    "0" : z(s.number[k])) == 0)
				continue;
			show(&truth);
			show(&w);
			fail_msg("slot %zu is %s", k, z(s.number[k]));
		}
		list = solve_list(&arena, v, w.n, l, damage);
		for (k = 0; k < list.n && !same_amounts(&list.list[k],
		    &truth, l->n); k++)
			;
		if (list.n > 0 && k == list.n) {
			show(&truth);
			show(&w);
			fail_msg("the truth is not listed");
		}
		listed += list.n > 0;
	}
	assert_true(solved > 100000);
	assert_true(listed > 20000);
}

static void
row(const char *figures, const struct form_line *l, enum damage damage,
    const char *want)
{
	struct words w = { .n = 0 };
	struct value v[SOLVE_SLOTS + 4];
	struct solution s;
	char got[256], copy[256], *p;
	size_t i;

	strcpy(copy, figures);
	for (p = strtok(copy, " "); p != NULL; p = strtok(NULL, " "))
		strcpy(w.w[w.n++], p);
	values(&w, v);
	s = solve_row(&arena, v, w.n, l, damage);
	strcpy(got, s.repaired ? "~ " : s.consistent ? "" : "! ");
	for (i = 0; i < l->n; i++) {
		strcat(got, i ? " " : "");
		strcat(got, s.how[i] == AGREE_NOT ? "?" :
		    s.how[i] == AGREE_BLANK ? "_" : z(s.number[i]));
	}
	assert_string_equal(got, want);
}

static void
by_hand(void **state)
{
	const struct form_line *l = &shapes[0];

	(void)state;
	row("3 1 0 0 0 0 4", l, DAMAGE_NONE, "3 1 0 0 0 0 4");
	row("3 1 0 0 0 0 5", l, DAMAGE_NONE, "! ? ? ? ? ? ? ?");
	row("4 4", l, DAMAGE_NONE, "? ? ? ? ? ? 4");
	row("4", l, DAMAGE_NONE, "! ? ? ? ? ? ? ?");
	row("0", l, DAMAGE_NONE, "0 0 0 0 0 0 0");
	row("0 0", l, DAMAGE_NONE, "0 0 0 0 0 0 0");
	row("1 2 3 4 5 15", l, DAMAGE_NONE, "? ? ? ? ? ? 15");
	row("5 3 1 0 0 0 0 4", l, DAMAGE_NONE, "3 1 0 0 0 0 4");
	row("3 1 0 0 0 0 4 9", l, DAMAGE_NONE, "3 1 0 0 0 0 4");
	row("1 0 1 0 0 0 0 1", l, DAMAGE_NONE, "? ? 0 0 0 0 1");
	row("1 2 0 0 0 0 0 12", l, DAMAGE_JOINED, "~ ? ? ? ? ? ? ?");
	row("30 0 0 0 0 3", l, DAMAGE_JOINED, "~ ? ? ? ? ? ? ?");
	row("1 2 3", &plain_line, DAMAGE_NONE, "1 2 3");
	row("1 2", &plain_line, DAMAGE_NONE, "? ? ?");
	row("0.5 0.25 0.75", l, DAMAGE_NONE, "? ? ? ? ? ? 0.75");
}

/* More strays than two, and nothing is certain. */
static void
too_many_figures(void **state)
{
	struct value v[SOLVE_SLOTS];
	struct solution s;
	size_t i;

	(void)state;
	for (i = 0; i < 10; i++)
		v[i] = value_read(&arena, str_of("0"));
	s = solve_row(&arena, v, 10, &shapes[0], DAMAGE_NONE);
	assert_false(s.complete);
	for (i = 0; i < 7; i++)
		assert_int_equal(s.how[i], AGREE_NOT);
	assert_int_equal(solve_list(&arena, v, 10, &shapes[0],
	    DAMAGE_NONE).n, 0);
}

/* Numbers past 64 bits and past four decimals satisfy nothing. */
static void
what_does_not_fit(void **state)
{
	static const char *const in[] = { "99999999999999999999999", "0",
	    "0", "0", "0", "0", "99999999999999999999999" };
	struct value v[7];
	struct row_reading r;
	size_t i;

	(void)state;
	for (i = 0; i < 7; i++)
		v[i] = value_read(&arena, str_of(in[i]));
	assert_false(solve_holds(v, &shapes[0]));
	assert_false(solve_amounts(v, 7, &r));
	v[0] = v[6] = value_read(&arena, str_of("0.00001"));
	assert_false(solve_holds(v, &shapes[0]));
	v[0] = v[6] = value_read(&arena, str_of("0.0001"));
	assert_true(solve_holds(v, &shapes[0]));
}

static void
holds(void **state)
{
	struct words w;
	struct value v[SOLVE_SLOTS];
	struct row_reading r;
	const struct form_line *l;
	size_t i, k;

	(void)state;
	for (i = 0; i < 20000; i++) {
		arena_reset(&arena);
		l = &shapes[below(COUNT(shapes))];
		sound_row(l, &w);
		if (below(2))
			write_number(w.w[below((uint32_t)l->n)],
			    sizeof(*w.w), figure() - 3);
		values(&w, v);
		assert_int_equal(solve_holds(v, l), fits(&w, l));
		assert_true(solve_amounts(v, l->n, &r));
		assert_int_equal(solve_fits(&r, l), fits(&w, l));
		for (k = 0; k < l->n; k++) {
			assert_int_equal(r.amount[k], amount(w.w[k]));
			assert_string_equal(z(r.number[k]), w.w[k]);
		}
	}
	memset(v, 0, sizeof(v));	/* empty slots count as 0 */
	assert_true(solve_holds(v, &shapes[0]));
	v[2] = v[6] = value_read(&arena, str_of("8"));
	assert_true(solve_holds(v, &shapes[0]));
	v[6] = value_read(&arena, str_of("7"));
	assert_false(solve_holds(v, &shapes[0]));
}

static int
setup(void **state)
{
	(void)state;
	seed = 4711;
	brute.all = malloc(MOST * sizeof(*brute.all));
	brute.fits = malloc(MOST * sizeof(*brute.fits));
	return brute.all == NULL || brute.fits == NULL;
}

static int
free_brute(void **state)
{
	free(brute.all);
	free(brute.fits);
	return teardown(state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_rows),
		cmocka_unit_test(random_lists),
		cmocka_unit_test(long_lines),
		cmocka_unit_test(signs_and_decimals),
		cmocka_unit_test(never_wrong),
		cmocka_unit_test(by_hand),
		cmocka_unit_test(too_many_figures),
		cmocka_unit_test(what_does_not_fit),
		cmocka_unit_test(holds)
	};

	return cmocka_run_group_tests_name("solve", tests, setup, free_brute);
}
