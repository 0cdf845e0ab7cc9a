#!/bin/bash
# The portal behind nginx, asked from outside without a browser.
exec /usr/bin/python3 -B "$SRC/tests/e2e/wire.py"
