/*
 * words.js - what the portal says, from its own language files, so that a
 * test finds a button by its name in any language.
 */
'use strict';

const fs = require('fs');
const path = require('path');

const TEMPLATES = path.join(__dirname, '..', '..', 'templates');

/* The subset of HDF in which the language files are written. */
function read(file) {
	const root = {};
	const stack = [root];

	for (const raw of fs.readFileSync(file, 'utf8').split('\n')) {
		const line = raw.trim();
		const top = stack[stack.length - 1];
		let m;

		if (line === '' || line.startsWith('#'))
			continue;
		if (line === '}')
			stack.pop();
		else if ((m = /^(\S+)\s*\{$/.exec(line)))
			stack.push(top[m[1]] = top[m[1]] || {});
		else if ((m = /^(\S+)\s*=\s?(.*)$/.exec(line)))
			top[m[1]] = m[2];
		else
			throw new Error(`${file}: cannot read "${line}"`);
	}
	return root.Lang;
}

/* A sentence with {placeholders} as a regular expression. */
function pattern(sentence) {
	const quoted = sentence.replace(/[.*+?^$()|[\]\\]/g, '\\$&');

	return new RegExp(quoted.replace(/\{[a-z]+\}/g, '.+'));
}

module.exports = {
	en: read(path.join(TEMPLATES, 'lang', 'en.hdf')),
	'zh-cn': read(path.join(TEMPLATES, 'lang', 'zh-cn.hdf')),
	pattern,
};
