/*
 * OFD.xml names documents, a document its pages, templates and resources,
 * a page its templates; all by paths, from the root or from the part that
 * names them, though producers also mean the document's folder or the
 * root.  So a part is read into what it names, a list of references.
 */
#include <stdint.h>

#include "base/ascii.h"
#include "page/ofd.h"
#include "page/ofd_page.h"
#include "page/svg.h"
#include "read/xml.h"

#define PAGES	((size_t)5000)
#define NAMED	((size_t)16384)	/* references of one part */
#define DRAWN	((size_t)64)	/* templates or resources of one page */
#define PATH	512		/* bytes */
#define TIMES	4		/* XML is read so often */

static const char missing[] = "an OFD document without a part it names";
static const char too_much[] = "an OFD document with too much in it";

enum kind { DOC_ROOT, VERSION, BOX, RESOURCE, TEMPLATE, PAGE, USE, SECRET };

/* What a part says that leads on; its path or numbers are in a buffer. */
struct reference {
	enum kind	 kind;
	long		 id;
	bool		 current;	/* a version */
	bool		 front;		/* a template above the page */
	size_t		 at, n;
};

/* The package and what may still be read of it. */
struct source {
	struct package	 pkg;
	size_t		 left;		/* bytes of XML, parts as often as read */
	unsigned	 max_depth;
};

/* What one part names; zeroed nothing. */
struct part {
	struct str	 name;		/* of the part itself; not owned */
	struct buf	 refs;		/* struct reference */
	struct buf	 text;
	bool		 reads;
};

/* A document while it is read. */
struct reader {
	struct source		*src;
	struct pages		 pages;
	struct page_chars	 chars;
	struct part		 doc;
	double			 high, area;	/* of pages that do not say */
	size_t			 shown, hidden, unknown, pictures;
};

/* Elements that lead on, by an attribute or, without, by their text. */
static const struct {
	const char	*name;
	enum kind	 kind;
	const char	*id, *path;
} leads[] = {
	{ "DocRoot", DOC_ROOT, "", NULL },
	{ "Version", VERSION, "Index", "BaseLoc" },
	{ "PhysicalBox", BOX, "", NULL },
	{ "PublicRes", RESOURCE, "", NULL },
	{ "DocumentRes", RESOURCE, "", NULL },
	{ "PageRes", RESOURCE, "", NULL },
	{ "TemplatePage", TEMPLATE, "ID", "BaseLoc" },
	{ "Page", PAGE, "ID", "BaseLoc" },
	{ "Template", USE, "TemplateID", NULL },
	{ "Encryptions", SECRET, "", NULL },
};

static void
on_start(void *to, const struct xml_element *e)
{
	struct part *p = to;
	struct reference r = { .at = p->text.len };
	size_t i;

	for (i = 0; i < sizeof(leads) / sizeof(leads[0]); i++) {
		if (strcmp(e->name, leads[i].name) != 0)
			continue;
		r.kind = leads[i].kind;
		r.id = xml_number(e, leads[i].id, 0);
		r.current = str_is(xml_attribute(e, "Current"), "true");
		r.front = str_is(xml_attribute(e, "ZOrder"), "Foreground");
		if (leads[i].path != NULL)
			buf_str(&p->text, xml_attribute(e, leads[i].path));
		r.n = p->text.len - r.at;
		p->reads = leads[i].path == NULL;
		buf_add(&p->refs, &r, sizeof(r));
	}
}

static void
on_end(void *to, const char *name)
{
	struct part *p = to;
	size_t n = PAGE_COUNT(struct reference, &p->refs);
	struct reference *r;

	(void)name;
	if (p->reads && n > 0) {
		r = &PAGE_ARRAY(struct reference, &p->refs)[n - 1];
		r->n = p->text.len - r->at;
	}
	p->reads = false;
}

static void
on_text(void *to, struct str s)
{
	struct part *p = to;

	if (p->reads)
		buf_str(&p->text, s);
}

/* Reads what a part names. */
static const char *
read_part(struct source *src, struct part *p, struct str name, struct str xml)
{
	static const struct xml_events events = { on_start, on_end, on_text };
	const char *wrong;

	if (xml.n > src->left)
		return too_much;
	src->left -= xml.n;
	p->name = name;
	wrong = xml_read(xml, &events, p, src->max_depth);
	if (p->refs.failed || p->text.failed)
		return "out of memory";
	return PAGE_COUNT(struct reference, &p->refs) > NAMED ? too_much :
	    wrong;
}

static void
free_part(struct part *p)
{
	buf_free(&p->refs);
	buf_free(&p->text);
}

/* Appends a path to a folder, without . and .. */
static void
add_path(struct buf *out, struct str path)
{
	struct str step;
	const char *end;
	size_t n;

	while (path.n > 0) {
		for (n = 0; n < path.n && path.s[n] != '/' &&
		    path.s[n] != '\\'; )
			n++;
		step = (struct str){ path.s, n };
		path = str_from(path, n + (n < path.n));
		if (step.n == 0 || str_is(step, ".") ||
		    (out->len == 0 && str_is(step, "..")))
			continue;
		if (str_is(step, "..")) {
			for (end = out->s + out->len; end > out->s &&
			    *--end != '/'; )
				;
			out->len = (size_t)(end - out->s);
			continue;
		}
		if (out->len > 0)
			buf_byte(out, '/');
		buf_str(out, step);
	}
}

static struct str
folder(struct str name)
{
	while (name.n > 0 && name.s[name.n - 1] != '/')
		name.n--;
	return name;
}

/*
 * The part with a path in a folder, in the same letters or, for `loose`, in
 * letters of any case; NULL where it is not there, or two may be meant.
 */
static const struct package_part *
part_at(const struct source *src, struct str in, struct str path, bool loose)
{
	const struct package_part *part, *found = NULL;
	struct buf name = { 0 };
	size_t i, n = 0;

	add_path(&name, in);
	add_path(&name, path);
	(void)buf_z(&name);
	for (i = 0; !name.failed && i < src->pkg.n && (loose || n == 0);
	    i++) {
		part = &src->pkg.parts[i];
		if (part->name.len == name.len && (loose ?
		    ascii_begins(buf_slice(&part->name), name.s) :
		    str_eq(buf_slice(&part->name), buf_slice(&name)))) {
			found = part;
			n++;
		}
	}
	buf_free(&name);
	return n == 1 ? found : NULL;
}

/* The part with a path that part `by` of a document names, or NULL. */
static const struct package_part *
find_part(const struct source *src, struct str by, struct str doc,
    struct str path, bool loose)
{
	const struct str root = { NULL, 0 };
	const struct package_part *to = NULL;

	if (*path.s != '/') {
		to = part_at(src, folder(by), path, loose);
		if (to == NULL)
			to = part_at(src, folder(doc), path, loose);
	}
	return to != NULL ? to : part_at(src, root, path, loose);
}

/*
 * The part a reference of `by` leads to, or NULL.  Some producers do not
 * heed the case of names.
 */
static const struct package_part *
follow(const struct source *src, const struct part *by,
    const struct reference *r, struct str doc)
{
	struct str path = { by->text.s + r->at, r->n };
	const struct package_part *to;

	while (path.n > 0 && strchr(" \t\r\n", *path.s) != NULL)
		path = str_from(path, 1);
	while (path.n > 0 && strchr(" \t\r\n", path.s[path.n - 1]) != NULL)
		path.n--;
	if (path.n == 0 || path.n > PATH)
		return NULL;
	to = find_part(src, by->name, doc, path, false);
	return to != NULL ? to : find_part(src, by->name, doc, path, true);
}

/* Takes the size of a page from what a part says of it. */
static void
take_box(const struct part *p, double *high, double *area)
{
	const struct reference *r = PAGE_ARRAY(const struct reference,
	    &p->refs);
	size_t i, k;
	double box[4];
	struct str s;

	for (i = 0; i < PAGE_COUNT(struct reference, &p->refs); i++) {
		if (r[i].kind != BOX)
			continue;
		s = (struct str){ p->text.s + r[i].at, r[i].n };
		for (k = 0; k < 4 && svg_number(&s, &box[k]); )
			k++;
		if (k == 4 && box[2] > 0 && box[3] > 0) {
			*high = box[3] * 72 / 25.4;
			*area = box[2] * box[3];
		}
	}
}

/* Adds the resources a part names; those that are not there draw nothing. */
static void
add_resources(const struct reader *r, const struct part *p, struct buf *out)
{
	const struct reference *ref = PAGE_ARRAY(const struct reference,
	    &p->refs);
	const struct package_part *to;
	struct ofd_resource res;
	size_t i;

	for (i = 0; i < PAGE_COUNT(struct reference, &p->refs) &&
	    PAGE_COUNT(struct ofd_resource, out) < DRAWN; i++) {
		if (ref[i].kind != RESOURCE || (to = follow(r->src, p,
		    &ref[i], r->doc.name)) == NULL)
			continue;
		res.xml = buf_slice(&to->bytes);
		buf_add(out, &res, sizeof(res));
	}
}

/* Draws the template of the document with that number. */
static const char *
draw_template(const struct reader *r, struct ofd_page *page, long id)
{
	const struct reference *ref = PAGE_ARRAY(const struct reference,
	    &r->doc.refs);
	const struct package_part *to;
	size_t i;

	for (i = 0; i < PAGE_COUNT(struct reference, &r->doc.refs); i++) {
		if (ref[i].kind != TEMPLATE || ref[i].id != id)
			continue;
		to = follow(r->src, &r->doc, &ref[i], r->doc.name);
		return to == NULL ? missing :
		    ofd_page_read(page, buf_slice(&to->bytes));
	}
	return missing;
}

static const char *
draw_templates(const struct reader *r, struct ofd_page *page,
    const struct part *p, bool front)
{
	const struct reference *ref = PAGE_ARRAY(const struct reference,
	    &p->refs);
	const char *wrong = NULL;
	size_t i, n = 0;

	for (i = 0; i < PAGE_COUNT(struct reference, &p->refs) &&
	    wrong == NULL; i++)
		if (ref[i].kind == USE && ref[i].front == front)
			wrong = n++ == DRAWN ? too_much :
			    draw_template(r, page, ref[i].id);
	return wrong;
}

/* Draws a page and its templates in their order. */
static const char *
draw(struct reader *r, const struct part *p, struct str xml)
{
	struct ofd_page page = { .pages = &r->pages, .chars = &r->chars,
	    .left = &r->src->left, .max_depth = r->src->max_depth,
	    .area = r->area };
	double high = r->high;
	const char *wrong;

	take_box(p, &high, &page.area);
	pages_add(&r->pages, high);
	add_resources(r, p, &page.resources);
	add_resources(r, &r->doc, &page.resources);
	wrong = draw_templates(r, &page, p, false);
	if (wrong == NULL)
		wrong = ofd_page_read(&page, xml);
	if (wrong == NULL)
		wrong = draw_templates(r, &page, p, true);
	if (page.resources.failed ||
	    (wrong == NULL && !page_chars_words(&r->chars, &r->pages)))
		wrong = "out of memory";
	buf_free(&page.resources);
	r->shown += page.shown;
	r->hidden += page.hidden;
	r->unknown += page.unknown;
	r->pictures += page.pictures;
	return wrong;
}

static const char *
read_page(struct reader *r, const struct reference *ref)
{
	const struct package_part *to = follow(r->src, &r->doc, ref,
	    r->doc.name);
	struct part p = { 0 };
	const char *wrong;

	if (to == NULL)
		return missing;
	if (r->pages.n == PAGES)
		return too_much;
	wrong = read_part(r->src, &p, buf_slice(&to->name),
	    buf_slice(&to->bytes));
	if (wrong == NULL)
		wrong = draw(r, &p, buf_slice(&to->bytes));
	free_part(&p);
	return wrong;
}

static const char *
read_pages(struct reader *r, const struct package_part *root)
{
	const struct reference *ref;
	const char *wrong;
	size_t i;

	wrong = read_part(r->src, &r->doc, buf_slice(&root->name),
	    buf_slice(&root->bytes));
	if (wrong != NULL)
		return wrong;
	take_box(&r->doc, &r->high, &r->area);
	ref = PAGE_ARRAY(const struct reference, &r->doc.refs);
	for (i = 0; i < PAGE_COUNT(struct reference, &r->doc.refs) &&
	    wrong == NULL; i++)
		if (ref[i].kind == PAGE)
			wrong = read_page(r, &ref[i]);
	if (wrong != NULL)
		return wrong;
	if (r->hidden > r->shown)
		return "a scan: its text is hidden, read by a machine";
	if (r->shown == 0)
		return r->pictures > 0 ? "a scan: an OFD without text" :
		    "an OFD without text";
	if (r->unknown > r->shown / 2)
		return "an OFD of glyphs without characters";
	return NULL;
}

/* Appends the text of one document. */
static const char *
read_document(struct source *src, const struct package_part *root,
    struct buf *out)
{
	struct reader r = { .src = src, .high = 297 * 72 / 25.4,
	    .area = 210 * 297 };
	const char *wrong;

	wrong = read_pages(&r, root);
	if (wrong == NULL && !pages_text(&r.pages, out))
		wrong = "out of memory";
	free_part(&r.doc);
	page_chars_free(&r.chars);
	pages_free(&r.pages);
	return wrong;
}

/* The newest version behind the root of a document, or NULL. */
static const struct reference *
newest(const struct reference *root, const struct reference *end)
{
	const struct reference *best = NULL, *v;

	for (v = root + 1; v < end && v->kind != DOC_ROOT; v++)
		if (v->kind == VERSION && (best == NULL ||
		    v->current > best->current ||
		    (v->current == best->current && v->id > best->id)))
			best = v;
	return best;
}

/* The root of a document in its newest version, or NULL. */
static const struct package_part *
root_of(struct source *src, const struct part *ofd,
    const struct reference *root, const struct reference *end)
{
	const struct reference *version = newest(root, end), *r;
	const struct package_part *to;
	struct part p = { 0 };
	size_t i, n;

	if (version == NULL)
		return follow(src, ofd, root, ofd->name);
	to = follow(src, ofd, version, ofd->name);
	if (to == NULL || read_part(src, &p, buf_slice(&to->name),
	    buf_slice(&to->bytes)) != NULL)
		to = NULL;
	r = PAGE_ARRAY(const struct reference, &p.refs);
	n = PAGE_COUNT(struct reference, &p.refs);
	for (i = 0; to != NULL && i < n && r[i].kind != DOC_ROOT; )
		i++;
	if (to != NULL)
		to = i < n ? follow(src, &p, &r[i], p.name) : NULL;
	free_part(&p);
	return to;
}

static const char *
read_documents(struct source *src, struct buf *out)
{
	const struct package_part *root;
	const struct reference *r, *end;
	struct part ofd = { 0 };
	const char *wrong;
	size_t found = 0;

	wrong = read_part(src, &ofd, (struct str)STR("OFD.xml"),
	    package_part(&src->pkg, "OFD.xml"));
	r = PAGE_ARRAY(const struct reference, &ofd.refs);
	end = r + PAGE_COUNT(struct reference, &ofd.refs);
	for (; wrong == NULL && r < end; r++) {
		if (r->kind == SECRET)
			wrong = "an encrypted OFD document";
		if (r->kind != DOC_ROOT)
			continue;
		found++;
		root = root_of(src, &ofd, r, end);
		wrong = root == NULL ? missing :
		    read_document(src, root, out);
	}
	free_part(&ofd);
	return wrong == NULL && found == 0 ? missing : wrong;
}

const char *
ofd_text(struct str bytes, const struct package_limits *limits,
    unsigned max_depth, struct buf *out)
{
	static const char *const parts[] = { "*.xml", "*/*.xml", "*/*/*.xml",
	    "*/*/*/*.xml", "*/*/*/*/*.xml", "*/*/*/*/*/*.xml", NULL };
	struct source src = { .left = limits->max_bytes > SIZE_MAX / TIMES ?
	    SIZE_MAX : limits->max_bytes * TIMES, .max_depth = max_depth };
	const char *wrong = package_read(&src.pkg, bytes, parts, limits);

	if (wrong == NULL)
		wrong = read_documents(&src, out);
	package_free(&src.pkg);
	return wrong;
}
