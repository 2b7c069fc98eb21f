/*
 * The functions of libarchive, without archive_ ahead of their names.
 *
 * To load libarchive with what it needs itself takes as long as a program
 * needs to start; so it is loaded for the first archive, where the system
 * can do that (GX_LIBARCHIVE is the library's name), and else linked.
 */
#ifndef GX_OPEN_LIBARCHIVE_H
#define GX_OPEN_LIBARCHIVE_H

#include <archive.h>
#include <archive_entry.h>

#define LIBARCHIVE_FUNCTIONS(X) \
	X(entry_filetype) X(entry_is_encrypted) X(entry_pathname) \
	X(entry_pathname_utf8) X(entry_size) X(error_string) \
	X(filter_bytes) X(filter_code) X(filter_count) X(format) \
	X(read_data_block) X(read_free) X(read_has_encrypted_entries) \
	X(read_new) X(read_next_header) X(read_open1) \
	X(read_open_memory) X(read_set_callback_data) \
	X(read_set_read_callback) X(read_set_seek_callback) \
	X(read_set_skip_callback) X(read_support_filter_bzip2) \
	X(read_support_filter_compress) X(read_support_filter_gzip) \
	X(read_support_filter_lz4) X(read_support_filter_lzip) \
	X(read_support_filter_lzma) X(read_support_filter_xz) \
	X(read_support_filter_zstd) X(read_support_format_7zip) \
	X(read_support_format_ar) X(read_support_format_cab) \
	X(read_support_format_cpio) X(read_support_format_empty) \
	X(read_support_format_iso9660) X(read_support_format_rar) \
	X(read_support_format_rar5) X(read_support_format_raw) \
	X(read_support_format_tar) X(read_support_format_zip) X(set_error)

struct libarchive {
#define LIBARCHIVE_MEMBER(name)	__typeof__(archive_##name) *name;
	LIBARCHIVE_FUNCTIONS(LIBARCHIVE_MEMBER)
#undef LIBARCHIVE_MEMBER
};

/* The library; NULL if it cannot be loaded.  It lives as long as the
 * program. */
const struct libarchive *libarchive(void);

#endif
