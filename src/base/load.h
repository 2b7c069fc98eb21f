/*
 * Shared libraries that are loaded when they are first needed.
 */
#ifndef GX_LOAD_H
#define GX_LOAD_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Loads a library by the name its own file gives it (libxml2.so.2) and
 * finds n functions in it: one pointer after the other at `functions`.
 * False if the library is not there or lacks one.  It stays as long as the
 * program.
 */
bool	load_functions(const char *library, const char *const *names,
	    size_t n, void *functions);

#endif
