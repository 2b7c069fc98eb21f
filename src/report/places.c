/*
 * Programs that keep the layout of a page set blanks where a cell is
 * empty.  How far a figure is indented differs from page to page, but on
 * one page a column's figures overlap and those of two columns do not.  So
 * the places of a page, from left to right, are columns, from left to
 * right; where there are fewer of them than columns, all ways to pick the
 * columns are tried that let every row of the page add up, and those of
 * all pages together must satisfy the sums over the columns.
 *
 * The sums do not tell one row from another.  So figures must stand beside
 * just one label: between the first line of it and the last.
 */
#include "base/utf8.h"
#include "report/joint.h"
#include "report/labels.h"
#include "report/places.h"
#include "report/whole.h"

#define MAX_TOUCH	4	/* blanks within a place */
#define MAX_PAGES	12
#define MAX_WAYS	64	/* to pick the columns of a page */
#define MAX_TRIES	500	/* combinations of such ways */

struct spot {
	const struct piece *piece;
	size_t		 x, end;
	size_t		 row, page, place;
};

struct page {
	size_t		 number;
	size_t		 x[SOLVE_SLOTS], end[SOLVE_SLOTS], n;	/* places */
	unsigned char	 way[MAX_WAYS][SOLVE_SLOTS];	/* their columns */
	size_t		 nways, chosen;
};

struct places {
	struct rows	*r;
	int		 table;
	struct whole	 t;
	size_t		 ncolumns;
	struct spot	*spots;
	size_t		 nspots;
	struct page	*pages;
	size_t		 npages, tries, solutions;
	struct row_reading reading[WHOLE_ROWS], found[WHOLE_ROWS];
	bool		 open[WHOLE_ROWS][SOLVE_SLOTS];	/* solutions differ */
};

/* The one row whose label stands beside a line; nrows if none or several. */
static size_t
row_beside(const struct places *w, const struct label_lines *label,
    size_t line)
{
	size_t i, row = w->t.nrows;

	for (i = 0; i < w->t.nrows; i++) {
		if (line < label[i].first || line > label[i].last)
			continue;
		if (row < w->t.nrows)
			return w->t.nrows;
		row = i;
	}
	return row;
}

static bool
is_usable(const struct piece *p)
{
	const struct value *v = &p->value;

	return p->layout == LAYOUT_WORDS && (v->kind == VALUE_BLANK ||
	    (v->kind == VALUE_NUMBER && v->unit < 0 && *v->number.s != '-'));
}

/* The table's figures; false if one is beside no label, or beside two. */
static bool
gather(struct places *w, const struct label_lines *label, bool terminal)
{
	const struct observed *o = w->r->o;
	const struct piece *p;
	struct spot *s;
	size_t i, row;

	for (i = 0; i < o->nloose; i++) {
		p = &o->loose[i];
		if (o->section[p->line] != w->t.section || !p->figure ||
		    p->line < label[0].first ||
		    p->line > label[w->t.nrows - 1].last)
			continue;
		row = row_beside(w, label, p->line);
		if (row == w->t.nrows || !is_usable(p) ||
		    w->nspots == w->t.nrows * w->ncolumns)
			return false;
		s = arena_grow(w->r->a, &w->spots, w->nspots++, sizeof(*s));
		s->piece = p;
		s->row = row;
		s->x = terminal ? p->x : p->at;
		s->end = s->x + (terminal ? p->end - p->x :
		    utf8_count(p->text));
	}
	return w->nspots > 0;
}

/* Makes room for a place in a page, at k. */
static bool
insert(struct page *p, size_t k, size_t columns, const struct spot *s)
{
	size_t i;

	if (p->n == columns)
		return false;
	for (i = p->n++; i > k; i--) {
		p->x[i] = p->x[i - 1];
		p->end[i] = p->end[i - 1];
	}
	p->x[k] = s->x;
	p->end[k] = s->end;
	return true;
}

/* Adds a figure to the places of its page; false if there are too many. */
static bool
add_place(struct page *p, size_t columns, size_t touch, const struct spot *s)
{
	size_t k, i;

	for (k = 0; k < p->n && p->end[k] + touch < s->x; k++)
		;
	if (k == p->n || s->end + touch < p->x[k])
		return insert(p, k, columns, s);
	p->x[k] = s->x < p->x[k] ? s->x : p->x[k];
	p->end[k] = s->end > p->end[k] ? s->end : p->end[k];
	while (k + 1 < p->n && p->x[k + 1] <= p->end[k] + touch) {
		if (p->end[k + 1] > p->end[k])
			p->end[k] = p->end[k + 1];
		for (i = k + 1, p->n--; i < p->n; i++) {
			p->x[i] = p->x[i + 1];
			p->end[i] = p->end[i + 1];
		}
	}
	return true;
}

/*
 * The places of all pages, and which one each figure is in; false if there
 * are too many, or two figures of a row share one.
 */
static bool
find_places(struct places *w, size_t touch)
{
	size_t i, k, page = 0;
	struct page *p = NULL;
	struct spot *s;

	for (i = 0; i < w->nspots; i++) {
		s = &w->spots[i];
		if (p == NULL || p->number != s->piece->page) {
			if (w->npages == MAX_PAGES)
				return false;
			page = w->npages;
			p = arena_grow(w->r->a, &w->pages, w->npages++,
			    sizeof(*p));
			p->number = s->piece->page;
		}
		s->page = page;
		if (!add_place(p, w->ncolumns, touch, s))
			return false;
	}
	for (i = 0; i < w->nspots; i++) {
		s = &w->spots[i];
		p = &w->pages[s->page];
		for (s->place = 0; p->end[s->place] < s->end; s->place++)
			;
		for (k = 0; k < i; k++)
			if (w->spots[k].row == s->row &&
			    (w->spots[k].page != s->page ||
			    w->spots[k].place == s->place))
				return false;
	}
	return true;
}

/*
 * Whether a page has more places than each of its rows has figures, and all
 * rows have as many: then a row stands out of line with the others.
 */
static bool
is_crooked(const struct places *w, size_t page)
{
	size_t i, k, figures = 0;

	for (i = 0; i < w->nspots; i = k) {
		for (k = i + 1; k < w->nspots &&
		    w->spots[k].row == w->spots[i].row; k++)
			;
		if (w->spots[i].page != page)
			continue;
		if (figures > 0 && k - i != figures)
			return false;
		figures = k - i;
	}
	return w->pages[page].n > figures;
}

/* The values of a row if the places of its page are those columns. */
static void
values_of(const struct places *w, size_t row, const unsigned char *way,
    struct value *v)
{
	size_t i;

	memset(v, 0, SOLVE_SLOTS * sizeof(*v));
	for (i = 0; i < w->nspots; i++)
		if (w->spots[i].row == row)
			v[way[w->spots[i].place]] = w->spots[i].piece->value;
}

static bool
fits(const struct places *w, size_t page, const unsigned char *way)
{
	struct value v[SOLVE_SLOTS];
	size_t i;

	for (i = 0; i < w->nspots; i++) {
		if (w->spots[i].page != page || (i > 0 &&
		    w->spots[i].row == w->spots[i - 1].row))
			continue;
		values_of(w, w->spots[i].row, way, v);
		if (!solve_holds(v, &w->t.lines[w->spots[i].row]))
			return false;
	}
	return true;
}

/* All ways to give the places of a page columns, in order, that fit. */
static bool
find_ways(struct places *w, size_t page)
{
	struct page *p = &w->pages[page];
	unsigned char way[SOLVE_SLOTS] = { 0 };
	size_t i;

	if (is_crooked(w, page))
		return false;
	for (i = 0; i < p->n; i++)
		way[i] = (unsigned char)i;
	for (;;) {
		if (fits(w, page, way)) {
			if (p->nways == MAX_WAYS)
				return false;
			memcpy(p->way[p->nways++], way, p->n);
		}
		/* The next larger choice of columns. */
		for (i = p->n; i > 0 && way[i - 1] == w->ncolumns - 1 -
		    (p->n - i); i--)
			;
		if (i == 0)
			return p->nways > 0;
		for (way[i - 1]++; i < p->n; i++)
			way[i] = (unsigned char)(way[i - 1] + 1);
	}
}

/* Whether the ways chosen satisfy all sums; what they say is noted. */
static void
try_choice(struct places *w)
{
	const struct form *f = w->r->al->form;
	struct joint_row *rows = arena_array(w->r->a, f->nlines,
	    sizeof(*rows));
	struct value v[SOLVE_SLOTS];
	size_t i, k, page;

	for (i = 0; i < w->t.nrows; i++) {
		for (k = page = 0; k < w->nspots; k++)
			if (w->spots[k].row == i)
				page = w->spots[k].page;
		values_of(w, i, w->pages[page].way[w->pages[page].chosen], v);
		if (!solve_amounts(v, w->ncolumns, &w->reading[i]))
			return;
		rows[w->t.line + i].usable = true;
		rows[w->t.line + i].readings.list = &w->reading[i];
		rows[w->t.line + i].readings.n = 1;
	}
	if (!joint_holds(w->r->a, f, w->table, rows))
		return;
	if (w->solutions++ == 0)
		memcpy(w->found, w->reading, sizeof(w->found));
	for (i = 0; i < w->t.nrows; i++)
		for (k = 0; k < w->ncolumns; k++)
			if (w->reading[i].amount[k] != w->found[i].amount[k])
				w->open[i][k] = true;
}

/* Tries all combinations of ways; false if they are too many. */
static bool
try_all(struct places *w)
{
	size_t i, product = 1;

	for (i = 0; i < w->npages; i++) {
		product *= w->pages[i].nways;
		if (product > MAX_TRIES)
			return false;
	}
	for (;;) {
		try_choice(w);
		for (i = 0; i < w->npages && ++w->pages[i].chosen ==
		    w->pages[i].nways; i++)
			w->pages[i].chosen = 0;
		if (i == w->npages)
			return w->solutions > 0;
	}
}

static bool
is_known(enum status s)
{
	return s == STATUS_OK || s == STATUS_SOLVED || s == STATUS_BLANK;
}

/* Whether a cell that is known says something else than was found. */
static bool
contradicts(const struct places *w)
{
	size_t i;

	for (i = 0; i < w->t.nrows; i++)
		if (!whole_agrees(w->r, &w->t.lines[i], &w->found[i],
		    w->open[i]))
			return true;
	return false;
}

static void
set_rows(struct places *w, bool chosen)
{
	static const struct str none = { "", 0 }, zero = STR("0");
	struct cell *c;
	size_t i, k;

	for (i = 0; i < w->t.nrows; i++)
		for (k = 0; k < w->ncolumns; k++) {
			c = &w->r->cells[w->t.lines[i].item + k];
			if (is_known(c->status) || w->open[i][k])
				continue;
			c->value = w->found[i].number[k];
			c->raw = c->value;
			c->status = chosen ? STATUS_SOLVED : STATUS_OK;
			if (c->value.n == 0) {
				c->value = chosen ? zero : none;
				c->status = chosen ? STATUS_SOLVED :
				    STATUS_BLANK;
			}
			w->r->how[w->t.line + i] = "by places on the page";
		}
}

/* Looks at the table in one way; true if its sums bear it out. */
static bool
prove(struct places *w, size_t touch)
{
	size_t i;
	bool chosen = false;

	if (!find_places(w, touch))
		return false;
	for (i = 0; i < w->npages; i++) {
		chosen = chosen || w->pages[i].n < w->ncolumns;
		if (!find_ways(w, i))
			return false;
	}
	if (!try_all(w) || contradicts(w))
		return false;
	set_rows(w, chosen);
	return true;
}

void
places_read(struct rows *r, int table)
{
	const struct label_lines *label;
	struct places *w;
	struct whole t;
	size_t i;

	if (!whole_find(r, table, &t) || t.nrows == 1)
		return;
	label = labels_find(r->a, r->o, t.section,
	    known_labels(r->al->form) + t.line, t.nrows);
	if (label == NULL)
		return;
	for (i = 0; i < 2 * MAX_TOUCH; i++) {
		w = arena_alloc(r->a, sizeof(*w));
		w->r = r;
		w->table = table;
		w->t = t;
		w->ncolumns = t.lines->n;
		if (!gather(w, label, i % 2 > 0) || prove(w, i / 2))
			return;
	}
}
