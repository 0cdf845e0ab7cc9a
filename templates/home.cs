<?cs # home.cs - where a customer starts.
 Reads:
  Hello            a greeting with the name
  Account          name of the account
  Access.N         authorizations that he is asked for, as in
                   authorization/macros.cs
  Need.N, Open.N   what waits for him, what runs: rows of ticket/row.cs
  News.N, NewsId, NewsKey  as news() in layout/macros.cs
  Draft.N          drafts, as in ticket/row.cs
  Use.open, .max   open tickets of the account and how many it may have
?><?cs include!"layout/macros.cs" ?><?cs include!"ticket/macros.cs" ?><?cs include!"ticket/row.cs" ?><?cs include!"authorization/macros.cs" ?><?cs
set:Page.Title = Lang.Nav.Home ?><?cs set:Page.Nav = "home" ?><?cs
include!"layout/head.cs" ?>
<div class="head"><div><h1><?cs var:Hello ?></h1><p class="muted"><?cs var:Account ?></p></div><?cs
if:User.Create ?>
<a class="btn primary l" href="/tickets/new"><?cs call:ic_plus() ?> <?cs var:Lang.Nav.New ?></a><?cs /if ?></div>
<?cs call:news() ?>
<div class="split"><div class="stack-l"><?cs
if:Need.0.id || Access.0.id ?>
<section aria-labelledby="need"><h2 id="need"><?cs var:Lang.Home.Need ?> <span class="n hot"><?cs var:subcount(Need) + subcount(Access) ?></span></h2>
<ul class="box rows"><?cs each:z = Access ?>
<li><a class="subj" href="/authorizations/<?cs var:z.id ?>"><?cs var:z.by ?>: <?cs call:authname(z) ?></a><p class="meta"><?cs call:authstate(z) ?> <span class="num"><?cs var:z.tid ?></span> <span><?cs var:z.t ?></span> <?cs call:when(z.at) ?></p><a class="btn s" href="/authorizations/<?cs var:z.id ?>"><?cs var:Lang.Auth.Look ?><span class="sr"> <?cs var:z.tid ?></span></a></li><?cs /each ?><?cs each:r = Need ?>
<?cs if:r.s == #2 ?><?cs call:row(r, "/tickets/", Lang.Home.DoConfirm, "#confirm") ?><?cs else ?><?cs call:row(r, "/tickets/", Lang.Home.DoAnswer, "#answer") ?><?cs /if ?><?cs /each ?>
</ul></section><?cs
/if ?><?cs
if:Open.0.id ?>
<section aria-labelledby="open"><div class="row hd"><h2 id="open"><?cs var:Lang.Home.Open ?></h2><a class="end small" href="/tickets"><?cs var:Lang.Home.All ?></a></div>
<ul class="box rows"><?cs each:r = Open ?>
<?cs call:row(r, "/tickets/", "", "") ?><?cs /each ?>
</ul></section><?cs
elif:!Need.0.id && !Access.0.id ?>
<section class="box empty"><h2><?cs var:Lang.Home.Empty ?></h2><p><?cs var:Lang.Home.EmptySay ?></p><?cs
if:User.Create ?><a class="btn primary" href="/tickets/new"><?cs call:ic_plus() ?> <?cs var:Lang.Nav.New ?></a><?cs /if ?><a class="small" href="/tickets"><?cs var:Lang.Home.All ?></a></section><?cs
/if ?>
</div>
<aside class="side" aria-label="<?cs var:Lang.Home.Side ?>"><?cs
call:drafts() ?>
<section><h2><?cs var:Lang.Home.How ?></h2><ol class="small links how"><li><?cs var:Lang.Home.How1 ?></li><li><?cs var:Lang.Home.How2 ?></li><li><?cs var:Lang.Home.How3 ?></li></ol></section><?cs
if:Use.max ?>
<section><h2><?cs var:Lang.Home.Use ?></h2><dl class="facts"><dt><?cs var:Lang.Home.UseOpen ?></dt><dd><?cs var:Use.open ?> / <?cs var:Use.max ?></dd></dl></section><?cs
/if ?>
</aside></div>
<?cs include!"layout/foot.cs" ?>
