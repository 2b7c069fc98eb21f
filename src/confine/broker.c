/*
 * Requests and answers are single messages on a pair of sockets, so that
 * threads may ask without a lock.  A converter gets a process that watches
 * it, and its status goes to a pipe that came with the request: there is
 * nothing the broker itself waits for, and nothing it keeps.
 */
#define _GNU_SOURCE	/* close_range, SCM_RIGHTS */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "confine/broker.h"

#define A_FILE	CONVERTERS

struct broker {
	int	socket;
	pid_t	pid;
};

struct request {
	size_t			what;	/* a converter, or A_FILE */
	struct launch_limits	limits;
};

/* Room for descriptors beside a message. */
union beside {
	struct cmsghdr	head;
	char		room[CMSG_SPACE(LAUNCH_FDS * sizeof(int))];
};

/* Sends n bytes and nfds descriptors. */
static bool
send_all(int to, const void *bytes, size_t n, const int *fd, size_t nfds)
{
	union beside beside = { .room = { 0 } };
	struct iovec part = { (void *)bytes, n };
	struct msghdr m = { .msg_iov = &part, .msg_iovlen = 1 };
	ssize_t sent;

	if (nfds > 0) {
		m.msg_control = &beside;
		m.msg_controllen = CMSG_SPACE(nfds * sizeof(int));
		beside.head.cmsg_level = SOL_SOCKET;
		beside.head.cmsg_type = SCM_RIGHTS;
		beside.head.cmsg_len = CMSG_LEN(nfds * sizeof(int));
		memcpy(CMSG_DATA(&beside.head), fd, nfds * sizeof(int));
	}
	do
		sent = sendmsg(to, &m, MSG_NOSIGNAL);
	while (sent < 0 && errno == EINTR);
	return sent == (ssize_t)n;
}

/* Receives a message; its length, and in *nfds how many descriptors. */
static ssize_t
receive(int from, void *bytes, size_t n, int fd[LAUNCH_FDS], size_t *nfds)
{
	union beside beside = { .room = { 0 } };
	struct iovec part = { bytes, n };
	struct msghdr m = { .msg_iov = &part, .msg_iovlen = 1,
	    .msg_control = &beside, .msg_controllen = sizeof(beside) };
	struct cmsghdr *c;
	ssize_t got;

	*nfds = 0;
	do
		got = recvmsg(from, &m, MSG_CMSG_CLOEXEC);
	while (got < 0 && errno == EINTR);
	c = got < 0 ? NULL : CMSG_FIRSTHDR(&m);
	if (c != NULL && c->cmsg_level == SOL_SOCKET &&
	    c->cmsg_type == SCM_RIGHTS) {
		*nfds = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
		memcpy(fd, CMSG_DATA(c), *nfds * sizeof(int));
	}
	return got;
}

/* A file of the C library's making, whose descriptor is kept. */
static int
temporary(void)
{
	FILE *f = tmpfile();
	int fd = -1, wrong;

	if (f == NULL)
		return -1;
	fd = dup(fileno(f));
	wrong = errno;
	fclose(f);
	errno = wrong;
	return fd;
}

static void
answer_file(int to)
{
	int fd = temporary(), wrong = fd < 0 ? errno : 0;

	send_all(to, &wrong, sizeof(wrong), &fd, fd >= 0);
	if (fd >= 0)
		close(fd);
}

static void
answer(int to, const struct request *r, const int *fd, size_t nfds)
{
	if (r->what == A_FILE) {
		answer_file(to);
	} else if (r->what < CONVERTERS && nfds == LAUNCH_FDS &&
	    fork() == 0) {
		close(to);
		launch((enum converter)r->what, &r->limits, fd);
	}
}

/* Answers requests till nobody can make one. */
static _Noreturn void
serve(int from)
{
	struct sigaction unawaited = { .sa_handler = SIG_IGN,
	    .sa_flags = SA_NOCLDWAIT };
	struct request r;
	int fd[LAUNCH_FDS];
	size_t nfds;
	ssize_t got;

	sigaction(SIGCHLD, &unawaited, NULL);
	if (dup2(from, 0) < 0 || close_range(1, ~0u, 0) != 0)
		_exit(1);
	while ((got = receive(0, &r, sizeof(r), fd, &nfds)) > 0) {
		if (got == (ssize_t)sizeof(r))
			answer(0, &r, fd, nfds);
		while (nfds > 0)
			close(fd[--nfds]);
	}
	_exit(0);
}

/* Ends what there is of it. */
static void
finish(const struct broker *b)
{
	if (b->socket >= 0)
		close(b->socket);
	while (b->pid > 0 && waitpid(b->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
}

struct broker *
broker_start(void)
{
	struct broker started, *b = NULL;
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
		return NULL;
	if ((started.pid = fork()) == 0)
		serve(ends[1]);
	/* Not in the place of a standard stream that is closed. */
	started.socket = fcntl(ends[0], F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	close(ends[0]);
	close(ends[1]);
	if (started.pid > 0 && started.socket >= 0)
		b = malloc(sizeof(*b));
	if (b == NULL)
		finish(&started);
	else
		*b = started;
	return b;
}

void
broker_end(struct broker *b)
{
	if (b != NULL)
		finish(b);
	free(b);
}

int
broker_file(struct broker *b)
{
	const struct request r = { .what = A_FILE };
	int fd[LAUNCH_FDS], wrong = EPIPE;
	size_t nfds;

	if (b == NULL)
		return temporary();
	if (!send_all(b->socket, &r, sizeof(r), NULL, 0))
		return -1;
	if (receive(b->socket, &wrong, sizeof(wrong), fd, &nfds) < 0)
		return -1;
	errno = wrong;
	return nfds > 0 ? fd[0] : -1;
}

bool
broker_run(struct broker *b, enum converter c,
    const struct launch_limits *limits, const int fd[LAUNCH_FDS])
{
	const struct request r = { c, *limits };

	return send_all(b->socket, &r, sizeof(r), fd, LAUNCH_FDS);
}
