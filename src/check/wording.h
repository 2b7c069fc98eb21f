/*
 * Running text as it is searched, and patterns of words in it.
 *
 * White space and quotation marks are gone, full width and traditional
 * characters are what they stand for, so a pattern finds its words over
 * line breaks and blanks.  Matching takes bounded time a place.
 */
#ifndef GX_CHECK_WORDING_H
#define GX_CHECK_WORDING_H

#include <stdint.h>

#include "base/arena.h"

struct wording {
	uint32_t	*c;		/* n characters */
	size_t		*at;		/* where in text each stands; and n+1 */
	bool		*broken;	/* a line break precedes it; and n+1 */
	size_t		 n;
	struct str	 text;		/* what it was made from */
	int		 year;		/* what 本年 is; 0 when not known */
};

/* Makes text searchable; all is in the arena, text must outlive it. */
struct wording wording_new(struct arena *, struct str text);

/* The text from character i to j. */
struct str wording_slice(const struct wording *, size_t i, size_t j);

/* Whether character i parts clauses, or sentences; true at the end. */
bool	wording_clause(const struct wording *, size_t i);
bool	wording_sentence(const struct wording *, size_t i);

/*
 * How many characters at i the longest of the words (separated by |) that
 * stands there takes; 0 if none does.
 */
size_t	wording_word(const struct wording *, size_t i, const char *words);

/* Where one of the words begins from i up to j; j when none does. */
size_t	wording_find(const struct wording *, size_t i, size_t j,
	    const char *words);

/* How many characters at i a year takes (2023年), and which it is. */
size_t	wording_year(const struct wording *, size_t i, int *year);

/* A step of a pattern: words and how often they stand. */
struct step {
	char		 how;
	const char	*words;
};

/*
 * How:	'1' one of the words	'?' one or none		'*' any number
 *	'n' a number and one of the words as its unit
 *	'<' the year before (2022年, of 2023)	'>' the year after
 *	'.' the end of a clause			'!' the same, but not 、
 *	0 the end of the pattern
 */
struct match {
	size_t		 end;		/* behind the last character */
	char		 number[24];	/* of the last 'n'; "": none */
	size_t		 unit;		/* where its unit begins */
};

/* Whether the steps match at i. */
bool	wording_match(const struct wording *, size_t i, const struct step *,
	    struct match *);

#endif
