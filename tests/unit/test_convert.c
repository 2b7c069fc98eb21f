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
static char perl[4096];
static struct buf out;
static struct broker *broker;

/* Makes antiword a script of Perl, which needs no other programs. */
static void
make(const char *script)
{
	char path[256];
	FILE *f;

	snprintf(path, sizeof(path), "%s/antiword", folder);
	assert_non_null(f = fopen(path, "w"));
	fprintf(f, "#!%s\n%s\n", perl, script);
	fclose(f);
	assert_int_equal(chmod(path, 0700), 0);
}

static int
set_up(void **state)
{
	FILE *f = popen("perl -e 'print $^X'", "r");

	(void)state;
	assert_non_null(f);
	assert_non_null(fgets(perl, sizeof(perl), f));
	pclose(f);
	assert_non_null(mkdtemp(folder));
	assert_int_equal(setenv("SECRET", "s", 1), 0);
	assert_int_equal(setenv("PATH", folder, 1), 0);
	assert_non_null(broker = broker_start());
	return 0;
}

static int
tear_down(void **state)
{
	char command[256];

	(void)state;
	snprintf(command, sizeof(command), "/bin/rm -rf %s", folder);
	buf_free(&out);
	broker_end(broker);
	return system(command);
}

/* What comes of a converter made of a script, given "text". */
static const char *
result(const char *script, unsigned seconds, size_t output)
{
	const struct convert_limits limits = { seconds, (size_t)1 << 30,
	    output, broker };

	make(script);
	buf_reset(&out);
	return convert_run(ANTIWORD, (struct str)STR("text"), &limits, &out);
}

#define SCRIPT	"antiword is a script, which can start no other program " \
	"(put the program itself first on PATH): "

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
	assert_null(result("my $name = pop; print \"@ARGV:\"; "
	    "open F, '<', $name; print <F>", 10, 1000));
	assert_string_equal(buf_z(&out), "-m UTF-8.txt -w 0:text");
}

static void
it_sees_nothing_else(void **state)
{
	int fd = open("/dev/null", O_RDONLY);

	(void)state;
	assert_true(fd >= 0);
	assert_null(result("print <STDIN>, join ' ', sort keys %ENV; "
	    "print ' ', open(F, '<&=', $_) ? 1 : 0 for 3 .. 9; "
	    "open F, '<', '/proc/self/limits'; "
	    "/^Max (core|cpu|address)[a-z ]+(\\d+)/ and print \" $2\" "
	    "while <F>", 10, 1000));
	close(fd);
	assert_string_equal(buf_z(&out),
	    "HOME LC_ALL PATH 1 0 0 0 0 0 0 11 0 1073741824");
}

static void
it_leaves_no_file(void **state)
{
	(void)state;
	fails("open F, '>', 'x' or exit 3", SCRIPT "status 3");
	fails("open F, '>', \"$ENV{HOME}/x\" or exit 3",
	    SCRIPT "status 3");
	assert_int_equal(access("x", F_OK), -1);
}

static void
it_fails(void **state)
{
	(void)state;
	fails("exit 7", SCRIPT "status 7");
	fails("kill SEGV => $$; sleep 9", "antiword crashed (signal 11)");
	fails("", SCRIPT "status 0");
	fails("printf STDERR \"\\n\\e[1m%s: not\\tWord\\nmore\\n\", "
	    "$ARGV[4]; exit 1", SCRIPT "[1mthe document: notWord");
	fails("print \"y\\n\" while 1", "antiword printed more than 1000 bytes");
	assert_int_equal(out.len, 1000);
	fails("print STDERR \"y\\n\" for 1 .. 1e5; exit 1", SCRIPT "y");
}

static void
it_is_not_there(void **state)
{
	struct convert_limits limits = { 10, (size_t)1 << 30, 1000, broker };

	(void)state;
	make("print 1");
	assert_true(convert_found(ANTIWORD));
	assert_false(convert_found(CATDOC));
	buf_reset(&out);
	assert_string_equal(convert_run(CATDOC, (struct str)STR("text"),
	    &limits, &out), "catdoc is not installed");
	limits.broker = NULL;
	assert_string_equal(convert_run(ANTIWORD, (struct str)STR("text"),
	    &limits, &out), "antiword cannot be run");
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
	assert_string_equal(result("$| = 1; print $$; sleep 100", 1, 1000),
	    "antiword took longer than 1 s");
	assert_true(time(NULL) - before < 10);
	assert_true(ends(atoi(buf_z(&out))));
}

/* Where the kernel lets it start another, that ends with it. */
static void
it_starts_another(void **state)
{
	time_t before = time(NULL);
	int pid;

	(void)state;
	assert_null(result("print defined($c = fork) ? $c : 'none'; "
	    "sleep 100 if defined $c && $c == 0", 50, 1000));
	assert_true(time(NULL) - before < 10);
	pid = atoi(buf_z(&out));
	assert_true(pid == 0 || ends(pid));
}

static void
a_large_document_passes(void **state)
{
	const struct convert_limits limits = { 60, (size_t)1 << 30,
	    (size_t)16 << 20, broker };
	struct buf big = { 0 };
	int i;

	(void)state;
	for (i = 0; i < 1000000; i++)
		buf_printf(&big, "%d\n", i);
	make("open F, '<', $ARGV[4]; print while <F>");
	buf_reset(&out);
	assert_null(convert_run(ANTIWORD, buf_slice(&big), &limits, &out));
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
		cmocka_unit_test(it_starts_another),
		cmocka_unit_test(a_large_document_passes),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
