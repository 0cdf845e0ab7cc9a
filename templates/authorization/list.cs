<?cs # list.cs - My authorizations, those of a group, or of the account.
 Reads:
  User.Manager        sees those of the whole account
  Of.id, .name        those of that group
  Tab.N               .h href, .s state (absent: all), .on the current one
  Row.N               as in authorization/macros.cs
  Others              the tickets may be of others
  List.some           a state is chosen
  List.first, .next   hrefs of the first and the next page
?><?cs include!"layout/macros.cs" ?><?cs include!"authorization/macros.cs" ?><?cs
if:Of.id ?><?cs set:Page.Title = Lang.Auth.Group + " " + Of.name ?><?cs
elif:User.Manager ?><?cs set:Page.Title = Lang.Auth.Everyone ?><?cs
else ?><?cs set:Page.Title = Lang.Auth.Mine ?><?cs /if ?><?cs set:Page.Nav = "access" ?><?cs
include!"layout/head.cs" ?><?cs
def:whose() ?><?cs if:Of.id ?><?cs var:Lang.Auth.Group ?><?cs elif:User.Manager ?><?cs var:Lang.Auth.Everyone ?><?cs else ?><?cs var:Lang.Auth.Mine ?><?cs /if ?><?cs /def ?>
<div class="head"><div><h1><?cs call:whose() ?></h1><?cs if:Of.name ?><p class="muted"><?cs var:Of.name ?></p><?cs /if ?></div><?cs
if:subcount(User.Tgo) || Of.id ?><div class="btns"><?cs
if:Of.id ?><a class="small" href="/authorizations"><?cs if:User.Manager ?><?cs var:Lang.Auth.Everyone ?><?cs else ?><?cs var:Lang.Auth.Mine ?><?cs /if ?></a><?cs /if ?><?cs
each:g = User.Tgo ?><?cs if:g.Id != Of.id ?><a class="small" href="/authorizations?group=<?cs var:url_escape(g.Id) ?>"><?cs var:Lang.Auth.Group ?> <?cs var:g.Name ?></a><?cs /if ?><?cs /each ?></div><?cs /if ?></div>
<nav class="tabs" aria-label="<?cs var:Lang.Auth.ByState ?>"><ul><?cs
each:x = Tab ?><li><a href="<?cs var:x.h ?>"<?cs if:x.on ?> aria-current="page"<?cs /if ?>><?cs if:?x.s ?><?cs var:Lang.Auth.State[x.s] ?><?cs else ?><?cs var:Lang.Auth.All ?><?cs /if ?></a></li><?cs /each ?></ul></nav><?cs
if:Row.0.id ?>
<div class="box top-gap"><table class="list"><caption><?cs call:whose() ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.Auth.Asked ?></th><th scope="col"><?cs var:Lang.List.State ?></th><th scope="col"><?cs var:Lang.Auth.By ?></th><th scope="col"><?cs var:Lang.Auth.Changed ?></th></tr></thead>
<tbody><?cs
each:z = Row ?>
<tr><td class="main"><a class="subj" href="/authorizations/<?cs var:z.id ?>"><?cs call:authname(z) ?></a><div class="meta"><span class="num"><?cs var:z.tid ?></span><span><?cs var:z.t ?></span><?cs if:Others ?><span><?cs var:z.sub ?></span><?cs /if ?></div></td><td><?cs call:authstate(z) ?></td><td class="muted" data-l="<?cs var:Lang.Auth.By ?>"><?cs var:z.by ?></td><td class="muted"><?cs if:z.end ?><?cs var:Lang.Auth.Until ?> <?cs call:when(z.end) ?><?cs else ?><?cs call:when(z.at) ?><?cs /if ?></td></tr><?cs
/each ?>
</tbody></table></div><?cs
if:List.next || List.first ?>
<nav class="pager" aria-label="<?cs var:Lang.List.Pages ?>"><span class="btns"><?cs
if:List.first ?><a class="btn s" href="<?cs var:List.first ?>"><?cs var:Lang.List.First ?></a><?cs /if ?><?cs
if:List.next ?><a class="btn s" rel="next" href="<?cs var:List.next ?>"><?cs var:Lang.List.Next ?> <?cs call:ic_next() ?></a><?cs /if ?></span></nav><?cs
/if ?><?cs
else ?>
<section class="box empty top-gap"><h2><?cs var:Lang.Auth.None ?></h2><?cs if:!List.some ?><p><?cs var:Lang.Auth.NoneSay ?></p><?cs /if ?></section><?cs
/if ?>
<?cs include!"layout/foot.cs" ?>
