import { setTimeout as sleep } from 'node:timers/promises';
import { dayIn } from '#platform/calendar/door.ts';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import type { BodyRef } from '#rooms/organisations/door.ts';
import { currentTree, tree, zoneOf } from '#rooms/territories/door.server.ts';
import * as store from './counts-store.server.ts';
import { type CountKey, registryBody } from './counts-store.server.ts';
import type { Desk } from './desk.ts';
import { addedUp, type Bucket } from './views.ts';

/** A desk that took so long to count is not counted at once by whoever changed it, milliseconds. */
let costly = 40;
/** A desk rests so many times longer than its count took: however busy it is, counting takes a twentieth of one core. */
const restFor = 20;
const resting = new Map<string, { key: CountKey; until: number }>();
/** For tests: figures are there at once, however slow the machine is at the moment. */
export function neverRest(): void {
	costly = Number.POSITIVE_INFINITY;
}

const nameOf = (key: CountKey) => `${key.territory} ${key.body}`;

export const keyOf = (desk: Desk): CountKey =>
	desk.kind === 'body' ? { territory: desk.body.territory, body: desk.body.id } : registryOf(desk.territory);
const registryOf = (territory: TerritoryId): CountKey => ({ territory, body: registryBody });

/** Counts a desk from its rows and what its children have counted. True when the figures changed. */
async function recount(key: CountKey): Promise<boolean> {
	const started = performance.now();
	const changed = (await recountMany([key])).length > 0;
	const took = performance.now() - started;
	if (took > costly) resting.set(nameOf(key), { key, until: Date.now() + took * restFor });
	return changed;
}

/** Desks none of which is counted from another one of them: the same few queries for all. @returns those whose figures changed */
async function recountMany(keys: readonly CountKey[]): Promise<CountKey[]> {
	const db = database();
	const at = new Date();
	const registries = keys.filter((key) => key.body === registryBody).map((key) => key.territory);
	const bodies = keys.filter((key) => key.body !== registryBody);
	const below = new Map(registries.map((one) => [one, currentTree().childrenOf(one)]));
	const [ofBodies, ofOwners, counted] = await Promise.all([
		store.bucketsOfBodies(db, bodies),
		store.bucketsOfOwners(db, registries),
		store.countsByKey(db, [...below.values()].flat().map(registryOf)),
	]);
	const fresh = keys.map((key) => {
		// a registry below may live in an earlier day
		const floor = dayIn(zoneOf(key.territory), new Date(at.getTime() - 2 * 86_400_000));
		const children = key.body === registryBody ? (below.get(key.territory) ?? []) : [];
		const own = key.body === registryBody ? ofOwners.get(`${key.territory}`) : ofBodies.get(nameOf(key));
		const parts = [own ?? [], ...children.map((one) => counted.get(nameOf(registryOf(one))) ?? [])];
		return { key, buckets: addedUp(parts, floor) };
	});
	return store.putCounts(db, fresh, at);
}

/** After changes of appeals: their registries and the bodies they lie or lay with are to be counted anew. */
export async function desksChanged(
	changes: readonly { territory: TerritoryId; bodies: readonly BodyRef[] }[],
): Promise<void> {
	const keys = changes.flatMap(({ territory, bodies }) => [
		registryOf(territory),
		...bodies.map((body) => ({ territory: body.territory, body: body.id })),
	]);
	await store.markStale(database(), distinct(keys), new Date());
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

/**
 * The loop: counts what changed, and what stands above it where the figures did. True while there is more. After a long round it
 * rests `rest` times as long: in a peak figures come later, filings do not.
 */
export async function countStale(most = 200, rest = 4): Promise<boolean> {
	const started = performance.now();
	const now = Date.now();
	for (const [name, { until }] of resting) if (until <= now) resting.delete(name);
	const keys = await store.takeStale(
		database(),
		[...resting.values()].map(({ key }) => key),
		most,
	);
	// what is counted from others comes after them; large registries rest by themselves
	const large = keys.filter(
		(key) => key.body === registryBody && currentTree().childrenOf(key.territory).length > 0,
	);
	const changed = await recountMany(keys.filter((key) => !large.includes(key)));
	for (const key of large.sort((a, b) => depthOf(b) - depthOf(a))) if (await recount(key)) changed.push(key);
	const above = changed.flatMap((key) => {
		const parent = key.body === registryBody ? tree.parentOf(key.territory) : null;
		return parent === null ? [] : [registryOf(parent)];
	});
	await store.markStale(database(), distinct(above), new Date());
	const took = performance.now() - started;
	if (took > longRound && rest > 0) await sleep(Math.min(1_000, took * rest), undefined, { ref: false });
	return keys.length > 0;
}

/** Milliseconds of counting after which others come first. */
const longRound = 25;
const depthOf = (key: CountKey) => currentTree().depthOf(key.territory);
const distinct = (keys: readonly CountKey[]): CountKey[] =>
	[...new Map(keys.map((key) => [nameOf(key), key])).values()].sort((a, b) =>
		nameOf(a) < nameOf(b) ? -1 : 1,
	);

/** Every desk is counted anew; the nightly proof asks for it. */
export async function countAllDesks(): Promise<void> {
	await store.markStale(database(), await store.allCounted(database()), new Date());
}

/** The figures of a desk; one that was never counted is counted now. */
export async function bucketsOf(desk: Desk): Promise<Bucket[]> {
	return (await read(keyOf(desk))) ?? countFirst(desk);
}

/** The figures of a desk that was never counted. */
export async function countFirst(desk: Desk): Promise<Bucket[]> {
	await recount(keyOf(desk));
	return (await read(keyOf(desk))) ?? [];
}

const read = async (key: CountKey) => (await store.countsByKey(database(), [key])).get(nameOf(key));
