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
#include "report/heading.h"
#include "report/lines.h"
#include "report/phrase.h"

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

/* Whether the titles that begin in lines i and k say the same. */
static bool
says_same(const struct text *t, size_t i, size_t k)
{
	const struct title *a = &lines_title(t, i)->title;
	const struct title *b = &lines_title(t, k)->title;

	return str_eq(a->org, b->org) && str_eq(a->year, b->year);
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
			else if (t->lines[i].title != 0 && (title == NONE ||
			    !says_same(t, title, i)))
				title = i;
		}
		if (next < t->n && title != NONE)
			return title;
	}
	return t->n;
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
		    lines_join(t, start, i, 0, 0));
		snprintf(number, sizeof(number), "%c.%zu", *id.s, ++part);
		name = arena_str(t->a, str_of(number));
		head = heading_trim(t->lines[i].s);
		start = i + 1;
	}
	add_section(t->a, r, name, head, lines_join(t, start, to, 0, 0));
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
		title_end = lines_title(t, title)->end;
		head = heading_trim(lines_join(t, title, title_end, 0, 0));
	}
	if (title == NONE || title >= i)
		title = title_end = 0;
	if (i > from)
		add_section(t->a, r, section_id(0), head,
		    lines_join(t, from, i, title, title_end));
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
	struct text t = { .a = a };
	struct report *reports = NULL, *r;
	struct arena_mark mark;
	size_t i, from, to, title;

	cut_lines(&t, s);
	mark = arena_mark(a);
	for (i = 0; i < t.n; i++) {
		t.lines[i].heading = (signed char)heading_section(a,
		    t.lines[i].s, &t.lines[i].weak);
		arena_release(a, mark);
	}
	for (i = 0; i < t.n; i++)
		front_mark(&t, i);
	*n = 0;
	from = 0;
	do {
		to = report_end(&t, from);
		settle_headings(&t, from, to);
		r = arena_grow(a, &reports, *n, sizeof(*r));
		r->name = name;
		title = front_read(&t, from, to, r);
		r->name = numbered_name(a, name, *n);
		add_sections(&t, from, to, title, depth, r);
		++*n;
		from = to;
	} while (from < t.n);
	arena_shed(a, t.lines, t.n, sizeof(*t.lines));
	return reports;
}
