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
	for (; *phrases != NULL; phrases++)
		if (str_begins(*s, *phrases)) {
			*s = str_from(*s, strlen(*phrases));
			return true;
		}
	return false;
}

bool
phrase_drop_end(struct str *s, const char *const *phrases)
{
	for (; *phrases != NULL; phrases++) {
		if (str_ends(*s, *phrases)) {
			s->n -= strlen(*phrases);
			return true;
		}
	}
	return false;
}
