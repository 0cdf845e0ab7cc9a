"""The fence around each process: what the kernel says of it while the portal
works.  What a fenced process cannot do is tried in tests/t-sandbox.c, with the
very same table.
"""

import collections
import os
import pathlib
import re
import secrets
import shutil
import signal
import subprocess
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
    run_keys(portal)
    run_sniffer(portal, claire)


def commands(portal, pool):
    """The processes of that pool that the log says to have begun, and that
    are there."""
    begun = re.findall(
        rf'pool={pool} worker=([0-9]+) .*msg="a worker begins"', portal.log()
    )
    return [int(pid) for pid in begun if pathlib.Path(f"/proc/{pid}").exists()]


def upload(person, form, name="a.txt", data=b"hello\n"):
    return person.post(
        "/attachments",
        [("csrf_token", form["csrf_token"]),
         ("idempotency_key", secrets.token_hex(16))],
        [("file", name, "text/plain", data)],
        Accept="application/json",
    )


def holds(pid, secret):
    """Is that in the memory of the process?"""
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb") as mem:
        for line in maps:
            at, rights = line.split()[:2]
            if "rw" not in rights:
                continue
            start, end = (int(x, 16) for x in at.split("-"))
            mem.seek(start)
            if secret in mem.read(end - start):
                return True
    return False


def run_keys(portal):
    """Who reads hostile bytes has no keys in its memory to give away."""
    vault = (portal.data / "vault.key").read_bytes()
    ok(
        all(holds(pid, vault) for pid in commands(portal, "page")),
        "a page worker has the key of the vault",
    )
    for pool in ("sniffer", "artist"):
        pids = commands(portal, pool)
        ok(
            pids and not any(holds(pid, vault) for pid in pids),
            f"the {pool} has not",
        )


def run_sniffer(portal, claire):
    """E17: who looks into files has neither files nor a network."""
    form = claire.new_form()
    ok(
        (portal.data / "run" / "sniff.sock").stat().st_mode & 0o777 == 0o600,
        "E17: only the portal's user reaches the sniffer",
    )
    pids = commands(portal, "sniffer")
    if shutil.which("strace"):
        trace = portal.top / "strace"
        words = [word for pid in pids for word in ("-p", str(pid))]
        with subprocess.Popen(
            ["strace", "-f", "-qq", "-o", trace, *words],
            stderr=subprocess.DEVNULL,
        ) as strace:
            time.sleep(1)
            got = [upload(claire, form).status for _ in range(5)]
            strace.terminate()
        calls = set(re.findall(r"^[0-9]+ +([a-z0-9_]+)\(", trace.read_text(), re.M))
        ok(
            got == [201] * 5
            and "pread64" in calls
            and not calls & {"open", "openat", "socket", "connect", "execve"},
            "E17: a trace of it shows no file opened, no socket, no program",
            (got, sorted(calls)),
        )
    stop = time.monotonic() + 4
    said = []
    killed = 0
    while time.monotonic() < stop:
        if len(said) % 5 == 0:
            for pid in commands(portal, "sniffer"):
                os.kill(pid, signal.SIGKILL)
                killed += 1
        said.append(upload(claire, form).status)
        if claire.get("/tickets").status != 200:
            said.append("no page")
    ok(
        killed > 2 and set(said) <= {201, 503} and 201 in said,
        "E17: where it is killed an upload is tried again, and pages come",
        (killed, collections.Counter(said)),
    )
    ok(
        eventually(lambda: upload(claire, form).status == 201),
        "E17: and there is another",
    )
