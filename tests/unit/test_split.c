#include "report.h"
#include "report/split.h"

#define TITLE	"云溪县民政局2023年政府信息公开工作年度报告\n"
#define ONE	"一、总体情况\n本年主动公开信息12条。\n"
#define TWO	"二、主动公开政府信息情况\n规章\t0\t0\t0\n"
#define THREE	"三、收到和处理政府信息公开申请情况\n" \
    "一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n" \
    "四、结转下年度继续办理\t0\t0\t0\t0\t0\t0\t0\n"
#define FOUR	"四、政府信息公开行政复议、行政诉讼情况\n0\t0\t0\t0\t0\n"
#define FIVE	"五、存在的主要问题及改进情况\n人手不足。\n"
#define SIX	"六、其他需要报告的事项\n无。\n"
#define BODY	ONE TWO THREE FOUR FIVE SIX

static struct report *
cut_deep(const char *text, unsigned depth, size_t want)
{
	size_t n;
	struct report *r = split_reports(&arena, str_of(text),
	    (struct str)STR("x.txt"), depth, &n);

	if (n != want)
		fail_msg("%zu reports, not %zu", n, want);
	return r;
}

static struct report *
cut(const char *text, size_t want)
{
	return cut_deep(text, 1, want);
}

/* The sections' ids, separated by blanks. */
static void
ids(const struct report *r, const char *want)
{
	char got[512] = "";
	size_t i;

	for (i = 0; i < r->nsections; i++) {
		if (i > 0)
			strcat(got, " ");
		strcat(got, z(r->sections[i].id));
	}
	assert_string_equal(got, want);
}

static void
section(const struct report *r, size_t i, const char *id,
    const char *title, const char *text)
{
	assert_true(i < r->nsections);
	assert_string_equal(z(r->sections[i].id), id);
	assert_string_equal(z(r->sections[i].title), title);
	assert_string_equal(z(r->sections[i].text), text);
}

static void
about(const struct report *r, const char *name, const char *org,
    const char *year)
{
	assert_string_equal(z(r->name), name);
	assert_string_equal(z(r->org), org);
	assert_string_equal(z(r->year), year);
}

static void
six_sections(void **state)
{
	struct report *r = cut(TITLE "根据条例编制。\n" BODY, 1);

	(void)state;
	about(r, "x.txt", "云溪县民政局", "2023");
	ids(r, "0 1 2 3 4 5 6");
	section(r, 0, "0", "云溪县民政局2023年政府信息公开工作年度报告",
	    "根据条例编制。");
	section(r, 1, "1", "一、总体情况", "本年主动公开信息12条。");
	section(r, 2, "2", "二、主动公开政府信息情况", "规章\t0\t0\t0");
	section(r, 3, "3", "三、收到和处理政府信息公开申请情况",
	    "一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n"
	    "四、结转下年度继续办理\t0\t0\t0\t0\t0\t0\t0");
	section(r, 4, "4", "四、政府信息公开行政复议、行政诉讼情况",
	    "0\t0\t0\t0\t0");
	section(r, 5, "5", "五、存在的主要问题及改进情况", "人手不足。");
	section(r, 6, "6", "六、其他需要报告的事项", "无。");
}

static void
nothing(void **state)
{
	struct report *r = cut("", 1);

	(void)state;
	about(r, "x.txt", "", "");
	assert_int_equal(r->nsections, 0);
	r = cut("\n\n", 1);
	about(r, "x.txt", "", "");
	r = cut("云溪县第一中学\n通知\n", 1);
	ids(r, "0");
	section(r, 0, "0", "", "云溪县第一中学\n通知");
}

/* The words decide, not the numerals. */
static void
shifted_numerals(void **state)
{
	(void)state;
	ids(cut(TITLE "一、概括\n我局。\n二、总体情况\n好。\n"
	    "三、主动公开政府信息情况\n0\n"
	    "四、收到和处理政府信息公开申请情况\n0\n"
	    "五、因政府信息公开工作被申请行政复议、提起行政诉讼情况\n0\n"
	    "六、存在的主要问题及改进情况\n无。\n"
	    "七、其他需要报告的事项\n无。\n", 1), "0 - 1 2 3 4 5 6");
	ids(cut(TITLE "一、概述\n好。\n" TWO
	    "三、收到和处理政府信息公开申请情况\n0\n"
	    "三、政府信息公开行政复议、行政诉讼情况\n0\n" FIVE SIX, 1),
	    "0 1 2 3 4 5 6");
	ids(cut(TITLE ONE "一、主动公开政府信息情况\n0\n"
	    "二、收到和处理政府信息公开申请情况\n0\n" FOUR FIVE, 1),
	    "0 1 2 3 4 5");
}

static void
wordings(void **state)
{
	static const struct {
		const char *heading, *id;
	} in[] = {
		{ "一、总体情况", "1" }, { "一．总体情况", "1" },
		{ "一 总体情况", "1" }, { "一总体情况", "1" },
		{ "  一、 总 体 情 况  ", "1" }, { "## 一、总体情况", "1" },
		{ "**一、总体情况**", "1" }, { "总体情况", "1" },
		{ "一、工作总体概况", "1" },
		{ "二、行政机关主动公开政府信息情况", "2" },
		{ "二、政府信息主动公开情况", "2" },
		{ "行政机关主动公开政府信息情况", "2" },
		{ "三、行政机关收到和处理政府信息公开申请情况", "3" },
		{ "三、依申请公开政府信息情况", "3" },
		{ "收到和处理政府信息公开申请情况", "3" },
		{ "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
		    "4" },
		{ "四、因政府信息公开工作被申请行政复议提起行政诉讼情况",
		    "4" },
		{ "四、政府信息公开行政复议行政诉讼情况", "4" },
		{ "三、收到和處理政府信息公開申請情況", "3" },
		{ "五、存在的主要问题及改进措施", "5" },
		{ "五、存在的主要問題及改進情況", "5" },
		{ "五、整改措施", "5" }, { "五、今后工作思路", "5" },
		{ "六、其他需要报告的事项", "6" },
		{ "六、需要说明的其他事项", "6" },
		{ "其他需要报告的事项", "6" },
		{ "八、附件", "-" }, { "七、联系方式", "-" } };
	char text[256];
	struct report *r;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(in) / sizeof(*in); i++) {
		strcpy(text, in[i].heading);
		strcat(text, "\n文字\n");
		r = cut(text, 1);
		if (r->nsections != 1 ||
		    !str_is(r->sections[0].id, in[i].id))
			fail_msg("'%s' is '%s', not '%s'", in[i].heading,
			    r->nsections ? z(r->sections[0].id) : "none",
			    in[i].id);
		assert_string_equal(z(r->sections[0].text), "文字");
	}
}

/* Lines of prose and of tables that look like headings. */
static void
look_alikes(void **state)
{
	static const char *const lines[] = {
	    "（三）主动公开政府信息情况", "（三）行政复议、行政诉讼情况",
	    "(三)主动公开政府信息情况", "1.主动公开政府信息情况",
	    "四、结转下年度继续办理", "四、结转下年度继续办理\t0\t0",
	    "一、本年新收政府信息公开申请数量", "三、本年度办理结果",
	    "二、上年结转政府信息公开申请数量\t0\t0",
	    "主动公开政府信息情况良好，全年公开12条",
	    "一是总体情况良好。", "二、我局依法主动公开政府信息；",
	    "全年行政复议、行政诉讼0件", "（一）予以公开",
	    "行政复议\t行政诉讼", "总体情况良好，主动公开信息" };
	char text[512];
	struct report *r;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		strcpy(text, TITLE "三、收到和处理政府信息公开申请情况\n");
		strcat(text, lines[i]);
		strcat(text, "\n");
		r = cut(text, 1);
		if (r->nsections != 2 ||
		    strcmp(z(r->sections[1].text), lines[i]) != 0)
			fail_msg("'%s' begins a section", lines[i]);
	}
}

/* The row of table 3 stands directly above the heading. */
static void
row_above_heading(void **state)
{
	struct report *r = cut(TITLE ONE TWO
	    "三、收到和处理政府信息公开申请情况\n"
	    "四、结转下年度继续办理\n0\n0\n"
	    "四、政府信息公开行政复议、行政诉讼情况\n0\n", 1);

	(void)state;
	ids(r, "0 1 2 3 4");
	section(r, 3, "3", "三、收到和处理政府信息公开申请情况",
	    "四、结转下年度继续办理\n0\n0");
	section(r, 4, "4", "四、政府信息公开行政复议、行政诉讼情况", "0");
}

static void
missing_sections(void **state)
{
	(void)state;
	ids(cut(TITLE ONE THREE FOUR FIVE, 1), "0 1 3 4 5");
	ids(cut(TITLE TWO THREE, 1), "0 2 3");
	ids(cut(BODY, 1), "1 2 3 4 5 6");
}

static void
line_ends(void **state)
{
	struct report *r = cut("一、总体情况\r\n好。\r\n\r\n更好。\r\n"
	    "二、主动公开政府信息情况", 1);

	(void)state;
	ids(r, "1 2");
	section(r, 0, "1", "一、总体情况", "好。\n\n更好。");
	section(r, 1, "2", "二、主动公开政府信息情况", "");
}

static void
several_reports(void **state)
{
	struct report *r = cut(TITLE BODY
	    "青田镇2022年政府信息公开工作年度报告\n" ONE TWO
	    "白石乡人民政府2021年政府信息公开工作年度报告\n" BODY, 3);

	(void)state;
	about(&r[0], "x.txt", "云溪县民政局", "2023");
	about(&r[1], "x.txt#2", "青田镇", "2022");
	about(&r[2], "x.txt#3", "白石乡人民政府", "2021");
	ids(&r[0], "0 1 2 3 4 5 6");
	ids(&r[1], "0 1 2");
	ids(&r[2], "0 1 2 3 4 5 6");
	section(&r[0], 6, "6", "六、其他需要报告的事项", "无。");
	section(&r[1], 0, "0", "青田镇2022年政府信息公开工作年度报告", "");
}

/* The same body, another year, and the title glued to the last line. */
static void
several_years(void **state)
{
	struct report *r = cut(TITLE BODY
	    "云溪县民政局2022年政府信息公开工作年度报告\n" BODY, 2);

	(void)state;
	about(&r[0], "x.txt", "云溪县民政局", "2023");
	about(&r[1], "x.txt#2", "云溪县民政局", "2022");
	r = cut(TITLE ONE "六、其他需要报告的事项\n无。"
	    "云溪县民政局2022年政府信息公开工作年度报告\n" BODY, 2);
	about(&r[1], "x.txt#2", "云溪县民政局", "2022");
	section(&r[0], 2, "6", "六、其他需要报告的事项", "无。");
	r = cut(TITLE ONE "六、其他需要报告的事项"
	    "云溪县民政局2022年政府信息公开工作年度报告\n" BODY, 2);
	about(&r[1], "x.txt#2", "云溪县民政局", "2022");
	section(&r[0], 2, "6", "六、其他需要报告的事项", "");
}

/* Blanks set the columns of a page apart; a title stands in the last. */
static void
columns_of_a_page(void **state)
{
	(void)state;
	about(cut("首页    公告   云溪县    青田镇  2023年政府信息公开工作"
	    "年度报告  | \n" BODY, 1), "x.txt", "青田镇", "2023");
	about(cut("首页\t青田镇2023年政府信息公开工作年度报告\n" BODY, 1),
	    "x.txt", "", "");
	about(cut("首页\t公告    青田镇2023年政府信息公开工作年度报告\n"
	    BODY, 1), "x.txt", "青田镇", "2023");
}

/* Pages of one report repeat its title, sites list other years' ones. */
static void
titles_that_begin_nothing(void **state)
{
	struct report *r;

	(void)state;
	r = cut(TITLE ONE TITLE TWO TITLE THREE FOUR TITLE FIVE SIX, 1);
	about(r, "x.txt", "云溪县民政局", "2023");
	ids(r, "0 1 2 3 4 5 6");
	r = cut(TITLE BODY "云溪县民政局2022年政府信息公开工作年度报告\n"
	    "云溪县民政局2021年政府信息公开工作年度报告\n", 1);
	about(r, "x.txt", "云溪县民政局", "2023");
	r = cut("云溪县民政局2021年政府信息公开工作年度报告\n"
	    "云溪县民政局2022年政府信息公开工作年度报告\n" TITLE BODY, 1);
	about(r, "x.txt", "云溪县民政局", "");
	r = cut("云溪县民政局2021年政府信息公开工作年度报告\n"
	    "云溪县民政局2022年政府信息公开工作年度报告\n" TITLE
	    "统计期限自2023年1月1日起。\n" BODY, 1);
	about(r, "x.txt", "云溪县民政局", "2023");
	r = cut(TITLE "云溪县民政局2022年政府信息公开工作年度报告\n"
	    "统计期限自2023年1月1日起。\n" BODY, 1);
	about(r, "x.txt", "云溪县民政局", "2023");
	r = cut("·云溪县民政局2021年政府信息公开工作年度报告\n" TITLE
	    "·云溪县民政局2022年政府信息公开工作年度报告\n" BODY, 1);
	about(r, "x.txt", "云溪县民政局", "2023");
	r = cut(TITLE TITLE BODY, 1);
	about(r, "x.txt", "云溪县民政局", "2023");
	ids(r, "0 1 2 3 4 5 6");
}

/* A short title first, the whole one behind it. */
static void
short_title(void **state)
{
	struct report *r = cut("2023年政府信息公开工作年度报告\n" TITLE BODY,
	    1);

	(void)state;
	about(r, "x.txt", "云溪县民政局", "2023");
}

static void
titles_over_lines(void **state)
{
	static const char *const titles[] = {
	    "云溪县民政局\n2023年政府信息公开工作年度报告\n",
	    "云溪县民政局\n\n2023年政府信息公开工作年度报告\n",
	    "云溪县民政局\n2023年政府信息公开工作\n年度报告\n",
	    "云溪县\n民政局2023年政府信息公开工作年度报告\n",
	    "云溪县民政局2023年\n政府信息公开工作年度报告\n",
	    "　　云溪县民政局\n　　2023 年度\n　　政府信息公开工作年度报告\n",
	    "# 云溪县民政局\n# 2023年政府信息公开工作年度报告\n" };
	struct report *r;
	char text[2048];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(titles) / sizeof(*titles); i++) {
		if (i == 3)	/* the lower line alone names a body */
			continue;
		strcpy(text, titles[i]);
		strcat(text, BODY);
		r = cut(text, 1);
		about(r, "x.txt", "云溪县民政局", "2023");
		ids(r, "0 1 2 3 4 5 6");
		assert_string_equal(z(r->sections[0].text), "");
	}
	r = cut("云溪县发展和改革局（县\n粮食和物资储备局）\n"
	    "2023年政府信息公开工作年度报告\n" BODY, 1);
	about(r, "x.txt", "云溪县发展和改革局（县粮食和物资储备局）",
	    "2023");
}

/* Where the title does not say it: the text, then the name. */
static void
filled_in(void **state)
{
	struct report *r;
	size_t n;

	(void)state;
	r = cut("云溪县民政局政府信息公开工作年度报告\n本报告统计期限自 2022 年"
	    " 1 月 1 日起。\n" BODY, 1);
	about(r, "x.txt", "云溪县民政局", "2022");
	r = cut("2023年政府信息公开工作年度报告\n信息来源：云溪县民政局\n"
	    BODY, 1);
	about(r, "x.txt", "云溪县民政局", "2023");
	r = split_reports(&arena, str_of(BODY), (struct str)STR(
	    "all.zip/a/云溪县民政局2020年政府信息公开工作年度报告.docx"), 1,
	    &n);
	assert_int_equal(n, 1);
	assert_string_equal(z(r->org), "云溪县民政局");
	assert_string_equal(z(r->year), "2020");
	r = split_reports(&arena, str_of(TITLE BODY), (struct str)STR(
	    "青田镇2020年政府信息公开工作年度报告.txt"), 1, &n);
	assert_string_equal(z(r->org), "云溪县民政局");
	assert_string_equal(z(r->year), "2023");
}

/* Each head with what it says of the body and the year. */
static void
heads(void **state)
{
	static const char *const known[][3] = {
	    { "云溪县民政局\n云民〔2024〕3号\n关于2023年政府信息公开工作年度报告\n",
		"云溪县民政局", "2023" },
	    { "云溪县\n民政局\n2023年度\n政府信息公开工作年度报告\n",
		"云溪县民政局", "2023" },
	    { "云溪县民\n政局2023年政府信息公开工作年度报告\n",
		"云溪县民政局", "2023" },
	    { "云溪县民政局\n政府信息公开工作年度报告\n（2023年度）\n",
		"云溪县民政局", "2023" },
	    { "云溪县民政局政府信息公开工作年度报告\n(2023年)\n",
		"云溪县民政局", "2023" },
	    { "首页\n法定主动公开内容\n政府信息公开年报\n"
		"2023年政府信息公开工作年度报告\n"
		"来源：云溪县民政局 发布时间：2024-01-20\n",
		"云溪县民政局", "2023" },
	    { "法定主动公开内容\n政府信息公开年报\n"
		"云溪县民政局政府信息公开工作年度报告\n"
		"云溪县民政局编制了2023年度报告\n", "云溪县民政局", "2023" },
	    { "发布机构\t云溪县民政局\t日期\t2024-01-20\n"
		"2023年政府信息公开工作年度报告\n", "云溪县民政局", "2023" },
	    { "2023年政府信息公开工作年度报告\n来源：本站 点击：3\n",
		"", "2023" },
	    { "云溪县人民政府\n2023年政府信息公开工作年度报告\n"
		"现将云溪县民政局2023年度政府信息公开工作情况报告如下。\n",
		"云溪县民政局", "2023" },
	    { "云溪县民政局2023年政府信息公开工作年度报告\n"
		"下一篇：青田镇2022年政府信息公开工作年度报告\n",
		"云溪县民政局", "2023" },
	    { "云溪县民政局2023年政府信息公开工作年度报告 | ||||\n"
		"2024年1月5日 (点击: ) | ||||\n", "云溪县民政局", "2023" },
	    /* names that begin with numerals are no headings */
	    { "三云市民政局\n2023年政府信息公开工作年度报告\n",
		"三云市民政局", "2023" },
	    { "六石县白沙乡\n2023年政府信息公开工作年度报告\n"
		"2023年政府信息公开工作年度报告\n", "六石县白沙乡", "2023" },
	    /* a name broken over lines, the links below a title */
	    { "2023年度云溪县人民政\n府办公室政府信息公开年报\n",
		"云溪县人民政府办公室", "2023" },
	    { "云溪县民政局2023年政府信息公开工作年度报告\n相关链接：\n"
		"青田镇2022年政府信息公开工作年度报告\n",
		"云溪县民政局", "2023" },
	    { "政府信息公开工作年度报告\n发布日期：2024-01-25\n", "", "" } };
	struct report *r;
	char text[4096];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		snprintf(text, sizeof(text), "%s%s", known[i][0], BODY);
		r = cut(text, 1);
		about(r, "x.txt", known[i][1], known[i][2]);
	}
}

/* Who signed a report is its body, unless the title names another. */
static void
signatures(void **state)
{
	static const char signature[] = "云溪县民政局\n2024年1月20日\n";
	static const char *const known[][2] = {
	    { "", "云溪县民政局" },
	    { "云溪县民政局\n", "云溪县民政局" },
	    { "云溪县人民政府\n", "" },
	    { "政务公开\n", "云溪县民政局" } };
	char text[4096];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		snprintf(text, sizeof(text),
		    "%s2023年政府信息公开工作年度报告\n%s%s", known[i][0],
		    BODY, signature);
		about(cut(text, 1), "x.txt", known[i][1], "2023");
	}
	about(cut("2023年政府信息公开工作年度报告\n" BODY
	    "云溪县民政局\n二〇二四年一月二十日\n", 1), "x.txt",
	    "云溪县民政局", "2023");
	about(cut("2023年政府信息公开工作年度报告\n" BODY
	    "主办：云溪县民政局\n2024年1月20日\n", 1), "x.txt", "", "2023");
}

static void
depth_two(void **state)
{
	static const char text[] = TITLE "一、总体情况\n开头。\n"
	    "（一）主动公开\n公开12条。\n继续。\n(二)依申请公开\n办理3件。\n"
	    TWO "三、收到和处理政府信息公开申请情况\n（一）予以公开\t0\n" FOUR
	    "五、存在的主要问题及改进情况\n（一）问题\n人手不足。\n"
	    "（二）改进\n加强。\n" SIX;
	struct report *r = cut_deep(text, 2, 1);

	(void)state;
	ids(r, "0 1 1.1 1.2 2 3 4 5 5.1 5.2 6");
	section(r, 1, "1", "一、总体情况", "开头。");
	section(r, 2, "1.1", "（一）主动公开", "公开12条。\n继续。");
	section(r, 3, "1.2", "(二)依申请公开", "办理3件。");
	section(r, 5, "3", "三、收到和处理政府信息公开申请情况",
	    "（一）予以公开\t0");
	section(r, 7, "5", "五、存在的主要问题及改进情况", "");
	section(r, 8, "5.1", "（一）问题", "人手不足。");
	section(r, 9, "5.2", "（二）改进", "加强。");
	r = cut_deep(text, 1, 1);
	ids(r, "0 1 2 3 4 5 6");
	section(r, 1, "1", "一、总体情况", "开头。\n（一）主动公开\n"
	    "公开12条。\n继续。\n(二)依申请公开\n办理3件。");
}

/* No line is lost and none appears twice, however the text is cut. */
static void
every_line_once(void **state)
{
	static const char *const lines[] = { "一、总体情况",
	    "二、主动公开政府信息情况",
	    "三、收到和处理政府信息公开申请情况",
	    "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题",
	    "六、其他事项", "九、附件", "（一）公开", "文字。",
	    "规章\t0\t1\t2", "四、结转下年度继续办理" };
	char text[4096], got[4096], mark[16];
	struct report *r;
	size_t i, k, n, s;

	(void)state;
	for (i = 0; i < 3000; i++) {
		strcpy(text, i % 3 ? TITLE : "");
		got[0] = '\0';
		for (k = 0; k < 24; k++) {
			strcat(text, lines[below(COUNT(lines))]);
			strcat(text, "\n");
		}
		arena_reset(&arena);
		r = split_reports(&arena, str_of(text),
		    (struct str)STR("x"), 1 + i % 2, &n);
		for (k = 0; k < n; k++) {
			snprintf(mark, sizeof(mark), k ? "x#%zu" : "x",
			    k + 1);
			assert_string_equal(z(r[k].name), mark);
			for (s = 0; s < r[k].nsections; s++) {
				strcat(got, z(r[k].sections[s].title));
				if (r[k].sections[s].title.n > 0)
					strcat(got, "\n");
				strcat(got, z(r[k].sections[s].text));
				if (r[k].sections[s].text.n > 0)
					strcat(got, "\n");
			}
		}
		assert_string_equal(got, text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(six_sections),
		cmocka_unit_test(nothing),
		cmocka_unit_test(shifted_numerals),
		cmocka_unit_test(wordings),
		cmocka_unit_test(look_alikes),
		cmocka_unit_test(row_above_heading),
		cmocka_unit_test(missing_sections),
		cmocka_unit_test(line_ends),
		cmocka_unit_test(several_reports),
		cmocka_unit_test(several_years),
		cmocka_unit_test(columns_of_a_page),
		cmocka_unit_test(titles_that_begin_nothing),
		cmocka_unit_test(short_title),
		cmocka_unit_test(titles_over_lines),
		cmocka_unit_test(filled_in),
		cmocka_unit_test(heads),
		cmocka_unit_test(signatures),
		cmocka_unit_test(depth_two),
		cmocka_unit_test(every_line_once)
	};

	return cmocka_run_group_tests_name("split", tests, NULL, teardown);
}
