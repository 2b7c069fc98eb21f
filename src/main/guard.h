/*
 * Readies a program to read what strangers wrote: what it cannot do any
 * more is in confine/confine.h, and done for it by a broker.
 */
#ifndef GX_MAIN_GUARD_H
#define GX_MAIN_GUARD_H

#include "confine/broker.h"
#include "main/options.h"

/*
 * Confines the process, which has no threads yet, and returns the broker it
 * has then, to be ended by broker_end; NULL if it needs none or there can
 * be none, and what needs one is named then as what cannot be read.
 */
struct broker *guard(const struct options *);

/* Confines the process and appends what the kernel agreed to. */
void	guard_tell(struct buf *);

#endif
