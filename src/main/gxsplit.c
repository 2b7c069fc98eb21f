/* gxsplit: reports to sections. */
#include <stdio.h>

#include "main/run.h"
#include "read/document.h"

static int
print_formats(void)
{
	struct buf list = { 0 };
	bool failed;

	document_formats(&list);
	failed = list.failed || fputs(buf_z(&list), stdout) == EOF ||
	    fclose(stdout) == EOF;
	buf_free(&list);
	return failed ? 2 : 0;
}

int
main(int argc, char **argv)
{
	static const struct stage stage = { .program = GXSPLIT };
	struct options options;
	struct run *run;
	int status = options_parse(&options, GXSPLIT, argc, argv);

	if (status >= 0)
		return status;
	if (options.formats)
		return print_formats();
	if ((run = run_operands(&stage, &options)) == NULL)
		return 2;
	return run_end(run);
}
