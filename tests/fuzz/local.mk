# Fuzz targets need ./configure --enable-fuzzers CC=clang; run.sh does it all.
EXTRA_DIST += %D%/run.sh %D%/seeds.py %D%/answer.dict %D%/multipart.dict

fuzz_flags = $(AM_LDFLAGS) -fsanitize=fuzzer
fuzz_targets = fuzz-answer fuzz-cookie fuzz-csv fuzz-multipart fuzz-picture \
	fuzz-sniff fuzz-tzif fuzz-urlencoded fuzz-utf8
EXTRA_PROGRAMS += $(fuzz_targets)

fuzz_answer_SOURCES = %D%/fuzz-answer.c %D%/../fake-exchange.c %D%/../fixture.c
fuzz_answer_LDFLAGS = $(fuzz_flags)
fuzz_answer_LDADD = $(GUICHET_LIBS)

fuzz_cookie_SOURCES = %D%/fuzz-cookie.c %D%/fuzz.h
fuzz_cookie_LDFLAGS = $(fuzz_flags)
fuzz_cookie_LDADD = $(GUICHET_LIBS)

fuzz_csv_SOURCES = %D%/fuzz-csv.c %D%/fuzz.h
fuzz_csv_LDFLAGS = $(fuzz_flags)
fuzz_csv_LDADD = $(GUICHET_LIBS)

fuzz_multipart_SOURCES = %D%/fuzz-multipart.c
fuzz_multipart_LDFLAGS = $(fuzz_flags)
fuzz_multipart_LDADD = $(GUICHET_LIBS)

fuzz_picture_SOURCES = %D%/fuzz-picture.c %D%/fuzz.h
fuzz_picture_LDFLAGS = $(fuzz_flags)
fuzz_picture_LDADD = $(GUICHET_LIBS)

fuzz_sniff_SOURCES = %D%/fuzz-sniff.c
fuzz_sniff_LDFLAGS = $(fuzz_flags)
fuzz_sniff_LDADD = $(GUICHET_LIBS)

fuzz_tzif_SOURCES = %D%/fuzz-tzif.c
fuzz_tzif_LDFLAGS = $(fuzz_flags)
fuzz_tzif_LDADD = $(GUICHET_LIBS)

fuzz_urlencoded_SOURCES = %D%/fuzz-urlencoded.c
fuzz_urlencoded_LDFLAGS = $(fuzz_flags)
fuzz_urlencoded_LDADD = $(GUICHET_LIBS)

fuzz_utf8_SOURCES = %D%/fuzz-utf8.c
fuzz_utf8_LDFLAGS = $(fuzz_flags)
fuzz_utf8_LDADD = $(GUICHET_LIBS)

fuzzers: $(BUILT_SOURCES)
	$(MAKE) $(AM_MAKEFLAGS) $(fuzz_targets)
.PHONY: fuzzers
