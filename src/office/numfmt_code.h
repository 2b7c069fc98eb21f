/*
 * A number format's code taken apart: its sections, and a section's marks.
 */
#ifndef GX_OFFICE_NUMFMT_CODE_H
#define GX_OFFICE_NUMFMT_CODE_H

#include "base/buf.h"

#define NUMFMT_MARKS	128

enum numfmt_kind {
	MARK_LITERAL,		/* text */
	MARK_DIGIT,		/* 0 # ? */
	MARK_POINT, MARK_COMMA, MARK_PERCENT,
	MARK_GENERAL,		/* the value as it is */
	MARK_DATE,		/* y m d h s, n times */
	MARK_ELAPSED,		/* [h] and the like */
	MARK_HALF,		/* AM/PM */
	MARK_UNKNOWN
};

struct numfmt_mark {
	enum numfmt_kind kind;
	struct str	 text;		/* of the code */
	char		 c;		/* of it, lower case */
};

struct numfmt_marks {
	struct numfmt_mark mark[NUMFMT_MARKS];
	size_t		 n;
	bool		 date, unknown;
	size_t		 digits, percents;
	size_t		 point;		/* which mark; n: none */
};

/* The section for a value; *minus: whether the sign is to be shown. */
struct str numfmt_section(struct str code, double value, bool *minus);

/* The marks of a section. */
void	numfmt_marks(struct numfmt_marks *, struct str section);

/* Appends a value as it is, with 15 digits. */
void	numfmt_general(struct buf *, double value);

/* Appends a value as the date or time its marks ask for. */
void	numfmt_date(struct buf *, double value, const struct numfmt_marks *,
	    bool from_1904);

#endif
