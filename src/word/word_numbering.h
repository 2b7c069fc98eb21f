/*
 * The automatic numbers of a Word document (ECMA-376 part 1, 17.9): the
 * lists it defines, and how far each of them has counted.
 */
#ifndef GX_WORD_WORD_NUMBERING_H
#define GX_WORD_WORD_NUMBERING_H

#include <stdint.h>

#include "read/numerals.h"

#define WORD_LEVELS	9

/* A level of a list, or one that a number has of its own. */
struct word_level {
	long		 start;
	long		 restart;	/* -1: by all levels above; 0: never */
	enum numeral	 numeral;
	bool		 legal;		/* the numbers above it in digits, too */
	bool		 hidden;
	bool		 gap;		/* a space or tab follows */
	size_t		 text, text_n;	/* within the texts: %1 to %9 */
	size_t		 style, style_n; /* the style its paragraphs have */
};

/* A list: nine levels that count together. */
struct word_list {
	long		 id;
	size_t		 level[WORD_LEVELS]; /* among levels, from 1; 0: none */
	size_t		 defines, defines_n; /* the list style it defines, */
	size_t		 uses, uses_n;	/* or takes its levels from */
	unsigned	 begun;		/* a bit a level that has counted */
	unsigned long	 count[WORD_LEVELS];
};

/* What paragraphs name: a list, with changes. */
struct word_number {
	long		 id, list;
	size_t		 level[WORD_LEVELS]; /* in place of the list's */
	long		 start[WORD_LEVELS]; /* the same; -1: none */
	bool		 used;
};

struct word_numbering {
	struct word_level  *levels;
	struct word_list   *lists;	/* by id */
	struct word_number *numbers;	/* by id */
	size_t		    nlevels, nlists, nnumbers;
	struct buf	    texts;
	bool		    failed;	/* memory ran out */
};

/*
 * Reads the part for numbering, or all of a document in one file.  Returns
 * NULL or what is wrong.  To be freed either way.
 */
const char *word_numbering_read(struct word_numbering *, struct str xml,
	    unsigned max_depth);

/* The level of a number that is meant for a style; 0 where none is. */
long	word_numbering_level(const struct word_numbering *, long number,
	    struct str style);

/*
 * Counts one paragraph and appends its number; nothing where there is none
 * to show.  Bullets are left out, unless one may be taken for the sign of a
 * figure.  Returns whether a gap follows it.
 */
bool	word_numbering_count(struct word_numbering *, long number, long level,
	    struct buf *out);

/* Frees it. */
void	word_numbering_free(struct word_numbering *);

#endif
