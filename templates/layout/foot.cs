<?cs # foot.cs - the end of every page.
 Reads from the page:
  Page.Zone    the zone of all times, "Europe/Paris (UTC+1)"
  Page.Here    path to come back to from /preferences
  Page.Theme
  User.Name, .Staff   as head.cs
?>
</div></main>
<footer class="foot"><div class="wrap">
<a href="/help"><?cs var:Lang.Nav.Help ?></a><?cs
if:User.Name && !User.Staff ?>
<a href="/feedback"><?cs var:Lang.Feedback.Link ?></a><?cs
/if ?><?cs
if:Page.Zone ?>
<span><?cs var:Lang.Foot.Zone ?> <?cs var:Page.Zone ?></span><?cs
/if ?>
<form method="post" action="/preferences" aria-label="<?cs var:Lang.Foot.Preferences ?>">
<input type="hidden" name="next" value="<?cs var:Page.Here ?>">
<label><?cs var:Lang.Foot.Language ?> <select name="language" autocomplete="off"><?cs
 each:l = Lang.Languages ?><option value="<?cs var:l.id ?>" lang="<?cs var:l.code ?>"<?cs if:l.code == Lang.Code ?> selected<?cs /if ?>><?cs var:l.name ?></option><?cs /each ?></select></label>
<label><?cs var:Lang.Foot.Theme ?> <select name="theme" autocomplete="off"><option value="auto"><?cs var:Lang.Theme.auto ?></option><option value="light"<?cs if:Page.Theme == "light" ?> selected<?cs /if ?>><?cs var:Lang.Theme.light ?></option><option value="dark"<?cs if:Page.Theme == "dark" ?> selected<?cs /if ?>><?cs var:Lang.Theme.dark ?></option></select></label>
<button class="btn s"><?cs var:Lang.Foot.Apply ?></button>
</form>
</div></footer>
</body>
</html>
