/* Characters that Word documents take from fonts of symbols (w:sym). */
#ifndef GX_WORD_WORD_SYMBOLS_H
#define GX_WORD_WORD_SYMBOLS_H

#include <stdint.h>

#include "base/str.h"

/*
 * What a reader sees of the character with that hexadecimal code in that
 * font: U+FFFD where that is not known.
 */
uint32_t word_symbol(struct str font, struct str code);

#endif
