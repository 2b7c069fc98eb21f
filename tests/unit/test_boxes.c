#include "report.h"
#include "report/boxes.h"

#define MOST	64

/* What becomes of a text: the lines that are left, joined by newlines. */
static const char *
opened(const char *text, size_t *first)
{
	static char out[8192];
	struct str lines[MOST];
	bool torn[MOST] = { false };
	size_t n = take_lines(text, lines, MOST), i;

	boxes_open(&arena, lines, torn, n);
	out[0] = '\0';
	*first = n;
	for (i = 0; i < n; i++) {
		if (lines[i].n == 0)
			continue;
		*first = *first < i ? *first : i;
		strncat(out, lines[i].s, lines[i].n);
		strcat(out, "\n");
	}
	return out;
}

static void
gives(const char *text, const char *want)
{
	size_t first;

	assert_string_equal(opened(text, &first), want);
}

static void
drawn_with_lines(void **state)
{
	(void)state;
	gives("┌────┬──┬──┐\n"
	    "│规章│ 1│ 2│\n"
	    "├────┼──┼──┤\n"
	    "│处罚│ 3│  │\n"
	    "└────┴──┴──┘\n",
	    "规章\t1\t2\n处罚\t3\t\n");
	gives("┏━━━━┳━━┓\n┃规章┃ 1┃\n┣━━━━╋━━┫\n┃处罚┃ 2┃\n┗━━━━┻━━┛\n",
	    "规章\t1\n处罚\t2\n");
	gives("╔════╦══╗\n║规章║ 1║\n╠════╬══╣\n║处罚║ 2║\n╚════╩══╝\n",
	    "规章\t1\n处罚\t2\n");
}

static void
drawn_with_ascii(void **state)
{
	(void)state;
	gives("+------+----+\n| 规章 |  1 |\n+------+----+\n"
	    "| 处罚 | -3 |\n+------+----+\n", "规章\t1\n处罚\t-3\n");
	gives("+======+====+\n| 规章 |  1 |\n+======+====+\n"
	    "| 处罚 |  3 |\n+======+====+\n", "规章\t1\n处罚\t3\n");
}

static void
labels_over_lines(void **state)
{
	(void)state;
	gives("+------+----+\n| 行政 |    |\n| 许可 |  1 |\n+------+----+\n"
	    "| 处罚 |  2 |\n|      |    |\n+------+----+\n",
	    "行政 许可\t1\n处罚\t2\n");
	gives("+------+----+\n|      |  7 |\n| 行政 |    |\n| 许可 |    |\n"
	    "+------+----+\n|      |    |\n+------+----+\n",
	    "行政 许可\t7\n");
}

/* A cell over columns keeps the others where they stand. */
static void
spans(void **state)
{
	(void)state;
	gives("+------+----+----+\n"
	    "| 复议      |  1 |\n"
	    "+------+----+----+\n"
	    "| 维持 |  2 |  3 |\n"
	    "+------+----+----+\n", "复议\t\t1\n维持\t2\t3\n");
	gives("+------+----+----+\n"
	    "| 规章 |  1 |  2 |\n"
	    "+      +----+----+\n"
	    "|      |  3 |  4 |\n"
	    "+------+----+----+\n", "规章\t1\t2\n\t3\t4\n");
}

/* A label over rows whose rules stop at it. */
static void
rules_in_part(void **state)
{
	(void)state;
	gives("┌──┬────┬──┐\n"
	    "│三│公开│ 1│\n"
	    "│  ├────┼──┤\n"
	    "│  │部分│ 2│\n"
	    "├──┼────┼──┤\n"
	    "│四│结转│ 3│\n"
	    "└──┴────┴──┘\n",
	    "三\t公开\t1\n\t部分\t2\n四\t结转\t3\n");
}

/* Cells over several rows of the head, whose rules go beside them. */
static void
cells_over_rows(void **state)
{
	(void)state;
	gives("┌────┬──────────┬──┐\n"
	    "│    │法人      │  │\n"
	    "│自然├─────┬────┤总│\n"
	    "│人  │商业 │其他│计│\n"
	    "├────┼─────┼────┼──┤\n"
	    "│ 1  │  2  │ 3  │6 │\n"
	    "└────┴─────┴────┴──┘\n",
	    "自然 人\t法人\t\t总 计\n\t商业\t其他\t\n1\t2\t3\t6\n");
}

/* Bars put as if all characters were equally wide. */
static void
even_characters(void **state)
{
	(void)state;
	gives("+--------+---+\n| 规章     | 1 |\n|--------+---|\n"
	    "| 行政处罚   | 2 |\n+--------+---+\n",
	    "规章\t1\n行政处罚\t2\n");
	gives("+------------+\n"
	    "|    | 法人    |\n"
	    "| 总计 |-------|\n"
	    "|    | 甲 | 乙 |\n"
	    "|----+---+---|\n"
	    "| 5  | 2 | 3 |\n"
	    "+------------+\n",
	    "总计\t法人\t\n\t甲\t乙\n5\t2\t3\n");
}

/* A line with as many bars as the rule above has them in its columns. */
static void
bars_out_of_place(void **state)
{
	(void)state;
	gives("+------+----+----+\n| 规章 |  1 |  2 |\n+------+----+----+\n"
	    "| “处罚” |  3 |    |\n+------+----+----+\n",
	    "规章\t1\t2\n“处罚”\t3\t\n");
}

/* What was disturbed stays; rows of several lines are torn. */
static void
disturbed(void **state)
{
	static const char *const lines[] = { "+----+----+", "| 一 |  1 |",
	    "+----+----+", "| 二 |  2  3 |  4 |", "|    |    |",
	    "+----+----+" };
	struct str s[6];
	bool torn[6] = { false };
	size_t i;

	(void)state;
	for (i = 0; i < 6; i++)
		s[i] = str_of(lines[i]);
	boxes_open(&arena, s, torn, 6);
	for (i = 0; i < 6; i++) {
		assert_true(str_is(s[i], lines[i]));
		assert_int_equal(torn[i], i != 1);
	}
}

static void
rows_keep_their_lines(void **state)
{
	bool torn[8] = { false };
	struct str lines[] = { STR("甲"), STR("+----+----+"),
	    STR("| 一 |  1 |"), STR("| 二 |    |"), STR("+----+----+"),
	    STR("| 三 |  2 |"), STR("+----+----+"), STR("乙") };

	(void)state;
	boxes_open(&arena, lines, torn, 8);
	assert_true(str_is(lines[0], "甲"));
	assert_true(str_is(lines[2], "一 二\t1") ||
	    str_is(lines[1], "一 二\t1"));
	assert_int_equal(lines[3].n, 0);
	assert_int_equal(lines[6].n, 0);
	assert_true(str_is(lines[7], "乙"));
}

/* Two tables one after the other have columns of their own. */
static void
several(void **state)
{
	(void)state;
	gives("+----+--+\n| 一 | 1|\n+----+--+\n| 二 | 2|\n+----+--+\n文字\n"
	    "+------+----+--+\n| 甲乙 |  3 | 4|\n+------+----+--+\n"
	    "| 丙丁 |  5 | 6|\n+------+----+--+\n",
	    "一\t1\n二\t2\n文字\n甲乙\t3\t4\n丙丁\t5\t6\n");
}

static void
what_is_not_drawn(void **state)
{
	static const char *const texts[] = {
	    "一 二\n三 四\n", "| 一 | 1 |\n| 二 | 2 |\n",
	    "| 一 | 1 |\n|----|---|\n| 二 | 2 |\n",
	    "- 1\n- 2\n- 3\n", "1 + 2\n3 + 4\n",
	    "----\n----\n----\n", "一\t1\n二\t2\n",
	    "+--+--+\n| 1| 2|\n文字\n+--+--+\n" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		gives(texts[i], texts[i]);
	boxes_open(&arena, NULL, NULL, 0);
}

/* A stroke or a sign in a cell is no rule. */
static void
strokes(void **state)
{
	(void)state;
	gives("+------+----+----+\n| 规章 | -  | —  |\n+------+----+----+\n"
	    "| 处罚 | -4 | /  |\n+------+----+----+\n",
	    "规章\t-\t—\n处罚\t-4\t/\n");
}

/* More bars than there are columns for: nothing crashes or is misread. */
static void
many_columns(void **state)
{
	char text[1200] = "";
	size_t i, row, first;

	(void)state;
	for (row = 0; row < 5; row++) {
		for (i = 0; i < 100; i++)
			strcat(text, row % 2 ? "|1" : "+-");
		strcat(text, row % 2 ? "|\n" : "+\n");
	}
	opened(text, &first);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(drawn_with_lines),
		cmocka_unit_test(drawn_with_ascii),
		cmocka_unit_test(labels_over_lines),
		cmocka_unit_test(spans),
		cmocka_unit_test(rules_in_part),
		cmocka_unit_test(cells_over_rows),
		cmocka_unit_test(even_characters),
		cmocka_unit_test(bars_out_of_place),
		cmocka_unit_test(disturbed),
		cmocka_unit_test(rows_keep_their_lines),
		cmocka_unit_test(several),
		cmocka_unit_test(what_is_not_drawn),
		cmocka_unit_test(strokes),
		cmocka_unit_test(many_columns)
	};

	return cmocka_run_group_tests_name("boxes", tests, NULL, teardown);
}
