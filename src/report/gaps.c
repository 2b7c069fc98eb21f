/*
 * An empty cell leaves its own line blank and adds one more separation:
 * where cells side by side are b blank lines apart, e empty cells between
 * make b + e * (b + 1).  The smallest distances seen are taken for those
 * without empty cells.  Converters that drop empty cells leave the same
 * distance everywhere; read by it, their rows would begin at the first
 * slot and break their sums.  So the reading stands only if at least one
 * row that has empty cells and figures other than 0 satisfies its sums,
 * and nine in ten do.
 */
#include "report/gaps.h"

/* Whether each figure of a run stands alone on its line. */
static bool
is_alone(const struct observed *o, const struct run *r)
{
	size_t i;

	for (i = r->first; i < r->first + r->n; i++)
		if (o->pieces[i].layout == LAYOUT_BARS ||
		    o->pieces[i].layout == LAYOUT_CELLS ||
		    (i > 0 && o->pieces[i - 1].line == o->pieces[i].line))
			return false;
	return r->n > 0;
}

static bool
is_usable(const struct observed *o, const struct placed *p)
{
	return p->run != RUN_NONE && p->sure && p->nruns == 1 &&
	    is_alone(o, &o->runs[p->run]);
}

/* How many empty cells `blank` lines hold; SIZE_MAX if none fit. */
static size_t
empties(size_t blank, size_t none)
{
	if (blank < none || (blank - none) % (none + 1) != 0)
		return (size_t)-1;
	return (blank - none) / (none + 1);
}

/* The slots from the first figure on, that one's being `slot`. */
static bool
count_on(const struct observed *o, const struct run *r, size_t n,
    const struct gaps *g, size_t at, size_t *slot)
{
	size_t i, e;

	for (i = 0; i < r->n; i++, at++) {
		if (i > 0) {
			e = empties(o->pieces[r->first + i].blank,
			    g->between);
			if (e > n)
				return false;
			at += e;
		}
		if (at >= n)
			return false;
		slot[i] = at;
	}
	return true;
}

static bool
sums_hold(const struct observed *o, const struct run *r,
    const struct form_line *l, const size_t *slot)
{
	struct value figures[SOLVE_SLOTS] = { 0 };
	size_t i;

	for (i = 0; i < r->n; i++)
		figures[slot[i]] = o->pieces[r->first + i].value;
	return solve_holds(figures, l);
}

/* A headed line has no label to count from: the one place that fits. */
static bool
place_headed(const struct observed *o, const struct run *r,
    const struct form_line *l, const struct gaps *g, size_t *slot)
{
	size_t try[SOLVE_SLOTS], at, found = 0;

	for (at = 0; at + r->n <= l->n; at++)
		if (count_on(o, r, l->n, g, at, try) &&
		    sums_hold(o, r, l, try)) {
			memcpy(slot, try, r->n * sizeof(*slot));
			found++;
		}
	return found == 1;
}

bool
gaps_place(const struct observed *o, const struct alignment *al,
    const struct gaps *g, size_t line, size_t slot[SOLVE_SLOTS])
{
	const struct form_line *l = &al->form->lines[line];
	const struct run *r = &o->runs[al->lines[line].run];
	size_t lead;

	if (!g->known || !is_usable(o, &al->lines[line]) || r->n > l->n)
		return false;
	if (l->headed)
		return place_headed(o, r, l, g, slot);
	lead = empties(o->pieces[r->first].blank, g->lead);
	return lead < l->n && count_on(o, r, l->n, g, lead, slot) &&
	    sums_hold(o, r, l, slot);
}

/* The smallest distances among the rows. */
static bool
measure(const struct observed *o, const struct alignment *al,
    struct gaps *g)
{
	const struct run *r;
	size_t j, i, blank, rows = 0;
	bool pairs = false;

	for (j = 0; j < al->form->nlines; j++) {
		if (!is_usable(o, &al->lines[j]) ||
		    al->form->lines[j].headed)
			continue;
		r = &o->runs[al->lines[j].run];
		blank = o->pieces[r->first].blank;
		if (rows++ == 0 || blank < g->lead)
			g->lead = blank;
		for (i = 1; i < r->n; i++) {
			blank = o->pieces[r->first + i].blank;
			if (!pairs || blank < g->between)
				g->between = blank;
			pairs = true;
		}
	}
	return pairs;
}

static bool
all_zero(const struct observed *o, const struct run *r)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		if (!str_is(o->pieces[r->first + i].value.number, "0"))
			return false;
	return true;
}

struct gaps
gaps_learn(const struct observed *o, const struct alignment *al)
{
	struct gaps g = { .known = false };
	size_t j, slot[SOLVE_SLOTS], good = 0, bad = 0;
	const struct run *r;

	if (!measure(o, al, &g))
		return g;
	g.known = true;
	for (j = 0; j < al->form->nlines; j++) {
		if (!is_usable(o, &al->lines[j]) ||
		    al->form->lines[j].headed ||
		    al->form->lines[j].nsums == 0)
			continue;
		r = &o->runs[al->lines[j].run];
		if (r->n >= al->form->lines[j].n || all_zero(o, r))
			continue;
		if (gaps_place(o, al, &g, j, slot))
			good++;
		else
			bad++;
	}
	g.known = good > 0 && good >= 9 * bad;
	return g;
}
