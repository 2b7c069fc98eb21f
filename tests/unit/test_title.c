#include "report.h"
#include "report/title.h"

static void
says(const char *title, const char *org, const char *year)
{
	struct title t;

	if (!title_parse(&arena, str_of(title), &t))
		fail_msg("'%s' is no title", title);
	if (strcmp(z(t.org), org) != 0 || strcmp(z(t.year), year) != 0)
		fail_msg("'%s' says '%s' '%s'", title, z(t.org), z(t.year));
}

static void
refused(const char *text)
{
	struct title t;

	if (title_parse(&arena, str_of(text), &t))
		fail_msg("'%s' is a title: '%s' '%s'", text, z(t.org),
		    z(t.year));
}

static void
endings(void **state)
{
	static const char *const ends[] = { "政府信息公开工作年度报告",
	    "政府信息公开年度报告", "政府信息公开年度工作报告",
	    "政府信息公开工作报告", "政府信息公开工作年报", "政府信息公开年报",
	    "信息公开年度报告", "信息公开工作年度报告", "信息公开年报",
	    "政府信息公开工作情况年度报告", "政府信息公开工作情况报告",
	    "政府信息公开报告", "政府信息公开工作的年度报告",
	    "政务公开工作年度报告", "政府信息公开工作总结报告",
	    "政府信息公开工作年度报告全文", "政府信息公开工作年度报告.pdf",
	    "政府信息公开工作年度报告的公告" };
	char title[256];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(ends); i++) {
		strcpy(title, "云溪县民政局2023年");
		strcat(title, ends[i]);
		says(title, "云溪县民政局", "2023");
		strcpy(title, "云溪县民政局2023年度");
		strcat(title, ends[i]);
		says(title, "云溪县民政局", "2023");
		strcpy(title, "2023年度云溪县民政局");
		strcat(title, ends[i]);
		says(title, "云溪县民政局", "2023");
	}
}

static void
years(void **state)
{
	(void)state;
	says("2023年云溪县民政局政府信息公开工作年度报告", "云溪县民政局",
	    "2023");
	says("云溪县民政局 2020 年政府信息公开工作年度报告", "云溪县民政局",
	    "2020");
	says("云溪县民政局２０２２年政府信息公开工作年度报告", "云溪县民政局",
	    "2022");
	says("云溪县民政局二〇二二年政府信息公开工作年度报告", "云溪县民政局",
	    "2022");
	says("云溪县民政局二○二一年政府信息公开工作年度报告", "云溪县民政局",
	    "2021");
	says("云溪县民政局二零一九年政府信息公开工作年度报告", "云溪县民政局",
	    "2019");
	says("云溪县民政局2023政府信息公开工作年度报告", "云溪县民政局",
	    "2023");
	says("云溪县民政局政府信息公开工作年度报告（2023年）",
	    "云溪县民政局", "2023");
	says("云溪县民政局政府信息公开工作年度报告(2023)", "云溪县民政局",
	    "2023");
	says("云溪县民政局政府信息公开工作年度报告", "云溪县民政局", "");
	says("2023年政府信息公开工作年度报告", "", "2023");
	says("政府信息公开工作年度报告", "", "");
}

/* Years that are none, or more than one. */
static void
no_years(void **state)
{
	(void)state;
	says("云溪县民政局2022-2023年政府信息公开工作年度报告",
	    "云溪县民政局", "");
	says("云溪县民政局2022年至2023年政府信息公开年报", "云溪县民政局", "");
	says("中共云溪县委机构编制委员会办公室2023年政府信息公开年报",
	    "中共云溪县委机构编制委员会办公室", "2023");
	refused("云溪县民政局编制2023年政府信息公开年报");
	says("云溪县第一中学2022—2023学年信息公开年度报告",
	    "云溪县第一中学", "");
	says("云溪县民政局2022年政府信息公开工作2023年度报告",
	    "云溪县民政局", "");
	says("云溪县民政局政府信息公开工作年度报告（2024年1月20日）",
	    "云溪县民政局", "");
	says("云溪县民政局2023年政府信息公开工作年度报告（2024年1月20日）",
	    "云溪县民政局", "2023");
}

/* Radicals and traditional characters. */
static void
other_characters(void **state)
{
	(void)state;
	says("云溪县⺠政局2023年政府信息公开⼯作年度报告", "云溪县民政局",
	    "2023");
	says("云溪县⽔利局2023\xEF\xA6\x8E政府信息公开⼯作年\xEF\xA8\x81"
	    "报告", "云溪县水利局", "2023");
	says("雲溪縣民政局二Ｏ二三年政府信息公開工作年度報告",
	    "雲溪縣民政局", "2023");
}

/* What stands where a body's name does and is none. */
static void
no_bodies(void **state)
{
	(void)state;
	says("法定主动公开内容 政府信息公开年报", "", "");
	says("首页 > 政务公开 > 政府信息公开年报", "", "");
	says("01-10] 2021年政府信息公开工作年度报告", "", "2021");
	says("云民〔2024〕3号 2023年政府信息公开工作年度报告", "", "2023");
	says("{anchor:云溪县}云溪县2023年政府信息公开工作年度报告", "",
	    "2023");
	says("云溪县民政局）2023年政府信息公开工作年度报告", "", "2023");
	assert_true(title_is_office(str_of("云溪县民政局（县救助站）")));
	assert_true(title_is_office(str_of("云溪县机关事务服务中心")));
	assert_false(title_is_office(str_of("政务公开")));
	assert_false(title_is_office(str_of("主题分类")));
	assert_false(title_is_office(str_of("")));
}

/* Digits that are no year stay where they are. */
static void
numbers_in_names(void **state)
{
	(void)state;
	says("云溪县第12中学2023年信息公开年度报告", "云溪县第12中学",
	    "2023");
	says("云溪县120202号2023年信息公开年度报告", "云溪县120202号",
	    "2023");
	says("云溪县202301号2021年信息公开年度报告", "云溪县202301号",
	    "2021");
	says("云溪县二道河镇2021年政府信息公开工作年度报告",
	    "云溪县二道河镇", "2021");
	says("云溪县三十二团2022年政府信息公开工作年度报告",
	    "云溪县三十二团", "2022");
}

static void
bodies(void **state)
{
	(void)state;
	says("云溪县发展和改革局（县粮食和物资储备局）2023年政府信息公开"
	    "工作年度报告", "云溪县发展和改革局（县粮食和物资储备局）",
	    "2023");
	says("云溪县人民政府2023年政府信息公开工作年度报告",
	    "云溪县人民政府", "2023");
	says("云溪县人民政府2023年信息公开年度报告", "云溪县人民政府",
	    "2023");
	says("云溪县人民政府办公室2023年政府信息公开工作年度报告",
	    "云溪县人民政府办公室", "2023");
	says("2023年云溪县人民政府政府信息公开工作年度报告",
	    "云溪县人民政府", "2023");
	says("国家税务总局云溪县税务局2023年政府信息公开工作年度报告",
	    "国家税务总局云溪县税务局", "2023");
	says("云溪县民政局关于2023年政府信息公开工作年度报告",
	    "云溪县民政局", "2023");
	says("关于云溪县民政局2023年政府信息公开工作年度报告",
	    "云溪县民政局", "2023");
	says("云溪县民政局关于2023年度政府信息公开工作的报告",
	    "云溪县民政局", "2023");
}

/* A name in brackets behind the title, if it can only be a body's. */
static void
bodies_behind(void **state)
{
	(void)state;
	says("2023年政府信息公开工作年度报告（云溪县民政局）",
	    "云溪县民政局", "2023");
	says("2023年政府信息公开工作年度报告（征求意见稿）", "", "2023");
	says("青田镇2023年政府信息公开工作年度报告（云溪县民政局）",
	    "青田镇", "2023");
}

/* One 政府 that is the end of the body's name stays its end. */
static void
government_year_first(void **state)
{
	(void)state;
	says("2023年云溪县人民政府信息公开工作年度报告", "云溪县人民政府",
	    "2023");
	says("云溪县人民政府信息公开工作年度报告（2023年）",
	    "云溪县人民政府", "2023");
}

static void
white_space_and_lines(void **state)
{
	(void)state;
	says("云溪县民政局\n2023年政府信息公开工作\n年度报告",
	    "云溪县民政局", "2023");
	says("云溪县\n民政局\n2023年\n政府信息公开工作年度报告",
	    "云溪县民政局", "2023");
	says("  云溪县 民政局　2023 年 政府 信息 公开 工作 年度 报告  ",
	    "云溪县民政局", "2023");
	says("\xEF\xBB\xBF云溪县民政局\xC2\xA0" "2023年度\xE2\x80\x83政府信息"
	    "公开年报\r", "云溪县民政局", "2023");
	says("云 溪 县 民 政 局\n2 0 2 3 年 政 府 信 息 公 开 年 报",
	    "云溪县民政局", "2023");
}

static void
what_stands_before(void **state)
{
	static const char *const before[] = { "正文", "# ", "## ", "**",
	    "《", "标题：", "名称:", "· ", "附件：", "[正文] ", "关于",
	    "【公示】", "信息名称：", "公报标题", "文件标题：", "题 名 " };
	char title[256];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(before); i++) {
		strcpy(title, before[i]);
		strcat(title, "云溪县民政局2023年政府信息公开工作年度报告");
		says(title, "云溪县民政局", "2023");
	}
}

static void
what_stands_behind(void **state)
{
	static const char *const behind[] = { "**", "》", " #", "_云溪县政府网",
	    " - 云溪县人民政府", "（正文）", "（公示稿）", "”" };
	char title[256];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(behind); i++) {
		strcpy(title, "云溪县民政局2023年政府信息公开工作年度报告");
		strcat(title, behind[i]);
		says(title, "云溪县民政局", "2023");
	}
}

static void
sentences(void **state)
{
	static const char *const texts[] = {
	    "现将云溪县民政局2023年政府信息公开工作年度报告公布如下",
	    "现将2023年政府信息公开工作年度报告公布如下：",
	    "根据《条例》，编制2023年政府信息公开工作年度报告。",
	    "云溪县民政局发布2023年政府信息公开工作年度报告，全文如下",
	    "本报告是2023年政府信息公开工作年度报告",
	    "云溪县民政局2023年政府信息公开工作年度报告。",
	    "云溪县民政局2023年政府信息公开工作年度报告；",
	    "云溪县民政局2023年政府信息公开工作年度报告的编制",
	    "云溪县民政局2023年政府信息公开工作年度报告编制说明",
	    "关于做好2023年政府信息公开工作年度报告编制的通知",
	    "云溪县2022年政府信息公开工作年度报告|云溪县2023年",
	    "查看云溪县民政局2023年政府信息公开工作年度报告",
	    "http://yunxi.example/2023年政府信息公开工作年度报告" };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(texts); i++)
		refused(texts[i]);
}

static void
no_titles(void **state)
{
	static const char *const texts[] = { "", " ", "2023年",
	    "云溪县民政局", "政府信息公开", "政府信息公开指南",
	    "政府信息公开制度", "法定主动公开内容", "政府信息公开年度",
	    "政府信息公开工作年度", "三、收到和处理政府信息公开申请情况",
	    "二、主动公开政府信息情况", "一、本年新收政府信息公开申请数量",
	    "四、政府信息公开行政复议、行政诉讼情况",
	    "云溪县2023年政府工作报告", "云溪县2023年法治政府建设年度报告",
	    "云溪县民政局2023年度部门决算公开报告",
	    "2023年政府信息公开工作计划", "2023年政府信息公开工作要点",
	    "云溪县民政局2023年政务公开工作总结",
	    "其他需要报告的事项" };
	char longest[4096];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(texts); i++)
		refused(texts[i]);
	for (longest[0] = '\0', i = 0; i < 50; i++)
		strcat(longest, "云溪县");
	strcat(longest, "2023年政府信息公开工作年度报告");
	refused(longest);
	refused("云溪县\xFF\xFE信息公");
}

/* A slice ends where it ends. */
static void
slices(void **state)
{
	static const char title[] = "云溪县民政局2023年政府信息公开年报";
	struct title t;
	size_t n;

	(void)state;
	for (n = 0; n < sizeof(title) - 1; n++)
		if (title_parse(&arena, (struct str){ title, n }, &t))
			fail_msg("%zu bytes are a title", n);
	assert_true(title_parse(&arena, (struct str){ title, n }, &t));
}

static void
squeezing(void **state)
{
	(void)state;
	assert_string_equal(z(title_squeeze(&arena, str_of(
	    " 云　溪\xC2\xA0县\t\r\n2 0\xE2\x80\x8B２３年 "))),
	    "云溪县2023年");
	assert_int_equal(title_squeeze(&arena, str_of(" 　\n")).n, 0);
	assert_int_equal(title_squeeze(&arena,
	    (struct str){ NULL, 0 }).n, 0);
	assert_string_equal(z(title_squeeze(&arena, str_of("某\xE4县\xFF"))),
	    "某\xEF\xBF\xBD县\xEF\xBF\xBD");
	assert_string_equal(z(title_squeeze_fields(&arena, str_of(
	    " 部 门\t某　县\r\n来源：\n"))), "部门\t某县\n来源：\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(endings),
		cmocka_unit_test(years),
		cmocka_unit_test(no_years),
		cmocka_unit_test(other_characters),
		cmocka_unit_test(no_bodies),
		cmocka_unit_test(numbers_in_names),
		cmocka_unit_test(bodies),
		cmocka_unit_test(bodies_behind),
		cmocka_unit_test(government_year_first),
		cmocka_unit_test(white_space_and_lines),
		cmocka_unit_test(what_stands_before),
		cmocka_unit_test(what_stands_behind),
		cmocka_unit_test(sentences),
		cmocka_unit_test(no_titles),
		cmocka_unit_test(slices),
		cmocka_unit_test(squeezing)
	};

	return cmocka_run_group_tests_name("title", tests, NULL, teardown);
}
