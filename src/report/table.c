/*
 * A row's figures get their columns, in this order: as many figures as
 * slots, one each; a row of cells that is built like a row that is full,
 * by its cells; else by all readings the form's identities allow.
 */
#include "report/columns.h"
#include "report/gaps.h"
#include "report/joint.h"
#include "report/table.h"

#define MAX_FIGURES	24

/* A row that was read by search: what it takes to search again. */
struct searched {
	struct value	 figures[MAX_FIGURES];
	size_t		 k;
	enum damage	 damage;
	bool		 any;		/* it was */
};

struct reading {
	struct arena		*a;
	const struct observed	*o;
	const struct alignment	*al;
	struct gaps		 gaps;
	bool			 damaged;	/* bytes were lost in a table */
	struct searched		*searched;	/* one for each line */
	const char		**how;		/* the same, in words */
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
read_by_search(struct reading *r, size_t line, const struct value *figures,
    size_t k, enum damage damage)
{
	const struct form_line *l = &r->al->form->lines[line];
	struct searched *again = &r->searched[line];
	struct solution s = solve_row(r->a, figures, k, l, damage);
	static const struct str zero = STR("0");
	bool zeros = k <= l->n, numbers = false;
	size_t i;

	memcpy(again->figures, figures, k * sizeof(*figures));
	again->k = k;
	again->damage = damage;
	again->any = true;
	for (i = 0; i < k; i++) {
		zeros = zeros && (figures[i].kind == VALUE_BLANK ||
		    str_is(figures[i].number, "0"));
		numbers = numbers || figures[i].number.n > 0;
	}
	if (!zeros && (!s.consistent || l->nsums == 0))
		return l->nsums == 0 ? "the row has no sum to solve it by" :
		    "no reading satisfies the row's sum";
	for (i = 0; i < l->n; i++) {
		r->cells[l->item + i].status = numbers ? STATUS_AMBIGUOUS :
		    STATUS_BLANK;
		if (s.how[i] == AGREE_NUMBER)
			set_number(r, l->item + i, STATUS_SOLVED,
			    s.number[i], s.unit[i]);
		else if (s.how[i] == AGREE_BLANK && numbers)
			set_number(r, l->item + i, STATUS_SOLVED, zero, -1);
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
	return read_by_search(r, line, figures, k, by_words(r->o, run) ?
	    DAMAGE_JOINED : DAMAGE_NONE);
}

/* A line on what a row was read from. */
static void
explain(const struct reading *r, size_t line)
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

/* A row as its cells say; false if some are not known. */
static bool
reading_of(const struct reading *r, const struct form_line *l,
    struct row_reading *out)
{
	struct value figures[SOLVE_SLOTS] = { 0 };
	const struct cell *c;
	size_t i;

	for (i = 0; i < l->n; i++) {
		c = &r->cells[l->item + i];
		if (c->status != STATUS_OK && c->status != STATUS_BLANK &&
		    c->status != STATUS_SOLVED)
			return false;
		figures[i].number = c->value;
	}
	return solve_amounts(figures, l->n, out);
}

/*
 * The rows of a table as joint_solve takes them; false if one of them
 * contradicts its own sums.
 */
static bool
joint_rows(struct reading *r, int table, struct joint_row *rows)
{
	const struct form_line *l;
	const struct searched *s;
	size_t i;

	for (i = 0; i < r->al->form->nlines; i++) {
		l = &r->al->form->lines[i];
		s = &r->searched[i];
		if (l->table != table || l->nsums == 0)
			continue;
		if (s->any) {
			rows[i].readings = solve_list(r->a, s->figures, s->k,
			    l, s->damage);
			if (rows[i].readings.n == 0)
				return false;
		} else {
			rows[i].readings.list = arena_alloc(r->a,
			    sizeof(*rows[i].readings.list));
			rows[i].readings.n = reading_of(r, l,
			    rows[i].readings.list);
			if (rows[i].readings.n > 0 && !solve_fits(
			    rows[i].readings.list, l))
				return false;
		}
		rows[i].usable = rows[i].readings.n > 0;
	}
	return true;
}

/* What the readings that are left of a row agree on. */
static void
set_agreed(struct reading *r, size_t line, const struct readings *left)
{
	const struct form_line *l = &r->al->form->lines[line];
	struct cell *c;
	size_t i, k;

	for (k = 0; k < l->n; k++) {
		c = &r->cells[l->item + k];
		for (i = 1; i < left->n && left->list[i].amount[k] ==
		    left->list[0].amount[k]; i++)
			;
		if (i < left->n || c->status != STATUS_AMBIGUOUS)
			continue;
		for (i = 0; i < left->n; i++)
			if (left->list[i].number[k].n > 0)
				c->value = left->list[i].number[k];
		if (c->value.n == 0)
			c->value = (struct str)STR("0");
		c->status = STATUS_SOLVED;
		r->how[line] = "solved by the sums of row and columns";
	}
}

/* Whether a row's cells were gathered from several lines. */
static bool
is_stacked(const struct reading *r, size_t line)
{
	const struct placed *p = &r->al->lines[line];

	return p->run != RUN_NONE && (p->flow ||
	    r->o->stacked[r->o->pieces[r->o->runs[p->run].first].line]);
}

/* Whether all numbers of a row are 0: in whatever order, it is the same. */
static bool
is_zero(const struct reading *r, const struct form_line *l)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (r->cells[l->item + i].value.n > 0 &&
		    !str_is(r->cells[l->item + i].value, "0"))
			return false;
	return true;
}

/* Whether two lines' figures are broken over lines in the same way. */
static bool
break_alike(const struct observed *o, const struct placed *p,
    const struct placed *q)
{
	size_t i;

	if (p->nruns != q->nruns)
		return false;
	for (i = 0; i < p->nruns; i++)
		if (o->runs[p->run + i].n != o->runs[q->run + i].n)
			return false;
	return true;
}

/* Two numbers or more besides the total: their order matters. */
static bool
is_telling(const struct reading *r, const struct form_line *l)
{
	size_t i, n = 0;

	for (i = 0; i + 1 < l->n; i++)
		n += r->cells[l->item + i].value.n > 0 &&
		    !str_is(r->cells[l->item + i].value, "0");
	return n > 1;
}

/*
 * Figures that flow on over lines may have been put there column by
 * column; then each row would be broken alike, and its sums might hold in
 * the wrong order.  So rows that are not all 0 must be broken in at least
 * three ways, and two must have numbers enough for a wrong order to show.
 */
static bool
flows_in_order(const struct reading *r, int table)
{
	const struct form *f = r->al->form;
	const struct placed *p;
	size_t i, j, ways = 0, telling = 0;

	for (i = 0; i < f->nlines; i++) {
		p = &r->al->lines[i];
		if (f->lines[i].table != table || !p->flow ||
		    is_zero(r, &f->lines[i]))
			continue;
		telling += is_telling(r, &f->lines[i]);
		for (j = 0; j < i; j++)
			if (f->lines[j].table == table &&
			    r->al->lines[j].flow &&
			    !is_zero(r, &f->lines[j]) &&
			    break_alike(r->o, p, &r->al->lines[j]))
				break;
		ways += j == i;
	}
	return ways >= 3 && telling >= 2;
}

/*
 * Cells gathered from several lines may have changed places where columns
 * are only roughly kept: they must satisfy all sums of the row, and of the
 * columns where the table has such.
 */
static void
doubt_stacked(struct reading *r, int table)
{
	const struct form *f = r->al->form;
	struct joint_row *rows = arena_array(r->a, f->nlines, sizeof(*rows));
	const struct form_line *l;
	struct row_reading row;
	bool fits = false, columns = false, flow = flows_in_order(r, table);
	size_t i, j;

	for (i = 0; i < f->nsums; i++)
		columns = columns || f->sums[i].table == table;
	if (columns)
		fits = joint_rows(r, table, rows) &&
		    joint_holds(r->a, f, table, rows);
	for (i = 0; i < f->nlines; i++) {
		l = &f->lines[i];
		if (l->table != table || !is_stacked(r, i) || is_zero(r, l))
			continue;
		if (!columns)
			fits = reading_of(r, l, &row) && solve_fits(&row, l);
		for (j = 0; j < l->n &&
		    !(fits && (flow || !r->al->lines[i].flow)); j++) {
			r->cells[l->item + j].status = STATUS_AMBIGUOUS;
			r->cells[l->item + j].value = (struct str){ "", 0 };
			r->how[i] = "its figures stand on several lines";
		}
	}
}

/* Reads the rows of a table once more, together. */
static void
read_jointly(struct reading *r, int table)
{
	const struct form *f = r->al->form;
	struct joint_row *rows = arena_array(r->a, f->nlines, sizeof(*rows));
	size_t i;

	if (!joint_rows(r, table, rows) ||
	    !joint_solve(r->a, f, table, rows))
		return;
	for (i = 0; i < f->nlines; i++)
		if (f->lines[i].table == table && r->searched[i].any)
			set_agreed(r, i, &rows[i].readings);
}

static void
read_line(struct reading *r, size_t line)
{
	const struct form_line *l = &r->al->form->lines[line];
	const struct placed *p = &r->al->lines[line];
	static const struct str none = { "", 0 };

	if (p->run != RUN_NONE) {
		r->how[line] = read_run(r, line, p);
	} else if (p->empty && !r->damaged) {
		set_all(r, l, STATUS_BLANK, none);
		r->how[line] = "label without figures";
	} else {
		set_all(r, l, STATUS_ABSENT, none);
		r->how[line] = "not found";
	}
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
	r.searched = arena_array(a, al.form->nlines, sizeof(*r.searched));
	r.how = arena_array(a, al.form->nlines, sizeof(*r.how));
	for (i = 0; i < al.form->nlines; i++)
		read_line(&r, i);
	for (i = 0; i < al.form->nlines; i++)
		if (i == 0 || al.form->lines[i].table !=
		    al.form->lines[i - 1].table)
			doubt_stacked(&r, al.form->lines[i].table);
	for (i = 0; i < al.form->nsums; i++)
		if (i == 0 || al.form->sums[i].table !=
		    al.form->sums[i - 1].table)
			read_jointly(&r, al.form->sums[i].table);
	for (i = 0; explanation != NULL && i < al.form->nlines; i++)
		explain(&r, i);
	return t;
}
