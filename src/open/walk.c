#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "open/pipe.h"
#include "open/sniff.h"
#include "open/spool.h"
#include "open/unpack.h"
#include "open/walk.h"
#include "read/charset.h"

#define PADDING	((size_t)1024 * 1024)	/* behind a compressed archive */

struct run {
	const struct walk	*walk;
	size_t			 operand;
	struct unpack_budget	 budget;
	locale_t		 utf8;
	/* of progress */
	bool			 measuring;	/* sizes are added up, only */
	bool			 endless;	/* one is not known */
	uint64_t		 total;
	uint64_t		 start;		/* done before this file */
};

/* What is found at one name: a file, a member, or what one unpacks to. */
struct item {
	struct source	 src;
	int		 fd;		/* of a file, else -1 */
	bool		 seekable;	/* the file is */
	off_t		 base;		/* where it begins, then */
	struct unpack	*in;		/* of a member, else NULL */
	unsigned	 depth;		/* archives it is in */
	bool		 found;		/* in an archive or directory */
	bool		 bare;		/* unpacked of a compressed file */
	bool		 entered;	/* an archive that was read */
	bool		 told;		/* visited, entered or named */
};

struct names {
	char	**name;
	size_t	  n;
};

static int examine(struct run *, struct item *);

static int
problem(struct run *r, const char *name, const char *what)
{
	if (!r->measuring)
		r->walk->problem(r->walk->to, name, what);
	return 0;
}

static int
complain(struct run *r, struct item *it, const char *what)
{
	it->told = true;
	return problem(r, it->src.name, what);
}

/*
 * Progress: done never goes back, as an archive's position may.
 */

/* So many bytes of the present file are done. */
static void
advance(struct run *r, uint64_t bytes)
{
	struct walk_progress *p = r->walk->progress;

	if (p != NULL && r->start + bytes > p->done)
		p->done = r->start + bytes;
}

/* Adds what is to be read of a file, from `at` on, to the total. */
static int
measure(struct run *r, const struct stat *st, off_t at)
{
	if (!S_ISREG(st->st_mode) || at < 0)
		r->endless = true;
	else if (st->st_size > at)
		r->total += (uint64_t)(st->st_size - at);
	return 0;
}

/*
 * Archives
 */

static ssize_t
read_nothing(struct source *src, void *p, size_t n)
{
	(void)src;
	(void)p;
	(void)n;
	return 0;
}

static int
complain_depth(struct run *r, struct item *it)
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
drain(struct run *r, struct item *it, struct source *inner)
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

/* What one compressed file unpacks to, under the same name. */
static int
enter_compressed(struct run *r, struct item *it)
{
	struct unpack_from from = { .source = &it->src, .fd = -1,
	    .single = true, .utf8 = r->utf8 };
	struct item inner = { .fd = -1, .depth = it->depth + 1,
	    .found = it->found, .bare = true };
	struct unpack_member m;
	int any, verdict;

	if (it->depth > r->walk->max_nesting)
		return complain_depth(r, it);
	it->told = true;
	inner.in = unpack_new(&from, &r->budget);
	if (inner.in == NULL)
		return complain(r, it, "out of memory");
	inner.src.name = it->src.name;
	inner.src.operand = r->operand;
	if ((any = unpack_next(inner.in, &m)) < 0) {
		verdict = complain(r, it, unpack_error(inner.in));
	} else {
		unpack_source(inner.in, &inner.src);
		if (any == 0)
			inner.src.more = read_nothing;
		verdict = examine(r, &inner);
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
member(struct run *r, struct item *it, struct unpack *u,
    const struct unpack_member *m, unsigned depth, bool *told)
{
	struct item inner = { .fd = -1, .in = u, .depth = depth,
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
	verdict = examine(r, &inner);
	*told = inner.told && inner.src.error != NULL;
out:
	buf_free(&inner.src.head);
	buf_free(&name);
	return verdict;
}

/* The members of it; quiet: why it ends early was said. */
static int
members(struct run *r, struct item *it, struct unpack *u, unsigned depth,
    bool quiet)
{
	struct unpack_member m;
	bool told = false;
	int any, verdict;

	while ((any = unpack_next(u, &m)) > 0) {
		if (it->seekable)
			advance(r, unpack_position(u));
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
enter_archive(struct run *r, struct item *it, bool seek)
{
	struct unpack_from from = { .source = &it->src, .fd = -1,
	    .utf8 = r->utf8 };
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
		verdict = complain(r, it, "out of memory");
	else
		verdict = members(r, it, u, depth + 1,
		    spool != NULL && it->src.error != NULL);
	unpack_free(u);
	if (spool != NULL)
		fclose(spool);
	return verdict;
}

/*
 * Any item
 */

static int
visit(struct run *r, struct item *it)
{
	it->told = true;
	if (it->in != NULL)
		unpack_document(it->in, &it->src);
	return r->walk->visit(r->walk->to, &it->src);
}

static int
alien(struct run *r, struct item *it, const char *what)
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

static int
examine(struct run *r, struct item *it)
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

/*
 * Files and directories
 */

struct file {
	struct run	*run;
	int		 fd;
	bool		 counts;	/* its size is not known */
	uint64_t	 done;		/* bytes read */
};

static ssize_t
file_more(struct source *src, void *p, size_t n)
{
	struct file *f = src->from;
	ssize_t got;

	do
		got = read(f->fd, p, n);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return source_fail(src, "%s", strerror(errno));
	if (f->counts)
		f->run->budget.packed += (uint64_t)got;
	f->done += (uint64_t)got;
	advance(f->run, f->done);
	return got;
}

static int
open_file(struct run *r, int fd, const char *shown, bool found)
{
	struct file f = { .run = r, .fd = fd, .counts = true };
	struct item it = { .fd = fd, .found = found };
	struct stat st;
	uint64_t size = 0;
	int verdict;

	r->budget.packed = r->budget.documents = r->budget.excess = 0;
	r->start = r->walk->progress != NULL ? r->walk->progress->done : 0;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	    (it.base = lseek(fd, 0, SEEK_CUR)) >= 0) {
		it.seekable = true;
		if (st.st_size > it.base) {
			size = (uint64_t)(st.st_size - it.base);
			r->budget.packed = size;
			f.counts = false;
		}
	}
	if (f.counts)
		pipe_widen(fd);
	it.src.name = shown;
	it.src.operand = r->operand;
	it.src.more = file_more;
	it.src.from = &f;
	verdict = examine(r, &it);
	advance(r, size);
	buf_free(&it.src.head);
	return verdict;
}

/* Why something is not read that is neither file nor directory, or NULL. */
static const char *
unreadable(mode_t mode, bool found)
{
	if (S_ISREG(mode) || S_ISDIR(mode))
		return NULL;
	if (!found && (S_ISFIFO(mode) || S_ISCHR(mode)))
		return NULL;
	return S_ISSOCK(mode) ? "a socket" : S_ISBLK(mode) ?
	    "a block device" : S_ISFIFO(mode) ? "a named pipe" :
	    "not a regular file";
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
free_names(struct names *l)
{
	while (l->n > 0)
		free(l->name[--l->n]);
	free(l->name);
}

static bool
add_name(struct names *l, const char *name)
{
	char **bigger;

	if ((l->n & (l->n - 1)) == 0) {
		bigger = realloc(l->name, (l->n ? l->n * 2 : 1) *
		    sizeof(*bigger));
		if (bigger == NULL)
			return false;
		l->name = bigger;
	}
	if ((l->name[l->n] = strdup(name)) == NULL)
		return false;
	l->n++;
	return true;
}

/* The names in a directory, sorted; why it could not be read, or NULL. */
static const char *
list(const char *path, struct names *l)
{
	struct dirent *e;
	DIR *d;
	int wrong = 0;

	if ((d = opendir(path)) == NULL)
		return strerror(errno);
	for (;;) {
		errno = 0;
		if ((e = readdir(d)) == NULL) {
			wrong = errno;
			break;
		}
		if (strcmp(e->d_name, ".") != 0 &&
		    strcmp(e->d_name, "..") != 0 &&
		    !sniff_litter(e->d_name) && !add_name(l, e->d_name)) {
			wrong = ENOMEM;
			break;
		}
	}
	closedir(d);
	if (l->n > 0)
		qsort(l->name, l->n, sizeof(*l->name), compare_names);
	return wrong != 0 ? strerror(wrong) : NULL;
}

static int directory(struct run *, const char *path, const char *shown);

/*
 * A path, and how it is shown.  A file found in a directory is opened so
 * that it cannot block, should it have become a pipe meanwhile.
 */
static int
place(struct run *r, const char *path, const char *shown, bool found)
{
	int flags = O_RDONLY | O_CLOEXEC | O_NOCTTY, fd, verdict;
	struct stat st;
	const char *why;
	bool linked = found && lstat(path, &st) == 0 && S_ISLNK(st.st_mode);

	if (stat(path, &st) != 0)
		return problem(r, shown, strerror(errno));
	if ((why = unreadable(st.st_mode, found)) != NULL)
		return problem(r, shown, why);
	if (S_ISDIR(st.st_mode))
		return linked ? 0 : directory(r, path, shown);
	if (r->measuring)
		return measure(r, &st, 0);
	if ((fd = open(path, found ? flags | O_NONBLOCK : flags)) < 0)
		return problem(r, shown, strerror(errno));
	verdict = open_file(r, fd, shown, found);
	close(fd);
	return verdict;
}

/* Appends a folder's name and the slash behind it. */
static void
folder(struct buf *b, const char *name)
{
	buf_cstr(b, name);
	while (b->len > 0 && b->s[b->len - 1] == '/')
		b->len--;
	buf_byte(b, '/');
}

static int
directory(struct run *r, const char *path, const char *shown)
{
	struct names l = { 0 };
	struct buf inner = { 0 }, name = { 0 };
	size_t i;
	const char *wrong, *inner_path, *inner_name;
	int verdict = 0;

	if ((wrong = list(path, &l)) != NULL)
		problem(r, shown, wrong);
	for (i = 0; i < l.n && verdict == 0; i++) {
		buf_clear(&inner);
		folder(&inner, path);
		buf_cstr(&inner, l.name[i]);
		inner_path = buf_z(&inner);
		buf_clear(&name);
		folder(&name, shown);
		charset_path(l.name[i], &name);
		inner_name = buf_z(&name);
		if (inner.failed || name.failed)
			problem(r, shown, "out of memory");
		else
			verdict = place(r, inner_path, inner_name, true);
	}
	free_names(&l);
	buf_free(&inner);
	buf_free(&name);
	return verdict;
}

static int
standard_input(struct run *r)
{
	struct stat st;

	if (!r->measuring)
		return open_file(r, STDIN_FILENO, "-", false);
	if (fstat(STDIN_FILENO, &st) != 0)
		return 0;
	return measure(r, &st, lseek(STDIN_FILENO, 0, SEEK_CUR));
}

static int
operand(struct run *r, const char *path)
{
	struct buf name = { 0 };
	const char *shown;
	int verdict;

	if (strcmp(path, "-") == 0)
		return standard_input(r);
	charset_path(path, &name);
	shown = buf_z(&name);
	if (name.failed)
		verdict = problem(r, "-", "out of memory");
	else
		verdict = place(r, path, shown, false);
	buf_free(&name);
	return verdict;
}

static int
all_operands(struct run *r, char *const *operands, size_t n)
{
	int verdict = 0;

	if (n == 0)
		return operand(r, "-");
	for (r->operand = 0; r->operand < n && verdict == 0; r->operand++)
		verdict = operand(r, operands[r->operand]);
	return verdict;
}

static void
measure_all(struct run *r, char *const *operands, size_t n)
{
	r->measuring = true;
	all_operands(r, operands, n);
	r->measuring = false;
	r->operand = 0;
	r->walk->progress->done = 0;
	r->walk->progress->total = r->endless ? 0 : r->total;
}

int
walk_operands(const struct walk *w, char *const *operands, size_t n)
{
	struct run r = { .walk = w, .budget.ratio = w->max_ratio };
	int verdict;

	if (w->progress != NULL)
		measure_all(&r, operands, n);
	r.utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	verdict = all_operands(&r, operands, n);
	if (r.utf8 != (locale_t)0)
		freelocale(r.utf8);
	return verdict;
}
