import { setTimeout as sleep } from 'node:timers/promises';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { enqueue } from '#platform/jobs/door.server.ts';
import { currentTree, tree, zoneOf } from '#rooms/territories/door.server.ts';
import type { AppealRef } from '../appeal.ts';
import * as store from './marks-store.server.ts';
import { type Difference, recount } from './recount.ts';
import { recountCells } from './recount-cells.ts';

const second = 1000;
const firstOf = (day: string) => `${day.slice(0, 7)}-01`;

/** How long a change waits to be counted with others: large territories have many, and nobody waits for their last ten seconds. */
function patience(territory: TerritoryId, kind: store.CountKind): number {
	const large = { union: 40, country: 40, region: 20 } as Record<string, number>;
	const wait = large[tree.kindOf(territory)] ?? 10;
	return (kind === 'cells' ? 12 * wait : wait) * second;
}
const marked = (territory: TerritoryId, month: string, kind: store.CountKind, at: number) => ({
	territory,
	month,
	kind,
	notBefore: new Date(at + patience(territory, kind)),
});

/** Something happened to appeals: the months in which they count wait to be counted anew. Called before their lists are renewed. */
export async function markAppeals(refs: readonly AppealRef[]): Promise<void> {
	const at = Date.now();
	const marks: ReturnType<typeof marked>[] = [];
	for (const { territory, filed, days } of await store.daysOf(
		database(),
		refs.map((ref) => ({ ...ref, zone: zoneOf(ref.territory) })),
	)) {
		for (const month of new Set([filed, ...days].map(firstOf)))
			marks.push(marked(territory, month, 'figures', at));
		marks.push(marked(territory, firstOf(filed), 'cells', at));
	}
	if (marks.length === 0) return;
	await store.mark(database(), marks);
	await askToCount();
}

/** Many appeals came or went at once: their months wait to be counted anew. */
export async function markMonths(
	territory: TerritoryId,
	months: readonly { month: string; filed: boolean }[],
): Promise<void> {
	const at = Date.now();
	await store.mark(
		database(),
		months.flatMap(({ month, filed }) => [
			marked(territory, month, 'figures', at),
			...(filed ? [marked(territory, month, 'cells', at)] : []),
		]),
	);
	if (months.length) await askToCount();
}

let asked = 0;
const soon = 10 * second;
/** One job counts all that is marked. It was asked for a moment ago and has not run yet: it will see this change too. */
async function askToCount(): Promise<void> {
	if (Date.now() < asked + soon - 2 * second) return;
	asked = Date.now();
	await enqueue(
		database(),
		'appeals.count',
		{},
		{
			key: 'appeals.count',
			queue: 'appeals.count',
			runAt: new Date(asked + soon),
			keepTime: true,
			priority: 10,
		},
	);
}

const mostAtOnce = 2_000;
const together = 200;
/** A part that took longer, milliseconds, is followed by a rest so many times as long. */
const longPart = 100;
const restFor = 4;

/**
 * Counts what is marked and due, the lowest territories first, and marks what lies above where something changed.
 * Runs in one process at a time (the queue of its job); a count that died leaves its marks for the next.
 */
export async function countMarked({ everything = false, now = new Date() } = {}): Promise<number> {
	const db = database();
	const before = everything ? new Date('9999-12-31') : now;
	let counted = 0;
	for (;;) {
		const marks = await store.take(db, before, mostAtOnce);
		if (marks.length === 0) return counted;
		// the deepest come first, so that one pass can bring a change to the top
		const depth = (one: store.Mark) => currentTree().depthOf(one.territory);
		const groups = Map.groupBy(marks, (one) => `${one.kind} ${depth(one)}`);
		for (const group of [...groups.values()].sort((a, b) => depth(b[0]!) - depth(a[0]!)))
			for (let from = 0; from < group.length; from += together) {
				const part = group.slice(from, from + together);
				const started = performance.now();
				await countPart(part, now);
				await store.settle(db, part);
				counted += part.length;
				// in a peak figures come later, filings do not: marks of one month meanwhile become one
				const took = performance.now() - started;
				if (!everything && took > longPart)
					await sleep(Math.min(2_000, took * restFor), undefined, { ref: false });
			}
		if (marks.length < mostAtOnce && !everything) return counted;
	}
}

async function countPart(part: readonly store.Mark[], now: Date): Promise<void> {
	const { kind } = part[0]!;
	const known = part.filter((one) => currentTree().has(one.territory));
	const changed = await (kind === 'cells' ? recountCells(known) : recount(known));
	await store.mark(
		database(),
		changed.flatMap(({ territory, month }: Difference) => {
			const parent = tree.parentOf(territory);
			return parent === null ? [] : [marked(parent, month, kind, now.getTime())];
		}),
	);
}

/** Whether cells of the heat map of a territory, or of one below it, still wait to be counted. */
export async function cellsWait(
	territory: TerritoryId,
	days: { from: string; to: string },
): Promise<boolean> {
	const waiting = await store.territoriesWithCellsWaiting(database(), days);
	return waiting.some((id) => currentTree().has(id) && currentTree().isWithin(id, territory));
}

/** The job: counts, and asks for itself again while something waits. */
export async function countJob(): Promise<void> {
	await countMarked();
	asked = 0;
	if (await store.nextMark(database())) await askToCount();
}
