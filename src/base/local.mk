libguichet_a_SOURCES += \
	%D%/arena.c %D%/arena.h \
	%D%/ask.c %D%/ask.h \
	%D%/buf.c %D%/buf.h \
	%D%/clamd.c %D%/clamd.h \
	%D%/conf.c %D%/conf.h \
	%D%/conf_print.c \
	%D%/conf_table.c \
	%D%/conf_value.c %D%/conf_value.h \
	%D%/crypto.c %D%/crypto.h \
	%D%/csv.c %D%/csv.h \
	%D%/ctx.c %D%/ctx.h \
	%D%/disposition.c %D%/disposition.h \
	%D%/err.h \
	%D%/json.c %D%/json.h \
	%D%/filename.c \
	%D%/filetype.c %D%/filetype.h %D%/filetype_ask.c \
	%D%/fold.c %D%/fold.h %D%/fold.inc \
	%D%/log.c %D%/log.h \
	%D%/marks.c %D%/marks.h \
	%D%/near.c %D%/near.h \
	%D%/param.h \
	%D%/paint.c %D%/paint.h \
	%D%/parse.c %D%/parse.h \
	%D%/picture.c %D%/picture.h \
	%D%/picture_bmp.c %D%/picture_gif.c %D%/picture_jpeg.c \
	%D%/picture_png.c %D%/picture_webp.c \
	%D%/qr.c %D%/qr.h \
	%D%/sandbox.c %D%/sandbox.h \
	%D%/seen.c %D%/seen.h \
	%D%/shared.c %D%/shared.h \
	%D%/there.c %D%/there.h \
	%D%/sink.c %D%/sink.h \
	%D%/sha256.c \
	%D%/sniff.c %D%/sniff.h \
	%D%/sniff_image.c %D%/sniff_media.c %D%/sniff_zip.c \
	%D%/totp.c %D%/totp.h \
	%D%/tz.c %D%/tz.h \
	%D%/tzif.c %D%/tzif.h \
	%D%/urlenc.c %D%/urlenc.h \
	%D%/urlencoded.c %D%/urlencoded.h \
	%D%/utf8.c %D%/utf8.h \
	%D%/words.c %D%/words.h \
	%D%/zip.c %D%/zip.h
