/*
 * run.js - all journeys, two at a time, in front of one portal.
 *
 *	node tests/browser/run.js [WORD ...]
 *
 * runs those whose names have one of the words.  With SHOTS=FOLDER it takes
 * pictures of the pages; with KEEP=1 the portal's folder stays.
 */
'use strict';

const { execFile } = require('child_process');
const fs = require('fs');
const path = require('path');
const { chromium } = require(path.join(__dirname, '..', 'tools',
	'playwright-core'));

const { Portal, SRC } = require('./portal.js');
const { ok, comment, done } = require('./tap.js');
const { html, complaints } = require('./visitor.js');

const AT_ONCE = 2;
const JOURNEY_TIME = 240e3; /* ms */

const SETTINGS = `
[server]
login_rate = 60000
login_burst = 1000
[tickets]
urge_grace = 3s
urge_interval = 1h
[uploads]
max_size = 2M
max_chunked = 40M
`;

/* One a line, so that two who add one do not meet. */
const journeys = [
	'main',
	'tour',
	'customer',
	'desk',
	'feedback',
	'account',
	'admin',
	'organization',
	'picture',
	'queue',
	'safety',
	'script',
	'side',
	'day',
	'vault',
].flatMap((name) => require(`./journey-${name}.js`));

async function go(env, journey) {
	const step = async (what, fn) => {
		const name = `${journey.name}: ${what}`;

		try {
			await fn();
			ok(true, name);
		} catch (error) {
			ok(false, name, error.stack);
			throw error;
		}
	};
	let timer;

	try {
		await Promise.race([journey.run(env, step),
			new Promise((_, reject) => {
				timer = setTimeout(() => reject(
					new Error('it takes too long')), JOURNEY_TIME);
			})]);
	} catch (error) {
		ok(false, `${journey.name} reaches its end`, error.message);
	} finally {
		clearTimeout(timer);
	}
}

/* All pages that were seen, through the checker at once. */
function checkHtml(folder) {
	const names = [...html.keys()].sort();

	names.forEach((name, i) => fs.writeFileSync(
		path.join(folder, `${i}.html`), html.get(name)));
	return new Promise((resolve) => {
		execFile('java', ['-Xss2m', '-jar', path.join(SRC, 'tests', 'tools',
			'vnu-jar', 'build', 'dist', 'vnu.jar'), '--format', 'json',
		'--exit-zero-always', '--errors-only', '--skip-non-html', folder],
		{ encoding: 'utf8', maxBuffer: 64e6 }, (error, out, err) => {
			let found = null;

			try {
				found = JSON.parse(err).messages;
			} catch (e) {
				comment(err);
			}
			ok(found !== null && names.length > 0,
				`the HTML of ${names.length} pages is read`, error);
			names.forEach((name, i) => {
				const mine = (found || []).filter((m) =>
					m.url.endsWith(`/${i}.html`));
				ok(found !== null && mine.length === 0,
					`HTML is valid: ${name}`, mine.map((m) =>
						`${m.lastLine}: ${m.message}\n  ${m.extract}`)
						.join('\n'));
			});
			resolve();
		});
	});
}

async function main() {
	const wanted = process.argv.slice(2);
	const list = journeys.filter((j) => wanted.length === 0 ||
		wanted.some((w) => j.name.includes(w)));
	const portal = await Portal.start(SETTINGS, []);
	const browser = await chromium.launch({
		executablePath: '/usr/bin/chromium',
		args: ['--no-sandbox', '--disable-gpu', '--disable-quic',
			'--no-first-run', '--disable-background-networking',
			'--disable-component-update', '--disable-sync'],
	});
	const env = { portal, browser };
	const queue = list.slice();
	const worker = async () => {
		for (let j; (j = queue.shift()) !== undefined;)
			await go(env, j);
	};

	try {
		await Promise.all(Array.from({ length: AT_ONCE }, worker));
		const folder = path.join(portal.top, 'html');
		fs.mkdirSync(folder);
		await checkHtml(folder);
		ok(complaints.length === 0,
			'no page asks another origin, breaks its policy or complains',
			complaints.join('\n'));
		const faults = portal.log().split('\n')
			.filter((line) => /level=error/.test(line));
		ok(faults.length === 0, 'the log has no fault', faults.join('\n'));
	} finally {
		await browser.close();
		await portal.stop();
	}
	done();
}

main().catch((error) => {
	ok(false, 'the tests run', error.stack);
	process.exitCode = 1;
});
