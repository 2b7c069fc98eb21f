/*
 * libarchive makes what cannot be guessed from its interface necessary:
 *
 * Names.  It converts names that are stored in UTF-8 or UTF-16 to the
 * locale's encoding, and gives NULL where that fails; names of no declared
 * encoding it passes on as they are.  So it is called in a locale of
 * UTF-8 of this thread's own, and in any process locale the outcome is
 * either UTF-8 or the raw bytes.
 *
 * Safety.  mtree would open files named in the archive, and lrzip, grzip
 * and lzop would run a program, hence the lists of formats and filters.
 *
 * Ratio.  The position of its lowest filter tells how many packed bytes a
 * member took.  Formats that seek may move it back; then only the totals
 * decide, for which a file that can seek counts whole: however often
 * members of a bomb overlap, the file is not longer than it is.  What a
 * member unpacks to beyond its ratio is taken out of the totals, lest one
 * bomb spoil all that is behind it, and bounded by itself.
 *
 * Speed.  libarchive unpacks with zlib, in the thread that walks.  Where
 * the directory of a zip tells where the bytes of a small member are, they
 * are unpacked past it, in any thread (stored.c); should they be damaged,
 * it reads them after all and says so in its own words.
 *
 * Damage.  A wrong checksum is a mere warning to libarchive; here it is an
 * error, because wrong bytes are wrong figures.  For gzip see gzip.c.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "open/central.h"
#include "open/gzip.h"
#include "open/libarchive.h"
#include "open/unpack.h"

#define CHUNK	((size_t)64 * 1024)
#define FREE	((uint64_t)1024 * 1024)	/* unpacked, before ratios count */
#define EXCESS	(256 * FREE)		/* beyond the ratio, of all members */

struct unpack {
	struct unpack_from	 from;
	struct unpack_budget	*budget;
	const struct libarchive	*lib;
	struct archive		*a;
	struct gzip_check	*gzip;	/* of a compressed file, else NULL */
	struct central		*central;	/* of a plain zip, else NULL */
	struct stored_head	*head;		/* then */
	bool			 opened;
	uint64_t		 size;	/* of the file; 0: not known */
	/* of the present member */
	const char		*block;	/* data not yet given out */
	size_t			 left;	/* in block */
	int64_t			 hole;	/* zeros to give out before it */
	int64_t			 at;	/* given out, and declared */
	int64_t			 declared;
	int64_t			 start;	/* position of the packed bytes */
	struct stored		*stored;	/* read past libarchive */
	uint64_t		 packed;	/* its bytes, then */
	uint64_t		 before;	/* documents in the budget */
	int			 state;	/* of the last block */
	bool			 document;
	bool			 stopped;	/* at its ratio */
	/* of the archive */
	uint64_t		 given;	/* unpacked bytes of all members */
	size_t			 members;
	bool			 over;
	char			 damage[160];
	struct source		 said;	/* its error */
	char			 chunk[CHUNK];
};

static ssize_t
read_chunk(struct archive *a, void *self, const void **p)
{
	struct unpack *u = self;
	ssize_t n;

	*p = u->chunk;
	if (u->from.fd < 0) {
		n = source_read(u->from.source, u->chunk, CHUNK);
		if (n < 0)
			u->lib->archive_set_error(a, EIO, "%s", u->from.source->error);
		if (n > 0 && u->gzip != NULL)
			gzip_packed(u->gzip, u->chunk, (size_t)n);
		return n;
	}
	do
		n = read(u->from.fd, u->chunk, CHUNK);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		u->lib->archive_set_error(a, errno, "%s", strerror(errno));
	return n;
}

static la_int64_t
seek_to(struct archive *a, void *self, la_int64_t to, int whence)
{
	struct unpack *u = self;
	off_t at;

	if (whence == SEEK_SET)
		to += u->from.base;
	if ((at = lseek(u->from.fd, (off_t)to, whence)) < u->from.base) {
		u->lib->archive_set_error(a, EINVAL, "seeks before its beginning");
		return ARCHIVE_FATAL;
	}
	return at - u->from.base;
}

/* Passes over n bytes where that is cheap; never behind the end. */
static la_int64_t
skip(struct archive *a, void *self, la_int64_t n)
{
	struct unpack *u = self;
	off_t at = lseek(u->from.fd, 0, SEEK_CUR);

	(void)a;
	if (at < 0 || n <= 0 || u->size < (uint64_t)(at - u->from.base) ||
	    u->size - (uint64_t)(at - u->from.base) < (uint64_t)n)
		return 0;
	return lseek(u->from.fd, (off_t)n, SEEK_CUR) < 0 ? 0 : n;
}

static int
allow(const struct unpack *u)
{
	struct archive *a = u->a;

	if (u->from.single)
		return u->lib->archive_read_support_filter_gzip(a) |
		    u->lib->archive_read_support_filter_bzip2(a) |
		    u->lib->archive_read_support_filter_xz(a) |
		    u->lib->archive_read_support_filter_lzma(a) |
		    u->lib->archive_read_support_filter_zstd(a) |
		    u->lib->archive_read_support_filter_lz4(a) |
		    u->lib->archive_read_support_filter_lzip(a) |
		    u->lib->archive_read_support_filter_compress(a) |
		    u->lib->archive_read_support_format_empty(a) |
		    u->lib->archive_read_support_format_raw(a);
	return u->lib->archive_read_support_format_zip(a) |
	    u->lib->archive_read_support_format_7zip(a) |
	    u->lib->archive_read_support_format_rar(a) |
	    u->lib->archive_read_support_format_rar5(a) |
	    u->lib->archive_read_support_format_tar(a) |
	    u->lib->archive_read_support_format_cpio(a) |
	    u->lib->archive_read_support_format_iso9660(a) |
	    u->lib->archive_read_support_format_ar(a) |
	    u->lib->archive_read_support_format_cab(a) |
	    u->lib->archive_read_support_format_empty(a);
}

/* Goes to where the file that can seek begins. */
static int
rewind_file(struct unpack *u)
{
	off_t end = lseek(u->from.fd, 0, SEEK_END);

	if (end < 0 || lseek(u->from.fd, u->from.base, SEEK_SET) < 0) {
		u->lib->archive_set_error(u->a, errno, "%s", strerror(errno));
		return ARCHIVE_FATAL;
	}
	if (end > u->from.base)
		u->size = (uint64_t)(end - u->from.base);
	return ARCHIVE_OK;
}

struct unpack *
unpack_new(const struct unpack_from *from, struct unpack_budget *budget)
{
	struct unpack *u;

	if ((u = calloc(1, sizeof(*u))) == NULL)
		return NULL;
	u->from = *from;
	u->budget = budget;
	if ((u->lib = libarchive()) == NULL ||
	    (u->a = u->lib->archive_read_new()) == NULL ||
	    (from->single && (u->gzip = gzip_new()) == NULL)) {
		unpack_free(u);
		return NULL;
	}
	allow(u);
	u->lib->archive_read_set_callback_data(u->a, u);
	u->lib->archive_read_set_read_callback(u->a, read_chunk);
	if (from->fd >= 0) {
		u->lib->archive_read_set_seek_callback(u->a, seek_to);
		u->lib->archive_read_set_skip_callback(u->a, skip);
	}
	return u;
}

const char *
unpack_lacks(void)
{
	return libarchive() == NULL ? "libarchive cannot be loaded" :
	    "out of memory";
}

const char *
unpack_error(const struct unpack *u)
{
	return u->said.error;
}

bool
unpack_over(const struct unpack *u)
{
	return u->over;
}

const char *
unpack_damage(struct unpack *u)
{
	return u->damage[0] != '\0' ? u->damage : NULL;
}

uint64_t
unpack_position(const struct unpack *u)
{
	la_int64_t at = u->lib->archive_filter_bytes(u->a, -1);

	return at < 0 ? 0 : (uint64_t)at;
}

static bool
exceeds(const struct unpack *u, uint64_t unpacked, uint64_t packed)
{
	return u->budget->ratio != 0 && unpacked > FREE &&
	    (unpacked - 1) / u->budget->ratio >= packed;
}

/* How much of what the present member gave is beyond its ratio. */
static uint64_t
excess(const struct unpack *u)
{
	la_int64_t at = u->lib->archive_filter_bytes(u->a, -1);
	uint64_t packed;

	if (u->budget->ratio == 0 || at < u->start)
		return 0;
	packed = u->packed != 0 ? u->packed : (uint64_t)(at - u->start);
	if ((uint64_t)u->at / u->budget->ratio < packed)
		return 0;
	return (uint64_t)u->at - packed * u->budget->ratio;
}

/* The same of the documents in it: one, or those of an archive in it. */
static uint64_t
excess_documents(const struct unpack *u)
{
	uint64_t over = excess(u), took = u->budget->documents - u->before;

	return over < took ? over : took;
}

/* Whether all that was unpacked so far passes the ratio. */
static bool
exceeds_total(const struct unpack *u)
{
	const struct unpack_budget *b = u->budget;

	return exceeds(u, u->given - excess(u),
	    u->size != 0 ? u->size : unpack_position(u)) ||
	    exceeds(u, b->documents - excess_documents(u), b->packed) ||
	    (b->excess > EXCESS && exceeds(u, b->excess, b->packed));
}

static bool
exceeds_member(const struct unpack *u)
{
	la_int64_t at = u->lib->archive_filter_bytes(u->a, -1);

	return at >= u->start &&
	    exceeds(u, (uint64_t)u->at, (uint64_t)(at - u->start));
}

static const char *
reason(const struct unpack *u)
{
	const char *s = u->lib->archive_error_string(u->a);

	return s != NULL && *s != '\0' ? s : "damaged or cut short";
}

/*
 * Whether it is encryption that hides what an archive holds.  Before the
 * format is known libarchive 3.6 must not be asked: it reads wild memory.
 */
static bool
is_locked(const struct unpack *u)
{
	return u->members == 0 && u->lib->archive_format(u->a) != 0 &&
	    u->lib->archive_read_has_encrypted_entries(u->a) > 0;
}

static int
give_up(struct unpack *u, bool over)
{
	u->over = over;
	if (over)
		return source_fail(&u->said,
		    "unpacks to more than %u times its size",
		    u->budget->ratio);
	if (is_locked(u))
		return source_fail(&u->said, "encrypted");
	return source_fail(&u->said, "%s", reason(u));
}

/* The next header, behind places that are damaged. */
static int
next_header(struct unpack *u, struct archive_entry **e)
{
	la_int64_t at = -1, before;
	int r;

	if (!u->opened) {
		u->opened = true;
		if ((u->from.fd >= 0 && rewind_file(u) != ARCHIVE_OK) ||
		    u->lib->archive_read_open1(u->a) < ARCHIVE_WARN)
			return ARCHIVE_FATAL;
	}
	for (;;) {
		before = at;
		r = u->lib->archive_read_next_header(u->a, e);
		at = u->lib->archive_filter_bytes(u->a, -1);
		if (r != ARCHIVE_RETRY && r != ARCHIVE_FAILED)
			return r;
		if (at <= before)
			return ARCHIVE_FATAL;
		if (u->damage[0] == '\0')
			snprintf(u->damage, sizeof(u->damage), "%s",
			    reason(u));
	}
}

static void
describe(struct unpack *u, struct archive_entry *e, struct unpack_member *m)
{
	int format = u->lib->archive_format(u->a) & ARCHIVE_FORMAT_BASE_MASK;
	mode_t type = u->lib->archive_entry_filetype(e);

	m->name = u->lib->archive_entry_pathname(e);
	if (m->name == NULL)
		m->name = u->lib->archive_entry_pathname_utf8(e);
	if (m->name == NULL)
		m->name = "?";
	m->plain = type == AE_IFREG || type == 0;
	m->encrypted = u->lib->archive_entry_is_encrypted(e) != 0;
	m->windows = format == ARCHIVE_FORMAT_ZIP;
	u->declared = u->lib->archive_entry_size(e);
	u->start = u->from.single ? 0 : u->lib->archive_filter_bytes(u->a, -1);
	u->before = u->budget->documents;
	if (format == ARCHIVE_FORMAT_ZIP && u->members == 0 &&
	    u->from.fd >= 0 && (u->head = stored_head_new()) != NULL)
		u->central = central_open(u->from.fd, u->from.base);
	if (u->central != NULL)
		central_next(u->central);
	u->members++;
}

/* Whether members are packed as one, so that none can be passed over. */
static bool
is_solid(const struct unpack *u)
{
	int format = u->lib->archive_format(u->a) & ARCHIVE_FORMAT_BASE_MASK;

	return format == ARCHIVE_FORMAT_7ZIP || format == ARCHIVE_FORMAT_RAR ||
	    format == ARCHIVE_FORMAT_RAR_V5;
}

/* Leaves the present member; what will be unpacked unread counts. */
static void
leave(struct unpack *u)
{
	uint64_t over = excess(u), rest = 0;

	if (u->declared > u->at && is_solid(u))
		rest = (uint64_t)(u->declared - u->at);
	u->budget->documents -= excess_documents(u);
	u->budget->excess += u->stopped ? over + rest : over;
	u->given -= over;
	u->given += u->stopped ? 0 : rest;
	u->before = u->budget->documents;
	stored_free(u->stored);
	u->stored = NULL;
	u->packed = 0;
	u->block = NULL;
	u->left = 0;
	u->hole = u->at = u->declared = u->start = 0;
	u->state = ARCHIVE_OK;
	u->document = u->stopped = false;
}

void
unpack_free(struct unpack *u)
{
	if (u == NULL)
		return;
	if (u->opened)
		leave(u);
	if (u->a != NULL)
		u->lib->archive_read_free(u->a);
	central_close(u->central);
	stored_head_free(u->head);
	gzip_free(u->gzip);
	free(u);
}

int
unpack_next(struct unpack *u, struct unpack_member *m)
{
	struct archive_entry *e;
	locale_t old = (locale_t)0;
	int r;

	leave(u);
	if (u->members > 0 && is_solid(u) && exceeds_total(u))
		return give_up(u, true);
	if (u->from.utf8 != (locale_t)0)
		old = uselocale(u->from.utf8);
	r = next_header(u, &e);
	if (r == ARCHIVE_OK || r == ARCHIVE_WARN)
		describe(u, e, m);
	if (u->from.utf8 != (locale_t)0)
		uselocale(old);
	if (r == ARCHIVE_EOF)
		return 0;
	if (r != ARCHIVE_OK && r != ARCHIVE_WARN)
		return give_up(u, false);
	if (u->from.single && u->lib->archive_filter_count(u->a) < 2)
		return source_fail(&u->said, "looks compressed but is not");
	return exceeds_total(u) ? give_up(u, true) : 1;
}

/* What the end of the present member's data is: 0, or -1 for damage. */
static int
end_of_data(struct unpack *u, struct source *src)
{
	la_int64_t end = u->lib->archive_filter_bytes(u->a, -1);

	if (u->gzip == NULL || u->lib->archive_filter_count(u->a) != 2 ||
	    u->lib->archive_filter_code(u->a, 0) != ARCHIVE_FILTER_GZIP ||
	    gzip_sound(u->gzip, (uint64_t)end))
		return 0;
	return source_fail(src, "damaged: wrong checksum");
}

/* Has the next block of the member: 1, 0 at its end, -1 on an error. */
static int
next_block(struct unpack *u, struct source *src)
{
	const void *p;
	la_int64_t offset;
	size_t n;

	while (u->left == 0 && u->hole == 0) {
		if (u->state == ARCHIVE_EOF)
			return end_of_data(u, src);
		if (u->state != ARCHIVE_OK)
			return source_fail(src, "%s", reason(u));
		p = NULL;
		n = 0;
		offset = u->at;
		do
			u->state = u->lib->archive_read_data_block(u->a, &p, &n,
			    &offset);
		while (u->state == ARCHIVE_RETRY);
		if (u->state != ARCHIVE_OK && u->state != ARCHIVE_WARN)
			continue;
		u->block = p;
		u->left = p != NULL ? n : 0;
		u->hole = offset > u->at ? offset - u->at : 0;
	}
	return 1;
}

/* Takes up to n bytes of what next_block has; to NULL: drops them. */
static size_t
take_block(struct unpack *u, void *p, size_t n)
{
	if (u->hole > 0) {
		if ((uint64_t)u->hole < n)
			n = (size_t)u->hole;
		if (p != NULL)
			memset(p, 0, n);
		u->hole -= (int64_t)n;
	} else {
		if (u->left < n)
			n = u->left;
		if (p != NULL)
			memcpy(p, u->block, n);
		u->block += n;
		u->left -= n;
	}
	if (u->gzip != NULL)
		gzip_unpacked(u->gzip, p, n);
	u->at += (int64_t)n;
	return n;
}

/*
 * Has libarchive read the present member after all, up to where it was
 * read past it: 1, 0 when it ends before, -1 on an error.
 */
static int
read_again(struct unpack *u, struct source *src)
{
	int64_t at = u->at;
	int r = 1;

	stored_free(u->stored);
	u->stored = NULL;
	u->packed = 0;
	for (u->at = 0; u->at < at && r > 0; )
		if ((r = next_block(u, src)) > 0)
			take_block(u, NULL, (size_t)(at - u->at));
	return r;
}

/* The next bytes of the present member, past libarchive or from it. */
static ssize_t
take(struct unpack *u, struct source *src, void *p, size_t n)
{
	ssize_t got;
	int r;

	if (u->central != NULL && u->at == 0 && u->stored == NULL &&
	    u->state == ARCHIVE_OK && u->left == 0 &&
	    (uint64_t)u->declared <= FREE) {
		u->stored = central_member(u->central, (uint64_t)u->start,
		    (uint64_t)u->declared);
		u->packed = u->stored != NULL ? u->stored->packed : 0;
	}
	if (u->stored != NULL) {
		if ((got = stored_read(u->stored, u->head, p, n)) >= 0) {
			u->at += got;
			return got;
		}
		if ((r = read_again(u, src)) <= 0)
			return r;
	}
	if ((r = next_block(u, src)) <= 0)
		return r;
	return (ssize_t)take_block(u, p, n);
}

/* So many bytes more were unpacked. */
static void
count(struct unpack *u, uint64_t n)
{
	u->given += n;
	if (u->document)
		u->budget->documents += n;
}

static ssize_t
member_more(struct source *src, void *p, size_t n)
{
	struct unpack *u = src->from;
	ssize_t got;

	if ((got = take(u, src, p, n)) <= 0)
		return got;
	count(u, (uint64_t)got);
	if ((u->stopped = exceeds_member(u)))
		return source_fail(src,
		    "unpacks to more than %u times its size",
		    u->budget->ratio);
	if (exceeds_total(u))
		return source_fail(src,
		    "its archive unpacks to more than %u times its size",
		    u->budget->ratio);
	return got;
}

/* Counts what is left as if it were read; no more is known of it here. */
static struct stored *
member_later(struct source *src, size_t limit)
{
	struct unpack *u = src->from;
	struct stored *m = u->stored;
	uint64_t given = u->given, documents = u->budget->documents;
	int64_t at = u->at;

	if (m == NULL || src->error != NULL || src->taken > 0 ||
	    src->head.len != (size_t)at || m->size > limit ||
	    m->size == (size_t)at)
		return NULL;
	count(u, m->size - (uint64_t)at);
	u->at = (int64_t)m->size;
	if (exceeds_total(u)) {
		u->given = given;
		u->budget->documents = documents;
		u->at = at;
		return NULL;
	}
	u->stored = NULL;
	src->taken = src->head.len;
	src->end = true;
	return m;
}

void
unpack_source(struct unpack *u, struct source *src)
{
	src->more = member_more;
	src->later = member_later;
	src->from = u;
}

void
unpack_document(struct unpack *u, const struct source *src)
{
	u->document = true;
	u->budget->documents += src->head.len;
}
