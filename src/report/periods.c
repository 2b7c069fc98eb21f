/*
 * Seats count the bars of a stream; a line end is a blank like any other.
 * A period of length n says that seats n apart stand in one column.  All
 * lengths and beginnings are tried, and those are kept that contradict
 * nothing: figures of a row fill slots of one row, labels stand before
 * them and in no slot's column, each head stands in the column it names.
 * A cell too many or too few anywhere between breaks this, or leaves a row
 * without its total, which its sum tells; so rows are placed only where
 * their sums hold.  A table without sums must have its rows on lines of
 * their own.
 */
#include "report/known.h"
#include "report/periods.h"

#define MAX_LENGTH	64
#define MIN_ROWS	4	/* that show a period */
#define MAX_HEADS	32	/* that are looked at */

#define NO_COLUMN	((size_t)-1)

/* A head above the table, with the slot it names. */
struct head {
	size_t	seat, slot;
};

/* A table while its periods are looked for. */
struct search {
	const struct observed	*o;
	const struct alignment	*al;
	int			 table;
	size_t			 stream;
	size_t			 slots;		/* of its longest line */
	struct head		 heads[MAX_HEADS];
	size_t			 nheads;
};

/* What its rows say of one period. */
struct tally {
	size_t	good, bad;	/* rows that add up or are empty; others */
	size_t	start;		/* the column in which their lines begin */
};

static size_t
column(const struct period *p, size_t seat)
{
	return (seat + p->length - p->first) % p->length;
}

static size_t
row(const struct period *p, size_t seat)
{
	return (seat + p->length - p->first) / p->length;
}

/* The run of a line if it is cells between bars; NULL if not. */
static const struct run *
barred_run(const struct observed *o, const struct placed *p)
{
	const struct run *r;
	size_t i;

	if (p->run == RUN_NONE || !p->sure || p->nruns != 1)
		return NULL;
	r = &o->runs[p->run];
	for (i = r->first; i < r->first + r->n; i++)
		if (o->pieces[i].layout != LAYOUT_BARS ||
		    o->pieces[i].stream != o->pieces[r->first].stream)
			return NULL;
	return r;
}

/* The slots of a run's figures; false if they are not all of one row. */
static bool
slots_of(const struct observed *o, const struct run *r, size_t n,
    const struct period *p, size_t *slot)
{
	const struct piece *f = &o->pieces[r->first];
	size_t i;

	if (r->n > n)
		return false;
	for (i = 0; i < r->n; i++) {
		slot[i] = column(p, f[i].seat);
		if (slot[i] >= n || row(p, f[i].seat) != row(p, f->seat) ||
		    (i > 0 && slot[i] <= slot[i - 1]))
			return false;
	}
	return true;
}

bool
periods_sums_hold(const struct observed *o, const struct run *r,
    const struct form_line *l, const size_t *slot)
{
	struct value figures[SOLVE_SLOTS] = { 0 };
	size_t i;

	for (i = 0; i < r->n; i++) {
		figures[slot[i]] = o->pieces[r->first + i].value;
		if (figures[slot[i]].kind == VALUE_DOUBT)
			return false;
	}
	return solve_holds(figures, l);
}

/* Whether a row has a line of its own, that begins as the others do. */
static bool
owns_line(const struct piece *f, const struct period *p, size_t slots,
    struct tally *t)
{
	size_t start = column(p, f->seat - f->cell);

	if (t->start == NO_COLUMN)
		t->start = start;
	return start == t->start && start >= slots;
}

/* Whether the label ahead of a run stands before its slots. */
static bool
label_fits(const struct search *s, const struct run *r,
    const struct period *p)
{
	const struct piece *f = &s->o->pieces[r->first];

	if (r->nlead == 0)
		return false;
	return f[-1].layout == LAYOUT_BARS && f[-1].stream == s->stream &&
	    column(p, f[-1].seat) >= s->slots &&
	    row(p, f[-1].seat) + 1 == row(p, f->seat);
}

/* Whether one line of the form is where the period has it. */
static bool
line_fits(const struct search *s, size_t line, const struct period *p,
    struct tally *t)
{
	const struct form_line *l = &s->al->form->lines[line];
	const struct placed *at = &s->al->lines[line];
	const struct piece *label = &s->o->pieces[at->label];
	const struct run *r = barred_run(s->o, at);
	size_t slot[SOLVE_SLOTS];

	if (at->run == RUN_NONE) {
		t->good += at->empty;
		return !at->empty || (label->stream == s->stream &&
		    column(p, label->seat) >= s->slots);
	}
	if (r == NULL || !slots_of(s->o, r, l->n, p, slot) ||
	    !label_fits(s, r, p))
		return false;
	if (l->nsums == 0 && !owns_line(&s->o->pieces[r->first], p,
	    s->slots, t))
		return false;
	if (periods_sums_hold(s->o, r, l, slot))
		t->good++;
	else
		t->bad++;
	return true;
}

static bool
fits(const struct search *s, const struct period *p)
{
	struct tally t = { 0, 0, NO_COLUMN };
	size_t i;

	for (i = 0; i < s->nheads; i++)
		if (column(p, s->heads[i].seat) != s->heads[i].slot)
			return false;
	for (i = 0; i < s->al->form->nlines; i++)
		if (s->al->form->lines[i].table == s->table &&
		    !line_fits(s, i, p, &t))
			return false;
	return t.good >= MIN_ROWS && t.good >= 9 * t.bad;
}

/* The heads of a line's columns among pieces ahead of its run. */
static void
find_heads(struct arena *a, struct search *s, const struct form_line *l,
    size_t begin)
{
	const struct piece *p = s->o->pieces;
	struct folded text, names[SOLVE_SLOTS];
	size_t i, k;

	for (k = 0; k < l->n; k++)
		names[k] = known_head(s->al->form, l->item + k);
	for (i = begin; i > 0 && p[i - 1].layout == LAYOUT_BARS &&
	    p[i - 1].stream == s->stream && s->nheads < MAX_HEADS; i--) {
		text = fold(a, p[i - 1].text);
		for (k = 0; k < l->n && !fold_eq(text, names[k]); k++)
			;
		if (k < l->n)
			s->heads[s->nheads++] = (struct head){
			    p[i - 1].seat, k };
	}
}

/* Looks at a table; false if its rows are no cells between bars. */
static bool
begin(struct arena *a, struct search *s)
{
	const struct form *f = s->al->form;
	const struct form_line *first = NULL;
	const struct run *r;
	size_t j, at = 0;

	for (j = 0; j < f->nlines; j++) {
		if (f->lines[j].table != s->table || f->lines[j].headed)
			continue;
		s->slots = f->lines[j].n > s->slots ? f->lines[j].n : s->slots;
		r = barred_run(s->o, &s->al->lines[j]);
		if (first != NULL || r == NULL)
			continue;
		first = &f->lines[j];
		at = r->first;
	}
	if (first == NULL)
		return false;
	s->stream = s->o->pieces[at].stream;
	if (first->nsums > 0)
		find_heads(a, s, first, at);
	return true;
}

static void
search(struct arena *a, struct search *s, struct periods *found)
{
	struct period p = { .table = s->table, .stream = s->stream }, *new;

	for (p.length = s->slots + 1; p.length < MAX_LENGTH; p.length++)
		for (p.first = 0; p.first < p.length; p.first++) {
			if (!fits(s, &p))
				continue;
			new = arena_grow(a, &found->list, found->n++,
			    sizeof(*new));
			*new = p;
		}
}

struct periods
periods_learn(struct arena *a, const struct observed *o,
    const struct alignment *al)
{
	struct periods found = { NULL, 0 };
	const struct form_line *l = al->form->lines;
	struct search s;
	size_t j;

	for (j = 0; j < al->form->nlines; j++) {
		if (j > 0 && l[j].table == l[j - 1].table)
			continue;
		s = (struct search){ .o = o, .al = al, .table = l[j].table };
		if (begin(a, &s))
			search(a, &s, &found);
	}
	return found;
}

bool
periods_place(const struct observed *o, const struct alignment *al,
    const struct periods *periods, size_t line, size_t slot[SOLVE_SLOTS])
{
	const struct form_line *l = &al->form->lines[line];
	const struct run *r = barred_run(o, &al->lines[line]);
	size_t i, try[SOLVE_SLOTS], told = 0;

	for (i = 0; r != NULL && i < periods->n; i++) {
		if (periods->list[i].table != l->table)
			continue;
		if (!slots_of(o, r, l->n, &periods->list[i], try) ||
		    (told > 0 && memcmp(slot, try, r->n * sizeof(*slot)) != 0))
			return false;
		memcpy(slot, try, r->n * sizeof(*slot));
		told++;
	}
	return told > 0 && periods_sums_hold(o, r, l, slot);
}

bool
periods_known(const struct observed *o, const struct periods *periods,
    int table, size_t label)
{
	size_t i;

	for (i = 0; i < periods->n; i++)
		if (periods->list[i].table == table &&
		    o->pieces[label].layout == LAYOUT_BARS)
			return true;
	return false;
}
