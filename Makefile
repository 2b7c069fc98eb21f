# make, make check, make demo, make install: see README.md.

VERSION   = 0.1
PREFIX    = /usr/local
BINDIR    = $(PREFIX)/bin
MANDIR    = $(PREFIX)/share/man
LOCALEDIR = $(PREFIX)/share/locale
BASHDIR   = $(PREFIX)/share/bash-completion/completions
ZSHDIR    = $(PREFIX)/share/zsh/site-functions
FISHDIR   = $(PREFIX)/share/fish/vendor_completions.d

PKGS      = libarchive libxml-2.0 libcmark libdeflate zlib
PKGCONFIG = pkg-config
INSTALL   = install

# What a Debian machine needs for all targets but lint and valgrind.
DEPS      = gcc libc6-dev make pkg-config libarchive-dev libxml2-dev \
	    libcmark-dev libdeflate-dev libseccomp-dev libcmocka-dev \
	    mandoc perl zip zlib1g-dev gettext poppler-utils \
	    $(if $(CI),clang)

# CFLAGS and LDFLAGS are the user's; what the build needs is apart.
CFLAGS    = -O2 -g
PKG_CFLAGS := $(shell $(PKGCONFIG) --cflags $(PKGS) 2>/dev/null)
PKG_LIBS  := $(shell $(PKGCONFIG) --libs $(PKGS) 2>/dev/null)
# Only while building; without it there is no filter of system calls.
SECCOMP   := $(shell $(PKGCONFIG) --libs libseccomp 2>/dev/null)
GX_CFLAGS = -std=c11 -D_POSIX_C_SOURCE=200809L -DGX_VERSION='"$(VERSION)"' \
	    -Isrc -Wall -Wextra -Wshadow -Wmissing-prototypes \
	    $(PKG_CFLAGS) $(CFLAGS)
# Libraries that a program loads when it needs them, by the names their own
# files give them.  Where these cannot be found out it is linked with them,
# and so it is where a confined program could not load them (OpenBSD).
SONAME     = $(shell readelf -d "$$($(CC) -print-file-name=$(1))" 2>/dev/null | \
	       sed -n 's/.*(SONAME).*\[\(.*\)\].*/\1/p')
ARCHIVE_SO := $(call SONAME,libarchive.so)
XML_SO     := $(call SONAME,libxml2.so)
DEFLATE_SO := $(call SONAME,libdeflate.so)
ZLIB_SO    := $(call SONAME,libz.so)
LOADED     := $(and $(filter Linux,$(shell uname)),$(ARCHIVE_SO),$(XML_SO), \
	       $(DEFLATE_SO),$(ZLIB_SO))
GX_LIBS   = $(if $(LOADED),$(shell $(PKGCONFIG) --libs libcmark) -ldl, \
	    $(PKG_LIBS)) -lm -lpthread

BIN       = bin
OBJ       = obj
PROGRAMS  = gxsplit gxtable gxcheck gxsum gxdiff
BINS      = $(PROGRAMS:%=$(BIN)/%)
MANPAGES  = $(patsubst man/%,%,$(wildcard man/*.[157] man/zh_CN/*.[157]))
SRC       = $(filter-out $(PROGRAMS:%=src/main/%.c),$(wildcard src/*/*.c))
OBJS      = $(SRC:src/%.c=$(OBJ)/%.o)

TESTS     = $(wildcard tests/*.t)
FAULTS    = $(if $(filter Linux,$(shell uname)),$(OBJ)/fault/fault.so)
UNIT      = $(patsubst tests/%.c,$(OBJ)/%,$(wildcard tests/unit/test_*.c))
GX_BIN    = $(abspath $(BIN))
JOBS     := $(shell nproc 2>/dev/null || echo 1)

MAKEFLAGS += --no-print-directory

# Without msgfmt the programs speak English.
MSGFMT   := $(shell command -v msgfmt)
CATALOGUE = $(if $(MSGFMT),$(BIN)/locale/zh_CN/LC_MESSAGES/gx.mo)

all: $(BINS) $(CATALOGUE)

## Building

$(BIN)/%: $(OBJ)/main/%.o $(OBJ)/libgx.a
	@mkdir -p $(@D)
	$(CC) $(GX_CFLAGS) $(LDFLAGS) -o $@ $< $(OBJ)/libgx.a $(GX_LIBS)

$(OBJ)/libgx.a: $(OBJS)
	rm -f $@
	$(AR) qcs $@ $(OBJS)

$(OBJ)/%.o: src/%.c Makefile
	@mkdir -p $(@D)
	$(CC) $(GX_CFLAGS) -MMD -MP -c -o $@ $<

# Where the catalogue will be is compiled in, and anew when that changes.
$(OBJ)/main/words.o: GX_CFLAGS += -DGX_LOCALEDIR='"$(LOCALEDIR)"'
$(OBJ)/main/words.o: $(OBJ)/localedir
$(OBJ)/localedir: SAYS = $(LOCALEDIR)
$(OBJ)/seccomp: SAYS = $(SECCOMP)
$(OBJ)/localedir $(OBJ)/seccomp: force
	@mkdir -p $(@D)
	@echo '$(SAYS)' | cmp -s - $@ || echo '$(SAYS)' >$@
force:

ifdef LOADED
$(OBJ)/open/libarchive.o: GX_CFLAGS += -DGX_LIBARCHIVE='"$(ARCHIVE_SO)"'
$(OBJ)/open/deflate.o: GX_CFLAGS += -DGX_LIBDEFLATE='"$(DEFLATE_SO)"' \
	    -DGX_ZLIB='"$(ZLIB_SO)"'
$(OBJ)/read/libxml.o: GX_CFLAGS += -DGX_LIBXML='"$(XML_SO)"'
endif

# What libxml2 knows of entities is a header.
$(OBJ)/web/markup.o: GX_CFLAGS += -I$(OBJ)
$(OBJ)/web/markup.o: $(OBJ)/entities.h
$(OBJ)/entities.h: src/entities.c
	@mkdir -p $(@D)
	$(CC) $(GX_CFLAGS) $(LDFLAGS) -o $(OBJ)/entities $< $(PKG_LIBS)
	$(OBJ)/entities >$@.new && mv $@.new $@

# The filter is a header, empty without libseccomp.
$(OBJ)/confine/confine.o: GX_CFLAGS += -DGX_FILTER -I$(OBJ)
$(OBJ)/confine/confine.o: $(OBJ)/filter.h
$(OBJ)/filter.h: src/filter.c src/confine/mark.h $(OBJ)/seccomp
	@mkdir -p $(@D)
ifneq ($(SECCOMP),)
	$(CC) $(GX_CFLAGS) $(LDFLAGS) -o $(OBJ)/filter $< $(SECCOMP)
	$(OBJ)/filter >$@.new && mv $@.new $@
else
	: >$@
endif

$(BIN)/locale/%/LC_MESSAGES/gx.mo: src/main/%.po
	@mkdir -p $(@D)
	msgfmt --check -o $@ $<

$(OBJ)/unit/%: tests/unit/%.c $(OBJ)/libgx.a
	@mkdir -p $(@D)
	$(CC) $(GX_CFLAGS) -MMD -MP $(LDFLAGS) -o $@ $< $(OBJ)/libgx.a \
	    $(GX_LIBS) $(PKG_LIBS) -lcmocka

$(OBJ)/fuzz/%: tests/fuzz/%.c $(OBJ)/libgx.a
	@mkdir -p $(@D)
	$(CC) $(GX_CFLAGS) -MMD -MP $(LDFLAGS) -o $@ $< $(OBJ)/libgx.a \
	    $(GX_LIBS)

-include $(OBJS:.o=.d) $(PROGRAMS:%=$(OBJ)/main/%.d) $(UNIT:%=%.d)
-include $(OBJ)/fuzz/html.d

# Installs what is missing, and says nothing when nothing is.
deps:
	@command -v dpkg-query >/dev/null || exit 0; \
	have=$$(dpkg-query -W -f '$${Package} $${db:Status-Status}\n' \
	    $(DEPS) 2>/dev/null | sed -n 's/ installed$$//p'); \
	missing=; for p in $(DEPS); do \
		echo "$$have" | grep -qxF "$$p" || missing="$$missing $$p"; \
	done; \
	[ -n "$$missing" ] || exit 0; \
	echo "Debian packages to be installed:$$missing"; \
	as=; [ "$$(id -u)" = 0 ] || as=sudo; \
	export DEBIAN_FRONTEND=noninteractive; \
	get="$$as apt-get -qq"; \
	$$get install -y --no-install-recommends $$missing \
	    >/dev/null 2>&1 || { $$get update && \
	$$get install -y --no-install-recommends $$missing >/dev/null; }

## Checking; pkg-config is asked anew once deps has run

check:
	@$(MAKE) deps
	@$(if $(CI),$(MAKE) strict)
	@$(MAKE) prove
	@$(if $(CI),$(MAKE) fuzz FUZZ=-runs=$(SMOKE))

# UPDATE=1 rewrites the expectations beside the tests.
prove: all units
	@GX_BIN='$(GX_BIN)' UPDATE='$(UPDATE)' CMOCKA_MESSAGE_OUTPUT=TAP \
	    GX_FAULTS='$(abspath $(FAULTS))' \
	    prove -j $(JOBS) -e '' $(UNIT) $(TESTS)

units: $(UNIT) $(OBJ)/fuzz/html $(FAULTS)

# make fuzz-html TIME=seconds SEED=number PAGES='files': pages made at random
# from these, read by the scanner and by libxml2.
TIME      = 60
SEED      = 1
PAGES     = $(wildcard tests/fixtures/*.html)
fuzz-html: $(OBJ)/fuzz/html
	$(OBJ)/fuzz/html -t $(TIME) -s $(SEED) -o $(OBJ)/fuzz/html.html \
	    $(PAGES)

# Both compilers, without a warning.
strict:
	@$(MAKE) all units CC=gcc OBJ=$(OBJ)/gcc BIN=$(OBJ)/gcc/bin \
	    CFLAGS='$(CFLAGS) -Werror'
	@$(MAKE) all units CC=clang OBJ=$(OBJ)/clang BIN=$(OBJ)/clang/bin \
	    CFLAGS='$(CFLAGS) -Werror'

# Preloaded into programs that know nothing of it, so without CFLAGS.
$(OBJ)/fault/%.so: tests/fault/%.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -O2 -Wall -Wextra -fPIC -shared -o $@ $< -ldl

# Every call in turn fails, in every program and format: make fault
# FAULT="-k alloc -f docx,pdf"; see the script.
FAULT     =
fault: all $(OBJ)/fault/fault.so
	@mkdir -p $(OBJ)/fault/work
	@cd $(OBJ)/fault/work && '$(CURDIR)'/tests/fault/inject $(FAULT) \
	    '$(abspath $(OBJ))'/fault/fault.so '$(GX_BIN)' \
	    '$(CURDIR)'/tests/fixtures/text-tabs-2023.txt

# make mutate N=1000 SEED=2 FILES='a.docx b.zip': mutated copies of these, and
# of the report in every format.  What fails is left in obj/mutate.
N         = 100
FILES     =
mutate: all
	@mkdir -p $(OBJ)/mutate/files
	@tests/fault/documents tests/fixtures/text-tabs-2023.txt \
	    $(OBJ)/mutate/files
	@tests/fault/mutate -n $(N) -s $(SEED) -k $(OBJ)/mutate \
	    '$(GX_BIN)'/gxtable $(OBJ)/mutate/files/* $(FILES)

# 100,000 reports in an archive and the like: 5 GB in obj/load, removed behind.
LOAD      = 100000
load: all
	@tests/fault/load '$(GX_BIN)' $(OBJ)/load $(LOAD)

SANITIZE  = -fsanitize=address,undefined -fno-sanitize-recover=all \
	    -fno-omit-frame-pointer
asan:
	@$(MAKE) deps
	@$(MAKE) prove OBJ=$(OBJ)/asan BIN=$(OBJ)/asan/bin \
	    CFLAGS='$(CFLAGS) $(SANITIZE)'

# What runs in several threads, and the programs in all tests.
tsan:
	@$(MAKE) deps
	@TSAN_OPTIONS=halt_on_error=1 $(MAKE) prove OBJ=$(OBJ)/tsan \
	    BIN=$(OBJ)/tsan/bin CFLAGS='-O1 -g -fsanitize=thread'

# make fuzz TIME=60 runs each target that long, TARGET="html rtf" these;
# FUZZ=-runs=0 only reads the seeds.  What is found is left in obj/libfuzzer.
TARGET    = $(patsubst tests/libfuzzer/%.c,%,$(wildcard tests/libfuzzer/*.c))
FUZZ      = -max_total_time=$(or $(TIME),60)
FUZZ_LEN  = 4096
SMOKE     = 500
FUZZERS   = $(TARGET:%=$(OBJ)/libfuzzer/%)
# The engine compares labels by the thousand; tracing that finds nothing.
# Small blocks in arenas let the sanitizer see the ends of arrays in them.
FUZZ_BLIND = -fno-sanitize-coverage=trace-cmp
# NULL + 0 is no fault (N3322 of C2y), but clang's check of pointers says so.
FUZZ_SANITIZE = -fsanitize=fuzzer-no-link,address,undefined \
	    -fno-sanitize=pointer-overflow -fno-sanitize-recover=all \
	    -fno-omit-frame-pointer -DARENA_BLOCK=64
fuzz:
	@$(MAKE) deps CI=1
	@$(MAKE) all $(OBJ)/unit/test_doc
	@$(MAKE) fuzzers OBJ=$(OBJ)/libfuzzer BIN=$(OBJ)/libfuzzer/bin CC=clang \
	    BLIND='$(FUZZ_BLIND)' CFLAGS='-O2 -g $(FUZZ_SANITIZE)'
	@rm -rf $(OBJ)/libfuzzer/seeds
	@tests/libfuzzer/seeds '$(GX_BIN)' '$(abspath $(OBJ))/unit' \
	    $(OBJ)/libfuzzer/seeds
	@cd $(OBJ)/libfuzzer && for t in $(TARGET); do \
		mkdir -p corpus/$$t && dict=; \
		test ! -e seeds/$$t.dict || dict=-dict=seeds/$$t.dict; \
		./libfuzzer/$$t $(FUZZ) $$dict -max_len=$(FUZZ_LEN) \
		    -timeout=10 -rss_limit_mb=2048 -close_fd_mask=1 \
		    -print_final_stats=1 -print_funcs=0 -entropic=0 \
		    -artifact_prefix=$$t- \
		    corpus/$$t seeds/$$t >$$t.log 2>&1 && \
		sed -n "s/^.* cov: \([0-9]*\).*/$$t covered \1/p; \
		    s/^stat::number_of_executed_units:/$$t executed/p" \
		    $$t.log | tail -n 2 || { tail -n 40 $$t.log; exit 1; }; \
		done

fuzzers: $(FUZZERS)

$(OBJ)/report/%.o: GX_CFLAGS += $(BLIND)

$(OBJ)/libfuzzer/%: tests/libfuzzer/%.c tests/libfuzzer/fuzz.h $(OBJ)/libgx.a
	@mkdir -p $(@D)
	$(CC) $(GX_CFLAGS) -fsanitize=fuzzer $(LDFLAGS) -o $@ $< \
	    $(OBJ)/libgx.a $(GX_LIBS) $(PKG_LIBS)

# Two machines, one of which dies; needs sshd, parallel and rsync.
cluster: all
	@CLUSTER=1 GX_BIN='$(GX_BIN)' prove tests/cluster.t

# Which does not know how programs confine themselves.
valgrind:
	@$(MAKE) all OBJ=$(OBJ)/valgrind BIN=$(OBJ)/valgrind/bin \
	    CFLAGS='$(CFLAGS) -DGX_UNCONFINED'
	@for p in $(PROGRAMS); do \
		printf '#!/bin/sh\nexec %s -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite --show-leak-kinds=definite --suppressions=%s %s "$$@"\n' \
		    "$$(command -v valgrind)" '$(CURDIR)/tests/valgrind' \
		    '$(abspath $(OBJ)/valgrind/bin)'/$$p >$(OBJ)/valgrind/$$p; \
		chmod +x $(OBJ)/valgrind/$$p; \
	done
	@$(MAKE) prove UNIT= GX_BIN='$(abspath $(OBJ)/valgrind)'

# What is installed of these has its say.  Left out of clang-tidy: advice to
# use functions no libc here has, a check that does not know va_start, and
# one that takes a buffer's first size for 0.
# Not checked: memcpy() and the like with a length, which is how slices are
# made; whether malloc(0) gives NULL, as nothing is read of what it gives;
# and lists of arguments, which the analyzer takes for not started.
TIDY = -*,clang-analyzer-*,-clang-analyzer-valist.*,$(TIDY_LESS)
TIDY_LESS = -clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling,-clang-analyzer-optin.portability.UnixAPI
# A name of the codebook, macros of mdoc, words of RTF, letters behind a
# backslash, broken tags: what codespell takes for misspelt.
SPELL = inforce,nd,pard,headerr,te,thow,alph,scrip

lint:
	mandoc -Tlint -Wwarning man/*.[157] man/zh_CN/*.[157]
	if command -v shellcheck; then \
		shellcheck -x -P tests tests/*.t tests/lib.sh tests/pack \
		    tests/demo tests/libfuzzer/seeds .ci/run \
		    completions/gx.bash; fi
	if command -v codespell; then codespell -q 2 -L '$(SPELL)' \
		Makefile README.md .github .ci src man/*.[157] completions \
		tests/*.t tests/unit tests/bench tests/fuzz tests/libfuzzer; fi
	for h in src/*/*.h; do echo "#include \"$${h#src/}\"" | \
		$(CC) $(GX_CFLAGS) -Werror -fsyntax-only -xc - || exit 1; done
	if command -v cppcheck; then cppcheck -q --std=c11 -Isrc \
		--enable=warning,portability --error-exitcode=1 \
		--inline-suppr src; fi
	if command -v clang-tidy; then clang-tidy --quiet \
		--checks='$(TIDY)' \
		--warnings-as-errors='*' src/*/*.c -- $(GX_CFLAGS); fi

# Against other programs; BENCH_SCALE=0.01 for a quick run.  See the script.
bench: all
	@tests/bench/run '$(GX_BIN)' $(OBJ)/bench

## The sample

$(OBJ)/sample.zip: $(wildcard tests/fixtures/*) tests/pack
	@mkdir -p $(@D)
	tests/pack tests/fixtures/sample.list $@

demo:
	@$(MAKE) deps
	@$(MAKE) -s all $(OBJ)/sample.zip
	@PATH='$(GX_BIN)':"$$PATH" tests/demo $(OBJ)

## Installing

install: all
	$(INSTALL) -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(BASHDIR) \
	    $(DESTDIR)$(ZSHDIR) $(DESTDIR)$(FISHDIR)
	$(INSTALL) -m 755 $(BINS) $(DESTDIR)$(BINDIR)
	for p in $(MANPAGES); do \
		d=$(DESTDIR)$(MANDIR)/$$(dirname $$p)/man$${p##*.}; \
		$(INSTALL) -d $$d && \
		$(INSTALL) -m 644 man/$$p $$d || exit 1; done
	if [ -n '$(CATALOGUE)' ]; then \
		d=$(DESTDIR)$(LOCALEDIR)/zh_CN/LC_MESSAGES; \
		$(INSTALL) -d $$d && \
		$(INSTALL) -m 644 $(CATALOGUE) $$d || exit 1; fi
	$(INSTALL) -m 644 completions/_gx $(DESTDIR)$(ZSHDIR)
	for p in $(PROGRAMS); do \
		$(INSTALL) -m 644 completions/gx.bash \
		    $(DESTDIR)$(BASHDIR)/$$p && \
		$(INSTALL) -m 644 completions/gx.fish \
		    $(DESTDIR)$(FISHDIR)/$$p.fish || exit 1; done

uninstall:
	for p in $(MANPAGES); do rm -f $(DESTDIR)$(MANDIR)/$$(dirname \
	    $$p)/man$${p##*.}/$$(basename $$p) || exit 1; done
	rm -f $(PROGRAMS:%=$(DESTDIR)$(BINDIR)/%) \
	    $(DESTDIR)$(LOCALEDIR)/zh_CN/LC_MESSAGES/gx.mo \
	    $(PROGRAMS:%=$(DESTDIR)$(BASHDIR)/%) $(DESTDIR)$(ZSHDIR)/_gx \
	    $(PROGRAMS:%=$(DESTDIR)$(FISHDIR)/%.fish)

## Packaging

DIST      = gx-$(VERSION)
TARBALL   = $(OBJ)/$(DIST).tar.gz

# The same commit gives the same bytes.
dist:
	@mkdir -p $(OBJ)
	git archive --format=tar --prefix=$(DIST)/ HEAD | gzip -9n >$(TARBALL)

# The tarball builds, passes, installs under any prefix, and leaves nothing.
distcheck: dist
	rm -rf $(OBJ)/dist
	mkdir -p $(OBJ)/dist
	tar -xzf $(TARBALL) -C $(OBJ)/dist
	cd $(OBJ)/dist/$(DIST) && \
	    $(MAKE) prove && \
	    $(MAKE) install PREFIX=/opt/gx DESTDIR="$$PWD/root" && \
	    root/opt/gx/bin/gxsum --version && \
	    root/opt/gx/bin/gxsum tests/fixtures/text-tabs-2023.txt \
	    >/dev/null && \
	    test -e root/opt/gx/share/man/man1/gxsum.1 && \
	    test -e root/opt/gx/share/man/zh_CN/man7/gx.7 && \
	    $(MAKE) uninstall PREFIX=/opt/gx DESTDIR="$$PWD/root" && \
	    test -z "$$(find root ! -type d)"
	rm -rf $(OBJ)/dist

# A Debian package of the tarball, with what dpkg-dev and debhelper make.
# The project has no address to give, which lintian need not say.
NOMAIL    = bogus-mail-host,bogus-mail-host-in-debian-changelog
deb: dist
	rm -rf $(OBJ)/deb
	mkdir -p $(OBJ)/deb
	tar -xzf $(TARBALL) -C $(OBJ)/deb
	cp -R $(OBJ)/deb/$(DIST)/.ci/debian $(OBJ)/deb/$(DIST)/debian
	cd $(OBJ)/deb/$(DIST) && MAKEFLAGS= dpkg-buildpackage -b -us -uc
	if command -v lintian; then \
		lintian --fail-on error,warning \
		    --suppress-tags $(NOMAIL) $(OBJ)/deb/*.changes; fi

clean:
	rm -rf $(BIN) $(OBJ)

.PHONY: all deps check prove units fault mutate load fuzz-html strict asan tsan \
	fuzz fuzzers cluster valgrind lint bench demo install uninstall dist distcheck deb clean force
.SECONDARY:
