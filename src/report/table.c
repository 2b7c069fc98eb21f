#include <string.h>

#include "report/flow.h"
#include "report/places.h"
#include "report/together.h"

#define DUE	5		/* the form due that year fits better by so much */

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
		for (i = 0; i < o->nruns && (!fold_may_hold(
		    &o->runs[i].kinds, *mark.c) ||
		    fold_find(o->runs[i].before, mark) < 0); i++)
			;
		n += i < o->nruns;
		if (bar == NULL)
			return n;
	}
}

/* Whether a form has a line with just the cells of l, which is of form f. */
static bool
has_line(const struct form *form, const struct form *f,
    const struct form_line *l)
{
	const struct item *a, *b;
	size_t i, k;

	for (i = 0; i < form->nlines; i++) {
		a = &form->items[form->lines[i].item];
		b = &f->items[l->item];
		for (k = 0; form->lines[i].n == l->n && k < l->n &&
		    a[k].table == b[k].table &&
		    strcmp(a[k].row, b[k].row) == 0 &&
		    strcmp(a[k].col, b[k].col) == 0; k++)
			;
		if (k == l->n)
			return true;
	}
	return false;
}

/* The form that was in force for reports of a year, or NULL. */
static const struct form *
form_for(struct str year)
{
	const struct form *last = NULL;
	struct str name;
	size_t i;

	for (i = 0; i < nforms; i++) {
		name = str_of(forms[i].name);
		if (year.n == name.n && memcmp(year.s, name.s, name.n) >= 0)
			last = &forms[i];
	}
	return last;
}

/*
 * The form the report is on: by its words, then by its year and how well it
 * fits.  Where two fit as well, as with a few rows, only what both have is
 * sure.  Without any such words a report of the years before the first form
 * is on none.
 */
static struct alignment
choose_form(struct arena *a, const struct observed *o, struct str year)
{
	const struct form *due = form_for(year), *rival = NULL;
	struct alignment best = { .form = NULL }, one;
	double lead;			/* of one over the best */
	size_t i, marks, all = 0;

	for (i = 0; i < nforms; i++) {
		one = align(a, o, &forms[i], &best);
		marks = count_marks(a, o, &forms[i]);
		one.score += 10 * (double)marks;
		all += marks;
		lead = one.score - best.score;
		if (best.form != NULL && lead == 0)
			rival = &forms[i];
		lead += DUE * ((one.form == due) - (best.form == due));
		if (best.form == NULL || lead > 0) {
			rival = rival == one.form ? best.form : NULL;
			best = one;
		}
	}
	align_judge(&best);
	if (all == 0 && year.n > 0 && due == NULL)
		best.found = 0;
	for (i = 0; rival != NULL && i < best.form->nlines; i++)
		if (!has_line(rival, best.form, &best.form->lines[i]))
			best.lines[i].sure = false;
	return best;
}

/* Whether sections i and k are the same one of the form. */
static bool
same_section(const struct report *report, size_t i, size_t k)
{
	const struct str *a = &report->sections[i].id;

	return str_eq(*a, report->sections[k].id) && !str_is(*a, "-");
}

/*
 * Whether the section of a table is there twice with many figures each:
 * two reports that could not be told apart, or a second table.  A heading
 * alone, or an outline in prose, has few.
 */
static bool
is_double(struct arena *a, const struct observed *o,
    const struct report *report, int table)
{
	static const size_t many[] = { 0, 0, 8, 20, 10 };
	size_t *n = arena_array(a, report->nsections + 1, sizeof(*n)), i, k;

	for (i = 0; i < o->npieces; i++)
		n[o->section[o->pieces[i].line]] += o->pieces[i].figure;
	for (i = 0; i < report->nsections; i++) {
		if (n[i] < many[table] || report->sections[i].id.n != 1 ||
		    *report->sections[i].id.s != '0' + table)
			continue;
		for (k = 0; k < i; k++)
			if (n[k] >= many[table] && same_section(report, i, k))
				return true;
	}
	return false;
}

/* Doubts all lines of the tables that are there twice. */
static void
doubt_doubles(struct arena *a, const struct observed *o,
    const struct report *report, struct alignment *al, bool *twice)
{
	size_t i;
	int table;

	for (table = 2; table <= 4; table++)
		twice[table] = is_double(a, o, report, table);
	for (i = 0; i < al->form->nlines; i++)
		if (twice[al->form->lines[i].table])
			al->lines[i].sure = false;
}

/*
 * Doubts lines whose label is not ahead of their figures to the letter,
 * where another line's label without figures stands on the same line of
 * cells: they may be that one's.
 */
static void
doubt_neighbours(const struct observed *o, struct alignment *al)
{
	const struct run *run;
	size_t i, k;

	for (i = 0; i < al->form->nlines; i++) {
		if (al->lines[i].run != RUN_NONE || !al->lines[i].empty)
			continue;
		for (k = 0; k < al->form->nlines; k++) {
			if (al->lines[k].run == RUN_NONE ||
			    al->lines[k].likeness >= 0.99)
				continue;
			run = &o->runs[al->lines[k].run];
			if (!run->cells || o->pieces[run->first].line !=
			    o->pieces[al->lines[i].label].line)
				continue;
			al->lines[k].sure = false;
			al->lines[i].unread = true;
		}
	}
}

/* Whether line i is the first of a table that may be read as a whole. */
static bool
begins_table(const struct form *f, size_t i, const bool *twice)
{
	return !twice[f->lines[i].table] && (i == 0 ||
	    f->lines[i].table != f->lines[i - 1].table);
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
	struct alignment al = choose_form(a, o, report->year);
	struct table t = { .overflow = o->overflow };
	struct rows r = { .a = a, .o = o, .al = &al,
	    .explain = explanation, .name = report->name };
	bool twice[5] = { false };
	size_t i;

	if (al.found == 0)
		return t;
	doubt_doubles(a, o, report, &al, twice);
	doubt_neighbours(o, &al);
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
		if (begins_table(al.form, i, twice))
			together_doubt(&r, al.form->lines[i].table);
	for (i = 0; i < al.form->nsums; i++)
		if (!twice[al.form->sums[i].table] && (i == 0 ||
		    al.form->sums[i].table != al.form->sums[i - 1].table))
			together_read(&r, al.form->sums[i].table);
	for (i = 0; i < al.form->nlines; i++)
		if (begins_table(al.form, i, twice)) {
			flow_read(&r, al.form->lines[i].table);
			places_read(&r, al.form->lines[i].table);
		}
	for (i = 0; explanation != NULL && i < al.form->nlines; i++)
		explain(&r, i);
	return t;
}
