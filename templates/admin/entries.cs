<?cs # entries.cs - the entries of one kind: severities, regions, dimensions.
 Reads:
  Kind, Nav, List.base  the kind, its key in the navigation, its address
  Head.N            columns: keys in Lang.Column
  Row.N             .id, .name, .other (in the other language), .off; .C.M of
                    each column: .h its name, .v words, or .w a key in
                    Lang.ColumnWord
?><?cs include!"layout/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs
set:Page.Title = Lang.Kinds[Kind] ?><?cs set:Page.Nav = "admin" ?><?cs
include!"layout/head.cs" ?><?cs call:admin(Nav) ?>
<div class="head"><h1><?cs var:Page.Title ?></h1><div class="btns"><a class="btn primary" href="<?cs var:List.base ?>/new"><?cs call:ic_plus() ?> <?cs var:Lang.KindNew[Kind] ?></a></div></div><?cs
if:Row.0.id ?>
<div class="box"><table class="list"><caption><?cs var:Page.Title ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.Entry.Name ?></th><?cs each:h = Head ?><th scope="col"><?cs var:Lang.Column[h] ?></th><?cs /each ?><th scope="col"><?cs var:Lang.Entry.State ?></th></tr></thead>
<tbody><?cs
each:r = Row ?>
<tr><td class="main"><a class="subj" href="<?cs var:List.base ?>/<?cs var:url_escape(r.id) ?>"><?cs var:r.name ?></a><div class="meta"><span class="num"><?cs var:r.id ?></span><?cs call:other(r) ?></div></td><?cs
each:c = r.C ?><td data-l="<?cs var:Lang.Column[c.h] ?>"><?cs if:c.w ?><?cs var:Lang.ColumnWord[c.w] ?><?cs else ?><?cs var:c.v ?><?cs /if ?></td><?cs /each ?><td><?cs call:offered(r) ?></td></tr><?cs
/each ?>
</tbody></table></div><?cs
else ?>
<section class="box empty"><h2><?cs var:Lang.Entry.None ?></h2><a class="btn" href="<?cs var:List.base ?>/new"><?cs var:Lang.KindNew[Kind] ?></a></section><?cs
/if ?>
<?cs call:admin_end() ?><?cs include!"layout/foot.cs" ?>
