#!/usr/bin/python3
"""Backups: made while people write and processes die, and back again.
Prints TAP.

A backup must have all that was acknowledged before it began; one that was
killed, or found the disk full, must leave the others as they were.
"""

import hashlib
import os
import pathlib
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import threading
import time

import mounts
from portal import Person, Portal, SRC, done, ok

CLIENTS = 4
KILLED = int(os.environ.get("KILLED", 10))  # backups

SETTINGS = """
[server]
login_rate = 60000
login_burst = 1000
[uploads]
daily_volume = 1G
"""


class Writer(threading.Thread):
    """Writes messages with files, all the while; keeps what was taken."""

    def __init__(self, portal, number):
        super().__init__(daemon=True)
        self.number = number
        self.person = Person(portal, f"back{number}")
        self.ticket = self.person.create(f"Tickets of {number}")
        self.taken = []  # (text, hash of its file)
        self.stop = False

    def write(self, n):
        text = f"line {self.number}.{n}"
        data = (text * 300).encode() + os.urandom(8).hex().encode()
        at = f"/tickets/{self.ticket}"
        form = self.person.get(at).form(at + "/messages").set(content=text)
        files = [("files", "back.txt", "text/plain", data)]
        while not self.stop:
            try:
                if self.person.send(form, files).status == 303:
                    break
            except (OSError, ValueError):
                pass
            time.sleep(0.02)
        else:
            return
        self.taken.append((text, hashlib.sha256(data).hexdigest()))

    def run(self):
        n = 0
        while not self.stop:
            n += 1
            try:
                self.write(n)
            except Exception:  # a worker died under a GET, say
                time.sleep(0.02)


def command(portal, *args):
    return [SRC / "build" / "guichet", "--config", portal.conf, *args]


def children(parent):
    path = pathlib.Path(f"/proc/{parent}/task/{parent}/children")
    return [int(pid) for pid in path.read_text().split()]


def backups(folder):
    return sorted(p for p in folder.glob("2*Z"))


def content(backup):
    """Every file of a backup with its bytes' hash."""
    return {
        p.name: hashlib.sha256(p.read_bytes()).hexdigest()
        for p in backup.iterdir()
    }


def fresh(portal, path):
    """A folder that the portal's user may write to."""
    path.mkdir()
    st = portal.data.stat()
    os.chown(path, st.st_uid, st.st_gid)
    return path


def is_good(portal, backup):
    got = portal.guichet("restore", backup, "--verify", check=False)
    return got.returncode == 0, got.stdout + got.stderr


def run_killed(portal, folder, writers):
    """Ends backups at any moment, and workers too."""
    chance = random.Random(4)
    first = portal.guichet("backup", folder)
    ok("Without its keys" in first.stdout, "says that the keys are not in it")
    kept = {b: content(b) for b in backups(folder)}
    begun = time.monotonic()
    portal.guichet("backup", fresh(portal, portal.top / "timed"))
    whole = time.monotonic() - begun
    died = tries = 0
    while died < KILLED and tries < 10 * KILLED:
        tries += 1
        wait = chance.random() * whole * 0.8
        process = subprocess.Popen(
            command(portal, "backup", folder),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            process.wait(wait)
        except subprocess.TimeoutExpired:
            process.kill()
            died += process.wait() == -signal.SIGKILL
        workers = children(portal.pid("serve"))
        if workers:
            os.kill(chance.choice(workers), signal.SIGKILL)
    print(f"# a backup takes {whole:.2f} s, {died} of {tries} were killed")
    ok(died == KILLED, "backups were killed", died)
    bad = [b for b in backups(folder) if not is_good(portal, b)[0]]
    ok(not bad, "each that has its name is whole", bad)
    changed = [b for b, was in kept.items() if content(b) != was]
    ok(not changed, "the one before them is as it was", changed)


def run_calls(portal, folder):
    """The same, at system calls: each kind, at its first times and later."""
    if shutil.which("strace") is None:
        print("# no strace: killed by the clock only")
        return
    calls = ["openat", "pwrite64", "write", "mkdir", "rename", "syncfs"]
    tried = died = 0
    for call in calls:
        for when in (1, 2, 3, 7, 20, 60):
            trace = ["strace", "-f", "-o", "/dev/null", "-e", f"trace={call}"]
            inject = f"inject={call}:signal=SIGKILL:when={when}"
            got = subprocess.run(
                [*trace, "-e", inject, *command(portal, "backup", folder)],
                capture_output=True,
            )
            tried += 1
            died += got.returncode == -signal.SIGKILL
    print(f"# {died} of {tried} backups were killed at a system call")
    ok(died >= 15, "backups were killed at their system calls", died)
    bad = [b for b in backups(folder) if not is_good(portal, b)[0]]
    ok(not bad, "and each that has its name is whole", bad)


def run_full(portal):
    """The disk of the backups is full: the ones before stay as they are."""
    small = fresh(portal, portal.top / "small")
    owner = f"uid={small.stat().st_uid},gid={small.stat().st_gid}"
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size=32m,{owner}", "none", small],
        check=True,
    )
    try:
        folder = small / "backups"
        portal.guichet("backup", folder)
        first = backups(folder)[0]
        was = content(first)
        filler = small / "filler"
        free = shutil.disk_usage(small).free
        filler.write_bytes(bytes(free - 200 * 1024))
        got = portal.guichet("backup", folder, check=False)
        ok(
            got.returncode == 75 and "cannot copy the database" in got.stderr,
            "a full disk is told",
            (got.returncode, got.stderr),
        )
        ok(
            backups(folder) == [first]
            and content(first) == was
            and not (folder / ".new").exists(),
            "and leaves the backup before as it was, and no half one",
        )
        filler.unlink()
        portal.guichet("backup", folder)
        ok(len(backups(folder)) == 2, "with room again it works again")
    finally:
        subprocess.run(["umount", small], check=True)


def run_damage(portal, writers):
    """A disk that has changed a byte."""
    w = writers[0]
    page = w.person.get(f"/tickets/{w.ticket}").text
    address = re.findall(r'href="(/attachments/[0-9a-f]{32}/[^"]*)"', page)[-1]
    sha = hashlib.sha256(w.person.get(address).body).hexdigest()
    path = portal.data / "blobs" / sha[:2] / sha[2:4] / sha
    good = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(b"X" + good[1:])
    got = portal.guichet("check", "--deep", check=False)
    ok(
        got.returncode == 1
        and re.search(rf"{sha} has changed: of {w.ticket}", got.stdout)
        and "has mode 0644, not 0440" in got.stdout,
        "check --deep names the file and its ticket",
        got.stdout,
    )
    path.unlink()
    got = portal.guichet("check", "--deep", check=False)
    ok(f"{sha} is missing" in got.stdout, "and one that is lost", got.stdout)
    path.write_bytes(good)
    path.chmod(0o440)
    st = portal.data.stat()
    os.chown(path, st.st_uid, st.st_gid)
    got = portal.guichet("check", "--deep", check=False)
    ok(got.returncode == 0, "and is content with the right one", got.stdout)


def run_restore(portal, folder, writers):
    """The last one, taken while they write, becomes another portal."""
    acknowledged = [taken for w in writers for taken in list(w.taken)]
    made = portal.guichet(
        "backup", folder, "--include-keys", "--keep", "2", check=False
    )
    ok(made.returncode == 0, "a backup while people write", made.stderr)
    last = backups(folder)[-1]
    ok(len(backups(folder)) == 2, "--keep 2 leaves two", backups(folder))
    ok(*swap(is_good(portal, last), "which is good to the last byte"))
    modes = [
        p
        for p in [folder / "pool", last, *last.iterdir()]
        if p.stat().st_mode & 0o077
    ]
    ok(not modes, "nobody else may read it", modes)
    named = (last / "blobs.sha256").read_text().splitlines()
    named += (backups(folder)[0] / "blobs.sha256").read_text().splitlines()
    pool = {p.name for p in folder.glob("pool/*/*/*")}
    ok(
        pool == {line.split()[0] for line in named},
        "the pool has what the two backups name, and nothing else",
    )
    for w in writers:
        w.stop = True

    again = portal.guichet("restore", folder, check=False)
    ok(
        again.returncode == 1 and "empty folder" in again.stderr,
        "it is not restored over a portal",
        again.stderr,
    )
    begun = time.monotonic()
    with Restored(portal, last) as other:
        print(f"# restored and ready in {time.monotonic() - begun:.1f} s")
        compare(other, writers, acknowledged)


def swap(pair, what):
    return pair[0], what, pair[1]


class Restored(Portal):
    """A portal of a backup, in a folder of its own."""

    def __init__(self, portal, backup):
        self.backup, self.owner = backup, portal.data.stat()
        super().__init__(SETTINGS)

    def run(self, *args):
        if "--detach" in args:
            os.chown(self.data, self.owner.st_uid, self.owner.st_gid)
            os.chown(self.conf, self.owner.st_uid, self.owner.st_gid)
            self.guichet("restore", self.backup)
        super().run(*args)


def compare(other, writers, acknowledged):
    check = other.guichet("check", "--deep", check=False)
    ok(check.returncode == 0, "guichet check is content", check.stdout)
    lost, changed, seen = [], [], 0
    for w in writers:
        # Not who they were signed in as: that went with the keys.
        person = Person(other, f"back{w.number}")
        texts, files = thread(person, w.ticket)
        for text, sha in w.taken:
            if (text, sha) in acknowledged and text not in texts:
                lost.append(text)
        for address in files[:20]:
            seen += 1
            body = person.get(address).body
            if hashlib.sha256(body).hexdigest() not in {
                sha for _, sha in w.taken
            }:
                changed.append(address)
    db = sqlite3.connect(f"file:{other.data}/guichet.db?mode=ro", uri=True)
    stored = {
        text: sha
        for text, sha in db.execute(
            "SELECT m.content, a.sha256 FROM message m JOIN attachment a"
            " ON a.ticket_id = m.ticket_id AND a.message_number = m.number"
        )
    }
    db.close()
    lost += [t for t, sha in acknowledged if stored.get(t) != sha]
    ok(acknowledged and not lost, "all that was acknowledged is there",
       (len(acknowledged), lost[:10]))
    print(f"# {len(acknowledged)} messages were acknowledged before it began")
    ok(seen and not changed, "and files are, byte for byte", changed[:10])


def thread(person, ticket):
    """The texts and the files' addresses that the ticket's page shows."""
    text = person.get(f"/tickets/{ticket}").text
    files = re.findall(r'href="(/attachments/[0-9a-f]{32}/[^"]*)"', text)
    db_texts = set()
    for page in range(1, 40):
        found = re.findall(r"line \d+\.\d+", text)
        if not set(found) - db_texts:
            break
        db_texts |= set(found)
        more = re.search(rf'href="(/tickets/{ticket}\?[^"#]*)', text)
        if not more:
            break
        text = person.get(more[1].replace("&amp;", "&")).text
    return db_texts, list(dict.fromkeys(files))


def main():
    mounts.enter()
    with Portal(SETTINGS) as portal:
        for i in range(CLIENTS):
            portal.add_user(f"back{i}", "customer", "Back")
        folder = fresh(portal, portal.top / "backups")
        writers = [Writer(portal, i) for i in range(CLIENTS)]
        for w in writers:
            w.start()
        time.sleep(2)
        run_damage(portal, writers)
        run_killed(portal, folder, writers)
        run_calls(portal, folder)
        if mounts.own():
            run_full(portal)
        run_restore(portal, folder, writers)
    done()


main()
