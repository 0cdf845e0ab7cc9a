libguichet_a_SOURCES += \
	%D%/audit.c \
	%D%/backup.c \
	%D%/check.c %D%/check.h %D%/check_files.c \
	%D%/cmd.c %D%/cmd.h \
	%D%/config.c \
	%D%/demo_record.c %D%/demo_record.h \
	%D%/demo_script.c %D%/demo_script.h \
	%D%/demo.c %D%/demo.h \
	%D%/fence.c %D%/fence.h \
	%D%/helpers.c %D%/helpers.h \
	%D%/init.c \
	%D%/jobs.c \
	%D%/migrate.c \
	%D%/nginx.c \
	%D%/open.c %D%/open.h \
	%D%/organization.c \
	%D%/queue.c \
	%D%/routes.c \
	%D%/search.c \
	%D%/seed.c \
	%D%/serve.c \
	%D%/space.c \
	%D%/user.c \
	%D%/version.c
