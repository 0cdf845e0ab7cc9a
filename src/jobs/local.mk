libguichet_a_SOURCES += \
	%D%/kinds.c %D%/kinds.h
