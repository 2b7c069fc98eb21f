/*
 * Words in the cells of ruled tables go where the lines say, and so do
 * those of tables whose lines unruled.c could draw.  All other words make
 * lines; a line with wide gaps may be a row of a table, so its gaps are
 * kept as blanks in proportion.  Whose its figures are is not certain:
 * labels may stand above, beside and below them.  So they are illegible.
 * Lines of prose that fill the page's width are joined with the next.
 */
#include <math.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "page/continued.h"
#include "page/page_table.h"
#include "page/unruled.h"
#include "page/word.h"

#define GAP	1.2		/* em: wider is between columns */
#define EDGE	0.13		/* of a page's height is head, and foot */
#define FILLED	1.6		/* em: nearer to the margin, a line is full */
#define PROSE	15.0		/* em: a shorter line fills no page */
#define WIDEST	400		/* columns of blanks */
#define YEAR	0x5E74		/* what makes a number a year */

/* A line of words or, with a table, all of its rows. */
struct item {
	size_t		 page, table;
	struct box	 box;
	size_t		 first, n;	/* its words */
	bool		 wide;		/* it has gaps */
};

struct layout {
	struct pages	*pages;
	struct page_word *words;
	size_t		 nwords;
	struct buf	 tables;	/* struct ruled */
	struct buf	 items;		/* struct item, in order of reading */
	double		 em;		/* of most words */
	double		 left, right;	/* margins of lines, over all pages */
	struct buf	*out;
};

static struct str
text_of(const struct layout *l, const struct page_word *w)
{
	return pw_text(l->pages, w);
}

static int
by_order(const void *a, const void *b)
{
	const struct item *i = a, *k = b;

	if (i->page != k->page)
		return COMPARE(i->page, k->page);
	if (i->box.y0 + i->box.y1 != k->box.y0 + k->box.y1 &&
	    i->table == RULED_NONE && k->table == RULED_NONE)
		return COMPARE(i->box.y0 + i->box.y1, k->box.y0 + k->box.y1);
	if (i->box.y0 != k->box.y0)
		return COMPARE(i->box.y0, k->box.y0);
	return COMPARE(i->first, k->first);
}

static int
by_value(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return COMPARE(*x, *y);
}

/* Puts each word in the cell of a table its middle is in. */
static void
place_words(struct layout *l)
{
	const struct ruled *t = PAGE_ARRAY(const struct ruled, &l->tables);
	size_t n = PAGE_COUNT(struct ruled, &l->tables), i, k, first = 0;
	struct page_word *w;

	for (i = 0; i < l->nwords; i++) {
		w = &l->words[i];
		w->table = w->place = RULED_NONE;
		if (w->dropped)
			continue;
		if (i > 0 && w->page < w[-1].page)
			first = 0;
		while (first < n && t[first].page < w->page)
			first++;
		for (k = first; k < n && t[k].page == w->page &&
		    w->place == RULED_NONE; k++) {
			w->place = ruled_place(&t[k],
			    (w->box.x0 + w->box.x1) / 2, pw_middle(w));
			w->table = w->place == RULED_NONE ? RULED_NONE : k;
		}
	}
}

/* A word of a row nobody ruled: what may be a figure is not legible. */
static void
write_doubtful(struct str s, struct buf *out)
{
	static const struct str lost = STR("\xEF\xBF\xBD");

	buf_str(out, pw_is_figure(s) ? lost : s);
	if (!pw_is_figure(s) && pw_is_digit(pw_last(s)))
		buf_str(out, lost);
}

/* A line's words, with blanks so that each stands where it is printed. */
static void
write_spread(const struct layout *l, const struct page_word *w, size_t n,
    struct buf *out)
{
	size_t i, k, at = 0, to;
	struct str s;

	for (i = 0; i < n; i++) {
		if (i > 0 && pw_is_shadow(l->pages, &w[i - 1], &w[i]))
			continue;
		to = (size_t)fmin(WIDEST, fmax(0, (w[i].box.x0 - l->left) /
		    (l->em / 2) + 0.5));
		if (i > 0 && w[i].box.x0 - w[i - 1].box.x1 > GAP * l->em &&
		    to < at + 2)
			to = at + 2;
		else if (i > 0 && to <= at && pw_is_apart(l->pages, &w[i - 1], &w[i]))
			to = at + 1;
		for (; at < to; at++)
			buf_byte(out, ' ');
		s = text_of(l, &w[i]);
		if (i + 1 < n && pw_first(text_of(l, &w[i + 1])) == YEAR)
			buf_str(out, s);
		else
			write_doubtful(s, out);
		for (k = 0; k < s.n; )
			at += (size_t)utf8_width(utf8_next(s, &k));
	}
}

static void
add_lines(struct layout *l)
{
	struct page_word *w = l->words;
	struct item item;
	size_t i, k, end;

	for (i = 0; i < l->nwords; i = end) {
		end = i + 1;
		if (w[i].table != RULED_NONE || w[i].dropped)
			continue;
		end = pw_line_end(w, l->nwords, i);
		qsort(w + i, end - i, sizeof(*w), pw_by_left);
		item = (struct item){ .page = w[i].page, .table = RULED_NONE,
		    .box = w[i].box, .first = i, .n = end - i };
		for (k = i + 1; k < end; k++) {
			item.wide |= w[k].box.x0 - w[k - 1].box.x1 >
			    GAP * fmax(l->em, pw_height(&w[k]));
			item.box.x1 = fmax(item.box.x1, w[k].box.x1);
			item.box.y0 = fmin(item.box.y0, w[k].box.y0);
			item.box.y1 = fmax(item.box.y1, w[k].box.y1);
		}
		buf_add(&l->items, &item, sizeof(item));
	}
}

static void
add_tables(struct layout *l)
{
	const struct ruled *t = PAGE_ARRAY(const struct ruled, &l->tables);
	size_t n = PAGE_COUNT(struct ruled, &l->tables), k, i = 0;
	struct item item;

	for (k = 0; k < n; k++) {
		while (i < l->nwords && (l->words[i].page < t[k].page ||
		    (l->words[i].page == t[k].page && l->words[i].table < k)))
			i++;
		item = (struct item){ .page = t[k].page, .table = k,
		    .box = t[k].box, .first = i };
		while (i < l->nwords && l->words[i].table == k)
			i++;
		item.n = i - item.first;
		buf_add(&l->items, &item, sizeof(item));
	}
}

/* A line as heads and feet repeat it: any digits, no blanks. */
static void
shape(const struct layout *l, const struct item *item, struct buf *out)
{
	size_t i, k, at;
	struct str s;

	buf_reset(out);
	for (i = 0; i < item->n; i++) {
		s = text_of(l, &l->words[item->first + i]);
		for (k = 0; k < s.n; ) {
			at = k;
			if (pw_is_digit(utf8_next(s, &k)) && out->len > 0 &&
			    out->s[out->len - 1] == '#')
				continue;
			if (pw_is_digit(pw_first(str_from(s, at))))
				buf_byte(out, '#');
			else
				buf_add(out, s.s + at, k - at);
		}
	}
}

/* Whether it could be a row of figures. */
static bool
is_figures(const struct layout *l, const struct item *item)
{
	size_t i, n = 0;

	for (i = 0; i < item->n; i++)
		n += pw_has_digit(text_of(l, &l->words[item->first + i]));
	return n > 2 && n == item->n;
}

/* Whether two lines of different pages are the same head or foot. */
static bool
repeats(const struct layout *l, const struct item *a, const struct item *b)
{
	struct buf s = { 0 }, t = { 0 };
	bool same;

	if (fabs(a->box.y1 - b->box.y1) > 3 || is_figures(l, a))
		return false;
	shape(l, a, &s);
	shape(l, b, &t);
	same = str_eq(buf_slice(&s), buf_slice(&t)) && !s.failed && !t.failed;
	buf_free(&s);
	buf_free(&t);
	return same;
}

/* The lines at the edges of a page, at most six: how many. */
static size_t
edges(const struct layout *l, size_t first, size_t n, double high,
    size_t at[6])
{
	const struct item *it = PAGE_ARRAY(const struct item, &l->items);
	size_t i, m = 0;

	for (i = first; i < first + n && m < 3; i++)
		if (it[i].table == RULED_NONE && it[i].box.y1 < EDGE * high)
			at[m++] = i;
	for (i = first + n; i-- > first && m < 6; )
		if (it[i].table == RULED_NONE &&
		    it[i].box.y0 > (1 - EDGE) * high)
			at[m++] = i;
	return m;
}

struct page_edges {
	size_t	n, at[6];
};

static void
drop(struct layout *l, const struct item *a, const struct item *b)
{
	size_t i;

	for (i = 0; i < a->n; i++)
		l->words[a->first + i].dropped = true;
	for (i = 0; i < b->n; i++)
		l->words[b->first + i].dropped = true;
}

/* Drops what stands at the edge of a page and of one of the next two. */
static bool
drop_repeated(struct layout *l)
{
	const struct item *it = PAGE_ARRAY(const struct item, &l->items);
	const struct page_size *size =
	    PAGE_ARRAY(const struct page_size, &l->pages->sizes);
	struct page_edges *e = calloc(l->pages->n + 1, sizeof(*e)), *f;
	size_t page, next, i, k, end, first = 0;

	if (e == NULL)
		return false;
	for (page = 0; page < l->pages->n; page++) {
		for (end = first; end < PAGE_COUNT(struct item, &l->items) &&
		    it[end].page == page; )
			end++;
		e[page].n = edges(l, first, end - first, size[page].height,
		    e[page].at);
		first = end;
	}
	for (page = 0; page < l->pages->n; page++)
		for (next = page + 1; next < page + 3 &&
		    next < l->pages->n; next++)
			for (f = &e[next], i = 0; i < e[page].n; i++)
				for (k = 0; k < f->n; k++)
					if (repeats(l, &it[e[page].at[i]],
					    &it[f->at[k]]))
						drop(l, &it[e[page].at[i]],
						    &it[f->at[k]]);
	free(e);
	return true;
}

/* Most words' height, and how far lines reach. */
static bool
measure(struct layout *l)
{
	double *h = calloc(l->nwords + 1, sizeof(*h));
	size_t i, n = 0;

	if (h == NULL)
		return false;
	for (i = 0; i < l->nwords; i++)
		if (pw_height(&l->words[i]) > 1)
			h[n++] = pw_height(&l->words[i]);
	qsort(h, n, sizeof(*h), by_value);
	l->em = n > 0 ? h[n / 2] : 10;
	free(h);
	return true;
}

static void
margins(struct layout *l)
{
	const struct item *it = PAGE_ARRAY(const struct item, &l->items);
	size_t i;

	l->left = INFINITY;
	l->right = -INFINITY;
	for (i = 0; i < PAGE_COUNT(struct item, &l->items); i++)
		if (it[i].table == RULED_NONE) {
			l->left = fmin(l->left, it[i].box.x0);
			l->right = fmax(l->right, it[i].box.x1);
		}
}

/* Whether line b goes on with the paragraph of line a. */
static bool
continues(const struct layout *l, const struct item *a, const struct item *b)
{
	const struct page_word *v = &l->words[a->first + a->n - 1];
	const struct page_word *w = &l->words[b->first];

	return !a->wide && !b->wide && a->table == RULED_NONE &&
	    b->table == RULED_NONE &&
	    a->box.x1 > l->right - FILLED * pw_height(v) &&
	    a->box.x1 - a->box.x0 > PROSE * pw_height(v) &&
	    b->box.x0 < l->left + 0.6 * pw_height(w) &&
	    fabs(pw_height(v) - pw_height(w)) < 0.15 * pw_height(w) &&
	    (a->page != b->page ||
	    b->box.y1 - a->box.y1 < 2.5 * pw_height(w)) &&
	    !pw_is_numbered(text_of(l, w));
}

/* Whether blanks stand for the end of a line within a paragraph. */
static bool
parts(const struct layout *l, const struct item *a, const struct item *b)
{
	uint32_t c = pw_last(text_of(l, &l->words[a->first + a->n - 1]));

	return c != '-' && utf8_width(c) < 2 && utf8_width(pw_first(
	    text_of(l, &l->words[b->first]))) < 2;
}

/* Whether a line may belong to a table that is not ruled. */
static bool
is_spread(const struct item *it, size_t n, size_t i)
{
	return it[i].wide || (i > 0 && it[i - 1].wide) ||
	    (i + 1 < n && it[i + 1].wide);
}

/* Whether a line holds nothing but what may be figures. */
static bool
is_bare(const struct layout *l, const struct item *it)
{
	size_t i;

	for (i = 0; i < it->n; i++)
		if (!pw_is_figure(text_of(l, &l->words[it->first + i])))
			return false;
	return true;
}

static bool
write_items(struct layout *l)
{
	const struct item *it = PAGE_ARRAY(const struct item, &l->items);
	const struct item *last = NULL;
	size_t i, n = PAGE_COUNT(struct item, &l->items);

	for (i = 0; i < n; i++) {
		if (last != NULL && last->table == RULED_NONE) {
			if (!continues(l, last, &it[i]))
				buf_byte(l->out, '\n');
			else if (parts(l, last, &it[i]))
				buf_byte(l->out, ' ');
		}
		last = &it[i];
		if (it[i].table != RULED_NONE) {
			if (!page_table(l->pages, PAGE_ARRAY(const struct
			    ruled, &l->tables) + it[i].table, l->words +
			    it[i].first, it[i].n, l->out))
				return false;
		} else if (is_spread(it, n, i) || is_bare(l, &it[i]))
			write_spread(l, l->words + it[i].first, it[i].n,
			    l->out);
		else
			pw_write(l->pages, l->words + it[i].first, it[i].n,
			    l->out);
	}
	if (last != NULL && last->table == RULED_NONE)
		buf_byte(l->out, '\n');
	return true;
}

static int
by_page(const void *a, const void *b)
{
	const struct ruled *t = a, *u = b;

	if (t->page != u->page)
		return COMPARE(t->page, u->page);
	return COMPARE(t->box.y0, u->box.y0);
}

/* Cells that reach the edge of the page may hold more than is seen. */
static bool
doubt_outside(struct ruled *t, double width)
{
	size_t i;

	for (i = 0; i < t->nx * t->ny; i++)
		if (t->x[i % t->nx + 1] > width - 1 && !ruled_doubt(t, i))
			return false;
	return true;
}

static bool
find_tables(struct layout *l)
{
	const struct page_size *size =
	    PAGE_ARRAY(const struct page_size, &l->pages->sizes);
	const struct buf *rules = &l->pages->rules;
	struct ruled *t;
	const struct page_rule *r = PAGE_ARRAY(const struct page_rule, rules);
	size_t i, end, n = PAGE_COUNT(struct page_rule, rules);

	for (i = 0; i < n; i = end) {
		for (end = i; end < n && r[end].page == r[i].page; )
			end++;
		if (!ruled_find(r + i, end - i, &l->tables))
			return false;
	}
	n = PAGE_COUNT(struct ruled, &l->tables);
	t = PAGE_ARRAY(struct ruled, &l->tables);
	for (i = 0; i < n; i++)
		if (t[i].page < l->pages->n &&
		    !doubt_outside(&t[i], size[t[i].page].width))
			return false;
	if (n > 0)
		qsort(t, n, sizeof(*t), by_page);
	return true;
}

/* Whether a ruled table is between two words, or they are on two pages. */
static bool
are_parted(const struct layout *l, size_t ntables, const struct page_word *v,
    const struct page_word *w)
{
	const struct ruled *t = PAGE_ARRAY(const struct ruled, &l->tables);
	size_t i;

	for (i = 0; i < ntables; i++)
		if (t[i].page == w->page && t[i].box.y0 > v->box.y0 &&
		    t[i].box.y0 < w->box.y0)
			return true;
	return v->page != w->page;
}

/* Finds tables among the lines that are neither ruled nor dropped. */
static bool
find_unruled(struct layout *l)
{
	const struct page_word *w = l->words;
	size_t i, end, n = PAGE_COUNT(struct ruled, &l->tables);

	for (i = 0; i < l->nwords; i = end) {
		for (end = i; end < l->nwords && !w[end].dropped &&
		    w[end].table == RULED_NONE &&
		    !are_parted(l, n, &w[i], &w[end]); )
			end++;
		if (end == i)
			end++;
		else if (!unruled_find(l->pages, w + i, end - i, &l->tables))
			return false;
	}
	n = PAGE_COUNT(struct ruled, &l->tables);
	if (n > 0)
		qsort(l->tables.s, n, sizeof(struct ruled), by_page);
	return true;
}

/* Joins tables over the ends of pages. */
static bool
continue_tables(struct layout *l)
{
	bool fine = continued_join(l->pages, &l->tables, l->words, l->nwords);

	place_words(l);
	qsort(l->words, l->nwords, sizeof(*l->words), pw_by_cell);
	return fine;
}

/* Sorts words into the cells of the tables there are, and into lines. */
static bool
sort_words(struct layout *l)
{
	place_words(l);
	qsort(l->words, l->nwords, sizeof(*l->words), pw_by_cell);
	buf_reset(&l->items);
	add_lines(l);
	add_tables(l);
	qsort(l->items.s, PAGE_COUNT(struct item, &l->items),
	    sizeof(struct item), by_order);
	return !l->items.failed;
}

static bool
lay_out(struct layout *l)
{
	if (!find_tables(l) || !measure(l) || !sort_words(l) ||
	    !drop_repeated(l) || !continue_tables(l) || !find_unruled(l) ||
	    !sort_words(l))
		return false;
	margins(l);
	return write_items(l);
}

bool
pages_text(struct pages *p, struct buf *out)
{
	struct layout l = { .pages = p, .out = out,
	    .words = PAGE_ARRAY(struct page_word, &p->words),
	    .nwords = PAGE_COUNT(struct page_word, &p->words) };
	struct ruled *t;
	size_t i;
	bool fine = true;

	if (p->text.failed || p->words.failed || p->rules.failed ||
	    p->sizes.failed)
		return false;
	if (l.nwords > 0)
		fine = lay_out(&l);
	t = PAGE_ARRAY(struct ruled, &l.tables);
	for (i = 0; i < PAGE_COUNT(struct ruled, &l.tables); i++)
		ruled_free(&t[i]);
	buf_free(&l.tables);
	buf_free(&l.items);
	return fine && !out->failed;
}
