"""A portal for the tests on the wire, and people who talk to it without a
browser: started with ./run in a folder of its own, on a free port, and ended
with the test.
"""

import html.parser
import http.client
import itertools
import os
import pathlib
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.parse

SRC = pathlib.Path(__file__).resolve().parents[2]
DEMO = SRC / "demo" / "files"
PASSWORD = "correct horse battery staple"

count = failed = 0


def ok(good, what, note=""):
    """One line of TAP; what is noted explains a failure."""
    global count, failed
    count += 1
    failed += not good
    print(f"{'' if good else 'not '}ok {count} - {what}", flush=True)
    if not good and note != "":
        print("# " + str(note)[:3000].replace("\n", "\n# "), flush=True)
    return good


def done():
    print(f"1..{count}")
    sys.exit(1 if failed else 0)


class Portal:
    """`settings` are sections of guichet.conf, beside those of ./run."""

    def __init__(self, settings="", *options):
        self.top = pathlib.Path(tempfile.mkdtemp(prefix="guichet-test-"))
        self.top.chmod(0o755)
        self.data = self.top / "data"
        self.data.mkdir()
        self.conf = self.data / "guichet.conf"
        self.conf.write_text("[paths]\ndata = .\n" + settings)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        try:
            self.run("--detach", "--port", str(self.port), *options)
        except BaseException:
            shutil.rmtree(self.top)
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if (self.data / "run" / "processes").exists():
            self.stop()
        if "KEEP" in os.environ:
            print(f"# kept: {self.top}")
        else:
            shutil.rmtree(self.top)

    def run(self, *args):
        subprocess.run(
            [SRC / "run", *args, "--data", self.data],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )

    def stop(self):
        self.run("stop")

    def guichet(self, *args, text=None, check=True):
        return subprocess.run(
            [SRC / "build" / "guichet", "--config", self.conf, *args],
            check=check,
            input=text or "",
            capture_output=True,
            text=True,
        )

    def add_user(self, name, role, account=None, *options):
        where = ["--account", account] if account else []
        self.guichet(
            *["user", "add", name, "--role", role, "--password-stdin"],
            *where,
            *options,
            text=PASSWORD + "\n",
        )
        return name

    def demo_password(self, name):
        for line in (self.data / "demo-accounts.txt").read_text().splitlines():
            words = line.split()
            if words and words[0] == name:
                return words[1]
        raise KeyError(name)

    def log(self):
        return (self.data / "log" / "guichet.log").read_text()

    def forgive(self, pattern):
        """Faults that a test made are no faults of the portal's: how many
        lines of the log there were."""
        path = self.data / "log" / "guichet.log"
        lines = path.read_text().splitlines(keepends=True)
        kept = [line for line in lines if not re.search(pattern, line)]
        # In place: the portal goes on to write at its end.
        path.write_text("".join(kept))
        return len(lines) - len(kept)

    def pid(self, name):
        """Of run, serve, jobs or nginx; None if it does not run."""
        try:
            text = (self.data / "run" / "processes").read_text()
        except FileNotFoundError:
            return None
        found = [line.split() for line in text.splitlines()]
        return next((int(pid) for what, pid in found if what == name), None)

    def raw(self, data, timeout=10, source="127.0.0.1"):
        """Send bytes as they are; all that comes back until the end."""
        with socket.create_connection(
            ("127.0.0.1", self.port), timeout, (source, 0)
        ) as conn:
            got = b""
            try:
                conn.sendall(data)
                while chunk := conn.recv(65536):
                    got += chunk
            except (ConnectionError, TimeoutError):
                pass
            return got


class Answer:
    def __init__(self, response, method):
        self.status = response.status
        self.headers = response.getheaders()
        self.body = response.read()
        self.method = method

    def all(self, name):
        return [v for n, v in self.headers if n.lower() == name.lower()]

    def __getitem__(self, name):
        """The only header of that name, or None."""
        found = self.all(name)
        assert len(found) <= 1, (name, found)
        return found[0] if found else None

    @property
    def text(self):
        return self.body.decode()

    @property
    def forms(self):
        return read_forms(self.text)

    def form(self, action):
        """The form that posts to that address."""
        for form in self.forms:
            if form.action == action:
                return form
        raise LookupError(
            f"{self.status}: no form for {action}, only for "
            f"{[f.action for f in self.forms]}"
        )

    def said(self):
        """The page's words, for notes on a failure."""
        main = self.body.decode(errors="replace").partition("<main")[2]
        text = re.sub(r"<[^>]*>|\s+", " ", main)
        return f"{self.status}: {re.sub(' +', ' ', text)[:600]}"


class Form:
    """Fields as a browser would send them, in their order."""

    def __init__(self, action, method):
        self.action, self.method = action, method
        self.fields = []  # [name, value]
        self.choices = {}  # name: values of radios, boxes and options
        self.names = set()  # of all controls

    def __getitem__(self, name):
        for key, value in self.fields:
            if key == name:
                return value
        return None

    def __setitem__(self, name, value):
        for field in self.fields:
            if field[0] == name:
                field[1] = value
                return
        self.fields.append([name, value])

    def set(self, **values):
        for name, value in values.items():
            self[name] = value
        return self


class FormReader(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms, self.form, self.area, self.select = [], None, None, None

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if tag == "form":
            self.form = Form(a.get("action"), a.get("method", "get"))
            self.forms.append(self.form)
        if self.form is None:
            return
        name, value = a.get("name"), a.get("value", "")
        if name:
            self.form.names.add(name)
        if tag == "input" and name:
            kind = a.get("type", "text")
            if kind in ("radio", "checkbox"):
                self.form.choices.setdefault(name, []).append(value)
                if "checked" in a:
                    self.form.fields.append([name, value])
            elif kind != "file":
                self.form.fields.append([name, value or ""])
        elif tag == "textarea":
            self.area = [name, ""]
        elif tag == "select":
            self.select = name
            self.chosen = None
        elif tag == "option" and self.select:
            self.form.choices.setdefault(self.select, []).append(value)
            if "selected" in a or self.chosen is None:
                self.chosen = value

    def handle_data(self, data):
        if self.area:
            self.area[1] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "textarea" and self.area:
            # The newline after the tag is the markup's.
            self.area[1] = self.area[1].removeprefix("\n")
            self.form.fields.append(self.area)
            self.area = None
        elif tag == "select" and self.select:
            self.form.fields.append([self.select, self.chosen or ""])
            self.select = None


def read_forms(text):
    reader = FormReader()
    reader.feed(text)
    return reader.forms


def multipart(fields, files):
    """Body and Content-Type; files are (field, name, type, bytes)."""
    mark = "mark" + secrets.token_hex(12)
    out = b""
    for name, value in fields:
        out += (
            f"--{mark}\r\nContent-Disposition: form-data; "
            f'name="{name}"\r\n\r\n{value}\r\n'
        ).encode()
    for field, name, kind, data in files:
        if isinstance(name, str):
            # As browsers do.
            name = name.replace('"', "%22").encode()
        out += (
            f"--{mark}\r\nContent-Disposition: form-data; "
            f'name="{field}"; filename="'
        ).encode()
        out += name + f'"\r\nContent-Type: {kind}\r\n\r\n'.encode()
        out += data + b"\r\n"
    return (
        out + f"--{mark}--\r\n".encode(),
        f"multipart/form-data; boundary={mark}",
    )


class Person:
    """Somebody with a cookie jar.  What he posts comes from our own page,
    unless the headers given say something else.  Each has an address of his
    own, or they would use up each other's attempts to sign in."""

    addresses = itertools.count(2)

    def __init__(self, portal, name=None, password=PASSWORD):
        self.portal, self.name = portal, name
        self.cookies = {}
        n = next(self.addresses)
        self.source = f"127.0.{n >> 8}.{n & 255}"
        if name is not None:
            answer = self.post(
                "/login", [("username", name), ("password", password)]
            )
            assert answer.status == 303, answer.said()

    def ask(self, method, path, body=None, headers=()):
        conn = http.client.HTTPConnection(
            "127.0.0.1",
            self.portal.port,
            timeout=60,
            source_address=(self.source, 0),
        )
        send = {"Accept-Language": "en"}
        if self.cookies:
            send["Cookie"] = "; ".join(
                f"{k}={v}" for k, v in self.cookies.items()
            )
        if method == "POST":
            send["Sec-Fetch-Site"] = "same-origin"
        send.update(headers)
        send = {k: v for k, v in send.items() if v is not None}
        try:
            conn.request(method, path, body, send)
            answer = Answer(conn.getresponse(), method)
        finally:
            conn.close()
        for line in answer.all("Set-Cookie"):
            name, _, value = line.partition(";")[0].partition("=")
            if "Max-Age=0" in line or value == "":
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
        return answer

    def get(self, path, **headers):
        return self.ask("GET", path, headers=dashed(headers))

    def post(self, path, fields, files=None, **headers):
        if isinstance(fields, Form):
            fields = fields.fields
        if files is None:
            body = urllib.parse.urlencode([tuple(f) for f in fields]).encode()
            kind = "application/x-www-form-urlencoded"
        else:
            body, kind = multipart(fields, files)
        return self.ask(
            "POST", path, body, {"Content-Type": kind, **dashed(headers)}
        )

    def chunk(self, path, token, offset, data):
        """A piece of a file that is sent in chunks."""
        return self.ask(
            "PATCH",
            path,
            data,
            {
                "Content-Type": "application/offset+octet-stream",
                "Upload-Offset": str(offset),
                "X-CSRF-Token": token,
                "Sec-Fetch-Site": "same-origin",
            },
        )

    def send(self, form, files=None):
        return self.post(form.action, form, files)

    # What people do often.

    def new_form(self, product=None, kind=None):
        """The third step of a new ticket, filled in."""
        if product is None:
            first = self.get("/tickets/new").form("/tickets/new")
            product = first.choices["product_category_id"][0]
        if kind is None:
            second = self.get(f"/tickets/new?product_category_id={product}")
            kind = second.form("/tickets/new").choices["business_type_id"][0]
        form = self.get(
            f"/tickets/new?product_category_id={product}"
            f"&business_type_id={kind}"
        ).form("/tickets")
        form["simple_description"] = "The console answers 503"
        for name in ("severity_id", "region_id", "agreement"):
            if name in form.choices:
                form[name] = [v for v in form.choices[name] if v][0]
        return form

    def create(self, text="The console answers 503", files=None):
        """A new ticket; its number."""
        form = self.new_form()
        form["simple_description"] = text
        answer = self.send(form, files)
        assert answer.status == 303, answer.said()
        return re.fullmatch(
            r"/tickets/(TS-\d{7})\?done=created", answer["Location"]
        )[1]

    def form_of(self, ticket, act):
        """The form on a ticket's page that does that."""
        desk = "/agent" if self.get(f"/tickets/{ticket}").status == 303 else ""
        at = f"{desk}/tickets/{ticket}"
        return self.get(at).form(f"{at}/{act}")

    def act(self, ticket, act, files=None, **fields):
        form = self.form_of(ticket, act).set(**fields)
        answer = self.send(form, files)
        assert answer.status == 303, answer.said()
        return answer


def dashed(headers):
    return {k.replace("_", "-"): v for k, v in headers.items()}
