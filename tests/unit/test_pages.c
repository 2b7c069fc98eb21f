/*
 * Tables as programs take them out of pages: figures at two heights,
 * numbers broken in narrow cells, wrapped labels, empty cells, page ends.
 * Whatever was done to the page, no value is wrong.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "report.h"

#define ITEMS	200
#define COLUMNS	7
#define TABLES	24	/* of each page and harm */
#define WIDE	26	/* characters a label takes on the page */

static const struct form *form;
static long truth[ITEMS];
static size_t wrap = 14;	/* characters of a label on a line */

/* How the page is set, and how its text is taken out. */
enum page {
	HEIGHTS,	/* figures at two heights, places kept */
	NARROW,		/* numbers broken over lines, places kept */
	NARROW_READ,	/* the same, cell by cell */
	EMPTY		/* no zeros, places kept, other on each page */
};

enum harm { NONE, LINE_LOST, LINES_SWAPPED, FIGURE_LOST, FIGURE_MOVED };

static long
small(void)
{
	return below(3) ? 0 : below(4) ? (long)below(9) : (long)below(3000);
}

/* Figures of table 3 that satisfy all its sums; 0 in the others. */
static void
make_table(void)
{
	const struct form_line *l, *in = form->lines, *all, *last;
	size_t c;
	long sum;

	memset(truth, 0, sizeof(truth));
	while (in->table != 3)
		in++;
	last = form->lines + form->nlines - 2;
	all = last - 1;
	for (c = 0; c < 6; c++) {
		for (sum = 0, l = in + 2; l < all; l++)
			sum += truth[l->item + c] = small();
		truth[all->item + c] = sum;
		sum += truth[last->item + c] = small();
		truth[in[1].item + c] = (long)below((uint32_t)sum + 1);
		truth[in[0].item + c] = sum - truth[in[1].item + c];
	}
	for (l = in; l <= last; l++)
		for (c = 0; c < 6; c++)
			truth[l->item + 6] += truth[l->item + c];
}

static void
pad(char *line, size_t to)
{
	while (utf8_count(str_of(line)) < to)
		strcat(line, " ");
}

/* The first n characters of a label, moved behind them. */
static void
put_label(char *line, struct str *label, size_t n)
{
	size_t i = 0;

	while (i < label->n && n-- > 0)
		utf8_next(*label, &i);
	strncat(line, label->s, i);
	*label = str_from(*label, i);
}

/* The label's lines, with the figures on the first and the one below. */
static void
put_row(enum page page, const struct form_line *l, size_t left)
{
	struct str label = { l->labels, strcspn(l->labels, "|") };
	char lines[2][512] = { "", "" }, figure[24], first[3];
	size_t c, n, at, low;

	put_label(lines[0], &label, wrap);
	put_label(lines[1], &label, wrap);
	for (c = 0; c < COLUMNS; c++) {
		n = (size_t)snprintf(figure, sizeof(figure), "%ld",
		    truth[l->item + c]);
		if (page == EMPTY && strcmp(figure, "0") == 0)
			continue;
		at = left + 8 * c;
		low = page == HEIGHTS && below(3) == 0;
		pad(lines[low], at);
		if (page == NARROW && n > 2) {
			snprintf(first, sizeof(first), "%.2s", figure);
			strcat(lines[0], first);
			pad(lines[1], at);
			strcat(lines[1], figure + 2);
		} else
			strcat(lines[low], figure);
	}
	buf_cstr(&written, lines[0]);
	buf_cstr(&written, "\n");
	if (lines[1][0] != '\0') {
		buf_cstr(&written, lines[1]);
		buf_cstr(&written, "\n");
	}
	while (label.n > 0) {
		lines[0][0] = '\0';
		put_label(lines[0], &label, wrap);
		buf_cstr(&written, lines[0]);
		buf_cstr(&written, "\n");
	}
}

/* The label, then the figures; parts of one are on lines of their own. */
static void
read_row(const struct form_line *l)
{
	char figure[24];
	bool begun = false;
	size_t c, n;

	buf_str(&written, (struct str){ l->labels, strcspn(l->labels, "|") });
	for (c = 0; c < COLUMNS; c++) {
		n = (size_t)snprintf(figure, sizeof(figure), "%ld",
		    truth[l->item + c]);
		buf_cstr(&written, n > 2 || !begun ? "\n" : " ");
		buf_str(&written, (struct str){ figure, n > 2 ? 2 : n });
		if (n > 2) {
			buf_cstr(&written, "\n");
			buf_cstr(&written, figure + 2);
		}
		begun = n <= 2;
	}
	buf_cstr(&written, "\n");
}

static void
put_page(enum page page)
{
	const struct form_line *l;
	size_t left = WIDE, row = 0;

	buf_reset(&written);
	buf_cstr(&written, "苇塘县林业局2023年政府信息公开工作年度报告\n"
	    "三、收到和处理政府信息公开申请情况\n"
	    "自然\n人\n商业\n企业\n科研\n机构\n社会公\n益组织\n法律服\n"
	    "务机构\n其他\n总计\n");
	for (l = form->lines; l < form->lines + form->nlines; l++) {
		if (l->table != 3)
			continue;
		if (row++ % 9 == 8) {
			buf_cstr(&written, "\f");
			left = page == EMPTY ? WIDE + below(12) : WIDE;
		}
		if (page == NARROW_READ)
			read_row(l);
		else
			put_row(page, l, left);
	}
	buf_cstr(&written, "四、政府信息公开行政复议、行政诉讼情况\n无。\n");
}

/* Where the line is that comes at or behind `at` and holds a figure. */
static char *
figure_line(size_t at)
{
	char *all, *p;

	buf_z(&written);
	all = written.s;
	p = all + at;

	while (p > all && p[-1] != '\n')
		p--;
	while (*p != '\0' && (strcspn(p, "0123456789") > strcspn(p, "\n") ||
	    strncmp(p, "四", 3) == 0)) {
		p += strcspn(p, "\n");
		p += *p == '\n';
	}
	return p;
}

/* Loses or moves something in the middle of the page. */
static void
do_harm(enum harm harm)
{
	char *p = figure_line(300 + below((uint32_t)written.len - 400)), *q, c;
	size_t n = strcspn(p, "\n"), m;

	if (harm == NONE || *p == '\0')
		return;
	if (harm == LINE_LOST) {
		memmove(p, p + n, strlen(p + n) + 1);
	} else if (harm == LINES_SWAPPED) {
		q = p + n;
		m = *q == '\0' ? 0 : strcspn(q + 1, "\n");
		for (; m > 0; m--) {	/* the lower line comes first */
			c = q[m];
			memmove(p + 1, p, (size_t)(q - p) + m);
			*p = c;
		}
	} else {
		q = p + n;
		while (q > p && q[-1] != ' ')
			q--;
		if (harm == FIGURE_LOST)
			memset(q, ' ', (size_t)(p + n - q));
		else if (q > p)
			q[-1] = '\n';
	}
	written.len = strlen(written.s);
}

static bool
is(struct str value, long n)
{
	char s[24];

	snprintf(s, sizeof(s), "%ld", n);
	return str_is(value, s);
}

/* How many cells are given; with `all`, none may be wrong. */
static size_t
count(const struct table *t, size_t *wrong)
{
	const struct cell *c;
	size_t i, n = 0;

	*wrong = 0;
	for (i = 0; t->form == form && i < form->nitems; i++) {
		c = &t->cells[i];
		if (form->items[i].table != 3 || (c->status != STATUS_OK &&
		    c->status != STATUS_SOLVED && c->status != STATUS_BLANK))
			continue;
		n++;
		*wrong += !is(c->value, truth[i]) && (c->value.n > 0 ||
		    truth[i] != 0);
	}
	return n;
}

/* At least so many percent of the cells are read, and all of them right. */
static void
reads(enum page page, unsigned least)
{
	struct table t;
	size_t i, wrong, n = 0;

	for (i = 0; i < TABLES; i++) {
		arena_reset(&arena);
		make_table();
		put_page(page);
		t = read_text();
		n += count(&t, &wrong);
		if (wrong > 0) {
			print_message("%s\n", buf_z(&written));
			fail_msg("%zu cells are wrong", wrong);
		}
	}
	n = n * 100 / (TABLES * 25 * COLUMNS);
	if (n < least)
		fail_msg("only %zu percent are read", n);
}

/* A page that lost something may not say anything that it did not say. */
static void
bears(enum page page, enum harm harm)
{
	struct table t;
	size_t i, wrong;

	for (i = 0; i < TABLES; i++) {
		arena_reset(&arena);
		make_table();
		put_page(page);
		do_harm(harm);
		t = read_text();
		count(&t, &wrong);
		if (wrong > COLUMNS) {
			print_message("%s\n", buf_z(&written));
			fail_msg("%zu cells are wrong", wrong);
		}
	}
}

static void
pages(void **state)
{
	(void)state;
	reads(HEIGHTS, 95);
	reads(NARROW, 90);
	reads(NARROW_READ, 90);
	reads(EMPTY, 90);
}

/* A table that its author got wrong proves nothing; nor is a row taken for
 * another whose label ends above it. */
static void
narrow_labels(void **state)
{
	struct table t;
	size_t i, wrong;

	(void)state;
	for (i = 0; i < TABLES; i++) {
		arena_reset(&arena);
		make_table();
		truth[form->lines[9 + below(20)].item + below(6)]++;
		wrap = 3 + below(3);
		put_page(EMPTY - 3 * (i % 2));
		t = read_text();
		count(&t, &wrong);
		if (wrong > 0) {
			print_message("%s\n", buf_z(&written));
			fail_msg("%zu cells are wrong", wrong);
		}
	}
	wrap = 14;
}

static void
harmed_pages(void **state)
{
	enum page page;
	enum harm harm;

	(void)state;
	for (page = HEIGHTS; page <= EMPTY; page++)
		for (harm = LINE_LOST; harm <= FIGURE_MOVED; harm++)
			bears(page, harm);
}

static int
setup(void **state)
{
	(void)state;
	seed = 2019;
	form = form_named((struct str)STR("2021"));
	return form == NULL || form->nitems != ITEMS;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages),
		cmocka_unit_test(narrow_labels),
		cmocka_unit_test(harmed_pages)
	};

	return cmocka_run_group_tests_name("pages", tests, setup, teardown);
}
