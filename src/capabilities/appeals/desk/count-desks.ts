import { database, type TerritoryId } from '#platform/db/door.server.ts';
import type { BodyRef } from '#rooms/organisations/door.ts';
import { currentTree, tree, zoneOf } from '#rooms/territories/door.server.ts';
import { dayIn } from '../terms.ts';
import * as store from './counts-store.server.ts';
import { type CountKey, registryBody } from './counts-store.server.ts';
import type { Desk } from './desk.ts';
import { addedUp, type Bucket } from './views.ts';

/** A desk that took so long to count is not counted at once by whoever changed it, milliseconds. */
const costly = 40;
/** A desk rests so many times longer than its count took: however busy it is, counting takes a twentieth of one core. */
const restFor = 20;
const resting = new Map<string, { key: CountKey; until: number }>();
const nameOf = (key: CountKey) => `${key.territory} ${key.body}`;

const keyOf = (desk: Desk): CountKey =>
	desk.kind === 'body' ? { territory: desk.body.territory, body: desk.body.id } : registryOf(desk.territory);
const registryOf = (territory: TerritoryId): CountKey => ({ territory, body: registryBody });

/** Counts a desk from its rows and what its children have counted. True when the figures changed. */
async function recount(key: CountKey): Promise<boolean> {
	const db = database();
	const started = performance.now();
	const at = new Date();
	// a registry below may live in an earlier day
	const floor = dayIn(zoneOf(key.territory), new Date(at.getTime() - 2 * 86_400_000));
	const parts: Bucket[][] =
		key.body === registryBody
			? [
					await store.bucketsOfOwner(db, key.territory),
					...(await store.countsOf(db, currentTree().childrenOf(key.territory).map(registryOf))),
				]
			: [await store.bucketsOfBody(db, { territory: key.territory, id: key.body })];
	const changed = await store.putCounts(db, key, addedUp(parts, floor), at);
	const took = performance.now() - started;
	if (took > costly) resting.set(nameOf(key), { key, until: Date.now() + took * restFor });
	return changed;
}

/** After changes of appeals: their registries and the bodies they lie or lay with are to be counted anew. */
export async function desksChanged(
	changes: readonly { territory: TerritoryId; bodies: readonly BodyRef[] }[],
): Promise<void> {
	const keys = changes.flatMap(({ territory, bodies }) => [
		registryOf(territory),
		...bodies.map((body) => ({ territory: body.territory, body: body.id })),
	]);
	await store.markStale(
		database(),
		[...new Map(keys.map((key) => [nameOf(key), key])).values()].sort((a, b) =>
			nameOf(a) < nameOf(b) ? -1 : 1,
		),
		new Date(),
	);
}

/** As `desksChanged`, but before the answer, so that an official's next page shows the figures after their own act. */
export async function countDesksNow(territory: TerritoryId, bodies: readonly BodyRef[]): Promise<void> {
	for (const body of bodies) await countNow({ territory: body.territory, body: body.id });
	for (const one of [territory, ...tree.ancestors(territory)]) if (!(await countNow(registryOf(one)))) return;
}

async function countNow(key: CountKey): Promise<boolean> {
	const rest = resting.get(nameOf(key));
	if (rest && rest.until > Date.now()) {
		await store.markStale(database(), [key], new Date());
		return false;
	}
	return recount(key);
}

/** The loop: counts what changed, and what stands above it where the figures did. True while there is more. */
export async function countStale(most = 50): Promise<boolean> {
	const now = Date.now();
	for (const [name, { until }] of resting) if (until <= now) resting.delete(name);
	const keys = await store.takeStale(
		database(),
		[...resting.values()].map(({ key }) => key),
		most,
	);
	for (const key of keys) {
		if (!(await recount(key)) || key.body !== registryBody) continue;
		const parent = tree.parentOf(key.territory);
		if (parent !== null) await store.markStale(database(), [registryOf(parent)], new Date());
	}
	return keys.length > 0;
}

/** Every desk is counted anew; the nightly proof asks for it. */
export async function countAllDesks(): Promise<void> {
	await store.markStale(database(), await store.allCounted(database()), new Date());
}

/** The figures of a desk; one that was never counted is counted now. */
export async function bucketsOf(desk: Desk): Promise<Bucket[]> {
	const key = keyOf(desk);
	const [known] = await store.countsOf(database(), [key]);
	if (known) return known;
	await recount(key);
	return (await store.countsOf(database(), [key]))[0] ?? [];
}
