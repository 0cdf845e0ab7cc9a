#!/usr/bin/python3
"""Does a bundle hold what its manifest says, and its page only what is beside
it?  bundle-oracle.py FILE [WORD ...] prints the names of the members, and
then each word that stands in any of them.
"""

import hashlib
import json
import re
import sys
import urllib.parse
import zipfile

with zipfile.ZipFile(sys.argv[1]) as z:
    inside = {name: z.read(name) for name in z.namelist()}
manifest = json.loads(inside["manifest.json"])
assert [f["name"] for f in manifest["files"]] == list(inside)[:-1]
for f in manifest["files"]:
    data = inside[f["name"]]
    assert len(data) == f["size"], f
    assert hashlib.sha256(data).hexdigest() == f["sha256"], f
page = inside["thread.html"].decode()
for address in re.findall(r'(?:href|src)="([^"]*)"', page):
    assert urllib.parse.unquote(address) in inside, address
assert "<script" not in page and page.count("</html>") == 1
ticket = json.loads(inside["ticket.json"])
for m in ticket["messages"] + ticket.get("notes", []):
    assert set(m["files"]) <= set(inside), m
numbers = [m["number"] for m in ticket["messages"]]
assert numbers == list(range(1, len(numbers) + 1)), numbers
assert page.count('id="m') == len(numbers)
json.loads(inside["history.json"])
print(*inside, len(numbers), sep="|")
for word in sys.argv[2:]:
    if any(word.encode() in d for d in [*inside.values()]) or any(
        word in name for name in inside
    ):
        print(word)
