<?cs # macros.cs - what pages about a ticket share: state, thread, files,
 score and the forms that act on a ticket.

 Reads from the site: Site.Up.{say,n,size,chunked,accept,kind} (upload limits: a sentence,
 count, bytes, ".png,.log"), Site.Max.{message,reason,judgement} (characters).

 Reads from the page:
  Revision         what this viewer's page is made from
  Seen             number of the last message shown; agents' forms carry it
  Ticket.Href      /tickets/ID, or /agent/tickets/ID at the desk
  May.X            key of the form POST Ticket.Href/X; absent: not possible
  C.X.FIELD        what was typed into that form: .v, and .e if it is wrong
  C.X.Kept.N       files that are uploaded already: .id, .n name, .z size,
                   .x extension, .img src of the picture, .sc
  C.X.Draft        time at which the draft in it was saved, words
  Dim.N            satisfaction dimensions: .id, .name, .max, .v if scored
 An entry of a thread:
  .d               a new day begins: its heading
  .new             the first entry since the last visit
  .a               anchor, unique on the page: m6, n2, e17
  .at              time, with .f
  .by              name; absent: the system; .me: it is the reader himself
 and either an event:
  .ev              operate_type; .s the state it led to, .x what was said
 or a message:
  .k               agent, internal or gone; absent: customer
  .av              initials; .org the customer's account, at the desk
  .t               text without links, or .Seg.N: .t text, .u href of a link
  .F.N             files: .n name, .z size, .x extension, .h href if it may be
                   sent, .sc key in Lang.Scan (virus check); a picture:
                   .img src of the small one, .v page that shows it
  .wd              key of the form that withdraws it; .id its id
  .sec             something was confided with it: a sentence; .sec.k gone
?><?cs

def:word(s) ?><?cs if:User.Staff ?><?cs var:Lang.StatusDesk[s] ?><?cs else ?><?cs var:Lang.Status[s] ?><?cs /if ?><?cs /def ?><?cs
def:state(s) ?><span class="state s-<?cs var:s ?>"><?cs call:word(s) ?></span><?cs /def ?><?cs
def:bigstate(s) ?><span class="state big s-<?cs var:s ?>"><?cs call:word(s) ?></span><?cs /def ?><?cs

def:name(m) ?><?cs if:m.me ?><?cs var:Lang.Thread.You ?><?cs elif:m.by ?><?cs var:m.by ?><?cs else ?><?cs var:Lang.Thread.System ?><?cs /if ?><?cs /def ?><?cs

# What the virus check says of a file, if anything. ?><?cs
def:scan(f) ?><?cs if:f.sc ?><small class="scan <?cs var:f.sc ?>"><?cs if:f.sc == "pending" ?><?cs call:ic_clock() ?><?cs else ?><?cs call:ic_warn() ?><?cs /if ?> <?cs var:Lang.Scan[f.sc] ?></small><?cs /if ?><?cs /def ?><?cs

# The entries of a thread.  This loop is most of what a page costs: it calls
  no macro where a few more words do.  White space in a text counts, so none
  is added to it. ?><?cs
def:entries(list) ?><?cs each:m = list ?><?cs
if:m.d ?>
<li class="day" id="d-<?cs var:m.a ?>"><?cs var:m.d ?></li><?cs /if ?><?cs
if:m.new ?>
<li class="day fresh" id="fresh"><?cs var:Lang.Thread.New ?></li><?cs /if ?><?cs
if:?m.ev ?>
<li class="event <?cs if:?m.s ?>s-<?cs var:m.s ?><?cs else ?>o-<?cs var:m.ev ?><?cs /if ?>" id="<?cs var:m.a ?>"><div><p><b><?cs call:name(m) ?></b> <?cs var:Lang.Event[m.ev] ?> · <?cs call:when(m.at) ?></p><?cs if:m.x ?><p class="text"><?cs var:m.x ?></p><?cs /if ?></div></li><?cs
elif:m.k == "gone" ?>
<li class="msg gone" id="<?cs var:m.a ?>"><span class="av" aria-hidden="true"><?cs var:m.av ?></span><div class="body"><p><?cs call:name(m) ?> <?cs var:Lang.Thread.Withdrew ?> · <?cs call:when(m.at) ?></p></div></li><?cs
else ?>
<li class="msg <?cs var:m.k ?>" id="<?cs var:m.a ?>"><span class="av" aria-hidden="true"><?cs var:m.av ?></span><div class="body"><div class="who"><h3><?cs var:m.by ?></h3><?cs
 if:m.k == "agent" ?><span class="tag"><?cs var:Lang.Thread.Engineer ?></span><?cs
 elif:m.k ?><span class="tag"><?cs call:ic_lock() ?> <?cs var:Lang.Thread.Internal ?></span><?cs
 elif:m.org ?><span class="tag"><?cs var:m.org ?></span><?cs
 /if ?><a class="end" href="#<?cs var:m.a ?>"><time datetime="<?cs var:m.at.i ?>" title="<?cs var:m.at.f ?>"><?cs var:m.at ?></time></a></div><p class="text"><?cs
 if:m.t ?><?cs var:m.t ?><?cs else ?><?cs
  each:s = m.Seg ?><?cs if:s.u ?><a href="<?cs var:url_validate(s.u) ?>" rel="noopener noreferrer nofollow"><?cs var:s.t ?></a><?cs else ?><?cs var:s.t ?><?cs /if ?><?cs /each ?><?cs
 /if ?></p><?cs
 if:?m.F.0.n ?>
<ul class="files"><?cs each:f = m.F ?><li<?cs
  if:f.img ?>><a class="shot" href="<?cs var:f.v ?>"><img src="<?cs var:f.img ?>" alt="<?cs var:Lang.Picture.Show ?> <?cs var:f.n ?>" width="320" height="200" loading="lazy"></a><a href="<?cs var:f.h ?>"><?cs var:f.n ?></a><small><?cs var:f.z ?></small><?cs
  else ?> class="file"><span class="ext" aria-hidden="true"><?cs var:f.x ?></span><?cs if:f.h ?><a href="<?cs var:f.h ?>"><?cs var:f.n ?></a><?cs else ?><span class="held"><?cs var:f.n ?></span><?cs /if ?><small><?cs var:f.z ?></small><?cs
  /if ?><?cs if:f.sc ?><?cs call:scan(f) ?><?cs /if ?></li><?cs /each ?></ul><?cs
 /if ?><?cs
 if:?m.sec ?>
<p class="small muted confided"><?cs call:ic_lock() ?> <?cs var:m.sec ?></p><?cs
 /if ?><?cs
 if:m.wd ?>
<form class="undo" method="post" action="<?cs var:Ticket.Href ?>/messages/<?cs var:m.id ?>/withdraw"><?cs call:tkeys(m.wd) ?><button class="btn s"><?cs var:Lang.Thread.Withdraw ?></button></form><?cs
 /if ?></div></li><?cs
/if ?><?cs /each ?><?cs /def ?><?cs

# Files of a form that came back, and the field for more. ?><?cs
def:kept(c) ?><?cs if:c.Kept.0.id ?>
<fieldset class="field kept"><legend><?cs var:Lang.Files.Kept ?></legend><p class="hint"><?cs var:Lang.Files.KeptHint ?></p>
<ul class="files"><?cs each:k = c.Kept ?><li class="file"><?cs
 if:k.img ?><img src="<?cs var:k.img ?>" alt="" width="48" height="48"><?cs else ?><span class="ext" aria-hidden="true"><?cs var:k.x ?></span><?cs /if ?><label class="choice"><input type="checkbox" name="accessory_ids" value="<?cs var:k.id ?>" checked><span><?cs var:k.n ?><small><?cs var:k.z ?></small><?cs call:scan(k) ?></span></label></li><?cs
 /each ?></ul></fieldset><?cs /if ?><?cs /def ?><?cs

def:upload(id, c) ?><?cs call:kept(c) ?>
<div class="field<?cs if:c.files.e ?> bad<?cs /if ?>"><label for="<?cs var:id ?>"><?cs if:c.Kept.0.id ?><?cs var:Lang.Files.More ?><?cs else ?><?cs var:Lang.Files.Add ?><?cs /if ?><?cs call:opt() ?></label><p class="hint" id="<?cs var:id ?>-h"><?cs var:Site.Up.say ?></p><?cs call:err(id, c.files) ?><div class="drop"><input type="file" id="<?cs var:id ?>" name="files" multiple accept="<?cs var:Site.Up.accept ?>" data-count="<?cs var:Site.Up.n ?>" data-size="<?cs var:Site.Up.size ?>" data-chunked="<?cs var:Site.Up.chunked ?>"<?cs if:Site.Up.kind ?> data-kind="<?cs var:Site.Up.kind ?>"<?cs /if ?><?cs call:told(id, c.files, "1") ?>></div></div><?cs /def ?><?cs

# A text of a form: id, name, what was typed, label, hint and limit. ?><?cs
def:area(id, name, f, label, hint, max, rows) ?>
<div class="field<?cs if:f.e ?> bad<?cs /if ?>"><label for="<?cs var:id ?>"><?cs var:label ?></label><p class="hint" id="<?cs var:id ?>-h"><?cs var:hint ?> <?cs var:Lang.Form.UpTo ?> <?cs var:max ?> <?cs var:Lang.Form.Chars ?></p><?cs call:err(id, f) ?><textarea id="<?cs var:id ?>" name="<?cs var:name ?>" rows="<?cs var:rows ?>" data-max="<?cs var:max ?>"<?cs call:told(id, f, "1") ?>>
<?cs var:f.v ?></textarea></div><?cs /def ?><?cs

# What is confided: comes back empty. ?><?cs
def:confide(f) ?>
<details class="field confide"<?cs if:f.e || f.lost ?> open<?cs /if ?>><summary><?cs call:ic_lock() ?> <?cs var:Lang.Auth.Confide ?><?cs call:opt() ?></summary><div class="top-gap<?cs if:f.e ?> bad<?cs /if ?>"><label class="sr" for="confidential"><?cs var:Lang.Auth.Confide ?></label><p class="hint" id="confidential-h"><?cs var:Lang.Auth.ConfideHint ?></p><?cs call:err("confidential", f) ?><?cs if:f.lost ?><p class="err"><?cs call:ic_info() ?> <?cs var:Lang.Auth.Again ?></p><?cs /if ?><textarea class="masked" id="confidential" name="confidential" rows="2" data-max="400" autocomplete="off" autocapitalize="none" spellcheck="false"<?cs call:told("confidential", f, "1") ?>>
</textarea></div></details><?cs /def ?><?cs

def:draft(c) ?><span class="small muted draft" role="status"><?cs if:c.Draft ?><?cs var:Lang.Draft.From ?> <?cs var:c.Draft ?><?cs /if ?></span><?cs /def ?><?cs

# Score: five radios with words, or numbers where there are not five. ?><?cs
def:score() ?><?cs each:d = Dim ?>
<fieldset class="field score"><legend><?cs var:d.name ?><?cs call:opt() ?></legend><div><?cs
 loop:i = #1, #d.max, #1 ?><label><input type="radio" name="satisfaction_<?cs var:d.id ?>" value="<?cs var:i ?>"<?cs if:d.v == i ?> checked<?cs /if ?>><?cs if:d.max == #5 ?><?cs var:Lang.Score[i] ?><?cs else ?><?cs var:i ?><?cs /if ?></label><?cs /loop ?></div></fieldset><?cs
/each ?><?cs /def ?><?cs

# The forms of a ticket, each whole, for its page and for the page that
  comes when the ticket has changed meanwhile: dialog is the id of the
  dialog that the form is in, "" on that page.  end() closes it; safe says
  that something would be lost, so that this button has the focus. ?><?cs
def:end(id, word, safe) ?><?cs if:id ?><button type="button" class="btn" commandfor="<?cs var:id ?>" command="close"<?cs if:safe ?> autofocus<?cs /if ?>><?cs var:word ?></button><?cs else ?><a href="<?cs var:Ticket.Href ?>"><?cs var:Lang.Act.Back ?></a><?cs /if ?><?cs /def ?><?cs

def:f_message() ?>
<form method="post" action="<?cs var:Ticket.Href ?>/messages" enctype="multipart/form-data" novalidate data-draft>
<?cs call:tkeys(May.messages) ?><?cs
call:area("content", "content", C.messages.content, Lang.Compose.Message, Lang.Compose.Plain, Site.Max.message, "5") ?><?cs
call:confide(C.messages.confidential) ?><?cs
call:upload("files", C.messages) ?>
<div class="field btns"><button class="btn primary"><?cs var:Lang.Compose.Send ?></button><?cs call:draft(C.messages) ?></div>
</form><?cs /def ?><?cs

def:f_close(dialog) ?>
<form method="post" action="<?cs var:Ticket.Href ?>/close" novalidate>
<?cs call:tkeys(May.close) ?><?cs call:score() ?><?cs
call:area("judgement", "judgement", C.close.judgement, Lang.Score.Say, "", Site.Max.judgement, "2") ?>
<div class="field btns"><button class="btn primary"><?cs if:Ticket.s == #2 ?><?cs var:Lang.Act.Confirm ?><?cs else ?><?cs var:Lang.Act.CloseDo ?><?cs /if ?></button><?cs
 if:dialog == "page" ?><?cs if:May.reject ?><button type="button" class="btn" commandfor="d-reject" command="show-modal"><?cs var:Lang.Act.Reject ?></button><?cs /if ?><?cs
 else ?><?cs call:end(dialog, Lang.Act.KeepOpen, "1") ?><?cs /if ?></div>
</form><?cs /def ?><?cs

def:f_score() ?>
<form method="post" action="<?cs var:Ticket.Href ?>/score" novalidate>
<?cs call:tkeys(May.score) ?><?cs call:score() ?><?cs
call:area("judgement", "judgement", C.score.judgement, Lang.Score.Say, "", Site.Max.judgement, "2") ?>
<div class="field btns"><button class="btn primary"><?cs var:Lang.Score.Do ?></button></div>
</form><?cs /def ?><?cs

def:f_reject(dialog) ?>
<form method="post" action="<?cs var:Ticket.Href ?>/reject" novalidate>
<?cs call:tkeys(May.reject) ?><?cs
call:area("reject-d", "operate_desc", C.reject.operate_desc, Lang.Act.RejectWhy, Lang.Act.RejectHint, Site.Max.reason, "4") ?>
<div class="field btns"><button class="btn primary"><?cs var:Lang.Act.RejectDo ?></button><?cs call:end(dialog, Lang.Form.Cancel, "") ?></div>
</form><?cs /def ?><?cs

def:f_cancel(dialog) ?>
<form method="post" action="<?cs var:Ticket.Href ?>/cancel" novalidate>
<?cs call:tkeys(May.cancel) ?><?cs
call:area("cancel-d", "operate_desc", C.cancel.operate_desc, Lang.Act.CancelWhy, "", Site.Max.reason, "2") ?>
<div class="field btns"><button class="btn danger"><?cs var:Lang.Act.CancelDo ?></button><?cs call:end(dialog, Lang.Act.Keep, "1") ?></div>
</form><?cs /def ?><?cs

def:f_delete(dialog) ?>
<form method="post" action="<?cs var:Ticket.Href ?>/delete">
<?cs call:tkeys(May.delete) ?>
<div class="btns top-gap2"><button class="btn danger"><?cs var:Lang.Act.DeleteDo ?></button><?cs call:end(dialog, Lang.Act.Keep, "1") ?></div>
</form><?cs /def ?><?cs

def:f_urge() ?><form method="post" action="<?cs var:Ticket.Href ?>/urge"><?cs call:tkeys(May.urge) ?><button class="btn"><?cs call:ic_bell() ?> <?cs var:Lang.Act.Urge ?></button></form><?cs /def ?>
