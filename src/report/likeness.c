#include "report/likeness.h"

struct needle
likeness_needle(struct folded text)
{
	struct needle d = { .whole = text, .text = text };
	unsigned char *at;
	size_t k;

	d.text.n = text.n > NEEDLE ? NEEDLE : text.n;
	memset(d.first, NEEDLE, sizeof(d.first));
	for (k = d.text.n; k-- > 0; ) {
		at = &d.first[text.c[k] % NEEDLE];
		d.next[k] = *at;
		*at = (unsigned char)k;
	}
	return d;
}

/* The bits of a needle's places that hold c. */
static uint64_t
places_of(const struct needle *d, uint16_t c)
{
	uint64_t bits = 0;
	size_t k;

	for (k = d->first[c % NEEDLE]; k < NEEDLE; k = d->next[k])
		bits |= (uint64_t)(d->text.c[k] == c) << k;
	return bits;
}

/* A search for a needle, and how far it is. */
struct search {
	const struct needle *needle;
	uint64_t	up, down;
	size_t		at, edits;
	struct place	best;
};

static struct search
search_begin(const struct needle *d)
{
	struct search s = { .needle = d, .up = ~(uint64_t)0 };

	s.best.edits = s.edits = d->text.n;
	return s;
}

/*
 * Goes on through text.  Myers' bit vectors (J. ACM 46, 1999): a column of
 * Sellers' table in two words.
 */
static void
search_on(struct search *s, struct folded text)
{
	uint64_t up = s->up, down = s->down, eq, diagonal, plus, minus;
	size_t i, last = (s->needle->text.n - 1) % NEEDLE;

	for (i = 0; i < text.n; i++) {
		eq = places_of(s->needle, text.c[i]);
		diagonal = (((eq & up) + up) ^ up) | eq;
		plus = down | ~(diagonal | up);
		minus = up & diagonal;
		s->edits += plus >> last & 1;
		s->edits -= minus >> last & 1;
		plus <<= 1;
		minus <<= 1;
		up = minus | ~(eq | down | plus);
		down = plus & (eq | down);
		s->at++;
		if (s->edits <= s->best.edits) {
			s->best.edits = s->edits;
			s->best.end = s->at;
		}
	}
	s->up = up;
	s->down = down;
}

/*
 * The substring of text with the least edit distance to label; of equal
 * ones the last.  A label longer than a word is cut.
 */
struct place
likeness_find(struct folded text, struct folded label)
{
	struct needle d;
	struct search s;

	if (label.n == 0)
		return (struct place){ 0, text.n };
	d = likeness_needle(label);
	s = search_begin(&d);
	search_on(&s, text);
	return s.best;
}

/* How much of the label's length lies between it and the figures. */
static double
distance(size_t from, size_t to, size_t label)
{
	double d = from > to ? (double)(from - to) : (double)(to - from);

	return d / (double)(label > 4 ? label : 4);
}

/*
 * A label that wraps below its figures: what stands before them is the
 * label's beginning, at least five characters of it.
 */
static double
like_cut(const struct run *r, struct folded label)
{
	size_t n = r->before.n < label.n ? r->before.n : label.n;

	for (; n >= 5; n--)
		if (memcmp(r->before.c + r->before.n - n, label.c,
		    n * sizeof(*label.c)) == 0)
			return 0.75 + 0.2 * (double)n / (double)label.n;
	return 0;
}

/* How many of a label's characters a text does not hold: so many edits at
 * least lie between the two. */
static size_t
count_missing(struct folded label, const struct fold_set *kinds)
{
	size_t i, n = 0;

	for (i = 0; i < label.n && i < 64; i++)
		n += !fold_may_hold(kinds, label.c[i]);
	return n;
}

/* Whether a label may be as alike as `least` to the text around a run. */
static bool
may_be_like(const struct run *r, struct folded label, double least)
{
	return like_cut(r, label) >= least ||
	    1 - (double)count_missing(label, &r->kinds) /
	    (double)label.n >= least;
}

double
likeness_in(const struct run *r, const struct needle *needle, double least)
{
	const struct folded label = needle->whole;
	struct search s;
	struct place p;
	double like, both = 0, d;

	if (least > 0 && !may_be_like(r, label, least))
		return -1;
	s = search_begin(needle);
	search_on(&s, r->before);
	p = s.best;
	d = distance(p.end, r->before.n, label.n);
	like = 1 - (double)p.edits / (double)label.n - (d < 1 ? d : 1) * 0.5;
	if (label.n < 4 && p.edits > 0)
		like = 0;
	both = like_cut(r, label);
	like = both > like ? both : like;
	both = 0;
	if (r->after.n == 0 || label.n < 4)
		return like;
	search_on(&s, r->after);
	p = s.best;
	if (p.end > r->before.n) {
		d = p.end > r->before.n + label.n ? distance(p.end,
		    r->before.n + label.n, label.n) : 0;
		both = 0.9 - (double)p.edits / (double)label.n -
		    (d < 1 ? d : 1) * 0.5;
	}
	return both > like ? both : like;
}

double
likeness_head(const struct run *r, struct folded head)
{
	size_t i, k, seen = 0;

	for (i = 0; i < head.n; i++) {
		if (!fold_may_hold(&r->kinds, head.c[i]))
			continue;
		for (k = 0; k < r->before.n &&
		    r->before.c[k] != head.c[i]; k++)
			;
		seen += k < r->before.n;
	}
	return head.n ? (double)seen / (double)head.n : 0;
}
