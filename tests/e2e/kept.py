"""Nothing typed is lost: each way in which a form can fail, for each form in
which people write at length, with a text that is easily spoilt.  What comes
back is compared byte for byte, and so is what is stored in the end.

The disk is full, when it is, by a library before libc (full_disk.c).
"""

import contextlib
import fcntl
import html
import os
import pathlib
import re
import sqlite3
import subprocess
import tempfile

from files import png
from portal import PASSWORD, Person, Portal, ok

# The library that fills the disk looks where a fenced process cannot.
SETTINGS = """
[uploads]
max_size = 64K
ceiling_size = 1M
daily_volume = 1G
[tickets]
urge_grace = 0
[server]
sandbox = off
"""

AWKWARD = (
    "\n\n\tA line that is not the first, behind a tab  \n"
    "trailing spaces   \n"
    "\r"  # becomes a line of its own, as in a browser
    "quotes \" ' ` “” „‚ «» & &amp; &#10; &lt;b> </textarea><b>\n"
    "<?cs var:Config.VarEscapeMode ?> {{ x }} ${y} #{z} %s %00 %0a + \\n \\\n"
    "emoji \U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1e8\U0001f1f3 "
    "\u2764\ufe0f, combining e\u0301 o\u0302\u0323 é, "
    "Hangul \u1112\u1161\u11ab\n"
    "中文，全角　空格 \u00a0no-break \u200b zero width \u2028 line\n"
    "\u202etext that turns\u202c \ufeff marks \ufffd and \U0010fffd\n"
    " \n"
    "a=1&content=2&csrf_token=3; --x\r\nContent-Disposition: form-data\n"
    "the end, with blanks and empty lines  \n\n\n"
)


def as_kept(text):
    """As a browser has it in a text area, and we store it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def as_sent(text):
    """As a browser sends it."""
    return as_kept(text).replace("\n", "\r\n")


def fill(length):
    """That text, made to that many characters in all."""
    text = as_kept(AWKWARD)
    assert len(text) <= length
    room = length - len(text)
    return text[:-3] + ("文\U0001f600x " * room)[:room] + text[-3:]


class Kind:
    """One of the forms, and who writes in it."""

    def __init__(self, name, field, length, portal):
        self.name, self.field, self.portal = name, field, portal
        self.text, self.length = fill(length), length
        self.ticket = None

    def __str__(self):
        return self.name

    def people(self, writer, owner):
        self.writer, self.owner = writer, owner

    def blank(self):
        """A ticket to write on, and its form as it stands there."""
        if self.name == "new ticket":
            return self.writer.new_form()
        self.ticket = self.owner.create()
        if self.name != "message":
            form = self.writer.form_of(self.ticket, "take")
            assert self.writer.send(form).status == 303
        return self.writer.form_of(
            self.ticket,
            "messages" if self.name == "message" else self.name,
        )

    def form(self):
        return self.blank().set(**{self.field: as_sent(self.text)})

    def start(self):
        return "/home" if self.writer is self.owner else "/agent"

    def stored(self):
        """The texts that the database has."""
        db = sqlite3.connect(
            f"file:{self.portal.data / 'guichet.db'}?mode=ro", uri=True
        )
        with contextlib.closing(db):
            table = "note" if self.name == "note" else "message"
            return [
                row[0]
                for row in db.execute(
                    f"SELECT content FROM {table} ORDER BY id DESC LIMIT 3"
                )
            ]

    def same(self, answer, what, statuses):
        """The form came back with all of it: that form, or None."""
        try:
            back = answer.form(self.action)
        except LookupError as e:
            ok(False, f"{self}: {what}", (answer.said(), e))
            return None
        got = back[self.field]
        good = ok(
            answer.status in statuses and got == self.text,
            f"{self}: {what}: {answer.status} and every byte",
            (answer.said(), difference(got, self.text)),
        )
        return back if good else None

    def goes_on(self, back, what):
        """Sent again, it is stored as it was typed."""
        if back is None:
            return
        back[self.field] = as_sent(back[self.field])
        answer = self.writer.send(back)
        stored = self.stored()[0] if answer.status == 303 else ""
        ok(
            answer.status == 303 and stored == self.text,
            f"{self}: {what}: and then it is stored as typed",
            (answer.said(), difference(stored, self.text)),
        )

    def begin(self):
        form = self.form()
        self.action = form.action
        return form


def difference(got, want):
    if got is None:
        return "nothing"
    for i, (a, b) in enumerate(zip(got, want)):
        if a != b:
            return f"at {i}: {got[i:i + 30]!r}, not {want[i:i + 30]!r}"
    return f"{len(got)} characters, not {len(want)}"


def run_wrong(kind):
    """A mistake elsewhere in the form."""
    form = kind.begin()
    form.fields.append(["accessory_ids", "0" * 32])
    back = kind.same(kind.writer.send(form), "a file that is not there", (422,))
    if back is not None:
        back.fields = [f for f in back.fields if f[0] != "accessory_ids"]
    kind.goes_on(back, "a file that is not there")

    form = kind.begin()
    long = kind.text + "x"
    answer = kind.writer.send(form.set(**{kind.field: as_sent(long)}))
    got = answer.form(form.action)[kind.field]
    ok(
        answer.status == 422 and got == long,
        f"{kind}: one character too many: 422 and every byte",
        (answer.said(), difference(got, long)),
    )
    if kind.name == "new ticket":
        form = kind.begin()
        form["severity_id"] = ""
        form["cc_email"] = "not an address"
        back = kind.same(kind.writer.send(form), "fields left out", (422,))


def run_late(kind):
    late(kind)
    # The most bytes that so many characters can be.
    text, kind.text = kind.text, "A line that is not\n"
    kind.text += "\U0001f600" * (kind.length - len(kind.text))
    late(kind)
    kind.text = text


def late(kind):
    """The session ended; the text is offered after signing in."""
    form = kind.begin()
    other = Person(kind.portal, kind.writer.name)
    page = other.get("/account/sessions").form("/account/sessions/end")
    page.fields.append(["all", "1"])
    assert other.send(page).status == 303
    answer = kind.writer.send(form)
    place = answer["Location"] or ""
    ok(
        answer.status == 303
        and place.startswith("/login?next=")
        and "kept=1" in place,
        f"{kind}: an ended session: to the sign-in, and it is kept",
        answer.said(),
    )
    login = kind.writer.get(place).form("/login")
    login.set(username=kind.writer.name, password=PASSWORD)
    answer = kind.writer.send(login)
    ok(answer.status == 303, f"{kind}: signs in again", answer.said())
    start = kind.writer.get(kind.start())
    words = re.findall(r'<a href="(/[^"]*)">A line that is not', start.text)
    ok(
        len(words) == 1 and 'action="/drafts/' in start.text,
        f"{kind}: {kind.start()} offers it",
        (start.said(), words),
    )
    for what, at in (
        ("where he was going", answer["Location"]),
        ("from the start page", words[0].replace("&amp;", "&") if words else ""),
    ):
        page = kind.writer.get(at)
        back = kind.same(page, f"an ended session, {what}", (200,))
    if back is not None and kind.name == "new ticket":
        for name in ("severity_id", "region_id", "agreement"):
            if name in back.choices:
                back[name] = [v for v in back.choices[name] if v][0]
    kind.goes_on(back, "an ended session")
    page = kind.writer.get(kind.start()).text
    ok(
        'action="/drafts/' not in page,
        f"{kind}: and is a draft no more",
    )


def run_token(kind):
    form = kind.begin()
    form["csrf_token"] = "x" * 43
    back = kind.same(kind.writer.send(form), "an old token", (422,))
    kind.goes_on(back, "an old token")


def run_key(kind):
    """The key was used, with other words."""
    form = kind.begin()
    form[kind.field] = "Other words"
    assert kind.writer.send(form).status == 303
    form[kind.field] = as_sent(kind.text)
    back = kind.same(kind.writer.send(form), "a key used before", (409,))
    kind.goes_on(back, "a key used before")


def run_state(kind):
    """Something happened meanwhile that closes the way."""
    if kind.name == "new ticket":
        form = kind.begin()
        policy = lambda which: kind.portal.guichet(
            "policy", which, "--account", "Kept"
        )
        policy("on")
        back = kind.same(
            kind.writer.send(form), "may not any more", (403, 409, 422)
        )
        policy("off")
        kind.goes_on(back, "may not any more")
        return
    form = kind.begin()
    owner = kind.owner
    if kind.name == "message":
        owner.act(kind.ticket, "cancel")
    elif kind.name == "reply":
        owner.act(kind.ticket, "close")
    else:
        owner.act(kind.ticket, "close")
        owner.act(kind.ticket, "delete")
    answer = kind.writer.send(form)
    # There is no such form any more: it is there to be copied.
    kept = copied(answer.text)
    ok(
        answer.status == 409 and kind.text in kept,
        f"{kind}: another state: 409 and every byte, to be copied",
        (answer.said(), [difference(k, kind.text) for k in kept]),
    )


def copied(text):
    """What stands in text areas to be read."""
    return [
        html.unescape(m).removeprefix("\n")
        for m in re.findall(
            r"<textarea[^>]*readonly[^>]*>(.*?)</textarea>", text, re.S
        )
    ]


def run_stale(kind):
    """The customer wrote while the agent did."""
    if kind.writer is kind.owner:
        return
    form = kind.begin()
    kind.owner.act(kind.ticket, "messages", content="One more thing")
    answer = kind.writer.send(form)
    if kind.name == "note":
        # A note answers nobody.
        ok(
            answer.status == 303 and kind.stored()[0] == kind.text,
            f"{kind}: is stored all the same",
            answer.said(),
        )
        return
    back = kind.same(answer, "a stale reply", (409,))
    ok(
        "One more thing" in answer.text,
        f"{kind}: a stale reply: the new message is shown",
    )
    kind.goes_on(back, "a stale reply")


@contextlib.contextmanager
def held(portal):
    """The write lock is ours."""
    with open(portal.data / "guichet.db.lock", "r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def run_busy(kind):
    """Somebody holds the lock longer than we wait."""
    form = kind.begin()
    with held(kind.portal):
        answer = kind.writer.send(form)
    ok(
        answer["Retry-After"] is not None,
        f"{kind}: a busy database: says when to try again",
        answer.headers,
    )
    back = kind.same(answer, "a busy database", (503,))
    kind.goes_on(back, "a busy database")

    form = kind.begin()
    with held(kind.portal):
        answer = kind.writer.send(
            form, [("files", "a.png", "image/png", png())]
        )
    back = kind.same(answer, "a busy database, with a file", (503,))
    ok(
        "a.png" in answer.text,
        f"{kind}: a busy database: says that the file is to be added again",
        answer.said(),
    )
    kind.goes_on(back, "a busy database, with a file")


def run_full(kind, disk):
    """No room for the database; no room for a file."""
    form = kind.begin()
    with disk.full("guichet.db"):
        answer = kind.writer.send(form)
    back = kind.same(answer, "a full disk", (503, 507))
    ok(
        "no room left" in answer.text,
        f"{kind}: a full disk: says so",
        answer.said(),
    )
    kind.goes_on(back, "a full disk")

    form = kind.begin()
    picture = [("files", "a.png", "image/png", png())]
    with disk.full("/data/tmp/"):
        answer = kind.writer.send(form, picture)
    back = kind.same(answer, "no room for a file", (422, 503))
    ok(
        "no room left" in answer.text,
        f"{kind}: no room for a file: says so",
        answer.said(),
    )
    kind.goes_on(back, "no room for a file")

    form = kind.begin()
    with disk.full("guichet.db"):
        answer = kind.writer.send(form, picture)
    back = kind.same(answer, "no room to note a file", (503,))
    kind.goes_on(back, "no room to note a file")


def run_limit(kind):
    """Over our limits, below nginx's."""
    form = kind.begin()
    answer = kind.writer.send(
        form, [("files", "big.txt", "text/plain", b"x" * (100 << 10))]
    )
    kind.same(answer, "a file that is too large", (413,))
    form = kind.begin()
    many = [("files", f"{i}.png", "image/png", png()) for i in range(6)]
    answer = kind.writer.send(form, many)
    back = kind.same(answer, "too many files", (413, 422))
    if back is not None:
        first = [v for n, v in back.fields if n == "accessory_ids"][:1]
        back.fields = [f for f in back.fields if f[0] != "accessory_ids"]
        back.fields += [["accessory_ids", v] for v in first]
    kind.goes_on(back, "too many files")


class Disk:
    """The portal's, as the library before libc sees it."""

    def __init__(self, folder):
        self.library = folder / "full_disk.so"
        self.flag = folder / "full"
        subprocess.run(
            [
                *["cc", "-shared", "-fPIC", "-O1", "-o", self.library],
                pathlib.Path(__file__).with_name("full_disk.c"),
                "-ldl",
            ],
            check=True,
        )

    @contextlib.contextmanager
    def preloaded(self):
        os.environ["LD_PRELOAD"] = str(self.library)
        os.environ["FULL_DISK"] = str(self.flag)
        try:
            yield
        finally:
            del os.environ["LD_PRELOAD"], os.environ["FULL_DISK"]

    @contextlib.contextmanager
    def full(self, what):
        """Nothing more is written to a file whose path has that in it."""
        self.flag.write_text(what)
        self.flag.chmod(0o644)
        try:
            yield
        finally:
            self.flag.unlink()


def run(_):
    with tempfile.TemporaryDirectory(prefix="guichet-disk-") as folder:
        folder = pathlib.Path(folder)
        folder.chmod(0o755)
        disk = Disk(folder)
        with disk.preloaded():
            portal = Portal(SETTINGS)
        with portal:
            run_all(portal, disk)


def run_all(portal, disk):
    portal.add_user("kept-owner", "customer", "Kept")
    portal.add_user("kept-agent", "agent")
    owner = Person(portal, "kept-owner")
    agent = Person(portal, "kept-agent")
    kinds = [
        Kind("new ticket", "simple_description", 1200, portal),
        Kind("message", "content", 10000, portal),
        Kind("reply", "content", 10000, portal),
        Kind("note", "content", 10000, portal),
    ]
    for kind in kinds:
        writer = owner if kind.name in ("new ticket", "message") else agent
        kind.people(writer, owner)
        run_wrong(kind)
        run_late(kind)
        run_token(kind)
        run_key(kind)
        run_state(kind)
        run_stale(kind)
        run_busy(kind)
        run_full(kind, disk)
        run_limit(kind)
