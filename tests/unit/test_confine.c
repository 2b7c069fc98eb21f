/*
 * What a confined process can do is tried, in a child of its own, once as a
 * reader and once as a converter; and what it must still be able to do.
 */
#define _GNU_SOURCE
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "confine/broker.h"
#include "confine/confine.h"

#define LENGTH(a) (sizeof(a) / sizeof(*(a)))

static char folder[] = "/tmp/gx-confine-XXXXXX";
static struct confinement kernel;	/* what it agrees to here */
static int sockets[2];		/* a listener and one to connect with */

/*
 * Each try is true when it got what it wanted.  They run in the folder,
 * where there is a file "old".
 */
static bool
opens(const char *name, int flags)
{
	return open(name, flags, 0600) >= 0;
}

static bool try_write(void) { return opens("old", O_WRONLY); }
static bool try_append(void) { return opens("old", O_RDWR | O_APPEND); }
static bool try_truncate(void) { return truncate("old", 0) == 0; }
static bool try_empty(void) { return opens("old", O_RDONLY | O_TRUNC); }
static bool try_create(void) { return opens("new", O_WRONLY | O_CREAT); }
static bool try_create_empty(void) { return opens("new", O_CREAT); }
static bool try_unnamed(void) { return opens(".", O_RDWR | O_TMPFILE); }
static bool try_memory(void) { return opens("/proc/self/mem", O_RDWR); }
static bool try_device(void) { return opens("/dev/null", O_WRONLY); }
static bool try_pipe(void) { return opens("pipe", O_RDWR | O_NONBLOCK); }
static bool try_unlink(void) { return unlink("old") == 0; }
static bool try_rename(void) { return rename("old", "new") == 0; }
static bool try_link(void) { return link("old", "new") == 0; }
static bool try_symlink(void) { return symlink("old", "new") == 0; }
static bool try_mkdir(void) { return mkdir("new", 0700) == 0; }
static bool try_rmdir(void) { return rmdir("empty") == 0; }
static bool try_mkfifo(void) { return mkfifo("new", 0600) == 0; }
static bool try_chmod(void) { return chmod("old", 0777) == 0; }
static bool try_utime(void) { return utimensat(AT_FDCWD, "old", NULL, 0) == 0; }

static bool
try_openat2(void)
{
#ifdef SYS_openat2
	uint64_t how[3] = { O_WRONLY, 0, 0 };

	return syscall(SYS_openat2, AT_FDCWD, "old", how, sizeof(how)) >= 0;
#else
	return false;
#endif
}

static bool
try_io_uring(void)
{
#ifdef SYS_io_uring_setup
	char parameters[256] = { 0 };

	return syscall(SYS_io_uring_setup, 1, parameters) >= 0;
#else
	return false;
#endif
}

static bool
try_socket(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) >= 0;
}

static bool
try_datagrams(void)
{
	return socket(AF_INET6, SOCK_DGRAM, 0) >= 0 ||
	    socket(AF_INET, SOCK_DGRAM, 0) >= 0;
}

static bool
try_unix(void)
{
	return socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
}

static bool
try_socketpair(void)
{
	int two[2];

	return socketpair(AF_UNIX, SOCK_STREAM, 0, two) == 0;
}

/* With a socket that was open before. */
static bool
try_connect(void)
{
	struct sockaddr_in at;
	socklen_t n = sizeof(at);

	return getsockname(sockets[0], (struct sockaddr *)&at, &n) == 0 &&
	    connect(sockets[1], (struct sockaddr *)&at, n) == 0;
}

static bool
try_execve(void)
{
	char *argv[] = { "true", NULL }, *envp[] = { NULL };

	execve("/bin/true", argv, envp);
	return false;	/* the status of true is that of success */
}

static bool
try_execveat(void)
{
#ifdef SYS_execveat
	char *argv[] = { "true", NULL }, *envp[] = { NULL };
	int fd = open("/bin/true", O_RDONLY);

	syscall(SYS_execveat, fd, "", argv, envp, AT_EMPTY_PATH);
#endif
	return false;
}

static bool
try_fork(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	return pid > 0;
}

static bool
try_clone(void)
{
	return syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0) >= 0;
}

static bool
try_ptrace(void)
{
	return ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) == 0;
}

static bool
try_signal(void)
{
	return kill(getppid(), 0) == 0;
}

static bool
try_typing(void)
{
	return ioctl(STDIN_FILENO, TIOCSTI, "x") == 0 || errno != EPERM;
}

/* Which parts of the kernel refuse a try, one of which is enough. */
static const struct try {
	const char	*name;
	bool		(*may)(void);
	bool		 seccomp;
	int		 landlock;	/* from this version on; 0: never */
} tries[] = {
	{ "write", try_write, true, 1 },
	{ "append", try_append, true, 1 },
	{ "truncate", try_truncate, true, 3 },
	{ "open and empty", try_empty, true, 3 },
	{ "create", try_create, true, 1 },
	{ "create empty", try_create_empty, true, 1 },
	{ "unnamed", try_unnamed, true, 1 },
	{ "memory", try_memory, true, 1 },
	{ "device", try_device, true, 1 },
	{ "pipe", try_pipe, true, 1 },
	{ "unlink", try_unlink, true, 1 },
	{ "rename", try_rename, true, 1 },
	{ "link", try_link, true, 1 },
	{ "symlink", try_symlink, true, 1 },
	{ "mkdir", try_mkdir, true, 1 },
	{ "rmdir", try_rmdir, true, 1 },
	{ "mkfifo", try_mkfifo, true, 1 },
	{ "chmod", try_chmod, true, 0 },
	{ "utime", try_utime, true, 0 },
	{ "openat2", try_openat2, true, 1 },
	{ "io_uring", try_io_uring, true, 0 },
	{ "socket", try_socket, true, 0 },
	{ "datagrams", try_datagrams, true, 0 },
	{ "unix socket", try_unix, true, 0 },
	{ "socketpair", try_socketpair, true, 0 },
	{ "connect", try_connect, true, 4 },
	{ "execve", try_execve, true, 1 },
	{ "execveat", try_execveat, true, 1 },
	{ "fork", try_fork, true, 0 },
	{ "clone", try_clone, true, 0 },
	{ "ptrace", try_ptrace, true, 1 },
	{ "signal", try_signal, false, 6 },
	{ "typing", try_typing, true, 0 },
};

/* Whether this kernel is to refuse it. */
static bool
is_refused(const struct try *t)
{
	return (t->seccomp && kernel.seccomp) ||
	    (t->landlock > 0 && kernel.landlock >= t->landlock);
}

/* The status of a child that is confined and tries; 0: it could. */
static int
status_of(bool (*may)(void), const char *converter)
{
	int status = -1;
	pid_t pid = fork();

	if (pid == 0) {
		if (converter != NULL)
			confine_converter(converter);
		else
			confine_reader();
		_exit(may() ? 0 : 1);
	}
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

/* Without seccomp a converter may run programs. */
static void
refuses(const char *converter)
{
	size_t i;
	int status;

	for (i = 0; i < LENGTH(tries); i++) {
		if (!is_refused(&tries[i]) || (converter != NULL &&
		    !kernel.seccomp && strncmp(tries[i].name, "exec", 4) == 0))
			continue;
		status = status_of(tries[i].may, converter);
		if (!WIFEXITED(status) || WEXITSTATUS(status) != 1)
			print_error("%s: %#x\n", tries[i].name, status);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 1);
	}
}

static void
a_reader_is_refused(void **state)
{
	(void)state;
	if (kernel.landlock == 0 && !kernel.seccomp)
		skip();
	refuses(NULL);
}

static void
a_converter_is_refused(void **state)
{
	(void)state;
	if (kernel.landlock == 0 && !kernel.seccomp)
		skip();
	refuses("/bin/sh");
}

/* Without confinement all of it goes well: the tries can fail. */
static void
others_may(void **state)
{
	static const char *const left[] = { "unix socket", "socketpair",
	    "socket", "connect", "write", "append", "create", "fork",
	    "pipe", "device", "unlink" };
	size_t i, j;
	pid_t pid;
	int status;

	(void)state;
	for (i = 0; i < LENGTH(left); i++) {
		for (j = 0; strcmp(tries[j].name, left[i]) != 0; )
			j++;
		if ((pid = fork()) == 0)
			_exit(tries[j].may() ? 0 : 1);
		assert_int_equal(waitpid(pid, &status, 0), pid);
		if (status != 0)
			print_error("%s: %#x\n", left[i], status);
		assert_int_equal(status, 0);
	}
}

static void *
in_thread(void *to)
{
	*(bool *)to = !try_write() && !try_socket();
	return NULL;
}

/* What a reader needs; in a thread, too, it is confined. */
static bool
reads(void)
{
	char chunk[64];
	DIR *d = opendir(".");
	iconv_t cd = iconv_open("UTF-8", "GB18030");
	int fd = open("old", O_RDONLY | O_CLOEXEC), pipes[2];
	pthread_t thread;
	bool confined = false;

	return d != NULL && cd != (iconv_t)-1 && fd >= 0 &&
	    read(fd, chunk, sizeof(chunk)) == 4 && pipe(pipes) == 0 &&
	    write(pipes[1], "x", 1) == 1 &&
	    pthread_create(&thread, NULL, in_thread, &confined) == 0 &&
	    pthread_join(thread, NULL) == 0 &&
	    (confined || !kernel.seccomp);
}

static void
a_reader_reads(void **state)
{
	(void)state;
	assert_int_equal(status_of(reads, NULL), 0);
}

static char program[] = "/bin/true";

static bool
becomes(void)
{
	char *argv[] = { "true", NULL }, *envp[] = { NULL };

	execve(program, argv, envp);
	return false;
}

static void
a_converter_is_started(void **state)
{
	(void)state;
	assert_int_equal(status_of(becomes, program), 0);
}

static struct broker *broker;

/* Writes to a file of the broker's and reads it back. */
static bool
spools(void)
{
	char got[4] = "";
	int fd = broker_file(broker);

	return fd >= 0 && write(fd, "abc", 3) == 3 &&
	    pread(fd, got, 3, 0) == 3 && strcmp(got, "abc") == 0;
}

/* Only what is on the list is run, and the broker survives the rest. */
static bool
runs_others(void)
{
	const struct launch_limits limits = { 1, 1 << 30, 1 << 20 };
	int pipes[2], fd[LAUNCH_FDS];
	char byte;

	if (pipe(pipes) != 0)
		return true;
	fd[0] = fd[1] = fd[2] = fd[3] = pipes[1];
	if (!broker_run(broker, CONVERTERS + 1, &limits, fd) ||
	    !broker_run(broker, (enum converter)-1, &limits, fd))
		return true;
	close(pipes[1]);
	return read(pipes[0], &byte, 1) != 0 || !spools();
}

static void
a_broker_makes_files(void **state)
{
	(void)state;
	assert_non_null(broker = broker_start());
	assert_int_equal(status_of(spools, NULL), 0);
	assert_true(spools());
	assert_int_not_equal(status_of(runs_others, NULL), 0);
	broker_end(broker);
}

static int
set_up(void **state)
{
	struct sockaddr_in at = { .sin_family = AF_INET };
	int fd;

	(void)state;
	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	assert_true((fd = open("old", O_WRONLY | O_CREAT, 0600)) >= 0);
	assert_int_equal(write(fd, "text", 4), 4);
	close(fd);
	assert_int_equal(mkdir("empty", 0700), 0);
	assert_int_equal(mkfifo("pipe", 0600), 0);
	sockets[0] = socket(AF_INET, SOCK_STREAM, 0);
	sockets[1] = socket(AF_INET, SOCK_STREAM, 0);
	assert_int_equal(bind(sockets[0], (struct sockaddr *)&at,
	    sizeof(at)), 0);
	return listen(sockets[0], 8);
}

static int
tear_down(void **state)
{
	char command[64];

	(void)state;
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	return system(command);
}

/* Asks the kernel, in a child. */
static void
ask(void)
{
	int pipes[2];

	if (pipe(pipes) != 0)
		return;
	if (fork() == 0) {
		kernel = confine_reader();
		_exit(write(pipes[1], &kernel, sizeof(kernel)) < 0);
	}
	close(pipes[1]);
	if (read(pipes[0], &kernel, sizeof(kernel)) < 0)
		perror("pipe");
	close(pipes[0]);
	wait(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_reader_is_refused),
		cmocka_unit_test(a_converter_is_refused),
		cmocka_unit_test(a_reader_reads),
		cmocka_unit_test(a_converter_is_started),
		cmocka_unit_test(a_broker_makes_files),
		cmocka_unit_test(others_may),
	};

	ask();
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
