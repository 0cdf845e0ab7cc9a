<?cs # replies.cs - canned replies: everybody's, at the administrator's, or one's
 own, at the desk.
 Reads:
  List.base, Shared   address of the list; is it everybody's?
  Row.N            .id, .name, .on (can be used), .en, .zh, .at
?><?cs include!"layout/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs
if:Shared ?><?cs set:Page.Title = Lang.Replies.Title ?><?cs set:Page.Nav = "admin" ?><?cs
else ?><?cs set:Page.Title = Lang.Replies.Own ?><?cs set:Page.Nav = "replies" ?><?cs /if ?><?cs
include!"layout/head.cs" ?><?cs if:Shared ?><?cs call:admin("replies") ?><?cs /if ?>
<div class="head"><h1><?cs var:Page.Title ?></h1><div class="btns"><a class="btn primary" href="<?cs var:List.base ?>/new"><?cs call:ic_plus() ?> <?cs var:Lang.Replies.New ?></a></div></div>
<p class="lead"><?cs if:Shared ?><?cs var:Lang.Replies.SharedSay ?><?cs else ?><?cs var:Lang.Replies.OwnSay ?><?cs /if ?></p><?cs
if:Row.0.id ?>
<div class="box top-gap2"><table class="list"><caption><?cs var:Page.Title ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.Replies.Name ?></th><th scope="col"><?cs var:Lang.Replies.Languages ?></th><th scope="col"><?cs var:Lang.Replies.Changed ?></th></tr></thead><tbody><?cs
each:r = Row ?>
<tr><td class="main"><a class="subj" href="<?cs var:List.base ?>/<?cs var:r.id ?>"><?cs var:r.name ?></a><?cs if:!r.on ?><div class="meta"><span class="tag"><?cs var:Lang.Replies.Off ?></span></div><?cs /if ?></td><td data-l="<?cs var:Lang.Replies.Languages ?>"><?cs if:r.en ?>English<?cs /if ?><?cs if:r.en && r.zh ?>, <?cs /if ?><?cs if:r.zh ?><span lang="zh-Hans">中文</span><?cs /if ?></td><td data-l="<?cs var:Lang.Replies.Changed ?>"><?cs call:when(r.at) ?></td></tr><?cs
/each ?>
</tbody></table></div><?cs
else ?>
<section class="box empty top-gap2"><h2><?cs var:Lang.List.Empty ?></h2><p><?cs var:Lang.Replies.None ?></p></section><?cs
/if ?>
<?cs if:Shared ?><?cs call:admin_end() ?><?cs /if ?><?cs include!"layout/foot.cs" ?>
