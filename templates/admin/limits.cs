<?cs # limits.cs - what an administrator may set, what counts, what is used.
 Reads:
  Row.N            .id its name in guichet.conf, .section and .key of it; .value
                   that counts, .given by guichet.conf, .least and .most that
                   can be set, .used if it is
                   .counted; .set: an administrator did, .at (time),
                   .by
?><?cs include!"layout/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs
set:Page.Title = Lang.Limit.Title ?><?cs set:Page.Nav = "admin" ?><?cs
include!"layout/head.cs" ?><?cs call:admin("limits") ?>
<div class="head"><h1><?cs var:Page.Title ?></h1></div>
<div class="stack-l"><p class="small muted"><?cs var:Lang.Limit.Hint ?> <a href="/admin/limits/files"><?cs var:Lang.UpLimit.Title ?></a></p>
<div class="box"><table class="list"><caption><?cs var:Page.Title ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.Limit.What ?></th><th scope="col"><?cs var:Lang.Limit.Value ?></th><th scope="col"><?cs var:Lang.Limit.Bounds ?></th><th scope="col"><?cs var:Lang.Limit.Used ?></th></tr></thead>
<tbody><?cs
each:r = Row ?>
<tr><td class="main"><a class="subj" href="/admin/limits/<?cs var:url_escape(r.id) ?>"><?cs var:Lang.LimitName[r.key] ?></a><div class="meta"><span class="num"><?cs var:r.id ?></span></div></td><td data-l="<?cs var:Lang.Limit.Value ?>"><?cs var:r.value ?><?cs if:r.set ?><div class="meta"><span><?cs var:Lang.Limit.Instead ?> <?cs var:r.given ?></span></div><?cs /if ?></td><td data-l="<?cs var:Lang.Limit.Bounds ?>"><?cs var:r.least ?> – <?cs var:r.most ?></td><td data-l="<?cs var:Lang.Limit.Used ?>"><?cs if:r.counted ?><?cs alt:html_escape(r.used) ?>0<?cs /alt ?> <?cs var:Lang.LimitUse[r.key] ?><?cs /if ?></td></tr><?cs
/each ?>
</tbody></table></div></div>
<?cs call:admin_end() ?><?cs include!"layout/foot.cs" ?>
