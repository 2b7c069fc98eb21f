/*
 * What the programs say to people, in their language.  Records, pages and
 * the library's own texts stay as they are: a text is looked up where it
 * is printed, by its English.
 */
#ifndef GX_MAIN_WORDS_H
#define GX_MAIN_WORDS_H

#include "base/buf.h"

/*
 * The text in the language of LC_MESSAGES, or the text itself where the
 * catalogue does not have it or the locale is not one of UTF-8.  Owned by
 * the catalogue, for as long as the program runs.
 */
const char *words(const char *english) __attribute__((format_arg(1)));

/*
 * Adds a message to the buffer: translated as words() does, or as one of
 * the patterns that texts with names and numbers in them follow.
 */
void	words_message(struct buf *, const char *english);

#endif
