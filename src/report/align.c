/*
 * Runs and lines both come in order, so the best alignment is found by
 * dynamic programming over the sum of what each pair is worth: how alike
 * the line's label is to the text around the run, and whether the run has
 * as many figures as the line has slots.
 */
#include "report/strays.h"

/*
 * Notes which lines' labels the text before a run ends with, but for heads:
 * such a run needs no other compared.
 */
static void
find_exact(const struct aligner *al, size_t run)
{
	struct folded before = al->o->runs[run].before;
	const struct spelling *s;

	if (before.n == 0)
		return;
	for (s = known_ending(al->form, before.c[before.n - 1]); s != NULL;
	    s = s->next)
		if (!al->form->lines[s->line].headed &&
		    fold_ends(before, s->text)) {
			al->like[run * al->form->nlines + s->line] = 1;
			al->exact[run] = true;
		}
}

/* Whether the text before a run ends with a label of the line. */
bool
aligner_exact(const struct aligner *al, size_t run, size_t line)
{
	return al->exact[run] && !al->form->lines[line].headed &&
	    al->like[run * al->form->nlines + line] == 1;
}

double
aligner_likeness(const struct aligner *al, size_t run, size_t line,
    double least)
{
	const struct label *l = &al->labels[line];
	const struct run *r = &al->o->runs[run];
	double best = -1, d;
	size_t i;

	for (i = 0; i < l->n; i++) {
		d = al->form->lines[line].headed ?
		    likeness_head(r, l->kinds) :
		    likeness_in(r, &l->needle[i], least);
		best = d > best ? d : best;
	}
	return best < 0 && least == 0 ? 0 : best;
}

/* Whether the figures alone may place a run on a line. */
static bool
may_be_unlike(const struct aligner *al, size_t run, size_t line)
{
	const struct form_line *l = &al->form->lines[line];

	return al->o->runs[run].n == l->n && l->n > 3 && !l->headed;
}

/* What a pair is worth; below 0 it may not be. */
static double
worth(const struct aligner *al, size_t run, size_t line, double like)
{
	size_t k = al->o->runs[run].n, n = al->form->lines[line].n;

	if (like < LIKE)
		return may_be_unlike(al, run, line) ? 0.5 + like : -1;
	return like * 10 + (k == n ? 2 : k < n ? (double)k / (double)n :
	    k <= n + 2 ? 0 : -2);
}

/* Finds the lines that the other form has as well. */
static void
find_twins(struct aligner *al)
{
	const struct form_line *l = al->form->lines, *m;
	size_t nl = al->form->nlines, j, k;

	al->twin = arena_array(al->a, nl, sizeof(*al->twin));
	for (j = 0; j < nl; j++, l++) {
		al->twin[j] = RUN_NONE;
		for (k = 0; al->other != NULL &&
		    k < al->other->form->nlines; k++) {
			m = &al->other->form->lines[k];
			if (m->n == l->n && m->headed == l->headed &&
			    strcmp(m->labels, l->labels) == 0)
				al->twin[j] = k;
		}
	}
}

/* How alike a pair is, where that need not be asked for the other form. */
static double
compare(const struct aligner *al, size_t run, size_t line)
{
	const struct aligner *other = al->other;

	if (al->twin[line] != RUN_NONE && other->exact[run] == al->exact[run])
		return other->like[run * other->form->nlines +
		    al->twin[line]];
	if (al->exact[run] && !al->form->lines[line].headed)
		return al->like[run * al->form->nlines + line];
	return aligner_likeness(al, run, line,
	    may_be_unlike(al, run, line) ? 0 : STRAYS_LIKE);
}

/*
 * How unlike a label is counts only where figures alone may place a run:
 * nothing else looks at a likeness below STRAYS_LIKE, but judge_parts(),
 * which asks again.
 */
static void
compare_all(struct aligner *al)
{
	size_t i, j, nl = al->form->nlines;
	double like;

	al->exact = arena_array(al->a, al->o->nruns + 1, sizeof(bool));
	al->like = arena_array(al->a, al->o->nruns * nl + 1, sizeof(double));
	al->worth = arena_array(al->a, al->o->nruns * nl + 1, sizeof(double));
	for (i = 0; i < al->o->nruns; i++) {
		find_exact(al, i);
		for (j = 0; j < nl; j++) {
			like = compare(al, i, j);
			al->like[i * nl + j] = like;
			al->worth[i * nl + j] = worth(al, i, j, like);
		}
	}
}

/* Aligns lines from..to of the form; returns what that is worth. */
static double
align_lines(struct aligner *al, size_t from, size_t to, struct placed *out)
{
	size_t nr = al->o->nruns, nl = to - from, w = nl + 1, i, j;
	double *best = arena_array(al->a, (nr + 1) * w, sizeof(*best));
	unsigned char *way = arena_array(al->a, (nr + 1) * w, 1);
	const double *up, *v;
	double *row;

	for (i = 1; i <= nr; i++) {
		up = best + (i - 1) * w;
		row = best + i * w;
		v = al->worth + (i - 1) * al->form->nlines + from;
		for (j = 1; j <= nl; j++) {
			row[j] = up[j];
			way[i * w + j] = 1;
			if (row[j - 1] > row[j]) {
				row[j] = row[j - 1];
				way[i * w + j] = 2;
			}
			if (v[j - 1] > 0 && v[j - 1] + up[j - 1] > row[j]) {
				row[j] = v[j - 1] + up[j - 1];
				way[i * w + j] = 3;
			}
		}
	}
	for (i = nr, j = nl; i > 0 && j > 0; ) {
		if (way[i * w + j] == 3) {
			i--;
			j--;
			out[from + j].run = i;
			out[from + j].likeness =
			    al->like[i * al->form->nlines + from + j];
		} else if (way[i * w + j] == 1)
			i--;
		else
			j--;
	}
	return best[nr * w + nl];
}

struct alignment
align(struct arena *a, const struct observed *o, const struct form *form,
    const struct alignment *other)
{
	struct aligner *al = arena_alloc(a, sizeof(*al));
	struct alignment out = { .form = form, .by = al };
	size_t from, to, j;

	*al = (struct aligner){ .a = a, .o = o, .form = form,
	    .other = other->by, .labels = known_labels(form) };
	find_twins(al);
	out.lines = arena_array(a, form->nlines, sizeof(*out.lines));
	for (j = 0; j < form->nlines; j++) {
		out.lines[j].run = RUN_NONE;
		out.lines[j].nruns = 1;
	}
	compare_all(al);
	for (from = 0; from < form->nlines; from = to) {
		for (to = from + 1; to < form->nlines &&
		    form->lines[to].table == form->lines[from].table; to++)
			;
		out.score += align_lines(al, from, to, out.lines);
	}
	return out;
}

void
align_judge(struct alignment *out)
{
	struct aligner *al = out->by;
	size_t j;

	judge_begin(al);
	judge_parts(al, out);
	judge_labels(al, out);
	gather_headed(al, out);
	gather_flow(al, out);
	gather_uneven(al, out);
	judge_neighbours(al, out);
	strays_doubt(al, out);
	strays_find_empty(al, out);
	doubt_missing(al, out);
	doubt_copies(al, out);
	for (j = 0; j < out->form->nlines; j++)
		out->found += out->lines[j].run != RUN_NONE &&
		    out->lines[j].likeness >= LIKE;
}
