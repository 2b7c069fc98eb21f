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
#include "report/align.h"

#define LIKE		0.60	/* below, a label is not recognised */
#define SURE		0.74	/* from here on it is, if no other is */
#define MARGIN		0.08	/* by how much it must be better */
#define MAX_LABELS	4
#define NEAR		4	/* lines from which a stray may come */

struct label {
	struct folded	spelling[MAX_LABELS];
	size_t		n;
};

struct aligner {
	struct arena		*a;
	const struct observed	*o;
	const struct form	*form;
	struct label		*labels;	/* a line */
	double			*like;		/* [run][line] */
	double			*worth;		/* [run][line] */
};

static struct label
label_of(struct arena *a, const char *spellings)
{
	struct label l = { .n = 0 };
	struct str s;
	const char *bar;

	while (l.n < MAX_LABELS) {
		bar = strchr(spellings, '|');
		s = str_of(spellings);
		if (bar != NULL)
			s.n = (size_t)(bar - spellings);
		l.spelling[l.n++] = fold(a, s);
		if (bar == NULL)
			break;
		spellings = bar + 1;
	}
	return l;
}

/* Where in text a label is found with the least edits. */
struct place {
	size_t	edits, end;	/* end: behind its last character */
};

/* The bits of a label's places that hold c. */
static uint64_t
places_of(struct folded label, uint16_t c)
{
	uint64_t bits = 0;
	size_t k;

	for (k = 0; k < label.n; k++)
		bits |= (uint64_t)(label.c[k] == c) << k;
	return bits;
}

/* A bit that tells most characters apart. */
static uint64_t
kind_bit(uint16_t c)
{
	return (uint64_t)1 << ((c * 40503u >> 10) & 63);
}

/*
 * The substring of text with the least edit distance to label; of equal
 * ones the last.  Myers' bit vectors (J. ACM 46, 1999): a column of
 * Sellers' table in two words.  A label longer than a word is cut.
 */
static struct place
find_like(struct folded text, struct folded label)
{
	uint64_t up = ~(uint64_t)0, down = 0, eq, diagonal, plus, minus, kinds;
	struct place best = { label.n, 0 };
	size_t i, edits;

	label.n = label.n > 64 ? 64 : label.n;
	best.edits = edits = label.n;
	for (i = 0, kinds = 0; i < label.n; i++)
		kinds |= kind_bit(label.c[i]);
	for (i = 0; i < text.n; i++) {
		eq = (kinds & kind_bit(text.c[i])) == 0 ? 0 :
		    places_of(label, text.c[i]);
		diagonal = (((eq & up) + up) ^ up) | eq;
		plus = down | ~(diagonal | up);
		minus = up & diagonal;
		edits += plus >> (label.n - 1) & 1;
		edits -= minus >> (label.n - 1) & 1;
		plus <<= 1;
		minus <<= 1;
		up = minus | ~(eq | down | plus);
		down = plus & (eq | down);
		if (edits <= best.edits) {
			best.edits = edits;
			best.end = i + 1;
		}
	}
	return best;
}

/* How much of the label's length lies between it and the figures. */
static double
distance(size_t from, size_t to, size_t label)
{
	double d = from > to ? (double)(from - to) : (double)(to - from);

	return d / (double)(label > 4 ? label : 4);
}

/*
 * A label that wraps below its figures: what stands before them is the
 * label's beginning, at least five characters of it.
 */
static double
like_cut(const struct run *r, struct folded label)
{
	size_t n = r->before.n < label.n ? r->before.n : label.n;

	for (; n >= 5; n--)
		if (memcmp(r->before.c + r->before.n - n, label.c,
		    n * sizeof(*label.c)) == 0)
			return 0.75 + 0.2 * (double)n / (double)label.n;
	return 0;
}

static double
like_in(struct arena *a, const struct run *r, struct folded label)
{
	struct folded around;
	struct place p;
	double like, both = 0, d;

	p = find_like(r->before, label);
	d = distance(p.end, r->before.n, label.n);
	like = 1 - (double)p.edits / (double)label.n - (d < 1 ? d : 1) * 0.5;
	if (label.n < 4 && p.edits > 0)
		like = 0;
	both = like_cut(r, label);
	like = both > like ? both : like;
	both = 0;
	if (r->after.n == 0 || label.n < 4)
		return like;
	around = fold_join(a, r->before, r->after);
	p = find_like(around, label);
	if (p.end > r->before.n) {
		d = p.end > r->before.n + label.n ? distance(p.end,
		    r->before.n + label.n, label.n) : 0;
		both = 0.9 - (double)p.edits / (double)label.n -
		    (d < 1 ? d : 1) * 0.5;
	}
	return both > like ? both : like;
}

/* The share of the head's characters that stand above a run. */
static double
head_likeness(const struct run *r, struct folded head)
{
	size_t i, k, n = head.n < 30 ? head.n : 30, seen = 0, kinds = 0;

	for (i = 0; i < n; i++) {
		for (k = 0; k < i && head.c[k] != head.c[i]; k++)
			;
		if (k < i)
			continue;
		kinds++;
		for (k = 0; k < r->before.n &&
		    r->before.c[k] != head.c[i]; k++)
			;
		seen += k < r->before.n;
	}
	return kinds ? (double)seen / (double)kinds : 0;
}

/* Whether the text before a run ends with a label of the line. */
static bool
is_exact(const struct aligner *al, size_t run, size_t line)
{
	const struct label *l = &al->labels[line];
	size_t i;

	for (i = 0; i < l->n; i++)
		if (!al->form->lines[line].headed &&
		    fold_ends(al->o->runs[run].before, l->spelling[i]))
			return true;
	return false;
}

static double
likeness(const struct aligner *al, size_t run, size_t line)
{
	const struct label *l = &al->labels[line];
	const struct run *r = &al->o->runs[run];
	double best = 0, d;
	size_t i;

	for (i = 0; i < l->n; i++) {
		d = al->form->lines[line].headed ?
		    head_likeness(r, l->spelling[i]) :
		    like_in(al->a, r, l->spelling[i]);
		best = d > best ? d : best;
	}
	return best;
}

/* What a pair is worth; below 0 it may not be. */
static double
worth(const struct aligner *al, size_t run, size_t line, double like)
{
	size_t k = al->o->runs[run].n, n = al->form->lines[line].n;
	double shape = k == n ? 2 : k < n ? (double)k / (double)n :
	    k <= n + 2 ? 0 : -2;

	if (like >= LIKE)
		return like * 10 + shape;
	return k == n && n > 3 && !al->form->lines[line].headed ? 0.5 +
	    like : -1;
}

/* A run whose text ends with a label needs no other compared. */
static void
compare_all(struct aligner *al)
{
	size_t i, j, nl = al->form->nlines;
	double like;
	bool exact;

	al->like = arena_array(al->a, al->o->nruns * nl + 1, sizeof(double));
	al->worth = arena_array(al->a, al->o->nruns * nl + 1, sizeof(double));
	for (i = 0; i < al->o->nruns; i++) {
		for (j = 0, exact = false; j < nl && !exact; j++)
			exact = is_exact(al, i, j);
		for (j = 0; j < nl; j++) {
			like = exact && !al->form->lines[j].headed ?
			    is_exact(al, i, j) : likeness(al, i, j);
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
	double *best = arena_array(al->a, (nr + 1) * w, sizeof(*best)), v;
	unsigned char *way = arena_array(al->a, (nr + 1) * w, 1);

	for (i = 1; i <= nr; i++)
		for (j = 1; j <= nl; j++) {
			best[i * w + j] = best[(i - 1) * w + j];
			way[i * w + j] = 1;
			if (best[i * w + j - 1] > best[i * w + j]) {
				best[i * w + j] = best[i * w + j - 1];
				way[i * w + j] = 2;
			}
			v = al->worth[(i - 1) * al->form->nlines +
			    from + j - 1];
			if (v > 0 && v + best[(i - 1) * w + j - 1] >
			    best[i * w + j]) {
				best[i * w + j] = v +
				    best[(i - 1) * w + j - 1];
				way[i * w + j] = 3;
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

/* The nearest sure line beside j in its table; SIZE_MAX without one. */
static size_t
sure_beside(const struct alignment *al, size_t j, int step)
{
	int table = al->form->lines[j].table;

	for (j += (size_t)step; j < al->form->nlines &&
	    al->form->lines[j].table == table; j += (size_t)step)
		if (al->lines[j].sure)
			return j;
	return RUN_NONE;
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
	piece = fold(al->a, al->o->pieces[r->first - 1].text);
	if (piece.n < label.n || label.n < 4)
		return false;
	if (fold_ends(piece, al->labels[j].spelling[0]))
		piece.n -= al->labels[j].spelling[0].n;
	return find_like(piece, label).edits * 4 <= label.n;
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
		if (out->lines[k].run == RUN_NONE && mine > 0.99 &&
		    shares_piece(al, run, j, k))
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
		p[-1].likeness = al->like[run * al->form->nlines + j - 1];
		p->run = run + 1;
		p->likeness = al->like[p->run * al->form->nlines + j];
	}
}

/* Whether another run is as good for line j, with other figures. */
static bool
has_rival(const struct aligner *al, const struct alignment *out, size_t j)
{
	size_t nl = al->form->nlines, i, k, mine = out->lines[j].run;
	double like = out->lines[j].likeness;
	const struct run *r, *m = &al->o->runs[mine];

	for (i = 0; i < al->o->nruns; i++) {
		r = &al->o->runs[i];
		if (i == mine || al->like[i * nl + j] < like - MARGIN ||
		    r->n != m->n)
			continue;
		for (k = 0; k < nl && out->lines[k].run != i; k++)
			;
		if (k < nl)
			continue;
		for (k = 0; k < r->n; k++)
			if (!str_eq(al->o->pieces[r->first + k].value.number,
			    al->o->pieces[m->first + k].value.number))
				return true;
	}
	return false;
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
		    !has_rival(al, out, j);
	}
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
		above = sure_beside(out, j, -1);
		below = sure_beside(out, j, 1);
		if (above == RUN_NONE || below == RUN_NONE ||
		    out->lines[below].run - out->lines[above].run !=
		    below - above)
			continue;
		for (k = above + 1; k < below; k++)
			if (out->lines[k].run !=
			    out->lines[above].run + (k - above) ||
			    al->o->runs[out->lines[k].run].n !=
			    al->form->lines[k].n)
				break;
		p->sure = k == below;
	}
}

/* Whether a text is the line's label and nothing else. */
static bool
is_label(const struct aligner *al, size_t line, struct str text)
{
	const struct label *l = &al->labels[line];
	struct folded f = fold(al->a, text);
	struct place p;
	size_t i;

	for (i = 0; i < l->n; i++) {
		if (fold_eq(f, l->spelling[i]))
			return true;
		if (f.n < 5 || l->spelling[i].n < 5 ||
		    f.n > l->spelling[i].n + 2)
			continue;
		p = find_like(f, l->spelling[i]);
		if (p.edits * 6 <= l->spelling[i].n)
			return true;
	}
	return false;
}

static bool is_foreign(const struct aligner *, size_t run);

/* Whether a text on the line of piece i is digits that were not read. */
static bool
digits_beside(const struct observed *o, size_t i)
{
	size_t k = i, n;
	bool digit;

	while (k > 0 && o->pieces[k - 1].line == o->pieces[i].line)
		k--;
	for (; k < o->npieces && o->pieces[k].line == o->pieces[i].line; k++) {
		digit = false;
		for (n = 0; n < o->pieces[k].text.n; n++) {
			if (o->pieces[k].text.s[n] & 0x80)
				break;
			digit = digit || (o->pieces[k].text.s[n] >= '0' &&
			    o->pieces[k].text.s[n] <= '9');
		}
		if (k != i && digit && n == o->pieces[k].text.n)
			return true;
	}
	return false;
}

/* Whether figures that belong to no row stand next to piece i. */
static bool
strays_beside(const struct aligner *al, const bool *taken, size_t i)
{
	size_t r, k;

	for (r = 0; r < al->o->nruns && al->o->runs[r].first < i; r++)
		;
	for (k = r; k < al->o->nruns && !taken[k]; k++)
		if (!is_foreign(al, k))
			return true;
	for (k = r; k > 0 && !taken[k - 1]; k--)
		if (!is_foreign(al, k - 1))
			return true;
	return false;
}

/*
 * Lines whose label stands without figures between the runs of their
 * neighbours, none of which is left over: rows that are there and empty.
 */
static void
find_empty(const struct aligner *al, struct alignment *out,
    const bool *taken)
{
	size_t j, above, below, from, to, i;

	for (j = 0; j < al->form->nlines; j++) {
		if (out->lines[j].run != RUN_NONE ||
		    al->form->lines[j].headed)
			continue;
		above = sure_beside(out, j, -1);
		below = sure_beside(out, j, 1);
		if (above == RUN_NONE && below == RUN_NONE)
			continue;
		from = above == RUN_NONE ? 0 :
		    al->o->runs[out->lines[above].run].first;
		to = below == RUN_NONE ? al->o->npieces :
		    al->o->runs[out->lines[below].run].first;
		for (i = from; i < to; i++) {
			if (al->o->pieces[i].figure ||
			    !is_label(al, j, al->o->pieces[i].text) ||
			    strays_beside(al, taken, i) ||
			    digits_beside(al->o, i))
				continue;
			out->lines[j].empty = true;
			out->lines[j].label = i;
			if (above != RUN_NONE)
				break;
		}
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
		p->sure = p->likeness >= SURE;
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

/*
 * A row that the form does not know: it is as long as a row of the form,
 * and has a label of its own that is unlike all of the form's and no part
 * of one.
 */
static bool
is_foreign(const struct aligner *al, size_t run)
{
	const struct run *r = &al->o->runs[run];
	const struct piece *p;
	struct folded own = { NULL, 0 };
	size_t j, i, ideographs = 0;
	bool as_long = false;

	if (r->nlead > 0 && (p = &al->o->pieces[r->first - 1])->line ==
	    al->o->pieces[r->first].line)
		own = fold(al->a, p->text);
	for (i = 0; i < own.n; i++)
		ideographs += own.c[i] >= 0x3400;
	for (j = 0; j < al->form->nlines; j++) {
		as_long = as_long || al->form->lines[j].n == r->n;
		if (al->like[run * al->form->nlines + j] >= 0.5)
			return false;
		for (i = 0; i < al->labels[j].n; i++)
			if (fold_find(al->labels[j].spelling[i], own) >= 0)
				return false;
	}
	return ideographs >= 3 && as_long && r->n > 1;
}

/* Whether two runs stand close together in one section. */
static bool
is_near(const struct aligner *al, size_t i, size_t k)
{
	size_t x = al->o->pieces[al->o->runs[i].first].line;
	size_t y = al->o->pieces[al->o->runs[k].first].line;

	return al->o->section[x] == al->o->section[y] &&
	    (x > y ? x - y : y - x) <= NEAR;
}

/*
 * Every figure within a table must be accounted for: one that is left
 * over belongs to the row before or behind it, which is therefore not
 * known in full.
 */
static void
doubt_beside_strays(const struct aligner *al, struct alignment *out,
    const bool *taken)
{
	size_t i, j, before, after;
	const struct placed *p;

	for (i = 0; i < al->o->nruns; i++) {
		if (taken[i] || is_foreign(al, i))
			continue;
		before = after = RUN_NONE;
		for (j = 0; j < al->form->nlines; j++) {
			p = &out->lines[j];
			if (p->run == RUN_NONE)
				continue;
			if (p->run < i)
				before = j;
			else if (after == RUN_NONE)
				after = j;
		}
		if (before != RUN_NONE && after != RUN_NONE &&
		    al->form->lines[before].table ==
		    al->form->lines[after].table) {
			out->lines[before].sure = out->lines[after].sure =
			    false;
			continue;
		}
		/* Outside of a table only what is close may be of it. */
		if (before != RUN_NONE && is_near(al, i,
		    out->lines[before].run + out->lines[before].nruns - 1))
			out->lines[before].sure = false;
		if (after != RUN_NONE && is_near(al, i,
		    out->lines[after].run))
			out->lines[after].sure = false;
	}
}

static bool *
taken_runs(const struct aligner *al, const struct alignment *out)
{
	bool *taken = arena_array(al->a, al->o->nruns + 1, sizeof(*taken));
	size_t j, k;

	for (j = 0; j < al->form->nlines; j++)
		for (k = 0; out->lines[j].run != RUN_NONE &&
		    k < out->lines[j].nruns; k++)
			taken[out->lines[j].run + k] = true;
	return taken;
}

struct alignment
align(struct arena *a, const struct observed *o, const struct form *form)
{
	struct aligner al = { .a = a, .o = o, .form = form };
	struct alignment out = { .form = form };
	size_t from, to, j;
	bool *taken;

	al.labels = arena_array(a, form->nlines, sizeof(*al.labels));
	out.lines = arena_array(a, form->nlines, sizeof(*out.lines));
	for (j = 0; j < form->nlines; j++) {
		al.labels[j] = label_of(a, form->lines[j].labels);
		out.lines[j].run = RUN_NONE;
		out.lines[j].nruns = 1;
	}
	compare_all(&al);
	for (from = 0; from < form->nlines; from = to) {
		for (to = from + 1; to < form->nlines &&
		    form->lines[to].table == form->lines[from].table; to++)
			;
		out.score += align_lines(&al, from, to, out.lines);
	}
	part_labels(&al, &out);
	judge_labels(&al, &out);
	gather_headed(&al, &out);
	gather_flow(&al, &out);
	judge_neighbours(&al, &out);
	taken = taken_runs(&al, &out);
	doubt_beside_strays(&al, &out, taken);
	find_empty(&al, &out, taken);
	for (j = 0; j < form->nlines; j++)
		out.found += out.lines[j].run != RUN_NONE &&
		    out.lines[j].likeness >= LIKE;
	return out;
}
