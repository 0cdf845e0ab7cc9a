"""What comes in: methods, names, foreign pages, tokens, keys, parameters,
text that is no text.
"""

import re
import urllib.parse

from portal import Person, ok

MARK = "quite-a-long-text-of-somebody"


def run(portal):
    claire = Person(portal, "wire-claire")
    run_methods(portal, claire)
    run_names(portal, claire)
    run_foreign(claire)
    run_tokens(portal, claire)
    run_keys(claire)
    run_params(claire)
    run_text(portal, claire)
    run_next(portal)


def run_methods(portal, claire):
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "FOO"):
        for path in ("/login", "/tickets", "/static/guichet.css"):
            answer = claire.ask(method, path)
            ok(
                answer.status in (405, 400)
                and (answer.status != 405 or answer["Allow"]),
                f"{method} {path} is not for us",
                answer.said(),
            )
    got = claire.get("/tickets/TS-0000001/urge")
    ok(
        got.status == 405 and got["Allow"] == "POST",
        "GET of an action is 405 and says what is allowed",
        got.headers,
    )
    got = claire.post("/home", [])
    ok(
        got.status == 405 and got["Allow"] == "GET, HEAD",
        "POST to a page is 405 and says what is allowed",
        got.headers,
    )
    overridden = claire.ask(
        "POST", "/home", b"", {"X-HTTP-Method-Override": "GET"}
    )
    ok(overridden.status == 405, "a header does not change the method")


def run_names(portal, claire):
    sid = claire.cookies["guichet_sid"]
    for what, head in (
        ("a foreign name", "GET /login HTTP/1.1\r\nHost: evil.test\r\n"),
        ("no name", "GET /login HTTP/1.0\r\n"),
        (
            "an absolute address of another",
            "GET http://evil.test/login HTTP/1.1\r\nHost: 127.0.0.1\r\n",
        ),
        (
            "another name behind our address",
            f"GET http://127.0.0.1:{portal.port}/login HTTP/1.1\r\n"
            "Host: evil.test\r\n",
        ),
    ):
        got = portal.raw(
            f"{head}Cookie: guichet_sid={sid}\r\nConnection: close\r\n\r\n".encode()
        )
        ok(got == b"", f"{what} gets no answer", got[:200])
    got = portal.raw(
        b"GET /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    )
    ok(got.startswith(b"HTTP/1.1 200"), "localhost is ours", got[:200])


def run_foreign(claire):
    form = claire.new_form()
    form["simple_description"] = MARK
    for what, headers in (
        ("another site", {"Sec_Fetch_Site": "cross-site"}),
        ("a sibling", {"Sec_Fetch_Site": "same-site"}),
        (
            "a foreign origin",
            {"Sec_Fetch_Site": None, "Origin": "https://evil.test"},
        ),
        ("a null origin", {"Sec_Fetch_Site": None, "Origin": "null"}),
        (
            "our name with another port",
            {"Sec_Fetch_Site": None, "Origin": "http://127.0.0.1:1"},
        ),
    ):
        for path in ("/tickets", "/login", "/drafts", "/preferences"):
            got = claire.post(path, form, **headers)
            ok(
                got.status == 403
                and MARK not in got.text
                and "csrf_token" not in got.text,
                f"a POST to {path} from {what} is a bare 403",
                got.said(),
            )
    good = claire.post(
        "/tickets",
        form,
        Sec_Fetch_Site=None,
        Origin=f"http://127.0.0.1:{claire.portal.port}",
    )
    ok(good.status == 303, "our own origin may", good.said())
    # One may link to us from elsewhere.
    got = claire.get(
        "/tickets",
        Sec_Fetch_Site="cross-site",
        Sec_Fetch_Mode="navigate",
        Sec_Fetch_Dest="document",
    )
    ok(got.status == 200, "a link from elsewhere works", got.said())
    for dest in ("image", "script", "iframe", "empty"):
        got = claire.get(
            "/tickets",
            Sec_Fetch_Site="cross-site",
            Sec_Fetch_Mode="no-cors",
            Sec_Fetch_Dest=dest,
        )
        ok(
            got.status == 403 and "TS-" not in got.text,
            f"a foreign page cannot load ours as {dest}",
            got.said(),
        )


def run_tokens(portal, claire):
    other = Person(portal, "wire-colleague")
    ticket = claire.create()
    at = f"/tickets/{ticket}/messages"
    for what, token in (
        ("without a token", None),
        ("with an empty token", ""),
        ("with a wrong token", "A" * 43),
        ("with another's token", other.new_form()["csrf_token"]),
    ):
        form = claire.form_of(ticket, "messages")
        form["content"] = f"{MARK} {what} <&>\n第二行"
        form.fields = [
            [n, token if n == "csrf_token" else v]
            for n, v in form.fields
            if n != "csrf_token" or token is not None
        ]
        got = claire.send(form)
        ok(got.status == 422, f"a form {what} is 422", got.said())
        back = got.form(at)
        ok(
            back["content"] == form["content"],
            f"a form {what} comes back whole",
            back["content"],
        )
        ok(
            claire.send(back).status == 303,
            f"a form {what} can be sent from there",
        )
    # A new ticket has most to lose.
    form = claire.new_form()
    form.set(
        simple_description=MARK,
        csrf_token="old",
        remind_mail="a@b.example",
        cc_email="c@d.example",
    )
    got = claire.send(form, [("files", "日志.txt", "text/plain", b"log\n")])
    back = got.form("/tickets")
    same = all(
        back[n] == v
        for n, v in form.fields
        if n not in ("csrf_token", "idempotency_key")
    )
    ok(
        got.status == 422 and same and back["accessory_ids"],
        "a new ticket with an old token comes back with its files",
        (got.said(), back.fields),
    )
    made = claire.send(back)
    ok(
        made.status == 303
        and "日志.txt" in claire.get(made["Location"].split("?")[0]).text,
        "and its file is there when it is sent again",
        made.said(),
    )


def run_keys(claire):
    form = claire.new_form()
    form["simple_description"] = "Sent twice"
    first = claire.send(form)
    second = claire.send(form)
    ok(
        second.status == 303 and second["Location"] == first["Location"],
        "a key used again leads to the first result",
        second.said(),
    )
    listed = claire.get("/tickets").text.count(">Sent twice<")
    ok(listed == 1, "nothing was made twice", listed)

    form["simple_description"] = "Sent twice, but with other words"
    third = claire.send(form)
    ok(third.status == 409, "a key with other fields is 409", third.said())
    back = third.form("/tickets")
    ok(
        back["simple_description"] == form["simple_description"]
        and back["idempotency_key"] != form["idempotency_key"],
        "its form comes back with a new key",
        back.fields,
    )
    ok(claire.send(back).status == 303, "and can be sent")

    ticket = claire.create()
    form = claire.form_of(ticket, "messages")
    form["content"] = "Only once"
    places = {claire.send(form)["Location"] for _ in range(3)}
    page = claire.get(f"/tickets/{ticket}").text
    thread = page.partition('id="thread"')[2].partition("</ol>")[0]
    ok(
        len(places) == 1 and None not in places,
        "a message sent thrice leads to one place",
        places,
    )
    ok(thread.count("Only once") == 1, "and is there once")
    form["content"] = "Something else"
    changed = claire.send(form)
    ok(
        changed.status == 409
        and changed.form(form.action)["content"] == "Something else",
        "a message with the key of another is 409 and is kept",
        changed.said(),
    )
    form = claire.form_of(ticket, "messages")
    form.set(content="No key", idempotency_key="")
    got = claire.send(form)
    ok(
        got.status == 422 and got.form(form.action)["content"] == "No key",
        "a form without a key comes back",
        got.said(),
    )


def run_params(claire):
    for path in (
        "/home?x=1",
        "/tickets?nonsense=1",
        "/tickets?q=a&q=b",
        "/tickets/new?product_category_id=1&product_category_id=2",
        "/login?next=/home&next=/help",
        "/tickets?Config.VarEscapeMode=none",
        "/tickets?a=b=c&a<<EOM",
        "/tickets?status=%00",
        "/tickets?q=%ff",
        "/tickets?q=%c0%bc",
        "/tickets?q=%ed%a0%80",
    ):
        got = claire.get(path)
        ok(got.status == 400, f"GET {path} is 400", got.said())
    for status in ("abc", "-1", "99", "1e3", "0x1", "9" * 40):
        got = claire.get("/tickets?status=" + status)
        ok(
            got.status in (200, 400, 422),
            f"status={status[:9]} is no fault",
            got.said(),
        )
    for path in (
        "/tickets/TS-1",
        "/tickets/TS-00000001",
        "/tickets/ts-0000001",
        "/tickets/TS-0000001/",
        "/tickets/TS-+000001",
        "/tickets/1",
        "/tickets/TS-99999999999999999999",
        "/tickets//TS-0000001",
        "/attachments/xyz/a",
        "/attachments/" + "0" * 32 + "/a",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/tickets/..%2f..%2fetc",
    ):
        got = claire.get(path)
        ok(got.status in (400, 404), f"GET {path} is not there", got.said())
    got = claire.get("/tickets?after=not-a-cursor")
    ok(
        got.status in (200, 400, 422), "a broken cursor is no fault", got.said()
    )
    form = claire.new_form()
    form.fields.append(["mystery", "1"])
    got = claire.send(form)
    ok(got.status == 400, "an unknown field is 400", got.said())
    form = claire.new_form()
    form["simple_description"] = MARK
    form.fields.append(["severity_id", form["severity_id"]])
    got = claire.send(form)
    ok(
        got.status == 400 and MARK in got.text,
        "a repeated field is 400, and the text is there to copy",
        got.said(),
    )


def run_text(portal, claire):
    ticket = claire.create()
    form = claire.form_of(ticket, "messages")
    head = [f for f in form.fields if f[0] != "content"]
    url = "application/x-www-form-urlencoded"
    for what, value in (
        ("NUL", b"%00"),
        ("invalid UTF-8", b"%ff%fe"),
        ("an overlong form", b"%c0%bc"),
        ("half a surrogate", b"%ed%a0%80"),
        ("beyond Unicode", b"%f4%90%80%80"),
        ("a broken escape", b"%zz"),
        ("half an escape", b"%4"),
    ):
        body = urllib.parse.urlencode([tuple(f) for f in head]).encode() + b"&content=x" + value
        got = claire.ask("POST", form.action, body, {"Content-Type": url})
        ok(got.status == 400, f"{what} in a field is 400", got.said())
    page = claire.get(f"/tickets/{ticket}").text
    ok(
        re.findall(r'id="m(\d+)"', page) == ["1"],
        "none of these was stored",
        re.findall(r'id="m(\d+)"', page),
    )
    for what, body, kind, statuses in (
        ("JSON", b"{}", "application/json", (415,)),
        ("plain text", b"content=x", "text/plain", (415,)),
        ("no type", b"content=x", None, (415, 400, 422)),
        ("no boundary", b"x", "multipart/form-data", (400,)),
        (
            "a body cut off",
            b'--x\r\nContent-Disposition: form-data; name="content"\r\n\r\nab',
            "multipart/form-data; boundary=x",
            (400,),
        ),
        ("no multipart at all", b"x" * 99, "multipart/form-data; boundary=x", (400,)),
        ("ten thousand fields", b"a=1&" * 10000, url, (413, 400)),
        ("a name of a megabyte", b"a" * 1000000 + b"=1", url, (413, 400)),
        ("a field of a megabyte", b"content=" + b"a" * 1000000, url, (413, 422)),
    ):
        got = claire.ask(
            "POST", form.action, body, {"Content-Type": kind}
        )
        ok(got.status in statuses, f"{what} as a body is refused", got.said())
    form["content"] = "a" * 10001
    got = claire.send(form)
    ok(
        got.status == 422
        and got.form(form.action)["content"] == form["content"],
        "a text that is too long comes back",
        got.said(),
    )
    ok(
        claire.send(form.set(content="𝄞文" * 5000)).status == 303,
        "a text of the full length is taken, counted in characters",
    )
    form = claire.form_of(ticket, "messages")
    for odd in (
        "<?cs var:Config.VarEscapeMode ?><?cs include:\"/etc/passwd\" ?>",
        "\"'><x-k9 a=1>&`\\</textarea></ol>",
        "\n\nleading lines\r\nand CRLF\r",
        "\u202etext that turns\u202c, a\u200bzero width",
    ):
        form = claire.form_of(ticket, "messages")
        claire.send(form.set(content=odd))
        page = claire.get(f"/tickets/{ticket}").text
        ok(
            "<x-k9" not in page and "root:" not in page,
            f"{odd[:20]!r} stays text",
        )
    for what, path in (
        ("NUL in the path", "/tickets/%00"),
        ("invalid UTF-8 in the path", "/%ff"),
        ("CR LF in the path", "/a%0d%0aX-Evil:%201"),
    ):
        got = claire.get(path)
        ok(
            got.status in (400, 404) and got["X-Evil"] is None,
            f"{what} is refused",
            got.said(),
        )
    for name, value in (
        ("Cookie", "guichet_sid=" + "A" * 4000),
        ("Cookie", "; ".join(f"c{i}=1" for i in range(500))),
        ("Accept-Language", "zh;q=,;;,en;q=9" + ",a" * 2000),
        ("User-Agent", "\xff\xfe" * 50),
        ("If-None-Match", '"' * 4000),
        ("Sec-Fetch-Site", "x" * 4000),
        ("Range", "bytes=" + "0-1," * 1000),
    ):
        got = claire.ask("GET", "/login", headers={name: value})
        ok(
            got.status in (200, 303, 400),
            f"an odd {name} is no fault",
            got.said(),
        )
    got = claire.ask("GET", "/login", headers={"Cookie": "a=" + "b" * 60000})
    ok(got.status in (400, 431), "a huge header is refused", got.said())


def run_next(portal):
    nobody = Person(portal)
    got = nobody.get("/tickets/TS-0000001?done=created")
    ok(
        got.status == 303 and got["Location"].startswith("/login?next=%2F"),
        "a page of others leads to the sign-in and comes back",
        got["Location"],
    )
    for bad in (
        "//evil.test/",
        "https://evil.test/",
        "/\\evil.test",
        "/%2f/evil.test",
        "javascript:alert(1)",
        "/logout",
        "/tickets/../../x",
        "/home\r\nX-Evil: 1",
    ):
        person = Person(portal)
        got = person.post(
            "/login",
            [
                ("username", "wire-claire"),
                ("password", "correct horse battery staple"),
                ("next", bad),
            ],
        )
        place = got["Location"] or ""
        ok(
            got["X-Evil"] is None
            and (got.status == 400 or place in ("/", "/home")),
            f"next={bad!r} is not followed",
            (got.status, place),
        )
