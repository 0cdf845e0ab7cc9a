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

# As a customer who is signed in, from a page of ours.
MEI = b"HTTP_COOKIE guichet_sid=SID\n"
FORM = MEI + b"HTTP_SEC_FETCH_SITE same-origin\n"
PARTS = FORM + b"CONTENT_TYPE multipart/form-data; boundary=b\n"
KEYS = b"csrf_token=CSRF&idempotency_key=k&revision=1"
PART = b'--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
KEY_PARTS = (PART % (b"csrf_token", b"CSRF") +
             PART % (b"idempotency_key", b"k") + PART % (b"revision", b"1"))

SEEDS = {
    "fuzz-answer": (
        b"GET /\n\n", b"GET /login?next=/home\n\n", b"GET /help\n" + MEI,
        b"GET /home\n" + MEI + b"HTTP_ACCEPT_LANGUAGE zh-CN,en;q=0.5\n",
        b"GET /tickets?status=0&status=1&q=lamp&sort=updated\n" + MEI,
        b"GET /tickets/new?product_category_id=service\n" + MEI,
        b"GET /tickets/TICKET\n" + MEI + b"HTTP_IF_NONE_MATCH W/\"x\"\n",
        b"GET /tickets/TICKET/poll?since=1\n" + MEI,
        b"HEAD /account\n" + MEI + b"HTTP_SEC_FETCH_DEST document\n",
        b"GET /attachments/00112233445566778899aabbccddeeff/a.png\n" + MEI,
        b"POST /tickets/TICKET/messages\n" + FORM + b"\n" + KEYS +
        b"&content=hello",
        b"POST /tickets/TICKET/messages\n" + PARTS + b"\n" + KEY_PARTS +
        PART % (b"content", b"hello") + FILE + END,
        b"POST /tickets\n" + PARTS + b"\n" + KEY_PARTS +
        PART % (b"product_category_id", b"service") +
        PART % (b"business_type_id", b"consultation") +
        PART % (b"severity_id", b"general") +
        PART % (b"simple_description", b"no light") +
        PART % (b"agreement", b"1") + END,
        b"POST /tickets/TICKET/urge\n" + FORM + b"\n" + KEYS,
        b"POST /tickets/TICKET/close\n" + FORM + b"\n" + KEYS +
        b"&satisfaction_1=5&judgement=good",
        b"POST /account\n" + FORM + b"\n" + KEYS + b"&name=Mei&language=en",
        b"POST /preferences\nHTTP_ORIGIN http://127.0.0.1:8080\n\n"
        b"language=zh-cn&theme=dark&next=/help",
        b"POST /drafts\n" + FORM + b"\nform=/tickets&simple_description=a",
    ),
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
