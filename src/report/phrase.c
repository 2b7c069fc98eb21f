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
	size_t i, n = strlen(what);

	for (i = 0; i + n <= s.n; i++)
		if (s.s[i] == *what && memcmp(s.s + i, what, n) == 0)
			return (long)i;
	return -1;
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
