/*
 * journey-picture.js - pictures of a ticket: small in the conversation,
 * large in the viewer, by mouse, by keys and without script.
 */
'use strict';

const assert = require('assert');
const fs = require('fs');
const path = require('path');

const acts = require('./acts.js');
const { SRC } = require('./portal.js');
const { Visitor } = require('./visitor.js');

const NAMES = ['console-503.png', 'pallet.jpg', 'route.png'];
const FILES = NAMES.map((name) => path.join(SRC, 'demo', 'files', name));

/* How wide the picture is that came, once it is there. */
async function width(image) {
	await image.scrollIntoViewIfNeeded();
	await image.evaluate((i) => i.decode());
	return image.evaluate((i) => i.naturalWidth);
}

async function shows(v, name) {
	assert.strictEqual(await v.title(), name);
	assert(await width(v.page.locator('.viewer img')) > 320, name);
}

function pictures(language, script) {
	return {
		name: `pictures (${language}, script ${script ? 'on' : 'off'})`,
		async run(env, step) {
			const name = `picture-${language}-${script ? 'js' : 'plain'}`;

			await env.portal.addUser(name, 'customer', `Of ${name}`);
			const v = await Visitor.open(env.browser, env.portal, name,
				{ language, script });
			const P = v.words.Picture;

			await step('are small in the conversation', async () => {
				await acts.openTicket(v, { files: FILES });
				const shots = v.page.locator('.shot img');

				assert.strictEqual(await shots.count(), 3);
				for (let i = 0; i < 3; i++)
					assert(await width(shots.nth(i)) <= 320);
				await v.inspect('a ticket with pictures');
			});

			await step('one is large in the viewer', async () => {
				await v.page.locator('.shot').first().click();
				await v.page.waitForURL(/\/view$/);
				await shows(v, NAMES[0]);
				await v.inspect('the viewer');
			});

			await step('one follows the other', async () => {
				await v.follow(P.After);
				await shows(v, NAMES[1]);
				await v.follow(P.After);
				await shows(v, NAMES[2]);
				assert.strictEqual(await v.link(P.After).count(), 0);
				await v.follow(P.Before);
				await shows(v, NAMES[1]);
			});

			if (script)
				await step('by the arrows, too', async () => {
					await v.page.keyboard.press('ArrowRight');
					await v.page.waitForFunction((name) =>
						document.querySelector('h1').innerText === name,
					NAMES[2]);
					await v.page.keyboard.press('ArrowLeft');
					await v.page.waitForFunction((name) =>
						document.querySelector('h1').innerText === name,
					NAMES[1]);
				});

			await step('the original comes as it was sent', async () => {
				const [download] = await Promise.all([
					v.page.waitForEvent('download'),
					v.page.locator('a[download]').click(),
				]);

				assert.strictEqual(download.suggestedFilename(), NAMES[1]);
				assert(fs.readFileSync(await download.path())
					.equals(fs.readFileSync(FILES[1])));
			});

			await step('and back to the ticket', async () => {
				await v.page.locator('.back').click();
				await v.page.waitForURL(/\/tickets\/TS-\d+$/);
			});
			await v.close();
		},
	};
}

module.exports = [
	pictures('en', true),
	pictures('zh-cn', false),
];
