/* Arrays that grow past the size of a block, marks, and memory used again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"

#define MANY	100000

static void
fill(struct arena *a, size_t **one, char **two)
{
	size_t i, *p;
	char *c;

	for (i = 0; i < MANY; i++) {
		p = arena_grow(a, one, i, sizeof(*p));
		assert_int_equal(*p, 0);
		*p = i;
		c = arena_grow(a, two, i, 1);
		assert_int_equal(*c, 0);
		*c = (char)i;
	}
	for (i = 0; i < MANY; i++) {
		assert_int_equal((*one)[i], i);
		assert_int_equal((*two)[i], (char)i);
	}
}

/* Two arrays, each of which moves while the other has its place. */
static void
test_grow(void **state)
{
	struct arena a = { 0 };
	size_t *one = NULL, round;
	char *two = NULL;

	(void)state;
	if (setjmp(a.nomem) != 0)
		fail();
	for (round = 0; round < 3; round++) {
		fill(&a, &one, &two);
		arena_reset(&a);
	}
	arena_free(&a);
}

/* What grew is shed, and what stands around it stays. */
static void
test_shed(void **state)
{
	struct arena a = { 0 };
	size_t *one = NULL, i, *p;
	struct str before, behind;

	(void)state;
	if (setjmp(a.nomem) != 0)
		fail();
	before = arena_str(&a, (struct str)STR("before"));
	for (i = 0; i < MANY; i++) {
		p = arena_grow(&a, &one, i, sizeof(*p));
		*p = i;
	}
	behind = arena_str(&a, (struct str)STR("behind"));
	arena_shed(&a, one, MANY, sizeof(*one));
	arena_shed(&a, before.s, 1, before.n);
	assert_true(str_is(before, "before"));
	assert_true(str_is(behind, "behind"));
	arena_reset(&a);
	assert_int_equal(*(size_t *)arena_alloc(&a, sizeof(size_t)), 0);
	arena_free(&a);
}

/* What a mark points to may have moved before it is released. */
static void
test_mark(void **state)
{
	struct arena a = { 0 };
	struct arena_mark mark;
	size_t *one = NULL, *p, i;
	char *two = NULL;

	(void)state;
	if (setjmp(a.nomem) != 0)
		fail();
	for (i = 0; i < MANY; i++)
		*(size_t *)arena_grow(&a, &one, i, sizeof(*one)) = 1;
	mark = arena_mark(&a);
	one = NULL;
	fill(&a, &one, &two);
	arena_release(&a, mark);
	p = arena_array(&a, MANY, sizeof(*p));
	for (i = 0; i < MANY; i++)
		assert_int_equal(p[i], 0);
	one = NULL;
	two = NULL;
	fill(&a, &one, &two);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_grow),
		cmocka_unit_test(test_mark),
		cmocka_unit_test(test_shed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
