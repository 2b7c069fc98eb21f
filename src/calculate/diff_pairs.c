/*
 * The reports are sorted by key, so that those of a body are neighbours.
 */
#include <stdlib.h>

#include "calculate/diff_set.h"
#include "calculate/order.h"

struct run {
	struct diff	*d;
	int		(*pair)(void *, uint32_t, uint32_t);
	void		*to;
};

static const struct str *
key(const struct run *r, uint32_t id)
{
	return intern_tuple(r->d->reports, id);
}

/* Says what became of a report that was not compared. */
static void
tell(struct run *r, uint32_t id, const char *what)
{
	struct diff *d = r->d;
	const struct str *k = key(r, id);

	buf_str(&d->line, *intern_tuple(d->names, d->report[id].source));
	buf_cstr(&d->line, ": not compared, ");
	buf_str(&d->line, k[KEY_ORG]);
	buf_byte(&d->line, ' ');
	buf_cstr(&d->line, what);
	diff_tell(d);
}

/* Years come in order, those of no year first. */
static int
series(struct run *r, const uint32_t *id, size_t n)
{
	int stop = 0;

	for (; n != 0 && key(r, *id)[KEY_YEAR].n == 0; id++, n--)
		tell(r, *id, "has no year");
	if (n == 1)
		tell(r, *id, "has no other year");
	for (; n > 1 && stop == 0; id++, n--)
		stop = r->pair(r->to, id[0], id[1]);
	return stop;
}

static bool
is_new(const struct run *r, uint32_t id)
{
	return str_is(key(r, id)[KEY_SIDE], "1");
}

static void
alone(struct run *r, uint32_t id)
{
	r->d->differs = true;
	tell(r, id, is_new(r, id) ? "is among the new reports only" :
	    "is among the old reports only");
}

/* The reports of both sides, by year and the old one first. */
static int
sides(struct run *r, const uint32_t *id, size_t n)
{
	size_t i = 0;
	int stop = 0;

	if (n == 2 && is_new(r, id[0]) != is_new(r, id[1]))
		return is_new(r, id[0]) ? r->pair(r->to, id[1], id[0]) :
		    r->pair(r->to, id[0], id[1]);
	while (i < n && stop == 0) {
		if (i + 1 < n && str_eq(key(r, id[i])[KEY_YEAR],
		    key(r, id[i + 1])[KEY_YEAR])) {
			stop = r->pair(r->to, id[i], id[i + 1]);
			i += 2;
		} else
			alone(r, id[i++]);
	}
	return stop;
}

static bool
same_body(const struct run *r, uint32_t a, uint32_t b)
{
	return str_eq(key(r, a)[KEY_ORG], key(r, b)[KEY_ORG]) &&
	    str_eq(key(r, a)[KEY_FILE], key(r, b)[KEY_FILE]);
}

static int
bodies(struct run *r, const uint32_t *id, size_t n)
{
	size_t k;
	int stop = 0;

	for (; n != 0 && stop == 0; id += k, n -= k) {
		for (k = 1; k < n && same_body(r, id[0], id[k]); k++)
			;
		stop = r->d->sides ? sides(r, id, k) : series(r, id, k);
	}
	return stop;
}

int
diff_pairs(struct diff *d, int (*pair)(void *, uint32_t, uint32_t), void *to)
{
	struct run r = { d, pair, to };
	uint32_t *order = NULL;
	int stop = -1;

	if (d->reports != NULL && !d->lost)
		order = order_intern(d->reports, NULL);
	if (order != NULL)
		stop = bodies(&r, order, intern_count(d->reports));
	free(order);
	return stop;
}
