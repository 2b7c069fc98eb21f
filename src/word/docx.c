/*
 * Parts are found through relationships: the package names its main part,
 * and the main part names the others.  They nearly always have the same
 * names, so that these are unpacked at once, in one pass; only where one
 * is missing the package is read again for the names it should have.
 */
#include "read/package.h"
#include "read/xml.h"
#include "word/docx.h"
#include "word/word_text.h"

#define ROOT		"_rels/.rels"

enum part { MAIN, STYLES, NUMBERING, FOOTNOTES, ENDNOTES, PARTS };

/* How types of relationships end, transitional and strict. */
static const char *const types[PARTS] = {
	[MAIN] = "/officeDocument", [STYLES] = "/styles",
	[NUMBERING] = "/numbering", [FOOTNOTES] = "/footnotes",
	[ENDNOTES] = "/endnotes"
};

static const char *const usual[] = {
	ROOT, "word/document*.xml", "word/_rels/document*.xml.rels",
	"word/styles.xml", "word/styles[0-9].xml", "word/numbering*.xml",
	"word/footnotes*.xml", "word/endnotes*.xml", NULL
};

struct relations {
	struct str	 base;		/* the folder they are relative to */
	struct buf	*names;		/* of PARTS parts */
};

struct document {
	struct package	 usual, rest;
	bool		 again;		/* the rest was read, too */
	struct buf	 names[PARTS];
};

/* The folder of a part, with its '/'. */
static struct str
folder(struct str name)
{
	while (name.n > 0 && name.s[name.n - 1] != '/')
		name.n--;
	return name;
}

static bool
ends(struct str s, const char *with)
{
	size_t n = strlen(with);

	return s.n >= n && memcmp(s.s + s.n - n, with, n) == 0;
}

/* Adds the name a relationship gives to a part that has none yet. */
static void
on_relation(void *to, const struct xml_element *e)
{
	struct relations *r = to;
	struct str type = xml_attribute(e, "Type");
	struct str target = xml_attribute(e, "Target");
	int i;

	for (i = 0; i < PARTS; i++) {
		if (!ends(type, types[i]) || r->names[i].len > 0)
			continue;
		if (target.n > 0 && *target.s == '/')
			target = str_from(target, 1);
		else
			buf_str(&r->names[i], r->base);
		buf_str(&r->names[i], target);
	}
}

static struct str
find(const struct document *d, const char *name)
{
	struct str bytes = package_part(&d->usual, name);

	return bytes.s != NULL ? bytes : package_part(&d->rest, name);
}

static struct str
part(struct document *d, enum part i)
{
	return find(d, buf_z(&d->names[i]));
}

/* Reads all that is in XML in the folder of the main part, once. */
static const char *
read_folder(struct document *d, struct str zip,
    const struct package_limits *limits)
{
	struct str base = folder(buf_slice(&d->names[MAIN]));
	struct buf parts = { 0 }, relations = { 0 };
	const char *wanted[3] = { NULL }, *wrong;

	if (d->again)
		return NULL;
	d->again = true;
	buf_str(&parts, base);
	buf_cstr(&parts, "*.xml");
	buf_str(&relations, base);
	buf_cstr(&relations, "_rels/*.rels");
	wanted[0] = buf_z(&parts);
	wanted[1] = buf_z(&relations);
	wrong = parts.failed || relations.failed ? "out of memory" :
	    package_read(&d->rest, zip, wanted, limits);
	buf_free(&parts);
	buf_free(&relations);
	return wrong;
}

/* Adds what a part for relationships names, if there is one. */
static const char *
read_relations(struct document *d, struct str xml, struct str base,
    unsigned max_depth)
{
	static const struct xml_events events = { .start = on_relation };
	struct relations r = { base, d->names };

	return xml.n > 0 ? xml_read(xml, &events, &r, max_depth) : NULL;
}

/* Names the parts the main part has relationships with. */
static const char *
name_parts(struct document *d, unsigned max_depth)
{
	struct str of = buf_slice(&d->names[MAIN]), base = folder(of);
	struct buf name = { 0 };
	const char *wrong;

	buf_str(&name, base);
	buf_cstr(&name, "_rels/");
	buf_str(&name, str_from(of, base.n));
	buf_cstr(&name, ".rels");
	wrong = read_relations(d, find(d, buf_z(&name)), base, max_depth);
	if (name.failed)
		wrong = "out of memory";
	buf_free(&name);
	return wrong;
}

/* Names all parts, and reads those that have other names than usual. */
static const char *
find_parts(struct document *d, struct str zip, unsigned max_depth,
    const struct package_limits *limits)
{
	const char *wrong = read_relations(d, package_part(&d->usual, ROOT),
	    (struct str){ "", 0 }, max_depth);
	int i;

	if (d->names[MAIN].len == 0)
		buf_cstr(&d->names[MAIN], "word/document.xml");
	if (wrong == NULL && part(d, MAIN).s == NULL)
		wrong = read_folder(d, zip, limits);
	if (wrong == NULL)
		wrong = name_parts(d, max_depth);
	for (i = 0; wrong == NULL && i < PARTS; i++) {
		if (d->names[i].len > 0 && part(d, (enum part)i).s == NULL)
			wrong = read_folder(d, zip, limits);
		if (d->names[i].failed)
			wrong = "out of memory";
	}
	return wrong;
}

const char *
docx_text(struct str zip, const struct document_limits *limits,
    struct buf *out)
{
	struct package_limits most = { limits->max_bytes, limits->max_ratio };
	struct document d = { .again = false };
	struct word_parts parts;
	const char *wrong = package_read(&d.usual, zip, usual, &most);
	int i;

	if (wrong == NULL)
		wrong = find_parts(&d, zip, limits->max_depth, &most);
	parts = (struct word_parts){ .document = part(&d, MAIN),
	    .styles = part(&d, STYLES), .numbering = part(&d, NUMBERING),
	    .footnotes = part(&d, FOOTNOTES), .endnotes = part(&d, ENDNOTES) };
	if (wrong == NULL && parts.document.n == 0)
		wrong = "a Word document without its text";
	if (wrong == NULL)
		wrong = word_text(&parts, limits->max_depth, out);
	for (i = 0; i < PARTS; i++)
		buf_free(&d.names[i]);
	package_free(&d.usual);
	package_free(&d.rest);
	return wrong;
}

const char *
docx_flat_text(struct str xml, const struct document_limits *limits,
    struct buf *out)
{
	struct word_parts parts = { .document = xml, .styles = xml,
	    .numbering = xml };

	return word_text(&parts, limits->max_depth, out);
}
