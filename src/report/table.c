/*
 * A row's figures get their columns, in this order: as many figures as
 * slots, one each; a row of cells that is built like a row that is full,
 * by its cells; else by all readings the form's identities allow.
 */
#include "report/columns.h"
#include "report/gaps.h"
#include "report/table.h"

#define MAX_FIGURES	24

struct reading {
	struct arena		*a;
	const struct observed	*o;
	const struct alignment	*al;
	struct gaps		 gaps;
	bool			 damaged;	/* bytes were lost in a table */
	struct cell		*cells;
	struct buf		*explain;
	struct str		 name;
};

const char *
status_name(enum status s)
{
	static const char *const names[] = { "ok", "blank", "solved",
	    "ambiguous", "bad", "absent" };

	return names[s];
}

/* A number in the codebook's unit; STATUS_BAD if it counts other things. */
static void
set_number(struct reading *r, size_t item, enum status status,
    struct str number, int unit)
{
	struct cell *c = &r->cells[item];

	if (unit >= 0 && !r->al->form->items[item].money) {
		c->status = STATUS_BAD;
		return;
	}
	c->status = status;
	c->value = unit >= 0 && unit != 4 ?
	    value_shift(r->a, number, unit - 4) : number;
}

static void
set_value(struct reading *r, size_t item, const struct value *v)
{
	switch (v->kind) {
	case VALUE_NUMBER:
		set_number(r, item, STATUS_OK, v->number, v->unit);
		break;
	case VALUE_BLANK:
		r->cells[item].status = STATUS_BLANK;
		break;
	case VALUE_DOUBT:
		r->cells[item].status = STATUS_AMBIGUOUS;
		break;
	case VALUE_TEXT:
		r->cells[item].status = STATUS_BAD;
		break;
	}
}

static void
set_all(struct reading *r, const struct form_line *l, enum status status,
    struct str raw)
{
	size_t i;

	for (i = 0; i < l->n; i++) {
		r->cells[l->item + i].status = status;
		r->cells[l->item + i].raw = raw;
	}
}

/* The text of pieces from..from+n-1, separated by blanks. */
static struct str
raw_of(struct arena *a, const struct observed *o, size_t from, size_t n)
{
	size_t i, len = 0;
	char *p, *start;

	for (i = from; i < from + n; i++)
		len += o->pieces[i].text.n + 1;
	start = p = arena_alloc(a, len + 1);
	for (i = from; i < from + n; i++) {
		if (i > from)
			*p++ = ' ';
		memcpy(p, o->pieces[i].text.s, o->pieces[i].text.n);
		p += o->pieces[i].text.n;
	}
	return (struct str){ start, (size_t)(p - start) };
}

/* The first slots of a row of cells may be covered by its label. */
static bool
starts_blank(const struct reading *r, const struct columns *c, size_t near)
{
	return columns_piece(r->o, near, c->cell[0]) == NULL;
}

static void
read_by_cells(struct reading *r, const struct form_line *l,
    const struct columns *columns, size_t near)
{
	const struct piece *p;
	size_t k;

	for (k = 0; k < l->n; k++) {
		p = columns_piece(r->o, near, columns->cell[k]);
		r->cells[l->item + k].status = STATUS_BLANK;
		r->cells[l->item + k].raw = (struct str){ "", 0 };
		if (p == NULL)
			continue;
		r->cells[l->item + k].raw = p->text;
		set_value(r, l->item + k, &p->value);
	}
}

/* The values of a line's figures; fused zeros taken apart. */
static size_t
figures_of(const struct reading *r, const struct placed *p,
    struct value *out, bool *doubt)
{
	size_t i, k = 0, z;
	const struct value *v;

	*doubt = false;
	for (i = p->run; i < p->run + p->nruns; i++) {
		const struct run *run = &r->o->runs[i];
		size_t f;

		for (f = 0; f < run->n && k < MAX_FIGURES; f++) {
			v = &r->o->pieces[run->first + f].value;
			if (v->kind == VALUE_DOUBT && v->zeros) {
				z = r->o->pieces[run->first + f].text.n;
				for (; z > 0 && k < MAX_FIGURES; z--)
					out[k++] = *v;
				continue;
			}
			*doubt = *doubt || v->kind == VALUE_DOUBT;
			out[k++] = *v;
		}
	}
	return k;
}

static bool
by_words(const struct observed *o, const struct run *run)
{
	return run->n > 1 && o->pieces[run->first].layout == LAYOUT_WORDS &&
	    o->pieces[run->first].line == o->pieces[run->first + 1].line;
}

static const char *
read_by_search(struct reading *r, const struct form_line *l,
    const struct value *figures, size_t k, enum damage damage)
{
	struct solution s = solve_row(r->a, figures, k, l, damage);
	bool zeros = k <= l->n;
	size_t i;

	for (i = 0; i < k; i++)
		zeros = zeros && (figures[i].kind == VALUE_BLANK ||
		    str_is(figures[i].number, "0"));
	if (!zeros && (!s.consistent || l->nsums == 0))
		return l->nsums == 0 ? "the row has no sum to solve it by" :
		    "no reading satisfies the row's sum";
	for (i = 0; i < l->n; i++) {
		r->cells[l->item + i].status = s.how[i] == AGREE_BLANK ?
		    STATUS_BLANK : STATUS_AMBIGUOUS;
		if (s.how[i] == AGREE_NUMBER)
			set_number(r, l->item + i, STATUS_SOLVED,
			    s.number[i], s.unit[i]);
	}
	return zeros ? "all its figures are 0" : "solved by the row's sum";
}

static void
read_by_gaps(struct reading *r, const struct form_line *l,
    const struct run *run, const size_t *slot)
{
	size_t i;

	set_all(r, l, STATUS_BLANK, (struct str){ "", 0 });
	for (i = 0; i < run->n; i++) {
		r->cells[l->item + slot[i]].raw =
		    r->o->pieces[run->first + i].text;
		set_value(r, l->item + slot[i],
		    &r->o->pieces[run->first + i].value);
	}
}

/* As many figures as slots; how they were read. */
static const char *
read_in_order(struct reading *r, const struct form_line *l,
    const struct placed *p, const struct value *figures)
{
	const struct run *run = &r->o->runs[p->run];
	struct solution s;
	size_t i, k = 0;

	if (p->nruns == 1 && by_words(r->o, run) && l->nsums > 0 &&
	    !solve_holds(figures, l)) {
		s = solve_row(r->a, figures, l->n, l, DAMAGE_JOINED);
		if (s.consistent) {
			set_all(r, l, STATUS_AMBIGUOUS, (struct str){ "",0 });
			return "a number may be broken in two";
		}
	}
	for (i = p->run; i < p->run + p->nruns; i++) {
		run = &r->o->runs[i];
		for (size_t f = 0; f < run->n && k < l->n; f++, k++) {
			r->cells[l->item + k].raw =
			    r->o->pieces[run->first + f].text;
			set_value(r, l->item + k, &figures[k]);
		}
	}
	return "in order";
}

static const char *
read_run(struct reading *r, size_t line, const struct placed *p)
{
	const struct form_line *l = &r->al->form->lines[line];
	const struct run *run = &r->o->runs[p->run];
	struct columns columns;
	struct value figures[MAX_FIGURES];
	bool doubt;
	size_t k, last, slot[SOLVE_SLOTS];

	last = p->run + p->nruns - 1;
	set_all(r, l, STATUS_AMBIGUOUS, raw_of(r->a, r->o, run->first,
	    r->o->runs[last].first + r->o->runs[last].n - run->first));
	if (!p->sure)
		return "not sure which row it is";
	k = figures_of(r, p, figures, &doubt);
	if (r->damaged && (k != l->n || l->nsums == 0 ||
	    !solve_holds(figures, l)))
		return "bytes of this table were lost";
	columns = columns_of(r->a, r->o, r->al, line);
	if (columns.known && (columns.by_heads || k == l->n ||
	    !starts_blank(r, &columns, run->first))) {
		read_by_cells(r, l, &columns, run->first);
		return "by its cells";
	}
	if (k < l->n && gaps_place(r->o, r->al, &r->gaps, line, slot)) {
		read_by_gaps(r, l, run, slot);
		return "by blank lines";
	}
	if (k == l->n && !doubt)
		return read_in_order(r, l, p, figures);
	if (doubt || k > l->n + 2)
		return "the figures are in doubt";
	return read_by_search(r, l, figures, k, by_words(r->o, run) ?
	    DAMAGE_JOINED : DAMAGE_NONE);
}

static void
explain(struct reading *r, const struct form_line *l,
    const struct placed *p, const char *how)
{
	const struct item *item = &r->al->form->items[l->item];
	const struct observed *o = r->o;
	size_t first = 0, last = 0;

	if (r->explain == NULL)
		return;
	if (p->run != RUN_NONE) {
		first = o->pieces[o->runs[p->run].first].line + 1;
		last = o->runs[p->run + p->nruns - 1].first +
		    o->runs[p->run + p->nruns - 1].n - 1;
		last = o->pieces[last].line + 1;
	} else if (p->empty)
		first = last = o->pieces[p->label].line + 1;
	buf_str(r->explain, r->name);
	buf_printf(r->explain, "\t%d/%s\t%zu-%zu\t%.2f\t%s\t", item->table,
	    item->row, first, last, p->likeness, how);
	buf_str(r->explain, r->cells[l->item].raw);
	buf_byte(r->explain, '\n');
}

static void
read_line(struct reading *r, size_t line)
{
	const struct form_line *l = &r->al->form->lines[line];
	const struct placed *p = &r->al->lines[line];
	static const struct str none = { "", 0 };
	const char *how;

	if (p->run != RUN_NONE) {
		how = read_run(r, line, p);
	} else if (p->empty && !r->damaged) {
		set_all(r, l, STATUS_BLANK, none);
		how = "label without figures";
	} else {
		set_all(r, l, STATUS_ABSENT, none);
		how = "not found";
	}
	explain(r, l, p, how);
}

/* Whether characters were lost between the first and the last row. */
static bool
is_damaged(const struct observed *o, const struct alignment *al)
{
	static const struct str lost = STR("\xEF\xBF\xBD");
	size_t j, i, k, line, first = o->nlines, last = 0;

	for (j = 0; j < al->form->nlines; j++) {
		if (al->lines[j].run == RUN_NONE)
			continue;
		line = o->pieces[o->runs[al->lines[j].run].first].line;
		first = line < first ? line : first;
		last = line > last ? line : last;
	}
	for (i = first; i <= last && i < o->nlines; i++)
		for (k = 0; k + lost.n <= o->lines[i].n; k++)
			if (memcmp(o->lines[i].s + k, lost.s, lost.n) == 0)
				return true;
	return false;
}

/* How many of the words only this form has occur in the report. */
static size_t
count_marks(struct arena *a, const struct observed *o,
    const struct form *form)
{
	const char *p = form->marks, *bar;
	size_t n = 0, i, k;
	struct folded mark, run;

	for (;; p = bar + 1) {
		bar = strchr(p, '|');
		mark = fold(a, bar != NULL ?
		    (struct str){ p, (size_t)(bar - p) } : str_of(p));
		for (i = 0; i < o->nruns; i++) {
			run = o->runs[i].before;
			for (k = 0; k < 1 && fold_find(run, mark) < 0; k++)
				;
			if (k == 0) {
				n++;
				break;
			}
		}
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
	return best;
}

struct table
table_read(struct arena *a, const struct report *report,
    struct buf *explanation)
{
	struct observed *o = observe(a, report);
	struct alignment al = choose_form(a, o);
	struct table t = { NULL, NULL };
	struct reading r = { .a = a, .o = o, .al = &al,
	    .explain = explanation, .name = report->name };
	size_t i;

	if (al.found == 0)
		return t;
	r.gaps = gaps_learn(o, &al);
	r.damaged = is_damaged(o, &al);
	t.form = al.form;
	t.cells = r.cells = arena_array(a, al.form->nitems,
	    sizeof(*t.cells));
	for (i = 0; i < al.form->nlines; i++)
		read_line(&r, i);
	return t;
}
