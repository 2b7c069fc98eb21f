/*
 * Reasons to take back that a row is sure, which show only when all rows
 * of a table have been judged.
 */
#include "report/aligner.h"

#define COLUMN		20	/* where figures of a printed table are */
#define COPIES		3	/* rows seen twice that make a table twice */

/*
 * Whether a run's figures stand together and by themselves on a line of
 * words, as far to the right as columns do.
 */
static bool
is_detached(const struct aligner *al, size_t run)
{
	const struct run *r = &al->o->runs[run];
	const struct piece *p = &al->o->pieces[r->first];

	return p->layout == LAYOUT_WORDS && p->x >= COLUMN && r->n > 2 &&
	    p[r->n - 1].line == p->line &&
	    (r->first == 0 || p[-1].line != p->line);
}

/* Whether line k is of the same table and it is not known what it has. */
static bool
is_open(const struct aligner *al, const struct alignment *out, size_t j,
    size_t k)
{
	return k < al->form->nlines &&
	    al->form->lines[k].table == al->form->lines[j].table &&
	    (out->lines[k].run == RUN_NONE || !out->lines[k].sure);
}

/*
 * Figures without a label on their line may be those of the row above or
 * below: where one of these is open, so are they, and so on.
 */
void
doubt_detached(const struct aligner *al, struct alignment *out)
{
	size_t j, n = al->form->nlines, pass;
	struct placed *p;

	for (pass = 0; pass < 2; pass++)
		for (j = pass == 0 ? 0 : n; pass == 0 ? j < n : j-- > 0;
		    j += pass == 0) {
			p = &out->lines[j];
			if (p->run != RUN_NONE && p->sure &&
			    is_detached(al, p->run) &&
			    ((j > 0 && is_open(al, out, j, j - 1)) ||
			    is_open(al, out, j, j + 1)))
				p->sure = false;
		}
}

/*
 * Whether a line of the same table as j is neither placed nor empty, and
 * its label is nowhere around the run of j.
 */
static bool
is_missing(const struct aligner *al, const struct alignment *out, size_t j,
    size_t k)
{
	size_t run = out->lines[j].run, i;

	if (k >= al->form->nlines || out->lines[k].empty ||
	    al->form->lines[k].table != al->form->lines[j].table ||
	    out->lines[k].run != RUN_NONE)
		return false;
	for (i = run > 0 ? run - 1 : 0; i <= run + 1 && i < al->o->nruns; i++)
		if (beside_stands_in(&al->labels[k], al->o->runs[i].before) ||
		    beside_stands_in(&al->labels[k], al->o->runs[i].after))
			return false;
	return true;
}

/*
 * Figures that stand on no label's line may be those of the row above or
 * below, where its label is nowhere to be seen.
 */
void
doubt_missing(const struct aligner *al, struct alignment *out)
{
	const struct piece *p;
	size_t j, first;

	for (j = 0; j < al->form->nlines; j++) {
		if (out->lines[j].run == RUN_NONE || al->form->lines[j].headed)
			continue;
		first = al->o->runs[out->lines[j].run].first;
		p = &al->o->pieces[first];
		if ((first == 0 || p[-1].line != p->line) &&
		    (is_missing(al, out, j, j - 1) ||
		    is_missing(al, out, j, j + 1)))
			out->lines[j].sure = false;
	}
}

/* The section that most rows of a table are in; how many are not. */
static size_t
section_of(const struct aligner *al, const struct alignment *out, int table,
    size_t *others)
{
	const struct observed *o = al->o;
	size_t j, k, n, section, best = 0, most = 0, rows = 0;

	for (j = 0; j < al->form->nlines; j++) {
		if (al->form->lines[j].table != table ||
		    out->lines[j].run == RUN_NONE)
			continue;
		rows++;
		section = o->section[o->pieces[o->runs[
		    out->lines[j].run].first].line];
		for (k = n = 0; k < al->form->nlines; k++)
			n += al->form->lines[k].table == table &&
			    out->lines[k].run != RUN_NONE &&
			    o->section[o->pieces[o->runs[
			    out->lines[k].run].first].line] == section;
		if (n > most) {
			most = n;
			best = section;
		}
	}
	*others = rows - most;
	return best;
}

/*
 * How many rows of a table stand once more with other figures: in its
 * section, or whole and of several figures elsewhere.
 */
static size_t
count_copies(const struct aligner *al, const struct alignment *out,
    int table, size_t section)
{
	size_t nl = al->form->nlines, i, j, n = 0;
	const struct run *r;

	for (j = 0; j < nl; j++) {
		if (al->form->lines[j].table != table ||
		    al->form->lines[j].headed)
			continue;
		for (i = 0; i < al->o->nruns; i++) {
			r = &al->o->runs[i];
			if (i == out->lines[j].run ||
			    al->like[i * nl + j] < 0.99 ||
			    r->n < al->form->lines[j].n ||
			    ((r->n == 1 || r->n > al->form->lines[j].n) &&
			    al->o->section[al->o->pieces[r->first].line] !=
			    section))
				continue;
			if (out->lines[j].run == RUN_NONE || !judge_same(
			    al->o, r, &al->o->runs[out->lines[j].run]))
				break;
		}
		n += i < al->o->nruns;
	}
	return n;
}

/*
 * A table may be there twice, another body's or another year's: if several
 * rows are, or some lie in one section and some in another, no row is sure.
 * Nor is one that lies in another section than the rest.
 */
void
doubt_copies(const struct aligner *al, struct alignment *out)
{
	size_t j, section = 0, others, first;
	bool copied = false;

	for (j = 0; j < al->form->nlines; j++) {
		if (j == 0 || al->form->lines[j].table !=
		    al->form->lines[j - 1].table) {
			section = section_of(al, out,
			    al->form->lines[j].table, &others);
			copied = others > 1 || count_copies(al, out,
			    al->form->lines[j].table, section) >= COPIES;
		}
		if (out->lines[j].run == RUN_NONE)
			continue;
		first = al->o->runs[out->lines[j].run].first;
		if (copied || al->o->section[al->o->pieces[first].line] !=
		    section)
			out->lines[j].sure = false;
	}
}
