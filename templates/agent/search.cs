<?cs # search.cs - what the words that were typed are found in.
 Reads:
  Q.q                 the words as typed
  Row.N               .id, .t title, .T.M it in pieces, .X.M a line of a text in
                      pieces, .note of an internal note, .to its
                      place in the thread, .s state, .sv
                      severity, .org account, .own the engineer, .u new,
                      .by or .me and .op who did what last, .at, .L.M labels
  List.first, .next   hrefs of the first and the next page
?><?cs include!"layout/macros.cs" ?><?cs include!"ticket/macros.cs" ?><?cs include!"ticket/row.cs" ?><?cs
set:Page.Title = Lang.Search.Title ?><?cs set:Page.Nav = "search" ?><?cs
include!"layout/head.cs" ?>
<div class="head"><h1><?cs var:Lang.Search.Title ?></h1></div>
<form class="filters flat" method="get" action="/agent/search" role="search" novalidate>
<div class="wide"><label for="q"><?cs var:Lang.Search.Q ?></label><p class="hint" id="q-h"><?cs var:Lang.Search.How ?></p><input id="q" name="q" type="search" enterkeyhint="search" value="<?cs var:Q.q ?>" aria-describedby="q-h"></div>
<div class="btns"><button class="btn primary"><?cs var:Lang.Search.Do ?></button></div>
</form><?cs
if:Row.0.id ?>
<div class="box"><ul class="rows found"><?cs
each:r = Row ?>
<li<?cs if:r.u ?> class="new"<?cs /if ?>><a class="subj" href="/agent/tickets/<?cs var:r.id ?><?cs var:r.to ?>"><?cs call:title(r) ?></a><?cs call:found(r) ?><p class="meta"><?cs call:state(r.s) ?> <span class="num"><?cs var:r.id ?></span> <span><?cs var:r.org ?></span> <?cs if:r.own ?><span><?cs var:r.own ?></span><?cs /if ?> <?cs call:last(r) ?> <?cs call:when(r.at) ?><?cs each:l = r.L ?> <?cs call:chip(l) ?><?cs /each ?></p></li><?cs
/each ?>
</ul></div><?cs
if:List.next || List.first ?>
<nav class="pager" aria-label="<?cs var:Lang.List.Pages ?>"><span class="btns"><?cs
if:List.first ?><a class="btn s" href="<?cs var:List.first ?>"><?cs var:Lang.List.First ?></a><?cs /if ?><?cs
if:List.next ?><a class="btn s" rel="next" href="<?cs var:List.next ?>"><?cs var:Lang.Desk.NextPage ?> <?cs call:ic_next() ?></a><?cs /if ?></span></nav><?cs
/if ?><?cs
elif:string.length(Q.q) ?>
<section class="box empty"><h2><?cs var:Lang.Search.None ?></h2><p><?cs var:Lang.Search.NoneSay ?></p></section><?cs
/if ?>
<?cs include!"layout/foot.cs" ?>
