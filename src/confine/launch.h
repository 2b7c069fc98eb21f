/*
 * External converters: which there are, and how one is started.
 */
#ifndef GX_CONFINE_LAUNCH_H
#define GX_CONFINE_LAUNCH_H

#include "base/buf.h"

/* Programs with their arguments, which documents have no say in. */
enum converter {
	PDFTOTEXT, PDFTOCAIRO, ANTIWORD, CATDOC,
	CONVERTERS
};

/* What it is called as in a file: the document it is given. */
#define LAUNCH_INPUT	"/dev/fd/3"

struct launch_limits {
	size_t		 seconds;	/* of processor time */
	size_t		 memory;	/* bytes of address space */
	size_t		 output;	/* bytes of any file it may write */
};

/* Descriptors a converter is started with. */
enum launch_fd {
	LAUNCH_DOCUMENT,	/* a file, to be read */
	LAUNCH_OUT, LAUNCH_ERR,	/* pipes, to be written */
	LAUNCH_STATUS,		/* a pipe for its status */
	LAUNCH_FDS
};

const char *launch_name(enum converter);

/*
 * The path of a converter that is on PATH, whose relative folders are
 * passed over, in path, NUL-terminated; false if there is none.
 */
bool	launch_find(enum converter, struct buf *path);

/*
 * Whether it is a script, which an interpreter reads: often one that only
 * starts the program, which nothing confined can.
 */
bool	launch_is_script(enum converter);

/*
 * Runs a converter, waits for its end and writes its status, as waitpid(2)
 * gives it, to its descriptor.  It is killed, with all it started, when
 * nobody reads that any more.  To be called by a process of its own, whose
 * only thread this is.
 */
_Noreturn void launch(enum converter, const struct launch_limits *,
	    const int fd[LAUNCH_FDS]);

/* The status of a converter that could not be started. */
#define LAUNCH_CANNOT	127

#endif
