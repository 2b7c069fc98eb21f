/*
 * A title is <body><year>政府信息公开工作年度报告, the body and the year in
 * either order, the end in one of many wordings.  It is no sentence: it
 * holds no comma and no full stop and is short.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "report/title.h"

#define MAX_TITLE	300	/* bytes, without white space */

struct str
title_squeeze(struct arena *a, struct str s)
{
	struct str out = { arena_alloc(a, s.n + 1), 0 };
	char *p = arena_alloc(a, s.n * 3 + 1);
	size_t i = 0, at;
	uint32_t c;

	out.s = p;
	while (i < s.n) {
		at = i;
		c = utf8_next(s, &i);
		if (utf8_space(c))
			continue;
		if (c >= 0xFF10 && c <= 0xFF19) {
			p[out.n++] = (char)(c - 0xFF10 + '0');
			continue;
		}
		memcpy(p + out.n, s.s + at, i - at);
		out.n += i - at;
	}
	return out;
}

static bool
begins(struct str s, const char *with)
{
	size_t n = strlen(with);

	return s.n >= n && memcmp(s.s, with, n) == 0;
}

static long
find(struct str s, const char *what)
{
	size_t i, n = strlen(what);

	for (i = 0; i + n <= s.n; i++)
		if (memcmp(s.s + i, what, n) == 0)
			return (long)i;
	return -1;
}

/* Drops the first of the given words that s begins with; whether any. */
static bool
drop(struct str *s, const char *const *words)
{
	for (; *words != NULL; words++)
		if (begins(*s, *words)) {
			*s = str_from(*s, strlen(*words));
			return true;
		}
	return false;
}

static bool
drop_end(struct str *s, const char *const *words)
{
	size_t n;

	for (; *words != NULL; words++) {
		n = strlen(*words);
		if (s->n >= n && memcmp(s->s + s->n - n, *words, n) == 0) {
			s->n -= n;
			return true;
		}
	}
	return false;
}

/* A digit, Arabic or Chinese, at s: its value and bytes; -1 for none. */
static int
digit_at(struct str s, size_t *bytes)
{
	static const char *const chinese[] = { "〇", "一", "二", "三", "四",
	    "五", "六", "七", "八", "九", "零", "○", "O" };
	int i;

	*bytes = 1;
	if (s.n > 0 && *s.s >= '0' && *s.s <= '9')
		return *s.s - '0';
	for (i = 0; i < 13; i++)
		if (begins(s, chinese[i])) {
			*bytes = strlen(chinese[i]);
			return i > 9 ? 0 : i;
		}
	return -1;
}

/*
 * A year (2008 to 2099) in s, not part of a longer number: where it
 * begins and ends (with 年度 or 年), its digits in year[4].
 */
static bool
find_year(struct str s, size_t *from, size_t *to, char *year)
{
	static const char *const after[] = { "年度", "年", NULL };
	size_t i, at, n, k;
	struct str rest;
	int d;

	for (i = 0; i < s.n; i++) {
		for (k = 0, at = i; k < 5 && at <= s.n; k++, at += n) {
			d = digit_at(str_from(s, at), &n);
			if (d < 0)
				break;
			if (k < 4)
				year[k] = (char)('0' + d);
		}
		if (k == 5) {
			i = at - 1;
			continue;
		}
		if (k != 4 || year[0] != '2' || year[1] != '0')
			continue;
		rest = str_from(s, at);
		drop(&rest, after);
		*from = i;
		*to = s.n - rest.n;
		return true;
	}
	return false;
}

/*
 * What follows 信息公开 in a title: a year within, and what comes behind
 * it; false if it is another text.
 */
static bool
tail(struct str s, struct str *inner, struct str *rest)
{
	static const char *const fillers[] = { "工作", "年度", "情况", "的",
	    "统计", "和", NULL };
	static const char *const ends[] = { "报告", "年报", NULL };
	size_t from, to;
	char year[4];

	for (;;) {
		if (drop(&s, ends))
			break;
		if (s.n > 4 && find_year(s, &from, &to, year) && from == 0) {
			*inner = (struct str){ s.s, to };
			s = str_from(s, to);
		} else if (!drop(&s, fillers))
			return false;
	}
	*rest = s;
	return true;
}

/* The body's name out of what stands around the year. */
static struct str
clean_body(struct str s)
{
	static const char *const before[] = { "关于", "正文", "《", "#", "*",
	    "标题：", "标题:", "-", "·", "名称：", "名称:", "“", "\"", "•",
	    "发布", "公开", "公布", "附件：", "附件:", "_", "、", "=", "h1.", ")", "）",
	    ":", "：", NULL };
	static const char *const after[] = { "关于", "的", "度", "#", "*", "-",
	    "_", "（）", "()", "(", "（", "年", "=", "<br>", NULL };
	const char *bracket;

	bracket = s.n > 0 && *s.s == '[' ? memchr(s.s, ']', s.n) : NULL;
	if (bracket != NULL)
		s = str_from(s, (size_t)(bracket - s.s) + 1);
	while (drop(&s, before))
		;
	while (drop_end(&s, after))
		;
	return s;
}

/* Something that no title holds. */
static bool
is_sentence(struct str s)
{
	static const char *const marks[] = { "，", "。", "；", "！", "？", ",",
	    ";", "\t", "|", "http", "编制", "根据", "现将", "如下", "本报告",
	    "本年度报告", "》的", "[20", "[-", "查看", "通知", NULL };
	const char *const *m;

	for (m = marks; *m != NULL; m++)
		if (find(s, *m) >= 0)
			return true;
	return false;
}

/* Behind the title: nothing, the year in brackets, a site's name. */
static bool
is_end(struct str s)
{
	static const char *const fine[] = { "（", "(", "_", "-", "—", "》",
	    "*", "#", "正文", "”", "\"", "[", "公开", "公示", "·", "20", "=",
	    NULL };

	return s.n == 0 || (s.n < 120 && drop(&s, fine));
}

bool
title_parse(struct arena *a, struct str s, struct title *t)
{
	static const char *const own[] = { "政府", NULL };
	static const char *const people[] = { "人民", NULL };
	struct str flat, head, rest = { NULL, 0 }, inner = { NULL, 0 }, body;
	size_t from, to, at = 0;
	char year[4], *name;
	long i;

	if (s.n > 3 * MAX_TITLE || memchr(s.s, '\t', s.n) != NULL)
		return false;
	flat = title_squeeze(a, s);
	if (flat.n > MAX_TITLE || find(flat, "公开") < 0 ||
	    is_sentence(flat))
		return false;
	for (;; at += (size_t)i + 12) {
		i = find(str_from(flat, at), "信息公开");
		if (i < 0)
			return false;
		if (tail(str_from(flat, at + (size_t)i + 12), &inner, &rest))
			break;
	}
	if (!is_end(rest))
		return false;
	head = (struct str){ flat.s, at + (size_t)i };
	if (drop_end(&head, own) && drop_end(&head, people))
		head.n += 12;			/* ...人民政府信息公开 */
	*t = (struct title){ { "", 0 }, { "", 0 } };
	if (find_year(head, &from, &to, year)) {
		t->year = arena_str(a, (struct str){ year, 4 });
		name = arena_alloc(a, head.n + 1);
		memcpy(name, head.s, from);
		memcpy(name + from, head.s + to, head.n - to);
		body = (struct str){ name, head.n - (to - from) };
	} else {
		body = head;
		if (find_year(inner, &from, &to, year) ||
		    find_year(rest, &from, &to, year))
			t->year = arena_str(a, (struct str){ year, 4 });
	}
	t->org = clean_body(body);
	return true;
}

/* Whether the first day of a year at `day` of s begins a period. */
static bool
is_period(struct str s, size_t at, size_t behind)
{
	static const char *const from[] = { "自", "从", "为", "是", "由",
	    "限", NULL };
	static const char *const to[] = { "起", "至", "到", "-", "—", "–", "~",
	    "～", "（", "(", "以来", NULL };
	static const char *const force[] = { "起施行", "起实施", "起执行",
	    NULL };
	struct str before = { s.s, at }, after = str_from(s, behind);

	if (drop(&after, force))
		return false;
	return drop_end(&before, from) || drop(&after, to);
}

struct str
title_period(struct arena *a, struct str s)
{
	static const char *const year[] = { "年", NULL };
	static const char *const day[] = { "1月1日", "1月至", "01月01日",
	    NULL };
	struct str flat = title_squeeze(a, s), rest;
	size_t i;

	for (i = 0; i + 9 < flat.n; i++) {
		rest = str_from(flat, i);
		if (!begins(rest, "20") || (i > 0 && flat.s[i - 1] >= '0' &&
		    flat.s[i - 1] <= '9'))
			continue;
		if (rest.s[2] < '0' || rest.s[2] > '9' ||
		    rest.s[3] < '0' || rest.s[3] > '9')
			continue;
		rest = str_from(rest, 4);
		drop(&rest, year);
		if (drop(&rest, day) && is_period(flat, i, flat.n - rest.n))
			return (struct str){ flat.s + i, 4 };
	}
	return (struct str){ "", 0 };
}

struct str
title_body(struct arena *a, struct str line)
{
	static const char *const names[] = { "部门：", "部门:", "信息来源：",
	    "信息来源:", "发布机构：", "发布机构:", "来源：", "来源:",
	    NULL };
	static const char *const ends[] = { "浏览", "发布", "日期", "字体",
	    "【", "点击", "时间", NULL };
	struct str flat = title_squeeze(a, line), none = { "", 0 };
	const char *const *n;
	const char *const *e;
	long i;

	for (n = names; *n != NULL; n++) {
		if ((i = find(flat, *n)) < 0)
			continue;
		flat = str_from(flat, (size_t)i + strlen(*n));
		for (e = ends; *e != NULL; e++)
			if ((i = find(flat, *e)) >= 0)
				flat.n = (size_t)i;
		return flat.n > 0 && flat.n < 120 ? flat : none;
	}
	return none;
}
