#!/usr/bin/env python3
"""check-lang.py - the two languages have the same keys, and all are needed.

A template names a key, as Lang.A.B, or looks one up, as Lang.A[b]; the
groups in FILLED belong to the program, which fills in their placeholders.
"""

import os
import re
import sys

FILLED = ("Say", "Time", "Size", "Fmt", "Next", "Sample")  # by the program
SCRIPT = ("Js",)  # by the script
ITEMS = ("Languages",)  # read with each

twice = []  # keys that a file gives two texts
SRC = os.environ.get("srcdir", ".")
count = failed = 0


def ok(what, bad=()):
    global count, failed
    bad = sorted(set(bad))
    count += 1
    failed += bool(bad)
    print(f"{'not ' if bad else ''}ok {count} - {what}")
    for line in bad:
        print(f"#   {line}")


def read(name):
    """The leaves of an HDF file, in order: path → text."""
    leaves, path, here = {}, [], None
    with open(f"{SRC}/templates/lang/{name}.hdf", encoding="utf-8") as f:
        for n, line in enumerate(f, 1):
            line = line.strip()
            if here is not None:
                if line == here[1]:
                    here = None
                else:
                    leaves[here[0]] += line + "\n"
            elif not line or line.startswith("#"):
                pass
            elif line == "}":
                path.pop()
            elif m := re.fullmatch(r"([\w.]+) \{", line):
                path.append(m.group(1))
            elif m := re.fullmatch(r"([\w.]+) << (\w+)", line):
                here = (".".join(path + [m.group(1)]), m.group(2))
                leaves[here[0]] = ""
            elif m := re.fullmatch(r"([\w.]+) = (.*)", line):
                key = ".".join(path + [m.group(1)])
                if key in leaves:
                    twice.append(f"{name}.hdf:{n}: {key}")
                leaves[key] = m.group(2)
            else:
                raise SystemExit(f"{name}.hdf:{n}: cannot read {line!r}")
    return leaves


def templates():
    for folder, _, files in os.walk(f"{SRC}/templates"):
        for name in files:
            if name.endswith(".cs"):
                with open(os.path.join(folder, name), encoding="utf-8") as f:
                    text = re.sub(r"<\?cs\s*#.*?\?>", "", f.read(), flags=re.S)
                yield os.path.relpath(os.path.join(folder, name), SRC), text


def holes(text):
    return sorted(re.findall(r"\{\w*\}", text))


def group(key):
    return key.split(".")[1] if "." in key else key


def named():
    """Keys that templates name, and groups in which they look keys up."""
    keys, groups = {}, {}
    for path, text in templates():
        for m in re.finditer(r"\bLang((?:\.\w+)+)(\[\"?(\w+)\"?|\[)?", text):
            name = "Lang" + m.group(1)
            if m.group(2) is None:
                keys.setdefault(name, path)
            elif m.group(2).startswith('["'):
                keys.setdefault(f"{name}.{m.group(3)}", path)
            else:
                groups.setdefault(name, path)
    return keys, groups


def main():
    en, zh = read("en"), read("zh-cn")
    keys, groups = named()

    ok("no key is there twice", twice)
    ok("English lacks no key", set(zh) - set(en))
    ok("Chinese lacks no key", set(en) - set(zh))
    ok("keys come in the same order",
       [f"{a} | {b}" for a, b in zip(en, zh) if a != b][:1])
    ok("no text is empty", [k for d in (en, zh) for k in d if not d[k].strip()])
    ok("placeholders agree",
       [f"{k}: {holes(en[k])} | {holes(zh.get(k, ''))}" for k in en
        if holes(en[k]) != holes(zh.get(k, ""))])
    ok("only what is filled in has placeholders",
       [k for k in en if holes(en[k]) and group(k) not in FILLED + SCRIPT])
    ok("no template names what the program fills in",
       [f"{p}: {k}" for k, p in (keys | groups).items() if group(k) in FILLED])
    ok("what a template names is there",
       [f"{p}: {k}" for k, p in keys.items()
        if k not in en and group(k) not in ITEMS])
    ok("where a template looks up are keys",
       [f"{p}: {k}[]" for k, p in groups.items()
        if not any(x.startswith(k + ".") for x in en)])
    ok("no key is there in vain",
       [k for k in en if k not in keys and group(k) not in FILLED + ITEMS
        and not any(k.startswith(g + ".") for g in groups)])

    def codes(name):
        return {k.split(".")[2] for k in en if k.startswith(f"Lang.{name}.")}

    for a, *others in (("Event", "Log"),
                       ("Status", "StatusDesk", "Who", "Then", "WhoDesk", "ThenDesk")):
        for b in others:
            ok(f"{b} has the codes of {a}", codes(a) ^ codes(b))

    with open(f"{SRC}/src/domain/state.h", encoding="utf-8") as f:
        logged = set(re.findall(r"\bLOG_\w+ = (\d+)", f.read()))
    ok("the program logs something", [] if logged else ["no code found"])
    ok("what the program logs has words", logged - codes("Event"))

    han = "[\u3400-\u9fff]"
    ok("English is English",
       [f"{k}: {en[k]}" for k in en if re.search(han, en[k])
        and group(k) not in ITEMS])
    ok("Chinese has Chinese punctuation",
       [f"{k}: {zh[k]}" for k in zh
        if re.search(han + r"[,;:?!]|\(" + han + "|" + han + r"\.(\s|$)", zh[k])])
    print(f"1..{count}")
    return failed != 0


sys.exit(main())
