/* gxtable: reports or sections to the cells of the official form. */
#include "main/run.h"
#include "main/say.h"

int
main(int argc, char **argv)
{
	static const struct stage stage = { .program = GXTABLE };
	struct options options;
	struct run *run;
	int status = options_parse(&options, GXTABLE, argc, argv);

	if (status >= 0)
		return status;
	if (options.wide && (options.labels || options.explain)) {
		say(GXTABLE, NULL, "--wide has no place for --labels and "
		    "--explain");
		return 2;
	}
	if ((run = run_operands(&stage, &options)) == NULL)
		return 2;
	return run_end(run);
}
