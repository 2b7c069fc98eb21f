#include <stdlib.h>

#include "calculate/order.h"

/* Merges from[0..half) and from[half..n) to `to`. */
static void
merge(const uint32_t *from, size_t half, size_t n, uint32_t *to,
    order_compare compare, const void *with)
{
	size_t a = 0, b = half;

	while (a < half && b < n)
		*to++ = compare(with, from[b], from[a]) < 0 ?
		    from[b++] : from[a++];
	if (a < half)
		memcpy(to, from + a, (half - a) * sizeof(*to));
	else if (b < n)
		memcpy(to, from + b, (n - b) * sizeof(*to));
}

static void
sort(uint32_t *v, size_t n, uint32_t *spare, order_compare compare,
    const void *with)
{
	size_t half = n / 2;

	if (n < 2)
		return;
	sort(v, half, spare, compare, with);
	sort(v + half, n - half, spare, compare, with);
	if (compare(with, v[half], v[half - 1]) >= 0)
		return;
	memcpy(spare, v, n * sizeof(*v));
	merge(spare, half, n, v, compare, with);
}

bool
order_sort(uint32_t *v, size_t n, order_compare compare, const void *with)
{
	uint32_t *spare;

	if (n < 2)
		return true;
	if ((spare = malloc(n * sizeof(*spare))) == NULL)
		return false;
	sort(v, n, spare, compare, with);
	free(spare);
	return true;
}

struct set {
	const struct intern	*in;
	item_compare		 compare;
};

static int
tuples(const void *with, uint32_t a, uint32_t b)
{
	const struct set *s = with;
	const struct str *x, *y;
	int c = 0;

	if (s->compare != NULL) {
		x = intern_tuple(s->in, a);
		y = intern_tuple(s->in, b);
		c = s->compare(x[0], x[1], x[2], y[0], y[1], y[2]);
	}
	return c != 0 ? c : intern_compare(s->in, a, b);
}

uint32_t *
order_intern(const struct intern *in, item_compare compare)
{
	struct set s = { in, compare };
	uint32_t n = intern_count(in), i, *v;

	if ((v = malloc(((size_t)n + 1) * sizeof(*v))) == NULL)
		return NULL;
	for (i = 0; i < n; i++)
		v[i] = i;
	if (!order_sort(v, n, tuples, &s)) {
		free(v);
		return NULL;
	}
	return v;
}
