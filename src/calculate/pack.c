/*
 * The log: for each item one byte, BLANK, UNKNOWN, or NUMBER + a number up
 * to LARGEST; TEXT is followed by the length (4 bytes) and text of any
 * other number.  JUMP and 4 bytes before it name an item that is not the
 * one after the last.
 */
#include <stdlib.h>

#include "calculate/pack.h"

enum { BLANK, UNKNOWN, JUMP, TEXT, NUMBER };

#define LARGEST	(UINT8_MAX - NUMBER)

static bool
room(struct pack *p, size_t n)
{
	size_t cap = p->cap != 0 ? p->cap : 64;
	unsigned char *log;

	if (n <= p->cap - p->len)
		return true;
	while (cap - p->len < n && cap <= UINT32_MAX / 2)
		cap += cap / 2;
	if (cap - p->len < n || cap > UINT32_MAX ||
	    (log = realloc(p->log, cap)) == NULL)
		return false;
	p->log = log;
	p->cap = (uint32_t)cap;
	return true;
}

/* Marks an item: 1, 0 when it was marked, -1 without memory. */
static int
mark(struct pack *p, uint32_t item)
{
	uint32_t word = item / 64, words;
	uint64_t bit = (uint64_t)1 << item % 64, *seen;

	if (word >= p->words) {
		words = word + 1 > 4 ? word + 1 : 4;
		if ((seen = realloc(p->seen, words * sizeof(*seen))) == NULL)
			return -1;
		memset(seen + p->words, 0,
		    (words - p->words) * sizeof(*seen));
		p->seen = seen;
		p->words = words;
	}
	if ((p->seen[word] & bit) != 0)
		return 0;
	p->seen[word] |= bit;
	return 1;
}

static void
put(struct pack *p, unsigned char byte, uint32_t n)
{
	p->log[p->len++] = byte;
	memcpy(p->log + p->len, &n, sizeof(n));
	p->len += (uint32_t)sizeof(n);
}

/* Whether s is a whole number up to LARGEST in its shortest form. */
static bool
small(struct str s, unsigned *n)
{
	size_t i;

	if (s.n == 0 || s.n > 3 || (s.n > 1 && s.s[0] == '0'))
		return false;
	for (*n = 0, i = 0; i < s.n; i++) {
		if (s.s[i] < '0' || s.s[i] > '9')
			return false;
		*n = *n * 10 + (unsigned)(s.s[i] - '0');
	}
	return *n <= LARGEST;
}

static void
put_number(struct pack *p, struct str value)
{
	unsigned n;

	if (small(value, &n)) {
		p->log[p->len++] = (unsigned char)(NUMBER + n);
		return;
	}
	put(p, TEXT, (uint32_t)value.n);
	memcpy(p->log + p->len, value.s, value.n);
	p->len += (uint32_t)value.n;
}

int
pack_add(struct pack *p, uint32_t item, enum item_state state,
    struct str value)
{
	int new;

	if (state != ITEM_NUMBER)
		value.n = 0;
	if (value.n > UINT32_MAX / 4 || !room(p, value.n + 10))
		return -1;
	if ((new = mark(p, item)) <= 0)
		return new;
	if (item != p->next)
		put(p, JUMP, item);
	p->next = item + 1;
	if (state == ITEM_NUMBER)
		put_number(p, value);
	else
		p->log[p->len++] = state == ITEM_BLANK ? BLANK : UNKNOWN;
	return 1;
}

static uint32_t
get(const struct pack *p, uint32_t *i)
{
	uint32_t n;

	memcpy(&n, p->log + *i, sizeof(n));
	*i += (uint32_t)sizeof(n);
	return n;
}

/* Takes out the item at *i of the log, *i moved behind it. */
static bool
take(const struct pack *p, uint32_t *i, struct cell *c)
{
	unsigned char byte = p->log[(*i)++];
	struct str text;

	if (byte == BLANK || byte == UNKNOWN) {
		c->state = byte == BLANK ? ITEM_BLANK : ITEM_UNKNOWN;
		return true;
	}
	c->state = ITEM_NUMBER;
	if (byte != TEXT) {
		c->number.u.units = byte - NUMBER;
		return true;
	}
	text.n = get(p, i);
	text.s = (const char *)p->log + *i;
	*i += (uint32_t)text.n;
	return decimal_set(&c->number, text);
}

bool
pack_open(const struct pack *p, struct cell *cells, uint32_t n)
{
	uint32_t i = 0, item = 0;

	pack_close(cells, n);
	while (i < p->len) {
		if (p->log[i] == JUMP) {
			i++;
			item = get(p, &i);
		}
		if (!take(p, &i, &cells[item++]))
			return false;
	}
	return true;
}

void
pack_close(struct cell *cells, uint32_t n)
{
	uint32_t i;

	for (i = 0; i < n; i++) {
		decimal_free(&cells[i].number);
		cells[i].state = ITEM_NONE;
	}
}

void
pack_free(struct pack *p)
{
	free(p->log);
	free(p->seen);
	*p = (struct pack){ .len = 0 };
}
