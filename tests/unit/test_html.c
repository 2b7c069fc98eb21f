#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/utf8.h"
#include "read/document.h"
#include "read/grid.h"
#include "web/html.h"

static void
gives(const char *page, const char *want)
{
	struct buf out = { 0 };

	assert_null(html_text(str_of(page), 256, &out));
	assert_string_equal(buf_z(&out), want);
	buf_free(&out);
}

static void
paragraphs(void **state)
{
	(void)state;
	gives("", "");
	gives("<p>甲</p><p>乙</p>", "甲\n乙\n");
	gives("<div>甲<div>乙</div>丙</div>", "甲\n乙\n丙\n");
	gives("<h1>甲</h1>乙<h2>丙</h2>", "甲\n乙\n丙\n");
	gives("甲<br>乙<br/>丙", "甲\n乙\n丙\n");
	gives("甲<hr>乙", "甲\n乙\n");
	gives("<p>甲\n 乙\t丙</p>", "甲 乙 丙\n");
	gives("<p></p><p> </p><p>&nbsp;</p>", "");
	gives("<pre>甲\n乙  1\n</pre>", "甲\n乙 1\n");
}

/* As Word saves pages. */
static void
of_word(void **state)
{
	(void)state;
	gives("<html xmlns:o='urn:schemas-microsoft-com:office:office'><head>"
	    "<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]-->"
	    "<style><!-- p.MsoNormal {margin:0} --></style></head><body>"
	    "<p class=MsoNormal><![if !supportLists]><span>一、<span "
	    "style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span>"
	    "<![endif]>概述<o:p></o:p></p><![if !vml]><b>公开</b><![endif]>"
	    "<!--[if gte vml 1]><v:shape>x</v:shape><![endif]-->",
	    "一、 概述\n公开\n");
	gives("<table class=MsoTableGrid><tr style='mso-yfti-irow:0'>"
	    "<td width=64 rowspan=2><p class=MsoNormal>规章<o:p></o:p></p></td>"
	    "<td><p class=MsoNormal><span lang=EN-US>1<o:p></o:p></span></p>"
	    "</td></tr><![if !supportMisalignedRows]><tr height=0><td>2</td>"
	    "</tr><![endif]></table>", "规章\t1\n\t2\n");
}

/* Word cuts words into spans and pages nest them deep. */
static void
inline_markup(void **state)
{
	(void)state;
	gives("<p>行<span lang=EN>政</span><b><i>许</i></b><font>可</font></p>",
	    "行政许可\n");
	gives("<p>1<span>2</span><o:p></o:p>3</p>", "123\n");
	gives("<p><a href=x>甲</a><a>乙</a></p>", "甲乙\n");
	gives("<p>甲 <span> 乙</span></p>", "甲 乙\n");
	gives("<p>甲<!-- 乙 -->丙</p>", "甲丙\n");
}

static void
entities(void **state)
{
	(void)state;
	gives("<p>a&nbsp;&lt;b&gt;&amp;&quot;c&quot;</p>",
	    "a <b>&\"c\"\n");
	gives("<p>&#20113;&#x6EAA;</p>", "云溪\n");
	gives("<p>&mdash;&ldquo;甲&rdquo;&middot;</p>", "—“甲”·\n");
	gives("<p>&nosuch; & 甲</p>", "&nosuch; & 甲\n");
	gives("<p>&#x3000;甲&ensp;&emsp;乙&#8203;</p>", "甲 乙\n");
	gives("<table><tr><td>&nbsp;</td><td>&minus;4</td></tr></table>",
	    "\t\xE2\x88\x92" "4\n");
}

static void
what_is_not_shown(void **state)
{
	(void)state;
	gives("<html><head><title>甲</title><style>p{}</style></head>"
	    "<body>乙</body></html>", "乙\n");
	gives("<p>甲</p><script>if (1 < 2) document.write('<p>乙</p>');"
	    "</script><p>丙</p>", "甲\n丙\n");
	gives("<p>甲</p><style>.x{content:'<p>'}</style>丙", "甲\n丙\n");
	gives("<p style='display:none'>甲</p>乙", "乙\n");
	gives("<div style='color:red; display : none;'><p>甲</p></div>乙",
	    "乙\n");
	gives("<p style='display:block'>甲</p>", "甲\n");
	gives("<div style='display:none'>甲<div>乙</div>丙</div><p>丁</p>",
	    "丁\n");
	gives("<nav><a>首页</a></nav>甲", "甲\n");
	gives("<select><option>2022</option></select>甲", "甲\n");
	gives("<noscript>甲</noscript>乙", "乙\n");
	gives("<textarea>甲</textarea>乙", "乙\n");
	gives("<div role=navigation><p>1</p></div>甲", "甲\n");
	gives("<iframe src=x>甲</iframe>乙", "乙\n");
	gives("<svg><text>5</text></svg>乙", "乙\n");
	gives("<table><tr><td style='display:none'>9</td><td>甲</td><td>1"
	    "<span style='display:none'>2</span></td></tr></table>",
	    "甲\t1\n");
}

/* Other ways to hide what a reader shall not see. */
static void
hidden_otherwise(void **state)
{
	(void)state;
	gives("<p hidden>甲</p>乙", "乙\n");
	gives("<p style='DISPLAY:NONE'>甲</p>乙", "乙\n");
	gives("<p style='display:\nnone'>甲</p>乙", "乙\n");
	gives("<p>甲<span style='mso-hide: all'>乙</span></p>", "甲\n");
}

/* Raised, lowered and struck out text is another text than its line. */
static void
text_apart(void **state)
{
	(void)state;
	gives("<p>3<sup>1</sup></p>", "3 1\n");
	gives("<p>3<sub>1</sub>2</p>", "3 1 2\n");
	gives("<p><s>3</s>5</p><p><del>3</del><ins>5</ins></p>"
	    "<p><strike>3</strike>5</p>", "3 5\n3 5\n3 5\n");
	gives("<p>1<ins>5</ins></p>", "15\n");
	gives("<p>3<sup><i>1</i></sup></p>", "3 1\n");
	gives("<p>3<span style='Vertical-Align: SUPER'>1</span>件</p>",
	    "3 1件\n");
	gives("<p>3<span style='vertical-align:top'>1</span></p>", "31\n");
	gives("<p><span style='text-decoration: underline line-through "
	    "red'>3</span>5</p>", "3 5\n");
	gives("<p>共<sup>注</sup>件</p>", "共注件\n");
	gives("<table><tr><td>3<sup>1</sup><td>2</table>", "3 1\t2\n");
	gives("<p>甲<sup>1</sup></p><p>2</p>", "甲 1\n2\n");
	/* In a cell what is struck out is no more than a sign of something. */
	gives("<table><tr><td><s>3</s><td><del>3</del>5<td>"
	    "<span style='text-decoration:line-through'>3</span>"
	    "<td><sup><s>3</s></sup><td><s></s></table>",
	    "\xEF\xBF\xBC\t5\t\xEF\xBF\xBC\t\xEF\xBF\xBC\t\n");
}

/* A field of a form shows something where the text of a cell is none. */
static void
fields(void **state)
{
	(void)state;
	gives("<table><tr><td>甲<td><input value=3><td><textarea>3</textarea>"
	    "<td><select><option>3</select><td><input type=HIDDEN value=3>"
	    "<td>5<input type=text></table>",
	    "甲\t\xEF\xBF\xBC\t\xEF\xBF\xBC\t\xEF\xBF\xBC\t\t5\n");
	gives("<p>甲<input value=3></p>", "甲\n");
	gives("<p><ruby>云<rp>(</rp><rt>yun2</rt><rp>)</rp></ruby>1</p>",
	    "云1\n");
}

static void
text_unseen(void **state)
{
	(void)state;
	gives("<p>1<span style='visibility:hidden'>2</span>3</p>", "13\n");
	gives("<p>1<span style='font-size:0px'>2</span>3</p>", "13\n");
	gives("<p>1<span style='font-size:0.8em'>2</span>3</p>", "123\n");
	gives("<div style='font-size:0'>1<b style='font-size:9pt'>2</b>3"
	    "</div>4", "2\n4\n");
	gives("<p>1<span style='visibility:hidden'>2<b style='visibility:"
	    "visible'>3</b></span></p>", "13\n");
	gives("<table><tr><td>甲<td style='visibility:hidden'>1<td>2</table>",
	    "甲\t\t2\n");
	/* A script unveils it. */
	gives("<div style='visibility:hidden'><p>1</p></div>", "1\n");
	gives("<p style='display:none;display:block'>1</p>", "1\n");
	gives("<p style='display:none !important'>1</p>2", "2\n");
	gives("<p style='mso-hide:all;display:block'>1</p>2", "2\n");
	gives("<p aria-hidden=true>1</p>", "1\n");
}

/* What a picture in a cell shows is not known, but it is not nothing. */
static void
pictures(void **state)
{
	(void)state;
	gives("<table><tr><td>甲<td><img src=x></table>",
	    "甲\t\xEF\xBF\xBC\n");
	gives("<table><tr><td>甲<td><p><b><img src=x></b>&nbsp;</p><td>1"
	    "</table>", "甲\t\xEF\xBF\xBC\t1\n");
	gives("<table><tr><td>甲<td><svg><text>5</text></svg></table>",
	    "甲\t\xEF\xBF\xBC\n");
	gives("<table><tr><td>甲<td><img src=x>1<td></table>",
	    "甲\t1\t\n");
	gives("<table><tr><td>甲<td><img src=x height=1><td>1</table>",
	    "甲\t\t1\n");
	gives("<table><tr><td>甲<td><img style='display:none'><td>1</table>",
	    "甲\t\t1\n");
	gives("<img src=x><table><tr><td>甲<td></table>", "甲\t\n");
}

static void
tables(void **state)
{
	(void)state;
	gives("<table><tr><td>规章</td><td>1</td></tr>"
	    "<tr><th>处罚</th><td> 2 </td></tr></table>",
	    "规章\t1\n处罚\t2\n");
	gives("<p>前</p><table><thead><tr><td>甲</td><td></td></tr></thead>"
	    "<tbody><tr><td></td><td>乙</td></tr></tbody></table>后",
	    "前\n甲\t\n\t乙\n后\n");
	gives("<table><tr><td><p>行政</p><p>许可</p></td><td>1<br>2</td></tr>"
	    "</table>", "行政 许可\t1 2\n");
	gives("<table><caption>表</caption><tr><td>甲</td><td>乙</td></tr>"
	    "</table>", "表\n甲\t乙\n");
	gives("<table></table>", "");
}

static void
table_spans(void **state)
{
	(void)state;
	gives("<table><tr><td colspan=2>甲</td><td>1</td></tr>"
	    "<tr><td>乙</td><td>2</td><td>3</td></tr></table>",
	    "甲\t\t1\n乙\t2\t3\n");
	gives("<table><tr><td rowspan=2>甲</td><td>1</td></tr>"
	    "<tr><td>2</td></tr><tr><td>乙</td><td>3</td></tr></table>",
	    "甲\t1\n\t2\n乙\t3\n");
	gives("<table><tr><td>1</td><td rowspan=2>2</td><td>3</td></tr>"
	    "<tr><td>4</td><td>5</td></tr></table>",
	    "1\t2\t3\n4\t\t5\n");
	gives("<table><tr><td rowspan=2 colspan=2>甲</td><td>1</td></tr>"
	    "<tr><td>2</td></tr></table>", "甲\t\t1\n\t\t2\n");
	gives("<table><tr><td>1</td><td rowspan=3>2</td></tr>"
	    "<tr><td>3</td></tr><tr><td>4</td></tr></table>",
	    "1\t2\n3\t\n4\t\n");
	gives("<table><tr><td colspan=0>1</td><td rowspan=0>2</td>"
	    "<td colspan=-3>3</td><td colspan=x>4</td></tr></table>",
	    "1\t2\t3\t4\n");
	gives("<table><tr><td>1</td><td>2</td><td>3</td></tr>"
	    "<tr><td>4</td></tr></table>", "1\t2\t3\n4\n");
}

/* Spans no table can have neither crash nor fill the memory. */
static void
enormous_spans(void **state)
{
	struct buf page = { 0 }, out = { 0 };
	size_t i;

	(void)state;
	buf_cstr(&page, "<table>");
	for (i = 0; i < 200; i++)
		buf_cstr(&page, "<tr><td colspan=999999999 "
		    "rowspan=99999999999999999999>1</td><td>2</td></tr>");
	buf_cstr(&page, "</table>");
	assert_null(html_text(buf_slice(&page), 256, &out));
	assert_true(out.len < 10 * 1024 * 1024);
	assert_non_null(strchr(buf_z(&out), '2'));
	buf_free(&page);
	buf_free(&out);
}

/* Nor rows of nothing but spans, nor wide rows that are few. */
static void
padding(void **state)
{
	struct buf page = { 0 }, out = { 0 };
	size_t i;

	(void)state;
	buf_cstr(&page, "<table><tr><td colspan=512 rowspan=10000>甲");
	for (i = 0; i < 9000; i++)
		buf_cstr(&page, "<tr>");
	buf_cstr(&page, "<tr><td>乙</table>");
	assert_null(html_text(buf_slice(&page), 256, &out));
	assert_string_equal(buf_z(&out), "甲\n乙\n");
	buf_reset(&out);
	buf_reset(&page);
	buf_cstr(&page, "<table><tr><td>甲<td colspan=250>");
	for (i = 0; i < 40; i++)
		buf_cstr(&page, "<tr><td>乙<td>1<td>2<td>3<td>");
	buf_cstr(&page, "</table>");
	assert_null(html_text(buf_slice(&page), 256, &out));
	assert_memory_equal(out.s, "甲\t\t", strlen("甲\t\t"));
	assert_non_null(strstr(buf_z(&out), "\n乙\t1\t2\t3\t\n"));
	assert_true(out.len < 41 * 80);
	buf_free(&page);
	buf_free(&out);
}

/* A table that holds another lays out the page. */
static void
layout_tables(void **state)
{
	(void)state;
	gives("<table><tr><td>前<table><tr><td>规章</td><td>1</td></tr>"
	    "</table>后</td></tr></table>", "前\n规章\t1\n后\n");
	gives("<table><tr><td>左</td><td><table><tr><td><table><tr><td>甲"
	    "</td><td>1</td></tr></table></td></tr></table></td>"
	    "<td>右</td></tr></table>", "左\n甲\t1\n右\n");
	gives("<table><tr><td><p>题</p><p>文</p><table><tr><td>甲</td>"
	    "<td>1</td></tr></table><table><tr><td>乙</td><td>2</td></tr>"
	    "</table></td></tr></table>", "题\n文\n甲\t1\n乙\t2\n");
}

/* A cell with an article in it lays out the page as well. */
static void
article_in_a_cell(void **state)
{
	struct buf page = { 0 }, want = { 0 }, out = { 0 };
	size_t i;

	(void)state;
	buf_cstr(&page, "<table><tr><td>左</td><td>");
	buf_cstr(&want, "左\n");
	for (i = 0; i < 30; i++) {
		buf_cstr(&page, "<p>本年主动公开政府信息若干条并且回应了群众的"
		    "关切。</p>");
		buf_cstr(&want, "本年主动公开政府信息若干条并且回应了群众的"
		    "关切。\n");
	}
	buf_cstr(&page, "</td></tr></table>");
	assert_null(html_text(buf_slice(&page), 256, &out));
	assert_string_equal(buf_z(&out), buf_z(&want));
	buf_free(&page);
	buf_free(&want);
	buf_free(&out);
}

static void
lists(void **state)
{
	(void)state;
	gives("<ol><li>甲<li>乙</ol>", "1. 甲\n2. 乙\n");
	gives("<ol start=3><li>甲</li><li>乙</li></ol>", "3. 甲\n4. 乙\n");
	gives("<ul><li>甲</li><li>乙</li></ul>", "甲\n乙\n");
	gives("<ol><li>甲<ol><li>乙</li></ol></li><li>丙</li></ol>",
	    "1. 甲\n1. 乙\n2. 丙\n");
	gives("<ol start=x><li>甲</li></ol><li>乙</li>", "0. 甲\n乙\n");
}

/* The number stands beside the item's first paragraph, as on the screen. */
static void
lists_of_paragraphs(void **state)
{
	(void)state;
	gives("<ol><li><p>甲</p></li></ol>", "1. 甲\n");
	gives("<ol><li>\n<p>甲</p>\n<p>乙</p></li>\n<li><p>丙</p></li></ol>",
	    "1. 甲\n乙\n2. 丙\n");
}

/* A list of nothing but links is navigation. */
static void
navigation(void **state)
{
	(void)state;
	gives("<p>甲</p><ul><li><a>一</a></li><li><a>二</a></li>"
	    "<li><a>三</a></li></ul><p>乙</p>", "甲\n乙\n");
	gives("<ul><li><a>一</a></li><li><a>二</a></li></ul>", "一\n二\n");
	gives("<ul><li><a>一</a></li><li><a>二</a></li><li>三</li></ul>",
	    "一\n二\n三\n");
	gives("<ul><li><a>一</a></li><li><a>二</a>：2件</li>"
	    "<li><a>三</a></li></ul>", "一\n二：2件\n三\n");
	gives("<table><tr><td><ul><li><a>一</a></li><li><a>二</a></li>"
	    "<li><a>三</a></li></ul></td><td>5</td></tr></table>", "\t5\n");
}

static void
unclosed(void **state)
{
	(void)state;
	gives("<p>甲<p>乙<div>丙", "甲\n乙\n丙\n");
	gives("<table><tr><td>规章<td>1<tr><td>处罚<td>2</table>后",
	    "规章\t1\n处罚\t2\n后\n");
	gives("<table><tr><td>规章</td><td>1", "规章\t1\n");
	gives("<ul><li>甲", "甲\n");
	gives("<p>前</p></td></table></ul>甲", "前\n甲\n");
	gives("<p><b>甲<p>乙</b>丙", "甲\n乙丙\n");
	gives("<td>1</td><td>2</td>", "1\n2\n");
}

/* Browsers go on reading behind </html>; cat a.html b.html is a document. */
static void
behind_the_end(void **state)
{
	(void)state;
	gives("<html><body><p>甲</p></body><p>乙</p></html>", "甲\n乙\n");
	gives("<html><body><p>甲</p></body></html>\n<p>乙</p>", "甲\n乙\n");
	gives("<html><body><p>甲</p></body></html>\n"
	    "<html><body><p>乙</p></body></html>\n", "甲\n乙\n");
}

/* Nor does an end tag before everything else end anything. */
static void
before_the_beginning(void **state)
{
	(void)state;
	gives("</div><html><body><p>甲</p></body></html>", "甲\n");
	gives("<!DOCTYPE html></div><html><body><p>甲</p></body></html>",
	    "甲\n");
}

/* Word's <![if ...]> is a comment to browsers. */
static void
word_conditions(void **state)
{
	(void)state;
	gives("<p><!--[if gte mso 9]><xml>9</xml><![endif]-->甲</p>",
	    "甲\n");
	gives("<p><![if !supportLists]>1.<![endif]>甲</p>", "1.甲\n");
	gives("<table><tr><td>规章</td><td><p><![if !supportEmptyParas]>"
	    "&nbsp;<![endif]></p></td><td>1</td></tr></table>",
	    "规章\t\t1\n");
	gives("<p>甲<?xml:namespace prefix = o /><o:p></o:p>乙</p>",
	    "甲乙\n");
}

static void
bytes(void **state)
{
	struct buf out = { 0 };

	(void)state;
	assert_null(html_text((struct str){ NULL, 0 }, 256, &out));
	assert_int_equal(out.len, 0);
	assert_null(html_text((struct str)STR("<p>a\0b</p>"), 256, &out));
	assert_true(utf8_valid(buf_slice(&out)));
	buf_free(&out);
}

/* Whatever the page says about its encoding, it is UTF-8 by now. */
static void
wrong_charset(void **state)
{
	(void)state;
	gives("<html><head><meta charset=\"gb2312\"></head>"
	    "<body>云溪县</body></html>", "云溪县\n");
	gives("<html><head><meta http-equiv=Content-Type "
	    "content=\"text/html; charset=iso-8859-1\"></head>"
	    "<body><p>云溪县</p></body></html>", "云溪县\n");
	gives("<?xml version=\"1.0\" encoding=\"gbk\"?><html><body>云溪县"
	    "</body></html>", "云溪县\n");
	gives("<meta charset=utf-16>云溪县", "云溪县\n");
}

static void
nested(const char *open, size_t times, const char *wrong)
{
	struct buf page = { 0 }, out = { 0 };
	const char *got;
	size_t i;

	buf_cstr(&page, "<p>前</p>");
	for (i = 0; i < times; i++)
		buf_cstr(&page, open);
	buf_cstr(&page, "里");
	got = html_text(buf_slice(&page), 32, &out);
	if (wrong == NULL)
		assert_null(got);
	else
		assert_string_equal(got, wrong);
	assert_true(out.len >= strlen("前\n"));
	assert_memory_equal(out.s, "前\n", strlen("前\n"));
	assert_int_equal(strstr(buf_z(&out), "里") != NULL, wrong == NULL);
	buf_free(&page);
	buf_free(&out);
}

static void
nesting_limit(void **state)
{
	(void)state;
	nested("<div>", 20, NULL);
	nested("<div>", 100, "nested too deep");
	nested("<div>", 100000, "nested too deep");
	nested("<table><tr><td>", 100000, "nested too deep");
	nested("<ul><li>", 100000, "nested too deep");
	nested("<b>", 500, NULL);
	nested("<b>", 100000, "nested too deep");
}

/* Breaks nest in nothing. */
static void
many_breaks(void **state)
{
	struct buf page = { 0 }, out = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < 20000; i++)
		buf_cstr(&page, "甲<br>");
	for (i = 0; i < 20000; i++)
		buf_cstr(&page, "<p>乙");
	assert_null(html_text(buf_slice(&page), 32, &out));
	assert_int_equal(out.len, 40000 * 4);
	buf_free(&page);
	buf_free(&out);
}

/* Through document.h: what is a page, and in which encoding. */
static void
document(const char *in, size_t n, const char *want)
{
	static const struct document_limits limits = { NULL, 256, 1 << 20,
	    1000, { 60, 1 << 30, 1 << 20, NULL }, false };
	struct buf out = { 0 };

	assert_null(document_text((struct str){ in, n }, &limits, &out));
	assert_string_equal(buf_z(&out), want);
	buf_free(&out);
}

static void
documents(void **state)
{
	static const char gbk[] = "<html><head><meta charset=utf-8></head>"
	    "<body><p>\xD4\xC6\xCF\xAA\xCF\xD8\xC3\xF1\xD5\xFE\xBE\xD6</p>"
	    "</body></html>";
	static const char page[] = "<!DOCTYPE html><html><body><p>云溪县民政局"
	    "</p></body></html>";
	static const char bit[] = "\n <p>云溪县</p>";
	static const char text[] = "云溪县 a < b\n  两行\n";
	static const char rtf[] = "{\\rtf1\\ansicpg936 "
	    "\\'d4\\'c6\\'cf\\'aa\\'cf\\'d8}";
	static const char mht[] = "MIME-Version: 1.0\nContent-Type: "
	    "multipart/related; boundary=b\n\n--b\n"
	    "Content-Type: text/html\n\n<html><p>云溪县</p>\n--b--\n";

	(void)state;
	document(gbk, sizeof(gbk) - 1, "云溪县民政局\n");
	document(page, sizeof(page) - 1, "云溪县民政局\n");
	document(bit, sizeof(bit) - 1, "云溪县\n");
	document(text, sizeof(text) - 1, text);
	document(rtf, sizeof(rtf) - 1, "云溪县\n");
	document(mht, sizeof(mht) - 1, "云溪县\n");
}

static void
unread_formats(void **state)
{
	static const struct document_limits limits = { NULL, 256, 1 << 20,
	    1000, { 60, 1 << 30, 1 << 20, NULL }, false };
	struct buf out = { 0 };

	(void)state;
	assert_non_null(document_text((struct str)STR("%PDF-1.7\n"),
	    &limits, &out));
	assert_non_null(document_text((struct str)STR("\x7F" "ELF"),
	    &limits, &out));
	assert_int_equal(out.len, 0);
	assert_null(document_text((struct str){ NULL, 0 }, &limits, &out));
	buf_free(&out);
}

/* The grid by itself. */
static void
grid_by_hand(void **state)
{
	struct grid g = { 0 };
	struct buf out = { 0 };

	(void)state;
	assert_true(grid_write(&g, &out));
	assert_int_equal(out.len, 0);
	grid_cell_end(&g);
	grid_cell(&g, 1, 2);		/* a cell without a row begins one */
	buf_cstr(&g.text, " 甲 \n 乙 ");
	grid_cell(&g, 0, 0);
	buf_cstr(&g.text, "1");
	grid_row(&g);
	grid_cell(&g, 1, 1);
	buf_cstr(&g.text, "2");
	grid_cell_end(&g);
	buf_cstr(&g.text, "x");		/* between cells */
	assert_true(grid_write(&g, &out));
	assert_string_equal(buf_z(&out), "甲 乙\t1\n\t2\n");
	buf_reset(&out);
	grid_loosen(&g, &out);
	assert_string_equal(buf_z(&out), "甲\n乙\n1\n2\n");
	assert_true(g.loose);
	assert_int_equal(g.ncells, 0);
	buf_reset(&out);
	grid_row(&g);
	grid_cell(&g, 1, 1);
	buf_cstr(&g.text, "丙\n丁");
	assert_true(grid_write(&g, &out));
	assert_string_equal(buf_z(&out), "丙\n丁\n");
	grid_free(&g);
	buf_free(&out);
}

static void
squeezing(void **state)
{
	struct buf out = { 0 };

	(void)state;
	grid_squeeze(&out, str_of(" \t　a \xC2\xA0\n b　"));
	assert_string_equal(buf_z(&out), "a b");
	buf_reset(&out);
	grid_squeeze(&out, str_of(" 　\n"));
	assert_int_equal(out.len, 0);
	grid_squeeze(&out, (struct str){ NULL, 0 });
	assert_int_equal(out.len, 0);
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paragraphs),
		cmocka_unit_test(of_word),
		cmocka_unit_test(inline_markup),
		cmocka_unit_test(entities),
		cmocka_unit_test(what_is_not_shown),
		cmocka_unit_test(hidden_otherwise),
		cmocka_unit_test(text_apart),
		cmocka_unit_test(fields),
		cmocka_unit_test(text_unseen),
		cmocka_unit_test(pictures),
		cmocka_unit_test(tables),
		cmocka_unit_test(table_spans),
		cmocka_unit_test(enormous_spans),
		cmocka_unit_test(padding),
		cmocka_unit_test(layout_tables),
		cmocka_unit_test(article_in_a_cell),
		cmocka_unit_test(lists),
		cmocka_unit_test(lists_of_paragraphs),
		cmocka_unit_test(navigation),
		cmocka_unit_test(unclosed),
		cmocka_unit_test(behind_the_end),
		cmocka_unit_test(before_the_beginning),
		cmocka_unit_test(word_conditions),
		cmocka_unit_test(bytes),
		cmocka_unit_test(wrong_charset),
		cmocka_unit_test(nesting_limit),
		cmocka_unit_test(many_breaks),
		cmocka_unit_test(documents),
		cmocka_unit_test(unread_formats),
		cmocka_unit_test(grid_by_hand),
		cmocka_unit_test(squeezing)
	};

	return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
