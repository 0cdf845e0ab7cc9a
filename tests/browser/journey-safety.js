/*
 * journey-safety.js - the second factor, the password once more before what
 * is sensitive, and what one sees of one's sign-ins.
 *
 * In a portal of its own, where the staff must have a second factor.
 */
'use strict';

const assert = require('assert');
const { execFileSync } = require('child_process');
const crypto = require('crypto');
const path = require('path');

const acts = require('./acts.js');
const { PASSWORD, Portal } = require('./portal.js');
const { Visitor } = require('./visitor.js');

const SETTINGS = `
[server]
login_rate = 60000
login_burst = 1000
[passwords]
two_factor = staff
`;

function unbase32(text) {
	let bits = '';

	for (const c of text)
		bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c)
			.toString(2).padStart(5, '0');
	return Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
}

/* RFC 6238, once more: `ahead` steps from now. */
function code(secret, ahead) {
	const counter = Buffer.alloc(8);

	counter.writeBigInt64BE(BigInt(Math.floor(Date.now() / 30e3) +
		(ahead || 0)));
	const mac = crypto.createHmac('sha1', unbase32(secret))
		.update(counter).digest();
	const at = mac[19] & 15;

	return String((mac.readUInt32BE(at) & 0x7fffffff) % 1e6)
		.padStart(6, '0');
}

/* In all sessions of that user the password was given long ago. */
function age(portal, name) {
	execFileSync('/usr/bin/python3', ['-c', 'import sqlite3, sys\n' +
		'db = sqlite3.connect(sys.argv[1], timeout=20)\n' +
		'db.execute("UPDATE session SET proved_at = 1 WHERE user_id = " +\n' +
		'    "(SELECT id FROM users WHERE name = ?)", sys.argv[2:])\n' +
		'db.commit()',
	path.join(portal.data, 'guichet.db'), name]);
}

async function withCode(v, text) {
	await v.page.fill('#totp', text);
	await v.press(v.words.Login.Button);
}

/* From "Set up" to the codes: the secret, and the codes. */
async function enrol(v) {
	const L = v.words.Totp;

	await v.press(L.Start);
	const secret = await v.page.locator('code.secret').first().innerText();
	await v.inspect('second factor, key');
	await v.page.fill('#totp', '000000');
	await v.press(L.Confirm);
	await acts.says(v, v.words.Say.totp_wrong);
	await v.inspect('second factor, wrong code');
	assert.strictEqual(await v.page.locator('code.secret').first()
		.innerText(), secret);
	await v.page.fill('#totp', code(secret));
	await v.press(L.Confirm);
	await acts.says(v, L.CodesLead);
	await v.inspect('second factor, recovery codes');
	const codes = await v.page.locator('.codes code').allInnerTexts();
	assert.strictEqual(new Set(codes).size, 10);
	return { secret, codes };
}

function agentsWay(env, step, portal, language, script) {
	return async () => {
		const name = `agent-${language}-${script ? 'js' : 'plain'}`;

		await portal.addUser(name, 'agent');
		const v = await Visitor.open(env.browser, portal, null,
			{ language, script, role: 'agent' });
		const L = v.words;
		const tag = `${language}, script ${script ? 'on' : 'off'}`;
		let key;

		await step(`who must is led to it (${tag})`, async () => {
			await v.go('/login?next=/agent/tickets');
			await v.fillSignIn(name, PASSWORD);
			v.role = 'agent';
			assert.strictEqual(new URL(v.page.url()).pathname,
				'/account/totp');
			await acts.says(v, L.Totp.Must);
			await v.inspect('second factor, must');
			await v.go('/agent');
			assert.strictEqual(new URL(v.page.url()).pathname,
				'/account/totp');
		});

		await step(`switches it on (${tag})`, async () => {
			key = await enrol(v);
			await v.follow(L.Totp.CodesKept);
			await acts.says(v, L.Totp.MustStay);
			await v.inspect('second factor, on');
			assert(!(await v.text()).includes(key.codes[0]));
			await v.go('/agent/tickets');
			assert.strictEqual(new URL(v.page.url()).pathname,
				'/agent/tickets');
		});

		await step(`signs in in two steps (${tag})`, async () => {
			const w = await Visitor.open(env.browser, portal, null,
				{ language, script, role: 'agent' });

			await w.go('/agent/tickets?status=1');
			await w.fillSignIn(name, PASSWORD);
			await acts.says(w, L.Totp.Ask);
			await w.inspect('sign-in, code');
			await withCode(w, '000 000');
			await acts.says(w, L.Say.totp_wrong);
			await w.inspect('sign-in, wrong code');
			const next = code(key.secret, 1);

			await withCode(w, ` ${next.slice(0, 3)}-${next.slice(3)} `);
			const at = new URL(w.page.url());
			assert.strictEqual(at.pathname + at.search,
				'/agent/tickets?status=1');
			w.role = 'agent';

			/* Said where he was before, not here. */
			await w.go('/agent');
			assert(!(await w.text()).includes(L.Account.News));
			await w.close();
		});

		await step(`is told of the new browser (${tag})`, async () => {
			await v.go('/agent');
			await acts.says(v, L.Account.News);
			await v.inspect('desk, new browser');
			await v.press(L.Account.NewsMine);
			await acts.says(v, L.Done.known);
			assert(!(await v.text()).includes(L.Account.News));
			await v.go('/account/sessions');
			await acts.says(v, L.Account.Event[2]);
			await acts.says(v, L.Account.Fresh);
			await v.inspect('sessions, history');
		});

		await step(`a recovery code, once (${tag})`, async () => {
			for (const good of [true, false]) {
				const w = await Visitor.open(env.browser, portal, null,
					{ language, script, role: 'agent' });

				await w.go('/login');
				await w.fillSignIn(name, PASSWORD);
				await withCode(w, key.codes[7].toLowerCase()
					.replace(/-/g, ' '));
				if (good)
					assert.strictEqual(new URL(w.page.url()).pathname,
						'/agent');
				else
					await acts.says(w, L.Say.totp_wrong);
				await w.close();
			}
		});

		await step(`new codes want the password (${tag})`, async () => {
			age(portal, name);
			await v.go('/account/totp');
			await v.press(L.Totp.Renew);
			await acts.says(v, L.Proof.Lead);
			await v.inspect('password, once more');
			await v.page.fill('#proof', 'not the password');
			await v.press(L.Proof.Button);
			await acts.says(v, L.Say.password_wrong);
			await v.page.fill('#proof', PASSWORD);
			await v.press(L.Proof.Button);
			await acts.says(v, L.Totp.CodesLead);
			const fresh = await v.page.locator('.codes code')
				.allInnerTexts();
			assert(!fresh.includes(key.codes[0]));
		});
		await v.close();
	};
}

function customersWay(env, step, portal, language, script) {
	return async () => {
		const name = `safe-${language}-${script ? 'js' : 'plain'}`;
		const tag = `${language}, script ${script ? 'on' : 'off'}`;

		await portal.addUser(name, 'customer', 'Safety');
		const v = await Visitor.open(env.browser, portal, name,
			{ language, script });
		const L = v.words;

		await step(`a new address goes on after the password (${tag})`,
			async () => {
				age(portal, name);
				await v.go('/account');
				await v.page.fill('#name', 'Zoë <测试> "&amp;"');
				await v.page.fill('#email', 'zoe@example.com');
				await v.page.selectOption('#time_zone', 'Asia/Shanghai');
				await v.press(L.Form.Save);
				await acts.says(v, L.Proof.Lead);
				await v.page.fill('#proof', PASSWORD);
				await v.press(L.Proof.Button);
				await acts.says(v, L.Done.saved);
				assert.strictEqual(await v.page.inputValue('#name'),
					'Zoë <测试> "&amp;"');
				assert.strictEqual(await v.page.inputValue('#email'),
					'zoe@example.com');
				assert.strictEqual(await v.page.inputValue('#time_zone'),
					'Asia/Shanghai');
			});

		await step(`on by choice, and off again (${tag})`, async () => {
			age(portal, name);
			await v.go('/account/totp');
			await v.inspect('second factor, off');
			await v.press(L.Totp.Start);
			await v.page.fill('#proof', PASSWORD);
			await v.press(L.Proof.Button);
			const secret = await v.page.locator('code.secret').first()
				.innerText();

			await v.page.fill('#totp', code(secret));
			await v.press(L.Totp.Confirm);
			await v.follow(L.Totp.CodesKept);
			await v.go('/account/password');
			await acts.says(v, '8');
			await v.go('/account/totp');
			await v.inspect('second factor, on by choice');
			await v.press(L.Totp.Off);
			await acts.says(v, L.Done.totp_off);
		});

		await step(`access keys (${tag})`, async () => {
			age(portal, name);
			await v.go('/account/keys');
			await v.press(L.Keys.Add);
			await acts.says(v, L.Say.required);
			await v.page.fill('#name', 'Build <server>');
			await v.press(L.Keys.Add);
			await v.page.fill('#proof', PASSWORD);
			await v.press(L.Proof.Button);
			await acts.says(v, L.Keys.Once);
			await v.inspect('access keys, a new one');
			const secret = await v.page.locator('code.secret').nth(1)
				.innerText();

			await v.go('/account/keys');
			await v.inspect('access keys');
			assert(!(await v.text()).includes(secret));
			await acts.says(v, 'Build <server>');
			await v.leave(() => v.page.locator('button[name=key]').click());
			await acts.says(v, L.Done.key_removed);
			assert(!(await v.text()).includes('Build <server>'));
		});

		await step(`contacts (${tag})`, async () => {
			await v.go('/account/contacts');
			await acts.says(v, 'zoe@example.com');
			await v.inspect('contacts');
		});

		await step(`the start page tells of a new browser (${tag})`,
			async () => {
				const w = await Visitor.open(env.browser, portal, name,
					{ language, script });

				await w.close();
				await v.go('/home');
				await acts.says(v, L.Account.News);
				await v.inspect('start page, new browser');
				await v.press(L.Account.NewsMine);
				await acts.says(v, L.Done.known);
			});
		await v.close();
	};
}

const ways = [];
for (const language of ['en', 'zh-cn'])
	for (const script of [true, false])
		ways.push([language, script]);

module.exports = [{
	name: 'safety of accounts',
	async run(env, step) {
		const portal = await Portal.start(SETTINGS, ['--no-demo']);

		try {
			await Promise.all(ways.slice(0, 2).map(async (w) => {
				await agentsWay(env, step, portal, ...w)();
				await customersWay(env, step, portal, ...w)();
			}));
			await Promise.all(ways.slice(2).map(async (w) => {
				await agentsWay(env, step, portal, ...w)();
				await customersWay(env, step, portal, ...w)();
			}));
		} finally {
			await portal.stop();
		}
	},
}];
