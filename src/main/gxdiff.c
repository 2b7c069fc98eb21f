/* gxdiff: the cells of two years to their differences. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "calculate/diff.h"
#include "main/run.h"
#include "main/say.h"
#include "report/forms.h"

struct side {
	struct diff	*diff;
	bool		 pair;		/* the operands are OLD and NEW */
	bool		 quiet;
};

static bool
take(void *to, const struct record *record, size_t operand, const char **why)
{
	struct side *s = to;

	if (diff_add(s->diff, record, !s->pair ? DIFF_SERIES :
	    operand == 0 ? DIFF_OLD : DIFF_NEW))
		return true;
	*why = diff_error(s->diff);
	return false;
}

static void
warn(void *to, const char *line)
{
	const struct side *s = to;

	if (!s->quiet)
		say(GXDIFF, NULL, line);
}

/* One line of an alias file: old name, tab, new name. */
static bool
read_alias(struct diff *d, char *line)
{
	char *tab = strchr(line, '\t');

	line[strcspn(line, "\r\n")] = '\0';
	if (*line == '\0' || *line == '#')
		return true;
	if (tab == NULL || tab == line || tab[1] == '\0')
		return false;
	return diff_alias(d, (struct str){ line, (size_t)(tab - line) },
	    str_of(tab + 1));
}

static bool
read_aliases(struct diff *d, const char *name)
{
	FILE *f = fopen(name, "r");
	char *line = NULL;
	size_t room = 0, n = 0;
	bool ok = f != NULL;

	if (f == NULL)
		say(GXDIFF, name, strerror(errno));
	while (ok && getline(&line, &room, f) != -1) {
		n++;
		if (!(ok = read_alias(d, line)))
			fprintf(stderr, "gxdiff: %s: line %zu is not an old "
			    "name, a tab and a new name\n", name, n);
	}
	if (ok && ferror(f)) {
		say(GXDIFF, name, strerror(errno));
		ok = false;
	}
	free(line);
	if (f != NULL)
		fclose(f);
	return ok;
}

static int
compare(struct side *side, const struct options *o)
{
	const struct stage stage = { .program = GXDIFF, .record = take,
	    .to = side };
	struct run *run = run_operands(&stage, o);
	int status;

	if (run == NULL)
		return 2;
	if (diff_write(side->diff, o->all, !o->no_header, run_write,
	    run_output(run)) < 0)
		run_problem(run, "-", "out of memory");
	status = run_end(run);
	if (status == 0 && o->exit_code && diff_differs(side->diff))
		status = 1;
	return status;
}

int
main(int argc, char **argv)
{
	struct options options;
	struct side side = { 0 };
	int status = options_parse(&options, GXDIFF, argc, argv);

	if (status >= 0)
		return status;
	if (options.noperands > 2)
		return options_usage(GXDIFF);
	side.pair = options.noperands == 2;
	side.quiet = options.quiet;
	side.diff = diff_new(form_compare, warn, &side);
	status = 2;
	if (side.diff == NULL)
		say(GXDIFF, NULL, "out of memory");
	else if (options.alias == NULL ||
	    read_aliases(side.diff, options.alias))
		status = compare(&side, &options);
	diff_free(side.diff);
	return status;
}
