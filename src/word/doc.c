/*
 * The text is a table of pieces, each a run of UTF-16 or of bytes
 * somewhere in the file; paragraphs, cells and rows are ended by marks.
 * What a paragraph is, its mark says.  Numbers in parentheses are sections
 * of [MS-DOC].
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "read/le.h"
#include "read/ole.h"
#include "word/doc.h"
#include "word/doc_lists.h"
#include "word/doc_props.h"
#include "word/story.h"

#define WORD97		0xC1	/* nFib; below are Word 6 and 95 */

enum {
	CELL = 0x07, TAB = 0x09, LINE = 0x0B, PAGE = 0x0C, PARAGRAPH = 0x0D,
	COLUMN = 0x0E, FIELD = 0x13, FIELD_RESULT = 0x14, FIELD_END = 0x15,
	HYPHEN = 0x1E
};

struct doc {
	struct doc_streams in;
	struct doc_props props;
	struct doc_lists lists;
	struct story	 story;
	struct buf	 label;		/* the number of a paragraph */
	struct str	 pieces;	/* PlcPcd (2.8.35) */
	struct str	 changes;	/* the Prc before it (2.9.209) */
	char		 change[3];	/* the one a piece names itself */
	size_t		 npieces;
	struct doc_run	 run;		/* of the last character, */
	size_t		 run_piece;	/* and its piece */
	unsigned	 fields;	/* open ones */
	uint64_t	 codes;		/* those whose code is being read */
	uint32_t	 high;		/* half of a surrogate pair, or 0 */
};

struct piece {
	uint32_t	 from, to;	/* characters, by number (CP) */
	uint32_t	 fc;		/* where in the file the first is */
	unsigned	 width;		/* bytes a character */
	struct str	 changes;	/* of its properties */
};

static const char damaged[] = "a Word document that is damaged";

/* What OLE2 files are besides documents, by a name in their root. */
static const struct {
	const char	*name, *what;
} others[] = {
	{ "EncryptedPackage", "an encrypted office document" },
	{ "Book", "an Excel workbook older than Excel 97, "
	    "which this build does not read" },
	{ "PowerPoint Document", "a PowerPoint presentation, "
	    "which this build does not read" },
	{ "BodyText", "a Hangul document, which this build does not read" },
	{ "__properties_version1.0", "an Outlook message, "
	    "which this build does not read" },
	{ "VisioDocument", "a Visio drawing, which this build does not read" },
};

/* Programs that read Word 6 and 95, best first. */
static const enum converter converters[] = { ANTIWORD, CATDOC };

static const char *
read_old(struct str bytes, const struct convert_limits *limits,
    struct buf *out)
{
	size_t i;

	for (i = 0; i < sizeof(converters) / sizeof(converters[0]); i++)
		if (convert_found(converters[i]))
			return convert_run(converters[i], bytes, limits, out);
	return "a Word 6 or 95 document: install antiword to read it";
}

/* What a piece changes by itself (2.9.215), where it matters to text. */
static struct str
piece_change(struct doc *d, unsigned prm)
{
	static const struct {
		unsigned	number, sprm;
	} known[] = {
		{ 0x18, 0x2416 },	/* stands in a table */
		{ 0x19, 0x2417 },	/* ends a row */
		{ 0x41, 0x0800 },	/* deleted */
		{ 0x57, 0x0837 },	/* struck out */
		{ 0x5C, 0x083C },	/* hidden */
		{ 0x68, 0x2A48 },	/* raised or lowered */
		{ 0x73, 0x2A53 },	/* struck out twice */
	};
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (known[i].number == (prm >> 1 & 0x7F)) {
			d->change[0] = (char)(known[i].sprm & 0xFF);
			d->change[1] = (char)(known[i].sprm >> 8);
			d->change[2] = (char)(prm >> 8);
			return (struct str){ d->change, 3 };
		}
	return (struct str){ "", 0 };
}

/* The changes a piece makes to properties (2.9.214); counts as work. */
static struct str
piece_changes(struct doc *d, unsigned prm)
{
	struct str s = d->changes;
	unsigned i = prm >> 1;

	if ((prm & 1) == 0)
		return piece_change(d, prm);
	for (; i > 0 && s.n > 3; i--, d->props.work++)
		s = le_part(s, 3 + (size_t)le16(s, 1), s.n);
	return le_part(s, 3, le16(s, 1));
}

static struct piece
piece_at(struct doc *d, size_t i)
{
	size_t at = 4 * (d->npieces + 1) + 8 * i;
	uint32_t fc = le32(d->pieces, at + 2);
	struct piece p = { .from = le32(d->pieces, 4 * i),
	    .to = le32(d->pieces, 4 * (i + 1)), .fc = fc, .width = 2 };

	if ((fc & 0x40000000) != 0) {
		p.fc = (fc & 0x3FFFFFFF) / 2;
		p.width = 1;
	}
	p.changes = piece_changes(d, le16(d->pieces, at + 6));
	return p;
}

static void
put_char(struct doc *d, uint32_t c)
{
	uint32_t high = d->high;
	char bytes[4];

	d->high = 0;
	if (c >= 0xD800 && c < 0xDC00) {
		d->high = c;
		return;
	}
	if (c >= 0xDC00 && c < 0xE000)
		c = high == 0 ? UTF8_BAD :
		    0x10000 + ((high - 0xD800) << 10) + (c - 0xDC00);
	d->story.apart = d->run.apart;
	story_text(&d->story, (struct str){ bytes, utf8_put(c, bytes) });
}

/* A byte of Windows-1252, which is Latin-1 but for a few (2.9.73). */
static uint32_t
from_1252(unsigned c)
{
	static const uint16_t above[] = {
		0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021,
		0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F, 0x90,
		0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC,
		0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178
	};

	return c >= 0x80 && c < 0xA0 ? above[c - 0x80] : c;
}

/* The number Word generates goes before the paragraph. */
static void
put_label(struct doc *d, const struct doc_paragraph *p)
{
	struct buf whole = { 0 };

	buf_reset(&d->label);
	doc_lists_number(&d->lists, p->list, p->level, &d->label);
	if (d->label.len == 0)
		return;
	buf_str(&whole, buf_slice(&d->label));
	buf_str(&whole, buf_slice(&d->story.line));
	d->story.failed |= whole.failed || d->label.failed;
	buf_free(&d->story.line);
	d->story.line = whole;
}

/* Ends what the mark at fc ends. */
static void
end_paragraph(struct doc *d, uint32_t c, uint32_t fc,
    const struct piece *piece)
{
	struct doc_paragraph p = doc_paragraph(&d->props, fc, piece->changes);
	const struct story_row *row = &d->props.row;
	unsigned depth = p.depth > 0 ? p.depth : p.in_table;

	if (c != PAGE && !p.row_end && !p.inner_row_end)
		put_label(d, &p);
	if (c == CELL && p.row_end)
		story_row(&d->story, 1, row);
	else if (c == CELL && p.in_table)
		story_cell(&d->story, 1);
	else if (c != CELL && p.inner_row_end)
		story_row(&d->story, depth, row);
	else if (c != CELL && p.inner_cell)
		story_cell(&d->story, depth);
	else
		story_paragraph(&d->story, depth);
}

/* The code of a field is passed over, its result is text. */
static void
mark_field(struct doc *d, uint32_t c)
{
	uint64_t bit = d->fields > 0 && d->fields <= 64 ?
	    (uint64_t)1 << (d->fields - 1) : 0;

	if (c == FIELD) {
		if (d->fields < 64)
			d->codes |= (uint64_t)1 << d->fields;
		d->fields++;
		return;
	}
	d->codes &= ~bit;
	if (c == FIELD_END && d->fields > 0)
		d->fields--;
}

/* Whether the character belongs to the document's text. */
static bool
is_text(struct doc *d, size_t i, const struct piece *p, uint32_t fc)
{
	if (d->run_piece != i || fc < d->run.from || fc >= d->run.to) {
		d->run = doc_run(&d->props, fc, p->changes);
		d->run_piece = i;
	}
	return !d->run.hidden && !d->run.symbol && d->codes == 0;
}

static void
take(struct doc *d, size_t i, const struct piece *p, uint32_t fc)
{
	uint32_t c = p->width == 2 ? le16(d->in.main, fc) :
	    from_1252(le8(d->in.main, fc));

	if (c == CELL || c == PARAGRAPH || c == PAGE)
		end_paragraph(d, c, fc, p);
	else if (c >= FIELD && c <= FIELD_END)
		mark_field(d, c);
	else if (!is_text(d, i, p, fc))
		return;
	else if (c == LINE || c == COLUMN)
		put_char(d, '\n');
	else if (c == HYPHEN)
		put_char(d, '-');
	else if (c >= ' ' || c == TAB)
		put_char(d, c);
}

/* The characters from one number up to another. */
static const char *
take_all(struct doc *d, uint32_t from, uint32_t to)
{
	struct piece p;
	uint32_t at;
	uint64_t fc;
	size_t i;

	for (i = 0; i < d->npieces && from < to; i++) {
		p = piece_at(d, i);
		if (p.to < p.from || doc_props_exhausted(&d->props))
			return damaged;
		for (at = from < p.from ? p.from : from; at < p.to && at < to;
		    at++) {
			fc = p.fc + (uint64_t)(at - p.from) * p.width;
			if (fc + p.width > d->in.main.n)
				return damaged;
			take(d, i, &p, (uint32_t)fc);
		}
	}
	story_paragraph(&d->story, 0);
	d->fields = 0;
	d->codes = 0;
	return doc_props_exhausted(&d->props) ? damaged : NULL;
}

/* The parts of the text, in their order (2.3): which are read. */
static const char *
read_parts(struct doc *d)
{
	static const struct {
		size_t	at;	/* the count of characters in the FIB */
		bool	shown;
	} parts[] = {
		{ 0x4C, true },		/* the document */
		{ 0x50, true },		/* footnotes */
		{ 0x54, false },	/* headers and footers */
		{ 0x58, false },	/* reserved */
		{ 0x5C, false },	/* comments */
		{ 0x60, true },		/* endnotes */
		{ 0x64, true },		/* text boxes */
	};
	const char *wrong = NULL;
	uint32_t at = 0, n;
	size_t i;

	for (i = 0; i < sizeof(parts) / sizeof(parts[0]) && wrong == NULL;
	    i++) {
		n = le32(d->in.main, parts[i].at);
		if (n > INT32_MAX || at + n > d->in.main.n)
			return damaged;
		if (parts[i].shown)
			wrong = take_all(d, at, at + n);
		at += n;
	}
	return wrong;
}

/* Finds the table of pieces (2.9.38). */
static bool
find_pieces(struct doc *d)
{
	struct str s = doc_table(&d->in, DOC_PIECES);
	size_t at = 0;

	while (le8(s, at) == 1)
		at += 3 + (size_t)le16(s, at + 1);
	d->changes = le_part(s, 0, at);
	d->pieces = le_part(s, at + 5, le32(s, at + 1));
	if (le8(s, at) != 2 || d->pieces.n != le32(s, at + 1) ||
	    d->pieces.n < 16)
		return false;
	d->npieces = (d->pieces.n - 4) / 12;
	return true;
}

static const char *
read_document(struct doc *d)
{
	struct str lists = doc_table(&d->in, DOC_LISTS), levels = lists;

	if (lists.n > 0)
		levels.n = d->in.table.n -
		    (size_t)(lists.s - d->in.table.s);
	if (!find_pieces(d))
		return damaged;
	if (!doc_props_open(&d->props, &d->in) ||
	    !doc_lists_open(&d->lists, levels, lists.n,
	    doc_table(&d->in, DOC_OVERRIDES)))
		return "out of memory";
	return read_parts(d);
}

/* Reads the streams of a Word 97 document. */
static const char *
read_streams(const struct ole *o, struct str main, struct buf *out)
{
	struct buf table = { 0 }, data = { 0 };
	struct doc d = { .in.main = main, .story.out = out };
	const char *wrong = damaged;

	if (ole_read(o, (le16(main, 10) & 0x200) != 0 ? "1Table" : "0Table",
	    &table) && (ole_read(o, "Data", &data) || !ole_has(o, "Data"))) {
		d.in.table = buf_slice(&table);
		d.in.data = buf_slice(&data);
		wrong = read_document(&d);
	}
	if (!story_end(&d.story) || table.failed || data.failed)
		wrong = "out of memory";
	doc_props_free(&d.props);
	doc_lists_free(&d.lists);
	buf_free(&d.label);
	buf_free(&table);
	buf_free(&data);
	return wrong;
}

/* What an OLE2 file is that has no Word document in it. */
static const char *
other(const struct ole *o)
{
	size_t i;

	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (ole_has(o, others[i].name))
			return others[i].what;
	return "an OLE2 file that is no Word document";
}

const char *
doc_text(const struct ole *o, const struct convert_limits *limits,
    struct buf *out)
{
	struct buf main = { 0 };
	bool whole = ole_read(o, "WordDocument", &main);
	struct str m = buf_slice(&main);
	const char *wrong;

	if (!ole_has(o, "WordDocument"))
		wrong = other(o);
	else if ((le16(m, 10) & 0x100) != 0)
		wrong = "an encrypted Word document";
	else if (le16(m, 0) != 0 && le16(m, 2) < WORD97)
		wrong = read_old(o->file, limits, out);
	else
		wrong = whole && le16(m, 0) == 0xA5EC ?
		    read_streams(o, m, out) : damaged;
	if (main.failed)
		wrong = "out of memory";
	buf_free(&main);
	return wrong;
}
