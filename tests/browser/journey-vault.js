/*
 * journey-vault.js - an agent asks for access; the customer refuses, grants
 * and takes back; what is filled in is seen once, by who has the ticket.
 */
'use strict';

const assert = require('assert');

const acts = require('./acts.js');
const { Visitor } = require('./visitor.js');

const SECRET = 'Tr0ub4dor&3 <x>\nsecond line';

function vault(language, script) {
	return {
		name: `what is confided (${language}, script ${script ? 'on' : 'off'})`,
		async run(env, step) {
			const end = `${language}-${script ? 'js' : 'plain'}`;
			const open = async (name, role) => {
				await env.portal.addUser(`${name}-${end}`, role,
					role === 'customer' ? `Vault ${end}` : null,
					['--display-name', name]);
				return Visitor.open(env.browser, env.portal,
					`${name}-${end}`, { script, role, language });
			};
			const customer = await open('Una', 'customer');
			const agent = await open('Vic', 'agent');
			const lead = await open('Wim', 'lead');
			const L = agent.words.Auth;
			const Done = agent.words.Done;
			let id, at;

			const ask = async (visit, name) => {
				await agent.go(at);
				await agent.follow(L.Ask);
				await agent.inspect('desk, ask for access');
				await agent.page.selectOption('#visit_type_id', visit);
				await agent.page.fill('#auth_describe', 'To read the log');
				if (name)
					await agent.page.fill('#instance_name_1', name);
				await agent.press(L.AskDo);
			};
			const look = async () => {
				await customer.go(`/tickets/${id}`);
				await customer.follow(L.Look);
			};

			await step('something confidential comes with a ticket',
				async () => {
					await acts.toDescription(customer);
					await acts.describe(customer, { text: '' });
					await customer.page.locator('.confide summary').click();
					await customer.page.fill('#confidential', SECRET);
					await customer.inspect('new ticket, confidential');
					await customer.press(customer.words.New.Submit);
					await acts.says(customer, L.Again);
					assert.strictEqual(await customer.page.inputValue(
						'#confidential'), '');
					assert(!(await customer.page.content()).includes('Tr0ub'));
					await customer.inspect('new ticket, secret is lost');
					await customer.page.fill('#simple_description',
						'The console answers 503.');
					await customer.page.fill('#confidential', SECRET);
					await customer.press(customer.words.New.Submit);
					id = acts.arrived(customer);
					at = `/agent/tickets/${id}`;
					assert.strictEqual(await customer.page.locator(
						'.confided').count(), 1);
				});

			await step('who has the ticket reads it, once', async () => {
				await agent.go(at);
				assert.strictEqual(
					await agent.page.locator('#secrets').count(), 0);
				await agent.press(agent.words.Desk.Take);
				await lead.go(at);
				assert.strictEqual(
					await lead.page.locator('#secrets').count(), 0);
				await agent.press(L.ShowDo);
				await agent.inspect('desk, a secret text');
				assert.strictEqual(await agent.page.locator(
					'#secret').innerText(), SECRET);
				await customer.go(`/tickets/${id}`);
				assert((await customer.page.locator('.confided')
					.innerText()).includes('Vic'));
			});

			await step('an incomplete request comes back', async () => {
				await ask('1', '');
				await acts.says(agent, agent.words.Say.required);
				await agent.inspect('desk, ask for access, incomplete');
				await agent.page.fill('#instance_name_1', 'web-1');
				await agent.press(L.AskDo);
				await acts.says(agent, Done.auth_asked);
				await agent.inspect('desk, access is asked');
			});

			await step('the customer refuses with a reason', async () => {
				await look();
				await customer.inspect('authorization, asked');
				await customer.page.locator('.acc summary').click();
				await customer.press(L.RefuseDo);
				await acts.says(customer, customer.words.Say.required);
				await customer.page.fill('#reject_reason', 'Not at night');
				await customer.press(L.RefuseDo);
				await acts.says(customer, Done.auth_rejected);
				await agent.go(at);
				await acts.says(agent, 'Not at night');
			});

			await step('what is filled in wrongly comes back, but no secret',
				async () => {
					await ask('1', 'web-1');
					await look();
					await customer.page.fill('#account_1', 'root');
					await customer.page.fill('#password_1', SECRET);
					await customer.press(L.Do);
					await acts.says(customer,
						customer.words.Say.agreement_needed);
					await acts.says(customer, L.Again);
					assert.strictEqual(await customer.page.inputValue(
						'#port_1'), '22');
					assert.strictEqual(await customer.page.inputValue(
						'#password_1'), '');
					assert(!(await customer.page.content()).includes('Tr0ub'));
					await customer.inspect('authorization, incomplete');
				});

			await step('granted', async () => {
				await customer.page.fill('#account_1', 'root');
				await customer.page.fill('#password_1', SECRET);
				await customer.page.check('#agreement');
				await customer.press(L.Do);
				await acts.says(customer, Done.auth_confirmed);
				assert(!(await customer.page.content()).includes('Tr0ub'));
				await customer.inspect('authorization, granted');
				await customer.go('/authorizations');
				await customer.inspect('authorizations');
				await customer.go(`/tickets/${id}`);
				await customer.inspect('ticket, access is granted');
			});

			await step('looked at, which the customer sees', async () => {
				await agent.go(at);
				await agent.page.locator('[value^=authorization-]').check();
				await agent.inspect('desk, access is granted');
				await agent.press(L.ShowDo);
				await agent.inspect('desk, secrets of an authorization');
				const shown = await agent.page.locator('.shown')
					.allInnerTexts();
				assert.deepStrictEqual(shown, ['root', SECRET]);
				await customer.go('/authorizations');
				await customer.follow(
					`${L.Resource[1]} · ${L.Visit[1]}`);
				await acts.says(customer, customer.words.Event[219]);
				await customer.inspect('authorization, looked at');
			});

			await step('taken back, it is gone', async () => {
				await acts.byDialog(customer, L.Cancel, 'd-cancel',
					L.CancelDo);
				await acts.says(customer, Done.auth_cancelled);
				await agent.go(at);
				assert.strictEqual(await agent.page.locator(
					'[value^=authorization-]').count(), 0);
			});
			await step('recalled', async () => {
				await ask('6');
				await agent.page.locator('details:has(#authorization_id) summary')
					.click();
				await agent.press(L.RecallDo);
				await acts.says(agent, Done.auth_recalled);
			});
			await Promise.all([customer, agent, lead].map((v) => v.close()));
		},
	};
}

module.exports = [vault('en', true), vault('zh-cn', true), vault('en', false)];
