/*
 * Rows of tables laid out by blanks, whose cells stand on different lines.
 */
#ifndef GX_REPORT_STACKS_H
#define GX_REPORT_STACKS_H

#include "report/observe.h"

/*
 * Where labels wrap, or cells are padded, the figures of one row come to
 * stand on several lines, each in its column.  Puts such rows together in
 * place: the last of a row's lines becomes its texts and then its figures
 * from left to right, each set apart by a tab; its other lines become
 * empty.  Done only where the columns are clear and every row is full, so
 * that no figure can belong to two rows; all else is left as it stands.
 * New text lives in the arena.  Returns whether anything was put together.
 */
bool	stacks_close(struct arena *, struct observed *);

#endif
