/*
 * The vocabulary of WordprocessingML as far as it decides what a reader
 * sees: ECMA-376 part 1 in its transitional and strict namespaces, and the
 * elements of Word 2003 XML, which has the same names for most.
 */
#ifndef GX_WORD_WORDML_H
#define GX_WORD_WORDML_H

#include "read/xml.h"

enum word_kind {
	WORD_OTHER,		/* its content counts, itself does not */
	WORD_SKIP,		/* nothing in it is shown */
	/* Tables. */
	WORD_TBL, WORD_TR, WORD_TRPR, WORD_GRIDBEFORE, WORD_GRIDAFTER,
	WORD_HIDDEN, WORD_TC, WORD_TCPR, WORD_GRIDSPAN, WORD_HMERGE,
	WORD_VMERGE, WORD_CELLDEL,
	/* Paragraphs, runs and their properties. */
	WORD_P, WORD_PPR, WORD_PSTYLE, WORD_NUMPR, WORD_ILVL, WORD_NUMID,
	WORD_R, WORD_RPR, WORD_RSTYLE, WORD_VANISH,
	WORD_RAISED, WORD_STRUCK,
	/* What a run shows. */
	WORD_T, WORD_TAB, WORD_BR, WORD_HYPHEN, WORD_SYM, WORD_FLDCHAR,
	WORD_REFERENCE,
	/* Stories within the story, and what is not to be shown. */
	WORD_BOX, WORD_NOTE, WORD_WORDART, WORD_PICTURE, WORD_DEL,
	WORD_ANNOTATION, WORD_ALTCHUNK, WORD_ALTERNATE, WORD_CHOSEN,
	WORD_CHOICE, WORD_FALLBACK,
	/* Equations. */
	WORD_MATH_PART, WORD_MATH_DEN, WORD_MATH_SUB, WORD_MATH_SUP,
	/* Styles. */
	WORD_STYLE, WORD_BASEDON,
	/* Numbering. */
	WORD_LIST, WORD_LISTOF, WORD_STYLELINK, WORD_NUMSTYLELINK, WORD_NUM,
	WORD_OVERRIDE, WORD_START, WORD_LVL, WORD_NUMFMT, WORD_NFC,
	WORD_RESTART, WORD_ISLGL, WORD_SUFF, WORD_LVLTEXT,
	WORD_KINDS
};

/* What an element of the text is. */
enum word_kind word_kind(const struct xml_element *);

/* What an element of the parts for styles and numbering is. */
enum word_kind word_definition(const struct xml_element *);

/* Whether a property that is there is switched on (w:val). */
bool	word_on(const struct xml_element *);

/*
 * Whether text with that property, raised or struck out, is no part of
 * what stands beside it.
 */
bool	word_stands_apart(const struct xml_element *, enum word_kind);

#endif
