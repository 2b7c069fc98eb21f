/*
 * By place, slots are filled from the left.  The next fragment of any line
 * may be the slot's, unless another line's stands clearly to the left of
 * it; fragments below it that stand in the same place may continue it.
 * By line it is the same with places that tell nothing, and whole figures.
 *
 * By reading, fragments fill the slots as they come; one that begins a line
 * may continue the one that ended the line before.  Or the first of them
 * fill all slots, and those behind continue some, from left to right; in
 * each line anew if the first line has all slots.
 *
 * Every slot holds something, so as many fragments continue others as
 * there are more of them than slots.
 */
#include "report/weave.h"

#define MAX_LINES	24
#define MAX_PARTS	8	/* of a number */
#define MAX_DIGITS	12	/* of a number that is put together */
#define MAX_WEAVES	64	/* of a row; with more it decides nothing */

/* What a slot holds. */
struct held {
	const struct fragment	*part[MAX_PARTS];
	size_t			 n;
	int64_t			 amount;	/* of its digits; 0 a stroke */
	size_t			 digits;	/* 0: nothing may continue it */
};

struct weaver {
	struct arena		*a;
	const struct fragment	*f;
	size_t			 n;
	const struct form_line	*line;
	enum weave		 how;
	size_t			 clear;
	size_t			 next[MAX_LINES], end[MAX_LINES], nlines;
	size_t			 joins;	/* still to be made */
	struct held		 slot[SOLVE_SLOTS];
	struct weaves		*out;
	size_t			*steps;
};

/* Takes a fragment's digits behind those held; false if it has others. */
static bool
hold(struct held *h, const struct fragment *f)
{
	size_t i;

	if (h->n == MAX_PARTS)
		return false;
	h->part[h->n++] = f;
	for (i = 0; i < f->text.n; i++) {
		if (f->text.s[i] == ',')
			continue;
		if (f->text.s[i] < '0' || f->text.s[i] > '9' ||
		    ++h->digits > MAX_DIGITS)
			return false;
		h->amount = h->amount * 10 + (f->text.s[i] - '0');
	}
	return true;
}

/* Whether a slot can be begun with a fragment. */
static bool
begin(struct held *h, const struct fragment *f)
{
	*h = (struct held){ .n = 0 };
	if (f->value.kind != VALUE_BLANK)
		return hold(h, f);
	h->part[h->n++] = f;
	return true;
}

/* Whether a slot can go on with a fragment. */
static bool
proceed(struct held *h, const struct fragment *f)
{
	return h->digits > 0 && *h->part[0]->text.s != '0' && hold(h, f);
}

/* What a slot says; what it shows, too, its parts separated by blanks. */
static struct value
value_of(struct arena *a, const struct held *h, struct str *raw)
{
	size_t i, k, n = 0, len = 0;
	char *all, *shown;

	*raw = h->part[0]->text;
	if (h->n == 1)
		return h->part[0]->value;
	for (i = 0; i < h->n; i++)
		n += h->part[i]->text.n + 1;
	all = arena_alloc(a, n);
	shown = arena_alloc(a, n);
	*raw = (struct str){ shown, n - 1 };
	for (i = 0; i < h->n; i++)
		for (k = 0; k <= h->part[i]->text.n; k++) {
			if (k < h->part[i]->text.n)
				all[len++] = *shown++ = h->part[i]->text.s[k];
			else
				*shown++ = ' ';
		}
	return value_read(a, (struct str){ all, len });
}

static void
add(struct weaver *w, const struct row_reading *r, const struct value *v,
    const struct str *raw, bool whole)
{
	struct woven *out;
	size_t i, n = w->line->n;

	for (i = 0; i < w->out->n; i++) {
		out = &w->out->list[i];
		if (memcmp(out->reading.amount, r->amount,
		    n * sizeof(*r->amount)) == 0) {
			out->whole = out->whole && whole;
			return;
		}
	}
	out = arena_grow(w->a, &w->out->list, w->out->n++, sizeof(*out));
	out->reading = *r;
	out->whole = whole;
	for (i = 0; i < n; i++) {
		out->raw[i] = raw[i];
		out->blank[i] = v[i].kind == VALUE_BLANK;
	}
}

/* Keeps what was woven if it adds up, once; a stroke is as good as a 0. */
static void
keep(struct weaver *w)
{
	struct value v[SOLVE_SLOTS];
	struct str raw[SOLVE_SLOTS];
	struct row_reading r;
	size_t k, n = w->line->n;
	bool whole = true;

	for (k = 0; k < n; k++) {
		v[k] = value_of(w->a, &w->slot[k], &raw[k]);
		whole = whole && w->slot[k].n == 1;
		if (v[k].kind != VALUE_BLANK && (v[k].kind != VALUE_NUMBER ||
		    v[k].unit >= 0))
			return;
	}
	if (solve_holds(v, w->line) && solve_amounts(v, n, &r))
		add(w, &r, v, raw, whole);
}

/* Whether there is time for one more step. */
static bool
step(struct weaver *w)
{
	if (w->out->n > MAX_WEAVES)
		*w->steps = 0;
	if (*w->steps > 0)
		--*w->steps;
	return *w->steps > 0;
}

/* Whether the sum that a slot just filled is the total of comes out. */
static bool
adds_up(const struct weaver *w, size_t slot)
{
	const struct line_sum *s;
	int64_t sum;
	size_t i, k;

	for (i = 0; i < w->line->nsums; i++) {
		s = &w->line->sums[i];
		if (s->total != slot || s->first + s->n > slot)
			continue;
		for (k = 0, sum = 0; k < s->n; k++)
			sum += w->slot[s->first + k].amount;
		if (sum != w->slot[slot].amount)
			return false;
	}
	return true;
}

/* Whether x stands clearly to the left of y. */
static bool
is_left(const struct weaver *w, const struct fragment *x,
    const struct fragment *y)
{
	return w->how == WEAVE_PLACE && x->end + w->clear <= y->x;
}

/* Whether the next fragment of another line has to come before that of k. */
static bool
must_wait(const struct weaver *w, size_t k)
{
	size_t i;

	for (i = 0; i < w->nlines; i++)
		if (i != k && w->next[i] < w->end[i] &&
		    is_left(w, &w->f[w->next[i]], &w->f[w->next[k]]))
			return true;
	return false;
}

static void
by_place(struct weaver *w, size_t slot);

/* Closes a slot that ends in line k, or continues it in a line below. */
static void
close_place(struct weaver *w, size_t slot, size_t k)
{
	struct held *h = &w->slot[slot], held = *h;
	const struct fragment *below;
	size_t i;

	if (adds_up(w, slot))
		by_place(w, slot + 1);
	for (i = k + 1; i < w->nlines && w->joins > 0; i++) {
		*h = held;
		below = &w->f[w->next[i]];
		if (w->next[i] == w->end[i] || is_left(w, h->part[0], below) ||
		    is_left(w, below, h->part[0]) || !proceed(h, below))
			continue;
		w->next[i]++;
		w->joins--;
		close_place(w, slot, i);
		w->joins++;
		w->next[i]--;
	}
	*h = held;
}

static void
by_place(struct weaver *w, size_t slot)
{
	size_t k, ways = 0;

	if (!step(w))
		return;
	if (slot == w->line->n) {
		if (w->joins == 0)
			keep(w);
		return;
	}
	for (k = 0; k < w->nlines; k++) {
		if (w->next[k] == w->end[k] || must_wait(w, k) ||
		    !begin(&w->slot[slot], &w->f[w->next[k]]))
			continue;
		w->out->chosen = w->out->chosen || ++ways > 1;
		w->next[k]++;
		close_place(w, slot, k);
		w->next[k]--;
	}
}

static void
by_reading(struct weaver *w, size_t slot, size_t at)
{
	size_t joins = w->joins;
	struct held h;

	if (!step(w))
		return;
	if (slot == w->line->n) {
		if (w->joins == 0)
			keep(w);
		return;
	}
	if (!begin(&h, &w->f[at++]))
		return;
	for (;; w->joins--, at++) {
		w->slot[slot] = h;
		if (adds_up(w, slot))
			by_reading(w, slot + 1, at);
		if (w->joins == 0 || at == w->n ||
		    w->f[at].line == w->f[at - 1].line ||
		    !proceed(&h, &w->f[at]))
			break;
	}
	w->joins = joins;
}

/* Lets fragments from `at` on continue slots from `slot` on. */
static void
by_columns(struct weaver *w, size_t slot, size_t at)
{
	struct held h;

	if (!step(w))
		return;
	if (at == w->n) {
		keep(w);
		return;
	}
	if (w->end[0] == w->line->n && w->f[at].line != w->f[at - 1].line)
		slot = 0;
	for (; slot < w->line->n; slot++) {
		h = w->slot[slot];
		if (proceed(&w->slot[slot], &w->f[at]))
			by_columns(w, slot + 1, at + 1);
		w->slot[slot] = h;
	}
}

/* Notes where lines begin and end; false if there are too many. */
static bool
cut_lines(struct weaver *w)
{
	size_t i;

	for (i = 0; i < w->n; i++) {
		if (i == 0 || w->f[i].line != w->f[i - 1].line) {
			if (w->nlines == MAX_LINES)
				return false;
			w->next[w->nlines++] = i;
		}
		w->end[w->nlines - 1] = i + 1;
	}
	return true;
}

struct weaves
weave(struct arena *a, const struct fragment *f, size_t n,
    const struct form_line *line, enum weave how, size_t clear,
    size_t *steps)
{
	struct weaves out = { NULL, 0, false };
	struct weaver w = { .a = a, .f = f, .n = n, .line = line,
	    .how = how, .clear = clear, .out = &out, .steps = steps };
	size_t i;

	if (n < line->n || line->nsums == 0 || !cut_lines(&w) ||
	    (how == WEAVE_LINE && n > line->n))
		return out;
	w.joins = n - line->n;
	out.chosen = w.joins > 0;
	if (how != WEAVE_READING) {
		by_place(&w, 0);
		return out;
	}
	by_reading(&w, 0, 0);
	for (i = 0; i < line->n && begin(&w.slot[i], &f[i]); i++)
		;
	if (i == line->n && w.joins > 0)
		by_columns(&w, 0, line->n);
	return out;
}
