/*
 * What the first bytes of a source, or its name, tell about it before
 * anybody reads it.
 */
#ifndef GX_OPEN_SNIFF_H
#define GX_OPEN_SNIFF_H

#include "open/source.h"

enum sniff_kind {
	SNIFF_DOCUMENT,		/* none of the others; office files too */
	SNIFF_COMPRESSED,	/* one compressed file */
	SNIFF_STREAMED,		/* an archive that is read front to back */
	SNIFF_SEEKED,		/* an archive read by its directory */
	SNIFF_ALIEN		/* surely no document: a picture, a font ... */
};

struct sniff {
	enum sniff_kind	 kind;
	const char	*what;	/* "a picture (PNG)", of SNIFF_ALIEN only */
};

/*
 * Peeks at a source, at no more than is needed: 512 bytes of text, 4 KiB
 * of a zip, 32 KiB of what begins with NUL bytes (an ISO image may).
 */
struct sniff sniff_source(struct source *);

/*
 * Whether a path, the names in it split by '/', holds a name no office
 * gives to a document: __MACOSX, ._*, .DS_Store, Thumbs.db, ~$* ...
 */
bool	sniff_litter(const char *path);

#endif
