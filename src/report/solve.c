/*
 * Exhaustive search, slot by slot from the left.  At each slot a reading
 * leaves it empty, takes the next figure, takes two figures as one number
 * that was broken, or takes half of a figure that is two fused ones;
 * between slots it may pass over a stray figure.  The number of each is
 * bounded by how many figures are missing or too many, and a reading is
 * given up at the last slot of a sum it does not satisfy, so the search is
 * small; it stops at MAX_STEPS and then nothing is certain.
 *
 * Readings with broken or fused numbers can only raise doubt: where none
 * but they satisfy the sums, something else may have happened as well.
 */
#include "report/solve.h"

#define MAX_STEPS	2000000
#define DECIMALS	4		/* of SOLVE_SCALE */

/* A number in parts of SOLVE_SCALE, if it fits. */
struct amount {
	int64_t	 n;
	bool	 known;
};

struct slot {
	struct str	 text;		/* empty: the slot is */
	int		 unit;
	struct amount	 amount;
};

/* What the readings seen so far agree on. */
struct common {
	bool		 any;
	bool		 differ[SOLVE_SLOTS], number[SOLVE_SLOTS];
	struct slot	 slot[SOLVE_SLOTS];
};

struct search {
	struct arena		*a;
	const struct value	*figures;
	size_t			 k;
	const struct form_line	*line;
	unsigned		 blanks, strays, joins, splits;
	struct slot		 slots[SOLVE_SLOTS];
	struct amount		*amounts;	/* of the figures */
	struct common		 fitting;
	unsigned		 damaged;	/* splits and joins in use */
	bool			 sound;		/* one that fits has none */
	struct readings		*list;		/* of those that fit, or NULL */
	unsigned long		 steps;
};

static struct amount
amount_of(struct str s)
{
	struct amount a = { 0, true };
	size_t i = 0, decimals = 0;
	bool negative = s.n > 0 && *s.s == '-', point = false;

	for (i = negative; i < s.n; i++) {
		if (s.s[i] == '.') {
			point = true;
			continue;
		}
		if (s.s[i] < '0' || s.s[i] > '9' || a.n > INT64_MAX / 1000)
			return (struct amount){ 0, false };
		a.n = a.n * 10 + (s.s[i] - '0');
		decimals += point;
	}
	for (; decimals < DECIMALS; decimals++) {
		if (a.n > INT64_MAX / 1000)
			return (struct amount){ 0, false };
		a.n *= 10;
	}
	if (decimals > DECIMALS)
		a.known = false;
	if (negative)
		a.n = -a.n;
	return a;
}

static bool
sum_holds(const struct slot *slots, const struct line_sum *s)
{
	int64_t sum = 0, v;
	size_t k;

	if (!slots[s->total].amount.known)
		return false;
	for (k = 0; k < s->n; k++) {
		v = slots[s->first + k].amount.n;
		if (!slots[s->first + k].amount.known ||
		    v > INT64_MAX / 32 || v < -(INT64_MAX / 32))
			return false;
		sum += v;
	}
	return sum == slots[s->total].amount.n;
}

static bool
sums_hold(const struct slot *slots, const struct form_line *line)
{
	size_t i;

	for (i = 0; i < line->nsums && sum_holds(slots, &line->sums[i]); i++)
		;
	return i == line->nsums;
}

/* Whether the sums hold that are complete with slots 0..filled-1. */
static bool
holds_so_far(const struct search *s, size_t filled)
{
	const struct line_sum *sum;
	size_t i, end;

	for (i = 0; i < s->line->nsums; i++) {
		sum = &s->line->sums[i];
		end = (size_t)sum->first + sum->n;
		if (end <= sum->total)
			end = (size_t)sum->total + 1;
		if (end == filled && !sum_holds(s->slots, sum))
			return false;
	}
	return true;
}

/* One more reading: what does it share with those before? */
static void
meet(struct common *c, const struct slot *slots, size_t n)
{
	size_t i;
	const struct slot *s;
	struct slot *had;

	for (i = 0; i < n; i++) {
		s = &slots[i];
		had = &c->slot[i];
		if (s->text.n > 0)
			c->number[i] = true;
		if (!c->any) {
			*had = *s;
			continue;
		}
		if (had->text.n == 0 && s->text.n > 0 &&
		    s->amount.known && s->amount.n == 0)
			*had = *s;
		else if (s->text.n == 0 && had->text.n > 0 &&
		    had->amount.known && had->amount.n == 0)
			continue;
		else if (!str_eq(had->text, s->text) || had->unit != s->unit)
			c->differ[i] = true;
	}
	c->any = true;
}

/* Keeps a reading that fits, once; an empty slot is as good as a 0. */
static void
keep(struct search *s)
{
	struct row_reading *r;
	size_t i, k;

	if (s->list->n > SOLVE_READINGS)
		return;
	for (i = 0; i < s->list->n; i++) {
		r = &s->list->list[i];
		for (k = 0; k < s->line->n &&
		    r->amount[k] == s->slots[k].amount.n; k++)
			;
		if (k < s->line->n)
			continue;
		for (k = 0; k < s->line->n; k++)
			if (r->number[k].n == 0)
				r->number[k] = s->slots[k].text;
		return;
	}
	r = arena_grow(s->a, &s->list->list, s->list->n, sizeof(*r));
	s->list->n++;
	for (k = 0; k < s->line->n; k++) {
		r->number[k] = s->slots[k].text;
		r->amount[k] = s->slots[k].amount.n;
	}
}

/* A reading that fits. */
static void
found(struct search *s)
{
	meet(&s->fitting, s->slots, s->line->n);
	s->sound = s->sound || s->damaged == 0;
	if (s->list != NULL)
		keep(s);
}

static void
search(struct search *s, size_t slot, size_t at);

/* Fills a slot and goes on behind it. */
static void
take(struct search *s, size_t slot, size_t next, struct slot with)
{
	s->slots[slot] = with;
	if (holds_so_far(s, slot + 1))
		search(s, slot + 1, next);
}

static bool
all_digits(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (s.s[i] < '0' || s.s[i] > '9')
			return false;
	return s.n > 0;
}

/* Two figures that were one number. */
static void
take_joined(struct search *s, size_t slot, size_t at)
{
	struct str x = s->figures[at].number, y = s->figures[at + 1].number;
	char *p;

	if (s->figures[at].unit >= 0 || !all_digits(y) || x.n == 0 ||
	    (x.n == 1 && *x.s == '0') || memchr(x.s, '.', x.n) != NULL)
		return;
	p = arena_alloc(s->a, x.n + y.n + 1);
	memcpy(p, x.s, x.n);
	memcpy(p + x.n, y.s, y.n);
	s->joins--;
	s->damaged++;
	x = (struct str){ p, x.n + y.n };
	take(s, slot, at + 2, (struct slot){ x, s->figures[at + 1].unit,
	    amount_of(x) });
	s->damaged--;
	s->joins++;
}

/* A figure that was two numbers: its first part here, the rest next. */
static void
take_halves(struct search *s, size_t slot, size_t at)
{
	struct str x = s->figures[at].number, left, right;
	size_t i;

	if (!all_digits(x) || slot + 1 >= s->line->n)
		return;
	s->splits--;
	s->damaged++;
	for (i = 1; i < x.n; i++) {
		left = (struct str){ x.s, i };
		right = str_from(x, i);
		if ((left.n > 1 && *left.s == '0') ||
		    (right.n > 1 && *right.s == '0'))
			continue;
		s->slots[slot] = (struct slot){ left, -1, amount_of(left) };
		if (holds_so_far(s, slot + 1))
			take(s, slot + 1, at + 1, (struct slot){ right, -1,
			    amount_of(right) });
	}
	s->damaged--;
	s->splits++;
}

static void
search(struct search *s, size_t slot, size_t at)
{
	size_t left = s->k - at;

	if (++s->steps > MAX_STEPS)
		return;
	if (slot == s->line->n) {
		if (left <= s->strays)
			found(s);
		return;
	}
	if (left > 0)
		take(s, slot, at + 1, (struct slot){ s->figures[at].number,
		    s->figures[at].unit, s->amounts[at] });
	if (left > 1 && s->joins > 0)
		take_joined(s, slot, at);
	if (left > 0 && s->splits > 0)
		take_halves(s, slot, at);
	if (s->blanks > 0) {
		s->blanks--;
		take(s, slot, at, (struct slot){ { "", 0 }, -1,
		    { 0, true } });
		s->blanks++;
	}
	if (left > 0 && s->strays > 0) {
		s->strays--;
		search(s, slot, at + 1);
		s->strays++;
	}
}

bool
solve_amounts(const struct value *figures, size_t n,
    struct row_reading *out)
{
	struct amount a;
	size_t i;

	for (i = 0; i < n; i++) {
		a = amount_of(figures[i].number);
		if (!a.known)
			return false;
		out->number[i] = figures[i].number;
		out->amount[i] = a.n;
	}
	return true;
}

bool
solve_fits(const struct row_reading *r, const struct form_line *line)
{
	struct slot slots[SOLVE_SLOTS] = { 0 };
	size_t i;

	for (i = 0; i < line->n; i++)
		slots[i].amount = (struct amount){ r->amount[i], true };
	return sums_hold(slots, line);
}

bool
solve_holds(const struct value *figures, const struct form_line *line)
{
	struct slot slots[SOLVE_SLOTS] = { 0 };
	size_t i;

	for (i = 0; i < line->n; i++) {
		slots[i].text = figures[i].number;
		slots[i].amount = amount_of(figures[i].number);
	}
	return sums_hold(slots, line);
}

static void
conclude(const struct common *c, size_t n, struct solution *out)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (!out->consistent || c->differ[i])
			out->how[i] = AGREE_NOT;
		else if (c->number[i])
			out->how[i] = AGREE_NUMBER;
		else
			out->how[i] = AGREE_BLANK;
		out->number[i] = c->slot[i].text;
		out->unit[i] = c->slot[i].unit;
	}
}

/* Sets how much may be wrong with the figures; false if too much is. */
static bool
allow(struct search *s, enum damage damage)
{
	size_t n = s->line->n, i;
	unsigned less = s->k < n ? (unsigned)(n - s->k) : 0;
	unsigned more = s->k > n ? (unsigned)(s->k - n) : 0;

	s->blanks = less;
	s->strays = more;
	if (damage & DAMAGE_JOINED) {
		s->splits = less < 2 ? less : 2;
		s->joins = more;
		if (less + more == 0)
			s->joins = s->blanks = 1;
	}
	s->amounts = arena_array(s->a, s->k + 1, sizeof(*s->amounts));
	for (i = 0; i < s->k; i++)
		s->amounts[i] = amount_of(s->figures[i].number);
	return n <= SOLVE_SLOTS && more <= 2;
}

struct solution
solve_row(struct arena *a, const struct value *figures, size_t k,
    const struct form_line *line, enum damage damage)
{
	struct search s = { .a = a, .figures = figures, .k = k,
	    .line = line };
	struct solution out = { 0 };

	out.complete = allow(&s, damage);
	if (out.complete)
		search(&s, 0, 0);
	out.complete = out.complete && s.steps <= MAX_STEPS;
	out.consistent = out.complete && s.sound;
	out.repaired = s.fitting.any && !s.sound;
	conclude(&s.fitting, line->n, &out);
	return out;
}

struct readings
solve_list(struct arena *a, const struct value *figures, size_t k,
    const struct form_line *line, enum damage damage)
{
	struct readings list = { NULL, 0 };
	struct search s = { .a = a, .figures = figures, .k = k,
	    .line = line, .list = &list };

	if (allow(&s, damage))
		search(&s, 0, 0);
	if (s.steps > MAX_STEPS || list.n > SOLVE_READINGS || !s.sound)
		list.n = 0;
	return list;
}
