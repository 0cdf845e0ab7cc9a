/*
 * journey-desk.js - agents who meet: two take one ticket, a reply to a
 * thread that has grown, actions that came too late.
 */
'use strict';

const assert = require('assert');

const acts = require('./acts.js');
const { Visitor } = require('./visitor.js');

function meeting(script) {
	return {
		name: `agents who meet (script ${script ? 'on' : 'off'})`,
		async run(env, step) {
			const end = script ? 'js' : 'plain';
			const open = async (name, role) => {
				await env.portal.addUser(`${name}-${end}`, role,
					role === 'customer' ? 'Desk' : null,
					['--display-name', name]);
				return Visitor.open(env.browser, env.portal,
					`${name}-${end}`, { script, role });
			};
			const customer = await open('Ivy', 'customer');
			const one = await open('Jon', 'agent');
			const two = await open('Kim', 'agent');
			const L = one.words;
			let id, at;

			await step('two agents take: the second sees who was faster',
				async () => {
					id = await acts.openTicket(customer);
					at = `/agent/tickets/${id}`;
					await one.go(at);
					await two.go(at);
					await one.inspect('desk, new ticket');
					await one.press(L.Desk.Take);
					await two.press(L.Desk.Take);
					await acts.says(two, 'Jon');
					await acts.says(two, L.Conflict.take);
					await two.inspect('desk, taken by another');
				});

			await step('a stale reply comes back with what is new',
				async () => {
					await one.go(at);
					await customer.go(`/tickets/${id}`);
					await customer.page.fill('#content',
						'It is solved already, sorry');
					await customer.press(L.Compose.Send);
					await acts.deskWrite(one, 'reply',
						'My reply\n第二行 <b>', L.Desk.ReplyDo,
						[acts.LOG]);
					await acts.says(one, L.Stale.Title);
					await acts.says(one, 'It is solved already, sorry');
					assert.strictEqual(await one.page.inputValue(
						'[name=content]'), 'My reply\n第二行 <b>');
					await acts.says(one, 'obsutil.log');
					await one.inspect('desk, stale reply');
					await customer.go(`/tickets/${id}`);
					assert(!(await customer.text()).includes('My reply'));
				});

			await step('it can be changed and sent all the same',
				async () => {
					await one.page.fill('[name=content]', 'My second thought');
					await one.press(L.Stale.Send);
					await acts.says(one, L.Done.replied);
					await customer.go(`/tickets/${id}`);
					await acts.says(customer, 'My second thought');
					await acts.says(customer, 'obsutil.log');
				});

			await step('what was written is found', async () => {
				await one.go('/agent/search');
				await one.page.fill('#q', '"solved already" obsutil');
				await one.press(L.Search.Do);
				await acts.says(one, id);
				assert.ok(await one.page.locator('mark').count() > 0);
				await one.inspect('desk, found');
				await customer.go('/tickets?q=sorry+obsut');
				await acts.says(customer, id);
				await customer.inspect('customer, found');
				await customer.go(`/tickets/${id}`);
				await one.go(at);
			});

			await step('a filter is saved, and opens the queue', async () => {
				await one.go('/views?q=is:mine+sorry');
				await one.page.fill('#name', `Mine ${end}`);
				await one.press(L.Saved.Do);
				await acts.says(one, L.Done.view_saved);
				await one.inspect('desk, saved views');
				await one.leave(() => one.page.click(
					'form[action$="/first"] button'));
				await one.go('/agent/tickets');
				await acts.says(one, 'is:mine sorry');
				await acts.says(one, `Mine ${end}`);
				await one.inspect('desk, queue with a view');
				await one.go('/views');
				await one.leave(() => one.page.click(
					'form[action$="/delete"] button'));
				await acts.says(one, L.Done.view_deleted);
				await one.go(at);
			});

			await step('a note needs no fresh page', async () => {
				await customer.page.fill('#content', 'One more');
				await customer.press(L.Compose.Send);
				await acts.deskWrite(one, 'note', 'For us only',
					L.Desk.NoteDo);
				await acts.says(one, L.Done.noted);
			});

			await step('a customer never meets a stale page', async () => {
				await customer.go(`/tickets/${id}`);
				await one.go(at);
				await acts.deskWrite(one, 'reply', 'Meanwhile',
					L.Desk.ReplyDo);
				await customer.page.fill('#content', 'Not seen yours yet');
				await customer.press(L.Compose.Send);
				await acts.says(customer, L.Done.sent);
			});

			await step('a reply to a ticket that ended keeps its text',
				async () => {
					await one.go(at);
					await customer.go(`/tickets/${id}`);
					await acts.byDialog(customer, L.Act.Close, 'd-close',
						L.Act.CloseDo);
					await acts.deskWrite(one, 'reply', 'Too late a reply',
						L.Desk.ReplyDo);
					await acts.says(one, L.Conflict.reply);
					assert((await one.page.locator('textarea').evaluateAll(
						(all) => all.map((a) => a.value)))
						.includes('Too late a reply'));
					await one.inspect('desk, reply to a closed ticket');
				});

			await step('a reply in state 0 takes the ticket', async () => {
				id = await acts.openTicket(customer);
				await two.go(`/agent/tickets/${id}`);
				await acts.deskWrite(two, 'reply', 'I have a look',
					L.Desk.ReplyDo);
				await acts.showsState(two, L.StatusDesk[1]);
				await two.go('/agent/tickets?assignee=me');
				assert((await two.text()).includes(id));
			});

			await step('an empty reply comes back', async () => {
				await two.go(`/agent/tickets/${id}`);
				await acts.deskWrite(two, 'reply', '', L.Desk.ReplyDo);
				await acts.says(two, L.Say.message_empty);
				await two.inspect('desk, empty reply');
			});

			await step('the other agent may not ask or resolve', async () => {
				await one.go(`/agent/tickets/${id}`);
				assert.strictEqual(await one.page.locator('#ask').count(), 0);
				assert.strictEqual(
					await one.page.locator('#resolve').count(), 0);
			});

			await step('it rests, is taken up again and handed over',
				async () => {
					const lead = await open('Lea', 'lead');
					const unfold = (v, act) => v.page.locator(
						`#s-${act}`).click();

					id = await acts.openTicket(customer);
					at = `/agent/tickets/${id}`;
					await one.go(at);
					await one.press(L.Desk.Take);
					await unfold(one, 'pause');
					await one.page.fill('#until', '2099-12-31');
					await one.page.fill('#pause-d', 'A part is ordered');
					await one.inspect('desk, about to pause');
					await one.press(L.Desk.PauseDo);
					await acts.says(one, L.Done.paused);
					await acts.says(one, 'A part is ordered');
					await customer.go(`/tickets/${id}`);
					await acts.says(customer, 'A part is ordered');
					await one.press(L.Desk.Resume);
					await acts.says(one, L.Done.resumed);

					await unfold(one, 'assign');
					await one.page.fill('#assign-d', 'She rang twice');
					await one.press(L.Desk.AssignDo);
					await acts.says(one, L.Conflict.assign);
					await one.inspect('desk, handed to nobody');
					await one.page.selectOption('#assignee_id',
						{ label: `Kim (Kim-${end})` });
					await one.press(L.Desk.AssignDo);
					await acts.says(one, L.Done.assigned);
					await two.go(at);
					await acts.says(two, 'She rang twice');
					await customer.go(`/tickets/${id}`);
					assert(!(await customer.text()).includes('rang'));
					await two.press(L.Desk.Release);
					await acts.says(two, L.Done.released);

					await lead.go(at);
					await unfold(lead, 'invalidate');
					await lead.page.fill('#invalidate-d', 'By mistake');
					await lead.inspect('desk, about to refuse');
					await lead.press(L.Desk.InvalidateDo);
					await acts.says(lead, L.Done.invalidated);
					await customer.go(`/tickets/${id}`);
					await acts.says(customer, 'By mistake');
					await lead.close();
				});

			await step('a customer\'s address leads to the desk\'s view',
				async () => {
					await one.go(`/tickets/${id}`);
					assert.strictEqual(new URL(one.page.url()).pathname,
						`/agent/tickets/${id}`);
				});
			await Promise.all([customer, one, two].map((v) => v.close()));
		},
	};
}

module.exports = [meeting(true), meeting(false)];
