#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "word/rtf.h"

static struct buf text;

static const char *
read(const char *rtf, unsigned max_depth)
{
	buf_free(&text);
	return rtf_text(str_of(rtf), NULL, max_depth, &text);
}

static void
gives(const char *rtf, const char *want)
{
	assert_null(read(rtf, 100));
	assert_string_equal(buf_z(&text), want);
}

static void
paragraphs(void **state)
{
	(void)state;
	gives("{\\rtf1\\ansi one\\par two\\line three\\page\n\nfo\r\nur\\\nfive}",
	    "one\ntwo\nthree\nfour\nfive\n");
	gives("{\\rtf1 a\\tab b\\~c\\_d\\-e\\{\\}\\\\ \\emdash x\\bullet}",
	    "a\tb c-de{}\\ —x•\n");
	gives("{\\rtf1 \\b1 bold\\b0  plain{\\i x}\\unknown12 y}",
	    "bold plainxy\n");
}

static void
encodings(void **state)
{
	(void)state;
	/* GBK by the font, by the document, and over a letter and a line. */
	gives("{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset0 A;}"
	    "{\\f1\\fcharset134 \\'cb\\'ce;}}\\f1 \\'d5\\'fe\\f0 x}", "政x\n");
	gives("{\\rtf1\\ansi\\ansicpg936 \\'d5\n\\'fe\\'c5A}", "政臕\n");
	gives("{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset0 A;}}"
	    "\\f0 \\'d5\\'fe\\'b8\\'ae}", "政府\n");
	/* As Word has it: the far eastern font is set last. */
	gives("{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fcharset0 A;}"
	    "{\\f13\\fcharset134 B;}}{\\hich\\af0\\dbch\\f13\\loch\\f0 "
	    "\\hich\\af0\\dbch\\af13 \\'d5\\'fe}}", "政\n");
	/* Western, and Big5. */
	gives("{\\rtf1\\ansi\\ansicpg1252 caf\\'e9}", "café\n");
	gives("{\\rtf1\\ansi{\\fonttbl{\\f2\\fcharset136 x;}}\\f2 \\'ac\\'46}",
	    "政\n");
	/* Not said: by content. */
	gives("{\\rtf1 \\'d5\\'fe\\'b8\\'ae\\'b9\\'a4\\'d7\\'f7}", "政府工作\n");
	gives("{\\rtf1\\ansi\\ansicpg1252 政府}", "政府\n");
}

static void
unicode(void **state)
{
	(void)state;
	gives("{\\rtf1\\ansi\\uc1\\u25919?\\u24220 ?x}", "政府x\n");
	gives("{\\rtf1\\ansi\\ansicpg936\\uc2\\u25919\\'d5\\'fe\\u-28672abc}",
	    "政退c\n");
	gives("{\\rtf1\\uc0\\u25919\\u24220{\\uc1\\u20844?}\\u24320}",
	    "政府公开\n");
	gives("{\\rtf1\\u-10187?\\u-8448?}", "𝜀\n");
	gives("{\\rtf1{\\upr{ansi}{\\*\\ud{\\u25919?}}}}", "政\n");
}

static void
what_is_not_shown(void **state)
{
	(void)state;
	gives("{\\rtf1{\\info{\\title t}}{\\*\\generator g;}{\\header h\\par}"
	    "{\\footerf f}{\\pict 0123\\bin4 {}}}x}a{\\v hidden}"
	    "\\v x\\v0 b{\\deleted gone}c{\\*\\bkmkstart m}"
	    "{\\*\\annotation no}{\\stylesheet{\\s0 Normal;}}d}", "abcd\n");
	gives("{\\rtf1 {\\mvf 12}x{\\mvt 12}}", "x12\n");
	gives("{\\rtf1 {\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt shown}}}",
	    "shown\n");
	gives("{\\rtf1 a{\\nonshppict x}{\\shp{\\*\\shpinst{\\sp{\\sn n}"
	    "{\\sv v}}{\\shptxt box\\par}}{\\shprslt old}}b\\par c}",
	    "ab\nbox\nc\n");
	gives("{\\rtf1 a{\\footnote\\pard note}b\\par c}", "ab\nnote\nc\n");
	gives("{\\rtf1{\\listtext\\u19968?\\u12289?\\tab}{\\*\\pn x}\\u27010?}",
	    "一、 概\n");
}

static void
figures_apart(void **state)
{
	(void)state;
	gives("{\\rtf1 12{\\super 3}4 a{\\sub b}}", "12 3 4 a b\n");
	gives("{\\rtf1 {\\strike 12}13\\striked1 4\\striked0 5}",
	    "12 13 4 5\n");
	gives("{\\rtf1\\ansicpg936 \\'d5\\'fe\\super\\'b8\\'ae"
	    "\\nosupersub 1\\up6 2\\up0 3}", "政府 1 2 3\n");
}

static void
tables(void **state)
{
	(void)state;
	gives("{\\rtf1 before\\par"
	    "\\trowd\\cellx100\\cellx200\\pard\\intbl a\\par a\\cell b\\cell\\row"
	    "\\trowd\\cellx100\\cellx200\\pard\\intbl c\\cell\\cell\\row"
	    "\\pard after}", "before\na a\tb\nc\t\nafter\n");
	/* Cells side by side and one below the other are merged. */
	gives("{\\rtf1\\trowd\\clvmgf\\cellx100\\clmgf\\cellx200\\clmrg\\cellx300"
	    "\\intbl a\\cell b\\cell\\cell\\row"
	    "\\trowd\\clvmrg\\cellx100\\cellx200\\cellx300"
	    "\\intbl\\cell c\\cell d\\cell\\row}", "a\tb\t\n\tc\td\n");
	/* By their edges, which are not quite in line. */
	gives("{\\rtf1\\trowd\\trleft0\\cellx400\\cellx1206\\intbl a\\cell b\\cell\\row"
	    "\\trowd\\trleft3\\cellx402\\cellx800\\cellx1200"
	    "\\intbl c\\cell d\\cell e\\cell\\row}", "a\tb\t\nc\td\te\n");
	/* Rows of as many cells, by their order. */
	gives("{\\rtf1\\trowd\\cellx400\\cellx800\\intbl a\\cell b\\cell\\row"
	    "\\trowd\\cellx600\\cellx700\\intbl c\\cell d\\cell\\row}",
	    "a\tb\nc\td\n");
	/* A row that begins further right. */
	gives("{\\rtf1\\trowd\\cellx400\\cellx800\\intbl a\\cell b\\cell\\row"
	    "\\trowd\\trleft400\\cellx800\\intbl c\\cell\\row}",
	    "a\tb\n\tc\n");
	/* Nothing is known of the cells. */
	gives("{\\rtf1\\trowd\\intbl a\\cell b\\cell\\row}", "a\tb\n");
}

static void
tables_in_tables(void **state)
{
	(void)state;
	gives("{\\rtf1\\trowd\\cellx900\\pard\\intbl out\\par"
	    "\\pard\\intbl\\itap2 a\\nestcell b\\nestcell"
	    "{\\*\\nesttableprops\\trowd\\cellx100\\cellx200\\nestrow}"
	    "{\\nonesttables\\par}\\pard\\intbl end\\cell\\row\\pard x}",
	    "out\na\tb\nend\nx\n");
}

static void
what_is_wrong(void **state)
{
	char deep[64];

	(void)state;
	assert_non_null(strstr(read("{\\rtf1 a\\par", 100), "cut short"));
	assert_non_null(strstr(read("{\\rtf1 a\\bin99 ", 100), "cut short"));
	memset(deep, '{', sizeof(deep) - 1);
	deep[sizeof(deep) - 1] = '\0';
	assert_string_equal(read(deep, 20), "nested too deep");
	gives("{\\rtf1 a} {\\b trailing}", "a\n");
	gives("{\\rtf1 \\'zz\\'d\\u}", "zzd\n");
}

static int
tear_down(void **state)
{
	(void)state;
	buf_free(&text);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paragraphs),
		cmocka_unit_test(encodings),
		cmocka_unit_test(unicode),
		cmocka_unit_test(what_is_not_shown),
		cmocka_unit_test(figures_apart),
		cmocka_unit_test(tables),
		cmocka_unit_test(tables_in_tables),
		cmocka_unit_test(what_is_wrong),
	};

	return cmocka_run_group_tests(tests, NULL, tear_down);
}
