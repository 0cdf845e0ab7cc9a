"""Many files at once, made while they are sent."""

import http.client
import io
import socket
import time
import zipfile

from files import links
from headers import COMMON, wrong_headers
from portal import Person, ok

MIB = 1 << 20


def archive(answer):
    """Name and bytes of each member; zipfile checks the rest."""
    with zipfile.ZipFile(io.BytesIO(answer.body)) as z:
        assert z.testzip() is None
        return {m: z.read(m) for m in z.namelist()}


class Slow:
    """One who asks for a download, and takes of it what he is told to."""

    def __init__(self, person, path):
        self.sock = socket.socket()
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.sock.settimeout(20)
        self.sock.bind((person.source, 0))
        self.sock.connect(("127.0.0.1", person.portal.port))
        cookie = "; ".join(f"{k}={v}" for k, v in person.cookies.items())
        self.sock.sendall(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{person.portal.port}\r\n"
            f"Cookie: {cookie}\r\nConnection: close\r\n\r\n".encode()
        )
        self.answer = http.client.HTTPResponse(self.sock, method="GET")
        self.answer.begin()
        self.status = self.answer.status

    def close(self):
        self.sock.close()
        self.answer.close()


def blobs(portal):
    return sorted(
        (p for p in (portal.data / "blobs").rglob("*") if p.is_file()),
        key=lambda p: p.stat().st_mtime_ns,
    )


def run(portal):
    claire = Person(portal, "wire-claire")
    agent = Person(portal, "wire-agent")
    log = b"2026-11-24 12:00:00 line\n" * 100
    ticket = claire.create(
        files=[
            ("files", "截图 ‮ a.txt", "text/plain", log),
            ("files", "same.log", "text/plain", b"first\n"),
            ("files", "same.log", "text/plain", b"second\n"),
            ("files", "../../x.txt", "text/plain", b"up\n"),
        ]
    )
    agent.act(
        ticket,
        "note",
        [("files", "internal.txt", "text/plain", b"note\n")],
        content="hm",
        seen="1",
    )
    run_whole(portal, claire, agent, ticket)
    run_chosen(claire, agent, ticket)
    run_links(portal, claire, ticket)
    run_many_at_once(portal, claire)


def run_whole(portal, claire, agent, ticket):
    path = f"/tickets/{ticket}/attachments.zip"
    got = claire.get(path)
    wrong = wrong_headers(got, {**COMMON, "Cache-Control": "private, no-store"})
    ok(
        got.status == 200
        and got["Content-Type"] == "application/zip"
        and got["Content-Length"] is None
        and got["Content-Disposition"]
        == f"attachment; filename=\"{ticket}.zip\"; "
        f"filename*=UTF-8''{ticket}.zip"
        and not wrong,
        "all files of a ticket: headers",
        (got.headers, wrong),
    )
    inside = archive(got)
    ok(
        list(inside) == ["截图 a.txt", "same.log", "same (2).log", "x.txt"]
        and inside["same (2).log"] == b"second\n"
        and len(inside["截图 a.txt"]) == 2500,
        "peers 8, FreeScout CVE-2026-41193: no name leads out of the archive, "
        "none is there twice",
        list(inside),
    )
    ok(
        "internal.txt" in archive(agent.get(path)),
        "F06: a note's file is for staff only",
    )
    head = claire.ask("HEAD", path)
    ok(
        head.status == 200
        and not head.body
        and head["Content-Type"] == "application/zip",
        "HEAD has the headers alone",
        head.headers,
    )
    for dest in ("iframe", "embed", "object", "script", "style", "worker"):
        got = claire.get(path, Sec_Fetch_Dest=dest)
        ok(
            got.status == 403,
            f"an archive is not for Sec-Fetch-Dest: {dest}",
            got.said(),
        )
    for name, status in (("stranger", 404), ("colleague", 404)):
        got = Person(portal, f"wire-{name}").get(path)
        ok(got.status == status, f"a {name} gets none", got.said())
    ok(Person(portal).get(path).status == 303, "nobody signs in first")
    got = claire.get("/tickets/TS-9999999/attachments.zip")
    ok(got.status == 404, "what is not there has no files", got.said())


def run_chosen(claire, agent, ticket):
    path = f"/tickets/{ticket}/attachments.zip"
    ids = [
        link.split("/")[2]
        for link in dict.fromkeys(links(claire.get(f"/tickets/{ticket}").text))
    ]
    got = claire.get(f"{path}?id={ids[3]}&id={ids[1]}")
    ok(
        list(archive(got)) == ["x.txt", "same.log"],
        "those that are named, in that order",
    )
    theirs = {
        link.split("/")[2]
        for link in links(agent.get(f"/agent/tickets/{ticket}").text)
    } - set(ids)
    got = claire.get(f"{path}?id={ids[0]}&id={theirs.pop()}")
    ok(
        got.status == 404,
        "peers 10, FreeScout GHSA-wg74: not with one of a note among them",
        got.said(),
    )
    other = claire.create(files=[("files", "o.txt", "text/plain", b"o\n")])
    there = links(claire.get(f"/tickets/{other}").text)[0].split("/")[2]
    got = claire.get(f"{path}?id={there}")
    ok(got.status == 404, "nor one of another ticket of his", got.said())
    got = claire.get(path + "?" + "&".join([f"id={ids[0]}"] * 101))
    ok(got.status == 422, "a hundred at most", got.said())


def run_links(portal, claire, ticket):
    """peers 17: signed, for one user, and only while he may."""
    form = claire.form_of(ticket, "attachments/link")
    place = claire.send(form)["Location"]
    page = claire.get(place)
    link = page.text.partition(' value="http')[2].partition('"')[0]
    link = "/links/" + link.partition("/links/")[2]
    got = claire.get(link)
    ok(
        got.status == 200 and len(archive(got)) == 4,
        "a temporary link brings the files",
        got.said(),
    )
    ok(
        page["Cache-Control"] == "no-store",
        "the page that shows it is kept nowhere",
        page.headers,
    )
    again = Person(portal, "wire-claire")
    ok(again.get(link).status == 200, "also where he signs in elsewhere")
    nobody = Person(portal).get(link)
    ok(
        nobody.status == 303 and nobody["Location"].startswith("/login"),
        "nobody gets it by the link alone",
        nobody.headers,
    )
    for who in ("stranger", "operator", "manager", "agent"):
        got = Person(portal, f"wire-{who}").get(link)
        ok(got.status == 404, f"the link is not the {who}'s", got.said())
    wrong = [
        link[:i] + ("A" if link[i] != "A" else "B") + link[i + 1 :]
        for i in range(len("/links/zip/"), len(link), 7)
    ]
    ok(
        {claire.get(w).status for w in wrong} == {404},
        "a link that was changed is none",
    )


def big_ticket(claire):
    """Of 20 MB: more than what is between a worker and a slow reader."""
    ticket = claire.create()
    for i in range(4):
        claire.act(
            ticket,
            "messages",
            [
                ("files", f"{i}-{k}.log", "text/plain", line * (MIB // 16))
                for k, line in enumerate(
                    f"{i:07} {n:06} \n".encode() for n in range(5)
                )
            ],
            content=f"Part {i}",
        )
    return ticket


def run_many_at_once(portal, claire):
    ticket = big_ticket(claire)
    path = f"/tickets/{ticket}/attachments.zip"
    single = links(claire.get(f"/tickets/{ticket}").text)[0]
    began = time.monotonic()
    slow = [Slow(claire, path) for _ in range(2)]
    ok(
        [s.status for s in slow] == [200, 200]
        and time.monotonic() - began < 5
        and [s.answer.read(2) for s in slow] == [b"PK"] * 2,
        "two begin at once, however slowly they are read",
    )
    third = claire.get(path)
    ok(
        third.status == 429
        and third["Retry-After"]
        and "Too many downloads" in third.text
        and "同时下载过多" in third.text
        and not wrong_headers(third, COMMON),
        "the third is told to wait, in words",
        (third.headers, third.said()),
    )
    began = time.monotonic()
    pages = [claire.get("/tickets").status for _ in range(20)]
    ok(
        set(pages) == {200}
        and claire.get(single).status == 200
        and time.monotonic() - began < 5,
        "F13: pages and single files are none the slower",
        time.monotonic() - began,
    )
    slow[0].close()
    for _ in range(50):
        third = claire.get(path)
        if third.status != 429:
            break
        time.sleep(0.1)
    ok(
        third.status == 200 and len(archive(third)) == 20,
        "one who goes away makes room",
        third.said(),
    )
    run_cut(portal, slow[1])


def run_cut(portal, slow):
    """The last file vanishes while the archive is under way."""
    blob = max(
        (b for b in blobs(portal) if b.stat().st_size == MIB),
        key=lambda b: b.read_bytes()[:16],
    )
    kept = blob.read_bytes()
    blob.unlink()
    try:
        slow.answer.read()
        ok(False, "an archive that breaks off is no whole one")
    except (http.client.IncompleteRead, ConnectionError):
        ok(True, "an archive that breaks off is no whole one")
    slow.close()
    blob.write_bytes(kept)
    ok(
        portal.forgive(r"level=error.*no blob") == 1,
        "and the log says why, once",
    )
