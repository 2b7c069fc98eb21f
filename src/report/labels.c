/*
 * The longest common subsequence of all labels, one after the other, and
 * the section's text: lines of other labels and heads may stand between
 * the lines of a label, but its characters keep their order.
 */
#include "report/labels.h"
#include "report/likeness.h"

#define MAX_TEXT	6000	/* folded characters of a section */

struct character {
	uint16_t	 c;
	size_t		 at;	/* its line of the report, or its label */
};

struct text {
	struct character *c;
	size_t		 n;
};

static void
add(struct arena *a, struct text *t, struct folded f, size_t at)
{
	struct character *c;
	size_t i;

	for (i = 0; i < f.n; i++) {
		c = arena_grow(a, &t->c, t->n++, sizeof(*c));
		c->c = f.c[i];
		c->at = at;
	}
}

/* The labels, the shortest spelling of each. */
static struct text
all_labels(struct arena *a, const struct form_line *lines, size_t n)
{
	struct text t = { NULL, 0 };
	struct label l;
	size_t i, k, best;

	for (i = 0; i < n; i++) {
		l = likeness_label(a, lines[i].labels);
		for (best = 0, k = 1; k < l.n; k++)
			if (l.spelling[k].n < l.spelling[best].n)
				best = k;
		add(a, &t, l.spelling[best], i);
	}
	return t;
}

static struct text
text_of(struct arena *a, const struct observed *o, size_t section)
{
	struct text t = { NULL, 0 };
	const struct piece *p;
	size_t i;

	for (i = 0; i < o->nloose && t.n <= MAX_TEXT; i++) {
		p = &o->loose[i];
		if (!p->figure && o->section[p->line] == section)
			add(a, &t, fold(a, p->text), p->line);
	}
	return t;
}

/* For each character of x the one of y it is in common with; or y.n. */
static size_t *
common(struct arena *a, struct text x, struct text y)
{
	size_t w = y.n + 1, i, k;
	uint16_t *best = arena_array(a, (x.n + 1) * w, sizeof(*best)), *b;
	size_t *with = arena_array(a, x.n + 1, sizeof(*with));

	for (i = x.n; i-- > 0; )
		for (k = y.n; k-- > 0; ) {
			b = &best[i * w + k];
			*b = b[w] > b[1] ? b[w] : b[1];
			if (x.c[i].c == y.c[k].c && b[w + 1] + 1 > *b)
				*b = (uint16_t)(b[w + 1] + 1);
		}
	for (i = k = 0; i < x.n; i++) {
		with[i] = y.n;
		while (k < y.n && best[i * w + k + 1] == best[i * w + k])
			k++;
		if (k == y.n || best[(i + 1) * w + k] == best[i * w + k])
			continue;
		with[i] = k++;
	}
	return with;
}

size_t *
labels_find(struct arena *a, const struct observed *o, size_t section,
    const struct form_line *lines, size_t n)
{
	struct text x = all_labels(a, lines, n), y = text_of(a, o, section);
	size_t *line = arena_array(a, n, sizeof(*line)), *with;
	size_t i, k, end, seen, half;

	if (y.n > MAX_TEXT || x.n > MAX_TEXT)
		return NULL;
	with = common(a, x, y);
	for (i = 0; i < x.n; i = end) {
		for (end = i, seen = 0; end < x.n && x.c[end].at == x.c[i].at;
		    end++)
			seen += with[end] < y.n;
		if (seen * 3 < (end - i) * 2)
			return NULL;
		for (k = i, half = 0; half * 2 < seen; k++)
			half += with[k] < y.n;
		line[x.c[i].at] = y.c[with[k - 1]].at;
	}
	return line;
}
