#!/bin/bash
# Workers that are killed in the middle of it lose nothing.
exec /usr/bin/python3 -B "$SRC/tests/e2e/kill.py"
