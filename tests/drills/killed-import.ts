import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import type { ImportId } from '#rooms/intake/door.server.ts';

const script = fileURLToPath(new URL('import-process.ts', import.meta.url));

/**
 * Carries an import in by processes that are killed (SIGKILL) in the middle, again and again, until one comes to its end. Answers
 * how many were killed.
 */
export async function carryInWithKills(
	at: { url: string; folder: string; territory: TerritoryId; id: ImportId },
	most: number,
): Promise<number> {
	let kills = 0;
	for (;;) {
		const child = fork(script, [at.url, at.folder, String(at.territory), at.id], {
			stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
		});
		await once(child, 'message');
		const before = await rowsIn(at.id);
		const ended = once(child, 'exit').then(([code]) => code as number | null);
		if (kills < most) {
			// as soon as it has brought something more, wherever it then stands
			while (child.exitCode === null && (await rowsIn(at.id)) === before) await sleep(5);
			await sleep(Math.random() * 60);
			if (kill(child)) kills++;
		}
		const code = await ended;
		if (code === 0) return kills;
		if (code !== null) throw new Error(`the import ended with ${code}`);
	}
}

const kill = (child: ChildProcess): boolean => child.exitCode === null && child.kill('SIGKILL');

async function rowsIn(id: ImportId): Promise<number> {
	const [row] = await database()<{ count: number }[]>`
		/* background: a test counts */ select count(*)::int as count from intake.arrival where import_id = ${id}`;
	return row?.count ?? 0;
}
