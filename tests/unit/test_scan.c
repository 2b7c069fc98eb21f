#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include <libxml/parser.h>

#include "../fuzz/mutate.h"
#include "web/html.h"

#define PAGES	60000

static const char report[] =
    "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" "
    "\"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">\n"
    "<html xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n"
    "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\" "
    "/>\n<title>某某县年度报告</title>\n<link rel=stylesheet href=a.css>\n"
    "<script type=\"text/javascript\">\nif (1 < 2 && a[0]) b(\"x\");\n"
    "</script>\n<style>\n<!--\np { margin: 0 }\n-->\n</style></head>\n"
    "<body lang=ZH-CN><div class=\"nav\"><ul>\n<li><a href=\"/\">首页</a>"
    "</li>\n<li><a href=\"/a?b=1&amp;c=2\">公开</a></li>\n<li><a>服务</a>\n"
    "</ul></div>\n<!-- 正文 -->\n<h1>某某县&nbsp;2022&nbsp;年度报告</h1>\n"
    "<p class=MsoNormal style='text-indent:2em;mso-hide:none'>一、总体情况"
    "<o:p></o:p></p><p>本年<span lang=EN-US>3<sup>1</sup></span>件&mdash;"
    "&ldquo;主动&rdquo;公开 a < b & c.<br>\n另起<br/>一行\n"
    "<![if !supportLists]>1.<![endif]><p>没有结束\n"
    "<table border=1 cellspacing=\"0\"><tbody><tr><td colspan=\"2\" "
    "rowspan='2'><p style=\"display:block\">行政许可</p></td>\n"
    "<td>12</td><td style='display:none'>9<tr><td>&#20214;&#x6570;</td>\n"
    "<tr><th>处罚<td>&nbsp;<td><img src=a.png></tbody></table>\n"
    "<ol start=3><li>甲<li><p>乙</p></ol><dl><dt>丙<dd>丁</dl>\n"
    "<TABLE><TR><TD><FONT size=2>1</FONT></TD></TR></TABLE>\n"
    "<form><select><option>1<option>2</select><input value=x></form>\n"
    "<p style='mso-hide:all'>无</p><pre>甲\n 乙</pre></div>\n"
    "</body>\n</html>\n";

/* Both ways must give the same where the scanner reads at all. */
static void
compare(struct str page, unsigned depth, size_t *read)
{
	static struct buf one, two;
	const char *wrong, *other;

	buf_reset(&one);
	buf_reset(&two);
	if (!html_text_scanned(page, depth, &one, &wrong))
		return;
	other = html_text_parsed(page, depth, &two);
	if (!str_eq(buf_slice(&one), buf_slice(&two)) ||
	    (wrong == NULL) != (other == NULL))
		print_error("%.*s\n", (int)page.n, page.s);
	assert_string_equal(wrong ? wrong : "", other ? other : "");
	assert_string_equal(buf_z(&one), buf_z(&two));
	++*read;
}

/* The scanner has the rules of this version, others have others. */
static bool
is_other_libxml2(void)
{
	return strncmp(xmlParserVersion, "209", 3) != 0;
}

static void
pages_at_random(void **state)
{
	struct buf page = { 0 };
	uint64_t seed = 20221122;
	size_t i, read = 0;

	(void)state;
	if (is_other_libxml2())
		skip();
	for (i = 0; i < PAGES; i++) {
		mutate_page(&seed, str_of(report), &page);
		compare(buf_slice(&page), i % 50 == 0 ? 4 : 256, &read);
	}
	assert_true(read > PAGES / 3);
	buf_free(&page);
}

/* Every beginning of a page. */
static void
pages_cut(void **state)
{
	size_t i, read = 0;

	(void)state;
	if (is_other_libxml2())
		skip();
	for (i = 0; i < sizeof(report); i++)
		compare((struct str){ report, i }, 256, &read);
	assert_true(read > sizeof(report) / 8);
}

static bool
is_scanned(const char *page)
{
	struct buf out = { 0 };
	const char *wrong;
	bool scanned = html_text_scanned(str_of(page), 256, &out, &wrong);

	buf_free(&out);
	return scanned;
}

static void
what_is_read(void **state)
{
	(void)state;
	assert_true(is_scanned(report));
	assert_true(is_scanned(""));
	assert_true(is_scanned("<p>云溪县<b>甲"));
	assert_true(is_scanned("甲 < 乙 &nosuch; & &#0;"));
	assert_true(is_scanned("</div><table><td><p>1</table></p>"));
	assert_true(is_scanned("<p title='a>b' style=\"&quot;x&quot;\">1"));
	assert_true(is_scanned("<html><body>1</body></html><p>2</html>"));
	assert_true(is_scanned("<script><!--\nx<y\n//--></script>1"));
}

static void
what_is_left(void **state)
{
	static const char *const pages[] = {
		"<p>1<p", "<p>1<p a='x", "<p>1</p", "<p>1<!-- x",
		"<p>1<!-- x --!> 2 -->", "<script>1", "<p>\xFF</p>",
		"<p>\x01</p>", "<p>\xEF\xBF\xBF</p>", "<p a='</p>'>1",
		"<p>1<</body>b>2", "<p>1&", "<p style='&#0;'>1",
		"<script>'</html>'</script>1", "<p>1<? x>", "<html/>1",
		"<!DOCTYPE html 'x>1", "<p></ p>1"
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
		assert_int_equal(is_scanned(pages[i]) ? i : SIZE_MAX,
		    SIZE_MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_at_random),
		cmocka_unit_test(pages_cut),
		cmocka_unit_test(what_is_read),
		cmocka_unit_test(what_is_left)
	};

	return cmocka_run_group_tests_name("scan", tests, NULL, NULL);
}
