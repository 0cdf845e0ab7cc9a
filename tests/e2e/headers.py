"""The headers of every kind of answer, nginx's own among them."""

from portal import PASSWORD, Person, ok

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
COMMON = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": None,  # plain http
    "X-Powered-By": None,
    "Server": "nginx",
}


def wrong_headers(answer, want):
    return [
        f"{name}: {answer.all(name)}"
        for name, value in want.items()
        if answer.all(name) != ([] if value is None else [value])
    ]


def answers(portal):
    """(what, status, answer) of each kind."""
    nobody = Person(portal)
    claire = Person(portal, "wire-claire")
    style = nobody.get("/login").text.partition('rel="stylesheet" href="')[2]
    style = style.partition('"')[0]
    yield "sign-in page", 200, nobody.get("/login")
    yield "to sign in", 303, nobody.get("/home")
    yield "the start", 303, nobody.get("/")
    yield "help", 200, nobody.get("/help")
    yield "start page", 200, claire.get("/home")
    yield "list", 200, claire.get("/tickets")
    yield "new ticket", 200, claire.get("/tickets/new")
    yield "no page", 404, claire.get("/nowhere")
    yield "no page, nobody", 404, nobody.get("/nowhere")
    yield "no such ticket", 404, claire.get("/tickets/TS-9999999")
    yield "desk for a customer", 404, claire.get("/agent")
    yield "wrong password", 422, nobody.post(
        "/login", [("username", "wire-claire"), ("password", "x" * 20)]
    )
    yield "a method of forms", 405, claire.get("/logout")
    yield "a method of pages", 405, claire.post("/home", [])
    yield "an odd method", 405, nobody.ask("DELETE", "/login")
    yield "unknown parameter", 400, claire.get("/home?x=1")
    yield "cross-site", 403, claire.post(
        "/logout", [], Sec_Fetch_Site="cross-site"
    )
    yield "no token", 422, claire.post("/logout", [])
    yield "too large", 413, nobody.post("/login", [("x", "y" * 70000)])
    yield "style sheet", 200, nobody.get(style)
    yield "no style sheet", 404, nobody.get("/static/none.css")
    yield "icon", 200, nobody.get("/favicon.ico")
    yield "robots", 200, nobody.get("/robots.txt")
    yield "stored files", 404, nobody.get("/_blob/ab/cd/" + "0" * 64)
    yield "error pages", 404, nobody.get("/_error/404.html")
    yield "line too long", 414, nobody.get("/" + "a" * 20000)
    yield "alive", 200, nobody.get("/healthz")
    yield "ready", 200, nobody.get("/readyz")


def run(portal):
    for what, status, answer in answers(portal):
        wrong = wrong_headers(answer, COMMON)
        if answer.status != status:
            wrong.append(answer.said())
        ok(not wrong, f"{status} {what}: status and headers", wrong)
        kind = answer["Content-Type"] or ""
        if answer.body:
            ok(
                kind.startswith("image/") or "charset=utf-8" in kind,
                f"{status} {what}: says its type",
                kind,
            )
        if status in (405, 413) or what == "no page":
            ok(
                answer.body.lstrip().startswith(b"<!doctype html>"),
                f"{status} {what}: is a page for people",
                answer.body[:100],
            )

    run_caching(portal)
    run_cookies(portal)


def run_caching(portal):
    claire = Person(portal, "wire-claire")
    ticket = claire.create()
    page = claire.get(f"/tickets/{ticket}")
    ok(
        page["Cache-Control"] == "private, no-cache" and page["ETag"],
        "a page may be kept, but is asked for again",
        page.headers,
    )
    again = claire.get(f"/tickets/{ticket}", If_None_Match=page["ETag"])
    ok(
        again.status == 304 and not again.body,
        "a page that has not changed is a 304",
        again.said(),
    )
    ok(
        not wrong_headers(again, COMMON),
        "304: headers",
        wrong_headers(again, COMMON),
    )
    head = claire.ask("HEAD", f"/tickets/{ticket}")
    ok(
        head.status == 200
        and not head.body
        and head["Content-Length"] == str(len(page.body)),
        "HEAD is GET without the body",
        head.headers,
    )
    claire.act(ticket, "messages", content="One more")
    changed = claire.get(f"/tickets/{ticket}", If_None_Match=page["ETag"])
    ok(changed.status == 200, "a page that has changed comes anew")
    other = Person(portal, "wire-colleague")
    stolen = other.get(f"/tickets/{ticket}", If_None_Match=changed["ETag"])
    ok(stolen.status == 404, "an ETag opens nothing", stolen.said())
    form = claire.get("/tickets/new")
    ok(
        "no-store" not in (form["Cache-Control"] or ""),
        "Back brings a form's page back without asking",
        form.headers,
    )


def run_cookies(portal):
    nobody = Person(portal)
    page = nobody.get("/login")
    ok(not page.all("Set-Cookie"), "no cookie before it is needed")
    entry = nobody.post(
        "/login", [("username", "wire-claire"), ("password", PASSWORD)]
    )
    cookie = (entry.all("Set-Cookie") or [""])[0]
    name, _, value = cookie.partition(";")[0].partition("=")
    flags = {f.strip() for f in cookie.split(";")[1:]}
    ok(
        name == "guichet_sid" and len(value) >= 43,
        "the session's cookie has 256 bits",
        cookie,
    )
    ok(
        {"HttpOnly", "SameSite=Lax", "Path=/"} <= flags
        and "Secure" not in flags
        and not any(f.startswith("Domain") for f in flags),
        "the session's cookie over http: HttpOnly, SameSite, no Secure",
        cookie,
    )
    old = dict(nobody.cookies)
    again = nobody.post(
        "/login", [("username", "wire-claire"), ("password", PASSWORD)]
    )
    ok(
        again.status == 303 and nobody.cookies != old,
        "to sign in again makes a new session",
        again.said(),
    )
    planted = Person(portal)
    planted.cookies = {"guichet_sid": "A" * 43}
    planted.post(
        "/login", [("username", "wire-claire"), ("password", PASSWORD)]
    )
    ok(
        planted.cookies["guichet_sid"] != "A" * 43,
        "a session that somebody planted is not taken over",
    )
    twice = nobody.ask(
        "GET",
        "/home",
        headers={
            "Cookie": f"guichet_sid={nobody.cookies['guichet_sid']}; "
            f"guichet_sid={nobody.cookies['guichet_sid']}"
        },
    )
    ok(twice.status == 303, "two sessions at once are none", twice.said())
    out = nobody.send(nobody.get("/home").form("/logout"))
    ok(
        out.status == 303 and out["Clear-Site-Data"] == '"cache"',
        "sign-out clears the cache",
        out.headers,
    )
    left = Person(portal)
    left.cookies = old
    ok(
        left.get("/home").status == 303,
        "a cookie from before is worth nothing",
    )
