/*
 * What libdeflate unpacks to the declared size and checksum is right.  Of
 * all else libarchive is asked, which may still be content, and else says
 * what is wrong.
 */
#include <stdio.h>
#include <stdlib.h>

#include "open/deflate.h"
#include "open/libarchive.h"
#include "open/stored.h"

#define RAW	(-15)		/* zlib is to expect deflated data only */

void
stored_free(struct stored *m)
{
	if (m == NULL)
		return;
	buf_free(&m->whole);
	buf_free(&m->zip);
	free(m);
}

/* Whether it unpacks to what was declared. */
static bool
inflate_all(const struct stored *m, char *to)
{
	const struct libdeflate *lib = libdeflate();
	struct libdeflate_decompressor *d;
	const char *from = m->zip.s + m->data;
	size_t used = m->packed, n = m->size;
	enum libdeflate_result r = LIBDEFLATE_SUCCESS;

	if (lib == NULL)
		return false;
	if (!m->deflated) {
		memcpy(to, from, n);
	} else {
		if ((d = lib->libdeflate_alloc_decompressor()) == NULL)
			return false;
		r = lib->libdeflate_deflate_decompress_ex(d, from, m->packed,
		    to, m->size, &used, &n);
		lib->libdeflate_free_decompressor(d);
	}
	return r == LIBDEFLATE_SUCCESS && used == m->packed &&
	    n == m->size && lib->libdeflate_crc32(0, to, n) == m->crc;
}

struct stored_head {
	const struct zlib	*lib;
	z_stream		 z;
};

struct stored_head *
stored_head_new(void)
{
	struct stored_head *h = calloc(1, sizeof(*h));

	if (h == NULL)
		return NULL;
	if (libdeflate() == NULL || (h->lib = zlib()) == NULL ||
	    h->lib->inflateInit2_(&h->z, RAW, ZLIB_VERSION,
	    (int)sizeof(h->z)) != Z_OK) {
		free(h);
		return NULL;
	}
	return h;
}

void
stored_head_free(struct stored_head *h)
{
	if (h != NULL)
		h->lib->inflateEnd(&h->z);
	free(h);
}

/* Reads n bytes of the beginning; libdeflate knows no beginnings. */
static bool
read_head(const struct stored *m, struct stored_head *h, void *p, size_t n)
{
	z_stream *z = &h->z;
	int r;

	if (!m->deflated) {
		memcpy(p, m->zip.s + m->data + m->at, n);
		return true;
	}
	if (m->at == 0) {
		h->lib->inflateReset(z);
		z->next_in = (unsigned char *)m->zip.s + m->data;
		z->avail_in = (unsigned)m->packed;
	}
	z->next_out = p;
	z->avail_out = (unsigned)n;
	do
		r = h->lib->inflate(z, Z_SYNC_FLUSH);
	while (r == Z_OK && z->avail_out > 0);
	return z->avail_out == 0;
}

ssize_t
stored_read(struct stored *m, struct stored_head *head, void *p, size_t n)
{
	size_t left = m->size - m->at;

	if (m->whole.len == 0 && n < left) {
		if (!read_head(m, head, p, n))
			return -1;
	} else {
		if (m->whole.len == 0 && (!buf_room(&m->whole, m->size) ||
		    !inflate_all(m, m->whole.s)))
			return -1;
		m->whole.len = m->size;
		n = n < left ? n : left;
		memcpy(p, m->whole.s + m->at, n);
	}
	m->at += n;
	return (ssize_t)n;
}

/* Appends what libarchive reads of it: 0, or -1 with an error. */
static int
read_blocks(struct stored *m, const struct libarchive *lib,
    struct archive *a, struct buf *out, size_t limit)
{
	const void *p = NULL;
	const char *why;
	size_t n = 0;
	la_int64_t offset;
	int r;

	while ((r = lib->archive_read_data_block(a, &p, &n, &offset)) ==
	    ARCHIVE_OK || r == ARCHIVE_RETRY) {
		if (r == ARCHIVE_RETRY)
			continue;
		if (n > limit)
			return source_fail(&m->said,
			    "larger than the limit of %zu bytes", limit);
		limit -= n;
		buf_add(out, p, n);
		if (out->failed)
			return source_fail(&m->said, "out of memory");
	}
	if (r == ARCHIVE_EOF)
		return 0;
	why = lib->archive_error_string(a);
	return source_fail(&m->said, "%s", why != NULL && *why != '\0' ?
	    why : "damaged or cut short");
}

static void
read_slowly(struct stored *m, struct buf *out, size_t limit)
{
	const struct libarchive *lib = libarchive();
	struct archive *a = lib != NULL ? lib->archive_read_new() : NULL;
	struct archive_entry *e;

	if (a == NULL) {
		source_fail(&m->said, "out of memory");
		return;
	}
	if (lib->archive_read_support_format_zip(a) != ARCHIVE_OK ||
	    lib->archive_read_open_memory(a, m->zip.s, m->zip.len) !=
	    ARCHIVE_OK || lib->archive_read_next_header(a, &e) < ARCHIVE_WARN)
		source_fail(&m->said, "damaged or cut short");
	else
		read_blocks(m, lib, a, out, limit);
	lib->archive_read_free(a);
}

const char *
stored_unpack(struct stored *m, struct buf *out, size_t limit)
{
	size_t before = out->len;

	if (m->size <= limit && buf_room(out, m->size) &&
	    inflate_all(m, out->s + before))
		out->len += m->size;
	else
		read_slowly(m, out, limit);
	return m->said.error;
}
