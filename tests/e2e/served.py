"""Stored files as they are served: the checks F01 to F09, and what befell
others (OTRS, GLPI, Roundup, RT, FreeScout, Zammad), each named by it.
"""

import re
import urllib.parse

from files import BLOB, links, png
from headers import wrong_headers
from portal import Person, ok

STORED = {**BLOB, "Cache-Control": "private, no-store"}
LOG = b"2026-11-24 12:00:00 line\n" * 40


def one(claire, name, data, kind="text/html"):
    """A ticket with that file; the file's address, or None if refused."""
    form = claire.new_form()
    got = claire.send(form, [("files", name, kind, data)])
    if got.status != 303:
        return None
    found = links(claire.get(got["Location"].partition("?")[0]).text)
    return found[0] if found else None


def run(portal):
    claire = Person(portal, "wire-claire")
    run_headers(claire)
    run_ranges(claire)
    run_rights(portal, claire)
    run_blobs(portal, claire)
    run_names(claire)
    run_refused(claire)


def run_headers(claire):
    for name, data in (("截图.png", png()), ("a.log", LOG)):
        link = one(claire, name, data)
        whole = claire.get(link)
        tag = whole["ETag"]
        for what, method, headers, status in (
            ("GET", "GET", {}, 200),
            ("HEAD", "HEAD", {}, 200),
            ("a part", "GET", {"Range": "bytes=1-2"}, 206),
            ("HEAD of a part", "HEAD", {"Range": "bytes=1-2"}, 206),
            ("known already", "GET", {"If-None-Match": tag}, 304),
            ("beyond its end", "GET", {"Range": "bytes=99999999-"}, 416),
        ):
            got = claire.ask(method, link, headers=headers)
            want = dict(STORED)
            if status == 416:
                del want["Cache-Control"]  # a page of nginx's own
            wrong = wrong_headers(got, want)
            if status == 416:  # nginx says some of them twice
                wrong = [
                    f"{h}: {got.all(h)}"
                    for h, value in want.items()
                    if set(got.all(h)) != ({value} if value else set())
                ]
            if status < 300:
                wrong += [
                    f"{h}: {got[h]}"
                    for h in ("Content-Type", "Content-Disposition")
                    if got[h] != whole[h]
                ]
            ok(
                got.status == status and not wrong,
                f"F01: {name}, {what}: {status} with all headers",
                (got.status, wrong),
            )
            if method == "HEAD":
                ok(not got.body, f"F10: {name}, {what}: no body")


def run_ranges(claire):
    link = one(claire, "r.log", LOG)
    for spec, status, want in (
        ("0-0", 206, LOG[:1]),
        ("-1", 206, LOG[-1:]),
        ("5-", 206, LOG[5:]),
        ("9999999999-", 416, None),
        (",".join(["0-0", "2-2"] * 500), 200, LOG),
    ):
        got = claire.get(link, Range=f"bytes={spec}")
        ok(
            got.status == status and want in (None, got.body),
            f"F07: bytes={spec[:20]}: {status}, once",
            got.status,
        )


def run_rights(portal, claire):
    stranger = Person(portal, "wire-stranger")
    agent = Person(portal, "wire-agent")
    ticket = claire.create()
    claire.act(
        ticket,
        "messages",
        [("files", "gone.log", "text/plain", LOG)],
        content="With a file",
    )
    page = claire.get(f"/tickets/{ticket}")
    link = links(page.text)[0]
    tag = claire.get(link)["ETag"]
    none = stranger.get("/attachments/" + "0" * 32 + "/gone.log")
    for headers in ({}, {"If-None-Match": tag}, {"If-None-Match": "*"}):
        got = stranger.ask("GET", link, headers=headers)
        ok(
            got.status == 404
            and got["ETag"] is None
            and len(got.body) == len(none.body),
            f"F08, peers 10: a stranger learns nothing with {headers}",
            got.said(),
        )
    form = next(f for f in page.forms if f.action.endswith("/withdraw"))
    ok(claire.send(form).status == 303, "the message is taken back")
    for who, person in (("its author", claire), ("an agent", agent)):
        for headers in ({}, {"If-None-Match": tag}):
            got = person.ask("GET", link, headers=headers)
            ok(
                got.status == 404,
                f"F09: what was taken back is gone for {who}",
                got.said(),
            )


def run_blobs(portal, claire):
    one(claire, "b.log", LOG)
    some = next(
        p for p in (portal.data / "blobs").rglob("*") if p.is_file()
    ).relative_to(portal.data / "blobs")
    cookie = "; ".join(f"{k}={v}" for k, v in claire.cookies.items())
    host = f"127.0.0.1:{portal.port}"
    for path in (
        f"/_blob/{some}",
        f"/%5fblob/{some}",
        f"/_blob/x/../{some}",
        f"/_blob%2f{some}",
        f"//_blob/{some}",
        f"/./_blob/{some}",
        f"http://{host}/_blob/{some}",
    ):
        got = portal.raw(
            f"GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n"
            "Connection: close\r\n\r\n".encode()
        )
        ok(
            got.startswith((b"HTTP/1.1 404", b"HTTP/1.1 400")),
            f"F02: {path[:24]} leads to no stored file",
            got[:80],
        )


def run_names(claire):
    for name in (
        'a"b;c.txt',
        "back\\slash.txt",
        "per%41cent%zz.txt",
        "5 € – 中文 😀.txt",
        "'quote'.txt",
        "n" * 200 + ".txt",
        "文" * 80 + ".txt",
    ):
        link = one(claire, name, b"x\n")
        kept = urllib.parse.unquote(link.rpartition("/")[2])
        got = claire.get(link)
        value = got["Content-Disposition"]
        # RFC 6266 and 8187, and nothing else.
        parts = re.fullmatch(
            r'attachment; filename="([^"\\%]*)"; '
            r"filename\*=UTF-8''((?:[\w!#$&+.^`|~-]|%[0-9A-F]{2})*)",
            value,
            re.ASCII,
        )
        ok(
            got.status == 200
            and parts
            and parts[1].isascii()
            and urllib.parse.unquote(parts[2]) == kept
            and kept == name.rpartition("\\")[2],
            f"F05: {name[:20]!r} is read back as {kept[:20]!r}",
            value,
        )
    for name in (b"a\r\nX-Injected: 1.txt", b"a\rb.txt", b"a\x00b.txt"):
        got = claire.send(
            claire.new_form(), [("files", name, "text/plain", b"x\n")]
        )
        link = None
        if got.status == 303:
            page = claire.get(got["Location"].partition("?")[0])
            link = next(iter(links(page.text)), None)
        injected = link and claire.get(link).all("X-Injected")
        ok(
            got.status in (303, 400, 422) and not injected,
            f"peers 9, RT CVE-2013-3372: {name!r} makes no header",
            (got.status, link),
        )


def run_refused(claire):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
    html = b"<!doctype html><script>alert(1)</script>"
    for what, name, kind, data in (
        ("OTRS CVE-2005-3895", "evil.html", "text/html", html),
        ("GLPI 2483", "evil.htm", "image/png", html),
        ("Roundup CVE-2024-39126", "a.svg", "image/svg+xml", svg),
        ("LibreDesk", "a.svg", "image/svg+xml; x", svg),
        ("LibreDesk", "a.png", "IMAGE/SVG+XML", svg),
        ("FreeScout CVE-2026-27636", ".htaccess", "text/plain", b"x\n"),
        ("FreeScout CVE-2026-28289", "\u200b.htaccess", "text/plain", b"x\n"),
        ("FreeScout", "x.pht", "text/plain", b"x\n"),
        ("UVdesk CVE-2024-0916", "x.phtml.", "text/plain", b"x\n"),
        ("osTicket", "page.xml", "text/plain", b"<x/>"),
    ):
        ok(
            one(claire, name, data, kind) is None,
            f"peers 1-6, {what}: {name!r} as {kind} is not taken",
        )
    # What is text is taken as text, whatever stands in it or was said of it.
    for name, kind in (("evil.txt", "text/html"), ("e.log", "image/svg+xml")):
        got = claire.get(one(claire, name, b"notes\n" + html, kind))
        ok(
            got.status == 200
            and got["Content-Type"] == "text/plain; charset=utf-8"
            and (got["Content-Disposition"] or "").startswith("attachment")
            and not wrong_headers(got, STORED),
            f"peers 1, 5: markup in {name} said to be {kind} is saved as text",
            got.headers,
        )
