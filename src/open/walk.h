/*
 * The one place that walks operands: files, directories (depth first,
 * names in byte order), standard input, archives and archives in archives.
 * Each document found is visited as a source, in a fixed order.
 *
 * Whatever libarchive knows is an archive or a compressed file, decided by
 * content.  A compressed single file (report.html.gz) is visited under its
 * operand's own name.  Office documents are zip archives by construction
 * but documents by meaning: they are visited whole, never walked into.
 * Passed over without a word: directories, empty members, and by name what
 * no office means as a document (__MACOSX/, ._*, .DS_Store, Thumbs.db,
 * desktop.ini, ~$*, .git/ ...); by content pictures, audio, video, fonts and
 * executables found inside an archive or directory (named, when they were
 * given as an operand).
 *
 * Documents and archives that can be read front to back are streamed.
 * What must be read out of order (zip, 7z, rar, ISO images) and comes from
 * a pipe or from within an archive is unpacked to an anonymous temporary
 * file of at most WALK_SPOOL bytes.  No document is held in memory (how
 * much of one may be, source_slurp is told), but the names in a directory.
 *
 * A source that failed was named to visit by its error; problem does not
 * name it again, nor the archive that ends there.
 */
#ifndef GX_OPEN_WALK_H
#define GX_OPEN_WALK_H

#include <stdint.h>

#include "confine/broker.h"
#include "open/source.h"

#define WALK_SPOOL	(4ull * 1024 * 1024 * 1024)

/* How far a walk is, in bytes of the operands as they are stored. */
struct walk_progress {
	uint64_t done;		/* read, or consumed by libarchive */
	uint64_t total;		/* of all files; 0: not known, as of a pipe */
};

struct walk {
	/* Visits one document; non-zero ends the walk. */
	int	(*visit)(void *, struct source *);
	/* What went wrong with a name: one line, no newline, English. */
	void	(*problem)(void *, const char *name, const char *what);
	void	 *to;		/* first argument of both */
	unsigned max_ratio;	/* unpacked to packed bytes of a member, of an
				   archive and of an operand; 0: any */
	unsigned max_nesting;	/* archives within archives; a compressed
				   file counts, a compressed tar as one */
	struct walk_progress *progress;	/* to be kept, or NULL */
	struct broker *broker;	/* makes temporary files; NULL: no other */
};

/*
 * Walks n operands ("-" and n == 0: standard input).  Every name that
 * cannot be read or passes a limit is reported through problem and the
 * walk goes on.  Returns 0, or what visit returned when it ended the walk.
 * Never changes the locale; member names come out in UTF-8 in any locale.
 */
int	walk_operands(const struct walk *, char *const *operands, size_t n);

#endif
