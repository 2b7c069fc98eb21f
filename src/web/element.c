#include "web/element.h"

static const char names[ELEMENTS][ELEMENT_NAME] = {
	"",
	"a", "abbr", "acronym", "address", "area", "article", "aside", "b",
	"br", "base", "basefont", "bdo", "big", "blockquote", "body", "button",
	"canvas", "caption", "center", "cite", "code", "col", "colgroup", "div",
	"dd", "del", "dfn", "dir", "dl", "dt", "em", "embed", "font",
	"fieldset", "figure", "footer", "form", "frame", "frameset", "h1", "h2",
	"h3", "h4", "h5", "h6", "head", "header", "hr", "html", "i", "iframe",
	"img", "input", "isindex", "kbd", "li", "legend", "link", "listing",
	"main", "map", "menu", "meta", "nav", "noframes", "noscript", "object",
	"ol", "optgroup", "option", "p", "param", "pre", "q", "rp", "rt", "rtc",
	"span", "strong", "s", "samp", "script", "section", "select", "small",
	"strike", "style", "sub", "sup", "svg", "td", "tr", "th", "table",
	"tbody", "template", "textarea", "tfoot", "thead", "title", "tt", "u",
	"ul", "var", "xml", "xmp",
};

/* The first element of each letter. */
static const unsigned char first[26] = {
	['a' - 'a'] = E_A, ['b' - 'a'] = E_B, ['c' - 'a'] = E_CANVAS,
	['d' - 'a'] = E_DIV, ['e' - 'a'] = E_EM, ['f' - 'a'] = E_FONT,
	['h' - 'a'] = E_H1, ['i' - 'a'] = E_I, ['k' - 'a'] = E_KBD,
	['l' - 'a'] = E_LI, ['m' - 'a'] = E_MAIN, ['n' - 'a'] = E_NAV,
	['o' - 'a'] = E_OBJECT, ['p' - 'a'] = E_P, ['q' - 'a'] = E_Q,
	['r' - 'a'] = E_RP, ['s' - 'a'] = E_SPAN, ['t' - 'a'] = E_TD,
	['u' - 'a'] = E_U, ['v' - 'a'] = E_VAR, ['x' - 'a'] = E_XML,
};

/* Which start tags end an open element: as libxml2 has HTML 4. */
#define T(e)	[E_##e] = true
static const bool closed_by[ELEMENTS][ELEMENTS] = {
	[E_A] = { T(A), T(FIELDSET), T(TABLE), T(TD), T(TH) },
	[E_ADDRESS] = { T(DD), T(DL), T(DT), T(FORM), T(LI), T(UL) },
	[E_B] = { T(CENTER), T(P), T(TD), T(TH) },
	[E_BIG] = { T(P) },
	[E_CAPTION] = {
	    T(COL), T(COLGROUP), T(TBODY), T(TFOOT), T(THEAD), T(TR)
	},
	[E_COL] = { T(COL), T(COLGROUP), T(TBODY), T(TFOOT), T(THEAD), T(TR) },
	[E_COLGROUP] = { T(COLGROUP), T(TBODY), T(TFOOT), T(THEAD), T(TR) },
	[E_DD] = { T(DT) },
	[E_DIR] = { T(DD), T(DL), T(DT), T(FORM), T(UL) },
	[E_DL] = { T(FORM), T(LI) },
	[E_DT] = { T(DD), T(DL) },
	[E_FONT] = { T(CENTER), T(TD), T(TH) },
	[E_FORM] = { T(FORM) },
	[E_H1] = { T(FIELDSET), T(FORM), T(LI), T(P), T(TABLE) },
	[E_H2] = { T(FIELDSET), T(FORM), T(LI), T(P), T(TABLE) },
	[E_H3] = { T(FIELDSET), T(FORM), T(LI), T(P), T(TABLE) },
	[E_H4] = { T(FIELDSET), T(FORM), T(LI), T(P), T(TABLE) },
	[E_H5] = { T(FIELDSET), T(FORM), T(LI), T(P), T(TABLE) },
	[E_H6] = { T(FIELDSET), T(FORM), T(LI), T(P), T(TABLE) },
	[E_HEAD] = {
	    T(A), T(ABBR), T(ACRONYM), T(ADDRESS), T(B), T(BDO), T(BIG),
	    T(BLOCKQUOTE), T(BODY), T(BR), T(CENTER), T(CITE), T(CODE), T(DD),
	    T(DFN), T(DIR), T(DIV), T(DL), T(DT), T(EM), T(FIELDSET), T(FONT),
	    T(FORM), T(FRAMESET), T(H1), T(H2), T(H3), T(H4), T(H5), T(H6),
	    T(HR), T(I), T(IFRAME), T(IMG), T(KBD), T(LI), T(LISTING), T(MAP),
	    T(MENU), T(OL), T(P), T(PRE), T(Q), T(S), T(SAMP), T(SMALL),
	    T(SPAN), T(STRIKE), T(STRONG), T(SUB), T(SUP), T(TABLE), T(TT),
	    T(U), T(UL), T(VAR), T(XMP)
	},
	[E_HR] = { T(FORM) },
	[E_I] = { T(CENTER), T(P), T(TD), T(TH) },
	[E_LEGEND] = { T(FIELDSET) },
	[E_LI] = { T(LI) },
	[E_LINK] = { T(BODY), T(FRAMESET) },
	[E_LISTING] = {
	    T(DD), T(DL), T(DT), T(FIELDSET), T(FORM), T(LI), T(TABLE), T(UL)
	},
	[E_MENU] = { T(DD), T(DL), T(DT), T(FORM), T(UL) },
	[E_OL] = { T(FORM), T(UL) },
	[E_OPTION] = { T(OPTGROUP), T(OPTION) },
	[E_P] = {
	    T(ADDRESS), T(BLOCKQUOTE), T(BODY), T(CAPTION), T(CENTER), T(COL),
	    T(COLGROUP), T(DD), T(DIR), T(DIV), T(DL), T(DT), T(FIELDSET),
	    T(FORM), T(FRAMESET), T(H1), T(H2), T(H3), T(H4), T(H5), T(H6),
	    T(HEAD), T(HR), T(LI), T(LISTING), T(MENU), T(OL), T(P), T(PRE),
	    T(TABLE), T(TBODY), T(TD), T(TFOOT), T(TH), T(TITLE), T(TR), T(UL),
	    T(XMP)
	},
	[E_PRE] = {
	    T(DD), T(DL), T(DT), T(FIELDSET), T(FORM), T(LI), T(TABLE), T(UL)
	},
	[E_S] = { T(P) },
	[E_SCRIPT] = { T(NOSCRIPT) },
	[E_SMALL] = { T(P) },
	[E_SPAN] = { T(TD), T(TH) },
	[E_STRIKE] = { T(P) },
	[E_STYLE] = { T(BODY), T(FRAMESET) },
	[E_TBODY] = { T(TBODY), T(TFOOT) },
	[E_TD] = { T(TBODY), T(TD), T(TFOOT), T(TH), T(TR) },
	[E_TFOOT] = { T(TBODY) },
	[E_TH] = { T(TBODY), T(TD), T(TFOOT), T(TH), T(TR) },
	[E_THEAD] = { T(TBODY), T(TFOOT) },
	[E_TITLE] = { T(BODY), T(FRAMESET) },
	[E_TR] = { T(TBODY), T(TFOOT), T(TR) },
	[E_TT] = { T(P) },
	[E_U] = { T(P), T(TD), T(TH) },
	[E_UL] = { T(ADDRESS), T(FORM), T(MENU), T(OL), T(PRE) },
	[E_XMP] = {
	    T(DD), T(DL), T(DT), T(FIELDSET), T(FORM), T(LI), T(TABLE), T(UL)
	},
};
#undef T

/* Elements without content. */
static const bool is_empty[ELEMENTS] = {
	[E_AREA] = true, [E_BASE] = true, [E_BASEFONT] = true, [E_BR] = true,
	[E_COL] = true, [E_FRAME] = true, [E_HR] = true, [E_IMG] = true,
	[E_INPUT] = true, [E_ISINDEX] = true, [E_LINK] = true,
	[E_META] = true, [E_PARAM] = true,
};

/* End tags close nothing of a higher priority; of the others it is 100. */
static const unsigned char priorities[ELEMENTS] = {
	[E_BODY] = 200, [E_DIV] = 150, [E_HEAD] = 200, [E_HTML] = 220,
	[E_TABLE] = 190, [E_TBODY] = 180, [E_TD] = 160, [E_TFOOT] = 180,
	[E_TH] = 160, [E_THEAD] = 180, [E_TR] = 170,
};

enum element
element_of(const char *name, size_t n)
{
	unsigned char letter = (unsigned char)(*name - 'a');
	size_t e;

	if (letter >= sizeof(first) || first[letter] == E_OTHER ||
	    n >= ELEMENT_NAME)
		return E_OTHER;
	for (e = first[letter]; e < ELEMENTS && names[e][0] == *name; e++)
		if (memcmp(names[e], name, 8) == 0 &&
		    memcmp(names[e] + 8, name + 8, ELEMENT_NAME - 8) == 0)
			return (enum element)e;
	return E_OTHER;
}

enum element
element_named(const char *name)
{
	char padded[ELEMENT_NAME] = { 0 };
	size_t n = strlen(name);

	memcpy(padded, name, n < sizeof(padded) ? n : sizeof(padded));
	return element_of(padded, n);
}

bool
element_closes(enum element e, enum element open)
{
	return closed_by[open][e];
}

bool
element_is_empty(enum element e)
{
	return is_empty[e];
}

unsigned
element_priority(enum element e)
{
	return priorities[e] > 0 ? priorities[e] : 100;
}
