#!/usr/bin/python3
"""Does the multipart parser agree with another one?  Prints TAP.

    multipart-oracle.py [COUNT [SEED]]

The other one has the whole body before it and takes it apart by searching
and by regular expressions.  It shares nothing with the parser in C but
the rules, which are those of src/edge/multipart.h and src/edge/mime.h.
"""

import collections
import os
import random
import re
import subprocess
import sys

HEAD_MAX, HEADERS_MAX = 8 * 1024, 16
FIELD_MAX, TEXT_MAX = 64 * 1024, 256 * 1024
FIELDS_MAX, FILES_MAX, PARTS_MAX = 200, 64, 1000

TOKEN = rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+"
TYPE = re.compile(rb"[ \t]*multipart/form-data(?![!#$%&'*+\-.^_`|~0-9A-Za-z/])",
                  re.I)
ATTRIBUTE = re.compile(
    rb"[ \t]*;[ \t]*(" + TOKEN + rb")=(?:"
    rb'"((?:\\["\\]|\\(?!["\\])|[^"\\])*)"|([^\x00-\x20\x7f;"]+))', re.S)
NO_MORE = re.compile(rb"[ \t]*(?:;[ \t]*)?")
BOUNDARY = re.compile(rb"[0-9A-Za-z'()+_,\-./:=? ]{0,69}[0-9A-Za-z'()+_,\-./:=?]")
LINE = re.compile(rb"(" + TOKEN + rb"):[ \t]*([^\r\n]*)")
ESCAPE = re.compile(rb'\\(["\\])|%(22|0D|0A)', re.I)


class Wrong(Exception):
    """A part that is left out: why, and the name of its field."""


def attributes(s):
    """The attributes behind a type as (key, value, quoted)."""
    found, at = [], 0
    while m := ATTRIBUTE.match(s, at):
        quoted = m[2] is not None
        found.append((m[1].lower(), m[2] if quoted else m[3], quoted))
        at = m.end()
    return found, NO_MORE.fullmatch(s, at) is not None


def boundary_of(content_type):
    m = TYPE.match(content_type)
    if not m:
        return None
    found, whole = attributes(content_type[m.end():])
    values = [v for k, v, _ in found if k == b"boundary"]
    if whole and len(values) == 1 and BOUNDARY.fullmatch(values[0]):
        return values[0]
    return None


def is_text(s):
    try:
        return "\0" not in s.decode("utf-8")
    except UnicodeDecodeError:
        return False


def unescaped(value, quoted):
    if not quoted:
        return value
    return ESCAPE.sub(lambda m: m[1] or bytes.fromhex(m[2].decode()), value)


def read_head(head):
    """(name, filename or None) of a part."""
    known = {b"content-disposition": None, b"content-type": None,
             b"content-transfer-encoding": None}
    lines = head.split(b"\r\n")[:-1]
    for line in lines:
        m = LINE.fullmatch(line)
        if not m or len(lines) > HEADERS_MAX:
            raise Wrong("header")
        key = m[1].lower()
        if known.get(key) is not None:
            raise Wrong("header")
        if key in known:
            known[key] = m[2]
    disposition, kind, encoding = known.values()
    m = re.match(rb"form-data(?!" + TOKEN + rb")", disposition or b"", re.I)
    if not m:
        raise Wrong("header")

    found, whole = attributes(disposition[m.end():])
    values = {b"name": [], b"filename": []}
    name = b""
    for key, value, quoted in found:
        if key not in values:
            continue
        if values[key]:
            raise Wrong("header", name)
        values[key].append(unescaped(value, quoted))
        if key == b"name":
            name = values[key][0] if is_text(values[key][0]) else b""
    if not whole or not values[b"name"]:
        raise Wrong("header", name)
    if not is_text(values[b"name"][0]):
        raise Wrong("name")
    filename = (values[b"filename"] or [None])[0]
    if filename is not None:
        if not is_text(filename):
            raise Wrong("filename", name)
        filename = re.split(rb"[/\\]", filename)[-1]
    if encoding is not None and \
            encoding.rstrip(b" \t").lower() not in (b"7bit", b"8bit", b"binary"):
        raise Wrong("unsupported", name)
    if filename is None and (kind or b"").lower().startswith(b"multipart/"):
        raise Wrong("unsupported", name)
    return name, filename


SHOWN = [chr(c) if 0x20 < c < 0x7f and c != 0x25 else f"%{c:02X}"
         for c in range(256)]


def shown(s):
    return "".join(map(SHOWN.__getitem__, s))


def split_body(body, boundary):
    """(head, content, whole) of each part; then why the body ended."""
    delimiter = b"\r\n--" + boundary
    real = re.compile(re.escape(delimiter) + rb"(\r\n|--)")
    data = b"\r\n" + body
    at = 0
    count = 0
    while m := real.search(data, at):
        if m[1] == b"--":
            return
        if count == PARTS_MAX:
            yield "too_many"
            return
        count += 1
        start = m.end()
        if data.startswith(b"\r\n", start):
            at = start
        else:
            at = data.find(b"\r\n\r\n", start, start + HEAD_MAX)
            if at != -1:
                at += 2
        if at == -1:
            if len(data) - start <= HEAD_MAX:
                break
            at = start + HEAD_MAX
            yield None, b"", True
            continue
        head = data[start:at]
        end = real.search(data, at)
        if end:
            yield head, data[at + 2:end.start()], True
            at = end.start()
            continue
        # What may be the start of the delimiter does not count.
        held = max(k for k in range(len(delimiter) + 2)
                   if k == 0 or data.endswith((delimiter + b"\r")[:k], at)
                   or data.endswith((delimiter + b"-")[:k], at))
        yield head, data[at + 2:len(data) - held], False
        break
    yield "truncated"


class Reader:
    def __init__(self):
        self.lines, self.fault = [], None
        self.fields = self.files = self.text = 0

    def wrong(self, why, name=b""):
        self.fault = self.fault or f"!{why} {shown(name)}"

    def field(self, name, content, whole):
        if self.fields == FIELDS_MAX:
            raise Wrong("too_many", name)
        if self.text + len(name) > TEXT_MAX:
            raise Wrong("too_long", name)
        self.text += len(name)
        room, why = FIELD_MAX, "field_too_long"
        if TEXT_MAX - self.text < room:
            room, why = TEXT_MAX - self.text, "too_long"
        value = content[:room]
        self.text += len(value)
        if len(content) > room:
            self.wrong(why, name)
            cut = [value[:len(value) - k] for k in range(4)]
            value = next((v for v in cut if is_text(v)), value)
        if not whole:
            return
        if b"\0" in value:
            raise Wrong("nul", name)
        if not is_text(value):
            raise Wrong("utf8", name)
        self.fields += 1
        self.lines.append(f"{shown(name)}={shown(value)}")

    def file(self, name, filename, content, whole):
        if not content and not (whole and filename):
            return
        if self.files == FILES_MAX:
            raise Wrong("too_many", name)
        self.files += 1
        self.lines.append(f"{shown(name)}<{shown(filename)}>{shown(content)}"
                          + ("" if whole else "<cut>"))

    def part(self, head, content, whole):
        if head is None:
            raise Wrong("header")
        name, filename = read_head(head)
        if filename is None:
            self.field(name, content, whole)
        else:
            self.file(name, filename, content, whole)


def oracle(content_type, body):
    boundary = boundary_of(content_type)
    if boundary is None:
        return "!refused\n"
    reader = Reader()
    for item in split_body(body, boundary):
        if isinstance(item, str):
            reader.wrong(item)
            continue
        try:
            reader.part(*item)
        except Wrong as w:
            reader.wrong(*w.args)
    if reader.fault:
        reader.lines.append(reader.fault)
    return "".join(line + "\n" for line in reader.lines)


# Bodies: mostly right, made of what is hard to take apart.

NAMES = (b"a", b"a", b"b", b"content", b"files", b"", "工单".encode(), b"x y",
         b"a%22b", b'\\"', b"\\\\", b"%0D%0a", b"a;b=c", b"a\\z")
FILENAMES = NAMES + (b"x.png", b"../x", b"C:\\d\\x.txt", b"d/", b"", b"", b"..",
                     b"x%00", b"%2e%2E")
BAD_NAMES = (b"x\\", b"\0", b"\xff", b"a\r\nb", b"a\nb", b'"', b"\xe5\xb7")
OTHER = (b"Content-Type: text/plain; charset=utf-8", b"Content-Type:image/png",
         b"X-Any: \xff\0", b"content-transfer-encoding: binary",
         b"Content-Transfer-Encoding: 7BIT ")
BAD_LINES = (b"Content-Type: multipart/mixed; boundary=c", b"no colon", b": x",
             b"Content-Transfer-Encoding: base64", b" folded: x", b"X: a\rb",
             b"Content-Disposition: form-data; name=z", b"X : a", b"X: a\nb")
TYPES = (b"multipart/form-data; boundary=%b", b'Multipart/Form-Data;boundary="%b"',
         b" multipart/form-data ; x=y;BOUNDARY=%b ; ")
BAD_TYPES = (b"multipart/mixed; boundary=%b", b"multipart/form-data",
             b"multipart/form-data; boundary=%b; boundary=%b",
             b"multipart/form-data; boundary=\"%b", b"text/plain; boundary=%b",
             b"multipart/form-data; boundary=%b;;",
             b"multipart/form-data/x; boundary=%b",
             b"multipart/form-data; boundary=%b\xff")


class Maker:
    def __init__(self, seed):
        self.rnd = random.Random(seed)
        self.calm = False  # a body with nothing wrong, but perhaps too much
        self.boundaries = [bytes(self.rnd.choices(b"ab-.'", k=n))
                           for n in (1, 1, 2, 3, 5, 16, 70) for _ in range(9)]

    def chance(self, p):
        return self.rnd.random() < p

    def trouble(self, p):
        return not self.calm and self.chance(p)

    def attribute(self, key, pool):
        value = self.rnd.choice(BAD_NAMES if self.trouble(0.05) else pool)
        if re.fullmatch(rb'[^\x00-\x20\x7f;"]+', value) and self.chance(0.2):
            return b"; " + key + b"=" + value
        if self.chance(0.1):
            key = key.upper()
        return self.rnd.choice((b"; ", b";", b" ;\t")) + key + b'="' + value + b'"'

    def head(self):
        line = b"Content-Disposition: form-data"
        if not self.trouble(0.02):
            line += self.attribute(b"name", NAMES)
        if self.chance(0.4):
            line += self.attribute(b"filename", FILENAMES)
        if self.trouble(0.05):
            line += self.rnd.choice((b"; filename*=UTF-8''y", b"; x=1", b";",
                                     b"; name=n", b'; filename="m"', b" x", b";;"))
        lines = [line]
        if self.chance(0.3):
            lines.append(self.rnd.choice(OTHER))
        if self.trouble(0.03):
            lines.append(self.rnd.choice(BAD_LINES))
        if self.trouble(0.01):
            lines += [b"X: y"] * self.rnd.randrange(12, 18)
        if self.trouble(0.003):
            lines.append(b"X: " + b"y" * self.rnd.randrange(8000, 8300))
        self.rnd.shuffle(lines)
        return b"".join(s + b"\r\n" for s in lines)

    def content(self, boundary):
        delimiter = b"\r\n--" + boundary
        pieces = (b"\r", b"\n", b"\r\n", b"-", b"--", b"a", b"text", b"\r\n-",
                  "工".encode(), boundary, b"\r\n--", delimiter + b"x",
                  delimiter + b"-", delimiter + b"\r", delimiter[:-1])
        if self.calm:
            pieces = pieces[:8]
        s = b"".join(self.rnd.choices(pieces, k=self.rnd.randrange(6)))
        if self.trouble(0.05):
            s += self.rnd.choice((b"\0", b"\xff", b"\xe5\xb7", delimiter))
        if self.chance(0.002):
            s += "单".encode() * self.rnd.randrange(21600, 21900)
        return s

    def mutated(self, body):
        a = self.rnd.randrange(len(body) + 1)
        b = min(len(body), a + self.rnd.choice((0, 1, 1, 2, 4, 30)))
        new = self.rnd.choice((b"", b"", b"\r", b"\n", b"-", b'"', b";", b"\0",
                               body[a:b] * 2))
        return body[:a] + new + body[b:]

    def part(self, boundary):
        s = b"--" + boundary + b"\r\n" + self.head()
        if not self.trouble(0.05):
            s += b"\r\n" + self.content(boundary)
        return s + b"\r\n"

    def body(self, boundary):
        sizes = (1, 199, 300, 1001) if self.calm else (0, 1, 1, 2, 3, 5)
        body = b"".join(self.part(boundary)
                        for _ in range(self.rnd.choice(sizes)))
        if self.calm and self.chance(0.4):
            for _ in range(5):
                body += b"--%b\r\nContent-Disposition: form-data; name=x" \
                    b"\r\n\r\n%b\r\n" % (boundary, b"y" * 60000)
        return body + b"--" + boundary + b"--"

    def case(self):
        self.calm = self.chance(0.005)
        boundary = self.rnd.choice(self.boundaries)
        content_type = self.rnd.choice(BAD_TYPES if self.trouble(0.02) else TYPES)
        body = self.rnd.choice((b"", b"", b"", b"\r\n", b"preamble\r\n"))
        body += self.body(boundary)
        body += self.rnd.choice((b"\r\n", b"", b"epilogue"))
        while self.trouble(0.25):
            body = self.mutated(body)
        if self.trouble(0.1):
            body = body[:self.rnd.randrange(len(body) + 1)]
        return (content_type.replace(b"%b", boundary), body,
                self.rnd.choice((0, 1, 2, 3, 7, 64, 4096)))


def dumped(cases):
    stdin = b"".join(b"%d %d %d\n" % (len(t), len(b), step) + t + b
                     for t, b, step in cases)
    dump = os.path.join(os.environ.get("builddir", "."), "multipart-dump")
    out = subprocess.run([dump], input=stdin, stdout=subprocess.PIPE, check=True)
    return re.split(r"(?m)^\.\n", out.stdout.decode())[:-1]


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20000
    maker = Maker(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    met, differ, done = collections.Counter(), 0, 0
    while done < count:
        cases = [maker.case() for _ in range(min(10000, count - done))]
        done += len(cases)
        answers = dumped(cases)
        differ += len(answers) != len(cases)
        for (content_type, body, step), got in zip(cases, answers):
            want = oracle(content_type, body)
            met[(re.findall(r"(?m)^!(\w+)", want) or ["ok"])[0]] += 1
            if got != want:
                differ += 1
                if differ < 4:
                    print(f"# {content_type!r} {body[:4000]!r}"
                          f" in {step}:\n#  oracle {want!r}\n#  parser {got!r}")
    print(f"{'not ok' if differ else 'ok'} 1 - agrees on {count} bodies")
    faults = ("ok", "refused", "truncated", "header", "unsupported", "name",
              "filename", "nul", "utf8", "too_many", "too_long",
              "field_too_long")
    rare = [f for f in faults if met[f] < count // 10000]
    print("# " + ", ".join(f"{f} {met[f]}" for f in faults))
    print(f"{'not ok' if rare else 'ok'} 2 - meets every outcome")
    print("1..2")
    return 1 if differ or rare else 0


raise SystemExit(main())
