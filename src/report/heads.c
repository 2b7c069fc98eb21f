#include "base/utf8.h"
#include "report/heads.h"
#include "report/solve.h"

#define REACH	120	/* pieces ahead that heads may lie in */
#define MAX_HEADS 600	/* bytes of a piece that holds heads */
#define MAX_PARTS 150	/* bytes of one that names parts of a table */

/* Whether a piece ends at character n of the text of pieces from..to-1. */
static bool
ends_at(struct arena *a, const struct piece *p, size_t from, size_t to,
    size_t n)
{
	size_t at = 0;

	for (; from < to && at < n; from++)
		at += fold(a, p[from].text).n;
	return at == n;
}

bool
heads_by_cells(struct arena *a, const struct piece *p, size_t to,
    const struct item *line, size_t first, size_t last)
{
	struct folded heads = { NULL, 0 }, text = { NULL, 0 };
	size_t i, k, n, from = to > REACH ? to - REACH : 0;
	long at;

	for (i = from; i < to; i++)
		text = fold_join(a, text, fold(a, p[i].text));
	for (i = first; i <= last; i++)
		heads = fold_join(a, heads, fold(a, str_of(
		    line[i].col_label)));
	if (heads.n == 0 || (at = fold_find(text, heads)) < 0)
		return false;
	for (i = first, n = (size_t)at; i <= last; i++)
		for (k = fold(a, str_of(line[i].col_label)).n; k > 0; k--)
			if (ends_at(a, p, from, to, ++n) && k > 1)
				return true;
	return false;
}

/* Which of n names the text is; n if none. */
static size_t
slot_of(const struct folded *names, size_t n, struct folded text)
{
	size_t k;

	for (k = 0; k < n && !fold_eq(text, names[k]); k++)
		;
	return k;
}

/* Heads while they are read one after the other. */
struct order {
	struct folded	names[SOLVE_SLOTS];	/* of the slots */
	size_t		n, total;
	bool		parts;		/* each ends with its total */
	bool		cells, begun;	/* in cells; a head was seen, */
	bool		leads;		/* and is the last one, a total */
	size_t		heads, last;	/* of those but the total's */
	bool		falls;		/* one stood ahead of the one before */
	unsigned	seen;		/* slots named side by side, as
					   bits */
	size_t		last_seen;	/* with the total's */
	bool		falls_here, twice;
};

/* What is next does not stand side by side with the heads before. */
static void
part_heads(struct order *s)
{
	s->seen = 0;
	s->falls_here = s->twice = false;
}

/* Whether with the next head they are in another order than the form's. */
static bool
next_head(struct order *s, size_t slot)
{
	unsigned bit = 1U << slot;

	if (s->parts && s->leads && slot == 0 && s->seen == 1U << s->total)
		return true;		/* a total leads the outcomes */
	s->leads = s->cells && !s->begun && slot == s->total;
	s->begun = true;
	if (s->parts && slot == 0)
		part_heads(s);		/* lines may begin within a part */
	s->falls_here = s->falls_here || (s->seen > 0 && slot < s->last_seen);
	s->twice = s->twice || (s->seen & bit) > 0;
	s->seen |= bit;
	s->last_seen = slot;
	if (s->seen == (1U << s->n) - 1 && s->falls_here && !s->twice)
		return true;
	if (s->heads + 1 == s->n || (slot == s->total && s->parts)) {
		s->heads = 0;		/* they begin anew */
		s->falls = false;
	}
	if (slot == s->total)
		return false;
	s->falls = s->falls || (s->heads > 0 && slot < s->last);
	s->last = slot;
	return ++s->heads >= 4 && s->falls;
}

/* The same for the words of a text. */
static bool
next_words(struct arena *a, struct order *s, struct str text)
{
	struct str word;
	size_t i, at, from = 0, slot;

	for (i = 0; i <= text.n; ) {
		at = i;
		if (i < text.n && !utf8_space(utf8_next(text, &i)))
			continue;
		word = (struct str){ text.s + from, at - from };
		slot = slot_of(s->names, s->n, fold(a, word));
		if (slot < s->n && next_head(s, slot))
			return true;
		if (slot == s->n && word.n > 0)
			part_heads(s);
		if (at == text.n)
			break;
		from = i;
	}
	return false;
}

/* The first piece of a section by which the names of a line's slots stand
 * in another order; npieces if none. */
static size_t
find_differing(struct arena *a, const struct observed *o, size_t section,
    const struct item *line, const struct form_line *l)
{
	struct order s = { .n = l->sums[0].total + 1U,
	    .total = l->sums[0].total, .parts = l->nsums > 1 };
	const struct piece *p;
	size_t i;

	for (i = 0; i < s.n; i++)
		s.names[i] = fold(a, str_of(line[i].col_label));
	for (i = 0; i < o->npieces; i++) {
		p = &o->pieces[i];
		if (o->section[p->line] != section || p->text.n > MAX_HEADS)
			continue;
		if (i == 0 || p[-1].line != p->line)
			part_heads(&s);
		s.cells = p->layout == LAYOUT_CELLS;
		if (p->figure) {
			s.heads = 0;		/* a row; other heads follow */
			s.falls = false;
		} else if (next_words(a, &s, p->text))
			break;
	}
	return i;
}

/* Whether two lines' slots have the same names. */
static bool
same_names(const struct item *x, const struct item *y, size_t n)
{
	size_t i;

	for (i = 0; i < n && strcmp(x[i].col_label, y[i].col_label) == 0; i++)
		;
	return i == n;
}

bool
heads_differ(struct arena *a, const struct observed *o, struct heads *seen,
    const struct item *line, const struct form_line *l, size_t to)
{
	size_t section = o->section[o->pieces[to].line];

	if (seen->line == NULL || seen->section != section ||
	    seen->n != l->n || seen->total != l->sums[0].total ||
	    !same_names(seen->line, line, l->n))
		*seen = (struct heads){ line, l->n, l->sums[0].total, section,
		    find_differing(a, o, section, line, l) };
	return seen->first < to;
}

/* The words above a headed line: its rows' labels, each once. */
struct parts {
	struct folded	name[2 * SOLVE_SLOTS];
	size_t		at[2 * SOLVE_SLOTS];	/* the piece they are first
						   seen in; npieces: none */
	long		offset[2 * SOLVE_SLOTS];	/* where in it */
	size_t		n;
};

static void
add_part(struct parts *w, struct folded name, size_t none)
{
	size_t i;

	for (i = 0; i < w->n && !fold_eq(w->name[i], name); i++)
		;
	if (i < w->n || name.n == 0)
		return;
	w->at[w->n] = none;
	w->name[w->n++] = name;
}

static void
name_parts(struct arena *a, struct parts *w, const struct item *line, size_t n,
    size_t none)
{
	struct str label, word;
	const char *blank;
	size_t i;

	for (i = 0; i < n; i++) {
		if (i > 0 && line[i].row_label == line[i - 1].row_label)
			continue;
		for (label = str_of(line[i].row_label); label.n > 0;
		    label = str_from(label, word.n + (word.n < label.n))) {
			blank = memchr(label.s, ' ', label.n);
			word = label;
			if (blank != NULL)
				word.n = (size_t)(blank - label.s);
			add_part(w, fold(a, word), none);
		}
	}
}

/* Whether a text begins with one of the words, or with a column's head. */
static bool
is_heads(struct arena *a, const struct parts *w, const struct item *line,
    size_t n, struct folded text)
{
	size_t k;

	for (k = 0; k < w->n; k++)
		if (fold_find(text, w->name[k]) == 0)
			return true;
	for (k = 0; k < n; k++)
		if (fold_find(text, fold(a, str_of(line[k].col_label))) == 0)
			return true;
	return false;
}

/* Notes the words in a text; piece i. */
static void
note_parts(struct parts *w, struct folded text, size_t i, size_t none)
{
	size_t k;
	long at;

	for (k = 0; k < w->n; k++) {
		at = w->at[k] == none ? fold_find(text, w->name[k]) : -1;
		if (at < 0)
			continue;
		w->at[k] = i;
		w->offset[k] = at;
	}
}

/* Whether word k, which the form has ahead of word m, stands behind it: on
 * another line it may be left of it, its cell being higher. */
static bool
is_behind(const struct parts *w, const struct piece *p, size_t k, size_t m)
{
	const struct piece *x = &p[w->at[k]], *y = &p[w->at[m]];

	if (x == y)
		return w->offset[k] > w->offset[m];
	return x > y && (x->line == y->line || x->layout != LAYOUT_WORDS ||
	    y->layout != LAYOUT_WORDS || x->end > y->x);
}

bool
heads_shuffled(struct arena *a, const struct observed *o,
    const struct item *line, const struct form_line *l, size_t to)
{
	size_t section = o->section[o->pieces[to].line], i, k, m;
	struct parts *w = arena_alloc(a, sizeof(*w));
	const struct piece *p;
	struct folded text;

	w->n = 0;
	name_parts(a, w, line, l->n, o->npieces);
	for (i = 0; i < to; i++) {
		p = &o->pieces[i];
		if (o->section[p->line] != section || p->figure ||
		    p->text.n > MAX_PARTS)
			continue;
		text = fold(a, p->text);
		if (is_heads(a, w, line, l->sums[0].total + 1U, text))
			note_parts(w, text, i, o->npieces);
	}
	for (k = 0; k < w->n; k++)
		for (m = k + 1; m < w->n; m++)
			if (w->at[k] != o->npieces && w->at[m] != o->npieces &&
			    is_behind(w, o->pieces, k, m))
				return true;
	return false;
}
