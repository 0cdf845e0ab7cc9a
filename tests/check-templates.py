#!/usr/bin/env python3
"""check-templates.py - what a template may not do.

ClearSilver escapes what `var` writes, into text and into quoted attributes,
and nothing else: each rule below closes a way around that, or keeps a
promise that the pages make to browsers and scripts.  Every rule is proved by
a sample that it must refuse and one that it must allow.
"""

import os
import re
import sys

ESCAPERS = r"\b(?:html_escape|url_escape|js_escape|url_validate|text_html)\("

# Addresses that begin with a name are written whole by the program.
OURS = {
    "Site.Css", "Site.Js", "Site.Icon", "Ticket.Href", "Page.Here",
    "List.all", "List.base", "List.first", "List.next",
    "List.newer", "List.older", "List.table",
    "List.kept", "Base", "Href.policy", "Href.privileges",
    "Earlier", "Error.Back", "Action", "Back",
    "Plain", "Save", "v.h", "List.href",  # of lists and their views
    "f.h", "f.img", "f.v", "k.img", "d.h", "Pic.h", "Pic.img", "Pic.prev", "Pic.next",  # a file, its picture, a draft
    "x.h", "Auth.th", "Ask",  # a tab, a ticket, a form of the desk
    "base", "href",  # a macro's literal argument
}

VALUE, PART = "\x01", "\x02"

COMMAND = re.compile(r"<\?cs(.*?)\?>", re.S)


def commands(text):
    """(command, separator, argument) of each tag that is no comment."""
    for m in COMMAND.finditer(text):
        body = m.group(1).strip()
        if body.startswith("#"):
            continue
        c = re.match(r"(/?\w+)\s*([:!]?)\s*(.*)", body, re.S)
        yield (c.group(1), c.group(2), c.group(3).strip())


def html(text):
    """The page's own HTML, with VALUE for a value and PART for a macro's part."""

    def fill(m):
        body = m.group(1).strip()
        if body.startswith("call"):
            return PART
        return VALUE if re.match(r"(var|alt|name|[uel]var)\b", body) else ""

    return COMMAND.sub(fill, text)


def tags(text):
    return re.findall(r"<[a-zA-Z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>?", html(text))


def raw_output(text):
    return [c for c, _, _ in commands(text) if c in ("uvar", "evar", "lvar", "name")]


def unescaped_alt(text):
    return [a for c, _, a in commands(text)
            if c == "alt" and not re.fullmatch(r"html_escape\([\w.\[\]\"]+\)", a)]


def mode_change(text):
    return [c for c, _, _ in commands(text) if c in ("escape", "/escape")]


def weak_include(text):
    return [f"{c}{s}{a}" for c, s, a in commands(text)
            if c == "linclude" or c == "include"
            and not (s == "!" and re.fullmatch(r'"[\w/]+\.cs"', a))]


def sum_beside_escape(text):
    return [a for _, _, a in commands(text) if "+" in a and re.search(ESCAPERS, a)]


def unquoted_attribute(text):
    return [t for t in tags(text) if re.search(r"=\s*(?![\s\"])", re.sub(r'"[^"]*"', '""', t))]


def filled_tag(text):
    """A value in the place of a tag's or an attribute's name."""
    return re.findall(f"</?{VALUE}[^>]*", html(text)) + [
        t for t in tags(text) if VALUE in re.sub(r'"[^"]*"', "", t)]


def inline_code(text):
    h = html(text)
    return (re.findall(r"<style\b", h)
            + [t for t in tags(text) if re.search(r"\s(style|on\w+|srcdoc)\s*=", t)]
            + [t for t in re.findall(r"<script\b[^>]*>[^<]*", h)
               if not re.search(r'\ssrc="[^"]+">$', t)]
            + re.findall(r'="\s*(?:javascript|data|vbscript):', h, re.I))


def foreign_address(text):
    found = []
    for m in re.finditer(r'(?:href|src|action)="<\?cs\s*(.*?)\?>', text, re.S):
        body = m.group(1).strip()
        name = re.fullmatch(r"var:([\w.]+)", body)
        if name and name.group(1) in OURS or body.startswith("var:url_validate("):
            continue
        found.append(body)
    return found + re.findall(r'(?:href|src|action)="(?:https?:)?//[^"]*', html(text))


def eaten_newline(text):
    """Browsers drop the newline behind <textarea>: ours, not the writer's."""
    return re.findall(r'<textarea\b(?:[^<>"]|"[^"]*")*>(?!\n).*', html(text))


def no_value(text):
    return [t for t in tags(text)
            if re.match(r"<option|<input\b[^>]*type=\"(radio|checkbox)\"", t)
            and "value=" not in t]


def no_token(text):
    """A POST form that does not begin with its hidden fields."""
    found = []
    for m in re.finditer(r'<form\b[^>]*?method="post"', text):
        form = text[m.start():].split("</form>")[0]
        address = re.search(r'action="(.*?)"', form, re.S).group(1)
        if address in ("/login", "/preferences"):
            continue
        first = re.search(r"<input|<textarea|<button|call:\w*keys\(", form)
        if first is None or "keys(" not in first.group(0):
            found.append(address)
    return found


def button_type(text):
    """A button that opens something must not send the form around it."""
    return [t for t in tags(text)
            if t.startswith("<button") and re.search("commandfor|popovertarget", t)
            and 'type="button"' not in t]


def no_contract(text):
    return [] if re.match(r"<\?cs # [\w.]+\.cs - ", text) else [text[:40]]


# rule, what it refuses, what it allows
RULES = (
    (raw_output, "<?cs uvar:a ?>", "<?cs var:a ?>"),
    (raw_output, "<?cs evar:a ?>", "<?cs # evar:a ?>"),
    (raw_output, "<?cs lvar:a ?>", "<?cs var:lvar ?>"),
    (raw_output, "<?cs name:a ?>", "<?cs var:name ?>"),
    (unescaped_alt, "<?cs alt:a ?>b<?cs /alt ?>", "<?cs alt:html_escape(a.b) ?>b<?cs /alt ?>"),
    (unescaped_alt, "<?cs alt:html_escape(a) + b ?>x<?cs /alt ?>", ""),
    (mode_change, '<?cs escape:"none" ?><?cs /escape ?>', "<?cs var:escape ?>"),
    (weak_include, '<?cs include:"a.cs" ?>', '<?cs include!"layout/a.cs" ?>'),
    (weak_include, "<?cs include!a ?>", ""),
    (weak_include, "<?cs linclude:a ?>", ""),
    (sum_beside_escape, "<?cs var:html_escape(a) + b ?>", "<?cs set:a = b + c ?>"),
    (sum_beside_escape, "<?cs set:x = a + url_escape(b) ?>", "<?cs var:url_escape(b) ?>"),
    (unquoted_attribute, "<a href=<?cs var:a ?>>", '<a href="<?cs var:href ?>">'),
    (unquoted_attribute, "<a title='<?cs var:a ?>'>", '<a title="a=\'b\'">'),
    (unquoted_attribute, "<input value=a>", "<input required>"),
    (filled_tag, "<<?cs var:a ?>>", "<b><?cs var:a ?></b>"),
    (filled_tag, "<b <?cs var:a ?>>", '<b title="<?cs var:a ?>">'),
    (inline_code, '<p style="a">', '<p class="style">'),
    (inline_code, "<p onclick=\"a()\">", '<p class="once">'),
    (inline_code, "<style>a{}</style>", "<p>style</p>"),
    (inline_code, "<script>var a = <?cs var:a ?></script>",
     '<script type="module" src="<?cs var:Site.Js ?>"></script>'),
    (inline_code, '<a href="javascript:a()">', '<a href="/javascript">'),
    (foreign_address, '<a href="<?cs var:m.u ?>">', '<a href="<?cs var:url_validate(m.u) ?>">'),
    (foreign_address, '<img src="//other.example/a.png">', '<img src="<?cs var:f.img ?>">'),
    (foreign_address, '<a href="https://other.example/">', '<a href="/help">'),
    (eaten_newline, '<textarea name="a"><?cs var:a ?></textarea>',
     '<textarea name="a">\n<?cs var:a ?></textarea>'),
    (no_value, "<option>a</option>", '<option value="">a</option>'),
    (no_value, '<input type="radio" name="a">', '<input type="radio" name="a" value="1">'),
    (no_token, '<form method="post" action="/a"><input name="b"></form>',
     '<form method="post" action="/a"><?cs call:tkeys(k) ?><input name="b"></form>'),
    (no_token, '<form method="post" action="/login/x"><input name="b"></form>',
     '<form method="post" action="/login"><input name="b"></form>'),
    (button_type, '<button commandfor="a">', '<button type="button" commandfor="a">'),
    (no_contract, "<p>", "<?cs # home.cs - where one starts. ?><p>"),
)

# Leaves the portal, and its style sheet with it.
STYLED = "ticket/bundle.cs"

count = failed = 0


def ok(good, what, *why):
    global count, failed
    count += 1
    failed += not good
    print(f"{'' if good else 'not '}ok {count} - {what}")
    for line in why:
        print(f"# {line!r}")


def main():
    root = os.path.join(os.environ.get("srcdir", "."), "templates")

    for rule, bad, good in RULES:
        found = rule(bad)
        ok(bool(found), f"{rule.__name__} refuses {bad!r}")
        found = rule(good)
        ok(not found, f"{rule.__name__} allows {good!r}", *found)

    files = sorted(os.path.join(d, f) for d, _, fs in os.walk(root)
                   for f in fs if f.endswith(".cs"))
    ok(len(files) > 10, "there are templates")
    for path in files:
        with open(path, encoding="utf-8") as f:
            text = f.read()
        for rule in dict.fromkeys(r for r, _, _ in RULES):
            found = rule(text)
            if rule is inline_code and path.endswith(STYLED):
                found.remove("<style")
            if found:
                ok(False, f"{os.path.relpath(path, root)}: {rule.__name__}", *found)
        ok(True, f"{os.path.relpath(path, root)} was read")
    print(f"1..{count}")
    return failed != 0


sys.exit(main())
