/*
 * The document is handed over in memory (memfd_create(2) of Linux); the
 * broker starts the converter, and here is read what it prints.  To have it
 * killed it is enough to close the pipe its status comes by.
 */
#define _GNU_SOURCE	/* memfd_create, pipe2 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/utf8.h"
#include "read/convert.h"

#define TICK		50	/* ms between looks at the clock */

struct conversion {
	const char	*name;
	enum converter	 which;
	int		 document;
	int		 out[2], err[2];	/* pipes; closed ends are -1 */
	int		 end[2];		/* the pipe of its status */
	int		 status;
	size_t		 nstatus;		/* bytes of it that came */
	struct timespec	 over;		/* when its time is over */
	char		 said[256];	/* on standard error */
	size_t		 nsaid;
};

/* What went wrong, of this thread's last converter. */
static _Thread_local char message[512];

static const char *
fail(const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	vsnprintf(message, sizeof(message), format, ap);
	va_end(ap);
	return message;
}

bool
convert_found(enum converter c)
{
	struct buf path = { 0 };
	bool found = launch_find(c, &path);

	buf_free(&path);
	return found;
}

static void
close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void
close_pipe(int pipe[2])
{
	close_end(&pipe[0]);
	close_end(&pipe[1]);
}

static void
release(struct conversion *c)
{
	close_end(&c->document);
	close_pipe(c->out);
	close_pipe(c->err);
	close_pipe(c->end);
}

static int
write_all(int fd, struct str s)
{
	ssize_t n;

	while (s.n > 0) {
		if ((n = write(fd, s.s, s.n)) < 0) {
			if (errno == EINTR)
				continue;
			return -1;
		}
		s = str_from(s, (size_t)n);
	}
	return 0;
}

/* A pipe from whose reading end nobody waits for more. */
static bool
make_pipe(int pipe[2])
{
	return pipe2(pipe, O_CLOEXEC) == 0 &&
	    fcntl(pipe[0], F_SETFL, O_NONBLOCK) == 0;
}

static const char *
prepare(struct conversion *c, struct str document)
{
	if ((c->document = memfd_create("document", MFD_CLOEXEC)) >= 0 &&
	    write_all(c->document, document) == 0 &&
	    lseek(c->document, 0, SEEK_SET) == 0 &&
	    make_pipe(c->out) && make_pipe(c->err) && make_pipe(c->end))
		return NULL;
	return fail("cannot run %s: %s", c->name, strerror(errno));
}

static const char *
start(struct conversion *c, enum converter which,
    const struct convert_limits *limits)
{
	const struct launch_limits most = { limits->seconds, limits->memory,
	    limits->output };
	const int fd[LAUNCH_FDS] = { c->document, c->out[1], c->err[1],
	    c->end[1] };

	if (!convert_found(which))
		return fail("%s is not installed", c->name);
	if (limits->broker == NULL)
		return fail("%s cannot be run", c->name);
	clock_gettime(CLOCK_MONOTONIC, &c->over);
	c->over.tv_sec += (time_t)limits->seconds;
	if (!broker_run(limits->broker, which, &most, fd))
		return fail("cannot run %s: %s", c->name, strerror(errno));
	close_end(&c->document);
	close_end(&c->out[1]);
	close_end(&c->err[1]);
	close_end(&c->end[1]);
	return NULL;
}

static bool
time_is_over(const struct conversion *c)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec > c->over.tv_sec || (now.tv_sec == c->over.tv_sec &&
	    now.tv_nsec >= c->over.tv_nsec);
}

/* Whether it has ended; its status is known then. */
static bool
has_ended(struct conversion *c)
{
	ssize_t n;

	while (c->nstatus < sizeof(c->status)) {
		n = read(c->end[0], (char *)&c->status + c->nstatus,
		    sizeof(c->status) - c->nstatus);
		if (n > 0)
			c->nstatus += (size_t)n;
		else if (n == 0 || errno != EINTR)
			return n == 0 || errno != EAGAIN;
	}
	return true;
}

/*
 * Takes what the pipe holds now, up to a chunk beyond `most` bytes in all;
 * closes it at its end.  False, with errno, when it cannot be read.
 */
static bool
drain(int *fd, struct buf *to, size_t most)
{
	char chunk[16384];
	ssize_t n;

	while (*fd >= 0 && to->len <= most && !to->failed) {
		n = read(*fd, chunk, sizeof(chunk));
		if (n > 0)
			buf_add(to, chunk, (size_t)n);
		else if (n == 0)
			close_end(fd);
		else if (errno == EAGAIN)
			break;
		else if (errno != EINTR)
			return false;
	}
	return true;
}

/* The first bytes of what it says on standard error; the rest is lost. */
static void
listen_to(struct conversion *c)
{
	char chunk[4096];
	ssize_t n = 0;
	size_t room = sizeof(c->said) - c->nsaid;

	if (c->err[0] >= 0 && (n = read(c->err[0], chunk,
	    sizeof(chunk))) == 0)
		close_end(&c->err[0]);
	if (n < 0 && errno != EAGAIN && errno != EINTR)
		close_end(&c->err[0]);
	if (n <= 0)
		return;
	if ((size_t)n < room)
		room = (size_t)n;
	memcpy(c->said + c->nsaid, chunk, room);
	c->nsaid += room;
}

/* Reads until it ends, its time is over or it prints too much. */
static const char *
attend(struct conversion *c, const struct convert_limits *limits,
    struct buf *out)
{
	size_t most = limits->output > SIZE_MAX - out->len ? SIZE_MAX :
	    out->len + limits->output;
	struct pollfd fds[3];
	bool ended = false;

	while (!ended) {
		if (time_is_over(c))
			return fail("%s took longer than %u s", c->name,
			    limits->seconds);
		fds[0] = (struct pollfd){ c->out[0], POLLIN, 0 };
		fds[1] = (struct pollfd){ c->err[0], POLLIN, 0 };
		fds[2] = (struct pollfd){ c->end[0], POLLIN, 0 };
		ended = has_ended(c);
		if (!ended)
			poll(fds, 3, TICK);
		if (!drain(&c->out[0], out, most))
			return fail("cannot read what %s prints: %s",
			    c->name, strerror(errno));
		listen_to(c);
		if (out->failed)
			return "out of memory";
		if (out->len > most) {
			out->len = most;
			return fail("%s printed more than %zu bytes",
			    c->name, limits->output);
		}
	}
	return NULL;
}

/* The first line it said, on one line and without the document's name. */
static void
first_words(const struct conversion *c, struct buf *out)
{
	static const struct str name = STR(LAUNCH_INPUT);
	struct str s = { c->said, c->nsaid };
	size_t i = 0, at;
	uint32_t ch;

	while (i < s.n) {
		at = i;
		if (str_at(s, i, name)) {
			buf_cstr(out, "the document");
			i += name.n;
			continue;
		}
		ch = utf8_next(s, &i);
		if (ch == '\n' && out->len > 0)
			break;
		if (ch >= ' ' && ch != 0x7F && ch != UTF8_BAD &&
		    !(ch >= 0x80 && ch < 0xA0))
			buf_add(out, s.s + at, i - at);
	}
}

/* What a status means, in words. */
static const char *
judge(const struct conversion *c, const struct convert_limits *limits,
    bool silent)
{
	struct buf words = { 0 };
	int status = c->status;

	if (c->nstatus < sizeof(status))
		return fail("%s ended unobserved", c->name);
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
		return fail("%s took longer than %u s", c->name,
		    limits->seconds);
	if (WIFSIGNALED(status))
		return fail("%s crashed (signal %d)", c->name,
		    WTERMSIG(status));
	if (WEXITSTATUS(status) == 0 && !silent)
		return NULL;
	if (WEXITSTATUS(status) == LAUNCH_CANNOT)
		return fail("%s cannot be run", c->name);
	first_words(c, &words);
	if (launch_is_script(c->which)) {
		if (words.len == 0)
			buf_printf(&words, "status %d", WEXITSTATUS(status));
		fail("%s is a script, which can start no other program "
		    "(put the program itself first on PATH): %s", c->name,
		    buf_z(&words));
	} else if (words.len > 0)
		fail("%s: %s", c->name, buf_z(&words));
	else if (WEXITSTATUS(status) == 0)
		fail("%s printed nothing", c->name);
	else
		fail("%s failed with status %d", c->name,
		    WEXITSTATUS(status));
	buf_free(&words);
	return message;
}

const char *
convert_run(enum converter which, struct str document,
    const struct convert_limits *limits, struct buf *out)
{
	struct conversion c = { .name = launch_name(which), .which = which,
	    .document = -1, .out = { -1, -1 }, .err = { -1, -1 }, .end = { -1, -1 } };
	const char *wrong = prepare(&c, document);
	size_t before = out->len;

	if (wrong == NULL)
		wrong = start(&c, which, limits);
	if (wrong == NULL)
		wrong = attend(&c, limits, out);
	if (wrong == NULL)
		wrong = judge(&c, limits, out->len == before);
	release(&c);
	return wrong;
}
