/*
 * Bounds first: in each column the smallest and largest number every row
 * can have bound what the others can; readings outside go, until nothing
 * changes.  This alone removes no reading that some solution has.  Then,
 * if few enough combinations are left, each is tried, and readings that
 * no solution has go too.  If there are too many, what bounds left stands:
 * more is called ambiguous than need be, never less.
 */
#include "report/joint.h"

#define MAX_STEPS	200000
#define MAX_TERMS	64

/* A column's sum: rows on the left add up to those on the right. */
struct equation {
	size_t	col;
	size_t	term[MAX_TERMS];	/* lines of the form */
	int	sign[MAX_TERMS];	/* 1 left, -1 right */
	size_t	n;
};

struct joint {
	struct arena	 *a;
	const struct form *form;
	struct joint_row *rows;
	struct equation	 *equations;
	size_t		  nequations;
	bool		**alive;	/* [line][reading] */
	/* of the search */
	size_t		 *order, nopen;	/* lines with several readings */
	size_t		 *chosen;	/* [line] */
	bool		**seen;		/* [line][reading]: in a solution */
	unsigned long	  steps;
	bool		  any;
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
		    e->n == MAX_TERMS)
			return false;
		e->term[e->n] = line;
		e->sign[e->n++] = sign;
	}
	return true;
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
		n = j->form->lines[e.term[0]].n;
		for (col = 0; col < n; col++) {
			e.col = col;
			*(struct equation *)arena_grow(j->a, &j->equations,
			    j->nequations, sizeof(e)) = e;
			j->nequations++;
		}
	}
}

/* The least and the most a row can add to an equation. */
static void
range(const struct joint *j, const struct equation *e, size_t term,
    int64_t *least, int64_t *most)
{
	const struct readings *r = &j->rows[e->term[term]].readings;
	const bool *alive = j->alive[e->term[term]];
	int64_t v;
	bool any = false;
	size_t i;

	*least = *most = 0;
	for (i = 0; i < r->n; i++) {
		if (!alive[i])
			continue;
		v = e->sign[term] * r->list[i].amount[e->col];
		*least = !any || v < *least ? v : *least;
		*most = !any || v > *most ? v : *most;
		any = true;
	}
}

/*
 * Removes readings that an equation's bounds exclude; whether some were.
 * *broken when a row has none left.
 */
static bool
bound(struct joint *j, const struct equation *e, bool *broken)
{
	int64_t least[MAX_TERMS], most[MAX_TERMS], low = 0, high = 0, v;
	bool changed = false, left;
	const struct readings *r;
	size_t t, i;

	for (t = 0; t < e->n; t++) {
		range(j, e, t, &least[t], &most[t]);
		low += least[t];
		high += most[t];
	}
	for (t = 0; t < e->n; t++) {
		r = &j->rows[e->term[t]].readings;
		for (i = 0, left = false; i < r->n; i++) {
			if (!j->alive[e->term[t]][i])
				continue;
			v = e->sign[t] * r->list[i].amount[e->col];
			if (low - least[t] + v > 0 || high - most[t] + v < 0) {
				j->alive[e->term[t]][i] = false;
				changed = true;
			} else
				left = true;
		}
		*broken = *broken || !left;
	}
	return changed;
}

/* Bounds all equations until nothing changes; false if one is broken. */
static bool
bound_all(struct joint *j)
{
	bool changed = true, broken = false;
	size_t i;

	while (changed && !broken)
		for (changed = false, i = 0; i < j->nequations; i++)
			changed = bound(j, &j->equations[i], &broken) ||
			    changed;
	return !broken;
}

static bool
holds(const struct joint *j)
{
	const struct equation *e;
	int64_t sum;
	size_t i, t;

	for (i = 0; i < j->nequations; i++) {
		e = &j->equations[i];
		for (sum = 0, t = 0; t < e->n; t++)
			sum += e->sign[t] * j->rows[e->term[t]].readings.
			    list[j->chosen[e->term[t]]].amount[e->col];
		if (sum != 0)
			return false;
	}
	return true;
}

/* Tries all readings of the open rows from `at` on. */
static void
try(struct joint *j, size_t at)
{
	size_t line, i;

	if (++j->steps > MAX_STEPS)
		return;
	if (at == j->nopen) {
		if (!holds(j))
			return;
		j->any = true;
		for (i = 0; i < j->nopen; i++)
			j->seen[j->order[i]][j->chosen[j->order[i]]] = true;
		return;
	}
	line = j->order[at];
	for (i = 0; i < j->rows[line].readings.n; i++)
		if (j->alive[line][i]) {
			j->chosen[line] = i;
			try(j, at + 1);
		}
}

enum trial { TRIED, TOO_MANY, NO_SOLUTION };

/* Tries all combinations, if they are few enough. */
static enum trial
try_all(struct joint *j, int table)
{
	size_t line, i, n, product = 1;

	for (line = 0; line < j->form->nlines; line++) {
		if (j->form->lines[line].table != table ||
		    !j->rows[line].usable)
			continue;
		for (i = n = 0; i < j->rows[line].readings.n; i++)
			if (j->alive[line][i]) {
				j->chosen[line] = i;
				n++;
			}
		if (n > 1)
			j->order[j->nopen++] = line;
		product *= n;
		if (product > MAX_STEPS / 4)
			return TOO_MANY;
	}
	try(j, 0);
	return j->steps > MAX_STEPS ? TOO_MANY : j->any ? TRIED :
	    NO_SOLUTION;
}

/* Drops from the rows' lists what `left` does not mark. */
static bool
prune(struct joint *j, bool **left, size_t line)
{
	struct readings *r = &j->rows[line].readings;
	size_t i, n = 0;
	bool pruned;

	for (i = 0; i < r->n; i++)
		if (left[line][i])
			r->list[n++] = r->list[i];
	pruned = n < r->n;
	r->n = n;
	return pruned;
}

static void
set_up(struct joint *j)
{
	size_t line, i, n = j->form->nlines;

	j->alive = arena_array(j->a, n, sizeof(*j->alive));
	j->seen = arena_array(j->a, n, sizeof(*j->seen));
	j->order = arena_array(j->a, n, sizeof(*j->order));
	j->chosen = arena_array(j->a, n, sizeof(*j->chosen));
	for (line = 0; line < n; line++) {
		j->alive[line] = arena_array(j->a,
		    j->rows[line].readings.n + 1, 1);
		j->seen[line] = arena_array(j->a,
		    j->rows[line].readings.n + 1, 1);
		for (i = 0; i < j->rows[line].readings.n; i++)
			j->alive[line][i] = true;
	}
}

bool
joint_solve(struct arena *a, const struct form *form, int table,
    struct joint_row *rows)
{
	struct joint j = { .a = a, .form = form, .rows = rows };
	size_t line, i;
	bool pruned = false;
	enum trial trial;

	set_up(&j);
	make_equations(&j, table);
	if (j.nequations == 0 || !bound_all(&j))
		return false;
	trial = try_all(&j, table);
	if (trial == NO_SOLUTION)
		return false;
	for (i = 0; trial == TRIED && i < j.nopen; i++)
		j.alive[j.order[i]] = j.seen[j.order[i]];
	for (line = 0; line < form->nlines; line++)
		if (form->lines[line].table == table && rows[line].usable)
			pruned = prune(&j, j.alive, line) || pruned;
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
	set_up(&j);
	make_equations(&j, table);
	for (line = 0; line < form->nlines; line++)
		if (rows[line].usable && rows[line].readings.n != 1)
			return false;
	return wanted > 0 && j.nequations == wanted && holds(&j);
}
