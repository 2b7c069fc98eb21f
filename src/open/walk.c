#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "open/entry.h"
#include "open/names.h"
#include "open/pipe.h"
#include "read/charset.h"

int
walk_problem(struct walk_run *r, const char *name, const char *what)
{
	if (!r->measuring)
		r->walk->problem(r->walk->to, name, what);
	return 0;
}

void
walk_advance(struct walk_run *r, uint64_t bytes)
{
	struct walk_progress *p = r->walk->progress;

	if (p != NULL && r->start + bytes > p->done)
		p->done = r->start + bytes;
}

/* Adds what is to be read of a file, from `at` on, to the total. */
static int
measure(struct walk_run *r, const struct stat *st, off_t at)
{
	if (!S_ISREG(st->st_mode) || at < 0)
		r->endless = true;
	else if (st->st_size > at)
		r->total += (uint64_t)(st->st_size - at);
	return 0;
}

/*
 * Files and directories
 */

struct file {
	struct walk_run	*run;
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
	walk_advance(f->run, f->done);
	return got;
}

static int
open_file(struct walk_run *r, int fd, const char *shown, bool found)
{
	struct file f = { .run = r, .fd = fd, .counts = true };
	struct entry it = { .fd = fd, .found = found };
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
	verdict = entry_examine(r, &it);
	walk_advance(r, size);
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

static int directory(struct walk_run *, const char *path, const char *shown);

/*
 * A path, and how it is shown.  A file found in a directory is opened so
 * that it cannot block, should it have become a pipe meanwhile.
 */
static int
place(struct walk_run *r, const char *path, const char *shown, bool found)
{
	int flags = O_RDONLY | O_CLOEXEC | O_NOCTTY, fd, verdict;
	struct stat st;
	const char *why;
	bool linked = found && lstat(path, &st) == 0 && S_ISLNK(st.st_mode);

	if (stat(path, &st) != 0)
		return walk_problem(r, shown, strerror(errno));
	if ((why = unreadable(st.st_mode, found)) != NULL)
		return walk_problem(r, shown, why);
	if (S_ISDIR(st.st_mode))
		return linked ? 0 : directory(r, path, shown);
	if (r->measuring)
		return measure(r, &st, 0);
	if ((fd = open(path, found ? flags | O_NONBLOCK : flags)) < 0)
		return walk_problem(r, shown, strerror(errno));
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
directory(struct walk_run *r, const char *path, const char *shown)
{
	struct names l = { 0 };
	struct buf inner = { 0 }, name = { 0 };
	size_t i;
	const char *wrong, *inner_path, *inner_name;
	int verdict = 0;

	if ((wrong = names_read(&l, path)) != NULL)
		walk_problem(r, shown, wrong);
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
			walk_problem(r, shown, "out of memory");
		else
			verdict = place(r, inner_path, inner_name, true);
	}
	names_free(&l);
	buf_free(&inner);
	buf_free(&name);
	return verdict;
}

static int
standard_input(struct walk_run *r)
{
	struct stat st;

	if (!r->measuring)
		return open_file(r, STDIN_FILENO, "-", false);
	if (fstat(STDIN_FILENO, &st) != 0)
		return 0;
	return measure(r, &st, lseek(STDIN_FILENO, 0, SEEK_CUR));
}

static int
operand(struct walk_run *r, const char *path)
{
	struct buf name = { 0 };
	const char *shown;
	int verdict;

	if (strcmp(path, "-") == 0)
		return standard_input(r);
	charset_path(path, &name);
	shown = buf_z(&name);
	if (name.failed)
		verdict = walk_problem(r, "-", "out of memory");
	else
		verdict = place(r, path, shown, false);
	buf_free(&name);
	return verdict;
}

static int
all_operands(struct walk_run *r, char *const *operands, size_t n)
{
	int verdict = 0;

	if (n == 0)
		return operand(r, "-");
	for (r->operand = 0; r->operand < n && verdict == 0; r->operand++)
		verdict = operand(r, operands[r->operand]);
	return verdict;
}

static void
measure_all(struct walk_run *r, char *const *operands, size_t n)
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
	struct walk_run r = { .walk = w, .budget.ratio = w->max_ratio };
	int verdict;

	if (w->progress != NULL)
		measure_all(&r, operands, n);
	verdict = all_operands(&r, operands, n);
	if (r.utf8 != (locale_t)0)
		freelocale(r.utf8);
	return verdict;
}
