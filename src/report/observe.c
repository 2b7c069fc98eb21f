/*
 * A run goes on over a line end only where lines mean nothing (bars) or
 * hold one cell each; otherwise a line that brings figures begins a run of
 * its own.
 */
#include "report/boxes.h"
#include "report/observe.h"
#include "report/pieces.h"
#include "report/rules.h"
#include "report/stacks.h"
#include "report/wraps.h"

#define MAX_LEAD	160	/* folded characters of text around a run */
#define MIN_STEPS	3	/* distances that show how cells are laid out */
#define MAX_STEPS	16	/* cells in a row */

static void
add_lines(struct arena *a, struct observed *o, struct str text,
    size_t section)
{
	struct str line;
	const char *nl;
	size_t *mark;
	struct str *at;

	while (text.n > 0) {
		nl = memchr(text.s, '\n', text.n);
		line = text;
		if (nl != NULL)
			line.n = (size_t)(nl - text.s);
		at = arena_grow(a, &o->lines, o->nlines, sizeof(*at));
		mark = arena_grow(a, &o->section, o->nlines, sizeof(*mark));
		*at = line;
		*mark = section;
		o->nlines++;
		text = str_from(text, line.n + (nl != NULL));
	}
}

static bool
alone(const struct observed *o, size_t p)
{
	return p + 1 >= o->npieces ||
	    o->pieces[p + 1].line != o->pieces[p].line;
}

/* A figure alone on its line, but not in a row of cells. */
static bool
is_lonely(const struct observed *o, size_t p)
{
	const struct piece *f = &o->pieces[p];

	return f->figure && f->layout != LAYOUT_CELLS &&
	    f->layout != LAYOUT_BARS && (p == 0 || f[-1].line != f->line) &&
	    alone(o, p);
}

/*
 * How many lines a cell takes where each is on a line of its own and empty
 * ones are kept: then the figures are whole numbers of steps apart.  0 if
 * cells are not laid out so.
 */
static size_t
find_step(const struct observed *o)
{
	size_t i, round, step = SIZE_MAX, even = 0, odd = 0, blank;

	for (round = 0; round < 2; round++)
		for (i = 1; i < o->npieces; i++) {
			blank = o->pieces[i].blank;
			if (!is_lonely(o, i - 1) || !is_lonely(o, i))
				continue;
			if (round == 0 && blank + 1 < step)
				step = blank + 1;
			even += round == 1 && blank + 1 > step &&
			    (blank + 1) % step == 0;
			odd += round == 1 && (blank + 1) % step != 0;
		}
	return even >= MIN_STEPS && even > 9 * odd ? step : 0;
}

/* Whether figure q goes on with the run that ends with p. */
static bool
goes_on(const struct observed *o, size_t first, size_t p, size_t q)
{
	const struct piece *pieces = o->pieces;
	const struct piece *a = &pieces[p], *b = &pieces[q];

	if (a->line == b->line)
		return true;
	if (a->layout == LAYOUT_BARS && b->layout == LAYOUT_BARS)
		return true;
	if (a->layout == LAYOUT_CELLS || b->layout == LAYOUT_CELLS)
		return false;
	if (p > first && pieces[p - 1].line == a->line)
		return false;
	/* Both alone on their lines, no text beside them. */
	return (p == 0 || pieces[p - 1].line != a->line) &&
	    (b->blank < 6 || (o->step > 0 && (b->blank + 1) % o->step == 0 &&
	    b->blank < MAX_STEPS * o->step));
}

size_t
observe_width(const struct observed *o, size_t line)
{
	struct str s = o->lines[line];
	size_t i, n = 1;

	if (o->width[line] > 0)
		return o->width[line];
	for (i = 0; i < s.n; i++)
		n += s.s[i] == '\t';
	return n;
}

struct folded
observe_fold(struct arena *a, const struct observed *o, size_t i)
{
	if (o->pieces[i].folded.c == NULL)
		o->pieces[i].folded = fold(a, o->pieces[i].text);
	return o->pieces[i].folded;
}

/* The folded texts of pieces from..to, at most MAX_LEAD characters from
 * the given side. */
static struct folded
fold_texts(struct arena *a, const struct observed *o, size_t from,
    size_t to, bool last)
{
	struct folded f = { arena_array(a, 1, sizeof(uint16_t)), 0 }, t;
	size_t i;

	for (i = from; i < to && f.n < 4 * MAX_LEAD; i++) {
		t = observe_fold(a, o, last ? to - 1 - (i - from) : i);
		f = last ? fold_join(a, t, f) : fold_join(a, f, t);
		if (f.n >= MAX_LEAD)
			break;
	}
	if (f.n > MAX_LEAD) {
		if (last)
			f.c += f.n - MAX_LEAD;
		f.n = MAX_LEAD;
	}
	return f;
}

static void
add_run(struct arena *a, struct observed *o, size_t lead, size_t first,
    size_t end)
{
	struct run *r = arena_grow(a, &o->runs, o->nruns, sizeof(*r));
	const struct piece *p = &o->pieces[first];

	o->nruns++;
	r->first = first;
	r->n = end - first;
	r->lead = lead;
	r->nlead = first - lead;
	r->cells = p->layout == LAYOUT_CELLS &&
	    o->pieces[end - 1].line == p->line;
	r->width = observe_width(o, p->line);
	r->before = fold_texts(a, o, lead, first, true);
}

static void
find_runs(struct arena *a, struct observed *o)
{
	size_t i, lead = 0, end;

	o->step = find_step(o);
	for (i = 0; i < o->npieces; i = end) {
		end = i + 1;
		if (!o->pieces[i].figure)
			continue;
		while (end < o->npieces && o->pieces[end].figure &&
		    goes_on(o, i, end - 1, end) &&
		    (o->pieces[end].line == o->pieces[end - 1].line ||
		    o->pieces[end].layout == LAYOUT_BARS || alone(o, end)))
			end++;
		add_run(a, o, lead, i, end);
		lead = end;
	}
}

/* Notes which characters stand around a run. */
static void
note_kinds(struct run *r)
{
	struct folded before = r->before, after = r->after;

	fold_add(&r->kinds, before);
	fold_add(&r->kinds, after);
	if (before.n > OBSERVE_NEAR) {
		before.c += before.n - OBSERVE_NEAR;
		before.n = OBSERVE_NEAR;
	}
	if (after.n > OBSERVE_NEAR)
		after.n = OBSERVE_NEAR;
	fold_add(&r->near, before);
	fold_add(&r->near, after);
}

/* The texts behind a run, up to the line of the next run's figures. */
static void
find_after(struct arena *a, struct observed *o)
{
	size_t i, k, end;

	for (i = 0; o->pieces != NULL && i < o->nruns; i++) {
		struct run *r = &o->runs[i];

		k = r->first + r->n;
		end = i + 1 < o->nruns ? o->runs[i + 1].first : o->npieces;
		while (i + 1 < o->nruns && end > k && o->pieces[end - 1].line
		    == o->pieces[o->runs[i + 1].first].line)
			end--;
		r->after_end = end;
		r->after = fold_texts(a, o, k, end, false);
		note_kinds(r);
	}
}

static void
find_texts(struct arena *a, struct observed *o)
{
	size_t i;

	o->texts = arena_array(a, o->npieces + 1, sizeof(*o->texts));
	for (i = 0; i < o->npieces; i++)
		if (!o->pieces[i].figure)
			o->texts[o->ntexts++] = i;
}

struct observed *
observe(struct arena *a, const struct report *r)
{
	struct observed *o = arena_alloc(a, sizeof(*o));
	size_t i;

	for (i = 0; i < r->nsections; i++) {
		add_lines(a, o, r->sections[i].title, i);
		add_lines(a, o, r->sections[i].text, i);
	}
	o->stacked = arena_array(a, o->nlines + 1, sizeof(bool));
	o->torn = arena_array(a, o->nlines + 1, sizeof(bool));
	o->width = arena_array(a, o->nlines + 1, sizeof(*o->width));
	boxes_open(a, o->lines, o->torn, o->nlines);
	rules_open(a, o->lines, o->nlines);
	wraps_close(a, o->lines, o->stacked, o->nlines);
	pieces_cut(a, o);
	o->loose = o->pieces;
	o->nloose = o->npieces;
	if (stacks_close(a, o)) {
		o->pieces = NULL;
		memset(o->width, 0, o->nlines * sizeof(*o->width));
		pieces_cut(a, o);
	}
	find_texts(a, o);
	find_runs(a, o);
	find_after(a, o);
	return o;
}

bool
observed_number(const struct observed *o, const struct run *r)
{
	const struct str *n;
	size_t k;

	for (k = 0; k < r->n; k++) {
		n = &o->pieces[r->first + k].value.number;
		if (n->n > 0 && !str_is(*n, "0"))
			return true;
	}
	return false;
}
