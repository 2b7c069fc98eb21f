/*
 * Members of an archive, or the one content of a compressed file, through
 * libarchive.  Only what is listed in unpack.c is unpacked, and nothing
 * but the archive itself is ever opened or run.
 */
#ifndef GX_OPEN_UNPACK_H
#define GX_OPEN_UNPACK_H

#include <locale.h>
#include <stdint.h>

#include "open/source.h"

/* Where an archive is read from. */
struct unpack_from {
	struct source	*source;	/* read front to back where fd is -1 */
	int		 fd;		/* a file that can seek, or -1 */
	off_t		 base;		/* where in the file it begins */
	bool		 single;	/* a compressed file, no archive */
	locale_t	 utf8;		/* one of UTF-8, or 0: there is none */
};

/*
 * What bounds the unpacking of everything in one operand.  Zip bombs
 * overlap their members or nest archives, so that each member looks
 * harmless: documents together must keep the ratio to the operand, too.
 */
struct unpack_budget {
	unsigned	 ratio;		/* unpacked to packed; 0: no bound */
	uint64_t	 packed;	/* bytes of the operand, read so far
					   where its size is not known */
	uint64_t	 documents;	/* bytes of documents taken from it */
	uint64_t	 excess;	/* bytes beyond the ratios of members,
					   which count in no other total */
};

struct unpack_member {
	const char	*name;		/* as stored; valid to the next */
	bool		 plain;		/* a file, no directory or link */
	bool		 encrypted;
	bool		 windows;	/* '\\' may separate folders */
};

struct unpack;

/* Both must outlive it; NULL without memory, or without libarchive. */
struct unpack *unpack_new(const struct unpack_from *, struct unpack_budget *);
void	unpack_free(struct unpack *);

/* What unpack_new() that gave NULL did without. */
const char *unpack_lacks(void);

/*
 * The next member: 1, 0 at the end, -1 when the rest cannot be read.  A
 * damaged place that could be passed is remembered in unpack_damage, once.
 */
int	unpack_next(struct unpack *, struct unpack_member *);

/* Why unpack_next failed. */
const char *unpack_error(const struct unpack *);

/* What was passed over for damage before this member, or NULL. */
const char *unpack_damage(struct unpack *);

/* Whether the archive was given up because it passed the ratio. */
bool	unpack_over(const struct unpack *);

/* How many packed bytes were consumed. */
uint64_t unpack_position(const struct unpack *);

/* Makes src read the present member; it is to be zeroed but for its name. */
void	unpack_source(struct unpack *, struct source *src);

/*
 * The present member is a document: what is read of it from now on, and
 * what was peeked at, counts as such in the budget.
 */
void	unpack_document(struct unpack *, const struct source *src);

#endif
