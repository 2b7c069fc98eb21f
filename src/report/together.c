#include "report/joint.h"
#include "report/together.h"

/* A row as its cells say; false if some are not known. */
static bool
reading_of(const struct rows *r, const struct form_line *l,
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

/* The readings of a row that satisfy its sums. */
static struct readings
readings_of(struct rows *r, size_t line)
{
	const struct form_line *l = &r->al->form->lines[line];
	struct searched *s = &r->searched[line];
	struct readings one = { NULL, 0 };

	if (s->any && !s->listed) {
		s->readings = solve_list(r->a, s->figures, s->k, l,
		    s->damage);
		s->listed = true;
	}
	if (s->any)
		return s->readings;
	one.list = arena_alloc(r->a, sizeof(*one.list));
	one.n = reading_of(r, l, one.list) && solve_fits(one.list, l);
	return one;
}

/*
 * The rows of a table as joint_solve takes them; a row that is not known
 * or contradicts its own sums is not used.
 */
static void
joint_rows(struct rows *r, int table, struct joint_row *rows)
{
	const struct form_line *l;
	size_t i;

	for (i = 0; i < r->al->form->nlines; i++) {
		l = &r->al->form->lines[i];
		if (l->table != table || l->nsums == 0)
			continue;
		rows[i].readings = readings_of(r, i);
		rows[i].usable = rows[i].readings.n > 0;
	}
}

/* What the readings that are left of a row agree on. */
static void
set_agreed(struct rows *r, size_t line, const struct readings *left)
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
is_stacked(const struct rows *r, size_t line)
{
	const struct placed *p = &r->al->lines[line];

	return p->run != RUN_NONE && (p->flow ||
	    r->o->stacked[r->o->pieces[r->o->runs[p->run].first].line]);
}

/* Whether all numbers of a row are 0: in whatever order, it is the same. */
static bool
is_zero(const struct rows *r, const struct form_line *l)
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
    const struct placed *q, size_t n)
{
	const struct piece *a = &o->pieces[o->runs[p->run].first];
	const struct piece *b = &o->pieces[o->runs[q->run].first];
	size_t i;

	for (i = 1; i < n; i++)
		if (a[i].line - a[0].line != b[i].line - b[0].line)
			return false;
	return true;
}

/* Whether a row that has readings holds a number other than 0. */
static bool
has_number(const struct joint_row *row, const struct form_line *l)
{
	size_t i = 0;

	while (row->usable && i < l->n && row->readings.list[0].amount[i] == 0)
		i++;
	return row->usable && i < l->n;
}

/*
 * Whether the rows of a table, but for those that are all 0, break their
 * sums as often as not: the column of totals may be empty, say.
 */
static bool
is_broken(const struct rows *r, int table, const struct joint_row *rows)
{
	const struct form *f = r->al->form;
	struct row_reading known;
	size_t i, good = 0, bad = 0;

	for (i = 0; i < f->nlines; i++) {
		if (f->lines[i].table != table || f->lines[i].nsums == 0)
			continue;
		good += has_number(&rows[i], &f->lines[i]);
		bad += !rows[i].usable && (r->searched[i].any ||
		    reading_of(r, &f->lines[i], &known));
	}
	return bad > 0 && bad >= good;
}

/* Makes a row ambiguous. */
static void
set_doubtful(struct rows *r, size_t line, const char *how)
{
	const struct form_line *l = &r->al->form->lines[line];
	size_t i;

	for (i = 0; i < l->n; i++) {
		r->cells[l->item + i].status = STATUS_AMBIGUOUS;
		r->cells[l->item + i].value = (struct str){ "", 0 };
	}
	r->how[line] = how;
}

/* Two numbers or more besides the total: their order matters. */
static bool
is_telling(const struct rows *r, const struct form_line *l)
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
flows_in_order(const struct rows *r, int table)
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
			    break_alike(r->o, p, &r->al->lines[j],
			    f->lines[i].n))
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
doubt_stacked(struct rows *r, int table, struct joint_row *rows)
{
	const struct form *f = r->al->form;
	const struct form_line *l;
	struct row_reading row;
	bool fits = false, columns = false, flow = flows_in_order(r, table);
	size_t i;

	for (i = 0; i < f->nsums; i++)
		columns = columns || f->sums[i].table == table;
	if (columns)
		fits = joint_holds(r->a, f, table, rows);
	for (i = 0; i < f->nlines; i++) {
		l = &f->lines[i];
		if (l->table != table || !is_stacked(r, i) || is_zero(r, l))
			continue;
		if (!columns)
			fits = l->nsums > 0 && reading_of(r, l, &row) &&
			    solve_fits(&row, l);
		if (!fits || (!flow && r->al->lines[i].flow))
			set_doubtful(r, i,
			    "its figures stand on several lines");
	}
}

void
together_doubt(struct rows *r, int table)
{
	const struct form *f = r->al->form;
	struct joint_row *rows = arena_array(r->a, f->nlines, sizeof(*rows));
	size_t i;

	joint_rows(r, table, rows);
	doubt_stacked(r, table, rows);
	if (!is_broken(r, table, rows))
		return;
	for (i = 0; i < f->nlines; i++)
		if (f->lines[i].table == table && r->searched[i].any &&
		    has_number(&rows[i], &f->lines[i])) {
			set_doubtful(r, i, "most rows do not add up");
			r->searched[i].readings.n = 0;
		}
}

void
together_read(struct rows *r, int table)
{
	const struct form *f = r->al->form;
	struct joint_row *rows = arena_array(r->a, f->nlines, sizeof(*rows));
	size_t i;

	joint_rows(r, table, rows);
	if (!joint_solve(r->a, f, table, rows))
		return;
	for (i = 0; i < f->nlines; i++)
		if (f->lines[i].table == table && r->searched[i].any &&
		    rows[i].usable)
			set_agreed(r, i, &rows[i].readings);
}
