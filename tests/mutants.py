#!/usr/bin/python3
"""mutants.py SOURCES FOLDER - is every right missed when it is taken away?

Each predicate by which a statement (src/store/sql.inc) asks who the actor
is, each right of a verb (src/domain/state.c) and each policy of a route
(src/routes.c) is weakened, one at a time, in a copy of the sources in
FOLDER.  The unit tests must then fail.  Prints TAP, one line a mutant.

With --list the mutants are only named.  Further arguments choose those
whose name contains one of them.
"""

import pathlib
import re
import subprocess
import sys
import time

# What says who the actor is, or what he has to do with a row.
ACTOR = re.compile(
    r"""
    \bIS_[A-Z_]+\b | \bRULES\b | \bSTAFF_READS\b
    | \bHIS_CANNED\b | \bMAY_EDIT_CANNED\b | \bMANAGES\([^)]*\) | \bSTAFF_ROLE\("\d"\)
    | \b(?:me|mine|actor)\.[a-z_]+\ (?:=|>=|IS)\ (?:NULL|[a-z0-9_.$]+)
    | \b(?:[a-z]\.)?(?:owner|author|user|assignee|submitter|viewer)_id
      \ =\ \$1\b
    | \b[a-z]+\.(?:group_operator|ticket_administrator|account_admin)\ =\ 1
    | \bt\.status\ <>\ 13
    """,
    re.X,
)

# A line that is no code, and the name that a macro is given.
COMMENT = re.compile(r"\s*(\*|/\*)")
DEFINED = re.compile(r"\s*#\s*(?:define|undef)\s+(\w+)")

WEAKER_MAY = {
    "MAY_SYSTEM": "MAY_LEAD",
    "MAY_HOLDER": "MAY_ASSIGNEE",
    "MAY_LEAD": "MAY_ASSIGNEE",
    "MAY_ASSIGNEE": "MAY_STAFF",
    "MAY_STAFF": "MAY_CUSTOMER",
    "MAY_CUSTOMER": "MAY_STAFF",
}
WEAKER_WHO = {
    "WHO_ADMIN": "WHO_LEAD",
    "WHO_LEAD": "WHO_STAFF",
    "WHO_STAFF": "WHO_USER",
    "WHO_CUSTOMER": "WHO_USER",
    "WHO_USER": "WHO_ALL",
    "WHO_LOCAL": "WHO_NOBODY",
}


# What is asked twice, so that no test can miss the one.
TWICE = {
    "src/routes.c: page_account_post": "without a session no token is right",
}


class Mutant:
    def __init__(self, path, text, start, end, new, line):
        self.path, self.line = path, line
        self.text = text[:start] + new + text[end:]
        old = " ".join(text[start:end].split())
        self.name = f"{path}:{line}: {old} -> {new.strip()}"
        self.twice = next(
            (
                why
                for where, why in TWICE.items()
                if where.partition(": ")[0] == path
                and where.partition(": ")[2] in line_at(text, start)
            ),
            None,
        )


def line_of(text, at):
    return text.count("\n", 0, at) + 1


def line_at(text, at):
    start = text.rfind("\n", 0, at) + 1
    return text[start : text.find("\n", at)]


def in_string(text, at):
    """Is this place inside a C string of its line?"""
    start = text.rfind("\n", 0, at) + 1
    return text[start:at].replace('\\"', "").count('"') % 2 == 1


def is_code(text, at):
    start = text.rfind("\n", 0, at) + 1
    line = line_at(text, at)
    name = DEFINED.match(line)
    if name and start + name.start(1) <= at < start + name.end(1):
        return False
    return not COMMENT.match(line)


def of_statements(path, text):
    for m in ACTOR.finditer(text):
        if not is_code(text, m.start()):
            continue
        quoted = in_string(text, m.start())
        yield Mutant(
            path,
            text,
            m.start(),
            m.end(),
            "1" if quoted else '" 1"',
            line_of(text, m.start()),
        )
        # Those of the staff who are kept to their queues.
        if m.group() == "STAFF_READS":
            yield Mutant(
                path,
                text,
                m.start(),
                m.end(),
                "IS_STAFF",
                line_of(text, m.start()),
            )


def of_words(path, text, weaker):
    for m in re.finditer(r"\b(?:MAY|WHO)_[A-Z]+\b", text):
        if m.group() in weaker and is_code(text, m.start()):
            yield Mutant(
                path,
                text,
                m.start(),
                m.end(),
                weaker[m.group()],
                line_of(text, m.start()),
            )


def mutants(source):
    def read(path):
        return (source / path).read_text(encoding="utf-8")

    yield from of_statements(STATEMENTS, read(STATEMENTS))
    path = "src/domain/state.c"
    text = read(path)
    table = text[: text.index("\n};")]
    for m in of_words(path, table, WEAKER_MAY):
        m.text += text[len(table) :]
        yield m
    path = "src/routes.c"
    yield from of_words(path, read(path), WEAKER_WHO)


# Half of the program includes the statements for their names, which stay:
# only this is compiled anew.
STATEMENTS = "src/store/sql.inc"
STATEMENTS_OBJECT = "src/store/sql.o"


def make(build, *what):
    old = [
        option
        for name in ("../copy/", str(build.parent / "copy") + "/")
        for option in ("-o", name + STATEMENTS)
    ]
    return subprocess.run(
        ["make", "-s", "-j2", *old, *what],
        cwd=build,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def prepare(source, folder):
    """A copy of the sources and a build of it; returns both."""
    copy, build = folder / "copy", folder / "build"
    if copy.exists():
        subprocess.run(["rm", "-rf", copy, build], check=True)
    copy.mkdir(parents=True)
    build.mkdir()
    tar = subprocess.Popen(
        ["tar", "-C", source, "--exclude=./build*", "--exclude=./var"]
        + ["--exclude=./.git", "--exclude=node_modules", "-cf", "-", "."],
        stdout=subprocess.PIPE,
    )
    subprocess.run(["tar", "-C", copy, "-xf", "-"], stdin=tar.stdout, check=True)
    if tar.wait() != 0:
        sys.exit("mutants: cannot copy the sources")
    for command, where in (
        (["autoreconf", "-i"], copy),
        ([copy / "configure", "-q", "CFLAGS=-O0", "CC=gcc"], build),
    ):
        done = subprocess.run(
            command,
            cwd=where,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            sys.exit(f"mutants: cannot configure the copy\n{done.stdout}")
    done = make(build, "all")
    if done.returncode != 0:
        sys.exit(f"mutants: the copy does not build\n{done.stdout}")
    return copy, build


def programs(copy):
    """The tests that have a database, by the fixture in their sources."""
    text = (copy / "tests/local.mk").read_text(encoding="utf-8")
    text = text.replace("\\\n", " ")
    for m in re.finditer(r"^(t_\w+)_SOURCES = (.*)$", text, re.M):
        if "fixture.c" in m.group(2) or "PAGE_TEST" in m.group(2):
            yield m.group(1).replace("_", "-")


def fails(copy, build, test):
    try:
        run = subprocess.run(
            [build / test],
            cwd=build,
            env={"srcdir": str(copy), "PATH": "/usr/bin:/bin"},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=300,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return True
    return run.returncode != 0


def main():
    options = [a for a in sys.argv[1:] if a.startswith("--")]
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    source, folder = (pathlib.Path(a).resolve() for a in args[:2])
    chosen = [
        m
        for m in mutants(source)
        if not args[2:] or any(word in m.name for word in args[2:])
    ]
    if "--list" in options:
        for m in chosen:
            print(m.name)
        return
    copy, build = prepare(source, folder)
    tests = list(programs(copy))
    done = make(build, *tests)
    if done.returncode != 0:
        sys.exit(f"mutants: the tests do not build\n{done.stdout}")
    cost = {}
    for test in tests:
        start = time.monotonic()
        if fails(copy, build, test):
            sys.exit(f"mutants: {test} fails as it is")
        cost[test] = time.monotonic() - start
    tests.sort(key=cost.get)

    count = 0
    for m in chosen:
        path = copy / m.path
        right = path.read_text(encoding="utf-8")
        path.write_text(m.text, encoding="utf-8")
        (build / STATEMENTS_OBJECT).unlink(missing_ok=True)
        killer = None
        for test in tests:
            built = make(build, test)
            if built.returncode != 0:
                killer = "the compiler"
            elif fails(copy, build, test):
                killer = test
            if killer:
                break
        path.write_text(right, encoding="utf-8")
        (build / STATEMENTS_OBJECT).unlink(missing_ok=True)
        count += 1
        if killer == "the compiler":
            print(f"not ok {count} - {m.name} does not build")
            print("# " + built.stdout.strip().replace("\n", "\n# "))
        elif killer is None and m.twice:
            print(f"ok {count} - {m.name} # SKIP {m.twice}")
        elif killer is None:
            print(f"not ok {count} - {m.name} is missed by no test")
        else:
            # The one that saw it goes first: neighbours are alike.
            tests.remove(killer)
            tests.insert(0, killer)
            print(f"ok {count} - {m.name}: {killer}")
        sys.stdout.flush()
    print(f"1..{count}")


main()
