#define _GNU_SOURCE		/* memmem(3), which POSIX has since 2024 */
#include <string.h>

#include "report/phrase.h"

bool
phrase_begins(struct str s, const char *with)
{
	size_t n = strlen(with);

	return s.n >= n && memcmp(s.s, with, n) == 0;
}

long
phrase_find(struct str s, const char *what)
{
	const char *at = s.n == 0 ? NULL :
	    memmem(s.s, s.n, what, strlen(what));

	return at == NULL ? -1 : (long)(at - s.s);
}

bool
phrase_any(struct str s, const char *const *phrases)
{
	for (; *phrases != NULL; phrases++)
		if (phrase_find(s, *phrases) >= 0)
			return true;
	return false;
}

bool
phrase_drop(struct str *s, const char *const *phrases)
{
	for (; *phrases != NULL; phrases++)
		if (phrase_begins(*s, *phrases)) {
			*s = str_from(*s, strlen(*phrases));
			return true;
		}
	return false;
}

bool
phrase_drop_end(struct str *s, const char *const *phrases)
{
	size_t n;

	for (; *phrases != NULL; phrases++) {
		n = strlen(*phrases);
		if (s->n >= n && memcmp(s->s + s->n - n, *phrases, n) == 0) {
			s->n -= n;
			return true;
		}
	}
	return false;
}
