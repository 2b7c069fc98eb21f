/*
 * Phrases, as bytes of UTF-8, in and at the ends of text.  Lists of them
 * end with NULL.
 */
#ifndef GX_REPORT_PHRASE_H
#define GX_REPORT_PHRASE_H

#include "base/str.h"

/* Whether s holds any of the phrases. */
bool	phrase_any(struct str s, const char *const *phrases);

/* Drops the first of the phrases that s begins with; whether any. */
bool	phrase_drop(struct str *s, const char *const *phrases);

/* The same at the end of s. */
bool	phrase_drop_end(struct str *s, const char *const *phrases);

#endif
