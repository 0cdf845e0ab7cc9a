#!/usr/bin/python3
"""Benchmark of downloads: a single file against the same from a plain nginx,
and all files of a ticket as one archive against zip -0 of them.

    tests/bench/download.py [--files N] [--rounds N]

Uses ./build.  The ticket has N files of 95 MB (11: a gigabyte).  Each pair is
measured in turn, several rounds; told are the medians, and the memory that
the workers of the stream pool took for it.  A single file should have no less
than 0.95 of the static one, an archive no less than half of zip -0, and the
workers should not grow by 4 MB.  Pages are asked for all the while an archive
is sent, once with and once without.
"""

import argparse
import pathlib
import statistics
import subprocess
import sys
import tempfile
import threading
import time

SRC = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SRC / "tests" / "e2e"))
from files import links  # noqa: E402
from portal import Person, Portal  # noqa: E402

SETTINGS = """
[uploads]
max_size = 99M
ceiling_size = 99M
daily_volume = 100G
"""
SIZE = 95 << 20
SINGLES = 10  # of a file, in a round: they take little time


def timed(*command):
    began = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - began


def curl(person, path):
    cookie = "; ".join(f"{k}={v}" for k, v in person.cookies.items())
    return timed(
        *["curl", "-sf", "-o", "/dev/null", "-H", f"Cookie: {cookie}"],
        f"http://127.0.0.1:{person.portal.port}{path}",
    )


def peaks(portal):
    """KB at most, of each worker that the supervisor has."""
    serve = portal.pid("serve")
    children = pathlib.Path(f"/proc/{serve}/task/{serve}/children")
    found = {}
    for pid in children.read_text().split():
        for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                found[pid] = int(line.split()[1])
    return found


def plain_nginx(top, root, port):
    (top / "nginx.conf").write_text(
        f"pid {top}/pid; error_log {top}/log; worker_processes 2;\n"
        "events {}\nhttp { sendfile on; tcp_nopush on; access_log off;\n"
        f"client_body_temp_path {top}/b; fastcgi_temp_path {top}/f;\n"
        f"proxy_temp_path {top}/p; uwsgi_temp_path {top}/u;\n"
        f"scgi_temp_path {top}/s;\n"
        f"server {{ listen 127.0.0.1:{port}; root {root}; }} }}\n"
    )
    return subprocess.Popen(
        ["nginx", "-c", top / "nginx.conf", "-g", "daemon off; user root;"]
    )


def pages(person, stop, took):
    while not stop.is_set():
        began = time.monotonic()
        assert person.get("/tickets").status == 200
        took.append(time.monotonic() - began)


def pages_while(person, act):
    stop, took = threading.Event(), []
    thread = threading.Thread(target=pages, args=(person, stop, took))
    thread.start()
    act()
    stop.set()
    thread.join()
    return 1000 * statistics.quantiles(took, n=100)[98]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=11)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    with Portal(SETTINGS) as portal, tempfile.TemporaryDirectory() as top:
        top = pathlib.Path(top)
        portal.add_user("bench", "customer", "Bench")
        person = Person(portal, "bench")
        ticket = person.create()
        paths = []
        for i in range(args.files):
            data = f"{i:07} a line of a log\n".encode()
            data *= SIZE // len(data)
            paths.append(top / f"{i}.log")
            paths[-1].write_bytes(data)
            person.act(
                ticket,
                "messages",
                [("files", f"{i}.log", "text/plain", data)],
                content="x",
            )
        single = links(person.get(f"/tickets/{ticket}").text)[0]
        whole = f"/tickets/{ticket}/attachments.zip"
        port = portal.port + 1
        nginx = plain_nginx(top, top, port)
        time.sleep(1)
        try:
            rows = {"file": [], "static": [], "archive": [], "zip": []}
            before = peaks(portal)
            for _ in range(args.rounds):
                for _ in range(SINGLES):
                    rows["file"].append(curl(person, single))
                    rows["static"].append(
                        timed(
                            *["curl", "-sf", "-o", "/dev/null"],
                            f"http://127.0.0.1:{port}/0.log",
                        )
                    )
                rows["archive"].append(curl(person, whole))
                rows["zip"].append(timed("zip", "-0qj", "-", *paths))
            after = peaks(portal)
            told = {k: statistics.median(v) for k, v in rows.items()}
            grown = max(after[p] - before[p] for p in before if p in after)
            idle = pages_while(person, lambda: time.sleep(3))
            busy = pages_while(person, lambda: curl(person, whole))
        finally:
            nginx.terminate()
            nginx.wait()
    mb = SIZE / 1e6
    for what, size in (("file", mb), ("static", mb),
                       ("archive", mb * args.files), ("zip", mb * args.files)):
        print(f"{what:8} {size / told[what]:7.0f} MB/s")
    print(f"file / static   {told['static'] / told['file']:.2f}")
    print(f"archive / zip   {told['zip'] / told['archive']:.2f}")
    print(f"a worker grew by {grown} KB at most")
    print(f"pages, p99: {idle:.1f} ms alone, {busy:.1f} ms beside an archive")


main()
