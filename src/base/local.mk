libguichet_a_SOURCES += \
	%D%/arena.c %D%/arena.h \
	%D%/buf.c %D%/buf.h \
	%D%/ctx.c %D%/ctx.h \
	%D%/err.h
