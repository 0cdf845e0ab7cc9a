libguichet_a_SOURCES += \
	%D%/headers.c %D%/headers.h
