libguichet_a_SOURCES += \
	%D%/csrf.c %D%/csrf.h \
	%D%/fail.c %D%/fail.h \
	%D%/form.c %D%/form.h \
	%D%/headers.c %D%/headers.h \
	%D%/href.c %D%/href.h \
	%D%/http.c %D%/http.h \
	%D%/router.c %D%/router.h
