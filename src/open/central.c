/*
 * APPNOTE.TXT of PKWARE, 4.3.  What is not as every packer writes it is
 * left to libarchive: a directory that does not end where its end record
 * begins, data behind no header of the same kind, descriptors or sizes of
 * 64 bits, encryption.  Nothing here is trusted: a member counts as
 * unpacked when its checksum is right.
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "open/central.h"

#define HEADER		30u
#define DESCRIPTOR	16u
#define RECORD		46u
#define END		22u
#define END64		56u
#define LOCATOR		20u
#define TAIL		(END + 65535u)
#define WINDOW		(256u * 1024)	/* more than the longest record */
#define ESCAPED		0xFFFFFFFFu	/* the value has 64 bits, elsewhere */

/* Bits of flags. */
#define DESCRIBED	0x0008u		/* a descriptor is behind the data */
#define HARMLESS	(0x0006u | DESCRIBED | 0x0800u)	/* effort, UTF-8 */

struct member {
	struct buf	 record;	/* its entry in the directory */
	uint64_t	 header;	/* where its own header is, */
	uint64_t	 data;		/* and its packed bytes */
	bool		 sound;		/* the header is there */
	bool		 plain;		/* and nothing is unusual */
};

struct central {
	int		 fd;
	off_t		 base;
	uint64_t	 start, end;	/* of the directory */
	uint64_t	 at;		/* of the record after the next */
	struct member	 now, next;
	bool		 begun, last;
	uint64_t	 window_at;
	size_t		 window_n;
	unsigned char	 window[WINDOW];
};

static uint64_t
little(const void *bytes, size_t at, size_t n)
{
	const unsigned char *p = (const unsigned char *)bytes + at;
	uint64_t v = 0;

	while (n-- > 0)
		v = v << 8 | p[n];
	return v;
}

static bool
begins(const void *p, const char *magic)
{
	return memcmp(p, magic, 4) == 0;
}

/* Reads n bytes; false when there are fewer. */
static bool
read_at(const struct central *c, uint64_t at, void *bytes, size_t n)
{
	char *p = bytes;
	ssize_t got;

	while (n > 0) {
		got = pread(c->fd, p, n, c->base + (off_t)at);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		p += got;
		at += (size_t)got;
		n -= (size_t)got;
	}
	return true;
}

/* n bytes of the directory, valid to the next call; NULL: not in it. */
static const unsigned char *
look(struct central *c, uint64_t at, size_t n)
{
	uint64_t left = c->end - at;

	if (at > c->end || left < n)
		return NULL;
	if (at < c->window_at || at + n > c->window_at + c->window_n) {
		c->window_at = at;
		c->window_n = left < WINDOW ? (size_t)left : WINDOW;
		if (n > WINDOW || !read_at(c, at, c->window, c->window_n)) {
			c->window_n = 0;
			return NULL;
		}
	}
	return c->window + (at - c->window_at);
}

/* What 64 bits have to say of the directory whose end is at `end`. */
static bool
find_64(struct central *c, uint64_t end)
{
	unsigned char p[END64];
	uint64_t at;

	if (end < LOCATOR || !read_at(c, end - LOCATOR, p, LOCATOR) ||
	    !begins(p, "PK\6\7"))
		return false;
	at = little(p, 8, 8);
	if (at > end || !read_at(c, at, p, END64) || !begins(p, "PK\6\6"))
		return false;
	c->start = little(p, 48, 8);
	c->end = at;
	return c->start <= at && at - c->start == little(p, 40, 8);
}

/* Finds the directory by the end record of a file of `size` bytes. */
static bool
find(struct central *c, uint64_t size)
{
	uint32_t n = size < TAIL ? (uint32_t)size : TAIL, i;
	const unsigned char *p = c->window;
	uint64_t at;

	if (n < END || !read_at(c, size - n, c->window, n))
		return false;
	for (i = n - END; !begins(p + i, "PK\5\6") ||
	    little(p, i + 20, 2) != n - END - i; i--)
		if (i == 0)
			return false;
	at = size - n + i;
	p += i;
	if (little(p, 4, 4) != 0)
		return false;
	c->start = little(p, 16, 4);
	c->end = at;
	if (c->start == ESCAPED || little(p, 10, 2) == 0xFFFF)
		return find_64(c, at);
	return c->start <= at && at - c->start == little(p, 12, 4);
}

struct central *
central_open(int fd, off_t base)
{
	struct central *c;
	struct stat st;

	if (fstat(fd, &st) != 0 || st.st_size <= base ||
	    (c = calloc(1, sizeof(*c))) == NULL)
		return NULL;
	c->fd = fd;
	c->base = base;
	if (!find(c, (uint64_t)(st.st_size - base))) {
		central_close(c);
		return NULL;
	}
	c->at = c->start;
	c->window_n = 0;
	return c;
}

void
central_close(struct central *c)
{
	if (c == NULL)
		return;
	buf_free(&c->now.record);
	buf_free(&c->next.record);
	free(c);
}

/* Whether there is an extra field of values with 64 bits; *value, its first. */
static bool
has_64(const unsigned char *extra, size_t n, uint64_t *value)
{
	size_t size;

	for (*value = 0; n >= 4; extra += size, n -= size) {
		size = 4 + (size_t)little(extra, 2, 2);
		if (little(extra, 0, 2) == 1) {
			if (size >= 12 && size <= n)
				*value = little(extra, 4, 8);
			return true;
		}
		if (size > n)
			break;
	}
	return false;
}

/* Whether a header tells of the member what its record tells. */
static bool
agree(const unsigned char *record, const unsigned char *header)
{
	unsigned flags = (unsigned)little(record, 8, 2);
	uint64_t method = little(record, 10, 2);
	size_t i;

	if (memcmp(record + 8, header + 6, 4) != 0 ||
	    (flags & ~HARMLESS) != 0)
		return false;
	for (i = 0; i < 12; i += 4)
		if (memcmp(record + 16 + i, header + 14 + i, 4) != 0 &&
		    ((flags & DESCRIBED) == 0 ||
		    little(header, 14 + i, 4) != 0))
			return false;
	if (method == 0)
		return (flags & DESCRIBED) == 0 &&
		    little(record, 20, 4) == little(record, 24, 4);
	return method == 8;
}

/* Looks at the header of a member whose record is read. */
static void
read_header(const struct central *c, struct member *m)
{
	const unsigned char *record = (const unsigned char *)m->record.s;
	unsigned char header[HEADER];
	uint64_t wide;
	bool has;

	m->header = little(record, 42, 4);
	has = has_64(record + RECORD + little(record, 28, 2),
	    (size_t)little(record, 30, 2), &wide);
	if (m->header == ESCAPED && has)
		m->header = wide;
	if (m->header > c->start || c->start - m->header < HEADER ||
	    !read_at(c, m->header, header, HEADER) ||
	    !begins(header, "PK\3\4"))
		return;
	m->data = m->header + HEADER + little(header, 26, 2) +
	    little(header, 28, 2);
	m->sound = m->data <= c->start;
	m->plain = m->sound && agree(record, header) &&
	    little(record, 20, 4) != ESCAPED &&
	    little(record, 24, 4) != ESCAPED;
}

/* Reads the record of the next member, and its header. */
static void
read_next(struct central *c)
{
	struct member *m = &c->next;
	const unsigned char *p;
	size_t n;

	m->sound = m->plain = false;
	buf_clear(&m->record);
	c->last = c->at == c->end;
	if ((p = look(c, c->at, RECORD)) == NULL || !begins(p, "PK\1\2"))
		return;
	n = RECORD + (size_t)(little(p, 28, 2) + little(p, 30, 2) +
	    little(p, 32, 2));
	if ((p = look(c, c->at, n)) == NULL)
		return;
	c->at += n;
	buf_add(&m->record, p, n);
	if (!m->record.failed)
		read_header(c, m);
}

void
central_next(struct central *c)
{
	struct member empty = c->now;

	if (!c->begun)
		read_next(c);
	c->begun = true;
	c->now = c->next;
	c->next = empty;
	read_next(c);
}

/* Whether a descriptor is there and tells what the record tells. */
static bool
is_described(const struct stored *m, const unsigned char *record,
    size_t extra)
{
	const char *p = m->zip.s + m->data;
	uint64_t wide;

	return !has_64((const unsigned char *)p - extra, extra, &wide) &&
	    begins(p + m->packed, "PK\7\10") &&
	    memcmp(p + m->packed + 4, record + 16, 12) == 0;
}

/* Makes an archive of the member: header and data, record, end record. */
static bool
copy(const struct central *c, struct stored *s, size_t described)
{
	const struct member *m = &c->now;
	size_t n = s->data + s->packed + described;
	char end[END] = "PK\5\6\0\0\0\0\1\0\1";
	size_t i, size = m->record.len;

	if (n > c->start - m->header || !buf_room(&s->zip, n + size + END) ||
	    !read_at(c, m->header, s->zip.s, n))
		return false;
	s->zip.len = n;
	buf_str(&s->zip, buf_slice(&m->record));
	memset(s->zip.s + n + 42, 0, 4);
	for (i = 0; i < 4; i++) {
		end[12 + i] = (char)(size >> 8 * i & 0xFF);
		end[16 + i] = (char)(n >> 8 * i & 0xFF);
	}
	buf_add(&s->zip, end, END);
	return !s->zip.failed;
}

struct stored *
central_member(struct central *c, uint64_t data, uint64_t size)
{
	const struct member *m = &c->now;
	const unsigned char *record = (const unsigned char *)m->record.s;
	struct stored *s;
	bool described;

	if (!m->plain || m->data != data || !(c->last || c->next.sound) ||
	    size == 0 || little(record, 24, 4) != size ||
	    little(record, 20, 4) / 2 > size + HEADER ||
	    (s = calloc(1, sizeof(*s))) == NULL)
		return NULL;
	described = (little(record, 8, 2) & DESCRIBED) != 0;
	s->data = (size_t)(m->data - m->header);
	s->crc = (uint32_t)little(record, 16, 4);
	s->packed = (size_t)little(record, 20, 4);
	s->size = (size_t)little(record, 24, 4);
	s->deflated = little(record, 10, 2) == 8;
	if (!copy(c, s, described ? DESCRIPTOR : 0) || (described &&
	    !is_described(s, record, s->data - HEADER -
	    (size_t)little(s->zip.s, 26, 2)))) {
		stored_free(s);
		return NULL;
	}
	return s;
}
