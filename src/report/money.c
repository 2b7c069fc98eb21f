/*
 * What stands nearest to a figure holds: a unit behind it, then the texts
 * from the row before on, then a note in the section.
 */
#include "report/money.h"

#define MAX_UNIT	4	/* characters of a unit that stands alone */
#define MAX_NOTE	16	/* and of a note on units */

#define YUAN	0x5143		/* 元 */
#define YUAN_2	0x5706		/* 圆 */
#define WAN	0x4E07		/* 万 */

/* Whether a text names 元, but not 万元. */
static bool
names_other(struct folded f)
{
	size_t i;

	for (i = 0; i < f.n; i++)
		if ((f.c[i] == YUAN || f.c[i] == YUAN_2) &&
		    (i == 0 || f.c[i - 1] != WAN))
			return true;
	return false;
}

static bool
names_wan(struct folded f)
{
	size_t i;

	for (i = 1; i < f.n; i++)
		if (f.c[i - 1] == WAN && (f.c[i] == YUAN || f.c[i] == YUAN_2))
			return true;
	return false;
}

/* The text of the piece behind a run, if it may be a unit. */
static struct folded
unit_behind(struct arena *a, const struct observed *o, const struct run *r)
{
	size_t i = r->first + r->n;
	struct folded none = { NULL, 0 }, f;

	if (i >= o->npieces || o->pieces[i].figure)
		return none;
	f = observe_fold(a, o, i);
	return f.n <= MAX_UNIT ? f : none;
}

/* Whether a note in the section of a run says that its unit is another. */
static bool
is_noted(struct arena *a, const struct observed *o, const struct run *r)
{
	const struct folded unit = fold(a, (struct str)STR("单位"));
	size_t section = o->section[o->pieces[r->first].line], i;
	struct folded f;

	for (i = 0; i < o->npieces; i++) {
		if (o->section[o->pieces[i].line] != section ||
		    o->pieces[i].figure)
			continue;
		f = observe_fold(a, o, i);
		if (f.n <= MAX_NOTE && fold_find(f, unit) >= 0 &&
		    names_other(f))
			return true;
	}
	return false;
}

bool
money_differs(struct arena *a, const struct observed *o, const struct run *r)
{
	struct folded behind = unit_behind(a, o, r);

	if (names_other(behind) || names_other(r->before))
		return true;
	return !names_wan(behind) && !names_wan(r->before) &&
	    is_noted(a, o, r);
}
