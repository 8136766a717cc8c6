import { database, once, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { startWork } from '#platform/jobs/door.server.ts';
import { installation } from '#platform/permissions/door.ts';
import type { JobContext } from '#platform/room.ts';
import { currentTree, isoPlaceOf, tree } from '#rooms/territories/door.server.ts';
import { isOver } from '../appeal.ts';
import { projectAll } from '../project.ts';
import { forgetRulebook, type Ground, groundOf } from './ground.server.ts';
import * as store from './recount-store.server.ts';
import { recountOf } from './recount-terms.ts';
import type { Because } from './term.ts';

/** So many appeals of one territory are locked and counted in one transaction. */
const atOnce = 100;

/** A calendar was corrected: the terms of open appeals of its country or region are counted anew by long work with a page. */
export async function calendarChanged(of: { country: string; region: string }): Promise<void> {
	for (const root of tree.roots()) {
		const within = of.region ? await regionIn(root, of) : root;
		if (within === null || (await isoPlaceOf(within)).country !== of.country) continue;
		await begin(within);
	}
}

/** Hours of work were changed in a territory: the same for it and those below. */
export async function hoursChanged({ territory }: { territory: TerritoryId }): Promise<void> {
	for (const within of territory === installation ? tree.roots() : [territory]) await begin(within);
}

/** What stops a clock was changed in a territory: the open appeals of it and those below that wait, or waited, for that reason. */
export async function waitStopsChanged(of: {
	territory: TerritoryId;
	reason: string;
	category: string;
	revision: number;
}): Promise<void> {
	for (const within of of.territory === installation ? tree.roots() : [of.territory])
		await start(within, `waits ${of.territory} ${of.category} ${of.reason} ${of.revision}`, of.reason);
}

async function regionIn(
	root: TerritoryId,
	of: { country: string; region: string },
): Promise<TerritoryId | null> {
	for (const id of [root, ...tree.descendants(root)])
		if (tree.kindOf(id) === 'region' && (await isoPlaceOf(id)).region === of.region) return id;
	return null;
}

async function begin(within: TerritoryId): Promise<void> {
	const { days } = await groundOf(within);
	await start(within, days.version, null);
}

/** @param waits only of those that wait for this; null: all that were counted by another calendar */
async function start(within: TerritoryId, news: string, waits: string | null): Promise<void> {
	await transaction((tx) =>
		once(
			tx,
			// the same news twice is one work
			{ territory: within, key: `appeals.recount-terms:${news}`, request: within },
			async () =>
				startWork(tx, {
					job: 'appeals.recount-terms',
					territory: within,
					by: null,
					title: { key: 'appeals.terms.work.title' },
					payload: { within, waits },
				}),
		),
	);
}

type Cursor = { territory: number; seen: number; moved: number };

/** Goes through the owners of the territory and below it, batch by batch; can be stopped and taken up again where it was. */
export async function recountAll(
	{ within, waits = null }: { within: TerritoryId; waits?: string | null },
	{ work }: Pick<JobContext, 'work'>,
): Promise<void> {
	// what was just said of the clocks may not have reached this process yet
	if (waits) forgetRulebook();
	const owners = [within, ...currentTree().descendants(within)]
		.filter((id) => tree.ownerOf(id) === id)
		.sort((a, b) => a - b);
	const cursor = (work?.cursor as Cursor | null) ?? { territory: -1, seen: 0, moved: 0 };
	for (const [i, territory] of owners.entries()) {
		if (territory <= cursor.territory) continue;
		const ground = await groundOf(territory);
		for (let after: string | null = null; ; ) {
			if (await work?.stopped()) return;
			const ids: string[] = waits
				? await store.waitedFor(database(), territory, waits, after, atOnce)
				: await store.countedOtherwise(database(), territory, ground.days.version, after, atOnce);
			if (ids.length === 0) break;
			cursor.moved += await recountSome(territory, ids, ground, waits ? 'rule' : 'calendar');
			cursor.seen += ids.length;
			after = ids.at(-1) ?? null;
			await work?.progress(i, owners.length, {
				key: 'appeals.terms.work.note',
				facts: { seen: cursor.seen, moved: cursor.moved },
			});
		}
		cursor.territory = territory;
		await work?.save({ ...cursor });
		await work?.progress(i + 1, owners.length);
	}
	work?.finish({
		says: [{ key: 'appeals.terms.work.done', facts: { seen: cursor.seen, moved: cursor.moved } }],
	});
}

async function recountSome(
	territory: TerritoryId,
	ids: readonly string[],
	ground: Ground,
	because: Because,
): Promise<number> {
	const moved = await transaction(async (tx) => {
		const changed = [];
		for (const appeal of await store.lockSome(tx, territory, ids)) {
			if (isOver(appeal.state)) continue;
			const { changes } = await recountOf(tx, appeal, ground, because, { account: null });
			if (changes.length) changed.push({ territory, id: appeal.id });
		}
		return changed;
	});
	await projectAll(moved.map((ref) => ({ ref, was: null })));
	return moved.length;
}

/** A ladder was changed: the sweep looks at every open term of the territory and below once and finds out what comes next. */
export async function ladderChanged({ territory }: { territory: TerritoryId }): Promise<void> {
	const roots = territory === installation ? tree.roots() : [territory];
	for (const root of roots)
		for (const owner of [root, ...currentTree().descendants(root)])
			if (tree.ownerOf(owner) === owner) await store.lookAnew(database(), owner, new Date());
}
