/*
 * XML as a row of events, through libxml2's SAX2 interface: no entities
 * but XML's own are expanded, nothing outside the document is read.
 */
#ifndef GX_READ_XML_H
#define GX_READ_XML_H

#include "base/str.h"

struct libxml;			/* read/libxml.h */

/* An element as it begins; valid during the call only. */
struct xml_element {
	const char		*name;	/* without its prefix */
	const char		*uri;	/* its namespace; "" for none */
	const unsigned char	**atts;	/* libxml2's; for xml_attribute */
	size_t			 natts;
};

/* What is done with the events of a document; any may be NULL. */
struct xml_events {
	void	(*start)(void *to, const struct xml_element *);
	void	(*end)(void *to, const char *name);
	/* Text, in any number of pieces, UTF-8. */
	void	(*text)(void *to, struct str);
};

/*
 * Readies libxml2, which threads must not do at the same time, and has it
 * say nothing in this thread: before any use of it.  NULL if it cannot be
 * loaded.  From then on is told, of this thread, whether it got all the
 * memory it asked for; what it makes without may look whole.
 */
const struct libxml *xml_ready(void);
bool	xml_had_memory(void);

/*
 * Reads a document in whatever encoding it declares.  Returns NULL, or
 * what is wrong: not well-formed, nested deeper than max_depth elements,
 * no memory.  What came before was given to the events.
 */
const char *xml_read(struct str document, const struct xml_events *, void *to,
	    unsigned max_depth);

/*
 * The value of an attribute by its local name, in any namespace; a slice
 * of NULL where it is not there.
 */
struct str xml_attribute(const struct xml_element *, const char *name);

/* The same as a whole number, `otherwise` where it is none. */
long	xml_number(const struct xml_element *, const char *name,
	    long otherwise);

/* The same as a count from 1 to most; 1 where there is none. */
size_t	xml_count(const struct xml_element *, const char *name, size_t most);

#endif
