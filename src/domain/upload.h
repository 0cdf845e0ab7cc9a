/*
 * upload.h - a file that came with a request: bytes in a temporary file,
 * hashed on the way, and what the sender says of them.
 */
#ifndef GUICHET_DOMAIN_UPLOAD_H
#define GUICHET_DOMAIN_UPLOAD_H

#include <stdbool.h>
#include <stdint.h>

struct upload {
	const char *field; /* of the form: "files" or "file" */
	const char *name;  /* as sent, valid UTF-8, path stripped; never NULL */
	int fd;            /* the temporary file, closed and removed with the
			      request; -1 if its bytes were not kept */
	const char *temp;  /* its path, for blob_commit(); NULL likewise */
	int64_t size;      /* bytes that came, also where they were not kept */
	bool no_room;      /* the disk was full */
	bool too_big;      /* over what any form may bring: dropped */
	const char *key;   /* that it came with, if it came alone, or NULL */
	const char *transfer; /* the upload in chunks that it was, or NULL */
	char sha256[65];      /* of the bytes, lower-case hex; "" if not kept */
};

#endif
