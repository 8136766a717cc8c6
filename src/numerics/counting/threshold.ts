import { ceilOf, type Fraction, floorOf, fraction, times } from './fraction.ts';

/** At least that share of something, or more than it: «half» and «more than half» are different rules. */
export type Share = { share: Fraction; more: boolean };

export type DecisionRule = {
	/** How many must take part, of those who may. */
	quorum?: Share;
	/** How many must be in favour, and of whom: all who may vote, all who took part, those who said yes or no. */
	majority: Share & { of: 'eligible' | 'cast' | 'decided' };
};

export type Decision = {
	accepted: boolean;
	valid: boolean;
	/** How many had to take part and to be in favour; what was lacking. */
	quorum: { needed: number; had: number; lacking: number };
	majority: { needed: number; had: number; lacking: number; of: number };
};

/** The fewest whole votes that reach a share: exact, so that two thirds of 300 are 200 and not 201. */
export function fewest(of: number, { share, more }: Share): number {
	const exact = times(share, fraction(of));
	return Number(more ? floorOf(exact) + 1n : ceilOf(exact));
}

/** Whether a yes-or-no vote is valid and accepted. `cast` counts blank ballots too. */
export function decide(
	{ eligible, cast, yes, no }: { eligible: number; cast: number; yes: number; no: number },
	{ quorum, majority }: DecisionRule,
): Decision {
	const of = { eligible, cast, decided: yes + no }[majority.of];
	const wanted = (needed: number, had: number) => ({ needed, had, lacking: Math.max(0, needed - had) });
	const taken = wanted(quorum ? fewest(eligible, quorum) : 0, cast);
	const inFavour = { ...wanted(fewest(of, majority), yes), of };
	const valid = taken.lacking === 0;
	return { accepted: valid && yes > 0 && inFavour.lacking === 0, valid, quorum: taken, majority: inFavour };
}
