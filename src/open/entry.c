/*
 * What unpacks to one document is examined again under its own name, what
 * holds members is entered: archives in archives come back here, as deep
 * as the walk allows.
 */
#include <stdio.h>

#include "open/entry.h"
#include "open/sniff.h"
#include "open/spool.h"
#include "read/charset.h"

#define PADDING	((size_t)1024 * 1024)	/* behind a compressed archive */

static int
complain(struct walk_run *r, struct entry *it, const char *what)
{
	it->told = true;
	return walk_problem(r, it->src.name, what);
}

static ssize_t
read_nothing(struct source *src, void *p, size_t n)
{
	(void)src;
	(void)p;
	(void)n;
	return 0;
}

static int
complain_depth(struct walk_run *r, struct entry *it)
{
	source_fail(&it->src, "archives nested deeper than %u",
	    r->walk->max_nesting);
	return complain(r, it, it->src.error);
}

/*
 * Reads on behind an archive that was compressed: its padding, and then
 * what is wrong with the compressed file, which is known at its end only.
 */
static int
drain(struct walk_run *r, struct entry *it, struct source *inner)
{
	char bytes[4096];
	size_t left = PADDING;

	if (inner->error != NULL)
		return 0;
	while (left >= sizeof(bytes) &&
	    source_read(inner, bytes, sizeof(bytes)) > 0)
		left -= sizeof(bytes);
	return inner->error != NULL ? complain(r, it, inner->error) : 0;
}

/* The locale of UTF-8, made for the first archive: it takes a while. */
static locale_t
locale_of(struct walk_run *r)
{
	if (r->utf8 == (locale_t)0)
		r->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	return r->utf8;
}

/* What one compressed file unpacks to, under the same name. */
static int
enter_compressed(struct walk_run *r, struct entry *it)
{
	struct unpack_from from = { .source = &it->src, .fd = -1,
	    .single = true, .utf8 = locale_of(r) };
	struct entry inner = { .fd = -1, .depth = it->depth + 1,
	    .found = it->found, .bare = true };
	struct unpack_member m;
	int any, verdict;

	if (it->depth > r->walk->max_nesting)
		return complain_depth(r, it);
	it->told = true;
	inner.in = unpack_new(&from, &r->budget);
	if (inner.in == NULL)
		return complain(r, it, unpack_lacks());
	inner.src.name = it->src.name;
	inner.src.operand = r->operand;
	if ((any = unpack_next(inner.in, &m)) < 0) {
		verdict = complain(r, it, unpack_error(inner.in));
	} else {
		unpack_source(inner.in, &inner.src);
		if (any == 0)
			inner.src.more = read_nothing;
		verdict = entry_examine(r, &inner);
		if (verdict == 0 && inner.entered)
			drain(r, it, &inner.src);
	}
	buf_free(&inner.src.head);
	unpack_free(inner.in);
	return verdict;
}

/* A member's name as it is shown, within its archive. */
static void
member_name(const struct unpack_member *m, struct buf *out)
{
	size_t i, start = out->len, drop = start;

	charset_name(m->name, out);
	for (i = start; i < out->len && m->windows; i++)
		if (out->s[i] == '\\')
			out->s[i] = '/';
	while (out->len - drop > 2 && memcmp(out->s + drop, "./", 2) == 0)
		drop += 2;
	memmove(out->s + start, out->s + drop, out->len - drop);
	out->len -= drop - start;
}

/*
 * One member of the archive it.  Tells in told whether the member failed
 * and somebody was told so.
 */
static int
member(struct walk_run *r, struct entry *it, struct unpack *u,
    const struct unpack_member *m, unsigned depth, bool *told)
{
	struct entry inner = { .fd = -1, .in = u, .depth = depth,
	    .found = true };
	struct buf name = { 0 };
	size_t own;
	int verdict = 0;

	*told = false;
	buf_cstr(&name, it->src.name);
	buf_byte(&name, '/');
	own = name.len;
	member_name(m, &name);
	inner.src.name = buf_z(&name);
	inner.src.operand = r->operand;
	if (name.failed) {
		verdict = complain(r, it, "out of memory");
		goto out;
	}
	if (!m->plain || inner.src.name[name.len - 1] == '/' ||
	    sniff_litter(inner.src.name + own))
		goto out;
	if (m->encrypted) {
		verdict = complain(r, &inner, "encrypted");
		goto out;
	}
	unpack_source(u, &inner.src);
	verdict = entry_examine(r, &inner);
	*told = inner.told && inner.src.error != NULL;
out:
	buf_free(&inner.src.head);
	buf_free(&name);
	return verdict;
}

/* The members of it; quiet: why it ends early was said. */
static int
members(struct walk_run *r, struct entry *it, struct unpack *u, unsigned depth,
    bool quiet)
{
	struct unpack_member m;
	bool told = false;
	int any, verdict;

	while ((any = unpack_next(u, &m)) > 0) {
		if (it->seekable)
			walk_advance(r, unpack_position(u));
		if ((verdict = member(r, it, u, &m, depth, &told)) != 0)
			return verdict;
	}
	if (any < 0 && (unpack_over(u) || (!told && !quiet)))
		return complain(r, it, unpack_error(u));
	if (any == 0 && !quiet && unpack_damage(u) != NULL)
		return complain(r, it, unpack_damage(u));
	return 0;
}

static int
enter_archive(struct walk_run *r, struct entry *it, bool seek)
{
	struct unpack_from from = { .source = &it->src, .fd = -1,
	    .utf8 = locale_of(r) };
	unsigned depth = it->depth - (it->bare ? 1 : 0);
	struct unpack *u;
	FILE *spool = NULL;
	int verdict;

	if (depth > r->walk->max_nesting)
		return complain_depth(r, it);
	it->told = it->entered = true;
	if (it->seekable) {
		from.fd = it->fd;
		from.base = it->base;
	} else if (seek) {
		spool = spool_source(&it->src, WALK_SPOOL,
		    r->walk->broker);
		if (it->src.error != NULL)
			complain(r, it, it->src.error);
		if (spool == NULL)
			return 0;
		from.fd = fileno(spool);
	}
	if ((u = unpack_new(&from, &r->budget)) == NULL)
		verdict = complain(r, it, unpack_lacks());
	else
		verdict = members(r, it, u, depth + 1,
		    spool != NULL && it->src.error != NULL);
	unpack_free(u);
	if (spool != NULL)
		fclose(spool);
	return verdict;
}

static int
visit(struct walk_run *r, struct entry *it)
{
	it->told = true;
	if (it->in != NULL)
		unpack_document(it->in, &it->src);
	return r->walk->visit(r->walk->to, &it->src);
}

static int
alien(struct walk_run *r, struct entry *it, const char *what)
{
	struct buf b = { 0 };

	if (it->found)
		return 0;
	buf_printf(&b, "%s, not a document", what);
	buf_z(&b);
	complain(r, it, b.failed ? "out of memory" : b.s);
	buf_free(&b);
	return 0;
}

int
entry_examine(struct walk_run *r, struct entry *it)
{
	struct sniff is = sniff_source(&it->src);

	if (it->src.head.len == 0 && it->src.error != NULL)
		return complain(r, it, it->src.error);
	if (it->src.head.len == 0 && it->found)
		return 0;
	switch (is.kind) {
	case SNIFF_COMPRESSED:
		return enter_compressed(r, it);
	case SNIFF_STREAMED:
		return enter_archive(r, it, false);
	case SNIFF_SEEKED:
		return enter_archive(r, it, true);
	case SNIFF_ALIEN:
		return alien(r, it, is.what);
	case SNIFF_DOCUMENT:
		break;
	}
	return visit(r, it);
}
