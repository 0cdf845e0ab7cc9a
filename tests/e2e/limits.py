"""What is too much, too slow, or comes in pieces."""

import os
import signal
import socket
import threading
import time

from portal import Person, multipart, ok


def run(portal):
    claire = Person(portal, "wire-claire")
    run_set(portal, claire)
    run_told(portal, claire)
    run_cap(portal, claire)
    run_chunked(portal, claire)
    run_slow(portal, claire)
    run_torn(portal, claire)
    run_flood(portal)
    run_failures(portal)


def run_set(portal, claire):
    """What an administrator sets counts at once, in every worker."""
    admin = Person(portal, "wire-admin")

    def put(name, value):
        page = admin.get(f"/admin/limits/{name}")
        form = page.form(f"/admin/limits/{name}").set(value=value)
        return admin.send(form).status

    def rows():
        """As many as each of some answers shows, asked on new connections
        at once, so that no worker is left out."""
        seen = []

        def ask():
            text = Person(portal, "wire-claire").get("/tickets").text
            seen.append(text.count('class="subj"'))

        threads = [threading.Thread(target=ask) for _ in range(12)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        return seen

    for _ in range(7):
        claire.create()
    ok(min(rows()) >= 7, "a list of the usual length")
    ok(put("tickets.page_size", "101") == 422, "a limit over its bound")
    ok(put("tickets.page_size", "5") == 303, "a limit is set")
    got = rows()
    ok(got == [5] * 12, "it counts in every worker at once", got)
    form = claire.new_form()
    ok(put("uploads.max_count", "1") == 303, "fewer files are allowed")
    two = [("files", f"{n}.txt", "text/plain", b"x" * n) for n in (3, 4)]
    got = claire.send(form, two)
    ok(
        got.status == 422 and "At most 1 file" in got.text,
        "the next form with two is told so",
        got.said(),
    )
    ok(put("uploads.max_count", "") == 303, "as in guichet.conf again")
    ok(put("tickets.page_size", "") == 303, "and the length of lists")
    ok(min(rows()) >= 7, "it counts again")


def run_told(portal, claire):
    """What guichet.conf says of who reads what counts once it is read."""
    agent = Person(portal, "wire-agent")
    form = claire.new_form()
    product = form["product_category_id"]
    portal.guichet("queue", "add", "Others")
    portal.guichet("queue", "product", "Others", product)
    ticket = claire.create()
    was = portal.conf.read_text()

    def becomes(status, text):
        portal.conf.write_text(text)
        os.kill(portal.pid("serve"), signal.SIGHUP)
        for _ in range(100):
            if agent.get(f"/agent/tickets/{ticket}").status == status:
                return True
            time.sleep(0.1)
        return False

    ok(agent.get(f"/agent/tickets/{ticket}").status == 200, "an agent reads all")
    own = was.replace("[tickets]", "[tickets]\nown_queues_only = yes")
    ok(becomes(404, own), "of his queues alone, once that is read")
    ok(becomes(200, was), "and all again")


def run_cap(portal, claire):
    """Over nginx's cap: a page in both languages, headers and all."""
    ticket = claire.create()
    form = claire.form_of(ticket, "messages").set(content="Too large")
    got = claire.send(
        form, [("files", "a.txt", "text/plain", b"a" * (11 << 20))]
    )
    text = got.body.decode(errors="replace")
    ok(
        got.status == 413 and 'lang="en"' in text and 'lang="zh' in text,
        "over nginx's cap: a page in both languages",
        got.said(),
    )
    ok(
        got["X-Content-Type-Options"] == "nosniff"
        and "form-action 'self'" in (got["Content-Security-Policy"] or ""),
        "over nginx's cap: with our headers",
        got.headers,
    )


def head(portal, claire, path, *lines):
    return (
        "\r\n".join(
            [
                f"POST {path} HTTP/1.1",
                f"Host: 127.0.0.1:{portal.port}",
                "Connection: close",
                "Sec-Fetch-Site: same-origin",
                f"Cookie: guichet_sid={claire.cookies['guichet_sid']}",
                *lines,
            ]
        )
        + "\r\n\r\n"
    ).encode()


def run_chunked(portal, claire):
    ticket = claire.create()
    form = claire.form_of(ticket, "messages").set(content="In chunks")
    body, kind = multipart(
        form.fields, [("files", "c.txt", "text/plain", b"chunk\n" * 9999)]
    )
    start = head(
        portal,
        claire,
        form.action,
        "Transfer-Encoding: chunked",
        f"Content-Type: {kind}",
    )
    chunks = b"".join(
        b"%x\r\n%s\r\n" % (len(part), part)
        for part in (body[i : i + 777] for i in range(0, len(body), 777))
    )
    got = portal.raw(start + chunks + b"0\r\n\r\n")
    ok(got.startswith(b"HTTP/1.1 303"), "a body in chunks", got[:300])
    page = claire.get(f"/tickets/{ticket}").text
    ok("In chunks" in page and "c.txt" in page, "is read whole")
    for what, tail in (
        ("a chunk of no size", b"zz\r\nabc\r\n0\r\n\r\n"),
        ("a chunk too long", b"ffffffffffffffffff\r\nabc\r\n0\r\n\r\n"),
        ("chunks without an end", b"3\r\nabc\r\n"),
    ):
        got = portal.raw(start + tail, timeout=3)
        ok(
            got == b"" or got.startswith(b"HTTP/1.1 4"),
            f"{what} is no fault",
            got[:200],
        )


def drip(portal, claire, form, rate, size, stop):
    """Upload `size` bytes at `rate` bytes a second."""
    body, kind = multipart(
        form.fields, [("files", "slow.txt", "text/plain", b"s" * size)]
    )
    with socket.create_connection(("127.0.0.1", portal.port), 60) as conn:
        conn.sendall(
            head(
                portal,
                claire,
                form.action,
                f"Content-Length: {len(body)}",
                f"Content-Type: {kind}",
            )
        )
        for at in range(0, len(body), rate // 20):
            conn.sendall(body[at : at + rate // 20])
            if not stop.is_set():
                time.sleep(0.05)
        return conn.recv(64)


def run_slow(portal, claire):
    """Two at 50 KB/s, one for each worker, and a third who does not wait."""
    stop = threading.Event()
    answers = []
    forms = []
    for i in range(2):
        ticket = claire.create()
        forms.append(
            claire.form_of(ticket, "messages").set(content=f"Slow {i}")
        )
    slow = [
        threading.Thread(
            target=lambda form=form: answers.append(
                drip(portal, claire, form, 50000, 500000, stop)
            )
        )
        for form in forms
    ]
    for thread in slow:
        thread.start()
    time.sleep(0.5)
    took = []
    while len(took) < 20:
        start = time.monotonic()
        claire.get("/tickets")
        took.append(time.monotonic() - start)
    waiting = any(thread.is_alive() for thread in slow)
    stop.set()
    for thread in slow:
        thread.join()
    took.sort()
    ok(
        waiting and took[10] < 0.2 and took[-1] < 2,
        "slow uploads hold no worker",
        took,
    )
    ok(
        len(answers) == 2
        and all(a.startswith(b"HTTP/1.1 303") for a in answers),
        "and arrive",
        answers,
    )


def run_torn(portal, claire):
    """Clients that go away in the middle leave nothing behind."""
    ticket = claire.create()
    form = claire.form_of(ticket, "messages").set(content="Torn")
    body, kind = multipart(
        form.fields, [("files", "torn.txt", "text/plain", b"t" * 200000)]
    )
    start = head(
        portal,
        claire,
        form.action,
        f"Content-Length: {len(body)}",
        f"Content-Type: {kind}",
    )
    for part in (0.1, 0.5, 0.99):
        for _ in range(10):
            with socket.create_connection(("127.0.0.1", portal.port)) as conn:
                conn.sendall(start + body[: int(len(body) * part)])
    ok(
        "Torn" not in claire.get(f"/tickets/{ticket}").text,
        "a form cut off is not taken",
    )
    left = [p.name for p in (portal.data / "tmp").glob("*")]
    ok(not left, "and leaves no file", left)
    ok(
        claire.send(form).status == 303,
        "its key is still good",
    )


def run_flood(portal):
    """nginx counts sign-ins by address."""
    flood = Person(portal)
    answers = [
        flood.post(
            "/login",
            [("username", f"nobody{i}"), ("password", "x" * 15)],
            Sec_Fetch_Site="cross-site",
        )
        for i in range(45)
    ]
    codes = [a.status for a in answers]
    ok(
        set(codes) == {403, 429} and codes.index(429) >= 30,
        "a flood of sign-ins is a 429 from the 31st on",
        codes,
    )
    late = answers[codes.index(429)] if 429 in codes else answers[-1]
    ok(
        late["Retry-After"] is not None and 'lang="zh' in late.text,
        "which says when to come back, in both languages",
        late.headers,
    )
    ok(
        flood.get("/login").status == 200,
        "the page itself can still be seen",
    )
    other = Person(portal, "wire-claire")
    ok(other.get("/home").status == 200, "and others can sign in")


def run_failures(portal):
    """Wrong passwords for one name make it wait, whoever sends them."""
    person = Person(portal)
    last = None
    for i in range(25):
        last = person.post(
            "/login",
            [("username", "wire-victim"), ("password", f"wrong {i} wrong!")],
            X_Forwarded_For=f"10.0.0.{i}",
        )
        if last.status not in (422, 401):
            break
    ok(
        last.status in (429, 503) and last["Retry-After"],
        "many wrong passwords for one name must wait",
        last.said(),
    )
    unknown = Person(portal)
    first = unknown.post(
        "/login", [("username", "wire-unknown"), ("password", "x" * 20)]
    )
    known = unknown.post(
        "/login", [("username", "wire-colleague"), ("password", "x" * 20)]
    )
    ok(
        first.status == known.status
        and [n for n, _ in first.headers] == [n for n, _ in known.headers]
        and len(first.body) - len(b"wire-unknown")
        == len(known.body) - len(b"wire-colleague"),
        "an unknown name and a wrong password look alike",
        (first.said(), known.said()),
    )
