/*
 * A member of a zip as it is stored, which can be unpacked later and by
 * another thread than the one that found it.
 */
#ifndef GX_OPEN_STORED_H
#define GX_OPEN_STORED_H

#include <stdint.h>

#include "open/source.h"

struct stored {
	struct buf	 zip;		/* an archive of this member alone */
	size_t		 data;		/* where in it the packed bytes are */
	size_t		 packed, size;	/* how many, and unpacked */
	uint32_t	 crc;		/* of the unpacked */
	bool		 deflated;	/* else not packed at all */
	/* of reading and unpacking */
	struct buf	 whole;		/* all of it */
	size_t		 at;		/* bytes that were read */
	struct source	 said;		/* its error */
};

/* NULL is allowed. */
void	stored_free(struct stored *);

/* What reads beginnings, of one member after the other. */
struct stored_head;

/* NULL without memory or libraries; freed by stored_head_free(). */
struct stored_head *stored_head_new(void);
void	stored_head_free(struct stored_head *);

/*
 * Reads up to n bytes, which are not checked before the last of them is
 * asked for; -1 when it does not unpack to what was declared.  The reader
 * of beginnings is not used for another before this one was left.
 */
ssize_t	stored_read(struct stored *, struct stored_head *, void *, size_t n);

/*
 * Appends all that it unpacks to, at most limit bytes.  Returns NULL, or what
 * is wrong; that is valid as long as the member is, and said as libarchive
 * says it.
 */
const char *stored_unpack(struct stored *, struct buf *, size_t limit);

#endif
