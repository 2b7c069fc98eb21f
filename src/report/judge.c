/*
 * A pair is sure when its label is nearly there and no other free line
 * fits as well, or when its neighbours are sure and exactly as many runs
 * as lines lie between them.  All else stays unsure and is printed as
 * ambiguous: a misplaced row would be a wrong number.
 */
#include "report/solve.h"
#include "report/strays.h"

#define MARGIN		0.08	/* by how much it must be better */
#define LONG		8	/* characters of a label prose does not name */

/*
 * Whether the line above or below has no run of its own and a label that
 * may be this run's as well, where mine is not there to the letter.
 */
static bool
is_contested(const struct aligner *al, const struct alignment *out, size_t j,
    size_t k)
{
	return (k + 1 == j || k == j + 1) && out->lines[k].run == RUN_NONE &&
	    out->lines[j].likeness < 0.99 && al->like[out->lines[j].run *
	    al->form->nlines + k] >= LIKE;
}

/* Whether no other line that could take the run is as alike. */
static bool
is_distinct(const struct aligner *al, const struct alignment *out, size_t j)
{
	size_t nl = al->form->nlines, k, run = out->lines[j].run;
	double mine = out->lines[j].likeness, other;
	int table = al->form->lines[j].table;

	for (k = 0; k < nl; k++) {
		if (k == j || al->form->lines[k].table != table ||
		    al->form->lines[k].headed)
			continue;
		other = al->like[run * nl + k];
		if ((k + 1 == j || k == j + 1) &&
		    beside_shared(al, run, j, k))
			return false;
		if (is_contested(al, out, j, k))
			return false;
		if (other < mine - MARGIN)
			continue;
		/* Mine ends at the figures, the other's stands before it. */
		if (mine > 0.99 && other < mine)
			continue;
		/* As alike, but taken by a run where it is more so. */
		if (out->lines[k].run != RUN_NONE &&
		    out->lines[k].likeness >= other)
			continue;
		return false;
	}
	return true;
}

/* The likeness of a pair, however low. */
static double
likeness_of(const struct aligner *al, size_t run, size_t line)
{
	double like = al->like[run * al->form->nlines + line];

	return like < 0 ? aligner_likeness(al, run, line, 0) : like;
}

/*
 * Two labels in one piece, the second's figures on the next line without
 * any: the first label has the first figures.
 */
void
judge_parts(const struct aligner *al, struct alignment *out)
{
	size_t j, run;
	struct placed *p;

	for (j = 1; j < al->form->nlines; j++) {
		p = &out->lines[j];
		run = p->run;
		if (run == RUN_NONE || run + 1 >= al->o->nruns ||
		    p[-1].run != RUN_NONE ||
		    al->form->lines[j - 1].table != al->form->lines[j].table ||
		    al->o->runs[run].n != al->form->lines[j].n ||
		    al->o->runs[run + 1].n != al->form->lines[j].n ||
		    (j + 1 < al->form->nlines && p[1].run <= run + 1) ||
		    !beside_shared(al, run, j, j - 1))
			continue;
		p[-1].run = run;
		p[-1].likeness = likeness_of(al, run, j - 1);
		p->run = run + 1;
		p->likeness = likeness_of(al, p->run, j);
	}
}

/* Whether two runs hold the same figures. */
bool
judge_same(const struct observed *o, const struct run *a,
    const struct run *b)
{
	size_t k;

	for (k = 0; k < a->n && a->n == b->n; k++)
		if (!str_eq(o->pieces[a->first + k].value.number,
		    o->pieces[b->first + k].value.number))
			return false;
	return a->n == b->n;
}

/*
 * Whether another run is as good for line j, with other figures: a second
 * table, or the rest of one cut between columns.  In another section it
 * must be a whole row, as prose names rows, too.
 */
bool
judge_rival(const struct aligner *al, const struct alignment *out, size_t j)
{
	size_t nl = al->form->nlines, i, k, mine = out->lines[j].run;
	double like = out->lines[j].likeness;
	const struct run *r, *m = &al->o->runs[mine];
	const struct observed *o = al->o;

	for (i = 0; i < o->nruns; i++) {
		r = &o->runs[i];
		if ((i >= mine && i < mine + out->lines[j].nruns) ||
		    al->like[i * nl + j] < like - MARGIN ||
		    (o->section[o->pieces[r->first].line] !=
		    o->section[o->pieces[m->first].line] && (r->n == 1 ||
		    r->n != al->form->lines[j].n)))
			continue;
		for (k = 0; k < nl && out->lines[k].run != i; k++)
			;
		if (k == nl && !judge_same(o, r, m))
			return true;
	}
	return false;
}

/* Finds the texts that are a line's label and nothing else. */
void
judge_begin(struct aligner *al)
{
	const struct observed *o = al->o;
	const struct spelling *s;
	struct folded text;
	struct named *one;
	size_t i;

	al->named = arena_array(al->a, al->form->nlines, sizeof(*al->named));
	for (i = o->ntexts; i-- > 0; ) {
		text = observe_fold(al->a, o, o->texts[i]);
		if (text.n == 0)
			continue;
		for (s = known_ending(al->form, text.c[text.n - 1]);
		    s != NULL; s = s->next) {
			if (!fold_eq(text, s->text))
				continue;
			one = arena_alloc(al->a, sizeof(*one));
			*one = (struct named){ o->texts[i], text.n >= LONG,
			    al->named[s->line] };
			al->named[s->line] = one;
		}
	}
}

/*
 * Whether the label of line j stands once more, by itself, in the section
 * of its run, or if it is long in any: for another row of that name, or
 * this one's that is empty.
 */
static bool
is_named_twice(const struct aligner *al, const struct alignment *out, size_t j)
{
	const struct observed *o = al->o;
	const struct run *r = &o->runs[out->lines[j].run];
	size_t section = o->section[o->pieces[r->first].line];
	const struct named *n;

	for (n = al->named[j]; n != NULL; n = n->next)
		if ((n->piece < r->lead || n->piece >= r->after_end) &&
		    (n->is_long ||
		    o->section[o->pieces[n->piece].line] == section))
			return true;
	return false;
}

/*
 * Whether a run goes on, behind a cell that is not legible, from the one
 * before it in a row of cells.
 */
static bool
is_remainder(const struct aligner *al, size_t run)
{
	const struct run *r = &al->o->runs[run];
	const struct piece *p = &al->o->pieces[r->first];

	return run > 0 && r->nlead > 0 && p->layout == LAYOUT_CELLS &&
	    al->o->pieces[r[-1].first].line == p->line &&
	    observe_unread(&p[-1]);
}

void
judge_labels(const struct aligner *al, struct alignment *out)
{
	size_t j;
	struct placed *p;

	for (j = 0; j < al->form->nlines; j++) {
		p = &out->lines[j];
		if (p->run == RUN_NONE)
			continue;
		p->sure = p->likeness >= SURE && is_distinct(al, out, j) &&
		    !judge_rival(al, out, j) && !beside_begins_other(al, out, j) &&
		    !is_named_twice(al, out, j) &&
		    !beside_other_label(al, out, j) &&
		    !beside_head_behind(al, out, j) && !beside_astray(al, out, j) &&
		    !is_remainder(al, p->run);
	}
	doubt_detached(al, out);
}

/* Whether figures of another run stand on the run's first line. */
static bool
shares_line(const struct observed *o, size_t run)
{
	size_t line = o->pieces[o->runs[run].first].line;

	return (run > 0 && o->pieces[o->runs[run - 1].first].line == line) ||
	    (run + 1 < o->nruns &&
	    o->pieces[o->runs[run + 1].first].line == line);
}

/*
 * A full row without anything of its label must at least add up, and not
 * have that of another one: it may be a copy.
 */
static bool
is_plausible(const struct aligner *al, const struct placed *p,
    const struct form_line *l)
{
	const struct run *r = &al->o->runs[p->run];
	struct value figures[SOLVE_SLOTS];
	size_t k, nl = al->form->nlines;

	for (k = 0; p->likeness < LIKE && k < nl; k++)
		if (!al->form->lines[k].headed && observed_number(al->o, r) &&
		    aligner_exact(al, p->run, k))
			return false;
	if (p->likeness >= 0.3 || r->n > SOLVE_SLOTS)
		return true;
	for (k = 0; k < r->n; k++)
		figures[k] = al->o->pieces[r->first + k].value;
	return solve_holds(figures, l);
}

/*
 * Whether a run between two sure ones may be another row than line k, by
 * its label, or another run that row: but two labels may stand in one piece.
 */
static bool
is_another(const struct aligner *al, const struct alignment *out, size_t k)
{
	size_t run = out->lines[k].run;

	if (out->lines[k].likeness >= SURE && judge_rival(al, out, k))
		return true;
	if (beside_word(al, &al->o->runs[run]).n > 0 &&
	    beside_shared(al, run, k + 1, k))
		return false;
	return beside_other_label(al, out, k) || is_named_twice(al, out, k);
}

/*
 * Lines between two sure ones are sure if just as many runs lie between
 * and each has its place.
 */
void
judge_neighbours(const struct aligner *al, struct alignment *out)
{
	size_t j, above, below, k;
	struct placed *p;

	for (j = 0; j < al->form->nlines; j++) {
		p = &out->lines[j];
		if (p->run == RUN_NONE || p->sure)
			continue;
		above = strays_sure_beside(out, j, -1);
		below = strays_sure_beside(out, j, 1);
		if (above == RUN_NONE || below == RUN_NONE ||
		    out->lines[below].run - out->lines[above].run !=
		    below - above)
			continue;
		for (k = above + 1; k < below; k++)
			if (out->lines[k].run !=
			    out->lines[above].run + (k - above) ||
			    al->o->runs[out->lines[k].run].n !=
			    al->form->lines[k].n ||
			    shares_line(al->o, out->lines[k].run) ||
			    is_another(al, out, k) ||
			    !is_plausible(al, &out->lines[k],
			    &al->form->lines[k]))
				break;
		p->sure = k == below;
	}
}
