/*
 * Everything is a chain of sectors through a table.  A chain is followed
 * for no more steps than the file has sectors, so cycles end and a stream
 * is no larger than the file.
 */
#include <stdlib.h>

#include "base/ascii.h"
#include "read/le.h"
#include "read/ole.h"

#define LAST		0xFFFFFFFAu	/* numbers from here on end a chain */
#define HEADER		512
#define HEADER_FATS	109		/* sectors of the FAT named in it */
#define ENTRY		128
#define NONE		0xFFFFFFFFu	/* no entry of the directory */
#define MINI_SHIFT	6

static const char damaged[] = "an OLE2 document that is damaged";

/* A sector; what lies behind the end of the file is missing. */
static struct str
sector(const struct ole *o, uint32_t n)
{
	uint64_t at = ((uint64_t)n + 1) << o->shift;

	return at > o->file.n ? (struct str){ "", 0 } :
	    le_part(o->file, (size_t)at, (size_t)1 << o->shift);
}

/* Appends sectors of a chain until there are `most` bytes. */
static void
read_chain(const struct ole *o, uint32_t n, size_t most, struct buf *out)
{
	struct str fat = buf_slice(&o->fat), s;
	size_t steps = (o->file.n >> o->shift) + 1, got = 0;

	for (; n < LAST && got < most && steps > 0; steps--) {
		s = sector(o, n);
		if (s.n > most - got)
			s.n = most - got;
		buf_str(out, s);
		got += s.n;
		if (n >= fat.n / 4 || s.n < (size_t)1 << o->shift)
			break;
		n = le32(fat, (size_t)n * 4);
	}
}

/* The same of the short sectors. */
static void
read_mini(const struct ole *o, uint32_t n, size_t most, struct buf *out)
{
	struct str fat = buf_slice(&o->mini_fat), s;
	size_t steps = (o->mini.len >> MINI_SHIFT) + 1, got = 0;

	for (; n < fat.n / 4 && got < most && steps > 0; steps--) {
		s = le_part(buf_slice(&o->mini), (size_t)n << MINI_SHIFT,
		    (size_t)1 << MINI_SHIFT);
		if (s.n > most - got)
			s.n = most - got;
		buf_str(out, s);
		got += s.n;
		n = le32(fat, (size_t)n * 4);
	}
}

/* The sectors of the FAT, named in the header and in a chain of sectors. */
static void
read_fat(struct ole *o)
{
	size_t i, each = ((size_t)1 << o->shift) / 4 - 1;
	size_t left = o->file.n >> o->shift;
	uint32_t n = le32(o->file, 0x44), fat;
	struct str difat;

	for (i = 0; i < HEADER_FATS && left > 0; i++, left--)
		if ((fat = le32(o->file, 0x4C + 4 * i)) < LAST)
			buf_str(&o->fat, sector(o, fat));
	for (; n < LAST && left > 0; n = le32(difat, 4 * each)) {
		difat = sector(o, n);
		left--;
		for (i = 0; i < each && left > 0; i++, left--)
			if ((fat = le32(difat, 4 * i)) < LAST)
				buf_str(&o->fat, sector(o, fat));
		if (difat.n == 0)
			break;
	}
}

static struct str
entry(const struct ole *o, uint32_t i)
{
	return le_part(buf_slice(&o->entries), (size_t)i * ENTRY, ENTRY);
}

/* Names differ by more than the case of letters ([MS-CFB] 2.6.4). */
static bool
is_named(struct str e, const char *name)
{
	size_t i, n = strlen(name);

	if (e.n < ENTRY || le16(e, 64) != 2 * n + 2)
		return false;
	for (i = 0; i < n; i++)
		if (le8(e, 2 * i + 1) != 0 ||
		    ascii_lower(e.s[2 * i]) != ascii_lower(name[i]))
			return false;
	return true;
}

/*
 * The root's entry of that name, or an empty slice.  Its children are a
 * tree by name, which damaged files and sloppy writers do not sort; so it
 * is walked, each entry once.
 */
static struct str
find(const struct ole *o, const char *name)
{
	size_t n = o->entries.len / ENTRY, top = 0;
	uint32_t *stack = malloc((n + 2) * sizeof(*stack)), at, next;
	bool *seen = calloc(n + 1, sizeof(*seen));
	struct str found = { "", 0 }, e;
	int side;

	if (stack != NULL && seen != NULL && n > 0)
		stack[top++] = le32(entry(o, 0), 76);
	while (top > 0) {
		at = stack[--top];
		if (at >= n || seen[at])
			continue;
		seen[at] = true;
		e = entry(o, at);
		if (is_named(e, name)) {
			found = e;
			break;
		}
		for (side = 68; side <= 72 && top < n; side += 4)
			if ((next = le32(e, (size_t)side)) != NONE)
				stack[top++] = next;
	}
	free(stack);
	free(seen);
	return found;
}

const char *
ole_open(struct ole *o, struct str file)
{
	struct str root;

	*o = (struct ole){ .file = file, .shift = le16(file, 0x1E),
	    .cutoff = le32(file, 0x38) };
	if (file.n < HEADER || o->shift < 7 || o->shift > 16 ||
	    le16(file, 0x20) != MINI_SHIFT)
		return damaged;
	read_fat(o);
	read_chain(o, le32(file, 0x30), SIZE_MAX, &o->entries);
	read_chain(o, le32(file, 0x3C), SIZE_MAX, &o->mini_fat);
	root = entry(o, 0);
	if (root.n < ENTRY)
		return damaged;
	read_chain(o, le32(root, 116), le32(root, 120), &o->mini);
	if (o->fat.failed || o->entries.failed || o->mini_fat.failed ||
	    o->mini.failed)
		return "out of memory";
	return NULL;
}

bool
ole_has(const struct ole *o, const char *name)
{
	return find(o, name).n > 0;
}

bool
ole_read(const struct ole *o, const char *name, struct buf *out)
{
	struct str e = find(o, name);
	size_t size = le32(e, 120), before = out->len;

	if (e.n == 0)
		return false;
	if (size < o->cutoff)
		read_mini(o, le32(e, 116), size, out);
	else
		read_chain(o, le32(e, 116), size, out);
	return !out->failed && out->len - before == size;
}

void
ole_free(struct ole *o)
{
	buf_free(&o->fat);
	buf_free(&o->mini_fat);
	buf_free(&o->entries);
	buf_free(&o->mini);
}
