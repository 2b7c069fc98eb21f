/*
 * The text at a run's figures against a line's label: what stands on the
 * run's own line counts most, since a label of its own there is another
 * row's, and a label that only lies near may be.
 */
#include "report/aligner.h"

/*
 * Whether the label of line k stands, besides that of line j, in the very
 * piece before the run: two labels for one row of figures.
 */
bool
beside_shared(const struct aligner *al, size_t run, size_t j, size_t k)
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

/* The last word of the text beside a run, on its line. */
struct folded
beside_word(const struct aligner *al, const struct run *r)
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
bool
beside_begins_other(const struct aligner *al, const struct alignment *out,
    size_t j)
{
	struct folded word = beside_word(al, &al->o->runs[out->lines[j].run]);
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
bool
beside_stands_in(const struct label *l, struct folded text)
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
	return beside_stands_in(l, text);
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
bool
beside_other_label(const struct aligner *al, const struct alignment *out,
    size_t j)
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
	own = beside_word(al, r);
	for (i = 0; i < own.n; i++)
		ideographs += own.c[i] >= 0x3400;
	return ideographs >= 2 && !is_part(&al->labels[j], own);
}

/*
 * Whether the head of a line's only slot stands behind the figure and not
 * ahead of it: the figure may be of the row before.
 */
bool
beside_head_behind(const struct aligner *al, const struct alignment *out,
    size_t j)
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
bool
beside_astray(const struct aligner *al, const struct alignment *out, size_t j)
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
