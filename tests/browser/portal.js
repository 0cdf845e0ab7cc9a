/*
 * portal.js - a portal for the tests, started with ./run in a folder of its
 * own, on a free port, and ended with them.
 */
'use strict';

const { execFile, execFileSync } = require('child_process');
const fs = require('fs');
const net = require('net');
const os = require('os');
const path = require('path');

const SRC = path.join(__dirname, '..', '..');
const PASSWORD = 'correct horse battery staple';

function freePort() {
	return new Promise((resolve, reject) => {
		const server = net.createServer();

		server.on('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address();

			server.close(() => resolve(port));
		});
	});
}

/* Run a program; its standard output. */
function run(file, args, input) {
	return new Promise((resolve, reject) => {
		const child = execFile(file, args, { encoding: 'utf8' },
			(error, out, err) => {
				if (error)
					reject(new Error(`${file} ${args.join(' ')}: ` +
						`${error.message}\n${err}`));
				else
					resolve(out);
			});

		child.stdin.on('error', () => {});
		child.stdin.end(input || '');
	});
}

class Portal {
	/* `settings` are sections of guichet.conf, beside those of ./run. */
	static async start(settings, options) {
		const p = new Portal();

		p.top = fs.mkdtempSync(path.join(os.tmpdir(), 'guichet-test-'));
		fs.chmodSync(p.top, 0o755);
		p.data = path.join(p.top, 'data');
		fs.mkdirSync(p.data);
		fs.writeFileSync(path.join(p.data, 'guichet.conf'),
			'[paths]\ndata = .\n' + settings);
		p.port = await freePort();
		p.base = `http://127.0.0.1:${p.port}`;
		p.said = await run(path.join(SRC, 'run'), ['--detach', '--port',
			String(p.port), '--data', p.data].concat(options || []));
		return p;
	}

	async stop() {
		try {
			await run(path.join(SRC, 'run'), ['stop', '--data', this.data]);
		} finally {
			if (!process.env.KEEP)
				fs.rmSync(this.top, { recursive: true });
		}
	}

	guichet(args, input) {
		return run(path.join(SRC, 'build', 'guichet'),
			['--config', path.join(this.data, 'guichet.conf')].concat(args),
			input);
	}

	/* A customer has an account, staff have none. */
	async addUser(name, role, account, more) {
		await this.guichet(['user', 'add', name, '--role', role,
			'--password-stdin']
			.concat(account ? ['--account', account] : [])
			.concat(more || []), PASSWORD + '\n');
		return name;
	}

	/* The password of a user of the demo content. */
	demoPassword(name) {
		const file = path.join(this.data, 'demo-accounts.txt');
		const line = fs.readFileSync(file, 'utf8').split('\n')
			.find((l) => l.split(/\s+/)[0] === name);

		return line.split(/\s+/)[1];
	}

	/* What the program has logged. */
	log() {
		const dir = path.join(this.data, 'log');

		return execFileSync('cat', [path.join(dir, 'guichet.log')],
			{ encoding: 'utf8' });
	}
}

module.exports = { Portal, PASSWORD, SRC };
