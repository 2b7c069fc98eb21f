/*
 * What all programs do alike: walk the operands, tell reports from
 * streams, run the earlier stages on reports in a pool of threads, keep
 * count of what could not be read, and end with the right status.
 *
 * A program says which streams it reads itself and gets its records; all
 * else comes to it as if the earlier program had printed it.
 */
#ifndef GX_MAIN_RUN_H
#define GX_MAIN_RUN_H

#include "main/blocks.h"
#include "main/options.h"
#include "main/output.h"
#include "report/table.h"

struct run;

struct stage {
	enum program	 program;
	/*
	 * Takes one record of cells or sums, from that operand.  NULL for
	 * programs that print what the stages make.  False: the record is
	 * no good, *why says what is wrong.
	 */
	bool		 (*record)(void *to, const struct record *,
			    size_t operand, const char **why);
	/*
	 * Takes one record of sections in the same way; NULL where sections
	 * are turned into cells.  Reports come to it if --text says so.
	 */
	bool		 (*section)(void *to, const struct record *,
			    size_t operand, const char **why);
	void		 *to;
	/* How several threads take cells; NULL: in their order only. */
	const struct parts *parts;
	/*
	 * If not NULL: makes its own of a report, in a worker thread.  What it
	 * appends to the two buffers is handed to `made`, in order.
	 */
	void		 (*report)(void *to, struct arena *,
			    const struct report *, const struct table *,
			    struct buf *, struct buf *);
	bool		 (*made)(void *to, struct str, struct str);
	/* Is told, too, what run_problem says; NULL: nobody else is. */
	void		 (*problem)(void *to, const char *name,
			    const char *what);
};

/*
 * Readies a run, which both arguments must outlive.  NULL without memory
 * (said on standard error).
 */
struct run *run_new(const struct stage *, const struct options *);

/*
 * Reads n operands for the stage, printing sections or cells if it takes
 * no records.  Output goes to run_output; errors to standard error.
 */
void	run_walk(struct run *, char *const *operands, size_t n);

/* Both, with the operands of the options. */
struct run *run_operands(const struct stage *, const struct options *);

/* For what the program itself prints; the argument of run_write. */
struct output *run_output(struct run *);

/* Adds to output; a sink for the library's writers. */
int	run_write(void *output, struct str);

/* Says on standard error what is wrong with a name; status is 1 then. */
void	run_problem(void *run, const char *name, const char *what);

/* Ends: finishes output, frees all.  The status to exit with. */
int	run_end(struct run *);

#endif
