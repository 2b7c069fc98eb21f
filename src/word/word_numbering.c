#include <stdlib.h>

#include "base/utf8.h"
#include "word/word_numbering.h"
#include "word/wordml.h"

#define MAX_TEXT	256	/* bytes of a number's text; Word has 31 */
#define MAX_LINKED	1000	/* lists looked through for another one */

/* What is known while the part is read. */
struct reader {
	struct word_numbering	*to;
	struct word_list	*list;		/* being read; NULL: none */
	struct word_number	*number;	/* the same */
	struct word_level	*level;		/* the same */
	long			 override;	/* level; -1: none */
};

/* Room for one more in an array of n elements; the array is moved. */
static void *
grow(void *p, size_t n, size_t size)
{
	if ((n & (n - 1)) != 0)
		return p;
	return realloc(p, (n == 0 ? 1 : n * 2) * size);
}

static void
keep(struct word_numbering *n, struct str s, size_t *at, size_t *len)
{
	*at = n->texts.len;
	*len = s.n;
	buf_str(&n->texts, s);
}

static void
begin_list(struct reader *r, const struct xml_element *e)
{
	struct word_numbering *n = r->to;
	struct word_list *all = grow(n->lists, n->nlists, sizeof(*all));

	r->list = NULL;
	r->number = NULL;
	if (all == NULL) {
		n->failed = true;
		return;
	}
	n->lists = all;
	r->list = &all[n->nlists++];
	*r->list = (struct word_list){ .id = xml_number(e, "abstractNumId",
	    xml_number(e, "listDefId", -1)) };
}

static void
begin_number(struct reader *r, const struct xml_element *e)
{
	struct word_numbering *n = r->to;
	struct word_number *all = grow(n->numbers, n->nnumbers, sizeof(*all));
	int i;

	r->list = NULL;
	r->number = NULL;
	r->override = -1;
	if (all == NULL) {
		n->failed = true;
		return;
	}
	n->numbers = all;
	r->number = &all[n->nnumbers++];
	*r->number = (struct word_number){ .list = -1,
	    .id = xml_number(e, "numId", xml_number(e, "ilfo", -1)) };
	for (i = 0; i < WORD_LEVELS; i++)
		r->number->start[i] = -1;
}

/* A level of the list that is read, or of the number's override. */
static void
begin_level(struct reader *r, const struct xml_element *e)
{
	struct word_numbering *n = r->to;
	struct word_level *all;
	long i = xml_number(e, "ilvl", r->override);

	r->level = NULL;
	if (i < 0 || i >= WORD_LEVELS || (r->list == NULL &&
	    (r->number == NULL || r->override < 0)))
		return;
	all = grow(n->levels, n->nlevels, sizeof(*all));
	if (all == NULL) {
		n->failed = true;
		return;
	}
	n->levels = all;
	r->level = &all[n->nlevels++];
	*r->level = (struct word_level){ .restart = -1, .gap = true };
	if (r->list != NULL)
		r->list->level[i] = n->nlevels;
	else
		r->number->level[i] = n->nlevels;
}

static void
level_property(struct reader *r, const struct xml_element *e,
    enum word_kind kind)
{
	struct word_level *l = r->level;
	struct str val = xml_attribute(e, "val");

	switch (kind) {
	case WORD_START:
		l->start = xml_number(e, "val", 0);
		break;
	case WORD_NUMFMT:
		l->numeral = numeral_of_name(val);
		break;
	case WORD_NFC:
		l->numeral = numeral_of_code(xml_number(e, "val", 0));
		break;
	case WORD_RESTART:
		l->restart = xml_number(e, "val", -1);
		break;
	case WORD_ISLGL:
		l->legal = word_on(e);
		break;
	case WORD_VANISH:
		l->hidden = word_on(e);
		break;
	case WORD_SUFF:
		l->gap = !str_is(val, "nothing") && !str_is(val, "Nothing");
		break;
	case WORD_PSTYLE:
		keep(r->to, val, &l->style, &l->style_n);
		break;
	case WORD_LVLTEXT:
		if (val.n <= MAX_TEXT)
			keep(r->to, val, &l->text, &l->text_n);
		break;
	default:
		break;
	}
}

static void
list_property(struct reader *r, const struct xml_element *e,
    enum word_kind kind)
{
	struct str val = xml_attribute(e, "val");

	if (kind == WORD_STYLELINK)
		keep(r->to, val, &r->list->defines, &r->list->defines_n);
	else if (kind == WORD_NUMSTYLELINK)
		keep(r->to, val, &r->list->uses, &r->list->uses_n);
}

static void
number_property(struct reader *r, const struct xml_element *e,
    enum word_kind kind)
{
	if (kind == WORD_LISTOF)
		r->number->list = xml_number(e, "val", -1);
	else if (kind == WORD_OVERRIDE) {
		r->override = xml_number(e, "ilvl", -1);
		if (r->override >= WORD_LEVELS)
			r->override = -1;
	} else if (kind == WORD_START && r->override >= 0)
		r->number->start[r->override] = xml_number(e, "val", -1);
}

static void
on_start(void *to, const struct xml_element *e)
{
	struct reader *r = to;
	enum word_kind kind = word_definition(e);

	if (kind == WORD_LIST)
		begin_list(r, e);
	else if (kind == WORD_NUM)
		begin_number(r, e);
	else if (kind == WORD_LVL)
		begin_level(r, e);
	else if (r->level != NULL)
		level_property(r, e, kind);
	else if (r->list != NULL)
		list_property(r, e, kind);
	else if (r->number != NULL)
		number_property(r, e, kind);
}

static void
on_end(void *to, const char *name)
{
	struct reader *r = to;

	if (strcmp(name, "lvl") == 0)
		r->level = NULL;
	else if (strcmp(name, "lvlOverride") == 0)
		r->override = -1;
	else if (strcmp(name, "abstractNum") == 0 ||
	    strcmp(name, "listDef") == 0)
		r->list = NULL;
}

static int
by_list(const void *a, const void *b)
{
	const struct word_list *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

static int
by_number(const void *a, const void *b)
{
	const struct word_number *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

const char *
word_numbering_read(struct word_numbering *n, struct str xml,
    unsigned max_depth)
{
	static const struct xml_events events = {
		.start = on_start, .end = on_end
	};
	struct reader r = { .to = n };
	const char *wrong;

	*n = (struct word_numbering){ 0 };
	wrong = xml_read(xml, &events, &r, max_depth);
	if (n->failed || n->texts.failed)
		return "out of memory";
	if (n->nlists > 0)
		qsort(n->lists, n->nlists, sizeof(*n->lists), by_list);
	if (n->nnumbers > 0)
		qsort(n->numbers, n->nnumbers, sizeof(*n->numbers),
		    by_number);
	return wrong;
}

static struct str
text_of(const struct word_numbering *n, size_t at, size_t len)
{
	return len == 0 ? (struct str){ "", 0 } :
	    (struct str){ n->texts.s + at, len };
}

static struct word_number *
find_number(const struct word_numbering *n, long id)
{
	struct word_number key = { .id = id };

	return n->nnumbers == 0 ? NULL : bsearch(&key, n->numbers,
	    n->nnumbers, sizeof(key), by_number);
}

static struct word_list *
find_list(const struct word_numbering *n, long id)
{
	struct word_list key = { .id = id };

	return n->nlists == 0 ? NULL : bsearch(&key, n->lists, n->nlists,
	    sizeof(key), by_list);
}

/* The levels of a list, which may be those of another one. */
static const struct word_list *
levels_of(const struct word_numbering *n, const struct word_list *list)
{
	struct str uses = text_of(n, list->uses, list->uses_n);
	size_t i, most = n->nlists < MAX_LINKED ? n->nlists : MAX_LINKED;

	for (i = 0; uses.n > 0 && i < most; i++)
		if (str_eq(uses, text_of(n, n->lists[i].defines,
		    n->lists[i].defines_n)))
			return &n->lists[i];
	return list;
}

/* A level as this number has it; NULL where it is not defined. */
static const struct word_level *
level_of(const struct word_numbering *n, const struct word_number *number,
    const struct word_list *levels, long i)
{
	size_t at = number->level[i] > 0 ? number->level[i] :
	    levels->level[i];

	return at > 0 ? &n->levels[at - 1] : NULL;
}

static unsigned long
start_of(const struct word_numbering *n, const struct word_number *number,
    const struct word_list *levels, long i)
{
	const struct word_level *l = level_of(n, number, levels, i);
	long start = number->start[i] >= 0 ? number->start[i] :
	    l != NULL ? l->start : 0;

	return start > 0 ? (unsigned long)start : 0;
}

/* The levels below one that counts begin anew, if they are to. */
static void
restart_below(const struct word_numbering *n, const struct word_number *number,
    struct word_list *list, const struct word_list *levels, long level)
{
	const struct word_level *l;
	long i;

	for (i = level + 1; i < WORD_LEVELS; i++) {
		l = level_of(n, number, levels, i);
		if (l == NULL || l->restart < 0 || level < l->restart)
			list->begun &= ~(1u << i);
	}
}

/* A number of its own start begins there when it is first used. */
static void
first_use(struct word_number *number, struct word_list *list)
{
	long i;

	for (i = 0; !number->used && i < WORD_LEVELS; i++)
		if (number->start[i] >= 0)
			list->begun &= ~(1u << i);
	number->used = true;
}

static void
put_bullet(struct buf *out, struct str text)
{
	static const char *const signs[] = { "-", "+", "\xE2\x80\x93",
	    "\xE2\x80\x94", "\xE2\x88\x92", "\xEF\xBC\x8D", "\xEF\xBC\x8B" };
	size_t i;

	for (i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (str_is(text, signs[i]))
			buf_str(out, text);
}

/* Appends the text of a level, %1 to %9 replaced by the counts. */
static void
put_number(const struct word_numbering *n, const struct word_number *number,
    const struct word_list *list, const struct word_list *levels, long level,
    struct buf *out)
{
	const struct word_level *l = level_of(n, number, levels, level), *of;
	struct str text = text_of(n, l->text, l->text_n);
	size_t i;
	long k;

	for (i = 0; i < text.n; i++) {
		if (text.s[i] != '%' || i + 1 == text.n ||
		    text.s[i + 1] < '1' || text.s[i + 1] > '9') {
			buf_byte(out, text.s[i]);
			continue;
		}
		k = text.s[++i] - '1';
		of = level_of(n, number, levels, k);
		if (k > level || of == NULL)
			continue;
		numeral_put(out, l->legal && of->numeral != NUMERAL_NONE ?
		    NUMERAL_DECIMAL : of->numeral,
		    (list->begun & 1u << k) != 0 ? list->count[k] :
		    start_of(n, number, levels, k));
	}
}

bool
word_numbering_count(struct word_numbering *n, long id, long level,
    struct buf *out)
{
	struct word_number *number = find_number(n, id);
	struct word_list *list;
	const struct word_list *levels;
	const struct word_level *l;
	size_t before = out->len;

	if (number == NULL || level < 0 || level >= WORD_LEVELS ||
	    (list = find_list(n, number->list)) == NULL)
		return false;
	levels = levels_of(n, list);
	if ((l = level_of(n, number, levels, level)) == NULL)
		return false;
	first_use(number, list);
	if ((list->begun & 1u << level) != 0)
		list->count[level]++;
	else
		list->count[level] = start_of(n, number, levels, level);
	list->begun |= 1u << level;
	restart_below(n, number, list, levels, level);
	if (l->hidden)
		return false;
	if (l->numeral == NUMERAL_BULLET)
		put_bullet(out, text_of(n, l->text, l->text_n));
	else
		put_number(n, number, list, levels, level, out);
	return l->gap && out->len > before;
}

long
word_numbering_level(const struct word_numbering *n, long id,
    struct str style)
{
	const struct word_number *number = find_number(n, id);
	const struct word_list *list, *levels;
	const struct word_level *l;
	long i;

	if (number == NULL || (list = find_list(n, number->list)) == NULL)
		return 0;
	levels = levels_of(n, list);
	for (i = 0; i < WORD_LEVELS; i++) {
		l = level_of(n, number, levels, i);
		if (l != NULL && l->style_n > 0 && str_eq(style,
		    text_of(n, l->style, l->style_n)))
			return i;
	}
	return 0;
}

void
word_numbering_free(struct word_numbering *n)
{
	free(n->levels);
	free(n->lists);
	free(n->numbers);
	buf_free(&n->texts);
	*n = (struct word_numbering){ 0 };
}
