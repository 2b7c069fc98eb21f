#include "report/flow.h"
#include "report/places.h"
#include "report/together.h"

const char *
status_name(enum status s)
{
	static const char *const names[] = { "ok", "blank", "solved",
	    "ambiguous", "bad", "absent" };

	return names[s];
}

/* How many of the words only this form has occur in the report. */
static size_t
count_marks(struct arena *a, const struct observed *o,
    const struct form *form)
{
	const char *p = form->marks, *bar;
	size_t n = 0, i;
	struct folded mark;

	for (;; p = bar + 1) {
		bar = strchr(p, '|');
		mark = fold(a, bar != NULL ?
		    (struct str){ p, (size_t)(bar - p) } : str_of(p));
		for (i = 0; i < o->nruns &&
		    fold_find(o->runs[i].before, mark) < 0; i++)
			;
		n += i < o->nruns;
		if (bar == NULL)
			return n;
	}
}

/* The form the report is on: by its words, then by how well it fits. */
static struct alignment
choose_form(struct arena *a, const struct observed *o)
{
	struct alignment best = { .form = NULL }, one;
	size_t i;

	for (i = 0; i < nforms; i++) {
		one = align(a, o, &forms[i]);
		one.score += 10 * (double)count_marks(a, o, &forms[i]);
		if (best.form == NULL || one.score > best.score)
			best = one;
	}
	align_judge(&best);
	return best;
}

/* A line on what a row was read from. */
static void
explain(const struct rows *r, size_t line)
{
	const struct placed *p = &r->al->lines[line];
	const struct form_line *l = &r->al->form->lines[line];
	const struct item *item = &r->al->form->items[l->item];
	const struct observed *o = r->o;
	size_t first = 0, last = 0;

	if (p->run != RUN_NONE) {
		first = o->pieces[o->runs[p->run].first].line + 1;
		last = o->runs[p->run + p->nruns - 1].first +
		    o->runs[p->run + p->nruns - 1].n - 1;
		last = o->pieces[last].line + 1;
	} else if (p->empty)
		first = last = o->pieces[p->label].line + 1;
	buf_str(r->explain, r->name);
	buf_printf(r->explain, "\t%d/%s\t%zu-%zu\t%.2f\t%s\t", item->table,
	    item->row, first, last, p->likeness, r->how[line]);
	buf_str(r->explain, r->cells[l->item].raw);
	buf_byte(r->explain, '\n');
}

struct table
table_read(struct arena *a, const struct report *report,
    struct buf *explanation)
{
	struct observed *o = observe(a, report);
	struct alignment al = choose_form(a, o);
	struct table t = { NULL, NULL };
	struct rows r = { .a = a, .o = o, .al = &al,
	    .explain = explanation, .name = report->name };
	size_t i;

	if (al.found == 0)
		return t;
	r.gaps = gaps_learn(a, o, &al);
	r.damaged = row_damage(o, &al);
	t.form = al.form;
	t.cells = r.cells = arena_array(a, al.form->nitems,
	    sizeof(*t.cells));
	r.searched = arena_array(a, al.form->nlines, sizeof(*r.searched));
	r.how = arena_array(a, al.form->nlines, sizeof(*r.how));
	for (i = 0; i < al.form->nlines; i++)
		row_read(&r, i);
	for (i = 0; i < al.form->nlines; i++)
		if (i == 0 || al.form->lines[i].table !=
		    al.form->lines[i - 1].table)
			together_doubt(&r, al.form->lines[i].table);
	for (i = 0; i < al.form->nsums; i++)
		if (i == 0 || al.form->sums[i].table !=
		    al.form->sums[i - 1].table)
			together_read(&r, al.form->sums[i].table);
	for (i = 0; i < al.form->nlines; i++)
		if (i == 0 || al.form->lines[i].table !=
		    al.form->lines[i - 1].table) {
			flow_read(&r, al.form->lines[i].table);
			places_read(&r, al.form->lines[i].table);
		}
	for (i = 0; explanation != NULL && i < al.form->nlines; i++)
		explain(&r, i);
	return t;
}
