/*
 * Run while building: prints the seccomp filter of src/confine as data.
 * libseccomp knows the numbers of system calls and sorts them into a tree;
 * to ask it at each start would take longer than all the rest of it.
 *
 * What is not refused is allowed: the libraries underneath need other calls
 * from version to version, and each line here is something no reader of
 * documents does.  Where a call has numbers in memory a filter cannot see
 * (clone3, openat2) it is said not to exist, and the C library takes the
 * older one.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <sched.h>
#include <seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>

#include "confine/mark.h"

/* Which argument of clone(2) has the flags: on s390 it comes second. */
#if defined(__s390__) || defined(__s390x__)
#define FLAGS	1
#else
#define FLAGS	0
#endif

#ifndef TIOCLINUX
#define TIOCLINUX	0x541C
#endif

/* Calls that are refused whatever they ask for. */
static const char *const refused[] = {
	/* files: made, changed, removed */
	"creat", "truncate", "truncate64", "unlink", "unlinkat", "rename",
	"renameat", "renameat2", "link", "linkat", "symlink", "symlinkat",
	"mkdir", "mkdirat", "rmdir", "mknod", "mknodat", "chmod", "fchmod",
	"fchmodat", "fchmodat2", "chown", "chown32", "fchown", "fchown32",
	"lchown", "lchown32", "fchownat", "utime", "utimes", "futimesat",
	"utimensat", "utimensat_time64", "setxattr", "lsetxattr",
	"fsetxattr", "removexattr", "lremovexattr", "fremovexattr",
	"open_by_handle_at", "mount", "umount2", "move_mount", "fsopen",
	/* what other processes read */
	"socket", "socketpair", "connect", "bind", "listen", "accept",
	"accept4", "mq_open", "mq_unlink", "msgget", "semget", "shmget",
	/* other processes */
	"execveat", "fork", "vfork", "ptrace", "process_vm_readv",
	"process_vm_writev", "pidfd_getfd", "unshare", "setns",
	/* ways around a filter, and large parts of the kernel */
	"io_uring_setup", "bpf", "perf_event_open", "userfaultfd", "keyctl",
	"add_key", "request_key",
};

static const char *const unknown[] = { "clone3", "openat2" };

/* Calls that are refused when an argument has these bits so. */
static const struct {
	const char	*name;
	unsigned	 argument;
	unsigned long	 bits, value;
} conditions[] = {
	{ "open", 1, O_WRONLY, O_WRONLY }, { "open", 1, O_RDWR, O_RDWR },
	{ "open", 1, O_CREAT, O_CREAT }, { "open", 1, O_TRUNC, O_TRUNC },
	{ "openat", 2, O_WRONLY, O_WRONLY }, { "openat", 2, O_RDWR, O_RDWR },
	{ "openat", 2, O_CREAT, O_CREAT }, { "openat", 2, O_TRUNC, O_TRUNC },
	{ "clone", FLAGS, CLONE_THREAD, 0 },
	/* what is typed at a terminal */
	{ "ioctl", 1, 0xFFFFFFFF, TIOCSTI },
	{ "ioctl", 1, 0xFFFFFFFF, TIOCLINUX },
};

static void
check(int result, const char *what)
{
	if (result >= 0)
		return;
	fprintf(stderr, "filter: %s: error %d of libseccomp\n", what, -result);
	exit(1);
}

/* Adds a rule for a call; one this libseccomp does not know is left out. */
static void
add(scmp_filter_ctx filter, uint32_t action, const char *name, unsigned n,
    const struct scmp_arg_cmp *condition)
{
	int call = seccomp_syscall_resolve_name(name);

	if (call != __NR_SCMP_ERROR)
		check(seccomp_rule_add_array(filter, action, call, n,
		    condition), name);
}

static void
add_all(scmp_filter_ctx filter)
{
	struct scmp_arg_cmp when = { 0, SCMP_CMP_NE, CONFINE_MARK, 0 };
	size_t i;

	for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		add(filter, SCMP_ACT_ERRNO(EPERM), refused[i], 0, NULL);
	for (i = 0; i < sizeof(unknown) / sizeof(unknown[0]); i++)
		add(filter, SCMP_ACT_ERRNO(ENOSYS), unknown[i], 0, NULL);
	add(filter, SCMP_ACT_ERRNO(EPERM), "execve", 1, &when);
	for (i = 0; i < sizeof(conditions) / sizeof(conditions[0]); i++) {
		when = (struct scmp_arg_cmp){ conditions[i].argument,
		    SCMP_CMP_MASKED_EQ, conditions[i].bits,
		    conditions[i].value };
		add(filter, SCMP_ACT_ERRNO(EPERM), conditions[i].name, 1,
		    &when);
	}
}

int
main(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	struct sock_filter step;
	FILE *f = tmpfile();

	if (filter == NULL || f == NULL)
		return 1;
	check(seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH,
	    SCMP_ACT_ERRNO(ENOSYS)), "architecture");
	seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);
	add_all(filter);
	check(seccomp_export_bpf(filter, fileno(f)), "export");
	seccomp_release(filter);
	rewind(f);
	printf("#define CONFINE_FILTER");
	while (fread(&step, sizeof(step), 1, f) == 1)
		printf(" \\\n\t{ 0x%x, %d, %d, 0x%x },", step.code, step.jt,
		    step.jf, step.k);
	printf("\n");
	fclose(f);
	return fclose(stdout) != 0;
}
