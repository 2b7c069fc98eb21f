/*
 * A column is where figures overlap.  Figures of one column that do not
 * reach each other make it several at first; they are one again where the
 * numbers of their figures add up to the rows there are.
 */
#include <math.h>
#include <stdlib.h>

#include "page/unruled_columns.h"
#include "page/word.h"

static int
by_y(const void *a, const void *b)
{
	const struct un_run *const *r = a, *const *s = b;

	return COMPARE((*r)->y, (*s)->y);
}

bool
un_find_columns(struct un_body *b)
{
	struct un_column *c;
	struct un_run *r;
	size_t i;

	qsort(b->figures, b->nfigures, sizeof(*b->figures), un_by_left);
	b->ncolumns = 0;
	for (i = 0; i < b->nfigures; i++) {
		r = b->figures[i];
		if (b->ncolumns == 0 ||
		    r->box.x0 >= b->columns[b->ncolumns - 1].x1) {
			if (b->ncolumns == UN_COLUMNS)
				return false;
			b->columns[b->ncolumns++] = (struct un_column){
			    r->box.x0, r->box.x1, 0 };
		}
		r->column = b->ncolumns - 1;
		c = &b->columns[r->column];
		c->x1 = fmax(c->x1, r->box.x1);
		c->n++;
	}
	return true;
}

/* Whether the figures of a column are too near to be of n rows. */
static bool
on_one_line(struct un_run *const *f, size_t n)
{
	size_t i, k;

	for (i = 0; i < n; i++)
		for (k = i + 1; k < n; k++)
			if (fabs(f[i]->y - f[k]->y) < 0.8 * f[i]->em)
				return true;
	return false;
}

/* Whether columns side by side make columns of nrows figures each. */
static bool
are_joined(const struct un_body *b, size_t nrows)
{
	size_t i, sum = 0;

	for (i = 0; i < b->ncolumns; i++) {
		sum += b->columns[i].n;
		if (sum > nrows)
			return false;
		sum = sum == nrows ? 0 : sum;
	}
	return sum == 0;
}

bool
un_join_columns(const struct un_body *b, size_t nrows)
{
	struct un_run **f = b->figures;
	size_t i, k, made = 0;

	if (!are_joined(b, nrows))
		return false;
	qsort(f, b->nfigures, sizeof(*f), un_by_left);
	for (i = 0; i < b->nfigures; i += nrows, made++) {
		qsort(f + i, nrows, sizeof(*f), by_y);
		if (on_one_line(f + i, nrows))
			return false;
		for (k = 0; k < nrows; k++) {
			f[i + k]->column = made;
			f[i + k]->row = k;
		}
	}
	return made > 1;
}

void
un_take_columns(struct un_body *b, size_t nrows)
{
	struct un_column *c = b->columns;
	struct un_run *const *f = b->figures;
	size_t i;

	b->nrows = nrows;
	b->ncolumns = b->nfigures / nrows;
	for (i = 0; i < b->nfigures; i++) {
		if (i % nrows == 0)
			c[i / nrows] = (struct un_column){ INFINITY,
			    -INFINITY, nrows };
		c[i / nrows].x0 = fmin(c[i / nrows].x0, f[i]->box.x0);
		c[i / nrows].x1 = fmax(c[i / nrows].x1, f[i]->box.x1);
	}
}
