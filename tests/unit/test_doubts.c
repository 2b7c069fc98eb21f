#include "report.h"

#define HEAD \
	"苇塘县水利局2023年政府信息公开工作年度报告\n一、总体情况\n"
#define SECOND "二、主动公开政府信息情况\n"
#define THIRD "三、收到和处理政府信息公开申请情况\n"
#define FOURTH "四、政府信息公开行政复议、行政诉讼情况\n无。\n"
#define FIFTH "五、存在的主要问题及改进情况\n人手不足。\n"
#define NEW "一、本年新收政府信息公开申请数量"
#define OLD "二、上年结转政府信息公开申请数量"
#define OPEN "（一）予以公开"

static struct table
table_of(const char *s)
{
	buf_reset(&written);
	buf_cstr(&written, s);
	return read_text();
}

/* Where a text may have been cut off, a row is not taken for a short one. */
static void
cut_off(void **state)
{
	struct table t;

	(void)state;
	t = table_of(HEAD "无。\n" THIRD NEW " 5 0 0 0 0 0 5\n" OLD
	    " 1 0 0 0 0 0 1\n" OPEN " 0 0");
	cell_is(&t, "2", "person", "1");
	cell_is(&t, "3.1", "total", "ambiguous");
	t = table_of(HEAD "无。\n" THIRD NEW "\t5\t0\t0\t0\t0\t0\t5\n"
	    OLD "\t1\t0\t0\t0\t0\t0\t1\n" OPEN "\t\t\t\t\t\t\t\n");
	cell_is(&t, "2", "person", "1");
	cell_is(&t, "3.1", "total", "ambiguous");
	/* Nor is it known which form the first rows of one are on. */
	t = table_of(HEAD "无。\n" SECOND "规章 0 2 3\n"
	    "行政规范性文件 199 115 161\n");
	cell_is(&t, "20.1.2", "made", "ambiguous");
}

/* A cell that is not legible is neither empty nor a label. */
static void
not_legible(void **state)
{
	struct table t;

	(void)state;
	t = table_of(HEAD "无。\n" SECOND "行政许可\t4\n行政处罚\tlO\n"
	    "行政强制\t2\n" FIFTH);
	cell_is(&t, "20.5.1", "decisions", "4");
	cell_is(&t, "20.6.1", "decisions", "ambiguous");
	t = table_of(HEAD "无。\n" THIRD NEW "\t5\t0\t0\t0\t0\t0\t5\t\n"
	    OLD "\t1\t0\t0\t0\t0\t0\t1\t\n" OPEN
	    "\tlS\t3\t1\t0\t0\t0\t19\t\n" FIFTH);
	cell_is(&t, "2", "person", "1");
	cell_is(&t, "3.1", "person", "ambiguous");
	cell_is(&t, "3.1", "business", "ambiguous");
}

/* A word for nothing that is alone on its line may be part of a label. */
static void
word_alone(void **state)
{
	struct table t;

	(void)state;
	t = table_of(HEAD "无。\n" THIRD NEW " 5 0 0 0 0 0 5\n" OLD
	    "\n无\n" OPEN " 5 0 0 0 0 0 5\n" FIFTH);
	cell_is(&t, "2", "person", "ambiguous");
}

/* A lone figure ahead of its label may be that of another one. */
static void
figure_astray(void **state)
{
	struct table t;

	(void)state;
	t = table_of(HEAD "无。\n" SECOND "行政许可\n4\n第二十条第（六）项\n"
	    "70\n行政强制\n第二十条第（八）项\n行政事业性收费\n3\n" FIFTH);
	cell_is(&t, "20.6.2", "decisions", "ambiguous");
}

/* Rows that share a line and do not add up may be in another order. */
static void
shared_line(void **state)
{
	struct table t;

	(void)state;
	t = table_of(HEAD "无。\n" THIRD NEW " 5 1 0 0 0 0 6 " OLD
	    " 1 0 0 0 0 0 1 " OPEN " 5 0 0 2 0 0 6\n" FIFTH);
	cell_is(&t, "3.1", "person", "ambiguous");
}

/* Two reports in one, the second without a title. */
static void
doubled_table(void **state)
{
	static const char *const rows[] = { NEW, OLD, OPEN };
	struct buf s = { 0 };
	struct table t;
	size_t i, k;

	(void)state;
	buf_cstr(&s, HEAD "无。\n");
	for (i = 0; i < 2; i++) {
		buf_cstr(&s, THIRD);
		for (k = 0; k < 3; k++) {
			buf_cstr(&s, i == 0 ? "行\n列\n" : rows[k]);
			buf_printf(&s, "\t%zu\t0\t0\t0\t0\t0\t%zu\n",
			    i + 1, i + 1);
		}
		buf_cstr(&s, FOURTH FIFTH);
	}
	buf_byte(&s, '\0');
	t = table_of(s.s);
	cell_is(&t, "1", "person", "ambiguous");
	buf_free(&s);
}

/* Figures with a label of their own are not those of an empty row above. */
static void
other_label(void **state)
{
	struct table t;

	(void)state;
	t = table_of(HEAD "无。\n" THIRD NEW "\t5\t0\t0\t0\t0\t0\t5\n"
	    OLD "\t\t\t\t\t\t\t\n其中：县本级\t2\t0\t0\t0\t0\t0\t2\n"
	    OPEN "\t4\t0\t0\t0\t0\t0\t4\n" FIFTH);
	cell_is(&t, "2", "person", "ambiguous");
	cell_is(&t, "3.1", "person", "4");
	/* The same without any label, its row being there and empty. */
	t = table_of(HEAD "无。\n" THIRD NEW "\t5\t0\t0\t0\t0\t0\t5\n"
	    OLD "\t\t\t\t\t\t\t\n\t2\t0\t0\t0\t0\t0\t2\n"
	    OPEN "\t4\t0\t0\t0\t0\t0\t4\n" FIFTH);
	cell_is(&t, "2", "person", "ambiguous");
	/* Nor are the subtotals of a group. */
	t = table_of(HEAD "无。\n" THIRD NEW " 5 0 0 0 0 0 5\n"
	    OLD " 1 0 0 0 0 0 1\n" OPEN "\n"
	    "（三）不予公开 2 0 0 0 0 0 2\n1.属于国家秘密 2 0 0 0 0 0 2\n"
	    FIFTH);
	cell_is(&t, "3.1", "person", "ambiguous");
	cell_is(&t, "3.3.1", "person", "2");
}

/* Figures without a label may be those of a row whose label is gone. */
static void
label_gone(void **state)
{
	struct table t;

	(void)state;
	t = table_of(HEAD "无。\n" THIRD NEW " 5 0 0 0 0 0 5\n" OLD
	    "\n3 0 0 0 0 0 3\n（二）部分公开 1 0 0 0 0 0 1\n" FIFTH);
	cell_is(&t, "1", "person", "5");
	cell_is(&t, "2", "person", "ambiguous");
}

/* A row that is there twice, once empty. */
static void
named_twice(void **state)
{
	struct table t;

	(void)state;
	t = table_of(HEAD "无。\n" THIRD NEW "\t5\t0\t0\t0\t0\t0\t5\n"
	    OLD "\t\t\t\t\t\t\t\n" OPEN "\t4\t0\t0\t0\t0\t0\t4\n"
	    OLD "\t1\t0\t0\t0\t0\t0\t1\n" FIFTH);
	cell_is(&t, "1", "person", "5");
	cell_is(&t, "2", "person", "ambiguous");
}

/* Heads in another order than the form's, on one line. */
static void
heads_in_words(void **state)
{
	struct table t;

	(void)state;
	t = table_of(HEAD "无。\n" THIRD "自然人 其他 商业企业 科研机构 "
	    "社会公益组织 法律服务机构 总计\n" NEW " 5 1 0 0 0 0 6\n"
	    OLD " 1 0 0 0 0 0 1\n" OPEN " 4 0 0 0 0 0 4\n" FIFTH);
	cell_is(&t, "1", "business", "ambiguous");
	t = table_of(HEAD "无。\n" THIRD "总计 自然人 商业企业 科研机构 "
	    "社会公益组织 法律服务机构 其他\n" NEW " 5 5 0 0 0 0 0\n"
	    OLD " 1 1 0 0 0 0 0\n" OPEN " 4 4 0 0 0 0 0\n" FIFTH);
	cell_is(&t, "1", "business", "ambiguous");
}

/* The fourth section without its words on there being nothing. */
#define DISPUTES "四、政府信息公开行政复议、行政诉讼情况\n"
#define OUTCOMES "结果维持\t结果纠正\t其他结果\t尚未审结\t总计"
#define FIRST "总计\t结果维持\t结果纠正\t其他结果\t尚未审结"
#define OTHERS "结果纠正\t结果维持\t其他结果\t尚未审结\t总计"

/* The parts of table 4, or the outcomes, in another order. */
static void
disputes_in_another_order(void **state)
{
	struct table t;

	(void)state;
	t = table_of(HEAD "无。\n" DISPUTES "行政复议\t\t\t\t\t行政诉讼\n"
	    OUTCOMES "\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t\n\t\t\t"
	    "\t\t" OUTCOMES "\t" OUTCOMES "\n1\t0\t0\t2\t3\t4\t0\t0\t0\t4"
	    "\t0\t5\t0\t0\t5\n" FIFTH);
	cell_is(&t, "review", "pending", "2");
	cell_is(&t, "suit.review", "corrected", "5");
	t = table_of(HEAD "无。\n" DISPUTES "行政诉讼\n未经复议直接起诉"
	    "\t\t\t\t\t复议后起诉\t\t\t\t\n" OUTCOMES "\t" OUTCOMES
	    "\n4\t0\t0\t0\t4\t0\t5\t0\t0\t5\n行政复议\t\t\t\t\n" OUTCOMES
	    "\n1\t0\t0\t2\t3\n" FIFTH);
	cell_is(&t, "review", "upheld", "ambiguous");
	t = table_of(HEAD "无。\n" DISPUTES "行政复议\t\t\t\t\t行政诉讼\n"
	    OUTCOMES "\t复议后起诉\t\t\t\t\t未经复议直接起诉\t\t\t\t\n\t\t\t"
	    "\t\t" OUTCOMES "\t" OUTCOMES "\n1\t0\t0\t2\t3\t4\t0\t0\t0\t4"
	    "\t0\t5\t0\t0\t5\n" FIFTH);
	cell_is(&t, "suit.direct", "upheld", "ambiguous");
	t = table_of(HEAD "无。\n" DISPUTES "行政复议\t\t\t\t\t行政诉讼\n"
	    OTHERS "\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t\n\t\t\t"
	    "\t\t" OTHERS "\t" OTHERS "\n1\t0\t0\t2\t3\t4\t0\t0\t0\t4"
	    "\t0\t5\t0\t0\t5\n" FIFTH);
	cell_is(&t, "review", "upheld", "ambiguous");
	t = table_of(HEAD "无。\n" DISPUTES "行政复议\t\t\t\t\t行政诉讼\n"
	    FIRST "\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t\n\t\t\t"
	    "\t\t" FIRST "\t" FIRST "\n1\t1\t0\t0\t0\t4\t4\t0\t0\t0"
	    "\t5\t0\t5\t0\t0\n" FIFTH);
	cell_is(&t, "review", "upheld", "ambiguous");
}

/* Words in the cell of a figure are no label: the next figure is not the
 * row's first. */
static void
words_in_cells(void **state)
{
	struct table t;

	(void)state;
	t = table_of(HEAD "无。\n" SECOND "信息内容\t本年新制作数量\t"
	    "本年新公开数量\t对外公开总数量\n规章\t1\t2\t3\n"
	    "规范性文件\t4\t5\t6\n信息内容\t采购项目数量\t采购总金额\t\n"
	    "政府集中采购\t零\t12\t\n" FIFTH);
	cell_is(&t, "20.1.2", "public", "6");
	cell_is(&t, "20.9.1", "projects", "bad");
	cell_is(&t, "20.9.1", "amount", "12");
}

/* A label without figures on a line that has some: they may be its own. */
static void
neighbours(void **state)
{
	struct table t;

	(void)state;
	t = table_of(HEAD "无。\n" THIRD "\t自然人\t商业企业\t科研机构\t"
	    "社会公益组织\t法律服务机构\t其他\t总计\n" NEW "\tno\tno\tno\tno\tno\tno\tno\n"
	    OLD "\tno\tno\tno\tno\tno\tno\tno\n"
	    OPEN "\t6\tno\tno\tno\tno\tno\t6\n"
	    "1.信访举报投诉类申请\tno\tno\tno\tno\tno\tno\tno\n"
	    "2.重复申请\tno\tno\tno\tno\tno\t15\t15\n"
	    "3.要求提供公开出版物\tno\tno\tno\tno\tno\tno\tno\n"
	    "4.无正当理由大量反复申请\tno\tno\tno\tno\tno\tno\tno\n" FIFTH);
	cell_is(&t, "3.1", "person", "6");
	cell_is(&t, "3.5.3", "total", "ambiguous");
}

/* Where both forms fit the year decides; before them there was another. */
static void
form_of_year(void **state)
{
	static const char *const years[][2] = { { "2019", "2019" },
	    { "2020", "2019" }, { "2021", "2021" }, { "2024", "2021" } };
	struct table t;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(years); i++) {
		buf_reset(&written);
		buf_printf(&written, "苇塘县水利局%s年政府信息公开工作年度报告\n"
		    "一、总体情况\n无。\n" THIRD NEW "\t5\t0\t0\t0\t0\t0\t5\n"
		    OLD "\t1\t0\t0\t0\t0\t0\t1\n" FIFTH, years[i][0]);
		t = read_text();
		cell_is(&t, "1", "person", "5");
		assert_string_equal(t.form->name, years[i][1]);
	}
	t = table_of("苇塘县水利局2016年政府信息公开工作年度报告\n一、概述\n"
	    "无。\n附表\n制发规范性文件总数\t件\t5\n收到申请数\t件\t3\n");
	assert_null(t.form);
}

/* Table 3 in words, all 0 but for a row. */
static void
write_rows(const char *row, const char *figures)
{
	const struct form *f = form_named((struct str)STR("2021"));
	const struct form_line *l;
	size_t i;

	for (i = 0; i < f->nlines; i++) {
		l = &f->lines[i];
		if (l->table == 3)
			buf_printf(&written, "本项 %.*s %s\n",
			    (int)strcspn(l->labels, "|"), l->labels,
			    strcmp(f->items[l->item].row, row) == 0 ?
			    figures : "0 0 0 0 0 0 0");
	}
}

/* A row that is there twice is in doubt among sure ones, too. */
static void
rows_twice(void **state)
{
	struct table t;

	(void)state;
	buf_reset(&written);
	buf_cstr(&written, HEAD "无。\n" THIRD "上年：\n");
	write_rows("3.4.3", "10 0 0 0 0 0 10");
	buf_cstr(&written, "本年：\n");
	write_rows("3.4.3", "0 0 18 0 0 0 18");
	buf_cstr(&written, FIFTH);
	t = read_text();
	cell_is(&t, "3.4.2", "person", "0");
	cell_is(&t, "3.4.3", "person", "ambiguous");
}

/* Of a table that is there twice no row is sure, whichever it was read
 * from. */
static void
table_copied(void **state)
{
	struct table t;

	(void)state;
	t = table_of(HEAD "无。\n" THIRD NEW "\t5\t0\t0\t0\t0\t0\t5\n"
	    OLD "\t1\t0\t0\t0\t0\t0\t1\n" OPEN "\t4\t0\t0\t0\t0\t0\t4\n"
	    "4.保护（不含二〇二〇年）\t2\t0\t0\t0\t0\t0\t2\n街道\n"
	    NEW "\t6\t0\t0\t0\t0\t0\t6\n"
	    OLD "\t2\t0\t0\t0\t0\t0\t2\n" OPEN "\t5\t0\t0\t0\t0\t0\t5\n"
	    "4.保护第三方合法权益\t9\t0\t0\t0\t0\t0\t9\n" FIFTH);
	cell_is(&t, "3.3.4", "person", "ambiguous");
}

/* An amount's unit stands in its head, its label, behind it, in a note. */
static void
units_of_money(void **state)
{
	static const struct {
		const char *note, *head, *label, *figure, *want;
	} cases[] = {
		{ "", "（单位：万元）", "", "12", "12" },
		{ "", "", "", "12", "12" },
		{ "", "（单位：元）", "", "12", "ambiguous" },
		{ "", "（单位：元）", "", "12万元", "12" },
		{ "", "（人民币元）", "", "12", "ambiguous" },
		{ "", "（千元）", "", "12", "ambiguous" },
		{ "", "", "（元）", "12", "ambiguous" },
		{ "", "", "（万元）", "12", "12" },
		{ "", "", "", "12 元", "0.0012" },
		{ "", "", "", "12\t元", "ambiguous" },
		{ "", "", "", "12\t万元", "12" },
		{ "单位：件、元\n", "", "", "12", "ambiguous" },
		{ "单位：件、万元\n", "", "", "12", "12" },
		{ "单位：元\n", "（万元）", "", "12", "12" },
	};
	struct table t;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		buf_reset(&written);
		buf_printf(&written, HEAD "无。\n" SECOND "%s行政许可\t4\n"
		    "信息内容\t本年收费金额%s\n行政事业性收费%s\t%s\n" FIFTH,
		    cases[i].note, cases[i].head, cases[i].label,
		    cases[i].figure);
		t = read_text();
		cell_is(&t, "20.5.1", "decisions", "4");
		cell_is(&t, "20.8.1", "fees", cases[i].want);
	}
}

/* Where empty cells are gone, a full row may have a figure too many. */
static void
stray_and_blank(void **state)
{
	struct table t;

	(void)state;
	t = table_of(HEAD "无。\n" THIRD NEW " 5 2 1 0 0 0 8\n"
	    OLD " 1 1\n" OPEN " 4 1 1 0 0 6 3\n"
	    "（二）部分公开 2 1 0 0 0 0 3\n" FIFTH);
	cell_is(&t, "1", "person", "5");
	cell_is(&t, "3.1", "person", "ambiguous");
	/* Where none is, the author's error is printed as it stands. */
	t = table_of(HEAD "无。\n" THIRD NEW " 5 2 1 0 0 0 8\n"
	    OLD " 1 0 0 0 0 0 1\n" OPEN " 4 1 1 0 0 6 3\n"
	    "（二）部分公开 2 1 0 0 0 0 3\n" FIFTH);
	cell_is(&t, "3.1", "person", "4");
	cell_is(&t, "3.1", "total", "3");
}

/* A row that adds up only with its figures moved over an empty cell. */
static void
shifted(void **state)
{
	struct table t;

	(void)state;
	t = table_of(HEAD "无。\n" THIRD NEW "\t5\t0\t0\t0\t0\t0\t5\n"
	    OLD "\t1\t0\t0\t0\t0\t0\t1\n" OPEN "\t4\t0\t0\t0\t0\t4\t\n"
	    "（二）部分公开\t4\t0\t0\t0\t0\t0\t\n" FIFTH);
	cell_is(&t, "2", "person", "1");
	cell_is(&t, "3.1", "other", "ambiguous");
	cell_is(&t, "3.2", "person", "4");	/* its total is empty */
	cell_is(&t, "3.2", "total", "blank");
}

/* Zeros that are left of rows whose ends were lost are no proof of 0. */
static void
zeros_left(void **state)
{
	struct table t;

	(void)state;
	t = table_of(HEAD "无。\n" THIRD NEW " 5 0 1 0\n" OLD " 0 0 0 0\n"
	    OPEN " 2 1 0 0\n（二）部分公开\n1.属于国家秘密 3 1 0 0\n" FIFTH);
	cell_is(&t, "2", "total", "ambiguous");
	cell_is(&t, "3.2", "total", "ambiguous");
}

/* A label whose cells are missing from the row is not an empty row. */
static void
cells_missing(void **state)
{
	struct table t;

	(void)state;
	t = table_of(HEAD "无。\n" SECOND "行政许可\t4\n行政处罚\n"
	    "行政强制\t2\n第二十条第（八）项\n行政事业性收费\t\n" FIFTH);
	cell_is(&t, "20.6.1", "decisions", "ambiguous");
	cell_is(&t, "20.8.1", "fees", "blank");
}

/* Strokes with blanks between are a row, and no drawn line. */
static void
strokes(void **state)
{
	struct table t;

	(void)state;
	t = table_of(HEAD "无。\n" THIRD NEW " 5 0 0 0 0 0 5\n" OLD
	    "\n- - - - - - -\n" OPEN " 5 0 0 0 0 0 5\n"
	    "（二）部分公开 1 0 0 0 0 0 1\n1.属于国家秘密 2 0 0 0 0 0 2\n"
	    "2.其他法律行政法规禁止公开 2 0 0 0 0 0 2\n" FIFTH);
	cell_is(&t, "2", "person", "blank");
	cell_is(&t, "3.1", "person", "5");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cut_off),
		cmocka_unit_test(not_legible),
		cmocka_unit_test(word_alone),
		cmocka_unit_test(figure_astray),
		cmocka_unit_test(shared_line),
		cmocka_unit_test(doubled_table),
		cmocka_unit_test(other_label),
		cmocka_unit_test(label_gone),
		cmocka_unit_test(named_twice),
		cmocka_unit_test(heads_in_words),
		cmocka_unit_test(disputes_in_another_order),
		cmocka_unit_test(words_in_cells),
		cmocka_unit_test(neighbours),
		cmocka_unit_test(form_of_year),
		cmocka_unit_test(rows_twice),
		cmocka_unit_test(table_copied),
		cmocka_unit_test(units_of_money),
		cmocka_unit_test(stray_and_blank),
		cmocka_unit_test(shifted),
		cmocka_unit_test(zeros_left),
		cmocka_unit_test(cells_missing),
		cmocka_unit_test(strokes)
	};

	return cmocka_run_group_tests_name("doubts", tests, NULL, teardown);
}
