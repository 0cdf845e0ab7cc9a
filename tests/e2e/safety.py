"""The safety of accounts on the wire: who waits after wrong passwords and who
does not, the second factor, and that no secret is found on the disk.
"""

import base64
import contextlib
import hashlib
import hmac
import re
import sqlite3
import struct
import time

from portal import PASSWORD, Person, ok

SHORT = "8 chars."


def run(portal):
    run_waits(portal)
    run_secrets(portal)


def try_password(person, name, password, **headers):
    return person.post(
        "/login", [("username", name), ("password", password)], **headers
    )


def run_waits(portal):
    portal.add_user("wire-owner", "customer", "Waits")
    owner = Person(portal, "wire-owner")
    line = next(
        c
        for c in Person.post(
            Person(portal), "/login", login("wire-owner")
        ).all("Set-Cookie")
        if c.startswith("guichet_device=")
    )
    ok(
        "HttpOnly" in line
        and "SameSite=Lax" in line
        and "Path=/" in line
        and "Domain" not in line,
        "the device's cookie has what a cookie needs",
        line,
    )

    guesser = Person(portal)
    said = []
    while 429 not in said and len(said) < 12:
        i = len(said)
        got = try_password(
            guesser,
            "wire-owner",
            "not the password",
            X_Forwarded_For=f"198.51.100.{i}",
            X_Real_IP=f"198.51.100.{i}",
        )
        said.append(got.status)
    ok(
        said[:5] == [422] * 5 and said[-1] == 429,
        "five guesses, and then one has to wait, whatever he says he is",
        said,
    )
    ok(
        int(got["Retry-After"] or 0) >= 1,
        "and is told how long",
        got["Retry-After"],
    )
    make_long(portal, "n:wire-owner")
    elsewhere = Person(portal)
    got = try_password(elsewhere, "wire-owner", PASSWORD)
    ok(got.status == 429, "from an unknown browser the owner waits too")
    owner.cookies.pop("guichet_sid")
    got = try_password(owner, "wire-owner", PASSWORD)
    ok(got.status == 303, "from his own he does not", got.said())

    portal.add_user("wire-guest", "customer", "Waits")
    for status in (422, 429):
        answers = [
            waits_or_not(portal, name, status)
            for name in ("wire-guest", "wire-no-such-name")
        ]
        ok(
            answers[0] == answers[1],
            f"a name that is there and one that is not: the same {status}",
            answers,
        )


def make_long(portal, counter):
    """So many failures that the wait is the longest."""
    db = sqlite3.connect(portal.data / "guichet.db", timeout=20)
    with contextlib.closing(db), db:
        db.execute(
            "UPDATE login_failure SET count = 50, last_at = ?"
            " WHERE name_key = ?",
            (int(time.time()), counter),
        )


def waits_or_not(portal, name, status):
    """Guess until that comes: the page without what differs each time."""
    guesser = Person(portal)
    for _ in range(20):
        got = try_password(guesser, name, "wrong")
        if got.status == status:
            text = re.sub(r"\d+ seconds?", "", got.text)
            for part in (name, got["X-Request-Id"]):
                text = text.replace(part, "")
            return [n for n, _ in got.headers], text
    return got.said()


def login(name):
    return [("username", name), ("password", PASSWORD)]


def code(secret, ahead=0):
    step = int(time.time()) // 30 + ahead
    mac = hmac.digest(
        base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1
    )
    at = mac[19] & 15
    number = struct.unpack(">I", mac[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"


def act(person, action, **fields):
    form = person.get("/account/totp").form("/account/totp")
    form.set(action=action, **fields)
    return person.send(form)


def run_secrets(portal):
    portal.add_user("wire-secret", "customer", "Waits")
    person = Person(portal, "wire-secret")
    ok(act(person, "start").status == 303, "a second factor is begun")
    page = person.get("/account/totp")
    ok(page["Cache-Control"] == "no-store", "its key is stored nowhere")
    secret = re.search(r'"secret">([A-Z2-7]{32})<', page.text)[1]
    page = act(person, "confirm", totp=code(secret))
    codes = re.findall(r"<code>([A-Z2-7-]{19})</code>", page.text)
    ok(
        page.status == 200
        and len(codes) == 10
        and page["Cache-Control"] == "no-store",
        "it is switched on, and ten codes are shown",
        page.said(),
    )

    thief = Person(portal)
    thief.cookies = dict(person.cookies)
    change = person.get("/account/password").form("/account/password")
    change.set(password=PASSWORD, new_password=SHORT, new_password_again=SHORT)
    got = person.send(change)
    ok(
        got.status == 303 and person.get("/home").status == 200,
        "eight characters do beside a second factor",
        got.said(),
    )
    ok(
        thief.get("/home").status == 303,
        "a copy of the cookie is worth nothing after it",
    )

    late = Person(portal)
    step = late.post("/login", [("username", "wire-secret"), ("password", SHORT)])
    ok(
        step.status == 200 and not step.all("Set-Cookie"),
        "the password alone gives no session",
        (step.said(), step.headers),
    )
    form = step.form("/login")
    token = form["step"]
    got = late.send(form.set(totp="000000"))
    ok(got.status == 422, "nor does a wrong code", got.said())
    good = code(secret, 1)
    got = late.send(got.form("/login").set(totp=f"{good[:3]} {good[3:]}"))
    ok(got.status == 303, "the right one does", got.said())
    again = Person(portal)
    form = again.post("/login", [("username", "wire-secret"), ("password", SHORT)]).form("/login")
    got = again.send(form.set(totp=good))
    ok(got.status == 422, "but once only", got.said())
    got = again.send(got.form("/login").set(totp=codes[0].lower()))
    ok(got.status == 303, "a code to recover does too", got.said())

    form = person.get("/account/keys").form("/account/keys")
    page = person.send(form.set(name="Build"))
    shown = re.findall(r'"secret">([^<]+)<', page.text)
    ok(
        page.status == 200 and len(shown) == 2,
        "an access key is shown with its secret",
        page.said(),
    )
    ok(
        shown[1] not in person.get("/account/keys").text,
        "this once",
    )

    secrets = {
        "the key of the second factor": secret.encode(),
        "the same as bytes": base64.b32decode(secret),
        "a code to recover": codes[1].encode(),
        "a used one": codes[0].lower().encode(),
        "its bytes": base64.b32decode(codes[1].replace("-", "")),
        "the secret of an access key": shown[1].encode(),
        "a session": person.cookies["guichet_sid"].encode(),
        "a device": person.cookies["guichet_device"].encode(),
        "a step": token.encode(),
        "the password": PASSWORD.encode(),
    }
    found = []
    files = [f for f in portal.data.rglob("*") if f.is_file()]
    for file in files:
        data = file.read_bytes()
        found += [(what, file) for what, s in secrets.items() if s in data]
    ok(
        not found and any(f.name == "guichet.db-wal" for f in files),
        "no secret is in database, log or any other file of the portal",
        found,
    )
