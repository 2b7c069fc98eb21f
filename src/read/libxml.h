/*
 * The functions of libxml2, without xml or html ahead of their names.  As
 * with libarchive, it is loaded for the first document that needs it, where
 * the system can do that (GX_LIBXML is the library's name), and else linked.
 */
#ifndef GX_READ_LIBXML_H
#define GX_READ_LIBXML_H

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>

#define LIBXML_FUNCTIONS(X) \
	X(html, CreatePushParserCtxt) X(html, CtxtUseOptions) \
	X(html, FreeParserCtxt) X(html, ParseChunk) \
	X(xml, CreatePushParserCtxt) X(xml, CtxtUseOptions) X(xml, FreeDoc) \
	X(xml, FreeParserCtxt) X(xml, InitParser) X(xml, MemSetup) \
	X(xml, ParseChunk) X(xml, SetGenericErrorFunc) X(xml, StopParser)

struct libxml {
#define LIBXML_MEMBER(kind, name)	__typeof__(kind##name) *kind##_##name;
	LIBXML_FUNCTIONS(LIBXML_MEMBER)
#undef LIBXML_MEMBER
};

/*
 * The library; NULL if it cannot be loaded.  It lives as long as the
 * program.  It must be made ready by xml_ready() before anything is parsed.
 */
const struct libxml *libxml(void);

#endif
