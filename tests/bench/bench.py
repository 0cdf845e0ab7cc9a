#!/usr/bin/python3
"""Benchmarks of the portal, as ratios to the floor in one run.

    tests/bench/bench.py BUILD [--tickets N] [--few N] [--seconds S]
        [--rounds N] [--rows N]

BUILD is a build folder (-O2) with guichet and bench-floor.  Two portals are
filled with synthetic tickets, many and few; nginx, the portals and a program
that answers a constant page of the same size ("the floor") stand side by
side, and are measured in turn, several rounds, with 8 clients.  What is told
is the median of the rounds.  wrk makes the load; loopback only.  Start it as
root: ./run then drops to its own user.
"""

import argparse
import http.client
import os
import pathlib
import re
import secrets
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

SRC = pathlib.Path(__file__).resolve().parents[2]
PASSWORD = "correct horse battery"
TICK = os.sysconf("SC_CLK_TCK")


def sh(*args, **kw):
    return subprocess.run(args, check=True, text=True, capture_output=True, **kw).stdout


class Portal:
    def __init__(self, build, top, name, tickets, port, rows):
        self.data, self.port = top / name, port
        self.guichet = [str(build / "guichet"), "--config", str(self.data / "guichet.conf")]
        self.run("--no-demo", "--detach")
        self.run('stop')
        with open(self.data / "guichet.conf", "a") as conf:
            conf.write(f"\n[tickets]\npage_size = {rows}\n")
        began = time.time()
        sh(*self.guichet, "-q", "seed", str(tickets))
        self.seeding = time.time() - began
        # The hundredth ticket of each hundred is the model: see seed.c.
        self.ticket = tickets // 200 * 100 + 1
        self.customer = self.ask_db(
            "SELECT u.name FROM ticket t JOIN users u ON u.id = t.submitter_id"
            f" WHERE t.id = {self.ticket}")
        subprocess.run([*self.guichet, "user", "passwd", self.customer,
            "--password-stdin"], input=PASSWORD + "\n", text=True, check=True)
        self.run("--detach")
        self.cookie = self.sign_in()

    def run(self, *args):
        verb = [args[0]] if args[0] == "stop" else []
        rest = args[1:] if verb else args
        port = [] if verb else ["--port", str(self.port)]
        sh(str(SRC / "run"), *verb, "--data", str(self.data), *port, *rest)

    def ask_db(self, sql):
        """While nobody else has it open."""
        return sh("sqlite3", str(self.data / "guichet.db"), sql).strip()

    def sign_in(self):
        c = http.client.HTTPConnection("127.0.0.1", self.port)
        c.request("POST", "/login", urllib.parse.urlencode(
            {"username": self.customer, "password": PASSWORD}),
            {"Content-Type": "application/x-www-form-urlencoded",
             "Sec-Fetch-Site": "same-origin"})
        r = c.getresponse()
        assert r.status == 303, r.status
        return r.getheader("Set-Cookie").partition(";")[0]

    def workers(self):
        """Processes of `guichet serve`, the supervisor too."""
        top = int((self.data / "run" / "serve.pid").read_text())
        return [top, *children(top)]

    def nginx(self):
        top = int((self.data / "run" / "nginx.pid").read_text())
        return [top, *children(top)]


def children(pid):
    out = subprocess.run(["pgrep", "-P", str(pid)], text=True, capture_output=True)
    return [int(x) for x in out.stdout.split()]


def cpu(pids):
    total = 0
    for pid in pids:
        f = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += int(f[11]) + int(f[12])
    return total / TICK


def private_kb(pid):
    text = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
    return sum(int(x) for x in re.findall(r"^Private_\w+: +(\d+)", text, re.M))


def wrk(url, cookie, seconds):
    out = sh("wrk", "-t1", "-c8", f"-d{seconds}s", "--latency",
        *(["-H", f"Cookie: {cookie}"] if cookie else []), url)
    if "Non-2xx" in out:
        raise SystemExit(f"{url}: {out}")

    def ms(word):
        n, unit = re.search(word + r"\s+([\d.]+)(us|ms|s)", out).groups()
        return float(n) * {"us": 0.001, "ms": 1, "s": 1000}[unit]

    return (float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1]),
        int(re.search(r"(\d+) requests in", out)[1]), ms("50%"), ms("99%"))


def size_of(portal, path):
    c = http.client.HTTPConnection("127.0.0.1", portal.port)
    c.request("GET", path, headers={"Cookie": portal.cookie})
    r = c.getresponse()
    body = r.read()
    assert r.status == 200, (path, r.status)
    return len(body), body.decode()


def create(portal, count):
    """Tickets with a file of 200 KB, one after the other; seconds each."""
    _, page = size_of(portal, "/tickets/new?product_category_id=service"
        "&business_type_id=consultation")
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    agreement = re.search(r'name="agreement" value="(\d+)"', page)
    took = []
    conn = http.client.HTTPConnection("127.0.0.1", portal.port)
    for _ in range(count):
        mark = "m" + secrets.token_hex(10)
        fields = {"csrf_token": token, "idempotency_key": secrets.token_hex(16),
            "product_category_id": "service", "business_type_id": "consultation",
            "severity_id": "general", "simple_description": "A benchmark\n\nof creation"}
        if agreement:
            fields["agreement"] = agreement[1]
        parts = "".join(f'--{mark}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'
            for k, v in fields.items())
        text = secrets.token_hex(50) + "\n"
        data = (text * 1990)[:200 * 1024]
        body = (parts + f'--{mark}\r\nContent-Disposition: form-data; name="files"; '
            f'filename="log.txt"\r\nContent-Type: text/plain\r\n\r\n{data}\r\n--{mark}--\r\n').encode()
        began = time.time()
        conn.request("POST", "/tickets", body, {"Cookie": portal.cookie,
            "Sec-Fetch-Site": "same-origin",
            "Content-Type": f"multipart/form-data; boundary={mark}"})
        r = conn.getresponse()
        answer = r.read()
        if r.status != 303:
            sys.exit(f"creation: {r.status}: {answer[:600]!r}")
        took.append(time.time() - began)
    return took


def start_floor(build, top, size, workers, port):
    d = top / "floor"
    d.mkdir()
    sock = d / "floor.sock"
    floor = subprocess.Popen([str(build / "bench-floor"), "plain", str(sock),
        str(workers), str(size)], start_new_session=True)
    # The portal's own nginx, with its FastCGI address exchanged.
    conf = f"""worker_processes auto; pid {d}/nginx.pid; daemon on;
error_log {d}/error.log warn; events {{ worker_connections 4096; }}
http {{ access_log {d}/access.log; client_body_temp_path {d}/b; proxy_temp_path {d}/p;
fastcgi_temp_path {d}/f; uwsgi_temp_path {d}/u; scgi_temp_path {d}/s;
fastcgi_buffer_size 32k; fastcgi_buffers 8 32k; fastcgi_busy_buffers_size 64k;
server {{ listen 127.0.0.1:{port}; location / {{ fastcgi_pass unix:{sock};
fastcgi_param REQUEST_METHOD $request_method; fastcgi_param REQUEST_URI $request_uri; }} }} }}
"""
    (d / "nginx.conf").write_text(conf)
    time.sleep(0.5)
    os.chmod(sock, 0o666)
    sh("nginx", "-c", str(d / "nginx.conf"), "-p", str(d), "-e", str(d / "error.log"))
    return floor, d


def main():
    a = argparse.ArgumentParser()
    a.add_argument("build", type=pathlib.Path)
    a.add_argument("--tickets", type=int, default=100000)
    a.add_argument("--few", type=int, default=1000)
    a.add_argument("--seconds", type=int, default=4)
    a.add_argument("--rounds", type=int, default=5)
    # A customer of the small portal has some seventeen tickets: only up to
    # there are both lists of the same length.
    a.add_argument("--rows", type=int, default=25)
    a.add_argument("--port", type=int, default=18300)
    o = a.parse_args()
    build = o.build.resolve()
    top = pathlib.Path(tempfile.mkdtemp(prefix="guichet-bench-"))
    top.chmod(0o755)
    big = Portal(build, top, "many", o.tickets, o.port, o.rows)
    few = Portal(build, top, "few", o.few, o.port + 1, o.rows)
    print(f"{o.tickets} tickets: {big.seeding:.0f} s, "
        f"{(big.data / 'guichet.db').stat().st_size >> 20} MB", flush=True)

    detail = "/tickets/TS-%07d"
    size, _ = size_of(big, detail % big.ticket)
    floor, floor_dir = start_floor(build, top, size, 2, o.port + 2)
    fnginx = int((floor_dir / "nginx.pid").read_text())
    fpids = [floor.pid, *children(floor.pid)]
    fpids += [c for p in children(floor.pid) for c in children(p)]
    rows = {
        "floor": (f"http://127.0.0.1:{o.port + 2}/", None,
            [fnginx, *children(fnginx)], fpids),
    }
    for name, portal, path in (
        ("detail", big, detail % big.ticket),
        ("list", big, "/tickets"),
        ("sign-in", big, "/login"),
        ("detail, few", few, detail % few.ticket),
        ("list, few", few, "/tickets"),
    ):
        rows[name] = (f"http://127.0.0.1:{portal.port}{path}",
            None if path == "/login" else portal.cookie, portal.nginx(), portal.workers())

    page = [p for p in big.workers()[1:]]
    before = {p: private_kb(p) for p in page}
    got = {name: [] for name in rows}
    total = 0
    for _ in range(o.rounds):
        for name, (url, cookie, nginx, program) in rows.items():
            n0, p0 = cpu(nginx), cpu(program)
            rate, count, p50, p99 = wrk(url, cookie, o.seconds)
            total += count
            got[name].append((rate, p50, p99, (cpu(nginx) - n0) / count * 1e6,
                (cpu(program) - p0) / count * 1e6))
    print(f"{'':12} {'req/s':>7} {'of floor':>8} {'p50 ms':>7} {'p99 ms':>7}"
        f" {'nginx us':>8} {'program us':>10}")
    median = {}
    for name, rounds in got.items():
        m = [statistics.median(c) for c in zip(*rounds)]
        ratio = statistics.median(r[0] / f[0] for r, f in zip(rounds, got["floor"]))
        median[name] = m
        print(f"{name:12} {m[0]:7.0f} {ratio:8.2f} {m[1]:7.2f} {m[2]:7.2f}"
            f" {m[3]:8.0f} {m[4]:10.0f}")
    for what in ("detail", "list"):
        ratio = statistics.median(b[1] / f[1] for b, f in zip(got[what], got[f"{what}, few"]))
        print(f"{what}: p50 with many tickets is {ratio:.2f} of that with few")

    took = create(big, 100)
    took.sort()
    print(f"create with 200 KB: {len(took) / sum(took):.0f}/s by one client,"
        f" p50 {took[50] * 1000:.1f} ms, p99 {took[98] * 1000:.1f} ms")
    after = {p: private_kb(p) for p in page}
    print("private KB a worker, before and after "
        f"{total} requests: " + ", ".join(f"{before[p]} -> {after[p]}" for p in page))
    wrk(f"http://127.0.0.1:{big.port}{detail % big.ticket}", big.cookie, o.seconds * 5)
    last = {p: private_kb(p) for p in page}
    print("and after some more: " + ", ".join(str(last[p]) for p in page))

    os.killpg(floor.pid, signal.SIGTERM)
    os.kill(fnginx, signal.SIGTERM)
    for p in (big, few):
        p.run("stop")
    subprocess.run(["rm", "-rf", str(top)], check=False)


main()
