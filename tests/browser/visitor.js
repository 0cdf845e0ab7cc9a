/*
 * visitor.js - somebody with a browser of his own.  All pages are watched:
 * nothing may be asked of another origin, break the content security
 * policy, or write an error to the console.
 */
'use strict';

const fs = require('fs');
const path = require('path');

const { PASSWORD, SRC } = require('./portal.js');
const { ok } = require('./tap.js');
const words = require('./words.js');

const AXE = fs.readFileSync(
	path.join(SRC, 'tests', 'tools', 'axe-core', 'axe.min.js'), 'utf8');
/* All rules in one theme; in the other those about colours. */
const AUDIT = {
	light: AXE + ';axe.run({preload:false,resultTypes:["violations"]})',
	dark: 'axe.run({preload:false,resultTypes:["violations"],' +
		'runOnly:["color-contrast","link-in-text-block"]})',
};
/* What is empty only if a word is missing. */
const LABELS = 'h1, h2, h3, b, dt, dd, th, label, legend, summary, button, ' +
	'a, .state, .tag, .hint';
const WIDTHS = [320, 768, 1280];
const HEIGHT = 800;

const html = new Map(); /* a page's name: its source, for the checker */
const looked = new Set();
const complaints = [];

/* What differs from ticket to ticket and does not make another page. */
function pageName(visitor, url, status) {
	const at = new URL(url);

	return [visitor.words.Code, visitor.role, status, at.pathname
		.replace(/TS-\d+/g, 'TS-N').replace(/\/\d+/g, '/N'),
	[...at.searchParams.keys()].sort().join('&')].join(' ');
}

class Visitor {
	/*
	 * `name` signs in.  Options: language (en), script (true), role (a
	 * word for the names of pages), password, and more for newContext.
	 */
	static async open(browser, portal, name, options) {
		const v = new Visitor();
		const o = Object.assign({ language: 'en', script: true,
			role: 'customer', password: PASSWORD }, options);

		v.portal = portal;
		v.name = name;
		v.role = name === null ? 'nobody' : o.role;
		v.words = words[o.language];
		v.script = o.script;
		v.back = new Set(); /* addresses whose refusal is no defect */
		v.said = []; /* errors on the console */
		v.password = o.password;
		v.context = await browser.newContext(Object.assign({
			baseURL: portal.base,
			javaScriptEnabled: o.script,
			locale: o.language === 'en' ? 'en-GB' : 'zh-CN',
			viewport: { width: 1280, height: HEIGHT },
			reducedMotion: 'reduce',
		}, o.context));
		v.context.setDefaultTimeout(20000);
		v.context.on('page', (page) => v.watch(page));
		v.page = await v.context.newPage();
		if (name !== null)
			await v.signIn();
		return v;
	}

	watch(page) {
		page.on('request', (request) => {
			const url = request.url();

			if (!url.startsWith(this.portal.base + '/') &&
			    !/^(data|blob|about):/.test(url))
				complaints.push(`asks another origin: ${url}`);
		});
		page.on('console', (message) => {
			if (message.type() === 'error')
				this.said.push({ page: page.url(),
					text: message.text(), url: message.location().url });
		});
		page.on('pageerror', (error) => complaints.push(
			`${page.url()}: script: ${error.stack}`));
		page.on('response', (response) => {
			const request = response.request();
			const type = response.headers()['content-type'] || '';

			if (request.resourceType() === 'document') {
				if (type.startsWith('text/html') &&
				    response.status() !== 304)
					response.text().then((text) => html.set(
						pageName(this, response.url(),
							response.status()), text),
					() => {});
				if (response.status() >= 500)
					complaints.push(`${response.url()}: ` +
						response.status());
			} else if (request.method() === 'POST' &&
			    [409, 413, 422].includes(response.status())) {
				this.back.add(response.url());
			} else if (response.status() >= 400 &&
			    !this.back.has(response.url()))
				complaints.push(`${response.url()}: ` +
					response.status());
		});
	}

	async signIn() {
		await this.page.goto('/login');
		await this.fillSignIn(this.name, this.password);
		await this.page.waitForURL((url) => url.pathname !== '/login');
	}

	async fillSignIn(name, password) {
		await this.page.fill('#username', name);
		await this.page.fill('#password', password);
		await this.press(this.words.Login.Button);
	}

	async go(address) {
		return this.page.goto(address);
	}

	/* The visible button of that name, within `where` if it is given. */
	button(name, where) {
		return (where || this.page.locator('body')).getByRole('button',
			{ name, exact: true }).filter({ visible: true });
	}

	link(name, where) {
		return (where || this.page.locator('main')).getByRole('link',
			{ name, exact: true }).filter({ visible: true });
	}

	/* Press it and wait for the next page. */
	press(name, where) {
		return this.leave(() => this.button(name, where).first().click());
	}

	follow(name, where) {
		return this.leave(() => this.link(name, where).first().click());
	}

	/* Do it and wait for the next page.  A form with files is sent by the
	 * script, which adopts the page that comes back. */
	async leave(act) {
		if (!this.script) {
			const loaded = this.page.waitForEvent('load');

			await act();
			await loaded;
			return;
		}
		await this.page.evaluate(() => {
			document.body.former = true;
		});
		await act();
		await this.page.waitForFunction(() => !document.body.former &&
			document.readyState === 'complete');
	}

	/* The path of the page. */
	at() {
		return new URL(this.page.url()).pathname;
	}

	/* The page's main part as text. */
	text() {
		return this.page.locator('main').innerText();
	}

	title() {
		return this.page.locator('h1').innerText();
	}

	/* Accessible in both themes, no wider than the window, and a picture
	 * for those who want to look at it (SHOTS).  The checker is a script:
	 * pages without any are seen with it elsewhere. */
	async inspect(name) {
		const key = `${this.words.Code}-${name}`;
		const page = this.page;

		if (looked.has(key) || !this.script)
			return;
		looked.add(key);
		for (const theme of ['light', 'dark']) {
			await page.emulateMedia({ colorScheme: theme });
			const found = await page.evaluate(AUDIT[theme]);
			ok(found.violations.length === 0,
				`${name} (${this.words.Code}, ${theme}) is accessible`,
				found.violations.map((v) => `${v.id}: ${v.help}\n` +
					v.nodes.map((n) => '  ' + n.html + '\n    ' +
						n.failureSummary.replace(/\n/g, ' '))
						.join('\n')).join('\n'));
			if (process.env.SHOTS)
				await this.shoot(`${key}-${theme}`);
		}
		const mute = await page.locator(LABELS).filter(
			{ hasText: /^\s*$/ }).evaluateAll((all) =>
			all.filter((e) => !e.childElementCount)
				.map((e) => e.parentElement.outerHTML));
		ok(mute.length === 0, `${name} (${this.words.Code}) has all words`,
			mute.join('\n'));
		await page.emulateMedia({ colorScheme: 'light' });
		await page.setViewportSize({ width: 320, height: HEIGHT });
		const wide = await page.evaluate(
			'document.documentElement.scrollWidth');
		ok(wide <= 320, `${name} (${this.words.Code}) fits 320 pixels`,
			wide);
		await page.setViewportSize({ width: 1280, height: HEIGHT });
	}

	async shoot(name) {
		fs.mkdirSync(process.env.SHOTS, { recursive: true });
		for (const width of WIDTHS) {
			await this.page.setViewportSize({ width, height: HEIGHT });
			await this.page.screenshot({ fullPage: true, path: path.join(
				process.env.SHOTS, `${name}-${width}.png`) });
		}
		await this.page.setViewportSize({ width: 1280, height: HEIGHT });
	}

	async close() {
		/* That a page has an error status is no error of the page. */
		for (const m of this.said)
			if (!(/status of 4\d\d/.test(m.text) && (m.url === m.page ||
			    this.back.has(m.url))))
				complaints.push(`${m.page}: console: ${m.text}`);
		await this.context.close();
	}
}

module.exports = { Visitor, html, complaints };
