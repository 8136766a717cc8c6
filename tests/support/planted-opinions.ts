import type { Mark } from '#numerics/opinions/votes.ts';
import { seeded } from '#numerics/random/seeded.ts';

export type Planted = {
	people: number;
	statements: number;
	groups: number;
	votes: number;
	seed: number;
	/** How far the opinion of a group is from indifference, from 0 to 1. */
	conviction?: number;
};

/** Votes one after another, and the group that each person was planted in. */
export type PlantedVotes = {
	person: Int32Array;
	statement: Int32Array;
	mark: Int8Array;
	groupOf: Int32Array;
};

/**
 * A conversation with groups that are known: group g takes the first share of people, then each next a smaller one; on each statement
 * a group agrees or disagrees with a leaning of its own, one statement in four unites all. People vote unevenly (the busiest
 * several times as often as the mean), on statements of their own drawing, a tenth of the votes passes.
 */
export function plantedOpinions({
	people,
	statements,
	groups,
	votes,
	seed,
	conviction = 0.8,
}: Planted): PlantedVotes {
	const random = seeded(seed);
	const leaning = Float64Array.from(
		{ length: groups * statements },
		() => (random() < 0.5 ? -1 : 1) * conviction,
	);
	for (let j = 0; j < statements; j++)
		if (random() < 0.25) for (let g = 1; g < groups; g++) leaning[g * statements + j] = leaning[j] as number;
	const groupOf = Int32Array.from({ length: people }, (_, i) => {
		let left = ((i * 0.618_033_988_75) % 1) * (groups * (groups + 1)) * 0.5;
		let g = 0;
		while (g < groups - 1 && left >= groups - g) left -= groups - g++;
		return g;
	});
	const voted = new Set<number>();
	const person = new Int32Array(votes);
	const statement = new Int32Array(votes);
	const mark = new Int8Array(votes);
	for (let n = 0; n < votes; ) {
		const i = Math.floor(random() ** 1.5 * people);
		const j = Math.floor(random() * statements);
		const cell = i * statements + j;
		if (voted.has(cell)) continue;
		voted.add(cell);
		person[n] = i;
		statement[n] = j;
		const side = random() < (1 + (leaning[(groupOf[i] as number) * statements + j] as number)) / 2 ? 1 : -1;
		mark[n] = (random() < 0.1 ? 0 : side) as Mark;
		n++;
	}
	return { person, statement, mark, groupOf };
}
