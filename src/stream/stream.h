/*
 * Reading the suite's own TSV streams (gx(5)): which stream it is, and its
 * records line by line in constant memory.
 *
 * A stream is known by a header line, which may be missing, repeated or
 * stand anywhere (sort moved it, files were concatenated), and names the
 * columns in any order, maybe with others between; without one by
 * the number and shape of the fields of its first line.
 */
#ifndef GX_STREAM_STREAM_H
#define GX_STREAM_STREAM_H

#include "open/source.h"

enum stream_kind {
	STREAM_REPORTS,		/* no TSV of ours: documents to be read */
	STREAM_SECTIONS,	/* report org year section title text */
	STREAM_CELLS,		/* report org year form table row col value
				   status raw [row_label col_label] */
	STREAM_SUMS		/* KEYS... table row col value n blank unknown */
};

/* Columns of a record, by meaning; what the stream lacks is empty. */
enum column {
	COL_REPORT, COL_DIR, COL_ORG, COL_YEAR, COL_SECTION, COL_TITLE,
	COL_TEXT, COL_FORM, COL_TABLE, COL_ROW, COL_COL, COL_VALUE,
	COL_STATUS, COL_RAW, COL_N, COL_BLANK, COL_UNKNOWN,
	COLUMNS
};

struct record {
	struct str	field[COLUMNS];	/* unescaped; valid to the next read */
	bool		has[COLUMNS];	/* the stream has that column */
	size_t		line;		/* where it stands in the source, from 1 */
};

/*
 * COL_DIR of a record or, where the stream has no dir, the folder part of
 * its report; it has[COL_DIR] in both cases.
 */
struct str record_dir(const struct record *);

struct stream;

/* The name of a column in headers: "report", "row", ... */
const char *column_name(enum column);

/*
 * Which stream begins with these bytes; STREAM_REPORTS when it is none.
 * `head` is what source_peek gave.
 */
enum stream_kind stream_kind(struct str head);

/*
 * A reader of records of that kind from src, which must outlive it; NULL
 * without memory.  Freed by stream_free.
 */
struct stream *stream_new(struct source *, enum stream_kind);
void	stream_free(struct stream *);

/*
 * Names the keys of sums without a header, as in "year,org"; without it
 * one key is taken for the year.  A header overrides it.
 */
void	stream_keys(struct stream *, const char *by);

/*
 * The next record, which is the stream's and valid to the next call: 1,
 * 0 at the end, -1 when the source failed, a line is no record of the
 * stream (too few fields, a bad escape) or is longer than
 * 64 MiB; stream_error says what, with the line's number.  After a bad
 * line reading goes on with the next; after a stream failed as a whole, which
 * is told once, it is at its end.
 * Header lines and empty lines are taken in silently, as are CR LF line ends
 * and byte order marks.  A header may turn cells into sums and back; any
 * other change of kind ends the stream with an error.
 */
int	stream_next(struct stream *, const struct record **);
const char *stream_error(const struct stream *);

/* The same without the line's number. */
const char *stream_words(const struct stream *);

/* Lines taken so far. */
size_t	stream_line(const struct stream *);

/* Whether the stream failed as a whole, so that no more is to be had. */
bool	stream_dead(const struct stream *);

/*
 * Reading in pieces, by several streams.  A block is whole lines, the last
 * one of a source maybe without its newline; it stays the caller's, is not
 * changed and is to stay while it is read.
 */

/* Goes on with a block: stream_next is at its end where the block is. */
void	stream_block(struct stream *, struct str block);

/* Goes on with the source, of which nothing is held. */
void	stream_resume(struct stream *);

/* Whether lines of that kind have a layout, and the next one may begin. */
bool	stream_settled(const struct stream *, enum stream_kind);

/*
 * From now on a stream reads blocks, numbering the lines of each from 1, in
 * the layout another has now.  At a line that would change the layout, or
 * does not fit it, the block ends early: what begins with it is the rest.
 */
void	stream_like(struct stream *, const struct stream *as);
struct str stream_rest(const struct stream *);

/* Counts lines that another stream took. */
void	stream_pass(struct stream *, size_t lines);

#endif
