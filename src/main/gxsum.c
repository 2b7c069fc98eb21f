/* gxsum: cells to sums. */
#include "calculate/sum.h"
#include "main/run.h"
#include "main/say.h"
#include "report/forms.h"

static bool
take(void *to, const struct record *record, size_t operand, const char **why)
{
	struct sum *sum = to;

	(void)operand;
	if (sum_add(sum, record))
		return true;
	*why = sum_error(sum);
	return false;
}

static void *
part_new(const void *to)
{
	struct sum *part = sum_like(to);

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
	return take(part, record, 0, why);
}

static bool
part_settle(void *part, bool keep)
{
	return sum_settle(part, keep);
}

static bool
part_merge(void *to, const void *part)
{
	return sum_merge(to, part);
}

static const struct parts parts = { part_new, part_free, part_hold,
	part_settle, part_merge };

int
main(int argc, char **argv)
{
	struct options options;
	struct stage stage = { .program = GXSUM, .record = take,
	    .parts = &parts };
	struct run *run = NULL;
	struct sum *sum;
	int status = options_parse(&options, GXSUM, argc, argv);

	if (status >= 0)
		return status;
	stage.to = sum = sum_new(options.by, form_compare);
	if (sum == NULL)
		say(GXSUM, NULL, "out of memory");
	else
		run = run_operands(&stage, &options);
	status = 2;
	if (run != NULL) {
		if (sum_write(sum, !options.no_header, run_write,
		    run_output(run)) < 0)
			run_problem(run, "-", "out of memory");
		status = run_end(run);
	}
	sum_free(sum);
	return status;
}
