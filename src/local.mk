# libguichet.a is the portal less its main, so that a test can be one.
noinst_LIBRARIES += libguichet.a
libguichet_a_SOURCES = %D%/routes.c

include src/base/local.mk
include src/edge/local.mk
include src/web/local.mk
include src/page/local.mk
include src/domain/local.mk
include src/store/local.mk
include src/view/local.mk
include src/jobs/local.mk
include src/cmd/local.mk

GUICHET_LIBS = libguichet.a -lneo_cgi -lneo_cs -lneo_utl -lz \
	$(SQLITE_LIBS) $(SODIUM_LIBS) $(CRYPTO_LIBS) $(INIH_LIBS) \
	$(QRENCODE_LIBS) \
	$(SECCOMP_LIBS) $(PICTURE_LIBS) -lgif -lmagic -lfcgi

bin_PROGRAMS += guichet
guichet_SOURCES = %D%/main.c
guichet_LDADD = $(GUICHET_LIBS)
