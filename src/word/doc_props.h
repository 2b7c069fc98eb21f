/*
 * What a Word 97 document ([MS-DOC]) says of its paragraphs and characters,
 * as far as it matters to their text.
 */
#ifndef GX_WORD_DOC_PROPS_H
#define GX_WORD_DOC_PROPS_H

#include <stdint.h>

#include "base/buf.h"
#include "word/story.h"

/* The tables of the FIB that are used, by their place in it (2.5.6). */
enum doc_table {
	DOC_STYLES = 1, DOC_CHARACTERS = 12, DOC_PARAGRAPHS = 13,
	DOC_PIECES = 33, DOC_LISTS = 73, DOC_OVERRIDES = 74
};

/* The streams of a document. */
struct doc_streams {
	struct str	 main, table, data;
};

struct doc_props {
	struct doc_streams in;
	struct str	 paragraphs, characters;	/* their pages, by FC */
	struct doc_style *styles;
	size_t		 nstyles;
	uint64_t	 work, most;	/* bytes of properties read, at most */
	struct story_row	 row;		/* of the row that ended last */
};

struct doc_paragraph {
	bool		 in_table, row_end;
	bool		 inner_cell, inner_row_end;
	unsigned	 depth;		/* of tables, 0: not said */
	int		 list, level;	/* numbering; list below 1: none */
};

/* Characters with the same properties, by FC. */
struct doc_run {
	uint32_t	 from, to;
	bool		 hidden;	/* or deleted */
	bool		 symbol;	/* a character of a font, not of text */
	bool		 apart;		/* raised, lowered or struck out */
};

/* The bytes of a table of the FIB; an empty slice where there is none. */
struct str doc_table(const struct doc_streams *, enum doc_table);

/* Streams must outlive it; false without memory. To be freed. */
bool	doc_props_open(struct doc_props *, const struct doc_streams *);
void	doc_props_free(struct doc_props *);

/*
 * The paragraph whose mark is at fc; `piece` are properties of its piece.
 * The row it ends, if any, is described in row.
 */
struct doc_paragraph doc_paragraph(struct doc_props *, uint32_t fc,
	    struct str piece);

/* The run that the character at fc belongs to. */
struct doc_run doc_run(struct doc_props *, uint32_t fc, struct str piece);

/* Whether the properties are endless. */
bool	doc_props_exhausted(const struct doc_props *);

#endif
