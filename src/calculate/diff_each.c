/* The cells of two reports are unpacked into two arrays and compared. */
#include <stdlib.h>

#include "calculate/diff_set.h"
#include "calculate/order.h"
#include "calculate/percent.h"

#define PARTS	3

/* Rows of one form that another divides. */
static const struct {
	struct str	table, whole, part[PARTS];
} divided[] = {
	{ STR("3"), STR("3.6"), { STR("3.6.1"), STR("3.6.2"), STR("3.6.3") } }
};

/* An item and those that make it up, by number. */
struct division {
	uint32_t	whole, part[PARTS];
};

struct run {
	struct diff	*diff;
	bool		 all;
	int		(*row)(void *, const struct diff_row *);
	void		*to;
	uint32_t	 n;		/* items */
	uint32_t	*item;		/* in the codebook's order */
	struct cell	*old, *new;	/* by item */
	struct division	*division;
	size_t		 divisions;
	struct buf	 text[4];	/* old, new, delta, percent */
};

/* The parts of an item that is divided; false when it is not. */
static bool
divide(const struct diff *d, uint32_t whole, struct division *v)
{
	struct str t[3];
	size_t i, k;

	memcpy(t, intern_tuple(d->items, whole), sizeof(t));
	for (i = 0; i < sizeof(divided) / sizeof(divided[0]); i++) {
		if (!str_eq(t[0], divided[i].table) ||
		    !str_eq(t[1], divided[i].whole))
			continue;
		v->whole = whole;
		for (k = 0; k < PARTS; k++) {
			t[1] = divided[i].part[k];
			v->part[k] = intern_find(d->items, t);
			if (v->part[k] == INTERN_NONE)
				return false;
		}
		return true;
	}
	return false;
}

static bool
begin(struct run *r)
{
	struct diff *d = r->diff;
	uint32_t i;

	r->n = intern_count(d->items);
	r->item = order_intern(d->items, d->compare);
	r->old = calloc((size_t)r->n + 1, sizeof(*r->old));
	r->new = calloc((size_t)r->n + 1, sizeof(*r->new));
	r->division = calloc((size_t)r->n + 1, sizeof(*r->division));
	if (r->item == NULL || r->old == NULL || r->new == NULL ||
	    r->division == NULL)
		return false;
	for (i = 0; i < r->n; i++)
		if (divide(d, i, &r->division[r->divisions]))
			r->divisions++;
	return true;
}

static void
end(struct run *r)
{
	size_t i;

	if (r->old != NULL)
		pack_close(r->old, r->n);
	if (r->new != NULL)
		pack_close(r->new, r->n);
	for (i = 0; i < sizeof(r->text) / sizeof(r->text[0]); i++)
		buf_free(&r->text[i]);
	free(r->item);
	free(r->old);
	free(r->new);
	free(r->division);
}

/*
 * Adds up the parts: a number if all are, blank if all are, else unknown:
 * whether a blank beside numbers is a 0 the report does not say.
 */
static bool
unite(struct cell *c, const struct division *v)
{
	struct cell *whole = &c[v->whole];
	size_t i;

	whole->state = c[v->part[0]].state;
	for (i = 0; i < PARTS; i++) {
		if (c[v->part[i]].state != whole->state)
			whole->state = ITEM_UNKNOWN;
	}
	if (whole->state != ITEM_NUMBER)
		return true;
	for (i = 0; i < PARTS; i++)
		if (!decimal_add(&whole->number, &c[v->part[i]].number))
			return false;
	return true;
}

static bool
has_parts(const struct cell *c, const struct division *v)
{
	size_t i;

	for (i = 0; i < PARTS; i++)
		if (c[v->part[i]].state == ITEM_NONE)
			return false;
	return true;
}

/* Gives `c` the items that only `other` has whole. */
static bool
unite_all(const struct run *r, struct cell *c, const struct cell *other)
{
	const struct division *v;
	size_t i;

	for (i = 0; i < r->divisions; i++) {
		v = &r->division[i];
		if (c[v->whole].state == ITEM_NONE &&
		    other[v->whole].state != ITEM_NONE && has_parts(c, v) &&
		    !unite(c, v))
			return false;
	}
	return true;
}

static bool
changed(const struct cell *a, const struct cell *b)
{
	if (a->state == ITEM_UNKNOWN || b->state == ITEM_UNKNOWN)
		return false;
	return a->state != b->state || (a->state == ITEM_NUMBER &&
	    decimal_compare(&a->number, &b->number) != 0);
}

/* Fills the four texts; false without memory. */
static bool
figures(struct run *r, const struct cell *a, const struct cell *b)
{
	struct decimal delta = { .scale = 0 };
	struct buf *t = r->text;
	bool ok = true;
	size_t i;

	for (i = 0; i < 4; i++)
		buf_reset(&t[i]);
	if (a->state == ITEM_NUMBER)
		decimal_print(&a->number, &t[0]);
	if (b->state == ITEM_NUMBER)
		decimal_print(&b->number, &t[1]);
	if (a->state == ITEM_NUMBER && b->state == ITEM_NUMBER) {
		ok = decimal_add(&delta, &b->number) &&
		    decimal_subtract(&delta, &a->number);
		decimal_print(&delta, &t[2]);
		percent(buf_slice(&t[2]), buf_slice(&t[0]), &t[3]);
	}
	decimal_free(&delta);
	return ok && !t[0].failed && !t[1].failed && !t[2].failed &&
	    !t[3].failed;
}

/* Compares one item of both reports. */
static int
compare(struct run *r, uint32_t item, struct diff_row *row)
{
	const struct cell *a = &r->old[item], *b = &r->new[item];
	const struct str *t = intern_tuple(r->diff->items, item);

	if (a->state == ITEM_NONE || b->state == ITEM_NONE)
		return 0;
	row->changed = changed(a, b);
	if (row->changed)
		r->diff->differs = true;
	else if (!r->all)
		return 0;
	if (!figures(r, a, b))
		return -1;
	row->table = t[0];
	row->row = t[1];
	row->col = t[2];
	row->old = buf_slice(&r->text[0]);
	row->new = buf_slice(&r->text[1]);
	row->delta = buf_slice(&r->text[2]);
	row->percent = buf_slice(&r->text[3]);
	return r->row(r->to, row);
}

/* Compares two reports of a body. */
static int
pair(void *run, uint32_t old, uint32_t new)
{
	struct run *r = run;
	struct diff *d = r->diff;
	const struct str *a = intern_tuple(d->reports, old);
	const struct str *b = intern_tuple(d->reports, new);
	struct diff_row row = { .org = a[KEY_ORG], .from = a[KEY_YEAR],
	    .to = b[KEY_YEAR] };
	uint32_t i;
	int stop = 0;

	if (!pack_open(&d->report[old].pack, r->old, r->n) ||
	    !pack_open(&d->report[new].pack, r->new, r->n) ||
	    !unite_all(r, r->old, r->new) || !unite_all(r, r->new, r->old))
		return -1;
	for (i = 0; i < r->n && stop == 0; i++)
		stop = compare(r, r->item[i], &row);
	return stop;
}

int
diff_each(struct diff *d, bool all, int (*row)(void *,
    const struct diff_row *), void *to)
{
	struct run r = { .diff = d, .all = all, .row = row, .to = to };
	int stop = -1;

	if (begin(&r))
		stop = diff_pairs(d, pair, &r);
	end(&r);
	return stop;
}
