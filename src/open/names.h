/*
 * The names in a directory, in byte order.
 */
#ifndef GX_OPEN_NAMES_H
#define GX_OPEN_NAMES_H

#include <stddef.h>

/* A zeroed one is empty.  It owns the names. */
struct names {
	char	**name;
	size_t	  n;
};

/*
 * Reads those that may be documents or directories.  Returns NULL, or why
 * some could not be read.
 */
const char *names_read(struct names *, const char *path);

void	names_free(struct names *);

#endif
