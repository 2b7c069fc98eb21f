/*
 * Text from strangers as it may be sent to a terminal.
 */
#ifndef GX_BASE_SHOWN_H
#define GX_BASE_SHOWN_H

#include "base/buf.h"

/*
 * Appends s with a '?' for each control (utf8_control) and each byte that
 * is no UTF-8; with lines, tabs and line feeds stay.
 */
void	shown(struct buf *, struct str s, bool lines);

#endif
