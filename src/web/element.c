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
static const unsigned char closed_by[ELEMENTS][64] = {
	[E_A] = { E_A, E_FIELDSET, E_TABLE, E_TD, E_TH },
	[E_ADDRESS] = { E_DD, E_DL, E_DT, E_FORM, E_LI, E_UL },
	[E_B] = { E_CENTER, E_P, E_TD, E_TH },
	[E_BIG] = { E_P },
	[E_CAPTION] = { E_COL, E_COLGROUP, E_TBODY, E_TFOOT, E_THEAD, E_TR },
	[E_COL] = { E_COL, E_COLGROUP, E_TBODY, E_TFOOT, E_THEAD, E_TR },
	[E_COLGROUP] = { E_COLGROUP, E_TBODY, E_TFOOT, E_THEAD, E_TR },
	[E_DD] = { E_DT },
	[E_DIR] = { E_DD, E_DL, E_DT, E_FORM, E_UL },
	[E_DL] = { E_FORM, E_LI },
	[E_DT] = { E_DD, E_DL },
	[E_FONT] = { E_CENTER, E_TD, E_TH },
	[E_FORM] = { E_FORM },
	[E_H1] = { E_FIELDSET, E_FORM, E_LI, E_P, E_TABLE },
	[E_H2] = { E_FIELDSET, E_FORM, E_LI, E_P, E_TABLE },
	[E_H3] = { E_FIELDSET, E_FORM, E_LI, E_P, E_TABLE },
	[E_H4] = { E_FIELDSET, E_FORM, E_LI, E_P, E_TABLE },
	[E_H5] = { E_FIELDSET, E_FORM, E_LI, E_P, E_TABLE },
	[E_H6] = { E_FIELDSET, E_FORM, E_LI, E_P, E_TABLE },
	[E_HEAD] = {
	    E_A, E_ABBR, E_ACRONYM, E_ADDRESS, E_B, E_BDO, E_BIG,
	    E_BLOCKQUOTE, E_BODY, E_BR, E_CENTER, E_CITE, E_CODE, E_DD, E_DFN,
	    E_DIR, E_DIV, E_DL, E_DT, E_EM, E_FIELDSET, E_FONT, E_FORM,
	    E_FRAMESET, E_H1, E_H2, E_H3, E_H4, E_H5, E_H6, E_HR, E_I,
	    E_IFRAME, E_IMG, E_KBD, E_LI, E_LISTING, E_MAP, E_MENU, E_OL, E_P,
	    E_PRE, E_Q, E_S, E_SAMP, E_SMALL, E_SPAN, E_STRIKE, E_STRONG,
	    E_SUB, E_SUP, E_TABLE, E_TT, E_U, E_UL, E_VAR, E_XMP
	},
	[E_HR] = { E_FORM },
	[E_I] = { E_CENTER, E_P, E_TD, E_TH },
	[E_LEGEND] = { E_FIELDSET },
	[E_LI] = { E_LI },
	[E_LINK] = { E_BODY, E_FRAMESET },
	[E_LISTING] = {
	    E_DD, E_DL, E_DT, E_FIELDSET, E_FORM, E_LI, E_TABLE, E_UL
	},
	[E_MENU] = { E_DD, E_DL, E_DT, E_FORM, E_UL },
	[E_OL] = { E_FORM, E_UL },
	[E_OPTION] = { E_OPTGROUP, E_OPTION },
	[E_P] = {
	    E_ADDRESS, E_BLOCKQUOTE, E_BODY, E_CAPTION, E_CENTER, E_COL,
	    E_COLGROUP, E_DD, E_DIR, E_DIV, E_DL, E_DT, E_FIELDSET, E_FORM,
	    E_FRAMESET, E_H1, E_H2, E_H3, E_H4, E_H5, E_H6, E_HEAD, E_HR,
	    E_LI, E_LISTING, E_MENU, E_OL, E_P, E_PRE, E_TABLE, E_TBODY, E_TD,
	    E_TFOOT, E_TH, E_TITLE, E_TR, E_UL, E_XMP
	},
	[E_PRE] = {
	    E_DD, E_DL, E_DT, E_FIELDSET, E_FORM, E_LI, E_TABLE, E_UL
	},
	[E_S] = { E_P },
	[E_SCRIPT] = { E_NOSCRIPT },
	[E_SMALL] = { E_P },
	[E_SPAN] = { E_TD, E_TH },
	[E_STRIKE] = { E_P },
	[E_STYLE] = { E_BODY, E_FRAMESET },
	[E_TBODY] = { E_TBODY, E_TFOOT },
	[E_TD] = { E_TBODY, E_TD, E_TFOOT, E_TH, E_TR },
	[E_TFOOT] = { E_TBODY },
	[E_TH] = { E_TBODY, E_TD, E_TFOOT, E_TH, E_TR },
	[E_THEAD] = { E_TBODY, E_TFOOT },
	[E_TITLE] = { E_BODY, E_FRAMESET },
	[E_TR] = { E_TBODY, E_TFOOT, E_TR },
	[E_TT] = { E_P },
	[E_U] = { E_P, E_TD, E_TH },
	[E_UL] = { E_ADDRESS, E_FORM, E_MENU, E_OL, E_PRE },
	[E_XMP] = {
	    E_DD, E_DL, E_DT, E_FIELDSET, E_FORM, E_LI, E_TABLE, E_UL
	},
};

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
	return e != E_OTHER && closed_by[open][0] != 0 &&
	    memchr(closed_by[open], (int)e, sizeof(closed_by[0])) != NULL;
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
