/*
 * The document is fed in pieces, so that a parser that is stopped stops
 * soon.  Predefined entities and character references are replaced by
 * libxml2 (in attributes '&' only where it substitutes entities); an entity
 * a document declares itself is an error: office files have none, and bombs
 * are made of them.
 */
#include <pthread.h>
#include <stdlib.h>

#include "read/libxml.h"
#include "read/xml.h"

#define PIECE	65536

struct reader {
	const struct xml_events	*events;
	void			*to;
	unsigned		 depth, max_depth;
	bool			 declares;	/* entities of its own */
	const struct libxml	*lib;
	xmlParserCtxtPtr	 ctxt;
};

static void
on_start(void *self, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int nns, const xmlChar **ns, int natts,
    int ndefaulted, const xmlChar **atts)
{
	struct reader *r = self;
	struct xml_element e = { (const char *)name,
	    uri == NULL ? "" : (const char *)uri, atts, (size_t)natts };

	(void)prefix;
	(void)nns;
	(void)ns;
	(void)ndefaulted;
	if (++r->depth > r->max_depth)
		r->lib->xmlStopParser(r->ctxt);
	else if (r->events->start != NULL)
		r->events->start(r->to, &e);
}

static void
on_end(void *self, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri)
{
	struct reader *r = self;

	(void)prefix;
	(void)uri;
	r->depth--;
	if (r->events->end != NULL)
		r->events->end(r->to, (const char *)name);
}

static void
on_text(void *self, const xmlChar *s, int n)
{
	struct reader *r = self;

	if (r->events->text != NULL)
		r->events->text(r->to,
		    (struct str){ (const char *)s, (size_t)n });
}

static void
on_entity(void *self, const xmlChar *name, int type, const xmlChar *public,
    const xmlChar *system, xmlChar *content)
{
	struct reader *r = self;

	(void)name;
	(void)type;
	(void)public;
	(void)system;
	(void)content;
	r->declares = true;
	r->lib->xmlStopParser(r->ctxt);
}

static void
on_message(void *self, const char *fmt, ...)
{
	(void)self;
	(void)fmt;
}

/* Feeds all of s; what is wrong. */
static const char *
feed(struct reader *r, struct str s)
{
	size_t n;
	int error = 0;

	for (; s.n > 0 && error == 0 && r->depth <= r->max_depth &&
	    !r->declares; s = str_from(s, n)) {
		n = s.n < PIECE ? s.n : PIECE;
		error = r->lib->xmlParseChunk(r->ctxt, s.s, (int)n, 0);
	}
	if (r->depth > r->max_depth)
		return "nested too deep";
	if (r->declares)
		return "XML with entities of its own, which is not read";
	if (error == 0)
		error = r->lib->xmlParseChunk(r->ctxt, NULL, 0, 1);
	if (error == XML_ERR_NO_MEMORY)
		return "out of memory";
	return error != 0 ? "XML that is damaged" : NULL;
}

/* Whether libxml2 lacked memory, in this thread. */
static _Thread_local bool lacked;

static void *
take(size_t n)
{
	void *p = malloc(n);

	lacked |= p == NULL && n != 0;
	return p;
}

static void *
take_more(void *p, size_t n)
{
	void *q = realloc(p, n);

	lacked |= q == NULL && n != 0;
	return q;
}

static char *
copy(const char *s)
{
	size_t n = strlen(s) + 1;
	char *p = take(n);

	return p != NULL ? memcpy(p, s, n) : NULL;
}

/* Whether libxml2 is to be used; it was not set up without memory. */
static bool ready;

static void
set_up(void)
{
	const struct libxml *lib = libxml();

	if (lib == NULL)
		return;
	lib->xmlMemSetup(free, take, take_more, copy);
	lib->xmlSetGenericErrorFunc(NULL, on_message);
	lib->xmlInitParser();
	ready = !lacked;
}

const struct libxml *
xml_ready(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	lacked = false;
	pthread_once(&once, set_up);
	if (libxml() != NULL)
		libxml()->xmlSetGenericErrorFunc(NULL, on_message);
	return libxml();
}

bool
xml_had_memory(void)
{
	return ready && !lacked;
}

const char *
xml_read(struct str document, const struct xml_events *events, void *to,
    unsigned max_depth)
{
	xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC,
	    .startElementNs = on_start, .endElementNs = on_end,
	    .characters = on_text, .ignorableWhitespace = on_text,
	    .cdataBlock = on_text, .entityDecl = on_entity,
	    .warning = on_message, .error = on_message };
	struct reader r = { .events = events, .to = to,
	    .max_depth = max_depth, .lib = xml_ready() };
	const char *wrong;

	if (r.lib == NULL)
		return "libxml2 cannot be loaded";
	r.ctxt = r.lib->xmlCreatePushParserCtxt(&sax, &r, NULL, 0, NULL);
	if (r.ctxt == NULL)
		return "out of memory";
	r.lib->xmlCtxtUseOptions(r.ctxt, XML_PARSE_NOENT | XML_PARSE_NONET |
	    XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	wrong = feed(&r, document);
	/* What a document type declares is kept in a tree. */
	r.lib->xmlFreeDoc(r.ctxt->myDoc);
	r.ctxt->myDoc = NULL;
	r.lib->xmlFreeParserCtxt(r.ctxt);
	return xml_had_memory() ? wrong : "out of memory";
}

/* libxml2 gives five pointers an attribute: name, prefix, URI, value, end. */
struct str
xml_attribute(const struct xml_element *e, const char *name)
{
	const unsigned char **a;
	size_t i;

	for (i = 0; i < e->natts; i++) {
		a = e->atts + 5 * i;
		if (strcmp((const char *)a[0], name) == 0)
			return (struct str){ (const char *)a[3],
			    (size_t)(a[4] - a[3]) };
	}
	return (struct str){ NULL, 0 };
}

long
xml_number(const struct xml_element *e, const char *name, long otherwise)
{
	struct str s = xml_attribute(e, name);
	char digits[24], *end;
	long n;

	if (s.n == 0 || s.n >= sizeof(digits))
		return otherwise;
	memcpy(digits, s.s, s.n);
	digits[s.n] = '\0';
	n = strtol(digits, &end, 10);
	return end == digits ? otherwise : n;
}

size_t
xml_count(const struct xml_element *e, const char *name, size_t most)
{
	long n = xml_number(e, name, 1);

	return n < 1 ? 1 : (size_t)n > most ? most : (size_t)n;
}
