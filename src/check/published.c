/*
 * When a report was due: 《中华人民共和国政府信息公开条例》 article 49 gives
 * departments until 31 January to publish, and governments from the county
 * up until 31 March.  A body is a department when its name says so; for
 * all others the later day counts.
 *
 * The earliest date the page gives is taken.  Pages that were moved to
 * another site carry the day of the move, so a date more than a year late
 * says nothing.
 */
#include <stdio.h>

#include "base/utf8.h"
#include "check/look.h"
#include "check/numeral.h"

/* A day as a number: 20240131; 0 is none. */
typedef unsigned day;

/* Takes a number of at most four digits at s; 0 if there is none. */
static unsigned
take_number(struct str *s, size_t most)
{
	unsigned n = 0;
	size_t i = 0;

	while (i < s->n && i < most && s->s[i] >= '0' && s->s[i] <= '9')
		n = n * 10 + (unsigned)(s->s[i++] - '0');
	*s = str_from(*s, i);
	return n;
}

static void
skip(struct str *s, const char *const *words)
{
	struct str trimmed;

	trimmed = utf8_trim(*s);
	*s = str_from(*s, (size_t)(trimmed.s - s->s));
	for (; *words != NULL; words++)
		if (str_begins(*s, *words)) {
			*s = str_from(*s, strlen(*words));
			break;
		}
	trimmed = utf8_trim(*s);
	*s = str_from(*s, (size_t)(trimmed.s - s->s));
}

/* The date at the head of s (2024-01-31, 2024年1月31日), s behind it. */
static day
take_date(struct str *s)
{
	static const char *const year[] = { "年", "-", "/", ".", NULL };
	static const char *const month[] = { "月", "-", "/", ".", NULL };
	static const char *const end[] = { "日", NULL };
	struct str from = *s;
	unsigned y, m, d;

	y = take_number(s, 4);
	skip(s, year);
	m = take_number(s, 2);
	skip(s, month);
	d = take_number(s, 2);
	skip(s, end);
	if (y < 2000 || y > 2100 || m < 1 || m > 12 || d < 1 || d > 31) {
		*s = from;
		return 0;
	}
	return y * 10000 + m * 100 + d;
}

/* The date a line gives as that of publication. */
static day
date_of(struct str line)
{
	static const char *const labels[] = { "发布日期", "发布时间",
	    "公布日期", "公布时间", "公开日期", "公开时间", "发文日期",
	    "成文日期", "生成日期", "印发日期" };
	static const char *const colon[] = { "：", ":", "】", "]", NULL };
	struct str s = utf8_trim(line);
	size_t i, k, n;
	day d;

	/* A date alone on its line is a signature's; lists have 2024-01-31. */
	if (s.n > 3 && memcmp(s.s + s.n - 3, "日", 3) == 0 &&
	    (d = take_date(&s)) != 0 && s.n == 0)
		return d;
	s = utf8_trim(line);
	for (i = 0; i < s.n; i++)
		for (k = 0; k < sizeof(labels) / sizeof(labels[0]); k++) {
			n = strlen(labels[k]);
			if (i + n > s.n || memcmp(s.s + i, labels[k], n) != 0)
				continue;
			s = str_from(s, i + n);
			skip(&s, colon);
			return take_date(&s);
		}
	return 0;
}

/* The earliest date of the page that is none of the year reported on. */
static day
published(const struct report *r, unsigned year)
{
	struct str text, line;
	day first = 0, d;
	size_t i;

	for (i = 0; i < r->nsections; i++)
		for (text = r->sections[i].text; text.n > 0; ) {
			line = str_line(&text);
			d = line.n > 400 ? 0 : date_of(line);
			if (d / 10000 > year && (first == 0 || d < first))
				first = d;
		}
	return first;
}

/* Whether a name is that of a department of a government. */
static bool
is_department(struct str org)
{
	static const char *const ends[] = { "局", "委", "委员会", "厅", "部",
	    "署", "办公室", "办" };
	long bracket;
	size_t i;

	/* Its other names stand in brackets at the end. */
	if (str_ends(org, "）") && (bracket = str_find(org, "（")) > 0)
		org.n = (size_t)bracket;
	if (str_ends(org, "管理委员会"))
		return false;
	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (org.n > strlen(ends[i]) && str_ends(org, ends[i]))
			return true;
	return false;
}

void
look_published(struct look *l)
{
	struct str s = l->year;
	unsigned year = take_number(&s, 4);
	day due, d;
	char expected[16], found[16];

	if (year < 2000 || s.n > 0)
		return;
	due = (year + 1) * 10000 + (is_department(l->org) ? 131 : 331);
	d = published(l->document, year);
	if (d <= due || d / 10000 != year + 1)
		return;
	snprintf(expected, sizeof(expected), "%u-%02u-%02u", due / 10000,
	    due / 100 % 100, due % 100);
	snprintf(found, sizeof(found), "%u-%02u-%02u", d / 10000,
	    d / 100 % 100, d % 100);
	finding(l, 0, "", "", str_of(expected), str_of(found),
	    "页面日期 %s，晚于 %s（政府信息公开条例第四十九条）", found,
	    expected);
}
