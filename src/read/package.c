#include <fnmatch.h>
#include <locale.h>
#include <pthread.h>
#include <stdlib.h>

#include "open/libarchive.h"
#include "read/package.h"

#define FREE	((size_t)1024 * 1024)	/* unpacked, before the ratio counts */

struct zip {
	const struct libarchive	*lib;
	struct archive		*a;
};

/* False if it is none, or cannot be read; it is not to be closed then. */
static bool
open_zip(struct zip *z, struct str bytes)
{
	if ((z->lib = libarchive()) == NULL ||
	    (z->a = z->lib->archive_read_new()) == NULL)
		return false;
	if (z->lib->archive_read_support_format_zip(z->a) == ARCHIVE_OK &&
	    z->lib->archive_read_open_memory(z->a, bytes.s, bytes.n) == ARCHIVE_OK)
		return true;
	z->lib->archive_read_free(z->a);
	return false;
}

/* libarchive turns names in UTF-8 into the locale's encoding, or drops them. */
static locale_t utf8;

static void
make_locale(void)
{
	utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
}

/* The name of a part; some producers write '\\' between folders. */
static void
part_name(struct buf *out, const struct zip *z, struct archive_entry *e)
{
	const char *name = z->lib->archive_entry_pathname(e);

	buf_reset(out);
	for (name += name != NULL && *name == '/'; name != NULL &&
	    *name != '\0'; name++)
		buf_byte(out, *name == '\\' ? '/' : *name);
}

/* Reads the next part's header and name; what libarchive returned. */
static int
next_part(const struct zip *z, struct archive_entry **e, struct buf *name)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	locale_t old;
	int r;

	pthread_once(&once, make_locale);
	old = uselocale(utf8);
	r = z->lib->archive_read_next_header(z->a, e);
	if (r == ARCHIVE_OK || r == ARCHIVE_WARN)
		part_name(name, z, *e);
	uselocale(old);
	return r;
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
read_data(const struct zip *z, struct buf *out, size_t packed, size_t *total,
    const struct package_limits *limits)
{
	const void *p;
	size_t n;
	la_int64_t offset;
	int r;

	while ((r = z->lib->archive_read_data_block(z->a, &p, &n, &offset)) ==
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
read_parts(struct package *pkg, const struct zip *z, struct buf *name,
    size_t packed, const char *const *patterns,
    const struct package_limits *limits)
{
	struct archive_entry *e;
	struct package_part *part;
	const char *wrong = NULL;
	size_t total = 0;
	int r;

	while (wrong == NULL &&
	    (r = next_part(z, &e, name)) != ARCHIVE_EOF) {
		if (r != ARCHIVE_OK && r != ARCHIVE_WARN)
			return "an office document that is damaged";
		buf_z(name);
		if (name->failed)
			return "out of memory";
		if (!matches(name->s, patterns))
			continue;
		if (z->lib->archive_entry_is_encrypted(e))
			return "an encrypted office document";
		if ((part = add_part(pkg, name)) == NULL)
			return "out of memory";
		wrong = read_data(z, &part->bytes, packed, &total, limits);
	}
	return wrong;
}

const char *
package_read(struct package *pkg, struct str zip,
    const char *const *patterns, const struct package_limits *limits)
{
	struct zip z;
	struct buf name = { 0 };
	const char *wrong;

	*pkg = (struct package){ 0 };
	if (libarchive() == NULL)
		return "libarchive cannot be loaded";
	if (!open_zip(&z, zip))
		return "an office document that is damaged";
	wrong = read_parts(pkg, &z, &name, zip.n, patterns, limits);
	buf_free(&name);
	z.lib->archive_read_free(z.a);
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
	struct zip z;
	struct archive_entry *e;
	struct buf name = { 0 };
	bool has = false;
	int r;

	if (!open_zip(&z, zip))
		return false;
	while (!has && ((r = next_part(&z, &e, &name)) == ARCHIVE_OK ||
	    r == ARCHIVE_WARN))
		has = matches(buf_z(&name), patterns);
	buf_free(&name);
	z.lib->archive_read_free(z.a);
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
