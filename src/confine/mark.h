/*
 * Stands in the seccomp filter for the address of the one name execve(2)
 * may be given, which is known at run time only; both halves, as the filter
 * compares them one by one.
 */
#ifndef GX_CONFINE_MARK_H
#define GX_CONFINE_MARK_H

#include <stdint.h>

#define CONFINE_MARK_HIGH	0x67780001u
#define CONFINE_MARK_LOW	0x67780002u
#define CONFINE_MARK		((uintptr_t)(((uint64_t)CONFINE_MARK_HIGH << \
				    32) | CONFINE_MARK_LOW))

#endif
