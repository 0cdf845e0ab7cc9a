libguichet_a_SOURCES += \
	%D%/cookie.c %D%/cookie.h \
	%D%/mime.c %D%/mime.h \
	%D%/multipart.c %D%/multipart.h
