/*
 * journey-script.js - the comfort of the script: progress and cancel, drag
 * and drop, paste, drafts, the live thread, the keyboard.
 */
'use strict';

const assert = require('assert');
const fs = require('fs');

const acts = require('./acts.js');
const { Visitor } = require('./visitor.js');

/* A DataTransfer with one file, in the page. */
function transfer(v, name, type, base64) {
	return v.page.evaluateHandle(([n, t, b]) => {
		const bytes = Uint8Array.from(atob(b), (c) => c.charCodeAt(0));
		const bag = new DataTransfer();

		bag.items.add(new File([bytes], n, { type: t }));
		return bag;
	}, [name, type, base64]);
}

async function slowDown(v, bytes) {
	const session = await v.context.newCDPSession(v.page);

	await session.send('Network.enable');
	await session.send('Network.emulateNetworkConditions', {
		offline: false, latency: 0, downloadThroughput: -1,
		uploadThroughput: bytes,
	});
	return session;
}

const uploads = {
	name: 'uploads with script',
	async run(env, step) {
		await env.portal.addUser('drop', 'customer', 'Script');
		const v = await Visitor.open(env.browser, env.portal, 'drop', {});
		const L = v.words;
		const picture = fs.readFileSync(acts.PICTURE).toString('base64');

		await step('a file is dropped', async () => {
			await acts.toDescription(v);
			await acts.describe(v, { text: 'Dropped and pasted' });
			const bag = await transfer(v, 'dropped.png', 'image/png',
				picture);
			const drop = v.page.locator('.drop');

			await drop.dispatchEvent('dragover', { dataTransfer: bag });
			await drop.dispatchEvent('drop', { dataTransfer: bag });
			await acts.says(v, 'dropped.png');
		});

		await step('a picture is pasted', async () => {
			await v.page.locator('#simple_description').evaluate(
				(area, b) => {
					const bytes = Uint8Array.from(atob(b),
						(c) => c.charCodeAt(0));
					const bag = new DataTransfer();

					bag.items.add(new File([bytes], 'image.png',
						{ type: 'image/png' }));
					area.dispatchEvent(new ClipboardEvent('paste', {
						clipboardData: bag, bubbles: true,
						cancelable: true }));
				}, picture);
			await v.page.locator('.upl li').nth(1).waitFor();
			assert.match(await v.page.locator('.upl').innerText(),
				/screenshot-\d+\.png/);
		});

		await step('both are sent with the form', async () => {
			await v.press(L.New.Submit);
			acts.arrived(v);
			assert.strictEqual(
				await v.page.locator('#thread img').count(), 2);
		});

		await step('an upload shows how far it is, and can be cancelled',
			async () => {
				const session = await slowDown(v, 200e3);
				const file = { name: 'long.log', mimeType: 'text/plain',
					buffer: Buffer.alloc(1500000, 'line\n') };

				await v.page.fill('#content', 'With a long file');
				await v.page.setInputFiles('#files', [file]);
				const row = v.page.locator('.upl li');
				await v.page.waitForFunction(() => {
					const b = document.querySelector('.upl progress');
					return b && b.value > 0.1 && b.value < 1;
				});
				assert.match(await row.innerText(), /1\.4 MB/);
				await v.inspect('ticket, upload under way');
				/* It is sent when it has come, not before. */
				await v.button(L.Compose.Send).click();
				await v.page.getByText(L.Js.held).waitFor();
				await v.button(`${L.Js.cancel} long.log`, row).click();
				await v.page.waitForFunction(() =>
					!document.querySelector('.upl li'));
				await session.send('Network.emulateNetworkConditions', {
					offline: false, latency: 0, downloadThroughput: -1,
					uploadThroughput: -1 });
				await acts.says(v, 'With a long file');
			});

		await step('a form waits for its files', async () => {
			await v.page.fill('#content', 'With all of it');
			await v.page.setInputFiles('#files', [{ name: 'long.log',
				mimeType: 'text/plain',
				buffer: Buffer.alloc(1500000, 'line\n') }]);
			await v.press(L.Compose.Send);
			await acts.says(v, L.Done.sent);
			await acts.says(v, 'long.log');
			const all = await acts.messages(v);
			assert.strictEqual(all.filter((m) =>
				m.includes('With all of it')).length, 1);
		});

		await step('what is refused says why, and holds the form',
			async () => {
				await v.page.fill('#content', 'Not a picture');
				await v.page.setInputFiles('#files', [{ name: 'x.png',
					mimeType: 'image/png',
					buffer: Buffer.from('no picture') }]);
				await v.page.locator('.upl .err').waitFor();
				await acts.says(v, L.Say.file_mismatch.replace('{name}', 'x.png'));
				await v.inspect('ticket, file refused');
				v.said = v.said.filter((m) => !/422/.test(m.text));
				await v.button(L.Compose.Send).click();
				assert.strictEqual(await v.page.evaluate(() =>
					document.activeElement.closest('.upl') !== null), true);
				await v.button(`${L.Js.remove} x.png`).click();
				await v.press(L.Compose.Send);
				await acts.says(v, 'Not a picture');
			});

		await step('after a cut it goes on by itself', async () => {
			await v.page.fill('#content', 'Through a tunnel');
			await v.context.setOffline(true);
			await v.page.setInputFiles('#files', acts.LOG);
			await v.page.locator('.upl').getByText(L.Js.waits).waitFor();
			await v.inspect('ticket, connection lost');
			await v.context.setOffline(false);
			await v.page.locator('.upl').getByText(L.Js.uploaded).waitFor();
			v.said = v.said.filter((m) => !/DISCONNECTED/.test(m.text));
			assert.strictEqual(await v.page.inputValue('#content'),
				'Through a tunnel');
			await v.press(L.Compose.Send);
			await acts.says(v, 'Through a tunnel');
		});

		await step('a large file comes in chunks, and goes on where it was',
			async () => {
				const big = { name: 'archive.log', mimeType: 'text/plain',
					buffer: Buffer.alloc(20 << 20, 'a line of a log\n') };
				const starts = [];
				let cut = true;

				await v.page.route('**/uploads/*', async (route) => {
					const r = route.request();

					if (r.method() !== 'PATCH')
						return route.continue();
					const at = Number(r.headers()['upload-offset']);
					starts.push(at);
					/* The second chunk breaks off once. */
					if (at > 0 && cut) {
						cut = false;
						return route.abort('connectionreset');
					}
					return route.continue();
				});
				await v.page.fill('#content', 'The whole archive');
				await v.page.setInputFiles('#files', [big]);
				await v.page.locator('.upl').getByText(L.Js.waits)
					.waitFor();
				await v.page.locator('.upl').getByText(L.Js.uploaded)
					.waitFor({ timeout: 60e3 });
				await v.inspect('ticket, large file uploaded');
				await v.page.unroute('**/uploads/*');
				v.said = v.said.filter((m) => !/RESET/.test(m.text));
				assert.deepStrictEqual(starts,
					[0, 8 << 20, 8 << 20, 16 << 20]);
				await v.press(L.Compose.Send);
				await acts.says(v, 'archive.log');
			});

		await step('another page goes on with what was begun', async () => {
			/* The first chunk comes, and then the window is closed. */
			const big = { name: 'resumed.log', mimeType: 'text/plain',
				buffer: Buffer.alloc(9 << 20, 'a line of a log\n') };
			const page = v.page.url();

			await v.page.evaluate(() => {
				/* The same file again: it has the same date. */
				Object.defineProperty(File.prototype, 'lastModified',
					{ get: () => 17 });
			});
			await v.page.route('**/uploads/*', (route) =>
				Number(route.request().headers()['upload-offset']) > 0
					? route.abort('connectionreset') : route.continue());
			await v.page.setInputFiles('#files', [big]);
			await v.page.locator('.upl').getByText(L.Js.waits).waitFor();
			await v.page.unroute('**/uploads/*');
			await v.go(new URL(page).pathname);
			v.said = v.said.filter((m) => !/RESET/.test(m.text));
			const sent = [];
			v.page.on('request', (r) => {
				if (r.method() === 'PATCH')
					sent.push(r.headers()['upload-offset']);
			});
			await v.page.evaluate(() => {
				Object.defineProperty(File.prototype, 'lastModified',
					{ get: () => 17 });
			});
			await v.page.fill('#content', 'Begun before');
			await v.page.setInputFiles('#files', [big]);
			await v.page.locator('.upl').getByText(L.Js.uploaded).waitFor();
			assert.deepStrictEqual(sent, [String(8 << 20)]);
			await v.press(L.Compose.Send);
			await acts.says(v, 'resumed.log');
		});

		await step('a ticket that ended meanwhile says so, file or not',
			async () => {
				const number = acts.arrived(v);
				const other = await Visitor.open(env.browser, env.portal,
					'drop', {});

				await v.page.fill('#content', 'Too late, but dear');
				await v.page.setInputFiles('#files', acts.LOG);
				await v.page.locator('.upl').getByText(L.Js.uploaded)
					.waitFor();
				await other.go(`/tickets/${number}`);
				await acts.byDialog(other, L.Act.Cancel, 'd-cancel',
					L.Act.CancelDo, 'By another window');
				await other.close();
				await v.button(L.Compose.Send).click();
				await v.page.getByRole('heading', { level: 1,
					name: L.Conflict.messages }).waitFor();
				assert.match(await v.page.locator('textarea[readonly]')
					.first().inputValue(), /Too late, but dear/);
				await acts.says(v, L.Conflict.NoFiles);
				await v.inspect('conflict, the form gone');
				v.said = v.said.filter((m) => !/409/.test(m.text));
				await v.leave(() => v.page.getByRole('link',
					{ name: L.Conflict.Linked }).click());
				assert.strictEqual(new URL(v.page.url()).searchParams
					.get('related_id'), number);
			});
		await v.close();
	},
};

const drafts = {
	name: 'drafts',
	async run(env, step) {
		await env.portal.addUser('draft', 'customer', 'Script');
		const v = await Visitor.open(env.browser, env.portal, 'draft', {});
		const L = v.words;
		const text = 'Half a thought,\nto be continued 待续';

		await step('what is typed is saved', async () => {
			await acts.toDescription(v);
			await v.page.locator('#simple_description').fill(text);
			await v.page.fill('#cc_email', 'boss@example.com');
			await v.page.waitForResponse((r) =>
				new URL(r.url()).pathname === '/drafts');
			await v.page.locator('.draft').filter({ hasText: /\d\d:\d\d/ })
				.waitFor();
		});

		await step('the start page offers it, in another browser too',
			async () => {
				const other = await Visitor.open(env.browser, env.portal,
					'draft', { script: false });

				await acts.says(other, L.Draft.Title);
				await other.inspect('start page with a draft');
				await other.leave(() => other.page.getByRole('link', { name: /Half a thought/ })
					.first().click());
				assert.strictEqual(await other.page.inputValue(
					'#simple_description'), text);
				assert.strictEqual(await other.page.inputValue('#cc_email'),
					'boss@example.com');
				await other.close();
			});

		await step('once sent, it is gone', async () => {
			await acts.describe(v, { text });
			await v.press(L.New.Submit);
			acts.arrived(v);
			await v.go('/home');
			assert(!(await v.text()).includes(L.Draft.Title));
		});

		await step('a message has a draft as well', async () => {
			await v.page.locator('a.subj').first().click();
			await v.page.locator('#content').waitFor();
			const saved = v.page.waitForResponse((r) =>
				new URL(r.url()).pathname === '/drafts');
			await v.page.locator('#content').fill('Unfinished');
			await saved;
			await v.page.reload();
			assert.strictEqual(await v.page.inputValue('#content'),
				'Unfinished');
			await acts.says(v, L.Draft.From);
		});

		await step('leaving the page at once saves it too', async () => {
			await v.page.fill('#content', 'Unfinished, but longer');
			const saved = v.page.waitForResponse((r) =>
				new URL(r.url()).pathname === '/drafts').catch(() => {});
			await v.go('/home');
			await saved;
			await v.page.waitForTimeout(300);
			await v.page.goBack();
			await v.page.reload();
			assert.strictEqual(await v.page.inputValue('#content'),
				'Unfinished, but longer');
		});

		await step('and so does a button of another form', async () => {
			await v.page.fill('#content', 'Not lost by a button');
			await v.press(L.Foot.Apply, v.page.locator('footer'));
			assert.strictEqual(await v.page.inputValue('#content'),
				'Not lost by a button');
		});
		await v.close();
	},
};

const live = {
	name: 'the live thread',
	async run(env, step) {
		await env.portal.addUser('live', 'customer', 'Script');
		await env.portal.addUser('agent-live', 'agent', null);
		const v = await Visitor.open(env.browser, env.portal, 'live', {});
		const agent = await Visitor.open(env.browser, env.portal,
			'agent-live', { role: 'agent' });
		const L = v.words;
		const id = await acts.openTicket(v);

		await agent.go(`/agent/tickets/${id}`);
		await agent.press(L.Desk.Take);

		await step('a reply appears in an open page, and the typed text stays',
			async () => {
				await v.page.clock.install();
				await v.go(`/tickets/${id}`);
				await v.page.fill('#content', 'I am typing');
				await acts.deskWrite(agent, 'reply', 'Here is an answer',
					L.Desk.ReplyDo);
				const polled = v.page.waitForResponse((r) =>
					r.url().includes('/poll'));
				await v.page.clock.fastForward(30000);
				assert.strictEqual((await polled).status(), 200);
				await v.page.locator('#thread .msg',
					{ hasText: 'Here is an answer' }).waitFor();
				assert.strictEqual(await v.page.inputValue('#content'),
					'I am typing');
				await acts.says(v, L.Js.fresh);
				await v.inspect('ticket, live update');
			});

		await step('nothing new is a 304', async () => {
			const polled = v.page.waitForResponse((r) =>
				r.url().includes('/poll'));
			await v.page.clock.fastForward(30000);
			assert.strictEqual((await polled).status(), 304);
		});

		await step('the announcement leads to it', async () => {
			await v.page.locator('.live button').click();
			assert.match(await v.page.evaluate(
				() => document.activeElement.textContent),
			/Here is an answer/);
		});

		await step('a state that changes changes the page', async () => {
			await acts.deskWrite(agent, 'resolve', 'It is repaired',
				L.Desk.ResolveDo);
			const polled = v.page.waitForResponse((r) =>
				r.url().includes('/poll'));
			await v.page.clock.fastForward(30000);
			await polled;
			await v.page.locator('#confirm').waitFor();
			await acts.showsState(v, L.Status[2]);
		});

		await step('what was typed can still be sent', async () => {
			assert.strictEqual(await v.page.inputValue('#content'),
				'I am typing');
			await v.press(L.Compose.Send);
			await acts.says(v, 'I am typing');
			await acts.showsState(v, L.Status[1]);
		});

		await step('the desk is live as well', async () => {
			await agent.page.clock.install();
			await agent.go(`/agent/tickets/${id}`);
			await v.page.fill('#content', 'For the desk to see');
			await v.press(L.Compose.Send);
			const polled = agent.page.waitForResponse((r) =>
				r.url().includes('/poll'));
			await agent.page.clock.fastForward(30000);
			await polled;
			await agent.page.locator('#thread .msg',
				{ hasText: 'For the desk to see' }).waitFor();
		});

		await step('a reply after a live update is not stale', async () => {
			await acts.deskWrite(agent, 'reply', 'I have seen it',
				L.Desk.ReplyDo);
			await acts.says(agent, L.Done.replied);
		});
		await v.close();
		await agent.close();
	},
};

const keyboard = {
	name: 'keyboard',
	async run(env, step) {
		await env.portal.addUser('keys', 'customer', 'Script');
		const v = await Visitor.open(env.browser, env.portal, 'keys', {});
		const L = v.words;
		const focus = () => v.page.evaluate(
			() => document.activeElement.id || document.activeElement.href);

		await acts.openTicket(v, { text: 'First of two' });
		const second = await acts.openTicket(v, { text: 'Second of two' });

		await step('the first Tab leads to the skip link', async () => {
			await v.go('/home');
			await v.page.keyboard.press('Tab');
			assert.match(await focus(), /#main$/);
			await v.page.keyboard.press('Enter');
			assert.strictEqual(await focus(), 'main');
		});

		await step('single keys move in a list and open', async () => {
			await v.go('/tickets');
			await v.page.keyboard.press('/');
			assert.strictEqual(await focus(), 'q');
			await v.page.keyboard.type('j');
			assert.strictEqual(await v.page.inputValue('#q'), 'j');
			await v.page.fill('#q', '');
			await v.page.locator('h1').click();
			await v.page.keyboard.press('j');
			await v.page.keyboard.press('j');
			await v.page.keyboard.press('k');
			await v.leave(() => v.page.keyboard.press('o'));
			assert.strictEqual(acts.arrived(v), second);
		});

		await step('the sheet of keys', async () => {
			await v.page.keyboard.press('?');
			await v.page.locator('dialog[open]').waitFor();
			await acts.says(v, L.Help.KeySearch);
			await v.inspect('sheet of keys');
			await v.page.keyboard.press('Escape');
			await v.page.locator('dialog[open]').waitFor(
				{ state: 'detached' });
		});

		await step('Ctrl+Enter sends', async () => {
			await v.page.keyboard.press('r');
			assert.strictEqual(await focus(), 'content');
			await v.page.keyboard.type('By keyboard');
			await v.leave(() => v.page.keyboard.press('Control+Enter'));
			await acts.says(v, L.Done.sent);
		});

		await step('they can be switched off', async () => {
			await v.go('/account');
			await v.page.uncheck('#shortcuts');
			await v.press(L.Form.Save);
			await v.go('/tickets');
			await v.page.keyboard.press('/');
			assert.notStrictEqual(await focus(), 'q');
		});
		await v.close();
	},
};

module.exports = [uploads, drafts, live, keyboard];
