libguichet_a_SOURCES += \
	%D%/blob.c %D%/blob.h
