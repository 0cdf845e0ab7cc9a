<?cs # row.cs - one ticket in a short list, as on the start pages.
 Reads of r: .id, .t title, .s state, .u (new for the reader), .by or .me and
 .op (who did what last; .op is an operate_type), .at, .say (words instead), .L.N labels.
 Where words were looked for: .T.N the title and .X.N a line of a text in
 pieces, .hit where it is one of the words, .note of an internal note,
 .to its place in the thread.
 It comes after ticket/macros.cs.
 base is the address before the number; do a word for a button, or "".
?><?cs
def:pieces(list) ?><?cs each:p = list ?><?cs if:p.hit ?><mark><?cs var:p ?></mark><?cs else ?><?cs var:p ?><?cs /if ?><?cs /each ?><?cs /def ?><?cs
def:title(r) ?><?cs if:r.T.0 ?><?cs call:pieces(r.T) ?><?cs else ?><?cs var:r.t ?><?cs /if ?><?cs /def ?><?cs
def:found(r) ?><?cs if:string.length(r.X.0) ?><p class="found"><?cs if:r.note ?><span class="tag"><?cs var:Lang.Search.Note ?></span> <?cs /if ?><?cs call:pieces(r.X) ?></p><?cs /if ?><?cs /def ?><?cs
# What is wrong with the text of a filter, Fault.N, and all of it as text, Q.text, and Save where that can be saved. ?><?cs
def:faults() ?><?cs if:string.length(Fault.0) ?><p class="err" id="q-e"><?cs call:ic_warn() ?><?cs each:e = Fault ?> <?cs var:e ?><?cs /each ?></p><?cs /if ?><?cs /def ?><?cs
def:faulty() ?><?cs if:string.length(Fault.0) ?> aria-invalid="true" aria-describedby="q-e"<?cs /if ?><?cs /def ?><?cs
def:text() ?><?cs if:string.length(Q.text) ?><p class="hint astext"><?cs var:Lang.List.AsText ?> <code><?cs var:Q.text ?></code> <a href="/help#search"><?cs var:Lang.List.TextHelp ?></a><?cs if:Save ?> <a href="<?cs var:Save ?>"><?cs var:Lang.Saved.Save ?></a><?cs /if ?></p><?cs /if ?><?cs /def ?><?cs
# Views that were saved, Saved.N .h href, .n name, .on. ?><?cs
def:saved() ?><?cs if:Saved.0.h ?><nav class="saved" aria-label="<?cs var:Lang.Saved.Title ?>"><ul><?cs each:v = Saved ?><li><a href="<?cs var:v.h ?>"<?cs if:v.on ?> aria-current="page"<?cs /if ?>><?cs var:v.n ?></a></li><?cs /each ?><li><a class="small" href="/views"><?cs var:Lang.Saved.Title ?></a></li></ul></nav><?cs /if ?><?cs /def ?><?cs
def:last(r) ?><?cs if:r.say ?><span><?cs var:r.say ?></span><?cs elif:?r.op ?><span><?cs call:name(r) ?> <?cs var:Lang.Event[r.op] ?></span><?cs /if ?><?cs /def ?><?cs

def:row(r, base, do, hash) ?><li<?cs if:r.u ?> class="new"<?cs /if ?>><a class="subj<?cs if:r.u ?> dot<?cs /if ?>" href="<?cs var:base ?><?cs var:r.id ?>"><?cs if:r.u ?><span class="sr"><?cs var:Lang.List.Unread ?> </span><?cs /if ?><?cs var:r.t ?></a><p class="meta"><?cs call:state(r.s) ?> <span class="num"><?cs var:r.id ?></span> <?cs call:last(r) ?><?cs if:r.at.i ?> <?cs call:when(r.at) ?><?cs /if ?><?cs each:l = r.L ?> <?cs call:chip(l) ?><?cs /each ?></p><?cs
if:do ?><a class="btn s" href="<?cs var:base ?><?cs var:r.id ?><?cs var:hash ?>"><?cs var:do ?><span class="sr"> <?cs var:r.id ?></span></a><?cs /if ?></li><?cs /def ?><?cs

# What was begun and not sent: Draft.N with .h href, .t first words, .at, and,
  where it can be deleted here, .id and .del, the key of that form. ?><?cs
def:drafts() ?><?cs if:Draft.0.h ?>
<section><h2><?cs var:Lang.Draft.Title ?></h2><ul class="links small"><?cs each:d = Draft ?><li><a href="<?cs var:d.h ?>"><?cs var:d.t ?></a><div class="meta"><span><?cs var:Lang.Draft.At ?> <?cs call:when(d.at) ?></span><?cs
if:d.del ?><form method="post" action="/drafts/<?cs var:d.id ?>/delete"><?cs call:keys(d.del) ?><button class="btn quiet s"><?cs var:Lang.Draft.Delete ?><span class="sr">: <?cs var:d.t ?></span></button></form><?cs /if ?></div></li><?cs /each ?></ul></section><?cs /if ?><?cs /def ?>
