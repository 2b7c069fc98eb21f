/*
 * Rules on the sections of a report and the years it names.  Some pages
 * list the headings before the report itself, so a section that occurs
 * more than once is looked at with caution.
 */
#include <stdio.h>

#include "base/utf8.h"
#include "check/look.h"
#include "check/wording.h"
#include "report/byline.h"
#include "report/fold.h"
#include "report/heading.h"
#include "report/title.h"

static const char *const titles[] = { "", "总体情况", "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况", "其他需要报告的事项" };
static const char *const numerals[] = { "", "一", "二", "三", "四", "五",
    "六", "七", "八", "九", "十" };

/* The form's number of a section, 1 to 6; 0 for what is none. */
static int
number_of(const struct section *s)
{
	return s->id.n > 0 && *s->id.s >= '1' && *s->id.s <= '6' ?
	    *s->id.s - '0' : 0;
}

/* Whether section i goes on with parts of the one before (5.1, 5.2). */
static bool
is_part(const struct report *r, size_t i)
{
	return r->sections[i].id.n > 1;
}

/* How many headings of a section there are. */
static size_t
count(const struct report *r, int number)
{
	size_t i, n = 0;

	for (i = 0; i < r->nsections; i++)
		n += number_of(&r->sections[i]) == number && !is_part(r, i);
	return n;
}

/* Words of each section's heading. */
static const char *const words[] = { "", "总体情况|总体概况|概述|概况|基本情况",
    "主动公开", "收到和处理|收到及处理|申请情况|申请办理|依申请公开",
    ("行政复议、|行政复议,|行政复议和|行政复议及|行政复议与|"
    "行政复议行政诉讼|复议诉讼|复议、诉讼"),
    "主要问题|存在问题|存在的问题|不足|改进|思路",
    "其他需要|其他事项|其他报告|其它|需要报告|需要说明|报告的事项" };

#define LINE	40	/* characters of a heading's line, at most */

/* Whether the line that character i is in is short and has no lower
 * numeral. */
static bool
is_title(const struct wording *p, size_t i)
{
	size_t from = i, to = i + 1;

	while (from > 0 && !p->broken[from] && i - from < LINE)
		from--;
	while (to < p->n && !p->broken[to] && to - from <= LINE)
		to++;
	return to - from <= LINE && p->c[from] != '(' &&
	    !(p->c[from] >= '0' && p->c[from] <= '9');
}

/*
 * Whether a text may hold the heading of a section: its words in a short
 * line, or close behind its numeral.
 */
static bool
may_hold(const struct wording *p, int k)
{
	size_t i, near;

	for (i = 0; (i = wording_find(p, i, p->n, words[k])) < p->n; i++) {
		near = i > 16 ? i - 16 : 0;
		if (is_title(p, i) ||
		    wording_find(p, near, i, numerals[k]) < i)
			return true;
	}
	return false;
}

/*
 * What may be the heading of a section that was not found: one the form
 * does not know that stands in its place, or a line with its words.
 */
static const struct section *
stand_in(const struct report *r, const struct wording *texts, int number)
{
	const struct section *s, *found = NULL;
	size_t i;
	int last = 0;

	for (i = 0; i < r->nsections; i++) {
		s = &r->sections[i];
		if (number_of(s) > 0)
			last = number_of(s);
		else if (str_is(s->id, "-") && last == number - 1)
			found = s;
	}
	if (last == 0 && r->nsections > 0)
		return &r->sections[0];		/* none was found */
	for (i = 0; found == NULL && i < r->nsections; i++)
		if (may_hold(&texts[i], number))
			found = &r->sections[i];
	return found;
}

static void
say_missing(struct look *l, const struct section *instead, int k)
{
	if (instead == NULL)
		finding(l, 0, "", "", str_of(titles[k]),
		    (struct str){ "", 0 }, "没有“%s、%s”", numerals[k],
		    titles[k]);
	else if (finding_begin(l, false, 0, "", "")) {
		tsv_field(l->out, str_of(titles[k]), '\t');
		buf_byte(l->out, '\t');
		finding_quote(l, instead->title);
		buf_printf(l->out, "或其后可能有“%s”", titles[k]);
		finding_end(l);
	}
}

void
look_missing(struct look *l)
{
	const struct report *r = l->document;
	struct wording *texts = NULL;
	size_t i;
	int k;

	for (k = 1; k <= 6; k++) {
		if (count(r, k) > 0)
			continue;
		if (texts == NULL) {
			texts = arena_array(l->arena, r->nsections,
			    sizeof(*texts));
			for (i = 0; i < r->nsections; i++)
				texts[i] = wording_new(l->arena,
				    r->sections[i].text);
		}
		say_missing(l, stand_in(r, texts, k), k);
	}
}

void
look_order(struct look *l)
{
	const struct report *r = l->document;
	int number, last = 0;
	size_t i;

	for (i = 0; i < r->nsections; i++) {
		number = number_of(&r->sections[i]);
		if (number == 0 || is_part(r, i) || count(r, number) > 1)
			continue;
		if (number < last)
			finding(l, 0, "", "", str_of(titles[number]),
			    str_of(titles[last]), "“%s”在“%s”之后",
			    titles[number], titles[last]);
		else
			last = number;
	}
}

/* The numeral a heading was given; 0 if none, or without a point (一是). */
static int
numeral(const struct section *s)
{
	struct str rest = s->title;
	int n = 0;

	if (s->id.n == 1 && (number_of(s) > 0 || *s->id.s == '-'))
		n = heading_numeral(&rest);
	return n > 0 && s->title.n - rest.n > strlen(numerals[n]) ? n : 0;
}

/* Says that a heading has the numeral of one before it. */
static void
say_twice(struct look *l, const struct section *s,
    const struct section *before)
{
	int n = numeral(s);

	finding_begin(l, true, 0, "", "");
	buf_printf(l->out, "%s\t%s\t", n < 10 ? numerals[n + 1] : "",
	    numerals[n]);
	finding_quote(l, before->title);
	buf_cstr(l->out, "与");
	finding_quote(l, s->title);
	buf_cstr(l->out, "序号相同");
	finding_end(l);
}

void
look_number(struct look *l)
{
	const struct report *r = l->document;
	const struct section *s, *last = NULL;
	int n, form;
	size_t i;

	for (i = 0; i < r->nsections; i++) {
		s = &r->sections[i];
		n = numeral(s);
		form = number_of(s);
		if (n == 0)
			continue;
		if (last != NULL && numeral(last) == n &&
		    !str_eq(last->id, s->id))
			say_twice(l, s, last);
		if (form > 0 && n != form) {
			finding_begin(l, true, 0, "", "");
			buf_printf(l->out, "%s\t%s\t", numerals[form],
			    numerals[n]);
			finding_quote(l, s->title);
			buf_printf(l->out, "的序号应当是“%s”",
			    numerals[form]);
			finding_end(l);
		}
		last = s;
	}
}

/* Whether s has a letter, a digit or an ideograph. */
static bool
says_something(struct str s)
{
	size_t i = 0;

	while (i < s.n)
		if (fold_char(utf8_next(s, &i)) != 0)
			return true;
	return false;
}

/* Whether a heading goes on with text of its own: 六、…事项：无. */
static bool
title_says(struct str title)
{
	static const char *const marks[] = { "：", ":", "。", "无" };
	size_t k;

	for (k = 0; k < 4; k++)
		if (title.n > 3 && str_find(str_from(title, 3), marks[k]) >= 0)
			return true;
	return false;
}

void
look_empty(struct look *l)
{
	const struct report *r = l->document;
	const struct section *s, *heading;
	bool full;
	size_t i;
	int k;

	for (k = 1; k <= 6; k++) {
		heading = NULL;
		full = false;
		for (i = 0; i < r->nsections; i++) {
			s = &r->sections[i];
			if (number_of(s) != k)
				continue;
			heading = s;
			full = full || says_something(s->text) ||
			    title_says(s->title) || (i + 1 < r->nsections &&
			    str_is(r->sections[i + 1].id, "-"));
		}
		if (heading == NULL || full)
			continue;
		finding_begin(l, true, 0, "", "");
		buf_cstr(l->out, "\t\t");
		finding_quote(l, heading->title);
		buf_cstr(l->out, "下没有内容");
		finding_end(l);
	}
}

/* Whether, behind the last year of a line, the other one stands: a period
 * over both. */
static bool
spans_both(struct str line, struct str year, struct str other)
{
	size_t i, last = line.n;

	for (i = 0; i + year.n <= line.n; i++)
		if (str_at(line, i, year))
			last = i;
	for (i = last; i + other.n <= line.n && i < last + 60; i++)
		if (str_at(line, i, other))
			return true;
	return false;
}

/* The line of the first sections that states the period. */
static struct str
period(struct look *l, struct str *year)
{
	const struct report *r = l->document;
	struct str text, line;
	size_t i;

	for (i = 0; i < r->nsections && i < 2; i++)
		for (text = r->sections[i].text; text.n > 0; ) {
			line = str_line(&text);
			*year = byline_period(l->arena, line);
			if (year->n > 0)
				return line;
		}
	return (struct str){ NULL, 0 };
}

void
look_year(struct look *l)
{
	const struct report *r = l->document;
	struct title title = { { NULL, 0 }, { NULL, 0 } };
	struct str year, line = period(l, &year);

	if (line.n == 0 || r->nsections == 0 ||
	    !title_parse(l->arena, r->sections[0].title, &title) ||
	    title.year.n != 4 || str_eq(title.year, year) ||
	    spans_both(line, year, title.year))
		return;
	finding_begin(l, true, 0, "", "");
	tsv_field(l->out, title.year, '\t');
	tsv_field(l->out, year, '\t');
	finding_quote(l, r->sections[0].title);
	buf_printf(l->out, "是 %.4s 年的，统计期限是 %.4s 年的",
	    title.year.s, year.s);
	finding_end(l);
}
