libguichet_a_SOURCES += \
	%D%/parse.c %D%/parse.h \
	%D%/urlencoded.c %D%/urlencoded.h
