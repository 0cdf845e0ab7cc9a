#!/usr/bin/python3
"""Benchmarks of uploads in chunks, as ratios in one run.

    tests/bench/upload.py SINK [--size MB] [--rounds N] [--slow N]

SINK is bench-sink of a build folder (-O2); the portal is that of build/.  The
same bytes go in the same chunks, in turn, through nginx to the portal and
through nginx to a program that only writes them to the same disk ("the
floor"); what is told is the median of the rounds.  Then so many senders
trickle chunks while a ticket's page is asked for, against the same page
before, and what the page workers have grown by.  Loopback only.
"""

import argparse
import http.client
import multiprocessing
import os
import pathlib
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
import uploads  # noqa: E402
from portal import Person, Portal  # noqa: E402

MB = 1 << 20
CHUNK = 8 * MB
NGINX = """
worker_processes 2;
pid {top}/nginx.pid;
error_log {top}/nginx.log;
events {{ worker_connections 1024; }}
http {{
	access_log off;
	client_body_temp_path {top}/body;
	fastcgi_temp_path {top}/f;
	proxy_temp_path {top}/p;
	uwsgi_temp_path {top}/u;
	scgi_temp_path {top}/s;
	client_body_buffer_size 128k;
	client_max_body_size 9m;
	server {{
		listen 127.0.0.1:{port};
		location / {{
			fastcgi_param CONTENT_LENGTH $content_length;
			fastcgi_param REQUEST_METHOD $request_method;
			fastcgi_pass unix:{top}/sock;
		}}
	}}
}}
"""


class Floor:
    def __init__(self, sink, top):
        self.top = pathlib.Path(tempfile.mkdtemp(dir=top, prefix="floor-"))
        self.top.chmod(0o777)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        conf = self.top / "nginx.conf"
        conf.write_text(NGINX.format(top=self.top, port=self.port))
        self.programs = [
            subprocess.Popen([sink, self.top / "sock", self.top / "sunk"]),
            subprocess.Popen(
                ["/usr/sbin/nginx", "-c", conf, "-g", "daemon off;"]
            ),
        ]
        time.sleep(1)

    def stop(self):
        for program in self.programs:
            program.send_signal(signal.SIGTERM)
            program.wait()


def through(conn, method, place, size, headers):
    """All of it in chunks; seconds."""
    block = memoryview(b"a line of a log\n" * (CHUNK // 16))
    began = time.monotonic()
    for at in range(0, size, CHUNK):
        part = block[: min(CHUNK, size - at)]
        conn.request(
            method,
            place,
            part,
            {**headers, "Upload-Offset": str(at)},
        )
        answer = conn.getresponse()
        answer.read()
        assert answer.status in (200, 201, 204), answer.status
    return time.monotonic() - began


def rate(size, seconds):
    return size / MB / seconds


def headers_of(person, csrf):
    return {
        "Cookie": f"guichet_sid={person.cookies['guichet_sid']}",
        "Content-Type": "application/offset+octet-stream",
        "X-CSRF-Token": csrf,
        "Sec-Fetch-Site": "same-origin",
    }


def compare(portal, person, floor, size, rounds):
    ours, floors = [], []
    for _ in range(rounds):
        conn = http.client.HTTPConnection("127.0.0.1", floor.port)
        floors.append(
            rate(size, through(conn, "POST", "/", size, {"X-Pad": "x" * 200}))
        )
        conn.close()
        answer, csrf = uploads.begin(person, "bench.log", size)
        conn = http.client.HTTPConnection("127.0.0.1", portal.port)
        ours.append(
            rate(
                size,
                through(
                    conn,
                    "PATCH",
                    answer["Location"],
                    size,
                    headers_of(person, csrf),
                ),
            )
        )
        conn.close()
    one, other = statistics.median(ours), statistics.median(floors)
    print(
        f"{size // MB} MB in chunks: {one:.0f} MB/s, floor {other:.0f} MB/s,"
        f" ratio {one / other:.2f}",
        flush=True,
    )


def trickle(port, place, headers, n):
    """n senders, each of 20 KB a second, until killed."""
    head = f"PATCH {place} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpload-Offset: 0\r\n"
    head += "".join(f"{k}: {v}\r\n" for k, v in headers.items())
    head += f"Content-Length: {CHUNK}\r\n\r\n"
    conns = []
    for _ in range(n):
        conn = socket.create_connection(("127.0.0.1", port))
        conn.sendall(head.encode())
        conns.append(conn)
    while True:
        for conn in conns:
            conn.sendall(b"x" * 2000)
        time.sleep(0.1)


def page_times(portal, person, place, seconds):
    conn = http.client.HTTPConnection("127.0.0.1", portal.port)
    cookie = {"Cookie": f"guichet_sid={person.cookies['guichet_sid']}"}
    times, end = [], time.monotonic() + seconds
    while time.monotonic() < end:
        began = time.perf_counter()
        conn.request("GET", place, headers=cookie)
        conn.getresponse().read()
        times.append((time.perf_counter() - began) * 1000)
    times.sort()
    return times[len(times) // 2], times[len(times) * 99 // 100]


def beside(portal, person, slow):
    place = f"/tickets/{person.create()}"
    answer, csrf = uploads.begin(person, "slow.log", 100 * MB)
    page_times(portal, person, place, 2)
    idle, busy = [], []
    for _ in range(3):
        idle.append(page_times(portal, person, place, 4))
        sender = multiprocessing.Process(
            target=trickle,
            args=(
                portal.port,
                answer["Location"],
                headers_of(person, csrf),
                slow,
            ),
        )
        sender.start()
        time.sleep(1)
        busy.append(page_times(portal, person, place, 4))
        sender.kill()
        sender.join()
    median = [statistics.median(x[1] for x in t) for t in (idle, busy)]
    print(
        f"page beside {slow} slow uploads: p99 {median[1]:.2f} ms,"
        f" idle {median[0]:.2f} ms, ratio {median[1] / median[0]:.2f}",
        flush=True,
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("sink")
    parser.add_argument("--size", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--slow", type=int, default=50)
    args = parser.parse_args()
    settings = "[uploads]\nuser_volume = 100G\ndaily_volume = 100G\n"
    with Portal(settings, "--no-demo") as portal:
        portal.add_user("bench", "customer", "Bench")
        person = Person(portal, "bench")
        floor = Floor(os.path.abspath(args.sink), portal.top)
        try:
            was = {p: uploads.resident(p) for p in uploads.workers(portal)}
            compare(portal, person, floor, args.size * MB, args.rounds)
            grown = max(uploads.resident(p) - n for p, n in was.items())
            print(f"a worker has grown by {grown // 1024} KB")
            beside(portal, person, args.slow)
        finally:
            floor.stop()


main()
