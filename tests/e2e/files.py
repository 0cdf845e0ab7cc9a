"""Files on their way in and out."""

import re
import struct
import time
import urllib.parse
import zlib

from headers import COMMON, wrong_headers
from portal import Person, ok

BLOB = {
    **COMMON,
    "Content-Security-Policy": (
        "sandbox; default-src 'none'; frame-ancestors 'none'"
    ),
}


def chunk(kind, data):
    return (
        struct.pack(">I", len(data))
        + kind
        + data
        + struct.pack(">I", zlib.crc32(kind + data))
    )


def png(width=16, height=16, rows=None):
    data = zlib.compress(b"\0" + b"\x7f" * width * 3) if rows else zlib.compress(
        (b"\0" + b"\x7f" * width * 3) * height
    )
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", data)
        + chunk(b"IEND", b"")
    )


def links(page):
    """Root-relative, double-quoted, in the order of upload: promised."""
    found = re.findall(r'href="(/attachments/[0-9a-f]{32}/[^"]+)"', page)
    return [link for link in found if not link.endswith("/view")]


def run(portal):
    claire = Person(portal, "wire-claire")
    run_out(portal, claire)
    run_names(claire)
    run_pictures(claire)
    run_in(portal, claire)
    run_upload(portal, claire)


def run_out(portal, claire):
    log = b"line\n" * 1000
    sent = [
        ("files", "截图 2026.png", "image/png", png()),
        ("files", 'a"b;c.log', "text/html", log),
        ("files", "plain.txt", "text/plain", b"x <script>alert(1)</script>\n"),
    ]
    ticket = claire.create(files=sent)
    found = links(claire.get(f"/tickets/{ticket}").text)
    found = list(dict.fromkeys(found))
    ok(len(found) == 3, "the links of all files are on the page", found)
    ok(
        urllib.parse.unquote(found[0]).endswith("/截图 2026.png"),
        "in the order of upload, with their names",
        found,
    )
    for link, (_, name, _, data) in zip(found, sent):
        for what, headers, status in (
            ("GET", {}, 200),
            ("part", {"Range": "bytes=2-5"}, 206),
            ("beyond", {"Range": "bytes=999999-"}, 416),
            ("as a document", {"Sec-Fetch-Dest": "document"}, 200),
        ):
            got = claire.ask("GET", link, headers=headers)
            wrong = wrong_headers(
                got, {**BLOB, "Cache-Control": "private, no-store"}
            )
            ok(
                got.status == status and (status == 416 or not wrong),
                f"{name}, {what}: {status} with the headers of a stored file",
                (got.status, wrong),
            )
            if status == 200:
                ok(got.body == data, f"{name}, {what}: as it was sent")
            if status == 206:
                ok(got.body == data[2:6], f"{name}: bytes 2 to 5")
            if status < 300:
                disposition = got["Content-Disposition"] or ""
                ok(
                    disposition.startswith("attachment;")
                    and "filename*=UTF-8''"
                    + urllib.parse.quote(name, safe="!#$&+-.^_`|~")
                    in disposition,
                    f"{name}, {what}: is saved under its name",
                    disposition,
                )
        head = claire.ask("HEAD", link)
        ok(
            head.status == 200
            and not head.body
            and head["Content-Length"] == str(len(data)),
            f"{name}: HEAD",
            head.headers,
        )
    got = claire.get(found[1])
    ok(
        got["Content-Type"] == "text/plain; charset=utf-8"
        or got["Content-Type"] == "application/octet-stream",
        "the type that the client claimed does not count",
        got["Content-Type"],
    )
    image = found[0].rpartition("/")[0] + "/image"
    got = claire.get(image, Sec_Fetch_Dest="image")
    ok(
        got.status == 200
        and got["Content-Type"] == "image/png"
        and not (got["Content-Disposition"] or "inline").startswith("att")
        and not wrong_headers(got, BLOB),
        "a picture is shown",
        got.headers,
    )
    for link in found[1:]:
        got = claire.get(link.rpartition("/")[0] + "/image")
        ok(got.status == 404, "what is no picture is never shown", got.said())
    for dest in ("iframe", "embed", "object", "script", "style", "worker"):
        got = claire.get(found[2], Sec_Fetch_Dest=dest)
        ok(
            got.status == 403,
            f"a file is not for Sec-Fetch-Dest: {dest}",
            got.said(),
        )
    ok(
        claire.get(found[0].rpartition("/")[0] + "/other.png").status == 404,
        "a link names the file as it is called",
    )
    for who, person in (
        ("nobody", Person(portal)),
        ("a stranger", Person(portal, "wire-stranger")),
        ("a colleague", Person(portal, "wire-colleague")),
    ):
        for link in (found[0], image):
            got = person.get(link)
            ok(
                got.status == (303 if who == "nobody" else 404)
                and png() not in got.body,
                f"{who} does not get {link[-9:]}",
                got.said(),
            )
    got = Person(portal, "wire-agent").get(found[0])
    ok(got.status == 200, "an agent gets it", got.said())
    for path in (
        "/_blob/",
        "/_blob/../guichet.db",
        "/_blob/%2e%2e/guichet.db",
        "//_blob/ab",
        "/static/../guichet.conf",
        "/static/%2e%2e/conf/nginx.conf.in",
        "/static/..%2fconf/nginx.conf.in",
    ):
        got = claire.get(path)
        ok(got.status in (400, 404), f"{path} is not there", got.said())


def run_pictures(claire):
    """E20: what a photograph tells of where it was taken stays in the file."""
    secret = b"GPS 31.2304 N 121.4737 E"
    photo = png(3000, 20)
    photo = photo[:33] + chunk(b"tEXt", b"Comment\0" + secret) + photo[33:]
    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 9000, 9000, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(bytes(9000 * 27001), 9))
        + chunk(b"IEND", b"")
    )
    ticket = claire.create(
        files=[
            ("files", "photo.png", "image/png", photo),
            ("files", "bomb.png", "image/png", bomb),
        ]
    )
    found = list(dict.fromkeys(links(claire.get(f"/tickets/{ticket}").text)))
    ok(len(found) == 2, "a photograph and a bomb are on a ticket", found)
    at = [link.rpartition("/")[0] for link in found]
    ok(
        claire.get(found[0]).body == photo,
        "E20: the original is as it was sent",
    )
    for end, width in (("thumb", 320), ("image", 2560)):
        got = claire.get(f"{at[0]}/{end}", Sec_Fetch_Dest="image")
        ok(
            got.status == 200
            and got["Content-Type"] == "image/png"
            and struct.unpack(">I", got.body[16:20]) == (width,)
            and secret not in got.body
            and not wrong_headers(got, BLOB),
            f"E20: {end} is made anew, of {width} pixels, without the place",
            (got.status, got.headers, len(got.body)),
        )
        ok(
            claire.get(f"{at[0]}/{end}", Sec_Fetch_Dest="iframe").status == 403,
            f"{end} is not for a frame",
        )
        before = time.monotonic()
        got = claire.get(f"{at[1]}/{end}")
        ok(
            got.status == 404 and time.monotonic() - before < 2,
            f"E14: {end} of 81 megapixels is refused, at once",
            got.said(),
        )
    got = claire.get(f"{at[1]}/view")
    ok(
        got.status == 200 and "cannot be shown here" in got.text,
        "E14: and the viewer says so",
        got.said(),
    )
    for path in ("/_thumb/", "/_thumb/00/00/x", "/_thumb/../guichet.db"):
        ok(claire.get(path).status in (400, 404), f"{path} is not there")


def run_names(claire):
    for name, kept in (
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\me\\shot.txt", "shot.txt"),
        ("a'b%20c.txt", "a'b%20c.txt"),
        ("naïve – 名字 😀.txt", "naïve – 名字 😀.txt"),
        ("<img src=x>.txt", "<img src=x>.txt"),
    ):
        ticket = claire.create(files=[("files", name, "text/plain", b"x\n")])
        page = claire.get(f"/tickets/{ticket}")
        found = [urllib.parse.unquote(x.rpartition("/")[2]) for x in links(page.text)]
        ok(
            found and found[0] == kept and "<img src=x>" not in page.text,
            f"a file called {name!r} is kept as {kept!r}",
            found,
        )
        got = claire.get(links(page.text)[0])
        ok(got.status == 200, f"and {kept!r} can be fetched", got.said())


def run_in(portal, claire):
    ticket = claire.create()
    at = f"/tickets/{ticket}/messages"
    for what, files, status in (
        (
            "a file over the limit",
            [("big.txt", b"a" * (1 << 20) + b"a"), ("small.txt", b"small\n")],
            413,
        ),
        (
            "too many files",
            [(f"{i}.txt", b"x\n") for i in range(6)],
            422,
        ),
        ("a kind that is not accepted", [("a.exe", b"MZ"), ("b.txt", b"b\n")], 422),
        (
            "a file that is not what it says",
            [("a.png", b"<html><script>"), ("b.txt", b"b\n")],
            422,
        ),
        ("an empty file", [("a.txt", b""), ("b.txt", b"b\n")], 422),
        ("a svg", [("a.svg", b"<svg/>"), ("b.txt", b"b\n")], 422),
        ("a file without an end", [("Makefile", b"x\n"), ("b.txt", b"b\n")], 422),
        (
            "two ends",
            [("a.txt.exe", b"x\n"), ("b.txt", b"b\n")],
            422,
        ),
    ):
        form = claire.form_of(ticket, "messages")
        form["content"] = f"With {what}\n第二行"
        got = claire.send(
            form, [("files", n, "image/png", d) for n, d in files]
        )
        ok(got.status == status, f"{what}: {status}", got.said())
        back = got.form(at)
        kept = [v for n, v in back.fields if n == "accessory_ids"]
        ok(
            back["content"] == form["content"],
            f"{what}: the text is kept",
            back.fields,
        )
        ok(
            len(kept) == (5 if len(files) == 6 else 1),
            f"{what}: the other files are kept",
            kept,
        )
        if len(files) == 2:
            ok(
                files[0][0] in got.text,
                f"{what}: the page names it",
                got.said(),
            )
        sent = claire.send(back)
        ok(sent.status == 303, f"{what}: the rest can be sent", sent.said())

    stranger = Person(portal, "wire-stranger")
    form = claire.form_of(ticket, "messages")
    form["content"] = "Mine"
    form["csrf_token"] = "old"
    back = claire.send(form, [("files", "a.txt", "text/plain", b"a\n")]).form(at)
    mine = [v for n, v in back.fields if n == "accessory_ids"]
    theirs = stranger.create()
    form = stranger.form_of(theirs, "messages")
    form["content"] = "Not mine"
    form.fields.append(["accessory_ids", mine[0]])
    got = stranger.send(form)
    ok(
        got.status == 422
        and "Not mine" == got.form(form.action)["content"]
        and not links(stranger.get(f"/tickets/{theirs}").text),
        "a file that another uploaded cannot be taken",
        got.said(),
    )
    got = stranger.get(f"/attachments/{mine[0]}/a.txt")
    ok(got.status == 404, "nor seen", got.said())
    got = claire.get(f"/attachments/{mine[0]}/a.txt")
    ok(got.status == 200, "but by who uploaded it", got.said())
    form = claire.form_of(ticket, "messages").set(content="Twice")
    form.fields += [["accessory_ids", mine[0]], ["accessory_ids", mine[0]]]
    got = claire.send(form)
    found = links(claire.get(f"/tickets/{ticket}").text)
    ok(
        got.status in (303, 400, 422)
        and len([x for x in set(found) if mine[0] in x]) <= 1,
        "a file named twice is there once",
        got.said(),
    )
    # An image of 50,000 times 50,000 pixels is small, until it is shown.
    bomb = png(50000, 50000, rows=1)
    form = claire.form_of(ticket, "messages").set(content="Bomb")
    got = claire.send(form, [("files", "bomb.png", "image/png", bomb)])
    ok(
        got.status in (303, 422),
        "a picture of too many pixels is no fault",
        got.said(),
    )


def run_upload(portal, claire):
    token = claire.new_form()["csrf_token"]
    key = claire.new_form()["idempotency_key"]
    fields = [("csrf_token", token), ("idempotency_key", key)]
    got = claire.post(
        "/attachments",
        fields,
        [("file", "one.txt", "text/plain", b"one\n")],
        Accept="application/json",
    )
    ok(
        got.status == 201
        and (got["Content-Type"] or "").startswith("application/json"),
        "an upload of its own is answered in JSON",
        got.said(),
    )
    found = re.search(r'"accessory_id"\s*:\s*"([0-9a-f]{32})"', got.text)
    ok(found, "with the file's id", got.text)
    if not found:
        return
    form = claire.new_form().set(simple_description="With an upload")
    form.fields.append(["accessory_ids", found[1]])
    made = claire.send(form)
    ok(made.status == 303, "it can be named in a form", made.said())
    page = claire.get(made["Location"].partition("?")[0]).text
    ok(found[1] in page, "and is there", page[:200])
    got = claire.post(
        f"/attachments/{found[1]}/delete",
        [
            ("csrf_token", token),
            ("idempotency_key", claire.new_form()["idempotency_key"]),
        ],
    )
    ok(
        got.status == 403
        and claire.get(f"/attachments/{found[1]}/one.txt").status == 200,
        "a file of a ticket cannot be deleted",
        got.said(),
    )
