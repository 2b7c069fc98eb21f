#include "report/heads.h"
#include "report/whole.h"

#define LIKE	0.60	/* below, a label is not recognised */

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
	    out->lines->nsums > 0;
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
