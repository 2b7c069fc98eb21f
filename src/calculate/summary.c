/*
 * Only few items are kept by body and by year: those that are ranked and
 * drawn.  What is exact is kept as text; doubles serve for order and
 * pictures.
 */
#include <stdlib.h>

#include "calculate/percent.h"
#include "calculate/summary.h"
#include "report/forms.h"

struct summary {
	struct sum	*sums, *bodies, *years;
	size_t		 nkeys;
	const char	*error;
};

/* The items kept by body and year. */
static const struct {
	const char	*table, *row, *col;
} kept[] = {
	{ "3", "1", "total" }, { "3", "3.1", "total" },
	{ "3", "3.7", "total" }, { "4", "review", "total" },
	{ "4", "review", "corrected" }, { "4", "suit.direct", "total" },
	{ "4", "suit.direct", "corrected" }, { "4", "suit.review", "total" },
	{ "4", "suit.review", "corrected" },
};

#define RECEIVED	0
#define DISCLOSED	1
#define RESULTS		2

static bool
is_item(const struct str *item, size_t i)
{
	return str_is(item[2], kept[i].col) && str_is(item[0], kept[i].table) &&
	    str_is(item[1], kept[i].row);
}

/* Whether it is one of the first n items kept. */
static bool
is_kept(const struct record *r, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (is_item(&r->field[COL_TABLE], i))
			return true;
	return false;
}

struct summary *
summary_new(const char *by)
{
	struct summary *s = calloc(1, sizeof(*s));
	struct buf keys = { 0 };

	if (s == NULL)
		return NULL;
	s->sums = sum_new(by, form_compare);
	s->years = sum_new("year", form_compare);
	if (s->sums != NULL) {
		s->nkeys = sum_keys(s->sums)->n;
		buf_printf(&keys, "%s%sorg", by, *by != '\0' ? "," : "");
		s->bodies = sum_new(buf_z(&keys), form_compare);
	}
	/* Where bodies are groups already, or reports, none are ranked. */
	if (s->sums == NULL || s->years == NULL || keys.failed) {
		summary_free(s);
		s = NULL;
	}
	buf_free(&keys);
	return s;
}

void
summary_free(struct summary *s)
{
	if (s == NULL)
		return;
	sum_free(s->sums);
	sum_free(s->bodies);
	sum_free(s->years);
	free(s);
}

const char *
summary_error(const struct summary *s)
{
	return s->error;
}

const struct sum *
summary_sums(const struct summary *s)
{
	return s->sums;
}

const struct sum *
summary_years(const struct summary *s)
{
	return s->years;
}

static bool
add(struct summary *s, struct sum *sum, const struct record *r)
{
	if (sum_add(sum, r))
		return true;
	s->error = sum_error(sum);
	return false;
}

bool
summary_add(struct summary *s, const struct record *r)
{
	if (!add(s, s->sums, r))
		return false;
	if (r->has[COL_YEAR] &&
	    is_kept(r, sizeof(kept) / sizeof(kept[0])) &&
	    !add(s, s->years, r))
		return false;
	return s->bodies == NULL || !r->has[COL_STATUS] ||
	    r->field[COL_ORG].n == 0 || !is_kept(r, RESULTS + 1) ||
	    add(s, s->bodies, r);
}

/* Bodies as they are handed out. */
struct gathering {
	size_t			 nkeys;
	struct contributors	*to;
	size_t			 room;
	uint32_t		 group;		/* of the last body */
	struct buf		 results;	/* of it */
};

/* The next body; NULL without memory. */
static struct contributor *
add_body(struct gathering *g, const struct sum_row *row)
{
	struct contributors *to = g->to;
	struct contributor *bigger;

	if (to->n == g->room) {
		g->room = g->room != 0 ? 2 * g->room : 64;
		bigger = realloc(to->of, g->room * sizeof(*bigger));
		if (bigger == NULL)
			return NULL;
		to->of = bigger;
	}
	to->of[to->n] = (struct contributor){ .key = row->key,
	    .org = row->key[g->nkeys], .size = -1, .share = -1 };
	g->group = row->group;
	buf_reset(&g->results);
	return &to->of[to->n++];
}

/* Takes one sum of a body; unknown ones stay empty. */
static int
take(void *to, const struct sum_row *row)
{
	struct gathering *g = to;
	const struct str item[] = { row->table, row->row, row->col };
	struct contributor *c;
	struct buf *text;

	c = g->to->n > 0 && row->group == g->group ?
	    &g->to->of[g->to->n - 1] : add_body(g, row);
	if (c == NULL)
		return -1;
	text = is_item(item, RECEIVED) ? &c->received :
	    is_item(item, DISCLOSED) ? &c->disclosed : &g->results;
	if (row->n > 0 && row->unknown == 0)
		decimal_print(row->value, text);
	if (text == &g->results && c->disclosed.len > 0)
		percent(buf_slice(&c->disclosed), buf_slice(text), &c->rate);
	if (c->received.len > 0)
		c->size = strtod(buf_z(&c->received), NULL);
	if (c->rate.len > 0)
		c->share = strtod(buf_z(&c->rate), NULL);
	return text->failed || c->rate.failed ? -1 : 0;
}

static int
larger(const void *a, const void *b)
{
	const struct contributor *x = a, *y = b;
	size_t n = x->org.n < y->org.n ? x->org.n : y->org.n;

	if (x->size != y->size)
		return x->size > y->size ? -1 : 1;
	return memcmp(x->org.s, y->org.s, n);
}

bool
summary_contributors(const struct summary *s, struct contributors *to)
{
	struct gathering g = { .nkeys = s->nkeys, .to = to };
	int stop = 0;

	*to = (struct contributors){ 0 };
	if (s->bodies != NULL)
		stop = sum_each(s->bodies, take, &g);
	buf_free(&g.results);
	return stop == 0;
}

size_t
contributors_rank(struct contributors *c, size_t at, const struct str *key,
    size_t nkeys)
{
	size_t n = 0, i;

	for (; at + n < c->n; n++) {
		for (i = 0; i < nkeys; i++)
			if (!str_eq(c->of[at + n].key[i], key[i]))
				break;
		if (i < nkeys)
			break;
	}
	if (n > 1)
		qsort(c->of + at, n, sizeof(*c->of), larger);
	return n;
}

void
contributors_free(struct contributors *c)
{
	size_t i;

	for (i = 0; i < c->n; i++) {
		buf_free(&c->of[i].received);
		buf_free(&c->of[i].disclosed);
		buf_free(&c->of[i].rate);
	}
	free(c->of);
	*c = (struct contributors){ 0 };
}

static int
ascending(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* The value below which a share q of n sorted values lies. */
static double
quantile(const double *v, size_t n, double q)
{
	double at = q * (double)(n - 1);
	size_t i = (size_t)at;

	return i + 1 < n ? v[i] + (at - (double)i) * (v[i + 1] - v[i]) : v[i];
}

bool
summary_fences(double *v, size_t n, double *low, double *high)
{
	double a, b;

	if (n < 8)
		return false;
	qsort(v, n, sizeof(*v), ascending);
	a = quantile(v, n, 0.25);
	b = quantile(v, n, 0.75);
	*low = a - 1.5 * (b - a);
	*high = b + 1.5 * (b - a);
	return true;
}
