/*
 * A paragraph names an override and a level; the override names a list,
 * and may replace levels of it or their first numbers.  Paragraphs of one
 * list are counted together.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "read/le.h"
#include "read/numerals.h"
#include "word/doc_lists.h"

#define LEVELS		9
#define MOST		4096	/* lists, and overrides */
#define LIST_SIZE	28	/* of an LSTF (2.9.147) */
#define OVERRIDE_SIZE	16	/* of an LFO (2.9.131) */
#define LEVEL_SIZE	28	/* of an LVLF (2.9.150) */

struct level {
	unsigned	 first, format;
	bool		 legal;		/* all numbers in Arabic digits */
	bool		 there;
	unsigned	 restarts;	/* after levels below this one */
	struct str	 text;		/* UTF-16; 0 to 8 stand for numbers */
};

struct doc_list {
	uint32_t	 id;
	struct level	 levels[LEVELS];
	unsigned	 last[LEVELS];	/* numbers given last, */
	bool		 given[LEVELS];	/* if any was */
};

struct doc_override {
	struct doc_list	*list;		/* NULL: there is none */
	struct level	 levels[LEVELS];	/* that are there */
	bool		 starts[LEVELS];
	unsigned	 first[LEVELS];	/* where it starts anew */
};

/* Reads a level (2.9.149); returns the bytes it takes. */
static size_t
read_level(struct level *l, struct str s)
{
	unsigned flags = le8(s, 5), limit = le8(s, 26);
	size_t at = LEVEL_SIZE + (size_t)le8(s, 24) + le8(s, 25);

	*l = (struct level){ .first = le32(s, 0), .format = le8(s, 4),
	    .legal = (flags & 4) != 0, .there = s.n >= LEVEL_SIZE,
	    .restarts = (flags & 8) != 0 ? limit : LEVELS,
	    .text = le_part(s, at + 2, 2 * (size_t)le16(s, at)) };
	return at + 2 + 2 * (size_t)le16(s, at);
}

static bool
read_lists(struct doc_lists *d, struct str s, size_t size)
{
	size_t n = le16(s, 0), at = size, i, k, levels;

	if (n == 0 || n > MOST || size < 2 + n * LIST_SIZE)
		return true;
	if ((d->lists = calloc(n, sizeof(*d->lists))) == NULL)
		return false;
	d->nlists = n;
	for (i = 0; i < n; i++) {
		d->lists[i].id = le32(s, 2 + i * LIST_SIZE);
		levels = (le8(s, 2 + i * LIST_SIZE + 26) & 1) != 0 ? 1 :
		    LEVELS;
		for (k = 0; k < levels; k++)
			at += read_level(&d->lists[i].levels[k],
			    le_part(s, at, s.n));
	}
	return true;
}

static struct doc_list *
list_of(const struct doc_lists *d, uint32_t id)
{
	size_t i;

	for (i = 0; i < d->nlists; i++)
		if (d->lists[i].id == id)
			return &d->lists[i];
	return NULL;
}

/* Reads what an override says of one level (2.9.132). */
static size_t
read_override(struct doc_override *o, struct str s)
{
	unsigned flags = le32(s, 4), k = flags & 15;
	struct level l;
	size_t n = 8;

	if ((flags & 0x20) != 0)
		n += read_level(&l, le_part(s, n, s.n));
	if (k >= LEVELS)
		return n;
	if ((flags & 0x20) != 0)
		o->levels[k] = l;
	if ((flags & 0x10) != 0) {
		o->starts[k] = true;
		o->first[k] = n > 8 ? l.first : le32(s, 0);
	}
	return n;
}

static bool
read_overrides(struct doc_lists *d, struct str s)
{
	size_t n = le32(s, 0), at, i, k;

	if (n == 0 || n > MOST || s.n < 4 + n * OVERRIDE_SIZE)
		return true;
	if ((d->overrides = calloc(n, sizeof(*d->overrides))) == NULL)
		return false;
	d->noverrides = n;
	at = 4 + n * OVERRIDE_SIZE;
	for (i = 0; i < n; i++) {
		d->overrides[i].list = list_of(d,
		    le32(s, 4 + i * OVERRIDE_SIZE));
		at += 4;
		for (k = le8(s, 4 + i * OVERRIDE_SIZE + 12); k > 0; k--)
			at += read_override(&d->overrides[i],
			    le_part(s, at, s.n));
	}
	return true;
}

bool
doc_lists_open(struct doc_lists *d, struct str lists, size_t size,
    struct str overrides)
{
	*d = (struct doc_lists){ 0 };
	return read_lists(d, lists, size) && read_overrides(d, overrides);
}

static const struct level *
level_of(const struct doc_override *o, unsigned k)
{
	return o->levels[k].there ? &o->levels[k] : &o->list->levels[k];
}

/* Counts a paragraph of level k. */
static void
count(struct doc_override *o, unsigned k)
{
	struct doc_list *list = o->list;
	unsigned i;

	if (o->starts[k]) {
		list->last[k] = o->first[k];
		list->given[k] = true;
		o->starts[k] = false;
	} else if (list->given[k])
		list->last[k]++;
	for (i = 0; i <= k; i++)
		if (!list->given[i]) {
			list->last[i] = level_of(o, i)->first;
			list->given[i] = true;
		}
	for (i = k + 1; i < LEVELS; i++)
		if (k < level_of(o, i)->restarts)
			list->given[i] = false;
}

void
doc_lists_number(struct doc_lists *d, int number, int of, struct buf *out)
{
	struct doc_override *o;
	const struct level *l;
	size_t i, before = out->len;
	unsigned c, k = (unsigned)of;
	char bytes[4];

	if (number < 1 || (size_t)number > d->noverrides || k >= LEVELS)
		return;
	o = &d->overrides[number - 1];
	if (o->list == NULL || !(l = level_of(o, k))->there)
		return;
	count(o, k);
	if (numeral_of_code(l->format) == NUMERAL_BULLET)
		return;
	for (i = 0; i + 1 < l->text.n; i += 2) {
		c = le16(l->text, i);
		if (c < LEVELS)
			numeral_put(out, l->legal ? NUMERAL_DECIMAL :
			    numeral_of_code(level_of(o, c)->format),
			    o->list->last[c]);
		else if (c >= ' ' && (c < 0xD800 || c > 0xF8FF))
			buf_add(out, bytes, utf8_put(c, bytes));
	}
	if (out->len > before)
		buf_byte(out, ' ');
}

void
doc_lists_free(struct doc_lists *d)
{
	free(d->lists);
	free(d->overrides);
	*d = (struct doc_lists){ 0 };
}
