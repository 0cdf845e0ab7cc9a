<?cs # jobs.cs - what the jobs process does, and when.
 Reads:
  Job.N            .kind key in Lang.Job, .every words, .at (time), .next words,
                   .took milliseconds, .why it failed, .wanted now, .by whom,
                   .key idempotency key
  Idle             the jobs process was not seen for a while
?><?cs include!"layout/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs
set:Page.Title = Lang.Jobs.Title ?><?cs set:Page.Nav = "admin" ?><?cs
include!"layout/head.cs" ?><?cs call:admin("jobs") ?>
<div class="head"><h1><?cs var:Page.Title ?></h1><p class="small"><a href="<?cs var:Page.Here ?>"><?cs var:Lang.Desk.Refresh ?></a></p></div>
<div class="stack-l"><p class="small muted"><?cs var:Lang.Jobs.Hint ?></p><?cs
if:Idle ?>
<div class="note warn"><?cs call:ic_warn() ?><p><?cs var:Lang.CheckBad.jobs ?></p></div><?cs /if ?><?cs
if:Job.0.kind ?>
<div class="box"><table class="list"><caption><?cs var:Page.Title ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.Jobs.Kind ?></th><th scope="col"><?cs var:Lang.Jobs.Last ?></th><th scope="col"><?cs var:Lang.Jobs.Outcome ?></th><th scope="col"><?cs var:Lang.Jobs.Next ?></th><th scope="col"><span class="sr"><?cs var:Lang.Jobs.Run ?></span></th></tr></thead>
<tbody><?cs
each:j = Job ?>
<tr><td class="main"><?cs var:Lang.Job[j.kind] ?><div class="meta"><span class="num"><?cs var:j.kind ?></span><span><?cs var:Lang.Jobs.Every ?> <?cs var:j.every ?></span></div></td><td data-l="<?cs var:Lang.Jobs.Last ?>"><?cs call:when(j.at) ?><div class="meta"><span><?cs alt:html_escape(j.took) ?>0<?cs /alt ?> ms</span></div></td><td><?cs if:j.why ?><span class="due late"><?cs call:ic_warn() ?> <?cs var:Lang.Jobs.Failed ?></span><div class="meta"><span><?cs var:j.why ?></span></div><?cs else ?><span class="due good"><?cs call:ic_check() ?> <?cs var:Lang.Admin.Good ?></span><?cs /if ?></td><td data-l="<?cs var:Lang.Jobs.Next ?>"><?cs if:j.wanted ?><?cs var:Lang.Jobs.Wanted ?> <?cs var:j.by ?><?cs else ?><?cs var:j.next ?><?cs /if ?></td><td><form method="post" action="/admin/jobs/<?cs var:url_escape(j.kind) ?>"><?cs call:keys(j.key) ?><button class="btn s"><?cs var:Lang.Jobs.Run ?> <span class="sr"><?cs var:Lang.Job[j.kind] ?></span></button></form></td></tr><?cs
/each ?>
</tbody></table></div><?cs
else ?>
<section class="box empty"><h2><?cs var:Lang.Jobs.None ?></h2></section><?cs
/if ?></div>
<?cs call:admin_end() ?><?cs include!"layout/foot.cs" ?>
