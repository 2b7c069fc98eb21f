/*
 * The XML of DOCX, ODT, ODS and XLSX.  A mutated zip fails its checksums,
 * so the input is the parts: each a name, a newline and its bytes, form
 * feeds between; they are zipped here.  Input that begins as XML is read
 * as a flat document.
 */
#include <archive.h>
#include <archive_entry.h>

#include "fuzz.h"

static size_t
zip(const char *p, size_t n, char *out, size_t room)
{
	struct archive *a = archive_write_new();
	struct archive_entry *e = archive_entry_new();
	const char *end, *name;
	size_t used = 0, left;
	char part[64];

	archive_write_set_format_zip(a);
	archive_write_set_options(a, "zip:compression=store");
	archive_write_open_memory(a, out, room, &used);
	for (; n > 0; p += left, n -= left) {
		end = memchr(p, '\f', n);
		left = end != NULL ? (size_t)(end - p) + 1 : n;
		name = memchr(p, '\n', left);
		if (name == NULL || (size_t)(name - p) >= sizeof(part))
			continue;
		memcpy(part, p, (size_t)(name - p));
		part[name - p] = '\0';
		archive_entry_clear(e);
		archive_entry_set_pathname(e, part);
		archive_entry_set_filetype(e, AE_IFREG);
		archive_entry_set_size(e, p + left - name - 1 - (end != NULL));
		if (archive_write_header(a, e) == ARCHIVE_OK)
			archive_write_data(a, name + 1,
			    (size_t)(p + left - name - 1 - (end != NULL)));
	}
	archive_write_close(a);
	archive_entry_free(e);
	archive_write_free(a);
	return used;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct buf out = { 0 }, packed = { 0 };

	if (n > 0 && *p == '<')
		document_text(fuzz_str(p, n), &fuzz_limits, &out);
	else if (buf_room(&packed, 2 * n + 65536)) {
		packed.len = zip((const char *)p, n, packed.s, packed.cap);
		document_text(buf_slice(&packed), &fuzz_limits, &out);
	}
	buf_free(&packed);
	buf_free(&out);
	return 0;
}
