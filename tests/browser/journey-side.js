/*
 * journey-side.js - what a customer arranges on a ticket beside the
 * conversation: labels, relations, contact, extra fields, a follow-up.
 */
'use strict';

const assert = require('assert');

const acts = require('./acts.js');
const { Visitor } = require('./visitor.js');

/* Open one of the folded forms of the side; its form. */
async function fold(v, name) {
	const details = v.page.locator(`#fold-${name}`);

	if (await details.getAttribute('open') === null)
		await details.locator('summary').click();
	return details.locator('form');
}

async function label(v, name, nth) {
	const form = v.page.locator('form[action="/labels"]');

	await form.locator('[name=name]').fill(name);
	await form.locator('[name=color]').nth(nth).check();
	await v.press(v.words.Label.NewDo, form);
}

function side(language, script) {
	return {
		name: `beside the conversation (${language}, script ` +
			`${script ? 'on' : 'off'})`,
		async run(env, step) {
			const end = `${language}-${script ? 'js' : 'plain'}`;
			const name = `side-${end}`;
			const agent = `side-agent-${end}`;

			await env.portal.addUser(name, 'customer', `Side ${end}`);
			await env.portal.addUser(agent, 'agent');
			const v = await Visitor.open(env.browser, env.portal, name,
				{ language, script });
			const L = v.words;
			let first, second, disk;

			await step('labels are made, and none twice', async () => {
				await v.go('/labels');
				await v.inspect('labels, none');
				await label(v, 'Checkout', 0);
				await acts.says(v, L.Done.label_created);
				await label(v, '季度结算', 5);
				await label(v, 'checkout', 3);
				await acts.says(v, L.Say.label_taken);
				assert.strictEqual(await v.page.inputValue('#name-0'),
					'checkout');
				await v.inspect('labels, taken');
			});

			await step('a label changes', async () => {
				await v.go('/labels');
				const row = v.page.locator('.rows li').first();
				await row.locator('summary').click();
				await row.locator('[name=color]').nth(6).check();
				await v.press(L.Form.Save, row);
				await acts.says(v, L.Done.label_changed);
				assert.strictEqual(
					await v.page.locator('.rows .lb.l-6').first().innerText(),
					'Checkout');
			});

			await step('a ticket wears them', async () => {
				first = await acts.openTicket(v);
				const form = await fold(v, 'labels');
				for (const box of await form.locator('[type=checkbox]').all())
					await box.check();
				await v.press(L.Label.Do, form);
				await acts.says(v, L.Done.labelled);
				assert.deepStrictEqual(
					await v.page.locator('#labels .chips .lb').allInnerTexts(),
					['Checkout', '季度结算']);
			});

			await step('one is taken off, by its own button', async () => {
				await v.leave(() => v.page.locator('#labels .x').nth(1)
					.click());
				await acts.says(v, L.Done.unlabelled);
				assert.strictEqual(
					await v.page.locator('#labels .chips .lb').count(), 1);
			});

			await step('a list by label', async () => {
				second = await acts.openTicket(v, { text: 'Another one' });
				await v.go('/tickets');
				await v.page.locator('.filters summary').click();
				await v.page.locator('.filters [name=label]').first().check();
				await v.press(L.Form.Apply);
				assert.deepStrictEqual(await v.page.locator('tbody .num')
					.allInnerTexts(), [first]);
				await v.inspect('my tickets, by label');
			});

			await step('tickets are related, but not to themselves',
				async () => {
					await v.go(`/tickets/${first}`);
					let form = await fold(v, 'relations');
					await form.locator('#related_id').fill(first);
					await v.press(L.Relation.Do, form);
					await acts.says(v, L.Say.relation_self);
					assert.strictEqual(
						await v.page.inputValue('#related_id'), first);
					await v.inspect('ticket, relation wrong');
					form = await fold(v, 'relations');
					await form.locator('#related_id').fill(
						`${env.portal.base}/tickets/${second}`);
					await v.press(L.Relation.Do, form);
					await acts.says(v, L.Done.related);
					assert.match(await v.page.locator('#relations .rel')
						.innerText(), /Another one/);
				});

			await step('the contact is changed, and kept when wrong',
				async () => {
					let form = await fold(v, 'contact');
					await form.locator('#remind_mail').fill('nobody');
					await form.locator('#remind_mobile').fill('12-34');
					await v.press(L.Contact.Do, form);
					assert.strictEqual(
						await v.page.inputValue('#remind_mail'), 'nobody');
					assert.strictEqual(await v.page.locator(
						'#contact .field.bad').count(), 2);
					await v.inspect('ticket, contact wrong');
					form = await fold(v, 'contact');
					await form.locator('#remind_mail').fill('a@b.example');
					await form.locator('#remind_mobile').fill('1234');
					await form.locator('#area_code').fill('65');
					await v.press(L.Contact.Do, form);
					await acts.says(v, L.Done.contact);
					assert.match(await v.page.locator('#contact .facts')
						.innerText(), /a@b\.example[^]*\+65 1234/);
				});

			await step('a kind of problem asks for its own fields', async () => {
				await v.go('/tickets/new');
				await v.page.locator('[value=p-vol]').check();
				await v.press(L.New.Go);
				await v.page.locator('[value=b-vol-slow]').check();
				await v.press(L.New.Go);
				await v.inspect('new ticket, extra fields');
				await acts.describe(v, { text: 'The disk is slow.' });
				await v.page.fill('#extends_wait_ms', 'much');
				await v.page.locator('[name=extends_symptoms]').first().check();
				await v.page.fill('#extends_secret_login', '4711-Zebra');
				await v.press(L.New.Submit);
				assert.strictEqual(await v.page.locator('.field.bad').count(),
					3);
				assert.strictEqual(
					await v.page.inputValue('#extends_wait_ms'), 'much');
				assert(await v.page.locator('[name=extends_symptoms]').first()
					.isChecked());
				assert(!(await v.page.content()).includes('4711-Zebra'));
				await v.inspect('new ticket, extra fields wrong');
				await v.page.fill('#extends_volume', 'vol-7');
				await v.page.selectOption('#extends_kind', 'nvme');
				await v.page.fill('#extends_wait_ms', '120.5');
				await v.page.fill('#extends_secret_login', '4711-Zebra');
				await v.press(L.New.Submit);
				disk = acts.arrived(v);
				const facts = await v.page.locator('#r-side .facts').first()
					.innerText();
				assert.match(facts, /vol-7/);
				assert.match(facts, /120\.5/);
				assert(facts.includes(L.Fmt.Sealed));
				assert(!(await v.page.content()).includes('4711-Zebra'));
			});

			await step('they are filled in anew', async () => {
				const form = await fold(v, 'extends');
				await form.locator('#extends_volume').fill('vol-8');
				await v.press(L.Ext.Do, form);
				await acts.says(v, L.Done.extended);
				assert.match(await v.page.locator('#r-side .facts').first()
					.innerText(), /vol-8/);
				await v.inspect('ticket, extra fields');
			});

			await step('the desk sees all of it', async () => {
				const desk = await Visitor.open(env.browser, env.portal, agent,
					{ language, script, role: 'agent' });

				await desk.go(`/agent/tickets/${first}`);
				assert.strictEqual(await desk.page.locator('#labels .lb')
					.first().innerText(), 'Checkout');
				await desk.follow(second);
				assert.strictEqual(acts.arrived(desk), second);
				await desk.go(`/agent/tickets/${disk}`);
				const form = await fold(desk, 'extends');
				await form.locator('#extends_rack').fill('node 12');
				await desk.press(L.Ext.Do, form);
				assert.match(await desk.page.locator('#r-side .facts').nth(1)
					.innerText(), /node 12/);
				await desk.inspect('desk, ticket with extra fields');
				await desk.close();
				await v.go(`/tickets/${disk}`);
				assert(!(await v.page.content()).includes('node 12'));
			});

			await step('what the desk writes is new, once', async () => {
				const desk = await Visitor.open(env.browser, env.portal, agent,
					{ language, script, role: 'agent' });

				await desk.go(`/agent/tickets/${first}`);
				await acts.deskWrite(desk, 'reply', 'We look into it.',
					desk.words.Desk.ReplyDo);
				await desk.close();
				const row = v.page.locator('tbody tr', { hasText: first });
				await v.go('/tickets');
				assert.strictEqual(await row.locator('.dot').count(), 1);
				await v.go(`/tickets/${first}`);
				assert.strictEqual(await v.page.locator('#fresh').count(), 1);
				await v.inspect('ticket, something new');
				await v.go('/tickets');
				assert.strictEqual(await row.locator('.dot').count(), 0);
				await v.go(`/tickets/${first}`);
				assert.strictEqual(await v.page.locator('#fresh').count(), 0);
			});

			await step('a quota is told before anybody types', async () => {
				const name = `side-admin-${end}`;

				await env.portal.addUser(name, 'admin');
				const root = await Visitor.open(env.browser, env.portal, name,
					{ language, script, role: 'admin' });
				const R = root.words;

				await root.go('/admin/accounts');
				await root.follow(`Side ${end}`);
				await root.follow(R.Quota.Title);
				await root.page.selectOption('#business_type_id',
					'b-vol-slow');
				await root.page.fill('#total', 'many');
				await root.press(R.Form.Save);
				assert.strictEqual(
					await root.page.inputValue('#total'), 'many');
				await root.page.fill('#total', '1');
				await root.press(R.Form.Save);
				await root.inspect('administration, quotas');
				await root.close();
				await v.go('/tickets/new?product_category_id=p-vol');
				await v.inspect('new ticket, kinds with a quota');
				await v.page.locator('[value=b-vol-slow]').check();
				await v.press(L.New.Go);
				await acts.says(v, L.Say.quota_kind);
				await v.inspect('new ticket, quota reached');
				await acts.describe(v, { text: 'One more' });
				await v.page.fill('#extends_volume', 'vol-9');
				await v.page.selectOption('#extends_kind', 'ssd');
				await v.press(L.New.Submit);
				assert.strictEqual(
					await v.page.inputValue('#simple_description'),
					'One more');
				await acts.says(v, L.Say.quota_kind);
			});

			await step('a ticket follows one that has ended', async () => {
				await v.go(`/tickets/${second}`);
				await acts.byDialog(v, L.Act.Cancel, 'd-cancel',
					L.Act.CancelDo, 'Not needed');
				await v.follow(L.Relation.Follow);
				assert.match(await v.page.inputValue('#simple_description'),
					new RegExp(second));
				await v.inspect('new ticket, follow-up');
				await acts.describe(v, { text: 'It is back' });
				await v.press(L.New.Submit);
				assert.match(await v.page.locator('#relations .rel')
					.innerText(), new RegExp(second));
			});

			await step('a label goes from everywhere', async () => {
				await v.go('/labels');
				const row = v.page.locator('.rows li').first();
				await row.locator('summary').click();
				await v.button(L.Label.Delete, row).click();
				await v.press(L.Label.DeleteDo, row);
				await acts.says(v, L.Done.label_deleted);
				await v.go(`/tickets/${first}`);
				assert.strictEqual(
					await v.page.locator('#labels .lb').filter(
						{ visible: true }).count(), 0);
			});
			await v.close();
		},
	};
}

module.exports = [side('en', true), side('zh-cn', true), side('en', false)];
