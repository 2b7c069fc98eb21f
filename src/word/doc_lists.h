/*
 * The numbers that Word generates before paragraphs ([MS-DOC] 2.4.6.3).
 */
#ifndef GX_WORD_DOC_LISTS_H
#define GX_WORD_DOC_LISTS_H

#include "base/buf.h"

struct doc_lists {
	struct doc_list		*lists;
	struct doc_override	*overrides;
	size_t			 nlists, noverrides;
};

/*
 * Reads the tables of lists and of their overrides: `lists` goes on to the
 * end of its stream, for levels follow behind it, and size bytes of it are
 * the table.  Slices must outlive it.  False without memory; to be freed.
 */
bool	doc_lists_open(struct doc_lists *, struct str lists, size_t size,
	    struct str overrides);

/* Appends the number of the next paragraph of that list and level. */
void	doc_lists_number(struct doc_lists *, int list, int level,
	    struct buf *out);

void	doc_lists_free(struct doc_lists *);

#endif
