#include <stdio.h>
#include <stdlib.h>

#include "main/job.h"
#include "read/document.h"
#include "write/records.h"
#include "write/wide.h"

#define PART	((size_t)4 << 20)	/* of records, to be handed over */

/* A section while it waits in a job: offsets into the job's input. */
struct waiting {
	size_t	id, title, text, end;
};

struct job *
job_new(struct str name, size_t operand)
{
	struct job *j = calloc(1, sizeof(*j));

	if (j == NULL)
		return NULL;
	buf_str(&j->name, name);
	buf_z(&j->name);
	j->operand = operand;
	if (j->name.failed) {
		job_free(j);
		return NULL;
	}
	return j;
}

void
job_free(struct job *j)
{
	if (j == NULL)
		return;
	buf_free(&j->name);
	buf_free(&j->input);
	stored_free(j->stored);
	buf_free(&j->org);
	buf_free(&j->year);
	free(j->sections);
	buf_free(&j->output);
	buf_free(&j->kept);
	buf_free(&j->problem);
	free(j);
}

void
job_add(struct job *j, const struct record *record)
{
	const struct str *f = record->field;
	struct waiting *w = realloc(j->sections,
	    (j->nsections + 1) * sizeof(*w));

	if (w == NULL) {
		j->output.failed = true;
		return;
	}
	j->sections = w;
	if (j->nsections == 0) {
		buf_str(&j->org, f[COL_ORG]);
		buf_str(&j->year, f[COL_YEAR]);
	}
	w += j->nsections++;
	j->split = true;
	w->id = j->input.len;
	buf_str(&j->input, f[COL_SECTION]);
	w->title = j->input.len;
	buf_str(&j->input, f[COL_TITLE]);
	w->text = j->input.len;
	buf_str(&j->input, f[COL_TEXT]);
	w->end = j->input.len;
	j->output.failed |= j->input.failed || j->org.failed ||
	    j->year.failed;
}

/* Notes what is wrong with a name. */
static void
complain(struct job *j, struct str name, const char *what)
{
	tsv_field(&j->problem, name, '\t');
	tsv_field(&j->problem, str_of(what), '\n');
}

/* From a report to what the program prints or takes. */
static void
make_records(struct job *j, struct arena *a, const struct stage *stage,
    const struct options *o, const struct report *report)
{
	struct table t;

	if (stage->program == GXSPLIT) {
		records_sections(&j->output, report, o->sections);
		return;
	}
	t = table_read(a, report, o->explain ? &j->output : NULL);
	if (t.form == NULL)
		complain(j, report->name, t.overflow ?
		    "more than 40000 figures and pieces of text: no report" :
		    "no row of the official form was found");
	else if (stage->report != NULL)
		stage->report(stage->to, a, report, &t, &j->output, &j->kept);
	else if (o->wide)
		wide_cells(&j->output, report, &t, o->tables);
	else if (!o->explain)
		records_cells(&j->output, report, &t, o->tables, o->labels);
}

/* What is kept of a line takes more room than a short line does. */
static bool
too_many_lines(struct str text, size_t most)
{
	const char *nl;
	size_t n = 0;

	for (; (nl = memchr(text.s, '\n', text.n)) != NULL; n++)
		text = str_from(text, (size_t)(nl - text.s) + 1);
	return n > most;
}

/* The records of all reports of a text. */
static void
work_text(struct job *j, struct arena *a, const struct stage *stage,
    const struct options *o, struct str text)
{
	struct report *reports;
	struct arena_mark mark;
	size_t i, n;

	if (setjmp(a->nomem) != 0) {
		j->output.failed = true;
		return;
	}
	reports = split_reports(a, text, buf_slice(&j->name), o->depth, &n);
	mark = arena_mark(a);
	for (i = 0; i < n && !j->output.failed && !j->kept.failed; i++) {
		make_records(j, a, stage, o, &reports[i]);
		arena_release(a, mark);
		if (j->output.len + j->kept.len > PART &&
		    j->hand_over != NULL)
			j->hand_over(j->to, j);
	}
}

static void
work_document(struct job *j, struct arena *a, const struct stage *stage,
    const struct options *o, struct broker *broker)
{
	const struct document_limits limits = { o->encoding, o->max_depth,
	    o->max_document, o->max_ratio,
	    { o->max_seconds, o->max_memory, o->max_document, broker },
	    false };
	struct buf text = { 0 };
	const char *wrong;
	char lines[48];

	wrong = document_text(buf_slice(&j->input), &limits, &text);
	j->read = j->input.len;
	buf_free(&j->input);
	if (wrong == NULL && text.len == 0)
		wrong = "no text in it";
	if (wrong == NULL && too_many_lines(buf_slice(&text),
	    o->max_lines)) {
		snprintf(lines, sizeof(lines), "more than %u lines",
		    o->max_lines);
		wrong = lines;
	}
	if (wrong != NULL)
		complain(j, buf_slice(&j->name), wrong);
	else
		work_text(j, a, stage, o, buf_slice(&text));
	buf_free(&text);
}

static void
work_sections(struct job *j, struct arena *a, const struct stage *stage,
    const struct options *o)
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
	make_records(j, a, stage, o, &report);
}

/* The document itself, if that is packed; false where that is damaged. */
static bool
unpack(struct job *j, const struct options *o)
{
	const char *wrong;

	if (j->stored == NULL)
		return true;
	wrong = stored_unpack(j->stored, &j->input, o->max_document);
	if (wrong != NULL)
		complain(j, buf_slice(&j->name), wrong);
	stored_free(j->stored);
	j->stored = NULL;
	return wrong == NULL;
}

void
job_work(struct job *j, struct arena *a, const struct stage *stage,
    const struct options *o, struct broker *broker)
{
	if (j->output.failed)
		return;
	if (j->split)
		work_sections(j, a, stage, o);
	else if (unpack(j, o))
		work_document(j, a, stage, o, broker);
}
