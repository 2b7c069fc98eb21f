/*
 * The locale of the environment is asked here only, by an object of its
 * own: setlocale() is never called, so that numbers, orders and names in
 * archives are the same everywhere.
 *
 * The library hands out whole English messages.  Those with names and
 * numbers in them are known by patterns, in which '*' stands for any text;
 * the translation of a pattern has as many, in the same order.
 */
#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "main/words.h"

#ifndef GX_LOCALEDIR
#define GX_LOCALEDIR "/usr/local/share/locale"
#endif

#define STARS	8

/* The first that fits counts: what is more special stands above. */
static const char *const patterns[] = {
	"*: left out, * was read from *",
	"*: has cells twice, the first are used",
	"*: not compared, * has no year",
	"*: not compared, * has no other year",
	"*: not compared, * is among the new reports only",
	"*: not compared, * is among the old reports only",
	"line *: * fields, * here have *",
	"line *: * keys and no header that names them",
	"line *: no line of *",
	"line * is not an old name, a tab and a new name",
	"line *: *",
	"a stream of *, which * does not read",
	"larger than the limit of * bytes",
	"unpacks to more than * times its size",
	"its archive unpacks to more than * times its size",
	"archives nested deeper than *",
	"no room to unpack it: *",
	"no temporary file: *",
	"the records have no *",
	"cannot run *: *",
	"cannot read what * prints: *",
	"a picture (*), not a document",
	"a program (*), not a document",
	"a font (*), not a document",
	"video (*), not a document",
	"audio (*), not a document",
	"* is not installed",
	"* took longer than * s",
	"* printed more than * bytes",
	"* (not found)",
	"* printed nothing",
	"* failed with status *",
	"* cannot be run",
};

static locale_t locale;

/* TEXTDOMAINDIR is where gettext(1), too, looks for catalogues. */
static void
start(void)
{
	const char *dir = getenv("TEXTDOMAINDIR");
	locale_t l = newlocale(LC_MESSAGES_MASK | LC_CTYPE_MASK, "",
	    (locale_t)0);

	if (l == (locale_t)0)
		return;
	if (strcmp(nl_langinfo_l(CODESET, l), "UTF-8") != 0) {
		freelocale(l);
		return;
	}
	bindtextdomain("gx", dir != NULL ? dir : GX_LOCALEDIR);
	bind_textdomain_codeset("gx", "UTF-8");
	locale = l;
}

const char *
words(const char *english)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	const char *said;
	locale_t old;

	pthread_once(&once, start);
	if (locale == (locale_t)0 || *english == '\0')
		return english;
	old = uselocale(locale);
	said = dgettext("gx", english);
	uselocale(old);
	return said;
}

/* Where the n bytes of part begin in at: first, or at its very end. */
static const char *
find(const char *at, const char *part, size_t n, bool at_end)
{
	size_t left = strlen(at);

	if (at_end)
		return left >= n ? at + left - n : NULL;
	while (*at != '\0' && strncmp(at, part, n) != 0)
		at++;
	return *at != '\0' ? at : NULL;
}

/*
 * Whether text follows the pattern; what its stars stand for.  Each star
 * takes as little as it can, the last one all that is left.
 */
static bool
follows(const char *text, const char *pattern, struct str *star)
{
	const char *next, *at = text;
	size_t n, i = 0;

	for (;;) {
		n = strcspn(pattern, "*");
		if (strncmp(at, pattern, n) != 0)
			return false;
		at += n;
		pattern += n;
		if (*pattern == '\0')
			return *at == '\0';
		n = strcspn(++pattern, "*");
		next = find(at, pattern, n, pattern[n] == '\0');
		if (next == NULL || i == STARS)
			return false;
		star[i++] = (struct str){ at, (size_t)(next - at) };
		at = next;
	}
}

/* The translated pattern with the texts of its stars. */
static void
fill(struct buf *b, const char *pattern, const struct str *star)
{
	struct buf part = { 0 };
	size_t n;

	for (;; pattern++) {
		n = strcspn(pattern, "*");
		buf_add(b, pattern, n);
		pattern += n;
		if (*pattern == '\0')
			break;
		buf_reset(&part);
		buf_str(&part, *star++);
		buf_cstr(b, part.failed ? "" : words(buf_z(&part)));
	}
	buf_free(&part);
}

void
words_message(struct buf *b, const char *english)
{
	const char *said = words(english), *pattern;
	struct str star[STARS] = { { NULL, 0 } };
	size_t i;

	for (i = 0; said == english &&
	    i < sizeof(patterns) / sizeof(patterns[0]); i++) {
		pattern = words(patterns[i]);
		if (pattern != patterns[i] &&
		    follows(english, patterns[i], star)) {
			fill(b, pattern, star);
			return;
		}
	}
	buf_cstr(b, said);
}
