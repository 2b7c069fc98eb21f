#include <string.h>

#include "report/lines.h"

struct titled *
lines_title(const struct text *t, size_t i)
{
	return &t->titles[t->lines[i].title - 1];
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

struct str
lines_join(const struct text *t, size_t from, size_t to, size_t skip,
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
