<?cs # policy.cs - who may open tickets in an account.
 Reads: Base, Admin, A.policy, Key.policy, Href.policy
?><?cs include!"layout/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs include!"organization/macros.cs" ?><?cs
set:Page.Title = Lang.Org.Policy ?><?cs set:Page.Nav = "organization" ?><?cs
include!"layout/head.cs" ?><?cs call:org("policy") ?>
<div class="form-page">
<?cs call:summary() ?><h1><?cs var:Lang.Org.Policy ?></h1><?cs call:policy_form() ?>
<p class="hint top-gap2"><?cs var:Lang.Org.PolicyNote ?></p></div>
<?cs call:org_end() ?><?cs include!"layout/foot.cs" ?>
