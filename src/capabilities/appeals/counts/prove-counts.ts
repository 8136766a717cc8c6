import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { log } from '#platform/log/door.server.ts';
import { currentTree, tree, zoneOf } from '#rooms/territories/door.server.ts';
import * as store from './counts-store.server.ts';
import { type Proof, putProof, readProof } from './proof-store.server.ts';
import { type Difference, recount, type TerritoryMonth } from './recount.ts';
import { recountCells } from './recount-cells.ts';

const territoriesAtOnce = 500;
const monthsAtOnce = 200;
const toldMost = 20;

export type CountProof = { compared: number; months: number; wrong: Difference[] };

/**
 * Counts everything anew, from the lowest territories up, and writes where a roll-up says otherwise: the first count of
 * rows that came by COPY, and the nightly proof that roll-ups equal a recount of their rows.
 * @param signal ends it between two batches
 */
export async function countEverything(signal?: AbortSignal): Promise<CountProof> {
	const proof: CountProof = { compared: 0, months: 0, wrong: [] };
	const seen = new Set<string>();
	/** Months that a territory above has because of those below it. */
	const fromBelow = new Map<TerritoryId, Set<string>>();
	const levels = Map.groupBy(currentTree().all(), (one) => currentTree().depthOf(one));
	for (const depth of [...levels.keys()].sort((a, b) => b - a))
		for (const territories of batches(levels.get(depth) ?? [], territoriesAtOnce)) {
			const own = await store.monthsWithRows(database(), territories, territories.map(zoneOf));
			for (const one of territories)
				for (const month of fromBelow.get(one) ?? []) own.push({ territory: one, month });
			const asked = new Map(own.map((one) => [`${one.territory} ${one.month}`, one]));
			for (const { territory, month } of asked.values()) {
				seen.add(month);
				const parent = tree.parentOf(territory);
				if (parent !== null) fromBelow.set(parent, (fromBelow.get(parent) ?? new Set()).add(month));
			}
			for (const part of batches([...asked.values()], monthsAtOnce)) {
				if (signal?.aborted) return proof;
				const wrong = [...(await recount(part)), ...(await recountCells(part))];
				proof.wrong.push(...wrong);
				proof.compared += part.length;
			}
		}
	proof.months = seen.size;
	return proof;
}

function* batches<T>(all: readonly T[], size: number): Generator<T[]> {
	for (let from = 0; from < all.length; from += size) yield all.slice(from, from + size);
}

/**
 * The nightly proof of the figures: everything is counted anew; what was wrong is mended and told, in the log and on the
 * boards. More than none means that a job was lost or that rows were changed past the house.
 */
export async function proveCounts(signal?: AbortSignal, at = new Date()): Promise<CountProof> {
	const proof = await countEverything(signal);
	if (signal?.aborted) return proof;
	const wrong = new Map<string, TerritoryMonth & { rows: number }>();
	for (const one of proof.wrong) {
		const key = `${one.territory} ${one.month}`;
		const known = wrong.get(key);
		if (known) known.rows += one.rows;
		else wrong.set(key, { ...one });
	}
	const told = [...wrong.values()].slice(0, toldMost);
	await putProof(database(), {
		at,
		finishedAt: new Date(),
		months: proof.months,
		compared: proof.compared,
		wrong: wrong.size,
		told,
	});
	if (wrong.size > 0)
		log().warn({ wrong: wrong.size, told }, 'appeals: figures differed from their rows and are mended');
	return proof;
}

/** What the last proof found; undefined before the first night. */
export const lastProof = (): Promise<Proof | undefined> => readProof(database());
