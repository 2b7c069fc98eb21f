/*
 * Lines on standard error.
 */
#ifndef GX_MAIN_SAY_H
#define GX_MAIN_SAY_H

#include "main/options.h"

/*
 * Prints "PROGRAM: name: what"; without name (NULL) "PROGRAM: what".  Both
 * may hold bytes from strangers: control characters, which a terminal
 * would obey, are printed as '?'.  What is known to words.h is said in the
 * reader's language.
 */
void	say(enum program, const char *name, const char *what);

#endif
