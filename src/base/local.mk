libguichet_a_SOURCES += \
	%D%/arena.c %D%/arena.h \
	%D%/buf.c %D%/buf.h \
	%D%/ctx.c %D%/ctx.h \
	%D%/disposition.c %D%/disposition.h \
	%D%/err.h \
	%D%/log.c %D%/log.h \
	%D%/param.h \
	%D%/urlenc.c %D%/urlenc.h \
	%D%/utf8.c %D%/utf8.h
