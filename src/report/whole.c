#include "report/heads.h"
#include "report/known.h"
#include "report/whole.h"

#define LIKE	0.60	/* below, a label is not recognised */
#define MANY	3	/* labels, where one may be in prose as well */

static bool
is_known(enum status s)
{
	return s == STATUS_OK || s == STATUS_SOLVED || s == STATUS_BLANK;
}

/* Whether some cells of a line are not known. */
static bool
is_open(const struct rows *r, const struct form_line *l)
{
	size_t k;

	for (k = 0; k < l->n && is_known(r->cells[l->item + k].status); k++)
		;
	return k < l->n;
}

/* In how many pieces of a section a label stands by itself. */
static size_t
count_label(struct arena *a, const struct observed *o, size_t section,
    const struct label *label)
{
	size_t i, k, n = 0;

	for (i = 0; i < o->npieces; i++) {
		if (o->pieces[i].figure ||
		    o->section[o->pieces[i].line] != section)
			continue;
		for (k = 0; k < label->n && !fold_eq(observe_fold(a, o, i),
		    label->spelling[k]); k++)
			;
		n += k < label->n;
	}
	return n;
}

/*
 * Whether the section of a table holds more than the table: half as many
 * figures again as it has cells, or several of its labels once more.
 */
static bool
is_twice(const struct rows *r, const struct whole *t)
{
	const struct label *label = known_labels(r->al->form) + t->line;
	size_t i, figures = 0, cells = 0, again = 0;

	for (i = 0; i < r->o->npieces; i++)
		figures += r->o->pieces[i].figure &&
		    r->o->section[r->o->pieces[i].line] == t->section;
	for (i = 0; i < t->nrows; i++)
		cells += t->lines[i].n;
	for (i = 0; figures * 2 < cells * 3 && again < MANY && i < t->nrows;
	    i++)
		again += count_label(r->a, r->o, t->section, &label[i]) > 1;
	return figures * 2 >= cells * 3 || again >= MANY;
}

bool
whole_find(struct rows *r, int table, struct whole *out)
{
	const struct form *f = r->al->form;
	const struct placed *p;
	const struct run *run;
	bool open = false, found = false;
	size_t i;

	*out = (struct whole){ .nrows = 0 };
	for (i = 0; i < f->nlines && !open; i++)
		open = f->lines[i].table == table && is_open(r, &f->lines[i]);
	if (!open)
		return false;
	for (i = f->nlines; i-- > 0 && !r->damaged; ) {
		if (f->lines[i].table != table)
			continue;
		out->line = i;
		out->nrows++;
		p = &r->al->lines[i];
		if (p->run == RUN_NONE || p->likeness < LIKE)
			continue;
		run = &r->o->runs[p->run];
		out->section = r->o->section[r->o->pieces[run->first].line];
		found = true;
		run += p->nruns - 1;
		if (f->lines[i].nsums > 0 && heads_differ(r->a, r->o, &r->heads,
		    &f->items[f->lines[i].item], &f->lines[i], run->first))
			return false;
		if (f->lines[i].headed && heads_shuffled(r->a, r->o,
		    &f->items[f->lines[i].item], &f->lines[i], run->first))
			return false;
	}
	out->lines = &f->lines[out->line];
	return found && out->nrows <= WHOLE_ROWS &&
	    out->lines->nsums > 0 && (out->nrows == 1 || !is_twice(r, out));
}

bool
whole_agrees(const struct rows *r, const struct form_line *l,
    const struct row_reading *row, const bool *open)
{
	struct value v[SOLVE_SLOTS] = { 0 };
	struct row_reading known;
	const struct cell *c = &r->cells[l->item];
	size_t k;

	for (k = 0; k < l->n; k++)
		v[k].number = c[k].value;
	if (!solve_amounts(v, l->n, &known))
		return false;
	for (k = 0; k < l->n; k++)
		if (is_known(c[k].status) && (open == NULL || !open[k]) &&
		    known.amount[k] != row->amount[k])
			return false;
	return true;
}
