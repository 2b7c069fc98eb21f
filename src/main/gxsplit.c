/* gxsplit: reports to sections. */
#include <stdio.h>

#include "main/run.h"
#include "main/words.h"
#include "read/document.h"

static int
print_formats(void)
{
	struct buf list = { 0 }, field = { 0 }, out = { 0 };
	const char *p;
	bool failed;

	document_formats(&list);
	for (p = buf_z(&list); *p != '\0'; p++) {
		buf_reset(&field);
		buf_add(&field, p, strcspn(p, "\t\n"));
		words_message(&out, buf_z(&field));
		p += field.len;
		buf_byte(&out, *p);
	}
	failed = list.failed || field.failed || out.failed ||
	    fputs(buf_z(&out), stdout) == EOF || fclose(stdout) == EOF;
	buf_free(&list);
	buf_free(&field);
	buf_free(&out);
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
