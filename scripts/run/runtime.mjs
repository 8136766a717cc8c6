import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Trouble } from './console.mjs';
import { say } from './words.mjs';

export const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Node 24.7 brought argon2 and runs TypeScript as it is. */
const least = [24, 7];

let found;

/** The Node that everything runs on: the one pinned in package.json, else the one of the machine if it is new enough. */
export function runtime() {
	found ??= find();
	return found;
}

function find() {
	const system = process.platform === 'win32' ? 'win' : process.platform;
	const name = process.platform === 'win32' ? 'node.exe' : 'node';
	const pinned = join(project, 'node_modules', `node-${system}-${process.arch}`, 'bin', name);
	// It is asked, because a package can be there and not run: another C library, a folder without the right to execute.
	if (existsSync(pinned) && spawnSync(pinned, ['--version']).status === 0) return pinned;
	const [major, minor] = process.versions.node.split('.').map(Number);
	if (major > least[0] || (major === least[0] && minor >= least[1])) return process.execPath;
	throw new Trouble(say.noRuntime(process.version));
}

/**
 * Runs a file of the project on its own runtime and answers the exit code. Signals reach it: a terminal tells the whole
 * group, anyone else tells us, and we pass it on.
 */
export function runInside(args, env = {}, { quiet = false } = {}) {
	const node = runtime();
	const follow = new URL('./follow.mjs', import.meta.url).href;
	const child = spawn(node, ['--disable-warning=ExperimentalWarning', '--import', follow, ...args], {
		cwd: project,
		stdio: quiet ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['inherit', 'inherit', 'inherit', 'ipc'],
		env: {
			...process.env,
			...env,
			// one heap of the C library for all threads: with one for each, 400 MB of a busy hour are never given back
			MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? '1',
			NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(project, '.cache', 'compiled'),
			PATH: [dirname(node), join(project, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
		},
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr])
		stream?.on('data', (part) => {
			said += part;
		});
	const pass = (signal) => child.kill(signal);
	// Ctrl-C: the terminal has told the child as well. We only wait for it.
	const heard = { SIGTERM: pass, SIGHUP: pass, SIGINT: process.stdin.isTTY ? () => {} : pass };
	for (const [signal, listener] of Object.entries(heard)) process.on(signal, listener);
	return new Promise((ended, failed) => {
		child.once('error', failed);
		child.once('close', (code, signal) => {
			for (const [signal, listener] of Object.entries(heard)) process.off(signal, listener);
			const result = code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1);
			if (quiet && result !== 0) process.stderr.write(said);
			ended(result);
		});
	});
}
