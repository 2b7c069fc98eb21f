/*
 * Groups and items are numbered; a total is found by its two numbers in an
 * open-addressing table.  As reports list the items in the same order
 * again and again, the total after the last one is tried first.
 *
 * The groups and items of records that are held stay numbered when they
 * are forgotten: without a total they are not seen.
 */
#include <stdlib.h>

#include "calculate/intern.h"
#include "calculate/order.h"
#include "calculate/sum.h"

_Static_assert(COL_ROW == COL_TABLE + 1 && COL_COL == COL_ROW + 1,
    "the fields of a record that name an item stand together");

struct total {
	struct decimal	 value;
	uint64_t	 n, blank, unknown;
	uint32_t	 group, item;
};

/* A record of cells while it is held. */
struct note {
	struct decimal	 value;
	uint32_t	 group, item;
	enum item_state	 state;
};

struct sum {
	struct keys	 keys;
	item_compare	 compare;
	struct intern	*groups, *items;
	struct total	*total;
	uint32_t	 n, cap;
	uint32_t	*slot;		/* number of a total + 1 */
	size_t		 slots;		/* a power of 2 */
	uint32_t	 last;		/* total of the last record */
	bool		 holds;		/* records are notes, first */
	struct note	*note;
	size_t		 notes, room;
	bool		 lost;		/* a record, for want of memory */
	struct buf	 error;
};

/* The sum, ready for its keys; NULL, and it is freed, without memory. */
static struct sum *
ready(struct sum *s)
{
	s->groups = intern_new(s->keys.n);
	s->items = intern_new(3);
	if (s->groups != NULL && s->items != NULL)
		return s;
	sum_free(s);
	return NULL;
}

struct sum *
sum_new(const char *by, item_compare compare)
{
	struct sum *s = calloc(1, sizeof(*s));

	if (s == NULL || keys_parse(&s->keys, by) != NULL) {
		free(s);
		return NULL;
	}
	s->compare = compare;
	return ready(s);
}

struct sum *
sum_like(const struct sum *as)
{
	struct sum *s = calloc(1, sizeof(*s));

	if (s == NULL)
		return NULL;
	s->keys = as->keys;
	s->compare = as->compare;
	return ready(s);
}

void
sum_free(struct sum *s)
{
	uint32_t i;

	if (s == NULL)
		return;
	for (i = 0; i < s->n; i++)
		decimal_free(&s->total[i].value);
	free(s->total);
	sum_settle(s, false);
	free(s->note);
	free(s->slot);
	intern_free(s->groups);
	intern_free(s->items);
	buf_free(&s->error);
	free(s);
}

static bool
fail(struct sum *s, const char *what, const char *name)
{
	buf_clear(&s->error);
	buf_cstr(&s->error, what);
	buf_cstr(&s->error, name);
	buf_z(&s->error);
	return false;
}

/* A record is lost: what was summed is not to be shown. */
static bool
lose(struct sum *s)
{
	s->lost = true;
	return fail(s, "out of memory", "");
}

const struct keys *
sum_keys(const struct sum *s)
{
	return &s->keys;
}

const char *
sum_error(const struct sum *s)
{
	return s->error.s != NULL && !s->error.failed ? s->error.s :
	    "out of memory";
}

static size_t
place(const struct sum *s, uint32_t group, uint32_t item)
{
	uint64_t h = (uint64_t)group << 32 | item;

	h = (h ^ h >> 31) * 0x9E3779B97F4A7C15u;
	h ^= h >> 32;
	return h & (s->slots - 1);
}

/* The slot of a total, or the free one where it belongs. */
static uint32_t *
slot(const struct sum *s, uint32_t group, uint32_t item)
{
	size_t i = place(s, group, item);
	const struct total *t;

	while (s->slot[i] != 0) {
		t = &s->total[s->slot[i] - 1];
		if (t->group == group && t->item == item)
			break;
		i = (i + 1) & (s->slots - 1);
	}
	return &s->slot[i];
}

/* Makes room for one more total. */
static bool
grow(struct sum *s)
{
	size_t cap = s->cap != 0 ? (size_t)s->cap * 2 : 256;
	struct total *t;
	uint32_t *slots, i;

	if (s->n < s->cap)
		return true;
	if (cap >= UINT32_MAX / 4 ||
	    (t = realloc(s->total, cap * sizeof(*t))) == NULL)
		return false;
	s->total = t;
	if ((slots = calloc(cap * 2, sizeof(*slots))) == NULL)
		return false;
	free(s->slot);
	s->slot = slots;
	s->slots = cap * 2;
	s->cap = (uint32_t)cap;
	for (i = 0; i < s->n; i++)
		*slot(s, t[i].group, t[i].item) = i + 1;
	return true;
}

/* The total of a group's item, added if need be; NULL without memory. */
static struct total *
total(struct sum *s, uint32_t group, uint32_t item)
{
	uint32_t *at;

	if (!grow(s))
		return NULL;
	at = slot(s, group, item);
	if (*at == 0) {
		s->total[s->n] = (struct total){ .group = group,
		    .item = item };
		*at = ++s->n;
	}
	s->last = *at - 1;
	return &s->total[s->last];
}

/* Numbers the group and the item of a record; false without memory. */
static bool
number(struct sum *s, const struct record *r, uint32_t *group,
    uint32_t *item)
{
	struct str key[KEYS_MAX];
	size_t i;

	for (i = 0; i < s->keys.n; i++)
		key[i] = s->keys.column[i] == COL_DIR ? record_dir(r) :
		    r->field[s->keys.column[i]];
	*group = intern_id(s->groups, key);
	*item = intern_id(s->items, &r->field[COL_TABLE]);
	return *group != INTERN_NONE && *item != INTERN_NONE;
}

/* The total of a group and item; NULL without memory. */
static struct total *
find(struct sum *s, uint32_t group, uint32_t item)
{
	struct total *t = s->total + s->last + 1;

	if (s->last + 1 >= s->n || t->group != group || t->item != item)
		return total(s, group, item);
	s->last++;
	return t;
}

static bool
count(uint64_t *n, struct str s)
{
	size_t i;

	*n = 0;
	for (i = 0; i < s.n; i++) {
		if (s.s[i] < '0' || s.s[i] > '9' || *n > UINT64_MAX / 10 - 1)
			return false;
		*n = *n * 10 + (uint64_t)(s.s[i] - '0');
	}
	return s.n != 0;
}

/* What a record adds, but for its value; NULL or what is wrong with it. */
static const char *
gain(const struct record *r, struct total *t)
{
	enum item_state state;
	const char *what;

	if (r->has[COL_STATUS]) {
		if ((what = item_read(r, &state)) != NULL)
			return what;
		t->n = state == ITEM_NUMBER;
		t->blank = state == ITEM_BLANK;
		t->unknown = state == ITEM_UNKNOWN;
		return NULL;
	}
	if (!r->has[COL_N])
		return "no record of cells or sums";
	if (r->field[COL_TABLE].n == 0 || r->field[COL_ROW].n == 0 ||
	    r->field[COL_COL].n == 0)
		return "no table, row or col";
	if (!count(&t->n, r->field[COL_N]) ||
	    !count(&t->blank, r->field[COL_BLANK]) ||
	    !count(&t->unknown, r->field[COL_UNKNOWN]))
		return "n, blank or unknown is no count";
	if (t->n == 0)
		return r->field[COL_VALUE].n == 0 ? NULL :
		    "a value where n says there is none";
	return decimal_valid(r->field[COL_VALUE]) ? NULL :
	    "the value is no number";
}

/* Adds what was gained to a total: NULL or what is wrong. */
static const char *
add(struct sum *s, struct total *t, const struct total *by)
{
	if (by->n > UINT64_MAX - t->n || by->blank > UINT64_MAX - t->blank ||
	    by->unknown > UINT64_MAX - t->unknown)
		return "the counts are too large";
	if (by->n != 0 && !decimal_add(&t->value, &by->value)) {
		s->lost = true;
		return "out of memory";
	}
	t->n += by->n;
	t->blank += by->blank;
	t->unknown += by->unknown;
	return NULL;
}

/* Keeps a record of cells in mind; false without memory. */
static bool
hold(struct sum *s, const struct total *by, uint32_t group, uint32_t item)
{
	size_t room = s->room != 0 ? s->room * 2 : 1024;
	struct note *n;

	if (s->notes == s->room) {
		if ((n = realloc(s->note, room * sizeof(*n))) == NULL)
			return false;
		s->note = n;
		s->room = room;
	}
	s->note[s->notes++] = (struct note){ by->value, group, item,
	    by->n != 0 ? ITEM_NUMBER : by->blank != 0 ? ITEM_BLANK :
	    ITEM_UNKNOWN };
	return true;
}

bool
sum_add(struct sum *s, const struct record *r)
{
	struct total by = { .n = 0 }, *t;
	uint32_t group, item;
	const char *what;
	size_t i;

	for (i = 0; i < s->keys.n; i++)
		if (!r->has[s->keys.column[i]])
			return fail(s, "the records have no ",
			    column_name(s->keys.column[i]));
	if ((what = gain(r, &by)) != NULL)
		return fail(s, what, "");
	if (!number(s, r, &group, &item) ||
	    (by.n != 0 && !decimal_set(&by.value, r->field[COL_VALUE])))
		return lose(s);
	if (s->holds && hold(s, &by, group, item))
		return true;
	t = s->holds ? NULL : find(s, group, item);
	what = t != NULL ? add(s, t, &by) : NULL;
	decimal_free(&by.value);
	return t == NULL ? lose(s) : what == NULL || fail(s, what, "");
}

void
sum_hold(struct sum *s)
{
	s->holds = true;
}

bool
sum_settle(struct sum *s, bool keep)
{
	struct total by = { .n = 0 }, *t = NULL;
	struct note *n;
	const char *what = NULL;

	for (n = s->note; s->notes != 0; n++, s->notes--) {
		by.value = n->value;
		by.n = n->state == ITEM_NUMBER;
		by.blank = n->state == ITEM_BLANK;
		by.unknown = n->state == ITEM_UNKNOWN;
		if (keep && what == NULL)
			what = (t = find(s, n->group, n->item)) != NULL ?
			    add(s, t, &by) : "out of memory";
		s->lost |= keep && t == NULL;
		decimal_free(&by.value);
	}
	return what == NULL || fail(s, what, "");
}

/* The numbers in `to` of the tuples of a set; NULL without memory. */
static uint32_t *
renumber(struct intern *to, const struct intern *from)
{
	uint32_t *id, i, n = intern_count(from);

	if ((id = malloc(((size_t)n + 1) * sizeof(*id))) == NULL)
		return NULL;
	for (i = 0; i < n; i++)
		if ((id[i] = intern_id(to, intern_tuple(from, i))) ==
		    INTERN_NONE) {
			free(id);
			return NULL;
		}
	return id;
}

bool
sum_merge(struct sum *s, const struct sum *from)
{
	uint32_t *group = renumber(s->groups, from->groups);
	uint32_t *item = renumber(s->items, from->items), i;
	const struct total *by;
	struct total *t;
	const char *what = NULL;

	if (group == NULL || item == NULL)
		what = "out of memory";
	for (i = 0; i < from->n && what == NULL; i++) {
		by = &from->total[i];
		t = find(s, group[by->group], item[by->item]);
		what = t != NULL ? add(s, t, by) : "out of memory";
	}
	s->lost |= from->lost || i < from->n;
	free(group);
	free(item);
	return what == NULL || fail(s, what, "");
}

/* The ranks of groups and items, and the totals in that order. */
struct ranking {
	const struct sum	*sum;
	uint32_t		*group, *item, *total;
};

static int
by_rank(const void *with, uint32_t a, uint32_t b)
{
	const struct ranking *r = with;
	const struct total *x = &r->sum->total[a], *y = &r->sum->total[b];

	if (x->group != y->group)
		return r->group[x->group] < r->group[y->group] ? -1 : 1;
	return r->item[x->item] < r->item[y->item] ? -1 : 1;
}

/* The rank of each member of a set; NULL without memory. */
static uint32_t *
ranks(const struct intern *in, item_compare compare)
{
	uint32_t *order, *rank, i, n = intern_count(in);

	if ((order = order_intern(in, compare)) == NULL)
		return NULL;
	if ((rank = malloc(((size_t)n + 1) * sizeof(*rank))) != NULL)
		for (i = 0; i < n; i++)
			rank[order[i]] = i;
	free(order);
	return rank;
}

static bool
ranking(struct ranking *r, const struct sum *s)
{
	uint32_t i;

	r->sum = s;
	r->group = ranks(s->groups, NULL);
	r->item = ranks(s->items, s->compare);
	r->total = malloc(((size_t)s->n + 1) * sizeof(*r->total));
	if (r->group == NULL || r->item == NULL || r->total == NULL)
		return false;
	for (i = 0; i < s->n; i++)
		r->total[i] = i;
	return order_sort(r->total, s->n, by_rank, r);
}

static void
ranking_free(struct ranking *r)
{
	free(r->group);
	free(r->item);
	free(r->total);
}

static void
describe(struct sum_row *row, const struct sum *s, const struct total *t)
{
	const struct str *item = intern_tuple(s->items, t->item);

	row->key = intern_tuple(s->groups, t->group);
	row->nkeys = s->keys.n;
	row->table = item[0];
	row->row = item[1];
	row->col = item[2];
	row->value = &t->value;
	row->n = t->n;
	row->blank = t->blank;
	row->unknown = t->unknown;
}

int
sum_each(const struct sum *s, int (*each)(void *, const struct sum_row *),
    void *to)
{
	struct ranking r;
	struct sum_row row = { .group = 0 };
	const struct total *t;
	uint32_t i, group = 0;
	int stop = 0;

	if (!ranking(&r, s) || s->lost)
		stop = -1;
	for (i = 0; i < s->n && stop == 0; i++) {
		t = &s->total[r.total[i]];
		if (i != 0 && t->group != group)
			row.group++;
		group = t->group;
		describe(&row, s, t);
		stop = each(to, &row);
	}
	ranking_free(&r);
	return stop;
}
