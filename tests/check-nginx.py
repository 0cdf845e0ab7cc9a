#!/usr/bin/python3
"""Does nginx.conf keep its promises on the wire?  Prints TAP.

nginx runs with the configuration that the program prints, in front of a
FastCGI server of this file that answers with the parameters it was given.
"""

import contextlib
import json
import os
import shutil
import signal
import socket
import socketserver
import struct
import subprocess
import sys
import tempfile
import threading
import time

BUILD = os.environ.get("builddir", ".")
SOURCE = os.environ.get("srcdir", ".")
SHA = "ab/cd/abcd"

count = failed = 0


def ok(good, what, note=""):
    global count, failed
    count += 1
    failed += not good
    print(f"{'' if good else 'not '}ok {count} - {what}")
    if not good and note:
        print("# " + str(note).replace("\n", "\n# "))


# --- a FastCGI server -----------------------------------------------------


def records(conn):
    """The records of one request, as (type, content)."""
    while True:
        head = conn.recv(8, socket.MSG_WAITALL)
        if len(head) < 8:
            return
        _, kind, _, length, padding, _ = struct.unpack(">BBHHBB", head)
        content = conn.recv(length, socket.MSG_WAITALL) if length else b""
        if padding:
            conn.recv(padding, socket.MSG_WAITALL)
        yield kind, content
        if kind == 5 and not content:
            return


def pairs(data):
    """FastCGI's name-value pairs, repeated names and all."""
    at, found = 0, []

    def length():
        nonlocal at
        if data[at] < 128:
            at += 1
            return data[at - 1]
        at += 4
        return struct.unpack(">I", data[at - 4 : at])[0] & 0x7FFFFFFF

    while at < len(data):
        name, value = length(), length()
        found.append(
            (
                data[at : at + name].decode("latin-1"),
                data[at + name : at + name + value].decode("latin-1"),
            )
        )
        at += name + value
    return found


class Echo(socketserver.BaseRequestHandler):
    """Answers with JSON: the pool, the parameters, the length of the body.

    /die closes the connection; /file/... asks nginx to send a stored file.
    """

    def handle(self):
        params, body = b"", 0
        for kind, content in records(self.request):
            if kind == 4:
                params += content
            elif kind == 5:
                body += len(content)
        found = pairs(params)
        if not found:
            return
        self.server.hits.append(dict(found).get("REQUEST_URI"))
        uri = dict(found)["REQUEST_URI"]
        if uri.startswith("/die"):
            return
        text = json.dumps(
            {"pool": self.server.pool, "params": found, "body": body}
        )
        answer = (
            "Content-Type: application/json\r\n"
            f"Content-Length: {len(text)}\r\n\r\n{text}"
        )
        if uri.startswith("/file"):
            answer = (
                f"X-Accel-Redirect: /_blob/{SHA}\r\n"
                "Content-Type: image/png\r\n"
                "Content-Disposition: inline\r\n"
                "Cache-Control: private, no-cache\r\n"
                "Content-Security-Policy: default-src *\r\n\r\n"
            )
        data = answer.encode()
        self.request.sendall(
            struct.pack(">BBHHBB", 1, 6, 1, len(data), 0, 0)
            + data
            + struct.pack(">BBHHBB", 1, 6, 1, 0, 0, 0)
            + struct.pack(">BBHHBBIB3x", 1, 3, 1, 8, 0, 0, 0, 0)
        )


class Pool(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True

    def __init__(self, path, pool):
        super().__init__(path, Echo)
        self.pool, self.hits = pool, []
        threading.Thread(target=self.serve_forever, daemon=True).start()


# --- an HTTP client that does not correct us ------------------------------


class Answer:
    def __init__(self, data):
        head, _, self.body = data.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        words = lines[0].split(" ")
        self.status = int(words[1]) if len(words) > 1 else 0
        self.lines = [l.partition(": ") for l in lines[1:]]

    def header(self, name):
        found = [v for n, _, v in self.lines if n.lower() == name.lower()]
        return found[0] if len(found) == 1 else found or None

    def params(self):
        return json.loads(self.body)["params"]

    def pool(self):
        return json.loads(self.body)["pool"] if self.status == 200 else None


def raw(data, port):
    with socket.create_connection(("127.0.0.1", port), timeout=20) as s:
        with contextlib.suppress(OSError):
            s.sendall(data)
        got = b""
        with contextlib.suppress(OSError):
            while chunk := s.recv(65536):
                got += chunk
    return Answer(got)


class Client:
    def __init__(self, port):
        self.port = port

    def __call__(self, method, path, *headers, body=b"", host="127.0.0.1"):
        lines = [f"{method} {path} HTTP/1.1", "Connection: close"]
        if host is not None:
            lines.append(f"Host: {host}")
        if method == "POST":
            lines.append(f"Content-Length: {len(body)}")
        lines.extend(headers)
        return raw("\r\n".join(lines).encode() + b"\r\n\r\n" + body, self.port)


# --- the tests ------------------------------------------------------------

OWN_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
PAGE_POLICY = "default-src 'none'; script-src 'self'; "
BLOB_POLICY = "sandbox; default-src 'none'; "

GIVEN = [
    "Accept: text/html",
    "Accept-Language: zh",
    "Authorization: Bearer x",
    "Cookie: a=1",
    "Idempotency-Key: k",
    "If-Match: x",
    "If-None-Match: y",
    "Origin: http://127.0.0.1",
    "Range: bytes=0-1",
    "Sec-Fetch-Dest: document",
    "Sec-Fetch-Mode: navigate",
    "Sec-Fetch-Site: same-origin",
    "User-Agent: test",
    "X-CSRF-Token: t",
    "X-Fragment: 1",
]
KEPT = [
    "Proxy: http://evil",
    "X-Forwarded-For: 10.0.0.1",
    "X-Real-IP: 10.0.0.1",
    "X-Remote-User: admin",
    "X-Accel-Redirect: /_blob/" + SHA,
    "Forwarded: for=10.0.0.1",
    "Referer: http://evil/",
]
OWN_PARAMS = {
    "REQUEST_ID",
    "REQUEST_METHOD",
    "REQUEST_URI",
    "QUERY_STRING",
    "CONTENT_TYPE",
    "CONTENT_LENGTH",
    "REMOTE_ADDR",
    "HTTP_HOST",
}


def has_own_headers(answer, policy=PAGE_POLICY):
    wrong = {
        n: answer.header(n)
        for n, v in OWN_HEADERS.items()
        if answer.header(n) != v
    }
    got = answer.header("Content-Security-Policy")
    if not isinstance(got, str) or not got.startswith(policy):
        wrong["Content-Security-Policy"] = got
    return wrong


def is_page(answer, code):
    """Is the body that of static/CODE.html?"""
    with open(f"{SOURCE}/static/{code}.html", "rb") as f:
        return answer.body == f.read()


def test_passes_on_the_fixed_list_of_headers_alone(get):
    a = get("GET", "/x?q=1", *GIVEN, *KEPT)
    names = [n for n, _ in a.params()]
    want = OWN_PARAMS | {
        "HTTP_" + h.partition(":")[0].upper().replace("-", "_") for h in GIVEN
    }
    ok(set(names) == want, "the parameters are the fixed list", names)
    ok(len(names) == len(set(names)), "no parameter comes twice", names)
    ok(dict(a.params())["REMOTE_ADDR"] == "127.0.0.1", "the address is real")
    a = get("GET", "/", "Cookie: a=1", "Cookie: b=2")
    ok(
        dict(a.params())["HTTP_COOKIE"] == "a=1; b=2",
        "two Cookie headers come as one",
        a.params(),
    )
    many = [f"X-H{i}: {i}" for i in range(200)]
    a = get("GET", "/", *many)
    ok(
        {n for n, _ in a.params()} == OWN_PARAMS,
        "200 unknown headers stay outside",
    )


def test_answers_under_its_own_names_alone(get):
    for host in ("127.0.0.1", "localhost", "LOCALHOST:99", "help.example"):
        ok(get("GET", "/", host=host).status == 200, f"answers for {host}")
    for host in ("evil.example", "help.example.evil", "helpXexample", "", None):
        a = get("GET", "/", host=host)
        ok(a.status in (0, 400), f"does not answer for {host}", a.status)
    a = get("GET", "http://127.0.0.1/x", host="evil.example")
    ok(a.status == 0, "an absolute address hides no foreign Host", a.status)
    ok(raw(b"GET /\r\n\r\n", get.port).status == 0, "HTTP/0.9: no answer")


def test_refuses_odd_methods(get, pool):
    before = len(pool.hits)
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "FOO"):
        a = get(method, "/tickets")
        ok(a.status == 405, f"{method}: 405", a.status)
        ok(not has_own_headers(a), f"{method}: headers", has_own_headers(a))
    ok(len(pool.hits) == before, "the program sees none of them")
    a = get("PUT", "/tickets")
    ok(a.header("Allow") == "GET, HEAD, POST", "405 says what is allowed")
    ok(a.header("Cache-Control") == "no-store", "405 is not stored")
    ok(is_page(a, 405), "405 has a page", a.body)
    a = get("HEAD", "/tickets")
    ok(a.status == 200 and a.body == b"", "HEAD passes, without a body")


def test_limits_the_body(get, cap):
    a = get("POST", "/tickets", body=b"x" * (cap - 1))
    ok(a.status == 200, "a body of almost the cap passes", a.status)
    ok(json.loads(a.body)["body"] == cap - 1, "whole")
    a = get("POST", "/tickets", body=b"x" * (cap + 1))
    ok(a.status == 413, "a larger one is 413", a.status)
    ok(is_page(a, 413), "413 has a page")
    ok(not has_own_headers(a), "413 has its headers", has_own_headers(a))
    a = get("POST", "/login", body=b"x" * (65 * 1024))
    ok(a.status == 413, "/login takes 64 KB at most", a.status)
    a = get("GET", "/" + "x" * 15000)
    ok(a.status == 200, "an address of 15 KB passes", a.status)
    a = get("GET", "/" + "x" * 20000)
    ok(a.status == 414, "one of 20 KB is 414", a.status)
    a = get("GET", "/", "X-A: " + "x" * 20000)
    ok(a.status == 431, "so is a header: 431", a.status)


def test_shows_health_to_loopback_alone(get, proxied):
    for path in ("/healthz", "/readyz", "/metrics"):
        ok(get("GET", path).status == 200, f"{path}: here")
        a = proxied("GET", path, "X-Forwarded-For: 192.0.2.1")
        ok(a.status == 404, f"{path}: not from elsewhere", a.status)


def test_believes_trusted_proxies(proxied):
    a = proxied("GET", "/", "X-Forwarded-For: 127.0.0.1, 192.0.2.1")
    ok(
        dict(a.params())["REMOTE_ADDR"] == "192.0.2.1",
        "the last address that is no proxy of ours",
        a.params(),
    )


def test_sends_static_files(get):
    a = get("GET", "/static/css/a.0123456789ab.css")
    ok(a.status == 200 and a.body == b"a{}", "a hashed name", a.status)
    ok(a.header("Content-Type") == "text/css; charset=utf-8", "text/css")
    ok("immutable" in (a.header("Cache-Control") or ""), "kept for a year")
    ok(not has_own_headers(a), "its headers", has_own_headers(a))
    a = get("GET", "/static/css/a.css")
    ok(a.status == 200, "a plain name")
    ok(a.header("Cache-Control") == "no-cache", "asked for each time")
    for path in (
        "/static/css/a.0123456789a.css",
        "/static/css/a.0123456789AB.css",
        "/static/none.0123456789ab.css",
        "/static/../nginx.conf",
        "/static/..%2fnginx.conf",
        "/static/css/../../nginx.0123456789ab.conf",
        "/static/css",
        "/static/css/",
        "/static/",
    ):
        a = get("GET", path)
        ok(a.status in (200, 301, 400, 404), f"{path}: {a.status}")
        ok(b"worker_proc" not in a.body, f"{path}: nothing of ours")
    a = get("GET", "/static/none.0123456789ab.css")
    ok(a.status == 404 and is_page(a, 404), "404 has a page")
    ok(
        a.header("Cache-Control") == "no-store",
        "and is not kept",
        a.header("Cache-Control"),
    )
    ok(not has_own_headers(a), "404 has its headers", has_own_headers(a))
    ok(get("GET", "/static/").status == 404, "no listing")
    ok(get("GET", "/robots.txt").status == 200, "/robots.txt")
    ok(get("GET", "/favicon.ico").status == 200, "/favicon.ico")


def test_sends_stored_files_in_a_sandbox(get):
    a = get("GET", "/file")
    ok(a.status == 200 and a.body == b"0123456789", "the file", a.status)
    ok(a.header("Content-Type") == "image/png", "the type is the program's")
    ok(a.header("Content-Disposition") == "inline", "so is the disposition")
    ok(a.header("Cache-Control") == "private, no-cache", "and the caching")
    wrong = has_own_headers(a, BLOB_POLICY)
    ok(not wrong, "the policy is a sandbox", wrong)
    a = get("GET", "/file", "Range: bytes=2-4")
    ok(a.status == 206 and a.body == b"234", "a range")
    wrong = has_own_headers(a, BLOB_POLICY)
    ok(not wrong, "the sandbox is around a range too", wrong)
    a = get("GET", "/file", "Range: bytes=0-0,2-2")
    ok(a.status == 200, "two ranges are the whole", a.status)
    a = get("GET", "/file", "Range: bytes=99-")
    ok(a.status == 416, "no such range", a.status)
    a = get("HEAD", "/file")
    ok(a.header("Content-Length") == "10" and not a.body, "HEAD")
    for path in ("/_blob/" + SHA, "/_error/404.html", "/%5fblob/" + SHA):
        ok(get("GET", path).status == 404, f"{path}: not from outside")


def test_answers_for_a_program_that_dies(get, pool):
    before = len(pool.hits)
    a = get("GET", "/die")
    ok(a.status == 502, "GET: 502", a.status)
    ok(len(pool.hits) == before + 3, "after three tries")
    ok(is_page(a, 502), "502 has a page")
    ok(a.header("Retry-After") == "2", "and says when to come back")
    ok(not has_own_headers(a), "502 has its headers", has_own_headers(a))
    before = len(pool.hits)
    a = get("POST", "/die", body=b"x")
    ok(a.status == 502, "POST: 502", a.status)
    ok(len(pool.hits) == before + 1, "and not a second try")


def test_refuses_bad_requests_with_a_page(get):
    a = get("GET", "/", "Content-Length: 1", "Content-Length: 2")
    ok(a.status == 400, "two lengths: 400", a.status)
    ok(not has_own_headers(a), "400 has its headers", has_own_headers(a))
    ok(is_page(a, 400), "400 has a page")


def test_checks_passwords_elsewhere_and_slowly(get):
    ok(get("GET", "/login").pool() == "page", "GET /login: page")
    ok(get("POST", "/login").pool() == "login", "POST /login: login")
    a = get("POST", "/account/password")
    ok(a.pool() == "login", "POST /account/password: login")
    for path in ("/account", "/account/sessions/end", "/admin/users/1"):
        a = get("POST", path)
        ok(a.pool() == "login", f"POST {path}: login", a.pool())
    for path in ("/logout", "/accounts", "/admin/users-x"):
        a = get("POST", path)
        ok(a.pool() == "page", f"POST {path}: page", a.pool())
    ok(get("GET", "/account").pool() == "page", "GET /account: page")
    answers = [get("POST", "/login") for _ in range(40)]
    late = [a for a in answers if a.status == 429]
    good = [a for a in answers if a.status == 200]
    ok(26 <= len(good) <= 34, "about 30 at once", len(good))
    ok(len(late) + len(good) == 40, "the others are 429")
    ok(late[-1].header("Retry-After") == "10", "which say when")
    ok(not has_own_headers(late[-1]), "429 has its headers")
    ok(is_page(late[-1], 429), "429 has a page")
    ok(get("GET", "/login").status == 200, "to look is free")


# --- setting the scene ----------------------------------------------------


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


@contextlib.contextmanager
def nginx(folder, port, more=""):
    """nginx with the configuration for this folder, until the end."""
    for name in ("log", "run", "nginx"):
        os.makedirs(f"{folder}/{name}", exist_ok=True)
    static = f"{folder}/static"
    shutil.copytree(f"{SOURCE}/static", static, copy_function=shutil.copyfile)
    write(f"{static}/css/a.css", "a{}")
    write(f"{folder}/blobs/{SHA}", "0123456789")
    conf = f"{folder}/guichet.conf"
    write(
        conf,
        f"[site]\nbase_url = http://help.example\n"
        f"[paths]\ndata = .\nstatic = static\nshare = {SOURCE}\n"
        f"[uploads]\nmax_size = 64K\nceiling_size = 64K\n"
        f"max_count = 1\nceiling_count = 1\n"
        f"[server]\nport = {port}\n{more}",
    )
    made = subprocess.run(
        [f"{BUILD}/guichet", "--config", conf, "config", "nginx"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    write(f"{folder}/nginx.conf", made)
    user = " user root;" if os.geteuid() == 0 else ""
    started = subprocess.Popen(
        ["nginx", "-c", f"{folder}/nginx.conf", "-p", folder]
        + ["-e", f"{folder}/log/nginx.log", "-g", "daemon off;" + user]
    )
    try:
        for _ in range(200):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port)).close()
                break
            time.sleep(0.02)
        yield Client(port)
    finally:
        started.send_signal(signal.SIGQUIT)
        started.wait()


def main():
    os.environ["PATH"] += ":/usr/sbin"
    if shutil.which("nginx") is None:
        print("1..0 # SKIP nginx is not installed")
        return 0
    with tempfile.TemporaryDirectory(prefix="nginx.") as top:
        one, two = f"{top}/one", f"{top}/two"
        os.makedirs(f"{one}/run")
        page = Pool(f"{one}/run/page.sock", "page")
        Pool(f"{one}/run/login.sock", "login")
        os.makedirs(f"{two}/run")
        Pool(f"{two}/run/page.sock", "page")
        with nginx(one, free_port()) as get:
            test_passes_on_the_fixed_list_of_headers_alone(get)
            test_answers_under_its_own_names_alone(get)
            test_refuses_odd_methods(get, page)
            test_limits_the_body(get, 128 * 1024)
            test_sends_static_files(get)
            test_sends_stored_files_in_a_sandbox(get)
            test_answers_for_a_program_that_dies(get, page)
            test_refuses_bad_requests_with_a_page(get)
            test_checks_passwords_elsewhere_and_slowly(get)
            more = "trusted_proxies = 127.0.0.1\n"
            with nginx(two, free_port(), more) as proxied:
                test_shows_health_to_loopback_alone(get, proxied)
                test_believes_trusted_proxies(proxied)
        with open(f"{one}/log/access.log", encoding="utf-8") as f:
            log = f.read()
        ok("q=1" not in log, "the access log keeps no query")
        ok(" GET \"/x\" 200 " in log, "but the path", log[:200])
    print(f"1..{count}")
    return 1 if failed else 0


sys.exit(main())
