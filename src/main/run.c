/*
 * The thread that walks also writes: it reads a document whole, unpacked or
 * as a zip stores it, gives it to the pool and, while the pool is full,
 * takes the oldest result.  What is held is bounded by the pool: two
 * documents a worker, and their results up to a few MiB each.  Problems
 * found by workers are carried with the result and said in its turn, so
 * standard error does not depend on the number of threads.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "main/guard.h"
#include "main/job.h"
#include "main/pool.h"
#include "main/progress.h"
#include "main/run.h"
#include "main/say.h"
#include "main/words.h"
#include "open/walk.h"
#include "write/records.h"
#include "write/wide.h"

#define FIRST	((size_t)1024)		/* of a line that is looked for */
#define PEEK	((size_t)65536)

static const char nomem[] = "out of memory";

struct run {
	const struct stage	*stage;
	struct stage		 makes;		/* whose records jobs make */
	const struct options	*options;
	struct broker		*broker;	/* NULL: none */
	struct output		 output;
	struct pool		*pool;
	struct blocks		*blocks;	/* once a stream wants them */
	struct arena		*arenas;	/* one a worker */
	struct job		*gathering;	/* sections of one report */
	bool			 problems;
	bool			 header;	/* is still to be printed */
	struct progress		 progress;
};

void
run_problem(void *to, const char *name, const char *what)
{
	struct run *r = to;

	r->problems = true;
	progress_clear(&r->progress);
	say(r->stage->program, name, what);
	if (r->stage->problem != NULL)
		r->stage->problem(r->stage->to, name, what);
}

struct output *
run_output(struct run *r)
{
	return &r->output;
}

int
run_write(void *output, struct str s)
{
	return output_add(output, s);
}

static void
print_header(struct run *r)
{
	const struct options *o = r->options;
	struct buf wide = { 0 };

	if (!r->header)
		return;
	r->header = false;
	if (o->wide) {
		wide_header(&wide, o->tables);
		if (wide.failed)
			r->output.error = ENOMEM;
		output_add(&r->output, buf_slice(&wide));
		buf_free(&wide);
		return;
	}
	output_add(&r->output, str_of(
	    r->stage->program == GXSPLIT ? sections_header :
	    o->explain ? explain_header :
	    o->labels ? labels_header : cells_header));
}

/*
 * Hands the records of a source to the program; none behind the one that
 * memory was not enough for.
 */
static void
take_records(struct run *r, struct source *src, enum stream_kind kind)
{
	bool (*take)(void *, const struct record *, size_t, const char **) =
	    kind == STREAM_SECTIONS ? r->stage->section : r->stage->record;
	struct stream *s = stream_new(src, kind);
	const struct record *record;
	const char *why = nomem;
	int got = -1;

	if (s != NULL && kind == STREAM_SUMS)
		stream_keys(s, r->options->by);
	while (s != NULL && r->output.error == 0 &&
	    (got = stream_next(s, &record)) != 0) {
		if (got > 0 && record->line % 65536 == 0)
			progress_step(&r->progress);
		if (got < 0)
			why = stream_error(s);
		else if (take(r->stage->to, record, src->operand, &why))
			continue;
		run_problem(r, src->name, why);
		if (stream_dead(s) || strcmp(why, nomem) == 0)
			break;
	}
	if (s == NULL)
		run_problem(r, src->name, why);
	stream_free(s);
}

/* A source whose blocks are read by several threads. */
struct shared {
	struct run		*run;
	const struct source	*src;
};

static bool
take_shared(void *to, const struct record *record, const char **why)
{
	const struct shared *s = to;

	return s->run->stage->record(s->run->stage->to, record,
	    s->src->operand, why);
}

static void
shared_problem(void *to, const char *what)
{
	const struct shared *s = to;

	run_problem(s->run, s->src->name, what);
}

static bool
shared_step(void *to)
{
	const struct shared *s = to;

	progress_step(&s->run->progress);
	return true;
}

/* Whether cells are read by several threads, which are readied then. */
static bool
shares(struct run *r)
{
	if (r->stage->parts == NULL || pool_workers(r->pool) == 1)
		return false;
	if (r->blocks == NULL)
		r->blocks = blocks_new((unsigned)pool_workers(r->pool),
		    r->stage->parts, r->stage->to);
	return r->blocks != NULL;
}

/* As take_records, in blocks. */
static void
share_records(struct run *r, struct source *src)
{
	struct shared s = { r, src };
	const struct blocks_calls calls = { take_shared, shared_problem,
	    shared_step, &s };
	struct stream *st = stream_new(src, STREAM_CELLS);

	if (st == NULL)
		run_problem(r, src->name, nomem);
	else
		blocks_read(r->blocks, st, src, &calls);
	stream_free(st);
}

/* The next line of problems: name and what, NUL-terminated in place. */
static char *
next_problem(char *p, char **name, char **what)
{
	char *tab = strchr(p, '\t'), *end = strchr(p, '\n');

	if (tab == NULL || end == NULL)
		return NULL;
	*tab = *end = '\0';
	*name = p;
	*what = tab + 1;
	return end + 1;
}

static void
say_problems(struct run *r, struct job *j)
{
	char *name, *what, *p;

	if (j->problem.len == 0 && !j->problem.failed)
		return;
	if (*buf_z(&j->problem) == '\0') {
		run_problem(r, buf_z(&j->name), nomem);
		return;
	}
	for (p = j->problem.s; (p = next_problem(p, &name, &what)) != NULL; )
		run_problem(r, name, what);
}

/* In the writing thread: what a job made so far, which is taken away. */
static void
on_part(void *to, void *job)
{
	struct run *r = to;
	struct job *j = job;
	struct source src = { .name = buf_z(&j->name),
	    .operand = j->operand, .end = true };

	say_problems(r, j);
	if (j->output.failed || j->kept.failed) {
		run_problem(r, src.name, nomem);
	} else if (r->stage->made != NULL) {
		if (!r->stage->made(r->stage->to, buf_slice(&j->output),
		    buf_slice(&j->kept)))
			run_problem(r, src.name, nomem);
	} else if (r->stage->record == NULL) {
		print_header(r);
		output_add(&r->output, buf_slice(&j->output));
	} else if (j->output.len > 0) {
		src.head = j->output;
		take_records(r, &src, r->makes.program == GXSPLIT ?
		    STREAM_SECTIONS : STREAM_CELLS);
	}
	buf_clear(&j->output);
	buf_clear(&j->kept);
	buf_clear(&j->problem);
}

static void
on_done(void *to, void *job)
{
	struct run *r = to;
	struct job *j = job;

	on_part(r, j);
	progress_add(&r->progress, j->read + j->input.len);
	job_free(j);
}

/* In a worker's thread, for job.c. */
static void
hand_over(void *to, struct job *j)
{
	const struct run *r = to;

	pool_part(r->pool, j);
}

static void
on_work(void *to, size_t worker, void *job)
{
	const struct run *r = to;

	arena_reset(&r->arenas[worker]);
	job_work(job, &r->arenas[worker], &r->makes, r->options, r->broker);
}

/*
 * The bytes of a document, which are unpacked in a worker's thread if they
 * can be; non-zero on an error.
 */
static int
take_document(struct run *r, struct source *src, struct job *j)
{
	size_t limit = r->options->max_document;

	if (src->later != NULL)
		j->stored = src->later(src, limit);
	return j->stored != NULL ? 0 : source_slurp(src, &j->input, limit);
}

static void
visit_report(struct run *r, struct source *src)
{
	struct job *j = job_new(str_of(src->name), src->operand);

	if (j == NULL || take_document(r, src, j) != 0) {
		pool_drain(r->pool);
		run_problem(r, src->name, j == NULL ? nomem :
		    src->error);
		job_free(j);
		return;
	}
	if (j->input.len == 0 && j->stored == NULL) {
		pool_drain(r->pool);
		run_problem(r, src->name, "empty");
		job_free(j);
		return;
	}
	j->hand_over = hand_over;
	j->to = r;
	pool_give(r->pool, j);
}

/* Gives the sections gathered so far to the pool. */
static void
end_gathering(struct run *r)
{
	if (r->gathering != NULL)
		pool_give(r->pool, r->gathering);
	r->gathering = NULL;
}

/* Forgets them: the stream failed, and more of them may have been in it. */
static void
drop_gathering(struct run *r)
{
	job_free(r->gathering);
	r->gathering = NULL;
}

/*
 * Sections that follow each other and are of one report are one job; false
 * without memory for it.
 */
static bool
gather(struct run *r, const struct record *record, size_t operand)
{
	struct str name = record->field[COL_REPORT];

	if (r->gathering != NULL &&
	    !str_eq(buf_slice(&r->gathering->name), name))
		end_gathering(r);
	if (r->gathering == NULL)
		r->gathering = job_new(name, operand);
	if (r->gathering != NULL)
		job_add(r->gathering, record);
	return r->gathering != NULL;
}

static void
visit_sections(struct run *r, struct source *src)
{
	struct stream *s = stream_new(src, STREAM_SECTIONS);
	const struct record *record;
	const char *why;
	int got = 0;

	while (s != NULL && (got = stream_next(s, &record)) != 0) {
		if (got > 0 && gather(r, record, src->operand))
			continue;
		why = got < 0 ? stream_error(s) : nomem;
		if (stream_dead(s))
			drop_gathering(r);
		end_gathering(r);
		pool_drain(r->pool);
		run_problem(r, src->name, why);
		if (stream_dead(s) || got > 0)
			break;
	}
	if (s == NULL)
		run_problem(r, src->name, nomem);
	end_gathering(r);
	stream_free(s);
}

/* What it holds; that is told by its first line, as far as 64 KiB reach. */
static enum stream_kind
kind_of(struct source *src)
{
	struct str head;
	size_t n = FIRST;

	do
		head = source_peek(src, n);
	while (head.n == n && memchr(head.s, '\n', n) == NULL &&
	    (n *= 8) <= PEEK);
	return stream_kind(head);
}

static int
on_visit(void *to, struct source *src)
{
	static const char *const names[] = { "reports", "sections", "cells",
	    "sums" };
	struct run *r = to;
	enum stream_kind kind = r->options->from_given ? r->options->from :
	    kind_of(src);
	char what[64];

	if (kind == STREAM_REPORTS)
		visit_report(r, src);
	else if (kind == STREAM_SECTIONS && r->stage->section == NULL &&
	    r->stage->program != GXSPLIT)
		visit_sections(r, src);
	else if (kind == STREAM_SECTIONS ? r->stage->section != NULL :
	    r->stage->record != NULL) {
		pool_drain(r->pool);
		if (kind == STREAM_CELLS && shares(r))
			share_records(r, src);
		else
			take_records(r, src, kind);
	} else {
		snprintf(what, sizeof(what),
		    "a stream of %s, which %s does not read", names[kind],
		    program_name(r->stage->program));
		pool_drain(r->pool);
		run_problem(r, src->name, what);
	}
	return r->output.error;
}

static void
on_problem(void *to, const char *name, const char *what)
{
	struct run *r = to;

	pool_drain(r->pool);
	run_problem(r, name, what);
}

static void
free_all(struct run *r)
{
	size_t i, n = r->pool != NULL ? pool_workers(r->pool) : 0;

	pool_free(r->pool);
	blocks_free(r->blocks);
	for (i = 0; r->arenas != NULL && i < n; i++)
		arena_free(&r->arenas[i]);
	free(r->arenas);
	broker_end(r->broker);
	buf_free(&r->output.waiting);
	free(r);
}

/*
 * Times of members are converted by libarchive though nobody asks for
 * them, and without a zone the C library looks for its file each time.
 */
static void
set_zone(void)
{
	if (getenv("TZ") == NULL)
		setenv("TZ", "UTC0", 1);
}

/*
 * glibc gives memory at the end of its heap back to the system, and asks for
 * it again, with each document; less so once it saw a large piece freed.
 */
static void
keep_memory(void)
{
	struct buf b = { 0 };

	buf_room(&b, (size_t)1 << 20);
	buf_free(&b);
}

struct run *
run_new(const struct stage *stage, const struct options *o)
{
	struct run *r = calloc(1, sizeof(*r));
	const struct pool_calls calls = { on_work, on_part, on_done, r };

	signal(SIGPIPE, SIG_IGN);
	set_zone();
	keep_memory();
	if (r != NULL) {
		r->stage = stage;
		r->makes = *stage;
		if (stage->section != NULL && o->text)
			r->makes.program = GXSPLIT;
		r->options = o;
		r->broker = guard(o);
		output_begin(&r->output);
		r->header = !o->no_header;
		progress_begin(&r->progress, stage->program, o->progress);
		r->pool = pool_new(o->jobs, &calls);
	}
	if (r != NULL && r->pool != NULL)
		r->arenas = calloc(pool_workers(r->pool),
		    sizeof(*r->arenas));
	if (r == NULL || r->pool == NULL || r->arenas == NULL) {
		say(stage->program, NULL, nomem);
		if (r != NULL)
			free_all(r);
		return NULL;
	}
	return r;
}

void
run_walk(struct run *r, char *const *operands, size_t n)
{
	const struct options *o = r->options;
	const struct walk walk = { .visit = on_visit, .problem = on_problem,
	    .to = r, .max_ratio = o->max_ratio,
	    .max_nesting = o->max_nesting, .broker = r->broker,
	    .progress = r->progress.shown ? &r->progress.walked : NULL };

	walk_operands(&walk, operands, n);
	pool_drain(r->pool);
	if (r->blocks != NULL && !blocks_merge(r->blocks))
		run_problem(r, "-", nomem);
	if (r->stage->record == NULL)
		print_header(r);
	progress_end(&r->progress);
}

struct run *
run_operands(const struct stage *stage, const struct options *o)
{
	struct run *r = run_new(stage, o);

	if (r != NULL)
		run_walk(r, o->operands, o->noperands);
	return r;
}

int
run_end(struct run *r)
{
	int status = r->problems && !r->options->keep_going;
	int error = output_finish(&r->output);

	if (error != 0) {
		status = 2;
		if (error != EPIPE)
			say(r->stage->program, words("cannot write"),
			    strerror(error));
	}
	free_all(r);
	return status;
}
