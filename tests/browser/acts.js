/*
 * acts.js - what people do on the pages, step by step, as journeys need it.
 */
'use strict';

const assert = require('assert');
const path = require('path');

const { PASSWORD, SRC } = require('./portal.js');
const { Visitor } = require('./visitor.js');
const words = require('./words.js');

const DEMO = path.join(SRC, 'demo', 'files');
const PICTURE = path.join(DEMO, 'console-503.png');
const LOG = path.join(DEMO, 'obsutil.log');

/* From the start page to the third step of a new ticket. */
async function toDescription(v) {
	await v.go('/home');
	await v.follow(v.words.Nav.New, v.page.locator('header'));
	await v.page.locator('[name=product_category_id]').first().check();
	await v.press(v.words.New.Go);
	await v.page.locator('[name=business_type_id]').first().check();
	await v.press(v.words.New.Go);
	assert.strictEqual(await v.title(), v.words.New.Describe);
}

/* Fill in the third step; what is given instead of the usual counts. */
async function describe(v, given) {
	const o = Object.assign({ text: 'The console answers 503.',
		files: [], agreement: true, severity: true }, given);
	const region = v.page.locator('select[name=region_id]');

	await v.page.fill('#simple_description', o.text);
	if (await region.count() > 0 && o.region !== null)
		await region.selectOption({ index: 1 });
	if (o.severity)
		await v.page.locator('[name=severity_id]').nth(1).check();
	if (o.files.length > 0)
		await v.page.setInputFiles('#files', o.files);
	/* It is asked for once. */
	if (o.agreement && await v.page.locator('#agreement').count() > 0)
		await v.page.check('#agreement');
}

/* A new ticket; its number. */
async function openTicket(v, given) {
	await toDescription(v);
	await describe(v, given);
	await v.press(v.words.New.Submit);
	return arrived(v);
}

/* The number of the ticket whose page this is. */
function arrived(v) {
	const m = /\/tickets\/(TS-\d{7})$/.exec(new URL(v.page.url()).pathname);

	assert(m, `no ticket's page: ${v.page.url()}`);
	return m[1];
}

async function says(v, sentence) {
	const text = await v.page.locator('body').innerText();

	assert.match(text, words.pattern(sentence));
}

async function showsState(v, state) {
	assert.strictEqual(
		await v.page.locator('#r-top .state').innerText(), state);
}

/* Write into one of the desk's forms, opening it first. */
async function deskWrite(v, act, text, button, files) {
	const area = v.page.locator('#' + act);

	if (!await area.isVisible())
		await v.page.click('#s-' + act);
	await area.fill(text);
	if (files)
		await v.page.setInputFiles(`#${act}-files`, files);
	await v.press(button);
}

/* A dialog's form: open it, and press the button in it. */
async function byDialog(v, opener, id, button, text) {
	const dialog = v.page.locator('#' + id);

	await v.button(opener).first().click();
	await dialog.waitFor({ state: 'visible' });
	if (text !== undefined)
		await dialog.locator('textarea').fill(text);
	await v.press(button, dialog);
}

/* The thread's messages as texts. */
async function messages(v) {
	return v.page.locator('#thread .msg').allInnerTexts();
}

/* Who was given a first password signs in and chooses another one. */
async function firstSignIn(browser, portal, name, password, o) {
	const v = await Visitor.open(browser, portal, null, o);
	const L = v.words;

	await v.go('/login');
	await v.fillSignIn(name, password);
	assert.strictEqual(v.at(), '/account/password');
	await says(v, L.Account.Must);
	await v.page.fill('#password', password);
	await v.page.fill('#new_password', PASSWORD);
	await v.page.fill('#new_password_again', PASSWORD);
	await v.press(L.Account.Set);
	await v.go('/');
	v.name = name;
	v.role = (o && o.role) || 'customer';
	return v;
}

/* Fill in the form for a new user; his first password. */
async function newUser(v, name, fields) {
	for (const [id, value] of Object.entries(fields))
		await v.page.fill(`#${id}`, value);
	await v.page.fill('#username', name);
	const password = await v.page.inputValue('#password');

	assert(password.length >= 15, 'a password is drawn');
	await v.press(v.words.Org.AddUser);
	return password;
}

module.exports = { DEMO, PICTURE, LOG, toDescription, describe, openTicket,
	arrived, says, showsState, deskWrite, byDialog, messages, firstSignIn,
	newUser };
