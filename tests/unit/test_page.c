/* Pages: cells from drawn lines, lines from words, what cannot be trusted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "page/page.h"
#include "page/page_chars.h"
#include "page/pdf.h"
#include "page/svg.h"

static void
word(struct pages *p, double x, double y, double w, const char *s)
{
	pages_word(p, &(struct box){ x, y, x + w, y + 10 }, str_of(s));
}

static void
path(struct pages *p, const char *d, bool stroke)
{
	static const double same[6] = { 1, 0, 0, 1, 0, 0 };

	svg_path(str_of(d), same, stroke, p, p->n - 1);
}

static void
gives(struct pages *p, const char *want)
{
	struct buf out = { 0 };

	assert_true(pages_text(p, &out));
	assert_string_equal(buf_z(&out), want);
	buf_free(&out);
	pages_free(p);
}

/* Two columns of 100 and 30, rows of 40 and 20; the second as strokes. */
static void
draw_table(struct pages *p)
{
	path(p, "M 10 10 L 140 10 L 140 11 L 10 11 Z "
	    "M 10 50 L 140 50 L 140 51 L 10 51 Z", false);
	path(p, "M 10 70 H 140 M 10 10 V 70 M 110 10 V 70 M 140 10 V 70",
	    true);
}

static void
test_cells(void **state)
{
	struct pages p = { 0 };

	(void)state;
	pages_add(&p, 800);
	draw_table(&p);
	word(&p, 12, 12, 96, "甲乙丙丁戊己庚辛壬");
	word(&p, 12, 26, 20, "子丑");
	word(&p, 122, 34, 5, "7");
	word(&p, 12, 54, 20, "寅卯");
	word(&p, 12, 120, 40, "后文");
	gives(&p, "甲乙丙丁戊己庚辛壬子丑\t7\n寅卯\t\n后文\n");
}

/* What sticks out of its cell, and two figures in one, are no figures. */
static void
test_doubtful_cells(void **state)
{
	struct pages p = { 0 };

	(void)state;
	pages_add(&p, 800);
	draw_table(&p);
	word(&p, 12, 12, 20, "甲");
	word(&p, 112, 12, 5, "3");
	word(&p, 112, 30, 5, "4");
	word(&p, 12, 54, 20, "乙");
	word(&p, 90, 54, 50, "1234567890");
	gives(&p, "甲\t3 4\n乙\t1234567890\xEF\xBF\xBD\n");
}

/* Each table has its own lines, though others nearly go on with them. */
static void
test_columns_beside(void **state)
{
	struct pages p = { 0 };

	(void)state;
	pages_add(&p, 800);
	path(&p, "M 10 10 H 70 M 10 30 H 70 M 10 10 V 30 M 40 10 V 30 "
	    "M 70 10 V 30", true);
	path(&p, "M 10 50 H 70 M 10 70 H 70 M 10 50 V 70 M 43 50 V 70 "
	    "M 70 50 V 70", true);
	path(&p, "M 10 90 H 70 M 10 110 H 70 M 10 90 V 110 M 46 90 V 110 "
	    "M 70 90 V 110", true);
	word(&p, 12, 15, 10, "甲");
	word(&p, 40.5, 15, 4, "1");
	word(&p, 12, 55, 10, "乙");
	word(&p, 38.5, 55, 4, "2");
	word(&p, 12, 95, 10, "丙");
	word(&p, 46.5, 95, 4, "3");
	gives(&p, "甲\t1\n乙 2\t\n丙\t3\n");
}

/* A number is put together only where its cell has no more room. */
static void
test_forced_break(void **state)
{
	struct pages p = { 0 };

	(void)state;
	pages_add(&p, 800);
	draw_table(&p);
	word(&p, 12, 12, 96, "甲乙丙丁戊己庚辛壬");
	word(&p, 112, 12, 26, "11234");
	word(&p, 112, 24, 5, "5");
	word(&p, 12, 54, 20, "乙");
	gives(&p, "甲乙丙丁戊己庚辛壬\t112345\n乙\t\n");
}

/* Two rows of three cells 30 wide, below a label as wide as its cell. */
static void
draw_narrow(struct pages *p)
{
	pages_add(p, 800);
	path(p, "M 10 10 H 200 M 10 30 H 200 M 10 70 H 200 M 10 110 H 200 "
	    "M 10 10 V 110 M 110 10 V 110 M 140 10 V 110 M 170 10 V 110 "
	    "M 200 10 V 110", true);
	word(p, 13, 12, 94, "甲乙丙丁戊己庚辛壬");
	word(p, 13, 35, 20, "子丑");
	word(p, 13, 75, 20, "寅卯");
}

/*
 * The first digit is indented by two characters, and the paragraph stands
 * in the middle or at the left; numbers are broken before a comma.
 */
static void
test_indented(void **state)
{
	struct pages p = { 0 };

	(void)state;
	draw_narrow(&p);
	word(&p, 132, 35, 5, "1");
	word(&p, 120, 47, 10, "23");
	word(&p, 161, 35, 5, "4");
	word(&p, 143, 47, 10, "56");
	word(&p, 173, 35, 20, "1,23");
	word(&p, 182.5, 47, 5, "4");
	word(&p, 132, 75, 5, "7");
	word(&p, 116, 87, 18, ",890");
	gives(&p, "甲乙丙丁戊己庚辛壬\t\t\t\n子丑\t123\t456\t1,234\n"
	    "寅卯\t7,890\t\t\n");
}

/*
 * Figures at the right of a cell, with room, or far apart stay two; where
 * it cannot be seen at which side lines stand, and in rows with such cells.
 */
static void
test_two_figures(void **state)
{
	struct pages p = { 0 };

	(void)state;
	draw_narrow(&p);
	word(&p, 132, 35, 5, "1");
	word(&p, 127, 47, 10, "23");
	word(&p, 162, 35, 5, "4");
	word(&p, 152.5, 47, 5, "5");
	word(&p, 192, 75, 5, "6");
	word(&p, 173.5, 87, 23, "7890");
	word(&p, 113, 75, 5, "8");
	word(&p, 113, 87, 5, "9");
	gives(&p, "甲乙丙丁戊己庚辛壬\t\t\t\n子丑\t1 23\t4 5\t\n"
	    "寅卯\t8 9\t\t6 7890\n");
	draw_narrow(&p);
	word(&p, 132, 75, 5, "1");
	word(&p, 120, 99, 10, "23");
	gives(&p, "甲乙丙丁戊己庚辛壬\t\t\t\n子丑\t\t\t\n寅卯\t1 23\t\t\n");
}

/*
 * A table whose last row is cut after a line of text, or whole and as high
 * as others, and on the next page its rest, whose labels are of two places.
 */
static void
draw_cut(struct pages *p, bool cut, const char *label, double x)
{
	pages_add(p, 800);
	path(p, cut ? "M 10 10 H 200 M 10 30 H 200 M 10 50 H 200 M 10 64 H 200 "
	    "M 10 10 V 64 M 110 10 V 64 M 140 10 V 64 M 170 10 V 64 "
	    "M 200 10 V 64" :
	    "M 10 10 H 200 M 10 30 H 200 M 10 50 H 200 M 10 70 H 200 "
	    "M 10 10 V 70 M 110 10 V 70 M 140 10 V 70 M 170 10 V 70 "
	    "M 200 10 V 70", true);
	word(p, 13, 12, 94, "甲乙丙丁戊己庚辛壬");
	word(p, 13, 32, 20, "子丑");
	word(p, 183, 32, 5, "8");
	word(p, 13, 52, 94, "寅卯辰巳午未申酉戌");
	word(p, 132, 52, 5, "1");
	word(p, 150, 52, 10, "23");
	pages_add(p, 800);
	path(p, "M 10 10 H 200 M 10 30 H 200 M 10 50 H 200 "
	    "M 10 10 V 50 M 60 30 V 50 M 110 10 V 50 M 140 10 V 50 "
	    "M 170 10 V 50 M 200 10 V 50", true);
	word(p, 45, 12, 30, label);
	word(p, x, 12, 10, "45");
	word(p, 13, 32, 10, "亥");
	word(p, 63, 32, 20, "辰巳");
	word(p, 150, 32, 5, "6");
}

/* A table goes on, and so do its last row and a number in it. */
static void
test_continued(void **state)
{
	struct pages p = { 0 };

	(void)state;
	draw_cut(&p, true, "天地玄", 120);
	word(&p, 10, 100, 40, "此后");
	gives(&p, "甲乙丙丁戊己庚辛壬\t\t\t\t\n子丑\t\t\t\t8\n"
	    "寅卯辰巳午未申酉戌天地玄\t\t145\t23\t\n"
	    "亥\t辰巳\t\t6\t\n此后\n");
}

/* Where it may be cut what is in doubt is marked. */
static void
test_may_continue(void **state)
{
	struct pages p = { 0 };

	(void)state;
	draw_cut(&p, false, "天地玄", 120);
	word(&p, 180, 12, 10, "7");
	gives(&p, "甲乙丙丁戊己庚辛壬\t\t\t\t\n子丑\t\t\t\t8\n"
	    "寅卯辰巳午未申酉戌天地玄\t\t145\xEF\xBF\xBD\t23\t"
	    "7\xEF\xBF\xBD\n亥\t辰巳\t\t6\t\n");
	draw_cut(&p, true, "天地玄", 180);
	gives(&p, "甲乙丙丁戊己庚辛壬\t\t\t\t\n子丑\t\t\t\t8\n"
	    "寅卯辰巳午未申酉戌天地玄\t\t1\t23\t45\xEF\xBF\xBD\n"
	    "亥\t辰巳\t\t6\t\n");
}

/* Two rows over the end of a page, one's figures where the other has none. */
static void
test_interlocked(void **state)
{
	struct pages p = { 0 };

	(void)state;
	pages_add(&p, 800);
	path(&p, "M 10 10 H 170 M 10 30 H 170 M 10 50 H 170 M 10 10 V 50 "
	    "M 50 10 V 50 M 80 10 V 50 M 110 10 V 50 M 140 10 V 50 "
	    "M 170 10 V 50", true);
	word(&p, 13, 12, 34, "甲乙丙");
	word(&p, 60, 32, 5, "1");
	word(&p, 120, 32, 5, "3");
	word(&p, 150, 32, 5, "4");
	pages_add(&p, 800);
	path(&p, "M 10 10 H 170 M 10 30 H 170 M 10 50 H 170 M 10 10 V 50 "
	    "M 50 10 V 50 M 80 10 V 50 M 110 10 V 50 M 140 10 V 50 "
	    "M 170 10 V 50", true);
	word(&p, 13, 12, 20, "丁戊");
	word(&p, 90, 12, 5, "2");
	word(&p, 13, 32, 10, "己");
	gives(&p, "甲乙丙\t\t\t\t\n丁戊\t1\t2\t3\t4\n己\t\t\t\t\n");
}

/* What a page cuts off at its edge is not known. */
static void
test_page_edge(void **state)
{
	struct pages p = { 0 };

	(void)state;
	pages_add(&p, 800);
	pages_width(&p, 140);
	draw_table(&p);
	word(&p, 12, 12, 20, "甲");
	word(&p, 112, 54, 5, "3");
	gives(&p, "甲\t\xEF\xBF\xBD\n\t3\xEF\xBF\xBD\n");
}

/* A digit that another word touches was moved there, or is of no number. */
static void
test_touching(void **state)
{
	struct pages p = { 0 };

	(void)state;
	pages_add(&p, 800);
	draw_table(&p);
	word(&p, 12, 12, 20, "甲");
	word(&p, 112, 12, 5, "2");
	word(&p, 117, 12, 5, "0");
	gives(&p, "甲\t20\xEF\xBF\xBD\n\t\n");
}

/*
 * The next row is another where it begins as items do, or where text or a
 * figure above had room.  What is between makes two tables.
 */
static void
test_not_continued(void **state)
{
	struct pages p = { 0 };

	(void)state;
	draw_cut(&p, true, "四、玄", 120);
	gives(&p, "甲乙丙丁戊己庚辛壬\t\t\t\t\n子丑\t\t\t\t8\n"
	    "寅卯辰巳午未申酉戌\t\t1\t23\t\n四、玄\t\t45\t\t\n"
	    "亥\t辰巳\t\t6\t\n");
	draw_cut(&p, true, "12345", 120);
	gives(&p, "甲乙丙丁戊己庚辛壬\t\t\t\t\n子丑\t\t\t\t8\n"
	    "寅卯辰巳午未申酉戌\t\t1\t23\t\n12345\t\t45\t\t\n"
	    "亥\t辰巳\t\t6\t\n");
	draw_cut(&p, true, "天地玄", 150);
	gives(&p, "甲乙丙丁戊己庚辛壬\t\t\t\t\n子丑\t\t\t\t8\n"
	    "寅卯辰巳午未申酉戌\t\t1\t23\t\n天地玄\t\t\t45\t\n"
	    "亥\t辰巳\t\t6\t\n");
	draw_cut(&p, true, "天地玄", 120);
	word(&p, 10, 2, 40, "其间");
	gives(&p, "甲乙丙丁戊己庚辛壬\t\t\t\n子丑\t\t\t8\n"
	    "寅卯辰巳午未申酉戌\t1\t23\t\n其间\n天地玄\t\t45\t\t\n"
	    "亥\t辰巳\t\t6\t\n");
}

/* Blanks of a quarter of an em among ideographs are none. */
static void
test_spaced(void **state)
{
	struct pages p = { 0 };

	(void)state;
	pages_add(&p, 800);
	word(&p, 10, 10, 40, "甲乙丙丁");
	word(&p, 52.5, 10, 10, "12");
	word(&p, 65, 10, 10, "戊");
	word(&p, 79, 10, 5, "3");
	word(&p, 88, 10, 20, "己庚");
	word(&p, 110, 10, 5, "4");
	gives(&p, "甲乙丙丁12戊 3 己庚 4\n");
}

/* Rows and columns nobody ruled, where every line is a row. */
static void
test_unruled_lines(void **state)
{
	struct pages p = { 0 };

	(void)state;
	pages_add(&p, 800);
	word(&p, 10, 100, 60, "一、甲乙丙丁");
	word(&p, 150, 107, 5, "3");
	word(&p, 200, 107, 10, "14");
	word(&p, 250, 107, 10, "17");
	word(&p, 10, 114, 30, "戊己庚");
	word(&p, 10, 134, 60, "二、子丑寅卯");
	word(&p, 150, 134, 5, "0");
	word(&p, 250, 134, 5, "0");
	word(&p, 10, 160, 200, "此后是一行文字，在数字所在的各列之下");
	gives(&p, "一、甲乙丙丁戊己庚\t3\t14\t17\n二、子丑寅卯\t0\t\t0\n"
	    "此后是一行文字，在数字所在的各列之下\n");
}

/* Figures at different heights of their cells are rows by their order. */
static void
test_unruled_heights(void **state)
{
	struct pages p = { 0 };

	(void)state;
	pages_add(&p, 800);
	word(&p, 10, 100, 60, "一、甲乙丙丁");
	word(&p, 10, 114, 30, "戊己庚");
	word(&p, 150, 100, 5, "3");
	word(&p, 200, 114, 10, "14");
	word(&p, 250, 107, 10, "17");
	word(&p, 10, 134, 60, "二、子丑寅卯");
	word(&p, 10, 148, 30, "辰巳午");
	word(&p, 150, 134, 5, "0");
	word(&p, 200, 134, 5, "1");
	word(&p, 250, 134, 5, "1");
	gives(&p, "一、甲乙丙丁戊己庚\t3\t14\t17\n"
	    "二、子丑寅卯辰巳午\t0\t1\t1\n");
}

/* Nothing is read where figures of two lines may be of one row. */
static void
test_unruled_doubt(void **state)
{
	struct pages p = { 0 };
	struct buf out = { 0 };
	size_t i;

	(void)state;
	pages_add(&p, 800);
	word(&p, 10, 100, 60, "一、甲乙丙丁");
	word(&p, 10, 114, 30, "戊己庚");
	word(&p, 150, 100, 5, "3");
	word(&p, 200, 114, 10, "14");
	word(&p, 250, 114, 10, "17");
	word(&p, 10, 134, 60, "二、子丑寅卯");
	word(&p, 150, 134, 5, "0");
	word(&p, 200, 134, 5, "1");
	assert_true(pages_text(&p, &out));
	for (i = 0; i < out.len; i++)
		assert_false(out.s[i] >= '0' && out.s[i] <= '9');
	buf_free(&out);
	pages_free(&p);
}

/* The rest of a number that filled its cell makes no row. */
static void
test_unruled_broken(void **state)
{
	struct pages p = { 0 };
	struct buf out = { 0 };
	size_t i;

	(void)state;
	pages_add(&p, 800);
	word(&p, 10, 100, 60, "一、甲乙丙丁");
	word(&p, 150, 100, 5, "3");
	word(&p, 200, 100, 30, "123456");
	word(&p, 200, 112, 5, "7");
	word(&p, 10, 134, 60, "二、子丑寅卯");
	word(&p, 150, 134, 5, "0");
	word(&p, 200, 134, 5, "1");
	assert_true(pages_text(&p, &out));
	for (i = 0; i < out.len; i++)
		assert_false(out.s[i] >= '0' && out.s[i] <= '9');
	buf_free(&out);
	pages_free(&p);
}

static void
test_head_and_foot(void **state)
{
	struct pages p = { 0 };
	int i;

	(void)state;
	for (i = 0; i < 3; i++) {
		pages_add(&p, 800);
		word(&p, 50, 20, 60, "某某年报");
		word(&p, 50, 100 + 5 * i, 60, i == 1 ? "乙" : "甲");
		word(&p, 300, 770, 20, i == 0 ? "- 1 -" : i == 1 ? "- 2 -" :
		    "- 3 -");
	}
	gives(&p, "甲\n乙\n甲\n");
}

static void
test_shadow(void **state)
{
	struct pages p = { 0 };

	(void)state;
	pages_add(&p, 800);
	word(&p, 50, 200, 5, "共8件");
	word(&p, 50.4, 200, 5, "共8件");
	gives(&p, "共8件\n");
}

/* Text nobody sees and glyphs nobody can read. */
static void
test_witnesses(void **state)
{
	struct pages p = { 0 };
	int i;

	(void)state;
	pages_add(&p, 800);
	for (i = 0; i < 4; i++) {
		word(&p, 50 + 40 * i, 200, 10, "甲");
		if (i != 2)
			pages_glyph(&p, 0, 50 + 40 * i, 208);
	}
	pages_glyph(&p, 0, 220, 208);
	assert_null(pages_settle(&p));
	gives(&p, "甲      甲      \xEF\xBF\xBD       甲        \xEF\xBF\xBD\n");

	pages_add(&p, 800);
	word(&p, 50, 200, 10, "甲");
	assert_non_null(pages_settle(&p));
	pages_free(&p);
}

/* One word over two cells is cut where its glyphs stand apart. */
static void
test_cut(void **state)
{
	struct pages p = { 0 };

	(void)state;
	pages_add(&p, 800);
	draw_table(&p);
	word(&p, 98, 24, 23, "120");
	pages_glyph(&p, 0, 98, 32);
	pages_glyph(&p, 0, 103, 32);
	pages_glyph(&p, 0, 116, 32);
	assert_null(pages_settle(&p));
	gives(&p, "12\t0\n\t\n");
}

/* Outlines of glyphs are no lines of tables, lines as high as words are. */
static void
test_outlines(void **state)
{
	struct pages p = { 0 };

	(void)state;
	pages_add(&p, 800);
	draw_table(&p);
	word(&p, 50, 20, 10, "口");
	pages_glyph(&p, 0, 50, 28);
	path(&p, "M 51 20.5 H 59 V 28.5 H 51 Z", true);
	path(&p, "M 10 35 H 140 C 140 36 139 36 139 37 V 70", true);
	assert_null(pages_settle(&p));
	gives(&p, "口\t\n\t\n");

	pages_add(&p, 800);
	path(&p, "M 10 10 H 60 M 10 20 H 60 M 10 10 V 20 M 35 10 V 20 "
	    "M 60 10 V 20", true);
	word(&p, 32, 10, 10, "12");
	pages_glyph(&p, 0, 32, 18.5);
	pages_glyph(&p, 0, 37, 18.5);
	assert_null(pages_settle(&p));
	gives(&p, "\t12\xEF\xBF\xBD\n");
}

static void
test_pdf_is(void **state)
{
	(void)state;
	assert_true(pdf_is(str_of("%PDF-1.7\n")));
	assert_true(pdf_is(str_of("\xEF\xBB\xBF%PDF-1.4")));
	assert_true(pdf_is(str_of("mail\r\n%PDF-1.4")));
	assert_false(pdf_is(str_of("begins with %PDF-1.4")));
	assert_false(pdf_is(str_of("%PDF")));
}

/* Adds a row of characters, so far from each other. */
static void
row(struct page_chars *chars, double x, double apart, const char *s)
{
	struct page_char c = { .x = x, .y = 30, .em = 10, .wide = 10 };

	for (; *s != '\0'; s++, c.x += apart) {
		c.c = (unsigned char)*s;
		buf_add(&chars->all, &c, sizeof(c));
	}
}

/* Digits are of one word at the distance of most, copies count once. */
static void
test_chars(void **state)
{
	struct pages p = { 0 };
	struct page_chars chars = { 0 };

	(void)state;
	pages_add(&p, 800);
	row(&chars, 10, 5.5, "20240131");
	row(&chars, 10.4, 5.5, "20240131");
	row(&chars, 60, 5.5, "12");
	row(&chars, 72, 5.5, "34");
	row(&chars, 90, 5.5, "7");
	row(&chars, 92, 5.5, "8");
	assert_true(page_chars_words(&chars, &p));
	page_chars_free(&chars);
	gives(&p, "20240131 12 34 \xEF\xBF\xBD\xEF\xBF\xBD\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_doubtful_cells),
		cmocka_unit_test(test_columns_beside),
		cmocka_unit_test(test_forced_break),
		cmocka_unit_test(test_indented),
		cmocka_unit_test(test_two_figures),
		cmocka_unit_test(test_continued),
		cmocka_unit_test(test_may_continue),
		cmocka_unit_test(test_interlocked),
		cmocka_unit_test(test_page_edge),
		cmocka_unit_test(test_touching),
		cmocka_unit_test(test_not_continued),
		cmocka_unit_test(test_spaced),
		cmocka_unit_test(test_unruled_lines),
		cmocka_unit_test(test_unruled_heights),
		cmocka_unit_test(test_unruled_doubt),
		cmocka_unit_test(test_unruled_broken),
		cmocka_unit_test(test_head_and_foot),
		cmocka_unit_test(test_shadow),
		cmocka_unit_test(test_witnesses),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_outlines),
		cmocka_unit_test(test_chars),
		cmocka_unit_test(test_pdf_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
