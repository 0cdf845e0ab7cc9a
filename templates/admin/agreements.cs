<?cs # agreements.cs - what people accept, version by version.
 Reads:
  Type.N           .id, key in Lang.AgreementType; .V.M its versions, the newest
                   first: .id, .version, .name, .other (in the other language),
                   .at (time), .accepted (by how many), .latest
?><?cs include!"layout/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs
set:Page.Title = Lang.Agreement.Title ?><?cs set:Page.Nav = "admin" ?><?cs
include!"layout/head.cs" ?><?cs call:admin("agreements") ?>
<div class="head"><h1><?cs var:Page.Title ?></h1></div>
<div class="stack-l"><p class="small muted"><?cs var:Lang.Agreement.Hint ?></p><?cs
each:t = Type ?>
<section><div class="head"><h2><?cs var:Lang.AgreementType[t.id] ?></h2><div class="btns"><a class="btn s" href="/admin/agreements/new?type=<?cs var:t.id ?>"><?cs call:ic_plus() ?> <?cs var:Lang.Agreement.New ?></a></div></div><?cs
if:t.V.0.id ?>
<div class="box"><table class="list"><caption><?cs var:Lang.AgreementType[t.id] ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.Entry.Name ?></th><th scope="col"><?cs var:Lang.Admin.Version ?></th><th scope="col"><?cs var:Lang.Agreement.Accepted ?></th><th scope="col"><?cs var:Lang.Agreement.At ?></th></tr></thead>
<tbody><?cs
each:v = t.V ?>
<tr><td class="main"><a class="subj" href="/admin/agreements/<?cs var:v.id ?>"><?cs var:v.name ?></a><div class="meta"><?cs call:other(v) ?></div></td><td data-l="<?cs var:Lang.Admin.Version ?>"><?cs var:v.version ?> <?cs if:v.latest ?><span class="tag ok"><?cs var:Lang.Agreement.Latest ?></span><?cs /if ?></td><td data-l="<?cs var:Lang.Agreement.Accepted ?>"><?cs alt:html_escape(v.accepted) ?>0<?cs /alt ?></td><td><?cs call:when(v.at) ?></td></tr><?cs
/each ?>
</tbody></table></div><?cs
else ?><p class="small muted"><?cs var:Lang.Agreement.None ?></p><?cs
/if ?></section><?cs
/each ?></div>
<?cs call:admin_end() ?><?cs include!"layout/foot.cs" ?>
