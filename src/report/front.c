/*
 * What stands ahead of a report's first section: titles, over one line or
 * several, among menus, fields and lists of other pages; and whose report
 * it is and of which year, by the title that the text beside it supports.
 */
#include "base/utf8.h"
#include "report/byline.h"
#include "report/fold.h"
#include "report/heading.h"
#include "report/lines.h"
#include "report/phrase.h"

/* The line above i that is not blank, at most three away; NONE if none. */
static size_t
above(const struct text *t, size_t i)
{
	size_t k;

	for (k = 0; k < 4 && i-- > 0; k++)
		if (heading_trim(t->lines[i].s).n > 0)
			return i;
	return NONE;
}

/*
 * What stands last in a line that holds several columns of a page, set
 * apart by blanks; without a [mark] in front and the bars of empty cells
 * behind.
 */
static struct str
last_column(struct str s)
{
	const char *end, *at;
	struct str rest;
	size_t blanks;

	s = heading_trim(s);
	while (s.n > 0 && strchr("| \t", s.s[s.n - 1]) != NULL)
		s.n--;
	end = s.n > 0 && *s.s == '[' ? memchr(s.s, ']', s.n) : NULL;
	if (end != NULL)
		s = str_from(s, (size_t)(end - s.s) + 1);
	for (at = s.s; s.n > 0 && (at = memchr(at, ' ',
	    s.n - (size_t)(at - s.s))) != NULL; at += blanks) {
		rest = str_from(s, (size_t)(at - s.s));
		for (blanks = 1; blanks < rest.n && rest.s[blanks] == ' '; )
			blanks++;
		if (blanks >= 4)
			s = str_from(rest, blanks);
	}
	return s;
}

/* Whether a line can be the upper part of a title. */
static bool
may_begin_title(const struct line *l)
{
	static const char *const no[] = { "：", ":", "。", "，", "\t", "日期",
	    "首页", "正文", "字号", "索引", "|", ">", "【", "报告", "[20",
	    "公开内容", "公开指南", "公开制度", "附件", NULL };
	struct str s = last_column(l->s);

	return s.n > 0 && s.n <= 120 && l->heading == 0 &&
	    !phrase_any(s, no);
}

/* Whether a line is the number of a document: 某政办〔2024〕3号. */
static bool
is_document_number(struct str s)
{
	static const char *const open[] = { "〔20", "[20", "［20", NULL };
	static const char *const hao[] = { "号", NULL };

	s = heading_trim(s);
	return s.n < 90 && phrase_any(s, open) && phrase_drop_end(&s, hao);
}

/* The line above i that can be a title's, over documents' numbers. */
static size_t
line_above(const struct text *t, size_t i)
{
	size_t k;

	i = above(t, i);
	for (k = 0; k < 2 && i != NONE &&
	    is_document_number(t->lines[i].s); k++)
		i = above(t, i);
	return i != NONE && may_begin_title(&t->lines[i]) &&
	    t->lines[i].title == 0 ? i : NONE;
}

/* The lower lines of a title with one more above them. */
static struct str
put_above(struct arena *a, struct str line, struct str below)
{
	char *p = arena_alloc(a, line.n + below.n + 2);

	memcpy(p, line.s, line.n);
	p[line.n] = ' ';
	if (below.n > 0)
		memcpy(p + line.n + 1, below.s, below.n);
	return (struct str){ p, line.n + 1 + below.n };
}

/* A title without a place in its body's name stands below that place. */
static void
add_place(struct text *t, size_t first, struct title *title)
{
	static const char *const kinds[] = { "省", "市", "县", "区", "州",
	    "旗", "盟", "乡", "镇", NULL };
	static const char *const nation[] = { "国家", "中国", NULL };
	size_t i = line_above(t, first);
	struct str place, name = title->org;

	if (i == NONE || phrase_any(name, kinds) || phrase_drop(&name, nation))
		return;
	place = title_squeeze(t->a, last_column(t->lines[i].s));
	name = place;
	if (place.n <= 24 && title_is_office(place) &&
	    phrase_drop_end(&name, kinds))
		title->org = title_squeeze(t->a, put_above(t->a, place,
		    title->org));
}

/* The year that stands alone, in brackets, in the line below a title. */
static void
add_year(struct text *t, size_t i, struct title *title)
{
	static const struct str words = STR("政府信息公开年报");
	static const char *const open[] = { "（", "(", NULL };
	struct title below;
	struct str s, rest;

	while (++i < t->n && heading_trim(t->lines[i].s).n == 0)
		;
	if (i >= t->n)
		return;
	s = rest = title_squeeze(t->a, heading_trim(t->lines[i].s));
	if (s.n <= 30 && phrase_drop(&rest, open) && title_parse(t->a,
	    put_above(t->a, words, s), &below) && below.org.n == 0)
		title->year = below.year;
}

/* Whether the last line of a title may be s: it has the end of 报告, and
 * is no row of a table. */
static bool
may_end_title(struct str s)
{
	static const char *const ends[] = { "报", "告", "報", NULL };

	return s.n <= 400 && memchr(s.s, '\t', s.n) == NULL &&
	    phrase_any(s, ends);
}

/* Whether a title has a year, and more of the body's name than another. */
static bool
is_longer(const struct title *a, const struct title *b)
{
	size_t at = 0;

	return a->year.n > 0 && a->org.n > b->org.n &&
	    utf8_next(a->org, &at) >= 0x3400 &&	/* no mark-up */
	    byline_agree(a->org, b->org);
}

/* In a line that had one, it takes that one's place. */
static void
add_title(struct text *t, size_t i, struct titled found)
{
	struct titled *last;

	if (t->lines[i].title == 0 && t->ntitles < UINT32_MAX) {
		last = arena_grow(t->a, &t->titles, t->ntitles, sizeof(*last));
		*last = found;
		t->lines[i].title = ++t->ntitles;
	} else if (t->lines[i].title != 0) {
		*lines_title(t, i) = found;
	}
}

/*
 * A title that ends in line i, over one to five lines: the fewest that
 * name a body, else the fewest.  Several lines must name what can only be
 * a body, as menus stand above titles, too.
 */
void
front_mark(struct text *t, size_t i)
{
	struct title title, found = { { "", 0 }, { "", 0 } };
	struct str joined = { "", 0 }, part = last_column(t->lines[i].s);
	size_t first = i, best = NONE, k;

	if (!may_end_title(part))
		return;
	for (k = 0; k < 5 && part.n <= 400; k++) {
		joined = put_above(t->a, part, joined);
		if (!title_parse(t->a, joined, &title)) {
			if (k == 0 && t->lines[i].heading != 0)
				break;
		} else if (best == NONE || (title_is_office(title.org) &&
		    (found.org.n <= 6 || is_longer(&title, &found)))) {
			best = first;
			found = title;
			if (title.org.n > (k == 0 ? 6 : 0) &&
			    (k > 0 || title.year.n > 0))
				break;
		}
		first = line_above(t, first);
		if (first == NONE)
			break;
		part = last_column(t->lines[first].s);
	}
	if (best == NONE)
		return;
	if (found.org.n > 0)
		add_place(t, best, &found);
	if (found.year.n == 0)
		add_year(t, i, &found);
	add_title(t, best, (struct titled){ found, i + 1, best != i });
}

/* Whether a line is an entry of a list: a point ahead or a day behind. */
static bool
is_entry(struct str s)
{
	static const char *const points[] = { "·", "•", "◆", "■", "●", "※",
	    "▪", NULL };

	s = heading_trim(s);
	return phrase_drop(&s, points) || (s.n > 0 && (s.s[s.n - 1] == ']' ||
	    (s.s[s.n - 1] >= '0' && s.s[s.n - 1] <= '9')));
}

/* Whether a line is the head of a list of other pages. */
static bool
is_related(struct str s)
{
	static const char *const heads[] = { "相关链接", "相关阅读",
	    "相关文章", "相关文档", "相关信息", "相关报道", "延伸阅读",
	    "推荐阅读", NULL };

	s = heading_trim(s);
	return s.n <= 18 && phrase_drop(&s, heads);
}

/* How well a title fits the text beside it; listed: in a list. */
static int
support(struct str line, const struct title *title, const struct byline *b,
    bool listed)
{
	int n = listed || is_entry(line) ? -4 : 0;

	if (title->org.n > 0 && (byline_agree(title->org, b->said) ||
	    byline_agree(title->org, b->signer)))
		n++;
	if (title->year.n > 0)
		n += str_eq(title->year, b->period) ? 3 : 1;
	return n;
}

/* Whether title b says no more than title a, or is a with more before it. */
static bool
is_same(struct arena *arena, const struct title *a, const struct title *b)
{
	if (b->org.n == 0)
		return b->year.n == 0 || a->org.n > 0;
	if (a->org.n == 0 || (b->year.n > 0 && !str_eq(a->year, b->year)))
		return false;
	return byline_agree(a->org, b->org) ||
	    fold_eq(fold(arena, a->org), fold(arena, b->org));
}

/*
 * The title of the report in lines from..to: the one before section 1 that
 * the byline supports best, of those the last.  *clash is set when two with
 * as much support name different years.
 */
static size_t
find_title(const struct text *t, size_t from, size_t to,
    const struct byline *byline, bool *clash)
{
	const struct title *title, *chosen = NULL;
	size_t i, best = NONE;
	int n, most = 0;
	bool listed = false;

	*clash = false;
	for (i = from; i < to; i++) {
		if (t->lines[i].heading == 1 && best != NONE)
			break;
		listed = listed || is_related(t->lines[i].s);
		if (t->lines[i].title == 0)
			continue;
		title = &lines_title(t, i)->title;
		n = support(t->lines[i].s, title, byline, listed);
		if (chosen != NULL && (n < most ||
		    is_same(t->a, chosen, title)))
			continue;
		*clash = chosen != NULL && n == most && chosen->year.n > 0 &&
		    str_eq(chosen->org, title->org);
		best = i;
		chosen = title;
		most = n;
	}
	return best;
}

/* The last part of a name, without its ending. */
static struct str
stem(struct str name)
{
	size_t i;

	for (i = name.n; i > 0 && name.s[i - 1] != '/'; i--)
		;
	name = str_from(name, i);
	for (i = name.n; i > 1; i--)
		if (name.s[i - 1] == '.')
			return (struct str){ name.s, i - 1 };
	return name;
}

#define MAX_LINES	60	/* in which a report is introduced or signed */
#define MAX_BYLINE	16384	/* bytes of them */

/* The first lines of from..to. */
static struct str
first_lines(const struct text *t, size_t from, size_t to)
{
	size_t i, seen = 0, bytes = 0;

	for (i = from; i < to && seen < MAX_LINES; i++) {
		seen += t->lines[i].s.n > 0;
		bytes += t->lines[i].s.n + 1;
		if (bytes > MAX_BYLINE)
			break;
	}
	return lines_join(t, from, i, 0, 0);
}

/* What the text of the report in lines from..to says of itself. */
static struct byline
read_byline(const struct text *t, size_t from, size_t to)
{
	struct byline b = byline_read(t->a, first_lines(t, from, to));
	size_t i, last = to;

	for (i = from; i < to; i++)
		if (t->lines[i].heading != 0)
			last = i + 1;
	b.signer = byline_signer(t->a, first_lines(t, last, to));
	return b;
}

/*
 * The body's name in the title at line `at`, with the head that lines above
 * hold, if the byline says that the two are one name.
 */
static struct str
whole_name(const struct text *t, size_t at, struct str name, struct str said)
{
	struct str up = { "", 0 }, head = { said.s, said.n - name.n };
	size_t k;

	if (name.n == 0 || said.n <= name.n || !byline_agree(said, name))
		return name;
	for (k = 0; k < 4 && (at = above(t, at)) != NONE; k++) {
		if (t->lines[at].s.n > 120)
			break;
		up = title_squeeze(t->a, put_above(t->a, t->lines[at].s, up));
		if (up.n >= head.n)
			return byline_agree(up, head) ? said : name;
	}
	return name;
}

/* Body and year of the report in lines from..to; its title's line. */
size_t
front_read(const struct text *t, size_t from, size_t to,
    struct report *r)
{
	struct byline byline = read_byline(t, from, to);
	struct title title = { { "", 0 }, { "", 0 } }, file;
	bool clash;
	size_t at = find_title(t, from, to, &byline, &clash);

	if (at != NONE) {
		title = lines_title(t, at)->title;
		title.org = whole_name(t, at, title.org, byline.said);
		title.org = whole_name(t, at, title.org, byline.signer);
	}
	if (clash)
		title.year.n = 0;
	title = byline_settle(&byline, title, at != NONE &&
	    lines_title(t, at)->joined);
	if (title_parse(t->a, stem(r->name), &file)) {
		if (title.org.n == 0)
			title.org = file.org;
		if (title.year.n == 0)
			title.year = file.year;
	}
	r->org = title.org;
	r->year = title.year;
	return at;
}
