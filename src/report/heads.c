#include "report/heads.h"
#include "report/solve.h"

#define REACH	120	/* pieces ahead that heads may lie in */

/* Whether a piece ends at character n of the text of pieces from..to-1. */
static bool
ends_at(struct arena *a, const struct piece *p, size_t from, size_t to,
    size_t n)
{
	size_t at = 0;

	for (; from < to && at < n; from++)
		at += fold(a, p[from].text).n;
	return at == n;
}

bool
heads_by_cells(struct arena *a, const struct piece *p, size_t to,
    const struct item *line, size_t first, size_t last)
{
	struct folded heads = { NULL, 0 }, text = { NULL, 0 };
	size_t i, k, n, from = to > REACH ? to - REACH : 0;
	long at;

	for (i = from; i < to; i++)
		text = fold_join(a, text, fold(a, p[i].text));
	for (i = first; i <= last; i++)
		heads = fold_join(a, heads, fold(a, str_of(
		    line[i].col_label)));
	if (heads.n == 0 || (at = fold_find(text, heads)) < 0)
		return false;
	for (i = first, n = (size_t)at; i <= last; i++)
		for (k = fold(a, str_of(line[i].col_label)).n; k > 0; k--)
			if (ends_at(a, p, from, to, ++n) && k > 1)
				return true;
	return false;
}

/* Which of n names the text is; n if none. */
static size_t
slot_of(const struct folded *names, size_t n, struct folded text)
{
	size_t k;

	for (k = 0; k < n && !fold_eq(text, names[k]); k++)
		;
	return k;
}

/* The first piece of a section by which the names of a line's slots stand
 * in another order; npieces if none. */
static size_t
find_differing(struct arena *a, const struct observed *o, size_t section,
    const struct item *line, const struct form_line *l)
{
	size_t i, slot, last = 0, heads = 0;
	struct folded names[SOLVE_SLOTS];
	bool falls = false;

	for (i = 0; i < l->n; i++)
		names[i] = fold(a, str_of(line[i].col_label));
	for (i = 0; i < o->npieces; i++) {
		if (o->section[o->pieces[i].line] != section ||
		    o->pieces[i].text.n > 60)
			continue;
		if (o->pieces[i].figure) {
			heads = 0;		/* a row; other heads follow */
			falls = false;
			continue;
		}
		slot = slot_of(names, l->n, observe_fold(a, o, i));
		if (slot >= l->sums[0].total)
			continue;
		falls = falls || (heads > 0 && slot < last);
		last = slot;
		if (++heads >= 4 && falls)
			break;
	}
	return i;
}

/* Whether two lines' slots have the same names. */
static bool
same_names(const struct item *x, const struct item *y, size_t n)
{
	size_t i;

	for (i = 0; i < n && strcmp(x[i].col_label, y[i].col_label) == 0; i++)
		;
	return i == n;
}

bool
heads_differ(struct arena *a, const struct observed *o, struct heads *seen,
    const struct item *line, const struct form_line *l, size_t to)
{
	size_t section = o->section[o->pieces[to].line];

	if (seen->line == NULL || seen->section != section ||
	    seen->n != l->n || seen->total != l->sums[0].total ||
	    !same_names(seen->line, line, l->n))
		*seen = (struct heads){ line, l->n, l->sums[0].total, section,
		    find_differing(a, o, section, line, l) };
	return seen->first < to;
}
