/* The keys sums are grouped by. */
#ifndef GX_STREAM_KEYS_H
#define GX_STREAM_KEYS_H

#include "stream/stream.h"

#define KEYS_MAX	5

struct keys {
	size_t		n;
	enum column	column[KEYS_MAX];	/* in the order given */
};

/* The key of that name (report, dir, org, year, form); COLUMNS if none. */
enum column keys_column(struct str name);

/* Adds a key; false when it is there already. */
bool	keys_add(struct keys *, enum column);

/*
 * Reads a list like "year,org"; NULL and "" are no keys at all.  Returns
 * NULL, or what is wrong with it.
 */
const char *keys_parse(struct keys *, const char *by);

#endif
