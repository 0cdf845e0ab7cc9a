"""What is confided stands nowhere in the clear, and is gone when it has
served: the files of a real portal are searched for the very bytes.

What a copy of an old database can do is said here too: with vault.key it
opens what it had, without it does not.
"""

import base64
import contextlib
import pathlib
import secrets
import shutil
import sqlite3
import time
import urllib.parse

from portal import Person, ok


def marker(what):
    """Something that nobody else writes; its end is no plain letter."""
    return f"{what}{secrets.token_hex(12)}&+é {what}"


def faces(text):
    """The same bytes as they may stand in a file: name, bytes."""
    raw = text.encode()
    yield "plain", raw
    yield "hex", raw.hex().encode()
    yield "HEX", raw.hex().upper().encode()
    yield "urlencoded", urllib.parse.quote_plus(text).encode()
    yield "percent", urllib.parse.quote(text).encode()
    yield "utf-16", text.encode("utf-16-le")
    for shift in range(3):
        # What of its base64 does not depend on its neighbours.
        whole = base64.b64encode(b"\0" * shift + raw)
        part = whole[4 if shift else 0 : len(raw) // 3 * 4]
        yield f"base64+{shift}", part
        yield f"base64url+{shift}", part.replace(b"+", b"-").replace(b"/", b"_")


def files(folder):
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != "guichet":
            with contextlib.suppress(FileNotFoundError):
                yield path, path.read_bytes()


def found(folder, text):
    """Where it stands, in any of its faces."""
    looks = list(faces(text))
    return [
        f"{path.relative_to(folder)}: {name}"
        for path, content in files(folder)
        for name, face in looks
        if face in content
    ]


def query(portal, sql, *args):
    db = sqlite3.connect(f"file:{portal.data}/guichet.db?mode=ro", uri=True)
    with contextlib.closing(db):
        return db.execute(sql, args).fetchall()


def ask(agent, ticket):
    at = f"/agent/tickets/{ticket}/authorization"
    form = agent.get(at).form(at)
    form.set(
        visit_type_id="1",
        auth_describe="To read the log",
        instance_name_1="web-1",
        instance_name_2="web-2",
    )
    answer = agent.send(form)
    assert answer.status == 303, answer.said()


def grant_form(owner):
    page = owner.get("/authorizations").text
    number = page.partition('href="/authorizations/')[2].partition('"')[0]
    at = f"/authorizations/{number}"
    return at, owner.get(at).form(f"{at}/confirm")


def reveal(agent, ticket, kind):
    at = f"/agent/tickets/{ticket}"
    form = agent.get(at).form(f"{at}/reveal")
    form["what"] = next(v for v in form.choices["what"] if v.startswith(kind))
    return agent.send(form)


def run(portal):
    owner = Person(portal, "wire-claire")
    agent = Person(portal, "wire-agent")
    word = {
        what: marker(what)
        for what in (
            *("text", "account", "password", "lost", "draft", "parked"),
            *("field", "typed"),
        )
    }
    # Not secret, but not in the clear either.
    word["mail"] = f"m{secrets.token_hex(12)}@wire.example"
    word["own"] = f"o{secrets.token_hex(12)}@wire.example"
    portal.add_user("wire-own", "customer", "Wire", "--email", word["own"])
    # As long as it may be, so that no buffer holds it by chance.
    word["long"] = marker("long")
    long = word["long"] + "€" * (20000 - len(word["long"]))
    plain = marker("plain")

    ticket = confide(owner, word, plain)
    agent.act(ticket, "take")
    write(owner, ticket, word)
    ask(agent, ticket)
    at = grant(owner, word, long)
    park(portal, at, word)

    answer = reveal(agent, ticket, "authorization")
    ok(
        answer.status == 200
        and answer["Cache-Control"] == "no-store"
        and "ETag" not in dict(answer.headers),
        "what is revealed is kept by no cache",
        answer.said(),
    )
    shown = answer.text.replace("&amp;", "&")
    ok(
        word["password"] in shown and word["account"] in shown and long in shown,
        "who has the ticket sees it",
        answer.said(),
    )
    answer = reveal(agent, ticket, "message")
    ok(
        word["text"] in answer.text.replace("&amp;", "&"),
        "and what came with the description",
        answer.said(),
    )

    ok(
        word["mail"] in agent.get(f"/agent/tickets/{ticket}").text,
        "the desk sees how the customer is reached",
    )
    fields(owner, agent, word)
    search(portal, word, plain)
    copies(portal, lambda: wipe(portal, owner, agent, ticket, at))


def confide(owner, word, plain):
    """A ticket with something confidential, at the second attempt."""
    form = owner.new_form()
    form["simple_description"] = ""
    form["confidential"] = word["lost"]
    answer = owner.send(form)
    ok(
        answer.status == 422 and word["lost"][:20] not in answer.text,
        "a form that comes back has no secret in it",
        answer.said(),
    )
    owner.post(
        "/drafts",
        [
            ("form", "/tickets"),
            ("simple_description", "begun"),
            ("confidential", word["draft"]),
        ],
    )
    form = owner.new_form()
    form["simple_description"] = plain
    form["confidential"] = word["text"]
    form["remind_mail"] = word["mail"]
    # Small enough to stay in memory on its way, as every file that the
    # script sends by itself is another request.
    answer = owner.send(form, [("files", "a.txt", "text/plain", b"a\n")])
    assert answer.status == 303, answer.said()
    return answer["Location"].partition("/tickets/")[2].partition("?")[0]


def write(owner, ticket, word):
    """A message that is begun and not sent."""
    at = f"/tickets/{ticket}"
    owner.post(
        "/drafts", [("form", f"{at}/messages"), ("content", word["typed"])]
    )
    ok(
        word["typed"] in owner.get(at).text.replace("&amp;", "&"),
        "what is typed comes back to who typed it",
    )


def fields(owner, agent, word):
    """An extra field that is sensitive."""
    form = owner.new_form("p-vol", "b-vol-slow")
    form["extends_secret_login"] = word["field"]
    form["extends_volume"] = "vol-1"
    answer = owner.send(form)
    ok(
        answer.status == 422 and word["field"][:20] not in answer.text,
        "a sensitive field comes back empty",
        answer.said(),
    )
    form = owner.new_form("p-vol", "b-vol-slow")
    form["extends_secret_login"] = word["field"]
    form["extends_volume"] = "vol-1"
    form["extends_kind"] = "ssd"
    answer = owner.send(form)
    assert answer.status == 303, answer.said()
    ticket = answer["Location"].partition("/tickets/")[2].partition("?")[0]
    ok(
        word["field"][:20] not in owner.get(f"/tickets/{ticket}").text,
        "nor is it on the ticket's page",
    )
    agent.act(ticket, "take")
    answer = reveal(agent, ticket, "extends_")
    ok(
        word["field"] in answer.text.replace("&amp;", "&"),
        "who has the ticket sees it, too",
        answer.said(),
    )


def grant(owner, word, long):
    at, form = grant_form(owner)
    agreement = form.choices["agreement"][0]
    form.set(
        account_1=word["account"], password_1=word["lost"], account_2="root"
    )
    answer = owner.send(form)
    ok(
        answer.status == 422 and word["lost"][:20] not in answer.text,
        "nor has one that lacks the agreement",
        answer.said(),
    )
    form = owner.get(at).form(f"{at}/confirm")
    form.set(
        account_1=word["account"],
        password_1=word["password"],
        port_1="22",
        account_2="root",
        password_2=long,
        port_2="22",
    )
    form["agreement"] = agreement
    answer = owner.send(form)
    assert answer.status == 303, answer.said()
    ok(
        word["account"][:20] not in owner.get(at).text,
        "it is never shown to who wrote it",
    )
    return at


def park(portal, at, word):
    """A form of a session that has ended is kept, without its secrets."""
    other = Person(portal, "wire-claire")
    kept = dict(other.cookies)
    other.send(other.get("/help").form("/logout"))
    other.cookies = kept
    answer = other.post(
        f"{at}/confirm",
        [("agency_id", "ours"), ("password_1", word["parked"])],
    )
    ok(
        answer.status == 303 and "/login" in answer["Location"],
        "a form without a session leads to signing in",
        answer.said(),
    )
    draft = query(
        portal,
        "SELECT fields, sealed IS NULL FROM draft WHERE form = ?",
        f"{at}/confirm",
    )
    ok(draft == [("", 0)], "its draft is sealed", draft)


def search(portal, word, plain):
    ok(
        any("guichet.db" in place for place in found(portal.data, plain)),
        "the search finds what is not secret",
    )
    for what, text in word.items():
        places = found(portal.data, text)
        ok(
            not places,
            f"no file has the {what} in the clear",
            "\n".join(places),
        )
    log = (portal.data / "log" / "nginx.log").read_text()
    spilled = [
        line
        for line in log.splitlines()
        if "buffered to a temporary file" in line
        and ("/authorizations/" in line or "/reveal" in line)
    ]
    ok(not spilled, "nothing of it went to the disk on its way", spilled)


def wipe(portal, owner, agent, ticket, at):
    """What the vault has of the ticket, and that it is gone afterwards."""
    number = int(at.rpartition("/")[2])
    kept = [
        blob
        for table, column in (("vault_key", "wrapped"), ("vault", "sealed"))
        for (blob,) in query(
            portal,
            f"SELECT {column} FROM {table} WHERE (kind = 1 AND owner_id = ?)"
            " OR (kind = 2 AND owner_id IN (SELECT id FROM confidential"
            " WHERE ticket_id = ?))",
            number,
            int(ticket[3:]),
        )
    ]
    ok(len(kept) == 2 + 6 + 1, "the vault has it, sealed", len(kept))
    page = agent.get(f"/agent/tickets/{ticket}")
    form = page.form(f"/agent/tickets/{ticket}/reveal")
    owner.act(ticket, "close")
    form["what"] = form.choices["what"][0]
    answer = agent.send(form)
    ok(
        answer.status in (403, 404, 409),
        "when the ticket is closed it is not shown any more",
        answer.said(),
    )
    ok(
        query(
            portal,
            "SELECT count(*) FROM vault_key WHERE owner_id = ? AND kind = 1"
            " AND wrapped = zeroblob(80)",
            number,
        )
        == [(1,)],
        "its key is zeros",
    )
    # The log of the database is moved into its file every few seconds.
    left, until = kept, time.monotonic() + 30
    while left and time.monotonic() < until:
        time.sleep(1)
        content = [
            c for path, c in files(portal.data) if "guichet.db" in path.name
        ]
        left = [b for b in kept if any(b[8:] in c for c in content)]
    ok(not left, "and no file has the sealed bytes any more", len(left))


def copies(portal, wiping):
    """What a backup can do that was made before."""
    old = portal.top / "old"
    old.mkdir()
    with contextlib.closing(sqlite3.connect(old / "guichet.db")) as to:
        source = sqlite3.connect(
            f"file:{portal.data}/guichet.db?mode=ro", uri=True
        )
        with contextlib.closing(source):
            source.backup(to)
    for name in ("secret.key", "vault.key"):
        shutil.copy(portal.data / name, old / name)
    wiping()

    conf = old / "guichet.conf"
    share = portal.guichet("config", "get", "paths.share").stdout.strip()
    conf.write_text(f"[paths]\ndata = .\nshare = {share}\n")
    for name in ("run", "blobs", "tmp"):
        (old / name).mkdir()
    give_to(portal, old)
    portal.guichet("--config", conf, "init")
    check = portal.guichet("--config", conf, "check", check=False)
    ok(
        "vault        good" in check.stdout,
        "an older copy with the key can still open what it had",
        check.stdout + check.stderr,
    )
    (old / "vault.key").unlink()
    check = portal.guichet("--config", conf, "check", check=False)
    ok(
        check.returncode == 66 and "vault.key" in check.stderr,
        "without the key nothing starts that would miss it silently",
        check.stderr,
    )
    portal.guichet("--config", conf, "init", check=False)
    check = portal.guichet("--config", conf, "check", check=False)
    ok(
        check.returncode == 1 and "do not open" in check.stdout,
        "and a new key opens nothing of the old",
        check.stdout + check.stderr,
    )


def give_to(portal, folder):
    """To whoever owns the portal's data."""
    for path in [folder, *pathlib.Path(folder).rglob("*")]:
        with contextlib.suppress(PermissionError):
            shutil.chown(path, portal.data.stat().st_uid)
