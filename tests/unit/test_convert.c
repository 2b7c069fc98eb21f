#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "read/convert.h"

static char folder[] = "/tmp/gx-convert-XXXXXX";
static struct buf out;

static void
make(const char *name, const char *script)
{
	char path[256];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	assert_non_null(f = fopen(path, "w"));
	fprintf(f, "#!/bin/sh\n%s\n", script);
	fclose(f);
	assert_int_equal(chmod(path, 0700), 0);
}

static int
set_up(void **state)
{
	char path[4096];

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s:%s", folder, getenv("PATH"));
	return setenv("PATH", path, 1);
}

static int
tear_down(void **state)
{
	char command[256];

	(void)state;
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	buf_free(&out);
	return system(command);
}

/* What comes of a converter made of a script, given "text". */
static const char *
result(const char *script, unsigned seconds, size_t output)
{
	const struct convert_limits limits = { seconds, (size_t)1 << 30,
	    output };
	const char *const argv[] = { "fake", CONVERT_INPUT, "a b", NULL };

	make("fake", script);
	buf_reset(&out);
	return convert_run(argv, (struct str)STR("text"), &limits, &out);
}

static void
fails(const char *script, const char *message)
{
	const char *wrong = result(script, 10, 1000);

	assert_non_null(wrong);
	assert_string_equal(wrong, message);
}

static void
it_gets_the_document(void **state)
{
	(void)state;
	assert_null(result("cat \"$1\"; echo \"[$2]$#\"", 10, 1000));
	assert_string_equal(buf_z(&out), "text[a b]2\n");
}

static void
it_sees_nothing_else(void **state)
{
	int fd = open("/dev/null", O_RDONLY);

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(setenv("SECRET", "s", 1), 0);
	assert_null(result("cat; env | sed 's/=.*//' | sort | tr '\\n' ' '; "
	    "ulimit -c; ulimit -t; ulimit -v; for fd in 4 5 6 7 8 9; do "
	    "[ -e /dev/fd/$fd ] && echo $fd; done; true", 10, 1000));
	close(fd);
	assert_string_equal(buf_z(&out),
	    "HOME LC_ALL PATH PWD 0\n11\n1048576\n");
}

static void
it_leaves_no_file(void **state)
{
	(void)state;
	fails("exec 2>/dev/null; echo x >x || exit 3", "fake failed with status 3");
	fails("exec 2>/dev/null; echo x >~/x || exit 3",
	    "fake failed with status 3");
	assert_int_equal(access("x", F_OK), -1);
}

static void
it_fails(void **state)
{
	(void)state;
	fails("exit 7", "fake failed with status 7");
	fails("kill -SEGV $$", "fake crashed (signal 11)");
	fails(":", "fake printed nothing");
	fails("printf '\\n\\033[1m%s: not\\tWord\\nmore\\n' \"$1\" >&2; exit 1",
	    "fake: [1mthe document: notWord");
	fails("yes", "fake printed more than 1000 bytes");
	assert_int_equal(out.len, 1000);
	fails("yes >&2 & sleep .2; kill $!; exit 1", "fake: y");
}

static void
it_is_not_there(void **state)
{
	const struct convert_limits limits = { 10, (size_t)1 << 30, 1000 };
	const char *const argv[] = { "gx-no-such-thing", NULL };

	(void)state;
	assert_false(convert_found(argv[0]));
	assert_true(convert_found("sh"));
	buf_reset(&out);
	assert_string_equal(convert_run(argv, (struct str)STR("text"),
	    &limits, &out), "gx-no-such-thing is not installed");
}

/* Whether a process that was still running is gone soon. */
static bool
ends(int pid)
{
	const struct timespec tick = { 0, 10000000 };
	char path[64], line[64] = "";
	int i;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/stat", pid);
	for (i = 0; i < 200; i++) {
		if ((f = fopen(path, "r")) == NULL)
			return true;
		if (fgets(line, sizeof(line), f) == NULL)
			line[0] = '\0';
		fclose(f);
		if (strstr(line, ") Z") != NULL)
			return true;
		nanosleep(&tick, NULL);
	}
	return false;
}

static void
it_hangs(void **state)
{
	time_t before = time(NULL);

	(void)state;
	assert_string_equal(result("sleep 100 & echo $!; sleep 100", 1, 1000),
	    "fake took longer than 1 s");
	assert_true(time(NULL) - before < 10);
	assert_true(ends(atoi(buf_z(&out))));
}

static void
it_leaves_a_child_with_the_pipe(void **state)
{
	time_t before = time(NULL);

	(void)state;
	assert_null(result("sleep 100 & echo $!", 50, 1000));
	assert_true(time(NULL) - before < 10);
	assert_true(ends(atoi(buf_z(&out))));
}

static void
a_large_document_passes(void **state)
{
	const struct convert_limits limits = { 60, (size_t)1 << 30,
	    (size_t)16 << 20 };
	const char *const argv[] = { "cat", CONVERT_INPUT, NULL };
	struct buf big = { 0 };
	int i;

	(void)state;
	for (i = 0; i < 1000000; i++)
		buf_printf(&big, "%d\n", i);
	buf_reset(&out);
	assert_null(convert_run(argv, buf_slice(&big), &limits, &out));
	assert_true(str_eq(buf_slice(&big), buf_slice(&out)));
	buf_free(&big);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_gets_the_document),
		cmocka_unit_test(it_sees_nothing_else),
		cmocka_unit_test(it_leaves_no_file),
		cmocka_unit_test(it_fails),
		cmocka_unit_test(it_is_not_there),
		cmocka_unit_test(it_hangs),
		cmocka_unit_test(it_leaves_a_child_with_the_pipe),
		cmocka_unit_test(a_large_document_passes),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
