#include "report.h"

#define ITEMS	200
#define ROWS	32
#define SLOTS	15
#define TABLES	60	/* of each shape and harm */

/* BARS: a stream of cells, folded anywhere; SPACED: a blank line between. */
enum shape { TABS, WORDS, ALONE, BARS, SPACED, NSHAPES };

/* What a converter, or an author, did to table 3. */
enum harm {
	NONE, BLANKS, DROPPED, CUT, LABELS, PAGE, STRAY, FUSED, AGAIN, ORDER,
	MISSING, LABELS_FIRST, BROKEN, WRONG, NO_TOTALS, FOURTH
};

static const char *const shapes[] = { "tabs", "words", "alone", "bars",
    "spaced" };
static const char *const harms[] = { "none", "blanks", "dropped", "cut",
    "labels", "page", "stray", "fused", "again", "order", "missing",
    "labels first", "broken", "wrong", "no totals", "fourth" };
static const char *const heads[] = { "自然人", "商业企业", "科研机构",
    "社会公益组织", "法律服务机构", "其他", "总计" };

/* A row as it is written. */
struct row {
	char	label[512];
	char	figure[SLOTS + 1][16];
	size_t	n;
};

static const struct form *form;
static long truth[ITEMS], other[ITEMS];	/* of the table that comes again */
static size_t order[7];

static long
small(void)
{
	return below(3) ? 0 : below(4) ? (long)below(9) : (long)below(300);
}

static void
add_up(long *v, const struct form_line *l)
{
	size_t s, k;

	for (s = 0; s < l->nsums; s++) {
		v[l->item + l->sums[s].total] = 0;
		for (k = 0; k < l->sums[s].n; k++)
			v[l->item + l->sums[s].total] +=
			    v[l->item + l->sums[s].first + k];
	}
}

/* Figures that satisfy all sums of the form of 2021. */
static void
make_table(long *v)
{
	const struct form_line *l = form->lines, *end = l + form->nlines;
	const struct form_line *in = l + 6, *all = end - 3, *last = end - 2;
	size_t i, c;
	long sum;

	for (i = 0; i < form->nitems; i++)
		v[i] = small();
	for (c = 0; c < 6; c++) {
		for (sum = 0, l = in + 2; l < all; l++)
			sum += v[l->item + c] = below(3) ? 0 : small();
		v[all->item + c] = sum;
		sum += v[last->item + c];
		v[in[1].item + c] = (long)below((uint32_t)sum + 1);
		v[in[0].item + c] = sum - v[in[1].item + c];
	}
	for (l = form->lines; l < end; l++)
		add_up(v, l);
}

static void
put(enum shape shape, const char *s, bool first)
{
	static const char *const between[] = { "\t", "  ", "\n", " |",
	    "\n\n" };

	if (!first)
		buf_cstr(&written, between[shape]);
	else if (shape == BARS)
		buf_cstr(&written, "|");
	buf_cstr(&written, s);
}

/* Between bars a row may go on behind the last one, and anywhere else. */
static void
end_row(enum shape shape)
{
	static const char *const ends[] = { "\n", "\n", "\n\n", " |",
	    "\n\n" };

	buf_cstr(&written, ends[shape]);
	if (shape == BARS)
		buf_cstr(&written, below(2) ? "\n" : " ");
}

static void
fold_bars(size_t from)
{
	size_t i;

	for (i = from; i + 1 < written.len; i++)
		if (written.s[i] == ' ' && written.s[i + 1] == '|' &&
		    below(8) == 0)
			written.s[i] = '\n';
}

static void
put_figures(enum shape shape, const struct row *r, size_t from, size_t to,
    bool first)
{
	for (; from < to; from++, first = false)
		put(shape, r->figure[from], first);
}

static void
put_row(enum shape shape, const struct row *r)
{
	if (r->label[0] != '\0')
		put(shape, r->label, true);
	else if (shape == TABS || shape == BARS)
		put(shape, "", true);
	put_figures(shape, r, 0, r->n, r->label[0] == '\0' &&
	    shape != TABS && shape != BARS);
	end_row(shape);
}

/* A line of the form with v's figures; in table 3 in the head's order. */
static struct row
row_of(const struct form_line *l, const long *v)
{
	struct row r = { .n = l->n };
	size_t i, n = strcspn(l->labels, "|");

	if (!l->headed)
		snprintf(r.label, sizeof(r.label), "%.*s", (int)n, l->labels);
	for (i = 0; i < l->n; i++)
		snprintf(r.figure[i], sizeof(*r.figure), "%ld",
		    v[l->item + (l->table == 3 ? order[i] : i)]);
	return r;
}

static void
erase(struct row *r, size_t i)
{
	memmove(r->figure + i, r->figure + i + 1,
	    (r->n - i - 1) * sizeof(*r->figure));
	r->n--;
}

static void
insert(struct row *r, size_t i, const char *s)
{
	memmove(r->figure + i + 1, r->figure + i,
	    (r->n - i) * sizeof(*r->figure));
	snprintf(r->figure[i], sizeof(*r->figure), "%s", s);
	r->n++;
}

static void
lose_zeros(struct row *r, enum harm harm)
{
	size_t i;

	for (i = r->n; i-- > 0; ) {
		if (strcmp(r->figure[i], "0") != 0 || below(2))
			continue;
		if (harm == BLANKS)
			r->figure[i][0] = '\0';
		else if (harm == DROPPED)
			erase(r, i);
		else if (i > 0 && strcmp(r->figure[i - 1], "0") == 0) {
			strcat(r->figure[i - 1], "0");
			erase(r, i--);
		}
		if (i == 0)
			break;
	}
}

/* Breaks one number in two. */
static void
break_number(struct row *r)
{
	char rest[16];
	size_t i;

	for (i = 0; i < r->n; i++)
		if (strlen(r->figure[i]) > 1) {
			strcpy(rest, r->figure[i] + 1);
			r->figure[i][1] = '\0';
			insert(r, i + 1, rest);
			return;
		}
}

/* Whether a number in a cell holds together. */
static bool
holds_cells(enum shape shape)
{
	return shape == TABS || shape == BARS;
}

/* Does to one row what was to be done. */
static void
put_harmed(enum shape shape, struct row *r, struct row *next, enum harm harm)
{
	struct row rest = { .n = 0 };
	char stray[16];
	size_t i;

	snprintf(stray, sizeof(stray), "%ld", small());
	switch (harm) {
	case BLANKS:
	case DROPPED:
	case FUSED:
		lose_zeros(r, harm);
		break;
	case CUT:
		rest.n = 1 + below((uint32_t)r->n - 1);
		for (i = 0; i < rest.n; i++)
			strcpy(rest.figure[i], r->figure[r->n - rest.n + i]);
		r->n -= rest.n;
		put_row(shape, r);
		*r = rest;
		break;
	case LABELS:
		if (next == NULL)
			break;
		i = strlen(r->label);
		snprintf(r->label + i, sizeof(r->label) - i, " %s",
		    next->label);
		next->label[0] = '\0';
		break;
	case PAGE:
		buf_cstr(&written, below(2) ? "- 7 -\n" : "7\n");
		break;
	case WRONG:
	case NO_TOTALS:
		lose_zeros(r, DROPPED);
		break;
	case BROKEN:
		lose_zeros(r, below(2) ? DROPPED : FUSED);
		if (!holds_cells(shape))
			break_number(r);
		break;
	case STRAY:
		insert(r, below((uint32_t)r->n + 1), stray);
		break;
	case MISSING:
		r->n = 0;
		break;
	default:
		break;
	}
	put_row(shape, r);
}

static void
put_heads(enum shape shape)
{
	size_t i;

	put(shape, "申请事项", true);
	for (i = 0; i < 7; i++)
		put(shape, heads[order[i]], false);
	end_row(shape);
}

static void
put_third(enum shape shape, enum harm harm, const long *v)
{
	struct row rows[ROWS], bare;
	const struct form_line *l;
	size_t i, n = 0, one = below(26);
	bool harmed;

	put_heads(shape);
	for (l = form->lines; l < form->lines + form->nlines; l++)
		if (l->table == 3)
			rows[n++] = row_of(l, v);
	for (i = 0; harm == LABELS_FIRST && i < n; i++) {
		bare = rows[i];
		bare.n = rows[i].label[0] = 0;
		put_row(shape, &bare);
	}
	for (i = 0; i < n; i++) {
		harmed = harm == LABELS ? i == one : harm == NO_TOTALS ?
		    i % 8 == 0 || below(3) < one % 4 :
		    harm != LABELS_FIRST && below(4) == 0;
		put_harmed(shape, &rows[i], i + 1 < n ? &rows[i + 1] : NULL,
		    harmed ? harm : NONE);
	}
}

static void
put_second(enum shape shape)
{
	static const char *const h[] = { "本年制发件数", "本年废止件数",
	    "现行有效件数" };
	const struct form_line *l;
	struct row r;
	size_t i;

	for (l = form->lines; l->table == 2; l++) {
		if (l->n == 3) {
			put(shape, "信息内容", true);
			for (i = 0; i < 3; i++)
				put(shape, h[i], false);
			end_row(shape);
		}
		r = row_of(l, truth);
		put_row(shape, &r);
	}
}

static void
put_fourth(enum shape shape, enum harm harm)
{
	static const char *const h[] = { "结果维持", "结果纠正", "其他结果",
	    "尚未审结", "总计" };
	struct row r = row_of(&form->lines[form->nlines - 1], truth);
	size_t i;

	put(shape, "行政复议", true);
	put(shape, "行政诉讼", false);
	end_row(shape);
	put(shape, "未经复议直接起诉", true);
	put(shape, "复议后起诉", false);
	end_row(shape);
	for (i = 0; i < 15; i++)
		put(shape, h[i % 5], i == 0);
	end_row(shape);
	if (harm == FOURTH)
		lose_zeros(&r, below(2) ? DROPPED : FUSED);
	else if (harm == BROKEN && !holds_cells(shape))
		break_number(&r);
	put_figures(shape, &r, 0, r.n, true);
	end_row(shape);
}

/* Gets a number of table 3 wrong. */
static void
make_wrong(void)
{
	size_t n = form->lines[form->nlines - 1].item;
	size_t at = form->lines[6].item;

	truth[at + below((uint32_t)(n - at))] += 5000 + (long)below(4000);
}

/* Takes away all totals of table 3; in every eighth row another number
 * looks like one. */
static void
take_totals(void)
{
	const struct form_line *l, *end = form->lines + form->nlines - 1;
	size_t i;

	for (l = form->lines + 6; l < end; l++) {
		truth[l->item + 6] = 0;
		if ((l - form->lines - 6) % 8 > 0)
			continue;
		for (i = 0; i < 6; i++)
			truth[l->item + i] = 0;
		truth[l->item + below(3)] = truth[l->item + 3 + below(3)] = 6;
	}
}

static struct table
write_and_read(enum shape shape, enum harm harm)
{
	size_t i, k, t, from;

	arena_reset(&arena);
	buf_reset(&written);
	make_table(truth);
	make_table(other);
	if (harm == WRONG)
		make_wrong();
	else if (harm == NO_TOTALS)
		take_totals();
	for (i = 0; i < 7; i++)
		order[i] = i;
	for (i = 6; harm == ORDER && i > 0; i--) {
		k = below((uint32_t)i + 1);
		t = order[i];
		order[i] = order[k];
		order[k] = t;
	}
	buf_cstr(&written, "苇塘县林业局2023年政府信息公开工作年度报告\n"
	    "一、总体情况\n本年公开信息12条。\n二、主动公开政府信息情况\n");
	from = written.len;
	put_second(shape);
	if (shape == BARS)
		buf_cstr(&written, "\n");
	buf_cstr(&written, "三、收到和处理政府信息公开申请情况\n");
	put_third(shape, harm, truth);
	if (harm == AGAIN)
		put_third(shape, NONE, other);
	if (shape == BARS)
		buf_cstr(&written, "\n");
	buf_cstr(&written, "四、政府信息公开行政复议、行政诉讼情况\n");
	put_fourth(shape, harm);
	if (shape == BARS)
		fold_bars(from);
	buf_cstr(&written, "五、存在的主要问题及改进情况\n人手不足。\n"
	    "六、其他需要报告的事项\n无。\n");
	return read_text();
}

static bool
is(struct str value, long n)
{
	char s[32];

	snprintf(s, sizeof(s), "%ld", n);
	return str_is(value, s);
}

/*
 * How many values there are; fails if one is not the truth.  Of two
 * tables either may be, but not some of each.
 */
static size_t
right(const struct table *t, enum shape shape, enum harm harm)
{
	size_t i, n = 0;
	const struct cell *c;
	bool again, ours = false, theirs = false;

	if (t->form == NULL)
		return 0;
	assert_ptr_equal(t->form, form);
	for (i = 0; i < form->nitems; i++) {
		c = &t->cells[i];
		if (c->status != STATUS_OK && c->status != STATUS_SOLVED) {
			assert_int_equal(c->value.n, 0);
			continue;
		}
		n++;
		again = harm == AGAIN && form->items[i].table == 3;
		ours |= again && !is(c->value, other[i]);
		theirs |= again && !is(c->value, truth[i]);
		if (is(c->value, truth[i]) ||
		    (again && is(c->value, other[i])))
			continue;
		print_message("%s\n", buf_z(&written));
		fail_msg("%s, %s: %d/%s/%s is %.*s, not %ld", shapes[shape],
		    harms[harm], form->items[i].table, form->items[i].row,
		    form->items[i].col, (int)c->value.n, c->value.s,
		    truth[i]);
	}
	if (ours && theirs) {
		print_message("%s\n", buf_z(&written));
		fail_msg("%s: two tables are mixed", shapes[shape]);
	}
	return n;
}

/* No value is wrong, and at least so many percent are given. */
static void
never_wrong(enum harm harm, const unsigned least[NSHAPES])
{
	struct table t;
	size_t i, n;
	enum shape shape;

	for (shape = TABS; shape < NSHAPES; shape++) {
		for (i = n = 0; i < TABLES; i++) {
			t = write_and_read(shape, harm);
			n += right(&t, shape, harm);
		}
		if (n * 100 < least[shape] * TABLES * form->nitems)
			fail_msg("%s, %s: only %zu values",
			    shapes[shape], harms[harm], n);
	}
}

#define PROPERTY(name, harm, ...) \
static void \
name(void **state) \
{ \
	static const unsigned least[NSHAPES] = { __VA_ARGS__ }; \
\
	(void)state; \
	never_wrong(harm, least); \
}

PROPERTY(full, NONE, 100, 100, 100, 100, 100)
PROPERTY(empty_cells, BLANKS, 80, 90, 80, 90, 90)
PROPERTY(lost_cells, DROPPED, 90, 90, 90, 90, 90)
PROPERTY(rows_cut, CUT, 40, 80, 90, 90, 90)
PROPERTY(two_labels, LABELS, 50, 50, 50, 50, 50)
PROPERTY(page_numbers, PAGE, 40, 40, 90, 50, 90)
PROPERTY(stray_figures, STRAY, 90, 90, 90, 90, 90)
PROPERTY(fused_zeros, FUSED, 80, 80, 80, 80, 80)
PROPERTY(tables_again, AGAIN, 10, 10, 5, 10, 10)
PROPERTY(columns_in_another_order, ORDER, 100, 0, 0, 0, 0)
PROPERTY(rows_without_figures, MISSING, 60, 60, 60, 60, 60)
PROPERTY(labels_before_figures, LABELS_FIRST, 5, 5, 5, 5, 5)
PROPERTY(numbers_broken, BROKEN, 80, 75, 75, 75, 75)
PROPERTY(numbers_wrong, WRONG, 90, 90, 90, 90, 90)
PROPERTY(totals_missing, NO_TOTALS, 10, 10, 10, 10, 10)
PROPERTY(fourth_table, FOURTH, 90, 90, 90, 90, 90)

/* Where words tell no form, the year does. */
static void
form_of_the_year(void **state)
{
	static const char *const years[][2] = { { "2019", "2019" },
	    { "2020", "2019" }, { "2021", "2021" }, { "2023", "2021" } };
	size_t i;
	struct table t;

	(void)state;
	for (i = 0; i < COUNT(years); i++) {
		buf_reset(&written);
		buf_printf(&written, "某某县%s年政府信息公开工作年度报告\n"
		    "三、收到和处理政府信息公开申请情况\n"
		    "一、本年新收政府信息公开申请数量\t1\t2\t0\t0\t0\t0\t3\n"
		    "（三）不予公开\t1.属于国家秘密\t1\t0\t0\t0\t0\t0\t1\n",
		    years[i][0]);
		t = read_text();
		assert_string_equal(t.form->name, years[i][1]);
		arena_reset(&arena);
	}
}

static int
setup(void **state)
{
	(void)state;
	seed = 1921;
	form = form_named((struct str)STR("2021"));
	return form == NULL || form->nitems != ITEMS;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(form_of_the_year),
		cmocka_unit_test(full),
		cmocka_unit_test(empty_cells),
		cmocka_unit_test(lost_cells),
		cmocka_unit_test(rows_cut),
		cmocka_unit_test(two_labels),
		cmocka_unit_test(page_numbers),
		cmocka_unit_test(stray_figures),
		cmocka_unit_test(fused_zeros),
		cmocka_unit_test(tables_again),
		cmocka_unit_test(columns_in_another_order),
		cmocka_unit_test(rows_without_figures),
		cmocka_unit_test(labels_before_figures),
		cmocka_unit_test(numbers_broken),
		cmocka_unit_test(numbers_wrong),
		cmocka_unit_test(totals_missing),
		cmocka_unit_test(fourth_table)
	};

	return cmocka_run_group_tests_name("table", tests, setup, teardown);
}
