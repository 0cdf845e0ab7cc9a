<?cs # catalogue.cs - what a new ticket chooses from, as a tree.
 Reads:
  Sub.N            a sub-type: .id, .name, .other (in the other language), .off
  Sub.N.P.M        its products, likewise
  Sub.N.P.M.T.K    their problem types, likewise; .w a key in Lang.ColumnWord,
                   .Tpl.L their templates, likewise
?><?cs include!"layout/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs
set:Page.Title = Lang.Entry.Catalogue ?><?cs set:Page.Nav = "admin" ?><?cs
include!"layout/head.cs" ?><?cs call:admin("catalogue") ?>
<div class="head"><h1><?cs var:Page.Title ?></h1><div class="btns"><a class="btn" href="/admin/catalogue/import"><?cs var:Lang.Entry.Import ?></a><a class="btn" href="/admin/catalogue/export"><?cs var:Lang.Entry.Export ?></a><a class="btn primary" href="/admin/catalogue/new?kind=sub_type"><?cs call:ic_plus() ?> <?cs var:Lang.KindNew.sub_type ?></a></div></div>
<div class="stack-l"><p class="small muted"><?cs var:Lang.Entry.TreeHint ?></p><?cs
each:s = Sub ?>
<section><div class="head"><h2><a href="/admin/catalogue/<?cs var:url_escape(s.id) ?>?kind=sub_type"><?cs var:s.name ?></a> <?cs call:off(s) ?></h2><div class="btns"><a class="btn s" href="/admin/catalogue/new?kind=product&amp;sub_type_id=<?cs var:url_escape(s.id) ?>"><?cs call:ic_plus() ?> <?cs var:Lang.KindNew.product ?></a></div></div><?cs
each:p = s.P ?>
<div class="picked top-gap2"><h3><a href="/admin/catalogue/<?cs var:url_escape(p.id) ?>?kind=product"><?cs var:p.name ?></a> <?cs call:off(p) ?></h3><a class="btn s" href="/admin/catalogue/new?kind=problem_type&amp;product_id=<?cs var:url_escape(p.id) ?>"><?cs call:ic_plus() ?> <?cs var:Lang.KindNew.problem_type ?></a></div><?cs
if:p.T.0.id ?>
<div class="box top-gap"><table class="list"><caption><?cs var:p.name ?></caption><thead><tr><th scope="col"><?cs var:Lang.Kind.problem_type ?></th><th scope="col"><?cs var:Lang.Column.case_type ?></th><th scope="col"><?cs var:Lang.Kind.template ?></th><th scope="col"><?cs var:Lang.Entry.State ?></th></tr></thead>
<tbody><?cs
each:t = p.T ?>
<tr><td class="main"><a class="subj" href="/admin/catalogue/<?cs var:url_escape(t.id) ?>?kind=problem_type"><?cs var:t.name ?></a><div class="meta"><span class="num"><?cs var:t.id ?></span><?cs call:other(t) ?></div></td><td data-l="<?cs var:Lang.Column.case_type ?>"><?cs var:Lang.ColumnWord[t.w] ?></td><td data-l="<?cs var:Lang.Kind.template ?>"><?cs each:x = t.Tpl ?><a href="/admin/catalogue/<?cs var:url_escape(x.id) ?>?kind=template"><?cs var:x.name ?></a> <?cs call:off(x) ?> <?cs /each ?><?cs if:!t.Tpl.0.id ?><a class="muted" href="/admin/catalogue/new?kind=template&amp;problem_type_id=<?cs var:url_escape(t.id) ?>"><?cs var:Lang.Entry.AddTemplate ?></a><?cs /if ?></td><td><?cs call:offered(t) ?></td></tr><?cs
/each ?>
</tbody></table></div><?cs
else ?><p class="small muted top-gap"><?cs var:Lang.Entry.None ?></p><?cs
/if ?><?cs
/each ?></section><?cs
/each ?></div><?cs
if:!Sub.0.id ?><section class="box empty"><h2><?cs var:Lang.Entry.None ?></h2></section><?cs /if ?>
<?cs call:admin_end() ?><?cs include!"layout/foot.cs" ?>
