/*
 * The stack of open elements while a page is scanned.  Which elements a
 * tag closes, which ones it implies and when an end tag counts are
 * libxml2's rules; what is opened and closed is told to the page.
 */
#ifndef GX_WEB_STACK_H
#define GX_WEB_STACK_H

#include "web/webpage.h"

struct stack_element {
	enum element	e;
	struct str	name;
};

/* A stack with a page is empty.  It owns `open`. */
struct stack {
	struct page	*page;
	struct stack_element *open;	/* the innermost last */
	size_t		 n, room;
	size_t		 count[ELEMENTS];	/* open ones, by element */
	bool		 head, body;	/* there is or was one */
	unsigned	 discarded;	/* begin tags of html, head, body */
};

/* The innermost element; ELEMENTS where none is open. */
static inline enum element
stack_top(const struct stack *s)
{
	return s->n > 0 ? s->open[s->n - 1].e : ELEMENTS;
}

/*
 * A start tag; `closed`: it ends itself.  False without memory, or where no
 * element is left open.
 */
bool	stack_begin(struct stack *, const struct tag *, struct str name,
	    bool closed);

/* An end tag. */
void	stack_end(struct stack *, enum element, struct str name);

/* Text: opens a paragraph where none can stand.  False without memory. */
bool	stack_text(struct stack *);

/* Closes the innermost element. */
void	stack_pop(struct stack *);

#endif
