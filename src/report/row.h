/*
 * The cells of one row of the form, from the run of figures that is placed
 * on it.
 */
#ifndef GX_REPORT_ROW_H
#define GX_REPORT_ROW_H

#include "report/columns.h"
#include "report/gaps.h"
#include "report/heads.h"
#include "report/table.h"

#define MAX_FIGURES	24

/* A row that was read by search: what it takes to search again. */
struct searched {
	struct value	*figures;	/* k of them */
	size_t		 k;
	enum damage	 damage;
	bool		 any;		/* it was */
	struct readings	 readings;	/* when listed: by its own sums */
	bool		 listed;
};

/* A table while its rows are read. */
struct rows {
	struct arena		*a;
	const struct observed	*o;
	const struct alignment	*al;
	struct gaps		 gaps;
	bool			 damaged;	/* bytes were lost in a table */
	struct searched		*searched;	/* one for each line */
	const char		**how;		/* the same, in words */
	int			 upset_table;	/* which `upset` is of */
	bool			 upset;		/* most of its rows break
						   their sums */
	struct heads		 heads;
	struct columns_seen	 columns;
	bool			 yuan;		/* amounts may not be in 万元 */
	struct cell		*cells;
	struct buf		*explain;
	struct str		 name;
};

/*
 * Reads a line of the form: sets its cells, and in words how; notes what
 * it takes to read it once more, if it was read by search.
 */
void	row_read(struct rows *, size_t line);

/* Whether characters were lost between the first and the last row. */
bool	row_damage(const struct observed *, const struct alignment *);

/* Sets the status of all cells of a line, and what they show. */
void	row_set(struct rows *, const struct form_line *, enum status,
	    struct str raw);

#endif
