/* gxcheck: what contradicts in reports, and from year to year. */
#include <errno.h>
#include <signal.h>

#include "check/check.h"
#include "check/gather.h"
#include "check/page.h"
#include "check/years.h"
#include "main/run.h"
#include "main/say.h"
#include "main/words.h"

struct checking {
	struct check	*check;
	struct years	*years;
	struct gather	*gather;
	struct page	*page;		/* NULL: print records */
	struct arena	 arena;		/* for reports gathered from cells */
	struct buf	 out, kept;	/* of these */
	struct run	*run;
	bool		 header;	/* is still to be printed */
	bool		 found;
};

static void
print_header(struct checking *c)
{
	if (c->header)
		output_add(run_output(c->run), str_of(findings_header));
	c->header = false;
}

/* Prints findings, or puts them on the page; -1 without memory. */
static int
print(void *to, struct str findings)
{
	struct checking *c = to;

	c->found = c->found || check_found(findings);
	if (c->page != NULL)
		return page_add(c->page, findings) ? 0 : -1;
	print_header(c);
	return output_add(run_output(c->run), findings) != 0;
}

/* In a worker: looks at a report. */
static void
look(void *to, struct arena *a, const struct report *report,
    const struct table *table, struct buf *out, struct buf *kept)
{
	const struct checking *c = to;

	check_report(c->check, a, report, table, out, kept);
}

static bool
keep(struct checking *c, struct str findings, struct str kept)
{
	return print(c, findings) >= 0 && years_keep(c->years, kept);
}

/* Looks at the report whose cells were gathered. */
static bool
look_gathered(struct checking *c)
{
	struct report report;
	struct table table;

	if (!gather_take(c->gather, &report, &table))
		return true;
	arena_reset(&c->arena);
	buf_clear(&c->out);
	buf_clear(&c->kept);
	if (setjmp(c->arena.nomem) != 0)
		return false;
	check_report(c->check, &c->arena, &report, &table, &c->out,
	    &c->kept);
	return !c->out.failed && !c->kept.failed &&
	    keep(c, buf_slice(&c->out), buf_slice(&c->kept));
}

static bool
made(void *to, struct str findings, struct str kept)
{
	struct checking *c = to;

	return look_gathered(c) && keep(c, findings, kept);
}

static bool
take(void *to, const struct record *record, size_t operand, const char **why)
{
	struct checking *c = to;

	enum gathering g = gather_add(c->gather, record, why);

	(void)operand;
	if (g == GATHER_OTHER) {
		*why = "out of memory";
		if (!look_gathered(c))
			return false;
		g = gather_add(c->gather, record, why);
	}
	return g == GATHER_MORE;
}

static bool
begin(struct checking *c, const struct options *o)
{
	const struct check_settings settings = { o->rules, o->severity,
	    o->undecided };

	c->header = !o->no_header;
	c->check = check_new(&settings);
	c->years = years_new();
	c->gather = gather_new();
	c->page = o->markdown || o->html ? page_new(o->html ? PAPER_HTML :
	    PAPER_MARKDOWN) : NULL;
	return c->check != NULL && c->years != NULL && c->gather != NULL &&
	    (c->page != NULL || !(o->markdown || o->html));
}

static void
end(struct checking *c)
{
	check_free(c->check);
	years_free(c->years);
	gather_free(c->gather);
	page_free(c->page);
	arena_free(&c->arena);
	buf_free(&c->out);
	buf_free(&c->kept);
}

/* Reads all, and ends with the status. */
static int
check(struct checking *c, const struct options *o)
{
	const struct stage stage = { .program = GXCHECK, .record = take,
	    .to = c, .report = look, .made = made };
	int status;

	if ((c->run = run_new(&stage, o)) == NULL)
		return 2;
	run_walk(c->run, o->operands, o->noperands);
	if (!look_gathered(c) ||
	    years_check(c->years, c->check, print, c) < 0)
		run_problem(c->run, "-", "out of memory");
	if (c->page == NULL)
		print_header(c);
	else if (page_write(c->page, run_write, run_output(c->run)) < 0)
		run_problem(c->run, "-", "out of memory");
	status = run_end(c->run);
	if (status == 1)
		status = 2;
	if (status == 0 && c->found && !o->keep_going)
		status = 1;
	return status;
}

static int
list_rules(void)
{
	struct output output = { .error = 0 };
	struct buf b = { 0 };
	int error;

	signal(SIGPIPE, SIG_IGN);
	check_list(&b);
	error = b.failed ? ENOMEM : output_add(&output, buf_slice(&b));
	buf_free(&b);
	if (error == 0)
		error = output_finish(&output);
	if (error != 0 && error != EPIPE)
		say(GXCHECK, words("cannot write"), strerror(error));
	return error != 0 ? 2 : 0;
}

int
main(int argc, char **argv)
{
	struct options options;
	struct checking c = { .check = NULL };
	int status = options_parse(&options, GXCHECK, argc, argv);

	if (status >= 0)
		return status;
	if (options.list_rules)
		return list_rules();
	status = 2;
	if (begin(&c, &options))
		status = check(&c, &options);
	else
		say(GXCHECK, NULL, "out of memory");
	end(&c);
	return status;
}
