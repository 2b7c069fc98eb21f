#include <stdlib.h>

#include "word/wordml.h"

struct word {
	const char	*name;
	enum word_kind	 kind;
};

/* Sorted by name. */
static const struct word words[] = {
	{ "altChunk", WORD_ALTCHUNK }, { "br", WORD_BR },
	{ "cellDel", WORD_CELLDEL }, { "comments", WORD_SKIP },
	{ "cr", WORD_BR }, { "del", WORD_DEL }, { "delText", WORD_SKIP },
	{ "dstrike", WORD_STRUCK }, { "endnote", WORD_NOTE },
	{ "endnoteReference", WORD_REFERENCE }, { "fldChar", WORD_FLDCHAR },
	{ "footnote", WORD_NOTE }, { "footnoteReference", WORD_REFERENCE },
	{ "ftr", WORD_SKIP }, { "glossaryDocument", WORD_SKIP },
	{ "gridAfter", WORD_GRIDAFTER }, { "gridBefore", WORD_GRIDBEFORE },
	{ "gridSpan", WORD_GRIDSPAN }, { "hMerge", WORD_HMERGE },
	{ "hdr", WORD_SKIP }, { "hidden", WORD_HIDDEN },
	{ "hmerge", WORD_HMERGE }, { "ilfo", WORD_NUMID },
	{ "ilvl", WORD_ILVL }, { "listPr", WORD_NUMPR },
	{ "lists", WORD_SKIP }, { "moveFrom", WORD_DEL },
	{ "noBreakHyphen", WORD_HYPHEN }, { "numId", WORD_NUMID },
	{ "numPr", WORD_NUMPR }, { "numbering", WORD_SKIP },
	{ "numberingChange", WORD_SKIP }, { "p", WORD_P }, { "pPr", WORD_PPR },
	{ "pPrChange", WORD_SKIP }, { "pStyle", WORD_PSTYLE },
	{ "position", WORD_RAISED }, { "ptab", WORD_TAB }, { "r", WORD_R },
	{ "rPr", WORD_RPR }, { "rPrChange", WORD_SKIP },
	{ "rStyle", WORD_RSTYLE }, { "rt", WORD_SKIP },
	{ "sdtEndPr", WORD_SKIP }, { "sdtPr", WORD_SKIP },
	{ "sectPr", WORD_SKIP }, { "specVanish", WORD_VANISH },
	{ "strike", WORD_STRUCK }, { "styles", WORD_SKIP },
	{ "sym", WORD_SYM }, { "t", WORD_T }, { "tab", WORD_TAB },
	{ "tabs", WORD_SKIP }, { "tbl", WORD_TBL }, { "tblGrid", WORD_SKIP },
	{ "tblPr", WORD_SKIP }, { "tblPrEx", WORD_SKIP }, { "tc", WORD_TC },
	{ "tcPr", WORD_TCPR }, { "tcPrChange", WORD_SKIP }, { "tr", WORD_TR },
	{ "trPr", WORD_TRPR }, { "trPrChange", WORD_SKIP },
	{ "txbxContent", WORD_BOX }, { "vMerge", WORD_VMERGE },
	{ "vanish", WORD_VANISH }, { "vertAlign", WORD_RAISED },
	{ "vmerge", WORD_VMERGE },
};

/* ListOf... is the list a number is of; in 2003 lists are listDefs. */
static const struct word definitions[] = {
	{ "abstractNum", WORD_LIST }, { "abstractNumId", WORD_LISTOF },
	{ "basedOn", WORD_BASEDON }, { "dstrike", WORD_STRUCK },
	{ "ilfo", WORD_NUMID }, { "ilst", WORD_LISTOF }, { "ilvl", WORD_ILVL },
	{ "isLgl", WORD_ISLGL }, { "list", WORD_NUM },
	{ "listDef", WORD_LIST }, { "listPr", WORD_NUMPR },
	{ "listStyleLink", WORD_NUMSTYLELINK }, { "lvl", WORD_LVL },
	{ "lvlOverride", WORD_OVERRIDE }, { "lvlRestart", WORD_RESTART },
	{ "lvlText", WORD_LVLTEXT }, { "nfc", WORD_NFC }, { "num", WORD_NUM },
	{ "numFmt", WORD_NUMFMT }, { "numId", WORD_NUMID },
	{ "numPr", WORD_NUMPR }, { "numStyleLink", WORD_NUMSTYLELINK },
	{ "pPr", WORD_PPR }, { "pPrChange", WORD_SKIP },
	{ "pStyle", WORD_PSTYLE }, { "position", WORD_RAISED },
	{ "rPr", WORD_RPR }, { "rPrChange", WORD_SKIP },
	{ "start", WORD_START }, { "startOverride", WORD_START },
	{ "strike", WORD_STRUCK }, { "style", WORD_STYLE },
	{ "styleLink", WORD_STYLELINK }, { "suff", WORD_SUFF },
	{ "tblStylePr", WORD_SKIP }, { "vanish", WORD_VANISH },
	{ "vertAlign", WORD_RAISED },
};

static const struct word math[] = {
	{ "deg", WORD_MATH_PART }, { "den", WORD_MATH_DEN },
	{ "e", WORD_MATH_PART }, { "fName", WORD_MATH_PART },
	{ "lim", WORD_MATH_PART }, { "num", WORD_MATH_PART },
	{ "r", WORD_R }, { "sub", WORD_MATH_SUB }, { "sup", WORD_MATH_SUP },
	{ "t", WORD_T },
};

static const struct word compatibility[] = {
	{ "AlternateContent", WORD_ALTERNATE }, { "Choice", WORD_CHOICE },
	{ "Fallback", WORD_FALLBACK },
};

static const struct word annotations[] = {
	{ "annotation", WORD_ANNOTATION },
};

static const struct word shapes[] = {
	{ "imagedata", WORD_PICTURE }, { "textpath", WORD_WORDART },
};

static const struct word pictures[] = {
	{ "pic", WORD_PICTURE },
};

#define WORDS(of)	of, sizeof(of) / sizeof(of[0])

static const struct vocabulary {
	const char		*uri;
	const struct word	*words;
	size_t			 n;
} vocabularies[] = {
	{ "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
	    WORDS(words) },
	{ "http://purl.oclc.org/ooxml/wordprocessingml/main",
	    WORDS(words) },
	{ "http://schemas.microsoft.com/office/word/2003/wordml",
	    WORDS(words) },
	{ "http://schemas.openxmlformats.org/officeDocument/2006/math",
	    WORDS(math) },
	{ "http://purl.oclc.org/ooxml/officeDocument/math", WORDS(math) },
	{ "http://schemas.openxmlformats.org/markup-compatibility/2006",
	    WORDS(compatibility) },
	{ "http://schemas.microsoft.com/aml/2001/core", WORDS(annotations) },
	{ "urn:schemas-microsoft-com:vml", WORDS(shapes) },
	{ "http://schemas.openxmlformats.org/drawingml/2006/picture",
	    WORDS(pictures) },
	{ "http://purl.oclc.org/ooxml/drawingml/picture", WORDS(pictures) },
};

static int
by_name(const void *key, const void *element)
{
	const struct word *word = element;

	/* NOLINTNEXTLINE: the analyzer loses the table in bsearch. */
	return strcmp(key, word->name);
}

static enum word_kind
look_up(const char *name, const struct word *in, size_t n)
{
	const struct word *found = bsearch(name, in, n, sizeof(*in), by_name);

	return found == NULL ? WORD_OTHER : found->kind;
}

static const struct vocabulary *
vocabulary_of(const char *uri)
{
	size_t i;

	for (i = 0; i < sizeof(vocabularies) / sizeof(vocabularies[0]); i++)
		if (strcmp(uri, vocabularies[i].uri) == 0)
			return &vocabularies[i];
	return NULL;
}

enum word_kind
word_kind(const struct xml_element *e)
{
	const struct vocabulary *v = vocabulary_of(e->uri);

	return v == NULL ? WORD_OTHER : look_up(e->name, v->words, v->n);
}

enum word_kind
word_definition(const struct xml_element *e)
{
	const struct vocabulary *v = vocabulary_of(e->uri);

	return v == NULL || v->words != words ? WORD_OTHER :
	    look_up(e->name, WORDS(definitions));
}

bool
word_on(const struct xml_element *e)
{
	struct str s = xml_attribute(e, "val");

	return !str_is(s, "0") && !str_is(s, "false") && !str_is(s, "off");
}

bool
word_stands_apart(const struct xml_element *e, enum word_kind kind)
{
	struct str s = xml_attribute(e, "val");

	if (kind == WORD_STRUCK)
		return word_on(e);
	return s.n > 0 && !str_is(s, "baseline") && !str_is(s, "0");
}
