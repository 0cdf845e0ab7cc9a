#!/bin/bash
# Backups and the way back, killed and on a full disk.
exec /usr/bin/python3 -B "$SRC/tests/e2e/backup.py"
