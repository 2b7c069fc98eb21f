/* What a struct check holds; for src/check only. */
#ifndef GX_CHECK_SETTINGS_H
#define GX_CHECK_SETTINGS_H

#include "check/keep.h"
#include "check/look.h"

#define CHECK_RULES	64	/* at least as many as there are rules */
#define CHECK_ITEMS	256	/* and as a form has items */

struct check {
	struct check_settings settings;
	bool		 on[CHECK_RULES];
	bool		 any[SCOPE_YEARS + 1];	/* rules of that scope */
	struct identities *identities;	/* of each form */
	unsigned short	 (*places)[KEPT];	/* of kept figures, so */
};

/* Looks with all rules of a scope that are on. */
void	check_scope(const struct check *, struct look *, enum scope);

#endif
