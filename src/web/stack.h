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
	bool		 stopped;	/* the page is nested too deep */
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

/*
 * The length of the end tag of the innermost element if s begins with it,
 * written like the start tag and but for html, head and body; else 0.
 */
size_t	stack_innermost(const struct stack *, struct str s);

/* An end tag. */
void	stack_end(struct stack *, enum element, struct str name);

/* Whether text can stand in the innermost element. */
static inline bool
stack_takes_text(const struct stack *s)
{
	return stack_top(s) != ELEMENTS && stack_top(s) != E_HTML &&
	    stack_top(s) != E_HEAD;
}

/* Text: opens a paragraph where none can stand.  False without memory. */
bool	stack_text(struct stack *);

/* Closes the innermost element. */
void	stack_pop(struct stack *);

#endif
