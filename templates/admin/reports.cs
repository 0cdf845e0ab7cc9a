<?cs # reports.cs - the administrator's queue of reports, newest first.
 Reads:
  Tab.N            .h href, .k a key of Lang.Feedback.Tabs, .c how many, .on
  Q.type, .state   what is asked for
  Choice.type      rows .v of what can be chosen
  Row.N            as in feedback/macros.cs
  List.first, .next   hrefs of the first and the next page
?><?cs include!"layout/macros.cs" ?><?cs include!"ticket/macros.cs" ?><?cs include!"feedback/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs
set:Page.Title = Lang.Feedback.Reports ?><?cs set:Page.Nav = "admin" ?><?cs
include!"layout/head.cs" ?><?cs call:admin("feedback") ?>
<div class="head"><h1><?cs var:Lang.Feedback.Reports ?></h1></div>
<nav class="tabs" aria-label="<?cs var:Lang.Auth.ByState ?>"><ul><?cs
each:x = Tab ?><li><a href="<?cs var:x.h ?>"<?cs if:x.on ?> aria-current="page"<?cs /if ?>><?cs var:Lang.Feedback.Tabs[x.k] ?><?cs if:?x.c ?> <b class="num"><?cs var:x.c ?></b><?cs /if ?></a></li><?cs /each ?></ul></nav>
<form class="filters flat top-gap" method="get" action="/admin/feedback" role="search" novalidate><?cs if:?Q.state ?><input type="hidden" name="state" value="<?cs var:Q.state ?>"><?cs /if ?>
<div><label for="type"><?cs var:Lang.Feedback.Type ?></label><select id="type" name="type"><option value=""><?cs var:Lang.Feedback.AllTypes ?></option><?cs
each:x = Choice.type ?><option value="<?cs var:x.v ?>"<?cs if:x.v == Q.type ?> selected<?cs /if ?>><?cs var:Lang.Feedback.Types[x.v] ?></option><?cs /each ?></select></div>
<div class="btns"><button class="btn"><?cs var:Lang.Form.Apply ?></button></div>
</form><?cs
if:Row.0.id ?>
<div class="box"><table class="list"><caption><?cs var:Lang.Feedback.Reports ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.Feedback.One ?></th><th scope="col"><?cs var:Lang.List.State ?></th><th scope="col"><?cs var:Lang.Feedback.By ?></th><th scope="col"><?cs var:Lang.Feedback.Came ?></th></tr></thead>
<tbody><?cs
each:r = Row ?>
<tr><td class="main"><a class="subj" href="/admin/feedback/<?cs var:r.id ?>"><?cs var:r.t ?></a><div class="meta"><span class="num"><?cs var:r.n ?></span><span><?cs var:Lang.Feedback.Types[r.type] ?></span></div></td><td><?cs call:rstate(r) ?></td><td data-l="<?cs var:Lang.Feedback.By ?>"><?cs var:r.by ?><?cs if:?r.org ?><div class="meta"><span><?cs var:r.org ?></span></div><?cs /if ?></td><td class="muted"><?cs call:when(r.at) ?></td></tr><?cs
/each ?>
</tbody></table></div><?cs
if:List.next || List.first ?>
<nav class="pager" aria-label="<?cs var:Lang.List.Pages ?>"><span class="btns"><?cs
if:List.first ?><a class="btn s" href="<?cs var:List.first ?>"><?cs var:Lang.List.First ?></a><?cs /if ?><?cs
if:List.next ?><a class="btn s" rel="next" href="<?cs var:List.next ?>"><?cs var:Lang.Desk.NextPage ?> <?cs call:ic_next() ?></a><?cs /if ?></span></nav><?cs
/if ?><?cs
else ?>
<section class="box empty top-gap"><h2><?cs var:Lang.Feedback.NoneTitle ?></h2><p><?cs var:Lang.Feedback.None ?></p></section><?cs
/if ?>
<?cs call:admin_end() ?><?cs include!"layout/foot.cs" ?>
