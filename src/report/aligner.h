/*
 * An alignment while it is made and judged: private to the files named
 * below, each of which has a question of its own.
 */
#ifndef GX_REPORT_ALIGNER_H
#define GX_REPORT_ALIGNER_H

#include "report/align.h"
#include "report/known.h"

#define LIKE		0.60	/* below, a label is not recognised */
#define SURE		0.74	/* from here on it is, if no other is */
#define STRAYS_LIKE	0.50	/* from here on it may be a row's */

/* A text that is a line's label, by itself. */
struct named {
	size_t	piece;
	bool	is_long;	/* prose does not name a row so */
	const struct named *next;
};

/* An alignment while it is made; tables are indexed [run][line]. */
struct aligner {
	struct arena		*a;
	const struct observed	*o;
	const struct form	*form;
	const struct aligner	*other;		/* with another form, or NULL */
	const struct label	*labels;	/* of each line */
	size_t			*twin;		/* the line of the other form
						   that is alike, or RUN_NONE */
	bool			*exact;		/* runs that end with a label */
	double			*like;		/* below 0: not so much as
						   STRAYS_LIKE */
	double			*worth;
	const struct named	**named;	/* of each line; when judged */
};

/* align.c: whether the text before a run ends with a line's label, and how
 * alike it is; below `least` that need not be known. */
bool	aligner_exact(const struct aligner *, size_t run, size_t line);
double	aligner_likeness(const struct aligner *, size_t run, size_t line,
	    double least);

/*
 * beside.c: whether the label of line k is in the very piece that holds
 * line j's; the last word on the run's line; whether two thirds of a label
 * are in a text.
 */
bool	beside_shared(const struct aligner *, size_t run, size_t j, size_t k);
struct folded beside_word(const struct aligner *, const struct run *);
bool	beside_stands_in(const struct label *, struct folded text);

/*
 * Whether the run of line j has the beginning of another label at it, a
 * label of its own, its head behind it, or is somewhere else altogether.
 */
bool	beside_begins_other(const struct aligner *, const struct alignment *,
	    size_t j);
bool	beside_other_label(const struct aligner *, const struct alignment *,
	    size_t j);
bool	beside_head_behind(const struct aligner *, const struct alignment *,
	    size_t j);
bool	beside_astray(const struct aligner *, const struct alignment *,
	    size_t j);

/*
 * judge.c: finds the texts that are labels and nothing else; gives two
 * labels of one piece their rows; judges the rows by their labels, then by
 * their neighbours.  Whether another run is as good for line j; whether two
 * runs hold the same figures.
 */
void	judge_begin(struct aligner *);
void	judge_parts(const struct aligner *, struct alignment *);
void	judge_labels(const struct aligner *, struct alignment *);
void	judge_neighbours(const struct aligner *, struct alignment *);
bool	judge_rival(const struct aligner *, const struct alignment *,
	    size_t j);
bool	judge_same(const struct observed *, const struct run *,
	    const struct run *);

/* gather.c: the runs of headed lines and of lines that flow; which figures
 * may be out of their order. */
void	gather_headed(const struct aligner *, struct alignment *);
void	gather_flow(const struct aligner *, struct alignment *);
void	gather_uneven(const struct aligner *, struct alignment *);

/*
 * doubt.c: of figures without a label on their line, of rows beside one
 * that is nowhere, of tables that are there twice.
 */
void	doubt_detached(const struct aligner *, struct alignment *);
void	doubt_missing(const struct aligner *, struct alignment *);
void	doubt_copies(const struct aligner *, struct alignment *);

#endif
