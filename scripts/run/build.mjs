import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { explain, step, Trouble } from './console.mjs';
import { project, runInside } from './runtime.mjs';
import { say } from './words.mjs';

const cache = join(project, '.cache');
const marker = join(cache, 'built');
const lock = join(cache, 'building');

/**
 * Builds words, enhancements and pages when their sources have changed since the last build.
 * `since`: milliseconds; what was found built after that moment is not looked at again (a hundred journeys of one run).
 */
export async function build({ quiet = false, since = Number.POSITIVE_INFINITY } = {}) {
	if ((statSync(marker, { throwIfNoEntry: false })?.mtimeMs ?? 0) > since) return;
	const wanted = stateOfSources();
	if (isBuilt(wanted)) {
		if (Number.isFinite(since)) utimesSync(marker, new Date(), new Date());
		return;
	}
	const tell = quiet ? (_, work) => work() : step;
	try {
		mkdirSync(cache, { recursive: true });
	} catch (error) {
		throw explain(error, project);
	}
	await hold(async () => {
		if (isBuilt(wanted)) return;
		rmSync(marker, { force: true });
		// of an older release; it grows anew
		rmSync(join(cache, 'compiled'), { recursive: true, force: true });
		await tell(say.words, () => must(['tools/words.ts']));
		// The enhancement scripts are built by the same command, before the pages that name them.
		await tell(say.building, () =>
			must(['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], { NODE_ENV: 'production' }),
		);
		writeFileSync(marker, wanted);
	});
}

/** The words alone, for commands that show no page. */
export async function prepareWords() {
	const made = statSync(join(project, 'src', 'words', 'keys.ts'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
	const words = filesBelow(join(project, 'src')).filter((file) => /words\.[a-z]+\.json$/.test(file));
	if (words.some((file) => statSync(file).mtimeMs > made)) await must(['tools/words.ts']);
}

async function must(args, env) {
	const code = await runInside(args, env, { quiet: true });
	if (code !== 0) throw new Trouble(say.buildFailed);
}

function isBuilt(wanted) {
	if (!existsSync(join(project, 'build', 'handler.js')) || !existsSync(join(project, 'src', 'words')))
		return false;
	return existsSync(marker) && readFileSync(marker, 'utf8') === wanted;
}

/** A hash over everything that the words and the pages are made of. */
function stateOfSources() {
	const state = createHash('sha256');
	const single = [
		'package-lock.json',
		'package.json',
		'tsconfig.json',
		'vite.config.ts',
		'vite.enhance.config.ts',
		'vite.exchange.ts',
		'vite.pages.ts',
		'vite.young.ts',
	];
	const tools = ['words.ts', 'words-compile.ts', 'words-usage.ts'].map((name) => join('tools', name));
	const files = [...single, ...tools].map((name) => join(project, name)).filter((file) => existsSync(file));
	files.push(...filesBelow(join(project, 'src')), ...filesBelow(join(project, 'static')));
	for (const file of files.sort()) {
		state.update(`${relative(project, file)}\0`);
		state.update(readFileSync(file));
		state.update('\0');
	}
	return state.digest('hex');
}

/** Without what is itself made by a build. */
const made = [join(project, 'src', 'words'), join(project, 'static', 'enhance')];

function filesBelow(folder) {
	if (made.includes(folder) || !existsSync(folder)) return [];
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return filesBelow(path);
		return entry.isFile() && !/\.test\.ts$|\.md$|\.log$/.test(entry.name) ? [path] : [];
	});
}

/** One build at a time in this folder; a lock left by a killed build is taken over after a minute. */
async function hold(work) {
	for (;;) {
		try {
			mkdirSync(lock);
			break;
		} catch (error) {
			if (error.code !== 'EEXIST') throw explain(error, project);
			const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0;
			if (Date.now() - since > 60_000) rmSync(lock, { recursive: true, force: true });
			else await wait(100);
		}
	}
	// a build of a busy machine takes longer than that minute: while it lives, its lock stays young
	const alive = setInterval(() => utimesSync(lock, new Date(), new Date()), 10_000);
	try {
		await work();
	} finally {
		clearInterval(alive);
		rmSync(lock, { recursive: true, force: true });
	}
}
