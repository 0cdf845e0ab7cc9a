#!/usr/bin/python3
"""Workers are killed during a mixed load of writes.  Prints TAP.

Every write is sent until it is acknowledged, with the same key: a 303 means
that it is in the database, once, whatever happened on the way.
"""

import collections
import http.client
import os
import pathlib
import random
import signal
import sqlite3
import threading
import time

from portal import Person, Portal, done, ok

WRITES = int(os.environ.get("WRITES", 2000))
CLIENTS = 8
KILLS = 50  # one after each so many writes
FILES = 0.1  # share of messages with a file
CREATES = 0.2  # share of writes that open a ticket

SETTINGS = """
[server]
login_rate = 60000
login_burst = 1000
[uploads]
daily_volume = 1G
"""


class Client(threading.Thread):
    def __init__(self, portal, number):
        super().__init__()
        self.number = number
        self.person = Person(portal, f"kill{number}")
        self.random = random.Random(number)
        self.tickets = []
        self.acknowledged = []  # texts
        self.places = []  # where a new ticket's 303 led
        self.retries = self.torn = 0
        self.get_failures = []
        self.wrong = []

    def insist(self, form, files):
        """Send it until somebody says that it is done."""
        for _ in range(100):
            try:
                answer = self.person.send(form, files)
            except (OSError, http.client.HTTPException):
                answer = None
            if answer is not None and answer.status not in (502, 504):
                return answer
            self.retries += 1
            time.sleep(0.02)
        raise RuntimeError("100 times 502")

    def fetch(self, path):
        """nginx asks another worker when one dies; only an answer that has
        begun to leave can be torn."""
        try:
            answer = self.person.get(path)
        except http.client.IncompleteRead:
            self.torn += 1
            return self.fetch(path)
        if answer.status != 200:
            self.get_failures.append(f"{path}: {answer.said()}")
        return answer

    def write(self, text):
        if not self.tickets or self.random.random() < CREATES:
            form = self.blank.set(
                simple_description=text,
                idempotency_key=self.fetch(self.address)
                .form("/tickets")["idempotency_key"],
            )
            answer = self.insist(form, None)
            place = answer["Location"] or ""
            if answer.status == 303 and place.startswith("/tickets/TS-"):
                self.tickets.append(place[9:19])
        else:
            ticket = self.random.choice(self.tickets)
            at = f"/tickets/{ticket}"
            form = self.fetch(at).form(at + "/messages").set(content=text)
            files = None
            if self.random.random() < FILES:
                data = text.encode() * 200
                files = [("files", "kill.txt", "text/plain", data)]
            answer = self.insist(form, files)
        if answer.status == 303:
            self.acknowledged.append(text)
        else:
            self.wrong.append(answer.said())

    def run(self):
        self.blank = self.person.new_form()
        self.address = (
            "/tickets/new?product_category_id="
            f"{self.blank['product_category_id']}"
            f"&business_type_id={self.blank['business_type_id']}"
        )
        for i in range(WRITES // CLIENTS):
            try:
                self.write(f"write {self.number}.{i} of the load")
            except Exception as error:
                self.wrong.append(repr(error))


def workers(parent):
    """The children of the supervisor."""
    found = []
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            after = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(after[1]) == parent and after[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def killer(portal, clients, killed):
    parent = portal.pid("serve")
    chance = random.Random(1)
    while any(client.is_alive() for client in clients):
        time.sleep(0.005)
        done = sum(len(client.acknowledged) for client in clients)
        if done < len(killed) * WRITES / KILLS:
            continue
        pids = workers(parent)
        if pids:
            pid = chance.choice(pids)
            try:
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)
            except ProcessLookupError:
                pass


def stored(portal):
    """How often each text is in the database, messages and files."""
    db = sqlite3.connect(f"file:{portal.data}/guichet.db?mode=ro", uri=True)
    texts = collections.Counter(
        text
        for (text,) in db.execute("SELECT content FROM message")
        if text.startswith("write ")
    )
    titles = collections.Counter(
        title
        for (title,) in db.execute("SELECT title FROM ticket")
        if title.startswith("write ")
    )
    files = db.execute(
        "SELECT count(*) FROM attachment WHERE name = 'kill.txt' "
        "AND ticket_id IS NOT NULL"
    ).fetchone()[0]
    db.close()
    return texts, titles, files


def main():
    with Portal(SETTINGS) as portal:
        for i in range(CLIENTS):
            portal.add_user(f"kill{i}", "customer", "Kill")
        clients = [Client(portal, i) for i in range(CLIENTS)]
        killed = []
        start = time.monotonic()
        for client in clients:
            client.start()
        killer(portal, clients, killed)
        for client in clients:
            client.join()
        took = time.monotonic() - start

        wrong = [w for client in clients for w in client.wrong]
        failures = [f for client in clients for f in client.get_failures]
        acknowledged = {t for client in clients for t in client.acknowledged}
        retries = sum(client.retries for client in clients)
        torn = sum(client.torn for client in clients)
        print(
            f"# {len(acknowledged)} writes, {len(killed)} workers killed, "
            f"{retries} writes sent again, {torn} pages torn, {took:.1f} s"
        )
        ok(
            len(acknowledged) == WRITES and not wrong,
            f"all of {WRITES} writes are acknowledged in the end",
            "\n".join(wrong[:10]),
        )
        ok(len(killed) >= KILLS, "workers were killed all the while", killed)
        ok(not failures, "no GET fails", "\n".join(failures[:10]))
        ready = Person(portal).get("/readyz")
        ok(ready.status == 200, "the portal is well", ready.text)

        check = portal.guichet("check", check=False)
        ok(
            check.returncode == 0,
            "guichet check is content",
            check.stdout + check.stderr,
        )
        portal.stop()  # nobody else may have the database open
        texts, titles, files = stored(portal)
        lost = acknowledged - texts.keys()
        double = [t for t, n in texts.items() if n > 1]
        double += [t for t, n in titles.items() if n > 1]
        ok(not lost, "no acknowledged write is lost", sorted(lost)[:10])
        ok(not double, "none is there twice", double[:10])
        ok(
            texts.keys() == acknowledged,
            "nothing else is there",
            sorted(texts.keys() - acknowledged)[:10],
        )
        ok(files > 0, "files are among it", files)
    done()


main()
