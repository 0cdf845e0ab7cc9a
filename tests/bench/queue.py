#!/usr/bin/python3
"""Benchmark of the desk's queue: its page against a customer's list page.

    tests/bench/queue.py BUILD [--tickets N] [--seconds S] [--rounds N]

BUILD is a build folder (-O2).  One portal has that many open tickets, and on
each of the first page eight agents who look or write: 200 altogether.  Both
pages are asked for in turn, several rounds, with 8 clients of wrk; what is
told is the median of the rounds: how long a page takes, and how much of the
processors, nginx included.  The ratio to the customer's page should be no
more than 1.3; that of the processors stands also where other work is done.
Start it as root: ./run then drops to its own user.
"""

import argparse
import http.client
import mmap
import os
import pathlib
import re
import statistics
import struct
import subprocess
import sys
import tempfile
import time
import urllib.parse

SRC = pathlib.Path(__file__).resolve().parents[2]
PASSWORD = "correct horse battery"
LIMIT = 1.3


def sh(*args, **kw):
    return subprocess.run(
        args, check=True, text=True, capture_output=True, **kw
    ).stdout


class Portal:
    def __init__(self, build, top, tickets, port):
        self.data, self.port = top / "queue", port
        self.guichet = [
            str(build / "guichet"),
            "--config",
            str(self.data / "guichet.conf"),
        ]
        self.run("--no-demo", "--detach")
        self.stop()
        sh(*self.guichet, "-q", "seed", str(tickets), "--open", "--messages", "3")
        for name in ("seed-1", "seed-agent-1"):
            sh(
                *self.guichet, "user", "passwd", name, "--password-stdin",
                input=PASSWORD + "\n",
            )
        self.run("--detach")

    def run(self, *args):
        sh(str(SRC / "run"), "--data", str(self.data),
           "--port", str(self.port), *args)

    def stop(self):
        sh(str(SRC / "run"), "stop", "--data", str(self.data))

    def ask(self, path, cookie):
        c = http.client.HTTPConnection("127.0.0.1", self.port)
        c.request("GET", path, headers={"Cookie": cookie})
        r = c.getresponse()
        body = r.read().decode()
        assert r.status == 200, (path, r.status)
        return body

    def sign_in(self, name):
        c = http.client.HTTPConnection("127.0.0.1", self.port)
        c.request(
            "POST", "/login",
            urllib.parse.urlencode({"username": name, "password": PASSWORD}),
            {"Content-Type": "application/x-www-form-urlencoded",
             "Sec-Fetch-Site": "same-origin"},
        )
        r = c.getresponse()
        assert r.status == 303, r.status
        return [v.partition(";")[0] for k, v in r.getheaders()
                if k == "Set-Cookie" and "sid" in v][0]


def attend(portal, tickets, agents):
    """Put the agents at the tickets, as src/base/there.c lays them out."""
    with open(portal.data / "run" / "there", "r+b") as f, \
            mmap.mmap(f.fileno(), 0) as there:
        for t in tickets:
            for i, user in enumerate(agents or [0] * 8):
                word = user and (user << 40 | (int(time.time()) & 0xFFFFFF) << 16
                        | t // 4096 << 1 | i % 2)
                struct.pack_into("=Q", there, (t % 4096 * 8 + i) * 8, word)


TICK = os.sysconf("SC_CLK_TCK")


def family(pid):
    out = subprocess.run(
        ["pgrep", "-P", str(pid)], text=True, capture_output=True
    ).stdout
    return [pid, *(int(x) for x in out.split())]


def cpu(portal):
    total = 0
    for name in ("serve", "nginx"):
        for pid in family(int((portal.data / "run" / f"{name}.pid").read_text())):
            stat = pathlib.Path(f"/proc/{pid}/stat").read_text()
            f = stat.rpartition(")")[2].split()
            total += int(f[11]) + int(f[12])
    return total / TICK


def wrk(url, cookie, seconds):
    out = sh("wrk", "-t1", "-c8", f"-d{seconds}s", "--latency",
             "-H", f"Cookie: {cookie}", url)
    if "Non-2xx" in out:
        sys.exit(f"{url}: {out}")
    n, unit = re.search(r"50%\s+([\d.]+)(us|ms|s)", out).groups()
    count = int(re.search(r"(\d+) requests in", out)[1])
    return float(n) * {"us": 0.001, "ms": 1, "s": 1000}[unit], count


def main():
    a = argparse.ArgumentParser()
    a.add_argument("build", type=pathlib.Path)
    a.add_argument("--tickets", type=int, default=100000)
    a.add_argument("--seconds", type=int, default=4)
    a.add_argument("--rounds", type=int, default=5)
    a.add_argument("--port", type=int, default=18310)
    o = a.parse_args()
    top = pathlib.Path(tempfile.mkdtemp(prefix="guichet-bench-"))
    top.chmod(0o755)
    portal = Portal(o.build.resolve(), top, o.tickets, o.port)
    try:
        measure(o, portal)
    finally:
        portal.stop()
        subprocess.run(["rm", "-rf", str(top)], check=False)


def ratios(rounds, base):
    return [statistics.median(r[i] / b[i] for r, b in zip(rounds, base))
            for i in (0, 1)]


def measure(o, portal):
    customer = portal.sign_in("seed-1")
    agent = portal.sign_in("seed-agent-1")
    page = portal.ask("/agent/tickets", agent)
    tickets = sorted({int(n) for n in re.findall(r'value="TS-(\d+)"', page)})
    # Their numbers follow each other: see add_people() of seed.c.
    me = sh(*portal.guichet, "user", "list")
    first = 1 + len([n for n in me.splitlines() if "seed-" in n
                     and "seed-agent" not in n])
    agents = [first + i for i in range(2, 10)]
    assert len(tickets) == 25, len(tickets)
    urls = {
        "list of a customer": ("/tickets", customer),
        "queue, nobody there": ("/agent/tickets", agent),
        "queue, one state": ("/agent/tickets?status=17", agent),
        "queue, urged": ("/agent/tickets?urged=1", agent),
        "queue, unassigned": ("/agent/tickets?assignee=none", agent),
        "dashboard": ("/agent", agent),
        "queue, 200 there": ("/agent/tickets", agent),
    }
    size = {}
    got = {name: [] for name in urls}
    for _ in range(o.rounds):
        for name, (path, cookie) in urls.items():
            attend(portal, tickets, agents if "200" in name else [])
            size[name] = portal.ask(path, cookie)
            began = cpu(portal)
            ms, count = wrk(
                f"http://127.0.0.1:{portal.port}{path}", cookie, o.seconds)
            got[name].append((ms, (cpu(portal) - began) / count * 1000))
    base = got["list of a customer"]
    shown = size["queue, 200 there"].count('class="due there')
    for name, rounds in got.items():
        ms, busy = (statistics.median(c) for c in zip(*rounds))
        more, busier = ratios(rounds, base)
        rows = len(re.findall('class="subj', size[name]))
        print(f"{name:22} p50 {ms:7.2f} ms {more:5.2f}"
              f"   cpu {busy:6.3f} ms {busier:5.2f} {len(size[name].encode()) >> 10:4} KB"
              f" {rows:3} rows")
    more, busier = ratios(got["queue, 200 there"], base)
    print(f"{o.tickets} open tickets, somebody at {shown} of 25: the queue"
          f" takes {more:.2f} of a customer's list, {busier:.2f} of the"
          f" processors; {LIMIT} is the limit")


if __name__ == "__main__":
    main()
