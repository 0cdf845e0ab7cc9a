"""The fence around each process: what the kernel says of it while the portal
works.  What a fenced process cannot do is tried in tests/t-sandbox.c, with the
very same table.
"""

import os
import pathlib
import signal
import time

from portal import Person, ok


def status(pid):
    lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    return dict(line.split(":\t", 1) for line in lines if ":\t" in line)


def children(pid):
    text = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(word) for word in text.split()]


def is_fenced(pid):
    got = status(pid)
    return got["Seccomp"].strip() == "2" and got["NoNewPrivs"].strip() == "1"


def all_fenced(portal):
    workers = children(portal.pid("serve"))
    return len(workers) >= 3 and all(map(is_fenced, workers))


def eventually(what):
    for _ in range(100):
        if what():
            return True
        time.sleep(0.1)
    return False


def run(portal):
    claire = Person(portal, "wire-claire")
    page = Person(portal, "wire-admin").get("/admin/health").text
    ok(
        "seccomp, Landlock" in page,
        "the health page says what holds the processes",
    )
    workers = children(portal.pid("serve"))
    ok(
        eventually(lambda: all_fenced(portal)),
        "every worker is held by seccomp, without new privileges",
        [(pid, is_fenced(pid)) for pid in workers],
    )
    ok(is_fenced(portal.pid("jobs")), "and so is the jobs process")
    ok(
        claire.create(files=[("files", "a.txt", "text/plain", b"hello\n")]),
        "which keep a ticket with its file",
    )
    os.kill(portal.pid("serve"), signal.SIGHUP)
    ok(
        eventually(
            lambda: all_fenced(portal)
            and set(children(portal.pid("serve"))).isdisjoint(workers)
        ),
        "and so are those that SIGHUP brings",
    )
