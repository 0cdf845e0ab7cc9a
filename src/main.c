/*
 * main.c - the command table.
 */
#include <stdio.h>
#include <string.h>

int
main(int argc, char *argv[])
{
	if (argc == 2 && strcmp(argv[1], "version") == 0) {
		printf("%s\n", PACKAGE_STRING);
		return 0;
	}
	fprintf(stderr, "usage: guichet command\n");
	return 2;
}
