/*
 * journey-queue.js - the desk as an administrator sets it up, and as agents
 * work in it: queues, working hours, canned replies, many tickets at once,
 * who else is there, and keys.
 */
'use strict';

const assert = require('assert');

const acts = require('./acts.js');
const { Visitor } = require('./visitor.js');

function desk(script, language) {
	const end = `${script ? 'js' : 'plain'}-${language}`;
	/* Journeys run side by side. */
	const day = { 'js-en': '2099-12-24', 'plain-en': '2099-12-25' }[end] ||
		'2099-12-26';

	return {
		name: `a queue (${language}, script ${script ? 'on' : 'off'})`,
		async run(env, step) {
			const open = async (name, role) => {
				await env.portal.addUser(`q-${name}-${end}`, role,
					role === 'customer' ? `Queue ${end}` : null,
					['--display-name', name]);
				return Visitor.open(env.browser, env.portal,
					`q-${name}-${end}`, { script, role, language });
			};
			const admin = await open('Ada', 'admin');
			const customer = await open('Ivo', 'customer');
			const one = await open('Ute', 'agent');
			const two = await open('Xan', 'agent');
			const L = admin.words;
			const queue = `Storage ${end}`;
			const ids = [];

			await step('the administrator makes a queue', async () => {
				await admin.go('/admin/queues');
				await admin.inspect('admin, queues');
				await admin.go('/admin/queues/new');
				await admin.press(L.Form.Save);
				await acts.says(admin, L.Say.required);
				await admin.inspect('admin, queue without a name');
				await admin.page.fill('#name', queue);
				await admin.page.getByRole('checkbox',
					{ name: `q-Ute-${end}` }).check();
				for (const box of await admin.page.locator(
					'[name=product]').all())
					await box.check();
				await admin.press(L.Form.Save);
				await acts.says(admin, L.Done.saved);
				await acts.says(admin, queue);
			});

			await step('he says when people work', async () => {
				await admin.go('/admin/calendar');
				await admin.inspect('admin, working hours');
				await admin.page.fill('#hours_1', '9-17');
				await admin.press(L.Form.Save);
				await acts.says(admin, L.Say.hours_invalid);
				assert.strictEqual(
					await admin.page.inputValue('#hours_1'), '9-17');
				await admin.inspect('admin, wrong hours');
				await admin.page.fill('#hours_1', '09:00-12:00 13:00-17:00');
				await admin.press(L.Form.Save);
				await acts.says(admin, L.Done.saved);
				await admin.page.fill('#day', day);
				await admin.page.fill('[name=name]', `Holiday ${end}`);
				await admin.press(L.Admin.DayAdd);
				await acts.says(admin, `Holiday ${end}`);
				await admin.inspect('admin, a holiday');
				await admin.page.getByRole('button',
					{ name: `${L.Admin.Remove} ${day}` }).click();
				await acts.says(admin, L.Done.removed);
			});

			await step('he writes a canned reply and looks at it', async () => {
				await admin.go('/admin/replies/new');
				await admin.page.fill('#name', `Greeting ${end}`);
				await admin.page.fill('#content_en',
					'Dear {customer.name}, we look into {ticket.number}.');
				await admin.page.fill('#content_zh',
					'{customer.name}，您好！{ticket.number} 正在处理。');
				await admin.press(L.Replies.Preview);
				await acts.says(admin, L.Replies.PreviewSay);
				await admin.inspect('admin, canned reply, preview');
				await admin.press(L.Form.Save);
				await acts.says(admin, L.Done.saved);
				await admin.inspect('admin, canned replies');
			});

			await step('an agent has one of his own', async () => {
				await one.go('/agent/replies');
				await one.inspect('desk, no canned replies');
				await one.go('/agent/replies/new');
				await one.page.fill('#name', `Ring ${end}`);
				await one.page.fill('#content_en', 'We ring {customer.phone}');
				await one.press(L.Form.Save);
				await acts.says(one, L.Say.variable_unknown);
				await one.inspect('desk, canned reply, unknown variable');
				await one.page.fill('#content_en',
					'We ring {customer.mobile}');
				await one.press(L.Form.Save);
				await acts.says(one, L.Done.saved);
			});

			await step('tickets come into the queue, due first', async () => {
				for (let i = 0; i < 3; i++)
					ids.push(await acts.openTicket(customer));
				await one.go('/agent/tickets');
				await one.leave(() => one.page.locator('nav.views a',
					{ hasText: queue }).click());
				assert.match(one.page.url(), /queue=\d+/);
				await one.inspect('desk, queue of a group');
				assert(await one.page.locator('td .due').count() > 0);
				const keys = await one.page.locator('td .due')
					.evaluateAll((all) => all.length);
				assert(keys >= 3);
			});

			await step('several are taken at once, after a review',
				async () => {
					await two.go(`/agent/tickets/${ids[0]}`);
					await two.press(L.Desk.Take);
					await one.go('/agent/tickets?sort=-updated');
					for (const id of ids)
						await one.page.check(
							`[name=ticket][value=${id}]`);
					await one.page.selectOption('#action', 'take');
					await one.press(L.Bulk.Apply);
					await acts.says(one, L.Bulk.Will);
					await acts.says(one, L.Bulk.Not);
					await acts.says(one, L.Say.already_taken);
					await one.inspect('desk, many, review');
					await one.press(L.Bulk.Do);
					await acts.says(one, L.Bulk.Came);
					await one.inspect('desk, many, outcome');
					await one.go('/agent/tickets?assignee=me');
					const text = await one.text();
					assert(text.includes(ids[1]) && text.includes(ids[2]));
					assert(!text.includes(ids[0]));
				});

			await step('a note for many comes back when it is empty',
				async () => {
					await one.go('/agent/tickets?assignee=me');
					await one.page.check(`[value=${ids[1]}]`);
					await one.page.check(`[value=${ids[2]}]`);
					await one.page.selectOption('#action', 'note');
					await one.press(L.Bulk.Apply);
					await one.press(L.Bulk.Do);
					await acts.says(one, L.Say.message_empty);
					await one.inspect('desk, many, empty note');
					await one.page.fill('#content', `For both ${end}`);
					await one.press(L.Bulk.Do);
					await acts.says(one, L.Bulk.Done);
					await one.go(`/agent/tickets/${ids[2]}`);
					await acts.says(one, `For both ${end}`);
				});

			await step('none selected is said', async () => {
				await one.go('/agent/tickets');
				await one.press(L.Bulk.Apply);
				await acts.says(one, L.Say.bulk_none);
				await one.inspect('desk, many, none selected');
			});

			await step('a text is inserted, and not sent half filled',
				async () => {
					const at = `/agent/tickets/${ids[1]}`;

					await one.go(at);
					await one.page.selectOption('#canned',
						{ label: `Greeting ${end}` });
					await one.press(L.Desk.CannedPick);
					const text = await one.page.inputValue('#reply');
					assert(text.includes('Ivo') && text.includes(ids[1]),
						text);
					await one.inspect('desk, text inserted');
					await one.press(L.Desk.ReplyDo);
					await acts.says(one, L.Done.replied);
					await one.page.selectOption('#canned',
						{ label: `Ring ${end}` });
					await one.press(L.Desk.CannedPick);
					await acts.says(one, L.Desk.CannedLeft);
					await one.press(L.Desk.ReplyDo);
					await acts.says(one, L.Say.variable_left);
					await one.inspect('desk, variable left');
					await one.page.fill('#reply', 'We ring you');
					await one.press(L.Desk.ReplyDo);
					await acts.says(one, L.Done.replied);
				});

			await step('an agent sees who else is there', async () => {
				await two.go(`/agent/tickets/${ids[1]}`);
				await acts.says(two, 'Ute');
				await acts.says(two, L.Fmt.Looking);
				await two.inspect('desk, another one is there');
				if (!script)
					return;
				/* What one types the other one sees at his next turn. */
				await one.page.fill('#reply', 'I write');
				await one.page.waitForResponse(/poll.*writing=1/);
				await two.page.reload();
				await acts.says(two, L.Fmt.Writing);
				await two.go('/agent/tickets?q=' + ids[1]);
				await acts.says(two, 'Ute');
				await two.inspect('queue, another one is there');
			});

			if (script)
				await step('keys', async () => {
					await two.go('/agent/tickets');
					await two.page.keyboard.press('?');
					await two.page.locator('dialog #shortcuts').waitFor();
					await two.inspect('desk, sheet of keys');
					await two.page.keyboard.press('Escape');
					await two.page.keyboard.press('j');
					await two.page.keyboard.press('x');
					assert.strictEqual(await two.page.locator(
						'[name=ticket]:checked').count(), 1);
					await two.page.locator('th.sel input').check();
					assert.strictEqual(await two.page.locator(
						'[name=ticket]:not(:checked)').count(), 0);
					await two.page.keyboard.press('g');
					await two.page.keyboard.press('d');
					await two.page.waitForURL('**/agent');
					await two.page.keyboard.press('g');
					await two.page.keyboard.press('q');
					await two.page.waitForURL('**/agent/tickets');
					await two.page.keyboard.press('j');
					await two.page.keyboard.press('o');
					await two.page.waitForURL('**/agent/tickets/TS-*');
					await two.page.keyboard.press('n');
					assert(await two.page.locator('#note').evaluate(
						(a) => a === document.activeElement));
					/* Typing is typing. */
					await two.page.keyboard.type('gq?');
					assert.strictEqual(
						await two.page.inputValue('#note'), 'gq?');
				});

			await Promise.all([admin, customer, one, two]
				.map((v) => v.close()));
		},
	};
}

module.exports = [desk(true, 'en'), desk(true, 'zh-cn'), desk(false, 'en')];
