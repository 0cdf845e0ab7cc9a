#!/usr/bin/python3
"""Disks with little room and with none, on small ones of our own.  Prints
TAP.

Below the low mark no files are taken, below the critical one nothing is
written; reading goes on, what was typed comes back, and with room again all
goes on without a restart.
"""

import contextlib
import errno
import os
import subprocess
import time

import mounts
from kept import as_sent, fill
from portal import Person, Portal, done, ok

SETTINGS = """
[server]
login_rate = 60000
login_burst = 1000
[storage]
ballast = 4M
low = 30
critical = 10
"""

TEXT = fill(2000)
FILE = [("files", "a.txt", "text/plain", b"some bytes of a file\n" * 2000)]


class Small(Portal):
    """A portal whose data folder is a disk of its own."""

    def __init__(self, options):
        self.options, self.mounted = options, False
        super().__init__(SETTINGS)

    def run(self, *args):
        if not self.mounted:
            conf = self.conf.read_text()
            mount(self.data, self.options)
            self.mounted = True
            self.conf.write_text(conf)
        super().run(*args)

    def __exit__(self, *args):
        self.stop()
        subprocess.run(["umount", self.data], check=True)
        super().__exit__(*args)

    def owner(self):
        st = self.data.stat()
        return f"uid={st.st_uid},gid={st.st_gid}"

    def share_free(self):
        st = os.statvfs(self.data)
        return st.f_bavail / st.f_blocks


def mount(path, options):
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "none", path], check=True
    )


@contextlib.contextmanager
def filled(portal, share):
    """Only that share of the disk is free; 0: not a byte."""
    path = portal.data / "filler"
    st = os.statvfs(portal.data)
    want = st.f_bavail * st.f_frsize - int(share * st.f_blocks) * st.f_frsize
    try:
        with open(path, "wb", buffering=0) as f:
            try:
                while want > 0:
                    want -= f.write(bytes(min(want, 1 << 16)))
            except OSError as e:
                assert e.errno == errno.ENOSPC, e
        time.sleep(1.1)  # what is known of it is a second old
        yield
    finally:
        path.unlink(missing_ok=True)
        time.sleep(1.1)


def message(person, ticket, text, files=None):
    """Sends it; the answer, and the text as it stands in the form there."""
    at = f"/tickets/{ticket}"
    form = person.get(at).form(at + "/messages").set(content=as_sent(text))
    answer = person.send(form, files)
    back = None
    if answer.status != 303:
        try:
            back = answer.form(at + "/messages")["content"]
        except LookupError:
            back = answer.said()
    return answer, back


def goes_on(person, ticket, what):
    answer, _ = message(person, ticket, "There is room again", FILE)
    ok(answer.status == 303, f"{what}: with room again all goes on", answer.said())


def rows(portal):
    got = portal.guichet("check", check=False)
    lines = [s for s in got.stdout.splitlines() if s.endswith("BAD")]
    return lines, got.stdout + got.stderr


def run_low(portal, person, ticket):
    """J12: files are refused, texts are not."""
    with filled(portal, 0.2):
        answer, back = message(person, ticket, TEXT, FILE)
        ok(
            answer.status == 507 and back == TEXT,
            "little room: a file is refused, and the text comes back",
            answer.said(),
        )
        ok("No files can be taken" in answer.text, "which is said")
        answer, _ = message(person, ticket, TEXT)
        ok(answer.status == 303, "the text alone is taken", answer.said())
        page = person.get("/home").text
        ok("takes no files" in page, "every page says it")
        ok(person.get("/readyz").status == 200, "and it is ready still")
    ok("takes no files" not in person.get("/home").text, "not for longer")
    goes_on(person, ticket, "little room")


def run_critical(portal, person, ticket):
    """J10, J12: nothing is written, before SQLite finds it out."""
    with filled(portal, 0.05):
        begun = portal.data.joinpath("guichet.db-wal").stat().st_size
        answer, back = message(person, ticket, TEXT)
        ok(
            answer.status == 503 and back == TEXT,
            "hardly any room: the text comes back, every byte",
            answer.said(),
        )
        ok(answer["Retry-After"] is not None, "with a Retry-After")
        ok("Nothing can be stored" in answer.text, "and the reason")
        form = person.new_form().set(simple_description=as_sent(TEXT[:1000]))
        answer = person.send(form, FILE)
        ok(
            answer.status in (503, 507)
            and answer.form("/tickets")["simple_description"]
            == TEXT[:1000],
            "so does that of a new ticket with a file",
            answer.said(),
        )
        for path in ("/home", f"/tickets/{ticket}", "/tickets", "/help"):
            page = person.get(path)
            ok(
                page.status == 200 and "nothing is stored" in page.text,
                f"{path} can be read, and says it",
                page.said(),
            )
        other = Person(portal, "disk-other")
        ok(other.get("/home").status == 200, "one can sign in")
        ok(person.get("/readyz").status == 503, "it is not ready")
        ok("disk" in str(rows(portal)[0]), "guichet check says it too")
        grown = portal.data.joinpath("guichet.db-wal").stat().st_size
        ok(grown - begun < 1 << 20, "hardly anything was written", grown - begun)
    ok(person.get("/readyz").status == 200, "and is with room again")
    goes_on(person, ticket, "hardly any room")


def run_full(portal, person, ticket):
    """J11: not a byte is left; the ballast makes room to act."""
    faults = portal.log().count("level=error")
    with filled(portal, 0):
        page = person.get(f"/tickets/{ticket}")
        ok(page.status == 200, "a full disk: reading goes on", page.said())
        answer, back = message(person, ticket, TEXT)
        ok(answer.status == 503 and back == TEXT, "and texts come back")
        got = None
        for i in range(200):  # there may be room in the log yet
            got = portal.guichet(
                *["queue", "add", f"full {i}"], check=False
            )
            if got.returncode:
                break
        ok(
            got.returncode == 75 and "full" in got.stderr,
            "a command says that it is full",
            (got.returncode, got.stderr),
        )
        free = portal.guichet("emergency-free", check=False)
        ok(free.returncode == 0 and "4 MB" in free.stdout,
           "guichet emergency-free makes room", free.stderr)
        got = portal.guichet("user", "disable", "disk-gone", check=False)
        ok(got.returncode == 0, "so that one can act", got.stderr)
        again = portal.guichet("emergency-free", check=False)
        ok(again.returncode == 1, "once")
    bad, said = rows(portal)
    ok(not bad, "the database is whole", said)
    ok(portal.log().count("level=error") == faults, "and the log has no fault")
    goes_on(person, ticket, "a full disk")


def run_nodes(portal, person, ticket):
    """E25: no file can be made any more."""
    made = []
    try:
        with contextlib.suppress(OSError):
            for i in range(100000):
                path = portal.data / "tmp" / f"filler{i}"
                path.touch()
                made.append(path)
        time.sleep(1.1)
        answer, back = message(person, ticket, TEXT, FILE)
        ok(
            answer.status in (503, 507) and back == TEXT,
            "no more files can be made: the text comes back",
            answer.said(),
        )
        page = person.get(f"/tickets/{ticket}")
        ok(page.status == 200, "and reading goes on", page.said())
    finally:
        for path in made:
            path.unlink()
    time.sleep(1.1)
    goes_on(person, ticket, "no more files")


def run_nginx(portal, person, ticket):
    """E24: nginx has no room for what comes in."""
    body = portal.data / "nginx" / "body"
    mount(body, f"size=64k,mode=0700,{portal.owner()}")
    try:
        big = [("files", "b.txt", "text/plain", b"x" * (1 << 20))]
        at = f"/tickets/{ticket}"
        form = person.get(at).form(at + "/messages").set(content="A text")
        answer = person.send(form, big)
        ok(
            answer.status in (500, 502, 503) and "<html" in answer.text,
            "nginx without room says it with a page",
            answer.said(),
        )
        page = person.get(at)
        ok(
            page.status == 200 and "b.txt" not in page.text,
            "and nothing of it is there",
            page.said(),
        )
        answer, _ = message(person, ticket, "A short one")
        ok(answer.status == 303, "what is short goes through", answer.said())
    finally:
        subprocess.run(["umount", body], check=True)
    goes_on(person, ticket, "nginx without room")


def run_start(portal, person, ticket):
    """It starts on such a disk too, to be read."""
    portal.stop()
    with filled(portal, 0.05):
        portal.run("--detach")
        page = person.get(f"/tickets/{ticket}")
        ok(
            page.status == 200 and "nothing is stored" in page.text,
            "started with hardly any room it can be read",
            page.said(),
        )
    goes_on(person, ticket, "started with hardly any room")


def prepare(portal):
    for name in ("owner", "other", "gone"):
        portal.add_user(f"disk-{name}", "customer", "Disk")
    person = Person(portal, "disk-owner")
    ticket = person.create("A ticket on a small disk", FILE)
    return person, ticket


def main():
    mounts.enter()
    if mounts.own():
        with Small("size=240m") as portal:
            person, ticket = prepare(portal)
            ballast = portal.data / "ballast"
            ok(
                ballast.stat().st_blocks * 512 >= 4 << 20
                and ballast.stat().st_mode & 0o777 == 0o600,
                "the ballast is there, and takes its room",
            )
            run_low(portal, person, ticket)
            run_critical(portal, person, ticket)
            run_full(portal, person, ticket)
            run_nginx(portal, person, ticket)
            run_start(portal, person, ticket)
            portal.stop()
            portal.run("--detach")
            ok(ballast.exists(), "the next start makes the ballast again")
        with Small("size=240m,nr_inodes=400") as portal:
            run_nodes(portal, *prepare(portal))
    done()


main()
