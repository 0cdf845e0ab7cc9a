#!/usr/bin/python3
"""Benchmark of the search: how long a page of what is found takes.

    tests/bench/search.py BUILD [--tickets N] [--messages N] [--times N]

BUILD is a build folder (-O2).  A portal with that many tickets, ten messages
each, three in ten Chinese, is asked by one client for words that are in few
tickets, in some and in most; told are the median and the 99th percentile of
the whole answer, nginx included, beside those of the page without words.
What the data took to make, and how large it is, comes first.
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import tempfile
import time
import urllib.parse

import queue as desk

WORDS = {
    "rare, Latin": "monilin",
    "rare, Han": "月星风",
    "two characters of Han": "辉达",
    "one character of Han": "库",
    "common, Latin": "database",
    "common, Han": "登录",
    "two common words": "database timeout",
    "a phrase of Han": "登录失败",
    "a beginning": "karemo",
    "common beginning": "dat",
    "not there": "qqqqqq",
    "common and not there": "database qqqqqq",
}


class Portal(desk.Portal):
    def __init__(self, build, top, o):
        self.data, self.port = top / "search", o.port
        self.guichet = [str(build / "guichet"), "--config",
                        str(self.data / "guichet.conf")]
        self.run("--no-demo", "--detach")
        self.stop()
        began = time.monotonic()
        desk.sh(*self.guichet, "-q", "seed", str(o.tickets),
                "--messages", str(o.messages))
        print(f"{o.tickets} tickets made in {time.monotonic() - began:.0f} s")
        for name in ("seed-1", "seed-agent-1"):
            desk.sh(*self.guichet, "user", "passwd", name,
                    "--password-stdin", input=desk.PASSWORD + "\n")
        self.run("--detach")


def sizes(portal):
    out = subprocess.run(
        ["/usr/bin/python3", "-c", """
import sqlite3, sys
c = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
size = c.execute("PRAGMA page_size").fetchone()[0]
pages = c.execute("PRAGMA page_count").fetchone()[0]
index = c.execute("SELECT sum(length(block)) FROM search_data").fetchone()[0]
text = c.execute("SELECT sum(length(CAST(content AS BLOB))) FROM message").fetchone()[0]
print(f"database {size * pages >> 20} MB, index of words {index >> 20} MB,"
      f" texts {text >> 20} MB")
""", str(portal.data / "guichet.db")], text=True, capture_output=True)
    print(out.stdout.strip() or out.stderr.strip())


def times(portal, path, cookie, n):
    took = []
    for _ in range(n):
        began = time.monotonic()
        body = portal.ask(path, cookie)
        took.append((time.monotonic() - began) * 1000)
    took.sort()
    return (statistics.median(took), took[min(n - 1, n * 99 // 100)],
            body.count('class="subj'))


def main():
    a = argparse.ArgumentParser()
    a.add_argument("build", type=pathlib.Path)
    a.add_argument("--tickets", type=int, default=100000)
    a.add_argument("--messages", type=int, default=10)
    a.add_argument("--times", type=int, default=100)
    a.add_argument("--port", type=int, default=18320)
    o = a.parse_args()
    top = pathlib.Path(tempfile.mkdtemp(prefix="guichet-bench-",
                                        dir=os.environ.get("TMPDIR")))
    top.chmod(0o755)
    portal = Portal(o.build.resolve(), top, o)
    try:
        sizes(portal)
        customer = portal.sign_in("seed-1")
        agent = portal.sign_in("seed-agent-1")
        print(f"{'':28}{'agent, p50':>12}{'p99':>9}{'rows':>6}"
              f"{'customer, p50':>16}{'p99':>9}{'rows':>6}")
        for name, words in {"no words": "", **WORDS}.items():
            q = urllib.parse.urlencode({"q": words})
            mine = times(portal, f"/tickets?{q}", customer, o.times)
            where = "/agent/search" if words else "/agent/tickets"
            all_ = times(portal, f"{where}?{q}", agent, o.times)
            print(f"{name:28}{all_[0]:9.1f} ms{all_[1]:6.1f} ms{all_[2]:6}"
                  f"{mine[0]:13.1f} ms{mine[1]:6.1f} ms{mine[2]:6}")
    finally:
        portal.stop()
        subprocess.run(["rm", "-rf", str(top)], check=False)


if __name__ == "__main__":
    main()
