/*
 * The text is cut into lines; lines are marked as titles and headings;
 * the marks decide.  A heading is known by the words of the form's own
 * headings, whatever its numeral.  A report begins anew at a title that
 * is followed by a heading of section 1 when the report before it has had
 * its section 1 already: PDFs repeat the title on each page, and pages
 * list the titles of other years, neither with a section 1 behind it.
 */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "report/byline.h"
#include "report/fold.h"
#include "report/heading.h"
#include "report/phrase.h"
#include "report/split.h"
#include "report/title.h"

#define NONE	((size_t)-1)

struct line {
	struct str	 s;
	int		 heading;	/* 1-6; HEADING_UNKNOWN; 0: no heading */
	bool		 weak;		/* a heading 1 only if no other is */
	size_t		 title_end;	/* a title begins here and ends in
					   that line; 0 if none does */
	bool		 joined;	/* the title is put together from lines */
	struct title	 title;
};

struct text {
	struct arena	*a;
	struct line	*lines;
	size_t		 n;
};

/* Where the last sentence of s ends; 0: none does. */
static size_t
last_stop(struct str s)
{
	while (s.n > 0 && !str_ends(s, "。"))
		s.n--;
	return s.n;
}

/* Whether s is a title that says the body and the year. */
static bool
is_whole_title(struct arena *a, struct str s)
{
	struct title title;

	return title_parse(a, s, &title) && title.org.n > 0 &&
	    title.year.n > 0;
}

/* Where a title begins that was glued to the end of a line; 0: nowhere. */
static size_t
glued_title(struct text *t, struct str s)
{
	size_t stop = last_stop(s), heading = heading_cut(s);

	if (s.n > 20000 || (stop == 0 && heading == 0) ||
	    str_find(s, "公开") < 0)
		return 0;
	if (stop > 0 && is_whole_title(t->a, heading_trim(str_from(s, stop))))
		return stop;
	return heading > 0 && is_whole_title(t->a, str_from(s, heading)) ?
	    heading : 0;
}

static void
add_line(struct text *t, struct str s)
{
	struct line *l = arena_grow(t->a, &t->lines, t->n, sizeof(*l));

	if (s.n > 0 && s.s[s.n - 1] == '\r')
		s.n--;
	l->s = s;
	t->n++;
}

static void
cut_lines(struct text *t, struct str s)
{
	const char *nl;
	struct str line;
	size_t cut;

	while (s.n > 0) {
		nl = memchr(s.s, '\n', s.n);
		line = s;
		if (nl != NULL)
			line.n = (size_t)(nl - s.s);
		s = str_from(s, line.n + (nl != NULL));
		cut = glued_title(t, line);
		if (cut > 0)
			add_line(t, (struct str){ line.s, cut });
		add_line(t, str_from(line, cut));
	}
}

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
	    t->lines[i].title_end == 0 ? i : NONE;
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

/*
 * A title that ends in line i, over one to five lines: the fewest that
 * name a body, else the fewest.  Several lines must name what can only be
 * a body, as menus stand above titles, too.
 */
static void
mark_title(struct text *t, size_t i)
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
	t->lines[best].title = found;
	t->lines[best].joined = best != i;
	t->lines[best].title_end = i + 1;
}

/*
 * Headings are taken back where they cannot be: unknown ones among the
 * rows of table 3, weak ones beside a strong one.
 */
static void
settle_headings(struct text *t, size_t from, size_t to)
{
	size_t i;
	int section = 0;
	bool strong = false;

	for (i = from; i < to; i++)
		strong = strong || (t->lines[i].heading == 1 &&
		    !t->lines[i].weak);
	for (i = from; i < to; i++) {
		struct line *l = &t->lines[i];

		if (l->weak && strong)
			l->heading = HEADING_UNKNOWN;
		if (l->heading == HEADING_UNKNOWN && section >= 2 && section <= 4)
			l->heading = 0;
		if (l->heading != 0 && l->heading != HEADING_UNKNOWN)
			section = l->heading;
	}
}

/* The next heading of section 1 from i on; n if there is none. */
static size_t
next_first(const struct text *t, size_t i)
{
	while (i < t->n && t->lines[i].heading != 1)
		i++;
	return i;
}

/*
 * Where the report that begins at `from` ends: before the title that
 * stands ahead of the next section 1 but one.
 */
static size_t
report_end(const struct text *t, size_t from)
{
	size_t one = next_first(t, from), next, i, title;

	for (; one < t->n; one = next) {
		next = next_first(t, one + 1);
		title = NONE;
		for (i = one + 1; i < next; i++) {
			if (t->lines[i].heading != 0 &&
			    t->lines[i].heading != HEADING_UNKNOWN)
				title = NONE;
			else if (t->lines[i].title_end != 0 && (title == NONE
			    || !str_eq(t->lines[i].title.org,
			    t->lines[title].title.org) ||
			    !str_eq(t->lines[i].title.year,
			    t->lines[title].title.year)))
				title = i;
		}
		if (next < t->n && title != NONE)
			return title;
	}
	return t->n;
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
support(const struct line *l, const struct byline *b, bool listed)
{
	int n = listed || is_entry(l->s) ? -4 : 0;

	if (l->title.org.n > 0 && (byline_agree(l->title.org, b->said) ||
	    byline_agree(l->title.org, b->signer)))
		n++;
	if (l->title.year.n > 0)
		n += str_eq(l->title.year, b->period) ? 3 : 1;
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
	size_t i, best = NONE;
	int n, most = 0;
	bool listed = false;

	*clash = false;
	for (i = from; i < to; i++) {
		if (t->lines[i].heading == 1 && best != NONE)
			break;
		listed = listed || is_related(t->lines[i].s);
		if (t->lines[i].title_end == 0)
			continue;
		n = support(&t->lines[i], byline, listed);
		if (best != NONE && (n < most || is_same(t->a,
		    &t->lines[best].title, &t->lines[i].title)))
			continue;
		*clash = best != NONE && n == most &&
		    t->lines[best].title.year.n > 0 &&
		    str_eq(t->lines[best].title.org, t->lines[i].title.org);
		best = i;
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

/* Whether lines stand one after the other in the text just so. */
static bool
are_joined(const struct text *t, size_t from, size_t to)
{
	size_t i;

	for (i = from + 1; i < to; i++)
		if (t->lines[i].s.s !=
		    t->lines[i - 1].s.s + t->lines[i - 1].s.n + 1)
			return false;
	return true;
}

static struct str
join_lines(const struct text *t, size_t from, size_t to, size_t skip,
    size_t skip_to)
{
	const struct line *last;
	size_t i, n = 0;
	char *p, *start;

	if (from >= to)
		return (struct str){ "", 0 };
	if (skip == skip_to && are_joined(t, from, to)) {
		last = t->lines + to - 1;
		return (struct str){ t->lines[from].s.s, (size_t)
		    (last->s.s + last->s.n - t->lines[from].s.s) };
	}
	for (i = from; i < to; i++)
		n += t->lines[i].s.n + 1;
	start = p = arena_alloc(t->a, n + 1);
	for (i = from; i < to; i++) {
		if (i >= skip && i < skip_to)
			continue;
		memcpy(p, t->lines[i].s.s, t->lines[i].s.n);
		p += t->lines[i].s.n;
		*p++ = '\n';
	}
	return (struct str){ start, (size_t)(p - start) - (p > start) };
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
	return join_lines(t, from, i, 0, 0);
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
static size_t
find_who_and_when(const struct text *t, size_t from, size_t to,
    struct report *r)
{
	struct byline byline = read_byline(t, from, to);
	struct title title = { { "", 0 }, { "", 0 } }, file;
	bool clash;
	size_t at = find_title(t, from, to, &byline, &clash);

	if (at != NONE) {
		title = t->lines[at].title;
		title.org = whole_name(t, at, title.org, byline.said);
		title.org = whole_name(t, at, title.org, byline.signer);
	}
	if (clash)
		title.year.n = 0;
	title = byline_settle(&byline, title, at != NONE &&
	    t->lines[at].joined);
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

static struct str
section_id(int heading)
{
	static const char ids[] = "0123456-";

	return (struct str){ ids + heading, 1 };
}

static struct section *
add_section(struct arena *a, struct report *r, struct str id,
    struct str title, struct str text)
{
	struct section *s = arena_grow(a, &r->sections, r->nsections,
	    sizeof(*s));

	r->nsections++;
	*s = (struct section){ id, title, text };
	return s;
}

/* Whether s begins with （一）, (二) ... */
static bool
is_subheading(struct str s)
{
	size_t open;

	s = heading_trim(s);
	open = s.n > 0 && *s.s == '(' ? 1 : s.n > 3 &&
	    memcmp(s.s, "（", 3) == 0 ? 3 : 0;
	if (open == 0)
		return false;
	s = str_from(s, open);
	if (!heading_numeral(&s))
		return false;
	return s.n > 0 && (*s.s == ')' ||
	    (s.n >= 3 && memcmp(s.s, "）", 3) == 0));
}

/* A section's lines; with depth 2, its parts each on their own. */
static void
add_parts(const struct text *t, struct report *r, struct str id,
    struct str title, size_t from, size_t to, unsigned depth)
{
	size_t i, start = from, part = 0;
	struct str name = id, head = title;
	char number[32];

	for (i = from; depth > 1 && strchr("156", *id.s) && i < to; i++) {
		if (!is_subheading(t->lines[i].s))
			continue;
		add_section(t->a, r, name, head,
		    join_lines(t, start, i, 0, 0));
		snprintf(number, sizeof(number), "%c.%zu", *id.s, ++part);
		name = arena_str(t->a, str_of(number));
		head = heading_trim(t->lines[i].s);
		start = i + 1;
	}
	add_section(t->a, r, name, head, join_lines(t, start, to, 0, 0));
}

static void
add_sections(const struct text *t, size_t from, size_t to, size_t title,
    unsigned depth, struct report *r)
{
	struct str none = { "", 0 }, head = none;
	size_t i, next, title_end = 0;

	for (i = from; i < to && t->lines[i].heading == 0; i++)
		;
	if (title != NONE) {
		title_end = t->lines[title].title_end;
		head = heading_trim(join_lines(t, title, title_end, 0, 0));
	}
	if (title == NONE || title >= i)
		title = title_end = 0;
	if (i > from)
		add_section(t->a, r, section_id(0), head,
		    join_lines(t, from, i, title, title_end));
	for (; i < to; i = next) {
		for (next = i + 1; next < to &&
		    t->lines[next].heading == 0; next++)
			;
		add_parts(t, r, section_id(t->lines[i].heading),
		    heading_trim(t->lines[i].s), i + 1, next, depth);
	}
}

static struct str
numbered_name(struct arena *a, struct str name, size_t n)
{
	char *p;

	if (n == 0)
		return name;
	p = arena_alloc(a, name.n + 24);
	memcpy(p, name.s, name.n);
	return (struct str){ p, name.n + (size_t)snprintf(p + name.n, 24,
	    "#%zu", n + 1) };
}

struct report *
split_reports(struct arena *a, struct str s, struct str name,
    unsigned depth, size_t *n)
{
	struct text t = { a, NULL, 0 };
	struct report *reports = NULL, *r;
	struct arena_mark mark;
	size_t i, from, to, title;

	cut_lines(&t, s);
	mark = arena_mark(a);
	for (i = 0; i < t.n; i++) {
		t.lines[i].heading = heading_section(a, t.lines[i].s,
		    &t.lines[i].weak);
		arena_release(a, mark);
	}
	for (i = 0; i < t.n; i++)
		mark_title(&t, i);
	*n = 0;
	from = 0;
	do {
		to = report_end(&t, from);
		settle_headings(&t, from, to);
		r = arena_grow(a, &reports, *n, sizeof(*r));
		r->name = name;
		title = find_who_and_when(&t, from, to, r);
		r->name = numbered_name(a, name, *n);
		add_sections(&t, from, to, title, depth, r);
		++*n;
		from = to;
	} while (from < t.n);
	return reports;
}
