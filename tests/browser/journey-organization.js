/*
 * journey-organization.js - a customer is set up by browser alone: the
 * administrator makes the account and its administrator, who makes users
 * and groups, and takes rights away again.
 */
'use strict';

const assert = require('assert');

const acts = require('./acts.js');
const { PASSWORD } = require('./portal.js');
const { Visitor } = require('./visitor.js');

const at = (v) => new URL(v.page.url()).pathname;

function organization(language, script) {
	const tag = (language === 'en' ? 'en' : 'zh') + (script ? '' : '-plain');
	const account = (language === 'en' ? 'Nova Systems' : '新星科技') +
		(script ? '' : ' 2');
	const boss = `org-boss-${tag}`, user = `org-user-${tag}`;
	const other = `org-other-${tag}`;

	return {
		name: `organization (${language}, script ${script ? 'on' : 'off'})`,
		async run(env, step) {
			const o = { language, script };
			let admin, lars, mei, first;

			await step('the administrator makes an account', async () => {
				const name = `org-admin-${tag}`;

				await env.portal.addUser(name, 'admin');
				admin = await Visitor.open(env.browser, env.portal, name,
					Object.assign({ role: 'admin' }, o));
				const L = admin.words;

				await admin.go('/admin/accounts');
				await admin.inspect('accounts');
				await admin.follow(L.Org.NewAccount);
				await admin.inspect('new account');
				await admin.page.fill('#name', account);
				await admin.press(L.Org.AddAccount);
				await acts.says(admin, L.Done.account_added);
				assert.strictEqual(await admin.title(), account);
				await admin.inspect('account');
			});

			await step('and its administrator', async () => {
				const L = admin.words;

				await admin.follow(L.Org.NewUser);
				assert.strictEqual(
					await admin.page.inputValue('#account'), account);
				await admin.page.fill('#username', 'a b');
				await admin.press(L.Org.AddUser);
				await acts.says(admin, L.Say.username_invalid);
				await admin.inspect('new user, errors, administrator');
				await admin.page.check('#account_admin');
				first = await acts.newUser(admin, boss, { name: 'Lars Holm' });
				await acts.says(admin, L.Done.user_added);
				await admin.inspect('user, administrator');
				await admin.go('/admin/users?q=org-');
				await admin.inspect('users, administrator');
				await admin.go('/admin/users?q=zzzzzz');
				await admin.inspect('users, none, administrator');
				await admin.go('/admin/groups');
				await admin.inspect('groups, administrator');
				await admin.go('/admin/groups/new');
				await admin.inspect('new group, administrator');
			});

			await step('he must choose a password of his own', async () => {
				lars = await acts.firstSignIn(env.browser, env.portal, boss, first, o);
				await lars.page.locator('header a[href="/organization"]')
					.click();
				await lars.page.waitForURL('**/organization');
				assert.strictEqual(await lars.title(), account);
				lars.role = 'manager';
				await lars.inspect('organization');
			});

			await step('he makes two users', async () => {
				const L = lars.words;

				await lars.follow(L.Org.NewUser);
				await lars.inspect('new user');
				await acts.newUser(lars, boss, { name: 'Taken',
					email: 'x@example.com' });
				await acts.says(lars, L.Say.name_taken);
				assert.strictEqual(
					await lars.page.inputValue('#email'), 'x@example.com');
				first = await acts.newUser(lars, user, { name: 'Mei Tan',
					email: 'mei@example.com' });
				await acts.says(lars, L.Done.user_added);
				await lars.inspect('user');
				await lars.go('/organization/users/new');
				await acts.newUser(lars, other, { name: 'Oscar L' });
				await lars.go('/organization/users');
				assert.strictEqual(
					await lars.page.locator('tbody tr').count(), 3);
				await lars.inspect('users');
			});

			await step('they sign in and open tickets', async () => {
				mei = await acts.firstSignIn(env.browser, env.portal, user, first, o);
				await mei.go('/home');
				assert(await mei.link(mei.words.Nav.New).count() > 0);
				const answer = await mei.go('/organization');
				assert.strictEqual(answer.status(), 404);
			});

			await step('the policy lets ticket administrators only',
				async () => {
					const L = lars.words;

					await lars.go('/organization/policy');
					await lars.inspect('policy');
					await lars.page.check('[name=policy][value=on]');
					await lars.press(L.Form.Save);
					await acts.says(lars, L.Done.policy_on);
					await mei.go('/home');
					assert.strictEqual(
						await mei.link(mei.words.Nav.New).count(), 0);
				});

			await step('a group gives the right again', async () => {
				const L = lars.words;

				await lars.go('/organization/groups');
				await lars.inspect('groups, none');
				await lars.follow(L.Org.NewGroup);
				await lars.page.fill('#name', 'Buyers');
				await lars.page.check('#ticket_administrator');
				await lars.press(L.Org.AddGroup);
				await acts.says(lars, L.Done.group_added);
				await lars.page.fill('#user', 'nobody-here');
				await lars.press(L.Org.AddMemberDo);
				await acts.says(lars, L.Say.member_unknown);
				for (const name of [user, other]) {
					await lars.page.fill('#user', name);
					await lars.press(L.Org.AddMemberDo);
					await acts.says(lars, L.Done.member_added);
				}
				await lars.inspect('group');
				await mei.go('/home');
				assert(await mei.link(mei.words.Nav.New).count() > 0);
				await lars.page.locator('.rows .btn').last().click();
				await lars.page.waitForLoadState();
				await acts.says(lars, L.Done.member_removed);
				await lars.go('/organization/groups');
				await lars.inspect('groups');
				await lars.go('/organization/privileges');
				await lars.press(new RegExp(L.Org.Grant));
				await acts.says(lars, L.Done.saved);
				await lars.inspect('privileges');
			});

			await step('a list of a group that is deleted explains itself',
				async () => {
					const L = lars.words;

					await lars.go('/organization/groups');
					await lars.page.locator('a.subj').first().click();
					await lars.page.waitForURL(/groups\/\d+$/);
					const id = at(lars).split('/').pop();
					const list = `/organization/users?q=org&group=${id}`;

					await lars.go(list);
					assert.strictEqual(
						await lars.page.locator('tbody tr').count(), 1);
					await lars.go(`/organization/groups/${id}`);
					await lars.button(L.Org.Drop).first().click();
					await lars.press(L.Org.Drop,
						lars.page.locator('#d-drop'));
					await acts.says(lars, L.Done.group_deleted);
					const answer = await lars.go(list);
					assert.strictEqual(answer.status(), 404);
					await acts.says(lars, L.Org.GoneSay);
					await lars.inspect('users of a deleted group');
					await lars.follow(L.Org.GoneKept);
					assert.strictEqual(
						await lars.page.locator('tbody tr').count(), 3);
				});

			await step('who is disabled is signed out at once', async () => {
				const L = lars.words;

				await lars.go(`/organization/users?q=${user}`);
				await lars.page.locator('a.subj').first().click();
				await lars.page.waitForURL(/users\/\d+$/);
				await lars.button(L.Org.DisableDo).first().click();
				await lars.inspect('user, to be disabled');
				await lars.press(L.Org.DisableDo,
					lars.page.locator('#d-off'));
				await acts.says(lars, L.Done.user_disabled);
				await lars.inspect('user, disabled');
				await mei.go('/home');
				assert.strictEqual(at(mei), '/login');
				await mei.fillSignIn(user, PASSWORD);
				await acts.says(mei, L.Say.login_failed);
				await lars.press(L.Org.EnableDo);
				await acts.says(lars, L.Done.user_enabled);
				await mei.fillSignIn(user, PASSWORD);
				assert.strictEqual(at(mei), '/home');
			});

			await step('the last administrator keeps his right', async () => {
				const L = lars.words;

				await lars.go(`/organization/users?q=${boss}`);
				await lars.page.locator('a.subj').first().click();
				await lars.page.waitForURL(/users\/\d+$/);
				await lars.page.uncheck('#account_admin');
				await lars.page.fill('#email', 'lars@example.com');
				await lars.press(L.Form.Save);
				await acts.says(lars, L.Say.last_of_kind);
				assert.strictEqual(await lars.page.inputValue('#email'),
					'lars@example.com');
				await lars.inspect('user, oneself, conflict');
			});

			await step('users come and go as a table', async () => {
				const L = admin.words;
				const table = (mail) => [
					'username,name,account,email',
					`${user},Mei Tan,${account},${mail}`,
					`org-more-${tag},"Nora ""N"" Quist",${account},`,
					''].join('\n');
				const send = async (text) => {
					await admin.go('/admin/users/import');
					await admin.page.setInputFiles('#file', {
						name: 'users.csv', mimeType: 'text/csv',
						buffer: Buffer.from(text) });
					await admin.press(L.Org.ImportLook);
				};

				await admin.go('/admin/users/import');
				await admin.inspect('import');
				await send(table('mei'));
				await acts.says(admin, L.Say.email_invalid);
				await admin.inspect('import, wrong');
				/* It is corrected where it stands. */
				await admin.page.fill('#csv', table('new@example.com'));
				await admin.press(L.Org.ImportAgain);
				await acts.says(admin, L.Org.ImportGoHint);
				await admin.inspect('import, to be written');
				await admin.press(L.Org.ImportGo);
				await acts.says(admin, L.Done.users_imported);
				await admin.go(`/admin/users?q=org-more-${tag}`);
				assert.strictEqual(
					await admin.page.locator('tbody tr').count(), 1);
				const file = await admin.page.request.get(
					'/admin/users/export');
				assert.strictEqual(file.status(), 200);
				assert.match(file.headers()['content-disposition'],
					/^attachment; filename="users.csv"/);
				const text = await file.text();
				assert(text.includes(
					`org-more-${tag},"Nora ""N"" Quist",customer,`));
				await send(text);
				await acts.says(admin, L.Org.ImportNoGo);
			});

			for (const v of [admin, lars, mei])
				await v.close();
		},
	};
}

module.exports = [organization('en', true), organization('zh-cn', true),
	organization('en', false)];
