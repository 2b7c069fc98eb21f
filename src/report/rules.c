/*
 * The first rule says where columns begin; each reaches to the next, so
 * that text may be a little wider than its dashes.  The table ends with
 * the next rule of the same columns, but for the rule below its head: it
 * goes on while such rules come.
 */
#include "base/utf8.h"
#include "report/rules.h"

#define MAX_COLUMNS	64

struct rule {
	size_t	x[MAX_COLUMNS], n;
};

/* Reads a line of dashes; false if it is none of at least two groups. */
static bool
read_rule(struct str line, struct rule *r)
{
	size_t x;
	bool in = false;

	r->n = 0;
	for (x = 0; x < line.n; x++) {
		if (line.s[x] == ' ' || line.s[x] == '\r') {
			in = false;
			continue;
		}
		if (line.s[x] != '-' && line.s[x] != '=')
			return false;
		if (!in && r->n == MAX_COLUMNS)
			return false;
		if (!in)
			r->x[r->n++] = x;
		in = true;
	}
	return r->n > 1;
}

static bool
same(const struct rule *a, const struct rule *b)
{
	return a->n == b->n && memcmp(a->x, b->x, a->n * sizeof(*a->x)) == 0;
}

/*
 * A line cut at the columns.  False if a character other than a blank
 * stands just before a column: text that crosses.
 */
static bool
cut(struct arena *a, struct str line, const struct rule *r, struct str *out)
{
	char *p, *start;
	size_t i = 0, at, x = 0, k = 0;
	bool blank = true;
	uint32_t c;

	start = p = arena_alloc(a, line.n + r->n + 1);
	while (i < line.n) {
		at = i;
		c = utf8_next(line, &i);
		while (k + 1 < r->n && x >= r->x[k + 1]) {
			if (!blank)
				return false;
			*p++ = '\t';
			k++;
		}
		if (c == '\t')
			return false;
		memcpy(p, line.s + at, i - at);
		p += i - at;
		blank = c == ' ' || c == 0x3000 || c == 0xA0;
		x += (size_t)utf8_width(c);
		if (k + 1 < r->n && x > r->x[k + 1] && !blank)
			return false;
	}
	for (; k + 1 < r->n; k++)
		*p++ = '\t';
	*out = (struct str){ start, (size_t)(p - start) };
	return true;
}

/* Cuts lines from..to; leaves all as they are if one cannot be. */
static void
open_table(struct arena *a, struct str *lines, size_t from, size_t to,
    const struct rule *r)
{
	struct str *cells = arena_array(a, to - from + 1, sizeof(*cells));
	struct rule other;
	size_t i;

	for (i = from; i < to; i++) {
		if (read_rule(lines[i], &other) || lines[i].n == 0)
			cells[i - from] = (struct str){ lines[i].s, 0 };
		else if (!cut(a, lines[i], r, &cells[i - from]))
			return;
	}
	memcpy(lines + from, cells, (to - from) * sizeof(*cells));
}

void
rules_open(struct arena *a, struct str *lines, size_t n)
{
	struct rule first, other;
	size_t i, k, last;

	for (i = 0; i < n; i++) {
		if (!read_rule(lines[i], &first))
			continue;
		for (k = i + 1, last = i; k < n; k++) {
			if (!read_rule(lines[k], &other))
				continue;
			if (!same(&first, &other))
				break;
			last = k;
			if (k + 1 < n && lines[k + 1].n == 0)
				break;
		}
		if (last == i)
			continue;
		open_table(a, lines, i, last + 1, &first);
		i = last;
	}
}
