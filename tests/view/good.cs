<?cs def:row(r) ?>[<?cs var:r.n ?><?cs var:r.t ?>]<?cs /def ?><?cs
set:Page.Title = Text ?><?cs set:New.Deep.Down = #1 + 2 ?><?cs set:Text = Text ?><html title="<?cs var:Text ?>">
<?cs var:Site.Name ?> <?cs var:Site.Css ?>
word: <?cs var:Lang.Say.word ?>
<?cs each:r = List ?><?cs call:row(r) ?><?cs /each ?>
set: <?cs var:Page.Title ?> and <?cs var:New.Deep.Down ?>
<?cs var:Site.Up.say ?>, <?cs var:Site.Up.size ?>, <?cs var:Site.Up.accept ?>
</html>
