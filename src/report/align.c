/*
 * Runs and lines both come in order, so the best alignment is found by
 * dynamic programming over the sum of what each pair is worth: how alike
 * the line's label is to the text around the run, and whether the run has
 * as many figures as the line has slots.
 *
 * A pair is sure when its label is nearly there and no other free line
 * fits as well, or when its neighbours are sure and exactly as many runs
 * as lines lie between them.  All else stays unsure and is printed as
 * ambiguous: a misplaced row would be a wrong number.
 */
#include "report/heads.h"
#include "report/solve.h"
#include "report/strays.h"

#define LIKE		0.60	/* below, a label is not recognised */
#define SURE		0.74	/* from here on it is, if no other is */
#define COLUMN	20		/* where figures of a printed table are */
#define MARGIN		0.08	/* by how much it must be better */
#define COPIES		3	/* rows seen twice that make a table twice */
#define LONG		8	/* characters of a label prose does not name */

/*
 * Notes which lines' labels the text before a run ends with, but for heads:
 * such a run needs no other compared.
 */
static void
find_exact(const struct aligner *al, size_t run)
{
	struct folded before = al->o->runs[run].before;
	const struct spelling *s;

	if (before.n == 0)
		return;
	for (s = known_ending(al->form, before.c[before.n - 1]); s != NULL;
	    s = s->next)
		if (!al->form->lines[s->line].headed &&
		    fold_ends(before, s->text)) {
			al->like[run * al->form->nlines + s->line] = 1;
			al->exact[run] = true;
		}
}

/* Whether the text before a run ends with a label of the line. */
static bool
is_exact(const struct aligner *al, size_t run, size_t line)
{
	return al->exact[run] && !al->form->lines[line].headed &&
	    al->like[run * al->form->nlines + line] == 1;
}

static double
likeness(const struct aligner *al, size_t run, size_t line, double least)
{
	const struct label *l = &al->labels[line];
	const struct run *r = &al->o->runs[run];
	double best = -1, d;
	size_t i;

	for (i = 0; i < l->n; i++) {
		d = al->form->lines[line].headed ?
		    likeness_head(r, l->kinds) :
		    likeness_in(r, &l->needle[i], least);
		best = d > best ? d : best;
	}
	return best < 0 && least == 0 ? 0 : best;
}

/* Whether the figures alone may place a run on a line. */
static bool
may_be_unlike(const struct aligner *al, size_t run, size_t line)
{
	const struct form_line *l = &al->form->lines[line];

	return al->o->runs[run].n == l->n && l->n > 3 && !l->headed;
}

/* What a pair is worth; below 0 it may not be. */
static double
worth(const struct aligner *al, size_t run, size_t line, double like)
{
	size_t k = al->o->runs[run].n, n = al->form->lines[line].n;

	if (like < LIKE)
		return may_be_unlike(al, run, line) ? 0.5 + like : -1;
	return like * 10 + (k == n ? 2 : k < n ? (double)k / (double)n :
	    k <= n + 2 ? 0 : -2);
}

/* Finds the lines that the other form has as well. */
static void
find_twins(struct aligner *al)
{
	const struct form_line *l = al->form->lines, *m;
	size_t nl = al->form->nlines, j, k;

	al->twin = arena_array(al->a, nl, sizeof(*al->twin));
	for (j = 0; j < nl; j++, l++) {
		al->twin[j] = RUN_NONE;
		for (k = 0; al->other != NULL &&
		    k < al->other->form->nlines; k++) {
			m = &al->other->form->lines[k];
			if (m->n == l->n && m->headed == l->headed &&
			    strcmp(m->labels, l->labels) == 0)
				al->twin[j] = k;
		}
	}
}

/* How alike a pair is, where that need not be asked for the other form. */
static double
compare(const struct aligner *al, size_t run, size_t line)
{
	const struct aligner *other = al->other;

	if (al->twin[line] != RUN_NONE && other->exact[run] == al->exact[run])
		return other->like[run * other->form->nlines +
		    al->twin[line]];
	if (al->exact[run] && !al->form->lines[line].headed)
		return al->like[run * al->form->nlines + line];
	return likeness(al, run, line,
	    may_be_unlike(al, run, line) ? 0 : STRAYS_LIKE);
}

/*
 * How unlike a label is counts only where figures alone may place a run:
 * nothing else looks at a likeness below STRAYS_LIKE, but part_labels(),
 * which asks again.
 */
static void
compare_all(struct aligner *al)
{
	size_t i, j, nl = al->form->nlines;
	double like;

	al->exact = arena_array(al->a, al->o->nruns + 1, sizeof(bool));
	al->like = arena_array(al->a, al->o->nruns * nl + 1, sizeof(double));
	al->worth = arena_array(al->a, al->o->nruns * nl + 1, sizeof(double));
	for (i = 0; i < al->o->nruns; i++) {
		find_exact(al, i);
		for (j = 0; j < nl; j++) {
			like = compare(al, i, j);
			al->like[i * nl + j] = like;
			al->worth[i * nl + j] = worth(al, i, j, like);
		}
	}
}

/* Aligns lines from..to of the form; returns what that is worth. */
static double
align_lines(struct aligner *al, size_t from, size_t to, struct placed *out)
{
	size_t nr = al->o->nruns, nl = to - from, w = nl + 1, i, j;
	double *best = arena_array(al->a, (nr + 1) * w, sizeof(*best));
	unsigned char *way = arena_array(al->a, (nr + 1) * w, 1);
	const double *up, *v;
	double *row;

	for (i = 1; i <= nr; i++) {
		up = best + (i - 1) * w;
		row = best + i * w;
		v = al->worth + (i - 1) * al->form->nlines + from;
		for (j = 1; j <= nl; j++) {
			row[j] = up[j];
			way[i * w + j] = 1;
			if (row[j - 1] > row[j]) {
				row[j] = row[j - 1];
				way[i * w + j] = 2;
			}
			if (v[j - 1] > 0 && v[j - 1] + up[j - 1] > row[j]) {
				row[j] = v[j - 1] + up[j - 1];
				way[i * w + j] = 3;
			}
		}
	}
	for (i = nr, j = nl; i > 0 && j > 0; ) {
		if (way[i * w + j] == 3) {
			i--;
			j--;
			out[from + j].run = i;
			out[from + j].likeness =
			    al->like[i * al->form->nlines + from + j];
		} else if (way[i * w + j] == 1)
			i--;
		else
			j--;
	}
	return best[nr * w + nl];
}

/*
 * Whether the label of line k stands, besides that of line j, in the very
 * piece before the run: two labels for one row of figures.
 */
static bool
shares_piece(const struct aligner *al, size_t run, size_t j, size_t k)
{
	const struct run *r = &al->o->runs[run];
	struct folded piece, label = al->labels[k].spelling[0];

	if (r->nlead == 0)
		return false;
	piece = observe_fold(al->a, al->o, r->first - 1);
	if (piece.n < label.n || label.n < 4)
		return false;
	if (fold_ends(piece, al->labels[j].spelling[0]))
		piece.n -= al->labels[j].spelling[0].n;
	return likeness_find(piece, label).edits * 4 <= label.n;
}

/*
 * Whether the line above or below has no run of its own and a label that
 * may be this run's as well, where mine is not there to the letter.
 */
static bool
is_contested(const struct aligner *al, const struct alignment *out, size_t j,
    size_t k)
{
	return (k + 1 == j || k == j + 1) && out->lines[k].run == RUN_NONE &&
	    out->lines[j].likeness < 0.99 && al->like[out->lines[j].run *
	    al->form->nlines + k] >= LIKE;
}

/* Whether no other line that could take the run is as alike. */
static bool
is_distinct(const struct aligner *al, const struct alignment *out, size_t j)
{
	size_t nl = al->form->nlines, k, run = out->lines[j].run;
	double mine = out->lines[j].likeness, other;
	int table = al->form->lines[j].table;

	for (k = 0; k < nl; k++) {
		if (k == j || al->form->lines[k].table != table ||
		    al->form->lines[k].headed)
			continue;
		other = al->like[run * nl + k];
		if ((k + 1 == j || k == j + 1) &&
		    shares_piece(al, run, j, k))
			return false;
		if (is_contested(al, out, j, k))
			return false;
		if (other < mine - MARGIN)
			continue;
		/* Mine ends at the figures, the other's stands before it. */
		if (mine > 0.99 && other < mine)
			continue;
		/* As alike, but taken by a run where it is more so. */
		if (out->lines[k].run != RUN_NONE &&
		    out->lines[k].likeness >= other)
			continue;
		return false;
	}
	return true;
}

/* The likeness of a pair, however low. */
static double
likeness_of(const struct aligner *al, size_t run, size_t line)
{
	double like = al->like[run * al->form->nlines + line];

	return like < 0 ? likeness(al, run, line, 0) : like;
}

/*
 * Two labels in one piece, the second's figures on the next line without
 * any: the first label has the first figures.
 */
static void
part_labels(const struct aligner *al, struct alignment *out)
{
	size_t j, run;
	struct placed *p;

	for (j = 1; j < al->form->nlines; j++) {
		p = &out->lines[j];
		run = p->run;
		if (run == RUN_NONE || run + 1 >= al->o->nruns ||
		    p[-1].run != RUN_NONE ||
		    al->form->lines[j - 1].table != al->form->lines[j].table ||
		    al->o->runs[run].n != al->form->lines[j].n ||
		    al->o->runs[run + 1].n != al->form->lines[j].n ||
		    (j + 1 < al->form->nlines && p[1].run <= run + 1) ||
		    !shares_piece(al, run, j, j - 1))
			continue;
		p[-1].run = run;
		p[-1].likeness = likeness_of(al, run, j - 1);
		p->run = run + 1;
		p->likeness = likeness_of(al, p->run, j);
	}
}

/* Whether two runs hold the same figures. */
static bool
same_figures(const struct observed *o, const struct run *a,
    const struct run *b)
{
	size_t k;

	for (k = 0; k < a->n && a->n == b->n; k++)
		if (!str_eq(o->pieces[a->first + k].value.number,
		    o->pieces[b->first + k].value.number))
			return false;
	return a->n == b->n;
}

/*
 * Whether another run is as good for line j, with other figures: a second
 * table, or the rest of one cut between columns.  In another section it
 * must be a whole row, as prose names rows, too.
 */
static bool
has_rival(const struct aligner *al, const struct alignment *out, size_t j)
{
	size_t nl = al->form->nlines, i, k, mine = out->lines[j].run;
	double like = out->lines[j].likeness;
	const struct run *r, *m = &al->o->runs[mine];
	const struct observed *o = al->o;

	for (i = 0; i < o->nruns; i++) {
		r = &o->runs[i];
		if ((i >= mine && i < mine + out->lines[j].nruns) ||
		    al->like[i * nl + j] < like - MARGIN ||
		    (o->section[o->pieces[r->first].line] !=
		    o->section[o->pieces[m->first].line] && (r->n == 1 ||
		    r->n != al->form->lines[j].n)))
			continue;
		for (k = 0; k < nl && out->lines[k].run != i; k++)
			;
		if (k == nl && !same_figures(o, r, m))
			return true;
	}
	return false;
}

/* Finds the texts that are a line's label and nothing else. */
static void
find_named(struct aligner *al)
{
	const struct observed *o = al->o;
	const struct spelling *s;
	struct folded text;
	struct named *one;
	size_t i;

	al->named = arena_array(al->a, al->form->nlines, sizeof(*al->named));
	for (i = o->ntexts; i-- > 0; ) {
		text = observe_fold(al->a, o, o->texts[i]);
		if (text.n == 0)
			continue;
		for (s = known_ending(al->form, text.c[text.n - 1]);
		    s != NULL; s = s->next) {
			if (!fold_eq(text, s->text))
				continue;
			one = arena_alloc(al->a, sizeof(*one));
			*one = (struct named){ o->texts[i], text.n >= LONG,
			    al->named[s->line] };
			al->named[s->line] = one;
		}
	}
}

/*
 * Whether the label of line j stands once more, by itself, in the section
 * of its run, or if it is long in any: for another row of that name, or
 * this one's that is empty.
 */
static bool
is_named_twice(const struct aligner *al, const struct alignment *out, size_t j)
{
	const struct observed *o = al->o;
	const struct run *r = &o->runs[out->lines[j].run];
	size_t section = o->section[o->pieces[r->first].line];
	const struct named *n;

	for (n = al->named[j]; n != NULL; n = n->next)
		if ((n->piece < r->lead || n->piece >= r->after_end) &&
		    (n->is_long ||
		    o->section[o->pieces[n->piece].line] == section))
			return true;
	return false;
}

/* The last word of the text beside a run, on its line. */
static struct folded
word_beside(const struct aligner *al, const struct run *r)
{
	const struct piece *p = &al->o->pieces[r->first];
	struct folded none = { NULL, 0 };
	struct str s;
	size_t i;

	if (r->nlead == 0 || p[-1].line != p->line)
		return none;
	s = p[-1].text;
	for (i = s.n; i > 0 && s.s[i - 1] != ' '; i--)
		;
	return i == 0 ? observe_fold(al->a, al->o, r->first - 1) :
	    fold(al->a, str_from(s, i));
}

/*
 * Whether the word beside a run is none of line j's label, but begins
 * another one: its figures stand on the first line of that label.
 */
static bool
begins_other(const struct aligner *al, const struct alignment *out, size_t j)
{
	struct folded word = word_beside(al, &al->o->runs[out->lines[j].run]);
	const struct label *l;
	size_t k, i;
	bool other = false;

	for (k = 0; word.n > 0 && k < al->form->nlines; k++) {
		if (al->form->lines[k].table != al->form->lines[j].table)
			continue;
		l = &al->labels[k];
		for (i = 0; i < l->n; i++)
			if (k == j && fold_find(l->spelling[i], word) >= 0)
				return false;
			else if (k != j && fold_find(l->spelling[i], word)
			    == 0)
				other = true;
	}
	return other;
}

/* Whether two thirds of a label stand in a text. */
static bool
stands_in(const struct label *l, struct folded text)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (likeness_find(text, l->spelling[i]).edits * 3 <=
		    l->spelling[i].n)
			return true;
	return false;
}

/* Whether two thirds of a text's characters or more are part of a label, or
 * those of a label part of it. */
static bool
is_part(const struct label *l, struct folded text)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (fold_find(l->spelling[i], text) >= 0 ||
		    likeness_find(l->spelling[i], text).edits * 3 <= text.n)
			return true;
	return stands_in(l, text);
}

/* Whether the text before a run ends with the label of a group of rows, and
 * that is no end of line j's: the figures are the group's. */
static bool
is_of_group(const struct aligner *al, const struct run *r, size_t j)
{
	const struct label *l = &al->labels[j];
	struct folded group;
	size_t i, k;

	for (i = 0; i < nform_groups; i++) {
		if (form_groups[i].table != al->form->lines[j].table)
			continue;
		group = known_group(i);
		if (!fold_ends(r->before, group))
			continue;
		for (k = 0; k < l->n && !fold_ends(l->spelling[k], group); k++)
			;
		return k == l->n;
	}
	return false;
}

/* Whether a label stands in a row of so many cells without figures. */
static bool
is_empty_row(const struct observed *o, const struct piece *label, size_t width)
{
	const struct piece *p, *end = o->pieces + o->npieces;

	if (label >= end || label->layout != LAYOUT_CELLS ||
	    observe_width(o, label->line) != width)
		return false;
	for (p = label; p < end && p->line == label->line && !p->figure; p++)
		;
	return p == end || p->line != label->line;
}

/*
 * Whether the text just before a run, on its line, is a label of its own,
 * no part of the one that stands above it; or it has none, and the label
 * above or below stands in a row of as many cells, which are empty.
 */
static bool
has_other_label(const struct aligner *al, const struct alignment *out, size_t j)
{
	const struct run *r = &al->o->runs[out->lines[j].run];
	const struct piece *p = &al->o->pieces[r->first], *label;
	struct folded own;
	size_t i, ideographs = 0;

	if (al->form->lines[j].headed)
		return false;
	if (is_of_group(al, r, j))
		return true;
	if (r->nlead == 0 || p[-1].line != p->line) {
		label = r->nlead > 0 ? p - 1 : p + r->n;
		return r->cells && is_empty_row(al->o, label, r->width);
	}
	own = word_beside(al, r);
	for (i = 0; i < own.n; i++)
		ideographs += own.c[i] >= 0x3400;
	return ideographs >= 2 && !is_part(&al->labels[j], own);
}

/*
 * Whether the head of a line's only slot stands behind the figure and not
 * ahead of it: the figure may be of the row before.
 */
static bool
heads_behind(const struct aligner *al, const struct alignment *out, size_t j)
{
	const struct form_line *l = &al->form->lines[j];
	const struct run *r = &al->o->runs[out->lines[j].run];
	struct folded head;

	if (l->n != 1)
		return false;
	head = known_head(al->form, l->item);
	return fold_find(r->before, head) < 0 &&
	    fold_find(r->after, head) >= 0;
}

/*
 * Whether a line's only figure stands in a sentence, or ahead of its label
 * and not behind: then it may be the figure of something else.
 */
static bool
is_astray(const struct aligner *al, const struct alignment *out, size_t j)
{
	static const struct str comma = STR("\xEF\xBC\x8C");
	const struct run *r = &al->o->runs[out->lines[j].run];
	const struct piece *p = &al->o->pieces[r->first];
	const struct label *l = &al->labels[j];
	struct place found;
	size_t i;

	if (al->form->lines[j].n != 1)
		return false;
	if (p->layout == LAYOUT_WORDS && r->first + 1 < al->o->npieces &&
	    p[1].line == p->line)
		for (i = 0; i + comma.n <= p[1].text.n; i++)
			if (memcmp(p[1].text.s + i, comma.s, comma.n) == 0)
				return true;
	for (i = 0; i < l->n; i++) {
		found = likeness_find(r->before, l->spelling[i]);
		if (found.edits * 2 <= l->spelling[i].n)
			return false;
	}
	return true;
}

/*
 * Whether a run goes on, behind a cell that is not legible, from the one
 * before it in a row of cells.
 */
static bool
is_remainder(const struct aligner *al, size_t run)
{
	const struct run *r = &al->o->runs[run];
	const struct piece *p = &al->o->pieces[r->first];

	return run > 0 && r->nlead > 0 && p->layout == LAYOUT_CELLS &&
	    al->o->pieces[r[-1].first].line == p->line &&
	    observe_unread(&p[-1]);
}

/*
 * Whether a run's figures stand together and by themselves on a line of
 * words, as far to the right as columns do.
 */
static bool
is_detached(const struct aligner *al, size_t run)
{
	const struct run *r = &al->o->runs[run];
	const struct piece *p = &al->o->pieces[r->first];

	return p->layout == LAYOUT_WORDS && p->x >= COLUMN && r->n > 2 &&
	    p[r->n - 1].line == p->line &&
	    (r->first == 0 || p[-1].line != p->line);
}

/* Whether line k is of the same table and it is not known what it has. */
static bool
is_open(const struct aligner *al, const struct alignment *out, size_t j,
    size_t k)
{
	return k < al->form->nlines &&
	    al->form->lines[k].table == al->form->lines[j].table &&
	    (out->lines[k].run == RUN_NONE || !out->lines[k].sure);
}

/*
 * Figures without a label on their line may be those of the row above or
 * below: where one of these is open, so are they, and so on.
 */
static void
doubt_detached(const struct aligner *al, struct alignment *out)
{
	size_t j, n = al->form->nlines, pass;
	struct placed *p;

	for (pass = 0; pass < 2; pass++)
		for (j = pass == 0 ? 0 : n; pass == 0 ? j < n : j-- > 0;
		    j += pass == 0) {
			p = &out->lines[j];
			if (p->run != RUN_NONE && p->sure &&
			    is_detached(al, p->run) &&
			    ((j > 0 && is_open(al, out, j, j - 1)) ||
			    is_open(al, out, j, j + 1)))
				p->sure = false;
		}
}

/*
 * Whether a line of the same table as j is neither placed nor empty, and
 * its label is nowhere around the run of j.
 */
static bool
is_missing(const struct aligner *al, const struct alignment *out, size_t j,
    size_t k)
{
	size_t run = out->lines[j].run, i;

	if (k >= al->form->nlines || out->lines[k].empty ||
	    al->form->lines[k].table != al->form->lines[j].table ||
	    out->lines[k].run != RUN_NONE)
		return false;
	for (i = run > 0 ? run - 1 : 0; i <= run + 1 && i < al->o->nruns; i++)
		if (stands_in(&al->labels[k], al->o->runs[i].before) ||
		    stands_in(&al->labels[k], al->o->runs[i].after))
			return false;
	return true;
}

/*
 * Figures that stand on no label's line may be those of the row above or
 * below, where its label is nowhere to be seen.
 */
static void
doubt_missing(const struct aligner *al, struct alignment *out)
{
	const struct piece *p;
	size_t j, first;

	for (j = 0; j < al->form->nlines; j++) {
		if (out->lines[j].run == RUN_NONE || al->form->lines[j].headed)
			continue;
		first = al->o->runs[out->lines[j].run].first;
		p = &al->o->pieces[first];
		if ((first == 0 || p[-1].line != p->line) &&
		    (is_missing(al, out, j, j - 1) ||
		    is_missing(al, out, j, j + 1)))
			out->lines[j].sure = false;
	}
}

static void
judge_labels(const struct aligner *al, struct alignment *out)
{
	size_t j;
	struct placed *p;

	for (j = 0; j < al->form->nlines; j++) {
		p = &out->lines[j];
		if (p->run == RUN_NONE)
			continue;
		p->sure = p->likeness >= SURE && is_distinct(al, out, j) &&
		    !has_rival(al, out, j) && !begins_other(al, out, j) &&
		    !is_named_twice(al, out, j) &&
		    !has_other_label(al, out, j) &&
		    !heads_behind(al, out, j) && !is_astray(al, out, j) &&
		    !is_remainder(al, p->run);
	}
	doubt_detached(al, out);
}

/* Whether figures of another run stand on the run's first line. */
static bool
shares_line(const struct observed *o, size_t run)
{
	size_t line = o->pieces[o->runs[run].first].line;

	return (run > 0 && o->pieces[o->runs[run - 1].first].line == line) ||
	    (run + 1 < o->nruns &&
	    o->pieces[o->runs[run + 1].first].line == line);
}

/*
 * A full row without anything of its label must at least add up, and not
 * have that of another one: it may be a copy.
 */
static bool
is_plausible(const struct aligner *al, const struct placed *p,
    const struct form_line *l)
{
	const struct run *r = &al->o->runs[p->run];
	struct value figures[SOLVE_SLOTS];
	size_t k, nl = al->form->nlines;

	for (k = 0; p->likeness < LIKE && k < nl; k++)
		if (!al->form->lines[k].headed && observed_number(al->o, r) &&
		    is_exact(al, p->run, k))
			return false;
	if (p->likeness >= 0.3 || r->n > SOLVE_SLOTS)
		return true;
	for (k = 0; k < r->n; k++)
		figures[k] = al->o->pieces[r->first + k].value;
	return solve_holds(figures, l);
}

/*
 * Whether a run between two sure ones may be another row than line k, by
 * its label, or another run that row: but two labels may stand in one piece.
 */
static bool
is_another(const struct aligner *al, const struct alignment *out, size_t k)
{
	size_t run = out->lines[k].run;

	if (out->lines[k].likeness >= SURE && has_rival(al, out, k))
		return true;
	if (word_beside(al, &al->o->runs[run]).n > 0 &&
	    shares_piece(al, run, k + 1, k))
		return false;
	return has_other_label(al, out, k) || is_named_twice(al, out, k);
}

/*
 * Lines between two sure ones are sure if just as many runs lie between
 * and each has its place.
 */
static void
judge_neighbours(const struct aligner *al, struct alignment *out)
{
	size_t j, above, below, k;
	struct placed *p;

	for (j = 0; j < al->form->nlines; j++) {
		p = &out->lines[j];
		if (p->run == RUN_NONE || p->sure)
			continue;
		above = strays_sure_beside(out, j, -1);
		below = strays_sure_beside(out, j, 1);
		if (above == RUN_NONE || below == RUN_NONE ||
		    out->lines[below].run - out->lines[above].run !=
		    below - above)
			continue;
		for (k = above + 1; k < below; k++)
			if (out->lines[k].run !=
			    out->lines[above].run + (k - above) ||
			    al->o->runs[out->lines[k].run].n !=
			    al->form->lines[k].n ||
			    shares_line(al->o, out->lines[k].run) ||
			    is_another(al, out, k) ||
			    !is_plausible(al, &out->lines[k],
			    &al->form->lines[k]))
				break;
		p->sure = k == below;
	}
}

/*
 * The slots of a headed line may lie in several runs: those that follow
 * with nothing but words of the head between them, a sum's slots each.
 */
static void
gather_headed(const struct aligner *al, struct alignment *out)
{
	size_t j, i, k, c, n, in, part;
	const struct run *r;

	for (j = 0; j < al->form->nlines; j++) {
		struct placed *p = &out->lines[j];
		struct folded head = al->labels[j].spelling[0];

		if (!al->form->lines[j].headed || p->run == RUN_NONE)
			continue;
		n = al->o->runs[p->run].n;
		part = al->form->lines[j].sums[0].total + 1;
		for (i = p->run + 1; n < al->form->lines[j].n &&
		    i < al->o->nruns; i++, p->nruns++) {
			r = &al->o->runs[i];
			p->flow = p->flow || r->nlead == 0;
			for (in = k = 0; k < r->before.n; k++) {
				for (c = 0; c < head.n &&
				    head.c[c] != r->before.c[k]; c++)
					;
				in += c < head.n;
			}
			if (in * 10 < r->before.n * 8 ||
			    n + r->n > al->form->lines[j].n ||
			    n % part != 0 || r->n % part != 0)
				break;
			n += r->n;
		}
		p->sure = p->likeness >= SURE && !has_rival(al, out, j);
	}
}

/* Whether a run goes on from the one before: no text stands between. */
static bool
is_bare(const struct observed *o, const struct run *r)
{
	return o->pieces[r->first].layout == LAYOUT_WORDS && r->nlead == 0;
}

/*
 * Text that was taken out of a page in the order it was put there breaks
 * rows anywhere: their figures go on in the next lines.  Taken together if
 * they are just as many as the line has slots.
 */
static void
gather_flow(const struct aligner *al, struct alignment *out)
{
	size_t j, k, i, n, want;
	struct placed *p;

	for (j = 0; j < al->form->nlines; j++) {
		p = &out->lines[j];
		want = al->form->lines[j].n;
		if (p->run == RUN_NONE || p->nruns != 1 ||
		    (n = al->o->runs[p->run].n) >= want)
			continue;
		for (i = p->run + 1; i < al->o->nruns && n < want &&
		    is_bare(al->o, &al->o->runs[i]); i++) {
			for (k = 0; k < al->form->nlines &&
			    out->lines[k].run != i; k++)
				;
			if (k < al->form->nlines)
				break;
			n += al->o->runs[i].n;
		}
		if (n == want) {
			p->nruns = i - p->run;
			p->flow = true;
		}
	}
}

/* Whether a run has each figure on a line of its own, but unevenly. */
static bool
is_uneven(const struct observed *o, const struct run *r)
{
	const struct piece *p = &o->pieces[r->first];
	size_t k;
	bool uneven = false;

	for (k = 1; k < r->n; k++) {
		if (p[k].line == p[k - 1].line)
			return false;
		uneven = uneven || p[k].line - p[k - 1].line !=
		    p[1].line - p[0].line;
	}
	return uneven;
}

static bool
spans_lines(const struct observed *o, const struct run *r)
{
	return o->pieces[r->first].layout != LAYOUT_BARS &&
	    o->pieces[r->first].line != o->pieces[r->first + r->n - 1].line;
}

/* Whether the heads of a table say that its text goes cell by cell. */
static bool
has_cells(const struct aligner *al, const struct alignment *out)
{
	const struct form_line *l;
	size_t j;

	for (j = 0; j < al->form->nlines; j++) {
		l = &al->form->lines[j];
		if (l->nsums == 1 && out->lines[j].run != RUN_NONE)
			return heads_by_cells(al->a, al->o->pieces,
			    al->o->runs[out->lines[j].run].first,
			    al->form->items + l->item, 1, l->n - 2);
	}
	return false;
}

/*
 * Full rows with a figure a line flow, too, where the distances differ in
 * a third of the rows or more: so pages look whose words were taken out
 * by their height.  A few uneven rows are page breaks.  And they do where
 * other rows flow, unless the heads are read cell by cell.
 */
static void
note_uneven(const struct aligner *al, struct alignment *out)
{
	size_t j, rows = 0, uneven = 0;
	bool flows = false;
	struct placed *p;

	for (j = 0; j < al->form->nlines; j++) {
		p = &out->lines[j];
		flows = flows || (p->flow && !al->form->lines[j].headed);
		if (p->run == RUN_NONE || p->nruns != 1 ||
		    al->o->runs[p->run].n != al->form->lines[j].n)
			continue;
		p->uneven = is_uneven(al->o, &al->o->runs[p->run]);
		rows++;
		uneven += p->uneven;
	}
	flows = flows && !has_cells(al, out);
	for (j = 0; j < al->form->nlines; j++) {
		p = &out->lines[j];
		if (p->run == RUN_NONE || p->nruns != 1)
			continue;
		if (flows && spans_lines(al->o, &al->o->runs[p->run]))
			p->flow = true;
		if (uneven * 3 >= rows)
			p->flow = p->flow || p->uneven;
	}
}

struct alignment
align(struct arena *a, const struct observed *o, const struct form *form,
    const struct alignment *other)
{
	struct aligner *al = arena_alloc(a, sizeof(*al));
	struct alignment out = { .form = form, .by = al };
	size_t from, to, j;

	*al = (struct aligner){ .a = a, .o = o, .form = form,
	    .other = other->by, .labels = known_labels(form) };
	find_twins(al);
	out.lines = arena_array(a, form->nlines, sizeof(*out.lines));
	for (j = 0; j < form->nlines; j++) {
		out.lines[j].run = RUN_NONE;
		out.lines[j].nruns = 1;
	}
	compare_all(al);
	for (from = 0; from < form->nlines; from = to) {
		for (to = from + 1; to < form->nlines &&
		    form->lines[to].table == form->lines[from].table; to++)
			;
		out.score += align_lines(al, from, to, out.lines);
	}
	return out;
}

/* The section that most rows of a table are in; how many are not. */
static size_t
section_of(const struct aligner *al, const struct alignment *out, int table,
    size_t *others)
{
	const struct observed *o = al->o;
	size_t j, k, n, section, best = 0, most = 0, rows = 0;

	for (j = 0; j < al->form->nlines; j++) {
		if (al->form->lines[j].table != table ||
		    out->lines[j].run == RUN_NONE)
			continue;
		rows++;
		section = o->section[o->pieces[o->runs[
		    out->lines[j].run].first].line];
		for (k = n = 0; k < al->form->nlines; k++)
			n += al->form->lines[k].table == table &&
			    out->lines[k].run != RUN_NONE &&
			    o->section[o->pieces[o->runs[
			    out->lines[k].run].first].line] == section;
		if (n > most) {
			most = n;
			best = section;
		}
	}
	*others = rows - most;
	return best;
}

/*
 * How many rows of a table stand once more with other figures: in its
 * section, or whole and of several figures elsewhere.
 */
static size_t
count_copies(const struct aligner *al, const struct alignment *out,
    int table, size_t section)
{
	size_t nl = al->form->nlines, i, j, n = 0;
	const struct run *r;

	for (j = 0; j < nl; j++) {
		if (al->form->lines[j].table != table ||
		    al->form->lines[j].headed)
			continue;
		for (i = 0; i < al->o->nruns; i++) {
			r = &al->o->runs[i];
			if (i == out->lines[j].run ||
			    al->like[i * nl + j] < 0.99 ||
			    r->n < al->form->lines[j].n ||
			    ((r->n == 1 || r->n > al->form->lines[j].n) &&
			    al->o->section[al->o->pieces[r->first].line] !=
			    section))
				continue;
			if (out->lines[j].run == RUN_NONE || !same_figures(
			    al->o, r, &al->o->runs[out->lines[j].run]))
				break;
		}
		n += i < al->o->nruns;
	}
	return n;
}

/*
 * A table may be there twice, another body's or another year's: if several
 * rows are, or some lie in one section and some in another, no row is sure.
 * Nor is one that lies in another section than the rest.
 */
static void
doubt_copies(const struct aligner *al, struct alignment *out)
{
	size_t j, section = 0, others, first;
	bool copied = false;

	for (j = 0; j < al->form->nlines; j++) {
		if (j == 0 || al->form->lines[j].table !=
		    al->form->lines[j - 1].table) {
			section = section_of(al, out,
			    al->form->lines[j].table, &others);
			copied = others > 1 || count_copies(al, out,
			    al->form->lines[j].table, section) >= COPIES;
		}
		if (out->lines[j].run == RUN_NONE)
			continue;
		first = al->o->runs[out->lines[j].run].first;
		if (copied || al->o->section[al->o->pieces[first].line] !=
		    section)
			out->lines[j].sure = false;
	}
}

void
align_judge(struct alignment *out)
{
	struct aligner *al = out->by;
	size_t j;

	find_named(al);
	part_labels(al, out);
	judge_labels(al, out);
	gather_headed(al, out);
	gather_flow(al, out);
	note_uneven(al, out);
	judge_neighbours(al, out);
	strays_doubt(al, out);
	strays_find_empty(al, out);
	doubt_missing(al, out);
	doubt_copies(al, out);
	for (j = 0; j < out->form->nlines; j++)
		out->found += out->lines[j].run != RUN_NONE &&
		    out->lines[j].likeness >= LIKE;
}
