/*
 * The streams of a compound file (OLE2, [MS-CFB]), held in memory.
 * libgsf would bring GLib and GObject, whose start costs more than the
 * reading of a document.
 */
#ifndef GX_READ_OLE_H
#define GX_READ_OLE_H

#include <stdint.h>

#include "base/buf.h"

struct ole {
	struct str	 file;
	unsigned	 shift;		/* of a sector's size */
	struct buf	 fat, mini_fat;	/* tables of 32-bit sector numbers */
	struct buf	 entries;	/* of the directory, 128 bytes each */
	struct buf	 mini;		/* the sectors of short streams */
	uint32_t	 cutoff;	/* streams below it are short */
};

/*
 * Opens a file, which must outlive it.  Returns NULL, or what is wrong in
 * a few words; to be freed either way.
 */
const char *ole_open(struct ole *, struct str file);

/* Whether the root holds a stream or storage of that name (ASCII). */
bool	ole_has(const struct ole *, const char *name);

/*
 * Appends the root's stream of that name, or what there is of it: false
 * if there is none, or less than its size.
 */
bool	ole_read(const struct ole *, const char *name, struct buf *out);

void	ole_free(struct ole *);

#endif
