#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "web/mht.h"

static struct buf page;

static const char *
read(const char *s)
{
	buf_reset(&page);
	return mht_page(str_of(s), &page);
}

static void
gives(const char *s, const char *want)
{
	assert_true(mht_is(str_of(s)));
	assert_null(read(s));
	assert_string_equal(buf_z(&page), want);
}

static void
quoted_printable(void **state)
{
	(void)state;
	gives("From: <Saved by X>\r\nSubject: =?utf-8?Q?a?=\r\n"
	    "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
	    "\ttype=\"text/html\";\r\n\tboundary=\"--b;c\"\r\n\r\n"
	    "preamble\r\n----b;c\r\nContent-Type: image/png\r\n\r\nno\r\n"
	    "----b;c\r\nContent-Type: text/html\r\n"
	    "Content-Transfer-Encoding: quoted-printable\r\n"
	    "Content-Location: http://x/\r\n\r\n"
	    "<p>=E6=94=\r\n=BF a=3Db =\r\n=zz</p>\r\n----b;c\r\n"
	    "Content-Type: text/html\r\n\r\nsecond\r\n----b;c--\r\n",
	    "<p>政 a=b =zz</p>\r\n");
}

static void
base64(void **state)
{
	(void)state;
	gives("MIME-Version: 1.0\nContent-Type: multipart/related; "
	    "boundary=x\n\n--x\nContent-Type: TEXT/HTML; charset=\"utf-8\"\n"
	    "Content-Transfer-Encoding: base64\n\nPHA+5pS/\n5bqcPC9wPg==\n"
	    "--x--\n", "<p>政府</p>");
}

static void
parts_in_parts(void **state)
{
	(void)state;
	gives("MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n"
	    "\n--x\nContent-Type: multipart/alternative; boundary=y\n\n"
	    "--y\nContent-Type: text/plain\n\nno\n"
	    "--y\nContent-Type: text/html\n\nyes\n--y--\n--x--\n", "yes\n");
}

/* As AbiWord writes its headers. */
static void
blanks_before_colons(void **state)
{
	(void)state;
	gives("MIME-Version \t: 1.0\nContent-Type : multipart/related; "
	    "boundary=x\n\n--x\nContent-Type : text/html\n"
	    "Content-Transfer-Encoding : base64\n\nPHA+\n--x--\n", "<p>");
	assert_false(mht_is((struct str)STR("MIME-Version one: 1.0\n"
	    "Content-Type: text/html\n\n<p>")));
}

static void
what_is_wrong(void **state)
{
	(void)state;
	assert_non_null(read("MIME-Version: 1.0\nContent-Type: "
	    "multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n"
	    "\ncut sho"));
	assert_non_null(read("MIME-Version: 1.0\nContent-Type: "
	    "multipart/related\n\n--x\nContent-Type: text/html\n\na\n--x--"));
}

/* A page without pictures is saved as a message of one part. */
static void
one_part(void **state)
{
	static const char message[] = "From: <Saved by a browser>\r\n"
	    "MIME-Version: 1.0\r\nContent-Type: text/html;\r\n"
	    "\tcharset=\"gb2312\"\r\n"
	    "Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>=41=\r\nb";

	(void)state;
	assert_true(mht_is((struct str)STR(message)));
	buf_reset(&page);
	assert_null(mht_page((struct str)STR(message), &page));
	assert_string_equal(buf_z(&page), "<p>Ab");
}

static void
what_is_none(void **state)
{
	(void)state;
	assert_false(mht_is((struct str)STR("")));
	assert_false(mht_is((struct str)STR("MIME-Version: 1.0\n\ntext")));
	assert_false(mht_is((struct str)STR("一、概述\nContent-Type: "
	    "multipart/related\nMIME-Version: 1.0\n\n")));
	assert_false(mht_is((struct str)STR("MIME-Version: 1.0\n"
	    "Content-Type: text/plain\n\n<p>")));
}

static int
tear_down(void **state)
{
	(void)state;
	buf_free(&page);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quoted_printable),
		cmocka_unit_test(base64),
		cmocka_unit_test(parts_in_parts),
		cmocka_unit_test(blanks_before_colons),
		cmocka_unit_test(what_is_wrong),
		cmocka_unit_test(one_part),
		cmocka_unit_test(what_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, tear_down);
}
