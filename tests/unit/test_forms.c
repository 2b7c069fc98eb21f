#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "report/forms.h"

#define MOST	1000

static int
order(const struct item *a, const struct item *b)
{
	char x[4], y[4];

	snprintf(x, sizeof(x), "%d", a->table);
	snprintf(y, sizeof(y), "%d", b->table);
	return form_compare(str_of(x), str_of(a->row), str_of(a->col),
	    str_of(y), str_of(b->row), str_of(b->col));
}

static bool
same_cell(const struct item *a, const struct item *b)
{
	return a->table == b->table && strcmp(a->row, b->row) == 0 &&
	    strcmp(a->col, b->col) == 0;
}

static const struct form *
form(const char *name)
{
	const struct form *f = form_named(str_of(name));

	assert_non_null(f);
	return f;
}

/* How many cells a table has. */
static size_t
cells(const struct form *f, int table)
{
	size_t i, n = 0;

	for (i = 0; i < f->nitems; i++)
		n += f->items[i].table == table;
	return n;
}

static void
counts(void **state)
{
	const struct form *f = form("2019");

	(void)state;
	assert_int_equal(f->nitems, 198);
	assert_int_equal(cells(f, 2), 22);
	assert_int_equal(cells(f, 3), 23 * 7);
	assert_int_equal(cells(f, 4), 15);
	assert_int_equal(f->nlines, 8 + 23 + 1);
	f = form("2021");
	assert_int_equal(f->nitems, 200);
	assert_int_equal(cells(f, 2), 10);
	assert_int_equal(cells(f, 3), 25 * 7);
	assert_int_equal(cells(f, 4), 15);
	assert_int_equal(f->nlines, 6 + 25 + 1);
}

static void
names(void **state)
{
	size_t i, k;

	(void)state;
	for (i = 0; i < nforms; i++) {
		assert_ptr_equal(form(forms[i].name), &forms[i]);
		for (k = 0; k < i; k++)
			assert_string_not_equal(forms[i].name,
			    forms[k].name);
	}
	assert_null(form_named((struct str){ NULL, 0 }));
	assert_null(form_named((struct str)STR("")));
	assert_null(form_named((struct str)STR("2020")));
	assert_null(form_named((struct str)STR("201")));
	assert_null(form_named((struct str)STR("20190")));
	assert_non_null(form_named((struct str){ "20190", 4 }));
}

static void
codes_are_unique(void **state)
{
	const struct item *items;
	size_t f, i, k;

	(void)state;
	for (f = 0; f < nforms; f++)
		for (items = forms[f].items, i = 0; i < forms[f].nitems;
		    i++)
			for (k = 0; k < i; k++)
				assert_false(same_cell(&items[i],
				    &items[k]));
}

/* Printable, without what TSV would escape. */
static void
labels_and_codes_are_whole(void **state)
{
	const struct item *it;
	const char *all[4];
	size_t f, i, k;

	(void)state;
	for (f = 0; f < nforms; f++)
		for (i = 0; i < forms[f].nitems; i++) {
			it = &forms[f].items[i];
			assert_true(it->table >= 2 && it->table <= 4);
			all[0] = it->row;
			all[1] = it->col;
			all[2] = it->row_label;
			all[3] = it->col_label;
			for (k = 0; k < 4; k++) {
				assert_true(*all[k] != '\0');
				assert_null(strpbrk(all[k], "\t\n\r\\"));
			}
		}
}

static void
money(void **state)
{
	const struct item *it;
	size_t f, i, n;

	(void)state;
	for (f = 0; f < nforms; f++) {
		for (n = i = 0; i < forms[f].nitems; i++) {
			it = &forms[f].items[i];
			if (!it->money)
				continue;
			n++;
			assert_int_equal(it->table, 2);
			assert_string_equal(it->col, f == 0 ? "amount" :
			    "fees");
			assert_string_equal(it->row, f == 0 ? "20.9.1" :
			    "20.8.1");
		}
		assert_int_equal(n, 1);
	}
}

/* Line by line, every item once and in order; a row is on one line. */
static void
lines_cover_the_items(void **state)
{
	const struct form_line *l;
	const struct item *items;
	size_t f, i, k, at;

	(void)state;
	for (f = 0; f < nforms; f++) {
		items = forms[f].items;
		for (at = i = 0; i < forms[f].nlines; i++) {
			l = &forms[f].lines[i];
			assert_int_equal(l->item, at);
			assert_true(l->n > 0 && l->n <= 16);
			assert_true(*l->labels != '\0');
			for (k = 0; k < l->n; k++, at++) {
				assert_int_equal(items[at].table, l->table);
				if (l->table != 4)
					assert_string_equal(items[at].row,
					    items[l->item].row);
			}
			if (at < forms[f].nitems && l->table != 4)
				assert_false(items[at].table == l->table &&
				    strcmp(items[at].row,
				    items[l->item].row) == 0);
		}
		assert_int_equal(at, forms[f].nitems);
	}
}

/* The first spelling of a line's label is the form's own. */
static void
lines_bear_their_labels(void **state)
{
	const struct form_line *l;
	const char *label;
	size_t f, i, n;

	(void)state;
	for (f = 0; f < nforms; f++)
		for (i = 0; i < forms[f].nlines; i++) {
			l = &forms[f].lines[i];
			if (l->headed)
				continue;
			label = forms[f].items[l->item].row_label;
			n = strcspn(l->labels, "|");
			assert_int_equal(n, strlen(label));
			assert_memory_equal(l->labels, label, n);
		}
}

/* Sums add slots of the line up to a column called total. */
static void
line_sums(void **state)
{
	const struct form_line *l;
	const struct line_sum *s;
	const struct item *items;
	size_t f, i, k, c;

	(void)state;
	for (f = 0; f < nforms; f++)
		for (items = forms[f].items, i = 0; i < forms[f].nlines;
		    i++) {
			l = &forms[f].lines[i];
			assert_int_equal(l->nsums, l->table - 2 +
			    (l->table == 4));
			for (k = 0; k < l->nsums; k++) {
				s = &l->sums[k];
				assert_int_equal(s->first + s->n, s->total);
				assert_true(s->total < l->n);
				assert_int_equal(s->n, l->table == 3 ? 6 :
				    4);
				assert_string_equal("total",
				    items[l->item + s->total].col);
				for (c = s->first; c < s->total; c++)
					assert_string_equal(
					    items[l->item + c].row,
					    items[l->item + s->total].row);
			}
		}
}

static size_t
rows_of(const struct form *f, int table, const char *codes)
{
	char copy[512], *p;
	size_t i, n = 0, found;

	assert_true(strlen(codes) < sizeof(copy));
	strcpy(copy, codes);
	for (p = strtok(copy, " "); p != NULL; p = strtok(NULL, " "), n++) {
		for (found = i = 0; i < f->nitems; i++)
			found += f->items[i].table == table &&
			    strcmp(f->items[i].row, p) == 0;
		if (found != 7)
			fail_msg("%s: row %s has %zu cells", f->name, p,
			    found);
	}
	return n;
}

static void
column_sums(void **state)
{
	const struct column_sum *s;
	size_t f;

	(void)state;
	for (f = 0; f < nforms; f++) {
		s = forms[f].sums;
		assert_int_equal(forms[f].nsums, 2);
		assert_string_equal(s[0].id, "sum.result");
		assert_string_equal(s[1].id, "balance");
		assert_int_equal(s[0].table, 3);
		assert_int_equal(s[1].table, 3);
		/* every row of table 3 but 1, 2, 3.7 and 4 */
		assert_int_equal(rows_of(&forms[f], 3, s[0].left),
		    cells(&forms[f], 3) / 7 - 4);
		assert_string_equal(s[0].right, "3.7");
		assert_string_equal(s[1].left, "1 2");
		assert_string_equal(s[1].right, "3.7 4");
		assert_int_equal(rows_of(&forms[f], 3, s[1].left), 2);
		assert_int_equal(rows_of(&forms[f], 3, s[0].right), 1);
		assert_int_equal(rows_of(&forms[f], 3, s[1].right), 2);
	}
}

/* A row is named once among the rows of a sum. */
static void
column_sums_count_once(void **state)
{
	char left[512], word[16];
	const char *p;
	size_t f, n;

	(void)state;
	for (f = 0; f < nforms; f++) {
		snprintf(left, sizeof(left), " %s ", forms[f].sums->left);
		for (p = left; p[1] != '\0'; p += n + 1) {
			n = strcspn(p + 1, " ");
			assert_true(n + 3 < sizeof(word));
			snprintf(word, sizeof(word), "%.*s", (int)n + 2, p);
			assert_null(strstr(p + n + 1, word));
		}
	}
}

/* No form's own words stand on another form. */
static void
marks(void **state)
{
	const char *p, *q;
	size_t f, g, n, m;

	(void)state;
	for (f = 0; f < nforms; f++)
		for (p = forms[f].marks; ; p += n + 1) {
			n = strcspn(p, "|");
			assert_true(n > 0);
			for (g = 0; g < nforms; g++)
				for (q = forms[g].marks; g != f;
				    q += m + 1) {
					m = strcspn(q, "|");
					assert_false(n == m &&
					    memcmp(p, q, n) == 0);
					if (q[m] == '\0')
						break;
				}
			if (p[n] == '\0')
				break;
		}
}

static void
order_is_the_codebook_s(void **state)
{
	const struct item *items;
	size_t f, i, k;
	int c;

	(void)state;
	for (f = 0; f < nforms; f++)
		for (items = forms[f].items, i = 0; i < forms[f].nitems;
		    i++)
			for (k = 0; k < forms[f].nitems; k++) {
				c = order(&items[i], &items[k]);
				assert_int_equal((c > 0) - (c < 0),
				    (i > k) - (i < k));
			}
}

/* Over both forms and unknown columns: antisymmetric, transitive. */
static void
order_is_total(void **state)
{
	static const struct item odd[] = {
		{ 3, "1", "zebra", "", "", false },
		{ 3, "1", "", "", "", false },
		{ 3, "1", "aardvark", "", "", false },
		{ 3, "3.9", "total", "", "", false },
		{ 3, "", "total", "", "", false },
		{ 2, "20.9.1", "fees", "", "", false },
		{ 2, "20.8.1", "amount", "", "", false },
		{ 5, "1", "person", "", "", false },
		{ 4, "review", "person", "", "", false },
	};
	const struct item *all[MOST];
	size_t f, i, k, m, n = 0;
	static signed char c[MOST][MOST];
	int d;

	(void)state;
	for (f = 0; f < nforms; f++)
		for (i = 0; i < forms[f].nitems; i++)
			all[n++] = &forms[f].items[i];
	for (i = 0; i < sizeof(odd) / sizeof(*odd); i++)
		all[n++] = &odd[i];
	for (i = 0; i < n; i++)
		for (k = 0; k < n; k++) {
			d = order(all[i], all[k]);
			c[i][k] = (signed char)((d > 0) - (d < 0));
			assert_int_equal(c[i][k] == 0,
			    same_cell(all[i], all[k]));
		}
	for (i = 0; i < n; i++)
		for (k = 0; k < n; k++) {
			assert_int_equal(c[i][k], -c[k][i]);
			for (m = 0; c[i][k] < 0 && m < n; m++)
				if (c[k][m] < 0 && c[i][m] >= 0)
					fail_msg("%s/%s, %s/%s, %s/%s",
					    all[i]->row, all[i]->col,
					    all[k]->row, all[k]->col,
					    all[m]->row, all[m]->col);
		}
}

/* An unknown column stands behind the known ones of its row. */
static void
unknown_columns_come_last(void **state)
{
	static const struct item odd = { 3, "1", "aardvark", "", "", false };
	const struct item *it;
	size_t f, i;

	(void)state;
	for (f = 0; f < nforms; f++)
		for (i = 0; i < forms[f].nitems; i++) {
			it = &forms[f].items[i];
			if (it->table == 3 && strcmp(it->row, "1") == 0)
				assert_true(order(it, &odd) < 0);
		}
}

/* An empty slice is empty wherever it points to (base/str.h). */
static void
empty_columns(void **state)
{
	static const struct str table = STR("3"), row = STR("1"),
	    person = STR("person"), empty = STR(""), null = { NULL, 0 };

	(void)state;
	assert_true(form_compare(table, row, person, table, row, empty) < 0);
	assert_true(form_compare(table, row, person, table, row, null) < 0);
	assert_int_equal(form_compare(table, row, empty, table, row, null),
	    0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts),
		cmocka_unit_test(names),
		cmocka_unit_test(codes_are_unique),
		cmocka_unit_test(labels_and_codes_are_whole),
		cmocka_unit_test(money),
		cmocka_unit_test(lines_cover_the_items),
		cmocka_unit_test(lines_bear_their_labels),
		cmocka_unit_test(line_sums),
		cmocka_unit_test(column_sums),
		cmocka_unit_test(column_sums_count_once),
		cmocka_unit_test(marks),
		cmocka_unit_test(order_is_the_codebook_s),
		cmocka_unit_test(order_is_total),
		cmocka_unit_test(unknown_columns_come_last),
		cmocka_unit_test(empty_columns)
	};

	return cmocka_run_group_tests_name("forms", tests, NULL, NULL);
}
