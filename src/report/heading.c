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

/* What rows of a form begin with, which are numbered as headings are. */
static const char rows[] = "本年|上年|结转|办理结果";

#define MAX_HEADING	40	/* folded characters */

/* What may stand behind a heading. */
static bool
is_margin(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '*' || c == '\0';
}

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
	while (s.n > 0 && is_margin(s.s[s.n - 1]))
		s.n--;
	return s;
}

int
heading_numeral(struct str *s)
{
	static const char *const digits[] = { "一", "二", "三", "四", "五",
	    "六", "七", "八", "九", "十" };
	static const char *const points[] = { "、", "．", ".", "，", ",",
	    "：", ":", " ", "\xC2\xA0", "\xE3\x80\x80", ";", "；", NULL };
	static const char *const year[] = { "二〇", "二○", "二零", "二0",
	    "二Ｏ", "二O", NULL };
	struct str date = *s;
	size_t i;

	for (i = 0; i < 10 && s->n > 3; i++)
		if (*s->s == *digits[i] && str_begins(*s, digits[i]))
			break;
	if (i == 10 || s->n <= 3 || phrase_drop(&date, year))
		return 0;
	*s = str_from(*s, 3);
	while (phrase_drop(s, points))
		;
	return (int)i + 1;
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
	struct str s;
	struct folded word, head = f;

	for (;; words = bar + 1) {
		bar = strchr(words, '|');
		s = bar == NULL ? str_of(words) :
		    (struct str){ words, (size_t)(bar - words) };
		word = word_of(s, room);
		if (f.n > within + word.n)
			head.n = within + word.n;
		if (fold_find(head, word) >= 0)
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
	int section = heading_of(a, line, weak);
	struct str rest;

	if (section == HEADING_NONE || section == HEADING_UNKNOWN)
		return section;
	rest = heading_trim(line);
	return heading_numeral(&rest) != 0 ||
	    is_bare_heading(a, line, section) ? section : HEADING_NONE;
}

size_t
heading_cut(struct str line)
{
	static const char end[] = "事项";
	struct str rest = line;
	long at;

	if (heading_numeral(&rest) == 0 || rest.n < 12)
		return 0;
	rest.n--;
	at = str_find(rest, end);
	return at < 0 ? 0 : (size_t)(rest.s - line.s) + (size_t)at +
	    sizeof(end) - 1;
}
