/*
 * The document is in memory that has a name only in the converter's own
 * /dev/fd, and the converter works in /proc, where nothing can be made:
 * there is no temporary file to remove.  It is the head of a process group,
 * so that what it starts ends with it, and is killed when its parent ends,
 * which watches it.
 */
#define _GNU_SOURCE	/* close_range, ppoll */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "confine/confine.h"
#include "confine/launch.h"

#define INPUT_FD	3	/* of LAUNCH_INPUT */

static const char *const converters[CONVERTERS][8] = {
	[PDFTOTEXT] = { "pdftotext", "-bbox", "-enc", "UTF-8", LAUNCH_INPUT,
	    "-", NULL },
	[PDFTOCAIRO] = { "pdftocairo", "-svg", "-nocenter", "-noshrink",
	    LAUNCH_INPUT, "-", NULL },
	[ANTIWORD] = { "antiword", "-m", "UTF-8.txt", "-w", "0",
	    LAUNCH_INPUT, NULL },
	[CATDOC] = { "catdoc", "-w", "-d", "utf-8", LAUNCH_INPUT, NULL },
};

const char *
launch_name(enum converter c)
{
	return converters[c][0];
}

static bool
is_program(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode) &&
	    access(path, X_OK) == 0;
}

bool
launch_find(enum converter c, struct buf *path)
{
	const char *p = getenv("PATH");
	size_t n;

	for (; p != NULL && *p != '\0'; p += n + (p[n] == ':')) {
		n = strcspn(p, ":");
		buf_reset(path);
		buf_add(path, p, n);
		buf_byte(path, '/');
		buf_cstr(path, converters[c][0]);
		if (*p == '/' && is_program(buf_z(path)))
			return !path->failed;
	}
	return false;
}

bool
launch_is_script(enum converter c)
{
	struct buf path = { 0 };
	char begin[2] = "";
	int fd = launch_find(c, &path) ? open(buf_z(&path),
	    O_RDONLY | O_CLOEXEC) : -1;

	if (fd >= 0) {
		if (read(fd, begin, 2) != 2)
			begin[0] = '\0';
		close(fd);
	}
	buf_free(&path);
	return begin[0] == '#' && begin[1] == '!';
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

/* Descriptors 0 to 3 and no others. */
static int
set_descriptors(const int fd[LAUNCH_FDS])
{
	int input, out, err, null;

	/* Above all targets, so that none is overwritten too early. */
	input = fcntl(fd[LAUNCH_DOCUMENT], F_DUPFD, INPUT_FD + 1);
	out = fcntl(fd[LAUNCH_OUT], F_DUPFD, INPUT_FD + 1);
	err = fcntl(fd[LAUNCH_ERR], F_DUPFD, INPUT_FD + 1);
	null = open("/dev/null", O_RDONLY);
	if (input < 0 || out < 0 || err < 0 || null < 0 ||
	    dup2(null, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0 ||
	    dup2(input, INPUT_FD) < 0)
		return -1;
	return close_range(INPUT_FD + 1, ~0u, 0);
}

/* Ends with the parent; false if that is gone already. */
static bool
end_with(pid_t parent)
{
	return prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == parent;
}

/* Becomes the converter. */
static _Noreturn void
become(enum converter c, const struct launch_limits *limits,
    const int fd[LAUNCH_FDS], pid_t parent)
{
	struct buf path = { 0 }, env = { 0 };
	char *envp[] = { NULL, "LC_ALL=C.UTF-8", "HOME=/dev/null", NULL };
	sigset_t none;
	int i;

	sigemptyset(&none);
	for (i = 1; i < NSIG; i++)
		signal(i, SIG_DFL);
	if (!launch_find(c, &path))
		_exit(LAUNCH_CANNOT);
	buf_printf(&env, "PATH=%s", getenv("PATH"));
	envp[0] = (char *)buf_z(&env);
	if (setpgid(0, 0) == 0 && end_with(parent) &&
	    sigprocmask(SIG_SETMASK, &none, NULL) == 0 &&
	    set_descriptors(fd) == 0 && chdir("/proc") == 0 &&
	    set_limit(RLIMIT_CORE, 0) == 0 &&
	    set_limit(RLIMIT_CPU, limits->seconds + 1) == 0 &&
	    set_limit(RLIMIT_AS, limits->memory) == 0 &&
	    set_limit(RLIMIT_FSIZE, limits->output) == 0) {
		confine_converter(path.s);
		execve(path.s, (char *const *)converters[c], envp);
	}
	_exit(LAUNCH_CANNOT);
}

static void
wake(int signal)
{
	(void)signal;
}

/* Whether it has ended; its number stays its own until it is reaped. */
static bool
has_ended(pid_t pid)
{
	siginfo_t info = { 0 };
	int got;

	do
		got = waitid(P_PID, (id_t)pid, &info,
		    WEXITED | WNOHANG | WNOWAIT);
	while (got != 0 && errno == EINTR);
	return got != 0 || info.si_pid == pid;
}

/* Waits till it has ended or nobody reads the pipe. */
static void
watch(pid_t pid, int pipe, const sigset_t *unblocked)
{
	struct pollfd reader = { pipe, 0, 0 };

	while (!has_ended(pid))
		if (ppoll(&reader, 1, NULL, unblocked) > 0)
			break;
}

static void
tell(int pipe, int status)
{
	size_t i = 0;
	ssize_t n;

	while (i < sizeof(status)) {
		n = write(pipe, (char *)&status + i, sizeof(status) - i);
		if (n > 0)
			i += (size_t)n;
		else if (n == 0 || errno != EINTR)
			return;
	}
}

_Noreturn void
launch(enum converter c, const struct launch_limits *limits,
    const int fd[LAUNCH_FDS])
{
	struct sigaction woken = { .sa_handler = wake };
	sigset_t child, unblocked;
	pid_t self = getpid(), pid;
	int status;

	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child, &unblocked);
	sigaction(SIGCHLD, &woken, NULL);
	if ((pid = fork()) == 0)
		become(c, limits, fd, self);
	if (pid < 0)
		_exit(1);
	setpgid(pid, pid);	/* whichever of us is first */
	close(fd[LAUNCH_OUT]);
	close(fd[LAUNCH_ERR]);
	watch(pid, fd[LAUNCH_STATUS], &unblocked);
	kill(-pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	tell(fd[LAUNCH_STATUS], status);
	_exit(0);
}
