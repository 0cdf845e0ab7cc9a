/*
 * journey-feedback.js - infringement is reported, comes back with
 * complaints, arrives, and is answered by an administrator.
 */
'use strict';

const assert = require('assert');

const acts = require('./acts.js');
const { Visitor } = require('./visitor.js');

async function choose(v, type) {
	await v.page.locator(`[name=type][value=${type}]`).check();
}

function feedback(language, script) {
	return {
		name: `feedback (${language}, script ${script ? 'on' : 'off'})`,
		async run(env, step) {
			const end = `${language}-${script ? 'js' : 'plain'}`;
			const name = `report-${end}`;
			const admin = `report-admin-${end}`;

			await env.portal.addUser(name, 'customer', `Report ${end}`);
			await env.portal.addUser(admin, 'admin');
			const v = await Visitor.open(env.browser, env.portal, name,
				{ language, script });
			const L = v.words;
			let number;

			await step('what does not apply is not asked', async () => {
				await v.go('/home');
				await v.follow(L.Feedback.Link, v.page.locator('footer'));
				assert.strictEqual(await v.title(), L.Feedback.Title);
				await v.inspect('feedback');
				const right = v.page.locator('#ip_content');
				await choose(v, 'illegal');
				assert.strictEqual(await right.isVisible(), !script);
				await choose(v, 'infringement');
				assert(await right.isVisible());
				await v.page.selectOption('#contacts_id_type', '20');
				assert.strictEqual(await v.page
					.locator('#contacts_company_name').isVisible(), !script);
				await v.page.selectOption('#contacts_id_type', '10');
				assert(await v.page
					.locator('#contacts_company_name').isVisible());
			});

			await step('complaints keep words and files', async () => {
				await v.page.fill('#title', 'OBS; https://shop.example/bag');
				await v.page.setInputFiles('#files', [acts.PICTURE]);
				await v.page.fill('#contacts_name', 'Ines Vidal');
				await v.page.fill('#contacts_mobile', '+49 30 123456');
				await v.press(L.Feedback.Submit);
				await v.page.locator('.errors').waitFor();
				await v.inspect('feedback, errors');
				assert.strictEqual(await v.page.inputValue('#title'),
					'OBS; https://shop.example/bag');
				assert.strictEqual(await v.page
					.locator('[name=accessory_ids]:checked').count(), 1);
				assert.strictEqual(await v.page
					.locator('[name=contacts_id_accessory_ids]').count(), 0);
			});

			await step('a report arrives, with a number', async () => {
				await v.page.fill('#content', 'They sell <our> bag.');
				await v.page.selectOption('#ip_type', 'trademark');
				await v.page.fill('#ip_content', 'The sign of the bag');
				await v.page.fill('#contacts_company_name', 'Brand GmbH');
				await v.page.setInputFiles('#contacts_id_files', [acts.LOG]);
				await v.press(L.Feedback.Submit);
				await v.page.waitForURL(/\/feedback\/\d+/);
				number = /\/feedback\/(\d+)/.exec(v.page.url())[1];
				await acts.says(v, L.Done.reported);
				await v.inspect('feedback, arrived');
				const main = await v.page.innerText('main');
				for (const text of ['They sell <our> bag.', 'Brand GmbH',
					`FB-${number.padStart(7, '0')}`, L.Feedback.State[0]])
					assert(main.includes(text), text);
				assert.strictEqual(await v.page
					.locator('main a[href^="/attachments/"]').count(), 2);
				await v.go('/feedback');
				await v.inspect('feedback, with a report');
				assert.strictEqual(await v.page.locator('#mine li').count(), 1);
			});

			await step('an administrator answers', async () => {
				const a = await Visitor.open(env.browser, env.portal, admin,
					{ language, script, role: 'admin' });

				await a.go('/admin');
				await a.follow(L.Feedback.Reports, a.page.locator('nav.views'));
				await a.inspect('reports');
				await a.go('/admin/feedback?state=3&type=illegal');
				await a.inspect('reports, none');
				await a.go(`/admin/feedback/${number}`);
				await a.inspect('report');
				await a.page.locator('[name=state][value="2"]').check();
				await a.press(L.Form.Save);
				await a.inspect('report, errors');
				await a.page.fill('#note', 'Taken down.');
				await a.press(L.Form.Save);
				await acts.says(a, L.Done.report_changed);
				await a.inspect('report, done');
				assert((await a.page.innerText('main'))
					.includes('Taken down.'));
				await a.close();
			});

			await step('the reporter sees how far it is', async () => {
				await v.go(`/feedback/${number}`);
				const main = await v.page.innerText('main');
				assert(main.includes(L.Feedback.State[2]));
				assert(!main.includes('Taken down.'));
				await v.close();
			});
		},
	};
}

module.exports = [feedback('en', true), feedback('en', false),
	feedback('zh-cn', true), feedback('zh-cn', false)];
