#!/usr/bin/python3
"""Benchmark: how much a backup delays those who write.

    tests/bench/backup.py [--tickets N] [--clients N] [--seconds S]

The portal has that many tickets.  Clients send messages without a pause,
first alone and then while one backup after the other is made; what is told
is how long a message takes, in both, and how long a backup.
"""

import argparse
import os
import pathlib
import statistics
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "e2e"))
from portal import Person, Portal  # noqa: E402

SETTINGS = """
[server]
login_rate = 60000
login_burst = 1000
"""


class Writer(threading.Thread):
    def __init__(self, portal, number):
        super().__init__(daemon=True)
        self.person = Person(portal, f"bench{number}")
        self.ticket = self.person.create("A ticket to write to")
        self.took, self.stop = [], False

    def run(self):
        at = f"/tickets/{self.ticket}"
        while not self.stop:
            form = self.person.get(at).form(at + "/messages")
            form.set(content="Somebody writes a line")
            begun = time.monotonic()
            answer = self.person.send(form)
            self.took.append(time.monotonic() - begun)
            assert answer.status == 303, answer.said()


def write(portal, numbers, during):
    writers = [Writer(portal, n) for n in numbers]
    for w in writers:
        w.start()
    during()
    for w in writers:
        w.stop = True
        w.join()
    took = sorted(t * 1000 for w in writers for t in w.took)
    return took[len(took) // 2], took[len(took) * 99 // 100], len(took)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tickets", type=int, default=100000)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=15)
    options = parser.parse_args()
    n = options.clients
    with Portal(SETTINGS) as portal:
        portal.guichet("-q", "seed", str(options.tickets))
        for i in range(3 * n):
            portal.add_user(f"bench{i}", "customer", f"Bench{i}")
        folder = portal.top / "backups"
        folder.mkdir()
        st = portal.data.stat()
        os.chown(folder, st.st_uid, st.st_gid)
        backups = []

        def back_up():
            end = time.monotonic() + options.seconds
            while time.monotonic() < end:
                begun = time.monotonic()
                portal.guichet("-q", "backup", folder, "--keep", "1")
                backups.append(time.monotonic() - begun)

        def nothing():
            time.sleep(options.seconds)

        size = (portal.data / "guichet.db").stat().st_size
        print(f"database {size / 1e6:.0f} MB")
        for part, (what, during) in enumerate(
            [("alone", nothing), ("during backups", back_up), ("alone", nothing)]
        ):
            p50, p99, count = write(
                portal, range(part * n, part * n + n), during
            )
            print(f"{what:15} p50 {p50:6.1f} ms, p99 {p99:6.1f} ms"
                  f" ({count} messages)")
        print(f"a backup takes {statistics.median(backups):.1f} s"
              f" ({len(backups)} made)")


main()
