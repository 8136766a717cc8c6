import { type Profile, tally } from '../profile.ts';
import { type TieRule, tieBreaker } from '../ties.ts';
import { firstByValue, type Outcome } from './outcome.ts';

/** `mean`: the points were divided by the votes. */
export type PointsStep = { option: number; votes: number; points: number; mean: boolean };

/**
 * The options with most points. With one mark each this is plurality; with as many as one likes, approval voting (Brams, Fishburn:
 * Approval voting, 1983); with points that each person shares out, cumulative or dot voting; with a score for each option, score
 * voting. `mean` divides by the people who scored an option, so that those who do not know it do not count against it; options
 * that fewer than `leastVotes` people scored cannot win then.
 */
export function mostPoints(
	profile: Profile,
	{
		seats = 1,
		ties,
		mean = false,
		leastVotes = 1,
	}: { seats?: number; ties: TieRule; mean?: boolean; leastVotes?: number },
): Outcome<PointsStep> {
	const { votes, points } = tally(profile);
	const all = [...votes.keys()];
	const open = mean ? all.filter((c) => votes[c]! >= Math.max(1, leastVotes)) : all;
	// the mean by whole numbers: points(a) ÷ votes(a) > points(b) ÷ votes(b)
	const isBetter = (a: number, b: number) =>
		mean
			? BigInt(points[a]!) * BigInt(votes[b]!) > BigInt(points[b]!) * BigInt(votes[a]!)
			: points[a]! > points[b]!;
	const steps = all
		.map((option) => ({ option, votes: votes[option]!, points: points[option]!, mean }))
		.sort((a, b) =>
			isBetter(a.option, b.option) ? -1 : isBetter(b.option, a.option) ? 1 : a.option - b.option,
		);
	return { ...firstByValue(open, isBetter, seats, tieBreaker(ties, profile.options, { votes })), steps };
}
