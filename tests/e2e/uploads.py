"""Files in chunks, as they come over the wire: resumed after a cut, a restart
and a new session; raced, lied about, abandoned; and never in memory.
"""

import hashlib
import http.client
import json
import os
import secrets
import socket
import threading
import time

from portal import Person, ok

MB = 1 << 20
CHUNK = 8 * MB


def token(person):
    form = person.get("/account").form("/account")
    return form["csrf_token"], form["idempotency_key"]


def begin(person, name, size, key=None):
    csrf, fresh = token(person)
    answer = person.post(
        "/uploads",
        [
            ("csrf_token", csrf),
            ("idempotency_key", key or fresh),
            ("name", name),
            ("size", str(size)),
        ],
    )
    return answer, csrf


def send(person, place, csrf, size, piece=CHUNK, start=0, byte=b"log line\n"):
    """All of it; the last answer, and the hash of what was sent."""
    whole = hashlib.sha256()
    answer = None
    block = (byte * (piece // len(byte) + 1))[:piece]
    for at in range(start, size, piece):
        part = block[: min(piece, size - at)]
        whole.update(part)
        answer = person.chunk(place, csrf, at, part)
        if answer.status not in (200, 201):
            break
    return answer, whole.hexdigest()


def temp_files(portal):
    return [
        name
        for folder in ("tmp", "nginx/body")
        for name in os.listdir(portal.data / folder)
        if name != "." and not (portal.data / folder / name).is_dir()
    ]


def workers(portal):
    """Process ids of the page workers and whatever else serves."""
    serve = portal.pid("serve")
    found = []
    for pid in os.listdir("/proc"):
        if pid.isdigit():
            try:
                stat = open(f"/proc/{pid}/stat").read().rpartition(")")[2]
            except OSError:
                continue
            if int(stat.split()[1]) == serve:
                found.append(int(pid))
    return found


def resident(pid):
    for line in open(f"/proc/{pid}/status"):
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    return 0


def run(portal):
    claire = Person(portal, "wire-claire")
    run_whole(portal, claire)
    run_resume(portal, claire)
    run_lies(portal, claire)
    run_others(portal, claire)
    run_idempotent(claire)
    run_race(portal, claire)
    run_aborts(portal, claire)
    run_memory(portal, claire)


def run_whole(portal, claire):
    answer, csrf = begin(claire, "日志.log", 20 * MB)
    place = answer["Location"] or ""
    ok(
        answer.status == 201 and place.startswith("/uploads/"),
        "an upload is opened, over the size of a form's file",
        answer.said(),
    )
    last, sha256 = send(claire, place, csrf, 20 * MB)
    kept = json.loads(last.body)
    ok(
        last.status == 201
        and kept["name"] == "日志.log"
        and kept["size"] == 20 * MB,
        "its last chunk answers with the file",
        last.body,
    )
    form = claire.new_form()
    form.fields.append(["accessory_ids", kept["accessory_id"]])
    made = claire.send(form)
    page = claire.get(made["Location"].partition("?")[0])
    ok(kept["accessory_id"] in page.text, "a ticket takes it", made.said())
    href = page.text.partition('href="/attachments/')[2].partition('"')[0]
    got = claire.get("/attachments/" + href)
    ok(
        hashlib.sha256(got.body).hexdigest() == sha256,
        "and it comes back byte for byte",
        len(got.body),
    )
    ok(not temp_files(portal), "nothing is left behind", temp_files(portal))


def run_resume(portal, claire):
    answer, csrf = begin(claire, "resume.txt", 10)
    place = answer["Location"]
    claire.chunk(place, csrf, 0, b"hello")
    head = claire.ask("HEAD", place)
    ok(
        head["Upload-Offset"] == "5" and head["Upload-Length"] == "10",
        "HEAD says how far it is",
        head.headers,
    )
    wrong = claire.chunk(place, csrf, 0, b"hello")
    ok(
        wrong.status == 409 and wrong["Upload-Offset"] == "5",
        "a chunk whose answer was lost is told where to go on",
        wrong.headers,
    )
    # The sender goes away in the middle of a chunk.
    head = (
        f"PATCH {place} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Cookie: guichet_sid={claire.cookies['guichet_sid']}\r\n"
        f"X-CSRF-Token: {csrf}\r\nUpload-Offset: 5\r\n"
        "Content-Type: application/offset+octet-stream\r\n"
        "Content-Length: 5\r\n\r\n"
    ).encode()
    with socket.create_connection(("127.0.0.1", portal.port)) as conn:
        conn.sendall(head + b" th")
    again = Person(portal, "wire-claire")
    ok(
        again.ask("HEAD", place)["Upload-Offset"] == "5",
        "half a chunk is none, and a new session of his finds it",
    )
    portal.stop()
    portal.run("--detach", "--port", str(portal.port))
    csrf, _ = token(again)
    last = again.chunk(place, csrf, 5, b" ther")
    ok(
        last.status == 201,
        "it goes on after a restart of the portal",
        last.said(),
    )
    lost = again.chunk(place, csrf, 10, b"")
    ok(
        lost.status == 201
        and json.loads(lost.body)["accessory_id"]
        == json.loads(last.body)["accessory_id"],
        "who did not hear that it is there asks again",
        lost.said(),
    )


def run_lies(portal, claire):
    """E01, peers 14: declared lengths that are not so."""
    answer, csrf = begin(claire, "lies.txt", 10)
    place = answer["Location"]
    more = claire.chunk(place, csrf, 0, b"eleven long")
    ok(more.status == 413, "E01: more than was announced is 413", more.said())
    big = claire.chunk(place, csrf, 0, b"x" * (CHUNK + 1))
    ok(big.status == 413, "E01: a chunk over the cap is 413", big.said())
    for what, headers, status in (
        ("without an offset", {"Upload-Offset": None}, 400),
        ("with an offset that is none", {"Upload-Offset": "-5"}, 400),
        ("of another type", {"Content-Type": "text/plain"}, 415),
        ("without a token", {"X-CSRF-Token": None}, 422),
        ("with a wrong token", {"X-CSRF-Token": "A" * 43}, 422),
        ("from another site", {"Sec-Fetch-Site": "cross-site"}, 403),
    ):
        send = {
            "Content-Type": "application/offset+octet-stream",
            "Upload-Offset": "0",
            "X-CSRF-Token": csrf,
            "Sec-Fetch-Site": "same-origin",
        }
        got = claire.ask("PATCH", place, b"hello", {**send, **headers})
        ok(got.status == status, f"a chunk {what} is {status}", got.said())
    # No length, but pieces: nginx counts them.
    conn = http.client.HTTPConnection("127.0.0.1", portal.port, timeout=60)
    conn.request(
        "PATCH",
        place,
        iter([b"hel", b"lo"]),
        {**send, **headers, "Sec-Fetch-Site": "same-origin",
         "Cookie": f"guichet_sid={claire.cookies['guichet_sid']}"},
        encode_chunked=True,
    )
    pieces = conn.getresponse()
    ok(
        pieces.status == 200 and pieces.getheader("Upload-Offset") == "5",
        "E01: a chunk without a length counts as what came",
        pieces.status,
    )
    conn.close()
    for method, path in (
        ("PATCH", "/uploads"),
        ("PATCH", "/tickets"),
        ("DELETE", place),
        ("PUT", place),
    ):
        got = claire.ask(method, path, b"")
        ok(got.status == 405, f"{method} {path[:9]} is not for us", got.status)
    for name, size, status in (
        ("a.exe", 9, 422),
        ("a.txt", 0, 422),
        ("a.txt", 3 << 30, 413),
    ):
        got, _ = begin(claire, name, size)
        ok(
            got.status == status and "error" in json.loads(got.body),
            f"E27: {name} of {size} bytes is refused before it is sent",
            got.body,
        )
    one, csrf = begin(claire, "one.txt", 1)
    last = claire.chunk(one["Location"], csrf, 0, b"x")
    ok(last.status == 201, "E27: a text of one byte is a file", last.said())
    fake, csrf = begin(claire, "fake.png", 9)
    last = claire.chunk(fake["Location"], csrf, 0, b"no pictur")
    ok(
        last.status == 422
        and claire.get(fake["Location"]).status == 404,
        "what is not what its name says is refused at its end, and gone",
        last.said(),
    )
    cancel(claire, place, csrf)
    ok(claire.get(place).status == 404, "what is given up is gone")
    ok(not temp_files(portal), "E01: nothing is left behind", temp_files(portal))


def cancel(person, place, csrf):
    return person.post(
        place + "/cancel",
        [("csrf_token", csrf), ("idempotency_key", secrets.token_hex(9))],
    )


def run_others(portal, claire):
    """peers 11: somebody's pending upload is nobody else's."""
    answer, csrf = begin(claire, "mine.txt", 10)
    place = answer["Location"]
    claire.chunk(place, csrf, 0, b"hello")
    unknown = claire.get("/uploads/" + "0" * 32)
    for who in ("colleague", "stranger", "manager", "agent", "admin"):
        person = Person(portal, f"wire-{who}")
        theirs, _ = token(person)
        answers = (
            person.get(place),
            person.chunk(place, theirs, 5, b" evil"),
            cancel(person, place, theirs),
        )
        ok(
            all(a.status == 404 for a in answers)
            and place[-32:] not in person.get("/uploads").text,
            f"peers 11: it does not exist for {who}",
            [a.said() for a in answers],
        )
    ok(unknown.status == 404, "as one that never was")
    last = claire.chunk(place, csrf, 5, b" ther")
    ident = json.loads(last.body)["accessory_id"]
    # peers 12: nor can another one take or remove the file.
    colleague = Person(portal, "wire-colleague")
    form = colleague.new_form()
    form.fields.append(["accessory_ids", ident])
    got = colleague.send(form)
    theirs, key = token(colleague)
    gone = colleague.post(
        f"/attachments/{ident}/delete",
        [("csrf_token", theirs), ("idempotency_key", key)],
    )
    ok(
        got.status == 422 and gone.status == 404,
        "peers 12: another one can neither take nor remove the file",
        (got.said(), gone.said()),
    )
    # E22: the same bytes of two people are two files.
    both = []
    for person in (claire, colleague):
        answer, csrf = begin(person, "same.txt", 9)
        both.append(person.chunk(answer["Location"], csrf, 0, b"same byte"))
    ids = [json.loads(a.body)["accessory_id"] for a in both]
    shapes = [sorted(json.loads(a.body)) for a in both]
    ok(
        ids[0] != ids[1]
        and shapes[0] == shapes[1]
        and {a.status for a in both} == {201}
        and colleague.get(f"/attachments/{ids[0]}/same.txt").status == 404,
        "E22: the same bytes of another are no sign of it",
        (ids, shapes),
    )


def run_idempotent(claire):
    key = secrets.token_hex(12)
    places = {begin(claire, "twice.txt", 5, key)[0]["Location"] for _ in "ab"}
    ok(len(places) == 1, "an upload opened twice with a key is one", places)
    answer, csrf = begin(claire, "other.txt", 5, key)
    ok(answer.status == 409, "the key with another file is 409", answer.said())
    cancel(claire, places.pop(), csrf)
    key = secrets.token_hex(12)
    ids = set()
    for _ in "ab":
        got = claire.post(
            "/attachments",
            [("csrf_token", csrf), ("idempotency_key", key)],
            [("file", "a.txt", "text/plain", b"the same")],
            Accept="application/json",
        )
        ids.add(json.loads(got.body)["accessory_id"])
    ok(len(ids) == 1, "a file sent twice with a key is one", ids)


def run_race(portal, claire):
    """E26: twenty at once where one has room."""
    portal.add_user("wire-racer", "customer", "Racers")
    racer = Person(portal, "wire-racer")
    csrf, _ = token(racer)
    # All but a little of the volume, in uploads that are under way.
    last = None
    for _ in range(20):
        answer, _ = begin(racer, "most.txt", 2000 * MB)
        if answer.status != 201:
            break
        last = answer
    results = []

    def one():
        got = racer.post(
            "/uploads",
            [
                ("csrf_token", csrf),
                ("idempotency_key", secrets.token_hex(12)),
                ("name", "race.txt"),
                ("size", str(100 * MB)),
            ],
        )
        results.append(got.status)

    threads = [threading.Thread(target=one) for _ in range(20)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    ok(
        last is not None and results.count(201) == 1
        and results.count(422) == 19,
        "E26: of twenty at once the one that has room is taken",
        sorted(results),
    )


def run_aborts(portal, claire):
    """E23: who goes away leaves nothing behind."""
    csrf, _ = token(claire)
    before = len(os.listdir(f"/proc/{workers(portal)[0]}/fd"))
    answer, csrf = begin(claire, "abort.txt", MB)
    place = answer["Location"]
    for i in range(60):
        part = (10, 50, 99)[i % 3] * 1000
        with socket.create_connection(("127.0.0.1", portal.port)) as conn:
            conn.sendall(
                (
                    f"PATCH {place} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                    f"Cookie: guichet_sid={claire.cookies['guichet_sid']}\r\n"
                    f"X-CSRF-Token: {csrf}\r\nUpload-Offset: 0\r\n"
                    "Content-Type: application/offset+octet-stream\r\n"
                    "Content-Length: 100000\r\n\r\n"
                ).encode()
                + b"x" * part
            )
    for _ in range(50):
        if not temp_files(portal):
            break
        time.sleep(0.1)
    head = claire.ask("HEAD", place)
    after = len(os.listdir(f"/proc/{workers(portal)[0]}/fd"))
    ok(
        head["Upload-Offset"] == "0" and not temp_files(portal),
        "E23: sixty that broke off left no file and no byte",
        (head.headers, temp_files(portal)),
    )
    ok(before == after, "E23: nor a descriptor", (before, after))
    cancel(claire, place, csrf)


def run_memory(portal, claire):
    """Constant memory, whatever the size; 2 GB with LONG set."""
    size = (2 << 30) if os.environ.get("LONG") else 200 * MB
    answer, csrf = begin(claire, "warm.txt", 16 * MB)
    send(claire, answer["Location"], csrf, 16 * MB)
    before = {pid: resident(pid) for pid in workers(portal)}
    answer, csrf = begin(claire, "large.log", size)
    began = time.monotonic()
    last, sha256 = send(claire, answer["Location"], csrf, size)
    took = time.monotonic() - began
    grown = max(resident(pid) - was for pid, was in before.items())
    ok(
        last.status == 201 and grown < 2 * MB,
        f"{size // MB} MB go through without memory",
        (last.said(), grown),
    )
    blob = portal.data / "blobs" / sha256[:2] / sha256[2:4] / sha256
    ok(
        blob.exists() and blob.stat().st_size == size,
        "and are stored under their hash",
    )
    print(f"# {size / MB / took:.0f} MB/s, grown by {grown} bytes", flush=True)
