import { database, type TerritoryId, type Tx, transaction } from '#platform/db/door.server.ts';
import { childPrefix, shortCodeOf, shortPrefix } from '../create-territory.ts';
import { type Kind, kinds } from '../kind.ts';
import { tellChanged } from '../search.server.ts';
import { chooseSlug } from '../slug.ts';
import * as store from '../store.server.ts';
import * as bulk from './bulk-store.server.ts';
import { type Node, World } from './world.ts';

/** The tree of the installation for planning. The demonstration takes no part in imports. */
export async function loadWorld(): Promise<World> {
	const db = database();
	const [nodes, past, succession, otherCodes] = await Promise.all([
		bulk.readNodes(db),
		bulk.readPast(db),
		bulk.readSuccession(db),
		bulk.readOtherCodes(db),
	]);
	return new World(nodes, past, succession, otherCodes);
}

const slice = 2_000;

/**
 * Carries a plan out: numbers and addresses first (each unique in the installation), then everything in one transaction,
 * so that a list comes in whole or not at all.
 */
export async function carryOut(
	world: World,
	source: string,
	progress: (done: number, total: number) => Promise<void> | void,
): Promise<void> {
	const at = new Date();
	const total = world.changes;
	const ids = new Map<number, number>();
	if (world.created.length > 0) {
		const first = await transaction((tx) => store.takeNumbers(tx, 'territory', world.created.length));
		for (const [i, node] of world.created.entries()) ids.set(node.id, first + i);
	}
	const real = (id: number): number => (id < 0 ? (ids.get(id) as number) : id);
	const addresses = await claimAddresses(world, real, at);
	const short = await claimShortCodes(world, real, at);
	await transaction(async (tx) => {
		let done = 0;
		// those that change give their codes free first: a code in force is unique at every moment
		await bulk.freeCodes(tx, [...world.changed]);
		for (let from = 0; from < world.created.length; from += slice) {
			const part = world.created.slice(from, from + slice);
			await bulk.insertTerritories(
				tx,
				part.map((node) => ({
					...row(node, real),
					...(addresses.get(node.id) as Address),
					shortCode: short.get(node.id) ?? null,
				})),
				source,
				at,
			);
			await bulk.putNames(
				tx,
				part.flatMap((node) => names(node, real(node.id))),
			);
			done += part.length;
			await progress(done, total);
		}
		await bulk.updateTerritories(
			tx,
			[...world.changed].map((id) => changed(world, id, real)),
			at,
		);
		done += world.changed.size;
		await progress(done, total);
		await bulk.putNames(
			tx,
			[...world.renamed].flatMap((id) => names(world.nodes.get(id) as Node, id)),
		);
		await bulk.insertPast(
			tx,
			world.past.map((p) => ({ ...p, id: real(p.id), parent: p.parent === null ? null : real(p.parent) })),
			source,
		);
		await bulk.insertSuccession(
			tx,
			world.succession.map((s) => ({
				...s,
				predecessor: real(s.predecessor) as TerritoryId,
				successor: real(s.successor) as TerritoryId,
				source,
			})),
		);
		await bulk.insertOtherCodes(
			tx,
			world.otherCodes.map((one) => ({ ...one, territory: real(one.territory) })),
		);
		await rebuildClosure(tx);
		await store.takeNumbers(tx, 'version');
		await tellChanged(tx, [
			...world.created.map((node) => real(node.id)),
			...world.changed,
			...world.renamed,
		] as TerritoryId[]);
		await progress(total, total);
	});
}

/** The closure of all that is in the tables now. */
export async function rebuildClosure(tx: Tx): Promise<void> {
	const { TerritoryTree } = await import('../tree.ts');
	const tree = new TerritoryTree(await store.readTree(tx));
	await store.replaceClosure(tx, tree.closure());
}

export type FlatRow = Omit<Node, 'name' | 'english' | 'byHand' | 'slug'> & { placeType: string | null };
function row(node: Node, real: (id: number) => number): FlatRow {
	const { name, english: _e, byHand: _b, slug: _s, ...rest } = node;
	return {
		...rest,
		id: real(node.id),
		parent: node.parent === null ? null : real(node.parent),
		placeType: name.placeType,
	};
}
function changed(world: World, id: number, real: (id: number) => number): FlatRow {
	return row(world.nodes.get(id) as Node, real);
}
function names(node: Node, id: number): bulk.BulkName[] {
	const list: bulk.BulkName[] = [
		{
			id,
			lang: 'ru',
			nominative: node.name.nominative,
			genitive: node.name.of,
			locative: node.name.in,
			full: node.name.full,
		},
	];
	if (node.english)
		list.push({
			id,
			lang: 'en',
			nominative: node.english.nominative,
			genitive: node.english.nominative,
			locative: node.english.nominative,
			full: node.english.full,
		});
	return list;
}

type Address = { slug: string; path: string };

async function claimAddresses(
	world: World,
	real: (id: number) => number,
	at: Date,
): Promise<Map<number, Address>> {
	const chosen = new Map<number, Address>();
	if (world.created.length === 0) return chosen;
	const taken = new Set((await store.readAllClaims(database(), 'path')).map((claim) => claim.value));
	const paths = new Map((await bulk.readPaths(database())).map((p) => [p.id as number, p]));
	let waiting = [...world.created];
	while (waiting.length > 0) {
		for (const node of waiting) {
			const parent = node.parent === null ? null : world.nodes.get(node.parent);
			const above = parent
				? {
						path: chosen.get(parent.id)?.path ?? paths.get(parent.id)?.path ?? '',
						kind: parent.kind as Kind,
						parent: parent.parent as TerritoryId | null,
					}
				: null;
			const prefix = childPrefix(above);
			const wish = {
				name: node.name.nominative,
				kind: node.kind,
				code: node.code,
				id: real(node.id),
				given: node.slug,
			};
			if (node.parent === null && !taken.has('')) {
				chosen.set(node.id, { slug: chooseSlug(wish, () => false), path: '' });
				taken.add('');
				continue;
			}
			const slug = chooseSlug(wish, (candidate) => taken.has(prefix + candidate));
			chosen.set(node.id, { slug, path: prefix + slug });
			taken.add(prefix + slug);
		}
		const wanted = waiting.map((node) => ({
			value: chosen.get(node.id)?.path as string,
			territory: real(node.id),
		}));
		// another process may have taken one meanwhile: those choose again, and so do the addresses below them
		const got = new Set(await transaction((tx) => bulk.claimMany(tx, 'path', wanted, at)));
		waiting = waiting.filter((node) => !got.has(chosen.get(node.id)?.path as string));
	}
	return chosen;
}

async function claimShortCodes(
	world: World,
	real: (id: number) => number,
	at: Date,
): Promise<Map<number, string>> {
	const given = new Map<number, string>();
	const owners = Map.groupBy(
		world.created.filter((node) => kinds[node.kind].owns),
		(node) => shortPrefix(/^\d/.test(node.code ?? '') ? node.code : null),
	);
	for (const [prefix, nodes] of owners) {
		let number = await transaction((tx) => store.takeNumbers(tx, `short-code:${prefix}`, nodes.length));
		for (const node of nodes) given.set(node.id, shortCodeOf(prefix, number++));
	}
	const claims = [...given].map(([id, value]) => ({ value, territory: real(id) }));
	if (claims.length > 0) await transaction((tx) => bulk.claimMany(tx, 'short-code', claims, at));
	return given;
}
