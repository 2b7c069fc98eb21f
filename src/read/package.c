#include <archive.h>
#include <archive_entry.h>
#include <fnmatch.h>
#include <stdlib.h>

#include "read/package.h"

#define FREE	((size_t)1024 * 1024)	/* unpacked, before the ratio counts */

static struct archive *
open_zip(struct str zip)
{
	struct archive *a = archive_read_new();

	if (a == NULL)
		return NULL;
	if (archive_read_support_format_zip(a) != ARCHIVE_OK ||
	    archive_read_open_memory(a, zip.s, zip.n) != ARCHIVE_OK) {
		archive_read_free(a);
		return NULL;
	}
	return a;
}

/* The name of a part; some producers write '\\' between folders. */
static void
part_name(struct buf *out, struct archive_entry *e)
{
	const char *name = archive_entry_pathname(e);

	buf_reset(out);
	for (name += name != NULL && *name == '/'; name != NULL &&
	    *name != '\0'; name++)
		buf_byte(out, *name == '\\' ? '/' : *name);
}

static bool
matches(const char *name, const char *const *patterns)
{
	for (; *patterns != NULL; patterns++)
		if (fnmatch(*patterns, name, FNM_PATHNAME) == 0)
			return true;
	return false;
}

/* Whether so many unpacked bytes pass a limit. */
static bool
exceeds(size_t n, size_t packed, const struct package_limits *limits)
{
	return n > limits->max_bytes || (n > FREE && limits->max_ratio != 0 &&
	    n / limits->max_ratio > packed);
}

/* Appends the data of the present part; *total counts all parts. */
static const char *
read_data(struct archive *a, struct buf *out, size_t packed, size_t *total,
    const struct package_limits *limits)
{
	const void *p;
	size_t n;
	la_int64_t offset;
	int r;

	while ((r = archive_read_data_block(a, &p, &n, &offset)) ==
	    ARCHIVE_OK) {
		if (exceeds(*total += n, packed, limits))
			return "unpacks to more than the limit";
		buf_add(out, p, n);
	}
	if (r != ARCHIVE_EOF)
		return "an office document that is damaged";
	return out->failed ? "out of memory" : NULL;
}

/* Adds the present part, named by *name, which it takes over. */
static struct package_part *
add_part(struct package *pkg, struct buf *name)
{
	struct package_part *bigger;

	bigger = realloc(pkg->parts, (pkg->n + 1) * sizeof(*bigger));
	if (bigger == NULL)
		return NULL;
	pkg->parts = bigger;
	bigger[pkg->n] = (struct package_part){ .name = *name };
	*name = (struct buf){ 0 };
	return &bigger[pkg->n++];
}

/* Reads what the patterns ask for. */
static const char *
read_parts(struct package *pkg, struct archive *a, struct buf *name,
    size_t packed, const char *const *patterns,
    const struct package_limits *limits)
{
	struct archive_entry *e;
	struct package_part *part;
	const char *wrong = NULL;
	size_t total = 0;
	int r;

	while (wrong == NULL &&
	    (r = archive_read_next_header(a, &e)) != ARCHIVE_EOF) {
		if (r != ARCHIVE_OK && r != ARCHIVE_WARN)
			return "an office document that is damaged";
		part_name(name, e);
		buf_z(name);
		if (name->failed)
			return "out of memory";
		if (!matches(name->s, patterns))
			continue;
		if (archive_entry_is_encrypted(e))
			return "an encrypted office document";
		if ((part = add_part(pkg, name)) == NULL)
			return "out of memory";
		wrong = read_data(a, &part->bytes, packed, &total, limits);
	}
	return wrong;
}

const char *
package_read(struct package *pkg, struct str zip,
    const char *const *patterns, const struct package_limits *limits)
{
	struct archive *a = open_zip(zip);
	struct buf name = { 0 };
	const char *wrong;

	*pkg = (struct package){ 0 };
	if (a == NULL)
		return "an office document that is damaged";
	wrong = read_parts(pkg, a, &name, zip.n, patterns, limits);
	buf_free(&name);
	archive_read_free(a);
	return wrong;
}

struct str
package_part(const struct package *pkg, const char *name)
{
	size_t i;

	for (i = 0; i < pkg->n; i++)
		if (str_is(buf_slice(&pkg->parts[i].name), name))
			return buf_slice(&pkg->parts[i].bytes);
	return (struct str){ NULL, 0 };
}

bool
package_has(struct str zip, const char *pattern)
{
	const char *const patterns[] = { pattern, NULL };
	struct archive *a = open_zip(zip);
	struct archive_entry *e;
	struct buf name = { 0 };
	bool has = false;
	int r;

	while (!has && a != NULL &&
	    ((r = archive_read_next_header(a, &e)) == ARCHIVE_OK ||
	    r == ARCHIVE_WARN)) {
		part_name(&name, e);
		has = matches(buf_z(&name), patterns);
	}
	buf_free(&name);
	archive_read_free(a);
	return has;
}

void
package_free(struct package *pkg)
{
	size_t i;

	for (i = 0; i < pkg->n; i++) {
		buf_free(&pkg->parts[i].name);
		buf_free(&pkg->parts[i].bytes);
	}
	free(pkg->parts);
	*pkg = (struct package){ 0 };
}
