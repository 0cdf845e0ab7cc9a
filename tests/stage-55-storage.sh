#!/bin/bash
# Backups and the way back, and disks with little room.
status=0
for part in backup disk; do
	/usr/bin/python3 -B "$SRC/tests/e2e/$part.py" || status=$?
done
exit $status
