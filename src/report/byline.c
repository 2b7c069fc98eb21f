/*
 * A sentence is looked for in the text without line ends, as lines break
 * anywhere; so its body must stand between words that can only be around
 * it, and must have the name of a place in it, as offices within a body
 * (局办公室) have not.  Where two sentences name two bodies, or two years,
 * none is taken.
 */
#include "base/utf8.h"
#include "report/byline.h"
#include "report/phrase.h"

#define MAX_NAME	120	/* bytes */

/* A body or a year as it is gathered. */
struct gathered {
	struct str	s;
	bool		clash;
};

static void
gather(struct gathered *g, struct str s)
{
	if (s.n == 0)
		return;
	if (g->s.n > 0 && !str_eq(g->s, s))
		g->clash = true;
	g->s = s;
}

static struct str
gathered(const struct gathered *g)
{
	return g->clash ? (struct str){ "", 0 } : g->s;
}

/* The four digits of a year at the head of s, dropped from it. */
static struct str
drop_year(struct str *s)
{
	struct str year = { s->s, 4 };
	size_t k;

	if (!str_begins(*s, "20"))
		return (struct str){ "", 0 };
	for (k = 0; k < 4; k++)
		if (k >= s->n || s->s[k] < '0' || s->s[k] > '9')
			return (struct str){ "", 0 };
	*s = str_from(*s, 4);
	return year;
}

/* Whether the first day of a year at `at` of s begins a period. */
static bool
is_period(struct str s, size_t at, size_t behind)
{
	static const char *const from[] = { "自", "从", "为", "是", "由",
	    "限", NULL };
	static const char *const to[] = { "起", "至", "到", "-", "—", "–", "~",
	    "～", "（", "(", "以来", NULL };
	static const char *const force[] = { "起施行", "起实施", "起执行",
	    NULL };
	static const char *const other[] = { "与", "较", "比", "同", NULL };
	struct str before = { s.s, at }, after = str_from(s, behind);

	if (phrase_drop(&after, force) || phrase_drop_end(&before, other))
		return false;
	return phrase_drop_end(&before, from) || phrase_drop(&after, to);
}

/* Whether what stands before byte `at` says that a period follows. */
static bool
says_period(struct str s, size_t at)
{
	static const char *const words[] = { "期限", "时限", "统计时间",
	    "起止", NULL };
	size_t from = at > 60 ? at - 60 : 0;

	return phrase_any((struct str){ s.s + from, at - from }, words);
}

/* The period stated in text without white space. */
static struct str
period_of(struct str flat)
{
	static const char *const nian[] = { "年", NULL };
	static const char *const day[] = { "1月1日", "1月至", "01月01日",
	    NULL };
	struct gathered said = { { "", 0 }, false }, other = said;
	struct str rest, year;
	const char *two;
	size_t i;

	for (i = 0; (two = memchr(flat.s + i, '2', flat.n - i)) != NULL;
	    i++) {
		i = (size_t)(two - flat.s);
		rest = str_from(flat, i);
		if (rest.n < 10 || (i > 0 && flat.s[i - 1] >= '0' &&
		    flat.s[i - 1] <= '9'))
			continue;
		year = drop_year(&rest);
		phrase_drop(&rest, nian);
		if (year.n > 0 && phrase_drop(&rest, day) &&
		    is_period(flat, i, flat.n - rest.n))
			gather(says_period(flat, i) ? &said : &other, year);
	}
	return gathered(said.s.n > 0 ? &said : &other);
}

struct str
byline_period(struct arena *a, struct str s)
{
	return period_of(title_squeeze(a, s));
}

/*
 * Whether a name is that of the office of a government, which compiles,
 * signs and publishes what is the government's: whose report it is remains
 * open.
 */
static bool
is_government_office(struct str s)
{
	static const char *const offices[] = { "政府办公室", "政府办公厅",
	    "政府办", "党政办公室", "党政办", "公开办公室", "公开办", "小组",
	    "小组办公室", NULL };

	return phrase_drop_end(&s, offices);
}

/* The body that a field's value begins with. */
static struct str
field_value(struct str s)
{
	static const char *const ends[] = { "浏览", "发布", "日期", "字体",
	    "【", "点击", "时间", "作者", "来源", "阅读", "\t", NULL };
	const char *const *e;
	long i;

	for (e = ends; *e != NULL; e++)
		if ((i = str_find(s, *e)) >= 0)
			s.n = (size_t)i;
	return title_is_office(s) ? s : (struct str){ "", 0 };
}

/* Names of fields that tell the body. */
static const char *const fields[] = { "部门", "信息来源", "发布机构",
    "发文机关", "发文机构", "发布单位", "公开主体", "来源", NULL };

/* Whether such a name stands before a mark, whose last byte that is. */
static bool
is_named(struct str s, const char *mark)
{
	const char last = mark[strlen(mark) - 1], *at = s.s;
	struct str before;

	while ((at = memchr(at, last, s.n - (size_t)(at - s.s))) != NULL) {
		before = (struct str){ s.s, (size_t)(++at - s.s) };
		if (str_ends(before, mark)) {
			before.n -= strlen(mark);
			if (before.n > 0 && (before.s[before.n - 1] & 0x80) &&
			    phrase_drop_end(&before, fields))
				return true;
		}
	}
	return false;
}

/* The body that a line without white space but tabs names in a field. */
static struct str
field(struct str flat)
{
	static const char *const colon[] = { "：\t", ":\t", "：", ":", "\t",
	    NULL };
	struct str rest, value;
	const char *const *n;
	long i;

	if (flat.n == 0 || (!is_named(flat, "：") && !is_named(flat, ":") &&
	    !is_named(flat, "\t")))
		return (struct str){ "", 0 };
	for (n = fields; *n != NULL; n++) {
		if ((i = str_find(flat, *n)) < 0)
			continue;
		rest = str_from(flat, (size_t)i + strlen(*n));
		if (!phrase_drop(&rest, colon))
			continue;
		value = field_value(rest);
		if (value.n > 0)
			return value;
	}
	return (struct str){ "", 0 };
}

struct str
byline_field(struct arena *a, struct str line)
{
	return field(title_squeeze_fields(a, line));
}

/* Whether a name has that of a place in it. */
static bool
has_place(struct str s)
{
	static const char *const kinds[] = { "省", "市", "县", "区", "乡",
	    "镇", "州", "旗", "盟", "街道", NULL };
	static const char *const own[] = { "我", "本", "各", "全", "该", NULL };

	if (s.n < 9 || s.n > MAX_NAME || phrase_drop(&s, own))
		return false;
	return phrase_any(str_from(s, 3), kinds) && title_is_office(s);
}

/* The body that compiled a report, if the report can only be its own. */
static struct str
compiler(struct str s)
{
	return has_place(s) && !is_government_office(s) ? s :
	    (struct str){ "", 0 };
}

/* The body between the last of some words before byte `at` and there. */
static struct str
name_before(struct str s, size_t at)
{
	static const char *const ahead[] = { "，", "。", "由", "：", "》", "）",
	    ",", NULL };
	struct str name = { s.s + at, 0 }, before;

	while (name.n < MAX_NAME && name.s > s.s) {
		before = (struct str){ s.s, (size_t)(name.s - s.s) };
		if (phrase_drop_end(&before, ahead))
			return compiler(name);
		name.s--;
		name.n++;
	}
	return (struct str){ "", 0 };
}

/* Drops 年度政府信息公开, 年报告 and the like from s; whether it was there. */
static bool
drop_topic(struct str *s)
{
	static const char *const of[] = { "的", "全市", "全县", "全区", "本级",
	    NULL };
	static const char *const topics[] = { "政府信息公开", "信息公开",
	    "报告", "工作报告", "政务公开", NULL };
	struct str rest = *s;

	phrase_drop(&rest, of);
	if (!phrase_drop(&rest, topics))
		return false;
	*s = rest;
	return true;
}

/* Drops 2023年度 or 2023年 from s: its year. */
static struct str
drop_nian(struct str *s)
{
	static const char *const nian[] = { "年度", "年", NULL };
	struct str rest = *s, year = drop_year(&rest);

	if (year.n == 0 || !phrase_drop(&rest, nian))
		return (struct str){ "", 0 };
	*s = rest;
	return year;
}

/* The name that s begins with, up to the report's topic; empty if none. */
static struct str
name_of_topic(struct str s)
{
	struct str topic;
	size_t n;

	for (n = 0; n < s.n && n < MAX_NAME; n++) {
		topic = str_from(s, n);
		if (drop_topic(&topic))
			return (struct str){ s.s, n };
	}
	return (struct str){ "", 0 };
}

/*
 * The report that a sentence is about, which s begins with: the year and
 * the body in either order before its topic, or only the year.
 */
static void
read_report(struct str s, struct gathered *body, struct gathered *year)
{
	struct str rest, name, said;
	size_t n;

	for (n = 0; n < s.n && n < MAX_NAME; n++) {
		rest = str_from(s, n);
		if (*rest.s != '2' || (said = drop_nian(&rest)).n == 0)
			continue;
		name = n > 0 ? (struct str){ s.s, n } : name_of_topic(rest);
		if ((n > 0 || name.n == 0) && !drop_topic(&rest))
			continue;
		gather(year, said);
		if (has_place(name))
			gather(body, name);
		return;
	}
}

/*
 * Who is said to compile this report at byte `at`, behind what it is
 * compiled by: …，云溪县民政局根据…要求，编制本报告.
 */
static struct str
subject_of(struct str s, size_t at)
{
	static const char *const report[] = { "编制本报告", "编制此报告",
	    "编制本年度报告", "编制了本报告", NULL };
	static const char *const by[] = { "根据", "按照", "依据", "依照", NULL };
	static const char *const stop[] = { "。", NULL };
	struct str rest = str_from(s, at), before, name;
	size_t i;

	if (!phrase_drop(&rest, report))
		return (struct str){ "", 0 };
	for (i = at; i > 0; i--) {
		before = (struct str){ s.s, i };
		if (phrase_drop_end(&before, stop))
			break;
		if (!phrase_drop_end(&before, by))
			continue;
		name = name_before(s, before.n);
		if (name.n > 0)
			return name;
	}
	return (struct str){ "", 0 };
}

/* 编制 at byte `at`: who did it, and what. */
static void
read_compiled(struct str s, size_t at, struct gathered *body,
    struct gathered *year)
{
	static const char *const words[] = { "编制", "了", "的", "本", "出",
	    "形成", "完成", "并公布", "《", NULL };
	static const char *const others[] = { "编制委", "编制办", "编制管理",
	    NULL };
	struct str rest = str_from(s, at);

	if (phrase_drop(&rest, others))
		return;			/* 机构编制委员会 */
	gather(body, name_before(s, at));
	gather(body, subject_of(s, at));
	while (phrase_drop(&rest, words))
		;
	read_report(rest, body, year);
}

/* 现 or 特 at byte `at`: what is announced behind it. */
static void
read_announced(struct str s, size_t at, struct gathered *body,
    struct gathered *year)
{
	static const char *const words[] = { "现将", "现就", "现公布",
	    "现发布", "现向社会公布", "现向社会发布", "特向社会公布",
	    "特向社会发布", "特公布", NULL };
	static const char *const open[] = { "《", NULL };
	struct str rest = str_from(s, at);

	if (!phrase_drop(&rest, words))
		return;
	phrase_drop(&rest, open);
	read_report(rest, body, year);
}

/* 由 at byte `at`: the body that follows it. */
static void
read_by(struct str s, size_t at, struct gathered *body)
{
	static const char *const by[] = { "由", NULL };
	static const char *const behind[] = { "按照", "根据", "依据", "依照",
	    "负责", "组织", "编写", "撰写", NULL };
	struct str rest = str_from(s, at), tail;
	size_t n;

	phrase_drop(&rest, by);
	for (n = 0; n < rest.n && n < MAX_NAME; n++) {
		tail = str_from(rest, n);
		if (!phrase_drop(&tail, behind))
			continue;
		gather(body, compiler((struct str){ rest.s, n }));
		return;
	}
}

/* Squeezed lines without their ends and tabs. */
static struct str
join_fields(struct arena *a, struct str lines)
{
	char *p = arena_alloc(a, lines.n + 1);
	struct str out = { p, 0 }, line, cell;
	const char *tab;

	while (lines.n > 0)
		for (line = str_line(&lines); line.n > 0;
		    line = str_from(line, cell.n + (tab != NULL))) {
			cell = line;
			tab = memchr(line.s, '\t', line.n);
			if (tab != NULL)
				cell.n = (size_t)(tab - line.s);
			memcpy(p + out.n, cell.s, cell.n);
			out.n += cell.n;
		}
	return out;
}

struct byline
byline_read(struct arena *a, struct str first)
{
	struct str lines = title_squeeze_fields(a, first), at;
	struct str s = join_fields(a, lines);
	struct gathered body = { { "", 0 }, false }, year = body;
	struct byline b = { { "", 0 }, { "", 0 }, { "", 0 },
	    period_of(s), { "", 0 } };
	const char *word;
	size_t i;

	while (b.field.n == 0 && lines.n > 0)
		b.field = field(str_line(&lines));
	/* 现, 特 and 由 begin with the same byte. */
	for (i = 0; (word = memchr(s.s + i, *"编", s.n - i)) != NULL; i++) {
		i = (size_t)(word - s.s);
		at = str_from(s, i);
		if (str_begins(at, "编制"))
			read_compiled(s, i, &body, &year);
		else if (str_begins(at, "现") || str_begins(at, "特"))
			read_announced(s, i, &body, &year);
		else if (str_begins(at, "由"))
			read_by(s, i, &body);
	}
	b.said = gathered(&body);
	b.year = gathered(&year);
	return b;
}

/* Drops digits, Arabic or Chinese, from the end of s; how many. */
static size_t
drop_digits(struct str *s)
{
	static const char *const digits[] = { "0", "1", "2", "3", "4", "5",
	    "6", "7", "8", "9", "〇", "零", "○", "Ｏ", "O", "一", "二", "三",
	    "四", "五", "六", "七", "八", "九", "十", NULL };
	size_t n = 0;

	while (n < 5 && phrase_drop_end(s, digits))
		n++;
	return n;
}

/* Drops a day, 2024年1月20日, from the end of s; whether one was there. */
static bool
drop_day(struct str *s)
{
	static const char *const close[] = { "）", ")", NULL };
	static const char *const open[] = { "（", "(", NULL };
	static const char *const parts[][2] = { { "日", NULL },
	    { "月", NULL }, { "年", NULL } };
	struct str rest = *s;
	size_t i;

	phrase_drop_end(&rest, close);
	for (i = 0; i < 3; i++)
		if (!phrase_drop_end(&rest, parts[i]) ||
		    drop_digits(&rest) == 0)
			return false;
	phrase_drop_end(&rest, open);
	*s = rest;
	return true;
}

struct str
byline_signer(struct arena *a, struct str last)
{
	struct gathered signer = { { "", 0 }, false };
	struct str line, above = { "", 0 };

	while (last.n > 0) {
		line = str_line(&last);
		if (line.n > 3 * MAX_NAME)
			line.n = 0;
		line = title_squeeze(a, line);
		if (line.n == 0)
			continue;
		if (!drop_day(&line))
			above = line;
		else if (title_is_office(line.n > 0 ? line : above))
			gather(&signer, line.n > 0 ? line : above);
	}
	return gathered(&signer);
}

static bool
ends_with(struct str a, struct str b)
{
	return b.n > 0 && b.n <= a.n &&
	    memcmp(a.s + a.n - b.n, b.s, b.n) == 0;
}

bool
byline_agree(struct str a, struct str b)
{
	return ends_with(a, b) || ends_with(b, a);
}

/* Whether one name begins with the other: a body and an office in it. */
static bool
related(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;

	return byline_agree(a, b) || memcmp(a.s, b.s, n) == 0;
}

/* A body that put its name to the report, if that makes it the body's. */
static struct str
owner(struct str name)
{
	return is_government_office(name) ? (struct str){ "", 0 } : name;
}

/* The body that the text beside the title says. */
static struct str
body_said(const struct byline *b)
{
	if (b->said.n == 0 && b->signer.n == 0)
		return owner(b->field);
	if (b->said.n == 0 || b->signer.n == 0)
		return b->said.n > 0 ? b->said : owner(b->signer);
	if (!byline_agree(b->said, b->signer))
		return (struct str){ "", 0 };
	return b->said.n > b->signer.n ? b->said : b->signer;
}

struct title
byline_settle(const struct byline *b, struct title t, bool joined)
{
	if (t.org.n == 0)
		t.org = body_said(b);
	else if (joined && b->said.n > 0 && !related(t.org, b->said))
		t.org = b->said;
	else if (joined && b->said.n == 0 && b->signer.n > 0 &&
	    !related(t.org, b->signer))
		t.org.n = 0;
	if (t.year.n > 0)
		return t;
	if (b->period.n > 0 && b->year.n > 0 &&
	    !str_eq(b->period, b->year))
		return t;
	t.year = b->period.n > 0 ? b->period : b->year;
	return t;
}
