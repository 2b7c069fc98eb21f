#include <stdlib.h>
#include <string.h>

#include "word/rtf_word.h"

/* By name. */
static const struct rtf_word words[] = {
	{ "aftncn", RTF_PASS, 0 }, { "aftnsep", RTF_PASS, 0 },
	{ "aftnsepc", RTF_PASS, 0 }, { "annotation", RTF_PASS, 0 },
	{ "ansicpg", RTF_ANSI, 0 }, { "atnauthor", RTF_PASS, 0 },
	{ "atnid", RTF_PASS, 0 }, { "bin", RTF_BINARY, 0 },
	{ "bullet", RTF_CHAR, 0x2022 }, { "cell", RTF_CELL, 0 },
	{ "cellx", RTF_EDGE, 0 }, { "clmrg", RTF_BESIDE, 0 },
	{ "clvmgf", RTF_BEGINS, 0 }, { "clvmrg", RTF_BELOW, 0 },
	{ "colortbl", RTF_PASS, 0 }, { "column", RTF_PARAGRAPH, 0 },
	{ "cpg", RTF_CODE_PAGE, 0 }, { "deff", RTF_DEFAULT_FONT, 0 },
	{ "deleted", RTF_DELETED, 0 }, { "dn", RTF_RAISED, 0 },
	{ "do", RTF_SHOW, 0 }, { "dptxbxtext", RTF_ASIDE, 0 },
	{ "emdash", RTF_CHAR, 0x2014 }, { "emspace", RTF_CHAR, 0x2003 },
	{ "endash", RTF_CHAR, 0x2013 }, { "enspace", RTF_CHAR, 0x2002 },
	{ "f", RTF_FONT, 0 }, { "fcharset", RTF_CHARSET, 0 },
	{ "fldinst", RTF_PASS, 0 }, { "fldrslt", RTF_SHOW, 0 },
	{ "fonttbl", RTF_FONTS, 0 }, { "footer", RTF_PASS, 0 },
	{ "footerf", RTF_PASS, 0 }, { "footerl", RTF_PASS, 0 },
	{ "footerr", RTF_PASS, 0 }, { "footnote", RTF_ASIDE, 0 },
	{ "ftncn", RTF_PASS, 0 }, { "ftnsep", RTF_PASS, 0 },
	{ "ftnsepc", RTF_PASS, 0 }, { "header", RTF_PASS, 0 },
	{ "headerf", RTF_PASS, 0 }, { "headerl", RTF_PASS, 0 },
	{ "headerr", RTF_PASS, 0 }, { "info", RTF_PASS, 0 },
	{ "intbl", RTF_IN_TABLE, 0 }, { "itap", RTF_DEPTH, 0 },
	{ "ldblquote", RTF_CHAR, 0x201C }, { "line", RTF_LINE, 0 },
	{ "listtext", RTF_LABEL, 0 }, { "lquote", RTF_CHAR, 0x2018 },
	{ "mac", RTF_MAC, 0 }, { "mvf", RTF_DELETED, 0 },
	{ "nestcell", RTF_INNER_CELL, 0 },
	{ "nestrow", RTF_INNER_ROW, 0 }, { "nesttableprops", RTF_INNER, 0 },
	{ "nonesttables", RTF_PASS, 0 }, { "nonshppict", RTF_PASS, 0 },
	{ "nosupersub", RTF_LEVEL, 0 }, { "object", RTF_PASS, 0 },
	{ "page", RTF_PARAGRAPH, 0 }, { "par", RTF_PARAGRAPH, 0 },
	{ "pard", RTF_PARD, 0 }, { "pc", RTF_PC, 0 }, { "pict", RTF_PASS, 0 },
	{ "plain", RTF_PLAIN, 0 }, { "pntext", RTF_LABEL, 0 },
	{ "private", RTF_PASS, 0 }, { "qmspace", RTF_CHAR, 0x2005 },
	{ "rdblquote", RTF_CHAR, 0x201D }, { "row", RTF_ROW, 0 },
	{ "rquote", RTF_CHAR, 0x2019 }, { "rxe", RTF_PASS, 0 },
	{ "sect", RTF_PARAGRAPH, 0 }, { "shpinst", RTF_SHOW, 0 },
	{ "shprslt", RTF_PASS, 0 }, { "shptxt", RTF_ASIDE, 0 },
	{ "sp", RTF_PASS, 0 }, { "strike", RTF_STRUCK, 0 },
	{ "striked", RTF_STRUCK, 0 }, { "stylesheet", RTF_PASS, 0 },
	{ "sub", RTF_RAISED, 0 }, { "super", RTF_RAISED, 0 },
	{ "tab", RTF_CHAR, 0x9 }, { "tc", RTF_PASS, 0 },
	{ "trleft", RTF_LEFT, 0 }, { "trowd", RTF_ROW_BEGINS, 0 },
	{ "txe", RTF_PASS, 0 }, { "u", RTF_UNICODE, 0 },
	{ "uc", RTF_FALLBACK, 0 }, { "ud", RTF_UNICODE_TEXT, 0 },
	{ "up", RTF_RAISED, 0 }, { "upr", RTF_TWICE, 0 },
	{ "v", RTF_HIDDEN, 0 }, { "xe", RTF_PASS, 0 },
};

static int
by_name(const void *key, const void *word)
{
	const struct rtf_word *w = word;

	return strcmp(key, w->name);
}

const struct rtf_word *
rtf_word(const char *name)
{
	return bsearch(name, words, sizeof(words) / sizeof(words[0]),
	    sizeof(words[0]), by_name);
}
