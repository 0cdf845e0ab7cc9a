/*
 * multipart.h - words to write a multipart body with, boundary "b".
 */
#ifndef GUICHET_TESTS_MULTIPART_H
#define GUICHET_TESTS_MULTIPART_H

#define TYPE "multipart/form-data; boundary=b"

/* A delimiter and a disposition; other headers and an empty line follow. */
#define HEAD(attributes)                                                       \
	"--b\r\nContent-Disposition: form-data" attributes "\r\n"
/* The content follows, and a CRLF. */
#define FIELD(name) HEAD("; name=\"" name "\"") "\r\n"
#define UPLOAD(name, file)                                                     \
	HEAD("; name=\"" name "\"; filename=\"" file "\"") "\r\n"
#define END "--b--\r\n"

#endif
