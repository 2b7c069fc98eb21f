#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "write/paper.h"

static int
collect(void *to, struct str bytes)
{
	buf_str(to, bytes);
	return 0;
}

static int
stop(void *to, struct str bytes)
{
	(void)to;
	(void)bytes;
	return 7;
}

/* One document with all kinds of blocks. */
static void
fill(struct paper *p)
{
	paper_heading(p, 1, str_of("年报 <1>"));
	paper_paragraph(p, str_of("a *b*\n  c & d"));
	paper_item(p, str_of("1. one"));
	paper_item(p, str_of("two"));
	paper_table(p, 3, "lr");
	paper_row(p);
	paper_span(p, str_of("行"), PAPER_HEAD, 1, 2);
	paper_span(p, str_of("件"), PAPER_HEAD, 2, 1);
	paper_row(p);
	paper_cell(p, str_of("x|y"), 0);
	paper_cell(p, str_of("-1234.5"), PAPER_NUMBER);
	paper_row(p);
	paper_cell(p, str_of("z"), 0);
	paper_paragraph(p, str_of("end"));
}

static void
check(enum paper_format format, const char *wanted)
{
	struct buf got = { 0 };
	struct paper *p = paper_new(format, str_of("T & T"), collect, &got);
	const char *body;

	assert_non_null(p);
	fill(p);
	assert_int_equal(paper_end(p), 0);
	body = buf_z(&got);
	if (format == PAPER_HTML) {
		assert_non_null(strstr(body, "<title>T &amp; T</title>"));
		body = strstr(body, "<body>");
		assert_non_null(body);
	}
	assert_string_equal(body, wanted);
	buf_free(&got);
}

static void
test_markdown(void **state)
{
	(void)state;
	check(PAPER_MARKDOWN,
	    "# 年报 \\<1\\>\n"
	    "\n"
	    "a \\*b\\* c & d\n"
	    "\n"
	    "- 1\\. one\n"
	    "- two\n"
	    "\n"
	    "| 行 | 件 |  |\n"
	    "| --- | ---: | ---: |\n"
	    "|  | x\\|y | \xE2\x88\x92" "1,234.5 |\n"
	    "| z |  |  |\n"
	    "\n"
	    "end\n");
}

static void
test_html(void **state)
{
	(void)state;
	check(PAPER_HTML,
	    "<body>\n"
	    "<h1>年报 &lt;1&gt;</h1>\n"
	    "<p>a *b* c &amp; d</p>\n"
	    "<ul>\n"
	    "<li>1. one</li>\n"
	    "<li>two</li>\n"
	    "</ul>\n"
	    "<div class=\"wide\">\n<table>\n"
	    "<tr><th rowspan=\"2\">行</th>"
	    "<th class=\"c\" colspan=\"2\">件</th></tr>\n"
	    "<tr><td class=\"r\">x|y</td><td class=\"r\">\xE2\x88\x92" "1,234.5</td></tr>\n"
	    "<tr><td>z</td><td class=\"r\"></td><td class=\"r\"></td></tr>\n"
	    "</table>\n</div>\n"
	    "<p>end</p>\n"
	    "</body>\n"
	    "</html>\n");
}

static void
test_numbers(void **state)
{
	static const struct {
		const char	*plain, *shown;
	} cases[] = {
		{ "0", "0" }, { "999", "999" }, { "1000", "1,000" },
		{ "1234567.8901", "1,234,567.8901" },
		{ "-12", "\xE2\x88\x92" "12" },
		{ "-123456", "\xE2\x88\x92" "123,456" }, { "", "" },
		{ "2024-01-31", "2024-01-31" }, { "-", "-" }, { "一", "一" },
	};
	struct buf b = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_reset(&b);
		paper_number(&b, str_of(cases[i].plain));
		assert_string_equal(buf_z(&b), cases[i].shown);
	}
	buf_free(&b);
}

static void
test_stop(void **state)
{
	struct paper *p = paper_new(PAPER_MARKDOWN, str_of(""), stop, NULL);
	int i;

	(void)state;
	assert_non_null(p);
	for (i = 0; i < 20000; i++)
		paper_paragraph(p, str_of("line"));
	assert_int_equal(paper_end(p), 7);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_markdown),
		cmocka_unit_test(test_html),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
