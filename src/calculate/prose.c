#include <stdlib.h>

#include "base/utf8.h"
#include "calculate/prose.h"
#include "report/fold.h"

#define MASK	'0'
#define WRAPPED	20	/* characters of a line that wraps, at least */

/* Digits, and the numerals of Chinese, which words may hold as well. */
static bool
is_number(uint32_t c)
{
	static const uint16_t numerals[] = { 0x3007, 0x96F6, 0x4E00, 0x4E8C,
	    0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341,
	    0x767E, 0x5343, 0x4E07, 0x4EBF, 0x4E24 };
	size_t i;

	if (c >= '0' && c <= '9')
		return true;
	for (i = 0; i < sizeof(numerals) / sizeof(numerals[0]); i++)
		if (c == numerals[i])
			return true;
	return false;
}

static bool
is_full_stop(uint32_t c)
{
	return c == 0x3002 || c == 0xFF01 || c == '!' || c == 0xFF1F ||
	    c == '?' || c == 0xFF1B || c == ';' || c == '\n';
}

/* Adds a character of the text to what is compared. */
static void
add(struct prose *p, size_t start, uint32_t c)
{
	c = fold_char(c);
	if (c == 0 || c > UINT16_MAX)
		return;
	if (!is_number(c))
		p->c[p->n++] = (uint16_t)c;
	else if (p->n == start || p->c[p->n - 1] != MASK)
		p->c[p->n++] = MASK;
}

/* A sentence being read. */
struct open {
	size_t	start;		/* its first character */
	size_t	from;		/* its first byte in the text */
};

/* Ends a sentence before byte `at` of the text; false: no memory. */
static bool
end(struct prose *p, struct open *o, struct str text, size_t at)
{
	struct str sentence = { text.s + o->from, at - o->from };
	struct prose_sentence *bigger;
	size_t room;

	if (p->n == o->start) {
		o->from = at;
		return true;
	}
	if (p->nsentences == p->room) {
		room = p->room != 0 ? 2 * p->room : 32;
		bigger = realloc(p->sentence, room * sizeof(*bigger));
		if (bigger == NULL)
			return false;
		p->sentence = bigger;
		p->room = room;
	}
	p->sentence[p->nsentences++] = (struct prose_sentence){
	    utf8_trim(sentence), o->start, p->n - o->start };
	*o = (struct open){ p->n, at };
	return true;
}

/*
 * Adds the line from byte `at` to `until`.  A long one without a full stop
 * goes on in the next line.
 */
static bool
read_line(struct prose *p, struct open *o, struct str text, size_t at,
    size_t until)
{
	struct str line = { text.s, until };
	size_t before = p->n;
	uint32_t c = 0;

	while (at < until) {
		c = utf8_next(line, &at);
		add(p, o->start, c);
		if (is_full_stop(c)) {
			if (!end(p, o, text, at))
				return false;
			before = p->n;
		}
	}
	return p->n - before >= WRAPPED || end(p, o, text, until);
}

static bool
is_row(struct str text, size_t at, size_t until)
{
	return at < until && memchr(text.s + at, '\t', until - at) != NULL;
}

/* Whether a line ends as sentences do. */
static bool
ends_sentence(struct str text, size_t at, size_t until)
{
	struct str line = { text.s + at, until - at };
	uint32_t c = 0;

	line = utf8_trim(line);
	for (at = line.n > 4 ? line.n - 4 : 0; at < line.n; )
		c = utf8_next(line, &at);
	return is_full_stop(c);
}

static size_t
line_end(struct str text, size_t at)
{
	const char *nl = at < text.n ?
	    memchr(text.s + at, '\n', text.n - at) : NULL;

	return nl != NULL ? (size_t)(nl - text.s) : text.n;
}

/* Lines that are rows, or stand beside one and are no sentence, are not. */
static bool
read_lines(struct prose *p, struct str text)
{
	struct open o = { 0, 0 };
	size_t at, until, next;
	bool row, after = false;

	for (at = 0; at < text.n; at = until + 1, after = row) {
		until = line_end(text, at);
		next = line_end(text, until + 1);
		row = is_row(text, at, until);
		if (row || ((after || is_row(text, until + 1, next)) &&
		    !ends_sentence(text, at, until))) {
			if (!end(p, &o, text, at))
				return false;
			o.from = until;
		} else if (!read_line(p, &o, text, at, until))
			return false;
	}
	return end(p, &o, text, text.n);
}

bool
prose_read(struct prose *p, struct str text)
{
	*p = (struct prose){ 0 };
	/* No character is shorter than a byte. */
	p->c = malloc((text.n + 1) * sizeof(*p->c));
	return p->c != NULL && read_lines(p, text);
}

void
prose_free(struct prose *p)
{
	free(p->c);
	free(p->sentence);
	*p = (struct prose){ 0 };
}

bool
prose_same(const struct prose *a, size_t i, const struct prose *b, size_t k)
{
	const struct prose_sentence *s = &a->sentence[i];
	const struct prose_sentence *t = &b->sentence[k];

	return s->n == t->n && memcmp(a->c + s->start, b->c + t->start,
	    s->n * sizeof(*a->c)) == 0;
}

/*
 * What a text holds, found by its characters: its shingles, and sentences
 * too short for one.
 */
struct held {
	const uint16_t	*c;		/* the text's */
	struct piece {
		size_t	start, n;	/* n: 0 where the slot is free */
	}		*slot;
	size_t		 mask;
};

static size_t
hash(const uint16_t *c, size_t n)
{
	uint64_t h = 14695981039346656037u;

	for (; n > 0; n--, c++)
		h = (h ^ *c) * 1099511628211u;
	return (size_t)(h ^ h >> 32);
}

/* The slot of a piece: free, or that of the same characters. */
static struct piece *
find(const struct held *h, const uint16_t *c, size_t n)
{
	size_t i = hash(c, n) & h->mask;
	struct piece *p;

	for (; (p = &h->slot[i])->n != 0; i = (i + 1) & h->mask)
		if (p->n == n && memcmp(h->c + p->start, c,
		    n * sizeof(*c)) == 0)
			break;
	return p;
}

/* Collects the pieces of p; false without memory. */
static bool
collect(struct held *h, const struct prose *p)
{
	const struct prose_sentence *s = p->sentence;
	size_t i, room = 64;

	while (room < 2 * (p->n + p->nsentences))
		room *= 2;
	h->c = p->c;
	h->mask = room - 1;
	if ((h->slot = calloc(room, sizeof(*h->slot))) == NULL)
		return false;
	for (i = 0; i + PROSE_SHINGLE <= p->n; i++)
		*find(h, p->c + i, PROSE_SHINGLE) =
		    (struct piece){ i, PROSE_SHINGLE };
	for (i = 0; i < p->nsentences; i++, s++)
		if (s->n < PROSE_SHINGLE)
			*find(h, p->c + s->start, s->n) =
			    (struct piece){ s->start, s->n };
	return true;
}

/* Marks the characters of the pieces a text shares. */
static void
mark_shared(const struct held *h, const struct prose *text, bool *mark)
{
	const struct prose_sentence *s = text->sentence;
	size_t i, until = 0;

	for (i = 0; i < text->n; i++) {
		if (i + PROSE_SHINGLE <= text->n &&
		    find(h, text->c + i, PROSE_SHINGLE)->n != 0)
			until = i + PROSE_SHINGLE;
		mark[i] = i < until;
	}
	for (i = 0; i < text->nsentences; i++, s++)
		if (s->n < PROSE_SHINGLE &&
		    find(h, text->c + s->start, s->n)->n != 0)
			memset(mark + s->start, true, s->n);
}

size_t
prose_repeated(const struct prose *old, const struct prose *text)
{
	struct held h = { 0 };
	bool *mark = calloc(text->n + 1, sizeof(*mark));
	size_t i, n = SIZE_MAX;

	if (mark != NULL && collect(&h, old)) {
		mark_shared(&h, text, mark);
		for (n = i = 0; i < text->n; i++)
			n += mark[i];
	}
	free(h.slot);
	free(mark);
	return n;
}
