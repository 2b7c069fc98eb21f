/* What a reader of a Word document sees, from its parts in XML. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "word/word_text.h"

#define W	" xmlns:w='http://schemas.openxmlformats.org/" \
		"wordprocessingml/2006/main'"
#define STRICT	" xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'"
#define ALL	W " xmlns:m='http://schemas.openxmlformats.org/" \
		"officeDocument/2006/math' " \
		"xmlns:mc='http://schemas.openxmlformats.org/" \
		"markup-compatibility/2006' " \
		"xmlns:v='urn:schemas-microsoft-com:vml' " \
		"xmlns:pic='http://schemas.openxmlformats.org/drawingml/" \
		"2006/picture' " \
		"xmlns:wps='http://schemas.microsoft.com/office/word/2010/" \
		"wordprocessingShape'"

/* Runs, paragraphs and cells as short as can be. */
#define T(s)	"<w:r><w:t>" s "</w:t></w:r>"
#define P(s)	"<w:p>" s "</w:p>"
#define PT(s)	P(T(s))
#define TC(s)	"<w:tc>" P(T(s)) "</w:tc>"
#define TCP(pr, s) "<w:tc><w:tcPr>" pr "</w:tcPr>" P(T(s)) "</w:tc>"
#define TR(s)	"<w:tr>" s "</w:tr>"
#define TBL(s)	"<w:tbl>" s "</w:tbl>"
#define BOX(s)	"<w:txbxContent>" s "</w:txbxContent>"

static const char *
document(const char *body)
{
	static char xml[1 << 16];

	snprintf(xml, sizeof(xml), "<?xml version='1.0'?><w:document" ALL
	    "><w:body>%s</w:body></w:document>", body);
	return xml;
}

static void
parts_give(const struct word_parts *parts, const char *want)
{
	struct buf out = { 0 };

	assert_null(word_text(parts, 256, &out));
	assert_string_equal(buf_z(&out), want);
	buf_free(&out);
}

static void
gives(const char *body, const char *want)
{
	struct word_parts parts = { .document = str_of(document(body)) };

	parts_give(&parts, want);
}

static void
paragraphs_and_runs(void **state)
{
	(void)state;
	gives("", "");
	gives(PT("甲") PT("") "<w:p/>" PT("乙"), "甲\n乙\n");
	gives(P("<w:proofErr w:type='spellStart'/>" T("政府")
	    "<w:bookmarkStart w:id='0' w:name='_GoBack'/>"
	    "<w:r w:rsidR='00A1'><w:rPr><w:rFonts w:hint='eastAsia'/></w:rPr>"
	    "<w:lastRenderedPageBreak/><w:t>信息</w:t></w:r>"
	    "<w:smartTag w:element='x'><w:smartTagPr/>" T("1") "</w:smartTag>"
	    "<w:customXml>" T("2") "</w:customXml>"
	    "<w:hyperlink>" T("3") "</w:hyperlink>"), "政府信息123\n");
	gives(P(T("甲") "<w:r><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r>"),
	    "甲\n乙\n丙\n");
	gives(P("<w:pPr><w:tabs><w:tab w:val='left' w:pos='9'/></w:tabs></w:pPr>"
	    "<w:r><w:t>甲</w:t><w:tab/><w:t xml:space='preserve'> 乙</w:t>"
	    "</w:r>"), "甲 乙\n");
	gives(P("<w:r><w:noBreakHyphen/><w:t>4</w:t><w:softHyphen/><w:t>5"
	    "</w:t></w:r>"), "-45\n");
	gives("<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr><w:text/></w:sdtPr>"
	    "<w:sdtContent>" PT("甲") "</w:sdtContent></w:sdt>", "甲\n");
	gives(P("<w:r><w:ruby><w:rubyPr/><w:rt>" T("zi") "</w:rt><w:rubyBase>"
	    T("字") "</w:rubyBase></w:ruby></w:r>"), "字\n");
	gives(P("<w:r><w:sym w:font='Symbol' w:char='F02D'/><w:t>4</w:t>"
	    "<w:sym w:font='Symbol' w:char='F035'/></w:r>"), "−45\n");
	gives(P(T("1") "<w:r><w:sym w:font='Webdings' w:char='F061'/></w:r>"
	    T("2")), "1�2\n");
	gives(PT("甲") "<w:sectPr><w:headerReference/></w:sectPr>", "甲\n");
}

static void
strict_names(void **state)
{
	struct word_parts parts = { .document = str_of(
	    "<w:document" STRICT "><w:body>" PT("甲")
	    "</w:body></w:document>") };

	(void)state;
	parts_give(&parts, "甲\n");
	parts.document = str_of("<document><body><p><r><t>甲</t></r></p></body>"
	    "</document>");
	parts_give(&parts, "");
}

static void
changes(void **state)
{
	(void)state;
	gives(P("<w:del w:id='1'><w:r><w:delText>12</w:delText></w:r></w:del>"
	    "<w:ins w:id='2'>" T("15") "</w:ins>"), "15\n");
	gives(P(T("1") "<w:del><w:r><w:t>2</w:t></w:r></w:del>" T("3")),
	    "13\n");
	gives(P("<w:moveFrom>" T("甲") "</w:moveFrom><w:moveTo>" T("乙")
	    "</w:moveTo>"), "乙\n");
	gives(P("<w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr>"
	    "</w:rPrChange></w:rPr><w:t>甲</w:t></w:r>"), "甲\n");
	/* Where the mark of a paragraph is deleted, two become one. */
	gives(P("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" T("甲")) PT("乙"),
	    "甲乙\n");
	gives(P("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" T("1")) PT("2"),
	    "1 2\n");
	gives(P("<w:pPr><w:rPr><w:ins/></w:rPr></w:pPr>" T("甲")) PT("乙"),
	    "甲\n乙\n");
	gives(TBL(TR(TC("1") TC("2"))
	    TR("<w:trPr><w:del/></w:trPr>" TC("3") TC("4"))
	    TR("<w:trPr><w:ins/></w:trPr>" TC("5") TC("6"))
	    TR("<w:trPr><w:hidden/></w:trPr>" TC("7") TC("8"))
	    TR(TCP("<w:cellDel/>", "9") TC("甲") TCP("<w:cellIns/>", "乙"))),
	    "1\t2\n5\t6\n甲\t乙\n");
}

static void
hidden_text(void **state)
{
	static const char styles[] = "<w:styles" W ">"
	    "<w:style w:type='paragraph' w:default='1' w:styleId='a'/>"
	    "<w:style w:type='character' w:styleId='h'><w:rPr><w:vanish/>"
	    "</w:rPr></w:style>"
	    "<w:style w:type='character' w:styleId='hh'><w:basedOn w:val='h'/>"
	    "</w:style>"
	    "<w:style w:type='paragraph' w:styleId='hp'><w:rPr><w:vanish/>"
	    "</w:rPr></w:style></w:styles>";
	struct word_parts parts = { .styles = str_of(styles) };

	(void)state;
	gives(P("<w:r><w:rPr><w:vanish/></w:rPr><w:t>1</w:t></w:r>" T("2")),
	    "2\n");
	gives(P("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>1</w:t></w:r>"),
	    "1\n");
	gives(P("<w:r><w:rPr><w:webHidden/></w:rPr><w:t>1</w:t></w:r>"),
	    "1\n");
	gives(P("<w:pPr><w:rPr><w:specVanish/></w:rPr></w:pPr>"
	    T("一、甲")) PT("乙"), "一、甲乙\n");
	parts.document = str_of(document(
	    P("<w:r><w:rPr><w:rStyle w:val='h'/></w:rPr><w:t>1</w:t></w:r>"
	    "<w:r><w:rPr><w:rStyle w:val='hh'/></w:rPr><w:t>2</w:t></w:r>"
	    T("3"))
	    P("<w:pPr><w:pStyle w:val='hp'/></w:pPr>" T("4")
	    "<w:r><w:rPr><w:rStyle w:val='h'/></w:rPr><w:t>5</w:t></w:r>"
	    "<w:r><w:rPr><w:vanish w:val='false'/></w:rPr><w:t>6</w:t></w:r>")
	    PT("7")));
	parts_give(&parts, "3\n56\n7\n");
}

static void
fields(void **state)
{
#define FLD(type)	"<w:r><w:fldChar w:fldCharType='" type "'/></w:r>"
#define INSTR(s)	"<w:r><w:instrText>" s "</w:instrText></w:r>"
	(void)state;
	gives(P("<w:fldSimple w:instr=' PAGE '>" T("3") "</w:fldSimple>"),
	    "3\n");
	gives(P(T("共") FLD("begin") INSTR(" =SUM(LEFT) ") FLD("separate")
	    T("12") FLD("end") T("件")), "共12件\n");
	gives(P(FLD("begin") INSTR("IF ") FLD("begin") INSTR("PAGE")
	    FLD("separate") T("9") FLD("end") FLD("separate") T("甲")
	    FLD("end") T("乙")), "甲乙\n");
	gives(P(FLD("begin") INSTR("TOC") FLD("separate") T("甲")) PT("乙")
	    P(FLD("end") T("丙")), "甲\n乙\n丙\n");
	gives(P(FLD("begin") INSTR("PAGE") T("1")) PT("2"), "2\n");
	gives(P(FLD("end") FLD("separate") T("1")), "1\n");
}

static void
notes(void **state)
{
	static const char footnotes[] = "<w:footnotes" W ">"
	    "<w:footnote w:type='separator' w:id='-1'>" PT("x")
	    "</w:footnote><w:footnote w:id='1'>"
	    P("<w:r><w:footnoteRef/></w:r>" T("注")) "</w:footnote>"
	    "</w:footnotes>";
	struct word_parts parts = { .footnotes = str_of(footnotes) };

	(void)state;
	parts.document = str_of(document(
	    TBL(TR(TC("甲") "<w:tc>" P(T("3")
	    "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr>"
	    "<w:footnoteReference w:id='1'/></w:r>") "</w:tc>")) PT("乙")));
	parts_give(&parts, "甲\t3\n乙\n注\n");
	parts.document = str_of(document(P(T("3") "<w:r><w:footnoteReference "
	    "w:customMarkFollows='1' w:id='1'/><w:t>1</w:t></w:r>" T("5"))));
	parts_give(&parts, "3 5\n注\n");
	parts.document = str_of(document(P(T("3") "<w:r><w:footnoteReference "
	    "w:customMarkFollows='1' w:id='1'/><w:t>1</w:t></w:r>")));
	parts_give(&parts, "3\n注\n");
	parts.document = str_of(document(PT("3")));
	parts_give(&parts, "3\n");
	/* A mark that was typed. */
	gives(P(T("3") "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr>"
	    "<w:t>1</w:t></w:r>" T("5")), "3 1 5\n");
	gives(P(T("3") "<w:r><w:rPr><w:position w:val='8'/></w:rPr><w:t>1</w:t>"
	    "</w:r>"), "3 1\n");
	gives(P("<w:r><w:rPr><w:position w:val='2'/></w:rPr><w:t>3</w:t></w:r>"
	    "<w:r><w:rPr><w:position w:val='2'/></w:rPr><w:t>1</w:t></w:r>"),
	    "31\n");
	gives(P("<w:r><w:rPr><w:strike/></w:rPr><w:t>12</w:t></w:r>" T("15")),
	    "12 15\n");
	gives(P("<w:r><w:rPr><w:dstrike w:val='0'/></w:rPr><w:t>12</w:t></w:r>"
	    T("15")), "1215\n");
	gives(P(T("3") "<w:commentRangeEnd/><w:r><w:commentReference/></w:r>"
	    T("5")), "35\n");
}

static void
alternatives_and_boxes(void **state)
{
	(void)state;
	gives(P(T("甲") "<w:r><mc:AlternateContent><mc:Choice Requires='wps'>"
	    "<w:drawing><wps:txbx>" BOX(PT("1") PT("2")) "</wps:txbx>"
	    "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
	    BOX(PT("1") PT("2")) "</v:textbox></w:pict></mc:Fallback>"
	    "</mc:AlternateContent></w:r>" T("乙")) PT("丙"),
	    "甲乙\n1\n2\n丙\n");
	gives(P("<mc:AlternateContent><mc:Choice Requires='cx1 wps'>" T("1")
	    "</mc:Choice><mc:Choice Requires='w14'>" T("2") "</mc:Choice>"
	    "<mc:Choice Requires='w14'>" T("3") "</mc:Choice>"
	    "<mc:Fallback>" T("4") "</mc:Fallback></mc:AlternateContent>"),
	    "2\n");
	gives(P("<mc:AlternateContent><mc:Choice Requires='cx1'>" T("1")
	    "</mc:Choice><mc:Fallback>" T("4") "</mc:Fallback>"
	    "</mc:AlternateContent>"), "4\n");
	/* A table in a box; a box in a cell. */
	gives(P("<w:r><w:pict><v:textbox>" BOX(TBL(TR(TC("1") TC("2")))
	    "<w:p/>") "</v:textbox></w:pict><w:t>甲</w:t></w:r>"),
	    "甲\n1\t2\n");
	gives(TBL(TR("<w:tc>" P(T("3") "<w:r><w:pict>" BOX(PT("5"))
	    "</w:pict></w:r>") "</w:tc>" TC("4"))), "3 5\t4\n");
	gives(P("<w:r><w:pict><v:shape><v:textpath on='t' string='某某 县'/>"
	    "</v:shape></w:pict></w:r>"), "某某 县\n");
	gives(P("<w:r><w:rPr><w:vanish/></w:rPr><w:pict>" BOX(PT("5"))
	    "</w:pict></w:r>"), "");
}

static void
tables(void **state)
{
	(void)state;
	gives(PT("甲") TBL("<w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>"
	    TR("<w:trPr><w:tblHeader/></w:trPr>" TC("1") TC(""))
	    TR(TCP("<w:gridSpan w:val='2'/>", "3"))) PT("乙"),
	    "甲\n1\t\n3\t\n乙\n");
	gives(TBL(
	    TR(TCP("<w:vMerge w:val='restart'/>", "1") TC("2"))
	    TR(TCP("<w:vMerge/>", "3") TC("4"))
	    TR(TCP("<w:vMerge w:val='continue'/>", "") TC("5"))
	    TR(TC("6") TC("7"))), "1\t2\n\t4\n\t5\n6\t7\n");
	/* What goes on from nothing begins there. */
	gives(TBL(TR(TCP("<w:vMerge/>", "1") TC("2"))
	    TR(TC("3") TCP("<w:vMerge/>", "4"))), "1\t2\n3\t4\n");
	gives(TBL(TR(TCP("<w:hMerge w:val='restart'/>", "1")
	    TCP("<w:hMerge/>", "") TC("2"))), "1\t\t2\n");
	gives(TBL(TR(TC("1") TC("2") TC("3"))
	    TR("<w:trPr><w:gridBefore w:val='2'/></w:trPr>" TC("4"))
	    TR("<w:trPr><w:gridAfter w:val='1'/></w:trPr>" TC("5") TC("6"))),
	    "1\t2\t3\n\t\t4\n5\t6\t\n");
	gives(TBL("<w:sdt><w:sdtContent>" TR("<w:sdt><w:sdtPr/><w:sdtContent>"
	    TC("1") "</w:sdtContent></w:sdt><w:tc><w:sdt><w:sdtContent>"
	    PT("2") "</w:sdtContent></w:sdt></w:tc>")
	    "</w:sdtContent></w:sdt>" TR(TC("3") TC("4"))),
	    "1\t2\n3\t4\n");
	gives(TBL(TR("<w:tc>" PT("1") PT("2") "</w:tc><w:tc>"
	    P(T("3") "<w:r><w:br/><w:tab/><w:t>4</w:t></w:r>") "</w:tc>")),
	    "1 2\t3 4\n");
	gives(TBL(TR("<w:tc>" PT("甲") TBL(TR(TC("1") TC("2"))) PT("乙")
	    "</w:tc>")), "甲\n1\t2\n乙\n");
	gives(TBL(TR(TC("1") "<w:tc/>" TC("2"))) TBL(TR(TC("3"))),
	    "1\t\t2\n3\n");
	gives("<w:tc>" PT("甲") "</w:tc>" TR(TC("乙")), "甲\n乙\n");
}

/* A picture may hold a figure: its cell is not empty. */
static void
pictures(void **state)
{
#define PIC	"<w:r><w:drawing><pic:pic/></w:drawing></w:r>"
	(void)state;
	gives(TBL(TR("<w:tc>" P(PIC) "</w:tc>" "<w:tc>" P(PIC T("1"))
	    "</w:tc><w:tc>" P("<w:r><w:pict><v:imagedata/></w:pict></w:r>")
	    "</w:tc>" TC(""))), "\xEF\xBF\xBC\t1\t\xEF\xBF\xBC\t\n");
	gives(P(PIC T("甲")), "甲\n");
}

static void
equations(void **state)
{
#define MR(s)	"<m:r><w:rPr/><m:t>" s "</m:t></m:r>"
	(void)state;
	gives(P(T("得") "<m:oMath>" MR("1") MR("2") "</m:oMath>"), "得12\n");
	gives(P("<m:oMath><m:f><m:num>" MR("1") "</m:num><m:den>" MR("2")
	    "</m:den></m:f><m:sSup><m:e>" MR("3") "</m:e><m:sup>" MR("4")
	    "</m:sup></m:sSup></m:oMath>" T("5")), "1 /2 3 ^4 5\n");
}

#define LVL(i, fmt, text, more)	"<w:lvl w:ilvl='" #i "'><w:start w:val='1'/>" \
	"<w:numFmt w:val='" fmt "'/>" more "<w:lvlText w:val='" text "'/></w:lvl>"
#define NOTHING	"<w:suff w:val='nothing'/>"
#define NUM(id, list, more) "<w:num w:numId='" #id "'><w:abstractNumId w:val='" \
	#list "'/>" more "</w:num>"
#define LIST(id, levels) "<w:abstractNum w:abstractNumId='" #id "'>" levels \
	"</w:abstractNum>"
#define N(num, level, s) P("<w:pPr><w:numPr><w:ilvl w:val='" #level "'/>" \
	"<w:numId w:val='" #num "'/></w:numPr></w:pPr>" T(s))

static const char numbering[] = "<w:numbering" W ">"
    LIST(0, LVL(0, "chineseCountingThousand", "%1、", NOTHING)
	LVL(1, "chineseCounting", "（%2）", NOTHING)
	LVL(2, "decimal", "%3.", "")
	LVL(3, "decimalEnclosedCircle", "%4", ""))
    LIST(1, LVL(0, "decimal", "%1.", "<w:pStyle w:val='h1'/>")
	LVL(1, "decimal", "%1.%2", "<w:pStyle w:val='h2'/>")
	LVL(2, "lowerLetter", "%3)", "<w:lvlRestart w:val='0'/>"))
    LIST(2, LVL(0, "bullet", "\xEF\x82\xB7", "") LVL(1, "bullet", "-", ""))
    LIST(3, "<w:numStyleLink w:val='S'/>")
    LIST(4, "<w:styleLink w:val='S'/>" LVL(0, "upperRoman", "%1", ""))
    LIST(5, LVL(0, "chineseCounting", "第%1章", NOTHING)
	LVL(1, "decimal", "%1.%2", "<w:isLgl/>"))
    NUM(1, 0, "") NUM(2, 1, "")
    NUM(3, 0, "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/>"
	"</w:lvlOverride>")
    NUM(4, 2, "") NUM(5, 3, "") NUM(6, 5, "")
    NUM(7, 1, "<w:lvlOverride w:ilvl='0'>" LVL(0, "decimalFullWidth", "%1",
	NOTHING) "</w:lvlOverride>")
    "</w:numbering>";

static void
numbered(const char *body, const char *want)
{
	static const char styles[] = "<w:styles" W ">"
	    "<w:style w:type='paragraph' w:styleId='h1'><w:pPr><w:numPr>"
	    "<w:numId w:val='2'/></w:numPr></w:pPr></w:style>"
	    "<w:style w:type='paragraph' w:styleId='h2'><w:basedOn w:val='h1'/>"
	    "<w:pPr><w:numPr><w:ilvl w:val='1'/></w:numPr></w:pPr></w:style>"
	    "<w:style w:type='paragraph' w:styleId='h3'><w:basedOn w:val='h2'/>"
	    "</w:style></w:styles>";
	struct word_parts parts = { .numbering = str_of(numbering),
	    .styles = str_of(styles), .document = str_of(document(body)) };

	parts_give(&parts, want);
}

static void
automatic_numbers(void **state)
{
	(void)state;
	numbered(N(1, 0, "总体") N(1, 1, "甲") N(1, 1, "乙") PT("丙")
	    N(1, 0, "公开") N(1, 1, "丁") N(1, 2, "戊") N(1, 3, "己")
	    N(1, 3, "庚"), "一、总体\n（一）甲\n（二）乙\n丙\n二、公开\n"
	    "（一）丁\n1. 戊\n① 己\n② 庚\n");
	/* Numbers of one list count together until one begins anew. */
	numbered(N(1, 0, "甲") N(3, 0, "乙") N(3, 0, "丙") N(1, 0, "丁"),
	    "一、甲\n一、乙\n二、丙\n三、丁\n");
	numbered(N(2, 0, "甲") N(2, 1, "乙") N(2, 2, "丙") N(2, 1, "丁")
	    N(2, 2, "戊"), "1. 甲\n1.1 乙\na) 丙\n1.2 丁\nb) 戊\n");
	numbered(N(4, 0, "甲") N(4, 1, "5"), "甲\n- 5\n");
	numbered(N(5, 0, "甲") N(5, 0, "乙"), "I 甲\nII 乙\n");
	numbered(N(6, 0, "甲") N(6, 1, "乙"), "第一章甲\n1.1 乙\n");
	numbered(N(7, 0, "甲") N(7, 0, "5"), "１甲\n２ 5\n");
	numbered(N(0, 0, "甲") N(9, 0, "乙") N(1, 9, "丙"), "甲\n乙\n丙\n");
}

static void
numbers_by_style(void **state)
{
	(void)state;
	numbered("<w:p><w:pPr><w:pStyle w:val='h1'/></w:pPr>" T("甲") "</w:p>"
	    "<w:p><w:pPr><w:pStyle w:val='h3'/></w:pPr>" T("乙") "</w:p>"
	    "<w:p><w:pPr><w:pStyle w:val='h1'/><w:numPr><w:numId w:val='0'/>"
	    "</w:numPr></w:pPr>" T("丙") "</w:p>"
	    "<w:p><w:pPr><w:pStyle w:val='h2'/></w:pPr>" T("丁") "</w:p>",
	    "1. 甲\n1.1 乙\n丙\n1.2 丁\n");
}

static void
numbers_in_cells(void **state)
{
	(void)state;
	/* A figure is not to become part of the number before it. */
	numbered(TBL(TR("<w:tc>" N(2, 0, "重复申请") "</w:tc><w:tc>"
	    N(1, 0, "5") "</w:tc>" TC("6"))
	    TR("<w:tc>" N(2, 0, "") "</w:tc>" TC("7") TC("8"))),
	    "1. 重复申请\t一、 5\t6\n2.\t7\t8\n");
	/* A deleted paragraph takes its number with it. */
	numbered(P("<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/>"
	    "</w:numPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>x"
	    "</w:delText></w:r></w:del>") N(1, 0, "甲"), "一、甲\n");
	numbered(P("<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/>"
	    "</w:numPr></w:pPr><w:r><w:br w:type='page'/></w:r>" T("甲")),
	    "一、甲\n");
}

static void
fails(const char *xml, const char *want)
{
	struct word_parts parts = { .document = str_of(xml) };
	struct buf out = { 0 };
	const char *wrong = word_text(&parts, 64, &out);

	assert_non_null(wrong);
	assert_non_null(strstr(wrong, want));
	buf_free(&out);
}

static void
damage(void **state)
{
	char deep[8192] = "";
	size_t i;

	(void)state;
	fails("<w:document" W "><w:body>" PT("甲"), "damaged");
	fails(document("<w:altChunk/>"), "altChunk");
	for (i = 0; i < 20; i++)
		strcat(deep, "<w:txbxContent>");
	fails(document(deep), "nested too deep");
	for (i = 0; i < 100; i++)
		strcat(deep, "<w:tbl>");
	fails(document(deep), "nested too deep");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paragraphs_and_runs),
		cmocka_unit_test(strict_names),
		cmocka_unit_test(changes),
		cmocka_unit_test(hidden_text),
		cmocka_unit_test(fields),
		cmocka_unit_test(notes),
		cmocka_unit_test(alternatives_and_boxes),
		cmocka_unit_test(tables),
		cmocka_unit_test(pictures),
		cmocka_unit_test(equations),
		cmocka_unit_test(automatic_numbers),
		cmocka_unit_test(numbers_by_style),
		cmocka_unit_test(numbers_in_cells),
		cmocka_unit_test(damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
