#include "base/utf8.h"
#include "report.h"
#include "report/fold.h"
#include "report/forms.h"

static struct folded
get(const char *s)
{
	return fold(&arena, str_of(s));
}

static void
same(const char *a, const char *b)
{
	if (!fold_eq(get(a), get(b)))
		fail_msg("%s and %s differ", a, b);
}

static void
other(const char *a, const char *b)
{
	if (fold_eq(get(a), get(b)))
		fail_msg("%s and %s are the same", a, b);
}

static void
what_is_dropped(void **state)
{
	static const char marks[] = " \t\n　、。，．：；！？（）()[]【】《》"
	    "〈〉"
	    "“”‘’\"'「」『』—-_/\\|*#·…~～%％＊　\xC2\xA0\xEF\xBB\xBF"
	    "\xE2\x80\x8B\xEF\xBF\xBD";
	struct str s = str_of(marks);
	size_t i = 0;
	uint32_t c;

	(void)state;
	while (i < s.n) {
		c = utf8_next(s, &i);
		if (fold_char(c) != 0)
			fail_msg("U+%04X is kept", (unsigned)c);
	}
	assert_int_equal(get(marks).n, 0);
	assert_int_equal(get("").n, 0);
	assert_int_equal(fold(&arena, (struct str){ NULL, 0 }).n, 0);
}

static void
what_is_kept(void **state)
{
	struct folded f = get("一aZ9九");

	(void)state;
	assert_int_equal(f.n, 5);
	assert_int_equal(f.c[0], 0x4E00);
	assert_int_equal(f.c[1], 'a');
	assert_int_equal(f.c[2], 'z');
	assert_int_equal(f.c[3], '9');
	assert_int_equal(f.c[4], 0x4E5D);
	other("一", "二");
	other("1", "2");
	other("总计", "总");
}

static void
punctuation(void **state)
{
	(void)state;
	same("二、上年结转", "二 上年 结转");
	same("（七）总计", "(七) 总 计");
	same("3.危及“三安全一稳定”", "3．危及\"三安全一稳定\"");
	same("3.危及“三安全一稳定”", "3、危及「三安全一稳定」");
	same("其他法律、行政法规禁止公开", "其他法律行政法规禁止公开");
	same("本年增/减", "本年增／减");
	same("本年增/减", "本年增\n减");
}

static void
full_width(void **state)
{
	(void)state;
	same("１２３", "123");
	same("ＡＢｃ", "abC");
	same("１．规章", "1.规章");
	other("１", "2");
}

static void
numbers_in_one_character(void **state)
{
	(void)state;
	same("①③⑨", "139");
	same("⑴⑶⑼", "139");
	same("⒈⒊⒐", "139");
	same("㈠㈢㈦㈩", "一三七十");
}

static void
radicals(void **state)
{
	(void)state;
	/* Kangxi: U+2F00, U+2F08, U+2F09, U+2F83, U+2F8F, U+2F67, U+2F24 */
	same("\xE2\xBC\x80", "一");
	same("\xE2\xBC\x88", "人");
	same("\xE2\xBC\x89", "儿");
	same("\xE2\xBE\x83", "自");
	same("\xE2\xBE\x8F政许可", "行政许可");
	same("\xE2\xBD\xA3产", "生产");
	same("\xE2\xBC\xA4", "大");
	same("\xE2\xBF\x95", "龠");
	/* the supplement: U+2EA0, U+2ED3, U+2ED4, U+2EDA, U+2EC5 */
	same("\xE2\xBA\xA0政局", "民政局");
	same("\xE2\xBB\x93", "长");
	same("\xE2\xBB\x94", "门");
	same("\xE2\xBB\x9A", "页");
	same("\xE2\xBB\x85", "见");
	same("\xEF\xA6\x8E\xEF\xA8\x81", "年度");
	assert_int_equal(fold_ideograph(0x2F12), 0x529B);
	assert_int_equal(fold_ideograph(0x2EA0), 0x6C11);
	assert_int_equal(fold_ideograph(0xF98E), 0x5E74);
	assert_int_equal(fold_ideograph(0x7E23), 0x7E23);
	assert_int_equal(fold_ideograph('2'), '2');
}

static void
traditional(void **state)
{
	static const char *const pairs[][2] = {
	    { "規章", "规章" }, { "規範性文件", "规范性文件" },
	    { "行政許可", "行政许可" }, { "行政強制", "行政强制" },
	    { "行政事業性收費", "行政事业性收费" },
	    { "其他對外管理服務事項", "其他对外管理服务事项" },
	    { "對外公開總數量", "对外公开总数量" },
	    { "處理決定數量", "处理决定数量" },
	    { "上一年項目數量", "上一年项目数量" },
	    { "本年增/減", "本年增/减" }, { "現行有效件數", "现行有效件数" },
	    { "本年廢止件數", "本年废止件数" },
	    { "自然人", "自然人" }, { "商業企業", "商业企业" },
	    { "科研機構", "科研机构" }, { "社會公益組織", "社会公益组织" },
	    { "法律服務機構", "法律服务机构" }, { "總計", "总计" },
	    { "（一）予以公開", "（一）予以公开" },
	    { "屬於國家秘密", "属于国家秘密" },
	    { "保護第三方合法權益", "保护第三方合法权益" },
	    { "屬於三類內部事務信息", "属于三类内部事务信息" },
	    { "屬於四類過程性信息", "属于四类过程性信息" },
	    { "屬於行政執法案卷", "属于行政执法案卷" },
	    { "屬於行政查詢事項", "属于行政查询事项" },
	    { "補正後申請內容仍不明確", "补正后申请内容仍不明确" },
	    { "信訪舉報投訴類申請", "信访举报投诉类申请" },
	    { "重複申請", "重复申请" },
	    { "無正當理由大量反復申請", "无正当理由大量反复申请" },
	    { "要求行政機關確認或重新出具已獲取信息",
	    "要求行政机关确认或重新出具已获取信息" },
	    { "申請人無正當理由逾期不補正、行政機關不再處理",
	    "申请人无正当理由逾期不补正、行政机关不再处理" },
	    { "按收費通知要求繳納費用", "按收费通知要求缴纳费用" },
	    { "結果維持", "结果维持" }, { "結果糾正", "结果纠正" },
	    { "尚未審結", "尚未审结" },
	    { "行政訴訟", "行政诉讼" },
	    { "總體情況", "总体情况" }, { "主動公開", "主动公开" },
	    { "存在的主要問題及改進情況", "存在的主要问题及改进情况" },
	    { "其他需要報告的事項", "其他需要报告的事项" } };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(pairs); i++)
		same(pairs[i][0], pairs[i][1]);
}

/* The rest of the labels' and headings' characters; 這 is in row 3.2. */
static void
traditional_of_every_label(void **state)
{
	static const char *const pairs[][2] = {
	    { "行政處罰", "行政处罚" }, { "政府集中採購", "政府集中采购" },
	    { "三安全一穩定", "三安全一稳定" },
	    { "沒有現成信息需要另行製作", "没有现成信息需要另行制作" },
	    { "只計這一情形", "只计这一情形" },
	    { "結轉下年度繼續辦理", "结转下年度继续办理" },
	    { "要求提供公開出版物", "要求提供公开出版物" },
	    { "未經復議直接起訴", "未经复议直接起诉" },
	    { "行政複議、行政訴訟", "行政复议、行政诉讼" },
	    { "需要說明的事項", "需要说明的事项" },
	    { "萬元", "万元" }, { "單位", "单位" } };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(pairs); i++)
		same(pairs[i][0], pairs[i][1]);
}

/* Folding what is folded changes nothing; folded text has 16 bits. */
static void
folding_twice(void **state)
{
	uint32_t c, f;

	(void)state;
	for (c = 0; c < 0x110000; c++) {
		f = fold_char(c);
		if (f > 0xFFFF || (f != 0 && fold_char(f) != f))
			fail_msg("U+%04X gives U+%04X gives U+%04X",
			    (unsigned)c, (unsigned)f,
			    (unsigned)fold_char(f));
	}
}

/* No two labels of a form's columns or table 2 rows become the same. */
static void
labels_stay_apart(void **state)
{
	const struct item *x, *y;
	size_t f, i, k;

	(void)state;
	for (f = 0; f < nforms; f++) {
		for (i = 0; i < forms[f].nitems; i++)
			for (k = 0; k < i; k++) {
				x = &forms[f].items[i];
				y = &forms[f].items[k];
				if (strcmp(x->row_label, y->row_label))
					other(x->row_label, y->row_label);
				if (strcmp(x->col_label, y->col_label))
					other(x->col_label, y->col_label);
			}
		arena_reset(&arena);
	}
}

static void
damaged(void **state)
{
	(void)state;
	same("规\xFF章", "规章");
	same("规章\xE8", "规章");
	same("\x80规章", "规章");
	assert_int_equal(fold(&arena, (struct str){ "规章", 5 }).n, 1);
}

static void
joining(void **state)
{
	struct folded none = get(""), j;

	(void)state;
	j = fold_join(&arena, get("行政"), get("许 可"));
	assert_true(fold_eq(j, get("行政许可")));
	assert_true(fold_eq(fold_join(&arena, none, get("规章")),
	    get("规章")));
	assert_true(fold_eq(fold_join(&arena, get("规章"), none),
	    get("规章")));
	assert_int_equal(fold_join(&arena, none, none).n, 0);
}

static void
finding(void **state)
{
	struct folded f = get("行政复议、行政诉讼");

	(void)state;
	assert_int_equal(fold_find(f, get("行政")), 0);
	assert_int_equal(fold_find(f, get("行政诉讼")), 4);
	assert_int_equal(fold_find(f, get("议行")), 3);
	assert_int_equal(fold_find(f, get("讼")), 7);
	assert_int_equal(fold_find(f, f), 0);
	assert_int_equal(fold_find(f, get("诉讼法")), -1);
	assert_int_equal(fold_find(f, get("行政复议、行政诉讼情况")), -1);
	assert_int_equal(fold_find(get(""), get("规")), -1);
}

static void
ending(void **state)
{
	(void)state;
	assert_true(fold_ends(get("行政复议、行政诉讼"), get("诉讼")));
	assert_true(fold_ends(get("规章"), get("规章")));
	assert_false(fold_ends(get("行政诉讼"), get("复议")));
	assert_false(fold_ends(get("章"), get("规章")));
	assert_false(fold_ends(get("诉讼情况"), get("诉讼")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_dropped),
		cmocka_unit_test(what_is_kept),
		cmocka_unit_test(punctuation),
		cmocka_unit_test(full_width),
		cmocka_unit_test(numbers_in_one_character),
		cmocka_unit_test(radicals),
		cmocka_unit_test(traditional),
		cmocka_unit_test(traditional_of_every_label),
		cmocka_unit_test(folding_twice),
		cmocka_unit_test(labels_stay_apart),
		cmocka_unit_test(damaged),
		cmocka_unit_test(joining),
		cmocka_unit_test(finding),
		cmocka_unit_test(ending)
	};

	return cmocka_run_group_tests_name("fold", tests, NULL, teardown);
}
