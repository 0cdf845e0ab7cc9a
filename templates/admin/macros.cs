<?cs # macros.cs - what the administrator's pages share.

 A page begins with call:admin("its key") after the head, and ends with
 call:admin_end() before the foot.  Between them stands a list
 (div.head, form.filters, div.box > table.list, nav.pager) or a form
 (div.form-page: call:summary(), h1, form with the fields below).

 A new page is a line in admin(), below the heading it belongs to, in the
 order: accounts, users, groups - catalogue, severities, regions, dimensions,
 agreements, limits - queues, calendar, replies - feedback, audit, jobs, health.
?><?cs
def:aitem(key, href, word, now) ?><li><a href="<?cs var:href ?>"<?cs if:key == now ?> aria-current="page"<?cs /if ?>><?cs var:word ?></a></li><?cs /def ?><?cs
def:admin(now) ?>
<div class="split left">
<nav class="views" aria-label="<?cs var:Lang.Nav.Admin ?>"><ul><?cs
call:aitem("home", "/admin", Lang.Admin.Overview, now) ?></ul>
<h2><?cs var:Lang.Admin.Customers ?></h2><ul><?cs
call:aitem("accounts", "/admin/accounts", Lang.Org.Accounts, now) ?><?cs
call:aitem("users", "/admin/users", Lang.Org.Users, now) ?><?cs
call:aitem("groups", "/admin/groups", Lang.Org.Groups, now) ?></ul>
<h2><?cs var:Lang.Admin.Service ?></h2><ul><?cs
call:aitem("catalogue", "/admin/catalogue", Lang.Entry.Catalogue, now) ?><?cs
call:aitem("severities", "/admin/severities", Lang.Kinds.severity, now) ?><?cs
call:aitem("regions", "/admin/regions", Lang.Kinds.region, now) ?><?cs
call:aitem("dimensions", "/admin/dimensions", Lang.Kinds.dimension, now) ?><?cs
call:aitem("agreements", "/admin/agreements", Lang.Agreement.Title, now) ?><?cs
call:aitem("limits", "/admin/limits", Lang.Limit.Title, now) ?></ul>
<h2><?cs var:Lang.Admin.Desk ?></h2><ul><?cs
call:aitem("queues", "/admin/queues", Lang.Admin.Queues, now) ?><?cs
call:aitem("calendar", "/admin/calendar", Lang.Admin.Calendar, now) ?><?cs
call:aitem("replies", "/admin/replies", Lang.Replies.Title, now) ?></ul>
<h2><?cs var:Lang.Admin.System ?></h2><ul><?cs
call:aitem("feedback", "/admin/feedback", Lang.Feedback.Reports, now) ?><?cs
call:aitem("audit", "/admin/audit", Lang.Audit.Title, now) ?><?cs
call:aitem("jobs", "/admin/jobs", Lang.Jobs.Title, now) ?><?cs
call:aitem("health", "/admin/health", Lang.Admin.Health, now) ?></ul></nav>
<div><?cs /def ?><?cs
def:admin_end() ?></div></div><?cs /def ?><?cs

# What stands in the form was left when a session had ended: F.Left. ?><?cs
def:left() ?><?cs if:F.Left ?><div class="note"><?cs call:ic_info() ?><p><?cs var:Lang.Org.Left ?></p></div><?cs /if ?><?cs /def ?><?cs

# Fields of a form: the name is the id too; f has .v and .e; need is "" where
  the field may stay empty; hint may be "". ?><?cs
def:afield(name, f, label, need, hint) ?><label for="<?cs var:name ?>"><?cs var:label ?><?cs if:!need ?><?cs call:opt() ?><?cs /if ?></label><?cs
 if:hint ?><p class="hint" id="<?cs var:name ?>-h"><?cs var:hint ?></p><?cs /if ?><?cs call:err(name, f) ?><?cs /def ?><?cs
def:alang(name) ?><?cs if:name == "name_zh" || name == "content_zh" ?> lang="zh-Hans"<?cs /if ?><?cs /def ?><?cs
def:atext(name, f, label, need, hint) ?><div class="field<?cs if:f.e ?> bad<?cs /if ?>"><?cs call:afield(name, f, label, need, hint) ?><input id="<?cs var:name ?>" name="<?cs var:name ?>" value="<?cs var:f.v ?>" autocomplete="off"<?cs call:alang(name) ?><?cs call:told(name, f, hint) ?>></div><?cs /def ?><?cs
def:aarea(name, f, label, need, hint) ?><div class="field<?cs if:f.e ?> bad<?cs /if ?>"><?cs call:afield(name, f, label, need, hint) ?><textarea id="<?cs var:name ?>" name="<?cs var:name ?>" rows="6"<?cs call:alang(name) ?><?cs call:told(name, f, hint) ?>>
<?cs var:f.v ?></textarea></div><?cs /def ?><?cs
def:acheck(name, f, label, hint) ?><div class="field"><label class="choice" for="<?cs var:name ?>"><input type="checkbox" id="<?cs var:name ?>" name="<?cs var:name ?>" value="1"<?cs if:f.v ?> checked<?cs /if ?>><span><?cs var:label ?><?cs if:hint ?><small><?cs var:hint ?></small><?cs /if ?></span></label></div><?cs /def ?><?cs
def:aoption(value, word, chosen) ?><option value="<?cs var:value ?>"<?cs if:value == chosen ?> selected<?cs /if ?>><?cs var:word ?></option><?cs /def ?><?cs

# Of an entry of the catalogue: its name in the other language; that it is
  not offered; whether it is. ?><?cs
def:other(e) ?><span<?cs if:Lang.Code == "en" ?> lang="zh-Hans"<?cs else ?> lang="en"<?cs /if ?>><?cs var:e.other ?></span><?cs /def ?><?cs
def:off(e) ?><?cs if:e.off ?><span class="tag"><?cs var:Lang.Entry.Off ?></span><?cs /if ?><?cs /def ?><?cs
def:offered(e) ?><?cs if:e.off ?><?cs call:off(e) ?><?cs else ?><span class="tag ok"><?cs var:Lang.Entry.On ?></span><?cs /if ?><?cs /def ?>
