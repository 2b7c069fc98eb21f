#include "base/ascii.h"
#include "office/csv.h"
#include "office/odf.h"
#include "office/xls.h"
#include "office/xlsx.h"
#include "office/xmlss.h"
#include "page/ofd.h"
#include "page/pdf.h"
#include "read/charset.h"
#include "read/document.h"
#include "read/markdown.h"
#include "read/ole.h"
#include "read/package.h"
#include "web/html.h"
#include "web/mht.h"
#include "word/doc.h"
#include "word/docx.h"
#include "word/rtf.h"

/*
 * A document is told by its first bytes, an office document by the parts
 * its zip holds, a page by its tags; what is left is text.  A format is a
 * line in one of these tables.
 */
typedef const char *reader(struct str bytes, const struct document_limits *,
    struct buf *out);

static reader read_ole, read_xls, read_rtf, read_odf, read_ofd, read_xlsx,
    read_xmlss, read_package;

static const char uof[] = "a UOF document, which this build does not read",
    old_workbook[] = "an Excel workbook older than Excel 97, "
    "which this build does not read";

/* Told by the first bytes; without a reader, what is wrong with it. */
static const struct {
	struct str	 magic;
	reader		*read;
	const char	*wrong;
} magics[] = {
	{ STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), read_ole, NULL },
	{ STR("{\\rtf"), read_rtf, NULL },
	{ STR("\x09\x08\x10\0\0\x06"), read_xls, NULL },
	{ STR("\x09\x08\x08\0\0\0"), NULL, old_workbook },
	{ STR("\x09\x08\x08\0\0\x05"), NULL, old_workbook },
	{ STR("\x09\x04\x06\0"), NULL, old_workbook },
	{ STR("\x09\x02\x06\0"), NULL, old_workbook },
	{ STR("\x09\0\x04\0"), NULL, old_workbook },
	{ STR("\x7F" "ELF"), NULL, "a program, not a document" },
	{ STR("PK\x03\x04"), read_package, NULL },
};

/* Zips told by a part they hold, a pattern of fnmatch(3). */
static const struct {
	const char	*part;
	reader		*read;
	const char	*wrong;
} packages[] = {
	{ "word/*", docx_text, NULL },
	{ "uof.xml", NULL, uof },
	{ "content.xml", read_odf, NULL },
	{ "encrypted-package", NULL, "an encrypted office document" },
	{ "xl/workbook.xml", read_xlsx, NULL },
	{ "Encryptions.xml", NULL, "an encrypted OFD document" },
	{ "OFD.xml", read_ofd, NULL },
	{ "ppt/presentation.xml", NULL,
	    "a presentation, which this build does not read" },
	{ "xl/workbook.bin", NULL,
	    "an XLSB workbook, which this build does not read" },
};

/* Listed by --formats. */
static const struct {
	const char	*name, *by;
	enum converter	 program;	/* it needs; CONVERTERS: none */
} formats[] = {
	{ "text", "built in", CONVERTERS },
	{ "Markdown", "libcmark", CONVERTERS },
	{ "HTML", "libxml2", CONVERTERS },
	{ "MHT", "built in", CONVERTERS },
	{ "CSV and TSV", "built in", CONVERTERS },
	{ "DOC and WPS", "built in", CONVERTERS },
	{ "DOC of Word 6 and 95", "antiword", ANTIWORD },
	{ "DOC of Word 6 and 95", "catdoc", CATDOC },
	{ "RTF", "built in", CONVERTERS },
	{ "DOCX and Word 2003 XML", "libxml2", CONVERTERS },
	{ "ODT, FODT, ODS, FODS", "libarchive, libxml2", CONVERTERS },
	{ "XLSX", "libarchive, libxml2", CONVERTERS },
	{ "XLS and ET", "built in", CONVERTERS },
	{ "XML Spreadsheet 2003", "libxml2", CONVERTERS },
	{ "OFD", "libarchive, libxml2", CONVERTERS },
	{ "PDF", "pdftotext and pdftocairo", PDFTOTEXT },
	{ "archives and compressed files", "libarchive", CONVERTERS },
};

void
document_formats(struct buf *out)
{
	size_t i;

	for (i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		buf_printf(out, "%s\t%s%s\n", formats[i].name, formats[i].by,
		    formats[i].program == CONVERTERS ||
		    convert_found(formats[i].program) ? "" : " (not found)");
}

static const char *
read_xls(struct str bytes, const struct document_limits *limits,
    struct buf *out)
{
	return xls_text(bytes, limits->max_bytes, out);
}

/* A compound file: what it is, is told by the names of its streams. */
static const char *
read_ole(struct str bytes, const struct document_limits *limits,
    struct buf *out)
{
	struct ole o;
	struct buf book = { 0 };
	const char *wrong = ole_open(&o, bytes);

	if (wrong == NULL && (ole_has(&o, "WordDocument") ||
	    !ole_has(&o, "Workbook")))
		wrong = doc_text(&o, &limits->convert, out);
	else if (wrong == NULL)
		wrong = ole_read(&o, "Workbook", &book) ?
		    read_xls(buf_slice(&book), limits, out) :
		    book.failed ? "out of memory" :
		    "a workbook that is damaged";
	buf_free(&book);
	ole_free(&o);
	return wrong;
}

static const char *
read_rtf(struct str bytes, const struct document_limits *limits,
    struct buf *out)
{
	return rtf_text(bytes, limits->encoding, limits->max_depth, out);
}

static const char *
read_odf(struct str bytes, const struct document_limits *limits,
    struct buf *out)
{
	const struct package_limits zip = { limits->max_bytes,
	    limits->max_ratio };

	return odf_text(bytes, &zip, limits->max_depth, out);
}

static const char *
read_ofd(struct str bytes, const struct document_limits *limits,
    struct buf *out)
{
	const struct package_limits zip = { limits->max_bytes,
	    limits->max_ratio };

	return ofd_text(bytes, &zip, limits->max_depth, out);
}

static const char *
read_xlsx(struct str bytes, const struct document_limits *limits,
    struct buf *out)
{
	const struct package_limits zip = { limits->max_bytes,
	    limits->max_ratio };

	return xlsx_text(bytes, &zip, limits->max_depth, out);
}

static const char *
read_xmlss(struct str bytes, const struct document_limits *limits,
    struct buf *out)
{
	return xmlss_text(bytes, limits->max_bytes, limits->max_depth, out);
}

static const char *
read_package(struct str bytes, const struct document_limits *limits,
    struct buf *out)
{
	size_t i;

	for (i = 0; i < sizeof(packages) / sizeof(packages[0]); i++)
		if (package_has(bytes, packages[i].part))
			return packages[i].read == NULL ? packages[i].wrong :
			    packages[i].read(bytes, limits, out);
	return "an office document (zip), which this build does not read";
}

static const char *
read_pdf(struct str bytes, const struct document_limits *limits,
    struct buf *out)
{
	return pdf_text(bytes, &limits->convert, out);
}

/* A page says what it is near its beginning. */
static bool
is_page(struct str s)
{
	static const char *const tags[] = { "<html", "<!doctype html",
	    "<body", "<head", "<meta" };
	size_t i, k, most = s.n < 4096 ? s.n : 4096;

	for (i = 0; i < most; i++)
		for (k = 0; s.s[i] == '<' &&
		    k < sizeof(tags) / sizeof(tags[0]); k++)
			if (ascii_begins(str_from(s, i), tags[k]))
				return true;
	return false;
}

/* XML says so at its very beginning, if its writer cares. */
static bool
is_xml(struct str s)
{
	s = str_trim(s);
	return ascii_begins(s, "<?xml") || str_begins(s, "<Workbook ");
}

/* A piece of a page begins with a tag. */
static bool
is_fragment(struct str s)
{
	s = str_trim(s);
	return s.n > 2 && *s.s == '<' && (s.s[1] == '!' || s.s[1] == '?' ||
	    strchr("phtdsacbfou", s.s[1] | 0x20) != NULL) &&
	    memchr(s.s, '>', s.n) != NULL;
}

/* XML that is no page, by a name near its beginning. */
static const struct {
	const char	*name;
	reader		*read;
	const char	*wrong;
} vocabularies[] = {
	{ "http://schemas.microsoft.com/office/word/2003/wordml",
	    docx_flat_text, NULL },
	{ "http://schemas.microsoft.com/office/2006/xmlPackage",
	    docx_flat_text, NULL },
	{ "urn:schemas-microsoft-com:office:spreadsheet", read_xmlss, NULL },
	{ "http://schemas.uof.org/", NULL, uof },
};

/* The text tells what it is; it is read in the encoding it declares. */
static const char *
read_xml(struct str bytes, struct str text,
    const struct document_limits *limits, struct buf *out)
{
	size_t i, k, most = text.n < 4096 ? text.n : 4096;

	for (i = 0; i < most; i++)
		for (k = 0; (text.s[i] == 'h' || text.s[i] == 'u') &&
		    k < sizeof(vocabularies) / sizeof(vocabularies[0]); k++)
			if (ascii_begins(str_from(text, i),
			    vocabularies[k].name))
				return vocabularies[k].read == NULL ?
				    vocabularies[k].wrong :
				    vocabularies[k].read(bytes, limits, out);
	return "XML that is no page, which this build does not read";
}

/* Text, Markdown or HTML, in whatever encoding. */
static const char *
read_text(struct str bytes, const struct document_limits *limits,
    struct buf *out)
{
	struct buf decoded = { 0 };
	const char *wrong = charset_decode(bytes, limits->encoding, &decoded);
	struct str text = buf_slice(&decoded);

	if (wrong == NULL) {
		if (odf_is_flat(text))
			wrong = odf_flat_text(bytes, limits->max_bytes,
			    limits->max_depth, out);
		else if (is_xml(text) && !is_page(text))
			wrong = read_xml(bytes, text, limits, out);
		else if (!is_page(text) && csv_is(text))
			wrong = csv_text(text, limits->max_bytes, out);
		else if (!is_page(text) && markdown_is(text))
			wrong = markdown_text(text, limits->max_depth, out);
		else if (is_page(text) || is_fragment(text))
			wrong = html_text(text, limits->max_depth, out);
		else
			buf_str(out, text);
	}
	buf_free(&decoded);
	return wrong;
}

/* A page saved with all that belongs to it. */
static const char *
read_mht(struct str bytes, const struct document_limits *limits,
    struct buf *out)
{
	struct buf page = { 0 };
	const char *wrong = mht_page(bytes, &page);

	if (wrong == NULL)
		wrong = read_text(buf_slice(&page), limits, out);
	buf_free(&page);
	return wrong;
}

const char *
document_text(struct str bytes, const struct document_limits *limits,
    struct buf *out)
{
	reader *read = pdf_is(bytes) ? read_pdf :
	    mht_is(bytes) ? read_mht : read_text;
	const char *wrong;
	size_t i;

	for (i = 0; i < sizeof(magics) / sizeof(magics[0]); i++)
		if (str_at(bytes, 0, magics[i].magic)) {
			if (magics[i].read == NULL)
				return magics[i].wrong;
			read = magics[i].read;
		}
	wrong = read(bytes, limits, out);
	return wrong == NULL && out->failed ? "out of memory" : wrong;
}
