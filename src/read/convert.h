/*
 * External converters: programs that are well kept elsewhere and know a
 * format we do not.  They run without a shell, with limits on time, memory
 * and output, and see nothing but the document.  No file is made for them,
 * so none is left behind, however they or we end.
 */
#ifndef GX_READ_CONVERT_H
#define GX_READ_CONVERT_H

#include "base/buf.h"

/* An argument that stands for the name of the file with the document. */
#define CONVERT_INPUT	"%"

struct convert_limits {
	unsigned	 seconds;	/* of wall time */
	size_t		 memory;	/* bytes of address space */
	size_t		 output;	/* bytes it may print */
};

/*
 * Whether the program is to be found on PATH, whose relative folders are
 * passed over.
 */
bool	convert_found(const char *program);

/*
 * Runs argv (a list that ends with NULL; argv[0] is looked up on PATH) on
 * the document and appends its standard output to out.  Returns NULL, or
 * what went wrong in a few words, which the thread's next call overwrites;
 * out then holds what came before.
 */
const char *convert_run(const char *const *argv, struct str document,
	    const struct convert_limits *, struct buf *out);

#endif
