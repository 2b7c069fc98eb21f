/*
 * What is drawn on pages, from an SVG file as cairo writes it for
 * documents of one page or more (pageSet): lines and places of glyphs.
 */
#ifndef GX_PAGE_SVG_H
#define GX_PAGE_SVG_H

#include "page/page.h"

/* Adds rules and glyphs; what is wrong, or NULL. */
const char *svg_read(struct str svg, struct pages *);

/*
 * Takes the next number from a list with blanks and commas between; false
 * where there is none.
 */
bool	svg_number(struct str *, double *);

/*
 * Adds the rules of a path of absolute M, L, C, H, V and Z: its sides where
 * it is a stroke without curves, else the boxes it fills.  (a, b, c, d, e, f) is SVG's matrix.
 */
void	svg_path(struct str d, const double matrix[6], bool stroke,
	    struct pages *, size_t page);

#endif
