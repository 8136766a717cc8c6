import { copyIn, newId, type TerritoryId, type Tx, type Uuid } from '../db/door.server.ts';
import { type Leaf, leafOf, type Sealed } from './leaf.server.ts';

export { type Leaf, leafOf, leafText, type Sealed } from './leaf.server.ts';
export { checkPage } from './page/check-page.ts';
export {
	type Published,
	publishedCheckpoint,
	publishedKeys,
	publishedPolicy,
	publishedTile,
	receiptAt,
	receiptOf,
	standsStill,
	whyStill,
} from './proof.server.ts';
export { fillLoggedThings, type LoggedThings } from './records.ts';
export type { HaltReason } from './standstill.ts';
export { toHex } from './tlog/bytes.ts';
export { parseTilePath } from './tlog/tiles.ts';
export { ourPolicy } from './witness/ask-witnesses.server.ts';

export type LeafInLine = Sealed & Omit<Leaf, 'nonce'>;

/** Puts a leaf in line for the log, in the transaction of the thing. */
export const queueLeaf = (tx: Tx, leaf: LeafInLine): Promise<void> => queueLeavesOf(tx, [leaf]);

/** Many in one statement; send it beside others with Promise.all. */
export async function queueLeavesOf(tx: Tx, leaves: readonly LeafInLine[]): Promise<void> {
	await tx`
		insert into transparency.leaf_queue (territory_id, id, kind, thing, at, commitment, leaf)
		select territory_id, id, kind, thing, at, decode(commitment, 'hex'), decode(leaf, 'hex')
		from unnest(${leaves.map((one) => one.territory)}::int[], ${leaves.map(() => newId())}::uuid[],
			${leaves.map((one) => one.kind)}::text[], ${leaves.map((one) => one.thing)}::uuid[],
			${leaves.map((one) => (one.at instanceof Date ? one.at.toISOString() : one.at))}::timestamptz[],
			${leaves.map((one) => one.commitment.toString('hex'))}::text[], ${leaves.map((one) => one.leaf.toString('hex'))}::text[])
			as t (territory_id, id, kind, thing, at, commitment, leaf)`;
}

/** Many at once, by COPY: for imports. */
export async function queueLeaves(tx: Tx, leaves: readonly (Sealed & Omit<Leaf, 'nonce'>)[]): Promise<void> {
	await copyIn(
		tx,
		'transparency.leaf_queue',
		['territory_id', 'id', 'kind', 'thing', 'at', 'commitment', 'leaf'],
		leaves.map((one) => [one.territory, newId(), one.kind, one.thing, one.at, one.commitment, one.leaf]),
	);
}

/**
 * Leaves of things that are taken back. What waits in line leaves it; what stands in the log stays there, and a leaf of the kind
 * `<kind>-withdrawn` says that the thing is no more.
 */
export async function dropLeaves(
	tx: Tx,
	/** `at`: of the leaf that says so; a day where a finer time would tell too much. */
	things: { territory: TerritoryId; kind: string; ids: readonly string[]; at?: Date | string },
): Promise<void> {
	const { territory, kind, at = new Date() } = things;
	await tx`
		delete from transparency.leaf_queue
		where territory_id = ${territory} and kind = ${kind} and thing = any(${[...things.ids]}::uuid[])`;
	const logged = await tx<{ thing: Uuid }[]>`
		select thing from transparency.logged
		where territory_id = ${territory} and kind = ${kind} and thing = any(${[...things.ids]}::uuid[])`;
	if (logged.length === 0) return;
	await queueLeavesOf(
		tx,
		logged.map(({ thing }) => {
			const sealed = { kind: `${kind}-withdrawn`, territory, thing, at };
			return { ...sealed, ...leafOf({ ...sealed, content: '' }) };
		}),
	);
}
