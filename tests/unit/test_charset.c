#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <iconv.h>

#include "base/utf8.h"
#include "read/charset.h"

#define FFFD	"\xEF\xBF\xBD"

static const char report[] =
    "\xE6\xB8\x85\xE6\xBA\x90\xE5\xB8\x82\xE6\xB0\x91\xE6\x94\xBF\xE5\xB1\x80"
    "2024\xE5\xB9\xB4\xE6\x94\xBF\xE5\xBA\x9C\xE4\xBF\xA1\xE6\x81\xAF\xE5\x85"
    "\xAC\xE5\xBC\x80\xE5\xB7\xA5\xE4\xBD\x9C\xE5\xB9\xB4\xE5\xBA\xA6\xE6\x8A"
    "\xA5\xE5\x91\x8A\n\xE4\xB8\x80\xE3\x80\x81\xE6\x80\xBB\xE4\xBD\x93\xE6"
    "\x83\x85\xE5\x86\xB5\n\xE6\x9C\xAC\xE5\xB9\xB4\xE6\x96\xB0\xE6\x94\xB6"
    "12\xE4\xBB\xB6\xEF\xBC\x8C\xE4\xB8\x8A\xE5\xB9\xB4\xE7\xBB\x93\xE8\xBD"
    "\xAC" "3\xE4\xBB\xB6\xE3\x80\x82\n";

static void
decodes(struct str in, const char *encoding, const char *want)
{
	struct buf out = { 0 };

	assert_null(charset_decode(in, encoding, &out));
	assert_string_equal(buf_z(&out), want);
	buf_free(&out);
}

/* s in another encoding, behind a mark. */
static void
encode(const char *to, struct str mark, struct str s, struct buf *b)
{
	iconv_t cd = iconv_open(to, "UTF-8");
	char *in = (char *)s.s, *out;
	size_t left = s.n, room;

	assert_true(cd != (iconv_t)-1);
	buf_str(b, mark);
	assert_true(buf_room(b, s.n * 4 + 4));
	out = b->s + b->len;
	room = b->cap - b->len;
	assert_int_equal(iconv(cd, &in, &left, &out, &room), 0);
	b->len = (size_t)(out - b->s);
	iconv_close(cd);
}

static void
every_encoding_gives_the_same_text(void **state)
{
	static const struct {
		const char	*name;
		struct str	 mark;
	} in[] = {
		{ "UTF-8", STR("") }, { "UTF-8", STR("\xEF\xBB\xBF") },
		{ "GB18030", STR("") }, { "GBK", STR("") },
		{ "GB2312", STR("") },
		{ "UTF-16LE", STR("\xFF\xFE") }, { "UTF-16LE", STR("") },
		{ "UTF-16BE", STR("\xFE\xFF") }, { "UTF-16BE", STR("") }
	};
	struct buf b = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(in) / sizeof(*in); i++) {
		buf_reset(&b);
		encode(in[i].name, in[i].mark, str_of(report), &b);
		decodes(buf_slice(&b), NULL, report);
		decodes(buf_slice(&b), in[i].name, report);
	}
	buf_free(&b);
}

static void
short_text(void **state)
{
	(void)state;
	decodes((struct str){ NULL, 0 }, NULL, "");
	decodes((struct str)STR("plain\n"), NULL, "plain\n");
	decodes((struct str)STR("\xD6\xD0\xCE\xC4"), NULL,
	    "\xE4\xB8\xAD\xE6\x96\x87");
	decodes((struct str)STR("\xFF\xFE"), NULL, "");
	decodes((struct str)STR("\xEF\xBB\xBF"), NULL, "");
	decodes((struct str)STR("1\0" "2\0\n\0"), NULL, "12\n");
	decodes((struct str)STR("\0" "1\0" "2\0\n"), NULL, "12\n");
	decodes((struct str)STR("Bush hid the facts"), NULL,
	    "Bush hid the facts");
}

static void
gb18030_of_four_bytes(void **state)
{
	(void)state;
	/* U+4DAE, which GBK has not; four bytes: U+20000 and U+3400 */
	decodes((struct str)STR("\xD0\xD5\xFE\x9F\xCB\xD5"), NULL,
	    "\xE5\xA7\x93\xE4\xB6\xAE\xE8\x8B\x8F");
	decodes((struct str)STR("\x95\x32\x82\x36\x81\x39\xEE\x39"), NULL,
	    "\xF0\xA0\x80\x80\xE3\x90\x80");
}

static void
utf16_beyond_the_first_plane(void **state)
{
	(void)state;
	decodes((struct str)STR("\xFF\xFE\x40\xD8\x00\xDC" "1\0"), NULL,
	    "\xF0\xA0\x80\x80" "1");
	decodes((struct str)STR("\xFE\xFF\xD8\x40\x00" "1\0" "2"), NULL,
	    FFFD "12");
	decodes((struct str)STR("\xFF\xFE" "1\0" "2"), NULL, "1" FFFD);
}

static void
line_ends_marks_and_nul(void **state)
{
	(void)state;
	decodes((struct str)STR("a\r\nb\rc\n\r\nd\r"), NULL,
	    "a\nb\nc\n\nd\n");
	decodes((struct str)STR("a\0b\xEF\xBB\xBF" "c"), "UTF-8", "abc");
	decodes((struct str)STR("\xEF\xBC\x8C\xEF\xBB\xBF\xEF\xBC\x8C"), NULL,
	    "\xEF\xBC\x8C\xEF\xBC\x8C");
	decodes((struct str)STR("a\r\0\0\0\nb\0\0"), "UTF-8", "a\n\nb");
}

/* A report in UTF-8 a converter cut stays one. */
static void
damaged_utf8(void **state)
{
	struct buf b = { 0 }, want = { 0 };
	size_t cut = sizeof(report) - 1 - 2;

	(void)state;
	buf_add(&b, report, cut);
	buf_add(&want, report, cut - 2);
	buf_cstr(&want, FFFD FFFD);
	assert_false(utf8_valid(buf_slice(&b)));
	b.len = cut;
	want.len = cut - 2 + 6;
	/* "。\n" cut behind two of its three bytes */
	decodes(buf_slice(&b), NULL, buf_z(&want));
	buf_free(&b);
	buf_free(&want);
}

static void
damaged_gbk(void **state)
{
	struct buf b = { 0 }, out = { 0 };

	(void)state;
	encode("GBK", (struct str){ NULL, 0 }, str_of(report), &b);
	b.s[b.len - 1] = '\xFF';
	assert_null(charset_decode(buf_slice(&b), NULL, &out));
	assert_memory_equal(out.s, report, sizeof(report) - 2);
	assert_string_equal(buf_z(&out) + sizeof(report) - 2, FFFD);
	buf_reset(&out);
	b.len--;
	b.s[b.len - 1] = '\x81';
	assert_null(charset_decode(buf_slice(&b), NULL, &out));
	buf_free(&b);
	buf_free(&out);
}

/* Pages are mostly ASCII. */
static void
page_in_gbk(void **state)
{
	struct buf b = { 0 };
	char want[8192];
	size_t i, n = 0;

	(void)state;
	for (i = 0; i < 4000; i++)
		want[n++] = "<td class=\"tableline\">"[i % 22];
	memcpy(want + n, report, sizeof(report));
	encode("GBK", (struct str){ NULL, 0 }, str_of(want), &b);
	decodes(buf_slice(&b), NULL, want);
	buf_free(&b);
}

static void
what_is_no_text(void **state)
{
	unsigned char noise[4096];
	uint32_t seed = 1;
	struct buf out = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(noise); i++) {
		seed = seed * 1664525 + 1013904223;
		noise[i] = (unsigned char)(seed >> 24);
	}
	assert_string_equal(charset_decode((struct str){ (char *)noise,
	    sizeof(noise) }, NULL, &out),
	    "decodes as text in no known encoding");
	assert_true(utf8_valid(buf_slice(&out)));
	buf_free(&out);
}

static void
encodings_by_name(void **state)
{
	struct buf out = { 0 };

	(void)state;
	decodes((struct str)STR("\xA4\xA4"), "BIG5", "\xE4\xB8\xAD");
	decodes((struct str)STR("\xE9"), "latin1", "\xC3\xA9");
	assert_string_equal(charset_decode((struct str)STR("x"),
	    "no-such-code", &out), "unknown encoding");
	assert_string_equal(charset_decode((struct str)STR("x"), "", &out),
	    "unknown encoding");
	buf_free(&out);
}

static void
out_is_appended_to(void **state)
{
	struct buf out = { 0 };

	(void)state;
	buf_cstr(&out, "a\r");
	assert_null(charset_decode((struct str)STR("\nb\r"), NULL, &out));
	assert_string_equal(buf_z(&out), "a\r\nb\n");
	buf_free(&out);
}

static void
name_is(const char *raw, const char *want)
{
	struct buf out = { 0 };

	charset_name(raw, &out);
	assert_string_equal(buf_z(&out), want);
	buf_free(&out);
}

static void
names(void **state)
{
	(void)state;
	name_is("", "");
	name_is("a b.txt", "a b.txt");
	name_is("\xE5\xB9\xB4.txt", "\xE5\xB9\xB4.txt");
	name_is("\xC4\xEA\xB1\xA8.txt", "\xE5\xB9\xB4\xE6\x8A\xA5.txt");
	name_is("a\tb\nc\x7F" "d\xC2\x85" "e",
	    "a" FFFD "b" FFFD "c" FFFD "d" FFFD "e");
	name_is("\xC4\xEA\xFF.txt", "\xE5\xB9\xB4" FFFD ".txt");
}

/* What the user named is shown as given, if it can be. */
static void
paths(void **state)
{
	struct buf out = { 0 };

	(void)state;
	charset_path("a\tb\n\xC2\x85\xE5\xB9\xB4", &out);
	charset_path("\n\xC4\xEA\xB1\xA8", &out);
	assert_string_equal(buf_z(&out), "a\tb\n\xC2\x85\xE5\xB9\xB4"
	    FFFD "\xE5\xB9\xB4\xE6\x8A\xA5");
	buf_free(&out);
}

static void
known_encodings(void **state)
{
	(void)state;
	assert_true(charset_known("GB18030"));
	assert_true(charset_known("gbk"));
	assert_true(charset_known("utf8"));
	assert_true(charset_known("UTF-16"));
	assert_true(charset_known("latin1"));
	assert_false(charset_known("klingon"));
	assert_false(charset_known(""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_encoding_gives_the_same_text),
		cmocka_unit_test(short_text),
		cmocka_unit_test(gb18030_of_four_bytes),
		cmocka_unit_test(utf16_beyond_the_first_plane),
		cmocka_unit_test(line_ends_marks_and_nul),
		cmocka_unit_test(damaged_utf8),
		cmocka_unit_test(damaged_gbk),
		cmocka_unit_test(page_in_gbk),
		cmocka_unit_test(what_is_no_text),
		cmocka_unit_test(encodings_by_name),
		cmocka_unit_test(out_is_appended_to),
		cmocka_unit_test(names),
		cmocka_unit_test(paths),
		cmocka_unit_test(known_encodings)
	};

	return cmocka_run_group_tests_name("charset", tests, NULL, NULL);
}
