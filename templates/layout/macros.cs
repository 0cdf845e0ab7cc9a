<?cs # macros.cs - what every page may call; it writes nothing by itself.
 Reads from the page: Csrf, Revision, F.Say, F.Errors.N.{to,say}, F.Lost (a
 secret was typed, which does not come back: f.lost says which).
 A form's field is a node f with f.v (as typed) and f.e (a complaint).
 A time is a node: its value is words, .i is ISO 8601 in UTC, and .f, if
 the words are relative, the whole local time.
?><?cs

# Icons, drawn in the colour of the text beside them. ?><?cs
def:ic_plus() ?><svg class="i" viewBox="0 0 16 16" aria-hidden="true"><path d="M8 3v10M3 8h10"/></svg><?cs /def ?><?cs
def:ic_user() ?><svg class="i" viewBox="0 0 16 16" aria-hidden="true"><path d="M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zm-5.5 6c.6-3 2.8-4 5.5-4s4.9 1 5.5 4"/></svg><?cs /def ?><?cs
def:ic_down() ?><svg class="i" viewBox="0 0 16 16" aria-hidden="true"><path d="M4 6l4 4 4-4"/></svg><?cs /def ?><?cs
def:ic_back() ?><svg class="i" viewBox="0 0 16 16" aria-hidden="true"><path d="M9.5 3 4.5 8l5 5"/></svg><?cs /def ?><?cs
def:ic_next() ?><svg class="i" viewBox="0 0 16 16" aria-hidden="true"><path d="M3 8h10M9 4l4 4-4 4"/></svg><?cs /def ?><?cs
def:ic_check() ?><svg class="i" viewBox="0 0 16 16" aria-hidden="true"><path d="M3 8.5 6.5 12 13 4.5"/></svg><?cs /def ?><?cs
def:ic_warn() ?><svg class="i" viewBox="0 0 16 16" aria-hidden="true"><path d="M8 2 1.5 13.5h13zM8 6.5V10m0 1.8v.2"/></svg><?cs /def ?><?cs
def:ic_info() ?><svg class="i" viewBox="0 0 16 16" aria-hidden="true"><path d="M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.5V11M8 5v.2"/></svg><?cs /def ?><?cs
def:ic_lock() ?><svg class="i" viewBox="0 0 16 16" aria-hidden="true"><path d="M4 7.5h8V14H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5"/></svg><?cs /def ?><?cs
def:ic_x() ?><svg class="i" viewBox="0 0 16 16" aria-hidden="true"><path d="M4 4l8 8M12 4l-8 8"/></svg><?cs /def ?><?cs
def:ic_clock() ?><svg class="i" viewBox="0 0 16 16" aria-hidden="true"><path d="M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.5V8l2.5 1.5"/></svg><?cs /def ?><?cs
def:ic_bell() ?><svg class="i" viewBox="0 0 16 16" aria-hidden="true"><path d="M4 11V7a4 4 0 0 1 8 0v4l1.5 1.5h-11zM6.8 14.5h2.4"/></svg><?cs /def ?><?cs

# What a POST form carries before anything else: keys() for a form without
  a revision, tkeys() for one on a ticket. ?><?cs
def:keys(key) ?><input type="hidden" name="csrf_token" value="<?cs var:Csrf ?>"><input type="hidden" name="idempotency_key" value="<?cs var:key ?>"><?cs /def ?><?cs
def:tkeys(key) ?><?cs call:keys(key) ?><input type="hidden" name="revision" value="<?cs var:Revision ?>"><?cs /def ?><?cs

# A label: .name, .c the number of its colour. ?><?cs
def:chip(l) ?><span class="tag lb l-<?cs var:l.c ?>"><?cs var:l.name ?></span><?cs /def ?><?cs

# A time that people and programs can read. ?><?cs
def:when(t) ?><time datetime="<?cs var:t.i ?>"<?cs if:t.f ?> title="<?cs var:t.f ?>"<?cs /if ?>><?cs var:t ?></time><?cs /def ?><?cs

# The complaint at a field, and the attributes that tie hint and complaint
  to the control. hint says whether there is a hint with the id "ID-h". ?><?cs
def:err(id, f) ?><?cs if:f.e ?><p class="err" id="<?cs var:id ?>-e"><?cs call:ic_warn() ?> <?cs var:f.e ?></p><?cs /if ?><?cs /def ?><?cs
def:told(id, f, hint) ?><?cs
 if:f.e ?> aria-invalid="true" aria-describedby="<?cs if:hint ?><?cs var:id ?>-h <?cs /if ?><?cs var:id ?>-e"<?cs
 elif:hint ?> aria-describedby="<?cs var:id ?>-h"<?cs
 /if ?><?cs /def ?><?cs
def:opt() ?> <span class="opt"><?cs var:Lang.Form.Optional ?></span><?cs /def ?><?cs

# What is wrong with the form that came back; the first thing on its page. ?><?cs
def:summary() ?><?cs if:F.Errors.0.to ?><div class="errors" role="alert" tabindex="-1" autofocus aria-labelledby="es"><h2 id="es"><?cs
 var:Lang.Form.Wrong ?></h2><ul><?cs
 each:x = F.Errors ?><li><a href="#<?cs var:x.to ?>"><?cs var:x.say ?></a></li><?cs /each ?></ul><p class="small"><?cs
 alt:html_escape(F.Say) ?><?cs if:F.Lost ?><?cs var:Lang.Form.KeptBut ?><?cs else ?><?cs var:Lang.Form.Kept ?><?cs /if ?><?cs /alt ?></p></div><?cs
 elif:F.Say ?><div class="errors" role="alert" tabindex="-1" autofocus><p><?cs var:F.Say ?></p><?cs if:F.Lost ?><p class="small"><?cs var:Lang.Form.KeptBut ?></p><?cs /if ?></div><?cs
 /if ?><?cs /def ?><?cs

# Sign-ins from browsers that were not known: News.N with .on, .ip, .at;
  NewsId the newest, NewsKey the key of the form that says "it was I". ?><?cs
def:news() ?><?cs if:NewsId ?>
<div class="note warn" role="status"><?cs call:ic_warn() ?><div><p><b><?cs var:Lang.Account.News ?></b></p>
<ul class="links"><?cs each:n = News ?><li><?cs alt:html_escape(n.on) ?><?cs var:Lang.Account.Unknown ?><?cs /alt ?>, <span class="num"><?cs var:n.ip ?></span>, <?cs call:when(n.at) ?></li><?cs /each ?></ul>
<p class="small top-gap"><?cs var:Lang.Account.NewsNot ?> <a href="/account/password"><?cs var:Lang.Account.NewsPassword ?></a> · <a href="/account/sessions"><?cs var:Lang.Nav.Sessions ?></a></p>
<form class="top-gap" method="post" action="/account/sessions/known"><?cs call:keys(NewsKey) ?><input type="hidden" name="event" value="<?cs var:NewsId ?>"><button class="btn s"><?cs var:Lang.Account.NewsMine ?></button></form></div></div><?cs
/if ?><?cs /def ?><?cs

# What was typed and has no form to go back into: to be copied. ?><?cs
def:typed(list) ?><?cs each:x = list ?><div class="field"><label><?cs var:x.k ?><textarea rows="5" readonly>
<?cs var:x ?></textarea></label></div><?cs /each ?><?cs /def ?><?cs

# What the script says, on pages where people write. ?><?cs
def:words() ?>
<div id="words" hidden data-saved="<?cs var:Lang.Js.saved ?>" data-unsaved="<?cs var:Lang.Js.unsaved ?>"
 data-sent="<?cs var:Lang.Js.sent ?>" data-left="<?cs var:Lang.Js.left ?>" data-done="<?cs var:Lang.Js.done ?>"
 data-cancel="<?cs var:Lang.Js.cancel ?>" data-cancelled="<?cs var:Lang.Js.cancelled ?>" data-failed="<?cs var:Lang.Js.failed ?>"
 data-big="<?cs var:Lang.Js.big ?>" data-many="<?cs var:Lang.Js.many ?>" data-type="<?cs var:Lang.Js.type ?>" data-empty="<?cs var:Lang.Js.empty ?>"
 data-queued="<?cs var:Lang.Js.queued ?>" data-starts="<?cs var:Lang.Js.starts ?>" data-waits="<?cs var:Lang.Js.waits ?>" data-lost="<?cs var:Lang.Js.lost ?>"
 data-uploaded="<?cs var:Lang.Js.uploaded ?>" data-removed="<?cs var:Lang.Js.removed ?>" data-retry="<?cs var:Lang.Js.retry ?>" data-held="<?cs var:Lang.Js.held ?>"
 data-signin="<?cs var:Lang.Js.signin ?>" data-large="<?cs var:Lang.Js.large ?>"
 data-remove="<?cs var:Lang.Js.remove ?>" data-drop="<?cs var:Lang.Js.drop ?>" data-count="<?cs var:Lang.Js.count ?>" data-over="<?cs var:Lang.Js.over ?>"
 data-fresh="<?cs var:Lang.Js.fresh ?>" data-show="<?cs var:Lang.Js.show ?>"></div><?cs /def ?>
