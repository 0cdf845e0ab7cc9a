/*
 * tap.js - one line a test, on standard output.
 */
'use strict';

let tests = 0;
let failed = 0;

function comment(text) {
	for (const line of String(text).split('\n'))
		console.log('# ' + line);
}

function ok(good, what, why) {
	if (!good)
		failed++;
	console.log(`${good ? 'ok' : 'not ok'} ${++tests} - ${what}`);
	if (!good && why !== undefined && why !== '')
		comment(why);
	return good;
}

/* The plan, at the end; the exit status says whether all was well. */
function done() {
	console.log('1..' + tests);
	process.exitCode = failed > 0 ? 1 : 0;
}

module.exports = { ok, comment, done };
