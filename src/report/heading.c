#include "base/utf8.h"
#include "report/fold.h"
#include "report/heading.h"
#include "report/phrase.h"

/* Words of headings, folded, the more telling first. */
static const struct {
	int		 section;
	bool		 weak;
	const char	*words;
} headings[] = {
	{ 1, false, "总体情况" }, { 1, false, "总体概况" },
	{ 4, false, "行政复议行政诉讼" }, { 4, false, "行政复议和行政诉讼" },
	{ 4, false, "行政复议提起行政诉讼" }, { 4, false, "行政复议及行政诉讼" },
	{ 4, false, "行政复议和提起行政诉讼" }, { 4, false, "复议诉讼情况" },
	{ 4, false, "行政复议诉讼" }, { 4, false, "行政诉讼行政复议" },
	{ 4, false, "行政复议与行政诉讼" },
	{ 3, false, "收到和处理" }, { 3, false, "信息公开申请情况" },
	{ 3, false, "收到及处理" }, { 3, false, "申请办理情况" },
	{ 3, false, "依申请公开" },
	{ 6, false, "其他需要报告" }, { 6, false, "其他报告事项" },
	{ 6, false, "需要报告的其他" }, { 6, false, "其他需要说明" },
	{ 6, false, "需要说明的其他" }, { 6, false, "其他事项" },
	{ 6, false, "需要报告的事项" }, { 6, false, "需要说明的事项" },
	{ 5, false, "存在的主要问题" }, { 5, false, "存在主要问题" },
	{ 5, false, "存在的问题" }, { 5, false, "存在问题" },
	{ 5, false, "主要问题" }, { 5, false, "改进情况" },
	{ 5, false, "改进措施" }, { 5, false, "整改措施" },
	{ 5, false, "工作思路" }, { 5, false, "不足" },
	{ 2, false, "主动公开" },
	{ 1, true, "概述" }, { 1, true, "概括" }, { 1, true, "概况" },
	{ 1, true, "基本情况" }, { 1, true, "总体" },
};
#define HEADINGS	(sizeof(headings) / sizeof(headings[0]))

/* Lines that begin like headings and are rows of a form. */
static const char rows[] = "本年新收|上年结转|本年度办理|结转下年|办理结果|"
    "本年新|本年度|上年|结转|本年";

#define MAX_HEADING	40	/* folded characters */

struct str
heading_trim(struct str s)
{
	size_t i;
	uint32_t c;

	for (i = 0; i < s.n; s = str_from(s, i), i = 0) {
		c = utf8_next(s, &i);
		if (c > 0x20 && c != 0x3000 && c != 0xA0 && c != 0xFEFF &&
		    c != '#' && c != '*')
			break;
	}
	while (s.n > 0 && (strchr(" \t\r*", s.s[s.n - 1]) != NULL))
		s.n--;
	return s;
}

int
heading_numeral(struct str *s)
{
	static const char *const digits[] = { "一", "二", "三", "四", "五",
	    "六", "七", "八", "九", "十" };
	static const char *const points[] = { "、", "．", ".", "，", ",",
	    "：", ":", " ", "\xC2\xA0", "\xE3\x80\x80", ";", "；" };
	static const char *const year[] = { "二〇", "二○", "二零", "二0",
	    "二Ｏ", "二O", NULL };
	struct str date = *s;
	size_t i, k, n;
	int numeral = 0;

	if (phrase_drop(&date, year))
		return 0;
	for (i = 0; i < 10; i++) {
		n = strlen(digits[i]);
		if (s->n > n && memcmp(s->s, digits[i], n) == 0) {
			*s = str_from(*s, n);
			numeral = (int)i + 1;
			break;
		}
	}
	for (k = 0; numeral != 0 && k < sizeof(points) / sizeof(points[0]); k++) {
		n = strlen(points[k]);
		if (s->n >= n && memcmp(s->s, points[k], n) == 0) {
			*s = str_from(*s, n);
			k = (size_t)-1;
		}
	}
	return numeral;
}

/* A word of the tables above, which hold nothing to fold, as folded text
 * in the room given. */
static struct folded
word_of(struct str s, uint16_t room[MAX_HEADING])
{
	struct folded f = { room, 0 };
	size_t i = 0;

	while (i < s.n && f.n < MAX_HEADING)
		room[f.n++] = (uint16_t)utf8_next(s, &i);
	return f;
}

/* Whether folded text holds one of words (separated by |) within its
 * first `within` characters. */
static bool
holds(struct folded f, const char *words, size_t within)
{
	uint16_t room[MAX_HEADING];
	const char *bar;
	struct str word;
	long at;

	for (;; words = bar + 1) {
		bar = strchr(words, '|');
		word = str_of(words);
		if (bar != NULL)
			word.n = (size_t)(bar - words);
		at = fold_find(f, word_of(word, room));
		if (at >= 0 && (size_t)at <= within)
			return true;
		if (bar == NULL)
			return false;
	}
}

static bool
has_stop(struct str s)
{
	size_t i = 0;
	uint32_t c;

	while (i < s.n) {
		c = utf8_next(s, &i);
		if (c == 0x3002 || c == 0xFF1B)		/* 。； */
			return true;
	}
	return false;
}

/* The section whose heading s is; 0 for none. */
static int
heading_of(struct arena *a, struct str s, bool *weak)
{
	struct str rest;
	struct folded f;
	struct fold_set kinds = { { 0 } };
	bool numbered;
	size_t i, at;

	*weak = false;
	s = heading_trim(s);
	rest = s;
	if (s.n == 0 || s.n > 3 * 2 * MAX_HEADING)
		return 0;
	numbered = heading_numeral(&rest) != 0;
	if (memchr(rest.s, '\t', rest.n) != NULL || has_stop(rest))
		return 0;
	f = fold(a, rest);
	if (f.n < 2 || f.n > MAX_HEADING || holds(f, rows, 0))
		return 0;
	fold_add(&kinds, f);
	for (i = 0; i < HEADINGS; i++) {
		at = 0;
		if (!fold_may_hold(&kinds, (uint16_t)utf8_next(
		    str_of(headings[i].words), &at)))
			continue;
		if (!holds(f, headings[i].words, numbered ? MAX_HEADING :
		    headings[i].section == 4 ? 16 : 4))
			continue;
		if (!numbered && (headings[i].weak || f.n >
		    utf8_count(str_of(headings[i].words)) + 13))
			return 0;
		if (!numbered && s.n > 0 && strchr("(1234567890", *s.s))
			return 0;
		if (!numbered && memcmp(s.s, "（", 3) == 0)
			return 0;
		*weak = headings[i].weak;
		return headings[i].section;
	}
	/* Names of places begin with numerals, too: 三亚市, 四川省. */
	return numbered && rest.s - s.s > 3 && f.n <= 20 ?
	    HEADING_UNKNOWN : 0;
}

/* A heading without numeral must be nothing but a heading's words. */
static bool
is_bare_heading(struct arena *a, struct str s, int section)
{
	static const char *const whole[] = { "", "总体情况",
	    "主动公开政府信息情况|行政机关主动公开政府信息情况|政府信息主动公开情况",
	    "收到和处理政府信息公开申请情况",
	    "政府信息公开行政复议行政诉讼情况|"
	    "因政府信息公开工作被申请行政复议提起行政诉讼情况",
	    "存在的主要问题及改进情况|存在的主要问题及改进措施|"
	    "存在问题及改进措施|存在的问题及改进措施", "其他需要报告的事项" };
	struct folded f = fold(a, heading_trim(s)), w;
	uint16_t room[MAX_HEADING];
	const char *p = whole[section], *bar;

	for (;; p = bar + 1) {
		bar = strchr(p, '|');
		w = word_of(bar != NULL ? (struct str){ p,
		    (size_t)(bar - p) } : str_of(p), room);
		if (fold_eq(f, w))
			return true;
		if (bar == NULL)
			return false;
	}
}

int
heading_section(struct arena *a, struct str line, bool *weak)
{
	struct str rest = heading_trim(line);
	int section = heading_of(a, line, weak);

	if (section != HEADING_NONE && section != HEADING_UNKNOWN &&
	    heading_numeral(&rest) == 0 && !is_bare_heading(a, line, section))
		return HEADING_NONE;
	return section;
}

size_t
heading_cut(struct str line)
{
	static const struct str end = STR("事项");
	struct str rest = line;
	const char *p;

	if (heading_numeral(&rest) == 0 || rest.n < 12)
		return 0;
	for (p = rest.s; p + end.n < rest.s + rest.n; p++)
		if (memcmp(p, end.s, end.n) == 0)
			return (size_t)(p - line.s) + end.n;
	return 0;
}
