#!/usr/bin/python3
"""Write the inputs that the fuzz targets begin with.

    seeds.py DIR
"""

import os
import sys

FIELD = b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
FILE = (b'--b\r\nContent-Disposition: form-data; name="f"; '
        b'filename="C:\\x%22.png"\r\nContent-Type: image/png\r\n\r\n'
        b"\x89PNG\r\n\x1a\n\r\n--bb\r\n--b-\r\n")
NESTED = (b"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n"
          b"Content-Disposition: form-data; name=a\r\n\r\n--c--\r\n")
END = b"--b--\r\n"

SEEDS = {
    "fuzz-multipart": (
        b"\1\1\n" + FIELD + FILE + FIELD + END,
        b"\7\7\n" + b"preamble\r\n" + FILE + END + b"epilogue",
        b"\3\0\n" + NESTED + FIELD + END,
        b"\2\5multipart/form-data; boundary=\"a b\"\n--a b\r\n\r\n--a b--",
    ),
    "fuzz-urlencoded": (
        b"a=1&b=%E5%B7%A5+%2b&a", b"&=&&a=%zz&b=%00&c=%ff",
        b"&".join(b"p%d=v" % i for i in range(210)),
        b"/tickets/TS-0000001", b"/%E5%B7%A5/a%20b/", b"/a/%2e%2E/b", b"//",
    ),
    "fuzz-cookie": (
        b"sid\na=1; sid=abc; z=\"2\"", b"sid\nsid=abc;sid=x",
        b"__Host-sid\n__Host-sid=a-_; theme=dark", b"sid\n;; sid ; =;sid=\x01",
    ),
    "fuzz-utf8": (
        "工单 caf\u00e9 \U0001f600".encode(), "\u3000 a \t b\r\n".encode(),
        "photo\u202egpj.exe".encode(), b"../a\"b\\c%\r\n",
        b"\xc0\xaf\xed\xa0\x80\xf4\x90\x80\x80\xff",
    ),
}

for target, inputs in SEEDS.items():
    folder = os.path.join(sys.argv[1], target)
    os.makedirs(folder, exist_ok=True)
    for number, data in enumerate(inputs):
        with open(os.path.join(folder, f"seed-{number}"), "wb") as f:
            f.write(data)
