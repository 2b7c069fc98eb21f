/*
 * The functions of libarchive.
 *
 * To load libarchive with what it needs itself takes as long as a program
 * needs to start; so it is loaded for the first archive, where the system
 * can do that (GX_LIBARCHIVE is the library's name), and else linked.
 */
#ifndef GX_OPEN_LIBARCHIVE_H
#define GX_OPEN_LIBARCHIVE_H

#include <archive.h>
#include <archive_entry.h>

#include "base/load.h"

#define LIBARCHIVE(X) \
	X(archive_entry_filetype) X(archive_entry_is_encrypted) \
	X(archive_entry_pathname) X(archive_entry_pathname_utf8) \
	X(archive_entry_size) X(archive_error_string) \
	X(archive_filter_bytes) X(archive_filter_code) \
	X(archive_filter_count) X(archive_format) \
	X(archive_read_data_block) X(archive_read_free) \
	X(archive_read_has_encrypted_entries) X(archive_read_new) \
	X(archive_read_next_header) X(archive_read_open1) \
	X(archive_read_open_memory) X(archive_read_set_callback_data) \
	X(archive_read_set_read_callback) X(archive_read_set_seek_callback) \
	X(archive_read_set_skip_callback) \
	X(archive_read_support_filter_bzip2) \
	X(archive_read_support_filter_compress) \
	X(archive_read_support_filter_gzip) \
	X(archive_read_support_filter_lz4) \
	X(archive_read_support_filter_lzip) \
	X(archive_read_support_filter_lzma) \
	X(archive_read_support_filter_xz) \
	X(archive_read_support_filter_zstd) \
	X(archive_read_support_format_7zip) \
	X(archive_read_support_format_ar) \
	X(archive_read_support_format_cab) \
	X(archive_read_support_format_cpio) \
	X(archive_read_support_format_empty) \
	X(archive_read_support_format_iso9660) \
	X(archive_read_support_format_rar) \
	X(archive_read_support_format_rar5) \
	X(archive_read_support_format_raw) \
	X(archive_read_support_format_tar) \
	X(archive_read_support_format_zip) X(archive_set_error)

struct libarchive {
	LIBARCHIVE(LOAD_MEMBER)
};

/* The library; NULL if it cannot be loaded.  It lives as long as the
 * program. */
const struct libarchive *libarchive(void);

#endif
