/*
 * Rows whose figures lie in several runs, and rows whose figures may not
 * stand in the order of their columns.
 */
#include "report/aligner.h"
#include "report/heads.h"

/*
 * The slots of a headed line may lie in several runs: those that follow
 * with nothing but words of the head between them, a sum's slots each.
 */
void
gather_headed(const struct aligner *al, struct alignment *out)
{
	size_t j, i, k, c, n, in, part;
	const struct run *r;

	for (j = 0; j < al->form->nlines; j++) {
		struct placed *p = &out->lines[j];
		struct folded head = al->labels[j].spelling[0];

		if (!al->form->lines[j].headed || p->run == RUN_NONE)
			continue;
		n = al->o->runs[p->run].n;
		part = al->form->lines[j].sums[0].total + 1;
		for (i = p->run + 1; n < al->form->lines[j].n &&
		    i < al->o->nruns; i++, p->nruns++) {
			r = &al->o->runs[i];
			p->flow = p->flow || r->nlead == 0;
			for (in = k = 0; k < r->before.n; k++) {
				for (c = 0; c < head.n &&
				    head.c[c] != r->before.c[k]; c++)
					;
				in += c < head.n;
			}
			if (in * 10 < r->before.n * 8 ||
			    n + r->n > al->form->lines[j].n ||
			    n % part != 0 || r->n % part != 0)
				break;
			n += r->n;
		}
		p->sure = p->likeness >= SURE && !judge_rival(al, out, j);
	}
}

/* Whether a run goes on from the one before: no text stands between. */
static bool
is_bare(const struct observed *o, const struct run *r)
{
	return o->pieces[r->first].layout == LAYOUT_WORDS && r->nlead == 0;
}

/*
 * Text that was taken out of a page in the order it was put there breaks
 * rows anywhere: their figures go on in the next lines.  Taken together if
 * they are just as many as the line has slots.
 */
void
gather_flow(const struct aligner *al, struct alignment *out)
{
	size_t j, k, i, n, want;
	struct placed *p;

	for (j = 0; j < al->form->nlines; j++) {
		p = &out->lines[j];
		want = al->form->lines[j].n;
		if (p->run == RUN_NONE || p->nruns != 1 ||
		    (n = al->o->runs[p->run].n) >= want)
			continue;
		for (i = p->run + 1; i < al->o->nruns && n < want &&
		    is_bare(al->o, &al->o->runs[i]); i++) {
			for (k = 0; k < al->form->nlines &&
			    out->lines[k].run != i; k++)
				;
			if (k < al->form->nlines)
				break;
			n += al->o->runs[i].n;
		}
		if (n == want) {
			p->nruns = i - p->run;
			p->flow = true;
		}
	}
}

/* Whether a run has each figure on a line of its own, but unevenly. */
static bool
is_uneven(const struct observed *o, const struct run *r)
{
	const struct piece *p = &o->pieces[r->first];
	size_t k;
	bool uneven = false;

	for (k = 1; k < r->n; k++) {
		if (p[k].line == p[k - 1].line)
			return false;
		uneven = uneven || p[k].line - p[k - 1].line !=
		    p[1].line - p[0].line;
	}
	return uneven;
}

static bool
spans_lines(const struct observed *o, const struct run *r)
{
	return o->pieces[r->first].layout != LAYOUT_BARS &&
	    o->pieces[r->first].line != o->pieces[r->first + r->n - 1].line;
}

/* Whether the heads of a table say that its text goes cell by cell. */
static bool
has_cells(const struct aligner *al, const struct alignment *out)
{
	const struct form_line *l;
	size_t j;

	for (j = 0; j < al->form->nlines; j++) {
		l = &al->form->lines[j];
		if (l->nsums == 1 && out->lines[j].run != RUN_NONE)
			return heads_by_cells(al->a, al->o->pieces,
			    al->o->runs[out->lines[j].run].first,
			    al->form->items + l->item, 1, l->n - 2);
	}
	return false;
}

/*
 * Full rows with a figure a line flow, too, where the distances differ in
 * a third of the rows or more: so pages look whose words were taken out
 * by their height.  A few uneven rows are page breaks.  And they do where
 * other rows flow, unless the heads are read cell by cell.
 */
void
gather_uneven(const struct aligner *al, struct alignment *out)
{
	size_t j, rows = 0, uneven = 0;
	bool flows = false;
	struct placed *p;

	for (j = 0; j < al->form->nlines; j++) {
		p = &out->lines[j];
		flows = flows || (p->flow && !al->form->lines[j].headed);
		if (p->run == RUN_NONE || p->nruns != 1 ||
		    al->o->runs[p->run].n != al->form->lines[j].n)
			continue;
		p->uneven = is_uneven(al->o, &al->o->runs[p->run]);
		rows++;
		uneven += p->uneven;
	}
	flows = flows && !has_cells(al, out);
	for (j = 0; j < al->form->nlines; j++) {
		p = &out->lines[j];
		if (p->run == RUN_NONE || p->nruns != 1)
			continue;
		if (flows && spans_lines(al->o, &al->o->runs[p->run]))
			p->flow = true;
		if (uneven * 3 >= rows)
			p->flow = p->flow || p->uneven;
	}
}
