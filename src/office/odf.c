#include "office/odf.h"
#include "office/odf_body.h"

static void
on_manifest(void *to, const struct xml_element *e)
{
	bool *encrypted = to;

	if (strcmp(e->name, "encryption-data") == 0)
		*encrypted = true;
}

/* Whether the manifest says that parts are encrypted. */
static bool
is_encrypted(struct str manifest, unsigned max_depth)
{
	static const struct xml_events look = { .start = on_manifest };
	bool encrypted = false;

	if (manifest.n > 0)
		xml_read(manifest, &look, &encrypted, max_depth);
	return encrypted;
}

static const char *
read_parts(const struct package *pkg, size_t max_bytes, unsigned max_depth,
    struct buf *out)
{
	struct str styles = package_part(pkg, "styles.xml");
	struct odf_body *b = odf_body_new(max_bytes, max_depth, out);
	const char *wrong = NULL, *failed;

	if (b == NULL)
		return "out of memory";
	if (styles.n > 0)
		wrong = odf_body_read(b, styles, true);
	if (wrong == NULL)
		wrong = odf_body_read(b, package_part(pkg, "content.xml"),
		    false);
	failed = odf_body_free(b);
	return wrong == NULL ? failed : wrong;
}

const char *
odf_text(struct str zip, const struct package_limits *limits,
    unsigned max_depth, struct buf *out)
{
	static const char *const wanted[] = { "content.xml", "styles.xml",
	    "META-INF/manifest.xml", NULL };
	struct package pkg;
	const char *wrong = package_read(&pkg, zip, wanted, limits);

	if (wrong == NULL && is_encrypted(package_part(&pkg,
	    "META-INF/manifest.xml"), max_depth))
		wrong = "an encrypted office document";
	if (wrong == NULL)
		wrong = read_parts(&pkg, limits->max_bytes, max_depth, out);
	package_free(&pkg);
	return wrong;
}

/* The name of the first element that begins in s, with its prefix. */
static struct str
first_element(struct str s)
{
	size_t n;

	for (; s.n > 1; s = str_from(s, 1))
		if (*s.s == '<' && (s.s[1] | 0x20) >= 'a' &&
		    (s.s[1] | 0x20) <= 'z')
			break;
	for (n = 1; n < s.n && strchr(" \t\r\n/>", s.s[n]) == NULL; n++)
		;
	return s.n > 1 ? (struct str){ s.s + 1, n - 1 } :
	    (struct str){ NULL, 0 };
}

bool
odf_is_flat(struct str xml)
{
	struct str s = xml;

	s.n = s.n < 4096 ? s.n : 4096;
	return str_ends(first_element(s), ":document") && str_find(s,
	    "urn:oasis:names:tc:opendocument:xmlns:office:1.0") >= 0;
}

const char *
odf_flat_text(struct str xml, size_t max_bytes, unsigned max_depth,
    struct buf *out)
{
	struct odf_body *b = odf_body_new(max_bytes, max_depth, out);
	const char *wrong, *failed;

	if (b == NULL)
		return "out of memory";
	wrong = odf_body_read(b, xml, false);
	failed = odf_body_free(b);
	return wrong == NULL ? failed : wrong;
}
