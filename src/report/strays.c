#include "report/strays.h"

#define NEAR	4	/* lines from which a stray may come */

static bool *
taken_runs(const struct aligner *al, const struct alignment *out)
{
	bool *taken = arena_array(al->a, al->o->nruns + 1, sizeof(*taken));
	size_t j, k;

	for (j = 0; j < al->form->nlines; j++)
		for (k = 0; out->lines[j].run != RUN_NONE &&
		    k < out->lines[j].nruns; k++)
			taken[out->lines[j].run + k] = true;
	return taken;
}

size_t
strays_sure_beside(const struct alignment *al, size_t j, int step)
{
	int table = al->form->lines[j].table;

	for (j += (size_t)step; j < al->form->nlines &&
	    al->form->lines[j].table == table; j += (size_t)step)
		if (al->lines[j].sure)
			return j;
	return RUN_NONE;
}

/*
 * A row that the form does not know: it is as long as a row of the form,
 * and has a label of its own that is unlike all of the form's and no part
 * of one.
 */
static bool
is_foreign(const struct aligner *al, size_t run)
{
	const struct run *r = &al->o->runs[run];
	const struct piece *p = &al->o->pieces[r->first];
	struct folded own = { NULL, 0 };
	size_t j, i, ideographs = 0;
	bool as_long = false;

	if (r->nlead > 0 && p[-1].line == p->line)
		own = observe_fold(al->a, al->o, r->first - 1);
	for (i = 0; i < own.n; i++)
		ideographs += own.c[i] >= 0x3400;
	for (j = 0; j < al->form->nlines; j++) {
		as_long = as_long || al->form->lines[j].n == r->n;
		if (al->like[run * al->form->nlines + j] >= STRAYS_LIKE)
			return false;
		for (i = 0; i < al->labels[j].n; i++)
			if (fold_find(al->labels[j].spelling[i], own) >= 0)
				return false;
	}
	return ideographs >= 3 && as_long && r->n > 1;
}

/* Whether two runs stand close together in one section. */
static bool
is_near(const struct aligner *al, size_t i, size_t k)
{
	size_t x = al->o->pieces[al->o->runs[i].first].line;
	size_t y = al->o->pieces[al->o->runs[k].first].line;

	return (x > y ? x - y : y - x) <= NEAR &&
	    al->o->section[x] == al->o->section[y];
}

/*
 * Every figure within a table must be accounted for: one that is left
 * over belongs to the row before or behind it, which is therefore not
 * known in full.
 */
/* Whether a run is several figures on lines without any text. */
static bool
is_bare(const struct observed *o, const struct run *r)
{
	size_t last = r->first + r->n;

	return r->n > 1 && (r->first == 0 ||
	    o->pieces[r->first - 1].line != o->pieces[r->first].line) &&
	    (last == o->npieces ||
	    o->pieces[last].line != o->pieces[last - 1].line);
}

/*
 * Notes in all lines that figures are left, if they stand in a section that
 * has a table, or bare in any: they may be of the one before or behind.
 */
static void
note_leftover(const struct aligner *al, struct alignment *out, size_t run)
{
	const struct observed *o = al->o;
	size_t j, section = o->section[o->pieces[o->runs[run].first].line];
	bool any = is_bare(o, &o->runs[run]);

	for (j = 0; j < al->form->nlines; j++)
		any = any || (out->lines[j].run != RUN_NONE &&
		    o->section[o->pieces[o->runs[out->lines[j].run].first].
		    line] == section);
	for (j = 0; any && j < al->form->nlines; j++)
		out->lines[j].leftover = true;
}

void
strays_doubt(const struct aligner *al, struct alignment *out)
{
	const bool *taken = taken_runs(al, out);
	size_t i, j, before, after;
	const struct placed *p;

	for (i = 0; i < al->o->nruns; i++) {
		if (taken[i] || is_foreign(al, i))
			continue;
		if (observed_number(al->o, &al->o->runs[i]))
			note_leftover(al, out, i);
		before = after = RUN_NONE;
		for (j = 0; j < al->form->nlines; j++) {
			p = &out->lines[j];
			if (p->run == RUN_NONE)
				continue;
			if (p->run < i)
				before = j;
			else if (after == RUN_NONE)
				after = j;
		}
		if (before != RUN_NONE && after != RUN_NONE &&
		    al->form->lines[before].table ==
		    al->form->lines[after].table) {
			out->lines[before].sure = out->lines[after].sure =
			    false;
			continue;
		}
		/* Outside of a table only what is close may be of it. */
		if (before != RUN_NONE && is_near(al, i,
		    out->lines[before].run + out->lines[before].nruns - 1))
			out->lines[before].sure = false;
		if (after != RUN_NONE && is_near(al, i,
		    out->lines[after].run))
			out->lines[after].sure = false;
	}
}

/* Whether a piece is the line's label and nothing else. */
static bool
is_label(const struct aligner *al, size_t line, size_t piece)
{
	const struct label *l = &al->labels[line];
	struct folded f = observe_fold(al->a, al->o, piece);
	struct place p;
	size_t i;

	for (i = 0; i < l->n; i++) {
		if (fold_eq(f, l->spelling[i]))
			return true;
		if (f.n < 5 || l->spelling[i].n < 5 ||
		    f.n > l->spelling[i].n + 2 ||
		    f.n + l->spelling[i].n / 6 < l->spelling[i].n)
			continue;	/* it would take more edits */
		p = likeness_find(f, l->spelling[i]);
		if (p.edits * 6 <= l->spelling[i].n)
			return true;
	}
	return false;
}

/*
 * Whether anything that may be a figure of the row whose label piece i is
 * stands on its line or just behind it.
 */
static bool
figures_beside(const struct observed *o, size_t i)
{
	size_t k = i, line = o->pieces[i].line;

	if (i + 1 < o->npieces && observe_unread(&o->pieces[i + 1]))
		return true;
	while (k > 0 && o->pieces[k - 1].line == line)
		k--;
	for (; k < o->npieces && o->pieces[k].line == line; k++)
		if (k != i && (observe_unread(&o->pieces[k]) ||
		    (k > i && o->pieces[k].figure &&
		    o->pieces[i].layout != LAYOUT_BARS)))
			return true;
	return false;
}

/* Whether figures that belong to no row stand next to piece i. */
static bool
strays_beside(const struct aligner *al, const bool *taken, size_t i)
{
	size_t r, k;

	for (r = 0; r < al->o->nruns && al->o->runs[r].first < i; r++)
		;
	for (k = r; k < al->o->nruns && !taken[k]; k++)
		if (!is_foreign(al, k))
			return true;
	for (k = r; k > 0 && !taken[k - 1]; k--)
		if (!is_foreign(al, k - 1))
			return true;
	return false;
}

/* Whether the text of piece i stands once more in its section, with figures
 * behind it. */
static bool
stands_twice(const struct aligner *al, size_t i)
{
	const struct observed *o = al->o;
	struct folded f = observe_fold(al->a, o, i);
	size_t k;

	for (k = 0; k + 1 < o->npieces; k++)
		if (k != i && !o->pieces[k].figure && o->pieces[k + 1].figure &&
		    o->section[o->pieces[k].line] ==
		    o->section[o->pieces[i].line] &&
		    fold_eq(observe_fold(al->a, o, k), f))
			return true;
	return false;
}

/*
 * Lines whose label stands without figures between the runs of their
 * neighbours, none of which is left over: rows that are there and empty.
 */
void
strays_find_empty(const struct aligner *al, struct alignment *out)
{
	const bool *taken = taken_runs(al, out);
	size_t j, above, below, from, to, i;

	for (j = 0; j < al->form->nlines; j++) {
		if (out->lines[j].run != RUN_NONE ||
		    al->form->lines[j].headed)
			continue;
		above = strays_sure_beside(out, j, -1);
		below = strays_sure_beside(out, j, 1);
		if (above == RUN_NONE && below == RUN_NONE)
			continue;
		from = above == RUN_NONE ? 0 :
		    al->o->runs[out->lines[above].run].first;
		to = below == RUN_NONE ? al->o->npieces :
		    al->o->runs[out->lines[below].run].first;
		for (i = from; i < to; i++) {
			if (al->o->pieces[i].figure ||
			    !is_label(al, j, i) ||
			    strays_beside(al, taken, i))
				continue;
			if (out->lines[j].empty && figures_beside(al->o, i))
				continue;
			out->lines[j].empty = true;
			out->lines[j].unread = figures_beside(al->o, i) ||
			    stands_twice(al, i);
			out->lines[j].label = i;
			if (above != RUN_NONE)
				break;
		}
	}
}
