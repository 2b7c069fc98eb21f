#include <math.h>

#include "base/utf8.h"
#include "page/word.h"

/*
 * em: as much programs put between ideographs and what is none, a quarter
 * of an em, where nobody wrote a blank.
 */
#define SPACED	0.3

double
pw_middle(const struct page_word *w)
{
	return (w->box.y0 + w->box.y1) / 2;
}

double
pw_height(const struct page_word *w)
{
	return w->box.y1 - w->box.y0;
}

struct str
pw_text(const struct pages *p, const struct page_word *w)
{
	return (struct str){ p->text.s + w->text, w->n };
}

int
pw_by_cell(const void *a, const void *b)
{
	const struct page_word *v = a, *w = b;

	if (v->page != w->page)
		return COMPARE(v->page, w->page);
	if (v->table != w->table)
		return COMPARE(v->table, w->table);
	if (v->place != w->place)
		return COMPARE(v->place, w->place);
	if (pw_middle(v) != pw_middle(w))
		return COMPARE(pw_middle(v), pw_middle(w));
	return COMPARE(v->text, w->text);
}

int
pw_by_left(const void *a, const void *b)
{
	const struct page_word *v = a, *w = b;

	if (v->box.x0 != w->box.x0)
		return COMPARE(v->box.x0, w->box.x0);
	return COMPARE(v->text, w->text);
}

size_t
pw_line_end(const struct page_word *w, size_t n, size_t i)
{
	size_t k;

	for (k = i + 1; k < n && w[k].page == w[i].page &&
	    w[k].table == w[i].table && w[k].place == w[i].place &&
	    pw_middle(&w[k]) - pw_middle(&w[i]) <
	    0.5 * fmin(pw_height(&w[i]), pw_height(&w[k])); k++)
		;
	return k;
}

bool
pw_is_shadow(const struct pages *p, const struct page_word *v,
    const struct page_word *w)
{
	return fabs(v->box.x0 - w->box.x0) < 0.3 * pw_height(w) &&
	    str_eq(pw_text(p, v), pw_text(p, w));
}

bool
pw_is_apart(const struct pages *p, const struct page_word *v,
    const struct page_word *w)
{
	double gap = w->box.x0 - v->box.x1;

	if (utf8_width(pw_last(pw_text(p, v))) > 1 &&
	    utf8_width(pw_first(pw_text(p, w))) > 1)
		return gap > 0.7 * pw_height(w);
	return gap > 0.05 * pw_height(w);
}

/*
 * Whether word i of n is among ideographs: not at the end of a line, where
 * a figure may stand beside its label.
 */
static bool
is_among(const struct pages *p, const struct page_word *w, size_t n, size_t i)
{
	uint32_t before = pw_last(pw_text(p, &w[i - 1]));
	uint32_t after = pw_first(pw_text(p, &w[i]));

	return utf8_width(after) > 1 || (utf8_width(before) > 1 && i + 1 < n &&
	    utf8_width(pw_first(pw_text(p, &w[i + 1]))) > 1);
}

void
pw_write(const struct pages *p, const struct page_word *w, size_t n,
    struct buf *out)
{
	double gap;
	size_t i;

	for (i = 0; i < n; i++) {
		if (i > 0 && pw_is_shadow(p, &w[i - 1], &w[i]))
			continue;
		gap = i > 0 ? w[i].box.x0 - w[i - 1].box.x1 : 0;
		if (i > 0 && pw_is_apart(p, &w[i - 1], &w[i]) &&
		    !(gap < SPACED * pw_height(&w[i]) && is_among(p, w, n, i)))
			buf_byte(out, ' ');
		buf_str(out, pw_text(p, &w[i]));
	}
}

bool
pw_is_digit(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

bool
pw_has_digit(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; )
		if (pw_is_digit(utf8_next(s, &i)))
			return true;
	return false;
}

uint32_t
pw_first(struct str s)
{
	size_t i = 0;

	return s.n > 0 ? utf8_next(s, &i) : 0;
}

uint32_t
pw_last(struct str s)
{
	uint32_t c = 0;
	size_t i;

	for (i = 0; i < s.n; )
		c = utf8_next(s, &i);
	return c;
}

bool
pw_is_figure(struct str s)
{
	static const struct str signs = STR("+-.,/%|_~"
	    "\xEF\xBC\x8B\xEF\xBC\x8D\xEF\xBC\x8E\xEF\xBC\x8C\xEF\xBC\x8F"
	    "\xE2\x80\x93\xE2\x80\x94\xE2\x80\x95\xE2\x88\x92\xE2\x94\x80");
	uint32_t c;
	size_t i, k;

	for (i = 0; i < s.n; ) {
		c = utf8_next(s, &i);
		for (k = 0; k < signs.n && !pw_is_digit(c); )
			if (utf8_next(signs, &k) == c)
				break;
			else if (k == signs.n)
				return false;
	}
	return true;
}

bool
pw_is_numbered(struct str s)
{
	static const struct str numerals = STR("一二三四五六七八九十（(第");
	uint32_t c = pw_first(s);
	size_t i;

	for (i = 0; i < numerals.n; )
		if (utf8_next(numerals, &i) == c)
			return true;
	return false;
}

static bool
is_in(uint32_t c, struct str set)
{
	size_t i;

	for (i = 0; i < set.n; )
		if (utf8_next(set, &i) == c)
			return true;
	return false;
}

bool
pw_is_item(struct str s)
{
	static const struct str numerals = STR("一二三四五六七八九十"),
	    opening = STR("(（"), closing = STR(")）"),
	    stops = STR("、.．,，");
	uint32_t c = pw_first(s);
	bool open = is_in(c, opening), digits = pw_is_digit(c), any = false;
	size_t i = 0, at;

	if (open)
		utf8_next(s, &i);
	for (at = i; i < s.n; at = i, any = true) {
		c = utf8_next(s, &i);
		if (digits ? !pw_is_digit(c) : !is_in(c, numerals) &&
		    !(open && pw_is_digit(c)))
			break;
	}
	return any && at < s.n && is_in(c, open ? closing : stops);
}
