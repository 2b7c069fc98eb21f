/*
 * Rows are either lines or, where figures are set at different heights of
 * their cells, the n-th figures of all columns.  What makes that certain:
 *
 * - rows by line: one line has a figure in every column, so no column was
 *   taken for two; and no two lines that follow each other complete one
 *   another, as those of one row would;
 * - rows by order: all columns have as many figures, the n-th of each is
 *   above all that follow, and columns side by side have a line in common;
 * - no number was broken: no line that lacks figures follows closely on a
 *   figure that may have filled its cell.
 *
 * Where that does not hold there is no table.
 */
#include <math.h>
#include <stdint.h>

#include "page/unruled_columns.h"
#include "page/unruled_rows.h"

#define LINE	0.35		/* em: figures of a line differ by less */
#define BROKEN	1.5		/* em: from line to line of a number */

/* Columns that have figures in a line, as bits. */
static uint64_t
line_columns(const struct un_body *b, size_t i, size_t *end, bool *twice)
{
	uint64_t set = 0, bit;
	size_t first = i;

	*twice = false;
	for (; i < b->end && (!b->runs[i].figure ||
	    b->runs[i].y - b->runs[first].y < LINE * b->runs[i].em); i++) {
		if (!b->runs[i].figure)
			continue;
		bit = (uint64_t)1 << b->runs[i].column;
		*twice |= (set & bit) != 0;
		set |= bit;
	}
	*end = i;
	return set;
}

/* Whether a figure below one of line i may be the rest of its number. */
static bool
may_be_broken(const struct un_body *b, size_t i, size_t end)
{
	const struct un_run *r = b->runs, *f;
	const struct un_column *c;
	size_t k;

	for (; i < end; i++)
		for (k = end; r[i].figure && k < b->end &&
		    r[k].y - r[i].y < BROKEN * r[i].em; k++) {
			f = &r[i];
			c = &b->columns[f->column];
			if (r[k].figure && r[k].column == f->column &&
			    f->box.x1 - f->box.x0 > 0.8 * f->em &&
			    f->box.x1 - f->box.x0 > 0.9 * (c->x1 - c->x0))
				return true;
		}
	return false;
}

/* Gives the figures of runs i to end a row. */
static void
set_row(struct un_body *b, size_t i, size_t end, size_t row)
{
	for (; i < end; i++)
		b->runs[i].row = row;
}

/* Rows by line; false where that is not certain. */
static bool
rows_by_line(struct un_body *b)
{
	uint64_t all = b->ncolumns == UN_COLUMNS ? ~(uint64_t)0 :
	    ((uint64_t)1 << b->ncolumns) - 1, set, before = all;
	size_t i, end;
	bool twice, full = false, broken = false;

	b->nrows = 0;
	for (i = b->first; i < b->end; i = end) {
		if (!b->runs[i].figure) {
			end = i + 1;
			continue;
		}
		set = line_columns(b, i, &end, &twice);
		if (twice || (set & before) == 0 || (broken && set != all))
			return false;
		full |= set == all;
		broken = may_be_broken(b, i, end);
		set_row(b, i, end, b->nrows++);
		before = set;
	}
	return full && b->nrows <= UN_ROWS;
}

/* Whether all of each row is above all of the next. */
static bool
is_separate(struct un_run *const *f, size_t n, size_t nrows)
{
	size_t i, row;
	double low, high, before = -INFINITY;

	for (row = 0; row < nrows; row++) {
		low = INFINITY;
		high = -INFINITY;
		for (i = row; i < n; i += nrows) {
			low = fmin(low, f[i]->y - 0.3 * f[i]->em);
			high = fmax(high, f[i]->y + 0.3 * f[i]->em);
		}
		if (low < before)
			return false;
		before = high;
	}
	return true;
}

/* Whether columns side by side have a line in common. */
static bool
are_witnessed(struct un_run *const *f, size_t n, size_t nrows)
{
	size_t i, k;

	for (i = 0; i + nrows < n; i += nrows) {
		for (k = 0; k < nrows; k++)
			if (f[i + k]->line == f[i + nrows + k]->line)
				break;
		if (k == nrows)
			return false;
	}
	return true;
}

/* Rows by order in their columns; false where that is not certain. */
static bool
rows_by_order(struct un_body *b)
{
	size_t i, n = b->nfigures, nrows = 2;

	for (i = 0; i < b->ncolumns; i++)
		nrows = b->columns[i].n > nrows ? b->columns[i].n : nrows;
	for (; nrows <= n / 2 && nrows <= UN_ROWS; nrows++) {
		if (n % nrows != 0 || !un_join_columns(b, nrows))
			continue;
		if (!is_separate(b->figures, n, nrows) ||
		    !are_witnessed(b->figures, n, nrows))
			return false;
		un_take_columns(b, nrows);
		return true;
	}
	return false;
}

bool
un_find_rows(struct un_body *b)
{
	return un_find_columns(b) && (rows_by_line(b) || rows_by_order(b));
}
