#include "report/joint.h"
#include "report/together.h"

#define MEETINGS	2	/* rows in which two columns are seen in order */
#define TELLING		5	/* rows that show the order for all tables */
#define ROW_NONE	((size_t)-1)

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

/* The lines on which a row's figures stand; how many figures there are. */
static size_t
lines_of(const struct rows *r, size_t line, size_t at[SOLVE_SLOTS])
{
	const struct placed *p = &r->al->lines[line];
	const struct run *run, *last;
	size_t i, n = 0;

	if (p->run == RUN_NONE || !p->sure)
		return 0;
	run = &r->o->runs[p->run];
	last = run + p->nruns - 1;
	for (i = run->first; i < last->first + last->n; i++) {
		if (!r->o->pieces[i].figure)
			continue;
		if (n == r->al->form->lines[line].n)
			return 0;
		at[n++] = r->o->pieces[i].line;
	}
	return n == r->al->form->lines[line].n ? n : 0;
}

/* Whether two rows' figures are broken over lines in the same way. */
static bool
break_alike(const size_t *a, const size_t *b, size_t n)
{
	size_t i;

	for (i = 1; i < n; i++)
		if (a[i] - a[0] != b[i] - b[0])
			return false;
	return true;
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
 * Whether all neighbours among a table's columns stand on one line in
 * several of the rows that are broken over lines: there they are seen in
 * their order.
 */
static bool
neighbours_meet(const struct rows *r, int table)
{
	const struct form *f = r->al->form;
	size_t i, k, n, slots = 0, at[SOLVE_SLOTS], met[SOLVE_SLOTS] = { 0 };

	for (i = 0; i < f->nlines; i++) {
		if (f->lines[i].table != table)
			continue;
		slots = f->lines[i].n;
		n = lines_of(r, i, at);
		for (k = 1; k < n && at[0] != at[n - 1]; k++)
			met[k] += at[k] == at[k - 1];
	}
	for (k = 1; k < slots && met[k] >= MEETINGS; k++)
		;
	return k == slots;
}

/*
 * Figures that flow on over lines may have been put there column by
 * column; then each row would be broken alike, and its sums might hold in
 * the wrong order.  So rows that are not all 0 must be broken in at least
 * three ways, and either two must have numbers enough for a wrong order to
 * show, or the order is seen.  *telling becomes the number of the former.
 */
static bool
flows_in_order(const struct rows *r, int table, size_t *telling)
{
	const struct form *f = r->al->form;
	size_t (*at)[SOLVE_SLOTS] = arena_array(r->a, f->nlines, sizeof(*at));
	size_t i, j, n, ways = 0;

	*telling = 0;
	for (i = 0; i < f->nlines; i++) {
		if (f->lines[i].table != table || is_zero(r, &f->lines[i]))
			continue;
		n = lines_of(r, i, at[i]);
		if (n == 0 || at[i][0] == at[i][n - 1]) {
			at[i][0] = at[i][n > 0 ? n - 1 : 0] = 0;
			continue;
		}
		*telling += is_telling(r, &f->lines[i]);
		for (j = 0; j < i && (at[j][0] == at[j][n - 1] ||
		    !break_alike(at[i], at[j], n)); j++)
			;
		ways += j == i;
	}
	return ways >= 3 && (*telling >= 2 || neighbours_meet(r, table));
}

/* Puts what a row adds up to in place of its total. */
static void
correct(struct row_reading *row, const struct form_line *l)
{
	const struct line_sum *s = l->sums;
	int64_t sum = 0;
	size_t i;

	for (i = 0; l->nsums == 1 && i < s->n; i++)
		sum += row->amount[s->first + i];
	if (l->nsums == 1)
		row->amount[s->total] = sum;
}

/*
 * Corrects the one row of a table that is known and contradicts its own
 * sum, if there is one, and returns which.
 */
static size_t
correct_odd(struct rows *r, int table, struct joint_row *rows)
{
	const struct form_line *l;
	struct row_reading *row = arena_alloc(r->a, sizeof(*row));
	size_t i;

	for (i = 0; i < r->al->form->nlines; i++) {
		l = &r->al->form->lines[i];
		if (l->table != table || l->nsums == 0 || rows[i].usable ||
		    r->searched[i].any || !reading_of(r, l, row))
			continue;
		correct(row, l);
		rows[i].readings = (struct readings){ row, 1 };
		rows[i].usable = solve_fits(row, l);
		return i;
	}
	return ROW_NONE;
}

/*
 * Whether a table's rows and columns all add up; false without such sums.
 * The total of one row may be the author's error, if rows and columns add
 * up with the right one: that row is odd.
 */
static bool
adds_up(struct rows *r, int table, size_t *odd)
{
	const struct form *f = r->al->form;
	struct joint_row *rows = arena_array(r->a, f->nlines, sizeof(*rows));
	bool columns = false;
	size_t i;

	for (i = 0; i < f->nsums; i++)
		columns = columns || f->sums[i].table == table;
	joint_rows(r, table, rows);
	*odd = columns ? correct_odd(r, table, rows) : ROW_NONE;
	return columns && joint_holds(r->a, f, table, rows);
}

/* Whether the document's tables flow in order, as one of them proves. */
static bool
is_proven(struct rows *r)
{
	const struct form *f = r->al->form;
	size_t i, telling, odd;

	for (i = 0; i < f->nsums; i++)
		if ((i == 0 || f->sums[i].table != f->sums[i - 1].table) &&
		    flows_in_order(r, f->sums[i].table, &telling) &&
		    telling >= TELLING &&
		    adds_up(r, f->sums[i].table, &odd))
			return true;
	return false;
}

/*
 * Cells gathered from several lines may have changed places where columns
 * are only roughly kept: they must satisfy all sums of the row, and of the
 * columns where the table has such; where it has none, another table must
 * show that the figures stand in order.
 */
static void
doubt_stacked(struct rows *r, int table)
{
	const struct form *f = r->al->form;
	const struct form_line *l;
	struct row_reading row;
	size_t i, telling, odd;
	bool fits, flow, proven, columns = false;

	for (i = 0; i < f->nlines && !(f->lines[i].table == table &&
	    is_stacked(r, i)); i++)
		;
	if (i == f->nlines)
		return;
	fits = adds_up(r, table, &odd);
	flow = flows_in_order(r, table, &telling);
	proven = is_proven(r);
	for (i = 0; i < f->nsums; i++)
		columns = columns || f->sums[i].table == table;
	for (i = 0; i < f->nlines; i++) {
		l = &f->lines[i];
		if (l->table != table || !is_stacked(r, i) || is_zero(r, l))
			continue;
		if (!columns) {
			flow = proven;
			fits = l->nsums > 0 ? reading_of(r, l, &row) &&
			    solve_fits(&row, l) : proven &&
			    r->al->lines[i].flow;
		}
		if (i == odd || !fits || (!flow && r->al->lines[i].flow))
			set_doubtful(r, i,
			    "its figures stand on several lines");
	}
}

/* Whether a row of a table was read by search: only such rows are doubted
 * for others, or solved by them. */
static bool
any_searched(const struct rows *r, int table)
{
	const struct form *f = r->al->form;
	size_t i;

	for (i = 0; i < f->nlines; i++)
		if (f->lines[i].table == table && r->searched[i].any)
			return true;
	return false;
}

/* Whether a row was read by search from figures that are all 0 or none. */
static bool
searched_zeros(const struct searched *s)
{
	size_t i = 0;

	while (i < s->k && (s->figures[i].number.n == 0 ||
	    str_is(s->figures[i].number, "0")))
		i++;
	return i == s->k;
}

/* Rows of fewer figures than slots, of one table or of all (0). */
struct shortage {
	size_t	good, bad;	/* that hold numbers: they add up, or not */
	size_t	lengths;	/* in how many ways they are short */
};

static struct shortage
count_short(struct rows *r, int table)
{
	const struct form *f = r->al->form;
	struct shortage c = { 0 };
	bool seen[SOLVE_SLOTS] = { false };
	const struct searched *s;
	size_t i;

	for (i = 0; i < f->nlines; i++) {
		s = &r->searched[i];
		if ((table > 0 && f->lines[i].table != table) || !s->any ||
		    f->lines[i].nsums == 0 || s->k >= f->lines[i].n)
			continue;
		c.lengths += !seen[s->k];
		seen[s->k] = true;
		if (searched_zeros(s))
			continue;
		if (readings_of(r, i).n > 0)
			c.good++;
		else
			c.bad++;
	}
	return c;
}

/*
 * Doubts rows of fewer figures than slots that are all 0, where nothing
 * says that what is gone were empty cells: rows that hold numbers and add
 * up without them, in the table or else in another one, or rows that are
 * short in different ways.
 */
static void
doubt_zeros(struct rows *r, int table)
{
	const struct form *f = r->al->form;
	struct shortage c = count_short(r, table);
	size_t i;

	if (c.good + c.bad == 0 && c.lengths == 1)
		c = count_short(r, 0);
	if (c.good > c.bad || (c.good + c.bad == 0 && c.lengths > 1))
		return;
	for (i = 0; i < f->nlines; i++)
		if (f->lines[i].table == table && r->searched[i].any &&
		    r->searched[i].k < f->lines[i].n &&
		    searched_zeros(&r->searched[i])) {
			set_doubtful(r, i, "figures may be missing");
			r->searched[i].readings.n = 0;
		}
}

/*
 * Doubts labels without figures, outside rows of cells, where more rows of
 * the report break their sums for want of figures than do without them: a
 * side of the page was lost.
 */
static void
doubt_empty(struct rows *r, int table)
{
	const struct form *f = r->al->form;
	struct shortage c = count_short(r, 0);
	const struct placed *p;
	size_t i;

	for (i = 0; c.bad > c.good && i < f->nlines; i++) {
		p = &r->al->lines[i];
		if (f->lines[i].table == table && p->run == RUN_NONE &&
		    p->empty && r->o->pieces[p->label].layout != LAYOUT_CELLS)
			set_doubtful(r, i, "figures may be missing");
	}
}

void
together_doubt(struct rows *r, int table)
{
	const struct form *f = r->al->form;
	struct joint_row *rows = arena_array(r->a, f->nlines, sizeof(*rows));
	bool any = any_searched(r, table);
	size_t i;

	if (any)
		joint_rows(r, table, rows);
	doubt_stacked(r, table);
	if (any)
		doubt_zeros(r, table);
	doubt_empty(r, table);
	if (!any || !is_broken(r, table, rows))
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

	if (!any_searched(r, table))
		return;
	joint_rows(r, table, rows);
	if (!joint_solve(r->a, f, table, rows))
		return;
	for (i = 0; i < f->nlines; i++)
		if (f->lines[i].table == table && r->searched[i].any &&
		    rows[i].usable)
			set_agreed(r, i, &rows[i].readings);
}
