/*
 * Nearly all numbers of a report fit 18 digits and are an integer with a
 * scale.  What does not fit becomes `big`: sign and magnitude in limbs of
 * nine decimal digits, the lowest first, `frac` of them behind the point.
 * As the point always falls between limbs, two numbers are lined up by
 * counting limbs.  A big number stays big.
 */
#include <stdlib.h>

#include "calculate/decimal.h"

#define BASE	1000000000u
#define DIGITS	9
#define SMALL	18	/* digits that surely fit units */

struct decimal_big {
	bool		 negative;
	size_t		 n;		/* limbs */
	size_t		 frac;		/* of them behind the point */
	uint32_t	 limb[];
};

/* A number of either kind, seen as limbs. */
struct view {
	bool		 negative;
	size_t		 n, frac;
	const uint32_t	*limb;
	uint32_t	 own[5];	/* limbs of a small one */
};

static const int64_t power[SMALL + 1] = {
	1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000,
	1000000000, 10000000000, 100000000000, 1000000000000,
	10000000000000, 100000000000000, 1000000000000000,
	10000000000000000, 100000000000000000, 1000000000000000000
};

static size_t
digits(struct str s, size_t i)
{
	size_t from = i;

	while (i < s.n && s.s[i] >= '0' && s.s[i] <= '9')
		i++;
	return i - from;
}

bool
decimal_valid(struct str s)
{
	size_t i = s.n != 0 && s.s[0] == '-', n;

	if ((n = digits(s, i)) == 0)
		return false;
	i += n;
	if (i == s.n)
		return true;
	if (s.s[i++] != '.' || (n = digits(s, i)) == 0)
		return false;
	return i + n == s.n;
}

static struct decimal_big *
big_new(size_t n, size_t frac, bool negative)
{
	struct decimal_big *b;

	if (n > (SIZE_MAX - sizeof(*b)) / sizeof(b->limb[0]))
		return NULL;
	if ((b = calloc(1, sizeof(*b) + n * sizeof(b->limb[0]))) != NULL) {
		b->n = n;
		b->frac = frac;
		b->negative = negative;
	}
	return b;
}

/* Drops limbs of zeros at both ends. */
static void
big_trim(struct decimal_big *b)
{
	size_t low = 0;

	while (b->n > b->frac && b->limb[b->n - 1] == 0)
		b->n--;
	while (low < b->frac && b->limb[low] == 0)
		low++;
	memmove(b->limb, b->limb + low, (b->n - low) * sizeof(b->limb[0]));
	b->n -= low;
	b->frac -= low;
}

static void
big_put(struct decimal *d, struct decimal_big *b)
{
	decimal_free(d);
	d->u.big = b;
	d->scale = DECIMAL_BIG;
}

/* n digits from s on, as a number. */
static uint32_t
chunk(const char *s, size_t n)
{
	uint32_t c = 0;

	while (n-- != 0)
		c = c * 10 + (uint32_t)(*s++ - '0');
	return c;
}

/* The digits `whole` before and `frac` behind the point. */
static struct decimal_big *
big_parse(struct str whole, struct str frac)
{
	size_t nf = (frac.n + DIGITS - 1) / DIGITS, n, k, i;
	size_t nw = (whole.n + DIGITS - 1) / DIGITS;
	struct decimal_big *b;

	if ((b = big_new(nf + nw, nf, false)) == NULL)
		return NULL;
	for (i = 0; i < nf; i++) {
		n = frac.n - i * DIGITS;
		k = n < DIGITS ? n : DIGITS;
		b->limb[nf - 1 - i] = chunk(frac.s + i * DIGITS, k) *
		    (uint32_t)power[DIGITS - k];
	}
	for (i = 0; i < nw; i++) {
		n = whole.n - i * DIGITS;
		k = n < DIGITS ? n : DIGITS;
		b->limb[nf + i] = chunk(whole.s + n - k, k);
	}
	return b;
}

static int64_t
small_parse(struct str whole, struct str frac)
{
	int64_t v = 0;
	size_t i;

	for (i = 0; i < whole.n; i++)
		v = v * 10 + (whole.s[i] - '0');
	for (i = 0; i < frac.n; i++)
		v = v * 10 + (frac.s[i] - '0');
	return v;
}

/* Sets d to s if that is digits only and small, as nearly all are. */
static bool
set_count(struct decimal *d, struct str s)
{
	int64_t v = 0;
	size_t i;

	if (s.n > SMALL || d->scale == DECIMAL_BIG)
		return false;
	for (i = 0; i < s.n; i++) {
		if (s.s[i] < '0')
			return false;
		v = v * 10 + (s.s[i] - '0');
	}
	d->u.units = v;
	d->scale = 0;
	return true;
}

bool
decimal_set(struct decimal *d, struct str s)
{
	bool negative = s.s[0] == '-';
	struct str whole, frac = { "", 0 };
	struct decimal_big *b;

	if (set_count(d, s))
		return true;
	s = str_from(s, negative);
	whole = (struct str){ s.s, digits(s, 0) };
	if (whole.n < s.n)
		frac = str_from(s, whole.n + 1);
	while (whole.n != 0 && whole.s[0] == '0')
		whole = str_from(whole, 1);
	while (frac.n != 0 && frac.s[frac.n - 1] == '0')
		frac.n--;
	if (whole.n <= SMALL && frac.n <= SMALL - whole.n) {
		decimal_free(d);
		d->u.units = small_parse(whole, frac);
		if (negative)
			d->u.units = -d->u.units;
		d->scale = (uint32_t)frac.n;
		return true;
	}
	if ((b = big_parse(whole, frac)) == NULL)
		return false;
	b->negative = negative;
	big_put(d, b);
	return true;
}

static void
view_small(struct view *v, int64_t units, uint32_t scale)
{
	uint64_t m = (uint64_t)(units < 0 ? -units : units), whole, frac;

	whole = m / (uint64_t)power[scale];
	frac = m % (uint64_t)power[scale] * (uint64_t)power[SMALL - scale];
	v->negative = units < 0;
	v->n = 5;
	v->frac = 2;
	v->own[0] = (uint32_t)(frac % BASE);
	v->own[1] = (uint32_t)(frac / BASE);
	v->own[2] = (uint32_t)(whole % BASE);
	v->own[3] = (uint32_t)(whole / BASE % BASE);
	v->own[4] = (uint32_t)(whole / BASE / BASE);
	v->limb = v->own;
}

static void
view(struct view *v, const struct decimal *d)
{
	if (d->scale != DECIMAL_BIG) {
		view_small(v, d->u.units, d->scale);
		return;
	}
	v->negative = d->u.big->negative;
	v->n = d->u.big->n;
	v->frac = d->u.big->frac;
	v->limb = d->u.big->limb;
}

static size_t
larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

/* Limb i of v, counted from the lowest of a number with frac limbs. */
static uint32_t
limb(const struct view *v, size_t frac, size_t i)
{
	size_t skip = frac - v->frac;

	return i < skip || i - skip >= v->n ? 0 : v->limb[i - skip];
}

/* Compares magnitudes. */
static int
view_compare(const struct view *a, const struct view *b)
{
	size_t frac = larger(a->frac, b->frac);
	size_t i = frac + larger(a->n - a->frac, b->n - b->frac);
	uint32_t x, y;

	while (i-- != 0) {
		x = limb(a, frac, i);
		y = limb(b, frac, i);
		if (x != y)
			return x < y ? -1 : 1;
	}
	return 0;
}

/* The magnitudes of a and b added, with the sign of a. */
static struct decimal_big *
plus(const struct view *a, const struct view *b)
{
	size_t frac = larger(a->frac, b->frac), i;
	size_t n = frac + larger(a->n - a->frac, b->n - b->frac) + 1;
	struct decimal_big *r;
	uint32_t c = 0;

	if ((r = big_new(n, frac, a->negative)) == NULL)
		return NULL;
	for (i = 0; i < n; i++) {
		c += limb(a, frac, i) + limb(b, frac, i);
		r->limb[i] = c % BASE;
		c /= BASE;
	}
	return r;
}

/* The magnitude of b (not above a's) taken from that of a, a's sign. */
static struct decimal_big *
minus(const struct view *a, const struct view *b)
{
	size_t frac = larger(a->frac, b->frac), i;
	size_t n = frac + larger(a->n - a->frac, b->n - b->frac);
	struct decimal_big *r;
	uint32_t x, y, borrow = 0;

	if ((r = big_new(n, frac, a->negative)) == NULL)
		return NULL;
	for (i = 0; i < n; i++) {
		x = limb(a, frac, i);
		y = limb(b, frac, i) + borrow;
		borrow = x < y;
		r->limb[i] = borrow ? x + BASE - y : x - y;
	}
	return r;
}

static bool
big_add(struct decimal *d, const struct decimal *by, bool negate)
{
	struct view a, b;
	struct decimal_big *r;

	view(&a, d);
	view(&b, by);
	if (negate)
		b.negative = !b.negative;
	if (a.negative == b.negative)
		r = plus(&a, &b);
	else if (view_compare(&a, &b) >= 0)
		r = minus(&a, &b);
	else
		r = minus(&b, &a);
	if (r == NULL)
		return false;
	big_trim(r);
	big_put(d, r);
	return true;
}

/* Multiplies *v by 10^n unless it would not fit. */
static bool
shift(int64_t *v, uint32_t n)
{
	if (*v > INT64_MAX / power[n] || *v < -(INT64_MAX / power[n]))
		return false;
	*v *= power[n];
	return true;
}

/* d += by, done in units if all fits. */
static bool
small_add(struct decimal *d, const struct decimal *by, bool negate)
{
	int64_t a = d->u.units, b = by->u.units;
	uint32_t scale = d->scale > by->scale ? d->scale : by->scale;

	if (scale == DECIMAL_BIG || (d->scale != by->scale &&
	    (!shift(&a, scale - d->scale) || !shift(&b, scale - by->scale))))
		return false;
	if (negate)
		b = -b;
	if (b > 0 ? a > INT64_MAX - b : a < -INT64_MAX - b)
		return false;
	d->u.units = a + b;
	d->scale = scale;
	return true;
}

bool
decimal_add(struct decimal *d, const struct decimal *by)
{
	return small_add(d, by, false) || big_add(d, by, false);
}

bool
decimal_subtract(struct decimal *d, const struct decimal *by)
{
	return small_add(d, by, true) || big_add(d, by, true);
}

static bool
zero(const struct view *v)
{
	size_t i;

	for (i = 0; i < v->n; i++)
		if (v->limb[i] != 0)
			return false;
	return true;
}

int
decimal_compare(const struct decimal *a, const struct decimal *b)
{
	struct view x, y;
	int c;

	if (a->scale == b->scale && a->scale != DECIMAL_BIG)
		return (a->u.units > b->u.units) - (a->u.units < b->u.units);
	view(&x, a);
	view(&y, b);
	if (x.negative != y.negative)
		return zero(&x) && zero(&y) ? 0 : x.negative ? -1 : 1;
	c = view_compare(&x, &y);
	return x.negative ? -c : c;
}

/* Appends the fraction of v, without zeros at its end. */
static void
print_fraction(const struct view *v, struct buf *out)
{
	size_t i = v->frac, low = 0;
	int width = DIGITS;
	uint32_t last;

	while (low < v->frac && v->limb[low] == 0)
		low++;
	if (low == v->frac)
		return;
	buf_byte(out, '.');
	while (--i > low)
		buf_printf(out, "%09u", (unsigned)v->limb[i]);
	for (last = v->limb[low]; last % 10 == 0; last /= 10)
		width--;
	buf_printf(out, "%0*u", width, (unsigned)last);
}

static void
print_whole(uint64_t n, struct buf *out)
{
	char s[20];
	size_t i = sizeof(s);

	do {
		s[--i] = (char)('0' + n % 10);
	} while ((n /= 10) != 0);
	buf_add(out, s + i, sizeof(s) - i);
}

void
decimal_print(const struct decimal *d, struct buf *out)
{
	struct view v;
	size_t i;

	if (d->scale == 0) {
		if (d->u.units < 0)
			buf_byte(out, '-');
		print_whole((uint64_t)(d->u.units < 0 ? -d->u.units :
		    d->u.units), out);
		return;
	}
	view(&v, d);
	if (v.negative && !zero(&v))
		buf_byte(out, '-');
	for (i = v.n; i > v.frac && v.limb[i - 1] == 0; i--)
		;
	print_whole(i > v.frac ? v.limb[--i] : 0, out);
	while (i > v.frac)
		buf_printf(out, "%09u", (unsigned)v.limb[--i]);
	print_fraction(&v, out);
}

void
decimal_free(struct decimal *d)
{
	if (d->scale == DECIMAL_BIG)
		free(d->u.big);
	*d = (struct decimal){ .scale = 0 };
}
