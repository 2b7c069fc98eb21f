/*
 * What each character folds to is found once, in order of its sources, and
 * kept in a table: texts are folded more often than anything else is done
 * with them.
 */
#include <pthread.h>

#include "base/utf8.h"
#include "report/fold.h"
#include "report/fold_data.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

#define RADICALS	0x2E80		/* where radicals begin */
#define KANGXI		0x2F00
#define COMPATIBILITY	0xF900		/* where such ideographs begin */

static uint16_t table[0x10000];
static pthread_once_t table_made = PTHREAD_ONCE_INIT;

/* The characters from..from+n-1 fold to those from `to` on. */
static void
fill(uint32_t from, size_t n, uint32_t to)
{
	size_t i;

	for (i = 0; i < n; i++)
		table[from + i] = (uint16_t)(to + i);
}

/* What stands for another character folds to what that one folds to. */
static void
make_table(void)
{
	static const uint16_t ten[] = { 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
	    0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341 };
	size_t i;

	fill('0', 10, '0');
	fill('a', 26, 'a');
	fill('A', 26, 'a');
	fill(0xC0, 0x2000 - 0xC0, 0xC0);
	fill(0x3400, 0xA000 - 0x3400, 0x3400);
	for (i = 0; i < COUNT(pairs); i++)
		table[pairs[i].from] = pairs[i].to;
	for (i = 0; i < COUNT(kangxi); i++)
		table[KANGXI + i] = table[kangxi[i]];
	for (i = COMPATIBILITY; i < 0xFB00; i++)
		table[i] = (uint16_t)i;
	for (i = 0; i < COUNT(compatibility); i++)
		if (compatibility[i] != COMPATIBILITY + i)
			table[COMPATIBILITY + i] = table[compatibility[i]];
	fill(0x2460, 9, '1');			/* circled 1 to 9 */
	fill(0x2474, 9, '1');			/* (1) to (9) */
	fill(0x2488, 9, '1');			/* 1. to 9. */
	memcpy(table + 0x3220, ten, sizeof(ten)); /* (one) to (ten) */
	memcpy(table + 0xFF01, table + 0x21, 0x5E * sizeof(*table));
}

uint32_t
fold_char(uint32_t c)
{
	pthread_once(&table_made, make_table);
	return c < sizeof(table) / sizeof(table[0]) ? table[c] : 0;
}

uint32_t
fold_ideograph(uint32_t c)
{
	if (c >= KANGXI && c < KANGXI + COUNT(kangxi))
		return kangxi[c - KANGXI];
	if (c >= COMPATIBILITY && c < COMPATIBILITY + COUNT(compatibility))
		return compatibility[c - COMPATIBILITY];
	if (c >= RADICALS && c < KANGXI && fold_char(c) != 0)
		return fold_char(c);
	return c;
}

size_t
fold_to(uint16_t *to, struct str s)
{
	size_t i = 0, n = 0;
	uint32_t c;

	pthread_once(&table_made, make_table);
	while (i < s.n) {
		c = utf8_next(s, &i);
		if (c < sizeof(table) / sizeof(table[0]) && table[c] != 0)
			to[n++] = table[c];
	}
	return n;
}

struct folded
fold(struct arena *a, struct str s)
{
	struct folded f = { arena_array(a, s.n + 1, sizeof(uint16_t)), 0 };

	f.n = fold_to(f.c, s);
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
		if (a.c[i] == *b.c && memcmp(a.c + i, b.c, b.n * sizeof(*b.c)) == 0)
			return (long)i;
	return -1;
}

void
fold_add(struct fold_set *s, struct folded f)
{
	size_t i;

	for (i = 0; i < f.n; i++)
		s->bits[f.c[i] >> 6 & 15] |= (uint64_t)1 << (f.c[i] & 63);
}
