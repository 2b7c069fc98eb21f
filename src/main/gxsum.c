/*
 * gxsum: cells to sums, as a stream or as a summary for people.  A summary
 * says what could not be read, so it remembers that.
 */
#include "calculate/summary.h"
#include "main/run.h"
#include "main/say.h"
#include "report/forms.h"
#include "write/summary_page.h"
#include "write/tsv.h"

struct summing {
	struct sum	*sum;		/* of a stream, */
	struct summary	*summary;	/* or for people */
	struct buf	 unread;	/* names and reasons, a line each */
};

static bool
take(void *to, const struct record *record, size_t operand, const char **why)
{
	struct summing *s = to;

	(void)operand;
	if (sum_add(s->sum, record))
		return true;
	*why = sum_error(s->sum);
	return false;
}

static void *
part_new(const void *to)
{
	const struct summing *s = to;
	struct sum *part = sum_like(s->sum);

	if (part != NULL)
		sum_hold(part);
	return part;
}

static void
part_free(void *part)
{
	sum_free(part);
}

static bool
part_hold(void *part, const struct record *record, const char **why)
{
	if (sum_add(part, record))
		return true;
	*why = sum_error(part);
	return false;
}

static bool
part_settle(void *part, bool keep)
{
	return sum_settle(part, keep);
}

static bool
part_merge(void *to, const void *part)
{
	struct summing *s = to;

	return sum_merge(s->sum, part);
}

static const struct parts parts = { part_new, part_free, part_hold,
	part_settle, part_merge };

static bool
take_both(void *to, const struct record *record, size_t operand,
    const char **why)
{
	struct summing *s = to;

	(void)operand;
	if (summary_add(s->summary, record))
		return true;
	*why = summary_error(s->summary);
	return false;
}

static void
note(void *to, const char *name, const char *what)
{
	struct summing *s = to;

	tsv_escape(&s->unread, str_of(name));
	buf_cstr(&s->unread, ": ");
	tsv_escape(&s->unread, str_of(what));
	buf_byte(&s->unread, '\n');
}

/* Prints what was summed; below 0 without memory. */
static int
print(struct summing *s, const struct options *o, struct output *out)
{
	const struct summary_page page = {
	    o->html ? PAPER_HTML : PAPER_MARKDOWN, o->top,
	    buf_slice(&s->unread) };

	if (s->summary == NULL)
		return sum_write(s->sum, !o->no_header, run_write, out);
	if (s->unread.failed)
		return -1;
	return summary_write(s->summary, &page, run_write, out);
}

static int
sum(struct summing *s, const struct options *o)
{
	struct stage stage = { .program = GXSUM, .to = s,
	    .record = s->summary != NULL ? take_both : take,
	    .problem = s->summary != NULL ? note : NULL,
	    .parts = s->summary != NULL ? NULL : &parts };
	struct run *run = run_operands(&stage, o);

	if (run == NULL)
		return 2;
	if (print(s, o, run_output(run)) < 0)
		run_problem(run, "-", "out of memory");
	return run_end(run);
}

int
main(int argc, char **argv)
{
	struct options options;
	struct summing s = { .sum = NULL };
	int status = options_parse(&options, GXSUM, argc, argv);

	if (status >= 0)
		return status;
	if (options.markdown || options.html)
		s.summary = summary_new(options.by);
	else
		s.sum = sum_new(options.by, form_compare);
	status = 2;
	if (s.sum != NULL || s.summary != NULL)
		status = sum(&s, &options);
	else
		say(GXSUM, NULL, "out of memory");
	sum_free(s.sum);
	summary_free(s.summary);
	buf_free(&s.unread);
	return status;
}
