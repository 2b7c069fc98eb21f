#include "report.h"

static const struct form *form;

#define HEAD \
	"苇塘县水利局2023年政府信息公开工作年度报告\n" \
	"一、总体情况\n本年公开信息12条。\n二、主动公开政府信息情况\n"
#define THIRD "三、收到和处理政府信息公开申请情况\n"
#define FOURTH \
	"四、政府信息公开行政复议、行政诉讼情况\n无。\n" \
	"五、存在的主要问题及改进情况\n人手不足。\n"

/* A form line's first spelling of its label. */
static struct str
label(const struct form_line *l)
{
	return (struct str){ l->labels, strcspn(l->labels, "|") };
}

static struct table
read_report(const char *second, const char *third)
{
	buf_reset(&written);
	buf_cstr(&written, HEAD);
	buf_cstr(&written, second);
	buf_cstr(&written, THIRD);
	buf_cstr(&written, third);
	buf_cstr(&written, FOURTH);
	return read_text();
}

/* Table 3 with figures only in rows 1, 3.4.1, 3.7: person 3, other 1. */
static long
figure(const struct item *item)
{
	static const char *const rows[] = { "1", "3.4.1", "3.7" };
	size_t i;

	for (i = 0; i < 3; i++)
		if (strcmp(item->row, rows[i]) == 0)
			return strcmp(item->col, "person") == 0 ? 3 :
			    strcmp(item->col, "other") == 0 ? 1 :
			    strcmp(item->col, "total") == 0 ? 4 : -1;
	return -1;
}

/*
 * A cell a line, empty cells more blank lines, but never more than `most`
 * of them.
 */
static void
put_lines(struct buf *out, size_t most)
{
	const struct form_line *l;
	size_t i, k, blank;
	long n;

	for (l = form->lines; l < form->lines + form->nlines; l++) {
		if (l->table != 3)
			continue;
		buf_str(out, label(l));
		for (i = 0, blank = 1; i <= l->n; i++) {
			n = i < l->n ? figure(&form->items[l->item + i]) : 0;
			if (n < 0) {
				blank += 2;
				continue;
			}
			for (k = 0; k < (blank < most ? blank : most) + 1; k++)
				buf_byte(out, '\n');
			if (i < l->n)
				buf_printf(out, "%ld", n);
			blank = 1;
		}
	}
	buf_byte(out, '\0');
}

static void
blank_lines(void **state)
{
	static const size_t most[] = { 5, 40 };
	struct buf third = { 0 };
	struct table t;
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		buf_reset(&third);
		put_lines(&third, most[i]);
		t = read_report("", third.s);
		cell_is(&t, "1", "person", "3");
		cell_is(&t, "1", "other", "1");
		cell_is(&t, "3.4.1", "other", "1");
		cell_is(&t, "3.7", "total", "4");
	}
	buf_free(&third);
}

static void
merged_cells_repeated(void **state)
{
	struct table t;

	(void)state;
	t = read_report("信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
	    "规章\t1\t1\t1\n行政规范性文件\t2\t0\t5\n"
	    "信息内容\t本年处理决定数量\t本年处理决定数量\t本年处理决定数量\n"
	    "行政许可\t28\t28\t28\n行政处罚\t36\t36\t3\n", "");
	cell_is(&t, "20.1.1", "inforce", "1");
	cell_is(&t, "20.5.1", "decisions", "28");
	cell_is(&t, "20.6.1", "decisions", "ambiguous");
	t = read_report("| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
	    "| 规章 | 1 | 1 | 1 |\n| 行政规范性文件 | 2 | 0 | 5 |\n"
	    "| 信息内容 | 处理决定 | 处理决定 | 处理决定 |\n"
	    "| 行政许可 | 28 | 28 | 28 |\n"
	    "| 信息内容 | 处理决定 | 另一项 | 第三项 |\n"
	    "| 行政处罚 | 7 | 7 | 7 |\n", "");
	cell_is(&t, "20.5.1", "decisions", "28");
	cell_is(&t, "20.6.1", "decisions", "ambiguous");
}

/* A text that is no number leaves its cell, and its row, in doubt. */
static void
text_between_bars(void **state)
{
	struct table t;

	(void)state;
	t = read_report("|信息内容|本年制发件数|本年废止件数|现行有效件数|\n"
	    "|规章| | | |\n|行政规范性文件| |30 |29 |\n"
	    "|行政许可|28 | | |\n|行政处罚| | | |\n|行政强制|2 | | |\n", "");
	cell_is(&t, "20.1.2", "made", "blank");
	cell_is(&t, "20.1.2", "repealed", "30");
	cell_is(&t, "20.1.2", "inforce", "29");
	t = read_report("|信息内容|本年制发件数|本年废止件数|现行有效件数|\n"
	    "|规章| | | |\n|行政规范性文件| |30 |约三十件 |\n"
	    "|行政许可|28 | | |\n|行政处罚| | | |\n|行政强制|2 | | |\n", "");
	cell_is(&t, "20.1.2", "inforce", "ambiguous");
}

/* Rows of figures broken over lines, in one of several ways. */
static void
put_flow(struct buf *out, const long v[][7], size_t total)
{
	static const char *const breaks[] = { "\n  \n\n \n", " \n\n \n ",
	    "\n\n \n \n", "  \n\n\n\n" };
	const struct form_line *l;
	size_t i, k = 0, n = 0;

	for (l = form->lines; l < form->lines + form->nlines; l++) {
		if (l->table != 3)
			continue;
		buf_str(out, label(l));
		buf_cstr(out, "\n\n");
		for (i = 0; i < 7; i++) {
			buf_printf(out, "%ld", n == total && i == 6 ? 100L :
			    v[n][i]);
			buf_cstr(out, i == 6 || breaks[k % 4][i] == '\n' ?
			    "\n" : "  ");
		}
		n++;
		k++;
	}
	buf_byte(out, '\0');
}

static void
flowing_figures(void **state)
{
	static long v[32][7];
	struct buf third = { 0 };
	struct table t;

	(void)state;
	v[0][0] = 3, v[0][1] = 1, v[0][6] = 4;		/* 1 */
	v[1][0] = v[1][6] = 1;				/* 2 */
	v[2][0] = v[2][6] = 1;				/* 3.1 */
	v[12][0] = v[12][6] = 2;			/* 3.4.1 */
	v[21][0] = v[21][6] = 1;			/* 3.6.2 */
	v[23][0] = v[23][6] = 4;			/* 3.7 */
	v[24][1] = v[24][6] = 1;			/* 4 */
	put_flow(&third, (const long (*)[7])v, SIZE_MAX);
	t = read_report("", third.s);
	cell_is(&t, "1", "person", "3");
	cell_is(&t, "1", "business", "1");
	cell_is(&t, "3.4.1", "total", "2");
	/* One total of the author's is wrong: only its row is in doubt. */
	buf_reset(&third);
	put_flow(&third, (const long (*)[7])v, 22);
	t = read_report("", third.s);
	cell_is(&t, "1", "business", "1");
	cell_is(&t, "3.6.3", "total", "ambiguous");
	/* Columns that do not add up. */
	v[24][1] = 0, v[24][2] = 1;
	buf_reset(&third);
	put_flow(&third, (const long (*)[7])v, SIZE_MAX);
	t = read_report("", third.s);
	cell_is(&t, "1", "person", "ambiguous");
	buf_free(&third);
}

/* Labels within drawn cells of several lines, and a bar that is missing. */
static void
disturbed_drawing(void **state)
{
	static const char *const extra[] = { "", "|        |      |\n" };
	static const char *const want[] = { "5", "ambiguous" };
	char second[1024];
	struct table t;
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		snprintf(second, sizeof(second),
		    "+--------+--------------+------+------+\n"
		    "|        | 本年制发件数 | 废止 | 有效 |\n"
		    "+--------+--------------+------+------+\n"
		    "| 规章   |  1           |  2   |  3   |\n%s"
		    "+--------+--------------+------+------+\n"
		    "| 行政规 |              |      |      |\n"
		    "| 范性文 |  4           |  5   |  6   |\n"
		    "| 件     |              |      |      |\n"
		    "+--------+--------------+------+------+\n", extra[i]);
		t = read_report(second, "");
		cell_is(&t, "20.1.2", "repealed", want[i]);
	}
}

static int
setup(void **state)
{
	(void)state;
	form = form_named((struct str)STR("2021"));
	return form == NULL;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blank_lines),
		cmocka_unit_test(merged_cells_repeated),
		cmocka_unit_test(text_between_bars),
		cmocka_unit_test(flowing_figures),
		cmocka_unit_test(disturbed_drawing)
	};

	return cmocka_run_group_tests_name("layouts", tests, setup, teardown);
}
