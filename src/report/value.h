/*
 * What a cell says: a number, nothing, or something else.
 */
#ifndef GX_REPORT_VALUE_H
#define GX_REPORT_VALUE_H

#include "base/arena.h"

enum value_kind {
	VALUE_NUMBER,
	VALUE_BLANK,		/* empty, or a stroke */
	VALUE_DOUBT,		/* digits that may be two numbers, or half one */
	VALUE_TEXT		/* no number */
};

struct value {
	enum value_kind	 kind;
	struct str	 number;	/* a plain decimal, in the arena or the
					   cell */
	int		 unit;		/* power of ten of yuan: 0, 4 (万), 8
					   (亿); -1 when it names no money */
	bool		 zeros;		/* VALUE_DOUBT: only zeros, fused */
	bool		 stroke;	/* VALUE_BLANK: a stroke, not nothing */
};

/* Reads the text of one cell. */
struct value value_read(struct arena *, struct str cell);

/*
 * Multiplies a plain decimal by ten to the power; the point moves, no
 * digit is lost, zeros behind the point are dropped.
 */
struct str value_shift(struct arena *, struct str number, int power);

#endif
