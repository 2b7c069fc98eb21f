# make, make check, make demo, make install: see README.md.

VERSION   = 0.1
PREFIX    = /usr/local
BINDIR    = $(PREFIX)/bin
MANDIR    = $(PREFIX)/share/man
BASHDIR   = $(PREFIX)/share/bash-completion/completions
ZSHDIR    = $(PREFIX)/share/zsh/site-functions
FISHDIR   = $(PREFIX)/share/fish/vendor_completions.d

PKGS      = libarchive libxml-2.0 libcmark
PKGCONFIG = pkg-config

# CFLAGS and LDFLAGS are the user's; what the build needs is apart.
CFLAGS    = -O2 -g
GX_CFLAGS = -std=c11 -D_POSIX_C_SOURCE=200809L -DGX_VERSION='"$(VERSION)"' \
	    -Isrc -Wall -Wextra -Wshadow -Wmissing-prototypes \
	    $(shell $(PKGCONFIG) --cflags $(PKGS) 2>/dev/null) $(CFLAGS)
GX_LIBS   = $(shell $(PKGCONFIG) --libs $(PKGS) 2>/dev/null) -lpthread

OBJ       = obj
PROGRAMS  = gxsplit gxtable gxsum gxdiff
BINS      = $(PROGRAMS:%=bin/%)
SRC       = $(filter-out $(PROGRAMS:%=src/main/%.c),$(wildcard src/*/*.c))
OBJS      = $(SRC:src/%.c=$(OBJ)/%.o)

all: $(BINS)

bin/%: $(OBJ)/main/%.o $(OBJ)/libgx.a
	@mkdir -p bin
	$(CC) $(GX_CFLAGS) $(LDFLAGS) -o $@ $< $(OBJ)/libgx.a $(GX_LIBS)

$(OBJ)/libgx.a: $(OBJS)
	rm -f $@
	$(AR) rcs $@ $(OBJS)

$(OBJ)/%.o: src/%.c Makefile
	@mkdir -p $(@D)
	$(CC) $(GX_CFLAGS) -MMD -MP -c -o $@ $<

-include $(OBJS:.o=.d) $(PROGRAMS:%=$(OBJ)/main/%.d)

clean:
	rm -rf bin obj

.PHONY: all clean
.SECONDARY:
