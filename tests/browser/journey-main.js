/*
 * journey-main.js - the main job, whole: a ticket with a screenshot, from
 * its opening to the score, in both languages, with script and without.
 */
'use strict';

const assert = require('assert');

const acts = require('./acts.js');
const { Visitor } = require('./visitor.js');

const TEXT = {
	en: {
		open: 'The console answers 503 <b>&amp; "nothing" else\nSince 10:00',
		ask: 'Which region do you see it in? See http://example.com/a?b=1&c=2',
		answer: 'Paris only. The log is attached.',
		note: 'Looks like the balancer again.',
		solution: 'A node was out of memory; it is replaced.',
		reject: 'Still 503 every tenth time.',
		again: 'A second node is replaced too.',
		judgement: 'Quick and kind.',
	},
	'zh-cn': {
		open: '控制台返回 503 <b>&amp; “没有别的”\n十点开始',
		ask: '请问是哪个区域？参见 http://example.com/a?b=1&c=2',
		answer: '只有巴黎。日志见附件。',
		note: '看来又是负载均衡。',
		solution: '有一个节点内存不足，已更换。',
		reject: '十次里仍有一次 503。',
		again: '第二个节点也已更换。',
		judgement: '又快又耐心。',
	},
};

function mainJob(language, script) {
	const label = `${language}, script ${script ? 'on' : 'off'}`;
	const text = TEXT[language];

	return {
		name: `main job (${label})`,
		async run(env, step) {
			const user = `main-${language}-${script ? 'js' : 'plain'}`;
			let customer, agent, id;

			await env.portal.addUser(user, 'customer', 'Main job');
			await env.portal.addUser('agent-' + user, 'agent', null);

			await step('both sign in', async () => {
				const o = { language, script };

				customer = await Visitor.open(env.browser, env.portal,
					user, o);
				agent = await Visitor.open(env.browser, env.portal,
					'agent-' + user,
					Object.assign({ role: 'agent' }, o));
				assert.strictEqual(
					new URL(customer.page.url()).pathname, '/home');
				assert.strictEqual(
					new URL(agent.page.url()).pathname, '/agent');
			});
			const L = customer.words;

			await step('the customer opens a ticket with a screenshot',
				async () => {
					id = await acts.openTicket(customer, {
						text: text.open, files: [acts.PICTURE] });
					await acts.says(customer, L.Done.created);
					await acts.showsState(customer, L.Status[0]);
					assert.strictEqual(await customer.title(),
						text.open.split('\n')[0]);
				});

			await step('the screenshot shows, and is what was sent',
				async () => {
					const picture = customer.page
						.locator('#thread img').first();

					await picture.scrollIntoViewIfNeeded();
					const size = await picture.evaluate(async (img) => {
						await img.decode();
						return img.naturalWidth;
					});
					assert(size > 100, `width ${size}`);
					const href = await customer.page
						.locator('#thread .files a:not(.shot)').first()
						.getAttribute('href');
					const got = await customer.context.request.get(href);
					assert.deepStrictEqual(await got.body(),
						require('fs').readFileSync(acts.PICTURE));
				});

			await step('the agent finds it among the unassigned and takes it',
				async () => {
					await agent.go('/agent/tickets?assignee=none&sort=-updated');
					await agent.leave(() => agent.page.locator(
						`a.subj[href="/agent/tickets/${id}"]`).click());
					await agent.press(L.Desk.Take);
					await acts.says(agent, L.Done.taken);
					await acts.showsState(agent, L.StatusDesk[1]);
				});

			await step('the agent asks', async () => {
				await acts.deskWrite(agent, 'ask', text.ask, L.Desk.AskDo);
				await acts.says(agent, L.Done.asked);
				await acts.showsState(agent, L.StatusDesk[17]);
			});

			await step('the customer is told and answers with a file',
				async () => {
					await customer.go('/home');
					await acts.says(customer, L.Home.Need);
					await customer.leave(() => customer.page.locator('section',
						{ has: customer.page.locator('#need') })
						.locator('a.subj').first().click());
					await acts.showsState(customer, L.Status[17]);
					assert.strictEqual(await customer.page.locator(
						'#thread .msg a[rel~=nofollow]').first()
						.getAttribute('href'),
					'http://example.com/a?b=1&c=2');
					await customer.page.fill('#content', text.answer);
					await customer.page.setInputFiles('#files', acts.LOG);
					await customer.press(L.Compose.Send);
					await acts.says(customer, L.Done.sent);
					await acts.showsState(customer, L.Status[1]);
				});

			await step('an internal note stays internal', async () => {
				await agent.go(`/agent/tickets/${id}`);
				await acts.says(agent, text.answer);
				await acts.deskWrite(agent, 'note', text.note,
					L.Desk.NoteDo);
				await acts.says(agent, text.note);
				await acts.says(agent, L.Thread.Internal);
				await customer.go(`/tickets/${id}`);
				assert(!(await customer.page.content())
					.includes(text.note));
			});

			await step('the agent gives the solution', async () => {
				await acts.deskWrite(agent, 'resolve', text.solution,
					L.Desk.ResolveDo);
				await acts.says(agent, L.Done.resolved);
				await acts.showsState(agent, L.StatusDesk[2]);
			});

			await step('the customer says that it is not solved', async () => {
				await customer.go(`/tickets/${id}`);
				await acts.says(customer, L.Act.Solved);
				await acts.byDialog(customer, L.Act.Reject, 'd-reject',
					L.Act.RejectDo, text.reject);
				await acts.says(customer, L.Done.rejected);
				await acts.showsState(customer, L.Status[1]);
			});

			await step('the agent reads why and solves it again', async () => {
				await agent.go(`/agent/tickets/${id}`);
				await acts.says(agent, text.reject);
				await acts.deskWrite(agent, 'resolve', text.again,
					L.Desk.ResolveDo);
				await acts.showsState(agent, L.StatusDesk[2]);
			});

			await step('the customer confirms and scores', async () => {
				await customer.go(`/tickets/${id}`);
				const ask = customer.page.locator('#confirm');
				const parts = await ask.locator('fieldset.score').all();
				assert(parts.length > 0, 'nothing to score');
				for (const part of parts)
					await part.locator('input[value="4"]').check();
				await ask.locator('textarea').fill(text.judgement);
				await customer.press(L.Act.Confirm, ask);
				await acts.says(customer, L.Done.closed);
				await acts.showsState(customer, L.Status[3]);
				await acts.says(customer, L.Score[4]);
				await acts.says(customer, text.judgement);
			});

			await step('the agent sees the score', async () => {
				await agent.go(`/agent/tickets/${id}`);
				await acts.showsState(agent, L.StatusDesk[3]);
				await acts.says(agent, text.judgement);
			});

			await step('the thread tells all of it in order', async () => {
				const got = (await acts.messages(customer)).join('\n');
				let at = 0;

				for (const want of [text.open.split('\n')[1], text.ask,
					text.answer, text.solution, text.again]) {
					const found = got.indexOf(want, at);
					assert(found >= at, `"${want}" in\n${got}`);
					at = found;
				}
			});
			await customer.close();
			await agent.close();
		},
	};
}

module.exports = [
	mainJob('en', true),
	mainJob('en', false),
	mainJob('zh-cn', true),
	mainJob('zh-cn', false),
];
