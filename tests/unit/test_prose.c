/* How much of a text repeats another, and what was added and dropped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "calculate/unified.h"

static const char year2022[] =
    "2022年，青岚县教育局全年主动公开信息120条，答复来信十二件。\n"
    "一是把学校收费项目逐条列出，写明依据和减免办法；二是每月开放一次会议。\n"
    "个别学校更新不够及时，今后将按季度核对并公布结果。\n";

/* The share of b that repeats a, in thousandths. */
static size_t
share(const char *a, const char *b)
{
	struct prose old, text;
	size_t n;

	assert_true(prose_read(&old, str_of(a)));
	assert_true(prose_read(&text, str_of(b)));
	n = prose_repeated(&old, &text);
	assert_true(n <= text.n);
	if (text.n > 0)
		n = n * 1000 / text.n;
	prose_free(&old);
	prose_free(&text);
	return n;
}

static void
numbers_do_not_hide_a_copy(void **state)
{
	(void)state;
	assert_int_equal(share(year2022, year2022), 1000);
	assert_int_equal(share(year2022,
	    "2023年，青岚县教育局全年主动公开信息98条，答复来信三十一件。\n"
	    "一是把学校收费项目逐条列出，写明依据和减免办法；二是每月开放2次会议。\n"
	    "个别学校更新不够及时，今后将按季度核对并公布结果。\n"), 1000);
	assert_int_equal(share("", year2022), 0);
	assert_int_equal(share(year2022, ""), 0);
}

static void
layout_does_not_hide_a_copy(void **state)
{
	(void)state;
	assert_int_equal(share(year2022,
	    "个别学校更新不够及时，今后将按季\n度核对并公布结果 。\n\n"
	    "一是把学校收费项目逐条列出, 写明依据和减免办法;\n"
	    "二是每月开放一次会议。"), 1000);
}

static void
other_texts_are_not_copies(void **state)
{
	static const char other[] =
	    "本镇以村务公开栏为主，逐月张贴收支明细，并设专人答复村民提问。"
	    "存在的不足是材料分散，下一步将统一存放。\n";
	size_t half;

	(void)state;
	assert_int_equal(share(year2022, other), 0);
	half = share(year2022, "一是把学校收费项目逐条列出，写明依据和减免办法；"
	    "此外新设咨询窗口一处，由两名干部轮流值守，周末也开放到下午五点。");
	assert_in_range(half, 380, 480);
	/* A short sentence counts as a whole, but not within another one. */
	assert_int_equal(share("无。", "无。"), 1000);
	assert_int_equal(share("无。", "无新的规章。"), 0);
}

static void
tables_are_no_prose(void **state)
{
	struct prose p;

	(void)state;
	assert_true(prose_read(&p, str_of("规章\n信息内容\t本年制发件数\n规章\n"
	    "行政规范性文件\t3\t1\n以下为说明文字。\n第二句！第三句？末句")));
	assert_int_equal(p.nsentences, 4);
	assert_true(str_is(p.sentence[0].text, "以下为说明文字。"));
	assert_true(str_is(p.sentence[3].text, "末句"));
	prose_free(&p);
}

/* The hunks between two texts whose sentences are letters. */
static void
hunks_are(const char *a, const char *b, const char *expected)
{
	struct prose old, text;
	struct buf out = { 0 };

	assert_true(prose_read(&old, str_of(a)));
	assert_true(prose_read(&text, str_of(b)));
	assert_true(unified_write(&out, &old, &text));
	assert_string_equal(buf_z(&out), expected);
	buf_free(&out);
	prose_free(&old);
	prose_free(&text);
}

static void
hunks(void **state)
{
	(void)state;
	hunks_are("a\nb\nc\n", "a\nb\nc\n", "");
	hunks_are("第1句\n", "第2句\n", "");
	hunks_are("", "a\n", "@@ -0,0 +1,1 @@\n+a\n");
	hunks_are("a\n", "", "@@ -1,1 +0,0 @@\n-a\n");
	hunks_are("a\nb\nc\nd\ne\nf\ng\n", "a\nb\nc\nx\ne\nf\ng\n",
	    "@@ -1,7 +1,7 @@\n a\n b\n c\n-d\n+x\n e\n f\n g\n");
	hunks_are("a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\n",
	    "b\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\n",
	    "@@ -1,4 +1,3 @@\n-a\n b\n c\n d\n"
	    "@@ -9,3 +8,4 @@\n i\n j\n k\n+l\n");
	hunks_are("", "a\x1B[31m\x07z\n", "@@ -0,0 +1,1 @@\n+a\xEF\xBF\xBD"
	    "[31m\xEF\xBF\xBDz\n");
}

/* A random text of n sentences out of few letters. */
static void
random_text(struct buf *b, unsigned n)
{
	for (; n > 0; n--)
		buf_printf(b, "%c\n", 'a' + rand() % 4);
}

/* The length of the longest common subsequence of lines of one letter. */
static size_t
common(const char *a, const char *b)
{
	size_t row[64] = { 0 }, i, k, corner, above;

	for (i = 0; a[i] != '\0'; i += 2)
		for (corner = 0, k = 0; b[k] != '\0'; k += 2) {
			above = row[k / 2 + 1];
			if (a[i] == b[k])
				row[k / 2 + 1] = corner + 1;
			else if (row[k / 2] > above)
				row[k / 2 + 1] = row[k / 2];
			corner = above;
		}
	return row[strlen(b) / 2];
}

/*
 * The hunks turn one text into the other, with as few edits as there can
 * be: checked on many random pairs.
 */
static void
scripts_are_shortest(void **state)
{
	struct buf a = { 0 }, b = { 0 }, out = { 0 };
	struct prose old, text;
	size_t edits;
	const char *p;
	int i;

	(void)state;
	srand(7);
	for (i = 0; i < 2000; i++) {
		buf_reset(&a);
		buf_reset(&b);
		buf_reset(&out);
		random_text(&a, (unsigned)rand() % 30);
		random_text(&b, (unsigned)rand() % 30);
		assert_true(prose_read(&old, str_of(buf_z(&a))));
		assert_true(prose_read(&text, str_of(buf_z(&b))));
		assert_true(unified_write(&out, &old, &text));
		for (edits = 0, p = buf_z(&out); *p != '\0';
		    p = strchr(p, '\n') + 1)
			edits += *p == '+' || *p == '-';
		assert_int_equal(edits, a.len / 2 + b.len / 2 -
		    2 * common(buf_z(&a), buf_z(&b)));
		prose_free(&old);
		prose_free(&text);
	}
	buf_free(&a);
	buf_free(&b);
	buf_free(&out);
}

/* Texts that have nothing in common take bounded time and memory. */
static void
strangers(void **state)
{
	struct buf a = { 0 }, b = { 0 }, out = { 0 };
	struct prose old, text;
	int i;

	(void)state;
	for (i = 0; i < 4000; i++) {
		buf_printf(&a, "%c%c%c%c\n", 'a' + i % 20, 'a' + i / 20 % 20,
		    'a' + i / 400, 'x');
		buf_printf(&b, "%c%c%c%c\n", 'a' + i % 20, 'a' + i / 20 % 20,
		    'a' + i / 400, 'y');
	}
	assert_true(prose_read(&old, buf_slice(&a)));
	assert_true(prose_read(&text, buf_slice(&b)));
	assert_true(unified_write(&out, &old, &text));
	assert_int_equal(memcmp(buf_z(&out), "@@ -1,4000 +1,4000 @@\n-", 23),
	    0);
	prose_free(&old);
	prose_free(&text);
	buf_free(&a);
	buf_free(&b);
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_do_not_hide_a_copy),
		cmocka_unit_test(layout_does_not_hide_a_copy),
		cmocka_unit_test(other_texts_are_not_copies),
		cmocka_unit_test(tables_are_no_prose),
		cmocka_unit_test(hunks),
		cmocka_unit_test(scripts_are_shortest),
		cmocka_unit_test(strangers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
