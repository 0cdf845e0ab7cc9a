"""Every route for everybody: what `guichet routes` lists against the table
below.  A route without a row here fails, and so does a row without a route.
"""

import html
import re
import secrets

from files import png
from portal import Person, ok

WHO = (
    "nobody",
    "stranger",
    "colleague",
    "owner",
    "agent",
    "lead",
    "admin",
    "manager",  # administers the owner's account
    "operator",  # of a group that the owner is in
)

# What each comes to, in the order of WHO; the last two, where they are left
# out, fare like the owner.
#   200, 403, 404  the status
#   in             303 to the sign-in page
#   >/x            303 to /x
#   may            it is his to do: 303 to somewhere else, or 409 or 422
#                  with the form, where the state or the fields do not allow it
# {t} is a ticket of the owner's, {a} a file of it, {m} a message.
TABLE = """
GET  /                          >/login >/home >/home >/home >/agent >/agent >/admin
GET  /help                      200 200 200 200 200 200 200
GET  /healthz                   200 200 200 200 200 200 200
GET  /readyz                    200 200 200 200 200 200 200
GET  /login                     200 may may may may may may
POST /login                     may may may may may may may
POST /logout                    in in in in in in in
POST /preferences               may may may may may may may

GET  /account                   in 200 200 200 200 200 200
POST /account                   in may may may may may may
GET  /account/password          in 200 200 200 200 200 200
POST /account/password          in may may may may may may
GET  /account/contacts          in 200 200 200 200 200 200
GET  /account/keys              in 200 200 200 200 200 200
POST /account/keys              in may may may may may may
POST /account/keys/remove       in may may may may may may
GET  /account/totp              in 200 200 200 200 200 200
POST /account/totp              in may may may may may may
GET  /account/sessions          in 200 200 200 200 200 200
POST /account/sessions/end      in may may may may may may
POST /account/sessions/known    in may may may may may may

GET  /home                      in 200 200 200 403 403 403
GET  /drafts                    in >/ >/ >/ >/ >/ >/
POST /drafts                    in may may may may may may
POST /drafts/:id/delete         in 404 404 404 404 404 404
GET  /views                     in 200 200 200 200 200 200
POST /views                     in may may may may may may
POST /views/:id/first           in 404 404 404 404 404 404
POST /views/:id/delete          in 404 404 404 404 404 404

GET  /tickets                   in 200 200 200 403 403 403
GET  /tickets/new               in 200 200 200 403 403 403
POST /tickets                   in may may may 403 403 403
GET  /tickets/:ticket           in 404 404 200 desk desk desk
GET  /tickets/:ticket/poll      in 404 404 200 desk desk desk
POST /tickets/:ticket/messages  in 404 404 may 403 403 403
POST /tickets/:ticket/messages/:message/withdraw  in 404 404 may 403 403 403 404 404
POST /tickets/:ticket/urge      in 404 404 may 403 403 403
POST /tickets/:ticket/cancel    in 404 404 may 403 403 403
POST /tickets/:ticket/close     in 404 404 may 403 403 403
POST /tickets/:ticket/reject    in 404 404 may 403 403 403
POST /tickets/:ticket/delete    in 404 404 may 403 403 403
GET  /tickets/:ticket/score     in 404 404 may desk desk desk
GET  /tickets/:ticket/attachments.zip  in 404 404 200 200 200 200
GET  /tickets/:ticket/bundle.zip  in 404 404 200 200 200 200
POST /tickets/:ticket/attachments/link  in 404 404 may may may may
GET  /links/:token              in 404 404 404 404 404 404
GET  /links/zip/:token          in 404 404 404 404 404 404
GET  /links/file/:token/:name   in 404 404 404 404 404 404
POST /tickets/:ticket/score     in 404 404 may 403 403 403

POST /tickets/:ticket/labels    in 404 404 may 403 403 403
POST /tickets/:ticket/labels/remove  in 404 404 may 403 403 403
POST /tickets/:ticket/relations in 404 404 may 403 403 403
POST /tickets/:ticket/relations/remove  in 404 404 may 403 403 403
POST /tickets/:ticket/contact   in 404 404 may 403 403 403
POST /tickets/:ticket/extends   in 404 404 may 403 403 403

GET  /labels                    in 200 200 200 403 403 403
POST /labels                    in may may may 403 403 403
POST /labels/:id                in 404 404 404 403 403 403
POST /labels/:id/delete         in 404 404 404 403 403 403

GET  /authorizations            in 200 200 200 403 403 403
GET  /authorizations/:id        in 404 404 200 403 403 403
POST /authorizations/:id/confirm  in 404 404 may 403 403 403
POST /authorizations/:id/reject   in 404 404 may 403 403 403
POST /authorizations/:id/cancel   in 404 404 may 403 403 403

GET  /feedback                  in 200 200 200 403 403 403
POST /feedback                  in may may may 403 403 403
GET  /feedback/:id              in 404 404 404 403 403 403

POST /attachments               in may may may may may may
GET  /attachments/:id/thumb     in 404 404 200 200 200 200
GET  /attachments/:id/view      in 404 404 200 200 200 200
GET  /attachments/:id/image     in 404 404 200 200 200 200
GET  /attachments/:id/:name     in 404 404 200 200 200 200
GET  /uploads                   in 200 200 200 200 200 200
POST /uploads                   in may may may may may may
GET  /uploads/:id               in 404 404 200 404 404 404 404 404
PATCH /uploads/:id              in 404 404 may 404 404 404 404 404
POST /uploads/:id/cancel        in 404 404 may 404 404 404 404 404

POST /attachments/:id/link      in 404 404 may may may may
POST /attachments/:id/delete    in 404 404 403 403 403 403

GET  /organization  in 404 404 404 403 403 403 200 404
GET  /organization/users  in 404 404 404 403 403 403 200 404
GET  /organization/users/new  in 404 404 404 403 403 403 200 404
POST /organization/users/new  in 404 404 404 403 403 403 may 404
GET  /organization/users/:id  in 404 404 404 403 403 403 200 404
POST /organization/users/:id  in 404 404 404 403 403 403 may 404
GET  /organization/groups  in 404 404 404 403 403 403 200 404
GET  /organization/groups/new  in 404 404 404 403 403 403 200 404
POST /organization/groups/new  in 404 404 404 403 403 403 may 404
GET  /organization/groups/:id  in 404 404 404 403 403 403 200 404
POST /organization/groups/:id  in 404 404 404 403 403 403 may 404
POST /organization/users/:id/password  in 404 404 404 403 403 403 may 404
POST /organization/users/:id/totp  in 404 404 404 403 403 403 404 404
POST /organization/users/:id/disable  in 404 404 404 403 403 403 may 404
POST /organization/users/:id/enable  in 404 404 404 403 403 403 may 404
POST /organization/groups/:id/add  in 404 404 404 403 403 403 may 404
POST /organization/groups/:id/remove  in 404 404 404 403 403 403 may 404
POST /organization/groups/:id/delete  in 404 404 404 403 403 403 may 404
GET  /organization/policy  in 404 404 404 403 403 403 200 404
POST /organization/policy  in 404 404 404 403 403 403 may 404
GET  /organization/privileges  in 404 404 404 403 403 403 200 404
POST /organization/privileges  in 404 404 404 403 403 403 may 404

GET  /agent                     in 404 404 404 200 200 200
GET  /agent/tickets             in 404 404 404 200 200 200
GET  /agent/search              in 404 404 404 200 200 200
POST /agent/tickets             in 404 404 404 may may may
GET  /agent/replies             in 404 404 404 200 200 200
POST /agent/replies             in 404 404 404 may may may
GET  /agent/replies/new         in 404 404 404 200 200 200
GET  /agent/replies/:id         in 404 404 404 404 404 404
POST /agent/replies/:id         in 404 404 404 404 404 404
GET  /agent/tickets/:ticket     in 404 404 404 200 200 200
GET  /agent/tickets/:ticket/poll  in 404 404 404 200 200 200
POST /agent/tickets/:ticket/extends  in 404 404 404 may may may
POST /agent/tickets/:ticket/take  in 404 404 404 may may may
POST /agent/tickets/:ticket/reply  in 404 404 404 may may may
POST /agent/tickets/:ticket/note  in 404 404 404 may may may
POST /agent/tickets/:ticket/ask  in 404 404 404 may may may
POST /agent/tickets/:ticket/resolve  in 404 404 404 may may may
POST /agent/tickets/:ticket/pause  in 404 404 404 may may may
POST /agent/tickets/:ticket/resume  in 404 404 404 may may may
POST /agent/tickets/:ticket/release  in 404 404 404 may may may
POST /agent/tickets/:ticket/assign  in 404 404 404 may may may
GET  /agent/tickets/:ticket/authorization  in 404 404 404 403 409 409
POST /agent/tickets/:ticket/authorization  in 404 404 404 may may may
POST /agent/tickets/:ticket/recall  in 404 404 404 may may may
POST /agent/tickets/:ticket/reveal  in 404 404 404 403 403 403
POST /agent/tickets/:ticket/reopen  in 404 404 404 may may may
POST /agent/tickets/:ticket/restore  in 404 404 404 may may may
GET  /agent/tickets/:ticket/reclassify  in 404 404 404 403 200 200
POST /agent/tickets/:ticket/reclassify  in 404 404 404 may may may
POST /agent/tickets/:ticket/invalidate  in 404 404 404 may may may
GET  /admin                     in 404 404 404 403 403 200
GET  /admin/accounts  in 404 404 404 403 403 200
GET  /admin/accounts/new  in 404 404 404 403 403 200
POST /admin/accounts/new  in 404 404 404 403 403 may
GET  /admin/accounts/:id  in 404 404 404 403 403 200
POST /admin/accounts/:id  in 404 404 404 403 403 may
GET  /admin/accounts/:id/quotas  in 404 404 404 403 403 200
POST /admin/accounts/:id/quotas  in 404 404 404 403 403 may
POST /admin/accounts/:id/policy  in 404 404 404 403 403 may
POST /admin/accounts/:id/privileges  in 404 404 404 403 403 may
GET  /admin/users  in 404 404 404 403 403 200
GET  /admin/users/new  in 404 404 404 403 403 200
POST /admin/users/new  in 404 404 404 403 403 may
GET  /admin/users/import  in 404 404 404 403 403 200
POST /admin/users/import  in 404 404 404 403 403 may
GET  /admin/users/export  in 404 404 404 403 403 200
GET  /admin/users/:id  in 404 404 404 403 403 200
POST /admin/users/:id  in 404 404 404 403 403 may
GET  /admin/groups  in 404 404 404 403 403 200
GET  /admin/groups/new  in 404 404 404 403 403 200
POST /admin/groups/new  in 404 404 404 403 403 may
GET  /admin/groups/:id  in 404 404 404 403 403 200
POST /admin/groups/:id  in 404 404 404 403 403 may
POST /admin/users/:id/password  in 404 404 404 403 403 may
POST /admin/users/:id/totp  in 404 404 404 403 403 404
POST /admin/users/:id/disable  in 404 404 404 403 403 may
POST /admin/users/:id/enable  in 404 404 404 403 403 may
POST /admin/groups/:id/add  in 404 404 404 403 403 may
POST /admin/groups/:id/remove  in 404 404 404 403 403 may
POST /admin/groups/:id/delete  in 404 404 404 403 403 may
GET  /admin/catalogue  in 404 404 404 403 403 200
GET  /admin/catalogue/new  in 404 404 404 403 403 200
POST /admin/catalogue/new  in 404 404 404 403 403 may
GET  /admin/catalogue/import  in 404 404 404 403 403 200
POST /admin/catalogue/import  in 404 404 404 403 403 may
GET  /admin/catalogue/export  in 404 404 404 403 403 200
GET  /admin/catalogue/:id  in 404 404 404 403 403 200
GET  /admin/catalogue/:id/preview  in 404 404 404 403 403 200
POST /admin/catalogue/:id  in 404 404 404 403 403 may
GET  /admin/severities  in 404 404 404 403 403 200
GET  /admin/severities/new  in 404 404 404 403 403 200
POST /admin/severities/new  in 404 404 404 403 403 may
GET  /admin/severities/:id  in 404 404 404 403 403 200
POST /admin/severities/:id  in 404 404 404 403 403 may
GET  /admin/regions  in 404 404 404 403 403 200
GET  /admin/regions/new  in 404 404 404 403 403 200
POST /admin/regions/new  in 404 404 404 403 403 may
GET  /admin/regions/:id  in 404 404 404 403 403 200
POST /admin/regions/:id  in 404 404 404 403 403 may
GET  /admin/dimensions  in 404 404 404 403 403 200
GET  /admin/dimensions/new  in 404 404 404 403 403 200
POST /admin/dimensions/new  in 404 404 404 403 403 may
GET  /admin/dimensions/:id  in 404 404 404 403 403 200
POST /admin/dimensions/:id  in 404 404 404 403 403 may
GET  /admin/agreements  in 404 404 404 403 403 200
GET  /admin/agreements/new  in 404 404 404 403 403 200
POST /admin/agreements/new  in 404 404 404 403 403 may
GET  /admin/agreements/:id  in 404 404 404 403 403 200
GET  /admin/limits  in 404 404 404 403 403 200
GET  /admin/limits/files        in 404 404 404 403 403 200
POST /admin/limits/files        in 404 404 404 403 403 may
GET  /admin/limits/:id  in 404 404 404 403 403 200
POST /admin/limits/:id  in 404 404 404 403 403 may
GET  /admin/queues              in 404 404 404 403 403 200
POST /admin/queues              in 404 404 404 403 403 may
GET  /admin/queues/new          in 404 404 404 403 403 200
GET  /admin/queues/:id          in 404 404 404 403 403 200
POST /admin/queues/:id          in 404 404 404 403 403 may
POST /admin/queues/:id/delete   in 404 404 404 403 403 may
GET  /admin/calendar            in 404 404 404 403 403 200
POST /admin/calendar            in 404 404 404 403 403 may
POST /admin/calendar/days       in 404 404 404 403 403 may
POST /admin/calendar/days/:id/delete  in 404 404 404 403 403 404
GET  /admin/feedback            in 404 404 404 403 403 200
GET  /admin/feedback/:id        in 404 404 404 403 403 404
POST /admin/feedback/:id        in 404 404 404 403 403 404
GET  /admin/replies             in 404 404 404 403 403 200
POST /admin/replies             in 404 404 404 403 403 may
GET  /admin/replies/new         in 404 404 404 403 403 200
GET  /admin/replies/:id         in 404 404 404 403 403 404
POST /admin/replies/:id         in 404 404 404 403 403 404
GET  /admin/health  in 404 404 404 403 403 200
GET  /admin/jobs  in 404 404 404 403 403 200
POST /admin/jobs/:id  in 404 404 404 403 403 may
GET  /admin/audit               in 404 404 404 403 403 200
GET  /admin/audit/export        in 404 404 404 403 403 200
POST /admin/audit/verify        in 404 404 404 403 403 200
"""

# The fields of a form that is right; others are sent empty.
FIELDS = {
    "/tickets/:ticket/messages": {"content": "x"},
    "/account/sessions/known": {"event": "1"},
    "/drafts": {"form": "/tickets"},
    "/labels": {"name": "policy", "color": "#B42318"},
    "/labels/:id": {"name": "policy too", "color": "#B42318"},
    "/agent/tickets/:ticket/reply": {"content": "x", "seen": "1"},
    "/agent/tickets/:ticket/note": {"content": "x", "seen": "1"},
    "/agent/tickets/:ticket/ask": {"content": "x", "seen": "1"},
    "/agent/tickets/:ticket/resolve": {"content": "x", "seen": "1"},
    "/agent/tickets/:ticket/reveal": {"what": "message-1"},
    "/preferences": {"language": "en"},
    "/uploads": {"name": "policy.txt", "size": "9"},
}
UNKEYED = {"/login", "/preferences", "/drafts"}


def routes(portal):
    for line in portal.guichet("routes").stdout.splitlines():
        method, _, path = line.split()
        yield method, path


def expected():
    for line in TABLE.split("\n"):
        if line:
            method, path, *outcomes = line.split()
            owner = outcomes[WHO.index("owner")]
            outcomes += [owner] * (len(WHO) - len(outcomes))
            yield (method, path), outcomes


def outcome(answer):
    place = answer["Location"] or ""
    if answer.status == 303 and place.partition("?")[0] == "/login":
        return "in"
    if answer.status == 303 and place.startswith("/agent/tickets/TS-"):
        return "desk"
    if answer.status == 303:
        return ">" + place.partition("?")[0]
    return str(answer.status)


def fits(want, got, answer):
    if want == "may":
        return got.startswith(">") or got in ("desk", "201", "204", "409", "422")
    if want == ">/login":
        return got == "in"
    return want == got


class Cast:
    def __init__(self, portal):
        self.portal = portal
        self.people = {
            who: Person(
                portal,
                None
                if who == "nobody"
                else "wire-claire"
                if who == "owner"
                else "wire-" + who,
            )
            for who in WHO
        }
        self.owner = self.people["owner"]
        self.ticket = self.owner.create(
            files=[("files", "a.png", "image/png", png())]
        )
        page = self.owner.get(f"/tickets/{self.ticket}").text
        self.file = page.partition('href="/attachments/')[2][:32]
        access = f"/authorizations/{self.access()}"
        self.entry = {
            "/authorizations/:id" + act: access + act
            for act in ("", "/confirm", "/reject", "/cancel")
        } | {
            f"/admin/{shelf}/:id": self.first(f"/admin/{shelf}")
            for shelf in (
                "catalogue",
                "severities",
                "regions",
                "dimensions",
                "agreements",
                "limits",
            )
        }

        portal.add_user("wire-target", "customer", "Wire")
        self.target = self.numbered("/admin/users?q=wire-target")
        self.group = self.new_group()
        self.upload = self.new_upload()

    def new_upload(self):
        """A file that the owner began to send."""
        fields = self.form("owner", "/uploads")
        answer = self.owner.post("/uploads", fields)
        return answer["Location"].rpartition("/")[2]

    def numbered(self, shelf):
        """The id of the one that the page lists."""
        page = self.people["admin"].get(shelf).text
        return re.search(r'class="subj" href="/admin/\w+/(\d+)"', page)[1]

    def new_group(self):
        name = f"wire-group-{secrets.token_hex(4)}"
        self.portal.guichet("group", "add", name, "--account", "Wire")
        return self.numbered(f"/admin/groups?q={name}")

    def new_queue(self):
        name = f"wire-queue-{secrets.token_hex(4)}"
        self.portal.guichet("queue", "add", name)
        page = self.people["admin"].get("/admin/queues").text
        return re.search(rf'href="/admin/queues/(\d+)">{name}<', page)[1]

    def access(self):
        """An authorization that the owner is asked for."""
        ticket = self.owner.create()
        agent = self.people["agent"]
        agent.act(ticket, "take")
        at = f"/agent/tickets/{ticket}/authorization"
        agent.send(
            agent.get(at)
            .form(at)
            .set(
                visit_type_id="1",
                auth_describe="To read the log",
                instance_name_1="web-1",
            )
        )
        page = self.owner.get("/authorizations").text
        return page.partition('href="/authorizations/')[2].partition('"')[0]

    def first(self, shelf):
        """The address of the first entry that the page lists."""
        page = self.people["admin"].get(shelf).text
        return re.search(f'class="subj" href="({shelf}/[^"?]+)', page)[1]

    def address(self, path, ticket):
        for shelf in self.entry:
            if path.startswith(shelf):
                return path.replace(shelf, self.entry[shelf])
        if path.startswith("/admin/queues/:id"):
            return path.replace(":id", self.new_queue())
        if path.startswith("/uploads/:id"):
            if self.owner.get(f"/uploads/{self.upload}").status == 404:
                self.upload = self.new_upload()
            return path.replace(":id", self.upload)
        if path.endswith("/groups/:id/delete"):
            return path.replace(":id", self.new_group())
        return (
            path.replace(":ticket", ticket)
            .replace(":message", "1")
            .replace(":name", "a.png")
            .replace("/admin/jobs/:id", "/admin/jobs/probe")
            .replace("/drafts/:id", "/drafts/999999")
            .replace("/views/:id", "/views/999999")
            .replace("/users/:id", f"/users/{self.target}")
            .replace("/groups/:id", f"/groups/{self.group}")
            .replace("/accounts/:id", "/accounts/1")
            .replace("/labels/:id", "/labels/999999")
            .replace("/replies/:id", "/replies/999999")
            .replace("/feedback/:id", "/feedback/999999")
            .replace("/days/:id", "/days/20991224")
            .replace(":id", self.file)
        )

    def form(self, who, path):
        """The hidden fields as far as he can have them."""
        fields = dict(FIELDS.get(path, {}))
        if path in UNKEYED or who == "nobody":
            return list(fields.items())
        person = self.people[who]
        hidden = person.get("/account").form("/account")
        fields["csrf_token"] = hidden["csrf_token"]
        fields["idempotency_key"] = hidden["idempotency_key"]
        if ":ticket" in path:
            fields["revision"] = "1"
        return list(fields.items())

    def ask(self, who, method, path, ticket):
        person = self.people[who]
        address = self.address(path, ticket)
        if method == "GET":
            return person.get(address)
        if method == "PATCH":
            token = dict(self.form(who, path)).get("csrf_token")
            return person.chunk(address, token, 5, b"nine")
        if path == "/logout" and who != "nobody":
            # Of a session that is not needed any more.
            person = Person(self.portal, person.name)
            form = person.get("/help").form("/logout")
            return person.send(form)
        if path in ("/login", "/preferences"):
            person = Person(self.portal)
        return person.post(address, self.form(who, path))


def run(portal):
    table = dict(expected())
    listed = set(routes(portal))
    for route in sorted(listed - table.keys()):
        ok(False, f"{' '.join(route)} has a row in tests/e2e/policy.py")
    for route in sorted(table.keys() - listed):
        ok(False, f"{' '.join(route)} is a route of the portal")
    cast = Cast(portal)
    for method, path in sorted(listed & table.keys()):
        ticket = cast.ticket
        if method == "POST" and ":ticket" in path:
            ticket = cast.owner.create()
        for who, want in zip(WHO, table[method, path]):
            answer = cast.ask(who, method, path, ticket)
            got = outcome(answer)
            ok(
                fits(want, got, answer),
                f"{method} {path} for {who}: {want}",
                f"{got}; {answer.said()}",
            )
    run_same_404(cast)
    run_leaks(cast)
    run_lost_role(cast)


def run_same_404(cast):
    """A ticket that is not yours is the page of one that never was."""

    def bare(answer):
        text = answer.text
        for given in (answer["X-Request-Id"], cast.ticket, "TS-9999999"):
            text = text.replace(given or "\0", "")
        return text

    for who in ("stranger", "colleague"):
        person = cast.people[who]
        for end in ("", "/poll?since=1", "/score"):
            mine = person.get(f"/tickets/{cast.ticket}{end}")
            none = person.get(f"/tickets/TS-9999999{end}")
            ok(
                bare(mine) == bare(none)
                and [n for n, _ in mine.headers]
                == [n for n, _ in none.headers],
                f"{who}: another's ticket{end} looks like none at all",
                mine.said(),
            )
        got = person.get(f"/tickets?q={cast.ticket}")
        ok(
            f"/tickets/{cast.ticket}" not in got.text,
            f"{who}: nor is it found by its number",
            got.said(),
        )


def run_lost_role(cast):
    """A role that is taken away while a message is being written."""
    operator, manager = cast.people["operator"], cast.people["manager"]
    text = "It works again since noon.\n\nTell me <why>, & how."
    ticket = cast.owner.create()
    form = operator.form_of(ticket, "messages").set(content=text)
    before = cast.owner.get(f"/tickets/{ticket}")["ETag"]
    group = cast.numbered("/admin/groups?q=wire-desk")
    member = cast.numbered("/admin/users?q=wire-operator")
    page = manager.get(f"/organization/groups/{group}")
    remove = page.form(f"/organization/groups/{group}/remove")
    remove["user_id"] = member
    ok(manager.send(remove).status == 303, "the manager takes the role away")
    answer = operator.send(form)
    kept = re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", answer.text, re.S)
    ok(answer.status == 404, "whoever lost it meets no ticket", answer.said())
    ok(
        [html.unescape(k) for k in kept] == [text],
        "and has what he typed",
        kept,
    )
    ok(
        cast.owner.get(f"/tickets/{ticket}")["ETag"] == before,
        "the ticket is as it was",
    )
    cast.portal.guichet("group", "member", "wire-desk", "wire-operator")


def run_leaks(cast):
    """An internal note shows nowhere on the customer's side."""
    agent = cast.people["agent"]
    ticket = cast.owner.create()
    before = cast.owner.get(f"/tickets/{ticket}")
    agent.act(
        ticket,
        "note",
        [("files", "secret.txt", "text/plain", b"secret\n")],
        content="Between us only",
    )
    desk = agent.get(f"/agent/tickets/{ticket}").text
    ok("Between us only" in desk, "the desk sees its note")
    page = cast.owner.get(f"/tickets/{ticket}")
    ok(
        "Between us only" not in page.text and "secret.txt" not in page.text,
        "the customer does not",
    )
    ok(
        page["ETag"] == before["ETag"],
        "not even that there is something",
        (page["ETag"], before["ETag"]),
    )
    for path in ("/tickets", "/tickets?q=Between", "/home"):
        ok(
            "Between us only" not in cast.owner.get(path).text,
            f"nor on {path}",
        )
    file = desk.partition('href="/attachments/')[2].partition('"')[0]
    ok(
        file.endswith("secret.txt")
        and agent.get(f"/attachments/{file}").status == 200
        and cast.owner.get(f"/attachments/{file}").status == 404,
        "its file is the desk's alone",
        file,
    )


