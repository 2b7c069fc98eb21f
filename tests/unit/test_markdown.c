#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "read/document.h"
#include "read/markdown.h"

static void
gives(const char *source, const char *want)
{
	struct buf out = { 0 };

	assert_null(markdown_text(str_of(source), 256, &out));
	assert_string_equal(buf_z(&out), want);
	buf_free(&out);
}

static void
headings_and_paragraphs(void **state)
{
	(void)state;
	gives("# 云溪县\n\n甲\n\n乙\n", "云溪县\n甲\n乙\n");
	gives("## 一、总体情况 ##\n甲", "一、总体情况\n甲\n");
	gives("云溪县\n======\n甲\n", "云溪县\n甲\n");
	gives("甲\n乙\n", "甲\n乙\n");
	gives("甲  \n乙\\\n丙\n", "甲\n乙\n丙\n");
	gives("甲\n\n---\n\n乙\n", "甲\n乙\n");
	gives("> 甲\n> 乙\n", "甲\n乙\n");
	gives("```\n甲\n乙\n```\n", "甲\n乙\n");
}

static void
emphasis(void **state)
{
	(void)state;
	gives("**一、总体情况**\n", "一、总体情况\n");
	gives("本年*公开*`12`条，[链接](http://yunxi.example)~\n",
	    "本年公开12条，链接~\n");
	gives("1\\*2 &amp; &lt;3\n", "1*2 & <3\n");
	gives("![图](x.png)后\n", "后\n");
}

static void
pipe_tables(void **state)
{
	(void)state;
	gives("| 规章 | 数 |\n|---|--:|\n| 甲 | 1 |\n| 乙 | -2 |\n",
	    "规章\t数\n甲\t1\n乙\t-2\n");
	gives("规章 | 数\n---|---\n甲 | 1\n乙 | 2\n",
	    "规章\t数\n甲\t1\n乙\t2\n");
	gives("|规章|数|\n|:-:|:-|\n|甲||\n||2|\n", "规章\t数\n甲\t\n\t2\n");
	gives("前\n\n|甲|1|\n|-|-|\n|乙|2|\n\n后\n",
	    "前\n甲\t1\n乙\t2\n后\n");
	gives("前\n|甲|1|\n|-|-|\n|乙|2|\n", "前\n甲\t1\n乙\t2\n");
	gives("|甲|1|\n|乙|2|\n", "甲\t1\n乙\t2\n");
}

/* A delimiter after each row is no row. */
static void
delimiter_after_each_row(void **state)
{
	(void)state;
	gives("|甲|1|\n|---|---|\n|乙|2|\n|---|---|\n|丙|3|\n|---|---|\n",
	    "甲\t1\n乙\t2\n丙\t3\n");
}

static void
rows_of_all_widths(void **state)
{
	(void)state;
	gives("|甲|1|2|\n|---|---|---|\n|乙|3|\n|丙|4|5|6|\n",
	    "甲\t1\t2\n乙\t3\n丙\t4\t5\t6\n");
}

static void
cells(void **state)
{
	(void)state;
	gives("|a\\|b|1|\n|---|---|\n|c|\\||\n", "a|b\t1\nc\t|\n");
	gives("|**甲**|`1`|\n|---|---|\n|*乙*|[2](x)|\n", "甲\t1\n乙\t2\n");
	gives("|甲<br>乙|1|\n|---|---|\n|丙|2<br/>3|\n",
	    "甲 乙\t1\n丙\t2 3\n");
	gives("|a &lt; b|&nbsp;|\n|---|---|\n|&amp;amp;|/|\n",
	    "a < b\t\n&amp;\t/\n");
	gives("|甲|　|\n|---|---|\n|乙|\xC2\xA0|\n", "甲\t\n乙\t\n");
	gives("|三、|（一）|1. 国家秘密|\n|---|---|---|\n|-|—|-8|\n",
	    "三、\t（一）\t1. 国家秘密\n-\t—\t-8\n");
}

/* A bar escaped outside of tables is a bar. */
static void
escaped_bars(void **state)
{
	(void)state;
	gives("甲\\|乙\n", "甲|乙\n");
	gives("甲\\\\|乙\n", "甲\\|乙\n");
	gives("甲 | 乙\n", "甲 | 乙\n");
}

static void
html_in_markdown(void **state)
{
	(void)state;
	gives("# 题\n\n<table><tr><td colspan=\"2\">甲</td><td>1</td></tr>"
	    "<tr><td>乙</td><td>2</td><td>3</td></tr></table>\n\n后\n",
	    "题\n甲\t\t1\n乙\t2\t3\n后\n");
	gives("<table>\n<tr>\n<td>甲</td>\n<td>1</td>\n</tr>\n</table>\n",
	    "甲\t1\n");
	gives("前<span>中</span>后\n", "前中后\n");
	gives("前\n\n<script>\n甲\n</script>\n\n后\n", "前\n后\n");
}

static void
lists(void **state)
{
	(void)state;
	gives("1. 甲\n2. 乙\n", "1. 甲\n2. 乙\n");
	gives("3. 甲\n4. 乙\n", "3. 甲\n4. 乙\n");
	gives("- 甲\n- 乙\n", "甲\n乙\n");
	gives("1．甲\n", "1．甲\n");
	gives("（一）甲\n", "（一）甲\n");
}

/* Blank lines between items take no number away from its item. */
static void
loose_lists(void **state)
{
	(void)state;
	gives("1. 甲\n\n2. 乙\n", "1. 甲\n2. 乙\n");
	gives("1. 甲\n\n   丙\n\n2. 乙\n", "1. 甲\n丙\n2. 乙\n");
}

static void
nothing(void **state)
{
	struct buf out = { 0 };

	(void)state;
	gives("\n", "");
	gives(" ", "");
	buf_cstr(&out, "前\n");
	assert_null(markdown_text(str_of("甲\n"), 256, &out));
	assert_string_equal(buf_z(&out), "前\n甲\n");
	buf_free(&out);
}

static void
nesting_limit(void **state)
{
	struct buf source = { 0 }, out = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < 200; i++)
		buf_cstr(&source, "> ");
	buf_cstr(&source, "甲\n");
	assert_string_equal(markdown_text(buf_slice(&source), 64, &out),
	    "nested too deep");
	buf_reset(&out);
	assert_null(markdown_text(buf_slice(&source), 256, &out));
	assert_string_equal(buf_z(&out), "甲\n");
	buf_free(&source);
	buf_free(&out);
}

static void
what_is_markdown(void **state)
{
	static const char *const yes[] = { "# 题\n文\n", "|a|b|\n|---|---|\n",
	    "a | b\n--- | ---\n", "文\n\n## 一、总体情况\n",
	    "<p>文</p>\n\n# 题\n",
	    "文\n<td>1</td>\n<td>2</td>\n<tr>\n<td>3</td>\n" };
	static const char *const no[] = { "", "文\n", "#文\n", "- 文\n",
	    "1. 文\n", "a|b\n", "----\n", "<p>文</p>\n",
	    "<td>1</td>\n<td>2</td>\n<tr>\n<td>3</td>\n",
	    "+---+---+\n|甲 |乙 |\n|-------|\n|丙     |\n+-------+\n",
	    "# 题\n规章\t1\n处罚\t2\n强制\t3\n", "####### 七\n" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(yes) / sizeof(*yes); i++)
		if (!markdown_is(str_of(yes[i])))
			fail_msg("no Markdown: %s", yes[i]);
	for (i = 0; i < sizeof(no) / sizeof(*no); i++)
		if (markdown_is(str_of(no[i])))
			fail_msg("Markdown: %s", no[i]);
}

static void
documents(void **state)
{
	static const struct document_limits limits = { NULL, 256, 1 << 20,
	    1000, { 60, 1 << 30, 1 << 20, NULL }, false };
	static const struct str page = STR("<html><body># 题\n\n"
	    "|甲|1|\n|---|---|\n</body></html>");
	struct buf out = { 0 };

	(void)state;
	assert_null(document_text((struct str)STR("# 云溪县\n|甲|1|\n"
	    "|---|---|\n|乙|2|\n"), &limits, &out));
	assert_string_equal(buf_z(&out), "云溪县\n甲\t1\n乙\t2\n");
	buf_reset(&out);
	assert_null(document_text(page, &limits, &out));
	assert_string_equal(buf_z(&out), "# 题 |甲|1| |---|---|\n");
	buf_free(&out);
}

/* cmark is given pieces of whole blocks, none of them large. */
static void
large(void **state)
{
	static const char end[] = "```\n\n# a\n```\n\n# 题\n\n|甲|1|\n|---|---|\n",
	    want[] = "甲\n# a\n题\n甲\t1\n";
	struct buf text = { 0 }, out = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < 209715; i++)
		buf_cstr(&text, "甲\n\n");
	buf_cstr(&text, end);
	assert_null(markdown_text(buf_slice(&text), 256, &out));
	assert_string_equal(buf_z(&out) + out.len - strlen(want), want);
	assert_int_equal(out.len, 209715 * 4 + strlen(want) - 4);
	for (i = 0; i < 550000; i++)
		buf_cstr(&text, "甲*\n");
	assert_string_equal(markdown_text(buf_slice(&text), 256, &out),
	    "Markdown with a block of more than 2 MiB");
	buf_free(&text);
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headings_and_paragraphs),
		cmocka_unit_test(emphasis),
		cmocka_unit_test(pipe_tables),
		cmocka_unit_test(delimiter_after_each_row),
		cmocka_unit_test(rows_of_all_widths),
		cmocka_unit_test(cells),
		cmocka_unit_test(escaped_bars),
		cmocka_unit_test(html_in_markdown),
		cmocka_unit_test(lists),
		cmocka_unit_test(loose_lists),
		cmocka_unit_test(nothing),
		cmocka_unit_test(nesting_limit),
		cmocka_unit_test(what_is_markdown),
		cmocka_unit_test(documents),
		cmocka_unit_test(large)
	};

	return cmocka_run_group_tests_name("markdown", tests, NULL, NULL);
}
