<?cs # labels.cs - the labels of an account.
 Reads:
  Say                 how many there may be, words
  Full                there are so many, words
  Label.N             .id, .name, .c number of its colour; .key, .del keys of
                      its forms; .open: its form came back, .F.name, .F.color
  New.F, New.open     the form for a new one
  Label.N.Color.M, New.Color.M   .v value, .c number, .k name, .on
  Key                 key of that form
?><?cs include!"layout/macros.cs" ?><?cs
set:Page.Title = Lang.Label.Title ?><?cs set:Page.Nav = "labels" ?><?cs
include!"layout/head.cs" ?><?cs

# id: a number, 0 for the new one. ?><?cs
def:label_fields(id, f, colors) ?>
<div class="field<?cs if:f.name.e ?> bad<?cs /if ?>"><label for="name-<?cs var:id ?>"><?cs var:Lang.Label.Name ?></label><?cs call:err("name-" + id, f.name) ?><input id="name-<?cs var:id ?>" name="name" value="<?cs var:f.name.v ?>" autocomplete="off" required<?cs call:told("name-" + id, f.name, "") ?>></div>
<fieldset class="field<?cs if:f.color.e ?> bad<?cs /if ?>" id="color-<?cs var:id ?>" tabindex="-1"><legend><?cs var:Lang.Label.Color ?></legend><?cs call:err("color-" + id, f.color) ?><div class="pick"><?cs
each:c = colors ?><label class="choice"><input type="radio" name="color" value="<?cs var:c.v ?>"<?cs if:c.on ?> checked<?cs /if ?>><span class="tag lb l-<?cs var:c.c ?>"><?cs var:Lang.Color[c.k] ?></span></label><?cs /each ?></div></fieldset><?cs /def ?>
<div class="form-page">
<?cs call:summary() ?>
<a class="back" href="/tickets"><?cs call:ic_back() ?> <?cs var:Lang.Nav.Mine ?></a>
<h1><?cs var:Lang.Label.Title ?></h1>
<p class="hint"><?cs var:Say ?></p><?cs
if:Label.0.id ?>
<ul class="box rows top-gap2"><?cs each:l = Label ?>
<li><div><?cs call:chip(l) ?></div><details<?cs if:l.open ?> open<?cs /if ?>><summary class="small"><?cs var:Lang.Label.Edit ?><span class="sr">: <?cs var:l.name ?></span></summary>
<form method="post" action="/labels/<?cs var:l.id ?>" novalidate><?cs call:keys(l.key) ?><?cs call:label_fields(l.id, l.F, l.Color) ?>
<div class="field btns"><button class="btn primary"><?cs var:Lang.Form.Save ?></button><button type="button" class="btn danger" commandfor="del-<?cs var:l.id ?>" command="show-modal"><?cs var:Lang.Label.Delete ?></button></div></form></details>
<dialog id="del-<?cs var:l.id ?>" closedby="any" aria-labelledby="del-<?cs var:l.id ?>-h"><h2 id="del-<?cs var:l.id ?>-h"><?cs var:Lang.Label.DeleteAsk ?></h2><p><?cs call:chip(l) ?></p><p class="top-gap"><?cs var:Lang.Label.DeleteHint ?></p>
<form method="post" action="/labels/<?cs var:l.id ?>/delete"><?cs call:keys(l.del) ?><div class="btns top-gap2"><button class="btn danger"><?cs var:Lang.Label.DeleteDo ?></button><button type="button" class="btn" commandfor="del-<?cs var:l.id ?>" command="close" autofocus><?cs var:Lang.Act.Keep ?></button></div></form></dialog></li><?cs
/each ?>
</ul><?cs
else ?>
<section class="box empty top-gap2"><h2><?cs var:Lang.Label.None ?></h2><p><?cs var:Lang.Label.NoneSay ?></p></section><?cs
/if ?>
<section class="top-gap2"><h2><?cs var:Lang.Label.New ?></h2><?cs
if:Full && !New.open ?><div class="note top-gap"><?cs call:ic_info() ?><p><?cs var:Full ?></p></div><?cs
else ?>
<form method="post" action="/labels" novalidate><?cs call:keys(Key) ?><?cs call:label_fields("0", New.F, New.Color) ?>
<div class="field btns"><button class="btn primary"><?cs var:Lang.Label.NewDo ?></button></div></form><?cs
/if ?></section>
</div>
<?cs include!"layout/foot.cs" ?>
