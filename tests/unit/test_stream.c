#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "stream/keys.h"
#include "stream/stream.h"
#include "write/tsv.h"

#define SECTIONS	"report\torg\tyear\tsection\ttitle\ttext\n"
#define CELLS	"report\torg\tyear\tform\ttable\trow\tcol\tvalue\tstatus\traw\n"
#define LABELLED	"report\torg\tyear\tform\ttable\trow\tcol\tvalue\t" \
			"status\traw\trow_label\tcol_label\n"
#define SUMS	"year\ttable\trow\tcol\tvalue\tn\tblank\tunknown\n"
#define CELL	"a.zip/x.html\t某局\t2021\t2021\t3\t3.6.1\tperson\t5\tok\t5\n"

static struct source
source(struct str bytes)
{
	struct source s = { .name = "-", .end = true };

	buf_str(&s.head, bytes);
	return s;
}

/* A source that gives one byte a read and fails after them if told so. */
struct drip {
	struct str	left;
	bool		fail;
};

static ssize_t
drip(struct source *s, void *p, size_t n)
{
	struct drip *d = s->from;

	if (n == 0)
		return 0;
	if (d->left.n == 0) {
		s->error = d->fail ? "the disk is on fire" : NULL;
		return d->fail ? -1 : 0;
	}
	*(char *)p = d->left.s[0];
	d->left = str_from(d->left, 1);
	return 1;
}

/*
 * All records as "field|field|...;" by column, errors as "!error;", "END"
 * where a stream is dead.
 */
static void
dump(struct source *src, enum stream_kind kind, const char *by,
    struct buf *out)
{
	struct stream *st = stream_new(src, kind);
	const struct record *r;
	int c, got;

	assert_non_null(st);
	if (by != NULL)
		stream_keys(st, by);
	while ((got = stream_next(st, &r)) != 0) {
		if (got < 0) {
			buf_printf(out, "!%s;", stream_error(st));
			if (stream_dead(st)) {
				buf_cstr(out, "END");
				break;
			}
			continue;
		}
		buf_printf(out, "%zu", r->line);
		for (c = 0; c < COLUMNS; c++) {
			if (!r->has[c])
				assert_int_equal(r->field[c].n, 0);
			else if (c != COL_DIR) {
				buf_byte(out, '|');
				buf_str(out, r->field[c]);
			}
		}
		buf_byte(out, ';');
	}
	stream_free(st);
}

static void
assert_reads_by(const char *in, enum stream_kind kind, const char *by,
    const char *want)
{
	struct source s = source(str_of(in)), slow = { .more = drip };
	struct drip d = { str_of(in), false };
	struct buf out = { 0 };

	dump(&s, kind, by, &out);
	assert_string_equal(buf_z(&out), want);
	buf_reset(&out);
	slow.from = &d;
	dump(&slow, kind, by, &out);
	assert_string_equal(buf_z(&out), want);
	buf_free(&out);
	buf_free(&s.head);
	buf_free(&slow.head);
}

static void
assert_reads(const char *in, enum stream_kind kind, const char *want)
{
	assert_reads_by(in, kind, NULL, want);
}

static void
assert_kind(const char *in, enum stream_kind kind)
{
	assert_int_equal(stream_kind(str_of(in)), kind);
}

static void
kinds_by_header(void **unused)
{
	(void)unused;
	assert_kind(SECTIONS, STREAM_SECTIONS);
	assert_kind(CELLS, STREAM_CELLS);
	assert_kind(LABELLED, STREAM_CELLS);
	assert_kind(SUMS, STREAM_SUMS);
	assert_kind("table\trow\tcol\tvalue\tn\tblank\tunknown", STREAM_SUMS);
	assert_kind("org\treport\tform\tdir\tyear\ttable\trow\tcol\tvalue\tn\t"
	    "blank\tunknown\n", STREAM_SUMS);
	assert_kind("\xEF\xBB\xBFreport\torg\tyear\tsection\ttitle\ttext\r\n",
	    STREAM_SECTIONS);
	assert_kind("year\tyear\ttable\trow\tcol\tvalue\tn\tblank\tunknown\n",
	    STREAM_REPORTS);
	assert_kind("report\torg\tyear\trule\tseverity\ttable\trow\tcol\t"
	    "expected\tfound\tmessage\n", STREAM_REPORTS);
	assert_kind("report\torg\tyear\tsection\ttitle\ttext2\n",
	    STREAM_REPORTS);
}

/* Columns are known by name; others may stand among them. */
static void
kinds_by_header_in_any_order(void **unused)
{
	struct buf wide = { 0 };
	int i;

	(void)unused;
	assert_kind("text\ttitle\tsection\tyear\torg\treport\n",
	    STREAM_SECTIONS);
	assert_kind("value\traw\tcol\torg\trow\treport\ttable\tyear\t"
	    "form\tstatus\n", STREAM_CELLS);
	assert_kind("report\torg\tyear\tform\tcounty\ttable\trow\tcol\t"
	    "value\tstatus\n", STREAM_CELLS);
	assert_kind("county\tunknown\tblank\tn\tvalue\tyear\tcol\trow\t"
	    "table\n", STREAM_SUMS);
	for (i = 0; i < 40; i++)
		buf_cstr(&wide, "note\t");
	buf_cstr(&wide, CELLS);
	assert_int_equal(stream_kind(buf_slice(&wide)), STREAM_CELLS);
	buf_free(&wide);
	/* One missing, and one that stands there twice. */
	assert_kind("text\ttitle\tsection\tyear\torg\n", STREAM_REPORTS);
	assert_kind("report\torg\tyear\tform\ttable\trow\tvalue\tstatus\n",
	    STREAM_REPORTS);
	assert_kind("table\trow\tcol\tvalue\tn\tblank\n", STREAM_REPORTS);
	assert_kind("value\t" CELLS, STREAM_REPORTS);
}

static void
kinds_by_shape(void **unused)
{
	(void)unused;
	assert_kind(CELL, STREAM_CELLS);
	assert_kind("-\t\t\t\t4\tsuit.direct\tupheld\t\tabsent\t\n",
	    STREAM_CELLS);
	assert_kind("-\t\t\t2019\t2\t20.9.1\tamount\t25.1\tok\t251000元\t"
	    "政府集中采购\t采购总金额", STREAM_CELLS);
	assert_kind("2021\t3\t1\tperson\t-5\t1\t0\t0\n", STREAM_SUMS);
	assert_kind("3\t1\tperson\t\t0\t1\t0\n", STREAM_SUMS);
	assert_kind("x/a.html\t某局\t2021\t1\t一、总体情况\t文\\n文\n",
	    STREAM_SECTIONS);
	assert_kind("-\t\t\t0\t\t某局\n", STREAM_SECTIONS);
	assert_kind("-\t\t\t-\t附件\t\n", STREAM_SECTIONS);
	assert_kind("-\t\t2020\t5.12\t（十二）其他\t\n", STREAM_SECTIONS);
}

/* A line longer than what was peeked. */
static void
kinds_by_beginning(void **unused)
{
	struct buf b = { 0 };
	int i;

	(void)unused;
	buf_cstr(&b, "x\t某局\t2021\t1\t一、总体情况\t");
	for (i = 0; i < 100000; i++)
		buf_byte(&b, 'x');
	assert_int_equal(stream_kind(buf_slice(&b)), STREAM_SECTIONS);
	buf_free(&b);
}

static void
documents(void **unused)
{
	static const char *const not_ours[] = {
		"", "\n", "\t\t\t\t\t\n", "<html>\n", "PK\x03\x04",
		"某局2021年政府信息公开工作年度报告\n一、总体情况\n",
		"信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n",
		"（一）予以公开\t5\t\t3\t0\t0\n",	/* table rows */
		"（一）予以公开\t5\t0\t3\t0\t0\n",
		"一、本年新收\t12\t1\t0\t0\t0\t0\t0\t0\t13\n",
		"12\t1\t0\t0\t0\t0\t13\n", "2021\t3\t1\t5\t0\t1\t0\t0\n",
		"0\t0\t0\t0\t0\t0\n", "3\t1\t\t\t0\t1\t0\n",
		"report\torg\tyear\n", "report org year section title text\n",
		"a\tb c\t2021\t1\t总体\t文\n", "\t\t\t1\t总体\t文\n",
		"a\t\t21\t1\t总体\t文\n", "a\t\t2021\t7\t总体\t文\n",
		"a\t\t2021\t1.\t总体\t文\n", "a\t\t2021\t1\t\t文\n"
	};
	size_t i;

	(void)unused;
	for (i = 0; i < sizeof(not_ours) / sizeof(not_ours[0]); i++)
		assert_kind(not_ours[i], STREAM_REPORTS);
}

static void
records(void **unused)
{
	(void)unused;
	assert_reads(SECTIONS "a\tb\t2021\t1\tt\\t\\\\\tx\\n\\r\n",
	    STREAM_SECTIONS, "2|a|b|2021|1|t\t\\|x\n\r;");
	assert_reads(CELL, STREAM_CELLS,
	    "1|a.zip/x.html|某局|2021|2021|3|3.6.1|person|5|ok|5;");
	assert_reads("a\t\t\t\t2\tr\tc\t\tblank\t\tR\tC\n" CELL, STREAM_CELLS,
	    "1|a||||2|r|c||blank|;"
	    "2|a.zip/x.html|某局|2021|2021|3|3.6.1|person|5|ok|5;");
	assert_reads("2021\t3\t1\tperson\t5\t1\t0\t2", STREAM_SUMS,
	    "1|2021|3|1|person|5|1|0|2;");
	assert_reads("3\t1\tperson\t5\t1\t0\t2\n", STREAM_SUMS,
	    "1|3|1|person|5|1|0|2;");
	assert_reads("", STREAM_CELLS, "");
	assert_reads(CELLS, STREAM_CELLS, "");
}

static void
headers(void **unused)
{
	(void)unused;
	/* Repeated, at the end, of another layout, cells among sums. */
	assert_reads(SUMS "2021\t3\t1\tp\t5\t1\t0\t0\n" SUMS
	    "org\tyear\ttable\trow\tcol\tvalue\tn\tblank\tunknown\n"
	    "x\t2020\t3\t1\tp\t5\t1\t0\t0\n" CELLS CELL LABELLED,
	    STREAM_SUMS, "2|2021|3|1|p|5|1|0|0;5|x|2020|3|1|p|5|1|0|0;"
	    "7|a.zip/x.html|某局|2021|2021|3|3.6.1|person|5|ok|5;");
	assert_reads("2021\t3\t1\tp\t5\t1\t0\t0\n" SUMS, STREAM_SUMS,
	    "1|2021|3|1|p|5|1|0|0;");
	assert_reads(SUMS SECTIONS SUMS, STREAM_SUMS,
	    "!line 2: the header of another stream begins here;END");
	assert_reads(SECTIONS CELLS, STREAM_SECTIONS,
	    "!line 2: the header of another stream begins here;END");
}

static void
headers_in_any_order(void **unused)
{
	(void)unused;
	assert_reads("text\tx\ttitle\tsection\tyear\torg\treport\n"
	    "T\\n\tC:\\dir\tt\t1\t2021\tb\ta\n", STREAM_SECTIONS,
	    "2|a|b|2021|1|t|T\n;");
	assert_reads("n\tyear\tvalue\tform\tcol\trow\ttable\tmean\tblank\t"
	    "unknown\n1\t2021\t5\t2019\tp\t1\t3\t0.5\t0\t2\n"
	    "2020\t2021\t3\t1\tp\t5\t1\t0\t2\n", STREAM_SUMS,
	    "2|2021|2019|3|1|p|5|1|0|2;!line 3: 9 fields, sums here have 10;");
	/* Then as they are; a line of another width must look like cells. */
	assert_reads("value\tcol\torg\trow\treport\ttable\tyear\tform\t"
	    "status\n7\tperson\tx\t1\ta\t3\t2021\t2021\tok\n" CELL
	    CELLS CELL, STREAM_CELLS, "2|a|x|2021|2021|3|1|person|7|ok;"
	    "3|a.zip/x.html|某局|2021|2021|3|3.6.1|person|5|ok|5;"
	    "5|a.zip/x.html|某局|2021|2021|3|3.6.1|person|5|ok|5;");
	assert_reads("value\tcol\torg\trow\treport\ttable\tyear\tform\t"
	    "status\n7\tperson\tx\ty\t1\ta\t3\t2021\t2021\tok\n"
	    "7\tperson\tx\t1\ta\t3\t2021\t2021\tok\n", STREAM_CELLS,
	    "!line 2: 10 fields, cells here have 9;"
	    "3|a|x|2021|2021|3|1|person|7|ok;");
	/* Keys of a header hold for what comes after cells. */
	assert_reads("org\tvalue\tn\ttable\tform\trow\tcol\tblank\t"
	    "unknown\n" CELL "y\t2021\t3\t1\tp\t5\t1\t0\t0\n", STREAM_SUMS,
	    "2|a.zip/x.html|某局|2021|2021|3|3.6.1|person|5|ok|5;"
	    "3|y|2021|3|1|p|5|1|0|0;");
}

static void
without_headers(void **unused)
{
	(void)unused;
	assert_reads_by("2021\tx\t3\t1\tp\t5\t1\t0\t0\n", STREAM_SUMS,
	    "year,org", "1|x|2021|3|1|p|5|1|0|0;");
	assert_reads_by("x\t3\t1\tp\t5\t1\t0\t0\n", STREAM_SUMS, "org",
	    "1|x|3|1|p|5|1|0|0;");
	assert_reads("2021\tx\t3\t1\tp\t5\t1\t0\t0\n", STREAM_SUMS,
	    "!line 1: 2 keys and no header that names them;");
	/* A header overrides; its keys hold for what comes after cells. */
	assert_reads_by("org\ttable\trow\tcol\tvalue\tn\tblank\tunknown\n"
	    "x\t3\t1\tp\t5\t1\t0\t0\n" CELL "y\t3\t1\tp\t5\t1\t0\t0\n",
	    STREAM_SUMS, "year", "2|x|3|1|p|5|1|0|0;"
	    "3|a.zip/x.html|某局|2021|2021|3|3.6.1|person|5|ok|5;"
	    "4|y|3|1|p|5|1|0|0;");
}

static void
windows(void **unused)
{
	(void)unused;
	assert_reads("\xEF\xBB\xBF" "3\t1\tp\t5\t1\t0\t2\r\n\r\n\n"
	    "\xEF\xBB\xBFtable\trow\tcol\tvalue\tn\tblank\tunknown\r\n"
	    "3\t2\tp\t5\t1\t0\t2\r\n", STREAM_SUMS,
	    "1|3|1|p|5|1|0|2;5|3|2|p|5|1|0|2;");
}

static void
bad_lines(void **unused)
{
	(void)unused;
	assert_reads("x\ty\n" CELL "a\\q" CELL CELLS "a\\", STREAM_CELLS,
	    "!line 1: no line of cells;"
	    "2|a.zip/x.html|某局|2021|2021|3|3.6.1|person|5|ok|5;"
	    "!line 3: a bad escape;"
	    "!line 5: 1 fields, cells here have 10;");
	assert_reads("a\t\t\t0\tt\ttext\\\n", STREAM_SECTIONS,
	    "!line 1: a bad escape;");
	assert_reads("1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12\t13\t14\n",
	    STREAM_CELLS, "!line 1: no line of cells;");
	assert_reads(SUMS "3\t1\tp\t5\t1\t0\t2\n", STREAM_SUMS,
	    "!line 2: 7 fields, sums here have 8;");
}

static void
failing_source(void **unused)
{
	struct drip d = { STR("3\t1\tp\t5\t1\t0\t2\n3\t1\tp\t5\t1\t0\t1"),
	    true };
	struct source s = { .more = drip, .from = &d };
	struct buf out = { 0 };

	(void)unused;
	dump(&s, STREAM_SUMS, NULL, &out);
	assert_string_equal(buf_z(&out),
	    "1|3|1|p|5|1|0|2;!the disk is on fire;END");
	buf_free(&out);
	buf_free(&s.head);
}

static void
long_lines(void **unused)
{
	static const size_t limit = 64 * 1024 * 1024;
	struct buf b = { 0 }, out = { 0 };
	struct source s = { .end = true };
	struct stream *st;
	const struct record *r;
	size_t head;

	(void)unused;
	buf_cstr(&b, "a\t\t\t0\t\t");
	head = b.len;
	assert_true(buf_room(&b, 3 * limit));
	memset(b.s + head, 'x', 3 * limit);
	s.head = b;
	s.head.len = limit;
	s.head.s[limit - 1] = '\n';		/* just fits */
	s.head.len = limit * 2 + limit / 2;
	s.head.s[limit * 2 + 7] = '\n';		/* too long by 8 */
	memcpy(s.head.s + limit * 2 + 8, "a\t\t\t0\t\ty\n", 9);
	memcpy(s.head.s + limit, "b\t\t\t0\t\t", 7);
	s.head.len = limit * 2 + 8 + 9;
	assert_non_null(st = stream_new(&s, STREAM_SECTIONS));
	assert_int_equal(stream_next(st, &r), 1);
	assert_int_equal(r->field[COL_TEXT].n, limit - 1 - head);
	assert_int_equal(stream_next(st, &r), -1);
	assert_string_equal(stream_error(st), "line 2: longer than 64 MiB");
	assert_false(stream_dead(st));
	assert_int_equal(stream_next(st, &r), 1);
	assert_int_equal(r->line, 3);
	assert_int_equal(stream_next(st, &r), 0);
	stream_free(st);
	s.taken = 0;
	memset(s.head.s, 'x', s.head.len);	/* no newline at all */
	dump(&s, STREAM_SECTIONS, NULL, &out);
	assert_string_equal(buf_z(&out), "!line 1: longer than 64 MiB;");
	buf_free(&out);
	buf_free(&s.head);
}

static void
folders(void **unused)
{
	static const char *const pairs[][2] = {
		{ "a.zip/b/c.html", "a.zip/b" }, { "c.html", "." },
		{ "-", "." }, { "/c.html", "/" }, { "a/", "a" }, { "", "." }
	};
	struct source s;
	struct stream *st;
	const struct record *r;
	struct buf b = { 0 };
	size_t i;

	(void)unused;
	for (i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		buf_reset(&b);
		buf_printf(&b, "%s\t\t\t0\t\tx\n", pairs[i][0]);
		s = source(buf_slice(&b));
		st = stream_new(&s, STREAM_SECTIONS);
		assert_int_equal(stream_next(st, &r), 1);
		assert_true(r->has[COL_DIR]);
		assert_true(str_is(record_dir(r), pairs[i][1]));
		stream_free(st);
		buf_free(&s.head);
	}
	buf_free(&b);
}

/* Any bytes written as TSV come back. */
static void
round_trip(void **unused)
{
	static const char bytes[] = "\t\n\r\\ax|\xE5\0";
	char raw[6][40];
	struct str f[6];
	struct buf b = { 0 };
	struct source s;
	struct stream *st;
	const struct record *r;
	int round, i;
	size_t k;

	(void)unused;
	srand(7);
	for (round = 0; round < 2000; round++) {
		buf_reset(&b);
		for (i = 0; i < 6; i++) {
			f[i] = (struct str){ raw[i], (size_t)rand() % 40 };
			for (k = 0; k < f[i].n; k++)
				raw[i][k] = bytes[rand() % 9];
			tsv_field(&b, f[i], i < 5 ? '\t' : '\n');
		}
		s = source(buf_slice(&b));
		st = stream_new(&s, STREAM_SECTIONS);
		if (b.len > 6) {
			assert_int_equal(stream_next(st, &r), 1);
			assert_true(str_eq(r->field[COL_REPORT], f[0]));
			assert_true(str_eq(r->field[COL_TITLE], f[4]));
			assert_true(str_eq(r->field[COL_TEXT], f[5]));
		}
		assert_int_equal(stream_next(st, &r), b.len > 6 ? 0 : 1);
		stream_free(st);
		buf_free(&s.head);
	}
	buf_free(&b);
}

static void
keys(void **unused)
{
	struct keys k;

	(void)unused;
	assert_null(keys_parse(&k, "form,report,dir,org,year"));
	assert_int_equal(k.n, 5);
	assert_int_equal(k.column[0], COL_FORM);
	assert_null(keys_parse(&k, ""));
	assert_int_equal(k.n, 0);
	assert_non_null(keys_parse(&k, "year,"));
	assert_non_null(keys_parse(&k, ",year"));
	assert_non_null(keys_parse(&k, "year,table"));
	assert_non_null(keys_parse(&k, "year,org,year"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds_by_header),
		cmocka_unit_test(kinds_by_header_in_any_order),
		cmocka_unit_test(kinds_by_shape),
		cmocka_unit_test(kinds_by_beginning),
		cmocka_unit_test(documents),
		cmocka_unit_test(records),
		cmocka_unit_test(headers),
		cmocka_unit_test(headers_in_any_order),
		cmocka_unit_test(without_headers),
		cmocka_unit_test(windows),
		cmocka_unit_test(bad_lines),
		cmocka_unit_test(failing_source),
		cmocka_unit_test(long_lines),
		cmocka_unit_test(folders),
		cmocka_unit_test(round_trip),
		cmocka_unit_test(keys)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
