/* Number formats, sheets and separated values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "office/csv.h"
#include "office/numfmt.h"
#include "office/sheet.h"

static void
shows(double value, const char *code, const char *want)
{
	struct buf out = { 0 };

	numfmt_write(&out, value, str_of(code), false);
	assert_string_equal(buf_z(&out), want);
	buf_free(&out);
}

static void
numbers(void **state)
{
	(void)state;
	shows(25.100000000000001, "General", "25.1");
	shows(25.100000000000001, "G/通用格式", "25.1");
	shows(1113, "General", "1113");
	shows(-3, "General", "-3");
	shows(0, "", "0");
	shows(1113, "#,##0", "1,113");
	shows(1234567, "#,##0_ ", "1,234,567");
	shows(113, "#,##0", "113");
	shows(12, "#,##0.00", "12.00");
	shows(25.16, "0.0", "25.2");
	shows(2.675, "0.00", "2.68");
	shows(0.5, "0", "1");
	shows(9.99, "0.0", "10.0");
	shows(-0.2, "0", "0");
	shows(-4, "0", "-4");
	shows(-4, "0;(0)", "(4)");
	shows(-4, "0_);[Red]\\(0\\)", "(4)");
	shows(0, "0;-0;;", "");
	shows(5, "0;-0;;", "5");
	shows(0, "#,##0;-#,##0;\"-\"", "-");
	shows(0, "#", "");
	shows(0.5, "#.##", ".5");
	shows(7, "0.##", "7");
	shows(0.25, "0%", "25%");
	shows(0.1234, "0.00%", "12.34%");
	shows(45, "0\"件\"", "45件");
	shows(45, "¥#,##0", "¥45");
	shows(1234, "[$¥-804]#,##0", "¥1,234");
	shows(7, "000", "007");
	shows(123456, "0!.0,", "12.3");
	shows(1500000, "0.0,,", "1.5");
	shows(5551234, "000-0000", "555-1234");
	shows(0, "[=0]\"\";General", "");
	shows(8, "[=0]\"\";General", "8");
	shows(8, "[>=5]\"多\";\"少\"", "多");
	shows(3, "[>=5]\"多\";\"少\"", "少");
	shows(3, "@", "3");
	shows(3, "[DBNum1]General", "3");
	/* What is not certain is the value itself. */
	shows(0.5, "# ?/?", "0.5");
	shows(1500, "0.00E+00", "1500");
	shows(5, "0;0;0;0;0;0", "5");
	shows(1e300, "0.00", "1E+300");
}

static void
dates(void **state)
{
	struct buf out = { 0 };

	(void)state;
	shows(44197, "yyyy/m/d", "2021/1/1");
	shows(44561, "yyyy\"年\"m\"月\"d\"日\"", "2021年12月31日");
	shows(44561, "[$-804]yyyy年m月;@", "2021年12月");
	shows(44561.75, "yyyy-mm-dd hh:mm", "2021-12-31 18:00");
	shows(44561.75, "h:mm AM/PM", "6:00 PM");
	shows(1.5, "[h]:mm:ss", "36:00:00");
	shows(0.0625, "mm:ss", "30:00");
	shows(1, "yyyy-mm-dd", "1900-01-01");
	shows(61, "yyyy-mm-dd", "1900-03-01");
	shows(43890, "yyyy-mm-dd", "2020-02-29");
	shows(44197, "d-mmm-yy", "2021-01-01");
	shows(-1, "yyyy", "-1");
	shows(1e9, "yyyy", "1000000000");
	numfmt_write(&out, 0, (struct str)STR("yyyy-mm-dd"), true);
	assert_string_equal(buf_z(&out), "1904-01-01");
	buf_free(&out);
}

static void
hidden_text(void **state)
{
	(void)state;
	assert_false(numfmt_shows_text((struct str)STR(";;;")));
	assert_true(numfmt_shows_text((struct str)STR("0;-0;;@")));
	assert_true(numfmt_shows_text((struct str)STR("0;-0;;")) == false);
	assert_true(numfmt_shows_text((struct str)STR("0;;0")));
	assert_true(numfmt_shows_text((struct str)STR("General")));
	assert_true(numfmt_shows_text((struct str){ NULL, 0 }));
}

static void
writes(struct sheet *s, const char *name, const char *want)
{
	struct buf out = { 0 };

	assert_null(sheet_write(s, str_of(name), 1 << 20, &out));
	assert_string_equal(buf_z(&out), want);
	buf_free(&out);
	sheet_free(s);
}

#define ADD(s, row, column, text)	sheet_cell(s, row, column, str_of(text))

static void
sheets(void **state)
{
	static struct sheet s;

	(void)state;
	writes(&s, "甲表", "");
	/* Places are kept, empty rows and outer columns are not. */
	ADD(&s, 7, 4, "3");
	ADD(&s, 2, 1, "甲");
	ADD(&s, 2, 4, "2");
	ADD(&s, 4, 1, " ");
	writes(&s, NULL, "甲\t\t\t2\n\t\t\t3\n");
	ADD(&s, 0, 0, "甲");
	ADD(&s, SHEET_ROWS - 1, SHEET_COLUMNS - 1, "乙");
	ADD(&s, SHEET_ROWS, 0, "丙");
	assert_int_equal(s.ncells, 2);
	sheet_free(&s);
	/* Names. */
	ADD(&s, 0, 0, "甲");
	writes(&s, "二、情况", "二、情况\n甲\n");
	ADD(&s, 0, 0, "二、情况表");
	writes(&s, "二、情况", "二、情况表\n");
	ADD(&s, 0, 0, "甲");
	writes(&s, "工作表 (2)", "甲\n");
	/* A long text of its own is paragraphs, a broken label is not. */
	ADD(&s, 0, 0, "甲\n乙");
	writes(&s, "Sheet1", "甲 乙\n");
	ADD(&s, 0, 0, "某某县全年主动公开政府信息的情况是这样的，"
	    "其中规范性文件的情况也是这样的，没有什么不同。\n乙");
	writes(&s, "", "某某县全年主动公开政府信息的情况是这样的，"
	    "其中规范性文件的情况也是这样的，没有什么不同。\n乙\n");
}

static void
unseen(void **state)
{
	static struct sheet s;
	struct buf out = { 0 };
	size_t i;

	(void)state;
	/* What merged cells cover is not seen. */
	ADD(&s, 0, 0, "甲");
	ADD(&s, 0, 1, "9");
	ADD(&s, 1, 0, "9");
	ADD(&s, 1, 2, "1");
	sheet_merge(&s, 0, 0, 2, 2);
	writes(&s, NULL, "甲\t\t\n\t\t1\n");
	/* Hidden rows and columns; a corner that is hidden. */
	ADD(&s, 0, 0, "甲");
	ADD(&s, 0, 1, "乙");
	ADD(&s, 0, 2, "丙");
	ADD(&s, 1, 1, "9");
	ADD(&s, 2, 1, "1");
	ADD(&s, 2, 2, "2");
	sheet_hide_columns(&s, 0, 1);
	sheet_hide_rows(&s, 1, 1);
	writes(&s, NULL, "乙\t丙\n1\t2\n");
	ADD(&s, 0, 0, "甲");
	ADD(&s, 2, 2, "2");
	sheet_merge(&s, 0, 0, 3, 2);
	sheet_hide_columns(&s, 0, 1);
	sheet_hide_rows(&s, 0, 2);
	writes(&s, NULL, "甲\t2\n");
	/* Sparse sheets stay small, text has a limit. */
	for (i = 0; i < 1000; i++)
		ADD(&s, i * 1000, i % 2 ? 0 : SHEET_COLUMNS - 1, "1");
	assert_non_null(sheet_write(&s, str_of(NULL), 1000, &out));
	buf_reset(&out);
	assert_null(sheet_write(&s, str_of(NULL), 1 << 20, &out));
	assert_true(out.len < 600000);
	buf_free(&out);
	sheet_free(&s);
}

static void
reads(const char *csv, const char *want)
{
	struct buf out = { 0 };

	assert_true(csv_is(str_of(csv)));
	assert_null(csv_text(str_of(csv), 1 << 20, &out));
	assert_string_equal(buf_z(&out), want);
	buf_free(&out);
}

static void
separated(void **state)
{
	(void)state;
	reads("项,甲,乙\na,1,2\r\nb,,3\nc,0,\n",
	    "项\t甲\t乙\na\t1\t2\nb\t\t3\nc\t0\t\n");
	reads("\"项\n目\";甲;乙\na;1;2\nb;\"1,113\";3\n\"c\"\"d\";0;4",
	    "项 目\t甲\t乙\na\t1\t2\nb\t1,113\t3\nc\"d\t0\t4\n");
	reads("\"项\n目\"\t甲\t乙\na\t1\t2\nb\t1\t3\nc\t0\t4\n",
	    "项 目\t甲\t乙\na\t1\t2\nb\t1\t3\nc\t0\t4\n");
	/* A row that is cut short is not one that ends with empty cells. */
	reads("项,甲,乙\na,1,2\nb,1\nc,0,\nd,2,4\n",
	    "项\t甲\t乙\na\t1\t2\nb\t1\nc\t0\t\nd\t2\t4\n");
	/* Texts. */
	assert_false(csv_is(str_of("")));
	assert_false(csv_is(str_of("项\t甲\t乙\na\t1\t2\nb\t1\t3\nc\t1\t2\n")));
	assert_false(csv_is(str_of("甲, 乙, 丙\n甲, 乙, 丁\n甲, 戊, 丁\n"
	    "甲, 乙, 丙\n甲, 乙, 丁\n甲, 戊, 丁\n")));
	assert_false(csv_is(str_of("规章 1,113 2,345 3,456\n规范 1,113 2,345 "
	    "3,456\n处罚 1,113 2,345 3,456\n许可 1,113 2,345 3,456\n")));
	/* Quotes that are none of a table's. */
	assert_false(csv_is(str_of("项,甲,乙\na,\"1\"x,2\nb,1,3\nc,0,4\nd,1,1\n")));
	assert_false(csv_is(str_of("项,甲,乙\na,1,2\nb,1,3\nc,0,4\nd,\"1,1\n")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers),
		cmocka_unit_test(dates),
		cmocka_unit_test(hidden_text),
		cmocka_unit_test(sheets),
		cmocka_unit_test(unseen),
		cmocka_unit_test(separated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
