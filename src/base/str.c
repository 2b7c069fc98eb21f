#include "base/str.h"

long
str_find(struct str a, const char *what)
{
	const size_t n = strlen(what);
	const char *p = a.s, *hit;
	size_t left = a.n;

	while (n > 0 && left >= n &&
	    (hit = memchr(p, *what, left - n + 1)) != NULL) {
		if (memcmp(hit, what, n) == 0)
			return (long)(hit - a.s);
		left -= (size_t)(hit - p) + 1;
		p = hit + 1;
	}
	return n == 0 ? 0 : -1;
}

struct str
str_line(struct str *rest)
{
	const char *nl = rest->n > 0 ? memchr(rest->s, '\n', rest->n) : NULL;
	struct str line = *rest;

	if (nl != NULL)
		line.n = (size_t)(nl - rest->s);
	*rest = str_from(*rest, line.n + (nl != NULL));
	return line;
}

struct str
str_trim(struct str s)
{
	while (s.n > 0 && (unsigned char)*s.s <= ' ')
		s = str_from(s, 1);
	while (s.n > 0 && (unsigned char)s.s[s.n - 1] <= ' ')
		s.n--;
	return s;
}
