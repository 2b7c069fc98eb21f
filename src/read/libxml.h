/*
 * The functions of libxml2.  As libarchive it is loaded for the first
 * document that needs it, where the system can do that (GX_LIBXML is the
 * library's name), and else linked.
 */
#ifndef GX_READ_LIBXML_H
#define GX_READ_LIBXML_H

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>

#include "base/load.h"

#define LIBXML(X) \
	X(htmlCreatePushParserCtxt) X(htmlCtxtUseOptions) \
	X(htmlFreeParserCtxt) X(htmlParseChunk) X(xmlCreatePushParserCtxt) \
	X(xmlCtxtUseOptions) X(xmlFreeDoc) X(xmlFreeParserCtxt) \
	X(xmlInitParser) X(xmlMemSetup) X(xmlParseChunk) \
	X(xmlSetGenericErrorFunc) X(xmlStopParser)

struct libxml {
	LIBXML(LOAD_MEMBER)
};

/*
 * The library; NULL if it cannot be loaded.  It lives as long as the
 * program.  It must be made ready by xml_ready() before anything is parsed.
 */
const struct libxml *libxml(void);

#endif
