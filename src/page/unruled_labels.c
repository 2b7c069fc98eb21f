/*
 * Labels belong to a table, and to its rows, only as far as the white
 * between their lines tells; whose they are, the form decides later.
 */
#include <stdlib.h>

#include "page/unruled_labels.h"
#include "page/word.h"

#define NEXT	1.7		/* em: from line to line of a label */
#define ARTICLE	0x7B2C		/* the word before a number of one */

/* Whether two runs stand above each other. */
static bool
overlap(const struct un_run *r, const struct un_run *s)
{
	return r->box.x0 < s->box.x1 && s->box.x0 < r->box.x1;
}

/* Whether run i is above the beginning of a label that is taken. */
static bool
begins_above(const struct un_body *b, size_t i)
{
	size_t k;

	for (k = b->labels; k < b->first; k++)
		if (b->runs[k].numbered && overlap(&b->runs[i], &b->runs[k]))
			return true;
	return false;
}

/* Whether a run may be a label; the names of articles of a law are none. */
static bool
is_label(const struct un_body *b, const struct un_run *r)
{
	return !r->figure && !un_is_over(r, b->left) &&
	    pw_first((struct str){ r->head, r->n }) != ARTICLE;
}

/* Takes the lines of the first row's labels that are above its figures. */
static void
take_above(struct un_body *b)
{
	const struct un_run *r = b->runs;
	size_t i;

	b->labels = un_line_start(r, b->first);
	while (b->labels < b->first && (r[b->labels].figure ||
	    un_is_over(&r[b->labels], b->left)))
		b->labels++;
	for (i = b->labels; i-- > 0 && is_label(b, &r[i]) &&
	    !begins_above(b, i) &&
	    r[b->labels].y - r[i].y < NEXT * r[i].em; )
		b->labels = i;
}

/* Takes the lines of the last row's labels that are below its figures. */
static void
take_below(struct un_body *b)
{
	const struct un_run *r = b->runs;
	size_t i;

	b->past = b->end;
	for (i = b->end; i < b->n && is_label(b, &r[i]) && !r[i].numbered &&
	    r[i].y - r[b->past - 1].y < NEXT * r[i].em; i++)
		b->past = i + 1;
	if (b->past < b->n && b->past > b->end &&
	    r[b->past].line == r[b->past - 1].line)
		b->past = un_line_start(r, b->past);
	b->past = b->past < b->end ? b->end : b->past;
}

void
un_take_labels(struct un_body *b)
{
	take_above(b);
	take_below(b);
}

/* Marks at which places of labels a label stands. */
static void
mark_places(const struct un_body *b, bool *used)
{
	const struct un_run *r;
	size_t i, k;

	for (i = b->labels; i < b->past; i++) {
		r = &b->runs[i];
		for (k = 0; k < b->nstubs && !r->figure; k++)
			if (r->box.x0 < b->x[k + 1] && r->box.x1 > b->x[k])
				used[r->row * b->nx + k] = true;
	}
}

/* Whether the label at place k of a row goes on from the row above. */
static bool
goes_on(const struct un_body *b, const bool *used, size_t row, size_t k)
{
	const struct un_run *r, *last = NULL;
	size_t i;

	for (i = k + 1; i < b->nstubs; i++)
		if (used[row * b->nx + i])
			break;
	if (row == 0 || i == b->nstubs || !used[(row - 1) * b->nx + k])
		return false;
	for (i = b->labels; i < b->past; i++) {
		r = &b->runs[i];
		if (r->figure || r->box.x0 >= b->x[k + 1] ||
		    r->box.x1 <= b->x[k])
			continue;
		if (r->row == row)
			return last != NULL && !r->numbered &&
			    r->y - last->y < NEXT * r->em;
		last = r->row == row - 1 ? r : last;
	}
	return false;
}

bool
un_own_places(const struct un_body *b, struct ruled *t)
{
	bool *used = calloc(t->nx * t->ny, sizeof(*used));
	size_t row, k, at, owner;

	if (used == NULL)
		return false;
	mark_places(b, used);
	for (at = 0; at < t->nx * t->ny; at++)
		t->owner[at] = at;
	for (row = 0; row < b->nrows; row++) {
		owner = row * b->nx;
		for (k = 0; k < b->nstubs; k++) {
			at = row * b->nx + k;
			if (used[at])
				owner = goes_on(b, used, row, k) ?
				    t->owner[at - b->nx] : at;
			t->owner[at] = owner;
		}
	}
	free(used);
	return true;
}
