/*
 * Text from strangers as it may be sent to a terminal: what is not shown
 * there but does something (utf8_control), and bytes that are no UTF-8, come
 * out as SHOWN_AS.
 */
#ifndef GX_BASE_SHOWN_H
#define GX_BASE_SHOWN_H

#include "base/buf.h"

#define SHOWN_AS	'?'

/*
 * Whether the character at *i of s, *i moved behind it, may be sent as it
 * is.  *i must be below s.n.
 */
bool	shown_next(struct str s, size_t *i);

/* Appends s so; with lines, tabs and line feeds stay. */
void	shown(struct buf *, struct str s, bool lines);

#endif
