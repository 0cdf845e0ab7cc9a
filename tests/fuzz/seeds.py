#!/usr/bin/python3
"""Write the inputs that the fuzz targets begin with.

    seeds.py DIR
"""

import io
import os
import struct
import sys
import zipfile
import zlib

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


def png():
    def chunk(name, data):
        return (struct.pack(">I", len(data)) + name + data +
                struct.pack(">I", zlib.crc32(name + data)))
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) +
            chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b""))


def archive(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name in names:
            z.writestr(name, "x" * 100)
    return out.getvalue()


def box(name, data):
    return struct.pack(">I", len(data) + 8) + name + data


def compound():
    header = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) +
              struct.pack("<5H", 0x3e, 3, 0xfffe, 9, 6) + bytes(10) +
              struct.pack("<8I", 1, 1, 0, 4096, 0xfffffffe, 0, 0xfffffffe, 0)
              + bytes(4)).ljust(512, b"\xff")
    table = struct.pack("<2I", 0xfffffffd, 0xfffffffe).ljust(512, b"\xff")
    entries = b""
    for name, kind in (("Root Entry", 5), ("__properties_version1.0", 2)):
        entries += (name.encode("utf-16-le").ljust(64, b"\0") +
                    struct.pack("<HB", 2 * len(name) + 2, kind) + bytes(61))
    return header + table + entries.ljust(512, b"\0")


def zone(name):
    with open("/usr/share/zoneinfo/" + name, "rb") as f:
        return f.read()


JPEG = (b"\xff\xd8\xff\xe0\0\x04JF\xff\xc0\0\x0b\x08\0\x08\0\x08\1\1\x11\0"
        b"\xff\xda\0\x08\1\1\0\0\x3f\0\xf8\xff\0\xff\xd9")
GIF = (b"GIF89a\1\0\1\0\x80\0\0" + bytes(6) + b"!\xf9\4" + bytes(5) +
       b",\0\0\0\0\1\0\1\0\0\2\2\x44\1\0;")
BMP = (b"BM" + struct.pack("<6I2H6I", 58, 0, 54, 40, 1, 1, 1, 24, 0, 4,
                           0, 0, 0, 0) + bytes(4))
WEBP = bytes.fromhex("524946461c000000574542505650384c0f0000002f00000000"
                     "0710fd8ffe0722a2ff0100")
EXIF = b"MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0\6\0\0"
FILM = box(b"moov", box(b"mvhd", bytes(100)))
TYPES = "[Content_Types].xml"

# In the order of the checks in fuzz-sniff.c.
FILES = (JPEG, png(), GIF, BMP, b"\xff\xfeh\0i\0",
         b"From: a\r\nTo: b\r\n\r\nHi\r\n",
         b"%PDF-1.4\nstartxref\n0\n%%EOF\n", archive("a/b", "c"),
         archive(TYPES, "word/document.xml"), archive(TYPES, "xl/a.xml"),
         box(b"ftyp", b"isom\0\0\2\0isom") + FILM, box(b"wide", b"") + FILM,
         compound(), WEBP, "../CON.x\u200b.png. ".encode())

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
    "fuzz-sniff": tuple(bytes([i]) + f for i, f in enumerate(FILES)),
    "fuzz-picture": tuple(bytes([i]) + f for i, f in enumerate(
        (JPEG, png(), GIF, BMP, WEBP, EXIF))),
    "fuzz-tzif": tuple(map(zone, ("Asia/Shanghai", "Europe/Dublin",
                                  "Australia/Lord_Howe", "Etc/UTC"))),
    "fuzz-multipart": (
        b"\1\1\n" + FIELD + FILE + FIELD + END,
        b"\7\7\n" + b"preamble\r\n" + FILE + END + b"epilogue",
        b"\3\0\n" + NESTED + FIELD + END,
        b"\2\5multipart/form-data; boundary=\"a b\"\n--a b\r\n\r\n--a b--",
    ),
    "fuzz-csv": (
        b"a,b\r\n\"c,d\",\"e\"\"f\"\r\n", b"\xef\xbb\xbfid,name\n1,'=x\n",
        b"a\rb\n\n\"x\ny\"\n", b"\"open", b"a\"b", b"," * 70,
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
