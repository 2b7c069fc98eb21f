/*
 * The best common subsequence of all labels, one after the other, and the
 * section's text: lines of other labels and heads may stand between the
 * lines of a label, but its characters keep their order.  Characters that
 * are neighbours in both count a little more.
 */
#include "report/labels.h"

#define MAX_TEXT	4000	/* folded characters of a section */
#define SHARED		4	/* what a common character counts */
#define BESIDE		1	/* and what it does beside another one */

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

/* The labels, the longest spelling of each; least: the shortest's length. */
static struct text
all_labels(struct arena *a, const struct label *l, size_t n, size_t *least)
{
	struct text t = { NULL, 0 };
	size_t i, k, longest;

	for (i = 0; i < n; i++, l++) {
		least[i] = l->spelling[0].n;
		for (longest = 0, k = 1; k < l->n; k++) {
			if (l->spelling[k].n > l->spelling[longest].n)
				longest = k;
			if (l->spelling[k].n < least[i])
				least[i] = l->spelling[k].n;
		}
		add(a, &t, l->spelling[longest], i);
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
	uint16_t *pair = arena_array(a, (x.n + 1) * w, sizeof(*pair)), *p;
	size_t *with = arena_array(a, x.n + 1, sizeof(*with));
	bool beside = false;

	for (i = x.n; i-- > 0; )
		for (k = y.n; k-- > 0; ) {
			b = &best[i * w + k];
			p = &pair[i * w + k];
			*b = b[w] > b[1] ? b[w] : b[1];
			if (x.c[i].c != y.c[k].c)
				continue;
			*p = b[w + 1] + SHARED;
			if (p[w + 1] + SHARED + BESIDE > *p)
				*p = p[w + 1] > 0 ? (uint16_t)(p[w + 1] +
				    SHARED + BESIDE) : *p;
			*b = *p > *b ? *p : *b;
		}
	for (i = 0; i < x.n; i++)
		with[i] = y.n;
	for (i = k = 0; i < x.n && k < y.n; ) {
		b = &best[i * w + k];
		p = &pair[i * w + k];
		if (beside || (*p > 0 && *p == *b)) {
			beside = p[w + 1] > 0 && *p == p[w + 1] + SHARED +
			    BESIDE;
			with[i++] = k++;
		} else if (*b == b[1])
			k++;
		else
			i++;
	}
	return with;
}

/*
 * The lines of the label whose characters begin at i; whether two thirds
 * of its shortest spelling are there.
 */
static bool
find_lines(struct text x, struct text y, const size_t *with, size_t i,
    size_t least, struct label_lines *out)
{
	size_t from = i, seen = 0, half = 0;

	for (; i < x.n && x.c[i].at == x.c[from].at; i++)
		seen += with[i] < y.n;
	if (seen * 3 < least * 2)
		return false;
	for (i = from; half < seen; i++) {
		if (with[i] == y.n)
			continue;
		out->last = y.c[with[i]].at;
		if (half++ == 0)
			out->first = out->last;
		if (half * 2 <= seen + 1)
			out->middle = out->last;
	}
	return true;
}

struct label_lines *
labels_find(struct arena *a, const struct observed *o, size_t section,
    const struct label *labels, size_t n)
{
	size_t *least = arena_array(a, n, sizeof(*least));
	struct text x = all_labels(a, labels, n, least);
	struct text y = text_of(a, o, section);
	struct label_lines *out = arena_array(a, n, sizeof(*out));
	size_t i, *with;

	if (y.n > MAX_TEXT || x.n > MAX_TEXT)
		return NULL;
	with = common(a, x, y);
	for (i = 0; i < x.n; i++)
		if ((i == 0 || x.c[i].at != x.c[i - 1].at) &&
		    !find_lines(x, y, with, i, least[x.c[i].at],
		    &out[x.c[i].at]))
			return NULL;
	return out;
}
