/* What is ruled out at a glance is no likelier when it is looked for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "report/likeness.h"

#define ROUNDS	20000
#define LEAST	0.5

static uint32_t seed = 1;

static size_t
below(size_t n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 16) % n;
}

/* n characters of a few, some of them a part of the label. */
static struct folded
text(uint16_t *c, size_t n, struct folded label)
{
	size_t i, from = below(n + 1);

	for (i = 0; i < n; i++)
		c[i] = (uint16_t)(0x4E00 + below(24));
	for (i = 0; i < label.n && from + i < n; i++)
		if (below(8) > 0)
			c[from + i] = label.c[i];
	return (struct folded){ c, n };
}

/* The characters of at most OBSERVE_NEAR of each side, and of all. */
static void
note(struct run *r)
{
	struct folded before = r->before, after = r->after;

	fold_add(&r->kinds, before);
	fold_add(&r->kinds, after);
	if (before.n > OBSERVE_NEAR) {
		before.c += before.n - OBSERVE_NEAR;
		before.n = OBSERVE_NEAR;
	}
	after.n = after.n > OBSERVE_NEAR ? OBSERVE_NEAR : after.n;
	fold_add(&r->near, before);
	fold_add(&r->near, after);
}

static void
test_least(void **state)
{
	uint16_t l[32], b[160], a[160];
	struct folded label, none = { NULL, 0 };
	struct needle needle;
	size_t i, out = 0, in = 0;
	double full, least;

	(void)state;
	for (i = 0; i < ROUNDS; i++) {
		struct run r = { .first = 0 };

		label = text(l, 1 + below(32), none);
		needle = likeness_needle(label);
		r.before = text(b, below(160), label);
		r.after = text(a, below(160), below(2) ? label : none);
		note(&r);
		full = likeness_in(&r, &needle, 0);
		least = likeness_in(&r, &needle, LEAST);
		if (least < 0)
			assert_true(full < LEAST);
		else
			assert_true(least == full);
		out += least < 0;
		in += full >= LEAST;
	}
	assert_true(out > 0 && in > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_least) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
