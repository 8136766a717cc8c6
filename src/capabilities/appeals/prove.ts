import { database } from '#platform/db/door.server.ts';
import { countAllDesks } from './desk/count-desks.ts';
import { project } from './project.ts';
import * as projections from './projections-store.server.ts';

const lookBack = 3 * 86_400_000;

/**
 * The nightly proof of what mirrors the appeals: whatever changed in the last days must stand in its list with its newest
 * version, and is brought in line where it does not. Figures have a proof of their own (counts/prove-counts.ts).
 * @returns how many were out of line: more than none means that jobs were lost
 */
export async function prove(now = new Date()): Promise<number> {
	const since = new Date(now.getTime() - lookBack);
	const behind = await projections.behindTheirRows(database(), since, now);
	for (const ref of behind) await project(ref);
	for (const ref of await projections.rowsWithoutWords(database())) await project(ref);
	await countAllDesks();
	return behind.length;
}
