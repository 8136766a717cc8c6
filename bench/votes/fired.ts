import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Running } from '../processes.ts';
import type { World } from '../world.ts';
import type { Fired, Firing } from './fire.ts';
import type { Electorate } from './prepare.ts';

/** Lets an electorate vote over 32 connections, from a process of its own. */
export async function fired(
	{ world, server }: { world: World; server: Running },
	{ path, voters, codes }: Electorate,
	seconds: number,
): Promise<Fired> {
	const file = join(world.folder, 'firing.json');
	const out = join(world.folder, 'fired.json');
	const port = Number(new URL(server.address).port);
	writeFileSync(
		file,
		JSON.stringify({ port, path, voters, codes, connections: 32, seconds, out } satisfies Firing),
	);
	const child = spawn(process.execPath, [fileURLToPath(new URL('fire.ts', import.meta.url)), file], {
		stdio: ['ignore', 'inherit', 'inherit'],
	});
	const [code] = (await once(child, 'exit')) as [number];
	if (code !== 0) throw new Error(`the load ended with ${code}`);
	return JSON.parse(readFileSync(out, 'utf8')) as Fired;
}
