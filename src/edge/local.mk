libguichet_a_SOURCES += \
	%D%/cookie.c %D%/cookie.h \
	%D%/env.c %D%/env.h \
	%D%/exchange.c %D%/exchange.h \
	%D%/fcgi.c %D%/fcgi.h \
	%D%/listen.c %D%/listen.h \
	%D%/mime.c %D%/mime.h \
	%D%/multipart.c %D%/multipart.h \
	%D%/worker.c %D%/worker.h
