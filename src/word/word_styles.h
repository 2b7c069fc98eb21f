/*
 * The styles of a Word document, as far as they decide what is shown:
 * hidden, raised and struck text, and automatic numbers.
 */
#ifndef GX_WORD_WORD_STYLES_H
#define GX_WORD_WORD_STYLES_H

#include "base/buf.h"

#define WORD_UNSET	(-1L)

struct word_style {
	struct str	 id, base;	/* its name, the style it is based on */
	size_t		 id_at, base_at; /* both within the names */
	long		 num, level;	/* of its paragraphs' numbers, */
	struct str	 numbered;	/* and the style that said num */
	signed char	 vanish;	/* -1: as its base */
	signed char	 apart;		/* the same: raised or struck out */
	bool		 standard;	/* of paragraphs that name none */
};

struct word_styles {
	struct word_style *all;		/* by id */
	size_t		 n, room;
	struct buf	 names;
	bool		 failed;	/* memory ran out */
};

/*
 * Reads the part for styles, or all of a document in one file.  Returns
 * NULL or what is wrong.  To be freed either way.
 */
const char *word_styles_read(struct word_styles *, struct str xml,
	    unsigned max_depth);

/* The style of that name with all it inherits; NULL where there is none. */
const struct word_style *word_style(const struct word_styles *, struct str id);

/* The style of paragraphs that name none; NULL where there is none. */
const struct word_style *word_style_standard(const struct word_styles *);

/* Frees it. */
void	word_styles_free(struct word_styles *);

#endif
