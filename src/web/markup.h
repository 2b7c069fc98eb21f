/*
 * The pieces that HTML is made of, as libxml2 takes them: names, references
 * to characters, comments, and what it passes over.
 */
#ifndef GX_WEB_MARKUP_H
#define GX_WEB_MARKUP_H

#include "base/str.h"

/* Classes of characters. */
enum {
	MARKUP_BLANK = 1,		/* white space */
	MARKUP_NAME = 2,		/* of names */
	MARKUP_FIRST = 4,		/* the first one of names */
	MARKUP_LETTER = 8
};

extern const unsigned char markup_classes[256];

static inline bool
markup_is(char c, unsigned class)
{
	return markup_classes[(unsigned char)c] & class;
}

/* Where the blanks at i of s end. */
static inline size_t
markup_blanks(struct str s, size_t i)
{
	while (i < s.n && markup_is(s.s[i], MARKUP_BLANK))
		i++;
	return i;
}

/* The length of a name at s. */
static inline size_t
markup_name(struct str s)
{
	size_t n = 0;

	while (n < s.n && markup_is(s.s[n], MARKUP_NAME))
		n++;
	return n;
}

/*
 * A reference at s, which begins with &: puts what it stands for into c
 * (4 bytes of room).  Returns its length; 0 where & is only itself.
 */
size_t	markup_reference(struct str s, char *c, size_t *n);

/* Whether a tag holds nothing that might be taken for other markup. */
bool	markup_is_simple(struct str tag);

/*
 * The length of markup that libxml2 takes more seriously than browsers do,
 * if it begins at s, which begins with <; else 0.  That is the end of a
 * page (more may follow it), an end tag before any begin tag, and Word's
 * <![if ...]>.
 */
size_t	markup_ignored(struct str s, bool begun);

/* Whether it may be, at a glance. */
static inline bool
markup_may_be_ignored(struct str s, bool begun)
{
	return s.n > 2 && (s.s[1] == '!' || (s.s[1] == '/' && (!begun ||
	    (s.s[2] | 0x20) == 'b' || (s.s[2] | 0x20) == 'h')));
}

/* The length of a comment if one begins at s, without an end all of it; 0. */
size_t	markup_comment(struct str s);

#endif
