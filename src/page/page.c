/*
 * Two witnesses: what a converter says the text is, and where glyphs are
 * drawn.  Text nobody sees (what a machine read in a scan, hidden behind
 * the picture) and glyphs nobody can read (fonts that do not say what
 * their glyphs mean) are no figures, so both are made unreadable on
 * purpose.  The boxes of words are as high as their fonts claim to be,
 * which may be three lines; base lines are reliable.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "page/page.h"

#define THICK	4.0		/* a thicker box is no rule */
#define SHORT	2.0		/* nor is a shorter one */
#define NEAR	2.0		/* places of a glyph differ so far */
#define BASE	0.76		/* of a word's height is above the base line */
#define LOOSE	0.04		/* em: digits of one number are as close */
#define INSIDE	0.04		/* em: strokes of a glyph are in its box */
#define STROKES	((size_t)4 * 1000 * 1000)	/* rules times words a page */
#define PAIRS	((size_t)100 * 1000 * 1000)	/* glyphs times words a page */

struct glyph {
	double	 x, y;
	size_t	 page;
	size_t	 word;		/* the one it belongs to, on the page */
};

void
pages_add(struct pages *p, double height)
{
	struct page_size size = { height, INFINITY };

	buf_add(&p->sizes, &size, sizeof(size));
	p->n++;
}

void
pages_width(struct pages *p, double width)
{
	if (!p->sizes.failed && p->n > 0 && width > 0)
		PAGE_ARRAY(struct page_size, &p->sizes)[p->n - 1].width =
		    width;
}

void
pages_word(struct pages *p, const struct box *b, struct str text)
{
	struct page_word w = { .box = *b, .text = p->text.len,
	    .page = p->n == 0 ? 0 : p->n - 1 };

	text = utf8_trim(text);
	w.n = text.n;
	if (text.n == 0 || !(b->x1 >= b->x0 && b->y1 >= b->y0) ||
	    !isfinite(b->x0 + b->x1 + b->y0 + b->y1))
		return;
	buf_str(&p->text, text);
	buf_add(&p->words, &w, sizeof(w));
}

void
pages_rule(struct pages *p, size_t page, const struct box *b)
{
	struct page_rule r = { *b, page };
	double w = b->x1 - b->x0, h = b->y1 - b->y0;

	if (isfinite(b->x0 + b->x1 + b->y0 + b->y1) && fmin(w, h) <= THICK &&
	    fmax(w, h) >= SHORT)
		buf_add(&p->rules, &r, sizeof(r));
}

void
pages_glyph(struct pages *p, size_t page, double x, double y)
{
	struct glyph g = { x, y, page, SIZE_MAX };

	buf_add(&p->glyphs, &g, sizeof(g));
}

/* The height of its characters, from the width they take. */
static double
em(struct str text, const struct box *b)
{
	double width = 0, h = b->y1 - b->y0;
	size_t i;

	for (i = 0; i < text.n; )
		width += utf8_width(utf8_next(text, &i)) > 1 ? 1 : 0.55;
	return width > 0 ? fmin(h, (b->x1 - b->x0) / width) : h;
}

/* The word a glyph belongs to, or NULL. */
static struct page_word *
word_of(const struct glyph *g, struct page_word *w, size_t n)
{
	struct page_word *best = NULL;
	double off, least = INFINITY;
	size_t i;

	for (i = 0; i < n; i++) {
		if (g->x < w[i].box.x0 - NEAR || g->x > w[i].box.x1 - 0.5 ||
		    g->y < w[i].box.y0 || g->y > w[i].box.y1)
			continue;
		off = fabs(g->y - w[i].box.y0 -
		    BASE * (w[i].box.y1 - w[i].box.y0)) +
		    fabs(g->x - w[i].box.x0) / 100;
		if (off < least) {
			least = off;
			best = &w[i];
		}
	}
	return best;
}

static int
by_word(const void *a, const void *b)
{
	const struct glyph *g = a, *h = b;

	if (g->word != h->word)
		return (g->word > h->word) - (g->word < h->word);
	return (g->x > h->x) - (g->x < h->x);
}

/*
 * Figures of neighbouring cells may stand so close that they are given as
 * one word, but not exactly as close as digits of one number.  Cuts such a
 * word, whose n glyphs are g, and adds what is cut off.  Pieces in one
 * cell are put together again.
 */
static void
cut(const struct pages *p, struct page_word *w, const struct glyph *g,
    size_t n, struct buf *more)
{
	double advance = w->box.x1 - g[n - 1].x;
	struct page_word piece = *w;
	size_t i;

	if (n != w->n)
		return;
	for (i = 0; i < n; i++)
		if (p->text.s[w->text + i] < '0' || p->text.s[w->text + i] > '9')
			return;
	for (i = n; i-- > 1; ) {
		if (fabs(g[i].x - g[i - 1].x - advance) <=
		    LOOSE * (w->box.y1 - w->box.y0))
			continue;
		piece.piece = true;
		piece.text = w->text + i;
		piece.n = w->text + w->n - piece.text;
		piece.box.x0 = g[i].x;
		piece.box.x1 = w->box.x1;
		buf_add(more, &piece, sizeof(piece));
		w->n = i;
		w->box.x1 = g[i - 1].x + advance;
	}
}

/* Gives the glyphs of a page to its words, and words their base lines. */
static void
settle_page(struct pages *p, struct page_word *w, size_t nw,
    struct glyph *g, size_t ng, struct buf *lost, struct buf *more)
{
	struct page_word *of;
	double size;
	size_t i, end;

	for (i = 0; i < ng; i++)
		if ((of = word_of(&g[i], w, nw)) == NULL)
			buf_add(lost, &g[i], sizeof(*g));
		else
			g[i].word = (size_t)(of - w);
	if (ng > 0)
		qsort(g, ng, sizeof(*g), by_word);
	for (i = 0; i < ng && g[i].word != SIZE_MAX; i = end) {
		for (end = i; end < ng && g[end].word == g[i].word; )
			end++;
		of = &w[g[i].word];
		of->drawn = true;
		size = em((struct str){ p->text.s + of->text, of->n },
		    &of->box);
		of->box.y0 = g[i].y - 0.85 * size;
		of->box.y1 = g[i].y + 0.15 * size;
		cut(p, of, g + i, end - i, more);
	}
}

/* Makes what only one of the witnesses knows unreadable. */
static void
blot(struct pages *p, const struct buf *lost)
{
	const struct glyph *g = PAGE_ARRAY(const struct glyph, lost);
	struct page_word *w = PAGE_ARRAY(struct page_word, &p->words), blank;
	size_t i, text = p->text.len;

	buf_cstr(&p->text, "\xEF\xBF\xBD");
	for (i = 0; i < PAGE_COUNT(struct page_word, &p->words); i++)
		if (!w[i].drawn) {
			w[i].text = text;
			w[i].n = 3;
		}
	for (i = 0; i < PAGE_COUNT(struct glyph, lost); i++) {
		blank = (struct page_word){ .box = { g[i].x, g[i].y - 8,
		    g[i].x + 4, g[i].y + 1 }, .page = g[i].page,
		    .text = text, .n = 3, .drawn = true };
		buf_add(&p->words, &blank, sizeof(blank));
	}
}

/* Whether a rule is within one of n words, and is lower. */
static bool
is_within(const struct box *r, const struct page_word *w, size_t n)
{
	const struct box *b;
	double inside;
	size_t i;

	for (i = 0; i < n; i++) {
		b = &w[i].box;
		inside = INSIDE * (b->y1 - b->y0);
		if (r->x0 >= b->x0 && r->x1 <= b->x1 &&
		    r->y0 >= b->y0 + inside && r->y1 <= b->y1 - inside)
			return true;
	}
	return false;
}

/*
 * Drops rules within words: programs that have no bold font draw the
 * outlines of glyphs.
 */
static void
drop_strokes(struct pages *p)
{
	const struct page_word *w =
	    PAGE_ARRAY(const struct page_word, &p->words);
	struct page_rule *r = PAGE_ARRAY(struct page_rule, &p->rules);
	size_t nw = PAGE_COUNT(struct page_word, &p->words);
	size_t n = PAGE_COUNT(struct page_rule, &p->rules);
	size_t i, first, end, k = 0, kend, kept = 0;

	for (i = 0; i < n; i = end, k = kend) {
		first = i;
		for (end = i; end < n && r[end].page == r[i].page; )
			end++;
		while (k < nw && w[k].page < r[i].page)
			k++;
		for (kend = k; kend < nw && w[kend].page == r[i].page; )
			kend++;
		for (; i < end; i++)
			if (kend == k ||
			    end - first > STROKES / (kend - k) ||
			    !is_within(&r[i].box, w + k, kend - k))
				r[kept++] = r[i];
	}
	p->rules.len = kept * sizeof(*r);
}

const char *
pages_settle(struct pages *p)
{
	struct page_word *w = PAGE_ARRAY(struct page_word, &p->words);
	struct glyph *g = PAGE_ARRAY(struct glyph, &p->glyphs);
	size_t nw = PAGE_COUNT(struct page_word, &p->words);
	size_t ng = PAGE_COUNT(struct glyph, &p->glyphs);
	size_t page, i, k, iend, kend, seen = 0;
	struct buf lost = { 0 }, more = { 0 };
	const char *wrong = NULL;

	if (p->text.failed || p->words.failed || p->glyphs.failed)
		return "out of memory";		/* words without their text */
	for (page = i = k = 0; page < p->n && wrong == NULL; page++) {
		for (iend = i; iend < nw && w[iend].page <= page; )
			iend++;
		for (kend = k; kend < ng && g[kend].page <= page; )
			kend++;
		if (iend > i && (kend - k) / 2 > PAIRS / (iend - i) / 2)
			wrong = "a page with too much on it";
		else
			settle_page(p, w + i, iend - i, g + k, kend - k,
			    &lost, &more);
		i = iend;
		k = kend;
	}
	drop_strokes(p);
	for (i = 0; i < nw; i++)
		seen += w[i].drawn;
	if (wrong == NULL && seen * 2 < nw)
		wrong = "a scan: its text is hidden, read by a machine";
	else if (wrong == NULL && PAGE_COUNT(struct glyph, &lost) * 2 > ng)
		wrong = "fonts that do not tell what their characters are";
	buf_add(&p->words, more.s, more.len);
	if (wrong == NULL)
		blot(p, &lost);
	if (lost.failed || more.failed || p->words.failed || p->text.failed)
		wrong = "out of memory";
	buf_free(&lost);
	buf_free(&more);
	return wrong;
}

void
pages_free(struct pages *p)
{
	buf_free(&p->sizes);
	buf_free(&p->text);
	buf_free(&p->words);
	buf_free(&p->rules);
	buf_free(&p->glyphs);
	p->n = 0;
}
