/*
 * What a walk finds at one name: a file, a member of an archive, or what
 * one of these unpacks to.  By its first bytes it is visited, entered, or
 * passed over.
 */
#ifndef GX_OPEN_ENTRY_H
#define GX_OPEN_ENTRY_H

#include "open/unpack.h"
#include "open/walk.h"

/* A walk that is going on. */
struct walk_run {
	const struct walk	*walk;
	size_t			 operand;
	struct unpack_budget	 budget;
	locale_t		 utf8;		/* made for the first archive */
	/* of progress */
	bool			 measuring;	/* sizes are added up, only */
	bool			 endless;	/* one is not known */
	uint64_t		 total;
	uint64_t		 start;		/* done before this file */
};

/* What is found at one name: a file, a member, or what one unpacks to. */
struct entry {
	struct source	 src;
	int		 fd;		/* of a file, else -1 */
	bool		 seekable;	/* the file is */
	off_t		 base;		/* where it begins, then */
	struct unpack	*in;		/* of a member, else NULL */
	unsigned	 depth;		/* archives it is in */
	bool		 found;		/* in an archive or directory */
	bool		 bare;		/* unpacked of a compressed file */
	bool		 entered;	/* an archive that was read */
	bool		 told;		/* visited, entered or named */
};

/* Tells what is wrong with a name; 0. */
int	walk_problem(struct walk_run *, const char *name, const char *what);

/* So many bytes of the present file are done; that never goes back. */
void	walk_advance(struct walk_run *, uint64_t bytes);

/*
 * Visits or enters it.  Returns what a visit returned that ended the walk,
 * or 0.  The source is the caller's.
 */
int	entry_examine(struct walk_run *, struct entry *);

#endif
