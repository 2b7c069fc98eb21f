#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "calculate/decimal.h"
#include "calculate/percent.h"

#define W	160		/* digits of a reference number */
#define F	70		/* of them behind the point */

static uint64_t state = 20190560;

static unsigned
any(unsigned n)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(state >> 33) % n;
}

static void
assert_str(struct buf *b, const char *want)
{
	assert_string_equal(buf_z(b), want);
	buf_reset(b);
}

static void
assert_prints(const char *in, const char *want)
{
	struct decimal d = { .scale = 0 };
	struct buf b = { 0 };

	assert_true(decimal_valid(str_of(in)));
	assert_true(decimal_set(&d, str_of(in)));
	decimal_print(&d, &b);
	assert_str(&b, want);
	decimal_free(&d);
	buf_free(&b);
}

static void
canonical(void **unused)
{
	(void)unused;
	assert_prints("0", "0");
	assert_prints("-0", "0");
	assert_prints("-0.000", "0");
	assert_prints("007", "7");
	assert_prints("1.50", "1.5");
	assert_prints("-4", "-4");
	assert_prints("0.092", "0.092");
	assert_prints("1197.91", "1197.91");
	assert_prints("-00.010", "-0.01");
	assert_prints("123456789012345678901234567890",
	    "123456789012345678901234567890");
	assert_prints("-1000000000000000000000.000000000000000000010",
	    "-1000000000000000000000.00000000000000000001");
	assert_prints("0.0000000000000000000000000001",
	    "0.0000000000000000000000000001");
	assert_prints("9223372036854775807", "9223372036854775807");
	assert_prints("-9223372036854775808", "-9223372036854775808");
	assert_prints("00000000000000000000000000000000000000", "0");
}

static void
rejected(void **unused)
{
	static const char *const bad[] = {
		"", "-", "+1", ".5", "5.", "-.5", "1e3", "1,000", " 1", "1 ",
		"0x10", "--1", "1.2.3", "1-", "NaN", "一", "１"
	};
	size_t i;

	(void)unused;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(decimal_valid(str_of(bad[i])));
	assert_false(decimal_valid((struct str){ "1\0", 2 }));
	assert_true(decimal_valid((struct str)STR("1.0")));
}

/* A number written at random, up to 40 digits before and behind the point. */
static void
random_text(char *s)
{
	static const unsigned most[] = { 2, 5, 19, 20, 40 };
	unsigned n = 1 + any(most[any(5)]);
	unsigned f = any(3) == 0 ? 1 + any(most[any(5)]) : 0;
	unsigned nines = any(4);

	if (any(2))
		*s++ = '-';
	while (n-- != 0)
		*s++ = nines == 0 ? '9' : (char)('0' + any(10));
	if (f != 0)
		*s++ = '.';
	while (f-- != 0)
		*s++ = nines == 0 ? '9' : (char)('0' + any(10));
	*s = '\0';
}

/* The reference: ten's complement in W digits, the lowest first. */
static void
complement(unsigned char *d)
{
	int i, carry = 1;

	for (i = 0; i < W; i++) {
		carry += 9 - d[i];
		d[i] = (unsigned char)(carry % 10);
		carry /= 10;
	}
}

static void
reference(unsigned char *d, const char *s)
{
	bool negative = *s == '-';
	const char *point;
	size_t n, i;

	memset(d, 0, W);
	s += negative;
	point = strchr(s, '.');
	n = point != NULL ? (size_t)(point - s) : strlen(s);
	for (i = 0; i < n; i++)
		d[F + n - 1 - i] = (unsigned char)(s[i] - '0');
	for (i = 1; point != NULL && point[i] != '\0'; i++)
		d[F - i] = (unsigned char)(point[i] - '0');
	if (negative)
		complement(d);
}

static void
reference_add(unsigned char *d, const unsigned char *by)
{
	int i, carry = 0;

	for (i = 0; i < W; i++) {
		carry += d[i] + by[i];
		d[i] = (unsigned char)(carry % 10);
		carry /= 10;
	}
}

static void
reference_print(const unsigned char *of, struct buf *b)
{
	unsigned char d[W];
	int i = W - 1, low = 0;

	memcpy(d, of, W);
	if (d[W - 1] >= 5) {
		buf_byte(b, '-');
		complement(d);
	}
	while (i > F && d[i] == 0)
		i--;
	while (low < F && d[low] == 0)
		low++;
	for (; i >= low; i--) {
		if (i == F - 1)
			buf_byte(b, '.');
		buf_byte(b, (char)('0' + d[i]));
	}
}

static void
assert_same(const struct decimal *d, const unsigned char *want)
{
	struct buf a = { 0 }, b = { 0 };

	decimal_print(d, &a);
	reference_print(want, &b);
	assert_string_equal(buf_z(&a), buf_z(&b));
	buf_free(&a);
	buf_free(&b);
}

static void
sums(void **unused)
{
	struct decimal sum, d = { .scale = 0 };
	unsigned char want[W], by[W];
	char s[100];
	int round, i;

	(void)unused;
	for (round = 0; round < 3000; round++) {
		sum = (struct decimal){ .scale = 0 };
		memset(want, 0, W);
		for (i = 0; i < 12; i++) {
			random_text(s);
			assert_true(decimal_set(&d, str_of(s)));
			reference(by, s);
			if (any(2)) {
				assert_true(decimal_add(&sum, &d));
			} else {
				assert_true(decimal_subtract(&sum, &d));
				complement(by);
			}
			reference_add(want, by);
			assert_same(&sum, want);
		}
		decimal_free(&sum);
	}
	decimal_free(&d);
}

static void
comparisons(void **unused)
{
	struct decimal a = { .scale = 0 }, b = { .scale = 0 };
	struct decimal c = { .scale = 0 };
	struct buf text = { 0 };
	char s[100], t[200];
	int round, want;

	(void)unused;
	for (round = 0; round < 20000; round++) {
		random_text(s);
		random_text(t);
		if (any(4) == 0)
			snprintf(t, sizeof(t), "%s%s", s,
			    strchr(s, '.') != NULL ? "00" : ".0");
		assert_true(decimal_set(&a, str_of(s)));
		assert_true(decimal_set(&b, str_of(t)));
		assert_true(decimal_set(&c, str_of(s)));
		assert_true(decimal_subtract(&c, &b));
		buf_reset(&text);
		decimal_print(&c, &text);
		want = text.s[0] == '-' ? -1 : text.s[0] != '0' ||
		    text.len > 1;
		assert_int_equal(decimal_compare(&a, &b), want);
		assert_int_equal(decimal_compare(&b, &a), -want);
	}
	decimal_free(&a);
	decimal_free(&b);
	decimal_free(&c);
	buf_free(&text);
}

static void
to_itself(void **unused)
{
	struct decimal d = { .scale = 0 };
	struct buf b = { 0 };

	(void)unused;
	decimal_set(&d, (struct str)STR("9223372036854775807"));
	assert_true(decimal_add(&d, &d));
	decimal_print(&d, &b);
	assert_str(&b, "18446744073709551614");
	assert_true(decimal_subtract(&d, &d));
	decimal_print(&d, &b);
	assert_str(&b, "0");
	decimal_free(&d);
	buf_free(&b);
}

static void
assert_percent(const char *delta, const char *old, const char *want)
{
	struct buf b = { 0 };

	percent(str_of(delta), str_of(old), &b);
	assert_str(&b, want);
	buf_free(&b);
}

static void
percentages(void **unused)
{
	char nines[] = "99999999999999999999999999999999999999999999999999";

	(void)unused;
	assert_percent("1", "3", "33.33");
	assert_percent("2", "3", "66.67");
	assert_percent("-1", "3", "-33.33");
	assert_percent("-2", "-3", "66.67");
	assert_percent("0", "7", "0.00");
	assert_percent("5", "0", "");
	assert_percent("5", "", "");
	assert_percent("", "5", "");
	assert_percent("1", "20000", "0.01");	/* 0.005: away from 0 */
	assert_percent("-1", "20000", "-0.01");
	assert_percent("1", "20001", "0.00");
	assert_percent("-1", "20001", "0.00");
	assert_percent("0.5", "0.25", "200.00");
	assert_percent("1999.99", "2000", "100.00");
	assert_percent(nines, nines, "100.00");
	assert_percent("999999", "1", "99999900.00");
	assert_percent("0.0000000001", "1000000000000", "0.00");
}

/* Rounding half away from 0 is floor((2n + d) / 2d) of magnitudes. */
static void
percentages_at_random(void **unused)
{
	char a[40], b[40], want[60];
	long long delta, old, q;
	struct buf out = { 0 };
	int round;

	(void)unused;
	for (round = 0; round < 100000; round++) {
		delta = (long long)any(any(2) ? 50 : 1000000) - 20;
		old = 1 + any(any(2) ? 300 : 2000000);
		q = (llabs(delta) * 20000 + old) / (2 * old);
		snprintf(want, sizeof(want), "%s%lld.%02lld", delta < 0 &&
		    q != 0 ? "-" : "", q / 100, q % 100);
		snprintf(a, sizeof(a), "%lld", delta);
		snprintf(b, sizeof(b), "%lld", old);
		percent(str_of(a), str_of(b), &out);
		assert_str(&out, want);
	}
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(canonical),
		cmocka_unit_test(rejected),
		cmocka_unit_test(sums),
		cmocka_unit_test(comparisons),
		cmocka_unit_test(to_itself),
		cmocka_unit_test(percentages),
		cmocka_unit_test(percentages_at_random)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
