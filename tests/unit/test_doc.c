/*
 * Documents of Word 97 are put together here: one piece of text, a page of
 * properties for each paragraph and one for each run of characters, in a
 * compound file whose streams follow each other.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "read/ole.h"
#include "word/doc.h"

#define SECTOR		512
#define TEXT		2048	/* where in its stream the text begins */
#define PAGES		8192	/* and the pages of properties */
#define MOST		16384	/* bytes of a stream */

/* What a paragraph's mark says; PLAIN and so on are grpprls. */
#define PLAIN		"", 0
#define IN_TABLE	"\x16\x24\x01"
#define CELL		IN_TABLE, 3
#define INNER		IN_TABLE "\x49\x66\x02\x00\x00\x00"
#define INNER_TEXT	INNER, 9
#define INNER_CELL	INNER "\x4B\x24\x01", 12
#define NUMBERED	"\x0B\x46\x01\x00\x0A\x26\x00", 7

struct paragraph {
	const char	*text;		/* with its mark */
	const char	*props;
	size_t		 nprops;
};

static const struct convert_limits limits = { 10, (size_t)1 << 30, 1 << 20,
	NULL };
static unsigned char stream[2][MOST];	/* WordDocument, 1Table */
static struct buf file, text;

static void
put16(unsigned char *at, unsigned n)
{
	at[0] = n & 0xFF;
	at[1] = n >> 8 & 0xFF;
}

static void
put32(unsigned char *at, uint32_t n)
{
	put16(at, n & 0xFFFF);
	put16(at + 2, n >> 16);
}

/* Names bytes of the table stream in the FIB. */
static void
put_table(unsigned which, size_t at, size_t n)
{
	put32(stream[0] + 154 + 8 * which, (uint32_t)at);
	put32(stream[0] + 158 + 8 * which, (uint32_t)n);
}

/* A page with one run, from one place to another. */
static void
put_page(unsigned page, uint32_t from, uint32_t to, const char *props,
    size_t n, bool paragraph)
{
	unsigned char *at = stream[0] + PAGES + SECTOR * page;

	put32(at, from);
	put32(at + 4, to);
	at[8] = 64;
	at[511] = 1;
	if (paragraph) {
		at[128] = 0;
		at[129] = (unsigned char)((n + 3) / 2);
		memcpy(at + 132, props, n);
	} else {
		at[128] = (unsigned char)n;
		memcpy(at + 129, props, n);
	}
}

/* Appends the text of a paragraph as UTF-16; returns where it ends. */
static uint32_t
put_text(uint32_t at, const char *s)
{
	struct str in = str_of(s);
	size_t i = 0;
	uint32_t c;

	for (; i < in.n; at += 2) {
		c = utf8_next(in, &i);
		if (c >= 0x10000) {
			put16(stream[0] + at, 0xD800 + ((c - 0x10000) >> 10));
			c = 0xDC00 + (c & 0x3FF);
			at += 2;
		}
		put16(stream[0] + at, c);
	}
	return at;
}

/* The header, FAT and directory around both streams. */
static void
put_file(void)
{
	static const char *const names[] = { "Root Entry", "WordDocument",
	    "1Table" };
	unsigned char head[3 * SECTOR] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
	unsigned char *fat = head + SECTOR, *e = fat + SECTOR;
	unsigned i, k, each = MOST / SECTOR;

	put16(head + 0x1E, 9);
	put16(head + 0x20, 6);
	put32(head + 0x30, 1);
	put32(head + 0x38, 4096);
	put32(head + 0x3C, 0xFFFFFFFE);
	put32(head + 0x44, 0xFFFFFFFE);
	memset(head + 0x4C, 0xFF, 436);
	put32(head + 0x4C, 0);
	memset(fat, 0xFF, SECTOR);
	put32(fat + 4, 0xFFFFFFFE);
	for (i = 2; i < 2 + 2 * each; i++)
		put32(fat + 4 * i, i % each == 1 ? 0xFFFFFFFE : i + 1);
	for (i = 0; i < 3; i++, e += 128) {
		for (k = 0; names[i][k] != '\0'; k++)
			e[2 * k] = (unsigned char)names[i][k];
		put16(e + 64, 2 * k + 2);
		put32(e + 68, 0xFFFFFFFF);
		put32(e + 72, i == 1 ? 2 : 0xFFFFFFFF);
		put32(e + 76, i == 0 ? 1 : 0xFFFFFFFF);
		put32(e + 116, i == 0 ? 0xFFFFFFFE : 2 + (i - 1) * each);
		put32(e + 120, i == 0 ? 0 : MOST);
	}
	buf_reset(&file);
	buf_add(&file, head, sizeof(head));
	buf_add(&file, stream, sizeof(stream));
}

/*
 * The same with both streams among the short sectors: their table takes
 * four sectors behind them.
 */
static void
put_short_file(void)
{
	unsigned char table[4 * SECTOR], *head, *fat, *e;
	unsigned i, each = MOST / SECTOR, end = 2 + 2 * each;

	put_file();
	head = (unsigned char *)file.s;
	fat = head + SECTOR;
	e = fat + SECTOR;
	put32(head + 0x38, 0x10000);
	put32(head + 0x3C, end);
	put32(fat + 4 * (1 + each), 2 + each);
	for (i = 0; i < 4; i++)
		put32(fat + 4 * (end + i), i == 3 ? 0xFFFFFFFE : end + i + 1);
	put32(e + 116, 2);
	put32(e + 120, 2 * MOST);
	put32(e + 128 + 116, 0);
	put32(e + 256 + 116, MOST / 64);
	for (i = 0; i < sizeof(table) / 4; i++)
		put32(table + 4 * i, i % (MOST / 64) == MOST / 64 - 1 ?
		    0xFFFFFFFE : i + 1);
	buf_add(&file, table, sizeof(table));
}

/* Gives the entry of WordDocument another name. */
static void
rename_entry(const char *name)
{
	unsigned char *e = (unsigned char *)file.s + 2 * SECTOR + 128;
	size_t i, n = strlen(name);

	memset(e, 0, 64);
	for (i = 0; i < n; i++)
		e[2 * i] = (unsigned char)name[i];
	put16(e + 64, (unsigned)(2 * n + 2));
}

/* A document of these paragraphs, all of its text in one piece. */
static void
build(const struct paragraph *p, size_t n)
{
	unsigned char *pages = stream[1], *clx = stream[1] + 1024;
	uint32_t at = TEXT, from;
	unsigned i;

	memset(stream, 0, sizeof(stream));
	put16(stream[0], 0xA5EC);
	put16(stream[0] + 2, 0xC1);
	put16(stream[0] + 10, 0x200);
	put16(stream[0] + 32, 14);
	put16(stream[0] + 62, 22);
	put16(stream[0] + 152, 93);
	for (i = 0; i < n; i++) {
		from = at;
		at = put_text(at, p[i].text);
		put32(pages + 4 * i, from);
		put32(pages + 4 * (n + 1 + i), PAGES / SECTOR + i);
		put_page(i, from, at, p[i].props, p[i].nprops, true);
	}
	put32(pages + 4 * n, at);
	put_table(13, 0, 8 * n + 4);
	clx[0] = 2;
	put32(clx + 1, 16);
	put32(clx + 9, (at - TEXT) / 2);
	put32(clx + 15, TEXT);
	put_table(33, 1024, 21);
	put32(stream[0] + 0x4C, (at - TEXT) / 2);
	put_file();
}

/* Gives characters properties, after build. */
static void
set_run(unsigned from, unsigned to, const char *props, size_t n)
{
	unsigned char *pages = stream[1] + 1200;

	put32(pages, TEXT + 2 * from);
	put32(pages + 4, TEXT + 2 * to);
	put32(pages + 8, PAGES / SECTOR + 15);
	put_table(12, 1200, 12);
	put_page(15, TEXT + 2 * from, TEXT + 2 * to, props, n, false);
	put_file();
}

/* With GX_SEEDS, a folder, in the environment keeps the file for fuzzing. */
static void
keep_seed(void)
{
	static unsigned n;
	const char *folder = getenv("GX_SEEDS");
	char name[256];
	FILE *f;

	if (folder == NULL)
		return;
	snprintf(name, sizeof(name), "%s/made%u", folder, n++);
	if ((f = fopen(name, "wb")) == NULL)
		return;
	fwrite(file.s, 1, file.len, f);
	fclose(f);
}

static const char *
read(void)
{
	struct ole o;
	const char *wrong = ole_open(&o, buf_slice(&file));

	buf_reset(&text);
	keep_seed();
	if (wrong == NULL)
		wrong = doc_text(&o, &limits, &text);
	ole_free(&o);
	return wrong;
}

static void
gives(const char *want)
{
	assert_null(read());
	assert_string_equal(buf_z(&text), want);
}

#define BUILD(p)	build(p, sizeof(p) / sizeof(*(p)))

/* Appends to props what ends a row of cells with these edges and flags. */
static size_t
row_props(char *props, int n, const int *edges, const int *flags)
{
	unsigned char *p = (unsigned char *)props;
	int i;

	memset(props, 0, 256);
	memcpy(props, IN_TABLE "\x17\x24\x01\x08\xD6", 8);
	put16(p + 8, (unsigned)(2 + 2 * (n + 1) + 20 * n));
	p[10] = (unsigned char)n;
	for (i = 0; i <= n; i++)
		put16(p + 11 + 2 * i, (unsigned)edges[i]);
	for (i = 0; i < n; i++)
		put16(p + 13 + 2 * n + 20 * i, (unsigned)flags[i]);
	return (size_t)(13 + 2 * n + 20 * n);
}

static void
paragraphs(void **state)
{
	static const struct paragraph p[] = {
		{ "一、概述\r", PLAIN },
		{ "a\x0B" "b\tc\x1E" "d\x1F" "e\r", PLAIN },
		{ "𝜀\f", PLAIN }, { "\r", PLAIN }, { "end\r", PLAIN },
	};

	(void)state;
	BUILD(p);
	gives("一、概述\na\nb\tc-de\n𝜀\nend\n");
}

static void
fields_and_hidden_text(void **state)
{
	static const struct paragraph p[] = {
		{ "a\x13 PAGE \x13 X \x14no\x15 \x14yes\x15" "b\r", PLAIN },
		{ "0123456789\r", PLAIN },
	};

	(void)state;
	BUILD(p);
	gives("ayesb\n0123456789\n");
	set_run(26, 29, "\x3C\x08\x01", 3);
	gives("ayesb\n0156789\n");
	set_run(26, 29, "\x00\x08\x01", 3);
	gives("ayesb\n0156789\n");
	set_run(26, 29, "\x48\x2A\x01", 3);
	gives("ayesb\n01 234 56789\n");
	set_run(26, 29, "\x37\x08\x01", 3);
	gives("ayesb\n01 234 56789\n");
	set_run(26, 29, "\x3C\x08\x00", 3);
	gives("ayesb\n0123456789\n");
}

static void
tables(void **state)
{
	static const int edges[] = { 0, 400, 800, 1200 };
	static const int wide[] = { -3, 403, 1201 };
	static const int merged[] = { 0x60, 1, 2 }, other[] = { 0x20, 0, 0 };
	static const int none[] = { 0, 0, 0 };
	char rows[3][256];
	size_t n = row_props(rows[0], 3, edges, merged);
	const struct paragraph p[] = {
		{ "x\r", PLAIN },
		{ "a\a", CELL }, { "b\r", CELL }, { "c\a", CELL },
		{ "\a", CELL }, { "\a", rows[0], n },
		{ "\a", CELL }, { "d\a", CELL }, { "e\a", CELL },
		{ "\a", rows[1], row_props(rows[1], 3, edges, other) },
		{ "f\a", CELL }, { "g\a", CELL },
		{ "\a", rows[2], row_props(rows[2], 2, wide, none) },
		{ "y\r", PLAIN },
	};

	(void)state;
	BUILD(p);
	gives("x\na\tb c\t\n\td\te\nf\tg\t\ny\n");
	put16((unsigned char *)rows[0] + 19 + 20, 2);
	put16((unsigned char *)rows[0] + 19 + 40, 1);
	BUILD(p);
	gives("x\na\tb c\t\n\td\te\nf\tg\t\ny\n");
}

/* Changes after the description of a row merge its cells or part them. */
static void
cells_merged_and_split(void **state)
{
	static const int edges[] = { 0, 400, 800, 1200 };
	static const int merged[] = { 0, 1, 2 }, none[] = { 0, 0, 0 };
	char rows[2][256];
	size_t n = row_props(rows[0], 3, edges, merged);
	size_t m = row_props(rows[1], 3, edges, none);
	const struct paragraph p[] = {
		{ "a\a", CELL }, { "b\a", CELL }, { "c\a", CELL },
		{ "\a", rows[0], n + 4 },
		{ "d\a", CELL }, { "e\a", CELL }, { "\a", CELL },
		{ "\a", rows[1], m + 4 },
	};

	(void)state;
	memcpy(rows[0] + n, "\x25\x56\x01\x03", 4);
	memcpy(rows[1] + m, "\x24\x56\x01\x03", 4);
	BUILD(p);
	gives("a\tb\tc\nd\te\t\n");
}

static void
tables_in_tables(void **state)
{
	static const struct paragraph p[] = {
		{ "out\r", CELL },
		{ "a\r", INNER_CELL }, { "b\r", INNER_CELL },
		{ "\r", INNER "\x4C\x24\x01", 12 },
		{ "end\a", CELL }, { "\a", IN_TABLE "\x17\x24\x01", 6 },
		{ "y\r", PLAIN },
	};

	(void)state;
	BUILD(p);
	gives("out\na\tb\nend\ny\n");
}

/* One list of one level, 一、, and an override of it. */
static void
put_list(void)
{
	unsigned char *list = stream[1] + 2048, *level = list + 30;
	unsigned char *over = stream[1] + 3072;

	put16(list, 1);
	put32(list + 2, 77);
	list[28] = 1;
	put32(level, 1);
	level[4] = 37;
	put16(level + 28, 2);
	put16(level + 32, 0x3001);
	put_table(73, 2048, 30);
	put32(over, 1);
	put32(over + 4, 77);
	put_table(74, 3072, 24);
	put_file();
}

static void
numbers(void **state)
{
	static const struct paragraph p[] = {
		{ "概述\r", NUMBERED }, { "text\r", PLAIN },
		{ "\f公开\r", NUMBERED },
	};

	(void)state;
	BUILD(p);
	gives("概述\ntext\n公开\n");
	put_list();
	gives("一、 概述\ntext\n二、 公开\n");
}

static void
pieces_of_bytes(void **state)
{
	static const struct paragraph p[] = { { "abcd\r", PLAIN } };

	(void)state;
	BUILD(p);
	memcpy(stream[0] + TEXT, "\x93" "x\x94 \r", 5);
	put32(stream[1] + 1024 + 15, 2 * TEXT | 0x40000000);
	put_file();
	gives("“x”\n");
}

/* Three pieces, of which the second changes one property by itself. */
static void
put_pieces(unsigned change)
{
	static const unsigned ends[] = { 0, 1, 3, 6 };
	unsigned char *clx = stream[1] + 1024, *piece = clx + 5 + 16;
	unsigned i;

	put32(clx + 1, 40);
	for (i = 0; i < 4; i++)
		put32(clx + 5 + 4 * i, ends[i]);
	memset(piece, 0, 24);
	for (i = 0; i < 3; i++)
		put32(piece + 8 * i + 2, TEXT + 2 * ends[i]);
	put16(piece + 8 + 6, change);
	put_table(33, 1024, 45);
	put_file();
}

static void
pieces_that_change(void **state)
{
	static const struct paragraph p[] = { { "12345\r", PLAIN } };

	(void)state;
	BUILD(p);
	put_pieces(0);
	gives("12345\n");
	put_pieces(0x41 << 1 | 1 << 8);
	gives("145\n");
	put_pieces(0x5C << 1 | 1 << 8);
	gives("145\n");
	put_pieces(0x5C << 1);
	gives("12345\n");
	put_pieces(0x68 << 1 | 1 << 8);
	gives("1 23 45\n");
	put_pieces(0x55 << 1 | 1 << 8);
	gives("12345\n");
}

static void
what_is_wrong(void **state)
{
	static const struct paragraph p[] = { { "abc\r", PLAIN } };
	size_t i;

	(void)state;
	BUILD(p);
	put16(stream[0] + 10, 0x300);
	put_file();
	assert_string_equal(read(), "an encrypted Word document");
	BUILD(p);
	put32(stream[0] + 0x4C, 5000000);
	put_file();
	assert_string_equal(read(), "a Word document that is damaged");
	BUILD(p);
	put32(stream[1] + 1024 + 15, MOST - 2);
	put_file();
	assert_string_equal(read(), "a Word document that is damaged");
	BUILD(p);
	rename_entry("Thing");
	assert_string_equal(read(), "an OLE2 file that is no Word document");
	rename_entry("EncryptedPackage");
	assert_string_equal(read(), "an encrypted office document");
	rename_entry("Book");
	assert_non_null(strstr(read(), "Excel"));
	rename_entry("PowerPoint Document");
	assert_non_null(strstr(read(), "PowerPoint"));
	for (i = 0; i < 1600; i += 7) {
		BUILD(p);
		file.len = i;
		assert_non_null(read());
	}
}

static void
short_streams(void **state)
{
	static const struct paragraph p[] = { { "政府abc\r", PLAIN } };

	(void)state;
	BUILD(p);
	put_short_file();
	gives("政府abc\n");
	file.len -= 4 * SECTOR;
	assert_non_null(read());
}

/* Chains that run in circles end. */
static void
circles(void **state)
{
	static const struct paragraph p[] = { { "abc\r", PLAIN } };
	unsigned char *fat;
	unsigned i;

	(void)state;
	BUILD(p);
	fat = (unsigned char *)file.s + SECTOR;
	for (i = 1; i < 100; i++)
		put32(fat + 4 * i, i);
	assert_non_null(read());
	BUILD(p);
	put32((unsigned char *)file.s + 2 * SECTOR + 128 + 68, 1);
	gives("abc\n");
}

static int
tear_down(void **state)
{
	(void)state;
	buf_free(&file);
	buf_free(&text);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paragraphs),
		cmocka_unit_test(fields_and_hidden_text),
		cmocka_unit_test(tables),
		cmocka_unit_test(cells_merged_and_split),
		cmocka_unit_test(tables_in_tables),
		cmocka_unit_test(numbers),
		cmocka_unit_test(pieces_of_bytes),
		cmocka_unit_test(pieces_that_change),
		cmocka_unit_test(what_is_wrong),
		cmocka_unit_test(short_streams),
		cmocka_unit_test(circles),
	};

	return cmocka_run_group_tests(tests, NULL, tear_down);
}
