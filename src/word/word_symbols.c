#include <stdlib.h>

#include "base/utf8.h"
#include "word/word_symbols.h"

#define PRIVATE		0xF000u		/* where fonts of symbols begin */

/* Runs of characters, by their place in the font. */
static const struct {
	const char	*font;
	unsigned char	 first, n;
	uint32_t	 shown;
} symbols[] = {
	{ "Symbol", 0x20, 2, 0x20 }, { "Symbol", 0x28, 2, 0x28 },
	{ "Symbol", 0x2B, 2, 0x2B }, { "Symbol", 0x2D, 1, 0x2212 },
	{ "Symbol", 0x2E, 14, 0x2E }, { "Symbol", 0xA3, 1, 0x2264 },
	{ "Symbol", 0xB1, 1, 0xB1 }, { "Symbol", 0xB3, 1, 0x2265 },
	{ "Symbol", 0xB4, 1, 0xD7 }, { "Symbol", 0xB7, 1, 0x2022 },
	{ "Symbol", 0xB8, 1, 0xF7 },
	{ "Wingdings", 0x6C, 1, 0x25CF }, { "Wingdings", 0x6E, 1, 0x25A0 },
	{ "Wingdings", 0x6F, 1, 0x25A1 }, { "Wingdings", 0x75, 1, 0x25C6 },
	{ "Wingdings", 0x80, 1, 0x24EA }, { "Wingdings", 0x81, 10, 0x2460 },
	{ "Wingdings", 0x8B, 1, 0x24FF }, { "Wingdings", 0x8C, 10, 0x2776 },
	{ "Wingdings", 0xA8, 1, 0x25A1 }, { "Wingdings", 0xFB, 1, 0x2717 },
	{ "Wingdings", 0xFC, 1, 0x2713 }, { "Wingdings", 0xFD, 1, 0x2612 },
	{ "Wingdings", 0xFE, 1, 0x2611 },
	{ "Wingdings 2", 0x52, 1, 0x2611 }, { "Wingdings 2", 0xA3, 1, 0x25A1 },
};

static bool
is_font_of_symbols(struct str font)
{
	size_t i;

	for (i = 0; i < sizeof(symbols) / sizeof(symbols[0]); i++)
		if (str_is(font, symbols[i].font))
			return true;
	return false;
}

/* The number in hexadecimal; 0 where it is none. */
static unsigned long
hexadecimal(struct str s)
{
	char digits[8];

	if (s.n == 0 || s.n >= sizeof(digits))
		return 0;
	memcpy(digits, s.s, s.n);
	digits[s.n] = '\0';
	return strtoul(digits, NULL, 16);
}

uint32_t
word_symbol(struct str font, struct str code)
{
	unsigned long c = hexadecimal(code), at;
	size_t i;

	if (!is_font_of_symbols(font))
		return c >= 0x20 && c < 0xFFFE && (c < 0xD800 || c > 0xF8FF) ?
		    (uint32_t)c : UTF8_BAD;
	at = c >= PRIVATE ? c - PRIVATE : c;
	for (i = 0; i < sizeof(symbols) / sizeof(symbols[0]); i++)
		if (str_is(font, symbols[i].font) && at >= symbols[i].first &&
		    at - symbols[i].first < symbols[i].n)
			return symbols[i].shown +
			    (uint32_t)(at - symbols[i].first);
	return UTF8_BAD;
}
