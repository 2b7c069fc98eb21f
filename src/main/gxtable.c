/* gxtable: reports or sections to the cells of the official form. */
#include "main/run.h"

int
main(int argc, char **argv)
{
	static const struct stage stage = { .program = GXTABLE };
	struct options options;
	struct run *run;
	int status = options_parse(&options, GXTABLE, argc, argv);

	if (status >= 0)
		return status;
	if ((run = run_operands(&stage, &options)) == NULL)
		return 2;
	return run_end(run);
}
