/*
 * Records come in runs: the same report again, its items in the order of
 * the last one.  So what followed the last tuple before is tried first.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "calculate/intern.h"

struct intern {
	size_t		 parts;
	uint32_t	 n, cap;
	struct str	*str;		/* of all tuples, one after the other */
	uint64_t	*hash;		/* of each tuple */
	uint32_t	*after;		/* what followed each, at first itself */
	uint32_t	 last;		/* tuple that was asked for */
	uint32_t	*slot;		/* number + 1; 0 is free */
	size_t		 slots;		/* a power of 2, above 2 * cap */
	struct arena	 bytes;
};

struct intern *
intern_new(size_t parts)
{
	struct intern *in = calloc(1, sizeof(*in));

	if (in != NULL)
		in->parts = parts;
	return in;
}

void
intern_free(struct intern *in)
{
	if (in == NULL)
		return;
	arena_free(&in->bytes);
	free(in->str);
	free(in->hash);
	free(in->after);
	free(in->slot);
	free(in);
}

static uint64_t
mix(uint64_t h, uint64_t w)
{
	h = (h ^ w) * 0x9E3779B97F4A7C15u;
	return h ^ h >> 29;
}

static uint64_t
hash(const struct str *s, size_t n)
{
	uint64_t h = n, w;
	size_t i;

	for (; n-- != 0; s++) {
		h = mix(h, s->n);
		for (i = 0; i < s->n; i += sizeof(w)) {
			w = 0;
			memcpy(&w, s->s + i, s->n - i < sizeof(w) ?
			    s->n - i : sizeof(w));
			h = mix(h, w);
		}
	}
	return mix(h, h >> 32);
}

static uint64_t
eight(const char *p)
{
	uint64_t w;

	memcpy(&w, p, sizeof(w));
	return w;
}

static uint32_t
four(const char *p)
{
	uint32_t w;

	memcpy(&w, p, sizeof(w));
	return w;
}

/* Whether both are the same: mostly so, and short, as codes are. */
static bool
same(struct str a, struct str b)
{
	if (a.n != b.n || a.n > 16)
		return str_eq(a, b);
	if (a.n >= 8)
		return eight(a.s) == eight(b.s) &&
		    eight(a.s + a.n - 8) == eight(b.s + a.n - 8);
	if (a.n >= 4)
		return four(a.s) == four(b.s) &&
		    four(a.s + a.n - 4) == four(b.s + a.n - 4);
	return a.n == 0 || (a.s[0] == b.s[0] && a.s[a.n / 2] == b.s[a.n / 2] &&
	    a.s[a.n - 1] == b.s[a.n - 1]);
}

bool
intern_is(const struct intern *in, uint32_t id, const struct str *tuple)
{
	const struct str *own = in->str + id * in->parts;
	size_t i;

	for (i = 0; i < in->parts; i++)
		if (!same(own[i], tuple[i]))
			return false;
	return true;
}

/* The slot of a tuple, or the free one where it belongs. */
static uint32_t *
slot(const struct intern *in, const struct str *tuple, uint64_t h)
{
	size_t i = h & (in->slots - 1);
	uint32_t id;

	while ((id = in->slot[i]) != 0) {
		if (in->hash[id - 1] == h && intern_is(in, id - 1, tuple))
			break;
		i = (i + 1) & (in->slots - 1);
	}
	return &in->slot[i];
}

/* Lays out the slots anew for `slots` of them. */
static bool
spread(struct intern *in, size_t slots)
{
	uint32_t *s, id;
	size_t i;

	if ((s = calloc(slots, sizeof(*s))) == NULL)
		return false;
	for (id = 0; id < in->n; id++) {
		i = in->hash[id] & (slots - 1);
		while (s[i] != 0)
			i = (i + 1) & (slots - 1);
		s[i] = id + 1;
	}
	free(in->slot);
	in->slot = s;
	in->slots = slots;
	return true;
}

/* Makes room for one more tuple. */
static bool
grow(struct intern *in)
{
	size_t cap = in->cap != 0 ? (size_t)in->cap * 2 : 16;
	size_t parts = in->parts != 0 ? in->parts : 1;
	struct str *str;
	uint64_t *h;
	uint32_t *after;

	if (in->n < in->cap)
		return true;
	if (cap >= INTERN_NONE / 4)
		return false;
	if ((str = realloc(in->str, cap * parts * sizeof(*str))) == NULL)
		return false;
	in->str = str;
	if ((h = realloc(in->hash, cap * sizeof(*h))) == NULL)
		return false;
	in->hash = h;
	if ((after = realloc(in->after, cap * sizeof(*after))) == NULL)
		return false;
	in->after = after;
	if (!spread(in, cap * 2))
		return false;
	in->cap = (uint32_t)cap;
	return true;
}

/* The number of a tuple that is looked for. */
static uint32_t
number(struct intern *in, const struct str *tuple)
{
	uint64_t h = hash(tuple, in->parts);
	uint32_t *at;
	size_t i;

	if (in->slots != 0 && *(at = slot(in, tuple, h)) != 0)
		return *at - 1;
	if (!grow(in) || setjmp(in->bytes.nomem) != 0)
		return INTERN_NONE;
	for (i = 0; i < in->parts; i++)
		in->str[in->n * in->parts + i] = arena_str(&in->bytes,
		    tuple[i]);
	in->hash[in->n] = h;
	in->after[in->n] = in->n;
	*slot(in, tuple, h) = in->n + 1;
	return in->n++;
}

uint32_t
intern_id(struct intern *in, const struct str *tuple)
{
	uint32_t id = in->n != 0 ? in->after[in->last] : 0;

	if (in->n != 0 && intern_is(in, id, tuple))
		return in->last = id;
	if ((id = number(in, tuple)) == INTERN_NONE)
		return id;
	in->after[in->last] = id;
	return in->last = id;
}

uint32_t
intern_find(const struct intern *in, const struct str *tuple)
{
	uint32_t id;

	if (in->slots == 0)
		return INTERN_NONE;
	id = *slot(in, tuple, hash(tuple, in->parts));
	return id != 0 ? id - 1 : INTERN_NONE;
}

uint32_t
intern_count(const struct intern *in)
{
	return in->n;
}

const struct str *
intern_tuple(const struct intern *in, uint32_t id)
{
	return in->str + id * in->parts;
}

int
intern_compare(const struct intern *in, uint32_t a, uint32_t b)
{
	const struct str *x = intern_tuple(in, a), *y = intern_tuple(in, b);
	size_t i;
	int c = 0;

	for (i = 0; i < in->parts && c == 0; i++)
		c = str_compare(x[i], y[i]);
	return c;
}
