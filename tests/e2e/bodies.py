"""Bodies of forms that lie about their length, end too early or never, or are
no multipart: each is refused or read exactly, and nothing is left behind.
"""

import json
import secrets
import socket
import time

from limits import head
from portal import Person, multipart, ok
from uploads import temp_files, token

MB = 1 << 20


def run(portal):
    claire = Person(portal, "wire-claire")
    run_sizes(portal, claire)
    run_lengths(portal, claire)
    run_endless(portal, claire)
    run_grammar(portal, claire)
    run_order(portal, claire)
    run_many(portal, claire)
    run_pieces(portal, claire)


def clean(portal, what):
    for _ in range(50):
        if not temp_files(portal):
            break
        time.sleep(0.1)
    ok(not temp_files(portal), f"{what}: no file is left", temp_files(portal))


def fields(person):
    csrf, _ = token(person)
    return [
        ("csrf_token", csrf),
        ("idempotency_key", secrets.token_hex(9)),
    ]


def upload(person, name, data):
    return person.post(
        "/attachments",
        fields(person),
        [("file", name, "text/plain", data)],
        Accept="application/json",
    )


def run_sizes(portal, claire):
    for what, size, status in (
        ("one byte below the limit", MB - 1, 201),
        ("the limit", MB, 201),
        ("one byte more", MB + 1, 413),
        ("one byte", 1, 201),
        ("nothing", 0, 422),
    ):
        got = upload(claire, "a.txt", b"a" * size)
        ok(got.status == status, f"E01, E27: {what} is {status}", got.said())
    got = upload(claire, "a.txt", b"a" * (11 * MB))
    ok(got.status == 413, "E01: over nginx's cap is 413", got.status)
    clean(portal, "E01")


def sent(portal, person, body, kind, *lines, path="/attachments", timeout=5):
    start = head(
        portal, person, path, f"Content-Type: {kind}",
        "Accept: application/json", *lines,
    )
    return portal.raw(start + body, timeout=timeout)


def run_lengths(portal, claire):
    file = [("file", "a.txt", "text/plain", b"line\n" * 40000)]
    body, kind = multipart(fields(claire), file)
    got = sent(portal, claire, body, kind, f"Content-Length: {len(body) - 99}")
    ok(
        got.startswith(b"HTTP/1.1 400"),
        "peers 14: a length that is too small is 400",
        got[:200],
    )
    got = sent(
        portal, claire, body, kind, f"Content-Length: {len(body) + 9}",
        timeout=2,
    )
    ok(got == b"", "peers 14: one that is too large gets no answer", got[:99])
    for length in ("-1", "1e3", "0x10", "9" * 30, "12, 13"):
        got = sent(portal, claire, body, kind, f"Content-Length: {length}")
        ok(
            got[:12] in (b"HTTP/1.1 400", b"HTTP/1.1 413"),
            f"Content-Length {length[:6]} is refused",
            got[:99],
        )
    got = sent(
        portal, claire, body, kind, f"Content-Length: {len(body)}",
        "Transfer-Encoding: chunked",
    )
    ok(got.startswith(b"HTTP/1.1 400"), "two lengths are 400", got[:99])
    clean(portal, "E01")


def run_endless(portal, claire):
    """A body without a length that goes on until somebody stops it."""
    kind = "multipart/form-data; boundary=x"
    piece = b"100000\r\n" + b"a" * MB + b"\r\n"
    sent_mb, status = 0, b""
    start = head(
        portal, claire, "/attachments", f"Content-Type: {kind}",
        "Transfer-Encoding: chunked",
    )
    with socket.create_connection(("127.0.0.1", portal.port), 5) as conn:
        try:
            conn.sendall(start)
            for _ in range(200):
                conn.sendall(piece)
                sent_mb += 1
                conn.setblocking(False)
                try:
                    status = conn.recv(12)
                except BlockingIOError:
                    pass
                conn.settimeout(5)
                if status:
                    break
        except OSError:
            pass
    ok(
        status == b"HTTP/1.1 413" and sent_mb < 100,
        "peers 14: an endless body is stopped",
        (status, sent_mb),
    )
    clean(portal, "peers 14")


def part(name, data, filename=None):
    file = f'; filename="{filename}"' if filename else ""
    return (
        f'Content-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode()
        + data
    )


def body_of(mark, parts, end=b"\r\n--%s--\r\n", line=b"\r\n"):
    out = b"".join(b"--" + mark + line + p + line for p in parts)
    return out.removesuffix(line) + (end % mark if b"%s" in end else end)


def run_grammar(portal, claire):
    """E03: what is no multipart is 400, what is one is read exactly."""
    mark = b"mark"

    def parts(data=b"text\n", name="a.txt"):
        own = [part(n, v.encode()) for n, v in fields(claire)]
        return own + [part("file", data, name)]

    plain = "multipart/form-data; boundary=mark"
    deep = b"Content-Type: multipart/mixed; boundary=y\r\n"
    long_name = b"X-Long: " + b"a" * 9000 + b"\r\n"
    rows = (
        ("a quoted boundary", 'multipart/form-data; boundary="mark"', body_of(mark, parts()), 201),
        ("a preamble and an epilogue", plain, b"before\r\n" + body_of(mark, parts()) + b"after", 201),
        ("the boundary in the data", plain, body_of(mark, parts(b"--mar\r\n--marx\r\n-- mark")), 201),
        ("a megabyte of empty lines before", plain, b"\r\n" * (MB // 2) + body_of(mark, parts()), 201),
        ("no boundary", "multipart/form-data", body_of(mark, parts()), 400),
        ("an empty boundary", "multipart/form-data; boundary=", body_of(mark, parts()), 400),
        ("a boundary of 71", "multipart/form-data; boundary=" + "m" * 71, body_of(b"m" * 71, parts()), 400),
        ("another boundary", "multipart/form-data; boundary=other", body_of(mark, parts()), 400),
        ("no final boundary", plain, body_of(mark, parts(), end=b""), 400),
        ("a final boundary cut off", plain, body_of(mark, parts(), end=b"\r\n--mark-"), 400),
        ("lines that end with LF, all of it a preamble,", plain, body_of(mark, parts(), line=b"\n"), 422),
        ("a part in a part", plain, body_of(mark, [deep + p for p in parts()]), 400),
        ("a header of nine kilobytes", plain, body_of(mark, [long_name + p for p in parts()]), 400),
        ("base64", plain, body_of(mark, [b"Content-Transfer-Encoding: base64\r\n" + p for p in parts()]), 400),
        ("a part without a name", plain, body_of(mark, [b"X: y\r\n\r\nx", *parts()]), 400),
        ("NUL in a name", plain, body_of(mark, [part("a\0b", b"x"), *parts()]), 400),
        ("a NUL in a file's name", plain, body_of(mark, parts(name="a.txt\0.png")), 400),
    )
    for what, kind, body, status in rows:
        got = sent(portal, claire, body, kind, f"Content-Length: {len(body)}")
        ok(
            got.startswith(b"HTTP/1.1 %d" % status),
            f"E03: {what} is {status}",
            got[:12] + got[-300:],
        )
    clean(portal, "E03")


def run_order(portal, claire):
    """A file that comes before the token, from nobody knows where."""
    own = fields(claire)
    name = f"early-{secrets.token_hex(4)}.txt"
    early = [part("file", b"text\n", name)]
    body = body_of(b"mark", early + [part(n, v.encode()) for n, v in own])
    got = claire.ask(
        "POST",
        "/attachments",
        body,
        {
            "Content-Type": "multipart/form-data; boundary=mark",
            "Sec-Fetch-Site": None,
            "Accept": "application/json",
        },
    )
    ok(
        got.status == 422 and name in got.text,
        "a file before the token is not kept, and the answer says so",
        got.said(),
    )
    body = body_of(b"mark", [part(n, v.encode()) for n, v in own] + early)
    got = claire.ask(
        "POST",
        "/attachments",
        body,
        {
            "Content-Type": "multipart/form-data; boundary=mark",
            "Sec-Fetch-Site": None,
            "Accept": "application/json",
        },
    )
    ok(got.status == 201, "after the token it is", got.said())
    clean(portal, "a file too early")


def run_many(portal, claire):
    """E02, peers 14: many parts, and many files."""
    ticket = claire.create()
    form = claire.form_of(ticket, "messages").set(content="Many")
    own = [part(n, v.encode()) for n, v in form.fields]
    for what, more in (
        ("10,000 tiny fields", [part("x", b"y")] * 10000),
        ("10,000 tiny files", [part("files", b"y", "y.txt")] * 10000),
        ("1,001 parts", [part("content", b"y")] * 1001),
    ):
        body = body_of(b"mark", own + more)
        began = time.monotonic()
        got = sent(
            portal, claire, body, "multipart/form-data; boundary=mark",
            f"Content-Length: {len(body)}", path=form.action,
        )
        took = time.monotonic() - began
        ok(
            got[:12] in (b"HTTP/1.1 413", b"HTTP/1.1 400") and took < 5,
            f"E02, peers 14: {what} are refused",
            (got[:12], took),
        )
    six = [("files", f"{i}.txt", "text/plain", b"text\n") for i in range(6)]
    got = claire.send(form, six)
    ok(
        got.status == 422 and "Many" in got.text,
        "E02: a file too many is 422, with what was typed",
        got.said(),
    )
    clean(portal, "E02")


def run_pieces(portal, claire):
    """E04: however a body is cut on its way, it is the same."""
    names = set()
    for step in (1, 7, 100):
        body, kind = multipart(
            fields(claire), [("file", "a.txt", "text/plain", b"cut me\n" * 9)]
        )
        start = head(
            portal, claire, "/attachments", f"Content-Type: {kind}",
            "Accept: application/json", f"Content-Length: {len(body)}",
        )
        with socket.create_connection(("127.0.0.1", portal.port), 20) as conn:
            conn.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            conn.sendall(start)
            for at in range(0, len(body), step):
                conn.sendall(body[at : at + step])
            got = b""
            while piece := conn.recv(4096):
                got += piece
        kept = json.loads(got.partition(b"\r\n\r\n")[2])
        names.add((kept.get("name"), kept.get("size")))
    ok(names == {("a.txt", 63)}, "E04: in whatever pieces it comes", names)
