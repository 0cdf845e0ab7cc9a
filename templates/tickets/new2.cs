<?cs # new2.cs - a new ticket, second step: which kind of problem?  Nothing else
 on the page leads to /tickets/new with a query.
 Reads:
  Product.id, .name   what was chosen first
  Type.N              .id, .name, .desc, .end (words at the end), .on
  Quota.full          no more can be opened, words
  Related.id, .t      the ticket that it follows
  F.business_type_id.e   nothing was chosen
  Preview             an administrator looks at it: see steps.cs
?><?cs include!"layout/macros.cs" ?><?cs include!"tickets/steps.cs" ?><?cs
set:Page.Title = Lang.New.Title ?><?cs set:Page.Nav = "new" ?><?cs
include!"layout/head.cs" ?>
<div class="form-page"><?cs call:preview() ?>
<?cs call:summary() ?><?cs call:steps(#2) ?>
<p class="picked"><span class="muted"><?cs var:Lang.Fact.Product ?></span> <b><?cs var:Product.name ?></b> <?cs if:!Preview.id ?><a href="/tickets/new"><?cs var:Lang.New.Change ?></a><?cs /if ?></p>
<h1 id="h"><?cs var:Lang.New.Kind ?></h1><?cs call:full() ?>
<form class="stack-l" id="business_type_id" tabindex="-1" method="get" action="/tickets/new" novalidate><?cs call:open() ?><?cs call:follows() ?>
<input type="hidden" name="product_category_id" value="<?cs var:Product.id ?>">
<fieldset class="field" aria-labelledby="h"><legend class="sr"><?cs var:Lang.Fact.Problem ?></legend><?cs
call:err("business_type_id", F.business_type_id) ?><div class="cards one"><?cs
each:t = Type ?>
<label class="choice"><input type="radio" name="business_type_id" value="<?cs var:t.id ?>"<?cs if:t.on ?> checked<?cs /if ?> required><span><?cs var:t.name ?><?cs if:t.desc ?><small><?cs var:t.desc ?></small><?cs /if ?></span><?cs if:t.end ?><span class="end muted"><?cs var:t.end ?></span><?cs /if ?></label><?cs
/each ?>
</div></fieldset>
<div class="btns"><button class="btn primary l"><?cs var:Lang.New.Go ?> <?cs call:ic_next() ?></button><?cs if:!Preview.id ?><a href="/tickets/new"><?cs var:Lang.New.StepBack ?></a><?cs /if ?></div><?cs call:close() ?>
</form></div>
<?cs include!"layout/foot.cs" ?>
