<?cs # queues.cs - groups of agents and their products.
 Reads: Row.N   .id, .name, .open (tickets), .own whose it is, if not
         ours, .M.N agents, .P.N products
?><?cs include!"layout/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs
set:Page.Title = Lang.Admin.Queues ?><?cs set:Page.Nav = "admin" ?><?cs
include!"layout/head.cs" ?><?cs call:admin("queues") ?>
<div class="head"><h1><?cs var:Lang.Admin.Queues ?></h1><div class="btns"><a class="btn primary" href="/admin/queues/new"><?cs call:ic_plus() ?> <?cs var:Lang.Admin.QueueNew ?></a></div></div>
<p class="lead"><?cs var:Lang.Admin.QueueSay ?></p><?cs
def:names(list, none) ?><?cs if:list.0 ?><?cs each:x = list ?><?cs if:name(x) != "0" ?>, <?cs /if ?><?cs var:x ?><?cs /each ?><?cs else ?><span class="muted"><?cs var:none ?></span><?cs /if ?><?cs /def ?><?cs
if:Row.0.id ?>
<div class="box top-gap2"><table class="list"><caption><?cs var:Lang.Admin.Queues ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.Replies.Name ?></th><th scope="col"><?cs var:Lang.Admin.QueueMembers ?></th><th scope="col"><?cs var:Lang.Admin.QueueProducts ?></th><th scope="col"><?cs var:Lang.Admin.Open ?></th></tr></thead><tbody><?cs
each:r = Row ?>
<tr><td class="main"><a class="subj" href="/admin/queues/<?cs var:r.id ?>"><?cs var:r.name ?></a><?cs if:r.own ?><div class="meta"><span class="tag"><?cs var:Lang.Partner.Kind[r.own] ?></span></div><?cs /if ?></td><td data-l="<?cs var:Lang.Admin.QueueMembers ?>"><?cs call:names(r.M, Lang.Admin.Nobody) ?></td><td data-l="<?cs var:Lang.Admin.QueueProducts ?>"><?cs call:names(r.P, Lang.Admin.Nothing) ?></td><td class="num" data-l="<?cs var:Lang.Admin.Open ?>"><a href="/agent/tickets?queue=<?cs var:r.id ?>"><?cs var:r.open ?></a></td></tr><?cs
/each ?>
</tbody></table></div><?cs
else ?>
<section class="box empty top-gap2"><h2><?cs var:Lang.List.Empty ?></h2><p><?cs var:Lang.Admin.QueueNone ?></p></section><?cs
/if ?>
<?cs call:admin_end() ?><?cs include!"layout/foot.cs" ?>
