/*
 * An office document that is a zip of parts (OPC of ECMA-376, OpenDocument,
 * OFD), held in memory and opened through libarchive.  No part is written
 * to a file.
 */
#ifndef GX_READ_PACKAGE_H
#define GX_READ_PACKAGE_H

#include "base/buf.h"

/* What bounds a package; parts count together. */
struct package_limits {
	size_t		 max_bytes;	/* unpacked */
	unsigned	 max_ratio;	/* unpacked to packed; 0: any */
};

/* A part that was read; it belongs to the package. */
struct package_part {
	struct buf	 name;		/* within the zip, '/' between folders */
	struct buf	 bytes;
};

struct package {
	struct package_part	*parts;	/* in the zip's order */
	size_t			 n;
};

/*
 * Reads the parts of a zip whose names match one of the patterns of
 * fnmatch(3), a list that ends with NULL ('*' does not match '/'), in one
 * pass; without patterns none, so that package_names can be asked.
 * Returns NULL, or what is wrong in a few words: damaged, encrypted,
 * beyond the limits, no memory.  The package is to be freed either way.
 */
const char *package_read(struct package *, struct str zip,
	    const char *const *patterns, const struct package_limits *);

/* The bytes of a part; an empty slice of NULL where it was not read. */
struct str package_part(const struct package *, const char *name);

/*
 * Whether the zip holds a part whose name matches the pattern of
 * fnmatch(3); false for a zip that cannot be read.
 */
bool	package_has(struct str zip, const char *pattern);

/* Frees all parts. */
void	package_free(struct package *);

#endif
