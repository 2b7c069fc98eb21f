/*
 * Anonymous temporary files for what must be read out of order and comes
 * from a pipe or from within an archive.
 */
#ifndef GX_OPEN_SPOOL_H
#define GX_OPEN_SPOOL_H

#include <stdio.h>

#include "confine/broker.h"
#include "open/source.h"

/*
 * All that is left of src in a temporary file of the broker's making, which
 * fclose gives back; NULL with the source's error set when there can be none.
 * When the source fails or has more than limit bytes its error is set and
 * the file holds what came before.
 */
FILE	*spool_source(struct source *src, unsigned long long limit,
	    struct broker *);

#endif
