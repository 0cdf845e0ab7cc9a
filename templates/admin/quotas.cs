<?cs # quotas.cs - how many tickets an account may have open.
 Reads:
  A.id, .name        the account
  Quota.N            .id "" for all kinds, .name, .product, .total, .open
  Kind.N             kinds of problems: .id, .name, .product
  F.business_type_id, F.total   .v as typed, .e
  Key
?><?cs include!"layout/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs
set:Page.Title = Lang.Quota.Title + " " + A.name ?><?cs set:Page.Nav = "admin" ?><?cs
include!"layout/head.cs" ?><?cs call:admin("accounts") ?>
<div class="form-page">
<a class="back" href="/admin/accounts/<?cs var:A.id ?>"><?cs call:ic_back() ?> <?cs var:A.name ?></a>
<?cs call:summary() ?>
<h1><?cs var:Lang.Quota.Title ?></h1>
<p class="hint"><?cs var:Lang.Quota.Hint ?></p><?cs
if:subcount(Quota) ?>
<div class="box top-gap2"><table class="list"><caption><?cs var:Lang.Quota.Title ?></caption><thead><tr><th scope="col"><?cs var:Lang.Fact.Problem ?></th><th scope="col"><?cs var:Lang.Quota.Open ?></th><th scope="col"><?cs var:Lang.Quota.Total ?></th></tr></thead><tbody><?cs
each:q = Quota ?>
<tr><td class="main"><?cs if:q.id ?><?cs var:q.name ?><div class="meta"><?cs var:q.product ?></div><?cs else ?><?cs var:Lang.Quota.All ?><?cs /if ?></td><td data-l="<?cs var:Lang.Quota.Open ?>"><?cs var:q.open ?></td><td data-l="<?cs var:Lang.Quota.Total ?>"><?cs var:q.total ?></td></tr><?cs
/each ?>
</tbody></table></div><?cs
else ?>
<p class="top-gap2"><?cs var:Lang.Quota.None ?></p><?cs
/if ?>
<form class="top-gap2" method="post" action="/admin/accounts/<?cs var:A.id ?>/quotas" novalidate><?cs call:keys(Key) ?>
<div class="field<?cs if:F.business_type_id.e ?> bad<?cs /if ?>"><label for="business_type_id"><?cs var:Lang.Fact.Problem ?></label><?cs call:err("business_type_id", F.business_type_id) ?><select id="business_type_id" name="business_type_id" autocomplete="off"<?cs call:told("business_type_id", F.business_type_id, "") ?>><option value=""><?cs var:Lang.Quota.All ?></option><?cs
each:k = Kind ?><option value="<?cs var:k.id ?>"<?cs if:k.id == F.business_type_id.v ?> selected<?cs /if ?>><?cs var:k.product ?>: <?cs var:k.name ?></option><?cs /each ?></select></div>
<div class="field<?cs if:F.total.e ?> bad<?cs /if ?>"><label for="total"><?cs var:Lang.Quota.Total ?></label><p class="hint" id="total-h"><?cs var:Lang.Quota.TotalHint ?></p><?cs call:err("total", F.total) ?><input id="total" name="total" inputmode="numeric" value="<?cs var:F.total.v ?>" autocomplete="off"<?cs call:told("total", F.total, "1") ?>></div>
<div class="field btns"><button class="btn primary"><?cs var:Lang.Form.Save ?></button></div></form>
</div>
<?cs call:admin_end() ?><?cs include!"layout/foot.cs" ?>
