/*
 * What the tests of src/report share: an arena, a text that becomes a
 * table, what a cell of it shows, and numbers by chance that are the same
 * in every run.
 */
#ifndef GX_UNIT_REPORT_H
#define GX_UNIT_REPORT_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "report/table.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

static struct arena arena;
static struct buf written;	/* the text of a report */
static uint32_t seed = 20240131;

/* A number by chance, below n. */
static inline uint32_t
below(uint32_t n)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % n;
}

/* The lines of s, which ends with a newline; how many they are. */
static inline size_t
take_lines(const char *s, struct str *lines, size_t most)
{
	struct str rest = str_of(s);
	size_t n = 0;

	while (rest.n > 0) {
		assert_true(n < most);
		lines[n++] = str_line(&rest);
	}
	return n;
}

/* What is written as one report: its table. */
static inline struct table
read_text(void)
{
	size_t n;
	struct report *r;

	buf_z(&written);
	r = split_reports(&arena, buf_slice(&written), (struct str)STR("x.txt"),
	    1, &n);
	assert_int_equal(n, 1);
	return table_read(&arena, r, NULL);
}

/* What a cell shows: its value, or the name of its status. */
static inline void
cell_is(const struct table *t, const char *row, const char *col,
    const char *want)
{
	struct str got;
	size_t i;

	assert_non_null(t->form);
	for (i = 0; i < t->form->nitems; i++)
		if (strcmp(t->form->items[i].row, row) == 0 &&
		    strcmp(t->form->items[i].col, col) == 0)
			break;
	assert_true(i < t->form->nitems);
	got = t->cells[i].value.n > 0 ? t->cells[i].value :
	    str_of(status_name(t->cells[i].status));
	if (!str_is(got, want))
		fail_msg("%s/%s is %.*s, not %s", row, col, (int)got.n, got.s,
		    want);
}

/* s as a string of C. */
static inline const char *
z(struct str s)
{
	return s.n == 0 ? "" : arena_str(&arena, s).s;
}

/* Frees both. */
static inline int
teardown(void **state)
{
	(void)state;
	arena_free(&arena);
	buf_free(&written);
	return 0;
}

#endif
