/*
 * The elements of HTML that matter to its reading, by name, and how
 * libxml2 2.9 nests them.
 */
#ifndef GX_WEB_ELEMENT_H
#define GX_WEB_ELEMENT_H

#include "base/str.h"

#define ELEMENT_NAME	12	/* a name and its NUL have room in it */

/* By their first letters; of each letter the frequent ones stand first. */
enum element {
	E_OTHER,
	E_A, E_ABBR, E_ACRONYM, E_ADDRESS, E_AREA, E_ARTICLE, E_ASIDE, E_B,
	E_BR, E_BASE, E_BASEFONT, E_BDO, E_BIG, E_BLOCKQUOTE, E_BODY,
	E_BUTTON, E_CANVAS, E_CAPTION, E_CENTER, E_CITE, E_CODE, E_COL,
	E_COLGROUP, E_DIV, E_DD, E_DEL, E_DFN, E_DIR, E_DL, E_DT, E_EM,
	E_EMBED, E_FONT, E_FIELDSET, E_FIGURE, E_FOOTER, E_FORM, E_FRAME,
	E_FRAMESET, E_H1, E_H2, E_H3, E_H4, E_H5, E_H6, E_HEAD, E_HEADER,
	E_HR, E_HTML, E_I, E_IFRAME, E_IMG, E_INPUT, E_ISINDEX, E_KBD,
	E_LI, E_LEGEND, E_LINK, E_LISTING, E_MAIN, E_MAP, E_MENU, E_META,
	E_NAV, E_NOFRAMES, E_NOSCRIPT, E_OBJECT, E_OL, E_OPTGROUP, E_OPTION,
	E_P, E_PARAM, E_PRE, E_Q, E_RP, E_RT, E_RTC, E_SPAN, E_STRONG, E_S,
	E_SAMP, E_SCRIPT, E_SECTION, E_SELECT, E_SMALL, E_STRIKE, E_STYLE,
	E_SUB, E_SUP, E_SVG, E_TD, E_TR, E_TH, E_TABLE, E_TBODY, E_TEMPLATE,
	E_TEXTAREA, E_TFOOT, E_THEAD, E_TITLE, E_TT, E_U, E_UL, E_VAR, E_XML,
	E_XMP,
	ELEMENTS
};

/*
 * The element of a name of n bytes in lower case, padded with NULs to
 * ELEMENT_NAME bytes where it is shorter.
 */
enum element element_of(const char *name, size_t n);

/* The same of a NUL-terminated name. */
enum element element_named(const char *name);

/* Whether a start tag ends the innermost element, if that is open. */
bool	element_closes(enum element, enum element open);

/* Whether it never has content. */
bool	element_is_empty(enum element);

/* An end tag goes through no open element of a higher priority. */
unsigned element_priority(enum element);

#endif
