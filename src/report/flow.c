/*
 * Text that was taken from a page shows a row's figures on several lines:
 * set at different heights, broken within narrow cells, or one a line.
 * Where one row ends and the next begins, and which figure is which, only
 * the whole table can tell.  So lines with figures are cut into as many
 * groups as the form has rows, each of which can be woven into a row that
 * adds up; then the sums over the columns decide among the ways to weave
 * them.  That is done with fragments placed by characters, placed by
 * columns of a terminal, and in reading order: what proves the table must
 * agree.
 *
 * Rows that are proven that way add up whatever their labels say, so the
 * labels must be there, in order, each beside its own figures.
 */
#include "base/utf8.h"
#include "report/flow.h"
#include "report/heads.h"
#include "report/joint.h"
#include "report/labels.h"
#include "report/weave.h"
#include "report/whole.h"

#define ALL		0.99	/* from here on it is all there */
#define MAX_FRAGMENTS	1500
#define HEIGHTS		3	/* of figures that are side by side */
#define MAX_LINES	24	/* of figures, in one row */
#define MAX_STEPS	400000	/* of weaving, in one table and view */
#define MAX_CUTS	32	/* into rows, that are compared */

/* A way to look at the fragments. */
struct view {
	enum weave	 how;
	bool		 terminal;	/* places are columns of a terminal, not
					   characters */
	size_t		 clear;		/* as weave() takes it */
};

static const struct view views[] = {
	{ WEAVE_PLACE, false, 2 },
	{ WEAVE_PLACE, true, 2 },
	{ WEAVE_PLACE, false, 4 },
	{ WEAVE_PLACE, true, 4 },
	{ WEAVE_READING, false, 0 },
	{ WEAVE_LINE, false, 0 },
};
#define NVIEWS	(sizeof(views) / sizeof(views[0]))

/* Lines a..a+len-1 as one row. */
struct group {
	struct weaves	 weaves;
	bool		 known;		/* weaves are */
};

/* A table cut into rows, and what each one says. */
struct cut {
	size_t		 end[WHOLE_ROWS];	/* the line behind each row */
	struct woven	 row[WHOLE_ROWS];
	bool		 sole[WHOLE_ROWS];	/* no other way was there */
};

struct flow {
	struct rows	*r;
	int		 table;
	struct whole	 t;
	size_t		 from, to;	/* its pieces among the loose ones */
	struct fragment	*f;
	size_t		 n;
	size_t		*first, nlines;	/* of each line with figures */
	const struct view *view;
	struct label_lines *label;	/* of each row; NULL if it is headed */
	struct group	*groups;	/* [line * MAX_LINES + length - 1] */
	bool		*dead;		/* [line * WHOLE_ROWS + row]: no cut */
	size_t		 steps, cuts;
	size_t		 begin, end[WHOLE_ROWS];	/* the cut being made */
	struct cut	 found;
	size_t		 nfound;
	bool		 unproven;	/* found adds up, no more is known */
};

static const struct form_line *
form_line(const struct flow *w, size_t row)
{
	return &w->t.lines[row];
}

/* Digits and commas: part of a number, where it is no number itself. */
static bool
is_part(struct str s)
{
	size_t i, digits = 0;

	for (i = 0; i < s.n; i++) {
		if ((s.s[i] < '0' || s.s[i] > '9') && s.s[i] != ',')
			return false;
		digits += s.s[i] != ',';
	}
	return digits > 0;
}

/* A piece as a fragment, or as several where zeros stick to it. */
static void
add_fragment(struct flow *w, const struct piece *p, bool apart)
{
	size_t i = 0, n = p->text.n, x, end;
	struct fragment *f;

	x = w->view->terminal ? p->x : p->at;
	end = x + (w->view->terminal ? p->end - p->x : utf8_count(p->text));
	for (; apart && i + 1 < n && p->text.s[i] == '0' &&
	    p->text.s[i + 1] >= '0' && p->text.s[i + 1] <= '9'; i++, x++) {
		f = arena_grow(w->r->a, &w->f, w->n++, sizeof(*f));
		f->text = (struct str){ p->text.s + i, 1 };
		f->value = value_read(w->r->a, f->text);
		f->line = p->line;
		f->x = x;
		f->end = x + 1;
	}
	f = arena_grow(w->r->a, &w->f, w->n++, sizeof(*f));
	f->text = str_from(p->text, i);
	f->value = i > 0 ? value_read(w->r->a, f->text) : p->value;
	f->line = p->line;
	f->x = x;
	f->end = end;
}

/* Whether a loose piece is a figure or part of one. */
static bool
is_fragment(const struct piece *p)
{
	return p->figure || is_part(p->text);
}

/* The table's fragments; false if its lines are no plain text. */
static bool
gather(struct flow *w, bool apart)
{
	const struct observed *o = w->r->o;
	const struct piece *p;
	size_t i;

	w->f = NULL;
	w->first = NULL;
	w->n = w->nlines = 0;
	for (i = w->from; i < w->to; i++) {
		p = &o->loose[i];
		if (!is_fragment(p))
			continue;
		if (p->layout == LAYOUT_CELLS || p->layout == LAYOUT_BARS ||
		    w->n > MAX_FRAGMENTS)
			return false;
		if (w->n == 0 || w->f[w->n - 1].line != p->line)
			*(size_t *)arena_grow(w->r->a, &w->first, w->nlines++,
			    sizeof(size_t)) = w->n;
		add_fragment(w, p, apart);
	}
	*(size_t *)arena_grow(w->r->a, &w->first, w->nlines,
	    sizeof(size_t)) = w->n;
	return w->n > 0;
}

static struct weaves *
group_of(struct flow *w, size_t from, size_t to)
{
	struct group *g = &w->groups[from * MAX_LINES + to - from - 1];

	if (!g->known) {
		g->weaves = weave(w->r->a, w->f + w->first[from],
		    w->first[to] - w->first[from], form_line(w, 0),
		    w->view->how, w->view->clear, &w->steps);
		g->known = true;
	}
	return &g->weaves;
}

/* What is left of the ways to weave row i once the columns are added up. */
static const struct woven *
the_one(const struct flow *w, size_t i, const struct joint_row *left)
{
	const struct weaves *all;
	const struct readings *r = &left[w->t.line + i].readings;
	size_t k, n = form_line(w, i)->n;

	all = &w->groups[(i == 0 ? w->begin : w->end[i - 1]) * MAX_LINES +
	    w->end[i] - (i == 0 ? w->begin : w->end[i - 1]) - 1].weaves;
	for (k = 0; r->n == 1 && k < all->n; k++)
		if (memcmp(all->list[k].reading.amount, r->list[0].amount,
		    n * sizeof(*r->list[0].amount)) == 0)
			return &all->list[k];
	return NULL;
}

/* Whether the form has sums over the table's columns. */
static bool
has_columns(const struct flow *w)
{
	const struct form *f = w->r->al->form;
	size_t i;

	for (i = 0; i < f->nsums; i++)
		if (f->sums[i].table == w->table)
			return true;
	return false;
}

/* The one way to read a cut that satisfies all sums; false without. */
static bool
solve(struct flow *w, struct cut *out)
{
	const struct form *f = w->r->al->form;
	struct arena *a = w->r->a;
	struct joint_row *rows = arena_array(a, f->nlines, sizeof(*rows));
	const struct weaves *g;
	const struct woven *one;
	size_t i, k, from = w->begin;

	for (i = 0; i < w->t.nrows; from = w->end[i++]) {
		struct readings *r = &rows[w->t.line + i].readings;

		g = group_of(w, from, w->end[i]);
		r->list = arena_array(a, g->n, sizeof(*r->list));
		for (k = 0; k < g->n; k++)
			r->list[r->n++] = g->list[k].reading;
		rows[w->t.line + i].usable = true;
		out->sole[i] = !g->chosen;
	}
	if (has_columns(w)) {
		joint_solve(a, f, w->table, rows);
		if (!joint_holds(a, f, w->table, rows))
			return false;
	}
	for (i = 0; i < w->t.nrows; i++) {
		if ((one = the_one(w, i, rows)) == NULL)
			return false;
		out->row[i] = *one;
		out->end[i] = w->end[i];
	}
	return true;
}

static bool
same(const struct flow *w, const struct cut *x, const struct cut *y)
{
	size_t i;

	for (i = 0; i < w->t.nrows; i++)
		if (memcmp(x->row[i].reading.amount, y->row[i].reading.amount,
		    form_line(w, i)->n * sizeof(*x->row[i].reading.amount)))
			return false;
	return true;
}

/* Two numbers or more besides the total: their order matters. */
static bool
is_telling(const struct woven *row, const struct form_line *l)
{
	size_t i, n = 0;

	for (i = 0; i + 1 < l->n; i++)
		n += row->reading.amount[i] != 0;
	return n > 1;
}

static bool
is_zero(const struct woven *row, const struct form_line *l)
{
	size_t i;

	for (i = 0; i < l->n && row->reading.amount[i] == 0; i++)
		;
	return i == l->n;
}

/* Whether lines from..to and from2..to2 have as many fragments each. */
static bool
alike(const struct flow *w, size_t from, size_t to, size_t from2, size_t to2)
{
	size_t i;

	for (i = 1; to - from == to2 - from2 && i <= to - from; i++)
		if (w->first[from + i] - w->first[from] !=
		    w->first[from2 + i] - w->first[from2])
			return false;
	return to - from == to2 - from2;
}

/*
 * Whether a row's figures stand in their order for certain: all of them
 * are, or begin, on its first line, or they are on more lines than figures
 * side by side have heights.
 */
static bool
is_in_turn(const struct flow *w, size_t from, size_t to, size_t n)
{
	return w->first[from + 1] - w->first[from] == n ||
	    (to - from) * 2 > n;
}

/*
 * Whether a number is broken and its parts, which stand one below the
 * other, come before the figures beside them: then the text goes cell by
 * cell.
 */
static bool
breaks_within(const struct woven *row, size_t n)
{
	size_t i;

	for (i = 0; i + 1 < n; i++)
		if (memchr(row->raw[i].s, ' ', row->raw[i].n) != NULL)
			return true;
	return false;
}

/*
 * Figures may stand in a wrong order that is the same in all rows, and
 * then the sums hold as well.  So rows that are not all 0 and are broken
 * must be so in several ways, three with those that are not, or be seen to
 * go cell by cell; and two must have numbers enough for it to show.
 */
static bool
is_borne_out(const struct flow *w, const struct cut *c)
{
	size_t i, k, ways = 0, telling = 0, doubtful = 0, from, other, n;
	bool cells = false;

	for (i = 0, from = w->begin; i < w->t.nrows; from = c->end[i++]) {
		n = form_line(w, i)->n;
		if (is_zero(&c->row[i], form_line(w, i)))
			continue;
		telling += is_telling(&c->row[i], form_line(w, i));
		doubtful += !is_in_turn(w, from, c->end[i], n);
		cells = cells || (w->first[from + 1] - w->first[from] != n &&
		    breaks_within(&c->row[i], n));
		for (k = 0, other = w->begin; k < i; other = c->end[k++])
			if (!is_zero(&c->row[k], form_line(w, k)) &&
			    alike(w, from, c->end[i], other, c->end[k]))
				break;
		ways += k == i;
	}
	return doubtful == 0 || (telling >= 2 && (cells || ways >= 3));
}

/* Whether the figures of each sum of a row, but for its total, share a line. */
static bool
share_lines(const struct flow *w, const struct form_line *l)
{
	size_t i, k;
	const struct line_sum *s;

	for (i = 0; i < l->nsums; i++)
		for (s = &l->sums[i], k = 1; k < s->n; k++)
			if (w->f[s->first + k].line != w->f[s->first].line)
				return false;
	return w->n == l->n;
}

/*
 * Whether a headed line's figures are in order: if the heads above, broken
 * over lines themselves, are read cell by cell, and no other order is to
 * be feared: what is added up shares a line, or they are on more lines than
 * there are heights, or numbers are broken like heads.
 */
static bool
reads_cells(const struct flow *w, const struct cut *c)
{
	const struct form_line *l = form_line(w, 0);
	const struct item *items = w->r->al->form->items;

	if (w->nlines == 1)
		return true;
	return (w->nlines > HEIGHTS || breaks_within(&c->row[0], l->n) ||
	    (c->row[0].whole && share_lines(w, l))) &&
	    heads_by_cells(w->r->a, w->r->o->loose, w->from,
	    items + l->item, l->sums[l->nsums > 1].first, l->n - 1);
}

/* Whether figures that follow the whole label of a row are on other lines. */
static bool
is_elsewhere(const struct flow *w, size_t row, size_t first, size_t last)
{
	const struct observed *o = w->r->o;
	const struct placed *p = &w->r->al->lines[w->t.line + row];
	size_t line;

	if (p->run == RUN_NONE || p->likeness < ALL)
		return false;
	line = o->pieces[o->runs[p->run].first].line;
	return line < first || line > last;
}

/*
 * Whether a row of lines from..to-1 has its label beside it: behind the
 * figures of the row before and ahead of those of the next one.
 */
static bool
is_beside(const struct flow *w, size_t row, size_t from, size_t to)
{
	size_t first = w->f[w->first[from]].line;
	size_t last = w->f[w->first[to] - 1].line;

	if (w->label == NULL)
		return true;
	if (row > 0 && (w->label[row - 1].middle > first ||
	    w->label[row].middle < w->f[w->first[from] - 1].line))
		return false;
	return (row + 1 == w->t.nrows || w->label[row + 1].middle >= last) &&
	    !is_elsewhere(w, row, first, last);
}

static void
try_cut(struct flow *w)
{
	struct cut c = { .row = { { .whole = true } } };

	w->cuts++;
	if (!solve(w, &c))
		return;
	if (w->view->how == WEAVE_READING && !(form_line(w, 0)->headed ?
	    reads_cells(w, &c) : is_borne_out(w, &c))) {
		if (!form_line(w, 0)->headed || w->n != form_line(w, 0)->n)
			return;
		w->unproven = true;
	}
	if (w->nfound == 0)
		w->found = c;
	if (w->nfound == 0 || !same(w, &c, &w->found))
		w->nfound++;
}

/* Cuts the lines from `from` on into rows, the next being `row`; whether
 * there is a way. */
static bool
cut_rows(struct flow *w, size_t from, size_t row)
{
	size_t to, n, want;
	bool any = false;

	if (row == w->t.nrows) {
		try_cut(w);
		return true;
	}
	if (w->dead[from * WHOLE_ROWS + row])
		return false;
	want = form_line(w, row)->n;
	for (to = from + 1; to <= w->nlines && to - from <= MAX_LINES &&
	    w->cuts <= MAX_CUTS && w->steps > 0; to++) {
		n = w->first[to] - w->first[from];
		if (n > 2 * want)
			break;
		if (n < want || (w->label == NULL && to < w->nlines) ||
		    !is_beside(w, row, from, to) ||
		    group_of(w, from, to)->n == 0)
			continue;
		w->end[row] = to;
		any = cut_rows(w, to, row + 1) || any;
	}
	w->dead[from * WHOLE_ROWS + row] = !any;
	return any;
}

/* Looks at the table in one way; the one reading goes to w->found. */
static bool
prove(struct flow *w)
{
	size_t last = w->label == NULL ? 1 : w->nlines;

	w->nfound = w->cuts = 0;
	w->unproven = false;
	w->steps = MAX_STEPS;
	w->groups = arena_array(w->r->a, w->nlines * MAX_LINES,
	    sizeof(*w->groups));
	w->dead = arena_array(w->r->a, (w->nlines + 1) * WHOLE_ROWS, 1);
	for (w->begin = 0; w->begin < last; w->begin++)
		cut_rows(w, w->begin, 0);
	return w->nfound == 1 && w->cuts <= MAX_CUTS && w->steps > 0;
}

/*
 * Whether places mean anything: most figures that share a line are more
 * than one blank apart.
 */
static bool
has_places(const struct flow *w)
{
	size_t i, all = 0, wide = 0;

	for (i = 1; i < w->n; i++)
		if (w->f[i].line == w->f[i - 1].line) {
			all++;
			wide += w->f[i].x > w->f[i - 1].end + 1;
		}
	return wide * 2 > all;
}

/* Proves the table in all ways; true if those that do agree. */
static bool
prove_all(struct flow *w, struct cut *found)
{
	size_t i, n, whole = 0, proofs = 0;

	for (i = 0; i < 2 * NVIEWS; i++) {
		w->view = &views[i / 2];
		if (proofs > 0 && (w->view->clear > 2 ||
		    w->view->how == WEAVE_LINE))
			continue;
		if (!gather(w, i % 2 > 0) || (w->view->how == WEAVE_PLACE &&
		    !has_places(w)))
			continue;
		whole = i % 2 == 0 ? w->n : whole;
		n = w->n;
		if ((i % 2 > 0 && n == whole) || !prove(w) ||
		    (proofs == 0 && w->unproven))
			continue;
		if (proofs++ == 0)
			*found = w->found;
		else if (!same(w, &w->found, found))
			return false;
	}
	return proofs > 0;
}

static void
set_rows(struct flow *w, const struct cut *c)
{
	static const struct str zero = STR("0");
	const struct woven *row;
	const struct form_line *l;
	struct cell *cell;
	size_t i, k;
	bool sole;

	for (i = 0; i < w->t.nrows; i++) {
		l = form_line(w, i);
		row = &c->row[i];
		sole = c->sole[i] && row->whole;
		for (k = 0; k < l->n; k++) {
			cell = &w->r->cells[l->item + k];
			cell->raw = row->raw[k];
			cell->value = row->reading.number[k];
			cell->status = sole ? STATUS_OK : STATUS_SOLVED;
			if (row->blank[k] && sole)
				cell->status = STATUS_BLANK;
			else if (cell->value.n == 0)
				cell->value = zero;
		}
		w->r->how[w->t.line + i] = "by all sums of the table";
	}
}

/*
 * The pieces that may hold the table: those of its section, or for a headed
 * line the figures with no text between them.
 */
static bool
bound(struct flow *w)
{
	const struct observed *o = w->r->o;
	const struct placed *p = &w->r->al->lines[w->t.line];
	size_t line = 0;

	if (form_line(w, 0)->headed)
		line = o->pieces[o->runs[p->run].first].line;
	for (; w->from < o->nloose && (o->section[o->loose[w->from].line] !=
	    w->t.section || o->loose[w->from].line < line); w->from++)
		;
	for (w->to = w->from; w->to < o->nloose && o->section[o->loose[w->to].
	    line] == w->t.section && (line == 0 ||
	    is_fragment(&o->loose[w->to])); w->to++)
		;
	for (; line > 0 && w->from > 0 && o->section[o->loose[w->from - 1].
	    line] == w->t.section && is_fragment(&o->loose[w->from - 1]);
	    w->from--)
		;
	if (line == 0)
		w->label = labels_find(w->r->a, o, w->t.section,
		    known_labels(w->r->al->form) + w->t.line, w->t.nrows);
	return w->from < w->to && (line > 0 || w->label != NULL);
}

void
flow_read(struct rows *r, int table)
{
	struct flow *w = arena_alloc(r->a, sizeof(*w));
	struct cut *found = arena_alloc(r->a, sizeof(*found));
	size_t i;

	w->r = r;
	w->table = table;
	if (!whole_find(r, table, &w->t) || !bound(w) || !prove_all(w, found))
		return;
	for (i = 0; i < w->t.nrows; i++)
		if (!whole_agrees(r, form_line(w, i), &found->row[i].reading,
		    NULL))
			return;
	set_rows(w, found);
}
