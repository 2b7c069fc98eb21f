/*
 * Three sources, the more telling first.
 *
 * Heads: cells above the row, in lines as wide as it, that hold the names
 * of the line's columns.  Flattened tables keep their heads too, but there
 * rows are shifted against them by their labels; so heads count only if
 * in every row of the table the label ends before the first column and
 * every figure stands in one of them.
 *
 * Full rows as wide as this one with the label in the same cell: one whose
 * figures lie side by side, or two.  One that has an empty cell between may
 * have a figure too many, and one that breaks its sums may be shifted.
 *
 * The distance from the label to the first figure, if it is the same in
 * all full rows.
 */
#include "report/columns.h"
#include "report/known.h"

struct finder {
	struct arena		*a;
	const struct observed	*o;
	const struct alignment	*al;
	const struct columns_seen *seen;
	const struct form_line	*line;
	const struct label	*label;	/* the line's */
	const struct run	*run;
};

/* The first piece on the line of piece i. */
static size_t
first_on_line(const struct observed *o, size_t i)
{
	while (i > 0 && o->pieces[i - 1].line == o->pieces[i].line)
		i--;
	return i;
}

const struct piece *
columns_piece(const struct observed *o, size_t near, size_t cell)
{
	size_t i = first_on_line(o, near), line = o->pieces[near].line;

	for (; i < o->npieces && o->pieces[i].line == line; i++)
		if (o->pieces[i].cell == cell)
			return &o->pieces[i];
	return NULL;
}

/* Whether a text is a label or a part of it, or holds it. */
static bool
is_label(const struct label *l, struct folded text)
{
	size_t k;

	for (k = 0; k < l->n && text.n > 0; k++)
		if (fold_find(l->spelling[k], text) >= 0 ||
		    fold_find(text, l->spelling[k]) >= 0)
			return true;
	return false;
}

/*
 * The cell of a run's label: of the last text ahead of it, on its line, or
 * if that one is another text, in a figure's cell, of the label itself; or
 * RUN_NONE.
 */
static size_t
label_cell(struct arena *a, const struct observed *o, const struct run *r,
    const struct label *l)
{
	size_t last = r->first - 1, line = o->pieces[r->first].line, i;

	if (r->nlead == 0 || o->pieces[last].line != line ||
	    observe_unread(&o->pieces[last]))
		return RUN_NONE;
	for (i = last; r->nlead > 1 && o->pieces[last - 1].line == line &&
	    i + r->nlead >= r->first && o->pieces[i].line == line; i--)
		if (is_label(l, observe_fold(a, o, i)))
			return o->pieces[i].cell;
	return o->pieces[last].cell;
}

/* Whether a cell's text is a column's head, perhaps cut or remarked. */
static bool
is_head(struct folded text, struct folded head)
{
	size_t n = text.n < head.n ? text.n : head.n;

	return n >= 2 && n * 3 >= head.n && *text.c == *head.c &&
	    memcmp(text.c, head.c, n * sizeof(*text.c)) == 0 &&
	    (text.n <= head.n || head.n >= 3 || text.n == head.n);
}

/* Notes the heads in one line: head[cell] is set where none was below. */
static void
note_heads(const struct finder *f, size_t first, struct folded *head,
    const struct folded *names, size_t width)
{
	size_t i, k;
	struct folded text;
	const struct piece *p;

	for (i = first; i < f->o->npieces && f->o->pieces[i].line ==
	    f->o->pieces[first].line; i++) {
		p = &f->o->pieces[i];
		if (p->figure || p->cell >= width || head[p->cell].n > 0)
			continue;
		text = observe_fold(f->a, f->o, i);
		for (k = 0; k < f->line->n; k++)
			if (is_head(text, names[k])) {
				head[p->cell] = names[k];
				break;
			}
	}
}

/* The cells of the heads, if they are just the names in their order. */
static bool
in_order(size_t n, const struct folded *names, const struct folded *head,
    size_t width, size_t *cell)
{
	size_t i, k = 0;

	for (i = 0; i < width; i++) {
		if (head[i].n == 0)
			continue;
		if (k == n || !fold_eq(head[i], names[k]))
			return false;
		cell[k++] = i;
	}
	return k == n;
}

/* The same if the author put them in another order: each name once. */
static bool
by_name(size_t n, const struct folded *names, const struct folded *head,
    size_t width, size_t *cell)
{
	size_t i, k, found, heads = 0;

	for (k = 0; k < n; k++) {
		for (i = found = 0; i < width; i++)
			if (head[i].n > 0 && fold_eq(head[i], names[k])) {
				cell[k] = i;
				found++;
			}
		if (found != 1)
			return false;
		heads += found;
	}
	return heads == n;
}

/* Whether the row before has columns of the same names and width. */
static bool
like_before(const struct finder *f, const struct folded *names, size_t width)
{
	const struct form_line *of = f->seen->of;
	size_t k;

	if (of == NULL || of->n != f->line->n || f->seen->width != width)
		return false;
	for (k = 0; k < of->n && fold_eq(names[k],
	    known_head(f->al->form, of->item + k)); k++)
		;
	return k == of->n;
}

/*
 * The heads above the given piece, for each cell the nearest; above the row
 * before they are known.
 */
static struct folded *
find_heads(const struct finder *f, const struct folded *names, size_t near,
    size_t width)
{
	struct folded *head = arena_array(f->a, width, sizeof(*head));
	const struct piece *p = f->o->pieces;
	bool like = like_before(f, names, width);
	size_t first, k, line = p[near].line;

	for (first = near; first > 0; first--) {
		if (p[first - 1].line == p[first].line)
			continue;
		if (p[first].layout != LAYOUT_CELLS ||
		    observe_width(f->o, p[first].line) != width)
			break;
		if (p[first].line != line)
			note_heads(f, first, head, names, width);
		if (!like || p[first].line != f->seen->line)
			continue;
		for (k = 0; k < width; k++)
			if (head[k].n == 0)
				head[k] = f->seen->head[k];
		break;
	}
	return head;
}

/* The columns by the heads above the run, which are noted. */
static struct columns
by_heads(const struct finder *f, struct folded **heads)
{
	struct columns c = { .known = false };
	size_t k, item = f->line->item, width = f->run->width;
	struct folded names[SOLVE_SLOTS], *head;

	for (k = 0; k < f->line->n; k++)
		names[k] = known_head(f->al->form, item + k);
	*heads = head = find_heads(f, names, f->run->first, width);
	c.known = c.by_heads = in_order(f->line->n, names, head, width,
	    c.cell) || by_name(f->line->n, names, head, width, c.cell);
	return c;
}

/* Whether a row's label and figures agree with columns. */
static bool
agrees(const struct finder *f, const struct run *r, const struct label *l,
    const struct columns *c)
{
	size_t i, k, cell, label = label_cell(f->a, f->o, r, l);

	for (k = 0; k < f->line->n; k++)
		if (label != RUN_NONE && label >= c->cell[k])
			return false;
	for (i = 0; i < r->n; i++) {
		cell = f->o->pieces[r->first + i].cell;
		if (i < f->line->n && c->cell[i] == cell)
			continue;
		for (k = 0; k < f->line->n && c->cell[k] != cell; k++)
			;
		if (k == f->line->n)
			return false;
	}
	return true;
}

/* Whether every sure row of cells with the same slots agrees. */
static bool
all_agree(const struct finder *f, const struct columns *c)
{
	const struct form *form = f->al->form;
	const struct run *r;
	size_t j;

	for (j = 0; j < form->nlines; j++) {
		if (form->lines[j].table != f->line->table ||
		    form->lines[j].n != f->line->n ||
		    f->al->lines[j].run == RUN_NONE || !f->al->lines[j].sure)
			continue;
		r = &f->o->runs[f->al->lines[j].run];
		if (r->cells && r->width == f->run->width &&
		    !agrees(f, r, known_labels(form) + j, c))
			return false;
	}
	return true;
}

/* Whether the row before has the same columns by the heads. */
static bool
same_heads(const struct finder *f, const struct columns *c)
{
	const struct columns_seen *seen = f->seen;

	return seen->of != NULL && seen->of->table == f->line->table &&
	    seen->of->n == f->line->n && seen->width == f->run->width &&
	    seen->by_heads.known && memcmp(seen->by_heads.cell, c->cell,
	    f->line->n * sizeof(*c->cell)) == 0;
}

/* Whether a row that is full satisfies its sums. */
static bool
adds_up(const struct finder *f, const struct run *r)
{
	struct value figures[SOLVE_SLOTS];
	size_t k;

	for (k = 0; k < r->n; k++)
		figures[k] = f->o->pieces[r->first + k].value;
	return solve_holds(figures, f->line);
}

/* Whether the figures of a row of cells lie side by side. */
static bool
lie_together(const struct observed *o, const struct run *r)
{
	const struct piece *p = &o->pieces[r->first];

	return p[r->n - 1].cell - p->cell + 1 == r->n;
}

/* Whether the figures of two rows are in the same cells. */
static bool
same_cells(const struct observed *o, const struct run *a, const struct run *b)
{
	size_t k;

	for (k = 0; k < a->n && k < b->n; k++)
		if (o->pieces[a->first + k].cell !=
		    o->pieces[b->first + k].cell)
			return false;
	return a->n == b->n;
}

/* Whether a row of cells is its label and figures and no more. */
static bool
fills_line(struct arena *a, const struct observed *o, const struct run *r,
    const struct label *l)
{
	size_t label = label_cell(a, o, r, l), first = o->pieces[r->first].cell;

	return (label == RUN_NONE || first == label + 1) &&
	    first + r->n == r->width;
}

/* Whether the nearest line above without figures ends with texts in just
 * the cells of a row's figures: their heads. */
static bool
under_heads(const struct observed *o, const struct run *r)
{
	size_t i = first_on_line(o, r->first), end, k;
	bool figures = true;

	for (end = i; i > 0 && figures; ) {
		end = i;
		i = first_on_line(o, end - 1);
		for (k = i; k < end && !o->pieces[k].figure; k++)
			;
		figures = k < end;
	}
	if (figures || end - i < r->n || end - i > r->n + 1 ||
	    observe_width(o, o->pieces[i].line) != r->width)
		return false;
	for (k = 0; k < r->n && o->pieces[end - r->n + k].cell ==
	    o->pieces[r->first + k].cell; k++)
		;
	return k == r->n;
}

bool
columns_usual(struct arena *a, const struct observed *o,
    const struct alignment *al, size_t line)
{
	const struct form *form = al->form;
	const struct run *r, *mine = &o->runs[al->lines[line].run];
	size_t j;

	if (under_heads(o, mine) || (lie_together(o, mine) &&
	    (form->lines[line].nsums > 0 || fills_line(a, o, mine,
	    known_labels(form) + line))))
		return true;
	for (j = 0; j < form->nlines; j++) {
		if (j == line || form->lines[j].table !=
		    form->lines[line].table || al->lines[j].run == RUN_NONE)
			continue;
		r = &o->runs[al->lines[j].run];
		if (r->cells && r->width == mine->width &&
		    same_cells(o, r, mine))
			return true;
	}
	return false;
}

/* The columns of full rows that are built like the run. */
static struct columns
by_full_rows(const struct finder *f)
{
	const struct form *form = f->al->form;
	struct columns c = { .known = false };
	const struct run *r;
	size_t j, k, rows = 0;

	for (j = 0; j < form->nlines; j++) {
		if (form->lines[j].table != f->line->table ||
		    form->lines[j].n != f->line->n ||
		    f->al->lines[j].run == RUN_NONE || !f->al->lines[j].sure)
			continue;
		r = &f->o->runs[f->al->lines[j].run];
		if (!r->cells || r->n != f->line->n || r == f->run ||
		    r->width != f->run->width ||
		    label_cell(f->a, f->o, r, known_labels(form) + j) !=
		    label_cell(f->a, f->o, f->run, f->label))
			continue;
		for (k = 0; k < r->n; k++) {
			if (rows > 0 && c.cell[k] !=
			    f->o->pieces[r->first + k].cell) {
				c.known = false;
				return c;
			}
			c.cell[k] = f->o->pieces[r->first + k].cell;
		}
		c.known = ++rows > 1 || (adds_up(f, r) &&
		    lie_together(f->o, r));
	}
	return c;
}

/* The columns by their distance from the label, as in all full rows. */
static struct columns
by_distance(const struct finder *f)
{
	const struct form *form = f->al->form;
	struct columns c = { .known = false };
	size_t j, k, label, distance = 0, rows = 0;
	const struct run *r;

	for (j = 0; j < form->nlines; j++) {
		if (form->lines[j].table != f->line->table ||
		    f->al->lines[j].run == RUN_NONE || !f->al->lines[j].sure)
			continue;
		r = &f->o->runs[f->al->lines[j].run];
		label = label_cell(f->a, f->o, r, known_labels(form) + j);
		if (!r->cells || r->n != form->lines[j].n ||
		    label == RUN_NONE)
			continue;
		k = f->o->pieces[r->first].cell - label;
		if ((rows++ > 0 && k != distance) || f->o->pieces[r->first +
		    r->n - 1].cell - f->o->pieces[r->first].cell + 1 != r->n)
			return c;
		distance = k;
	}
	label = label_cell(f->a, f->o, f->run, f->label);
	if (rows < 2 || label == RUN_NONE ||
	    label + distance + f->line->n > f->run->width)
		return c;
	for (k = 0; k < f->line->n; k++)
		c.cell[k] = label + distance + k;
	c.known = true;
	return c;
}

/* A headed line without labels whose cells are just its slots. */
static struct columns
by_width(const struct finder *f)
{
	struct columns c = { .known = false };
	size_t k;

	if (!f->line->headed || f->run->width != f->line->n)
		return c;
	for (k = 0; k < f->line->n; k++)
		c.cell[k] = k;
	c.known = true;
	return c;
}

struct columns
columns_of(struct arena *a, const struct observed *o,
    const struct alignment *al, struct columns_seen *seen, size_t line)
{
	struct finder f = { a, o, al, seen, &al->form->lines[line],
	    known_labels(al->form) + line, NULL };
	struct columns c = { .known = false };
	struct columns_seen now = { .of = f.line };

	if (al->lines[line].run == RUN_NONE)
		return c;
	f.run = &o->runs[al->lines[line].run];
	if (!f.run->cells || al->lines[line].nruns != 1)
		return c;
	now.line = o->pieces[f.run->first].line;
	now.width = f.run->width;
	now.by_heads = c = by_heads(&f, &now.head);
	now.agreed = c.known && (same_heads(&f, &c) ? seen->agreed :
	    all_agree(&f, &c));
	*seen = now;
	if (now.agreed)
		return c;
	c = by_full_rows(&f);
	if (!c.known)
		c = by_distance(&f);
	if (!c.known)
		c = by_width(&f);
	if (c.known && !agrees(&f, f.run, f.label, &c))
		c.known = false;
	return c;
}

/* The last piece of the nearest line above with as many pieces as a run's
 * line has, all of them text; NULL if there is none in its section. */
static const struct piece *
head_line(const struct observed *o, const struct run *r)
{
	const struct piece *p = &o->pieces[r->first];
	size_t first = r->first, n, i;

	while (first > 0 && o->pieces[first - 1].line == p->line)
		first--;
	n = r->first + r->n - first;
	for (i = first; i > 0; i--) {
		if (o->section[o->pieces[i - 1].line] != o->section[p->line])
			break;
		if (i < n || o->pieces[i - 1].figure ||
		    o->pieces[i - n].line != o->pieces[i - 1].line ||
		    (i > n && o->pieces[i - n - 1].line ==
		    o->pieces[i - 1].line))
			continue;
		for (first = i - n; first < i && !o->pieces[first].figure;
		    first++)
			;
		if (first == i)
			return &o->pieces[i - 1];
	}
	return NULL;
}

bool
columns_merged(struct arena *a, const struct observed *o,
    const struct alignment *al, size_t line, size_t cell[SOLVE_SLOTS])
{
	const struct run *r = &o->runs[al->lines[line].run];
	const struct piece *f = &o->pieces[r->first], *h;
	size_t i, n = 0;
	bool same;

	if ((f->layout != LAYOUT_CELLS && f->layout != LAYOUT_BARS) ||
	    al->lines[line].nruns != 1 || f[r->n - 1].line != f->line ||
	    (h = head_line(o, r)) == NULL)
		return false;
	h -= r->n - 1;
	for (i = 0; i < r->n; i++) {
		if (h[i].cell != f[i].cell)
			return false;
		same = i > 0 && fold_eq(fold(a, h[i].text),
		    fold(a, h[i - 1].text));
		if (same && !str_eq(f[i].text, f[i - 1].text))
			return false;
		if (!same && n == al->form->lines[line].n)
			return false;
		if (!same)
			cell[n++] = f[i].cell;
	}
	return n == al->form->lines[line].n;
}
