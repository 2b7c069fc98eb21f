/*
 * Each line is cut by its own layout: by tabs, by bars, which may hold on
 * over line ends, or by white space.  Page numbers and rules drawn with
 * characters are no pieces.
 */
#include "base/utf8.h"
#include "report/pieces.h"

struct scan {
	struct arena	*a;
	struct observed	*o;
	size_t		 line, page;
	size_t		 gaps, blank;	/* since the last piece */
	size_t		 stream, seat;	/* the table of bars, bars in it */
	bool		 barred;	/* within a table of bars */
	bool		 open;		/* a bar cell runs on to this line */
};

static bool
is_space(uint32_t c)
{
	return utf8_space(c) || c == '_';
}

static bool
is_bar(uint32_t c)
{
	return c == '|' || c == 0x2502 || c == 0x2503 || c == 0x2551 ||
	    c == 0xFF5C;
}

/* Parts of drawn lines. */
static bool
is_rule(uint32_t c)
{
	return c == '-' || c == '=' || c == '+' || c == ':' ||
	    (c >= 0x2500 && c < 0x2580);
}

static struct str
trim(struct str s)
{
	return utf8_trim_also(s, '_');
}

/* How many of a text's bars begin with a byte. */
static size_t
count_begun(struct str s, int byte)
{
	size_t i, n = 0;
	const char *p = memchr(s.s, byte, s.n);

	for (; p != NULL; p = memchr(s.s + i, byte, s.n - i)) {
		i = (size_t)(p - s.s);
		n += is_bar(utf8_next(s, &i));
	}
	return n;
}

/* How many bars a text has. */
static size_t
count_bars(struct str s)
{
	return count_begun(s, '|') + count_begun(s, 0xE2) +
	    count_begun(s, 0xEF);
}

/* How a line with tabs and without bars is cut: one text alone is no row. */
static enum layout
layout_of_tabs(struct str s)
{
	size_t i = 0, tabs = 0, filled = 0;
	bool in = false, blanks = false, trailing = false;
	uint32_t c;

	while (i < s.n && filled < 2) {
		c = utf8_next(s, &i);
		tabs += c == '\t';
		blanks = blanks || (c == ' ' && filled == 0);
		trailing = c == '\t' && filled > 0;
		if (c == '\t')
			in = false;
		else if (!is_space(c) && !in)
			filled += in = true;
	}
	return filled < 2 && !trailing && (tabs < 5 || blanks) ?
	    LAYOUT_ALONE : LAYOUT_CELLS;
}

/*
 * How a line is cut into pieces.  In a table of bars (after such a line)
 * one bar is enough.
 */
static enum layout
layout_of(struct str s, bool barred)
{
	size_t bars = count_bars(s);

	if (bars >= 2 || (barred && bars > 0))
		return LAYOUT_BARS;
	return memchr(s.s, '\t', s.n) == NULL ? LAYOUT_WORDS :
	    layout_of_tabs(s);
}

/* Figures of a line that is a part of a row are doubtful. */
static void
doubt_torn(struct scan *s, size_t from)
{
	struct piece *p = s->o->pieces;
	size_t i;

	for (i = from; s->o->torn[s->line] && i < s->o->npieces; i++)
		if (p[i].figure)
			p[i].value.kind = VALUE_DOUBT;
}

/* A line drawn between rows; no strokes each by itself. */
static bool
is_drawing(struct str s)
{
	size_t i = 0, rules = 0, apart = 0;
	bool rule, before = false;
	uint32_t c;

	while (i < s.n) {
		c = utf8_next(s, &i);
		rule = is_rule(c) || c == 0x2014;
		if (!is_space(c) && !is_bar(c) && !rule)
			return false;
		rules += rule;
		apart += rule && !before;
		before = rule;
	}
	return rules > 2 && apart < rules &&
	    memchr(s.s, '\t', s.n) == NULL;
}

/*
 * A page number: one number between two strokes (- 5 -), 第 5 页, 第5页共9页.
 */
static bool
is_furniture(struct str s)
{
	size_t i = 0, rules = 0, digits = 0, numbers = 0, words = 0;
	bool in = false, edges = false, digit;
	uint32_t c;

	s = trim(s);
	if (memchr(s.s, '\t', s.n) != NULL)
		return false;
	while (i < s.n) {
		c = utf8_next(s, &i);
		if (is_space(c)) {
			in = false;
			continue;
		}
		digit = c >= '0' && c <= '9';
		if (is_rule(c) || c == 0x2014) {
			rules++;
			edges = digits == 0 || rules > 1;
		} else if (c == 0x7B2C || c == 0x9875 || c == 0x5171)
			words++;		/* 第 页 共 */
		else if (!digit && !is_bar(c))
			return false;
		numbers += digit && !in;
		digits += digit;
		in = digit;
	}
	return digits > 0 && digits < 5 && (words > 1 || (numbers == 1 && edges &&
	    (rules == 2 || rules == 4) && s.n < 40 && words == 0 &&
	    memchr(s.s, '|', s.n) == NULL));
}

/* Whether a label begins with the point behind its number: 、属于… */
static bool
begins_cut(struct str s)
{
	size_t i = 0;
	uint32_t c = s.n > 2 ? utf8_next(s, &i) : 0;

	return c == 0x3001 || c == 0xFF0E || (c == '.' &&
	    (unsigned char)s.s[1] >= 0x80);
}

/* A digit just before such a label is its number and no figure. */
static void
unnumber(struct piece *p)
{
	if (p->figure && p->text.n == 1 && *p->text.s >= '1' &&
	    *p->text.s <= '9')
		p->figure = false;
}

static struct piece *
add(struct scan *s, struct str text, enum layout layout, size_t cell)
{
	struct piece *p = arena_grow(s->a, &s->o->pieces, s->o->npieces,
	    sizeof(*p));

	s->o->npieces++;
	if (s->o->npieces > OBSERVE_PIECES)
		s->o->overflow = true;
	if (begins_cut(text) && s->o->npieces > 1)
		unnumber(&p[-1]);
	*p = (struct piece){ .text = text, .layout = layout,
	    .line = s->line, .page = s->page, .cell = cell,
	    .stream = s->stream, .seat = s->seat, .gaps = s->gaps,
	    .blank = s->blank };
	s->gaps = s->blank = 0;
	return p;
}

/* A piece that is a figure if its text is one. */
static struct piece *
add_valued(struct scan *s, struct str text, enum layout layout, size_t cell)
{
	struct value v = value_read(s->a, text);
	struct piece *p = add(s, text, layout, cell);

	p->figure = v.kind != VALUE_TEXT;
	p->value = v;
	return p;
}

struct word {
	struct str	 s;
	size_t		 x, end, at;
	struct value	 value;
	bool		 figure;
};

/*
 * Goes on over characters of U+4000 to U+9FFF, all of which fill two
 * columns; how many they are.
 */
static size_t
skip_wide(struct str s, size_t *i)
{
	const unsigned char *p = (const unsigned char *)s.s;
	size_t from = *i;

	for (; s.n - *i >= 3 && p[*i] >= 0xE4 && p[*i] <= 0xE9 &&
	    (p[*i + 1] & 0xC0) == 0x80 && (p[*i + 2] & 0xC0) == 0x80; *i += 3)
		;
	return (*i - from) / 3;
}

/*
 * The words of s, with the columns they stand in: all, or one more than
 * OBSERVE_PIECES.
 */
static struct word *
words_of(struct arena *a, struct str s, size_t *n)
{
	struct word *words = NULL, *w = NULL;
	size_t i = 0, at, x = 0, wide, before = 0;
	uint32_t c;

	*n = 0;
	while (i < s.n && *n <= OBSERVE_PIECES) {
		at = i;
		c = utf8_next(s, &i);
		before += c != '\f';
		x += (size_t)utf8_width(c);
		if (is_space(c)) {
			w = NULL;
			continue;
		}
		if (w == NULL) {
			w = arena_grow(a, &words, *n, sizeof(*w));
			++*n;
			w->s = (struct str){ s.s + at, 0 };
			w->x = x - (size_t)utf8_width(c);
			w->at = before - 1;
		}
		wide = skip_wide(s, &i);
		before += wide;
		x += 2 * wide;
		w->s.n = (size_t)(s.s + i - w->s.s);
		w->end = x;
	}
	return words;
}

/*
 * Which words are figures: numbers, and strokes beside them.  A number
 * from 1 to 9 at the head of a line, one blank before text, is the text's
 * own.
 */
static void
mark_figures(struct arena *a, struct word *w, size_t n)
{
	size_t i, figures = 0;

	for (i = 0; i < n; i++) {
		w[i].value = value_read(a, w[i].s);
		w[i].figure = w[i].value.kind != VALUE_TEXT;
		figures += w[i].figure;
	}
	for (i = 0; i < n; i++)
		if (w[i].value.kind == VALUE_BLANK && figures < 2 && n > 1)
			w[i].figure = false;
	if (n > 1 && w[0].figure && !w[1].figure && w[0].s.n == 1 &&
	    *w[0].s.s != '0' && w[1].x - w[0].end <= 1)
		w[0].figure = false;
}

/* Text words with one blank between them are one piece. */
static void
scan_words(struct scan *s, struct str line, enum layout layout, size_t cell)
{
	size_t n, i, k;
	struct word *w = words_of(s->a, line, &n);
	struct piece *p;
	struct str text;

	if (n > OBSERVE_PIECES) {
		s->o->overflow = true;
		return;
	}
	mark_figures(s->a, w, n);
	for (i = 0; i < n; i = k) {
		for (k = i + 1; !w[i].figure && k < n && !w[k].figure &&
		    w[k].x - w[k - 1].end <= 1; k++)
			;
		text = (struct str){ w[i].s.s, (size_t)
		    (w[k - 1].s.s + w[k - 1].s.n - w[i].s.s) };
		p = add(s, text, layout, cell);
		p->figure = w[i].figure;
		p->value = w[i].value;
		if (!p->figure)
			p->value.kind = VALUE_TEXT;
		p->x = w[i].x;
		p->at = w[i].at;
		p->end = w[k - 1].end;
	}
}

static bool
has_space(struct str s)
{
	size_t i = 0;
	unsigned char c;

	while (i < s.n) {
		c = (unsigned char)s.s[i];
		if (c > ' ' && c != '_' && c != 0xC2 && c != 0xE2 &&
		    c != 0xE3 && c != 0xEF)
			i++;		/* it begins no space */
		else if (is_space(utf8_next(s, &i)))
			return true;
	}
	return false;
}

/* A cell with text and then figures, as converters glue them. */
static bool
is_glued(struct arena *a, struct str cell)
{
	size_t n;
	struct word *w;

	if (cell.n >= 200 || !has_space(cell))
		return false;
	w = words_of(a, cell, &n);
	if (n < 2)
		return false;
	mark_figures(a, w, n);
	return w[n - 1].figure && w[n - 1].value.kind == VALUE_NUMBER &&
	    !w[0].figure;
}

static void
scan_cell(struct scan *s, struct str cell, enum layout layout, size_t at)
{
	cell = trim(cell);
	if (cell.n == 0)
		s->gaps++;
	else if (is_glued(s->a, cell))
		scan_words(s, cell, layout, at);
	else
		add_valued(s, cell, layout, at);
}

static void
scan_tabs(struct scan *s, struct str line)
{
	const char *tab;
	struct str cell;
	size_t at;

	for (at = 0; !s->o->overflow; at++) {
		tab = memchr(line.s, '\t', line.n);
		cell = line;
		if (tab != NULL)
			cell.n = (size_t)(tab - line.s);
		scan_cell(s, cell, LAYOUT_CELLS, at);
		if (tab == NULL)
			break;
		line = str_from(line, cell.n + 1);
	}
	s->o->width[s->line] = at + 1;
}

/*
 * A cell between bars may begin on the line before; digits that do are
 * half a number.
 */
static void
scan_bars(struct scan *s, struct str line)
{
	size_t i = 0, from = 0, at, cell = 0, before;
	struct piece *last;
	struct str text;

	while (i <= line.n && !s->o->overflow) {
		at = i;
		if (i < line.n && !is_bar(utf8_next(line, &i)))
			continue;
		text = trim((struct str){ line.s + from, at - from });
		before = s->o->npieces;
		if (text.n > 0 || (from > 0 && at < line.n))
			scan_cell(s, text, LAYOUT_BARS, cell);
		last = before > 0 ? &s->o->pieces[before - 1] : NULL;
		if (from == 0 && s->open && s->o->npieces > before &&
		    last != NULL && last->figure &&
		    s->o->pieces[before].figure)
			last->value.kind = s->o->pieces[before].value.kind =
			    VALUE_DOUBT;
		cell++;
		from = i;
		if (at >= line.n) {
			s->open = text.n > 0;
			break;
		}
		s->seat++;
	}
}

static void
scan_line(struct scan *s, struct str line)
{
	enum layout layout = layout_of(line, s->barred);
	size_t from = s->o->npieces, i;
	const char *ff;

	for (i = 0; (ff = memchr(line.s + i, '\f', line.n - i)) != NULL;
	    i = (size_t)(ff - line.s) + 1)
		s->page++;
	if (trim(line).n == 0) {
		s->blank++;
		s->barred = s->open = false;
		return;
	}
	if (is_drawing(line))
		return;
	if (is_furniture(line) && (s->blank > 0 || s->line == 0 ||
	    s->line + 1 >= s->o->nlines ||
	    s->o->section[s->line + 1] != s->o->section[s->line] ||
	    trim(s->o->lines[s->line + 1]).n == 0))
		return;
	if (layout == LAYOUT_BARS && !s->barred) {
		s->stream++;
		s->seat = 0;
	}
	s->barred = layout == LAYOUT_BARS ||
	    (s->barred && s->open && layout == LAYOUT_WORDS);
	if (!s->barred)
		s->open = false;
	switch (layout) {
	case LAYOUT_BARS:
		scan_bars(s, line);
		doubt_torn(s, from);
		break;
	case LAYOUT_CELLS:
		scan_tabs(s, line);
		s->gaps = 0;
		break;
	case LAYOUT_ALONE:
		add_valued(s, trim(line), LAYOUT_ALONE, 0);
		break;
	case LAYOUT_WORDS:
		scan_words(s, line, LAYOUT_WORDS, 0);
		break;
	}
}

/* Cuts all lines into pieces. */
void
pieces_cut(struct arena *a, struct observed *o)
{
	struct scan s = { .a = a, .o = o };

	o->npieces = 0;
	for (s.line = 0; s.line < o->nlines && !o->overflow; s.line++)
		scan_line(&s, o->lines[s.line]);
	if (o->overflow)
		o->npieces = 0;
}

/* What OCR may take a digit for, besides letters: | ! ? 。 〇 丨 ！ ？ */
static bool
is_mistaken(uint32_t c)
{
	return is_bar(c) || c == '!' || c == '?' || c == 0x3002 ||
	    c == 0x3007 || c == 0x4E28 || c == 0xFF01 || c == 0xFF1F;
}

bool
observe_unread(const struct piece *p)
{
	size_t i = 0;
	uint32_t c;
	bool any = false;

	while (!p->figure && i < p->text.n) {
		c = utf8_next(p->text, &i);
		if (c >= 0x3400 && c < 0xFF00 && !is_mistaken(c))
			return false;
		any = any || is_mistaken(c) || (c >= '0' && c <= '9') ||
		    (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
		    (c >= 0xFF10 && c <= 0xFF5A);
	}
	return any;
}
