/*
 * How much of a text repeats an older one.  Compared are characters as
 * report/fold.h folds them, with every number, whatever its digits, put as
 * one mask: new years and figures do not hide a copy.  Rows of tables
 * (lines with tabs, and lines beside them that are no sentence) are no
 * prose; a long line without a full stop goes on in the next one.
 *
 * The measure is containment by shingles (A. Broder, On the resemblance
 * and containment of documents, 1997), counted in characters: those of the
 * new text that lie in a run of PROSE_SHINGLE characters the old text also
 * has, or in a sentence it has as a whole, of all its characters.
 */
#ifndef GX_CALCULATE_PROSE_H
#define GX_CALCULATE_PROSE_H

#include <stdint.h>

#include "base/str.h"

#define PROSE_SHINGLE	12

struct prose_sentence {
	struct str	text;		/* as written, its full stop too */
	size_t		start, n;	/* its characters */
};

/* A text made ready; it owns its arrays but not the text. */
struct prose {
	uint16_t		*c;	/* folded and masked */
	size_t			 n;
	struct prose_sentence	*sentence;
	size_t			 nsentences, room;
};

/* Makes a text ready, which must outlive it; false without memory. */
bool	prose_read(struct prose *, struct str text);
void	prose_free(struct prose *);

/* Whether two sentences are the same but for their numbers. */
bool	prose_same(const struct prose *, size_t, const struct prose *, size_t);

/*
 * How many characters of `text` repeat `old`, at most text->n; SIZE_MAX
 * without memory.
 */
size_t	prose_repeated(const struct prose *old, const struct prose *text);

#endif
