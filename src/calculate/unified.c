/*
 * The shortest edit script by E. Myers, An O(ND) difference algorithm and
 * its variations, 1986.  Texts that share so little that it takes more
 * than MOST edits are shown as dropped and added whole.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "calculate/unified.h"

#define MOST	1500
#define AROUND	3		/* sentences around a change */

struct script {
	const struct prose *old, *text;
	size_t	 from;		/* sentences both begin with */
	long	 n, m;		/* those between these and their common end */
	long	*reach;		/* row d of d * 2 + 1, from d * d on: how far
				   d edits get on each diagonal */
	bool	*dropped, *added;
};

static bool
same(const struct script *s, long x, long y)
{
	return prose_same(s->old, s->from + (size_t)x, s->text,
	    s->from + (size_t)y);
}

/* Leaves out what both begin and end with. */
static void
trim(struct script *s)
{
	size_t n = s->old->nsentences, m = s->text->nsentences;

	while (s->from < n && s->from < m &&
	    prose_same(s->old, s->from, s->text, s->from))
		s->from++;
	while (n > s->from && m > s->from &&
	    prose_same(s->old, n - 1, s->text, m - 1)) {
		n--;
		m--;
	}
	s->n = (long)(n - s->from);
	s->m = (long)(m - s->from);
}

static long *
reach(const struct script *s, long d, long k)
{
	return &s->reach[d * d + d + k];
}

/* Whether the d-th edit on diagonal k adds a sentence. */
static bool
adds(const struct script *s, long d, long k)
{
	return k == -d || (k != d &&
	    *reach(s, d - 1, k - 1) < *reach(s, d - 1, k + 1));
}

/* How far d edits get on diagonal k. */
static long
advance(const struct script *s, long d, long k)
{
	long x = 0;

	if (d > 0)
		x = adds(s, d, k) ? *reach(s, d - 1, k + 1) :
		    *reach(s, d - 1, k - 1) + 1;
	while (x < s->n && x - k < s->m && same(s, x, x - k))
		x++;
	return *reach(s, d, k) = x;
}

/* The least number of edits, or -1: more than MOST, or no memory. */
static long
search(struct script *s, bool *nomem)
{
	long d, k, *bigger;

	for (d = 0; d <= MOST && d <= s->n + s->m; d++) {
		bigger = realloc(s->reach, (size_t)((d + 1) * (d + 1)) *
		    sizeof(*bigger));
		if (bigger == NULL) {
			*nomem = true;
			return -1;
		}
		s->reach = bigger;
		for (k = -d; k <= d; k += 2)
			if (advance(s, d, k) == s->n && s->n - k == s->m)
				return d;
	}
	return -1;
}

/* Marks the d edits, the last first. */
static void
mark(struct script *s, long d)
{
	long x = s->n, y = s->m, k;

	for (; d > 0; d--) {
		k = x - y;
		if (adds(s, d, k)) {
			x = *reach(s, d - 1, k + 1);
			y = x - k - 1;
			s->added[s->from + (size_t)y] = true;
		} else {
			x = *reach(s, d - 1, k - 1);
			y = x - k + 1;
			s->dropped[s->from + (size_t)x] = true;
		}
	}
}

/* Fills dropped and added. */
static bool
compare(struct script *s)
{
	bool nomem = false;
	long d;

	trim(s);
	d = search(s, &nomem);
	if (d >= 0)
		mark(s, d);
	else if (!nomem) {
		memset(s->dropped + s->from, true, (size_t)s->n);
		memset(s->added + s->from, true, (size_t)s->m);
	}
	free(s->reach);
	return !nomem;
}

static void
put_line(struct buf *out, char sign, struct str sentence)
{
	char bytes[4];
	size_t i;
	uint32_t c;

	buf_byte(out, sign);
	for (i = 0; i < sentence.n; ) {
		if ((c = utf8_next(sentence, &i)) == '\n')
			continue;
		if (c < ' ' || (c >= 0x7F && c < 0xA0))
			c = UTF8_BAD;
		buf_add(out, bytes, utf8_put(c, bytes));
	}
	buf_byte(out, '\n');
}

/* A stretch of both texts. */
struct hunk {
	size_t	x, y, xend, yend;
};

/* Moves *x and *y over one step: an edit, or a sentence both have. */
static bool
step(const struct script *s, size_t *x, size_t *y)
{
	if (*x < s->old->nsentences && s->dropped[*x]) {
		++*x;
		return true;
	}
	if (*y < s->text->nsentences && s->added[*y]) {
		++*y;
		return true;
	}
	++*x;
	++*y;
	return false;
}

/* The next hunk behind h; false when there is none. */
static bool
next_hunk(const struct script *s, struct hunk *h)
{
	size_t x = h->xend, y = h->yend, alike = 0;
	bool any = false;

	h->x = x;
	h->y = y;
	while (x < s->old->nsentences || y < s->text->nsentences) {
		if (step(s, &x, &y)) {
			any = true;
			alike = 0;
			continue;
		}
		if (!any && x - h->x > AROUND) {
			h->x++;
			h->y++;
		}
		if (any && ++alike > 2 * AROUND)
			break;
	}
	alike = alike > AROUND ? alike - AROUND : 0;
	h->xend = x - alike;
	h->yend = y - alike;
	return any;
}

static void
put_hunk(struct buf *out, const struct script *s, const struct hunk *h)
{
	size_t x = h->x, y = h->y, i, k;
	size_t n = h->xend - x, m = h->yend - y;

	buf_printf(out, "@@ -%zu,%zu +%zu,%zu @@\n", n != 0 ? x + 1 : x, n,
	    m != 0 ? y + 1 : y, m);
	while (x < h->xend || y < h->yend) {
		i = x;
		k = y;
		if (!step(s, &x, &y))
			put_line(out, ' ', s->text->sentence[k].text);
		else if (x > i)
			put_line(out, '-', s->old->sentence[i].text);
		else
			put_line(out, '+', s->text->sentence[k].text);
	}
}

bool
unified_write(struct buf *out, const struct prose *old,
    const struct prose *text)
{
	struct script s = { .old = old, .text = text,
	    .dropped = calloc(old->nsentences + 1, 1),
	    .added = calloc(text->nsentences + 1, 1) };
	struct hunk h = { 0 };
	bool ok = s.dropped != NULL && s.added != NULL && compare(&s);

	while (ok && next_hunk(&s, &h))
		put_hunk(out, &s, &h);
	free(s.dropped);
	free(s.added);
	return ok && !out->failed;
}
