/*
 * The control words of RTF that matter to its text.
 */
#ifndef GX_WORD_RTF_WORD_H
#define GX_WORD_RTF_WORD_H

#include <stdint.h>

/* What a word does; the reader goes by the order of these. */
enum rtf_action {
	RTF_PASS, RTF_SHOW, RTF_INNER, RTF_TWICE, RTF_UNICODE_TEXT, RTF_ASIDE,
	RTF_LABEL, RTF_FONTS, RTF_CHAR, RTF_PARAGRAPH, RTF_LINE, RTF_CELL,
	RTF_INNER_CELL, RTF_ROW, RTF_INNER_ROW, RTF_ROW_BEGINS, RTF_LEFT,
	RTF_EDGE, RTF_BEGINS, RTF_BELOW, RTF_BESIDE, RTF_IN_TABLE, RTF_DEPTH,
	RTF_PARD, RTF_PLAIN, RTF_HIDDEN, RTF_DELETED, RTF_RAISED, RTF_LEVEL,
	RTF_STRUCK, RTF_FONT, RTF_CHARSET, RTF_ANSI, RTF_MAC, RTF_PC,
	RTF_DEFAULT_FONT, RTF_CODE_PAGE, RTF_FALLBACK, RTF_UNICODE, RTF_BINARY
};

struct rtf_word {
	const char	*name;
	enum rtf_action	 does;
	uint32_t	 c;	/* of RTF_CHAR */
};

/* The word of that name; NULL where it does not matter. */
const struct rtf_word *rtf_word(const char *name);

#endif
