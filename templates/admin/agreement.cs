<?cs # agreement.cs - one version of an agreement, as it was published.
 Reads:
  V                .type key in Lang.AgreementType, .version, .name, .at (time),
                   .accepted (by how many), .latest, .name_en, .name_zh,
                   .content_en, .content_zh
?><?cs include!"layout/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs
set:Page.Title = V.name ?><?cs set:Page.Nav = "admin" ?><?cs
include!"layout/head.cs" ?><?cs call:admin("agreements") ?>
<div class="form-page stack-l"><div>
<a class="back" href="/admin/agreements"><?cs call:ic_back() ?> <?cs var:Lang.Agreement.Title ?></a>
<h1><?cs var:V.name ?></h1>
<dl class="facts"><dt><?cs var:Lang.Agreement.For ?></dt><dd><?cs var:Lang.AgreementType[V.type] ?></dd>
<dt><?cs var:Lang.Admin.Version ?></dt><dd><?cs var:V.version ?> <?cs if:V.latest ?><span class="tag ok"><?cs var:Lang.Agreement.Latest ?></span><?cs /if ?></dd>
<dt><?cs var:Lang.Agreement.At ?></dt><dd><?cs call:when(V.at) ?></dd>
<dt><?cs var:Lang.Agreement.Accepted ?></dt><dd><?cs alt:html_escape(V.accepted) ?>0<?cs /alt ?></dd></dl></div>
<section class="card" lang="en"><h2><?cs var:V.name_en ?></h2><p class="text"><?cs var:V.content_en ?></p></section>
<section class="card" lang="zh-Hans"><h2><?cs var:V.name_zh ?></h2><p class="text"><?cs var:V.content_zh ?></p></section>
</div>
<?cs call:admin_end() ?><?cs include!"layout/foot.cs" ?>
