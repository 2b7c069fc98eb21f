/*
 * What a process gives up, for itself and all it starts, before it reads
 * what strangers wrote: from then on the kernel lets it make, change and
 * remove no file, open no socket, look into no other process and start no
 * program.  What it may read is not limited, nor what it writes to files
 * that are open already.
 *
 * A kernel that knows less is asked for less, silently.
 */
#ifndef GX_CONFINE_CONFINE_H
#define GX_CONFINE_CONFINE_H

#include <stdbool.h>

/* What the kernel agreed to. */
struct confinement {
	int	landlock;	/* the version of its rules; 0: none */
	bool	seccomp;
	bool	pledge;
};

/*
 * Confines the calling thread and those it makes from now on, so all of a
 * process that has made none.
 */
struct confinement confine_reader(void);

/*
 * The same for a process that is about to become a converter: this very
 * string may still be given to execve(2), once it is confined.
 */
struct confinement confine_converter(const char *program);

#endif
