import type { TerritoryId } from '#platform/db/ids.ts';
import type { Ladder } from './ladder.ts';
import type { LadderEdition } from './ladder-store.server.ts';

export type Ladders = ReadonlyMap<string, LadderEdition>;
export const ladderKey = (of: Pick<LadderEdition, 'holdsIn' | 'category'>): string =>
	`${of.holdsIn} ${of.category}`;

/** The top, above every territory. */
const everywhere = 0 as TerritoryId;

const inForce = (ladders: Ladders, holdsIn: TerritoryId, category: string): LadderEdition | undefined => {
	const found = ladders.get(ladderKey({ holdsIn, category }));
	return found?.inherits ? undefined : found;
};

/**
 * The ladder that holds in a place for a category: the nearest territory that has any for it decides, in it the nearest
 * category, then that for all.
 * @param areas the territory and those above it, nearest first
 * @param chain the category and those above it, nearest first
 */
export function ladderFor(
	ladders: Ladders,
	areas: readonly TerritoryId[],
	chain: readonly string[],
): LadderEdition | undefined {
	for (const area of [...areas, everywhere])
		for (const category of [...chain, '']) {
			const found = inForce(ladders, area, category);
			if (found) return found;
		}
	return undefined;
}

/** When what holds in a place for a category was last changed: its own ladder, or any of those that it comes from. */
export function changedAt(ladders: Ladders, areas: readonly TerritoryId[], chain: readonly string[]): Date {
	const made = [...areas, everywhere].flatMap((holdsIn) =>
		[...chain, ''].map((category) => ladders.get(ladderKey({ holdsIn, category }))?.madeAt.getTime() ?? 0),
	);
	return new Date(Math.max(...made));
}

/** The hours that hold in a place for every category: when nobody is told, and when the letter of the morning leaves. */
export function rhythmFor(
	ladders: Ladders,
	areas: readonly TerritoryId[],
): Ladder & { digestAt: number | null } {
	const of = ladderFor(ladders, areas, []);
	const quiet =
		of && of.quietFrom !== null && of.quietTo !== null && of.quietFrom !== of.quietTo
			? { from: of.quietFrom, to: of.quietTo }
			: null;
	return { steps: of?.steps ?? [], quiet, digestAt: of?.digestAt ?? null };
}
