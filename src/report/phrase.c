#include "report/phrase.h"

bool
phrase_any(struct str s, const char *const *phrases)
{
	for (; *phrases != NULL; phrases++)
		if (str_find(s, *phrases) >= 0)
			return true;
	return false;
}

bool
phrase_drop(struct str *s, const char *const *phrases)
{
	/* No phrase begins within a character. */
	if (s->n == 0 || (*s->s & 0xC0) == 0x80)
		return false;
	for (; *phrases != NULL; phrases++)
		if (**phrases == *s->s && str_begins(*s, *phrases)) {
			*s = str_from(*s, strlen(*phrases));
			return true;
		}
	return false;
}

bool
phrase_drop_end(struct str *s, const char *const *phrases)
{
	size_t n;

	for (; s->n > 0 && *phrases != NULL; phrases++) {
		n = strlen(*phrases);
		if ((*phrases)[n - 1] == s->s[s->n - 1] &&
		    str_ends(*s, *phrases)) {
			s->n -= n;
			return true;
		}
	}
	return false;
}
