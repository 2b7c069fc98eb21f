/*
 * External converters: programs that are well kept elsewhere and know a
 * format we do not.  They run without a shell, with limits on time, memory
 * and output, are given nothing but the document, and are confined.  No file is
 * made for them, so none is left behind, however they or we end.
 */
#ifndef GX_READ_CONVERT_H
#define GX_READ_CONVERT_H

#include "confine/broker.h"

struct convert_limits {
	unsigned	 seconds;	/* of wall time */
	size_t		 memory;	/* bytes of address space */
	size_t		 output;	/* bytes it may print */
	struct broker	*broker;	/* who runs it; NULL: nobody does */
};

/* Whether it is installed. */
bool	convert_found(enum converter);

/*
 * Runs a converter on the document and appends its standard output to out.
 * Returns NULL, or what went wrong in a few words, which the thread's next
 * call overwrites; out then holds what came before.
 */
const char *convert_run(enum converter, struct str document,
	    const struct convert_limits *, struct buf *out);

#endif
