#!/usr/bin/env python3
"""check-say.py - every sentence that C asks for by its key is there.

A missing one would be the general "This cannot be used as it is.", which
helps nobody.  Whether both languages have the same keys is the business of
check-lang.py.
"""

import os
import re
import sys

SRC = os.environ.get("srcdir", ".")

# Each finds a key of the group that stands before it.
PATTERNS = (
    ("Say", r'\berr_say\(\s*\w+,\s*[^;]*?"(\w+)"'),
    ("Say", r'\blang_say\(\s*&?\w+,\s*"(\w+)"'),
    ("Say", r'\bform_complain\(\s*[^;]*?,\s*"(\w+)",\s*\S+\)'),
    ("Say", r'\bcomplain\(\s*w,\s*[^;]*?,\s*"(\w+)",\s*[\w /]+\);'),
    ("Say", r'\bFIELD\([^()]*?"(\w+)"\)'),
    ("Say", r'\? "(not_\w+)"'),
    ("Say", r'\? "(term_\w+)" : "\w+"'),
    ("Say", r'\? "\w+" : "(term_\w+)"'),
    ("Say", r'\bsay = "(\w+)"'),
    ("Say", r'\bwrong = "(\w+)"'),
    ("Say", r'\[TYPE_\w+\] = "(\w+)"'),
    ("Say", r'return "((?:password|file|email|name|mobile|login)_\w+)"'),
    ("Say", r'\bsay = [^";]*\? "(\w+)"'),
    ("Say", r'return [^";]*\? "(password_\w+)"'),
    ("Say", r'return "(too_\w+|required|invalid)"'),
    ("Done", r'\?done=(\w+)'),
    ("Done", r'\[VERB_\w+\] = "(\w+)",'),
    ("Done", r'href_done\([^;]*,\s*"(\w+)"\)'),
)
# What a pattern meets and is no key.
NOT_KEYS = ("password_",)


def keys(lang):
    path, out = [], set()
    with open(f"{SRC}/templates/lang/{lang}.hdf", encoding="utf-8") as f:
        for line in f:
            line = line.strip()
            if m := re.fullmatch(r"([\w.]+) \{", line):
                path.append(m.group(1))
            elif line == "}":
                path.pop()
            elif m := re.match(r"([\w.]+) =", line):
                out.add(".".join(path + [m.group(1)]))
    return out


def sources():
    for folder, _, names in os.walk(f"{SRC}/src"):
        for name in names:
            if name.endswith((".c", ".h")):
                yield os.path.join(folder, name)


def events():
    """The events of the audit trail: those that have a place in its list,
    and those of them that nothing else names."""
    table = f"{SRC}/src/domain/audit_event.c"
    with open(table, encoding="utf-8") as f:
        names = set(re.findall(r'"([a-z]+[A-Z]\w+|login)"', f.read()))
    text = ""
    for path in sources():
        if path != table:
            with open(path, encoding="utf-8") as f:
                text += f.read()
    made = set(re.findall(r'"(\w+)"', text))
    for kind in re.findall(r'KIND\(\w+, "(\w+)"', text):
        made |= {"create" + kind, "update" + kind}
    return names, names - made


def main():
    known, missing, asked = keys("en"), [], 0
    names, idle = events()
    worded = {k[16:] for k in known if k.startswith("Lang.AuditEvent.")}
    for path in sources():
        with open(path, encoding="utf-8") as f:
            text = re.sub(r"/\*.*?\*/", "", f.read(), flags=re.S)
        for group, pattern in PATTERNS:
            for m in re.finditer(pattern, text):
                if m.group(1) in NOT_KEYS:
                    continue
                asked += 1
                if f"Lang.{group}.{m.group(1)}" not in known:
                    missing.append(f"{path}: {group}.{m.group(1)}")
        for m in re.finditer(
            r'\blang_text\(\s*&?\w+,\s*"([\w.]+)",\s*"(\w+)"', text
        ):
            asked += 1
            if f"Lang.{m.group(1)}.{m.group(2)}" not in known:
                missing.append(f"{path}: {m.group(1)}.{m.group(2)}")
    bad = 0
    for n, (good, what) in enumerate(
        ((asked > 50, "there are keys to look for"),
         (not missing, "all of them have a sentence"),
         (worded == names, "so has each event of the audit trail"),
         (len(names) > 80 and not idle, "and each of these is made")), 1):
        bad += not good
        print(f"{'ok' if good else 'not ok'} {n} - {what}")
    for line in sorted(set(missing)):
        print(f"# {line}")
    for name in sorted((worded ^ names) | idle):
        print(f"# event {name}")
    print("1..4")
    return 1 if bad else 0


sys.exit(main())
