/*
 * Headings of a report's sections, known by their words whatever their
 * numerals.
 */
#ifndef GX_REPORT_HEADING_H
#define GX_REPORT_HEADING_H

#include "base/arena.h"

/* What a line is the heading of, besides sections 1 to 6. */
enum { HEADING_NONE = 0, HEADING_UNKNOWN = 7 };

/*
 * The section (1 to 6) whose heading the line is; HEADING_UNKNOWN for a
 * heading the form does not have, HEADING_NONE for none.  *weak is set for
 * words that head section 1 only if no others do.
 */
int	heading_section(struct arena *, struct str line, bool *weak);

/*
 * Skips a main numeral (一、 二. 三 ...; not （一）, no 二〇二四年) at the
 * head of s.
 * Returns it, 1 to 10; 0 when there is none.
 */
int	heading_numeral(struct str *s);

/* The bytes of a heading of section 6 that ends in 事项 and is followed by
 * something else on its line; 0 if the line is none. */
size_t	heading_cut(struct str line);

/* s without white space, # and * at its ends. */
struct str heading_trim(struct str s);

#endif
