/*
 * journey-account.js - signing in and out, preferences, profile, password,
 * sessions; a form that is sent after its session has ended.
 */
'use strict';

const assert = require('assert');

const acts = require('./acts.js');
const { PASSWORD } = require('./portal.js');
const { Visitor } = require('./visitor.js');
const words = require('./words.js');

function signIn(script) {
	return {
		name: `signing in (script ${script ? 'on' : 'off'})`,
		async run(env, step) {
			const name = `sign-${script ? 'js' : 'plain'}`;

			await env.portal.addUser(name, 'customer', 'Accounts');
			const v = await Visitor.open(env.browser, env.portal, null,
				{ script });
			const L = v.words;
			let id;

			await step('a wrong password keeps the name', async () => {
				await v.go('/login');
				await v.inspect('sign-in');
				await v.fillSignIn(name, 'not the password');
				await acts.says(v, L.Say.login_failed);
				assert.strictEqual(await v.page.inputValue('#username'),
					name);
				assert.strictEqual(await v.page.inputValue('#password'), '');
				assert.strictEqual(await v.page.locator('.errors').evaluate(
					(e) => e === document.activeElement), true);
				await v.inspect('sign-in, wrong');
			});

			if (script)
				await step('the password can be looked at', async () => {
					await v.go('/login');
					await v.page.fill('#password', 'seen by me');
					await v.page.getByLabel(L.Login.Show).check();
					assert.strictEqual(await v.page.locator('#password')
						.getAttribute('type'), 'text');
					assert.strictEqual(await v.page.inputValue('#password'),
						'seen by me');
					await v.inspect('sign-in, password shown');
					await v.page.getByLabel(L.Login.Show).uncheck();
					assert.strictEqual(await v.page.locator('#password')
						.getAttribute('type'), 'password');
				});

			await step('nothing typed: a complaint at each field',
				async () => {
					await v.go('/login');
					await v.fillSignIn('', '');
					assert.strictEqual(
						await v.page.locator('.field.bad').count(), 2);
				});

			await step('an unknown name looks the same', async () => {
				await v.go('/login');
				await v.fillSignIn('nobody-of-that-name', 'whatever it is');
				await acts.says(v, L.Say.login_failed);
			});

			await step('the right one goes to the start page', async () => {
				await v.fillSignIn(name, PASSWORD);
				assert.strictEqual(new URL(v.page.url()).pathname, '/home');
				v.role = 'customer';
				await v.inspect('start page, empty');
				id = await acts.openTicket(v);
			});

			await step('sign-out, and Back shows nothing', async () => {
				await v.button(new RegExp(L.Nav.Account)).click().catch(
					() => v.page.locator('[popovertarget=me]').click());
				await v.press(L.Nav.SignOut, v.page.locator('#me'));
				assert.strictEqual(new URL(v.page.url()).pathname, '/login');
				await acts.says(v, L.Done.signed_out);
				await v.page.goBack().catch(() => {});
				assert(!(await v.text()).includes('answers 503'),
					'the ticket is still to be seen');
			});

			await step('a deep link comes back after sign-in', async () => {
				await v.go(`/tickets/${id}`);
				assert.strictEqual(new URL(v.page.url()).pathname, '/login');
				await acts.says(v, L.Login.GoesOn);
				await v.fillSignIn(name, 'wrong again, sorry');
				await v.fillSignIn(name, PASSWORD);
				assert.strictEqual(new URL(v.page.url()).pathname,
					`/tickets/${id}`);
			});
			await v.close();
		},
	};
}

/* The form at the foot of every page. */
async function prefer(v, language, theme) {
	await v.page.selectOption('footer [name=language]', language);
	await v.page.selectOption('footer [name=theme]', theme);
	await v.press(v.words.Foot.Apply, v.page.locator('footer'));
}

function preferences(script) {
	return {
		name: `preferences (script ${script ? 'on' : 'off'})`,
		async run(env, step) {
			const name = `prefer-${script ? 'js' : 'plain'}`;

			await env.portal.addUser(name, 'customer', 'Accounts');
			const v = await Visitor.open(env.browser, env.portal, null,
				{ script });
			const theme = () => v.page.locator('html')
				.getAttribute('data-theme');
			const lang = () => v.page.locator('html').getAttribute('lang');

			await step('before sign-in: language and theme', async () => {
				await v.go('/login');
				assert.strictEqual(await lang(), 'en');
				await prefer(v, 'zh-cn', 'dark');
				v.words = words['zh-cn'];
				assert.strictEqual(await lang(), 'zh-Hans');
				assert.strictEqual(await theme(), 'dark');
				assert.strictEqual(await v.title(), v.words.Login.Title);
				assert.strictEqual(new URL(v.page.url()).pathname, '/login');
			});

			await step('they stay after sign-in', async () => {
				await v.fillSignIn(name, PASSWORD);
				assert.strictEqual(await lang(), 'zh-Hans');
				assert.strictEqual(await theme(), 'dark');
			});

			await step('after sign-in, on any page', async () => {
				await v.go('/tickets?status=3&sort=updated');
				await prefer(v, 'en', 'light');
				v.words = words.en;
				assert.strictEqual(await lang(), 'en');
				assert.strictEqual(await theme(), 'light');
				const at = new URL(v.page.url());
				assert.strictEqual(at.pathname, '/tickets');
				assert.strictEqual(at.searchParams.get('status'), '3');
			});

			await step('kept for the next browser', async () => {
				const other = await Visitor.open(env.browser, env.portal,
					name, { language: 'zh-cn', script });
				assert.strictEqual(await other.page.locator('html')
					.getAttribute('lang'), 'en');
				assert.strictEqual(await other.page.locator('html')
					.getAttribute('data-theme'), 'light');
				await other.close();
			});

			await step('back to automatic', async () => {
				await prefer(v, 'en', 'auto');
				assert.strictEqual(await theme(), null);
			});

			await step('the profile is kept, the zone counts', async () => {
				await v.go('/account');
				await v.inspect('profile');
				await v.page.fill('#name', 'Zoë 测试');
				await v.page.fill('#email', 'not an address');
				await v.page.selectOption('#time_zone', 'Asia/Shanghai');
				await v.press(v.words.Form.Save);
				await v.page.locator('.errors').waitFor();
				await v.inspect('profile, errors');
				assert.strictEqual(await v.page.inputValue('#name'),
					'Zoë 测试');
				await v.page.fill('#email', 'zoe@example.com');
				await v.press(v.words.Form.Save);
				await acts.says(v, v.words.Done.saved);
				assert.strictEqual(await v.page.inputValue('#name'),
					'Zoë 测试');
				await v.go('/tickets');
				assert.match(await v.page.locator('footer').innerText(),
					/Asia\/Shanghai/);
			});
			await v.close();
		},
	};
}

function password(script) {
	return {
		name: `password and sessions (script ${script ? 'on' : 'off'})`,
		async run(env, step) {
			const name = `word-${script ? 'js' : 'plain'}`;
			const fresh = '一个 新的 long passphrase';

			await env.portal.addUser(name, 'customer', 'Accounts');
			const v = await Visitor.open(env.browser, env.portal, name,
				{ script });
			const other = await Visitor.open(env.browser, env.portal, name,
				{ script });
			const L = v.words;
			/* The script of a session that has ended finds that out. */
			other.back.add(env.portal.base + '/drafts');
			const set = async (now, first, second) => {
				await v.go('/account/password');
				await v.page.fill('#password', now);
				await v.page.fill('#new_password', first);
				await v.page.fill('#new_password_again', second);
				await v.press(L.Account.Set);
			};

			await step('the sessions are listed', async () => {
				await v.go('/account/sessions');
				await v.inspect('sessions');
				assert.strictEqual(
					await v.page.locator('form ul.rows li').count(), 2);
				await acts.says(v, L.Account.Here);
			});

			await step('what a password must be like', async () => {
				await v.go('/account/password');
				await v.inspect('password');
				for (const [now, a, b, say] of [
					['not the present one', fresh, fresh,
						L.Say.password_wrong],
					[PASSWORD, 'short', 'short', L.Say.password_short],
					[PASSWORD, fresh, fresh + 'x', L.Say.password_differs],
				]) {
					await set(now, a, b);
					await acts.says(v, say);
					assert.strictEqual(
						await v.page.inputValue('#new_password'), '');
				}
				await v.inspect('password, errors');
			});

			await step('a new one ends the other sessions', async () => {
				await set(PASSWORD, fresh, fresh);
				await acts.says(v, L.Done.password);
				await other.go('/home');
				assert.strictEqual(
					new URL(other.page.url()).pathname, '/login');
			});

			await step('only the new one is good', async () => {
				await other.fillSignIn(name, PASSWORD);
				await acts.says(other, L.Say.login_failed);
				await other.fillSignIn(name, fresh);
				assert.strictEqual(
					new URL(other.page.url()).pathname, '/home');
			});

			await step('one session is ended', async () => {
				await v.go('/account/sessions');
				await v.leave(() => v.page.locator('button[name=session]').first().click());
				await acts.says(v, L.Done.session_ended);
				await other.go('/home');
				assert.strictEqual(
					new URL(other.page.url()).pathname, '/login');
			});

			await step('all others are ended', async () => {
				await other.fillSignIn(name, fresh);
				await v.go('/account/sessions');
				await v.press(L.Account.EndAll);
				await acts.says(v, L.Done.sessions_ended);
				await other.go('/home');
				assert.strictEqual(
					new URL(other.page.url()).pathname, '/login');
			});

			await step('what was sent after its session ended comes back',
				async () => {
					const text = 'Typed before the session ended\n第二行';

					await other.fillSignIn(name, fresh);
					await acts.toDescription(other);
					await acts.describe(other, { text });
					await v.go('/account/sessions');
					await v.press(L.Account.EndAll);
					await other.press(L.New.Submit);
					assert.strictEqual(
						new URL(other.page.url()).pathname, '/login');
					await acts.says(other, L.Login.Kept);
					await other.inspect('sign-in, text kept');
					await other.fillSignIn(name, fresh);
					await acts.says(other, '');
					if (await other.page.locator('#simple_description')
						.count() === 0)
						await other.page.getByRole('link',
							{ name: /Typed before/ }).first().click();
					assert.strictEqual(await other.page.inputValue(
						'#simple_description'), text);
					await other.inspect('new ticket, text offered again');
					await other.press(L.New.Submit);
					acts.arrived(other);
				});

			await step('and so does a message', async () => {
				const id = acts.arrived(other);

				await other.page.fill('#content', 'A late answer');
				await v.go('/account/sessions');
				await v.press(L.Account.EndAll);
				await other.press(L.Compose.Send);
				await acts.says(other, L.Login.Kept);
				await other.fillSignIn(name, fresh);
				assert.strictEqual(new URL(other.page.url()).pathname,
					`/tickets/${id}`);
				assert.strictEqual(await other.page.inputValue('#content'),
					'A late answer');
				await other.press(L.Compose.Send);
				await acts.says(other, 'A late answer');
			});
			await v.close();
			await other.close();
		},
	};
}

const firstPassword = {
	name: 'a first password',
	async run(env, step) {
		const out = await env.portal.guichet(['user', 'add', 'newcomer',
			'--role', 'customer', '--account', 'Accounts']);
		const given = out.trim().split(/\s+/).pop();
		const v = await Visitor.open(env.browser, env.portal, null, {});
		const L = v.words;

		await step('must be changed before anything else', async () => {
			await v.go('/login');
			await v.fillSignIn('newcomer', given);
			v.role = 'customer';
			await v.go('/tickets');
			assert.strictEqual(new URL(v.page.url()).pathname,
				'/account/password');
			await acts.says(v, L.Account.Must);
			await v.inspect('password, first');
		});

		await step('and then all is open', async () => {
			await v.page.fill('#password', given);
			await v.page.fill('#new_password', PASSWORD);
			await v.page.fill('#new_password_again', PASSWORD);
			await v.press(L.Account.Set);
			await v.go('/tickets');
			assert.strictEqual(new URL(v.page.url()).pathname, '/tickets');
			await v.inspect('list, none yet');
		});
		await v.close();
	},
};

module.exports = [signIn(true), signIn(false), preferences(true),
	preferences(false), password(true), password(false), firstPassword];
