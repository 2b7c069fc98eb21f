/*
 * Writing TSV (gx(5)): UTF-8, LF, fields escaped as \t \n \r \\, what
 * PostgreSQL COPY and linear TSV read.  Records are built in a buffer, so
 * that a record is written whole or not at all.
 */
#ifndef GX_WRITE_TSV_H
#define GX_WRITE_TSV_H

#include "base/buf.h"

/* Appends a field, escaped, and the byte that ends it: \t or \n. */
void	tsv_field(struct buf *, struct str, char end);

/* Appends s with tabs, newlines, returns and backslashes escaped. */
void	tsv_escape(struct buf *, struct str);

/*
 * Appends s with escapes resolved; false at an escape that is none (what
 * came before it was appended).
 */
bool	tsv_unescape(struct buf *, struct str);

#endif
