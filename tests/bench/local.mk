# Benchmarks, run by hand: a machine that does other work would fail them.
EXTRA_PROGRAMS += bench-parsers
bench_parsers_SOURCES = %D%/parsers.c
bench_parsers_LDADD = $(GUICHET_LIBS)
CLEANFILES += bench-parsers$(EXEEXT)
