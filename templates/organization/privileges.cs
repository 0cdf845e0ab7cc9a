<?cs # privileges.cs - what everybody of an account may do.
 Reads: Base, Admin, A.P.N (key in Lang.Org.Privilege, .has), Key.privileges,
 Href.privileges
?><?cs include!"layout/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs include!"organization/macros.cs" ?><?cs
set:Page.Title = Lang.Org.Privileges ?><?cs set:Page.Nav = "organization" ?><?cs
include!"layout/head.cs" ?><?cs call:org("privileges") ?>
<div class="form-page">
<?cs call:summary() ?><h1><?cs var:Lang.Org.Privileges ?></h1><p class="muted top-gap"><?cs var:Lang.Org.PrivilegesHint ?></p><?cs call:privileges_form() ?></div>
<?cs call:org_end() ?><?cs include!"layout/foot.cs" ?>
