/*
 * The checksums of gzip, which libarchive does not look at: without them a
 * damaged file gives wrong text and no error.
 */
#ifndef GX_OPEN_GZIP_H
#define GX_OPEN_GZIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct gzip_check;

/* NULL without memory; freed by gzip_free. */
struct gzip_check *gzip_new(void);
void	gzip_free(struct gzip_check *);

/* The next bytes of the compressed file, and of what it unpacks to. */
void	gzip_packed(struct gzip_check *, const void *, size_t n);
void	gzip_unpacked(struct gzip_check *, const void *, size_t n);

/*
 * Whether all that was unpacked is what was packed, of a file of which
 * `end` bytes were used.
 */
bool	gzip_sound(const struct gzip_check *, uint64_t end);

#endif
