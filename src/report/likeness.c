#include "report/likeness.h"

struct label
likeness_label(struct arena *a, const char *spellings)
{
	struct label l = { .n = 0 };
	struct str s;
	const char *bar;

	while (l.n < LABEL_SPELLINGS) {
		bar = strchr(spellings, '|');
		s = str_of(spellings);
		if (bar != NULL)
			s.n = (size_t)(bar - spellings);
		l.spelling[l.n++] = fold(a, s);
		if (bar == NULL)
			break;
		spellings = bar + 1;
	}
	return l;
}

/* The bits of a label's places that hold c. */
static uint64_t
places_of(struct folded label, uint16_t c)
{
	uint64_t bits = 0;
	size_t k;

	for (k = 0; k < label.n; k++)
		bits |= (uint64_t)(label.c[k] == c) << k;
	return bits;
}

/* A bit that tells most characters apart. */
static uint64_t
kind_bit(uint16_t c)
{
	return (uint64_t)1 << ((c * 40503u >> 10) & 63);
}

/*
 * The substring of text with the least edit distance to label; of equal
 * ones the last.  Myers' bit vectors (J. ACM 46, 1999): a column of
 * Sellers' table in two words.  A label longer than a word is cut.
 */
struct place
likeness_find(struct folded text, struct folded label)
{
	uint64_t up = ~(uint64_t)0, down = 0, eq, diagonal, plus, minus, kinds;
	struct place best = { label.n, 0 };
	size_t i, edits;

	if (label.n == 0)
		return (struct place){ 0, text.n };
	label.n = label.n > 64 ? 64 : label.n;
	best.edits = edits = label.n;
	for (i = 0, kinds = 0; i < label.n; i++)
		kinds |= kind_bit(label.c[i]);
	for (i = 0; i < text.n; i++) {
		eq = (kinds & kind_bit(text.c[i])) == 0 ? 0 :
		    places_of(label, text.c[i]);
		diagonal = (((eq & up) + up) ^ up) | eq;
		plus = down | ~(diagonal | up);
		minus = up & diagonal;
		edits += plus >> (label.n - 1) & 1;
		edits -= minus >> (label.n - 1) & 1;
		plus <<= 1;
		minus <<= 1;
		up = minus | ~(eq | down | plus);
		down = plus & (eq | down);
		if (edits <= best.edits) {
			best.edits = edits;
			best.end = i + 1;
		}
	}
	return best;
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

double
likeness_in(struct arena *a, const struct run *r, struct folded label)
{
	struct folded around;
	struct place p;
	double like, both = 0, d;

	p = likeness_find(r->before, label);
	d = distance(p.end, r->before.n, label.n);
	like = 1 - (double)p.edits / (double)label.n - (d < 1 ? d : 1) * 0.5;
	if (label.n < 4 && p.edits > 0)
		like = 0;
	both = like_cut(r, label);
	like = both > like ? both : like;
	both = 0;
	if (r->after.n == 0 || label.n < 4)
		return like;
	around = fold_join(a, r->before, r->after);
	p = likeness_find(around, label);
	if (p.end > r->before.n) {
		d = p.end > r->before.n + label.n ? distance(p.end,
		    r->before.n + label.n, label.n) : 0;
		both = 0.9 - (double)p.edits / (double)label.n -
		    (d < 1 ? d : 1) * 0.5;
	}
	return both > like ? both : like;
}

/* The share of the head's characters that stand above a run. */
double
likeness_head(const struct run *r, struct folded head)
{
	size_t i, k, n = head.n < 30 ? head.n : 30, seen = 0, kinds = 0;

	for (i = 0; i < n; i++) {
		for (k = 0; k < i && head.c[k] != head.c[i]; k++)
			;
		if (k < i)
			continue;
		kinds++;
		for (k = 0; k < r->before.n &&
		    r->before.c[k] != head.c[i]; k++)
			;
		seen += k < r->before.n;
	}
	return kinds ? (double)seen / (double)kinds : 0;
}
