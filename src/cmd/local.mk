libguichet_a_SOURCES += \
	%D%/cmd.c %D%/cmd.h \
	%D%/config.c \
	%D%/demo_record.c %D%/demo_record.h \
	%D%/demo_script.c %D%/demo_script.h \
	%D%/nginx.c \
	%D%/version.c
