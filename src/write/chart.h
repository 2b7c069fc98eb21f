/*
 * Small pictures as SVG (W3C SVG 1.1) for use inside an HTML page: colours
 * come from the page (classes bar, line, dot), the title is read by screen
 * readers.
 */
#ifndef GX_WRITE_CHART_H
#define GX_WRITE_CHART_H

#include "base/buf.h"

struct chart_point {
	struct str	 label;		/* a body, a year */
	struct str	 text;		/* the exact value, for people */
	double		 value;		/* where it is drawn, at least 0 */
};

/* Appends horizontal bars, one a point, from a common 0. */
void	chart_bars(struct buf *, struct str title, const struct chart_point *,
	    size_t n);

/* Appends a line through the points, from left to right, above 0. */
void	chart_line(struct buf *, struct str title, const struct chart_point *,
	    size_t n);

#endif
