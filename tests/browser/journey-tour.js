/*
 * journey-tour.js - every page of the demo content, for every role, looked
 * at in both languages.
 */
'use strict';

const assert = require('assert');

const { Visitor } = require('./visitor.js');

/* Tickets of a list's page, by state. */
async function first(v, list) {
	await v.go(list);
	return v.page.locator('main a.subj').first().getAttribute('href');
}

async function look(v, name, address, status) {
	const answer = await v.go(address);

	assert.strictEqual(answer.status(), status || 200, address);
	await v.inspect(name);
}

function tour(language, customer, agent) {
	return {
		name: `tour (${language})`,
		async run(env, step) {
			const o = (role, name) => ({ language, role,
				password: env.portal.demoPassword(name) });

			await step('nobody', async () => {
				const v = await Visitor.open(env.browser, env.portal, null,
					{ language });

				await look(v, 'sign-in', '/login');
				await look(v, 'help, nobody', '/help');
				await look(v, 'not found, nobody', '/nowhere', 404);
				await look(v, 'static not found', '/static/none', 404);
				await v.close();
			});

			await step('customer', async () => {
				const v = await Visitor.open(env.browser, env.portal,
					customer, o('customer', customer));

				await look(v, 'start page', '/home');
				await look(v, 'list', '/tickets');
				await look(v, 'list, all', '/tickets?status=0&status=1' +
					'&status=2&status=3&status=4&status=5&status=12' +
					'&status=17&sort=updated');
				await look(v, 'list, filter, none',
					'/tickets?q=zzzzzz&from=2020-01-01');
				await look(v, 'list, errors', '/tickets?from=tomorrow', 422);
				await look(v, 'help, customer', '/help');
				await look(v, 'feedback', '/feedback');
				await look(v, 'not found', '/tickets/TS-9999999', 404);
				await look(v, 'bad request', '/tickets?nonsense=1', 400);
				await look(v, 'bad method', '/logout', 405);
				for (const state of [0, 1, 2, 3, 4, 5, 12, 17]) {
					const list = `/tickets?status=${state}`;

					await v.go(list);
					if (await v.page.locator('main a.subj').count() > 0)
						await look(v, `ticket in state ${state}`,
							await first(v, list));
				}
				const group = v.page.locator('header a[href*="group="]');
				if (await group.count() > 0)
					await look(v, 'list of a group',
						await group.first().getAttribute('href'));
				await v.close();
			});

			await step('agent', async () => {
				const v = await Visitor.open(env.browser, env.portal,
					agent, o('agent', agent));

				await look(v, 'dashboard', '/agent');
				await look(v, 'queue', '/agent/tickets');
				await look(v, 'queue, nobody\'s',
					'/agent/tickets?assignee=none');
				await look(v, 'queue, none', '/agent/tickets?q=zzzzzz');
				await look(v, 'help, desk', '/help');
				await look(v, 'forbidden', '/admin', 403);
				for (const state of [0, 1, 2, 3, 5, 17]) {
					const list = `/agent/tickets?status=${state}`;

					await v.go(list);
					if (await v.page.locator('main a.subj').count() > 0)
						await look(v, `desk, state ${state}`,
							await first(v, list));
				}
				await v.close();
			});

			await step('administrator', async () => {
				const v = await Visitor.open(env.browser, env.portal,
					'admin', o('admin', 'admin'));

				await look(v, 'administration', '/admin');
				await look(v, 'audit', '/admin/audit');
				await look(v, 'audit, none', '/admin/audit?user=nobody-here',
					422);
				await look(v, 'help, administrator', '/help');
				await look(v, 'reports, demo', '/admin/feedback?state=all');
				await look(v, 'report, demo',
					await first(v, '/admin/feedback?state=all'));
				await v.close();
			});
		},
	};
}

module.exports = [tour('en', 'mei', 'priya'),
	tour('zh-cn', 'liwenbo', 'siyuan')];
