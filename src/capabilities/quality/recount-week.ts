import { stratumSums } from '#numerics/agreement.ts';
import { database, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { answersWithVerdicts } from '#rooms/appeals/door.server.ts';
import { bodyKey } from '#rooms/organisations/door.ts';
import { currentTree, tree, zoneOf } from '#rooms/territories/door.server.ts';
import * as store from './tally-store.server.ts';
import { lastWeeks, weekAt } from './week.ts';

/**
 * Counts weeks of a territory anew from its own rows, then those of all above it from what lies below them. Nothing is added up as it
 * happens: run twice, late or out of order it gives the same figures.
 */
export async function recountWeeks(territory: TerritoryId, weeks: readonly string[]): Promise<void> {
	for (const week of weeks) {
		await recountOwn(territory, week);
		for (const above of tree.ancestors(territory)) await recountAbove(above, week);
	}
}

/** The bodies of a territory, and its sums with those of its children. */
async function recountOwn(territory: TerritoryId, week: string): Promise<void> {
	const bodies = await bodiesOf(territory, week);
	const twice = await store.scoredTwice(database(), territory, week);
	const below = currentTree().childrenOf(territory);
	const children = await store.talliesOf(database(), below, week);
	const own = sumsOf(bodies, twice);
	// a body that sits elsewhere reads its figures at home
	const homes = new Set([territory, ...bodies.map((one) => one.bodyTerritory)]);
	for (const home of homes)
		await transaction(async (tx) => {
			const rows = home === territory ? bodies : bodies.filter((one) => one.bodyTerritory === home);
			await store.putBodyWeeks(tx, home, { owner: territory, week }, rows);
			if (home === territory) await store.putTally(tx, territory, week, added([own, ...children]));
		});
}

async function recountAbove(territory: TerritoryId, week: string): Promise<void> {
	const [bodies, twice, children] = await Promise.all([
		bodiesOf(territory, week),
		store.scoredTwice(database(), territory, week),
		store.talliesOf(database(), currentTree().childrenOf(territory), week),
	]);
	const whole = added([sumsOf(bodies, twice), ...children]);
	await transaction((tx) => store.putTally(tx, territory, week, whole));
}

async function bodiesOf(territory: TerritoryId, week: string): Promise<store.BodyWeek[]> {
	const { since, until } = weekAt(week, zoneOf(territory));
	const [answered, scored] = await Promise.all([
		answersWithVerdicts(territory, since, until),
		store.scoredIn(database(), territory, week),
	]);
	const keyOf = (one: { bodyTerritory: TerritoryId; body: store.BodyWeek['body'] }) =>
		bodyKey({ territory: one.bodyTerritory, id: one.body });
	const of = new Map(scored.map((one) => [keyOf(one), one]));
	return answered.map((one) => ({
		owner: territory,
		week,
		sampled: 0,
		scored: 0,
		formal: 0,
		points: 0,
		...of.get(keyOf(one)),
		...one,
	}));
}

function sumsOf(bodies: readonly store.BodyWeek[], twice: store.Twice): store.Sums {
	const sums = { ...store.noSums(), ...twice };
	for (const body of bodies) {
		sums.answers += body.answers;
		sums.returned += body.returned;
		sums.disputed += body.disputed;
		sums.sampled += body.sampled;
		sums.scored += body.scored;
		sums.formal += body.formal;
		sums.points += body.points;
	}
	const strata = stratumSums(
		bodies.map((one) => ({ population: one.answers, looked: one.scored, such: one.formal })),
	);
	sums.stratumAnswers = strata.population;
	sums.stratumFormal = strata.such;
	sums.stratumSpread = strata.spread;
	return sums;
}

export function added(all: readonly store.Sums[]): store.Sums {
	const whole = store.noSums();
	for (const one of all) for (const name of store.sums) whole[name] += one[name];
	return whole;
}

/** Returns and disputes come after the draw: every night the weeks of the last quarter are counted anew. */
export async function recountQuarter(
	territories: readonly TerritoryId[],
	now: Date,
	signal?: AbortSignal,
): Promise<void> {
	// the lowest first, so that one pass brings all to the top
	const depth = (one: TerritoryId) => currentTree().depthOf(one);
	const known = territories.filter((one) => currentTree().has(one)).sort((a, b) => depth(b) - depth(a));
	for (const territory of known) {
		if (signal?.aborted) return;
		for (const week of lastWeeks(now, zoneOf(territory), 13)) await recountOwn(territory, week);
	}
	const above = new Set(known.flatMap((one) => tree.ancestors(one)));
	for (const territory of [...above].sort((a, b) => depth(b) - depth(a))) {
		if (signal?.aborted) return;
		for (const week of lastWeeks(now, zoneOf(territory), 13)) await recountAbove(territory, week);
	}
}
