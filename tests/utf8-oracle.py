#!/usr/bin/python3
"""Does utf8_valid() agree with Python's decoder?  Prints TAP."""

import itertools
import os
import random
import subprocess

EDGES = bytes.fromhex("00017f808f909fa0bfc0c1c2dfe0e1ecedeeeff0f1f3f4f5f8feff")


def is_text(s):
    try:
        return "\0" not in s.decode("utf-8")
    except UnicodeDecodeError:
        return False


def sequences(alphabet, length):
    return [bytes(t) for t in itertools.product(alphabet, repeat=length)]


def long_texts(seed, count):
    """Text longer than a machine word, with at most one byte made wrong."""
    rnd = random.Random(seed)
    alphabet = "a" * 40 + "é工\U0001f600"
    for _ in range(count):
        s = bytearray("".join(rnd.choices(alphabet, k=40)).encode())
        if rnd.random() < 0.5:
            s[rnd.randrange(len(s))] = rnd.choice(EDGES)
        yield bytes(s)


def agree(cases):
    stdin = b"".join(bytes([len(s)]) + s for s in cases)
    dump = os.path.join(os.environ.get("builddir", "."), "utf8-dump")
    out = subprocess.run([dump], input=stdin, stdout=subprocess.PIPE,
                         check=True).stdout.decode()
    want = "".join("01"[is_text(s)] for s in cases)
    for s, w, got in zip(cases, want, out):
        if w != got:
            print(f"# {s!r}: Python says {w}, we say {got}")
            break
    return out == want


CLAIMS = (
    ("every byte", lambda: sequences(range(256), 1)),
    ("every pair of bytes", lambda: sequences(range(256), 2)),
    ("three bytes at the edges of the rules", lambda: sequences(EDGES, 3)),
    ("four bytes at the edges of the rules", lambda: sequences(EDGES, 4)),
    ("longer texts", lambda: list(long_texts(1, 20000))),
)

failed = 0
for number, (what, cases) in enumerate(CLAIMS, 1):
    good = agree(cases())
    failed += not good
    print(f"{'ok' if good else 'not ok'} {number} - agrees on {what}")
print(f"1..{len(CLAIMS)}")
raise SystemExit(failed > 0)
