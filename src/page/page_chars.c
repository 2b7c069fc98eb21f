/*
 * How wide characters are is not said, and fonts need not be there to
 * ask.  Digits of a font are equally wide, so their width is the distance
 * digits of the font stand apart most often; digits are of one word only
 * at this distance, since two figures may stand close.  All others may
 * be as wide as the space to the next allows.  A figure on which another
 * character is printed cannot be read.
 */
#include <math.h>
#include <stdlib.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "page/page_chars.h"

#define LOOSE	0.04		/* em: digits of one number are as close */
#define GAP	0.1		/* em: other characters of one word */
#define LEVEL	0.1		/* em: one base line */
#define TWICE	0.15		/* em: so near it is drawn twice */
#define PILED	0.25		/* em: so near nobody reads it */
#define THIN	0.12		/* em: the same, of stops and the like */
#define HALF	0.5		/* em: a digit, where nothing is known */
#define LATIN	0.62		/* em: most letters are no wider */
#define BACK	8		/* characters a copy may be behind */
#define LEAST	0.35		/* em: digits are this wide */
#define BINS	45		/* or wider by so many hundredths */
#define FONTS	256		/* that are remembered */

struct font {
	unsigned	name;
	unsigned	count[BINS];
};

static int
by_height(const void *a, const void *b)
{
	const struct page_char *c = a, *d = b;

	if (c->y != d->y)
		return c->y < d->y ? -1 : 1;
	return (c->x > d->x) - (c->x < d->x);
}

static int
by_left(const void *a, const void *b)
{
	const struct page_char *c = a, *d = b;

	if (c->x != d->x)
		return c->x < d->x ? -1 : 1;
	return (c->y > d->y) - (c->y < d->y);
}

/* Whether it may be as wide as high: quotes and dashes are, in some fonts. */
static bool
is_wide(uint32_t c)
{
	return utf8_width(c) > 1 || c >= 0x2010 || c == '%';
}

/* Sorts n characters by lines and from the left. */
static void
sort(struct page_char *c, size_t n)
{
	size_t i, end;

	qsort(c, n, sizeof(*c), by_height);
	for (i = 0; i < n; i = end) {
		for (end = i + 1; end < n && c[end].y - c[end - 1].y <=
		    LEVEL * fmin(c[end].em, c[end - 1].em); )
			end++;
		qsort(c + i, end - i, sizeof(*c), by_left);
	}
}

static bool
is_level(const struct page_char *c, const struct page_char *d)
{
	return fabs(c->y - d->y) <= LEVEL * fmin(c->em, d->em);
}

/* Whether c was drawn before, a little beside, to look bold. */
static bool
is_copy(const struct page_char *all, size_t kept, const struct page_char *c)
{
	size_t i;

	for (i = kept; i-- > 0 && kept - i <= BACK &&
	    c->x - all[i].x < TWICE * c->wide; )
		if (all[i].c == c->c && is_level(&all[i], c))
			return true;
	return false;
}

/* Whether d is printed on c. */
static bool
is_piled(const struct page_char *c, const struct page_char *d)
{
	double least = ascii_digit(c->c) || is_wide(c->c) ? PILED : THIN;

	return fabs(d->x - c->x) < least * fmin(c->wide, d->wide) &&
	    fabs(c->y - d->y) < 0.5 * fmin(c->em, d->em) &&
	    !utf8_space(c->c) && !utf8_space(d->c);
}

/* Drops copies; what is piled up is not certain.  How many are left. */
static size_t
sift(struct page_char *c, size_t n)
{
	size_t i, kept = 0;
	struct page_char *last;

	for (i = 0; i < n; i++) {
		if (is_copy(c, kept, &c[i]))
			continue;
		last = &c[kept - (kept > 0)];
		if (kept > 0 && is_piled(last, &c[i]))
			c[i].c = last->c = UTF8_BAD;
		c[kept++] = c[i];
	}
	return kept;
}

static struct font *
font_of(const struct buf *fonts, unsigned name)
{
	struct font *f = PAGE_ARRAY(struct font, fonts);
	size_t i;

	for (i = 0; i < PAGE_COUNT(struct font, fonts); i++)
		if (f[i].name == name)
			return &f[i];
	return NULL;
}

/* How far digits of one font stand apart, for all neighbours. */
static void
measure(struct buf *fonts, const struct page_char *c, size_t n)
{
	struct font *f, none = { 0 };
	double apart;
	size_t i;

	for (i = 1; i < n; i++) {
		apart = (c[i].x - c[i - 1].x) / c[i].wide;
		if (!ascii_digit(c[i].c) || !ascii_digit(c[i - 1].c) ||
		    c[i].font != c[i - 1].font || !is_level(&c[i - 1], &c[i]) ||
		    !(apart >= LEAST && apart < LEAST + BINS / 100.0))
			continue;
		if ((f = font_of(fonts, c[i].font)) == NULL) {
			if (PAGE_COUNT(struct font, fonts) == FONTS)
				continue;
			none.name = c[i].font;
			buf_add(fonts, &none, sizeof(none));
			if ((f = font_of(fonts, c[i].font)) == NULL)
				return;
		}
		f->count[(size_t)((apart - LEAST) * 100)]++;
	}
}

/* The width of a font's digits, in em. */
static double
digit_width(const struct buf *fonts, unsigned name)
{
	const struct font *f = font_of(fonts, name);
	size_t i, best = 0;
	unsigned most = 0, sum;

	if (f == NULL)
		return HALF;
	for (i = 0; i + 1 < BINS; i++) {
		sum = f->count[i] + f->count[i + 1];
		if (sum > most) {
			most = sum;
			best = i;
		}
	}
	return most == 0 ? HALF : LEAST + (double)(best + 1) / 100;
}

/* Where a character ends, with the one behind it on its line, or NULL. */
static double
right(const struct page_char *c, const struct page_char *next, double digit)
{
	double most = c->wide * (ascii_digit(c->c) ? digit :
	    is_wide(c->c) ? 1 : LATIN);

	if (next == NULL || !is_level(c, next) || next->x <= c->x)
		return c->x + most;
	return fmin(c->x + most, next->x);
}

/* Whether d goes on with the word that ends with c. */
static bool
continues(const struct page_char *c, const struct page_char *d, double digit)
{
	if (!is_level(c, d) || utf8_space(c->c) || utf8_space(d->c) ||
	    fabs(c->em - d->em) > 0.25 * c->em)
		return false;
	if (ascii_digit(c->c) && ascii_digit(d->c))
		return c->font == d->font &&
		    fabs(d->x - c->x - digit * c->wide) <= LOOSE * c->wide;
	return d->x - right(c, d, digit) <= GAP * fmin(c->wide, d->wide);
}

/* Adds the word of n characters. */
static void
add_word(struct pages *p, const struct page_char *c, size_t n, double end,
    struct buf *text)
{
	struct box box = { c->x, c->y - 0.85 * c->em, end,
	    c->y + 0.15 * c->em };
	char bytes[4];
	size_t i;

	buf_reset(text);
	for (i = 0; i < n; i++)
		buf_add(text, bytes, utf8_put(c[i].c, bytes));
	p->text.failed |= text->failed;
	pages_word(p, &box, buf_slice(text));
}

bool
page_chars_words(struct page_chars *chars, struct pages *p)
{
	struct page_char *c = PAGE_ARRAY(struct page_char, &chars->all);
	size_t i, end, n = PAGE_COUNT(struct page_char, &chars->all);
	struct buf text = { 0 };
	double digit;

	if (n > 0)
		sort(c, n);
	n = sift(c, n);
	measure(&chars->fonts, c, n);
	for (i = 0; i < n; i = end) {
		digit = digit_width(&chars->fonts, c[i].font);
		for (end = i + 1; end < n && continues(&c[end - 1], &c[end],
		    digit); end++)
			if (c[end].font != c[end - 1].font)
				digit = digit_width(&chars->fonts,
				    c[end].font);
		if (!utf8_space(c[i].c))
			add_word(p, c + i, end - i, right(&c[end - 1],
			    end < n ? &c[end] : NULL, digit), &text);
	}
	buf_free(&text);
	chars->all.len = 0;
	return !chars->all.failed && !chars->fonts.failed &&
	    !p->text.failed && !p->words.failed;
}

void
page_chars_free(struct page_chars *chars)
{
	buf_free(&chars->all);
	buf_free(&chars->fonts);
}
