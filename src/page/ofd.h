/* OFD (GB/T 33190-2016) to document text. */
#ifndef GX_PAGE_OFD_H
#define GX_PAGE_OFD_H

#include "read/package.h"

/*
 * Appends the text of the newest version of each document in the package
 * to out.  Returns NULL, or what is wrong: damaged, encrypted, without a
 * part it names, a scan, beyond the limits.
 */
const char *ofd_text(struct str bytes, const struct package_limits *,
	    unsigned max_depth, struct buf *out);

#endif
