/* Office zips and their XML, as far as all formats share them. */
#include <archive.h>
#include <archive_entry.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "read/package.h"
#include "read/xml.h"

static const struct package_limits limits = { 1 << 22, 1000 };

/* Adds a part of n times the text. */
static void
add(struct archive *a, const char *name, const char *text, size_t n)
{
	struct archive_entry *e = archive_entry_new();

	archive_entry_set_pathname(e, name);
	archive_entry_set_filetype(e, AE_IFREG);
	archive_entry_set_size(e, (la_int64_t)(n * strlen(text)));
	assert_int_equal(archive_write_header(a, e), ARCHIVE_OK);
	while (n-- > 0)
		archive_write_data(a, text, strlen(text));
	archive_entry_free(e);
}

/* A zip with a document of n lines, beside a picture. */
static struct str
zip_of(char *bytes, size_t room, size_t n)
{
	struct archive *a = archive_write_new();
	size_t used;

	archive_write_set_format_zip(a);
	assert_int_equal(archive_write_open_memory(a, bytes, room, &used),
	    ARCHIVE_OK);
	add(a, "[Content_Types].xml", "<Types/>", 1);
	add(a, "word/media/image1.png", "picture", 1);
	add(a, "word/document.xml", "<document/>\n", n);
	assert_int_equal(archive_write_close(a), ARCHIVE_OK);
	archive_write_free(a);
	return (struct str){ bytes, used };
}

static void
parts_are_read_by_pattern(void **state)
{
	static const char *const wanted[] = { "word/*.xml", NULL };
	static char bytes[1 << 16];
	struct str zip = zip_of(bytes, sizeof(bytes), 1);
	struct package pkg;

	(void)state;
	assert_true(package_has(zip, "word/document.xml"));
	assert_false(package_has(zip, "xl/*"));
	assert_false(package_has((struct str)STR("PK\3\4 no zip"), "*"));
	assert_null(package_read(&pkg, zip, wanted, &limits));
	assert_int_equal(pkg.n, 1);
	assert_true(str_is(package_part(&pkg, "word/document.xml"),
	    "<document/>\n"));
	assert_null(package_part(&pkg, "word/media/image1.png").s);
	package_free(&pkg);
}

/* A zip of one part whose name is flagged as UTF-8, which is stored. */
static void
names_in_utf8(void **state)
{
	static const unsigned char zip[] = "PK\3\4\12\0\0\10\0\0\0\0\0\0"
	    "\x43\xBE\xB7\xE8\1\0\0\0\1\0\0\0\7\0\0\0\xE9\xA1\xB5.xmla"
	    "PK\1\2\12\0\12\0\0\10\0\0\0\0\0\0"
	    "\x43\xBE\xB7\xE8\1\0\0\0\1\0\0\0\7\0\0\0"
	    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xE9\xA1\xB5.xml"
	    "PK\5\6\0\0\0\0\1\0\1\0\65\0\0\0\46\0\0\0\0\0";
	static const char *const wanted[] = { "*.xml", NULL };
	struct str bytes = { (const char *)zip, sizeof(zip) - 1 };
	struct package pkg;

	(void)state;
	assert_true(package_has(bytes, "页.xml"));
	assert_null(package_read(&pkg, bytes, wanted, &limits));
	assert_true(str_is(package_part(&pkg, "页.xml"), "a"));
	package_free(&pkg);
}

static void
limits_hold(void **state)
{
	static const char *const wanted[] = { "word/*.xml", NULL };
	static char bytes[1 << 20];
	struct str zip = zip_of(bytes, sizeof(bytes), 300000);
	struct package_limits small = { 1000, 0 }, flat = { 1 << 22, 10 };
	struct package pkg;

	(void)state;
	assert_null(package_read(&pkg, zip, wanted, &limits));
	package_free(&pkg);
	assert_non_null(package_read(&pkg, zip, wanted, &small));
	package_free(&pkg);
	assert_non_null(package_read(&pkg, zip, wanted, &flat));
	package_free(&pkg);
}

static void
damage_is_named(void **state)
{
	static const char *const wanted[] = { "*/*.xml", NULL };
	static char bytes[1 << 16];
	struct str zip = zip_of(bytes, sizeof(bytes), 2000);
	struct package pkg;

	(void)state;
	bytes[zip.n / 3] ^= 0x55;
	assert_non_null(package_read(&pkg, zip, wanted, &limits));
	package_free(&pkg);
}

/* What events write. */
static void
on_start(void *to, const struct xml_element *e)
{
	struct str id = xml_attribute(e, "id");

	buf_printf(to, "<%s %s %.*s %ld>", e->name, e->uri, (int)id.n,
	    id.s != NULL ? id.s : "", xml_number(e, "n", -1));
}

static void
on_end(void *to, const char *name)
{
	buf_printf(to, "</%s>", name);
}

static void
on_text(void *to, struct str s)
{
	buf_str(to, s);
}

static const struct xml_events events = { on_start, on_end, on_text };

/* Reads a document, compares what came of it; what is wrong. */
static const char *
read_as(const char *document, const char *expected, unsigned depth)
{
	struct buf out = { 0 };
	const char *wrong = xml_read(str_of(document), &events, &out, depth);

	if (expected != NULL)
		assert_string_equal(buf_z(&out), expected);
	buf_free(&out);
	return wrong;
}

static void
xml_is_read(void **state)
{
	(void)state;
	assert_null(read_as("<?xml version='1.0'?><w:a xmlns:w='urn:w' "
	    "w:id='x' n='12'>一&amp;&#20108;<![CDATA[<]]><b n='z'/></w:a>",
	    "<a urn:w x 12>一&二<<b   -1></b></a>", 9));
}

/* As names of sheets and parts have it. */
static void
attributes_are_decoded(void **state)
{
	(void)state;
	assert_null(read_as("<a id='R&amp;D &#38;&lt;&#39029;&quot;'/>",
	    "<a  R&D &<页\" -1></a>", 9));
}

static void
bad_xml_is_named(void **state)
{
	(void)state;
	assert_non_null(read_as("<a><b></a>", NULL, 9));
	assert_non_null(read_as("<a>", NULL, 9));
	assert_non_null(read_as("", NULL, 9));
	assert_non_null(read_as("<a><a><a/></a></a>", NULL, 2));
	assert_null(read_as("<a><a><a/></a></a>", NULL, 3));
	assert_non_null(read_as("<!DOCTYPE a [<!ENTITY e 'eeee'>]>"
	    "<a>&e;&e;</a>", NULL, 9));
	assert_non_null(read_as("<!DOCTYPE a [<!ENTITY e SYSTEM "
	    "'/etc/passwd'>]><a>&e;</a>", NULL, 9));
	assert_non_null(read_as("<!DOCTYPE a [<!ENTITY e 'eeee'>]>"
	    "<a id='&e;'/>", NULL, 9));
	assert_non_null(read_as("<a id='&e;'>&e;</a>", NULL, 9));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_are_read_by_pattern),
		cmocka_unit_test(names_in_utf8),
		cmocka_unit_test(limits_hold),
		cmocka_unit_test(damage_is_named),
		cmocka_unit_test(xml_is_read),
		cmocka_unit_test(attributes_are_decoded),
		cmocka_unit_test(bad_xml_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
