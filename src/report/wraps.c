#include "report/value.h"
#include "report/wraps.h"

#define MAX_CELLS	32
#define MIN_FIGURES	5

struct row {
	struct str	cell[MAX_CELLS];
	bool		figure[MAX_CELLS];
	size_t		n, figures;
};

/* Cuts a line at its tabs; false if it is no row or too wide a one. */
static bool
cut(struct arena *a, struct str line, struct row *r)
{
	const char *tab;
	struct str cell;

	*r = (struct row){ .n = 0 };
	if (memchr(line.s, '\t', line.n) == NULL)
		return false;
	for (; r->n < MAX_CELLS; r->n++) {
		tab = memchr(line.s, '\t', line.n);
		cell = line;
		if (tab != NULL)
			cell.n = (size_t)(tab - line.s);
		r->cell[r->n] = cell;
		r->figure[r->n] = cell.n > 0 &&
		    value_read(a, cell).kind == VALUE_NUMBER;
		r->figures += r->figure[r->n];
		if (tab == NULL) {
			r->n++;
			return true;
		}
		line = str_from(line, cell.n + 1);
	}
	return false;
}

/* Whether x and y are the halves of one row. */
static bool
are_halves(const struct row *x, const struct row *y)
{
	size_t i, first = MAX_CELLS, last = 0, total = x->figures + y->figures;

	if (x->n != y->n || x->figures == 0 || y->figures == 0 ||
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
	struct row *r = arena_array(a, 2, sizeof(*r));
	size_t i;

	for (i = 0; i + 1 < n; i++) {
		if (!cut(a, lines[i], &r[0]) || r[0].figures == 0 ||
		    !cut(a, lines[i + 1], &r[1]) || !are_halves(&r[0], &r[1]))
			continue;
		lines[i] = join(a, &r[0], &r[1]);
		lines[i + 1].n = 0;
		marked[i] = true;
	}
}
