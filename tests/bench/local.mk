# Benchmarks, run by hand: a machine that does other work would fail them.
EXTRA_PROGRAMS += bench-parsers
bench_parsers_SOURCES = %D%/parsers.c
bench_parsers_LDADD = $(GUICHET_LIBS)
CLEANFILES += bench-parsers$(EXEEXT)

# Verdicts on files and small pictures: see the top of helpers.c.
EXTRA_PROGRAMS += bench-helpers
bench_helpers_SOURCES = %D%/helpers.c tests/fixture.c tests/fixture.h \
	tests/files.h tests/helper.h tests/judge.h tests/tap.h
bench_helpers_LDADD = $(GUICHET_LIBS)
CLEANFILES += bench-helpers$(EXEEXT)

# What nginx and FastCGI take alone: see the top of floor.c.
EXTRA_PROGRAMS += bench-floor
bench_floor_SOURCES = %D%/floor.c
bench_floor_LDADD = $(GUICHET_LIBS)
CLEANFILES += bench-floor$(EXEEXT)

# Uploads, against what only writes them: see the top of upload.py.
EXTRA_PROGRAMS += bench-sink
bench_sink_SOURCES = %D%/sink.c
bench_sink_LDADD = $(GUICHET_LIBS)
CLEANFILES += bench-sink$(EXEEXT)

# The detail page without a network, for callgrind.
EXTRA_PROGRAMS += bench-detail
bench_detail_SOURCES = %D%/detail.c tests/fake-exchange.c \
	tests/fake-exchange.h tests/fixture.c tests/fixture.h
bench_detail_LDADD = $(GUICHET_LIBS)
CLEANFILES += bench-detail$(EXEEXT)
EXTRA_DIST += %D%/bench.py %D%/instructions.sh %D%/instructions.txt \
	%D%/backup.py %D%/download.py %D%/queue.py %D%/search.py %D%/upload.py
