/*
 * A title is <body><year>政府信息公开工作年度报告, the body and the year in
 * either order, the end in one of many wordings.  It is no sentence: it
 * holds no comma and no full stop and is short.  It is matched in
 * simplified characters, which take as many bytes, and printed as written.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "report/fold.h"
#include "report/phrase.h"
#include "report/title.h"

#define MAX_TITLE	300	/* bytes, without white space */
#define MAX_BODY	180	/* bytes of a body's name */

/* A title without white space. */
struct flat {
	struct str	shown;	/* as written */
	struct str	key;	/* in simplified characters; as long */
};

/* Squeezes s; tabs and line ends may stay. */
static struct str
squeeze(struct arena *a, struct str s, bool fields)
{
	char *p = arena_alloc(a, s.n * 3 + 1);
	size_t i, n, to = 0;
	uint32_t c;

	for (i = 0; i < s.n; ) {
		n = utf8_solid(str_from(s, i));
		memcpy(p + to, s.s + i, n);
		to += n;
		i += n;
		if (i == s.n)
			break;
		c = fold_ideograph(utf8_next(s, &i));
		if (utf8_space(c) && !(fields && (c == '\t' || c == '\n')))
			continue;
		if (c >= 0xFF10 && c <= 0xFF19)
			c = c - 0xFF10 + '0';
		to += utf8_put(c, p + to);
	}
	return (struct str){ p, to };
}

struct str
title_squeeze(struct arena *a, struct str s)
{
	return squeeze(a, s, false);
}

struct str
title_squeeze_fields(struct arena *a, struct str s)
{
	return squeeze(a, s, true);
}

/* Squeezed text in simplified characters, each in as many bytes. */
static struct str
simplify(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1), four[4];
	size_t i = 0, at, n;
	uint32_t c;

	while (i < s.n) {
		at = i;
		c = utf8_next(s, &i);
		n = c < 0x3400 ? 0 : utf8_put(fold_char(c), four);
		memcpy(p + at, n == i - at ? four : s.s + at, i - at);
	}
	return (struct str){ p, s.n };
}

/* A digit, Arabic or Chinese, at s: its value and bytes; -1 for none. */
static int
digit_at(struct str s, size_t *bytes)
{
	static const char *const chinese[] = { "〇", "一", "二", "三", "四",
	    "五", "六", "七", "八", "九", "零", "○", "O", "Ｏ", "◯", "０" };
	int i;

	*bytes = 1;
	if (s.n == 0 || (*s.s & 0xC0) == 0x80)
		return -1;
	if (*s.s >= '0' && *s.s <= '9')
		return *s.s - '0';
	for (i = 0; i < 16; i++)
		if (*chinese[i] == *s.s && str_begins(s, chinese[i])) {
			*bytes = strlen(chinese[i]);
			return i > 9 ? 0 : i;
		}
	return -1;
}

/* A year in a title. */
struct year {
	size_t	from, to;	/* where it stands, with 年度 or 年 */
	char	digits[4];
	bool	known;		/* no range and no school year */
};

/* The four digits of a year at byte i of s; where they end, or 0.  A
 * longer number is passed over. */
static size_t
four_digits(struct str s, size_t *i, char *digits)
{
	size_t at = *i, n, k;
	int d;

	for (k = 0; k < 5 && at <= s.n; k++, at += n) {
		d = digit_at(str_from(s, at), &n);
		if (d < 0)
			break;
		if (k < 4)
			digits[k] = (char)('0' + d);
	}
	if (k == 5)
		*i = at - 1;
	return k == 4 && digits[0] == '2' && digits[1] == '0' ? at : 0;
}

/* Whether a year is the year of a day: 2024年1月20日, 2024-01-20. */
static bool
is_day(struct str behind)
{
	static const char *const after[] = { "年", "-", ".", "/", NULL };
	static const char *const month[] = { "月", "-", ".", "/", "十", NULL };
	size_t n, digits = 0;

	if (!phrase_drop(&behind, after))
		return false;
	for (; digits < 3 && digit_at(behind, &n) >= 0; digits++)
		behind = str_from(behind, n);
	return (digits == 1 || digits == 2) && phrase_drop(&behind, month);
}

/* Drops what makes a range of a year: -2023年, 至2023年. */
static bool
drop_range(struct str *s)
{
	static const char *const to[] = { "年-", "年—", "年至", "-", "—", "–",
	    "~", "～", "至", "、", "/", NULL };
	struct str rest = *s;
	size_t n, digits = 0;

	while (phrase_drop(&rest, to))
		;
	if (rest.n == s->n)
		return false;
	for (; digits < 4 && digit_at(rest, &n) >= 0; digits++)
		rest = str_from(rest, n);
	if (digits != 4 && digits != 2)
		return false;
	*s = rest;
	return true;
}

/*
 * A year in s, not part of a longer number, of a day or of a document's
 * number (〔2024〕3号).
 */
static bool
find_year(struct str s, struct year *y)
{
	static const char *const school[] = { "学年度", "学年", NULL };
	static const char *const after[] = { "年度", "年", NULL };
	static const char *const number[] = { "〕", "]", "号", NULL };
	size_t i, at;
	struct str rest;

	for (i = 0; i < s.n; i++) {
		at = four_digits(s, &i, y->digits);
		if (at == 0)
			continue;
		rest = str_from(s, at);
		if (phrase_drop(&rest, number) || is_day(rest))
			continue;
		y->known = !drop_range(&rest);
		if (phrase_drop(&rest, school))
			y->known = false;
		phrase_drop(&rest, after);
		y->from = i;
		y->to = s.n - rest.n;
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
	    "统计", "总结", "和", NULL };
	static const char *const ends[] = { "报告", "年报", NULL };
	struct year y;

	for (;;) {
		if (phrase_drop(&s, ends))
			break;
		if (s.n > 4 && find_year(s, &y) && y.from == 0) {
			*inner = (struct str){ s.s, y.to };
			s = str_from(s, y.to);
		} else if (!phrase_drop(&s, fillers))
			return false;
	}
	*rest = s;
	return true;
}

/* Drops a mark in brackets, [正文] or 【公示】, at the head of s. */
static bool
drop_mark(struct str *s)
{
	static const char *const open[] = { "[", "【", NULL };
	struct str rest = *s;
	long end;

	if (!phrase_drop(&rest, open))
		return false;
	end = str_find(*s, *s->s == '[' ? "]" : "】");
	if (end < 0)
		return false;
	*s = str_from(*s, (size_t)end + (*s->s == '[' ? 1 : 3));
	return true;
}

/* Drops the name of a page's field, 公报标题 or 文件名称：, before a title. */
static void
drop_field(struct str *s)
{
	static const char *const names[] = { "标题", "名称", "题名", NULL };
	const char *const *n;
	long at;

	for (n = names; *n != NULL; n++)
		if ((at = str_find(*s, *n)) >= 0)
			*s = str_from(*s, (size_t)at + strlen(*n));
}

/* The body's name out of what stands around the year. */
static struct str
clean_body(struct str s)
{
	static const char *const before[] = { "关于", "正文", "《", "#", "*",
	    "-", "·", "“", "\"", "•", "发布", "公开", "公布", "附件：",
	    "附件:", "_", "、", "=", "h1.", ")", "）", ":", "：", "<br>",
	    "CUSTOM_ID:", "年度", "年", NULL };
	static const char *const after[] = { "关于", "的", "度", "#", "*", "-",
	    "_", "（）", "()", "(", "（", "年", "=", "<br>", "+", "《", "“",
	    "发布", "公布", "：", ":", NULL };

	drop_mark(&s);
	drop_field(&s);
	while (phrase_drop(&s, before))
		;
	while (phrase_drop_end(&s, after))
		;
	return s;
}

bool
title_is_body(struct str s)
{
	static const char *const marks[] = { "：", ":", ">", "＞", "<", "»",
	    "›", "{", "}", "[", "]", "【", "】", "《", "》", "〔", "〕", "|",
	    "。", "，", ",", "；", "·", "…", "“", "”", "\xEF\xBF\xBD",
	    "信息公开", "主动公开", "法定", "首页", "位置", "年度", "索引号",
	    "目录", "分类", "我局", "我县", "我市", "本局", "本单位", "本机关",
	    "浏览", "www.", "共享", "打印", "字体", "网站", "门户", NULL };
	size_t i = 0;
	int open = 0;
	uint32_t c;
	struct year y;

	if (s.n < 9 || s.n > MAX_BODY || phrase_any(s, marks) ||
	    find_year(s, &y))
		return false;
	while (i < s.n && open >= 0) {
		c = utf8_next(s, &i);
		open += (c == 0xFF08 || c == '(') - (c == 0xFF09 || c == ')');
	}
	return open == 0;
}

bool
title_is_office(struct str s)
{
	static const char *const ends[] = { "府", "局", "委", "办", "厅", "院",
	    "中心", "道", "乡", "镇", "区", "县", "市", "省", "处", "所", "站",
	    "队", "校", "学", "司", "团", "行", "会", "社", "馆", "园", "部",
	    "署", "室", "台", "州", "盟", "旗", "村", "场", "关", "库", "组",
	    "班", "厂", "城", "港", "段", "居", "联", "堂", "监狱", "基地",
	    "机构", NULL };
	static const char *const close[] = { "）", ")", NULL };
	static const char *const open[] = { "（", "(", NULL };
	struct str bare = s;

	if (!title_is_body(s))
		return false;
	if (phrase_drop_end(&bare, close))
		while (bare.n > 0 && !phrase_drop_end(&bare, open))
			bare.n--;
	return phrase_drop_end(&bare, ends);
}

/* Something that no title holds. */
static bool
is_sentence(struct str s)
{
	static const char *const marks[] = { "，", "。", "；", "！", "？", ",",
	    ";", "\t", "|", "http", "根据", "现将", "如下", "本报告",
	    "本年度报告", "》的", "[20", "[-", "查看", "通知", "上一", "下一",
	    "报送", "相关链接", NULL };

	return phrase_any(s, marks) || (str_find(s, "编制") >= 0 &&
	    str_find(s, "机构编制") < 0);
}

/* Behind the title: nothing, the year in brackets, a site's name. */
static bool
is_end(struct str s)
{
	static const char *const fine[] = { "（", "(", "_", "-", "—", "》",
	    "*", "#", "正文", "”", "\"", "[", "公开", "公示", "·", "20", "=",
	    "全文", "的公告", "的公示", ".pdf", ".doc", ".wps", NULL };

	return s.n == 0 || (s.n < 120 && phrase_drop(&s, fine));
}

/* The body's name: the head of a title without the year in it. */
static struct str
body_of(struct arena *a, const struct flat *f, size_t n, const struct year *y)
{
	size_t gap = y != NULL ? y->to - y->from : 0;
	size_t from = y != NULL ? y->from : n;
	char *key = arena_alloc(a, n + 1), *shown = arena_alloc(a, n + 1);
	struct str body;

	memcpy(key, f->key.s, from);
	memcpy(shown, f->shown.s, from);
	if (gap > 0) {
		memcpy(key + from, f->key.s + y->to, n - y->to);
		memcpy(shown + from, f->shown.s + y->to, n - y->to);
	}
	body = clean_body((struct str){ key, n - gap });
	if (!title_is_body(body))
		return (struct str){ "", 0 };
	return (struct str){ shown + (body.s - key), body.n };
}

/* The body's name in brackets behind a title, which begin at byte `at`. */
static struct str
body_behind(const struct flat *f, size_t at)
{
	static const char *const open[] = { "（", "(", NULL };
	static const char *const close[] = { "）", ")", NULL };
	struct str name = str_from(f->key, at);

	if (!phrase_drop(&name, open) || !phrase_drop_end(&name, close) ||
	    !title_is_office(name))
		return (struct str){ "", 0 };
	return (struct str){ f->shown.s + (name.s - f->key.s), name.n };
}

/* Where 信息公开 or another core stands whose tail ends a title, or -1. */
static long
find_core(struct str s, const char *core, struct str *inner,
    struct str *rest)
{
	size_t at = 0, n = strlen(core);
	long i;

	while ((i = str_find(str_from(s, at), core)) >= 0) {
		at += (size_t)i + n;
		if (tail(str_from(s, at), inner, rest))
			return (long)(at - n);
	}
	return -1;
}

bool
title_parse(struct arena *a, struct str s, struct title *t)
{
	static const char *const open[] = { "公开", "公開", NULL };
	static const char *const own[] = { "政府", NULL };
	static const char *const people[] = { "人民", NULL };
	struct str head, rest = { NULL, 0 }, inner = { NULL, 0 };
	struct flat flat;
	struct year y, other;
	bool ahead, behind, affairs;
	long i;

	if (s.n > 3 * MAX_TITLE || memchr(s.s, '\t', s.n) != NULL)
		return false;
	flat.shown = title_squeeze(a, s);
	if (flat.shown.n > MAX_TITLE || !phrase_any(flat.shown, open))
		return false;
	flat.key = simplify(a, flat.shown);
	if (is_sentence(flat.key))
		return false;
	i = find_core(flat.key, "信息公开", &inner, &rest);
	affairs = i < 0;
	if (affairs)
		i = find_core(flat.key, "政务公开", &inner, &rest);
	if (i < 0 || !is_end(rest))
		return false;
	head = (struct str){ flat.key.s, (size_t)i };
	if (!affairs && phrase_drop_end(&head, own) && phrase_drop_end(&head, people))
		head.n += 12;			/* ...人民政府信息公开 */
	*t = (struct title){ { "", 0 }, { "", 0 } };
	ahead = find_year(head, &y);
	behind = find_year(inner, &other) || (!ahead &&
	    find_year(rest, &other));
	t->org = body_of(a, &flat, head.n, ahead ? &y : NULL);
	if (t->org.n == 0)
		t->org = body_behind(&flat, flat.key.n - rest.n);
	if (ahead && behind && memcmp(y.digits, other.digits, 4) != 0)
		return true;
	if (!ahead && behind)
		y = other;
	if ((ahead || behind) && y.known)
		t->year = arena_str(a, (struct str){ y.digits, 4 });
	return true;
}
