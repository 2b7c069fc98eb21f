/*
 * The form of 2019 is the annex of 国办公开办函〔2019〕60号 (reports for 2019
 * and 2020), the form of 2021 that of 国办公开办函〔2021〕30号.  Labels are the
 * forms' own; spellings after | were seen in reports.
 */
#include <pthread.h>

#include "report/forms.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

/*
 * The rows of table 3: their rank, code, label, and other spellings.  X is
 * given the place of the form's first item of table 3, too.
 */
#define ROWS_COMMON(X, base) \
	X(base, 0, "1", "一、本年新收政府信息公开申请数量", "") \
	X(base, 1, "2", "二、上年结转政府信息公开申请数量", "") \
	X(base, 2, "3.1", "（一）予以公开", "") \
	X(base, 3, "3.2", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", \
	    "|（二）部分公开") \
	X(base, 4, "3.3.1", "1.属于国家秘密", "") \
	X(base, 5, "3.3.2", "2.其他法律行政法规禁止公开", \
	    "|2.其他法律、行政法规禁止公开") \
	X(base, 6, "3.3.3", "3.危及“三安全一稳定”", "") \
	X(base, 7, "3.3.4", "4.保护第三方合法权益", "") \
	X(base, 8, "3.3.5", "5.属于三类内部事务信息", "") \
	X(base, 9, "3.3.6", "6.属于四类过程性信息", "") \
	X(base, 10, "3.3.7", "7.属于行政执法案卷", "") \
	X(base, 11, "3.3.8", "8.属于行政查询事项", "") \
	X(base, 12, "3.4.1", "1.本机关不掌握相关政府信息", "") \
	X(base, 13, "3.4.2", "2.没有现成信息需要另行制作", "") \
	X(base, 14, "3.4.3", "3.补正后申请内容仍不明确", "") \
	X(base, 15, "3.5.1", "1.信访举报投诉类申请", "") \
	X(base, 16, "3.5.2", "2.重复申请", "") \
	X(base, 17, "3.5.3", "3.要求提供公开出版物", "") \
	X(base, 18, "3.5.4", "4.无正当理由大量反复申请", "") \
	X(base, 19, "3.5.5", "5.要求行政机关确认或重新出具已获取信息", "")

#define ROWS_2019(X, base) \
	ROWS_COMMON(X, base) \
	X(base, 20, "3.6", "（六）其他处理", "") \
	X(base, 21, "3.7", "（七）总计", "") \
	X(base, 22, "4", "四、结转下年度继续办理", "")

#define ROWS_2021(X, base) \
	ROWS_COMMON(X, base) \
	X(base, 20, "3.6.1", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "") \
	X(base, 21, "3.6.2", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "") \
	X(base, 22, "3.6.3", "3.其他", "") \
	X(base, 23, "3.7", "（七）总计", "") \
	X(base, 24, "4", "四、结转下年度继续办理", "")

/* What a row of applicants is among the items, and among the lines. */
#define APPLICANTS(base, k, row, label, also) \
	{ 3, row, "person", label, "自然人", false }, \
	{ 3, row, "business", label, "商业企业", false }, \
	{ 3, row, "research", label, "科研机构", false }, \
	{ 3, row, "charity", label, "社会公益组织", false }, \
	{ 3, row, "legal", label, "法律服务机构", false }, \
	{ 3, row, "other", label, "其他", false }, \
	{ 3, row, "total", label, "总计", false },
#define APPLICANT_LINE(base, k, row, label, also) \
	{ 3, label also, false, (base) + (k) * 7, 7, applicants, 1 },

/* Table 4 is one line. */
#define DISPUTES \
	OUTCOMES("review", "行政复议") \
	OUTCOMES("suit.direct", "行政诉讼 未经复议直接起诉") \
	OUTCOMES("suit.review", "行政诉讼 复议后起诉")
#define OUTCOMES(row, label) \
	{ 4, row, "upheld", label, "结果维持", false }, \
	{ 4, row, "corrected", label, "结果纠正", false }, \
	{ 4, row, "other", label, "其他结果", false }, \
	{ 4, row, "pending", label, "尚未审结", false }, \
	{ 4, row, "total", label, "总计", false },

/* A row of applicants adds up to its last slot, outcomes to each fifth. */
static const struct line_sum applicants[] = { { 0, 6, 6 } };
static const struct line_sum outcomes[] = {
	{ 0, 4, 4 }, { 5, 4, 9 }, { 10, 4, 14 }
};

#define HEADS \
	"行政复议行政诉讼结果维持结果纠正其他结果尚未审结总计" \
	"未经复议直接起诉复议后起诉结果维持结果纠正其他结果尚未审结总计" \
	"结果维持结果纠正其他结果尚未审结总计"

/* The rows of ROWS_COMMON that are results. */
#define RESULTS \
	"3.1 3.2 3.3.1 3.3.2 3.3.3 3.3.4 3.3.5 3.3.6 3.3.7 3.3.8 " \
	"3.4.1 3.4.2 3.4.3 3.5.1 3.5.2 3.5.3 3.5.4 3.5.5"

static const struct item items2019[] = {
	{ 2, "20.1.1", "made", "规章", "本年新制作数量", false },
	{ 2, "20.1.1", "opened", "规章", "本年新公开数量", false },
	{ 2, "20.1.1", "public", "规章", "对外公开总数量", false },
	{ 2, "20.1.2", "made", "规范性文件", "本年新制作数量", false },
	{ 2, "20.1.2", "opened", "规范性文件", "本年新公开数量", false },
	{ 2, "20.1.2", "public", "规范性文件", "对外公开总数量", false },
	{ 2, "20.5.1", "prior", "行政许可", "上一年项目数量", false },
	{ 2, "20.5.1", "change", "行政许可", "本年增/减", false },
	{ 2, "20.5.1", "decisions", "行政许可", "处理决定数量", false },
	{ 2, "20.5.2", "prior", "其他对外管理服务事项", "上一年项目数量", false },
	{ 2, "20.5.2", "change", "其他对外管理服务事项", "本年增/减", false },
	{ 2, "20.5.2", "decisions", "其他对外管理服务事项", "处理决定数量", false },
	{ 2, "20.6.1", "prior", "行政处罚", "上一年项目数量", false },
	{ 2, "20.6.1", "change", "行政处罚", "本年增/减", false },
	{ 2, "20.6.1", "decisions", "行政处罚", "处理决定数量", false },
	{ 2, "20.6.2", "prior", "行政强制", "上一年项目数量", false },
	{ 2, "20.6.2", "change", "行政强制", "本年增/减", false },
	{ 2, "20.6.2", "decisions", "行政强制", "处理决定数量", false },
	{ 2, "20.8.1", "prior", "行政事业性收费", "上一年项目数量", false },
	{ 2, "20.8.1", "change", "行政事业性收费", "本年增/减", false },
	{ 2, "20.9.1", "projects", "政府集中采购", "采购项目数量", false },
	{ 2, "20.9.1", "amount", "政府集中采购", "采购总金额", true },
	ROWS_2019(APPLICANTS, )
	DISPUTES
};

static const struct form_line lines2019[] = {
	{ 2, "规章", false, 0, 3, NULL, 0 },
	{ 2, "规范性文件|行政规范性文件", false, 3, 3, NULL, 0 },
	{ 2, "行政许可", false, 6, 3, NULL, 0 },
	{ 2, "其他对外管理服务事项", false, 9, 3, NULL, 0 },
	{ 2, "行政处罚", false, 12, 3, NULL, 0 },
	{ 2, "行政强制", false, 15, 3, NULL, 0 },
	{ 2, "行政事业性收费|行政事业型收费", false, 18, 2, NULL, 0 },
	{ 2, "政府集中采购", false, 20, 2, NULL, 0 },
	ROWS_2019(APPLICANT_LINE, 22)
	{ 4, HEADS, true, 183, 15, outcomes, 3 },
};

static const struct column_sum sums2019[] = {
	{ "sum.result", 3, RESULTS " 3.6", "3.7" },
	{ "balance", 3, "1 2", "3.7 4" },
};

static const struct item items2021[] = {
	{ 2, "20.1.1", "made", "规章", "本年制发件数", false },
	{ 2, "20.1.1", "repealed", "规章", "本年废止件数", false },
	{ 2, "20.1.1", "inforce", "规章", "现行有效件数", false },
	{ 2, "20.1.2", "made", "行政规范性文件", "本年制发件数", false },
	{ 2, "20.1.2", "repealed", "行政规范性文件", "本年废止件数", false },
	{ 2, "20.1.2", "inforce", "行政规范性文件", "现行有效件数", false },
	{ 2, "20.5.1", "decisions", "行政许可", "本年处理决定数量", false },
	{ 2, "20.6.1", "decisions", "行政处罚", "本年处理决定数量", false },
	{ 2, "20.6.2", "decisions", "行政强制", "本年处理决定数量", false },
	{ 2, "20.8.1", "fees", "行政事业性收费", "本年收费金额（单位：万元）", true },
	ROWS_2021(APPLICANTS, )
	DISPUTES
};

static const struct form_line lines2021[] = {
	{ 2, "规章", false, 0, 3, NULL, 0 },
	{ 2, "行政规范性文件|规范性文件", false, 3, 3, NULL, 0 },
	{ 2, "行政许可", false, 6, 1, NULL, 0 },
	{ 2, "行政处罚", false, 7, 1, NULL, 0 },
	{ 2, "行政强制", false, 8, 1, NULL, 0 },
	{ 2, "行政事业性收费|行政事业型收费", false, 9, 1, NULL, 0 },
	ROWS_2021(APPLICANT_LINE, 10)
	{ 4, HEADS, true, 185, 15, outcomes, 3 },
};

static const struct column_sum sums2021[] = {
	{ "sum.result", 3, RESULTS " 3.6.1 3.6.2 3.6.3", "3.7" },
	{ "balance", 3, "1 2", "3.7 4" },
};

#define FORM(name, marks) \
	{ #name, items##name, COUNT(items##name), lines##name, \
	    COUNT(lines##name), sums##name, COUNT(sums##name), marks }

const struct form forms[] = {
	FORM(2019, "本年新制作数量|本年新公开数量|对外公开总数量|"
	    "上一年项目数量|本年增减|采购项目数量|采购总金额|政府集中采购|"
	    "其他对外管理服务事项"),
	FORM(2021, "本年制发件数|本年废止件数|现行有效件数|本年处理决定数量|"
	    "本年收费金额|申请人无正当理由逾期不补正|"
	    "申请人逾期未按收费通知要求缴纳费用"),
};
const size_t nforms = COUNT(forms);

const struct form_group form_groups[] = {
	{ 2, "20.1", "第二十条第（一）项" },
	{ 2, "20.5", "第二十条第（五）项" },
	{ 2, "20.6", "第二十条第（六）项" },
	{ 2, "20.8", "第二十条第（八）项" },
	{ 2, "20.9", "第二十条第（九）项" },
	{ 3, "3", "三、本年度办理结果" },
	{ 3, "3.3", "（三）不予公开" },
	{ 3, "3.4", "（四）无法提供" },
	{ 3, "3.5", "（五）不予处理" },
	{ 3, "3.6", "（六）其他处理" },
	{ 4, "suit", "行政诉讼" },
};
const size_t nform_groups = COUNT(form_groups);

const char form_legal_head[] = "法人或其他组织", form_legal_col[] = "business";

const struct form *
form_named(struct str name)
{
	size_t i;

	for (i = 0; i < nforms; i++)
		if (str_is(name, forms[i].name))
			return &forms[i];
	return NULL;
}

/* Where a row begins among the items; -1 when it is none of the form's. */
static long
row_at(const struct form *f, struct str table, struct str row)
{
	size_t i;

	for (i = 0; i < f->nitems; i++)
		if (table.n == 1 && table.s[0] - '0' == f->items[i].table &&
		    str_is(row, f->items[i].row))
			return (long)i;
	return -1;
}

/* Where a column stands in the row that begins at item i; -1 if not. */
static long
column_at(const struct form *f, size_t i, struct str col)
{
	size_t k;

	for (k = i; k < f->nitems && f->items[k].table == f->items[i].table &&
	    strcmp(f->items[k].row, f->items[i].row) == 0; k++)
		if (str_is(col, f->items[k].col))
			return (long)(k - i);
	return -1;
}

const struct item *
form_item(const struct form *f, struct str table, struct str row,
    struct str col)
{
	long r = row_at(f, table, row), c;

	if (r < 0 || (c = column_at(f, (size_t)r, col)) < 0)
		return NULL;
	return &f->items[r + c];
}

/* A column's rank within its row, over all forms. */
static long
rank(struct str table, struct str row, struct str col)
{
	size_t i;
	long at, r;

	for (i = 0; i < nforms; i++) {
		if ((r = row_at(&forms[i], table, row)) < 0)
			continue;
		at = column_at(&forms[i], (size_t)r, col);
		if (at >= 0)
			return at + (long)i * 32;
	}
	return -1;
}

int
form_compare(struct str table_a, struct str row_a, struct str col_a,
    struct str table_b, struct str row_b, struct str col_b)
{
	/* Codes were made to sort by their bytes. */
	int c = str_compare(table_a, table_b);
	long a, b;

	if (c == 0)
		c = str_compare(row_a, row_b);
	if (c != 0)
		return c;
	a = rank(table_a, row_a, col_a);
	b = rank(table_b, row_b, col_b);
	if (a < 0 || b < 0)
		return a == b ? str_compare(col_a, col_b) : a < 0 ? 1 : -1;
	return a < b ? -1 : a > b;
}

/* What form_items hands out. */
static const struct item *all_items[COUNT(items2019) + COUNT(items2021)];
static size_t nall_items;

/* Puts an item where the codebook has it, unless it is there. */
static void
add_item(const struct item *it)
{
	const struct item *other;
	size_t i = nall_items;
	char table[] = { (char)('0' + it->table), '\0' };
	char others[] = { '0', '\0' };
	int c = -1;

	while (i > 0) {
		other = all_items[i - 1];
		others[0] = (char)('0' + other->table);
		c = form_compare(str_of(table), str_of(it->row),
		    str_of(it->col), str_of(others), str_of(other->row),
		    str_of(other->col));
		if (c >= 0)
			break;
		i--;
	}
	if (i > 0 && c == 0)
		return;
	memmove(all_items + i + 1, all_items + i,
	    (nall_items - i) * sizeof(*all_items));
	all_items[i] = it;
	nall_items++;
}

static void
collect_items(void)
{
	size_t i, k;

	for (i = nforms; i-- > 0; )
		for (k = 0; k < forms[i].nitems; k++)
			add_item(&forms[i].items[k]);
}

const struct item *const *
form_items(size_t *n)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, collect_items);
	*n = nall_items;
	return all_items;
}
