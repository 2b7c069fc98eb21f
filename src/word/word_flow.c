#include <stdlib.h>

#include "word/word_flow.h"

#define MAX_FIELDS	64

struct word_flow *
word_flow_begin(struct word_flow *outer, struct buf *out,
    struct word_lists *lists)
{
	struct word_flow *f = calloc(1, sizeof(*f));

	if (f == NULL)
		return NULL;
	f->outer = outer;
	f->lists = lists;
	f->tables.out = out;
	f->run.shown = true;
	return f;
}

static void
add_boxes(struct word_flow *f)
{
	if (f->boxes.len == 0)
		return;
	tables_end_line(&f->tables);
	buf_str(tables_sink(&f->tables), buf_slice(&f->boxes));
	f->tables.failed |= f->boxes.failed;
	buf_reset(&f->boxes);
}

struct word_flow *
word_flow_end(struct word_flow *f, bool *failed)
{
	struct word_flow *outer = f->outer;

	tables_finish(&f->tables);
	add_boxes(f);
	*failed |= f->tables.failed;
	buf_free(&f->boxes);
	free(f);
	return outer;
}

static struct word_numbering *
need_numbering(struct word_lists *l)
{
	if (!l->read && l->part.n > 0)
		l->wrong = word_numbering_read(&l->numbering, l->part,
		    l->max_depth);
	l->read = true;
	return &l->numbering;
}

/* Counts the paragraph and shows its number, before the text to come. */
static void
put_number(struct word_flow *f, struct str before)
{
	const struct word_style *s = f->paragraph.style;
	struct buf *line = &f->tables.line;
	long num = f->paragraph.num, level = f->paragraph.level;
	struct word_numbering *all;
	size_t start = line->len;
	bool gap;

	f->paragraph.pending = false;
	if (num == WORD_UNSET && s != NULL)
		num = s->num;
	if (num <= 0)
		return;
	all = need_numbering(f->lists);
	if (level == WORD_UNSET && f->paragraph.num == WORD_UNSET)
		level = s->level != WORD_UNSET ? s->level :
		    word_numbering_level(all, num, s->numbered);
	gap = word_numbering_count(all, num, level < 0 ? 0 : level, line);
	if (line->len > start && (gap || tables_may_fuse(before)))
		buf_byte(line, ' ');
}

void
word_flow_paragraph(struct word_flow *f, const struct word_style *style)
{
	f->paragraph.style = style;
	f->paragraph.num = f->paragraph.level = WORD_UNSET;
	f->paragraph.pending = f->tables.line.len == 0;
	f->paragraph.gone = false;
}

/*
 * The paragraph goes on in the next one when its mark is gone.  The
 * instruction of a field ends with it, even if nothing says so.
 */
void
word_flow_paragraph_end(struct word_flow *f)
{
	if (f->paragraph.gone)
		f->apart = true;
	else {
		if (f->paragraph.pending)
			put_number(f, (struct str){ NULL, 0 });
		tables_end_line(&f->tables);
		f->apart = false;
	}
	f->instructions = 0;
	add_boxes(f);
}

void
word_flow_run(struct word_flow *f)
{
	f->run.style = NULL;
	f->run.vanish = f->run.apart = -1;
	f->run.marked = false;
	word_flow_settle(f);
}

void
word_flow_run_end(struct word_flow *f)
{
	f->run.shown = true;
	f->run.marked = false;
}

void
word_flow_settle(struct word_flow *f)
{
	const struct word_style *p = f->paragraph.style, *r = f->run.style;
	bool vanish = (p != NULL && p->vanish > 0) !=
	    (r != NULL && r->vanish > 0);

	f->run.shown = !(f->run.vanish < 0 ? vanish : f->run.vanish);
	f->run.stands_apart = f->run.apart < 0 ? (r != NULL && r->apart > 0) ||
	    (p != NULL && p->apart > 0) : f->run.apart;
}

bool
word_flow_shown(const struct word_flow *f)
{
	return f->run.shown && !f->run.marked && f->instructions == 0;
}

void
word_flow_text(struct word_flow *f, struct str s)
{
	if (s.n == 0 || !word_flow_shown(f))
		return;
	if (f->paragraph.pending)
		put_number(f, s);
	else if ((f->apart || f->run.stands_apart != f->stood_apart) &&
	    tables_may_fuse(s))
		buf_byte(&f->tables.line, ' ');
	buf_str(&f->tables.line, s);
	f->apart = false;
	f->stood_apart = f->run.stands_apart;
}

/* The number of a paragraph waits for text: a page may break before it. */
void
word_flow_break(struct word_flow *f)
{
	if (f->paragraph.pending || !word_flow_shown(f))
		return;
	if (tables_sink(&f->tables) == f->tables.out)
		tables_end_line(&f->tables);
	else
		buf_byte(&f->tables.line, '\n');
}

void
word_flow_tab(struct word_flow *f)
{
	if (!f->paragraph.pending && word_flow_shown(f))
		buf_byte(&f->tables.line, '\t');
}

void
word_flow_field(struct word_flow *f, struct str type)
{
	if (str_is(type, "begin")) {
		if (f->nfields < MAX_FIELDS)
			f->instructions |= (uint64_t)1 << f->nfields;
		f->nfields++;
	} else if (f->nfields > 0) {
		if (f->nfields <= MAX_FIELDS)
			f->instructions &= ~((uint64_t)1 << (f->nfields - 1));
		f->nfields -= str_is(type, "end");
	}
}

struct word_row *
word_flow_row(struct word_flow *f)
{
	return f->tables.n > 0 ? &f->rows[f->tables.n - 1] : NULL;
}
