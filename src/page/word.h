/* What a word on a page is, by its characters and its place. */
#ifndef GX_PAGE_WORD_H
#define GX_PAGE_WORD_H

#include <stdint.h>

#include "page/page.h"

/* The less than, equal to, greater than of qsort(3). */
#define COMPARE(a, b)	(((a) > (b)) - ((a) < (b)))

double	pw_middle(const struct page_word *);
double	pw_height(const struct page_word *);
struct str pw_text(const struct pages *, const struct page_word *);

/* By page, table, place in it, from above: for qsort(3). */
int	pw_by_cell(const void *, const void *);
/* From the left: for qsort(3). */
int	pw_by_left(const void *, const void *);

/*
 * The end of the line that begins with word i, of n words that are sorted
 * by cell.
 */
size_t	pw_line_end(const struct page_word *, size_t n, size_t i);

/* Whether v is w drawn again, a little beside, to look bold. */
bool	pw_is_shadow(const struct pages *, const struct page_word *v,
	    const struct page_word *w);

/* Whether blanks stand between two words of a line. */
bool	pw_is_apart(const struct pages *, const struct page_word *,
	    const struct page_word *);

/* Appends n words of a line, from the left. */
void	pw_write(const struct pages *, const struct page_word *, size_t n,
	    struct buf *out);

/* Whether it is of digits and signs alone, that is, may be a figure. */
bool	pw_is_figure(struct str);

bool	pw_is_digit(uint32_t);
bool	pw_has_digit(struct str);

/* Whether it begins as headings and items of lists do. */
bool	pw_is_numbered(struct str);

/*
 * Whether it begins with the number of an item of a list: an ideographic
 * numeral and a comma, one in brackets, digits and a stop.
 */
bool	pw_is_item(struct str);

/* The first and last character; 0 of none. */
uint32_t pw_first(struct str);
uint32_t pw_last(struct str);

#endif
