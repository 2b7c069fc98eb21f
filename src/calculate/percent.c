/*
 * Long division as in school, one decimal digit at a time: exact for any
 * operands.  Those that fit a word are divided by the machine.
 */
#include <stdint.h>

#include "calculate/percent.h"

#define MOST	100			/* digits of an operand */
#define PLACES	4			/* as hundredths of a percent */
#define POWER	10000			/* 10^PLACES */
#define SHORT	14			/* digits: POWER times that fits */

/* A number without its point; room for both operands' digits. */
struct digits {
	size_t		 n;
	unsigned char	 d[2 * MOST + PLACES + 2];	/* highest first */
};

static size_t
places(struct str s)
{
	const char *point = s.n == 0 ? NULL : memchr(s.s, '.', s.n);

	return point == NULL ? 0 : s.n - (size_t)(point - s.s) - 1;
}

/* The digits of s and zeros up to `frac` decimals; no zeros in front. */
static void
take(struct digits *d, struct str s, size_t frac)
{
	size_t i, pad = frac - places(s);

	d->n = 0;
	for (i = 0; i < s.n; i++)
		if (s.s[i] >= '0' && s.s[i] <= '9' &&
		    (d->n != 0 || s.s[i] != '0'))
			d->d[d->n++] = (unsigned char)(s.s[i] - '0');
	for (; d->n != 0 && pad != 0; pad--)
		d->d[d->n++] = 0;
}

/* Appends a digit to a remainder. */
static void
push(struct digits *r, unsigned char digit)
{
	if (r->n != 0 || digit != 0)
		r->d[r->n++] = digit;
}

static bool
below(const struct digits *a, const struct digits *b)
{
	return a->n != b->n ? a->n < b->n : memcmp(a->d, b->d, a->n) < 0;
}

/* r -= by, which is not above r. */
static void
take_away(struct digits *r, const struct digits *by)
{
	size_t i, zeros = 0;
	int borrow = 0, v;

	for (i = 0; i < r->n; i++) {
		v = r->d[r->n - 1 - i] - borrow;
		v -= i < by->n ? by->d[by->n - 1 - i] : 0;
		borrow = v < 0;
		r->d[r->n - 1 - i] = (unsigned char)(borrow ? v + 10 : v);
	}
	while (zeros < r->n && r->d[zeros] == 0)
		zeros++;
	r->n -= zeros;
	memmove(r->d, r->d + zeros, r->n);
}

/* How often `by` goes into r; r becomes what is left. */
static unsigned char
goes(struct digits *r, const struct digits *by)
{
	unsigned char q;

	for (q = 0; !below(r, by); q++)
		take_away(r, by);
	return q;
}

/* Whether twice the remainder reaches the divisor. */
static bool
half(const struct digits *r, const struct digits *by)
{
	struct digits twice = { .n = 0 };
	size_t i;
	int carry = 0, v;

	if (r->n == 0)
		return false;
	twice.n = r->n + 1;
	for (i = 0; i < r->n; i++) {
		v = 2 * r->d[r->n - 1 - i] + carry;
		twice.d[twice.n - 1 - i] = (unsigned char)(v % 10);
		carry = v / 10;
	}
	twice.d[0] = (unsigned char)carry;
	if (carry == 0)
		memmove(twice.d, twice.d + 1, --twice.n);
	return !below(&twice, by);
}

static uint64_t
word(const struct digits *d)
{
	uint64_t v = 0;
	size_t i;

	for (i = 0; i < d->n; i++)
		v = v * 10 + d->d[i];
	return v;
}

/* q = a * 10^PLACES / b, rounded half up, of SHORT numbers. */
static void
divide_short(struct digits *q, const struct digits *a, const struct digits *b)
{
	uint64_t by = word(b), v = word(a) * POWER, rest = v % by, place = 1;

	v = v / by + (rest >= by - rest);
	while (v / place >= 10)
		place *= 10;
	for (q->n = 0; place != 0; v %= place, place /= 10)
		push(q, (unsigned char)(v / place));
}

/* q = a * 10^PLACES / b, rounded half up. */
static void
divide(struct digits *q, const struct digits *a, const struct digits *b)
{
	struct digits r = { .n = 0 };
	size_t i;

	q->n = 0;
	for (i = 0; i < a->n + PLACES; i++) {
		push(&r, i < a->n ? a->d[i] : 0);
		push(q, goes(&r, b));
	}
	if (!half(&r, b))
		return;
	for (i = q->n; i != 0 && q->d[i - 1] == 9; i--)
		q->d[i - 1] = 0;
	if (i != 0) {
		q->d[i - 1]++;
		return;
	}
	memmove(q->d + 1, q->d, q->n++);
	q->d[0] = 1;
}

/* Appends q hundredths. */
static void
print(const struct digits *q, bool negative, struct buf *out)
{
	size_t i, zeros = q->n < 3 ? 3 - q->n : 0;

	if (negative && q->n != 0)
		buf_byte(out, '-');
	for (i = 0; i < zeros + q->n; i++) {
		if (i + 2 == zeros + q->n)
			buf_byte(out, '.');
		buf_byte(out, (char)('0' + (i < zeros ? 0 : q->d[i - zeros])));
	}
}

void
percent(struct str delta, struct str old, struct buf *out)
{
	struct digits a, b, q;
	size_t frac;

	if (delta.n == 0 || old.n == 0 || delta.n > MOST || old.n > MOST)
		return;
	frac = places(delta) > places(old) ? places(delta) : places(old);
	take(&a, delta, frac);
	take(&b, old, frac);
	if (b.n == 0)
		return;
	if (a.n <= SHORT && b.n <= SHORT)
		divide_short(&q, &a, &b);
	else
		divide(&q, &a, &b);
	print(&q, (delta.s[0] == '-') != (old.s[0] == '-'), out);
}
