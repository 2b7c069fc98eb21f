/*
 * The central directory of a zip in a file that can seek, read beside
 * libarchive, which says what the members are: only where the bytes of a
 * plain one are, stored or deflated, is told here.
 */
#ifndef GX_OPEN_CENTRAL_H
#define GX_OPEN_CENTRAL_H

#include <sys/types.h>

#include "open/stored.h"

struct central;

/*
 * The directory of the zip that fills a file from `base` on; NULL without
 * memory, and where there is none that is plain.
 */
struct central *central_open(int fd, off_t base);
void	central_close(struct central *);

/* Goes to the next member; at first none is present. */
void	central_next(struct central *);

/*
 * The present member if its packed bytes begin at `data`, it unpacks to
 * `size` bytes, of which there are some, and its header and the next
 * member's are where and as the directory says; else NULL, and where it
 * takes much more room packed.  To be freed with stored_free().
 */
struct stored *central_member(struct central *, uint64_t data, uint64_t size);

#endif
