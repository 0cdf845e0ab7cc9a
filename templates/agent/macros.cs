<?cs # macros.cs - what the desk's pages share, beside ticket/macros.cs.
 A due time d: words, and .k soon or late.
 The forms carry Seen, the number of the last message shown: a reply to a
 thread that has grown meanwhile comes back (agent/stale.cs).
?><?cs

def:due(d) ?><?cs if:d ?><span class="due <?cs var:d.k ?>"><?cs if:d.k == "late" ?><?cs call:ic_warn() ?><?cs else ?><?cs call:ic_clock() ?><?cs /if ?> <?cs var:d ?></span><?cs /if ?><?cs /def ?><?cs

def:urged(n) ?><?cs if:n ?><span class="tag urged"><?cs call:ic_bell() ?> <?cs var:n ?></span><?cs /if ?><?cs /def ?><?cs

# A form that writes: act, its key, what was typed, words, and the look of
  its button. ?><?cs
def:f_desk(act, key, c, label, hint, button, look) ?>
<form method="post" action="<?cs var:Ticket.Href ?>/<?cs var:act ?>" enctype="multipart/form-data" novalidate data-draft>
<?cs call:tkeys(key) ?><input type="hidden" name="seen" value="<?cs var:Seen ?>"><?cs
call:area(act, "content", c.content, label, hint, Site.Max.message, "5") ?><?cs
call:upload(act + "-files", c) ?>
<div class="field btns"><button class="btn <?cs var:look ?>"><?cs var:button ?></button><?cs call:draft(c) ?></div>
</form><?cs /def ?><?cs

def:f_reply(button) ?><?cs call:f_desk("reply", May.reply, C.reply, Lang.Desk.ReplyText, Lang.Desk.ReplyHint, button, "primary") ?><?cs /def ?><?cs
def:f_note() ?><?cs call:f_desk("note", May.note, C.note, Lang.Desk.NoteText, Lang.Desk.NoteHint, Lang.Desk.NoteDo, "") ?><?cs /def ?><?cs
def:f_ask(button) ?><?cs call:f_desk("ask", May.ask, C.ask, Lang.Desk.AskText, Lang.Desk.AskHint, button, "primary") ?><?cs /def ?><?cs
def:f_resolve(button) ?><?cs call:f_desk("resolve", May.resolve, C.resolve, Lang.Desk.ResolveText, Lang.Desk.ResolveHint, button, "primary") ?><?cs /def ?><?cs

def:f_take() ?><form method="post" action="<?cs var:Ticket.Href ?>/take"><?cs call:tkeys(May.take) ?><button class="btn primary"><?cs var:Lang.Desk.Take ?></button></form><?cs /def ?>
