/*
 * journey-admin.js - the administrator's pages for the catalogue and the
 * machine: what is changed there counts for customers at once.
 *
 * Other journeys go on meanwhile: what is made here stands behind all else
 * and is taken out of the offer again.
 */
'use strict';

const assert = require('assert');

const acts = require('./acts.js');
const { Visitor } = require('./visitor.js');

function administration(language, script) {
	const tag = `${language === 'en' ? 'en' : 'zh'}-${script ? 'js' : 'no'}`;

	return {
		name: `administration (${language}, script ${script ? 'on' : 'off'})`,
		async run(env, step) {
			const o = { language, script };
			const name = `catalogue-admin-${tag}`;
			const product = `Lamps ${tag}`, type = `No light ${tag}`;
			let v, second, mei;

			const fill = async (who, fields) => {
				for (const [id, value] of Object.entries(fields))
					await who.page.fill(`#${id}`, value);
			};
			/* On a new ticket's first step? */
			const offered = async () => {
				await mei.go('/tickets/new');
				return (await mei.text()).includes(product);
			};

			await step('the catalogue as a tree', async () => {
				await env.portal.addUser(name, 'admin');
				await env.portal.addUser(`catalogue-mei-${tag}`, 'customer',
					'Catalogue');
				v = await Visitor.open(env.browser, env.portal, name,
					Object.assign({ role: 'admin' }, o));
				mei = await Visitor.open(env.browser, env.portal,
					`catalogue-mei-${tag}`, o);
				await v.go('/admin');
				await v.inspect('administration');
				await v.leave(() => v.page.locator(
					'.views a[href="/admin/catalogue"]').click());
				assert.strictEqual(await v.title(),
					v.words.Entry.Catalogue);
				await v.inspect('catalogue');
			});

			await step('a group of products, a product in it', async () => {
				const L = v.words;

				await v.follow(L.KindNew.sub_type);
				await fill(v, { id: `light-${tag}`, name_en: `Light ${tag}`,
					name_zh: '', position: '900' });
				await v.press(L.Form.Save);
				await acts.says(v, L.Say.required);
				assert.strictEqual(await v.page.inputValue('#name_en'),
					`Light ${tag}`);
				await v.inspect('catalogue, errors');
				await v.page.fill('#name_zh', `照明 ${tag}`);
				await v.press(L.Form.Save);
				await acts.says(v, L.Done.saved);
				await v.go(`/admin/catalogue/new?kind=product&sub_type_id=` +
					`light-${tag}`);
				await fill(v, { id: `lamps-${tag}`, name_en: product,
					name_zh: product, position: '900' });
				await v.press(L.Form.Save);
				await acts.says(v, L.Done.saved);
				assert(await offered(), 'customers can choose it');
			});

			await step('a problem type with its template', async () => {
				const L = v.words;

				await v.go(`/admin/catalogue/new?kind=problem_type` +
					`&product_id=lamps-${tag}`);
				await v.inspect('new problem type');
				await fill(v, { id: `dark-${tag}`, name_en: type,
					name_zh: type });
				await v.page.selectOption('#case_type', '0');
				await v.press(L.Form.Save);
				await v.follow(L.Entry.AddTemplate);
				await v.inspect('new template');
				await fill(v, { name_en: 'Lamp', name_zh: '灯',
					content_en: 'Which lamp:\n', content_zh: '哪盏灯：\n' });
				await v.press(L.Form.Save);
				await acts.says(v, L.Done.saved);
				await mei.go(`/tickets/new?product_category_id=lamps-${tag}` +
					`&business_type_id=dark-${tag}`);
				assert.strictEqual(
					await mei.page.inputValue('#simple_description'),
					language === 'en' ? 'Which lamp:\n' : '哪盏灯：\n');
			});

			await step('an extra field', async () => {
				const L = v.words;

				await v.go(`/admin/catalogue/dark-${tag}?kind=problem_type`);
				await v.follow(L.Entry.AddExtra);
				await v.inspect('new extra field');
				await fill(v, { param_key: 'lamp', name_en: 'Which lamp',
					name_zh: '哪盏灯', items: 'a | Desk lamp' });
				await v.page.selectOption('#param_type', '2');
				await v.press(L.Form.Save);
				await acts.says(v, L.Say.items_form);
				await v.page.fill('#items', 'a | Desk lamp | 台灯');
				await v.press(L.Form.Save);
				await acts.says(v, L.Done.saved);
				await mei.go(`/tickets/new?product_category_id=lamps-${tag}` +
					`&business_type_id=dark-${tag}`);
				await mei.page.selectOption('#extends_lamp', 'a');
			});

			await step('as a customer sees it', async () => {
				const L = v.words;

				await v.go(`/admin/catalogue/dark-${tag}`);
				await v.follow(L.Entry.Preview);
				await acts.says(v, L.Entry.PreviewSay);
				await v.inspect('preview');
				assert(await v.page.locator('#simple_description')
					.isDisabled(), 'it can be filled in');
				await v.go(`/admin/catalogue/dark-${tag}/preview?step=1`);
				await v.inspect('preview, first step');
				await v.go(`/admin/catalogue/dark-${tag}/preview?step=2`);
				await acts.says(v, type);
			});

			await step('of two who change it the second is told', async () => {
				const address = `/admin/catalogue/lamps-${tag}?kind=product`;
				const L = v.words;

				second = await Visitor.open(env.browser, env.portal, name,
					Object.assign({ role: 'admin' }, o));
				await v.go(address);
				await second.go(address);
				await v.page.fill('#desc_en', 'All that shine');
				await v.press(L.Form.Save);
				await second.page.fill('#desc_en', 'All that glow');
				await second.press(L.Form.Save);
				await acts.says(second, L.Say.entry_changed);
				await acts.says(second, 'All that shine');
				assert.strictEqual(
					await second.page.inputValue('#desc_en'),
					'All that glow');
				await second.inspect('catalogue, changed meanwhile');
				await second.press(L.Entry.SaveAnyway);
				await acts.says(second, L.Done.saved);
			});

			await step('what is not offered is not chosen', async () => {
				await second.page.uncheck('#active');
				await second.press(v.words.Form.Save);
				assert(!await offered(), 'it can still be chosen');
				await v.go('/admin/catalogue');
				await acts.says(v, v.words.Entry.Off);
			});

			await step('severities, regions, satisfaction', async () => {
				for (const [where, kind] of [['severities', 'severity'],
					['regions', 'region'], ['dimensions', 'dimension']]) {
					await v.go(`/admin/${where}`);
					assert.strictEqual(await v.title(), v.words.Kinds[kind]);
					await v.inspect(where);
					await v.leave(() => v.page.locator('.subj').first()
						.click());
					await v.inspect(`${where}, one`);
				}
			});

			await step('a table: looked at, and written', async () => {
				const L = v.words;
				const send = async (text) => {
					await v.page.setInputFiles('#file', { name: 'c.csv',
						mimeType: 'text/csv', buffer: Buffer.from(text) });
					await v.press(L.Org.ImportLook);
				};

				await v.go('/admin/catalogue/import');
				await v.inspect('catalogue import');
				await send('kind,id,name_en\nproduct,lamps-' + tag + ',\n');
				await acts.says(v, L.Org.ImportNoGo);
				await v.inspect('catalogue import, wrong');
				await v.follow(L.Org.ImportOther);
				await send('kind,id,acronym,active\nproduct,lamps-' + tag +
					',LMP,0\n');
				await acts.says(v, 'LMP');
				await v.inspect('catalogue import, looked at');
				await v.press(L.Org.ImportGo);
				await acts.says(v, L.Done.catalogue_imported);
				const csv = await v.context.request.get(
					'/admin/catalogue/export');
				assert((await csv.text()).includes(',LMP,'), 'it is not out');
			});

			await step('a new version of an agreement', async () => {
				const L = v.words;

				await v.go('/admin/agreements');
				await v.inspect('agreements');
				/* Of a kind that nobody else is asked for. */
				await v.go('/admin/agreements/new?type=1');
				await fill(v, { name_en: `Terms ${tag}`, name_zh: '条款',
					content_en: '', content_zh: '内容' });
				await v.press(L.Agreement.Publish);
				await acts.says(v, L.Say.required);
				await v.inspect('agreement, errors');
				await v.page.fill('#content_en', 'One.\n\nTwo.');
				await v.press(L.Agreement.Publish);
				/* Another journey may have been quicker: once more. */
				for (let i = 0; i < 5 && v.at().endsWith('/new'); i++)
					await v.press(L.Agreement.Publish);
				await acts.says(v, L.Done.published);
				await v.leave(() => v.page.locator('.subj')
					.filter({ hasText: language === 'en' ? tag : '条款' })
					.first().click());
				await acts.says(v, 'One.');
				await v.inspect('agreement');
			});

			await step('a limit counts at once', async () => {
				/* One for each of the journeys, which meet. */
				const limit = !script ? 'auto_close'
					: language === 'en' ? 'score_window' : 'retention';
				const address = `/admin/limits/tickets.${limit}`;
				const L = v.words;

				await v.go('/admin/limits');
				await v.inspect('limits');
				await v.go(address);
				await v.page.fill('#value', '9999d');
				await v.press(L.Form.Save);
				await acts.says(v, L.Say.limit_range);
				await v.inspect('limit, errors');
				await v.page.fill('#value', '21d');
				await v.press(L.Form.Save);
				await mei.go('/help');
				assert((await mei.text()).includes('21'), 'the help says so');
				await v.go(address);
				await v.page.fill('#value', '');
				await v.press(L.Form.Save);
			});

			await step('files of a role have limits of their own', async () => {
				const L = v.words;
				const at = '/admin/limits/files';

				await v.go(at);
				/* One for each of the journeys, which meet. */
				const role = !script ? 1 : language === 'en' ? 3 : 2;
				await v.page.selectOption('#scope', `role-${role}`);
				await v.page.fill('#max_count', 'many');
				await v.press(L.Form.Save);
				await acts.says(v, L.Say.limit_form);
				await v.inspect('limits of files, errors');
				await v.page.fill('#max_count', '3');
				await v.page.fill('#types', 'zip log png txt');
				await v.press(L.Form.Save);
				await v.inspect('limits of files');
				await v.follow(L.UpLimit.Role[role]);
				assert.strictEqual(await v.page.inputValue('#max_count'),
					'3');
				await v.page.fill('#max_count', '');
				await v.page.fill('#types', '');
				await v.press(L.Form.Save);
			});

			await step('jobs and health', async () => {
				const L = v.words;

				await v.go('/admin/jobs');
				await v.page.waitForFunction(() =>
					document.querySelector('tbody tr') !== null ||
					(location.reload(), false), null,
				{ polling: 2000 });
				await v.inspect('jobs');
				await v.leave(() => v.page.locator(
					'form[action="/admin/jobs/sweep"] button').click());
				await acts.says(v, L.Done.job_wanted);
				await v.go('/admin/health');
				await v.inspect('health');
				assert.strictEqual(
					await v.page.locator('.due.late').count(), 0);
			});

			await v.close();
			await second.close();
			await mei.close();
		},
	};
}

module.exports = [
	administration('en', true),
	administration('zh-cn', true),
	administration('en', false),
];
