import { aboveHalf, aboveOther, chanceOf, discoveries, oddsRatio } from './significance.ts';
import type { Tallies } from './tallies.ts';

/** A statement by which a group is known: what most of it says and the others say less. */
export type Telling = {
	group: number;
	statement: number;
	side: 'agree' | 'disagree';
	/** So many of the group say so, of so many who voted on it. */
	said: number;
	of: number;
	/** The same among all other groups. */
	saidElsewhere: number;
	ofElsewhere: number;
	/** (said + 1) / (of + 2), and that by the same elsewhere. */
	share: number;
	times: number;
	odds: number;
	/** Above a half, and above the others, in standard errors. */
	zShare: number;
	zDifference: number;
	/** One-sided chance of such a difference; optimistic, for the groups were found in the same votes. */
	chance: number;
	/** Above a half at 90 % and above the others, of all statements and groups tested at most 5 % by mistake. */
	significant: boolean;
};

/** z of a one-sided 90 %. */
const ninety = 1.2816;

/**
 * For each group the statements that tell it from the others, up to `most`, the most telling first: times · zDifference · share ·
 * zShare, as Polis publishes it. Polis takes 90 % on each test alone, which among hundreds of statements finds dozens by chance; here
 * the tests of difference are taken together. A group without a significant one gets its best, marked so; one without votes, or
 * alone, none.
 */
export function tellingOf(tallies: Tallies, used: Int32Array, most = 5): Telling[][] {
	const all: Telling[] = [];
	for (let group = 0; group < tallies.groups && tallies.groups > 1; group++)
		for (const statement of used)
			for (const side of ['agree', 'disagree'] as const) all.push(compared(tallies, group, statement, side));
	const found = discoveries(Float64Array.from(all, (one) => one.chance));
	for (const [i, one] of all.entries()) one.significant = found[i] === 1 && one.zShare > ninety;
	return Array.from({ length: tallies.groups }, (_, group) => {
		const own = all.filter((one) => one.group === group && one.said > 0);
		const sure = own.filter((one) => one.significant).sort((a, b) => weightOf(b) - weightOf(a));
		if (sure.length > 0) return onceEach(sure).slice(0, most);
		return own.sort((a, b) => b.zDifference - a.zDifference).slice(0, 1);
	});
}

const weightOf = (one: Telling) => one.times * one.zDifference * one.share * one.zShare;

function onceEach(tellings: readonly Telling[]): Telling[] {
	const met = new Set<number>();
	return tellings.filter((one) => !met.has(one.statement) && met.add(one.statement));
}

function compared(tallies: Tallies, group: number, statement: number, side: 'agree' | 'disagree'): Telling {
	const { groups, statements, agree, disagree, pass } = tallies;
	let [said, of, saidElsewhere, ofElsewhere] = [0, 0, 0, 0];
	for (let g = 0; g < groups; g++) {
		const cell = g * statements + statement;
		const here = side === 'agree' ? agree[cell]! : disagree[cell]!;
		const voted = agree[cell]! + disagree[cell]! + pass[cell]!;
		if (g === group) [said, of] = [here, voted];
		else {
			saidElsewhere += here;
			ofElsewhere += voted;
		}
	}
	const share = (said + 1) / (of + 2);
	const zDifference = aboveOther(said, of, saidElsewhere, ofElsewhere);
	return {
		group,
		statement,
		side,
		said,
		of,
		saidElsewhere,
		ofElsewhere,
		share,
		times: share / ((saidElsewhere + 1) / (ofElsewhere + 2)),
		odds: oddsRatio(said, of, saidElsewhere, ofElsewhere),
		zShare: aboveHalf(said, of),
		zDifference,
		chance: chanceOf(zDifference),
		significant: false,
	};
}
