/*
 * The functions of libdeflate, which unpacks twice as fast as zlib but only
 * what is whole, and of zlib for beginnings; loaded as libarchive is.
 */
#ifndef GX_OPEN_DEFLATE_H
#define GX_OPEN_DEFLATE_H

#include <libdeflate.h>
#include <zlib.h>

#include "base/load.h"

#define LIBDEFLATE(X) \
	X(libdeflate_alloc_decompressor) X(libdeflate_crc32) \
	X(libdeflate_deflate_decompress_ex) X(libdeflate_free_decompressor)

#define ZLIB(X) \
	X(inflate) X(inflateEnd) X(inflateInit2_) X(inflateReset)

struct libdeflate {
	LIBDEFLATE(LOAD_MEMBER)
};

struct zlib {
	ZLIB(LOAD_MEMBER)
};

/* NULL if they cannot be loaded: libarchive does without them. */
const struct libdeflate *libdeflate(void);
const struct zlib *zlib(void);

#endif
