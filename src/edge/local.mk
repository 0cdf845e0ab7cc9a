libguichet_a_SOURCES += \
	%D%/answer.c \
	%D%/body.c \
	%D%/cookie.c %D%/cookie.h \
	%D%/env.c %D%/env.h \
	%D%/exchange.c %D%/exchange.h \
	%D%/fcgi.c %D%/fcgi.h \
	%D%/head.c %D%/head.h \
	%D%/helper.c %D%/helper.h \
	%D%/listen.c %D%/listen.h \
	%D%/mime.c %D%/mime.h \
	%D%/multipart.c %D%/multipart.h \
	%D%/process.c %D%/process.h \
	%D%/raw.c \
	%D%/request.c %D%/request.h \
	%D%/respond.c %D%/respond.h \
	%D%/server.h \
	%D%/stream.c %D%/stream.h \
	%D%/supervisor.c %D%/supervisor.h \
	%D%/worker.c %D%/worker.h
