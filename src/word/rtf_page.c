#include <stdio.h>

#include "base/utf8.h"
#include "read/charset.h"
#include "word/rtf_page.h"

/* The code pages of \fcharset; what is missing says nothing. */
static const struct {
	int	charset, page;
} charsets[] = {
	{ 0, 1252 }, { 2, 1252 }, { 77, 10000 }, { 128, 932 }, { 129, 949 },
	{ 134, 936 }, { 136, 950 }, { 161, 1253 }, { 162, 1254 },
	{ 163, 1258 }, { 177, 1255 }, { 178, 1256 }, { 186, 1257 },
	{ 204, 1251 }, { 222, 874 }, { 238, 1250 }, { 255, 437 },
};

/* What iconv calls code pages whose name is not CP and the number. */
static const struct {
	int		 page;
	const char	*name;
} names[] = {
	{ 936, "GB18030" }, { 10000, "MACINTOSH" }, { 10002, "BIG5" },
	{ 10008, "GB2312" }, { 52936, "GB2312" }, { 54936, "GB18030" },
	{ 65001, "UTF-8" },
};

int
rtf_page_of_charset(int charset)
{
	size_t i;

	for (i = 0; i < sizeof(charsets) / sizeof(charsets[0]); i++)
		if (charsets[i].charset == charset)
			return charsets[i].page;
	return 0;
}

static bool
is_double_byte(int page)
{
	return page == 932 || page == 936 || page == 949 || page == 950 ||
	    page == 10002 || page == 10008 || page == 52936 || page == 54936;
}

/*
 * Whether all bytes above ASCII pair up as in a code page of two bytes:
 * writers of Chinese documents call fonts Western that are not.
 */
static bool
pairs_up(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		if ((unsigned char)s.s[i] < 0x80)
			continue;
		if (++i == s.n || (unsigned char)s.s[i - 1] == 0x80 ||
		    (unsigned char)s.s[i] < 0x40)
			return false;
	}
	return true;
}

/* The code page the bytes are really in. */
static int
really(struct str s, int page, int usual)
{
	if (page == 0)
		page = usual;
	if (page == 0 || is_double_byte(page))
		return page;
	if (utf8_valid(s))
		return 65001;
	return is_double_byte(usual) && pairs_up(s) ? usual : page;
}

void
rtf_page_decode(struct str s, int page, int usual, const char *encoding,
    struct buf *out)
{
	char number[16];
	const char *name = number;
	size_t i;

	page = really(s, page, usual);
	snprintf(number, sizeof(number), "CP%d", page);
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].page == page)
			name = names[i].name;
	if (page == 0 || !charset_known(name))
		name = encoding;
	charset_decode(s, name, out);
}
