/*
 * The thread that walks also writes: it reads a document whole, gives it
 * to the pool and, while the pool is full, takes the oldest result.  What
 * is held is bounded by the pool: two documents and their results a
 * worker.  Problems found by workers are carried with the result and said
 * in its turn, so standard error does not depend on the number of threads.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "main/pool.h"
#include "main/run.h"
#include "read/document.h"
#include "read/walk.h"
#include "write/records.h"

#define PEEK	65536

/* A section while it waits in a job: offsets into the job's input. */
struct waiting {
	size_t	id, title, text, end;
};

struct job {
	struct buf	 name;
	struct buf	 input;		/* a document, or sections */
	bool		 split;		/* input holds sections */
	struct buf	 org, year;	/* of sections */
	struct waiting	*sections;
	size_t		 nsections;
	size_t		 operand;
	struct buf	 output;	/* records */
	struct buf	 problem;	/* lines, each name \t what */
};

struct run {
	const struct stage	*stage;
	const struct options	*options;
	struct output		 output;
	struct pool		*pool;
	struct arena		*arenas;	/* one a worker */
	struct job		*gathering;	/* sections of one report */
	bool			 problems;
	bool			 header;	/* is still to be printed */
	size_t			 reports, bytes;
	struct walk_progress	 walked;
	time_t			 started, shown;
	int			 width;		/* of the progress shown */
};

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

/* Prints bytes from strangers: control characters become '?'. */
static void
print_safely(const char *s)
{
	for (; *s != '\0'; s++)
		fputc((unsigned char)*s < 0x20 || *s == 0x7F ? '?' : *s,
		    stderr);
}

void
run_complain(enum program program, const char *what)
{
	fprintf(stderr, "%s: ", program_name(program));
	print_safely(what);
	fputc('\n', stderr);
}

void
run_problem(void *to, const char *name, const char *what)
{
	struct run *r = to;

	r->problems = true;
	fprintf(stderr, "%s: ", program_name(r->stage->program));
	print_safely(name);
	fputs(": ", stderr);
	print_safely(what);
	fputc('\n', stderr);
}

static void
job_free(struct job *j)
{
	if (j == NULL)
		return;
	buf_free(&j->name);
	buf_free(&j->input);
	buf_free(&j->org);
	buf_free(&j->year);
	free(j->sections);
	buf_free(&j->output);
	buf_free(&j->problem);
	free(j);
}

static void
job_problem(struct job *j, struct str name, const char *what)
{
	tsv_field(&j->problem, name, '\t');
	tsv_field(&j->problem, str_of(what), '\n');
}

static void
print_header(struct run *r)
{
	const struct options *o = r->options;

	if (!r->header)
		return;
	r->header = false;
	output_add(&r->output, str_of(
	    r->stage->program == GXSPLIT ? sections_header :
	    o->explain ? explain_header :
	    o->labels ? labels_header : cells_header));
}

/* Hands the records of a source to the program. */
static void
take_records(struct run *r, struct source *src, enum stream_kind kind)
{
	struct stream *s = stream_new(src, kind);
	struct record record;
	const char *why = "out of memory";
	int got = -1;

	if (s != NULL && kind == STREAM_SUMS)
		stream_keys(s, r->options->by);
	while (s != NULL && r->output.error == 0 &&
	    (got = stream_next(s, &record)) != 0) {
		if (got < 0)
			why = stream_error(s);
		else if (r->stage->record(r->stage->to, &record,
		    src->operand, &why))
			continue;
		run_problem(r, src->name, why);
		if (stream_dead(s))
			break;
	}
	if (s == NULL)
		run_problem(r, src->name, why);
	stream_free(s);
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

	if (j->problem.len == 0)
		return;
	if (*buf_z(&j->problem) == '\0') {
		run_problem(r, buf_z(&j->name), "out of memory");
		return;
	}
	for (p = j->problem.s; (p = next_problem(p, &name, &what)) != NULL; )
		run_problem(r, name, what);
}

/* Prints how much of the operands was read, and when all will be. */
static int
print_part(char *s, size_t n, const struct walk_progress *w, double seconds)
{
	double part = (double)w->done / (double)w->total, left;

	if (part > 1)
		part = 1;
	left = part > 0 ? seconds / part - seconds : 0;
	if (left < 1)
		return snprintf(s, n, ", %d %%", (int)(part * 100));
	return snprintf(s, n, ", %d %%, %.0f %s left", (int)(part * 100),
	    left < 120 ? left : left / 60, left < 120 ? "s" : "min");
}

/* Writes the line anew; blanks cover what the last one was longer by. */
static void
show_progress(struct run *r, bool last)
{
	time_t now = time(NULL);
	double seconds = difftime(now, r->started);
	char line[256];
	int n;

	if (!r->options->progress || (!last && now == r->shown) ||
	    !isatty(STDERR_FILENO))
		return;
	r->shown = now;
	n = snprintf(line, sizeof(line),
	    "%s: %zu document%s, %.1f MB, %.0f a second",
	    program_name(r->stage->program), r->reports,
	    r->reports == 1 ? "" : "s", (double)r->bytes / 1e6,
	    (double)r->reports / (seconds > 0 ? seconds : 1));
	if (r->walked.total > 0)
		n += print_part(line + n, sizeof(line) - (size_t)n,
		    &r->walked, last ? 0 : seconds);
	fprintf(stderr, "\r%s%*s%s", line, r->width > n ? r->width - n : 0,
	    "", last ? "\n" : " ");
	r->width = n;
}

/* In the writing thread: what a job made. */
static void
on_done(void *to, void *job)
{
	struct run *r = to;
	struct job *j = job;
	struct source src = { .name = buf_z(&j->name),
	    .operand = j->operand, .end = true };

	say_problems(r, j);
	if (j->output.failed) {
		run_problem(r, src.name, "out of memory");
	} else if (r->stage->record == NULL) {
		print_header(r);
		output_add(&r->output, buf_slice(&j->output));
	} else if (j->output.len > 0) {
		src.head = j->output;
		take_records(r, &src, STREAM_CELLS);
	}
	r->reports++;
	r->bytes += j->input.len;
	show_progress(r, false);
	job_free(j);
}

/* From a report to what the program prints or takes. */
static void
make_records(const struct run *r, struct job *j, struct arena *a,
    const struct report *report)
{
	const struct options *o = r->options;
	struct table t;

	if (r->stage->program == GXSPLIT) {
		records_sections(&j->output, report, o->sections);
		return;
	}
	t = table_read(a, report, o->explain ? &j->output : NULL);
	if (t.form == NULL)
		job_problem(j, report->name,
		    "no row of the official form was found");
	else if (!o->explain)
		records_cells(&j->output, report, &t, o->tables, o->labels);
}

static void
work_document(const struct run *r, struct job *j, struct arena *a)
{
	const struct document_limits limits = { r->options->encoding,
	    r->options->max_depth };
	struct buf text = { 0 };
	struct report *reports;
	const char *wrong;
	size_t i, n;

	wrong = document_text(buf_slice(&j->input), &limits, &text);
	if (wrong != NULL || text.len == 0) {
		job_problem(j, buf_slice(&j->name), wrong != NULL ? wrong :
		    "no text in it");
		buf_free(&text);
		return;
	}
	if (setjmp(a->nomem) == 0) {
		reports = split_reports(a, buf_slice(&text),
		    buf_slice(&j->name), r->options->depth, &n);
		for (i = 0; i < n; i++)
			make_records(r, j, a, &reports[i]);
	} else
		j->output.failed = true;
	buf_free(&text);
}

static void
work_sections(const struct run *r, struct job *j, struct arena *a)
{
	struct report report = { .name = buf_slice(&j->name),
	    .org = buf_slice(&j->org), .year = buf_slice(&j->year) };
	const struct waiting *w;
	const char *p = j->input.s;
	size_t i;

	if (setjmp(a->nomem) != 0) {
		j->output.failed = true;
		return;
	}
	report.nsections = j->nsections;
	report.sections = arena_array(a, j->nsections,
	    sizeof(*report.sections));
	for (i = 0; i < j->nsections; i++) {
		w = &j->sections[i];
		report.sections[i] = (struct section){
		    { p + w->id, w->title - w->id },
		    { p + w->title, w->text - w->title },
		    { p + w->text, w->end - w->text } };
	}
	make_records(r, j, a, &report);
}

static void
on_work(void *to, size_t worker, void *job)
{
	const struct run *r = to;
	struct job *j = job;
	struct arena *a = &r->arenas[worker];

	arena_reset(a);
	if (j->split)
		work_sections(r, j, a);
	else
		work_document(r, j, a);
}

static struct job *
job_new(const char *name, size_t operand)
{
	struct job *j = calloc(1, sizeof(*j));

	if (j != NULL) {
		buf_cstr(&j->name, name);
		j->operand = operand;
	}
	return j;
}

static void
visit_report(struct run *r, struct source *src)
{
	struct job *j = job_new(src->name, src->operand);

	if (j == NULL || source_slurp(src, &j->input,
	    r->options->max_document) != 0) {
		pool_drain(r->pool);
		run_problem(r, src->name, j == NULL ? "out of memory" :
		    src->error);
		job_free(j);
		return;
	}
	if (j->input.len == 0) {
		pool_drain(r->pool);
		run_problem(r, src->name, "empty");
		job_free(j);
		return;
	}
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

static bool
gather(struct run *r, const struct record *record, size_t operand)
{
	const struct str *f = record->field;
	struct job *j = r->gathering;
	struct waiting *bigger;

	if (j != NULL && !str_eq(buf_slice(&j->name), f[COL_REPORT])) {
		end_gathering(r);
		j = NULL;
	}
	if (j == NULL) {
		if ((j = r->gathering = job_new("", operand)) == NULL)
			return false;
		j->split = true;
		buf_str(&j->name, f[COL_REPORT]);
		buf_str(&j->org, f[COL_ORG]);
		buf_str(&j->year, f[COL_YEAR]);
	}
	bigger = realloc(j->sections,
	    (j->nsections + 1) * sizeof(*bigger));
	if (bigger == NULL)
		return false;
	j->sections = bigger;
	bigger[j->nsections].id = j->input.len;
	buf_str(&j->input, f[COL_SECTION]);
	bigger[j->nsections].title = j->input.len;
	buf_str(&j->input, f[COL_TITLE]);
	bigger[j->nsections].text = j->input.len;
	buf_str(&j->input, f[COL_TEXT]);
	bigger[j->nsections++].end = j->input.len;
	return !j->input.failed && !j->name.failed;
}

static void
visit_sections(struct run *r, struct source *src)
{
	struct stream *s = stream_new(src, STREAM_SECTIONS);
	struct record record;
	const char *why;
	int got = 0;

	while (s != NULL && (got = stream_next(s, &record)) != 0) {
		if (got > 0 && gather(r, &record, src->operand))
			continue;
		why = got < 0 ? stream_error(s) : "out of memory";
		end_gathering(r);
		pool_drain(r->pool);
		run_problem(r, src->name, why);
		if (stream_dead(s))
			break;
	}
	if (s == NULL)
		run_problem(r, src->name, "out of memory");
	end_gathering(r);
	stream_free(s);
}

static int
on_visit(void *to, struct source *src)
{
	static const char *const names[] = { "reports", "sections", "cells",
	    "sums" };
	struct run *r = to;
	enum stream_kind kind = r->options->from_given ? r->options->from :
	    stream_kind(source_peek(src, PEEK));
	char what[64];

	if (kind == STREAM_REPORTS)
		visit_report(r, src);
	else if (kind == STREAM_SECTIONS && r->stage->program != GXSPLIT)
		visit_sections(r, src);
	else if (kind >= STREAM_CELLS && r->stage->record != NULL) {
		pool_drain(r->pool);
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
	for (i = 0; r->arenas != NULL && i < n; i++)
		arena_free(&r->arenas[i]);
	free(r->arenas);
	buf_free(&r->output.waiting);
	free(r);
}

struct run *
run_operands(const struct stage *stage, const struct options *o)
{
	struct run *r = calloc(1, sizeof(*r));
	struct walk walk = { .visit = on_visit, .problem = on_problem,
	    .to = r, .max_ratio = o->max_ratio,
	    .max_nesting = o->max_nesting };

	signal(SIGPIPE, SIG_IGN);
	if (r != NULL) {
		r->stage = stage;
		r->options = o;
		r->header = !o->no_header;
		r->started = time(NULL);
		if (o->progress && isatty(STDERR_FILENO))
			walk.progress = &r->walked;
		r->pool = pool_new(o->jobs, on_work, on_done, r);
	}
	if (r != NULL && r->pool != NULL)
		r->arenas = calloc(pool_workers(r->pool),
		    sizeof(*r->arenas));
	if (r == NULL || r->pool == NULL || r->arenas == NULL) {
		run_complain(stage->program, "out of memory");
		if (r != NULL)
			free_all(r);
		return NULL;
	}
	walk_operands(&walk, o->operands, o->noperands);
	pool_drain(r->pool);
	if (stage->record == NULL)
		print_header(r);
	show_progress(r, true);
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
			fprintf(stderr, "%s: cannot write: %s\n",
			    program_name(r->stage->program),
			    strerror(error));
	}
	free_all(r);
	return status;
}
