import { seeded } from '../random/seeded.ts';
import type { Election } from './budget/election.ts';
import { type Ballot, type Profile, profileOf } from './profile.ts';

/** Whole numbers from `from` to `to`, by the seed alone. */
export function dice(seed: number): (from: number, to: number) => number {
	const random = seeded(seed);
	return (from, to) => from + Math.floor(random() * (to - from + 1));
}

/** Rankings in an order of chance: of all options, or of as many as chance wants. */
export function randomRankings(seed: number, people: number, options: number, whole = false): Ballot[] {
	const roll = dice(seed);
	return Array.from({ length: people }, () => {
		const left = Array.from({ length: options }, (_, c) => c);
		const length = whole ? options : roll(1, options);
		return { marked: Array.from({ length }, () => left.splice(roll(0, left.length - 1), 1)[0]!) };
	});
}

/** A small election with costs that tie often; with points each mark gets from 1 to 5. */
export function randomElection(
	seed: number,
	{ points = false }: { points?: boolean } = {},
): Election & { ballots: Ballot[] } {
	const roll = dice(seed);
	const options = roll(3, 9);
	const people = roll(1, 30);
	const costs = Array.from({ length: options }, () => BigInt(roll(1, 6) * 10));
	const chance = roll(2, 6);
	const ballots = Array.from({ length: people }, () => {
		const marked = Array.from({ length: options }, (_, c) => c).filter(() => roll(1, 10) <= chance);
		return { marked, ...(points ? { points: marked.map(() => roll(1, 5)) } : {}) };
	});
	const budget = BigInt(roll(20, 150));
	return { budget, costs, ballots, profile: profileOf(options, ballots) };
}

/** Ballots in another order: a result must not depend on it. */
export function shuffledBallots(ballots: readonly Ballot[], seed: number): Ballot[] {
	const roll = dice(seed);
	const left = [...ballots];
	return ballots.map(() => left.splice(roll(0, left.length - 1), 1)[0]!);
}

export const rankedProfile = (options: number, ballots: readonly Ballot[]): Profile =>
	profileOf(options, ballots, { ranked: true });
