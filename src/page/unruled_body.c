/*
 * Words that touch are a run.  Runs of figures with nothing but labels to
 * their left, down to the next text that stands above or below figures,
 * are the body of a table.
 */
#include <math.h>
#include <stdlib.h>

#include "page/unruled_body.h"
#include "page/word.h"

#define JOINED	0.4		/* em: text that is nearer is one run */
#define CLOSE	0.12		/* em: figures that are nearer touch */
#define ALONE	1.2		/* em: from its label to a single figure */
#define APART	0.25		/* em: a figure is as far from labels */

static void
add_word(struct un_run *r, const struct page_word *w, struct str s)
{
	size_t i;

	for (i = 0; i < s.n && r->n < sizeof(r->head); i++)
		r->head[r->n++] = s.s[i];
	r->box.x0 = fmin(r->box.x0, w->box.x0);
	r->box.x1 = fmax(r->box.x1, w->box.x1);
	r->box.y0 = fmin(r->box.y0, w->box.y0);
	r->box.y1 = fmax(r->box.y1, w->box.y1);
}

/* Makes runs of the n words of a line, from the left; how many. */
static size_t
line_runs(const struct pages *p, const struct page_word *w, size_t n,
    size_t line, struct un_run *runs)
{
	size_t i, made = 0;
	struct un_run *r = NULL;
	struct str s;
	bool figure;
	double em, gap;

	for (i = 0; i < n; i++) {
		if (i > 0 && pw_is_shadow(p, &w[i - 1], &w[i]))
			continue;
		em = pw_height(&w[i]);
		s = pw_text(p, &w[i]);
		figure = pw_is_figure(s);
		gap = r != NULL ? w[i].box.x0 - r->box.x1 : 0;
		if (r != NULL && gap < em * (r->figure && figure ? CLOSE :
		    JOINED)) {
			r->figure &= figure;
			add_word(r, &w[i], s);
			continue;
		}
		r = &runs[made++];
		*r = (struct un_run){ .box = w[i].box, .em = em, .line = line,
		    .y = pw_middle(&w[i]), .figure = figure };
		add_word(r, &w[i], s);
	}
	for (i = 0; i < made; i++)
		runs[i].numbered = pw_is_item((struct str){ runs[i].head,
		    runs[i].n });
	return made;
}

bool
un_runs(struct un_body *b, const struct pages *p, const struct page_word *w,
    size_t n)
{
	struct page_word *copy = calloc(n + 1, sizeof(*copy));
	size_t i, end, line = 0;

	b->runs = calloc(n + 1, sizeof(*b->runs));
	b->figures = calloc(n + 1, sizeof(*b->figures));
	if (copy == NULL || b->runs == NULL || b->figures == NULL) {
		free(copy);
		return false;
	}
	for (i = 0; i < n; i++)
		copy[i] = w[i];
	for (i = 0; i < n; i = end) {
		end = pw_line_end(copy, n, i);
		qsort(copy + i, end - i, sizeof(*copy), pw_by_left);
		b->n += line_runs(p, copy + i, end - i, line++,
		    b->runs + b->n);
	}
	free(copy);
	return true;
}

int
un_by_left(const void *a, const void *b)
{
	const struct un_run *const *r = a, *const *s = b;

	return COMPARE((*r)->box.x0, (*s)->box.x0);
}

size_t
un_line_start(const struct un_run *r, size_t i)
{
	while (i > 0 && r[i - 1].line == r[i].line)
		i--;
	return i;
}

bool
un_is_over(const struct un_run *r, double left)
{
	return !r->figure && r->box.x1 > left - APART * r->em;
}

/*
 * The end of the figures that begin with run i: before the line of the
 * first text that reaches where figures are.
 */
static size_t
figures_end(struct un_body *b, size_t i, size_t limit)
{
	const struct un_run *r = b->runs;
	size_t k, end = i;

	b->left = INFINITY;
	for (k = i; k < limit; k++) {
		if (un_is_over(&r[k], b->left))
			break;
		if (r[k].figure)
			b->left = fmin(b->left, r[k].box.x0);
	}
	limit = k < limit ? un_line_start(r, k) : limit;
	b->left = INFINITY;
	for (k = i; k < limit; k++)
		if (r[k].figure) {
			b->left = fmin(b->left, r[k].box.x0);
			end = k + 1;
		}
	return end;
}

bool
un_find_body(struct un_body *b, size_t i)
{
	size_t k;

	b->first = i;
	b->end = figures_end(b, i, b->n);
	for (k = i; k < b->end; k++)
		if (un_is_over(&b->runs[k], b->left)) {
			b->end = figures_end(b, i, un_line_start(b->runs, k));
			k = i;
			if (b->end <= i)
				break;
		}
	b->nfigures = 0;
	for (k = i; k < b->end; k++)
		if (b->runs[k].figure)
			b->figures[b->nfigures++] = &b->runs[k];
	return b->end > i;
}

bool
un_is_apart(const struct un_body *b)
{
	const struct un_run *r = b->runs;
	size_t i;

	for (i = b->first; i < b->end; i++)
		if (r[i].figure && (i == 0 || r[i - 1].line != r[i].line ||
		    r[i].box.x0 - r[i - 1].box.x1 < ALONE * r[i].em))
			return false;
	return true;
}

void
un_body_free(struct un_body *b)
{
	free(b->runs);
	free(b->figures);
}
