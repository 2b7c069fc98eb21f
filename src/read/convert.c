/*
 * The document is in memory that has a name only in the converter's own
 * /dev/fd (memfd_create(2) of Linux), and the converter works in /proc, where
 * nothing can be made: there is no temporary file to remove.  It is the
 * head of a process group, so that what it starts ends with it, and it is
 * killed when we end.  Between fork and exec threads of ours may hold any
 * lock, so the child makes system calls only.
 */
#define _GNU_SOURCE	/* memfd_create, pipe2, close_range */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/utf8.h"
#include "read/convert.h"

#define INPUT_FD	3
#define INPUT_NAME	"/dev/fd/3"
#define MAX_ARGS	32
#define TICK		50	/* ms between looks whether it has ended */
#define CANNOT_RUN	127	/* the status when exec failed */

struct converter {
	const char	*name;
	struct buf	 path, env;	/* of the program; PATH=... */
	char		*argv[MAX_ARGS];
	char		*envp[4];
	int		 input;
	int		 out[2], err[2];	/* pipes; closed ends are -1 */
	pid_t		 pid;
	struct timespec	 end;		/* when its time is over */
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

static bool
is_program(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode) &&
	    access(path, X_OK) == 0;
}

/* The program's path, NUL-terminated; false if there is none. */
static bool
locate(const char *program, struct buf *path)
{
	const char *p = getenv("PATH");
	size_t n;

	for (; p != NULL && *p != '\0'; p += n + (p[n] == ':')) {
		n = strcspn(p, ":");
		buf_reset(path);
		buf_add(path, p, n);
		buf_byte(path, '/');
		buf_cstr(path, program);
		if (*p == '/' && is_program(buf_z(path)))
			return true;
	}
	return false;
}

bool
convert_found(const char *program)
{
	struct buf path = { 0 };
	bool found = locate(program, &path);

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
release(struct converter *c)
{
	buf_free(&c->path);
	buf_free(&c->env);
	close_end(&c->input);
	close_end(&c->out[0]);
	close_end(&c->out[1]);
	close_end(&c->err[0]);
	close_end(&c->err[1]);
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

/* Everything the child needs, so that it need not ask for memory. */
static const char *
prepare(struct converter *c, const char *const *argv, struct str document)
{
	size_t i;

	if (!locate(c->name, &c->path))
		return fail("%s is not installed", c->name);
	buf_printf(&c->env, "PATH=%s", getenv("PATH"));
	c->envp[0] = (char *)buf_z(&c->env);
	c->envp[1] = "LC_ALL=C.UTF-8";
	c->envp[2] = "HOME=/dev/null";
	for (i = 0; argv[i] != NULL && i + 1 < MAX_ARGS; i++)
		c->argv[i] = strcmp(argv[i], CONVERT_INPUT) == 0 ?
		    INPUT_NAME : (char *)argv[i];
	if (c->path.failed || c->env.failed)
		return "out of memory";
	if ((c->input = memfd_create("document", MFD_CLOEXEC)) < 0 ||
	    write_all(c->input, document) != 0 ||
	    lseek(c->input, 0, SEEK_SET) != 0 ||
	    pipe2(c->out, O_CLOEXEC) != 0 || pipe2(c->err, O_CLOEXEC) != 0 ||
	    fcntl(c->out[0], F_SETFL, O_NONBLOCK) != 0 ||
	    fcntl(c->err[0], F_SETFL, O_NONBLOCK) != 0)
		return fail("cannot run %s: %s", c->name, strerror(errno));
	return NULL;
}

static int
set_limit(int what, rlim_t most)
{
	struct rlimit r;

	if (getrlimit(what, &r) != 0)
		return -1;
	if (r.rlim_max == RLIM_INFINITY || r.rlim_max > most)
		r.rlim_max = most;
	if (r.rlim_cur == RLIM_INFINITY || r.rlim_cur > r.rlim_max)
		r.rlim_cur = r.rlim_max;
	return setrlimit(what, &r);
}

/* In the child: descriptors 0 to 3 and no others. */
static int
set_descriptors(const struct converter *c)
{
	int input, out, err, null;

	/* Above all targets, so that none is overwritten too early. */
	input = fcntl(c->input, F_DUPFD, INPUT_FD + 1);
	out = fcntl(c->out[1], F_DUPFD, INPUT_FD + 1);
	err = fcntl(c->err[1], F_DUPFD, INPUT_FD + 1);
	null = open("/dev/null", O_RDONLY);
	if (input < 0 || out < 0 || err < 0 || null < 0 ||
	    dup2(null, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0 ||
	    dup2(input, INPUT_FD) < 0)
		return -1;
	return close_range(INPUT_FD + 1, ~0u, 0);
}

/* In the child: becomes the converter. */
static _Noreturn void
become(const struct converter *c, const struct convert_limits *limits,
    pid_t parent)
{
	sigset_t none;
	int i;

	sigemptyset(&none);
	for (i = 1; i < NSIG; i++)
		signal(i, SIG_DFL);
	if (setpgid(0, 0) == 0 && prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 &&
	    getppid() == parent &&
	    sigprocmask(SIG_SETMASK, &none, NULL) == 0 &&
	    set_descriptors(c) == 0 && chdir("/proc") == 0 &&
	    set_limit(RLIMIT_CORE, 0) == 0 &&
	    set_limit(RLIMIT_CPU, (rlim_t)limits->seconds + 1) == 0 &&
	    set_limit(RLIMIT_AS, limits->memory) == 0 &&
	    set_limit(RLIMIT_FSIZE, limits->output) == 0)
		execve(c->path.s, c->argv, c->envp);
	_exit(CANNOT_RUN);
}

static const char *
start(struct converter *c, const struct convert_limits *limits)
{
	pid_t parent = getpid();

	clock_gettime(CLOCK_MONOTONIC, &c->end);
	c->end.tv_sec += (time_t)limits->seconds;
	if ((c->pid = fork()) < 0)
		return fail("cannot run %s: %s", c->name, strerror(errno));
	if (c->pid == 0)
		become(c, limits, parent);
	setpgid(c->pid, c->pid);	/* whichever of us is first */
	close_end(&c->out[1]);
	close_end(&c->err[1]);
	return NULL;
}

static bool
time_is_over(const struct converter *c)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec > c->end.tv_sec || (now.tv_sec == c->end.tv_sec &&
	    now.tv_nsec >= c->end.tv_nsec);
}

/* Whether it has ended; its number stays its own until it is reaped. */
static bool
has_ended(const struct converter *c)
{
	siginfo_t info = { 0 };
	int got;

	do
		got = waitid(P_PID, (id_t)c->pid, &info,
		    WEXITED | WNOHANG | WNOWAIT);
	while (got != 0 && errno == EINTR);
	return got != 0 || info.si_pid == c->pid;
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
listen_to(struct converter *c)
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
attend(struct converter *c, const struct convert_limits *limits,
    struct buf *out)
{
	size_t most = limits->output > SIZE_MAX - out->len ? SIZE_MAX :
	    out->len + limits->output;
	struct pollfd fds[2];
	bool ended = false;

	while (!ended) {
		if (time_is_over(c))
			return fail("%s took longer than %u s", c->name,
			    limits->seconds);
		fds[0] = (struct pollfd){ c->out[0], POLLIN, 0 };
		fds[1] = (struct pollfd){ c->err[0], POLLIN, 0 };
		ended = has_ended(c);
		if (!ended)
			poll(fds, 2, c->out[0] < 0 && c->err[0] < 0 ? 1 : TICK);
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

/* Ends all that runs of it and takes its status; -1 if that is lost. */
static int
stop(const struct converter *c)
{
	int status;
	pid_t got;

	kill(-c->pid, SIGKILL);
	do
		got = waitpid(c->pid, &status, 0);
	while (got < 0 && errno == EINTR);
	return got == c->pid ? status : -1;
}

/* The first line it said, on one line and without the document's name. */
static void
first_words(const struct converter *c, struct buf *out)
{
	static const struct str name = STR(INPUT_NAME);
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
judge(const struct converter *c, const struct convert_limits *limits,
    int status, bool silent)
{
	struct buf words = { 0 };

	if (status == -1)
		return fail("%s ended unobserved", c->name);
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
		return fail("%s took longer than %u s", c->name,
		    limits->seconds);
	if (WIFSIGNALED(status))
		return fail("%s crashed (signal %d)", c->name,
		    WTERMSIG(status));
	if (WEXITSTATUS(status) == 0 && !silent)
		return NULL;
	if (WEXITSTATUS(status) == CANNOT_RUN)
		return fail("%s cannot be run", c->name);
	first_words(c, &words);
	if (words.len > 0)
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
convert_run(const char *const *argv, struct str document,
    const struct convert_limits *limits, struct buf *out)
{
	struct converter c = { .name = argv[0], .input = -1,
	    .out = { -1, -1 }, .err = { -1, -1 } };
	const char *wrong = prepare(&c, argv, document);
	size_t before = out->len;
	int status;

	if (wrong == NULL)
		wrong = start(&c, limits);
	if (wrong == NULL) {
		wrong = attend(&c, limits, out);
		status = stop(&c);
		if (wrong == NULL)
			wrong = judge(&c, limits, status,
			    out->len == before);
	}
	release(&c);
	return wrong;
}
