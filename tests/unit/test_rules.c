#include "report.h"
#include "report/rules.h"

#define MOST	64

/* What becomes of a text. */
static const char *
opened(const char *text)
{
	static char out[8192];
	struct str lines[MOST];
	size_t n = take_lines(text, lines, MOST), i;

	rules_open(&arena, lines, n);
	out[0] = '\0';
	for (i = 0; i < n; i++) {
		strncat(out, lines[i].s, lines[i].n);
		strcat(out, "\n");
	}
	return out;
}

/* Cells are compared without the blanks around them. */
static void
gives(const char *text, const char *want)
{
	char got[8192], *p = got;
	const char *s = opened(text), *end;

	for (; *s != '\0'; s++) {
		if (*s == ' ') {
			end = s + strspn(s, " ");
			if (p == got || strchr("\t\n", p[-1]) != NULL ||
			    strchr("\t\n", *end) != NULL)
				s = end;
		}
		*p++ = *s;
	}
	*p = '\0';
	assert_string_equal(got, want);
}

/* Pandoc's simple table, with a head, and without one. */
static void
pandoc(void **state)
{
	(void)state;
	gives("------- ---- ----\n"
	    "规章       1    2\n"
	    "处罚       3\n"
	    "------- ---- ----\n",
	    "\n规章\t1\t2\n处罚\t3\t\n\n");
	gives("-----------------\n"
	    "文字\n"
	    "------- ---- ----\n"
	    "规章       1    2\n"
	    "------- ---- ----\n",
	    "-----------------\n文字\n\n规章\t1\t2\n\n");
}

/* Empty cells keep the others in their columns. */
static void
empty_cells(void **state)
{
	(void)state;
	gives("------ ---- ---- ----\n"
	    "规章      1         2\n"
	    "               3\n"
	    "强制                4\n"
	    "------ ---- ---- ----\n",
	    "\n规章\t1\t\t2\n\t\t3\t\n强制\t\t\t4\n\n");
}

/* The rule below the head is of the same columns, and goes as well. */
static void
restructured(void **state)
{
	(void)state;
	gives("======  ====  ====\n"
	    "内容    制发  废止\n"
	    "======  ====  ====\n"
	    "规章       1     2\n"
	    "处罚       3     4\n"
	    "======  ====  ====\n",
	    "\n内容\t制发\t废止\n\n规章\t1\t2\n处罚\t3\t4\n\n");
}

/* Every wide character takes two places, whatever its bytes. */
static void
wide_characters(void **state)
{
	(void)state;
	gives("---------- --\n"
	    "行政许可２  1\n"
	    "ab 许可     2\n"
	    "abcdefghij  3\n"
	    "规章　　　  4\n"
	    "---------- --\n",
	    "\n行政许可２\t1\nab 许可\t2\nabcdefghij\t3\n规章　　　\t4\n\n");
}

/* The last column may be wider than its dashes. */
static void
last_column(void **state)
{
	(void)state;
	gives("---- --\n规章 12345\n处罚 行政处罚\n---- --\n",
	    "\n规章\t12345\n处罚\t行政处罚\n\n");
}

static void
several(void **state)
{
	(void)state;
	gives("---- --\n规章  1\n---- --\n\n文字\n"
	    "------ ---- --\n行政     3  4\n------ ---- --\n",
	    "\n规章\t1\n\n\n文字\n\n行政\t3\t4\n\n");
	gives("---- --\n规章  1\n---- --\n\n---- --\n处罚  2\n---- --\n",
	    "\n规章\t1\n\n\n\n处罚\t2\n\n");
}

/* Text that crosses, in any row, leaves the table alone. */
static void
left_alone(void **state)
{
	static const char *const texts[] = {
	    "---- -- --\n规章  1  2\n行政许可 3\n---- -- --\n",
	    "---- ----\nabcdefg 1\n---- ----\n",
	    "---- ----\nabcd行 1\n---- ----\n",	/* half of it */
	    "---- ----\n规章\t1\n---- ----\n",
	    "---- ----\n规章    1\n",
	    "---- ----\n规章    1\n------ ----\n",
	    "----\n规章\n----\n", "一 二\n三 四\n", "- 1\n- 2\n", "" };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(texts); i++)
		assert_string_equal(opened(texts[i]), texts[i]);
	rules_open(&arena, NULL, 0);
}

/* One table that is left alone does not keep the next from being read. */
static void
left_alone_and_not(void **state)
{
	(void)state;
	gives("---- --\nabcdefg\n---- --\n\n---- --\n处罚  2\n---- --\n",
	    "---- --\nabcdefg\n---- --\n\n\n处罚\t2\n\n");
}

/* More columns than there is room for. */
static void
too_many(void **state)
{
	char text[1024] = "";
	size_t i, k;

	(void)state;
	for (k = 0; k < 3; k++) {
		for (i = 0; i < 65; i++)
			strcat(text, k == 1 ? "1 " : "- ");
		strcat(text, "\n");
	}
	assert_string_equal(opened(text), text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pandoc),
		cmocka_unit_test(empty_cells),
		cmocka_unit_test(restructured),
		cmocka_unit_test(wide_characters),
		cmocka_unit_test(last_column),
		cmocka_unit_test(several),
		cmocka_unit_test(left_alone),
		cmocka_unit_test(left_alone_and_not),
		cmocka_unit_test(too_many)
	};

	return cmocka_run_group_tests_name("rules", tests, NULL, teardown);
}
