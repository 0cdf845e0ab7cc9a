TEST_EXTENSIONS = .sh
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
SH_LOG_DRIVER = $(LOG_DRIVER)
AM_TESTS_ENVIRONMENT = srcdir='$(abs_srcdir)'; export srcdir; \
	builddir='$(abs_builddir)'; export builddir;

# A unit test a module: t-x.c needs a line in UNIT_TESTS and its sources.
check_PROGRAMS += t-buf
t_buf_SOURCES = %D%/t-buf.c %D%/tap.h
t_buf_LDADD = $(GUICHET_LIBS)

TESTS += $(check_PROGRAMS) $(dist_check_SCRIPTS)

check_PROGRAMS += t-templates
t_templates_SOURCES = %D%/t-templates.c %D%/tap.h
t_templates_LDADD = $(GUICHET_LIBS)
EXTRA_DIST += \
	%D%/samples/error-404.hdf \
	%D%/samples/error-500.hdf \
	%D%/samples/login-wrong.hdf \
	%D%/samples/login.hdf \
	%D%/samples/site.hdf
