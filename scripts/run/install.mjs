import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explain, step, Trouble } from './console.mjs';
import { project } from './runtime.mjs';
import { say } from './words.mjs';

const modules = join(project, 'node_modules');
const marker = join(modules, '.veche-installed');

/** Installs exactly what the lock names, when it names something else than what lies there. */
export async function install() {
	const lock = readFileSync(join(project, 'package-lock.json'));
	const wanted = `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}`;
	if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
	if (!isInstalled(JSON.parse(lock.toString()))) await step(say.installing, npmCi);
	try {
		writeFileSync(marker, wanted);
	} catch (error) {
		throw explain(error, modules);
	}
}

/** Whether npm's own note of what it installed agrees with the lock (somebody ran `npm ci` by hand). */
function isInstalled(lock) {
	let there;
	try {
		there = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')).packages;
	} catch {
		return false;
	}
	return Object.entries(lock.packages).every(
		([path, { version, optional }]) =>
			path === '' ||
			(there[path]?.version === version && existsSync(join(project, path, 'package.json'))) ||
			(optional && !there[path]),
	);
}

/**
 * Install scripts stay off: nothing of ours needs them. NODE_ENV is emptied, because `production` would leave out what
 * builds the pages.
 */
function npmCi() {
	// npm would tell of a missing right by two screens and a number.
	try {
		accessSync(project, constants.W_OK);
	} catch (error) {
		throw explain(error, project);
	}
	const env = { ...process.env };
	for (const name of Object.keys(env))
		if (/^(NODE_ENV|npm_config_(omit|only|production|include|dry_run))$/i.test(name)) delete env[name];
	const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	const npm = process.env.npm_execpath;
	const [program, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
	return new Promise((done, failed) => {
		const child = spawn(program, [...first, ...args], {
			cwd: project,
			env,
			stdio: ['ignore', 'ignore', 'inherit'],
			shell: program === 'npm' && process.platform === 'win32',
		});
		child.once('error', (error) => failed(explain(error, project)));
		child.once('exit', (code) => (code === 0 ? done() : failed(new Trouble(say.installFailed(code)))));
	});
}
