#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "report/byline.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

static struct arena arena;

static const char *
z(struct str s)
{
	return s.n == 0 ? "" : arena_str(&arena, s).s;
}

static void
period(const char *text, const char *want)
{
	struct str got = byline_period(&arena, str_of(text));

	if (strcmp(z(got), want) != 0)
		fail_msg("'%s' gives '%s'", text, z(got));
}

static void
periods(void **state)
{
	(void)state;
	period("统计期限自 2023 年 1 月 1 日起至 2023 年 12 月 31 日止",
	    "2023");
	period("本报告中所列数据的统计期限为2020年1月1日至12月31日。", "2020");
	period("（统计期限自２０２２年１月１日起）", "2022");
	period("统计时间从2021年1月至2021年12月", "2021");
	period("统计期限自20201月1日起至202012月31日止", "2020");
	period("统计期限自2023年1月\n1日起至2023年12月31日止", "2023");
	period("", "");
	period("统计期限自", "");
	period("2023年", "");
	period("2023年5月1日", "");
	period("2023年1月10日", "");
	period("2023年11月1日", "");
	period("自2008年5月1日起施行", "");
	period("文号12023年1月1日", "");
	period("20x3年1月1日", "");
}

/* A day on which something else happened states no period. */
static void
other_days(void **state)
{
	(void)state;
	period("发布日期：2024年1月1日", "");
	period("《云溪县公开办法》自2020年1月1日起施行。", "");
}

static void
body(const char *line, const char *want)
{
	struct str got = byline_field(&arena, str_of(line));

	if (strcmp(z(got), want) != 0)
		fail_msg("'%s' gives '%s'", line, z(got));
}

static void
bodies_beside_the_title(void **state)
{
	(void)state;
	body("部门：云溪县民政局", "云溪县民政局");
	body("部门: 云溪县 民政局", "云溪县民政局");
	body("信息来源：云溪县民政局 发布日期：2024-01-05 浏览次数：3",
	    "云溪县民政局");
	body("来源：云溪县民政局 字体：大 中 小", "云溪县民政局");
	body("发布时间：2024-01-05 来源:云溪县民政局 点击：5",
	    "云溪县民政局");
	body("发布机构：云溪县民政局【打印】", "云溪县民政局");
	body("发布 机构\t云溪县民政局\t发布日期\t2024-01-05", "云溪县民政局");
	body("发布机构：\t云溪县民政局", "云溪县民政局");
	body("索引号:5 发文机关 :云溪县民政局\t发文日期:", "云溪县民政局");
	body("各部门加强公开。来源：云溪县民政局", "云溪县民政局");
	body("各部门加强公开。部门：云溪县民政局", "");
	body("", "");
	body("云溪县民政局", "");
	body("云溪县民政局：来源", "");
	body("1\t2\t部门\t", "");
	body("来源：", "");
	body("来源： 发布日期：2024-01-05", "");
	body("浏览次数：5", "");
}

/* Of the lines of a report the first that names one counts. */
static void
fields(void **state)
{
	struct byline b;

	(void)state;
	b = byline_read(&arena, str_of("标题：年报\n序号\t部门\n来源\n"
	    "发布机构\t云溪县民政局\n来源：云溪县林业局\n"));
	assert_string_equal(z(b.field), "云溪县民政局");
	b = byline_read(&arena, str_of("来源\n：云溪县民政局\n"));
	assert_string_equal(z(b.field), "");
}

static void
says(const char *text, const char *body, const char *year)
{
	struct byline b = byline_read(&arena, str_of(text));

	if (strcmp(z(b.said), body) != 0 || strcmp(z(b.year), year) != 0)
		fail_msg("'%s' says '%s' '%s'", text, z(b.said), z(b.year));
}

static void
sentences(void **state)
{
	(void)state;
	says("现将云溪县民政局2023年度政府信息公开工作情况\n报告如下",
	    "云溪县民政局", "2023");
	says("现将《云溪县民政局2023年政府信息公开年报》公布", "云溪县民政局",
	    "2023");
	says("由云溪县民政局编制2023年度报告。", "云溪县民政局", "2023");
	says("根据要求，云溪县民政局编制了2022年度报告。", "云溪县民政局",
	    "2022");
	says("本报告由云溪县民政局根据《条例》编制。", "云溪县民政局", "");
	says("现将我局2023年政府信息公开工作情况报告如下。", "", "2023");
	says("本报告由县政府办公室根据《条例》编制。", "", "");
	says("由局办公室编制。", "", "");
	says("，中共云溪县委机构编制委员会办公室2023年报告", "", "");
	says("，云溪县民政局编制了2022年度报告，青田县民政局编制了2022年度报告",
	    "", "2022");
	says("，编制2022年度报告，编制2023年度报告", "", "");
	says("", "", "");
}

/* Announced, compiled: year and body in either order. */
static void
announced(void **state)
{
	(void)state;
	says("特向社会公布云溪县青石街道2021年度信息公开年度报告。",
	    "云溪县青石街道", "2021");
	says("特向社会公布2023年度云溪开发区管委会信息公开年度报告。",
	    "云溪开发区管委会", "2023");
	says("现将2021年云溪街道办事处政府信息公开情况报告如下：",
	    "云溪街道办事处", "2021");
	says("根据要求,云溪乡人民政府根据《条例》,编制云溪乡人民政府2021年信息"
	    "公开工作年度报告。", "云溪乡人民政府", "2021");
	says("根据《条例》要求,云溪县人民政府根据全县2022年度工作情况,编制本报告。",
	    "云溪县人民政府", "");
	says("云溪县人民政府根据要求开展工作。根据《条例》，编制本报告。", "", "");
	says("，云溪县民政局根据《条例》，编制公开指南。", "", "");
	says("现有2023年度报告三份。", "", "");
	says("现公布2023年度工作要点。", "", "");
	says("现公布2023年", "", "");
}

/* An office compiles its own report and that of its government. */
static void
offices(void **state)
{
	struct byline b = { .signer = STR("云溪县人民政府办公室") };
	struct title none = { { "", 0 }, { "", 0 } };

	(void)state;
	says("本报告由云溪县人民政府办公室编制。", "", "");
	says("本报告由云溪镇人民政府党政办公室根据《条例》编制。", "", "");
	says("现公布云溪县2023年政府信息公开工作年度报告。本报告由云溪县"
	    "人民政府办公室编制。", "云溪县", "2023");
	says("现公布云溪县人民政府办公室2023年度报告。",
	    "云溪县人民政府办公室", "2023");
	assert_int_equal(byline_settle(&b, none, false).org.n, 0);
	b.signer = (struct str){ "", 0 };
	b.field = (struct str)STR("云溪县政府办");
	assert_int_equal(byline_settle(&b, none, false).org.n, 0);
	b.field = (struct str)STR("云溪县民政局");
	assert_string_equal(z(byline_settle(&b, none, false).org),
	    "云溪县民政局");
}

static void
two_periods(void **state)
{
	(void)state;
	period("与2022年1月1日至12月31日相比增长。", "");
	period("自2022年1月1日起，统计期限为2023年1月1日至12月31日", "2023");
	period("自2022年1月1日起，自2023年1月1日起", "");
}

static void
signs(const char *text, const char *want)
{
	struct str got = byline_signer(&arena, str_of(text));

	if (strcmp(z(got), want) != 0)
		fail_msg("'%s' gives '%s'", text, z(got));
}

static void
signatures(void **state)
{
	(void)state;
	signs("无。\n\n云溪县民政局\n\n2024年1月20日\n", "云溪县民政局");
	signs("云溪县民政局　　2024年1月20日", "云溪县民政局");
	signs("云溪县 民政局\n二〇二四年一月二十日\n", "云溪县民政局");
	signs("云溪县民政局\n（2024 年 1 月 20 日）\n打印", "云溪县民政局");
	signs("云溪县民政局\n", "");
	signs("主办：云溪县民政局\n2024年1月20日\n", "");
	signs("云溪县民政局\n2024年1月20日\n青田镇\n2024年1月20日\n", "");
	signs("2024年1月20日\n", "");
	signs("", "");
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(periods),
		cmocka_unit_test(other_days),
		cmocka_unit_test(bodies_beside_the_title),
		cmocka_unit_test(fields),
		cmocka_unit_test(sentences),
		cmocka_unit_test(announced),
		cmocka_unit_test(offices),
		cmocka_unit_test(two_periods),
		cmocka_unit_test(signatures)
	};

	return cmocka_run_group_tests_name("byline", tests, NULL, teardown);
}
