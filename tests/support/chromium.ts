import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import chromium, { inflate } from '@sparticuz/chromium';

/**
 * The Chromium that lies packed in `node_modules`, unpacked once for a version and a user. A system without the
 * libraries that it needs gets those that come along.
 */
export async function unpackedChromium(): Promise<{ path: string; env: Record<string, string> }> {
	const folder = await unpack();
	const path = join(folder, 'chromium');
	const env = { FONTCONFIG_FILE: fontsOf(folder) };
	const helped = { ...env, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };
	// what was seen once on this machine is not tried before each file
	const known = join(folder, 'starts');
	const seen = existsSync(known) ? readFileSync(known, 'utf8') : '';
	if (seen === 'bare') return { path, env };
	if (seen === 'helped') return { path, env: helped };
	const bare = spawnSync(path, ['--version'], { env: { ...process.env, ...env } });
	if (bare.status === 0) {
		writeFileSync(known, 'bare');
		return { path, env };
	}
	const again = spawnSync(path, ['--version'], { env: { ...process.env, ...helped }, encoding: 'utf8' });
	if (again.status === 0) {
		writeFileSync(known, 'helped');
		return { path, env: helped };
	}
	throw new Error(`the browser for tests does not start here: ${again.stderr || bare.stderr}`);
}

/**
 * The package's own settings look for fonts in `/tmp/fonts`; where no font is found at all, Chromium ends at the first
 * letter. These look where the fonts really lie, and nowhere else, so that pictures are alike on every machine.
 */
function fontsOf(folder: string): string {
	const file = join(folder, `fonts.${process.pid}.conf`);
	const lasting = join(folder, 'fonts.conf');
	writeFileSync(
		file,
		`<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
	<dir>${join(folder, 'fonts')}</dir>
	<cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`,
	);
	renameSync(file, lasting);
	return lasting;
}

async function unpack(): Promise<string> {
	const bin = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..', 'bin');
	const { version } = JSON.parse(readFileSync(join(bin, '..', 'package.json'), 'utf8')) as {
		version: string;
	};
	const base = tmpdir();
	const folder = join(base, `veche-chromium-${version}-${process.getuid?.() ?? 0}`);
	if (existsSync(folder)) return folder;
	// The package unpacks into the temporary folder, whatever it is, and test files start together.
	const making = `${folder}.${process.pid}`;
	rmSync(making, { recursive: true, force: true });
	mkdirSync(making, { mode: 0o700 });
	const before = process.env.TMPDIR;
	process.env.TMPDIR = making;
	try {
		await chromium.executablePath(bin);
		await inflate(join(bin, 'al2023.tar.br'));
	} finally {
		if (before === undefined) delete process.env.TMPDIR;
		else process.env.TMPDIR = before;
	}
	try {
		renameSync(making, folder);
	} catch (error) {
		// Another test file was quicker.
		if (!existsSync(folder) || readdirSync(folder).length === 0) throw error;
		rmSync(making, { recursive: true, force: true });
	}
	return folder;
}
