/*
 * guichet.js - comfort for the pages of Guichet.  Every page works without
 * it, and the server checks everything again.
 *
 * Words come from the page (#words), never from here.  Pages that arrive by
 * XMLHttpRequest are parsed by the browser as documents and adopted node by
 * node: nothing here makes HTML of a string.
 */

const POLL_SHOWN = 20e3, POLL_HIDDEN = 120e3, POLL_LONGEST = 600e3; /* ms */
const WRITING = 60e3; /* ms after the last key */
const DRAFT_PAUSE = 2e3, DRAFT_APART = 10e3, DRAFT_WAIT = 3e3; /* ms */

/* Fields of a form that belong to the page that it came with. */
const OURS = ['csrf_token', 'idempotency_key', 'revision', 'seen'];

const one = (what, from = document) => from.querySelector(what);
const all = (what, from = document) => [...from.querySelectorAll(what)];
const address = (form) => form.getAttribute('action');

/* The page's words for `key`, with the braces filled. */
function say(key, slots = {}) {
	const text = one('#words')?.dataset[key] ?? '';
	return text.replace(/\{(\w+)\}/g, (_, name) => slots[name] ?? '');
}

function make(tag, attributes = {}, ...inside) {
	const node = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes))
		node.setAttribute(name, value);
	node.append(...inside);
	return node;
}

function size(bytes) {
	if (bytes < 1024 * 1024)
		return `${Math.max(1, Math.ceil(bytes / 1024))} KB`;
	if (bytes >= 1024 ** 3)
		return `${Number((bytes / 1024 ** 3).toFixed(1))} GB`;
	return `${Number((bytes / 1024 / 1024).toFixed(1))} MB`;
}

/* Forms that have been sent need no draft any more. */
let gone = new WeakSet();
/* Forms that someone has typed into are not replaced by the live page. */
const touched = new WeakSet();

/* ---- How much is written ------------------------------------------- */

/* Code points, as the server counts; a textarea's value has LF alone. */
const length = (text) => [...text].length;

function count(area) {
	const max = Number(area.dataset.max);
	const n = length(area.value);
	let note = area.nextElementSibling;

	if (!note?.matches('.count')) {
		note = make('p', { class: 'count' });
		area.after(note);
	}
	/* Read out near the limit, not at every key. */
	note.ariaLive = n > max * 0.9 ? 'polite' : 'off';
	note.classList.toggle('over', n > max);
	note.textContent = n > max
		? say('over', { n: n - max })
		: say('count', { n, max });
}

/* ---- Files ---------------------------------------------------------- */

/*
 * What is chosen, dropped or pasted is on its way at once: small files whole,
 * by /attachments, others in chunks, by /uploads, which go on after a cut.
 * What has come is a hidden field of the form, so that the form itself is
 * short.  Each file is an item: { form, input, file, state, … } with state
 * waiting, sending, done or wrong.
 */
const WHOLE = 4 * 1024 * 1024, CHUNK = 8 * 1024 * 1024; /* bytes */
const AT_ONCE = 2, BACK_OFF = 1e3, BACK_OFF_MOST = 30e3; /* ms */

const items = new Map(); /* form → its items */
const held = new Map(); /* form → the button that waits for its files */

const under = new WeakSet(); /* forms under way */
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const chosen = (form) => items.get(form) ?? [];
const pending = (item) => item.state === 'waiting' || item.state === 'sending';

/* What an input's files are called in the form, once they are uploaded. */
const called = (input) => input.dataset.kept ?? 'accessory_ids';

/* What is wrong with the nth file of an input, "" if nothing. */
function complaint(input, file, nth) {
	const kept = all(`[name=${called(input)}]:checked`, input.form).length;
	const most = Number(input.dataset.chunked ?? input.dataset.size);
	const ends = input.accept.toLowerCase().split(',');
	const name = file.name.toLowerCase();

	if (nth + kept >= Number(input.dataset.count))
		return say('many', { max: input.dataset.count });
	if (file.size > most)
		return say('big', { max: size(most) });
	if (file.size === 0)
		return say('empty');
	if (!ends.some((end) => end && name.endsWith(end)))
		return say('type');
	return '';
}

/* The list below the input, and the line that is read out. */
function listOf(input) {
	const drop = input.closest('.drop');
	let list = drop.nextElementSibling;

	if (!list?.matches('.upl')) {
		list = make('ul', { class: 'upl' });
		drop.after(list, make('p', { class: 'sr', role: 'status' }));
	}
	return list;
}

function tell(item, words) {
	listOf(item.input).nextElementSibling.textContent = `${item.file.name}: ${words}`;
}

function button(item, key, act) {
	const b = make('button', { type: 'button', class: 'btn quiet s' }, say(key));
	b.ariaLabel = `${say(key)} ${item.file.name}`;
	b.onclick = act;
	return b;
}

/* Say how an item is: words, an error or not, and what can be done. */
function show(item, words, wrong = false, before = `${size(item.file.size)}: `) {
	item.note.className = wrong ? 'err' : '';
	item.note.textContent = before + words;
	item.bar.hidden = !pending(item);
	const way = pending(item) ? 'cancel' : 'remove';
	if (item.acts.dataset.way !== way + wrong) {
		const had = item.acts.contains(document.activeElement);
		item.acts.dataset.way = way + wrong;
		item.acts.replaceChildren(...[
			wrong && item.again && button(item, 'retry', () => { item.state = 'waiting'; show(item, say('queued')); pump(); }),
			button(item, way, () => giveUp(item)),
		].filter(Boolean));
		if (had)
			one('button', item.acts).focus();
	}
}

/* Take files for a form; the input itself is left empty. */
function take(input, files) {
	const form = input.form;
	const list = listOf(input);

	touched.add(form);
	for (const file of files) {
		const item = { form, input, file, state: 'waiting', again: true,
			bar: make('progress', { max: '1', value: '0' }),
			note: make('small'), acts: make('span', { class: 'acts' }) };
		const alive = chosen(form).filter((i) => i.input === input && i.state !== 'wrong').length;
		const wrong = complaint(input, file, alive);

		item.bar.ariaLabel = file.name;
		item.node = make('li', {}, make('span', {}, file.name, ' ', item.note), item.acts, item.bar);
		list.append(item.node);
		items.set(form, [...chosen(form), item]);
		if (wrong) {
			item.state = 'wrong';
			item.again = false;
		}
		show(item, wrong || say('queued'), Boolean(wrong));
	}
	input.value = '';
	pump();
}

/* Begin as many as may be under way. */
function pump() {
	for (const form of items.keys())
		if (!form.isConnected)
			items.delete(form);
	const every = [...items.values()].flat();
	let free = AT_ONCE - every.filter((i) => i.state === 'sending').length;

	for (const item of every)
		if (item.state === 'waiting' && free-- > 0)
			run(item);
}

async function run(item) {
	item.state = 'sending';
	show(item, say('starts'));
	try {
		const got = await (item.file.size > Math.min(WHOLE, Number(item.input.dataset.size))
			? inChunks(item) : whole(item));
		arrived(item, got.accessory_id);
	} catch (wrong) {
		if (item.state === 'gone')
			return;
		item.state = 'wrong';
		item.again = wrong.again !== false;
		show(item, wrong.words ?? say('lost'), true);
		tell(item, item.note.textContent);
	}
	pump();
	settle(item.form);
}

function arrived(item, id) {
	item.state = 'done';
	item.node.append(make('input', { type: 'hidden', name: called(item.input), value: id }));
	show(item, say('uploaded'));
	tell(item, say('uploaded'));
	typed(item.form);
}

/* The form was sent while its files were on their way: now it may go. */
function settle(form) {
	if (!held.has(form) || chosen(form).some(pending))
		return;
	const by = held.get(form);
	held.delete(form);
	state(form, '');
	form.requestSubmit(by);
}

/* Cancel it, or remove it. */
function giveUp(item) {
	const id = one(`[name=${called(item.input)}]`, item.node)?.value;
	const next = one('button', item.node.nextElementSibling ?? item.node.previousElementSibling ?? item.node);

	item.state = 'gone';
	item.xhr?.abort();
	item.wake?.();
	if (id)
		post(`/attachments/${id}/delete`, item.form);
	else if (item.place)
		post(`${item.place}/cancel`, item.form);
	items.set(item.form, chosen(item.form).filter((i) => i !== item));
	tell(item, say('removed'));
	item.node.remove();
	(next?.isConnected ? next : item.input).focus();
	typed(item.form);
	pump();
	settle(item.form);
}

const token = (form) => one('[name=csrf_token]', form).value;

function fresh() {
	return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('');
}

/* What is not waited for. */
function post(where, form) {
	fetch(where, { method: 'POST', redirect: 'manual', keepalive: true,
		body: new URLSearchParams({ csrf_token: token(form), idempotency_key: fresh() }) }).catch(() => {});
}

/* One request; resolves whatever the answer, rejects where none came. */
function ask(item, method, where, body, headers = {}, base = 0) {
	return new Promise((done, failed) => {
		const xhr = item.xhr = new XMLHttpRequest();

		xhr.open(method, where);
		xhr.setRequestHeader('Accept', 'application/json');
		for (const [name, value] of Object.entries(headers))
			xhr.setRequestHeader(name, value);
		xhr.upload.onprogress = (e) => progress(item, base + e.loaded);
		xhr.onload = () => done(xhr);
		xhr.onerror = xhr.onabort = () => failed({});
		xhr.send(body);
	});
}

/* "3 MB of 20 MB, 12 s left" */
function progress(item, bytes) {
	const all = item.file.size, done = Math.min(bytes, all);

	item.mark ??= { at: Date.now(), done };
	const seconds = (Date.now() - item.mark.at) / 1000;
	const left = Math.ceil((all - done) * seconds / (done - item.mark.done));
	item.bar.value = done / all;
	show(item, [
		say('sent', { done: size(done), all: size(all) }),
		seconds > 1 && done > item.mark.done ? say('left', { n: left }) : '',
	].filter(Boolean).join(', '), false, '');
}

/* The answer as JSON; what is refused is thrown with the server's words. */
function json(xhr) {
	let got = {};

	try {
		got = JSON.parse(xhr.responseText);
	} catch { /* a page: its status says enough */ }
	if (xhr.status === 200 && !xhr.getResponseHeader('Content-Type')?.includes('json'))
		throw { words: say('signin') };
	if (xhr.status >= 400)
		throw { words: got.error, again: !got.error };
	return got;
}

/* Requests that may fail for a while are made again; `step` is told how often
 * it failed. */
async function stubborn(item, step) {
	for (let wait = BACK_OFF, tries = 0; ; wait = Math.min(wait * 2, BACK_OFF_MOST), tries++) {
		try {
			const xhr = await step(tries);
			if (xhr.status < 500 && xhr.status !== 429)
				return xhr;
		} catch { /* no answer */ }
		if (item.state !== 'sending')
			throw {};
		delete item.mark;
		show(item, say('waits'));
		if (tries === 0)
			tell(item, say('waits'));
		await Promise.race([pause(wait), new Promise((wake) => { item.wake = wake; })]);
		if (item.state !== 'sending')
			throw {};
	}
}

/* The kind of problem that the form is about: it may have limits of its own. */
const kind = (item) => one('[name=business_type_id]', item.form)?.value ?? item.input.dataset.kind ?? '';

/* A key of its own, so that what is sent again is no second file. */
async function whole(item) {
	item.key ??= fresh();
	return json(await stubborn(item, () => {
		const body = new FormData();
		body.append('csrf_token', token(item.form));
		body.append('idempotency_key', item.key);
		body.append('business_type_id', kind(item));
		body.append('file', item.file);
		return ask(item, 'POST', '/attachments', body);
	}));
}

/* One of his that is under way and was this very file: from another page, or
 * before he signed in again. */
async function former(item, mark) {
	const list = json(await stubborn(item, () => ask(item, 'GET', '/uploads')));
	const used = [...items.values()].flat().map((i) => i.place);

	return list.uploads?.find((u) => u.name === item.file.name && u.size === item.file.size
		&& u.mark === mark && !used.includes(`/uploads/${u.upload_id}`));
}

async function open(item) {
	const mark = String(item.file.lastModified);
	const got = await former(item, mark) ?? json(await stubborn(item, () =>
		ask(item, 'POST', '/uploads', new URLSearchParams({
			csrf_token: token(item.form), idempotency_key: item.key ??= fresh(),
			name: item.file.name, size: item.file.size, mark, business_type_id: kind(item) }))));

	item.place = `/uploads/${got.upload_id}`;
	return got.offset;
}

async function inChunks(item) {
	let at = item.place ? 0 : await open(item);

	for (;;) {
		const xhr = await stubborn(item, () => ask(item, 'PATCH', item.place,
			item.file.slice(at, at + CHUNK), {
				'Content-Type': 'application/offset+octet-stream',
				'Upload-Offset': at,
				'X-CSRF-Token': token(item.form),
			}, at));
		if (xhr.status === 404 || xhr.status === 422 || xhr.status === 413)
			delete item.place, delete item.key;
		/* Another offset is wanted: an answer had been lost. */
		const got = xhr.status === 409 ? { offset: Number(xhr.getResponseHeader('Upload-Offset')) } : json(xhr);
		if (got.accessory_id)
			return got;
		at = got.offset;
	}
}

addEventListener('online', () => [...items.values()].flat().forEach((i) => i.wake?.()));

const hasFiles = (e) => e.dataTransfer?.types.includes('Files');

document.addEventListener('dragover', (e) => {
	const drop = e.target.closest?.('.drop');
	if (!hasFiles(e))
		return;
	/* Beside the target a dropped file would replace the page. */
	e.preventDefault();
	e.dataTransfer.dropEffect = drop ? 'copy' : 'none';
	for (const other of all('.drop'))
		other.classList.toggle('over', other === drop);
});

document.addEventListener('dragleave', (e) => {
	if (!e.relatedTarget)
		all('.drop.over').forEach((d) => d.classList.remove('over'));
});

document.addEventListener('drop', (e) => {
	const input = one('[type=file]', e.target.closest?.('.drop') ?? document.createElement('p'));
	if (!hasFiles(e))
		return;
	e.preventDefault();
	all('.drop.over').forEach((d) => d.classList.remove('over'));
	if (input)
		take(input, e.dataTransfer.files);
});

/* A screenshot has no name worth keeping: it gets the time. */
document.addEventListener('paste', (e) => {
	const form = e.target.form;
	const input = form && (one('[type=file]', e.target.closest('section')) ?? one('[type=file]', form));
	const files = [...e.clipboardData?.files ?? []];

	if (!input || files.length === 0 || e.clipboardData.types.includes('text/plain'))
		return;
	e.preventDefault();
	const now = new Date().toISOString().slice(0, 19).replace(/\D/g, '');
	take(input, files.map((file, i) => {
		const end = file.name.split('.').pop() || 'png';
		const name = `screenshot-${now}${i ? `-${i}` : ''}.${end}`;
		return file.type.startsWith('image/')
			? new File([file], name, { type: file.type })
			: file;
	}));
});

/* ---- Sending with progress ------------------------------------------ */

const waited = new WeakSet(); /* forms that waited for drafts of others */

/* Where a form says how its sending is: not where the draft is told, that
 * changes while one reads. */
function state(form, words) {
	let place = one('.sent', form);
	if (!place) {
		place = make('p', { class: 'small sent', role: 'status' });
		one('.btns', form).after(place);
	}
	place.textContent = words;
}

/* Send a form with files and say how far it is. */
function send(form, button) {
	const xhr = new XMLHttpRequest();
	const started = Date.now();
	const text = make('span');
	const bar = make('progress', { max: '1', value: '0' });
	const stop = make('button', { type: 'button', class: 'btn s' }, say('cancel'));
	const row = make('div', { class: 'sending' }, text, stop, bar);
	const over = (words) => {
		row.remove();
		under.delete(form);
		state(form, words);
	};

	under.add(form);
	state(form, '');
	one('.btns', form).append(row);
	bar.ariaLabel = button?.textContent ?? '';
	stop.onclick = () => xhr.abort();

	xhr.upload.onprogress = (e) => {
		const seconds = (Date.now() - started) / 1000;
		const left = Math.ceil((e.total - e.loaded) * seconds / e.loaded);

		bar.value = e.loaded / e.total;
		text.textContent = e.loaded === e.total ? say('done') : [
			say('sent', { done: size(e.loaded), all: size(e.total) }),
			seconds > 1 && e.loaded ? say('left', { n: left }) : '',
		].filter(Boolean).join(', ');
	};
	xhr.onabort = () => over(say('cancelled'));
	xhr.onerror = () => over(say('failed'));
	xhr.onload = () => {
		/* What answers without leading on shows what it would do. */
		if (xhr.status < 400 && xhr.responseURL !== new URL(address(form), location.href).href) {
			gone.add(form);
			go(xhr.responseURL);
			return;
		}
		const page = xhr.response;
		/* nginx's own pages speak both languages. */
		const lead = document.documentElement.lang === 'en'
			? '.lead' : '[lang|=zh] .lead';
		const back = page && all('form', page).some((f) => address(f) === address(form));
		/* Where the ticket allows it no more, the page says so, and has
		 * what was typed. */
		if (back || (xhr.status === 409 && one('main h1', page)))
			adopt(page);
		else
			over(page && one(lead, page)?.textContent || say('failed'));
	};
	xhr.open('POST', address(form));
	xhr.responseType = 'document';
	xhr.send(new FormData(form, button));
}

function go(url) {
	const here = location.href.split('#')[0];
	if (url.split('#')[0] === here)
		location.reload();
	else
		location.assign(url);
}

/* A form came back with complaints: its page takes the place of this one. */
function adopt(page) {
	document.title = page.title;
	document.body.replaceWith(document.adoptNode(page.body));
	start();
	scrollTo(0, 0);
	one('.errors')?.focus();
}

document.addEventListener('submit', (e) => {
	const form = e.target;

	if (under.has(form)) {
		e.preventDefault();
		return;
	}
	/* What is written in other forms is saved before the page goes. */
	const others = [...drafts].filter(([f, draft]) => f !== form && unsaved(f, draft));
	if (others.length && form.method !== 'dialog' && !waited.has(form)) {
		e.preventDefault();
		waited.add(form);
		Promise.race([Promise.all(others.map(([f, draft]) => save(f, draft))), pause(DRAFT_WAIT)])
			.then(() => form.requestSubmit(e.submitter));
		return;
	}
	waited.delete(form);
	const files = chosen(form);
	if (files.some((i) => i.state === 'wrong')) {
		e.preventDefault();
		one('.upl .err', form).closest('li').querySelector('button').focus();
		return;
	}
	if (files.some(pending)) {
		e.preventDefault();
		held.set(form, e.submitter);
		state(form, say('held'));
		return;
	}
	if (form.method !== 'post' || !all('[type=file]', form).some((i) => i.files.length)) {
		gone.add(form);
		return;
	}
	e.preventDefault();
	send(form, e.submitter);
});

/* ---- Drafts ---------------------------------------------------------- */

const drafts = new Map(); /* form → { saved, at, timer } */

/* Where a form says how its draft is. */
function note(form) {
	let place = one('.draft', form);
	if (!place) {
		place = make('span', { class: 'small muted draft', role: 'status' });
		one('.btns', form)?.append(place);
	}
	return place;
}

function fields(form) {
	const out = new URLSearchParams({ form: address(form) });
	/* Secrets do not leave the page but with its form. */
	for (const [name, value] of new FormData(form))
		if (typeof value === 'string' && !OURS.includes(name) && name !== 'canned' &&
			!form.elements[name]?.classList?.contains('masked'))
			out.append(name, value);
	return out.toString();
}

const unsaved = (form, draft) => !gone.has(form) && form.isConnected && fields(form) !== draft.saved;

async function save(form, draft) {
	const text = fields(form);
	const time = new Date().toTimeString().slice(0, 5);

	draft.timer = 0;
	if (!unsaved(form, draft))
		return;
	draft.at = Date.now();
	try {
		const answer = await fetch('/drafts', {
			method: 'POST',
			body: new URLSearchParams(text),
			redirect: 'manual',
			keepalive: true,
		});
		if (answer.status >= 400)
			throw answer;
		draft.saved = text;
		note(form).textContent = say('saved', { time });
	} catch {
		note(form).textContent = say('unsaved');
	}
}

function typed(form) {
	const draft = drafts.get(form);
	if (!draft)
		return;
	clearTimeout(draft.timer);
	draft.timer = setTimeout(save, Math.max(DRAFT_PAUSE,
		draft.at + DRAFT_APART - Date.now()), form, draft);
}

document.addEventListener('visibilitychange', () => {
	if (document.visibilityState !== 'hidden')
		return;
	for (const [form, draft] of drafts)
		if (unsaved(form, draft) && navigator.sendBeacon('/drafts', new URLSearchParams(fields(form))))
			draft.saved = fields(form);
});

document.addEventListener('input', (e) => {
	const form = e.target.form;
	if (e.target.dataset?.max)
		count(e.target);
	if (!form || form.method !== 'post')
		return;
	touched.add(form);
	typed(form);
	if (e.target.matches('#r-compose textarea')) {
		/* Others learn of it at once, not at the next turn. */
		if (Date.now() - wrote >= WRITING && one('#r-there'))
			later(1e3);
		wrote = Date.now();
	}
});

document.addEventListener('change', (e) => {
	if (e.target.type === 'file' && e.target.closest('.drop')) {
		take(e.target, [...e.target.files]);
	}
});

/* ---- The live thread -------------------------------------------------- */

let wait = POLL_SHOWN, timer = 0, asked = 0, wrote = -Infinity;

function later(ms) {
	clearTimeout(timer);
	timer = setTimeout(poll, ms * (0.9 + Math.random() * 0.2));
}

/* At the desk: who else is there, as the page shows it, and whether its
 * reader writes just now. */
function presence() {
	const there = one('#r-there');
	if (!there)
		return '';
	return `&there=${encodeURIComponent(there.dataset.there)}`
		+ (Date.now() - wrote < WRITING ? '&writing=1' : '');
}

function poll() {
	const thread = one('#thread[data-poll]');
	const xhr = new XMLHttpRequest();

	if (!thread)
		return;
	asked = Date.now();
	xhr.onloadend = () => {
		if (xhr.status === 200 && xhr.response && one('#thread', xhr.response))
			update(xhr.response);
		else if (xhr.status === 200 || xhr.status === 403 || xhr.status === 404)
			return; /* signed out, or no longer ours: the page says so */
		wait = xhr.status === 200 || xhr.status === 304
			? POLL_SHOWN
			: Math.min(wait * 2, POLL_LONGEST);
		later(document.hidden ? Math.max(wait, POLL_HIDDEN) : wait);
	};
	xhr.open('GET', `${thread.dataset.poll}?since=${encodeURIComponent(thread.dataset.rev)}${presence()}`
		+ (document.hidden ? '' : '&shown=1'));
	xhr.responseType = 'document';
	xhr.send();
}

document.addEventListener('visibilitychange', () => {
	if (one('#thread[data-poll]') && !document.hidden && Date.now() - asked > POLL_SHOWN)
		later(500);
});

/* Someone is busy in there: only what the page carries may change. */
const busy = (region) => region.contains(document.activeElement)
	|| one('dialog[open]', region) !== null
	|| all('form', region).some((form) => touched.has(form));

/* Keys and revisions of the forms that stay, from the same forms in `page`. */
function renew(region, page) {
	for (const form of all('form', region)) {
		const fresh = all('form', page).find((f) => address(f) === address(form));
		for (const name of OURS) {
			const field = one(`input[name=${name}]`, form);
			const value = fresh && one(`input[name=${name}]`, fresh)?.value;
			if (field && value)
				field.value = value;
		}
	}
}

/* Take over what has changed; what is new in the thread is announced. */
function update(page) {
	const thread = one('#thread');
	const fresh = [];

	for (const entry of [...one('#thread', page).children]) {
		const old = document.getElementById(entry.id);
		const adopted = document.adoptNode(entry);
		if (!old) {
			/* What is new begins with its day, which may be here. */
			const day = all('.day:not(.fresh)', thread).pop();
			if (adopted.matches('.day') && day?.textContent === adopted.textContent)
				continue;
			thread.append(adopted);
			if (!adopted.matches('.day'))
				fresh.push(adopted);
		} else if (!old.isEqualNode(adopted) && !busy(old)) {
			old.replaceWith(adopted);
		} else {
			renew(old, adopted);
		}
	}
	thread.dataset.rev = one('#thread', page).dataset.rev;

	for (const id of ['r-top', 'r-there', 'r-ask', 'r-compose', 'r-log', 'r-side', 'r-dialogs']) {
		const old = document.getElementById(id);
		const now = page.getElementById(id);
		if (!old || !now)
			continue;
		if (busy(old)) {
			renew(old, page);
			continue;
		}
		for (const [i, fold] of all('details', old).entries())
			all('details', now)[i]?.toggleAttribute('open', fold.open);
		old.replaceWith(document.adoptNode(now));
		enhance(document.getElementById(id));
	}
	if (fresh.length > 0)
		announce(fresh[0]);
}

function announce(entry) {
	const place = one('.live') ?? document.body.appendChild(
		make('div', { class: 'live', role: 'status' }));
	const button = make('button', { type: 'button', class: 'btn primary' }, `${say('fresh')} ${say('show')}`);

	button.onclick = () => {
		entry.tabIndex = -1;
		entry.scrollIntoView({ block: 'center' });
		entry.focus();
		place.replaceChildren();
	};
	place.replaceChildren(button);
}

/* ---- Keyboard --------------------------------------------------------- */

function step(by) {
	const links = all('main .subj');
	const at = links.indexOf(document.activeElement);
	links[Math.max(0, Math.min(links.length - 1, at + by))]?.focus();
}

/* Select the row of the ticket that has the focus, or not. */
function select() {
	const box = one('[name=ticket]', document.activeElement.closest('tr') ?? document.createElement('p'));
	box?.click();
}

/* Take it, or say who else shall have it. */
function assign() {
	const take = one('form[action$="/take"] button');
	if (take)
		take.click();
	else
		write('assignee_id');
}

/* A form at the desk is folded up until it is asked for. */
function write(id) {
	const area = document.getElementById(id);
	const fold = area?.closest('details');
	if (fold)
		fold.open = true;
	area?.focus();
	return area;
}

/* The sheet of keys is the one of the help page. */
function sheet() {
	const xhr = new XMLHttpRequest();
	xhr.onload = () => {
		const keys = xhr.response && one('#shortcuts', xhr.response);
		if (!keys)
			return;
		const dialog = make('dialog', { 'aria-labelledby': 'keys' }, document.adoptNode(keys));
		dialog.onclose = () => dialog.remove();
		dialog.onclick = (e) => e.target === dialog && dialog.close();
		document.body.append(dialog);
		dialog.showModal();
	};
	xhr.open('GET', '/help');
	xhr.responseType = 'document';
	xhr.send();
}

const visit = (href) => one(`a[href="${href}"]`)?.click();
const desk = () => document.body.matches('.desk');

/* The first of two keys: what the second one does, for a moment. */
const GO = {
	d: () => visit('/agent'),
	h: () => visit('/home'),
	q: () => visit('/agent/tickets'),
	t: () => visit('/tickets'),
};
let going = 0;

const KEYS = {
	a: () => desk() && assign(),
	g: () => { going = Date.now(); },
	p: () => desk() && write('until'),
	s: () => desk() && write('resolve'),
	x: () => desk() && select(),
	'/': () => one('#q') ? one('#q').focus() : visit(desk() ? '/agent/tickets' : '/tickets'),
	'?': sheet,
	j: () => step(1),
	k: () => step(-1),
	o: () => document.activeElement.matches('.subj') && document.activeElement.click(),
	n: () => desk() ? write('note') : visit('/tickets/new'),
	r: () => write(desk() ? 'reply' : 'content'),
};

document.addEventListener('keydown', (e) => {
	const at = e.target;

	if (e.key === 'Enter' && (e.ctrlKey || e.metaKey) && at.matches('textarea')) {
		e.preventDefault();
		at.form?.requestSubmit(one('.btns button:not([type=button])', at.form));
		return;
	}
	if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing
	    || document.body.dataset.shortcuts === 'off'
	    || at.matches('input:not([type=checkbox]), select, textarea, [contenteditable]')
	    || one('dialog[open]'))
		return;
	const keys = Date.now() - going < 1500 ? GO : KEYS;
	going = 0;
	if (!Object.hasOwn(keys, e.key))
		return;
	e.preventDefault();
	keys[e.key]();
});

/* From picture to picture. */
document.addEventListener('keydown', (e) => {
	const rel = { ArrowLeft: 'prev', ArrowRight: 'next' }[e.key];

	if (rel && one('.viewer') && !e.ctrlKey && !e.metaKey && !e.altKey && !e.shiftKey)
		one(`.pager [rel=${rel}]`)?.click();
});

/* ---- Many at once ------------------------------------------------------ */

const boxes = () => all('[name=ticket][form=bulk]');
let last = null; /* the box that was clicked last */

/* With Shift: all between, as the last one is. */
document.addEventListener('click', (e) => {
	if (!e.target.matches?.('[name=ticket][form=bulk]'))
		return;
	const list = boxes(), a = list.indexOf(last), b = list.indexOf(e.target);
	if (e.shiftKey && a >= 0)
		for (const box of list.slice(Math.min(a, b), Math.max(a, b) + 1))
			box.checked = e.target.checked;
	last = e.target;
});

/* The head of the column selects the page. */
function selectAll(head) {
	const box = make('input', { type: 'checkbox', autocomplete: 'off', 'aria-label': head.dataset.all });
	box.onchange = () => boxes().forEach((b) => { b.checked = box.checked; });
	head.replaceChildren(box);
}

/* ---- Fields that apply to some answers only ---------------------------- */

/* What is hidden is not sent, but keeps what was typed. */
function apply(form) {
	const answers = new FormData(form);

	for (const part of all('[data-when]', form)) {
		const applies = part.dataset.is.split(' ').includes(answers.get(part.dataset.when));
		part.hidden = !applies;
		for (const field of all('input, select, textarea', part))
			field.disabled = !applies;
	}
}

document.addEventListener('change', (e) => {
	if (e.target.form && one('[data-when]', e.target.form))
		apply(e.target.form);
});

/* ---- Passwords --------------------------------------------------------- */

/* What is typed blindly can be looked at; browsers keep what was a password
 * when it is sent. */
function reveal(form) {
	const secrets = all('[type=password]', form);
	const set = (type) => secrets.forEach((s) => { s.type = type; });
	const box = make('input', { type: 'checkbox', autocomplete: 'off' });
	box.onchange = () => set(box.checked ? 'text' : 'password');
	form.addEventListener('submit', () => set('password'));
	one('.btns', form).before(make('div', { class: 'field' },
		make('label', { class: 'choice' }, box, make('span', {}, form.dataset.show))));
}

/* ---- Beginning -------------------------------------------------------- */

/* Browsers that do not know command buttons yet. */
if (!('commandForElement' in HTMLButtonElement.prototype))
	document.addEventListener('click', (e) => {
		const button = e.target.closest?.('button[commandfor]');
		const dialog = button && document.getElementById(button.getAttribute('commandfor'));
		if (!dialog)
			return;
		if (button.getAttribute('command') === 'show-modal')
			dialog.showModal();
		else
			dialog.close();
	});

/* What a part of the page gets that has just arrived. */
function enhance(part) {
	all('textarea[data-max]', part).forEach(count);
	for (const drop of all('.drop', part))
		if (!one('p', drop)) {
			const { size: most, chunked } = one('[type=file]', drop).dataset;
			drop.append(make('p', { class: 'hint' }, say('drop')));
			if (Number(chunked) > Number(most))
				drop.append(make('p', { class: 'hint' }, say('large', { max: size(Number(chunked)) })));
		}
	for (const form of drafts.keys())
		if (!form.isConnected)
			drafts.delete(form);
	all('form:has([data-when])', part).forEach(apply);
	for (const form of all('form[data-draft]', part))
		drafts.set(form, { saved: fields(form), at: 0, timer: 0 });
}

function start() {
	drafts.clear();
	enhance(document);
	if (one('#thread[data-poll]'))
		later(POLL_SHOWN);
	all('th.sel').forEach(selectAll);
	all('form[data-show]').forEach(reveal);
}

/* What was done is told once: a reload does not tell it again. */
const url = new URL(location.href);
if (url.searchParams.has('done')) {
	url.searchParams.delete('done');
	history.replaceState(history.state, '', url);
}

/* Back from another page, a form may be written on. */
addEventListener('pageshow', (e) => {
	if (e.persisted)
		gone = new WeakSet();
});

start();
