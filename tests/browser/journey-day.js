/*
 * journey-day.js - a day in a support organisation that began the day as an
 * empty portal (./run --no-demo) and was set up by browser alone.
 *
 * Three accounts, two languages, with script and without.  At its end every
 * link that anybody has on his pages is followed, so that no page is missing
 * and no word is left in the other language.
 */
'use strict';

const assert = require('assert');

const acts = require('./acts.js');
const { Portal } = require('./portal.js');
const { ok } = require('./tap.js');
const { Visitor } = require('./visitor.js');
const words = require('./words.js');

const SETTINGS = `
[server]
login_rate = 60000
login_burst = 1000
[tickets]
urge_grace = 1s
`;

/* Everything that the other language says at length and this one does not:
 * none of it may be on a page.  Roles keep their names. */
function foreign(code) {
	const flat = (node, out) => {
		for (const value of Object.values(node)) {
			if (typeof value === 'string')
				out.push(value);
			else
				flat(value, out);
		}
		return out;
	};
	const mine = new Set(flat(words[code], []));

	return flat(words[code === 'en' ? 'zh-cn' : 'en'], []).filter((s) =>
		s.length > (code === 'en' ? 3 : 12) && !s.includes('{') &&
		!mine.has(s) && !/Administrator|Operator/.test(s));
}

const FOREIGN = { en: foreign('en'), 'zh-cn': foreign('zh-cn') };

/* Follow every link from there on, as that visitor; each kind of page once
 * or twice. */
async function crawl(v, start, code) {
	const seen = new Map();
	const queue = [start];
	const kinds = new Map();
	const bad = [];

	while (queue.length > 0) {
		const address = queue.shift();
		const kind = address.replace(/TS-\d+/g, 'TS-N')
			.replace(/\/\d+/g, '/N').replace(/=[^&]*/g, '=');
		const n = kinds.get(kind) || 0;

		if (seen.has(address) || n >= 2)
			continue;
		kinds.set(kind, n + 1);
		const answer = await v.context.request.get(v.portal.base + address,
			{ headers: { accept: 'text/html', 'accept-language': code } });
		const type = answer.headers()['content-type'] || '';

		seen.set(address, answer.status());
		if (answer.status() !== 200) {
			bad.push(`${address}: ${answer.status()}`);
			continue;
		}
		if (!type.startsWith('text/html'))
			continue;
		const html = await answer.text();
		/* What is in the other language on purpose says so. */
		const text = html.replace(/<html [^>]*>/, '')
			.replace(/<(\w+)[^>]* lang="[^>]*>[^]*?<\/\1>/g, '')
			.replace(/<[^>]*>/g, '\n');

		for (const said of FOREIGN[code])
			if (text.includes(said))
				bad.push(`${address} says "${said}"`);
		for (const m of html.matchAll(/ href="(\/[^"#]*)[^"]*"/g)) {
			const to = m[1].replace(/&amp;/g, '&');

			if (!/^\/(static|attachments)\/|^\/[^?]*\.zip/.test(to))
				queue.push(to);
		}
	}
	return { pages: seen.size, bad };
}

async function everyLink(v, code) {
	const { pages, bad } = await crawl(v, '/', code);

	ok(pages > 3 && bad.length === 0, `a day: ${v.name} finds a page behind ` +
		`each link, in his language (${pages} pages)`, bad.join('\n'));
}

/* The administrator's forms ------------------------------------------------- */

async function entry(admin, address, fields) {
	await admin.go(address);
	for (const [name, value] of Object.entries(fields)) {
		const field = admin.page.locator(`#${name}`);

		if (await field.evaluate((e) => e.tagName) === 'SELECT')
			await field.selectOption(value);
		else
			await field.fill(value);
	}
	await admin.press(admin.words.Form.Save);
	assert.strictEqual(await admin.page.locator('.note.ok').count(), 1,
		`${address} is stored: ${await admin.text()}`);
}

/* A user through the administrator's form; his first password. */
async function hire(admin, name, display, role, account, boss) {
	await admin.go('/admin/users/new');
	await admin.page.selectOption('#role', role);
	if (account)
		await admin.page.fill('#account', account);
	if (boss)
		await admin.page.check('#account_admin');
	return acts.newUser(admin, name, { name: display });
}

async function account(admin, name) {
	await admin.go('/admin/accounts/new');
	await admin.page.fill('#name', name);
	await admin.press(admin.words.Org.AddAccount);
	await acts.says(admin, admin.words.Done.account_added);
}

/* The account administrator's. */
async function colleague(boss, name, display) {
	await boss.go('/organization/users/new');
	return acts.newUser(boss, name, { name: display });
}

async function group(boss, name, role, members) {
	const L = boss.words;

	await boss.go('/organization/groups/new');
	await boss.page.fill('#name', name);
	await boss.page.check(role);
	await boss.press(L.Org.AddGroup);
	for (const member of members) {
		await boss.page.fill('#user', member);
		await boss.press(L.Org.AddMemberDo);
		await acts.says(boss, L.Done.member_added);
	}
}

async function isNotThere(v, address) {
	assert.strictEqual((await v.go(address)).status(), 404, address);
}

/* Open a ticket about that problem type. */
async function ask(v, product, problem, text, more) {
	await v.go('/tickets/new');
	await v.page.locator(
		`[name=product_category_id][value="${product}"]`).check();
	await v.press(v.words.New.Go);
	await v.page.locator(
		`[name=business_type_id][value="${problem}"]`).check();
	await v.press(v.words.New.Go);
	await acts.describe(v, Object.assign({ text }, more));
	await v.press(v.words.New.Submit);
	return acts.arrived(v);
}

async function day(env, step) {
	const portal = await Portal.start(SETTINGS, ['--no-demo']);
	const start = /one-time password (\S+)/.exec(portal.said);
	const first = {};
	const t = {};
	const zh = { language: 'zh-cn' };
	const enter = (name, o) => acts.firstSignIn(env.browser, portal, name,
		first[name], o);
	let admin, lead, priya, siyuan, lars, mei, aisha, oscar, wen, zhou, solo;

	try {
		await step('the administrator comes in', async () => {
			first.admin = start[1];
			admin = await enter('admin', { role: 'admin' });
			assert.strictEqual(admin.at(), '/admin');
		});

		await step('he describes what is supported', async () => {
			await entry(admin, '/admin/catalogue/new?kind=sub_type', {
				id: 'logistics', name_en: 'Logistics', name_zh: '物流',
				position: '2' });
			await entry(admin, '/admin/catalogue/new?kind=product', {
				id: 'dispatch', sub_type_id: 'logistics',
				name_en: 'Dispatch', name_zh: '派单',
				desc_en: 'Orders and routes', desc_zh: '订单与线路',
				position: '1' });
			await entry(admin, '/admin/catalogue/new?kind=problem_type', {
				id: 'label', product_id: 'dispatch', case_type: '5',
				name_en: 'Label does not print', name_zh: '面单无法打印',
				position: '1' });
			await entry(admin, '/admin/catalogue/new?kind=template' +
				'&problem_type_id=label', {
				name_en: 'Printer', name_zh: '打印机',
				content_en: 'Printer:\n\nSince when:\n',
				content_zh: '打印机型号：\n\n开始时间：\n',
				position: '1' });
			await entry(admin, '/admin/regions/new', {
				id: 'north', type: '0', name_en: 'Warehouse North', name_zh: '北仓',
				position: '2' });
		});

		await step('he brings in people of three accounts and a team',
			async () => {
				await account(admin, 'Lumen Retail');
				await account(admin, '远山货运');
				await account(admin, 'Solo Ltd');
				first.lars = await hire(admin, 'lars', 'Lars Holm',
					'customer', 'Lumen Retail', true);
				first.zhou = await hire(admin, 'zhou', '周建国',
					'customer', '远山货运', true);
				first.solo = await hire(admin, 'solo', 'Sol Oakley',
					'customer', 'Solo Ltd', true);
				first.priya = await hire(admin, 'priya', 'Priya Nair',
					'agent');
				first.siyuan = await hire(admin, 'siyuan', '陈思远',
					'agent');
				first.yating = await hire(admin, 'yating', 'Yating Zhou',
					'lead');
			});

		await step('they sign in and choose passwords', async () => {
			lars = await enter('lars');
			zhou = await enter('zhou', zh);
			solo = await enter('solo', { script: false });
			priya = await enter('priya', { role: 'agent' });
			siyuan = await enter('siyuan',
				{ role: 'agent', language: 'zh-cn' });
			lead = await enter('yating', { role: 'lead' });
			assert.strictEqual(priya.at(), '/agent');
			assert.strictEqual(lars.at(), '/home');
		});

		await step('each account arranges itself', async () => {
			first.mei = await colleague(lars, 'mei', 'Mei Tan');
			first.aisha = await colleague(lars, 'aisha', 'Aisha Bello');
			first.oscar = await colleague(lars, 'oscar', 'Oscar Lind');
			await group(lars, 'Storage', '#group_operator',
				['mei', 'aisha']);
			first.wen = await colleague(zhou, 'wen', '李文博');
			mei = await enter('mei');
			aisha = await enter('aisha');
			oscar = await enter('oscar');
			wen = await enter('wen', zh);
		});

		await step('tickets come in', async () => {
			t.mei = await ask(mei, 'dispatch', 'label',
				'Labels come out blank\nsince this morning.');
			t.wen = await ask(wen, 'service', 'consultation',
				'如何导出对账单？\n谢谢。');
			t.solo = await ask(solo, 'service', 'consultation',
				'May we pay by year?');
			t.oscar = await ask(oscar, 'service', 'consultation',
				'Where are the invoices?');
		});

		await step('each sees what is his, and nothing else', async () => {
			await aisha.go('/home');
			await aisha.page.locator('header a[href*="group="]').first()
				.click();
			await acts.says(aisha, 'Labels come out blank');
			await aisha.go(`/tickets/${t.mei}`);
			await lars.go('/tickets');
			await acts.says(lars, 'Labels come out blank');
			await acts.says(lars, 'Where are the invoices?');
			for (const v of [oscar, wen, zhou, solo])
				await isNotThere(v, `/tickets/${t.mei}`);
			for (const v of [mei, aisha, lars, solo])
				await isNotThere(v, `/tickets/${t.wen}`);
			await isNotThere(aisha, `/tickets/${t.oscar}`);
			for (const v of [lars, wen, solo]) {
				await isNotThere(v, '/agent');
				await isNotThere(v, '/admin');
			}
			assert.strictEqual(
				(await priya.go('/admin')).status(), 403);
		});

		await step('the desk works: take, ask, answer, note', async () => {
			const L = priya.words;

			await priya.go('/agent/tickets');
			await priya.go(`/agent/tickets/${t.mei}`);
			await priya.press(L.Desk.Take);
			await acts.deskWrite(priya, 'ask', 'Which printer is it?',
				L.Desk.AskDo);
			await mei.go(`/tickets/${t.mei}`);
			await mei.page.fill('#content', 'A Zebra ZD421');
			await mei.press(mei.words.Compose.Send);
			await priya.go(`/agent/tickets/${t.mei}`);
			await acts.deskWrite(priya, 'note', 'The ZD421 again',
				L.Desk.NoteDo);
			await aisha.go(`/tickets/${t.mei}`);
			assert(!(await aisha.text()).includes('The ZD421 again'));
		});

		await step('in Chinese likewise', async () => {
			const L = siyuan.words;

			await siyuan.go(`/agent/tickets/${t.wen}`);
			await acts.deskWrite(siyuan, 'reply',
				'您好，在“账单”页面可以导出。', L.Desk.ReplyDo);
			await acts.deskWrite(siyuan, 'resolve',
				'“账单”→“导出”，选择月份即可。', L.Desk.ResolveDo);
			await wen.go(`/tickets/${t.wen}`);
			await acts.says(wen, '选择月份即可');
			await acts.byDialog(wen, wen.words.Act.Reject, 'd-reject',
				wen.words.Act.RejectDo, '没有看到“导出”按钮');
			await siyuan.go(`/agent/tickets/${t.wen}`);
			await acts.deskWrite(siyuan, 'resolve',
				'请先在右上角切换到主账号。', L.Desk.ResolveDo);
			await wen.go(`/tickets/${t.wen}`);
			await wen.page.locator('[name=satisfaction_1][value="5"]')
				.check();
			await wen.press(wen.words.Act.Confirm);
			await acts.says(wen, wen.words.Done.closed);
		});

		await step('customers arrange their tickets', async () => {
			const L = mei.words;

			await mei.go('/labels');
			await mei.page.fill('#name-0', 'printing');
			await mei.page.locator('#color-0 [name=color]').first().check();
			await mei.press(L.Label.NewDo);
			await mei.go(`/tickets/${t.mei}`);
			await mei.page.click('#fold-labels summary');
			await mei.page.locator('#fold-labels [name=label_ids]').check();
			await mei.press(L.Label.Do);
			await acts.says(mei, L.Done.labelled);
			await mei.page.click('#fold-contact summary');
			await mei.page.fill('#remind_mail', 'mei@lumen.example');
			await mei.press(L.Contact.Do);
			await acts.says(mei, L.Done.contact);
			await lars.go(`/tickets/${t.oscar}`);
			await lars.page.click('#fold-relations summary');
			await lars.page.fill('#related_id', t.mei);
			await lars.press(L.Relation.Do);
			await acts.says(lars, L.Done.related);
			/* He sees that it is related, and cannot open it. */
			await oscar.go(`/tickets/${t.oscar}`);
			await acts.says(oscar, t.mei);
			assert.strictEqual(await oscar.page.locator(
				`a[href$="${t.mei}"]`).count(), 0);
			await isNotThere(oscar, `/tickets/${t.mei}`);
		});

		await step('a customer urges; the lead hands over and moves it',
			async () => {
				const L = lead.words;

				await mei.go(`/tickets/${t.mei}`);
				await mei.press(mei.words.Act.Urge);
				await acts.says(mei, mei.words.Done.urged);
				await lead.go('/agent/tickets?urged=1');
				await acts.says(lead, 'Labels come out blank');
				await lead.go(`/agent/tickets/${t.mei}/reclassify`);
				await lead.page.selectOption('#severity_id', 'urgent');
				await lead.page.selectOption('#region_id', 'north');
				await lead.press(L.Desk.ReclassifyDo);
				await acts.says(lead, L.Done.reclassified);
				await lead.page.click('#s-assign');
				await lead.page.selectOption('#assignee_id',
					{ label: '陈思远 (siyuan)' });
				await lead.page.fill('#assign-d', 'He knows printers');
				await lead.press(L.Desk.AssignDo);
				await acts.says(lead, L.Done.assigned);
			});

		await step('the engineer asks for access, is let in, and out again',
			async () => {
				const L = siyuan.words.Auth;

				await siyuan.go(`/agent/tickets/${t.mei}`);
				await siyuan.follow(L.Ask);
				await siyuan.page.selectOption('#visit_type_id', '1');
				await siyuan.page.fill('#auth_describe', 'To read its log');
				await siyuan.page.fill('#instance_name_1', 'printer-7');
				await siyuan.press(L.AskDo);
				await acts.says(siyuan, siyuan.words.Done.auth_asked);
				/* A colleague who operates the group may answer. */
				await aisha.go(`/tickets/${t.mei}`);
				await aisha.follow(aisha.words.Auth.Look);
				await aisha.page.fill('#account_1', 'service');
				await aisha.page.fill('#password_1', 'hunter2-at-dusk');
				await aisha.page.check('#agreement');
				await aisha.press(aisha.words.Auth.Do);
				await acts.says(aisha, aisha.words.Done.auth_confirmed);
				await siyuan.go(`/agent/tickets/${t.mei}`);
				await siyuan.page.locator('[value^=authorization-]').check();
				await siyuan.press(L.ShowDo);
				assert.deepStrictEqual(await siyuan.page.locator('.shown')
					.allInnerTexts(), ['service', 'hunter2-at-dusk']);
				await mei.go('/authorizations');
				await mei.follow(`${mei.words.Auth.Resource[1]} · ` +
					mei.words.Auth.Visit[1]);
				await acts.says(mei, mei.words.Event[219]);
				await acts.byDialog(mei, mei.words.Auth.Cancel, 'd-cancel',
					mei.words.Auth.CancelDo);
				await acts.says(mei, mei.words.Done.auth_cancelled);
				await siyuan.go(`/agent/tickets/${t.mei}`);
				assert.strictEqual(await siyuan.page.locator(
					'[value^=authorization-]').count(), 0);
			});

		await step('two tickets at once go to one engineer', async () => {
			const L = lead.words;

			await lead.go('/agent/tickets');
			for (const id of [t.oscar, t.solo])
				await lead.page.locator(
					`[name=ticket][value="${id}"]`).check();
			await lead.page.selectOption('#action', 'assign');
			await lead.leave(() => lead.page.locator('#bulk button').click());
			await acts.says(lead, L.Bulk.Will);
			await lead.page.selectOption('#assignee_id',
				{ label: 'Priya Nair (priya)' });
			await lead.press(L.Bulk.Do);
			assert.strictEqual(
				await lead.page.locator('.due.good').count(), 2);
			await priya.go('/agent/tickets?assignee=me');
			await acts.says(priya, 'Where are the invoices?');
			await acts.says(priya, 'May we pay by year?');
		});

		await step('what was deleted comes back', async () => {
			const L = solo.words;

			await solo.go(`/tickets/${t.solo}`);
			await acts.byDialog(solo, L.Act.Close, 'd-close',
				L.Act.CloseDo);
			await solo.go(`/tickets/${t.solo}`);
			await acts.byDialog(solo, L.Act.Delete, 'd-delete',
				L.Act.DeleteDo);
			await isNotThere(solo, `/tickets/${t.solo}`);
			await lead.go('/agent/tickets?status=13');
			await acts.says(lead, 'May we pay by year?');
			await lead.go(`/agent/tickets/${t.solo}`);
			await lead.press(lead.words.Desk.Restore);
			await acts.says(lead, lead.words.Done.restored);
			await solo.go(`/tickets/${t.solo}`);
			await acts.showsState(solo, L.Status['3']);
		});

		await step('the trail tells all of it', async () => {
			for (const event of ['createAccount', 'createUser',
				'createGroup', 'createCase', 'reclassifyCase',
				'restoreCase', 'closeCase', 'createScores',
				'confirmAuthorizations', 'revealSecret',
				'cancelAuthorizations']) {
				await admin.go(`/admin/audit?event=${event}`);
				assert(await admin.page.locator('tbody tr').count() > 0,
					event);
			}
			assert.match(await portal.guichet(['audit', 'verify']),
				/all as they were written/);
		});

		await step('behind each link there is a page', async () => {
			for (const v of [admin, lead, priya, lars, mei, solo])
				await everyLink(v, 'en');
			for (const v of [siyuan, zhou, wen])
				await everyLink(v, 'zh-cn');
		});

		for (const v of [admin, lead, priya, siyuan, lars, mei, aisha,
			oscar, wen, zhou, solo])
			await v.close();
		const faults = portal.log().split('\n')
			.filter((line) => /level=error/.test(line));
		ok(faults.length === 0, 'a day: the log has no fault',
			faults.join('\n'));
	} finally {
		await portal.stop();
	}
}

module.exports = [{ name: 'a day', run: day }];
