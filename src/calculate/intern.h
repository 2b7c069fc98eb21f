/*
 * A set of tuples of strings, numbered from 0 in order of arrival.  The
 * set owns copies of the strings.
 */
#ifndef GX_CALCULATE_INTERN_H
#define GX_CALCULATE_INTERN_H

#include <stdint.h>

#include "base/str.h"

#define INTERN_NONE	UINT32_MAX

struct intern;

/* A set of tuples of `parts` strings; NULL without memory. */
struct intern *intern_new(size_t parts);
void	intern_free(struct intern *);

/* The number of a tuple, which is added if need be; NONE without memory. */
uint32_t intern_id(struct intern *, const struct str *tuple);

/* The number of a tuple, NONE when it is not there. */
uint32_t intern_find(const struct intern *, const struct str *tuple);

/* How many tuples there are. */
uint32_t intern_count(const struct intern *);

/* The strings of a tuple, valid until another is added. */
const struct str *intern_tuple(const struct intern *, uint32_t id);

/* Whether that is the tuple of that number. */
bool	intern_is(const struct intern *, uint32_t id, const struct str *);

/* Byte order of two tuples, string by string. */
int	intern_compare(const struct intern *, uint32_t a, uint32_t b);

#endif
