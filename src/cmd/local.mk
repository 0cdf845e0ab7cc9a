libguichet_a_SOURCES += \
	%D%/cmd.c %D%/cmd.h \
	%D%/config.c \
	%D%/nginx.c \
	%D%/version.c
