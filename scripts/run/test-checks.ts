import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** What is looked at without running it. Each counts as one in the sum. */
export type Check = { name: string; run: string[][] };

const bin = (name: string) => join('node_modules', ...name.split('/'));

export const checks: Check[] = [
	{
		name: 'types',
		run: [
			[bin('@sveltejs/kit/svelte-kit.js'), 'sync'],
			[bin('svelte-check/bin/svelte-check'), '--incremental', '--fail-on-warnings', '--output', 'human'],
		],
	},
	{
		name: 'format and lint',
		run: [
			[bin('@biomejs/biome/bin/biome'), 'ci', '--error-on-warnings', '--max-diagnostics=40', '--colors=off'],
		],
	},
	{ name: 'words', run: [['tools/words.ts', '--check']] },
	{ name: 'borders', run: [['tools/boundaries.ts']] },
	{ name: 'unused code', run: [[bin('knip/bin/knip.js'), '--no-progress']] },
	{ name: 'licences', run: [['tools/licences.ts']] },
];

export async function runCheck(check: Check): Promise<{ ok: boolean; said: string; seconds: number }> {
	const started = performance.now();
	let said = '';
	let ok = true;
	for (const command of check.run) {
		if (!existsSync(command[0] as string)) throw new Error(`${check.name}: there is no ${command[0]}`);
		const result = await quietly(command);
		said += result.said;
		ok &&= result.code === 0;
		if (!ok) break;
	}
	return { ok, said, seconds: (performance.now() - started) / 1000 };
}

function quietly(command: string[]): Promise<{ code: number | null; said: string }> {
	return new Promise((done, failed) => {
		const child = spawn(process.execPath, command, {
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
		});
		let said = '';
		for (const stream of [child.stdout, child.stderr])
			stream.on('data', (part) => {
				said += part;
			});
		child.once('error', failed);
		child.once('close', (code) => done({ code, said }));
	});
}
