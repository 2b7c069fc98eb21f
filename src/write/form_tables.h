/*
 * The three tables of the form in the official layout, filled in with
 * sums, for people.  Beside each row stand how many reports have a number
 * in all of its cells, and the most that have a blank or are not known in
 * one of them.
 */
#ifndef GX_WRITE_FORM_TABLES_H
#define GX_WRITE_FORM_TABLES_H

#include "calculate/rates.h"
#include "write/paper.h"

/*
 * Writes the tables there are figures for, each below a heading of that
 * level.  Rows of both forms stand in one table where both were summed.
 * False without memory: figures are missing.
 */
bool	form_tables(struct paper *, const struct figures *, int level);

/*
 * Appends a sum for people: with a sign before it where reports whose cell
 * is not known make it a lower bound, a dash where no report has a number.
 */
void	form_figure(struct buf *, const struct sum_row *);

#endif
