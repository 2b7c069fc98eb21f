/*
 * Each phrase is the whole clause but for what leads up to it (我局2023年共),
 * which claims.c knows.  Words that are not listed make a clause say
 * something else, so a phrase is added here, never loosened.
 */
#include "check/patterns.h"

#define PIECES	"件|宗|份|起|例"
#define COUNT	"共|共计|总计|合计|一共|总共|为|计|有|达|数|数量|总数|总量|量|:"
#define GOT	"收到|收到了|新收|新收到|新接收|接到|接到了|接收|接收到|" \
		"受理|受理了|收到并登记"
#define BY	"公众|社会公众|群众|公民|社会各界|申请人|提交的|提出的|递交的|" \
		"各类|各种|有关|的|公民、法人和其他组织|公民、法人或者其他组织|" \
		"公民、法人或其他组织|公民、法人及其他组织"
#define OBJECT	"政府信息公开申请|政务信息公开申请|政府信息公开的申请|" \
		"信息公开申请|政务公开申请|依申请公开政府信息申请|" \
		"依申请公开政府信息|依申请公开信息|依申请公开申请|" \
		"依申请公开事项|依申请公开|政府信息依申请公开|" \
		"公开政府信息申请|政府信息公开依申请"
#define MORE	"申请|事项|件|件数|案件|信息|的|表|数量|总数|总量"
#define SUCH	"申请|事项|件|案件|信息|的|情况|行为|情形"
#define NOT_GOT	"未收到|没有收到|未收到过|未收到任何|没有收到任何|未接到|" \
		"没有接到|未接收到|未接到过|尚未收到|暂未收到|均未收到|" \
		"未曾收到|未接收|没有接收到"
#define NOTHING	"无|没有|暂无|未发生|没有发生|未产生|未有"
#define LAST	"上年结转|上年度结转|上一年结转|上一年度结转|上年转结|" \
		"上年度转结|上一年度转结|结转上年|结转上年度|结转上一年|" \
		"结转上一年度|去年结转|去年转结|上年遗留|上年度遗留|上年接转|" \
		"上年度接转"
#define INTO	"结转|转结|至本年度|到本年度|至本年|到本年|至今年|到今年|" \
		"办理|继续|的|政府信息公开|未办结|至"
#define NEXT	"结转下年|结转下年度|结转至下年|结转至下年度|结转到下年|" \
		"结转到下年度|结转下一年|结转下一年度|结转至下一年|" \
		"结转至下一年度|结转到下一年度|结转次年|结转至次年|" \
		"结转到次年|转结下年|转结下年度|转结至下年度|转结下一年度|" \
		"转入下年度|转下年度|结转入下年度"
#define GO_ON	"继续|办理|处理|答复|的"
#define RESULT	"的|类|答复|决定|告知|申请|情形|政府信息公开申请|处理"
#define CAUSE	"因|由|涉及|有关|针对|政府|政府信息公开|政务公开|信息公开|" \
		"依申请公开|政府信息|工作|申请|事项|答复|行为|引发|引起|导致|" \
		"产生|发生|被|而|的|提起|类|相关|新的"
#define CASES	"案件|申请|事项|案|的案件"
#define NO_CASE	"未发生|没有发生|未出现|没有出现|无|没有|未引发|未产生|未有|" \
		"未被|未收到|没有收到|未接到|不存在|暂无"
#define KIND	"案件|申请|事项|的|情况|情形|现象|案"
#define AND	"、|和|或|及|与|以及|或者|,"
#define GRANTED	"办理|办结|作出|做出"
#define MADE	"作出|做出|下达|实施"
#define OF_ALL	"各类|各项|各种|了"
#define FEE	"信息处理费|信息公开处理费"
#define OF_FEE	"政府信息公开|依申请公开|政府信息|的|任何"

#define RESULTS(subject, label) \
	{ subject, SUBJECTS, AMONG | CONTEXT | CHANNELS, { { '1', label }, \
	    { '*', RESULT }, { '*', COUNT }, { 'n', PIECES }, { '.', "" } } }
#define DECISIONS(subject, verbs, label) \
	{ subject, SUBJECTS, 0, { { '1', verbs }, { '*', OF_ALL }, \
	    { '1', label }, { '*', "决定|业务|办件|事项|措施" }, \
	    { '*', COUNT }, { 'n', PIECES }, { '.', "" } } }

const struct pattern patterns[] = {
	{ RECEIVED, SUBJECTS, CHANNELS, { { '1', GOT }, { '*', BY },
	    { '1', OBJECT }, { '*', MORE }, { '*', COUNT },
	    { 'n', PIECES "|条" }, { '.', "" } } },
	{ RECEIVED, SUBJECTS, CHANNELS, { { '1', GOT }, { '*', BY },
	    { 'n', PIECES "|条" }, { '*', BY }, { '1', OBJECT },
	    { '*', MORE }, { '.', "" } } },
	{ RECEIVED, SUBJECTS, CHANNELS | CONTEXT, { { '1', GOT },
	    { '*', BY }, { '1', "申请" }, { '*', MORE }, { '*', COUNT },
	    { 'n', PIECES }, { '.', "" } } },
	{ RECEIVED, SUBJECTS, CHANNELS | CONTEXT | AMONG, {
	    { '1', "新收|新收到|本年新收|当年新收|本年度新收" }, { '*', BY },
	    { '?', OBJECT "|申请" }, { '*', MORE }, { '*', COUNT },
	    { 'n', PIECES }, { '.', "" } } },
	{ RECEIVED, SUBJECTS, CHANNELS | NONE, { { '1', NOT_GOT },
	    { '*', BY }, { '1', OBJECT }, { '*', SUCH }, { '!', "" } } },
	{ RECEIVED, SUBJECTS, CHANNELS | NONE, { { '1', NOTHING },
	    { '*', BY }, { '1', OBJECT }, { '*', SUCH }, { '!', "" } } },
	{ CARRIED_IN, SUBJECTS, AMONG | CONTEXT, { { '1', LAST },
	    { '*', INTO }, { '?', OBJECT "|申请" }, { '*', MORE },
	    { '*', COUNT }, { 'n', PIECES }, { '.', "" } } },
	{ CARRIED_IN, SUBJECTS, AMONG | CONTEXT, { { '<', "" },
	    { '1', "结转|转结" }, { '*', INTO }, { '?', OBJECT "|申请" },
	    { '*', MORE }, { '*', COUNT }, { 'n', PIECES }, { '.', "" } } },
	{ CARRIED_IN, SUBJECTS, CONTEXT | NONE, { { '1', NOTHING },
	    { '1', LAST }, { '*', INTO }, { '?', OBJECT }, { '*', SUCH },
	    { '!', "" } } },
	{ CARRIED_OUT, SUBJECTS, AMONG | CONTEXT, { { '1', NEXT },
	    { '*', GO_ON }, { '?', OBJECT "|申请" }, { '*', MORE },
	    { '*', COUNT }, { 'n', PIECES }, { '.', "" } } },
	{ CARRIED_OUT, SUBJECTS, AMONG | CONTEXT, {
	    { '1', "结转|结转至|结转到" }, { '>', "" }, { '*', GO_ON },
	    { '?', OBJECT "|申请" }, { '*', MORE }, { '*', COUNT },
	    { 'n', PIECES }, { '.', "" } } },
	{ CARRIED_OUT, SUBJECTS, CONTEXT, {
	    { '*', "尚有|还有|剩余|余|其余|另有|有" }, { 'n', PIECES },
	    { '?', OBJECT "|申请" }, { '1', NEXT }, { '*', GO_ON },
	    { '.', "" } } },
	{ CARRIED_OUT, SUBJECTS, CONTEXT | NONE, { { '1', NOTHING },
	    { '?', OBJECT "|申请" }, { '1', NEXT }, { '*', GO_ON },
	    { '?', OBJECT }, { '*', SUCH }, { '!', "" } } },
	RESULTS(OPENED, "予以公开"),
	RESULTS(OPENED_PART, "部分公开|予以部分公开"),
	RESULTS(REFUSED, "不予公开"),
	RESULTS(UNABLE, "无法提供"),
	RESULTS(UNPROCESSED, "不予处理"),
	DECISIONS(PERMITS, GRANTED, "行政许可"),
	DECISIONS(PENALTIES, MADE, "行政处罚"),
	DECISIONS(COERCIONS, MADE, "行政强制"),
	{ REVIEWS, SUBJECTS, CONTEXT, { { '*', CAUSE }, { '1', "行政复议" },
	    { '*', CASES }, { '*', COUNT }, { 'n', PIECES }, { '.', "" } } },
	{ SUITS, SUBJECTS, CONTEXT, { { '*', CAUSE }, { '1', "行政诉讼" },
	    { '*', CASES }, { '*', COUNT }, { 'n', PIECES }, { '.', "" } } },
	{ REVIEWS, SUITS, CONTEXT | ZERO, { { '*', CAUSE },
	    { '1', "行政复议" }, { '*', CASES }, { '1', AND },
	    { '*', CAUSE }, { '1', "行政诉讼|诉讼" }, { '*', CASES },
	    { '*', COUNT "|均|都|均为|都为|各" }, { 'n', PIECES },
	    { '.', "" } } },
	{ REVIEWS, SUITS, CONTEXT | NONE, { { '1', NO_CASE },
	    { '*', CAUSE }, { '1', "行政复议" }, { '*', CASES },
	    { '1', AND }, { '*', CAUSE }, { '1', "行政诉讼|诉讼" },
	    { '*', KIND }, { '!', "" } } },
	{ REVIEWS, SUITS, CONTEXT | NONE, { { '1', NO_CASE },
	    { '*', CAUSE }, { '1', "行政诉讼" }, { '*', CASES },
	    { '1', AND }, { '*', CAUSE }, { '1', "行政复议|复议" },
	    { '*', KIND }, { '!', "" } } },
	{ REVIEWS, SUBJECTS, CONTEXT | NONE, { { '1', NO_CASE },
	    { '*', CAUSE }, { '1', "行政复议" }, { '*', KIND },
	    { '!', "" } } },
	{ SUITS, SUBJECTS, CONTEXT | NONE, { { '1', NO_CASE },
	    { '*', CAUSE }, { '1', "行政诉讼" }, { '*', KIND },
	    { '!', "" } } },
	{ FEES, SUBJECTS, 0, { { '1', "收取|征收|收缴" }, { '*', OF_FEE },
	    { '1', FEE }, { '*', "用|金额|总额|" COUNT },
	    { 'n', "元|万元" }, { '.', "" } } },
	{ FEES, SUBJECTS, 0, { { '*', OF_FEE }, { '1', FEE },
	    { '*', "用|收取|收费|金额|总额|情况|" COUNT },
	    { 'n', "元|万元" }, { '.', "" } } },
	{ FEES, SUBJECTS, NONE, { { '1', "未收取|没有收取|未征收|未收缴" },
	    { '*', OF_FEE }, { '1', FEE }, { '*', "用|的|情况" },
	    { '!', "" } } },
};
const size_t npatterns = sizeof(patterns) / sizeof(patterns[0]);
