/*
 * Bounds first: in each column the smallest and the largest number every
 * row can have bound what the others can; readings outside go, until
 * nothing changes.  Then one solution is searched for, taking the rows with
 * the fewest readings first and bounding anew behind each, and one for
 * every reading that no solution found so far has.  What has none goes.
 * So what is left is exactly what the sums allow.  Of 24 forms of which 2
 * do not add up, with their empty cells dropped, it is 94 of 100 cells, and
 * 87 of 100 numbers other than 0 (77 by the sums of rows alone): the same
 * cells that an independent enumeration finds, which lists the placements
 * of each row that keep the order and its sum, and asks for each whether
 * placements of the other rows exist with which the columns add up, too.
 *
 * The search stops at MAX_STEPS.  Without a solution by then nothing goes;
 * with one, readings that were not decided stay: more is called ambiguous
 * than need be, never less.
 *
 * What the sums cannot see is a number its author put in another column of
 * its row, where the table would add up if he had not: once the empty cells
 * are gone both are the same figures, and they are read as adding up.  A
 * wrong number or total, or a missing row, makes the sums contradict each
 * other.
 */
#include "report/joint.h"

#define MAX_STEPS	20000	/* a step is a bounding of one equation */
#define MAX_TERMS	64

/* A column's sum: rows on the left add up to those on the right. */
struct equation {
	size_t	col;
	size_t	term[MAX_TERMS];	/* lines of the form */
	int	sign[MAX_TERMS];	/* 1 left, -1 right */
	size_t	n;
};

struct range {
	int64_t	least, most;
};

struct joint {
	struct arena	 *a;
	const struct form *form;
	struct joint_row *rows;
	struct equation	 *equations;
	size_t		  nequations;
	size_t		 *lines, nlines;	/* that are in equations */
	size_t		 *first;	/* [line]: where its readings begin */
	size_t		  n;		/* readings of all lines */
	bool		 *alive;	/* [reading]: may be in a solution */
	bool		 *seen;		/* [reading]: is in one */
	bool		**saved;	/* [depth]: alive, of the search */
	struct range	(*range)[SOLVE_SLOTS];	/* [line]: of those alive */
	unsigned long	  steps;
};

static struct str
next_word(const char **p)
{
	struct str w;

	*p += strspn(*p, " ");
	w = (struct str){ *p, strcspn(*p, " ") };
	*p += w.n;
	return w;
}

/* The line of a row; nlines if the form has none. */
static size_t
line_of(const struct form *f, int table, struct str row)
{
	size_t j;

	for (j = 0; j < f->nlines; j++)
		if (f->lines[j].table == table &&
		    str_is(row, f->items[f->lines[j].item].row))
			break;
	return j;
}

/* Whether the amounts of a row can be added up to any equation's. */
static bool
is_small(const struct readings *r, size_t n)
{
	const int64_t most = INT64_MAX / (2 * MAX_TERMS);
	size_t i, k;

	for (i = 0; i < r->n; i++)
		for (k = 0; k < n; k++)
			if (r->list[i].amount[k] > most ||
			    r->list[i].amount[k] < -most)
				return false;
	return true;
}

/* Adds the rows named to an equation; false if one cannot be used. */
static bool
add_terms(const struct joint *j, struct equation *e, int table,
    const char *words, int sign)
{
	struct str word;
	size_t line;

	while ((word = next_word(&words)).n > 0) {
		line = line_of(j->form, table, word);
		if (line == j->form->nlines || !j->rows[line].usable ||
		    e->n == MAX_TERMS || !is_small(&j->rows[line].readings,
		    j->form->lines[line].n))
			return false;
		e->term[e->n] = line;
		e->sign[e->n++] = sign;
	}
	return true;
}

/* Notes the lines an equation is about. */
static void
add_lines(struct joint *j, const struct equation *e)
{
	size_t t, i;

	for (t = 0; t < e->n; t++) {
		for (i = 0; i < j->nlines && j->lines[i] != e->term[t]; i++)
			;
		if (i == j->nlines)
			j->lines[j->nlines++] = e->term[t];
	}
}

static void
make_equations(struct joint *j, int table)
{
	const struct column_sum *s;
	struct equation e = { 0 };
	size_t i, col, n;

	for (i = 0; i < j->form->nsums; i++) {
		s = &j->form->sums[i];
		e.n = 0;
		if (s->table != table ||
		    !add_terms(j, &e, table, s->left, 1) ||
		    !add_terms(j, &e, table, s->right, -1) || e.n == 0)
			continue;
		add_lines(j, &e);
		n = j->form->lines[e.term[0]].n;
		for (col = 0; col < n; col++) {
			e.col = col;
			*(struct equation *)arena_grow(j->a, &j->equations,
			    j->nequations, sizeof(e)) = e;
			j->nequations++;
		}
	}
}

/* The least and the most of each column of a line; false if none is. */
static bool
measure(struct joint *j, size_t line)
{
	const struct readings *r = &j->rows[line].readings;
	struct range *range = j->range[line];
	size_t i, c, n = j->form->lines[line].n;
	int64_t v;
	bool any = false;

	for (i = 0; i < r->n; i++) {
		if (!j->alive[j->first[line] + i])
			continue;
		for (c = 0; c < n; c++) {
			v = r->list[i].amount[c];
			if (!any || v < range[c].least)
				range[c].least = v;
			if (!any || v > range[c].most)
				range[c].most = v;
		}
		any = true;
	}
	return any;
}

/* What a line can add to an equation. */
static struct range
term_range(const struct joint *j, const struct equation *e, size_t t)
{
	struct range r = j->range[e->term[t]][e->col];

	return e->sign[t] > 0 ? r : (struct range){ -r.most, -r.least };
}

/* Drops a line's readings that are not within bounds; whether some were. */
static bool
narrow(struct joint *j, const struct equation *e, size_t t,
    struct range within)
{
	const struct readings *r = &j->rows[e->term[t]].readings;
	bool *alive = j->alive + j->first[e->term[t]], changed = false;
	int64_t v;
	size_t i;

	for (i = 0; i < r->n; i++) {
		v = e->sign[t] * r->list[i].amount[e->col];
		if (!alive[i] || (v >= within.least && v <= within.most))
			continue;
		alive[i] = false;
		changed = true;
	}
	return changed;
}

/* Bounds an equation's lines by each other; false if it cannot hold. */
static bool
bound(struct joint *j, const struct equation *e, bool *changed)
{
	struct range sum = { 0, 0 }, r;
	size_t t;

	j->steps++;
	for (t = 0; t < e->n; t++) {
		r = term_range(j, e, t);
		sum.least += r.least;
		sum.most += r.most;
	}
	if (sum.least > 0 || sum.most < 0)
		return false;
	for (t = 0; t < e->n; t++) {
		r = term_range(j, e, t);
		if (r.least == r.most || !narrow(j, e, t, (struct range){
		    r.most - sum.most, r.least - sum.least }))
			continue;
		*changed = true;
		if (!measure(j, e->term[t]))
			return false;
	}
	return true;
}

/* Bounds all equations until nothing changes; false if one cannot hold. */
static bool
bound_all(struct joint *j)
{
	bool changed = true;
	size_t i;

	while (changed)
		for (changed = false, i = 0; i < j->nequations; i++)
			if (!bound(j, &j->equations[i], &changed))
				return false;
	return true;
}

/* How many readings of a line are alive. */
static size_t
count_alive(const struct joint *j, size_t line)
{
	size_t i, n = 0;

	for (i = 0; i < j->rows[line].readings.n; i++)
		n += j->alive[j->first[line] + i];
	return n;
}

/* The line with the fewest readings alive, but several; else -1. */
static long
next_line(const struct joint *j)
{
	size_t i, n, fewest = 0;
	long line = -1;

	for (i = 0; i < j->nlines; i++) {
		n = count_alive(j, j->lines[i]);
		if (n > 1 && (line < 0 || n < fewest)) {
			line = (long)j->lines[i];
			fewest = n;
		}
	}
	return line;
}

/* The readings alive are those saved, but of one line only reading i. */
static void
choose(struct joint *j, const bool *saved, size_t line, size_t i)
{
	size_t k;

	memcpy(j->alive, saved, j->n);
	memset(j->alive + j->first[line], false, j->rows[line].readings.n);
	j->alive[j->first[line] + i] = true;
	for (k = 0; k < j->nlines; k++)
		measure(j, j->lines[k]);
}

static bool
find(struct joint *j, size_t depth);

/* Finds a solution with one of a line's readings, seen ones or others. */
static bool
find_with(struct joint *j, size_t depth, size_t line, bool seen)
{
	const bool *saved = j->saved[depth];
	size_t i, at = j->first[line];

	for (i = 0; i < j->rows[line].readings.n; i++) {
		if (!saved[at + i] || j->seen[at + i] != seen)
			continue;
		if (j->steps > MAX_STEPS)
			return false;
		choose(j, saved, line, i);
		if (find(j, depth + 1))
			return true;
	}
	return false;
}

/*
 * Whether there is a solution among the readings alive, which are not kept;
 * it is marked as seen.  Each call in a call settles one line more.
 */
static bool
find(struct joint *j, size_t depth)
{
	long line;
	size_t i;

	if (!bound_all(j))
		return false;
	line = next_line(j);
	if (line >= 0) {
		memcpy(j->saved[depth], j->alive, j->n);
		return find_with(j, depth, (size_t)line, false) ||
		    find_with(j, depth, (size_t)line, true);
	}
	for (i = 0; i < j->n; i++)
		j->seen[i] = j->seen[i] || j->alive[i];
	return true;
}

/* Drops from a row's list what is not left. */
static bool
prune(struct joint *j, const bool *left, size_t line)
{
	struct readings *r = &j->rows[line].readings;
	size_t i, n = 0;
	bool pruned;

	for (i = 0; i < r->n; i++)
		if (left[j->first[line] + i])
			r->list[n++] = r->list[i];
	pruned = n < r->n;
	r->n = n;
	return pruned;
}

static void
set_up(struct joint *j, int table)
{
	size_t i, n = j->form->nlines;

	j->lines = arena_array(j->a, n, sizeof(*j->lines));
	j->first = arena_array(j->a, n, sizeof(*j->first));
	j->range = arena_array(j->a, n, sizeof(*j->range));
	j->saved = arena_array(j->a, n + 1, sizeof(*j->saved));
	for (i = 0; i < n; i++) {
		j->first[i] = j->n;
		j->n += j->rows[i].readings.n;
	}
	j->alive = arena_array(j->a, j->n + 1, sizeof(*j->alive));
	j->seen = arena_array(j->a, j->n + 1, sizeof(*j->seen));
	memset(j->alive, true, j->n);
	make_equations(j, table);
	for (i = 0; i <= j->nlines; i++)
		j->saved[i] = arena_array(j->a, j->n + 1, 1);
	for (i = 0; i < j->nlines; i++)
		measure(j, j->lines[i]);
}

/* Takes from left what no solution has, until the search is too long. */
static void
decide(struct joint *j, bool *left)
{
	size_t k, i, line;

	for (k = 0; k < j->nlines; k++) {
		line = j->lines[k];
		for (i = 0; i < j->rows[line].readings.n; i++) {
			if (!left[j->first[line] + i] ||
			    j->seen[j->first[line] + i])
				continue;
			choose(j, left, line, i);
			if (find(j, 0))
				continue;
			if (j->steps > MAX_STEPS)
				return;
			left[j->first[line] + i] = false;
		}
	}
}

bool
joint_solve(struct arena *a, const struct form *form, int table,
    struct joint_row *rows)
{
	struct joint j = { .a = a, .form = form, .rows = rows };
	bool pruned = false, *left;
	size_t i;

	set_up(&j, table);
	if (next_line(&j) < 0 || !bound_all(&j))
		return false;
	left = arena_array(a, j.n, sizeof(*left));
	memcpy(left, j.alive, j.n);
	if (!find(&j, 0))
		return false;
	decide(&j, left);
	for (i = 0; i < j.nlines; i++)
		pruned = prune(&j, left, j.lines[i]) || pruned;
	return pruned;
}

bool
joint_holds(struct arena *a, const struct form *form, int table,
    struct joint_row *rows)
{
	struct joint j = { .a = a, .form = form, .rows = rows };
	size_t i, wanted = 0, line;

	for (i = 0; i < form->nsums; i++)
		for (line = 0; form->sums[i].table == table &&
		    line < form->nlines; line++)
			if (form->lines[line].table == table) {
				wanted += form->lines[line].n;
				break;
			}
	set_up(&j, table);
	for (line = 0; line < form->nlines; line++)
		if (rows[line].usable && rows[line].readings.n != 1)
			return false;
	return wanted > 0 && j.nequations == wanted && bound_all(&j);
}
