#include "read/element.h"

static const char names[ELEMENTS][ELEMENT_NAME] = {
	"",
	"a", "abbr", "acronym", "address", "area", "article", "aside", "b",
	"base", "basefont", "bdo", "big", "blockquote", "body", "br",
	"button", "canvas", "caption", "center", "cite", "code", "col",
	"colgroup", "dd", "del", "dfn", "dir", "div", "dl", "dt", "em",
	"embed", "fieldset", "figure", "font", "footer", "form", "frame",
	"frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
	"hr", "html", "i", "iframe", "img", "input", "isindex", "kbd",
	"legend", "li", "link", "listing", "main", "map", "menu", "meta",
	"nav", "noframes", "noscript", "object", "ol", "optgroup", "option",
	"p", "param", "pre", "q", "rp", "rt", "rtc", "s", "samp", "script",
	"section", "select", "small", "span", "strike", "strong", "style",
	"sub", "sup", "svg", "table", "tbody", "td", "template", "textarea",
	"tfoot", "th", "thead", "title", "tr", "tt", "u", "ul", "var", "xml",
	"xmp",
};

/* The first element of each letter. */
static const unsigned char first[26] = {
	['a' - 'a'] = E_A, ['b' - 'a'] = E_B, ['c' - 'a'] = E_CANVAS,
	['d' - 'a'] = E_DD, ['e' - 'a'] = E_EM, ['f' - 'a'] = E_FIELDSET,
	['h' - 'a'] = E_H1, ['i' - 'a'] = E_I, ['k' - 'a'] = E_KBD,
	['l' - 'a'] = E_LEGEND, ['m' - 'a'] = E_MAIN, ['n' - 'a'] = E_NAV,
	['o' - 'a'] = E_OBJECT, ['p' - 'a'] = E_P, ['q' - 'a'] = E_Q,
	['r' - 'a'] = E_RP, ['s' - 'a'] = E_S, ['t' - 'a'] = E_TABLE,
	['u' - 'a'] = E_U, ['v' - 'a'] = E_VAR, ['x' - 'a'] = E_XML,
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
