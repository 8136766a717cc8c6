import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { installation } from '#platform/permissions/door.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { categories } from '../categories.server.ts';
import { ladders } from './ground.server.ts';
import { changesBetween, type LadderChange, standsFor } from './ladder-changes.ts';
import { type LadderEdition, ladderAt, ladderHistory, laddersBefore } from './ladder-store.server.ts';
import { type LadderOf, mayBeUndone } from './set-ladder.ts';
import { ladderFor, ladderKey } from './which-ladder.ts';

type Around = { areas: readonly TerritoryId[]; chain: readonly string[] };

/** A ladder as the office sees it: what holds, whose it is, what each change did and by whom, and which of them undoing takes back. */
export async function viewLadder(of: LadderOf) {
	const [all, tree_, history] = [await ladders(), await categories(), await ladderHistory(database(), of)];
	const chain = of.category === '' ? [] : tree_.chain(of.category).map((one) => one.code);
	const areas = of.holdsIn === installation ? [] : [of.holdsIn, ...tree.ancestors(of.holdsIn)];
	const around = { areas, chain };
	const told: (LadderEdition & { changes: LadderChange[] })[] = [];
	for (const [i, edition] of history.entries())
		told.push({ ...edition, changes: await changesOf(of, edition, history[i + 1], around) });
	const [now] = told;
	return {
		holds: ladderFor(all, areas, chain),
		rhythm: ladderFor(all, areas, []),
		history: told,
		own: now?.inherits === false,
		undoes: now && mayBeUndone(of, standsFor(now)) ? await undoneFrom(of, now, told, around) : null,
	};
}

async function undoneFrom(
	of: LadderOf,
	now: LadderEdition,
	told: readonly (LadderEdition & { changes: LadderChange[] })[],
	around: Around,
): Promise<LadderChange[]> {
	const version = standsFor(now);
	const known = told.find((one) => one.version === version);
	if (known) return known.changes;
	const edition = await ladderAt(database(), of, version);
	return edition ? changesOf(of, edition, await ladderAt(database(), of, version - 1), around) : [];
}

/** @param before the edition before it, if it is at hand */
async function changesOf(
	of: LadderOf,
	edition: LadderEdition,
	before: LadderEdition | undefined,
	{ areas, chain }: Around,
): Promise<LadderChange[]> {
	const last =
		before ?? (edition.version > 1 ? await ladderAt(database(), of, edition.version - 1) : undefined);
	const hours = of.category === '';
	if (edition.inherits || (last && !last.inherits)) return orNothing(changesBetween(last, edition, hours));
	const then = await laddersBefore(
		database(),
		{ places: [...areas, installation], categories: [...chain, ''] },
		edition.madeAt,
	);
	const held = ladderFor(new Map(then.map((one) => [ladderKey(one), one])), areas, chain);
	const changes = changesBetween(held, edition, hours);
	return held ? [{ what: 'own' }, ...changes] : changes;
}

const orNothing = (changes: LadderChange[]): LadderChange[] =>
	changes.length ? changes : [{ what: 'nothing' }];
