/*
 * Preloaded, it makes calls of the C library fail.  GX_FAULT is KIND:N, and
 * the N-th call of that kind fails (the first is 1), or KIND:N+, and so do
 * all behind it; N of 0 fails none.  The kinds are in the table below.  Of
 * those without an error every call is changed.  When GX_FAULT_CALLS names
 * a file, the number of calls of the kind is written to it at the end; when
 * GX_FAULT_BY does, the file name of the program or library that asked for
 * the memory it did not get first, as soon as that happens.
 *
 * The next library's functions are asked for at the first call; what asks
 * for memory meanwhile gets it from `early`, which is never given back.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum kind { ALLOC, OPEN, READ, WRITE, CLOSE, SEEK, STAT, FORK, THREAD, SPOOL,
    TRICKLE, EINTR_, NKINDS, UNSET };

static const struct {
	const char	*name;
	int		 error;
} kinds[NKINDS] = {
	[ALLOC] = { "alloc", ENOMEM },	/* memory, also within the C library */
	[OPEN] = { "open", EMFILE },	/* files, directories, pipes, memfds */
	[READ] = { "read", EIO },
	[WRITE] = { "write", ENOSPC },
	[CLOSE] = { "close", EIO },
	[SEEK] = { "seek", EIO },
	[STAT] = { "stat", EIO },
	[FORK] = { "fork", EAGAIN },
	[THREAD] = { "thread", EAGAIN },
	[SPOOL] = { "spool", ENOSPC },	/* temporary files are full */
	[TRICKLE] = { "trickle", 0 },	/* a byte a read, a write */
	[EINTR_] = { "eintr", EINTR },	/* before each call that waits */
};

static enum kind what = UNSET;
static long from;
static int forever;
static atomic_long calls;
static _Thread_local int interrupted;

static max_align_t early[4096];
static size_t used;
static _Thread_local int asking;

static void
set(void)
{
	const char *s = getenv("GX_FAULT");
	size_t n = s != NULL ? strcspn(s, ":") : 0;
	enum kind k;

	for (k = 0; k < NKINDS && (strlen(kinds[k].name) != n ||
	    memcmp(kinds[k].name, s, n) != 0); k++)
		;
	what = k;
	from = n != 0 && s[n] == ':' ? atol(s + n + 1) : 0;
	forever = s != NULL && strchr(s, '+') != NULL;
}

/* Descriptors of the files, opened before the program gives up rights. */
static int calls_fd = -1, by_fd = -1, full_fd = -1;

static int
open_file(const char *variable)
{
	const char *name = getenv(variable);
	int fd = name == NULL ? -1 :
	    open(name, O_WRONLY | O_CREAT | O_TRUNC, 0644), high;

	if (fd < 0)
		return -1;
	high = fcntl(fd, F_DUPFD_CLOEXEC, 200);
	close(fd);
	return high;
}

static void __attribute__((constructor))
open_files(void)
{
	what = NKINDS;
	calls_fd = open_file("GX_FAULT_CALLS");
	by_fd = open_file("GX_FAULT_BY");
	full_fd = open("/dev/full", O_RDWR | O_CLOEXEC);
	what = UNSET;
}

static void
tell(int fd, const char *s)
{
	enum kind before = what;

	what = NKINDS;
	if (fd >= 0 && write(fd, s, strlen(s)) < 0)
		abort();
	what = before;
}

static void __attribute__((destructor))
tell_calls(void)
{
	char said[32];

	snprintf(said, sizeof(said), "%ld\n", (long)calls);
	tell(calls_fd, said);
}

/* Tells who called, leaving out this library and that of C. */
static void
tell_caller(void)
{
	void *frame[64];
	int i, n;
	Dl_info self, at;

	if (by_fd < 0 || dladdr((void *)tell_caller, &self) == 0)
		return;
	asking++;
	n = backtrace(frame, 64);
	for (i = 0; i < n; i++)
		if (dladdr(frame[i], &at) != 0 && at.dli_fname != NULL &&
		    strcmp(at.dli_fname, self.dli_fname) != 0 &&
		    strstr(at.dli_fname, "libc.") == NULL)
			break;
	tell(by_fd, i < n ? at.dli_fname : "?");
	asking--;
}

/* Whether this call of the kind is to fail, with errno set. */
static int
fails(enum kind k)
{
	long n;

	if (what == UNSET)
		set();
	if (k != what)
		return 0;
	n = ++calls;
	if (from == 0 || n < from || (n > from && !forever))
		return 0;
	if (k == ALLOC && n == from)
		tell_caller();
	errno = kinds[k].error;
	return 1;
}

/* Whether this call is interrupted: every other one is. */
static int
interrupts(void)
{
	if (what == UNSET)
		set();
	if (what != EINTR_ || from == 0 || (interrupted = !interrupted) == 0)
		return 0;
	calls++;
	errno = EINTR;
	return 1;
}

/* As many bytes as a call moves. */
static size_t
few(size_t n)
{
	if (what == UNSET)
		set();
	if (what != TRICKLE || from == 0 || n == 0)
		return n;
	calls++;
	return 1;
}

static void *
early_alloc(size_t n)
{
	size_t units = n / sizeof(*early) + 1;

	if (units > sizeof(early) / sizeof(*early) - used)
		abort();
	used += units;
	return &early[used - units];
}

static int
is_early(const void *p)
{
	return (const char *)p >= (const char *)early &&
	    (const char *)p < (const char *)(early + 4096);
}

/* The next definition of the function that is being written. */
#define NEXT(type, name, ...)						\
	static type (*next)(__VA_ARGS__);				\
	if (next == NULL) {						\
		asking++;						\
		*(void **)&next = dlsym(RTLD_NEXT, name);		\
		asking--;						\
	}

/*
 * Memory
 */

void *
malloc(size_t n)
{
	if (asking)
		return early_alloc(n);
	NEXT(void *, "malloc", size_t)
	return fails(ALLOC) ? NULL : next(n);
}

void *
calloc(size_t n, size_t size)
{
	if (asking)
		return early_alloc(n * size);
	NEXT(void *, "calloc", size_t, size_t)
	return fails(ALLOC) ? NULL : next(n, size);
}

void *
realloc(void *p, size_t n)
{
	void *q;

	if (is_early(p)) {
		q = malloc(n);
		return q != NULL ? memcpy(q, p, n) : NULL;
	}
	NEXT(void *, "realloc", void *, size_t)
	return fails(ALLOC) ? NULL : next(p, n);
}

void
free(void *p)
{
	if (p == NULL || is_early(p))
		return;
	NEXT(void, "free", void *)
	next(p);
}

int
posix_memalign(void **p, size_t align, size_t n)
{
	NEXT(int, "posix_memalign", void **, size_t, size_t)
	return fails(ALLOC) ? ENOMEM : next(p, align, n);
}

void *
aligned_alloc(size_t align, size_t n)
{
	NEXT(void *, "aligned_alloc", size_t, size_t)
	return fails(ALLOC) ? NULL : next(align, n);
}

/*
 * Files
 */

#define OPENS(name)							\
int									\
name(const char *path, int flags, ...)					\
{									\
	va_list ap;							\
	mode_t mode;							\
									\
	va_start(ap, flags);						\
	mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(ap, mode_t) : 0;	\
	va_end(ap);							\
	NEXT(int, #name, const char *, int, ...)			\
	return fails(OPEN) ? -1 : next(path, flags, mode);		\
}
OPENS(open)
OPENS(open64)

FILE *
fopen(const char *path, const char *mode)
{
	NEXT(FILE *, "fopen", const char *, const char *)
	return fails(OPEN) ? NULL : next(path, mode);
}

DIR *
opendir(const char *path)
{
	NEXT(DIR *, "opendir", const char *)
	return fails(OPEN) ? NULL : next(path);
}

/* What is opened so is a file of the broker's, which is full then. */
FILE *
fdopen(int fd, const char *mode)
{
	NEXT(FILE *, "fdopen", int, const char *)
	if (strcmp(mode, "w+") == 0 && fails(SPOOL))
		dup2(full_fd, fd);
	return next(fd, mode);
}

FILE *
tmpfile(void)
{
	NEXT(FILE *, "tmpfile", void)
	if (fails(OPEN))
		return NULL;
	return fails(SPOOL) ? fopen("/dev/full", "w+") : next();
}

int
memfd_create(const char *name, unsigned flags)
{
	NEXT(int, "memfd_create", const char *, unsigned)
	return fails(OPEN) ? -1 : next(name, flags);
}

int
pipe2(int fds[2], int flags)
{
	NEXT(int, "pipe2", int *, int)
	return fails(OPEN) ? -1 : next(fds, flags);
}

ssize_t
read(int fd, void *p, size_t n)
{
	NEXT(ssize_t, "read", int, void *, size_t)
	return fails(READ) || interrupts() ? -1 : next(fd, p, few(n));
}

ssize_t
write(int fd, const void *p, size_t n)
{
	NEXT(ssize_t, "write", int, const void *, size_t)
	return fails(WRITE) || interrupts() ? -1 : next(fd, p, few(n));
}

int
close(int fd)
{
	NEXT(int, "close", int)
	if (!fails(CLOSE))
		return next(fd);
	next(fd);
	errno = EIO;
	return -1;
}

off_t
lseek(int fd, off_t at, int whence)
{
	NEXT(off_t, "lseek", int, off_t, int)
	return fails(SEEK) ? -1 : next(fd, at, whence);
}

#define STATS(name, first)						\
int									\
name(first file, struct stat *st)					\
{									\
	NEXT(int, #name, first, struct stat *)				\
	return fails(STAT) ? -1 : next(file, st);			\
}
STATS(fstat, int)
STATS(stat, const char *)
STATS(lstat, const char *)

/*
 * Processes and threads
 */

pid_t
fork(void)
{
	pid_t pid;

	NEXT(pid_t, "fork", void)
	if (fails(FORK))
		return -1;
	if ((pid = next()) == 0) {
		what = NKINDS;		/* faults are the parent's */
		calls_fd = -1;
	}
	return pid;
}

int
pthread_create(pthread_t *thread, const pthread_attr_t *attr,
    void *(*run)(void *), void *to)
{
	NEXT(int, "pthread_create", pthread_t *, const pthread_attr_t *,
	    void *(*)(void *), void *)
	return fails(THREAD) ? EAGAIN : next(thread, attr, run, to);
}

int
poll(struct pollfd *fds, nfds_t n, int ms)
{
	NEXT(int, "poll", struct pollfd *, nfds_t, int)
	return interrupts() ? -1 : next(fds, n, ms);
}

pid_t
waitpid(pid_t pid, int *status, int flags)
{
	NEXT(pid_t, "waitpid", pid_t, int *, int)
	return interrupts() ? -1 : next(pid, status, flags);
}

int
waitid(idtype_t type, id_t id, siginfo_t *info, int flags)
{
	NEXT(int, "waitid", idtype_t, id_t, siginfo_t *, int)
	return interrupts() ? -1 : next(type, id, info, flags);
}
