/*
 * What a rule sees and how it says what it found; for src/check only.
 */
#ifndef GX_CHECK_LOOK_H
#define GX_CHECK_LOOK_H

#include <stdint.h>

#include "check/check.h"
#include "write/tsv.h"

/* What a rule looks at. */
enum scope {
	SCOPE_CELLS,		/* the cells of one report */
	SCOPE_TEXT,		/* its sections, and its cells */
	SCOPE_YEARS		/* two consecutive years of one body */
};

/* A cell that the input does not have (absent: the document has it not). */
#define STATUS_UNSEEN	((enum status)(STATUS_ABSENT + 1))

struct look;

struct rule {
	const char	*id;
	enum severity	 severity;
	enum scope	 scope;
	void		(*look)(struct look *);
	const char	*norm;		/* what holds where it finds nothing */
	const char	*sentence;	/* what it finds, for --list */
};

extern const struct rule rules[];
extern const size_t nrules;

/* In a report the cells on both sides add up to the same. */
struct identity {
	const struct rule *rule;
	const unsigned short *left, *right;	/* numbers of items */
	size_t		 nleft, nright;
	const struct item *at;		/* whose number is doubted */
	bool		 across;	/* a row's, not a column's */
};

struct identities {
	struct identity	*all;
	size_t		 n;
	unsigned short	*terms;
};

struct look {
	const struct check *check;
	const struct rule *rule;
	struct str	 report, org, year;
	struct buf	*out;

	/* one report */
	const struct table *table;
	const struct identities *identities;	/* of its form */
	const int64_t	*count;		/* SCOPE_CELLS: of each cell, 0 without
					   a number; NULL: not all are whole
					   and small */
	/* SCOPE_TEXT */
	struct arena	*arena;
	const struct report *document;
	const struct claims *claims;

	/* SCOPE_YEARS */
	const struct kept *before, *now;
};

/*
 * Begins a finding with all but the last three columns; the caller appends
 * expected and found, each with a tab, and the message, and calls
 * finding_end.  decided false: the rule could not be decided; then false is
 * returned when that is not asked for.
 */
bool	finding_begin(struct look *, bool decided, int table,
	    const char *row, const char *col);
void	finding_end(struct look *);

/* The same in one go, for texts. */
void	finding(struct look *, int table, const char *row, const char *col,
	    struct str expected, struct str found, const char *message, ...)
	    __attribute__((format(printf, 7, 8)));

/* Appends s in Chinese quotation marks, cut when it is long. */
void	finding_quote(struct look *, struct str s);

/* Whether a cell's number is known, a blank being 0. */
bool	cell_known(const struct cell *);

/* The identities of a form; false without memory. */
bool	identities_of(const struct form *, struct identities *);

/* The rules; one line each says in rules.c what they do. */
void	look_identities(struct look *);
void	look_blank(struct look *), look_bad(struct look *),
	look_lost(struct look *), look_negative(struct look *),
	look_fraction(struct look *), look_outdated(struct look *);
void	look_text(struct look *), look_fees(struct look *);
void	look_missing(struct look *), look_order(struct look *),
	look_number(struct look *), look_empty(struct look *),
	look_year(struct look *);
void	look_id(struct look *), look_phone(struct look *);
void	look_published(struct look *);
void	look_carry(struct look *), look_stock(struct look *),
	look_prior(struct look *);

#endif
