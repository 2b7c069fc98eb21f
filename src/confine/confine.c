/*
 * On Linux two parts of the kernel are asked.  Landlock denies rights on
 * files: by path, so it also holds for calls that come with later kernels.
 * seccomp refuses system calls: sockets, programs, processes, and on
 * kernels without Landlock files, too.  Its filter is made while building
 * (src/filter.c) if libseccomp is there.
 *
 * A converter must be started after it is confined, and cannot undo that.
 * The filter compares the address of the name, which it cannot read: one
 * address is let through, and a program begins with an address space of
 * its own, in which nothing it knows lies there.
 *
 * The leak checker of a build with sanitizers starts a process that traces
 * this one, so such a build does without the filter; valgrind wants one that
 * does without all of it.
 */
#define _GNU_SOURCE
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include "confine/confine.h"

#if defined(GX_UNCONFINED) || \
    !(defined(__linux__) || defined(__OpenBSD__))

static struct confinement
confine(const char *program)
{
	(void)program;
	return (struct confinement){ 0 };
}

#elif defined(__linux__)

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include "confine/mark.h"
#ifdef GX_FILTER
#include "filter.h"	/* of the build */
#endif

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#undef CONFINE_FILTER
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#undef CONFINE_FILTER
#endif

#ifdef SYS_landlock_create_ruleset

/*
 * What linux/landlock.h has, which may be missing or older than the kernel:
 * rights by bits, with the version that brought them.
 */
#define LANDLOCK_VERSION	1u

struct landlock_rules {
	uint64_t	files, net, scoped;
};

#define FILES_EXECUTE		(1u << 0)
#define FILES_WRITE		(1u << 1)
#define FILES_REMOVE_AND_MAKE	0x1FF0u		/* bits 4 to 12 */
#define FILES_REFER		(1u << 13)	/* to other folders: 2 */
#define FILES_TRUNCATE		(1u << 14)	/* 3 */
#define FILES_DEVICE		(1u << 15)	/* ioctl(2): 5 */
#define NET_TCP			3u		/* bind, connect: 4 */
#define SCOPE_ALL		3u	/* abstract sockets, signals: 6 */

/* All rights a version knows, but reading; the size it takes. */
static size_t
rules_of(int version, bool execute, struct landlock_rules *r)
{
	*r = (struct landlock_rules){ .files = FILES_WRITE |
	    FILES_REMOVE_AND_MAKE | (execute ? 0 : FILES_EXECUTE) };
	if (version >= 2)
		r->files |= FILES_REFER;
	if (version >= 3)
		r->files |= FILES_TRUNCATE;
	if (version >= 5)
		r->files |= FILES_DEVICE;
	r->net = version >= 4 ? NET_TCP : 0;
	r->scoped = version >= 6 ? SCOPE_ALL : 0;
	return version >= 6 ? sizeof(*r) : version >= 4 ?
	    offsetof(struct landlock_rules, scoped) :
	    offsetof(struct landlock_rules, net);
}

/* Denies the rights everywhere; the version, or 0. */
static int
landlock(bool execute)
{
	struct landlock_rules rules;
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_VERSION);
	int fd;
	bool done;

	if (version < 1)
		return 0;
	fd = (int)syscall(SYS_landlock_create_ruleset, &rules,
	    rules_of((int)version, execute, &rules), 0);
	if (fd < 0)
		return 0;
	done = syscall(SYS_landlock_restrict_self, fd, 0) == 0;
	close(fd);
	return done ? (int)version : 0;
}

#else

static int
landlock(bool execute)
{
	(void)execute;
	return 0;
}

#endif

#ifdef CONFINE_FILTER

/* Sets the filter; program may still be given to execve(2). */
static bool
refuse_calls(const char *program)
{
	struct sock_filter filter[] = { CONFINE_FILTER };
	const struct sock_fprog all = { sizeof(filter) / sizeof(filter[0]),
	    filter };
	uint64_t address = (uintptr_t)program;
	size_t i;

	for (i = 0; i < all.len; i++)
		if (filter[i].k == CONFINE_MARK_HIGH)
			filter[i].k = (uint32_t)(address >> 32);
		else if (filter[i].k == CONFINE_MARK_LOW)
			filter[i].k = (uint32_t)address;
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &all) == 0;
}

#else

static bool
refuse_calls(const char *program)
{
	(void)program;
	return false;
}

#endif

/* NULL is no name of a program: execve(2) fails with it anyway. */
static struct confinement
confine(const char *program)
{
	struct confinement c = { 0 };

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return c;
	c.landlock = landlock(program != NULL);
	c.seccomp = refuse_calls(program);
	return c;
}

#else	/* OpenBSD */

static struct confinement
confine(const char *program)
{
	struct confinement c = { 0 };

	if (program == NULL)
		c.pledge = unveil("/", "r") == 0 &&
		    unveil(NULL, NULL) == 0 &&
		    pledge("stdio rpath sendfd recvfd", NULL) == 0;
	else
		c.pledge = pledge("stdio rpath prot_exec exec",
		    "stdio rpath prot_exec") == 0;
	return c;
}

#endif

struct confinement
confine_reader(void)
{
	return confine(NULL);
}

struct confinement
confine_converter(const char *program)
{
	return confine(program);
}
