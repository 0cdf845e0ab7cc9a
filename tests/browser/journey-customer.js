/*
 * journey-customer.js - what a customer does beside the main job: withdraw,
 * urge, cancel, delete, close, change a score; forms that come back.
 */
'use strict';

const assert = require('assert');

const acts = require('./acts.js');
const { Visitor } = require('./visitor.js');

async function people(env, name, options) {
	await env.portal.addUser(name, 'customer', 'Customers');
	return Visitor.open(env.browser, env.portal, name, options);
}

function actions(script) {
	return {
		name: `actions (script ${script ? 'on' : 'off'})`,
		async run(env, step) {
			const v = await people(env, `acts-${script ? 'js' : 'plain'}`,
				{ script });
			const L = v.words;
			let id;

			await step('a new ticket says from when it can be urged',
				async () => {
					id = await acts.openTicket(v);
					await acts.says(v, L.Act.UrgeFrom);
					assert.strictEqual(
						await v.button(L.Act.Urge).count(), 0);
				});

			await step('then it can, and again only later', async () => {
				await v.page.waitForTimeout(3500);
				await v.go(`/tickets/${id}`);
				await v.press(L.Act.Urge);
				await acts.says(v, L.Done.urged);
				await acts.says(v, L.Act.UrgeFrom);
				assert.strictEqual(await v.button(L.Act.Urge).count(), 0);
			});

			await step('a message is withdrawn, a tombstone stays',
				async () => {
					await v.page.fill('#content', 'Written too soon');
					await v.press(L.Compose.Send);
					await acts.says(v, 'Written too soon');
					await v.press(L.Thread.Withdraw);
					await acts.says(v, L.Done.withdrawn);
					await acts.says(v, L.Thread.Withdrew);
					assert(!(await v.page.content())
						.includes('Written too soon'));
				});

			await step('a dialog can be left without consequence',
				async () => {
					await v.button(L.Act.Cancel).click();
					const dialog = v.page.locator('#d-cancel');
					await dialog.waitFor({ state: 'visible' });
					await v.inspect('ticket, dialog open');
					await v.button(L.Act.Keep, dialog).click();
					await dialog.waitFor({ state: 'hidden' });
					await acts.showsState(v, L.Status[0]);
				});

			await step('the ticket is cancelled, with a reason', async () => {
				await acts.byDialog(v, L.Act.Cancel, 'd-cancel',
					L.Act.CancelDo, 'It was my own mistake');
				await acts.says(v, L.Done.cancelled);
				await acts.showsState(v, L.Status[4]);
				await acts.says(v, L.Compose.Over);
				await v.inspect('ticket withdrawn');
			});

			await step('and deleted: it is gone for him', async () => {
				await acts.byDialog(v, L.Act.Delete, 'd-delete',
					L.Act.DeleteDo);
				await acts.says(v, L.Done.deleted);
				const gone = await v.go(`/tickets/${id}`);
				assert.strictEqual(gone.status(), 404);
				await v.go('/tickets?status=4');
				assert(!(await v.text()).includes(id));
			});

			await step('a ticket is closed early, scored, and the score changed',
				async () => {
					const agent = `agent-${v.name}`;

					await env.portal.addUser(agent, 'agent', null);
					const desk = await Visitor.open(env.browser, env.portal,
						agent, { role: 'agent' });
					id = await acts.openTicket(v);
					await desk.go(`/agent/tickets/${id}`);
					await desk.press(L.Desk.Take);
					await desk.close();
					await v.go(`/tickets/${id}`);
					await acts.byDialog(v, L.Act.Close, 'd-close',
						L.Act.CloseDo);
					await acts.showsState(v, L.Status[3]);
					await v.inspect('ticket closed, to score');
					const ask = v.page.locator('#score');
					await ask.locator('input[value="5"]').first().check();
					await v.press(L.Score.Do, ask);
					await acts.says(v, L.Done.scored);
					await acts.says(v, L.Score[5]);
					/* The score comes first there. */
					await v.page.locator('aside summary').first().click();
					const again = v.page.locator('aside form').first();
					await again.locator('input[value="2"]').first().check();
					await again.locator('textarea').fill('On reflection');
					await v.press(L.Score.Do, again);
					await acts.says(v, L.Score[2]);
					await acts.says(v, 'On reflection');
					await v.inspect('ticket closed and scored');
				});
			await v.close();
		},
	};
}

/* What a form holds that came back: every byte of it. */
async function expectForm(v, want) {
	for (const [name, value] of Object.entries(want))
		assert.strictEqual(
			await v.page.locator(`[name=${name}]`).first().inputValue(),
			value, name);
}

/* The summary has the focus, and each of its links leads to its field. */
async function expectSummary(v) {
	const summary = v.page.locator('.errors');

	await summary.waitFor();
	assert.strictEqual(await summary.evaluate(
		(e) => e === document.activeElement), true, 'focus on the summary');
	assert.match(await v.page.title(),
		new RegExp('^' + v.words.Form.Error.replace(/[：:]$/, '')));
	const links = await summary.locator('a').all();
	assert(links.length > 0, 'no links');
	for (const link of links) {
		const href = await link.getAttribute('href');
		const field = v.page.locator(href);

		assert.strictEqual(await field.count(), 1, href);
		await link.click();
		assert.strictEqual(await field.evaluate(
			(e) => e === document.activeElement), true, `focus to ${href}`);
		assert.strictEqual(await v.page.locator(
			`.bad ${href}, .bad${href}`).count() > 0, true,
		`a complaint at ${href}`);
	}
}

function forms(script) {
	return {
		name: `forms that come back (script ${script ? 'on' : 'off'})`,
		async run(env, step) {
			const v = await people(env, `forms-${script ? 'js' : 'plain'}`,
				{ script });
			const L = v.words;
			const text = '  First line <i>&lt;\n\n\tsecond "line"\n第三行 😀 \n';
			const big = { name: 'big.log', mimeType: 'text/plain',
				buffer: Buffer.alloc((2 << 20) + 1, 'x') };
			const small = { name: '小文件.txt', mimeType: 'text/plain',
				buffer: Buffer.from('small\n') };
			const typed = { remind_mail: 'me@example.com',
				cc_email: 'a@example.com, b@example.com',
				area_code: '86', remind_mobile: '13800000000' };

			await step('a step without a choice asks for one', async () => {
				await v.go('/tickets/new');
				await v.inspect('new ticket, product');
				await v.press(L.New.Go);
				assert.strictEqual(await v.title(), L.New.Which);
				await v.inspect('new ticket, product not chosen');
				await v.page.locator('[name=product_category_id]').first()
					.check();
				await v.press(L.New.Go);
				assert.strictEqual(await v.title(), L.New.Kind);
				await v.inspect('new ticket, problem');
			});

			await step('the description begins with the template', async () => {
				await acts.toDescription(v);
				const template = await v.page.inputValue(
					'#simple_description');
				assert(template.trim().length > 10, template);
				await v.inspect('new ticket, description');
			});

			await step('nothing filled in: all complaints at once',
				async () => {
					await v.page.fill('#simple_description', '');
					await v.press(L.New.Submit);
					await expectSummary(v);
					await v.inspect('new ticket, errors');
					for (const id of ['simple_description', 'agreement'])
						assert.strictEqual(await v.page.locator(
							`.errors a[href="#${id}"]`).count(), 1, id);
				});

			await step('every byte that was typed comes back', async () => {
				await v.page.fill('#simple_description', text);
				for (const [name, value] of Object.entries(typed))
					await v.page.fill('#' + name, value);
				await v.page.fill('#remind_mail', 'no address');
				await v.page.locator('[name=severity_id]').nth(2).check();
				const severity = await v.page.locator(
					'[name=severity_id]:checked').inputValue();
				await v.page.setInputFiles('#files', [small]);
				await v.press(L.New.Submit);
				await expectSummary(v);
				await expectForm(v, Object.assign({}, typed,
					{ simple_description: text, remind_mail: 'no address' }));
				assert.strictEqual(await v.page.locator(
					'[name=severity_id]:checked').inputValue(), severity);
				await acts.says(v, '小文件.txt');
				await v.inspect('new ticket, file kept');
			});

			if (!script)
				await step('a file over the limit: text and other files stay',
					async () => {
						await v.page.fill('#remind_mail',
							typed.remind_mail);
						await v.page.setInputFiles('#files', [big, small]);
						await v.press(L.New.Submit);
						await acts.says(v, 'big.log');
						await expectForm(v, Object.assign({}, typed,
							{ simple_description: text }));
						assert.strictEqual(await v.page.locator(
							'[name=accessory_ids]').count(), 2);
						await v.inspect('new ticket, file too large');
					});
			else
				await step('the script says that a file is over the limit',
					async () => {
						await v.page.fill('#remind_mail',
							typed.remind_mail);
						await v.page.setInputFiles('#files', [{
							name: 'huge.log', mimeType: 'text/plain',
							buffer: Buffer.alloc((40 << 20) + 1) }, small]);
						await v.page.locator('.upl .err').waitFor();
						await v.inspect('new ticket, files chosen');
						await v.button(`${L.Js.remove} huge.log`).click();
						assert.strictEqual(await v.page.locator(
							'.upl li').count(), 1);
					});

			await step('what is not what its name says', async () => {
				await v.page.setInputFiles('#files', [{ name: 'shot.png',
					mimeType: 'image/png',
					buffer: Buffer.from('<script>alert(1)</script>') }]);
				if (script) {
					await v.page.locator('.upl .err').waitFor();
					await v.button(L.New.Submit).click();
					v.said = v.said.filter((m) => !/422/.test(m.text));
				} else {
					await v.press(L.New.Submit);
					await expectSummary(v);
				}
				await acts.says(v, 'shot.png');
				if (script)
					await v.button(`${L.Js.remove} shot.png`).click();
				await expectForm(v, { simple_description: text });
			});

			await step('and then it can be sent', async () => {
				const region = v.page.locator('select[name=region_id]');

				if (await region.count() > 0)
					await region.selectOption({ index: 1 });
				await v.page.check('#agreement');
				await v.press(L.New.Submit);
				acts.arrived(v);
				const got = await v.page.locator('#m1 .text').first()
					.evaluate((e) => e.textContent);
				assert.strictEqual(got.trim(), text.trim());
				assert.strictEqual(await v.page.locator(
					'#m1 .files li').count(), 2);
			});

			await step('an empty message comes back', async () => {
				await v.press(L.Compose.Send);
				await v.page.locator('.errors').waitFor();
				await acts.says(v, L.Say.message_empty);
				await v.inspect('ticket, empty message');
			});

			await step('a result is rejected with a reason only', async () => {
				const agent = `agent-${v.name}`;

				await env.portal.addUser(agent, 'agent', null);
				const desk = await Visitor.open(env.browser, env.portal,
					agent, { role: 'agent' });
				const id = await acts.openTicket(v);
				await desk.go(`/agent/tickets/${id}`);
				await desk.press(L.Desk.Take);
				await acts.deskWrite(desk, 'resolve', 'Done',
					L.Desk.ResolveDo);
				await desk.close();
				await v.go(`/tickets/${id}`);
				await v.inspect('ticket to confirm');
				await acts.byDialog(v, L.Act.Reject, 'd-reject',
					L.Act.RejectDo, '');
				await expectSummary(v);
				await v.inspect('reject without a reason');
				await v.page.locator('textarea').fill('It is not');
				await v.press(L.Act.RejectDo);
				await acts.showsState(v, L.Status[1]);
			});

			await step('two tabs: the second learns that it is too late',
				async () => {
					const id = await acts.openTicket(v);
					const second = await v.context.newPage();

					await second.goto(`/tickets/${id}`);
					await acts.byDialog(v, L.Act.Cancel, 'd-cancel',
						L.Act.CancelDo);
					await second.fill('#content', 'I still have a question');
					const first = v.page;
					v.page = second;
					await v.press(L.Compose.Send);
					await acts.says(v, L.Conflict.messages);
					assert.strictEqual(await second.locator('textarea')
						.first().inputValue(), 'I still have a question');
					await v.inspect('message to a ticket that ended');
					v.page = first;
					await second.close();
				});

			await step('Back after sending does not send twice', async () => {
				await acts.openTicket(v);
				await v.page.fill('#content', 'Once is enough');
				await v.press(L.Compose.Send);
				await v.page.goBack();
				await v.page.goForward();
				await v.page.reload();
				const all = await acts.messages(v);
				assert.strictEqual(all.filter((m) =>
					m.includes('Once is enough')).length, 1);
			});
			await v.close();
		},
	};
}

module.exports = [actions(true), actions(false), forms(true), forms(false)];
