/* The phrases in which reports state figures; for claims.c. */
#ifndef GX_CHECK_PATTERNS_H
#define GX_CHECK_PATTERNS_H

#include "check/claims.h"
#include "check/wording.h"

enum {
	AMONG = 1,	/* 其中 may stand before it */
	CONTEXT = 2,	/* its sentence speaks of information disclosure */
	ZERO = 4,	/* counts only if the number is 0 */
	NONE = 8,	/* says 0 in words */
	CHANNELS = 16	/* a part of it may be told by channel */
};

struct pattern {
	enum subject	 subject;
	enum subject	 also;		/* the same number; SUBJECTS: nothing */
	unsigned	 flags;
	struct step	 steps[10];
};

extern const struct pattern patterns[];
extern const size_t npatterns;

#endif
