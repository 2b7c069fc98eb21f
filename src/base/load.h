/*
 * Shared libraries that are loaded when they are first needed.
 *
 * A library's functions are listed by a macro that gives each to another,
 * LIST(X) as X(deflate) X(inflate), and are the members of a structure.
 */
#ifndef GX_LOAD_H
#define GX_LOAD_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

/* A function as a member of the structure, by its own name. */
#define LOAD_MEMBER(function)	__typeof__(function) *function;

/*
 * Defines `library()`, which gives the struct library of those functions,
 * or NULL if `file`, the name that the library's own file gives it
 * (libxml2.so.2), cannot be loaded or lacks one.
 */
#define LOAD_LIBRARY(library, file, LIST) \
static struct library library##_functions; \
static bool library##_loaded; \
static void \
library##_load(void) \
{ \
	static const char *const names[] = { LIST(LOAD_NAME) }; \
\
	library##_loaded = load_functions(file, names, \
	    sizeof(names) / sizeof(names[0]), &library##_functions); \
} \
const struct library * \
library(void) \
{ \
	static pthread_once_t once = PTHREAD_ONCE_INIT; \
\
	pthread_once(&once, library##_load); \
	return library##_loaded ? &library##_functions : NULL; \
}
#define LOAD_NAME(function)	#function,

/* The same of functions that are linked. */
#define LOAD_LINKED(library, LIST) \
const struct library * \
library(void) \
{ \
	static const struct library functions = { LIST(LOAD_VALUE) }; \
\
	return &functions; \
}
#define LOAD_VALUE(function)	.function = function,

/*
 * Loads a library and finds n functions in it: one pointer after the other
 * at `functions`.  It stays as long as the program.
 */
bool	load_functions(const char *file, const char *const *names, size_t n,
	    void *functions);

#endif
