<?cs # new1.cs - a new ticket, first step: which product?  Nothing else on the
 page leads to /tickets/new with a query.
 Reads:
  Sub.N.name          a group of products; .P.M its products: .id, .name,
                      .desc, .on if it is chosen
  Quota.all           how many tickets are open of those allowed, words;
                      .full no more can be opened, words
  Related.id, .t      the ticket that it follows
  F.product_category_id.e   nothing was chosen
  Preview             an administrator looks at it: see steps.cs
?><?cs include!"layout/macros.cs" ?><?cs include!"tickets/steps.cs" ?><?cs
set:Page.Title = Lang.New.Title ?><?cs set:Page.Nav = "new" ?><?cs
include!"layout/head.cs" ?>
<div class="form-page wide"><?cs call:preview() ?>
<?cs call:summary() ?><?cs call:steps(#1) ?>
<h1><?cs var:Lang.New.Which ?></h1>
<p class="hint"><?cs var:Lang.New.WhichHint ?> <?cs var:Quota.all ?></p><?cs call:full() ?><?cs
if:Sub.0.name ?>
<form class="stack-l" id="product_category_id" tabindex="-1" method="get" action="/tickets/new" novalidate><?cs call:open() ?><?cs call:follows() ?><?cs
call:err("product_category_id", F.product_category_id) ?><?cs
each:s = Sub ?>
<fieldset class="field"><legend><?cs var:s.name ?></legend><div class="cards"><?cs
each:p = s.P ?>
<label class="choice"><input type="radio" name="product_category_id" value="<?cs var:p.id ?>"<?cs if:p.on ?> checked<?cs /if ?> required><span><?cs var:p.name ?><?cs if:p.desc ?><small><?cs var:p.desc ?></small><?cs /if ?></span></label><?cs
/each ?>
</div></fieldset><?cs
/each ?>
<div class="btns"><button class="btn primary l"><?cs var:Lang.New.Go ?> <?cs call:ic_next() ?></button><?cs if:!Preview.id ?><a href="/home"><?cs var:Lang.Form.Cancel ?></a><?cs /if ?></div><?cs call:close() ?>
</form><?cs
else ?>
<div class="note warn"><?cs call:ic_info() ?><p><?cs var:Lang.New.NoProduct ?></p></div><?cs
/if ?>
</div>
<?cs include!"layout/foot.cs" ?>
