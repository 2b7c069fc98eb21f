#include <stdlib.h>

#include "base/ascii.h"
#include "web/stack.h"

static bool
push(struct stack *st, const struct tag *t, struct str name)
{
	size_t room = st->room > 0 ? st->room * 2 : 64;
	struct stack_element *bigger;

	if (st->n == st->room) {
		bigger = realloc(st->open, room * sizeof(*bigger));
		if (bigger == NULL)
			return false;
		st->open = bigger;
		st->room = room;
	}
	if (t->element == E_HEAD || t->element == E_BODY) {
		st->head = true;
		st->body |= t->element == E_BODY;
	}
	st->open[st->n++] = (struct stack_element){ t->element, name };
	st->count[t->element]++;
	page_start(st->page, t);
	st->stopped = page_stopped(st->page);
	return true;
}

static bool
push_implied(struct stack *st, enum element e)
{
	const struct tag t = { .element = e };

	return push(st, &t, (struct str){ NULL, 0 });
}

void
stack_pop(struct stack *st)
{
	enum element e = st->open[--st->n].e;

	st->count[e]--;
	page_end(st->page, e);
}

/* Closes what a start tag closes. */
static void
auto_close(struct stack *st, enum element e)
{
	while (st->n > 0 && element_closes(e, stack_top(st)))
		stack_pop(st);
}

/* Opens what must be around an element and is not there. */
static bool
imply(struct stack *st, enum element e)
{
	if (e == E_HTML || (st->n > 1 && st->body))
		return true;
	if (st->n == 0 && !push_implied(st, E_HTML))
		return false;
	if (e == E_BODY || e == E_HEAD)
		return true;
	if (st->n <= 1 && (e == E_SCRIPT || e == E_STYLE || e == E_META ||
	    e == E_LINK || e == E_TITLE || e == E_BASE))
		return st->head || push_implied(st, E_HEAD);
	if (e == E_NOFRAMES || e == E_FRAME || e == E_FRAMESET || st->body ||
	    st->count[E_HEAD] > 0)
		return true;
	return push_implied(st, E_BODY);
}

bool
stack_text(struct stack *st)
{
	if (stack_takes_text(st))
		return true;
	auto_close(st, E_P);
	return imply(st, E_P) && push_implied(st, E_P);
}

/* Whether the begin tag of html, head or body stands where it is none. */
static bool
is_misplaced(const struct stack *st, enum element e)
{
	return (e == E_HTML && st->n > 0) || (e == E_HEAD && st->n != 1) ||
	    (e == E_BODY && st->count[E_BODY] > 0);
}

bool
stack_begin(struct stack *st, const struct tag *t, struct str name,
    bool closed)
{
	auto_close(st, t->element);
	if (!imply(st, t->element))
		return false;
	if (is_misplaced(st, t->element))
		st->discarded++;
	else if (!push(st, t, name))
		return false;
	if (closed || element_is_empty(stack_top(st)))
		stack_pop(st);
	return st->n > 0;
}

/* Whether an open element has that name. */
static bool
is_named(const struct stack_element *o, enum element e, struct str name)
{
	size_t i;

	if (o->e != e || e != E_OTHER)
		return o->e == e;
	if (o->name.n != name.n)
		return false;
	for (i = 0; i < name.n; i++)
		if (ascii_lower(o->name.s[i]) != ascii_lower(name.s[i]))
			return false;
	return true;
}

size_t
stack_innermost(const struct stack *st, struct str s)
{
	const struct stack_element *o = st->open + st->n - (st->n > 0);
	const size_t n = st->n > 0 ? o->name.n : 0;

	return n > 0 && s.n > n + 2 && s.s[n + 2] == '>' &&
	    memcmp(s.s + 2, o->name.s, n) == 0 && o->e != E_HTML &&
	    o->e != E_HEAD && o->e != E_BODY ? n + 3 : 0;
}

void
stack_end(struct stack *st, enum element e, struct str name)
{
	size_t i;

	if (st->discarded > 0 &&
	    (e == E_HTML || e == E_HEAD || e == E_BODY)) {
		st->discarded--;
		return;
	}
	if (st->count[e] == 0)
		return;
	for (i = st->n; i > 0 && !is_named(&st->open[i - 1], e, name); i--)
		if (element_priority(st->open[i - 1].e) > element_priority(e))
			return;
	while (i > 0 && st->n >= i)
		stack_pop(st);
}
