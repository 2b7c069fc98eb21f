#define _GNU_SOURCE		/* memmem(3), which POSIX has since 2024 */
#include <string.h>

#include "base/str.h"

long
str_find(struct str a, const char *what)
{
	const char *at = a.n == 0 ? NULL :
	    memmem(a.s, a.n, what, strlen(what));

	return at != NULL ? (long)(at - a.s) : *what == '\0' ? 0 : -1;
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
