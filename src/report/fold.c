#include <stdlib.h>

#include "base/utf8.h"
#include "report/fold.h"
#include "report/fold_data.h"

static int
by_from(const void *key, const void *pair)
{
	uint32_t c = *(const uint32_t *)key;
	const struct pair *p = pair;

	return c < p->from ? -1 : c > p->from;
}

uint32_t
fold_char(uint32_t c)
{
	const struct pair *p;

	if (c >= 0xFF01 && c <= 0xFF5E)
		c -= 0xFEE0;
	if (c < 0x80) {
		if (c >= 'A' && c <= 'Z')
			return c + 0x20;
		return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ?
		    c : 0;
	}
	if (c >= 0x2F00 && c <= 0x2FD5)
		c = kangxi[c - 0x2F00];
	if (c >= 0x2460 && c <= 0x2468)		/* circled 1 to 9 */
		return c - 0x2460 + '1';
	if (c >= 0x2474 && c <= 0x247C)		/* (1) to (9) */
		return c - 0x2474 + '1';
	if (c >= 0x2488 && c <= 0x2490)		/* 1. to 9. */
		return c - 0x2488 + '1';
	if (c >= 0x3220 && c <= 0x3229) {	/* (one) to (ten) */
		static const uint16_t ten[] = { 0x4E00, 0x4E8C, 0x4E09,
		    0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341 };
		return ten[c - 0x3220];
	}
	p = bsearch(&c, pairs, sizeof(pairs) / sizeof(pairs[0]),
	    sizeof(pairs[0]), by_from);
	if (p != NULL)
		return p->to;
	return (c >= 0x3400 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00) ||
	    (c >= 0xC0 && c < 0x2000) ? c : 0;
}

struct folded
fold(struct arena *a, struct str s)
{
	struct folded f = { arena_array(a, s.n + 1, sizeof(uint16_t)), 0 };
	size_t i = 0;
	uint32_t c;

	while (i < s.n)
		if ((c = fold_char(utf8_next(s, &i))) != 0)
			f.c[f.n++] = (uint16_t)c;
	return f;
}

struct folded
fold_join(struct arena *a, struct folded x, struct folded y)
{
	struct folded f = { arena_array(a, x.n + y.n + 1,
	    sizeof(uint16_t)), x.n + y.n };

	if (x.n > 0)
		memcpy(f.c, x.c, x.n * sizeof(*f.c));
	if (y.n > 0)
		memcpy(f.c + x.n, y.c, y.n * sizeof(*f.c));
	return f;
}

long
fold_find(struct folded a, struct folded b)
{
	size_t i;

	if (b.n == 0)
		return 0;
	for (i = 0; i + b.n <= a.n; i++)
		if (memcmp(a.c + i, b.c, b.n * sizeof(*b.c)) == 0)
			return (long)i;
	return -1;
}

bool
fold_eq(struct folded a, struct folded b)
{
	return a.n == b.n && (a.n == 0 ||
	    memcmp(a.c, b.c, a.n * sizeof(*a.c)) == 0);
}

bool
fold_ends(struct folded a, struct folded b)
{
	return b.n == 0 || (a.n >= b.n && memcmp(a.c + a.n - b.n, b.c,
	    b.n * sizeof(*b.c)) == 0);
}
