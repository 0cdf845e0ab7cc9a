<?cs # views.cs - filters of a list under a name.
 Reads:
  List.href           the list that they are of
  Text                the filter that can be saved here; absent: none
  F                   the form to save it: .name, .group_id, .everyone
  Group.N             .id, .n: groups with which it can be shared
  Key                 key of that form
  Saved.N             .id, .n name, .q its text, .h its address, .group whose
                      members have it, .all all of the staff have it, .first
                      the list opens with it, .key key of the form for that,
                      .del key of the form to take it away; absent: not his
?><?cs include!"layout/macros.cs" ?><?cs
set:Page.Title = Lang.Saved.Title ?><?cs set:Page.Nav = "views" ?><?cs
include!"layout/head.cs" ?>
<div class="form-page">
<?cs call:summary() ?>
<a class="back" href="<?cs var:List.href ?>"><?cs call:ic_back() ?> <?cs if:User.Staff ?><?cs var:Lang.Nav.Queue ?><?cs else ?><?cs var:Lang.Nav.Mine ?><?cs /if ?></a>
<h1><?cs var:Lang.Saved.Title ?></h1><?cs
if:string.length(Text) ?>
<section class="top-gap2"><h2><?cs var:Lang.Saved.New ?></h2><p class="hint"><code><?cs var:Text ?></code></p>
<form method="post" action="/views" novalidate><?cs call:keys(Key) ?><input type="hidden" name="q" value="<?cs var:Text ?>">
<div class="field<?cs if:F.name.e ?> bad<?cs /if ?>"><label for="name"><?cs var:Lang.Saved.Name ?></label><?cs call:err("name", F.name) ?><input id="name" name="name" value="<?cs var:F.name.v ?>" autocomplete="off" required<?cs call:told("name", F.name, "") ?>></div><?cs
if:User.Staff ?>
<div class="field"><label class="choice"><input type="checkbox" name="everyone" value="1"<?cs if:F.everyone.v ?> checked<?cs /if ?>><span><?cs var:Lang.Saved.Everyone ?></span></label></div><?cs
elif:Group.0.id ?>
<div class="field"><label for="group_id"><?cs var:Lang.Saved.For ?></label><select id="group_id" name="group_id"><option value=""><?cs var:Lang.Saved.Own ?></option><?cs
each:g = Group ?><option value="<?cs var:g.id ?>"<?cs if:g.id == F.group_id.v ?> selected<?cs /if ?>><?cs var:Lang.Saved.Members ?> <?cs var:g.n ?></option><?cs /each ?></select></div><?cs
/if ?>
<div class="field btns"><button class="btn primary"><?cs var:Lang.Saved.Do ?></button></div></form></section><?cs
/if ?><?cs
if:Saved.0.id ?>
<ul class="box rows top-gap2"><?cs each:v = Saved ?>
<li><a class="subj" href="<?cs var:v.h ?>"><?cs var:v.n ?></a><p class="meta"><code><?cs var:v.q ?></code><?cs if:v.group ?><span><?cs var:Lang.Saved.Members ?> <?cs var:v.group ?></span><?cs /if ?><?cs if:v.all ?><span><?cs var:Lang.Saved.All ?></span><?cs /if ?></p>
<div class="btns"><form method="post" action="/views/<?cs var:v.id ?>/first"><?cs call:keys(v.key) ?><?cs if:v.first ?><input type="hidden" name="off" value="1"><?cs /if ?><button class="btn quiet s"><?cs if:v.first ?><?cs var:Lang.Saved.FirstOff ?><?cs else ?><?cs var:Lang.Saved.First ?><?cs /if ?><span class="sr">: <?cs var:v.n ?></span></button></form><?cs
if:v.del ?><form method="post" action="/views/<?cs var:v.id ?>/delete"><?cs call:keys(v.del) ?><button class="btn quiet s"><?cs var:Lang.Saved.Delete ?><span class="sr">: <?cs var:v.n ?></span></button></form><?cs /if ?></div></li><?cs
/each ?>
</ul><?cs
else ?>
<section class="box empty top-gap2"><h2><?cs var:Lang.Saved.None ?></h2><p><?cs var:Lang.Saved.NoneSay ?></p></section><?cs
/if ?>
</div>
<?cs include!"layout/foot.cs" ?>
