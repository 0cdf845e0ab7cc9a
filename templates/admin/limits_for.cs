<?cs # limits_for.cs - limits of files for a role or a kind of problem.
 Reads:
  Row.N     .scope, .role its number or .name and .product of the kind;
            .max_count, .max_size, .max_chunked, .user_volume, .types: "" as
            for everybody
  Kind.N    kinds of problems: .id, .name, .product
  F.scope and the others   .v as typed, .e
  Key
?><?cs include!"layout/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs
set:Page.Title = Lang.UpLimit.Title ?><?cs set:Page.Nav = "admin" ?><?cs
include!"layout/head.cs" ?><?cs call:admin("limits") ?><?cs
def:cell(label, v) ?><td data-l="<?cs var:label ?>"><?cs if:string.length(v) ?><?cs var:v ?><?cs else ?><span class="muted">–</span><?cs /if ?></td><?cs /def ?>
<div class="form-page"><?cs call:summary() ?>
<a class="back" href="/admin/limits"><?cs call:ic_back() ?> <?cs var:Lang.Limit.Title ?></a>
<h1><?cs var:Page.Title ?></h1>
<p class="hint"><?cs var:Lang.UpLimit.Hint ?></p><?cs
if:subcount(Row) ?>
<div class="box top-gap2"><table class="list"><caption><?cs var:Page.Title ?></caption><thead><tr><th scope="col"><?cs var:Lang.UpLimit.Scope ?></th><th scope="col"><?cs var:Lang.UpLimit.Count ?></th><th scope="col"><?cs var:Lang.UpLimit.Size ?></th><th scope="col"><?cs var:Lang.UpLimit.Chunked ?></th><th scope="col"><?cs var:Lang.UpLimit.Volume ?></th></tr></thead><tbody><?cs
each:r = Row ?>
<tr><td class="main"><a class="subj" href="/admin/limits/files?scope=<?cs var:url_escape(r.scope) ?>"><?cs if:string.length(r.role) ?><?cs var:Lang.UpLimit.Role[r.role] ?><?cs else ?><?cs var:r.name ?><?cs /if ?></a><?cs if:string.length(r.product) ?><div class="meta"><span><?cs var:r.product ?></span></div><?cs /if ?><?cs if:string.length(r.types) ?><div class="meta"><span class="num"><?cs var:r.types ?></span></div><?cs /if ?></td><?cs
call:cell(Lang.UpLimit.Count, r.max_count) ?><?cs call:cell(Lang.UpLimit.Size, r.max_size) ?><?cs call:cell(Lang.UpLimit.Chunked, r.max_chunked) ?><?cs call:cell(Lang.UpLimit.Volume, r.user_volume) ?></tr><?cs
/each ?>
</tbody></table></div><?cs
else ?>
<p class="top-gap2"><?cs var:Lang.UpLimit.None ?></p><?cs
/if ?>
<form class="top-gap2" method="post" action="/admin/limits/files" novalidate><?cs call:keys(Key) ?>
<div class="field<?cs if:F.scope.e ?> bad<?cs /if ?>"><label for="scope"><?cs var:Lang.UpLimit.Scope ?></label><?cs call:err("scope", F.scope) ?><select id="scope" name="scope" autocomplete="off"<?cs call:told("scope", F.scope, "") ?>><option value=""><?cs var:Lang.Form.Choose ?></option><optgroup label="<?cs var:Lang.UpLimit.Roles ?>"><?cs
call:aoption("role-0", Lang.UpLimit.Role.0, F.scope.v) ?><?cs call:aoption("role-1", Lang.UpLimit.Role.1, F.scope.v) ?><?cs call:aoption("role-2", Lang.UpLimit.Role.2, F.scope.v) ?><?cs call:aoption("role-3", Lang.UpLimit.Role.3, F.scope.v) ?></optgroup><?cs
if:subcount(Kind) ?><optgroup label="<?cs var:Lang.UpLimit.Kinds ?>"><?cs
each:k = Kind ?><option value="type-<?cs var:k.id ?>"<?cs if:F.scope.v == "type-" + k.id ?> selected<?cs /if ?>><?cs var:k.product ?>: <?cs var:k.name ?></option><?cs /each ?></optgroup><?cs /if ?></select></div><?cs
call:atext("max_count", F.max_count, Lang.LimitName.max_count, "", Lang.UpLimit.HintNumber) ?><?cs
call:atext("max_size", F.max_size, Lang.LimitName.max_size, "", Lang.UpLimit.HintSize) ?><?cs
call:atext("max_chunked", F.max_chunked, Lang.LimitName.max_chunked, "", Lang.UpLimit.HintSize) ?><?cs
call:atext("user_volume", F.user_volume, Lang.LimitName.user_volume, "", Lang.UpLimit.HintSize) ?><?cs
call:atext("types", F.types, Lang.UpLimit.Types, "", Lang.UpLimit.HintTypes) ?>
<div class="field btns"><button class="btn primary"><?cs var:Lang.Form.Save ?></button><a href="/admin/limits"><?cs var:Lang.Form.Cancel ?></a></div></form>
</div>
<?cs call:admin_end() ?><?cs include!"layout/foot.cs" ?>
