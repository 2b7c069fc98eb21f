/*
 * A row's figures get their columns, in this order: a row of cells whose
 * columns are known, by its cells; blank lines that stand for empty cells;
 * as many figures as slots, one each; else by all readings the form's
 * identities allow.
 */
#include "base/utf8.h"
#include "report/heads.h"
#include "report/money.h"
#include "report/row.h"

/* A number in the codebook's unit; STATUS_BAD if it counts other things. */
static void
set_number(struct rows *r, size_t item, enum status status,
    struct str number, int unit)
{
	struct cell *c = &r->cells[item];

	if (unit >= 0 && !r->al->form->items[item].money) {
		c->status = STATUS_BAD;
		return;
	}
	c->status = status;
	if (unit < 0 && r->yuan && r->al->form->items[item].money) {
		c->status = STATUS_AMBIGUOUS;
		return;
	}
	c->value = unit >= 0 && unit != 4 ?
	    value_shift(r->a, number, unit - 4) : number;
}

static void
set_value(struct rows *r, size_t item, const struct value *v)
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

void
row_set(struct rows *r, const struct form_line *l, enum status status,
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
starts_blank(const struct rows *r, const struct columns *c, size_t near)
{
	return columns_piece(r->o, near, c->cell[0]) == NULL;
}

/*
 * Whether a row of cells does not add up, but would if its figures stood in
 * other cells, some of its own being empty: it may have been shifted.
 */
static bool
is_shifted(const struct rows *r, const struct form_line *l,
    const struct columns *columns, size_t near)
{
	struct value figures[SOLVE_SLOTS] = { 0 }, shown[SOLVE_SLOTS];
	const struct piece *p;
	size_t i, k = 0;

	for (i = 0; i < l->n; i++) {
		p = columns_piece(r->o, near, columns->cell[i]);
		if (p == NULL)
			continue;
		figures[i] = shown[k++] = p->value;
		if (!p->figure)
			return false;
	}
	return l->nsums > 0 && k < l->n && !solve_holds(figures, l) &&
	    solve_row(r->a, shown, k, l, DAMAGE_NONE).consistent;
}

/* Behind the last figure of a text that ends with it, cells may be lost. */
static void
read_by_cells(struct rows *r, const struct form_line *l,
    const struct columns *columns, size_t near)
{
	const struct piece *p, *last = &r->o->pieces[r->o->npieces - 1];
	bool ends = last->line == r->o->pieces[near].line;
	size_t k;

	for (k = 0; k < l->n; k++) {
		p = columns_piece(r->o, near, columns->cell[k]);
		r->cells[l->item + k].status = ends && columns->cell[k] >
		    last->cell ? STATUS_AMBIGUOUS : STATUS_BLANK;
		r->cells[l->item + k].raw = (struct str){ "", 0 };
		if (p == NULL)
			continue;
		r->cells[l->item + k].raw = p->text;
		set_value(r, l->item + k, &p->value);
	}
}

/*
 * The values of a line's figures.  Zeros that were fused are taken apart;
 * they and what else may be half a number make the row doubtful, unless
 * all of it is 0.
 */
static size_t
figures_of(const struct rows *r, const struct placed *p, struct value *out,
    bool *doubt)
{
	const struct run *run = &r->o->runs[p->run];
	const struct run *last = run + p->nruns - 1;
	size_t i, k = 0, n;
	bool zeros = true, fused = false;
	const struct value *v;

	*doubt = false;
	for (i = run->first; i < last->first + last->n; i++) {
		if (!r->o->pieces[i].figure)
			continue;
		v = &r->o->pieces[i].value;
		n = v->kind == VALUE_DOUBT && v->zeros ?
		    utf8_count(r->o->pieces[i].text) : 1;
		fused = fused || n > 1;
		*doubt = *doubt || (v->kind == VALUE_DOUBT && !v->zeros);
		zeros = zeros && (v->number.n == 0 || str_is(v->number, "0"));
		for (; n > 0 && k < MAX_FIGURES; n--)
			out[k++] = *v;
	}
	*doubt = *doubt || (fused && !zeros);
	return k;
}

/* How many figures stand there. */
static size_t
count_figures(const struct observed *o, const struct placed *p)
{
	size_t i, n = 0;

	for (i = 0; i < p->nruns; i++)
		n += o->runs[p->run + i].n;
	return n;
}

static bool
by_words(const struct observed *o, const struct run *run)
{
	return run->n > 1 && o->pieces[run->first].layout == LAYOUT_WORDS &&
	    o->pieces[run->first].line == o->pieces[run->first + 1].line;
}

/* Whether blanks or ends of lines are all that separates the figures. */
static bool
may_break(const struct observed *o, const struct run *run)
{
	enum layout layout = o->pieces[run->first].layout;

	return run->n > 1 && layout != LAYOUT_CELLS && layout != LAYOUT_BARS;
}

static const char *
read_by_search(struct rows *r, size_t line, const struct value *figures,
    size_t k, enum damage damage)
{
	const struct form_line *l = &r->al->form->lines[line];
	struct searched *again = &r->searched[line];
	struct solution s = solve_row(r->a, figures, k, l, damage);
	static const struct str zero = STR("0");
	bool zeros = k <= l->n, numbers = false;
	size_t i;

	again->figures = arena_array(r->a, k, sizeof(*figures));
	memcpy(again->figures, figures, k * sizeof(*figures));
	again->k = k;
	again->damage = damage;
	again->any = true;
	for (i = 0; i < k; i++) {
		zeros = zeros && (figures[i].kind == VALUE_BLANK ||
		    str_is(figures[i].number, "0"));
		numbers = numbers || figures[i].number.n > 0;
	}
	if (l->nsums == 0 || (!zeros && !s.consistent))
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

/* Figures whose slots the empty cells between them show, or leave one
 * reading of. */
static const char *
read_by_gaps(struct rows *r, const struct form_line *l,
    const struct run *run, const size_t *slot, enum gaps_place place)
{
	const struct value *v;
	size_t i;

	row_set(r, l, STATUS_BLANK, (struct str){ "", 0 });
	for (i = 0; i < run->n; i++) {
		v = &r->o->pieces[run->first + i].value;
		r->cells[l->item + slot[i]].raw =
		    r->o->pieces[run->first + i].text;
		set_value(r, l->item + slot[i], v);
		if (place == GAPS_SOLVED && v->kind == VALUE_NUMBER)
			set_number(r, l->item + slot[i], STATUS_SOLVED,
			    v->number, v->unit);
	}
	return place == GAPS_SEEN ? "by the empty cells between" :
	    "by the empty cells between and the row's sum";
}

/* Whether no other run has figures on the lines where run i begins. */
static bool
has_own_line(const struct observed *o, size_t i)
{
	size_t line = o->pieces[o->runs[i].first].line;

	return (i == 0 || o->pieces[o->runs[i].first - 1].line != line ||
	    o->pieces[o->runs[i - 1].first].line != line) &&
	    (i + 1 == o->nruns || o->pieces[o->runs[i + 1].first].line != line);
}

/* Whether figures stand on their labels' lines in this table, a row on
 * each. */
static bool
is_inline(const struct rows *r, int table)
{
	const struct form *f = r->al->form;
	const struct run *run;
	size_t j, same = 0, rows = 0;

	for (j = 0; j < f->nlines; j++) {
		if (f->lines[j].table != table ||
		    r->al->lines[j].run == RUN_NONE || !r->al->lines[j].sure)
			continue;
		run = &r->o->runs[r->al->lines[j].run];
		rows++;
		same += run->nlead > 0 && r->o->pieces[run->first - 1].line ==
		    r->o->pieces[run->first].line &&
		    has_own_line(r->o, r->al->lines[j].run);
	}
	return same > 1 && same * 5 >= rows * 4;
}

/* How many rows of a table have as many figures as fit and add up. */
static size_t
count_sound(const struct rows *r, int table, size_t *all)
{
	const struct form *f = r->al->form;
	struct value figures[MAX_FIGURES];
	size_t j, k, n = 0;
	bool doubt;

	*all = 0;
	for (j = 0; j < f->nlines; j++) {
		if (f->lines[j].table != table)
			continue;
		++*all;
		if (r->al->lines[j].run == RUN_NONE || !r->al->lines[j].sure)
			continue;
		k = figures_of(r, &r->al->lines[j], figures, &doubt);
		n += !doubt && (k < f->lines[j].n || (k == f->lines[j].n &&
		    solve_holds(figures, &f->lines[j])));
	}
	return n;
}

/*
 * Where figures are known by their order alone, the order must be borne
 * out: by half of the table's rows, and for a row that does not add up (as
 * its author may have left it) by three quarters.
 */
static bool
is_orderly(const struct rows *r, const struct form_line *l, bool holds)
{
	const struct form *f = r->al->form;
	size_t all, sound, j = 0;

	/* A table without sums is taken on trust if another one is sound. */
	while (l->nsums == 0 && j + 1 < f->nlines && f->lines[j].nsums == 0)
		j++;
	sound = count_sound(r, l->nsums == 0 ? f->lines[j].table : l->table,
	    &all);
	return holds ? sound * 2 >= all : sound * 4 >= all * 3;
}

/* Whether most full rows of a table that are not all 0 break its sums. */
static bool
find_upset(const struct rows *r, int table)
{
	const struct form *f = r->al->form;
	struct value figures[MAX_FIGURES];
	size_t j, k, i, good = 0, bad = 0;
	bool doubt, zero;

	for (j = 0; j < f->nlines; j++) {
		if (f->lines[j].table != table || f->lines[j].nsums == 0 ||
		    r->al->lines[j].run == RUN_NONE || !r->al->lines[j].sure)
			continue;
		k = figures_of(r, &r->al->lines[j], figures, &doubt);
		for (i = 0, zero = true; i < k; i++)
			zero = zero && (figures[i].number.n == 0 ||
			    str_is(figures[i].number, "0"));
		if (doubt || zero || k != f->lines[j].n)
			continue;
		if (solve_holds(figures, &f->lines[j]))
			good++;
		else
			bad++;
	}
	return bad > good;
}

/* The same; the rows of a table ask one after the other. */
static bool
is_upset(struct rows *r, int table)
{
	if (r->upset_table != table)
		r->upset = find_upset(r, table);
	r->upset_table = table;
	return r->upset;
}

static const char upset[] =
    "the columns are in another order than the form's";

static const char astray[] = "a figure may be missing and another one astray";

/*
 * Whether each row of a line's table that is there has as many figures as
 * slots, or is a row of as many cells as the line: then no empty cell was
 * lost, and a row that does not add up is as its author left it.  Else it
 * may lack a figure and have a stray one.
 */
static bool
is_complete(const struct rows *r, size_t line)
{
	const struct form *f = r->al->form;
	const struct run *mine = &r->o->runs[r->al->lines[line].run];
	const struct placed *p;
	size_t j, at;

	for (j = 0; j < f->nlines; j++) {
		p = &r->al->lines[j];
		if (f->lines[j].table != f->lines[line].table ||
		    (p->run == RUN_NONE && !p->empty))
			continue;
		if (p->run != RUN_NONE &&
		    count_figures(r->o, p) == f->lines[j].n)
			continue;
		at = p->run == RUN_NONE ? p->label :
		    r->o->runs[p->run].first;
		if (!mine->cells || r->o->pieces[at].layout != LAYOUT_CELLS ||
		    observe_width(r->o, r->o->pieces[at].line) !=
		    mine->width)
			return false;
	}
	return true;
}

/*
 * Whether figures that are as many as slots may be others than the slots':
 * they do not add up, or nothing says whether they do, and cells that are
 * empty are lost or lie among them.
 */
static bool
may_be_others(const struct rows *r, size_t line, const struct value *figures)
{
	const struct form_line *l = &r->al->form->lines[line];

	if (l->nsums > 0 && solve_holds(figures, l))
		return false;
	return (l->nsums > 0 && !is_complete(r, line)) ||
	    (r->o->runs[r->al->lines[line].run].cells &&
	    !columns_usual(r->a, r->o, r->al, line));
}

/* As many figures as slots; how they were read.  The cells are ambiguous
 * and show all the row's figures until then. */
static const char *
read_in_order(struct rows *r, size_t line, const struct value *figures)
{
	const struct form_line *l = &r->al->form->lines[line];
	const struct placed *p = &r->al->lines[line];
	const struct run *run = &r->o->runs[p->run];
	struct solution s;
	size_t i, k = 0;

	if (is_upset(r, l->table))
		return upset;
	if (may_be_others(r, line, figures))
		return astray;
	if (l->n > 1 && r->o->pieces[run->first].layout != LAYOUT_CELLS &&
	    !is_inline(r, l->table) && (!is_orderly(r, l,
	    solve_holds(figures, l)) || ((p->uneven || p->leftover) &&
	    !solve_holds(figures, l))))
		return "the order of the figures is not borne out";
	if (p->nruns == 1 && may_break(r->o, run) && l->nsums > 0 &&
	    !solve_holds(figures, l)) {
		s = solve_row(r->a, figures, l->n, l, DAMAGE_JOINED);
		if (s.repaired)
			return "a number may be broken in two";
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

/*
 * A number below 0 where things are counted: rather a stroke and a number
 * that were glued.
 */
static bool
is_negative(const struct value *figures, size_t k, const struct form_line *l)
{
	size_t i;

	for (i = 0; i < k && l->nsums > 0; i++)
		if (figures[i].number.n > 0 && *figures[i].number.s == '-')
			return true;
	return false;
}

/* Whether nothing stands behind a run: the text may be cut off there. */
static bool
ends_text(const struct observed *o, const struct run *run)
{
	return run->first + run->n == o->npieces;
}

/* Whether what may be a damaged figure stands beside a run, on its line, or
 * behind it where each figure has its own. */
static bool
has_unread(const struct observed *o, const struct run *run)
{
	const struct piece *p = &o->pieces[run->first];
	const struct piece *q = p + run->n;

	return (run->first > 0 && p[-1].line == p->line &&
	    observe_unread(&p[-1])) || (!ends_text(o, run) &&
	    (q->line == q[-1].line || (run->n > 1 && q[-1].line !=
	    q[-2].line)) && observe_unread(q));
}

static const char unread[] =
    "what may be a figure beside them is not legible";

/* Why a row with fewer figures than slots is not to be read; or NULL. */
static const char *
why_short(const struct observed *o, const struct placed *p,
    const struct form_line *l)
{
	const struct run *run = &o->runs[p->run];
	const struct run *last = run + p->nruns - 1;
	const struct value *v = &o->pieces[run->first].value;

	if (ends_text(o, last))
		return "the text ends here";
	if (has_unread(o, run))
		return unread;
	if (run->n == 1 && l->n > 1 && v->kind == VALUE_BLANK &&
	    o->pieces[run->first].layout == LAYOUT_WORDS)
		return "a stroke alone is no row";
	return NULL;
}

/* Whether a line has amounts of money. */
static bool
has_money(const struct rows *r, const struct form_line *l)
{
	size_t i;

	for (i = 0; i < l->n && !r->al->form->items[l->item + i].money; i++)
		;
	return i < l->n;
}

/* A line of the form whose run is read. */
struct reading {
	struct rows		*r;
	size_t			 line;
	const struct form_line	*l;
	const struct placed	*p;
	const struct run	*run, *last;	/* the first and last of it */
	struct columns		 columns;
	struct value		 figures[MAX_FIGURES];
	size_t			 k;		/* of these */
	bool			 doubt;
};

/* Whether the heads name the columns in another order than the form. */
static bool
in_other_order(const struct reading *x)
{
	struct rows *r = x->r;
	const struct item *items = &r->al->form->items[x->l->item];

	return (!x->columns.by_heads && x->l->nsums > 0 && heads_differ(r->a,
	    r->o, &r->heads, items, x->l, x->last->first)) ||
	    (x->l->headed && heads_shuffled(r->a, r->o, items, x->l,
	    x->last->first));
}

/* The row by columns that are known. */
static const char *
read_by_columns(const struct reading *x)
{
	struct rows *r = x->r;

	if (!x->columns.by_heads && is_upset(r, x->l->table))
		return upset;
	if (!x->columns.by_heads && x->k == x->l->n && x->l->nsums > 0 &&
	    may_be_others(r, x->line, x->figures))
		return astray;
	if (is_shifted(r, x->l, &x->columns, x->run->first))
		return "it would add up with its figures elsewhere";
	read_by_cells(r, x->l, &x->columns, x->run->first);
	return "by its cells";
}

/* A row of fewer figures than slots by its gaps; NULL if they say nothing. */
static const char *
read_short(const struct reading *x)
{
	struct rows *r = x->r;
	size_t slot[SOLVE_SLOTS];
	const char *why = why_short(r->o, x->p, x->l);
	enum gaps_place place;

	if (why != NULL)
		return why;
	place = gaps_place(r->o, r->al, &r->gaps, x->line, slot);
	return place == GAPS_NOTHING ? NULL :
	    read_by_gaps(r, x->l, x->run, slot, place);
}

/* A row of as many figures as slots by their order; NULL if in doubt. */
static const char *
read_whole(const struct reading *x)
{
	struct rows *r = x->r;
	size_t slot[SOLVE_SLOTS];

	if (x->l->nsums == 0 && r->o->step > 0 &&
	    gaps_apply(r->o, r->al, &r->gaps, x->line) && gaps_place(r->o,
	    r->al, &r->gaps, x->line, slot) == GAPS_NOTHING)
		return "blank lines say that it has more cells";
	if (!x->columns.known && has_unread(r->o, x->run) &&
	    !solve_holds(x->figures, x->l))
		return unread;
	if (!x->doubt && x->k == count_figures(r->o, x->p))
		return read_in_order(r, x->line, x->figures);
	return NULL;
}

/* A row whose columns nothing but its sums may tell. */
static const char *
read_by_sums(struct reading *x)
{
	struct rows *r = x->r;
	const struct form_line *l = x->l;

	if (x->k > l->n && columns_merged(r->a, r->o, r->al, x->line,
	    x->columns.cell)) {
		read_by_cells(r, l, &x->columns, x->run->first);
		return "by its cells, the merged ones once";
	}
	if (x->doubt || x->k > l->n + 2U || is_negative(x->figures, x->k, l))
		return "the figures are in doubt";
	if (x->p->leftover)
		return "other figures of the table belong to no row";
	if (is_upset(r, l->table))
		return upset;
	return read_by_search(r, x->line, x->figures, x->k, x->k > l->n ||
	    by_words(r->o, x->run) ? DAMAGE_JOINED : DAMAGE_NONE);
}

static const char *
read_run(struct rows *r, size_t line, const struct placed *p)
{
	const struct form_line *l = &r->al->form->lines[line];
	struct reading x = { .r = r, .line = line, .l = l, .p = p,
	    .run = &r->o->runs[p->run],
	    .last = &r->o->runs[p->run + p->nruns - 1] };
	const char *how = NULL;

	row_set(r, l, STATUS_AMBIGUOUS, raw_of(r->a, r->o, x.run->first,
	    x.last->first + x.last->n - x.run->first));
	if (!p->sure)
		return "not sure which row it is";
	r->yuan = has_money(r, l) && money_differs(r->a, r->o, x.run);
	x.k = figures_of(r, p, x.figures, &x.doubt);
	if (r->damaged && (x.k != l->n || l->nsums == 0 ||
	    !solve_holds(x.figures, l)))
		return "bytes of this table were lost";
	x.columns = columns_of(r->a, r->o, r->al, &r->columns, line);
	if (in_other_order(&x))
		return upset;
	if (x.columns.known && (x.columns.by_heads || x.k == l->n ||
	    !starts_blank(r, &x.columns, x.run->first)))
		return read_by_columns(&x);
	if (x.k < l->n)
		how = read_short(&x);
	else if (x.k == l->n)
		how = read_whole(&x);
	return how != NULL ? how : read_by_sums(&x);
}

bool
row_damage(const struct observed *o, const struct alignment *al)
{
	static const struct str lost = STR("\xEF\xBF\xBD");
	size_t j, i, k, line, first = o->nlines, last = 0;

	for (j = 0; j < al->form->nlines; j++) {
		if (al->lines[j].run == RUN_NONE && !al->lines[j].empty)
			continue;
		line = al->lines[j].run == RUN_NONE ?
		    o->pieces[al->lines[j].label].line :
		    o->pieces[o->runs[al->lines[j].run].first].line;
		first = line < first ? line : first;
		last = line > last ? line : last;
	}
	for (i = first; i <= last && i < o->nlines; i++)
		for (k = 0; k + lost.n <= o->lines[i].n; k++)
			if (memcmp(o->lines[i].s + k, lost.s, lost.n) == 0)
				return true;
	return false;
}

/*
 * Whether row j of the form has figures of its own and no more, and they
 * can be read so that they add up.
 */
static bool
is_full(const struct rows *r, size_t j, int table)
{
	const struct form *f = r->al->form;
	struct value figures[MAX_FIGURES];
	bool doubt;
	size_t k;

	if (j >= f->nlines || f->lines[j].table != table ||
	    r->al->lines[j].run == RUN_NONE || !r->al->lines[j].sure)
		return false;
	k = figures_of(r, &r->al->lines[j], figures, &doubt);
	return !doubt && k <= f->lines[j].n && (f->lines[j].nsums == 0 ||
	    solve_row(r->a, figures, k, &f->lines[j],
	    DAMAGE_NONE).consistent);
}

/* Whether neither a figure nor another section follows a label. */
static bool
is_last(const struct observed *o, size_t label)
{
	size_t i;

	for (i = label + 1; i < o->npieces && !o->pieces[i].figure &&
	    o->section[o->pieces[i].line] ==
	    o->section[o->pieces[label].line]; i++)
		;
	return i == o->npieces;
}

/*
 * Whether the rows of a table are rows of cells and the line of a label has
 * fewer than a label and its slots take: its cells are missing, not empty.
 */
static bool
lacks_cells(const struct rows *r, size_t line)
{
	const struct form *f = r->al->form;
	const struct form_line *l = &f->lines[line];
	const struct piece *p = &r->o->pieces[r->al->lines[line].label];
	size_t j, cells = 0, rows = 0;

	for (j = 0; j < f->nlines; j++) {
		if (f->lines[j].table != l->table ||
		    r->al->lines[j].run == RUN_NONE)
			continue;
		rows++;
		cells += r->o->runs[r->al->lines[j].run].cells;
	}
	return cells * 2 > rows &&
	    observe_width(r->o, p->line) < p->cell + 1 + l->n;
}

/*
 * Whether a label without figures is a row that is empty: the row is seen
 * whole (a row of cells, a line as others have it), or blank lines are
 * known to be empty cells, or the rows before and behind it have theirs.
 * Otherwise its figures may stand elsewhere.
 */
static bool
is_empty(const struct rows *r, size_t line)
{
	const struct form_line *l = &r->al->form->lines[line];
	size_t label = r->al->lines[line].label;
	const struct piece *p = &r->o->pieces[label];

	if (r->al->lines[line].unread || is_last(r->o, label) ||
	    lacks_cells(r, line))
		return false;
	if (p->layout == LAYOUT_CELLS)
		return true;
	if (r->al->lines[line].leftover || r->o->torn[p->line])
		return false;
	if (r->gaps.known || periods_known(r->o, &r->gaps.bars, l->table,
	    label))
		return true;
	if (p->layout == LAYOUT_BARS)
		return label + 1 < r->o->npieces && p[1].gaps >= l->n;
	if (p->layout == LAYOUT_WORDS && is_inline(r, l->table))
		return true;
	return line > 0 && is_full(r, line - 1, l->table) &&
	    is_full(r, line + 1, l->table);
}

/* The text in the cell behind a label without figures, or NULL. */
static const struct str *
words_for_figures(const struct rows *r, size_t line)
{
	size_t label = r->al->lines[line].label;
	const struct piece *p = &r->o->pieces[label];

	if (p->layout != LAYOUT_CELLS || label + 1 >= r->o->npieces ||
	    p[1].line != p->line || p[1].cell == p->cell || p[1].figure)
		return NULL;
	return &p[1].text;
}

void
row_read(struct rows *r, size_t line)
{
	const struct form_line *l = &r->al->form->lines[line];
	const struct placed *p = &r->al->lines[line];
	static const struct str none = { "", 0 };
	const struct str *words;

	if (p->run != RUN_NONE) {
		r->how[line] = read_run(r, line, p);
	} else if (p->empty && (r->damaged || !is_empty(r, line))) {
		row_set(r, l, STATUS_AMBIGUOUS, none);
		r->how[line] = "label without figures, which may be elsewhere";
	} else if (p->empty && (words = words_for_figures(r, line)) != NULL) {
		row_set(r, l, l->n == 1 ? STATUS_BAD : STATUS_AMBIGUOUS,
		    *words);
		r->how[line] = "words where figures should be";
	} else if (p->empty) {
		row_set(r, l, STATUS_BLANK, none);
		r->how[line] = "label without figures";
	} else {
		row_set(r, l, STATUS_ABSENT, none);
		r->how[line] = "not found";
	}
}

