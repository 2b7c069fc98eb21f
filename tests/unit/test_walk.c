#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "open/stored.h"
#include "open/walk.h"

#define YEAR	"\xE5\xB9\xB4\xE6\x8A\xA5"	/* of UTF-8 */
#define GBKYEAR	"\xC4\xEA\xB1\xA8"		/* the same of GBK */
#define LENGTH(a) (sizeof(a) / sizeof(*(a)))

struct entry {
	const char	*name;
	struct str	 text;
};

static char folder[] = "/tmp/gx-walk-XXXXXX";

/*
 * What a walk did, a line each: "name:text", a long text as its size,
 * "name!error" of a source, "name: problem".
 */
static struct buf told;
static int verdict;

static int
visit(void *to, struct source *s)
{
	struct buf b = { 0 };
	int r = source_slurp(s, &b, 64 * 1024 * 1024);

	(void)to;
	if (r != 0)
		buf_printf(&told, "%s!%s\n", s->name, s->error);
	else if (b.len > 40)
		buf_printf(&told, "%s:%zu\n", s->name, b.len);
	else
		buf_printf(&told, "%s:%s\n", s->name, buf_z(&b));
	buf_free(&b);
	return verdict;
}

static void
problem(void *to, const char *name, const char *what)
{
	(void)to;
	buf_printf(&told, "%s: %s\n", name, what);
}

static struct walk walk = { .visit = visit, .problem = problem,
	.max_ratio = 1000, .max_nesting = 4 };

static const char *
walked_to(const char *operand)
{
	char *operands[] = { (char *)operand };

	buf_reset(&told);
	walk_operands(&walk, operands, 1);
	return buf_z(&told);
}

static void
put(const char *name, const void *bytes, size_t n)
{
	FILE *f = fopen(name, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

static void
put_buf(const char *name, const struct buf *b)
{
	put(name, b->s, b->len);
}

/* An archive in b, of a format and filter (or NULL) of libarchive's. */
static void
pack(struct buf *b, const char *format, const char *filter,
    const char *options, const struct entry *e, size_t n)
{
	struct archive *a = archive_write_new();
	struct archive_entry *entry;
	size_t i, room = 1024 * 1024;

	for (i = 0; i < n; i++)
		room += e[i].text.n * 2 + 4096;
	buf_reset(b);
	assert_true(buf_room(b, room));
	assert_int_equal(archive_write_set_format_by_name(a, format), 0);
	if (filter != NULL)
		assert_int_equal(archive_write_add_filter_by_name(a, filter),
		    0);
	if (options != NULL)
		assert_int_equal(archive_write_set_options(a, options), 0);
	archive_write_set_passphrase(a, "secret");
	archive_write_set_bytes_in_last_block(a, 1);
	assert_int_equal(archive_write_open_memory(a, b->s, room, &b->len), 0);
	for (i = 0; i < n; i++) {
		entry = archive_entry_new();
		archive_entry_set_pathname(entry, e[i].name);
		archive_entry_set_size(entry, (la_int64_t)e[i].text.n);
		archive_entry_set_filetype(entry, AE_IFREG);
		archive_entry_set_perm(entry, 0644);
		assert_int_equal(archive_write_header(a, entry), 0);
		archive_write_data(a, e[i].text.s, e[i].text.n);
		archive_entry_free(entry);
	}
	assert_int_equal(archive_write_close(a), 0);
	archive_write_free(a);
}

static void
pack_file(const char *name, const char *format, const char *filter,
    const char *options, const struct entry *e, size_t n)
{
	struct buf b = { 0 };

	pack(&b, format, filter, options, e, n);
	put_buf(name, &b);
	buf_free(&b);
}

/* One file, compressed. */
static void
compress_bytes(struct buf *b, const char *filter, struct str text)
{
	struct entry e = { "data", { text.s, text.n } };

	pack(b, "raw", filter, NULL, &e, 1);
}

/* The operand of a pipe that holds the bytes (not too many). */
static const char *
piped(const struct buf *b, int ends[2])
{
	static char name[32];

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], b->s, b->len), b->len);
	close(ends[1]);
	snprintf(name, sizeof(name), "/dev/fd/%d", ends[0]);
	return name;
}

static struct str
zeros(size_t n)
{
	static char *z;
	static size_t have;

	if (n > have) {
		free(z);
		z = calloc(1, n);
		have = n;
	}
	return (struct str){ z, n };
}

/* Text that packs to about a third. */
static struct str
text_of(struct buf *b, size_t n)
{
	uint32_t seed = 7;

	buf_reset(b);
	while (b->len < n) {
		seed = seed * 1664525 + 1013904223;
		buf_printf(b, "%u\n", seed >> 8);
	}
	b->len = n;
	return buf_slice(b);
}

static const struct entry two[] = {
	{ "a.txt", STR("alpha") }, { "sub/b.txt", STR("beta") }
};

/*
 * Operands and directories
 */

static void
directories_in_byte_order(void **state)
{
	struct sockaddr_un sa = { .sun_family = AF_UNIX };
	int s = socket(AF_UNIX, SOCK_STREAM, 0);

	(void)state;
	assert_int_equal(mkdir("d", 0700), 0);
	assert_int_equal(mkdir("d/b", 0700), 0);
	assert_int_equal(mkdir("d/b/.git", 0700), 0);
	put("d/b/.git/x", "x", 1);
	put("d/b/z", "z", 1);
	put("d/a", "a", 1);
	put("d/b-", "minus", 5);
	put("d/B", "big", 3);
	put("d/empty", "", 0);
	put("d/._a", "a", 1);
	put("d/Thumbs.db", "a", 1);
	put("d/~$a.doc", "a", 1);
	put("d/" GBKYEAR, "c", 1);
	put("d/p.png", "\x89PNG\r\n\x1A\n", 8);
	assert_int_equal(symlink("..", "d/b/loop"), 0);
	assert_int_equal(symlink("../a", "d/b/link"), 0);
	assert_int_equal(symlink("gone", "d/b/dangling"), 0);
	assert_int_equal(mkfifo("d/b/fifo", 0600), 0);
	strcpy(sa.sun_path, "d/sock");
	assert_int_equal(bind(s, (struct sockaddr *)&sa, sizeof(sa)), 0);
	close(s);
	assert_string_equal(walked_to("d/"),
	    "d/B:big\nd/a:a\n"
	    "d/b/dangling: No such file or directory\n"
	    "d/b/fifo: a named pipe\nd/b/link:a\nd/b/z:z\n"
	    "d/b-:minus\nd/sock: a socket\nd/" YEAR ":c\n");
}

static void
operands_of_all_kinds(void **state)
{
	char *operands[] = { "no/such", "o.txt", "o.png", "o.link", "o.nil" };

	(void)state;
	put("o.txt", "text", 4);
	put("o.png", "\x89PNG\r\n\x1A\n", 8);
	put("o.nil", "", 0);
	assert_int_equal(symlink("o.txt", "o.link"), 0);
	buf_reset(&told);
	assert_int_equal(walk_operands(&walk, operands, LENGTH(operands)), 0);
	assert_string_equal(buf_z(&told),
	    "no/such: No such file or directory\no.txt:text\n"
	    "o.png: a picture (PNG), not a document\no.link:text\no.nil:\n");
}

static void
visit_ends_the_walk(void **state)
{
	char *operands[] = { "e.zip", "e.zip" };

	(void)state;
	pack_file("e.zip", "zip", NULL, NULL, two, 2);
	buf_reset(&told);
	verdict = 7;
	assert_int_equal(walk_operands(&walk, operands, 2), 7);
	verdict = 0;
	assert_string_equal(buf_z(&told), "e.zip/a.txt:alpha\n");
}

/* A file on standard input may have been read in part. */
static void
standard_input(void **state)
{
	struct buf b = { 0 }, packed = { 0 };

	(void)state;
	pack(&packed, "zip", NULL, NULL, two, 2);
	buf_cstr(&b, "head\n");
	buf_str(&b, buf_slice(&packed));
	put_buf("in", &b);
	assert_non_null(freopen("in", "rb", stdin));
	assert_int_equal(lseek(STDIN_FILENO, 5, SEEK_SET), 5);
	buf_reset(&told);
	assert_int_equal(walk_operands(&walk, NULL, 0), 0);
	assert_string_equal(buf_z(&told), "-/a.txt:alpha\n-/sub/b.txt:beta\n");
	assert_string_equal(walked_to("-"), "-:\n");
	buf_free(&b);
	buf_free(&packed);
}

/*
 * Formats
 */

/* From a file, a pipe, and within a compressed file in a pipe. */
static void
formats_give_their_members(void **state)
{
	static const char *const formats[] = { "zip", "7zip", "ustar",
	    "v7tar", "pax", "gnutar", "newc", "odc", "bin", "iso9660" };
	struct buf b = { 0 }, gz = { 0 }, want = { 0 };
	const char *name;
	size_t i;
	int ends[2];

	(void)state;
	for (i = 0; i < LENGTH(formats); i++) {
		pack(&b, formats[i], NULL, NULL, two, 2);
		put_buf("f", &b);
		assert_string_equal(walked_to("f"),
		    "f/a.txt:alpha\nf/sub/b.txt:beta\n");
		compress_bytes(&gz, "gzip", buf_slice(&b));
		name = piped(&gz, ends);
		buf_reset(&want);
		buf_printf(&want, "%s/a.txt:alpha\n%s/sub/b.txt:beta\n",
		    name, name);
		assert_string_equal(walked_to(name), buf_z(&want));
		close(ends[0]);
		if (b.len > 60000)
			continue;
		assert_string_equal(walked_to(piped(&b, ends)), buf_z(&want));
		close(ends[0]);
	}
	buf_free(&b);
	buf_free(&gz);
	buf_free(&want);
}

static void
compressed_files_keep_their_name(void **state)
{
	static const char *const filters[] = { "gzip", "xz", "zstd", "bzip2",
	    "lz4", "lzip", "lzma" };
	struct buf b = { 0 };
	struct entry in = { "x.txt.gz", STR("") };
	size_t i;

	(void)state;
	for (i = 0; i < LENGTH(filters); i++) {
		compress_bytes(&b, filters[i], (struct str)STR("text"));
		put_buf("c.z", &b);
		assert_string_equal(walked_to("c.z"), "c.z:text\n");
		in.text = buf_slice(&b);
		pack_file("c.zip", "zip", NULL, NULL, &in, 1);
		assert_string_equal(walked_to("c.zip"),
		    "c.zip/x.txt.gz:text\n");
	}
	compress_bytes(&b, "gzip", (struct str)STR(""));
	put_buf("c.z", &b);
	assert_string_equal(walked_to("c.z"), "c.z:\n");
	buf_free(&b);
}

static void
archives_of_nothing_are_fine(void **state)
{
	struct buf b = { 0 };

	(void)state;
	pack_file("n", "zip", NULL, NULL, NULL, 0);
	assert_string_equal(walked_to("n"), "");
	pack_file("n", "ustar", NULL, NULL, NULL, 0);
	assert_string_equal(walked_to("n"), "");
	put("n", zeros(10240).s, 10240);
	assert_string_equal(walked_to("n"), "");
	buf_free(&b);
}

static void
office_files_are_documents(void **state)
{
	static const struct entry
	docx[] = { { "word/media/image1.png", STR("x") },
	    { "[Content_Types].xml", STR("x") } },
	odt[] = { { "mimetype", STR("application/x") },
	    { "content.xml", STR("x") } },
	repacked[] = { { "content.xml", STR("x") },
	    { "META-INF/manifest.xml", STR("x") } },
	ofd[] = { { "Doc_0/Document.xml", STR("x") },
	    { "OFD.xml", STR("x") } },
	none[] = { { "word/a.txt", STR("alpha") },
	    { "META-INF/b.txt", STR("beta") } };
	static const struct { const struct entry *e; } office[] = {
		{ docx }, { odt }, { repacked }, { ofd }
	};
	struct buf b = { 0 };
	struct entry in = { "in.docx", STR("") };
	size_t i;

	(void)state;
	for (i = 0; i < LENGTH(office); i++) {
		pack(&b, "zip", NULL, "zip:compression=store", office[i].e, 2);
		put_buf("o.docx", &b);
		in.text = buf_slice(&b);
		pack_file("o.tgz", "ustar", "gzip", NULL, &in, 1);
		buf_reset(&b);
		buf_printf(&b, "o.docx:%zu\n", in.text.n);
		assert_string_equal(walked_to("o.docx"), buf_z(&b));
		buf_reset(&b);
		buf_printf(&b, "o.tgz/in.docx:%zu\n", in.text.n);
		assert_string_equal(walked_to("o.tgz"), buf_z(&b));
	}
	pack_file("o.zip", "zip", NULL, "zip:compression=store", none, 2);
	assert_string_equal(walked_to("o.zip"),
	    "o.zip/word/a.txt:alpha\no.zip/META-INF/b.txt:beta\n");
	buf_free(&b);
}

static void
litter_and_aliens_are_passed_over(void **state)
{
	static const struct entry e[] = {
		{ "__MACOSX/x", STR("x") }, { "a/__MACOSX/x", STR("x") },
		{ "a/._x", STR("x") }, { "a/.DS_Store", STR("x") },
		{ "Desktop.ini", STR("x") }, { "~$x.docx", STR("x") },
		{ "empty", STR("") },
		{ "jpeg", STR("\xFF\xD8\xFF\xE0") },
		{ "gif", STR("GIF89a...") }, { "elf", STR("\x7F" "ELF") },
		{ "bmp", STR("BM....\0\0\0\0....\x28\0\0\0") },
		{ "mp3", STR("\xFF\xFB\x90\x64") },
		{ "sqlite", STR("SQLite format 3\0") },
		{ "BMx.txt", STR("BM is no picture") },
		{ "MZ.txt", STR("MZ is no program") },
		{ "PK.txt", STR("PK is no archive") },
		{ "BZ.txt", STR("BZh is no bzip2") },
		{ "07.txt", STR("070701 is no cpio") }
	};

	(void)state;
	pack_file("l.zip", "zip", NULL, NULL, e, LENGTH(e));
	assert_string_equal(walked_to("l.zip"),
	    "l.zip/BMx.txt:BM is no picture\n"
	    "l.zip/MZ.txt:MZ is no program\n"
	    "l.zip/PK.txt:PK is no archive\n"
	    "l.zip/BZ.txt:BZh is no bzip2\n"
	    "l.zip/07.txt:070701 is no cpio\n");
}

/*
 * Names
 */

static void
names_in_one_locale(void)
{
	assert_string_equal(walked_to("utf8.zip"),
	    "utf8.zip/" YEAR "/" YEAR ".txt:1\n");
	assert_string_equal(walked_to("gbk.zip"),
	    "gbk.zip/" YEAR "/" YEAR ".txt:1\n");
	assert_string_equal(walked_to("gbk.tar"),
	    "gbk.tar/" YEAR "/" YEAR ".txt:1\n");
	assert_string_equal(walked_to("utf8.tar"),
	    "utf8.tar/" YEAR "/" YEAR ".txt:1\n");
	assert_string_equal(walked_to("utf8.pax"),
	    "utf8.pax/" YEAR "/" YEAR ".txt:1\n");
	assert_string_equal(walked_to("utf8.7z"),
	    "utf8.7z/" YEAR "/" YEAR ".txt:1\n");
	assert_string_equal(walked_to("odd.zip"),
	    "odd.zip/../a\xEF\xBF\xBD" "b:1\nodd.zip//c:2\n"
	    "odd.zip/d/e:3\nodd.zip/f:4\n");
}

/* zh_CN.GB18030 is tried where the system has it (see LOCPATH). */
static void
names_are_utf8_in_every_locale(void **state)
{
	static const char *const locales[] = { "C", "C.UTF-8",
	    "zh_CN.GB18030" };
	static const struct entry
	utf8[] = { { YEAR "/" YEAR ".txt", STR("1") } },
	gbk[] = { { GBKYEAR "/" GBKYEAR ".txt", STR("1") } },
	odd[] = { { "../a\nb", STR("1") }, { "/c", STR("2") },
	    { "d\\e", STR("3") }, { "././f", STR("4") } };
	locale_t l = newlocale(LC_ALL_MASK, "C.UTF-8", (locale_t)0), old;
	size_t i;

	(void)state;
	pack_file("gbk.zip", "zip", NULL, NULL, gbk, 1);
	pack_file("gbk.tar", "ustar", NULL, NULL, gbk, 1);
	pack_file("utf8.tar", "gnutar", NULL, NULL, utf8, 1);
	pack_file("odd.zip", "zip", NULL, NULL, odd, LENGTH(odd));
	assert_true(l != (locale_t)0);
	old = uselocale(l);
	pack_file("utf8.zip", "zip", NULL, NULL, utf8, 1);
	pack_file("utf8.pax", "pax", NULL, NULL, utf8, 1);
	pack_file("utf8.7z", "7zip", NULL, NULL, utf8, 1);
	uselocale(old);
	freelocale(l);
	for (i = 0; i < LENGTH(locales); i++) {
		if (setlocale(LC_ALL, locales[i]) == NULL)
			continue;
		names_in_one_locale();
		assert_string_equal(setlocale(LC_ALL, NULL), locales[i]);
	}
	setlocale(LC_ALL, "C");
}

/* What the user named is shown as given; what a stranger named is not. */
static void
names_given_by_the_user(void **state)
{
	static const struct entry e = { "c\td\n", STR("1") };

	(void)state;
	assert_int_equal(mkdir("g\t", 0700), 0);
	pack_file("g\t/a\\n\nb\r", "zip", NULL, NULL, &e, 1);
	assert_string_equal(walked_to("g\t"), "g\t/a\\n\nb\r/c\xEF\xBF\xBD"
	    "d\xEF\xBF\xBD:1\n");
	assert_string_equal(walked_to("g\t/x\n"),
	    "g\t/x\n: No such file or directory\n");
}

/*
 * Progress
 */

static struct walk_progress progress;

/* How far the walk is, a line each. */
static int
visit_mark(void *to, struct source *s)
{
	(void)to;
	buf_printf(&told, "%s:%llu/%llu\n", s->name,
	    (unsigned long long)progress.done,
	    (unsigned long long)progress.total);
	return 0;
}

static const struct walk marked = { .visit = visit_mark, .problem = problem,
	.max_ratio = 1000, .max_nesting = 4, .progress = &progress };

static void
progress_in_files(void **state)
{
	char *operands[] = { "p", "no/such", "p/b" };
	struct buf text = { 0 };

	(void)state;
	assert_int_equal(mkdir("p", 0700), 0);
	assert_int_equal(mkdir("p/c", 0700), 0);
	assert_int_equal(symlink("..", "p/c/loop"), 0);
	text_of(&text, 5000);
	put("p/a", text.s, 1000);
	put("p/b", text.s, 5000);
	put("p/c/d", text.s, 2000);
	put("p/c/Thumbs.db", text.s, 500);
	buf_reset(&told);
	assert_int_equal(walk_operands(&marked, operands, 3), 0);
	assert_string_equal(buf_z(&told), "p/a:512/13000\np/b:1512/13000\n"
	    "p/c/d:6512/13000\nno/such: No such file or directory\n"
	    "p/b:8512/13000\n");
	assert_int_equal(progress.done, 13000);
	buf_free(&text);
}

/* What libarchive consumed counts, not what it unpacked. */
static void
progress_in_archives(void **state)
{
	struct entry e[] = { { "a", STR("") }, { "b", STR("") },
	    { "c", STR("") } };
	char *operands[] = { "p.zip" };
	struct buf text = { 0 };
	unsigned long long at[3], total[3];
	size_t i;

	(void)state;
	text_of(&text, 300000);
	for (i = 0; i < 3; i++)
		e[i].text = buf_slice(&text);
	pack_file("p.zip", "zip", NULL, NULL, e, 3);
	buf_reset(&told);
	walk_operands(&marked, operands, 1);
	assert_int_equal(sscanf(buf_z(&told), "p.zip/a:%llu/%llu\n"
	    "p.zip/b:%llu/%llu\np.zip/c:%llu/%llu\n", &at[0], &total[0],
	    &at[1], &total[1], &at[2], &total[2]), 6);
	assert_int_equal(total[0], progress.total);
	assert_int_equal(progress.done, progress.total);
	assert_in_range(at[0], 0, total[0] / 10);
	assert_in_range(at[1], total[0] / 4, total[0] / 2);
	assert_in_range(at[2], total[0] / 2, total[0] * 3 / 4);
	buf_free(&text);
}

static void
progress_in_a_pipe(void **state)
{
	struct buf b = { 0 };
	char *operands[] = { NULL, "p/a" };
	int ends[2];

	(void)state;
	buf_cstr(&b, "text");
	operands[0] = (char *)piped(&b, ends);
	buf_reset(&told);
	walk_operands(&marked, operands, 2);
	close(ends[0]);
	assert_int_equal(progress.total, 0);
	assert_int_equal(progress.done, 1004);
	buf_free(&b);
}

/*
 * Limits
 */

static void
nesting_is_bounded(void **state)
{
	struct buf b = { 0 };
	struct entry in = { "i.zip", STR("") };
	struct buf inner = { 0 };
	char name[] = "n0";
	int i;

	(void)state;
	pack(&b, "zip", NULL, NULL, two, 1);
	for (i = 0; i < 6; i++) {
		name[1] = (char)('0' + i);
		put_buf(name, &b);
		buf_reset(&inner);
		buf_str(&inner, buf_slice(&b));
		in.text = buf_slice(&inner);
		pack(&b, "zip", NULL, NULL, &in, 1);
	}
	assert_string_equal(walked_to("n4"),
	    "n4/i.zip/i.zip/i.zip/i.zip/a.txt:alpha\n");
	assert_string_equal(walked_to("n5"),
	    "n5/i.zip/i.zip/i.zip/i.zip/i.zip: "
	    "archives nested deeper than 4\n");
	walk.max_nesting = 0;
	assert_string_equal(walked_to("n0"), "n0/a.txt:alpha\n");
	assert_string_equal(walked_to("n1"),
	    "n1/i.zip: archives nested deeper than 0\n");
	pack_file("n.tgz", "ustar", "gzip", NULL, two, 1);
	assert_string_equal(walked_to("n.tgz"), "n.tgz/a.txt:alpha\n");
	walk.max_nesting = 4;
	buf_free(&b);
	buf_free(&inner);
}

static void
bombs_do_not_go_off(void **state)
{
	struct entry e[] = { { "a.txt", STR("alpha") },
	    { "bomb", STR("") }, { "b.txt", STR("beta") } };
	struct buf b = { 0 };

	(void)state;
	e[1].text = zeros(20000000);
	pack_file("b.zip", "zip", NULL, NULL, e, 3);
	assert_string_equal(walked_to("b.zip"), "b.zip/a.txt:alpha\n"
	    "b.zip/bomb!unpacks to more than 1000 times its size\n"
	    "b.zip/b.txt:beta\n");
	compress_bytes(&b, "xz", e[1].text);
	put_buf("b.xz", &b);
	assert_string_equal(walked_to("b.xz"),
	    "b.xz!unpacks to more than 1000 times its size\n");
	e[1].text = zeros(900000);
	pack_file("b.zip", "zip", NULL, NULL, e, 3);
	assert_string_equal(walked_to("b.zip"), "b.zip/a.txt:alpha\n"
	    "b.zip/bomb:900000\nb.zip/b.txt:beta\n");
	walk.max_ratio = 0;
	assert_string_equal(walked_to("b.xz"), "b.xz:20000000\n");
	walk.max_ratio = 1000;
	buf_free(&b);
}

/* At its ratio a member stops, not what stands behind it. */
static void
a_bomb_spoils_no_other_member(void **state)
{
	static const char *const formats[] = { "zip", "7zip" };
	struct buf text = { 0 }, xz = { 0 };
	struct entry e[] = { { "a.txt", STR("") }, { "bomb", STR("") },
	    { "b.txt", STR("") }, { "bomb", STR("") }, { "c.txt", STR("") } };
	size_t i;

	(void)state;
	e[0].text = e[2].text = e[4].text = text_of(&text, 30000);
	e[1].text = e[3].text = zeros(3000000);
	walk.max_ratio = 20;
	for (i = 0; i < LENGTH(formats); i++) {
		pack_file("s", formats[i], NULL, NULL, e, LENGTH(e));
		assert_string_equal(walked_to("s"), "s/a.txt:30000\n"
		    "s/bomb!unpacks to more than 20 times its size\n"
		    "s/b.txt:30000\n"
		    "s/bomb!unpacks to more than 20 times its size\n"
		    "s/c.txt:30000\n");
	}
	/* Below the floor, where a member is not stopped. */
	e[1].text = e[3].text = zeros(1000000);
	pack_file("s", "zip", NULL, NULL, e, LENGTH(e));
	assert_string_equal(walked_to("s"), "s/a.txt:30000\ns/bomb:1000000\n"
	    "s/b.txt:30000\ns/bomb:1000000\ns/c.txt:30000\n");
	/* Documents of a compressed archive count with it. */
	e[1].text = e[3].text = zeros(3000000);
	pack(&xz, "ustar", "xz", NULL, e + 1, 1);
	e[1].text = e[3].text = buf_slice(&xz);
	pack_file("s", "zip", NULL, NULL, e, LENGTH(e));
	assert_string_equal(walked_to("s"), "s/a.txt:30000\n"
	    "s/bomb/bomb!its archive unpacks to more than 20 times "
	    "its size\n"
	    "s/b.txt:30000\n"
	    "s/bomb/bomb!its archive unpacks to more than 20 times "
	    "its size\n"
	    "s/c.txt:30000\n");
	walk.max_ratio = 1000;
	buf_free(&text);
	buf_free(&xz);
}

/* Each bomb stops early, and so do very many of them together. */
static void
many_bombs_end_the_archive(void **state)
{
	struct entry e[400];
	size_t i;

	(void)state;
	for (i = 0; i < LENGTH(e); i++) {
		e[i].name = "bomb";
		e[i].text = zeros(1100000);
	}
	pack_file("m.zip", "zip", NULL, "zip:compression-level=1", e,
	    LENGTH(e));
	walk.max_ratio = 20;
	assert_non_null(strstr(walked_to("m.zip"),
	    "m.zip: unpacks to more than 20 times its size\n"));
	assert_in_range(told.len, 250 * 50, 300 * 60);
	walk.max_ratio = 1000;
}

static void
little32(struct buf *b, size_t at, uint32_t v)
{
	size_t i;

	for (i = 0; i < 4; i++)
		b->s[at + i] = (char)(v >> 8 * i);
}

static size_t
find(const struct buf *b, const char *four)
{
	size_t i;

	for (i = b->len - 4; memcmp(b->s + i, four, 4) != 0; i--)
		assert_true(i > 0);
	return i;
}

/* Many members, one place: each is harmless, all of them are not. */
static void
overlapping_members_are_a_bomb(void **state)
{
	struct entry e = { "a.txt", STR("") };
	struct buf b = { 0 }, bomb = { 0 };
	size_t entry, end, i, copies = 60000;
	const char *got;

	(void)state;
	e.text = zeros(900000);
	pack(&b, "zip", NULL, NULL, &e, 1);
	entry = find(&b, "PK\1\2");
	end = find(&b, "PK\5\6");
	buf_add(&bomb, b.s, entry);
	for (i = 0; i < copies; i++) {
		/* libarchive drops what begins at the same place */
		b.s[entry + 42] = 0;
		buf_add(&bomb, b.s + entry, end - entry);
	}
	little32(&b, end + 12, (uint32_t)(copies * (end - entry)));
	b.s[end + 8] = b.s[end + 10] = (char)(copies & 0xFF);
	b.s[end + 9] = b.s[end + 11] = (char)(copies >> 8);
	buf_add(&bomb, b.s + end, b.len - end);
	put_buf("ov.zip", &bomb);
	got = walked_to("ov.zip");
	assert_true(told.len < 60000 * 20);
	assert_non_null(strstr(got, "ov.zip/a.txt:900000\n"));
	buf_free(&b);
	buf_free(&bomb);
}

/* Archives in an archive, of one content that packs well. */
static void
operands_keep_the_ratio_too(void **state)
{
	struct entry e = { "a.txt", STR("") }, many[40];
	struct buf b = { 0 }, outer = { 0 };
	const char *got;
	size_t i;

	(void)state;
	e.text = zeros(900000);
	pack(&b, "zip", NULL, NULL, &e, 1);
	for (i = 0; i < LENGTH(many); i++) {
		many[i].name = "i.zip";
		many[i].text = buf_slice(&b);
	}
	pack(&outer, "ustar", "xz", NULL, many, LENGTH(many));
	put_buf("t.xz", &outer);
	got = walked_to("t.xz");
	assert_non_null(strstr(got, "t.xz/i.zip/a.txt:900000\n"));
	assert_non_null(strstr(got, "t.xz/i.zip/a.txt!its archive unpacks to "
	    "more than 1000 times its size\n"));
	assert_non_null(strstr(got,
	    "t.xz: unpacks to more than 1000 times its size\n"));
	buf_free(&b);
	buf_free(&outer);
}

/*
 * Damage
 */

static void
encrypted_members_are_named(void **state)
{
	(void)state;
	pack_file("e.zip", "zip", NULL, "zip:encryption=zipcrypt", two, 2);
	assert_string_equal(walked_to("e.zip"),
	    "e.zip/a.txt: encrypted\ne.zip/sub/b.txt: encrypted\n");
}

static void
truncated_zip(void **state)
{
	struct buf b = { 0 }, text = { 0 };
	struct entry e[] = { { "a.txt", STR("alpha") }, { "b.txt", STR("") },
	    { "c.txt", STR("gamma") } };
	int ends[2];
	const char *got;

	(void)state;
	e[1].text = text_of(&text, 50000);
	pack(&b, "zip", NULL, NULL, e, 3);
	b.len = 10000;
	put_buf("t.zip", &b);
	got = walked_to("t.zip");
	assert_memory_equal(got, "t.zip/a.txt:alpha\nt.zip/b.txt!", 32 - 2);
	assert_ptr_equal(strchr(strchr(got, '\n') + 1, '\n'),
	    got + told.len - 1);
	walked_to(piped(&b, ends));
	close(ends[0]);
	assert_non_null(strstr(buf_z(&told), "/a.txt:alpha\n"));
	assert_non_null(strstr(buf_z(&told), "/b.txt!"));
	buf_free(&b);
	buf_free(&text);
}

static void
truncated_tar_gz(void **state)
{
	struct buf b = { 0 }, text = { 0 };
	struct entry e[] = { { "a.txt", STR("alpha") }, { "b.txt", STR("") },
	    { "c.txt", STR("gamma") } };

	(void)state;
	/* the last 64 KiB before the cut are lost in libarchive */
	e[1].text = text_of(&text, 500000);
	pack(&b, "ustar", "gzip", NULL, e, 3);
	b.len = 100000;
	put_buf("t.tgz", &b);
	assert_string_equal(walked_to("t.tgz"),
	    "t.tgz/a.txt:alpha\nt.tgz/b.txt!truncated gzip input\n");
	buf_free(&b);
	buf_free(&text);
}

/* A picture is passed over; that the archive breaks off in it is told. */
static void
damage_in_what_nobody_reads(void **state)
{
	struct buf b = { 0 }, text = { 0 };
	struct entry e[] = { { "a.txt", STR("alpha") }, { "b.gif", STR("") },
	    { "c.txt", STR("gamma") } };

	(void)state;
	text_of(&text, 50000);
	memcpy(text.s, "GIF89a", 6);
	e[1].text = buf_slice(&text);
	pack(&b, "ustar", NULL, NULL, e, 3);
	b.len = 10000;
	put_buf("t.tar", &b);
	assert_non_null(strstr(walked_to("t.tar"), "t.tar/a.txt:alpha\n"
	    "t.tar: Truncated input file"));
	buf_free(&b);
	buf_free(&text);
}

static void
damaged_member_of_a_zip(void **state)
{
	struct buf b = { 0 }, text = { 0 };
	struct entry e[] = { { "a.txt", STR("alpha") },
	    { "c.txt", STR("gamma") } };

	(void)state;
	pack(&b, "zip", NULL, "zip:compression=store", e, 2);
	b.s[find(&b, "alph")] = 'A';
	put_buf("d.zip", &b);
	walked_to("d.zip");
	assert_non_null(strstr(buf_z(&told), "d.zip/a.txt!ZIP bad CRC"));
	assert_non_null(strstr(buf_z(&told), "d.zip/c.txt:gamma\n"));
	buf_free(&b);
	buf_free(&text);
}

/* As visit, of what can be unpacked later; the number of these in `to`. */
static int
visit_later(void *to, struct source *s)
{
	struct buf b = { 0 };
	struct stored *m;
	const char *wrong;

	source_peek(s, 512);
	if (s->later == NULL || (m = s->later(s, 1024 * 1024)) == NULL)
		return visit(NULL, s);
	++*(int *)to;
	assert_int_equal(source_peek(s, 1).n, 0);
	wrong = stored_unpack(m, &b, 1024 * 1024);
	if (wrong != NULL)
		buf_printf(&told, "%s: %s\n", s->name, wrong);
	else
		buf_printf(&told, "%s:%zu\n", s->name, b.len);
	stored_free(m);
	buf_free(&b);
	return 0;
}

/* What was told, whoever told of an error, and but for numbers in that. */
static void
told_alike(struct buf *b)
{
	const char *p;
	bool error = false;

	buf_reset(b);
	for (p = buf_z(&told); *p != '\0'; p++) {
		error = *p != '\n' && (error || *p == '!' ||
		    (*p == ':' && p[1] == ' '));
		if (*p == '!')
			buf_cstr(b, ": ");
		else if (!error || *p < '0' || *p > '9')
			buf_byte(b, *p);
	}
}

/*
 * Walks an archive with members unpacked later, the number of which is
 * returned; that must come to what libarchive comes to.
 */
static int
later_of(const struct buf *b, const char *name)
{
	struct walk later = walk;
	struct buf behind = { 0 }, want = { 0 }, got = { 0 };
	char *operands[] = { (char *)name };
	int n = 0;

	/* A byte behind a zip, and libarchive reads all of it. */
	buf_str(&behind, buf_slice(b));
	buf_byte(&behind, '\0');
	put_buf(name, &behind);
	walked_to(name);
	told_alike(&want);
	put_buf(name, b);
	later.visit = visit_later;
	later.to = &n;
	buf_reset(&told);
	walk_operands(&later, operands, 1);
	told_alike(&got);
	assert_string_equal(buf_z(&got), buf_z(&want));
	buf_free(&behind);
	buf_free(&want);
	buf_free(&got);
	return n;
}

static void
members_unpacked_later(void **state)
{
	static const char *const options[] = { NULL,
	    "zip:compression=store", "zip:zip64" };
	struct entry e[] = { { "a.txt", STR("alpha") }, { "b.txt", STR("") },
	    { "c", STR("") }, { "d.txt", STR("") } };
	struct buf b = { 0 }, text = { 0 };
	size_t i, j;
	int all = 0;

	(void)state;
	/* Neither a text as short as what is peeked at nor a large one. */
	e[1].text = e[3].text = text_of(&text, 50000);
	e[2].text = zeros(1024 * 1024 + 1);
	for (i = 0; i < LENGTH(options); i++) {
		pack(&b, "zip", NULL, options[i], e, i == 1 ? 2 : 4);
		all += later_of(&b, "s.zip");
		for (j = 4 + i; j < b.len - 22; j += b.len / 23) {
			b.s[j] ^= 0x15;
			later_of(&b, "s.zip");
			b.s[j] ^= 0x15;
		}
		for (j = b.len - 300; j < b.len - 22; j += 3) {
			b.s[j] ^= 1;
			later_of(&b, "s.zip");
			b.s[j] ^= 1;
		}
	}
	assert_int_equal(all, 2);
	buf_free(&b);
	buf_free(&text);
}

/* libarchive itself would not notice. */
static void
checksums_of_gzip(void **state)
{
	struct buf b = { 0 }, text = { 0 }, twice = { 0 };
	struct str s = text_of(&text, 50000);
	size_t i;

	(void)state;
	compress_bytes(&b, "gzip", s);
	for (i = 0; i < 3; i++)
		buf_str(&twice, buf_slice(&b));
	put_buf("k.gz", &twice);
	assert_string_equal(walked_to("k.gz"), "k.gz:150000\n");
	buf_add(&twice, zeros(200).s, 200);
	put_buf("k.gz", &twice);
	assert_string_equal(walked_to("k.gz"), "k.gz:150000\n");
	for (i = b.len + 5000; i < b.len + 5200; i++) {
		twice.s[i] ^= 0x10;
		put_buf("k.gz", &twice);
		assert_null(strstr(walked_to("k.gz"), "gz:1"));
		twice.s[i] ^= 0x10;
	}
	b.s[b.len - 8] ^= 1;
	put_buf("k.gz", &b);
	assert_string_equal(walked_to("k.gz"),
	    "k.gz!damaged: wrong checksum\n");
	pack(&b, "ustar", "gzip", NULL, two, 2);
	b.s[b.len - 8] ^= 1;
	put_buf("k.tgz", &b);
	assert_string_equal(walked_to("k.tgz"), "k.tgz/a.txt:alpha\n"
	    "k.tgz/sub/b.txt:beta\nk.tgz: damaged: wrong checksum\n");
	buf_free(&b);
	buf_free(&text);
	buf_free(&twice);
}

static void
what_only_looks_like_an_archive(void **state)
{
	static const struct str fake[] = {
		STR("PK\3\4 is how a zip begins"), STR("7z\xBC\xAF\x27\x1C..."),
		STR("\x1F\x8B\x08 ..."), STR("\xFD" "7zXZ\0 ..."),
		STR("Rar!\x1A\7 ..."), STR("MSCF\0\0\0\0 ...")
	};
	size_t i;

	(void)state;
	for (i = 0; i < LENGTH(fake); i++) {
		put("fake", fake[i].s, fake[i].n);
		assert_memory_equal(walked_to("fake"), "fake: ", 6);
		assert_ptr_equal(strchr(told.s, '\n'),
		    told.s + told.len - 1);
	}
}

static int
enter(void **state)
{
	(void)state;
	return mkdtemp(folder) == NULL || chdir(folder) != 0;
}

static int
tidy(void **state)
{
	char command[64];

	(void)state;
	buf_free(&told);
	free((char *)zeros(0).s);
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	return chdir("/") != 0 || system(command) != 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(directories_in_byte_order),
		cmocka_unit_test(operands_of_all_kinds),
		cmocka_unit_test(visit_ends_the_walk),
		cmocka_unit_test(standard_input),
		cmocka_unit_test(formats_give_their_members),
		cmocka_unit_test(compressed_files_keep_their_name),
		cmocka_unit_test(archives_of_nothing_are_fine),
		cmocka_unit_test(office_files_are_documents),
		cmocka_unit_test(litter_and_aliens_are_passed_over),
		cmocka_unit_test(names_are_utf8_in_every_locale),
		cmocka_unit_test(names_given_by_the_user),
		cmocka_unit_test(progress_in_files),
		cmocka_unit_test(progress_in_archives),
		cmocka_unit_test(progress_in_a_pipe),
		cmocka_unit_test(nesting_is_bounded),
		cmocka_unit_test(bombs_do_not_go_off),
		cmocka_unit_test(a_bomb_spoils_no_other_member),
		cmocka_unit_test(many_bombs_end_the_archive),
		cmocka_unit_test(overlapping_members_are_a_bomb),
		cmocka_unit_test(operands_keep_the_ratio_too),
		cmocka_unit_test(encrypted_members_are_named),
		cmocka_unit_test(truncated_zip),
		cmocka_unit_test(truncated_tar_gz),
		cmocka_unit_test(damage_in_what_nobody_reads),
		cmocka_unit_test(damaged_member_of_a_zip),
		cmocka_unit_test(members_unpacked_later),
		cmocka_unit_test(checksums_of_gzip),
		cmocka_unit_test(what_only_looks_like_an_archive)
	};

	return cmocka_run_group_tests_name("walk", tests, enter, tidy);
}
