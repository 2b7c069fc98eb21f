#include "report/value.h"
#include "report/wraps.h"

#define MAX_CELLS	32
#define MIN_FIGURES	5

struct row {
	struct str	cell[MAX_CELLS];
	bool		figure[MAX_CELLS];
	size_t		n, figures;	/* n 0: no row, or too wide a one */
};

/* Cuts a line at its tabs. */
static void
cut(struct str line, struct row *r)
{
	const char *tab = memchr(line.s, '\t', line.n);

	for (r->n = 0; tab != NULL && r->n + 1 < MAX_CELLS; r->n++) {
		r->cell[r->n] = (struct str){ line.s,
		    (size_t)(tab - line.s) };
		line = str_from(line, r->cell[r->n].n + 1);
		tab = memchr(line.s, '\t', line.n);
	}
	if (tab != NULL)
		r->n = 0;
	else if (r->n > 0)
		r->cell[r->n++] = line;
}

/* Whether so many cells are filled in one row and empty in the other that
 * they may be halves. */
static bool
may_be_halves(const struct row *x, const struct row *y)
{
	size_t i, n = 0;

	if (x->n == 0 || x->n != y->n)
		return false;
	for (i = 0; i < x->n; i++)
		n += (x->cell[i].n > 0) != (y->cell[i].n > 0);
	return n >= MIN_FIGURES;
}

/* Finds out which cells are figures. */
static void
read_figures(struct arena *a, struct row *r)
{
	size_t i;

	for (i = r->figures = 0; i < r->n; i++) {
		r->figure[i] = r->cell[i].n > 0 &&
		    value_read(a, r->cell[i]).kind == VALUE_NUMBER;
		r->figures += r->figure[i];
	}
}

/* Whether x and y are the halves of one row. */
static bool
are_halves(const struct row *x, const struct row *y)
{
	size_t i, first = MAX_CELLS, last = 0, total = x->figures + y->figures;

	if (x->figures == 0 || y->figures == 0 ||
	    total < MIN_FIGURES)
		return false;
	for (i = 0; i < x->n; i++) {
		if ((x->figure[i] && y->cell[i].n > 0) ||
		    (y->figure[i] && x->cell[i].n > 0))
			return false;
		if (x->figure[i] || y->figure[i]) {
			first = first < i ? first : i;
			last = i;
		}
	}
	return last - first + 1 == total;
}

static struct str
join(struct arena *a, const struct row *x, const struct row *y)
{
	size_t i, n = x->n;
	char *p, *start;

	for (i = 0; i < x->n; i++)
		n += x->cell[i].n + y->cell[i].n;
	start = p = arena_alloc(a, n + 1);
	for (i = 0; i < x->n; i++) {
		if (i > 0)
			*p++ = '\t';
		memcpy(p, x->cell[i].s, x->cell[i].n);
		p += x->cell[i].n;
		memcpy(p, y->cell[i].s, y->cell[i].n);
		p += y->cell[i].n;
	}
	return (struct str){ start, (size_t)(p - start) };
}

void
wraps_close(struct arena *a, struct str *lines, bool *marked, size_t n)
{
	struct row *r = arena_array(a, 2, sizeof(*r)), *x, *y;
	size_t i;

	if (n > 0)
		cut(lines[0], &r[0]);
	for (i = 0; i + 1 < n; i++) {
		x = &r[i % 2];
		y = &r[(i + 1) % 2];
		cut(lines[i + 1], y);
		if (!may_be_halves(x, y))
			continue;
		read_figures(a, x);
		read_figures(a, y);
		if (!are_halves(x, y))
			continue;
		lines[i] = join(a, x, y);
		lines[i + 1].n = y->n = 0;
		marked[i] = true;
	}
}
