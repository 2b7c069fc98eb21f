/*
 * An empty cell leaves its own line blank and adds one more separation:
 * where cells side by side are b blank lines apart, e empty cells between
 * make b + e * (b + 1).  The smallest distances seen are taken for those
 * without empty cells.  The largest may stand for more: some converters
 * write no more than so many blank lines.  Converters that drop empty
 * cells leave the same distance everywhere; read by it, their rows would
 * begin at the first slot and break their sums.  So the reading stands
 * only if at least one row that has empty cells and figures other than 0
 * satisfies its sums, and nine in ten do.
 *
 * Between bars each cell counts, see periods.c.
 */
#include "report/gaps.h"

#define MIN_HEADS	10	/* side by side: heads may span two rows */

/* How many empty cells there are: at least, at most. */
struct span {
	size_t	least, most;
};

/* A row while its figures are placed in all ways the distances allow. */
struct placing {
	const struct observed	*o;
	const struct run	*run;
	const struct form_line	*line;
	struct span		 span[SOLVE_SLOTS];	/* before each figure */
	size_t			 at[SOLVE_SLOTS];
	size_t			 slot[SOLVE_SLOTS];	/* of the first way */
	size_t			 ways;
};

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

/* The empty cells that blank lines hold, `none` of them none. */
static bool
empties(const struct gaps *g, size_t blank, size_t none, struct span *out)
{
	if (blank < none || (blank - none) % (g->between + 1) != 0)
		return false;
	out->least = (blank - none) / (g->between + 1);
	out->most = blank < g->most ? out->least : SOLVE_SLOTS;
	return true;
}

/* Tries all slots for figure k, the ones before it being placed. */
static void
place(struct placing *p, size_t k, size_t from)
{
	size_t e;

	if (k == p->run->n) {
		if (!periods_sums_hold(p->o, p->run, p->line, p->at))
			return;
		if (p->ways++ == 0)
			memcpy(p->slot, p->at, sizeof(p->slot));
		return;
	}
	for (e = p->span[k].least; e <= p->span[k].most && from + e +
	    (p->run->n - k) <= p->line->n && p->ways < 2; e++) {
		p->at[k] = from + e;
		place(p, k + 1, from + e + 1);
	}
}

/* The distances ahead of the figures of a run; false if one tells nothing. */
static bool
spans_of(struct placing *p, const struct gaps *g)
{
	const struct piece *f = &p->o->pieces[p->run->first];
	size_t i;

	if (p->run->n > p->line->n)
		return false;
	for (i = 1; i < p->run->n; i++)
		if (!empties(g, f[i].blank, g->between, &p->span[i]))
			return false;
	return empties(g, f->blank, p->line->headed ? g->rows : g->lead,
	    &p->span[0]);
}

/*
 * The same for a headed line between bars: its heads are a row of cells,
 * and one bar ends a row.
 */
static bool
bars_of(struct placing *p)
{
	const struct piece *f = &p->o->pieces[p->run->first];
	const struct piece *heads = f - MIN_HEADS;
	size_t i, apart;

	if (p->run->n > p->line->n || p->run->nlead < MIN_HEADS)
		return false;
	for (i = 1; i < MIN_HEADS + p->run->n; i++) {
		if (heads[i].layout != LAYOUT_BARS ||
		    heads[i].stream != heads->stream)
			return false;
		apart = heads[i].seat - heads[i - 1].seat;
		if (i < MIN_HEADS ? apart != 1 : apart < 1 + (i == MIN_HEADS))
			return false;
		if (i >= MIN_HEADS)
			p->span[i - MIN_HEADS].least =
			    p->span[i - MIN_HEADS].most =
			    apart - 1 - (i == MIN_HEADS);
	}
	return true;
}

/*
 * Whether the slots behind the last figure are empty: the next text is
 * none of theirs.
 */
static bool
ends_empty(const struct placing *p, const struct gaps *g)
{
	size_t last = p->run->first + p->run->n - 1;
	size_t left = p->line->n - 1 - p->slot[p->run->n - 1];
	const struct piece *f = &p->o->pieces[last];
	struct span span;

	if (last + 1 == p->o->npieces)
		return true;
	if (f->layout == LAYOUT_BARS)
		return f[1].layout != LAYOUT_BARS || f[1].stream != f->stream ||
		    f[1].seat > f->seat + left;
	return left == 0 || p->line->nsums > 0 ||
	    f[1].blank >= g->between + left * (g->between + 1) ||
	    (empties(g, f[1].blank, g->between, &span) && span.most >= left);
}

static enum gaps_place
conclude(const struct placing *p, const struct gaps *g, size_t *slot)
{
	size_t i;

	if (p->ways != 1 || !ends_empty(p, g))
		return GAPS_NOTHING;
	memcpy(slot, p->slot, sizeof(p->slot));
	for (i = 0; i < p->run->n; i++)
		if (p->span[i].least != p->span[i].most)
			return GAPS_SOLVED;
	return GAPS_SEEN;
}

bool
gaps_apply(const struct observed *o, const struct alignment *al,
    const struct gaps *g, size_t line)
{
	return g->known && is_usable(o, &al->lines[line]);
}

enum gaps_place
gaps_place(const struct observed *o, const struct alignment *al,
    const struct gaps *g, size_t line, size_t slot[SOLVE_SLOTS])
{
	const struct placed *at = &al->lines[line];
	struct placing p = { .o = o, .line = &al->form->lines[line] };
	bool lines;

	if (at->run == RUN_NONE || !at->sure || at->nruns != 1)
		return GAPS_NOTHING;
	p.run = &o->runs[at->run];
	lines = gaps_apply(o, al, g, line);
	if (lines ? !spans_of(&p, g) : p.line->headed &&
	    (g->bars.n == 0 || !bars_of(&p)))
		return GAPS_NOTHING;
	if (lines || p.line->headed)
		place(&p, 0, 0);
	else
		p.ways = periods_place(o, al, &g->bars, line, p.slot);
	return conclude(&p, g, slot);
}

/* The smallest distances among the rows, and the largest among all. */
static bool
measure(const struct observed *o, const struct alignment *al,
    struct gaps *g)
{
	const struct run *r;
	const struct piece *next;
	size_t j, i, blank, rows = 0, first = o->npieces, last = 0;
	bool pairs = false, ends = false;

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
		first = r->first < first ? r->first : first;
		last = r->first + r->n > last ? r->first + r->n : last;
		next = &o->pieces[r->first + r->n];
		if (r->first + r->n == o->npieces || o->section[next->line] !=
		    o->section[next[-1].line])
			continue;
		blank = next->blank;
		if (!ends || blank < g->rows)
			g->rows = blank;
		ends = true;
	}
	for (i = first; i < last; i++)
		if (o->pieces[i].blank > g->most)
			g->most = o->pieces[i].blank;
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

/* What blank lines mean. */
static void
learn_lines(const struct observed *o, const struct alignment *al,
    struct gaps *g)
{
	size_t j, slot[SOLVE_SLOTS], good = 0, bad = 0;
	const struct run *r;

	if (!measure(o, al, g))
		return;
	g->known = true;
	for (j = 0; j < al->form->nlines; j++) {
		if (!is_usable(o, &al->lines[j]) ||
		    al->form->lines[j].headed ||
		    al->form->lines[j].nsums == 0)
			continue;
		r = &o->runs[al->lines[j].run];
		if (r->n >= al->form->lines[j].n || all_zero(o, r))
			continue;
		if (gaps_place(o, al, g, j, slot) != GAPS_NOTHING)
			good++;
		else
			bad++;
	}
	g->known = good > 0 && good >= 9 * bad;
}

struct gaps
gaps_learn(struct arena *a, const struct observed *o,
    const struct alignment *al)
{
	struct gaps g = { .known = false };

	g.bars = periods_learn(a, o, al);
	learn_lines(o, al, &g);
	return g;
}
