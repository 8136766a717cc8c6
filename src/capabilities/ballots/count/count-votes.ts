import type { Election } from '#numerics/counting/budget/election.ts';
import { budgetRules } from '#numerics/counting/budget/rules.ts';
import { fraction } from '#numerics/counting/fraction.ts';
import { type Profile, profileOf, rankingAsPoints, tally } from '#numerics/counting/profile.ts';
import { choiceRules } from '#numerics/counting/single/rules.ts';
import { type Decision, decide, fewest, type Share } from '#numerics/counting/threshold.ts';
import type { TieRule } from '#numerics/counting/ties.ts';
import type { Definition, Marks, Portion } from '../ballot.ts';

/** One unit of money as people count it: a rouble. */
export const rouble = 100n;
/** Grades of majority judgement, from «reject» to «excellent». */
export const grades = 6;

export type Counted = {
	votes: number;
	/** Nothing marked. */
	blank: number;
	/** How many marked each option and the points it got, in the listed order. */
	tally: { votes: number; points: number }[];
	/** Places of the options that were chosen or funded, in the order of winning. */
	won: number[];
	quorum: { needed: number; had: number; reached: boolean } | null;
	decision: Decision | null;
	choice: ReturnType<(typeof choiceRules)[string]['count']> | null;
	budget: { election: Election; funded: ReturnType<(typeof budgetRules)[string]> } | null;
};

/** What of the definition decides the count. */
export type CountedBy = Pick<Definition, 'options' | 'groups' | 'marks' | 'rule' | 'quorum' | 'ties'>;

/**
 * The count of a ballot. The same votes in any order give the same result.
 * @param unit by how much add1 raises each share; coarser for trials alone
 * @param lot decides between equals at the last, where the ballot says so; made of the file of votes
 */
export function countVotes(
	by: CountedBy,
	votes: readonly Marks[],
	{ eligible, lot, unit = rouble }: { eligible: number | null; lot: number; unit?: bigint },
): Counted {
	const profile = profileFor(by, votes);
	const { votes: marked, points } = tally(profile);
	const quorum = by.quorum ? reaching(by.quorum, eligible ?? 0, votes.length) : null;
	const counted: Counted = {
		votes: votes.length,
		blank: votes.filter((one) => one.marked.length === 0).length,
		tally: Array.from(marked, (count, i) => ({ votes: count, points: points[i]! })),
		won: [],
		quorum,
		decision: null,
		choice: null,
		budget: null,
	};
	const ties: TieRule = { by: by.ties.by, last: by.ties.last === 'lot' ? { seed: lot } : 'listed' };
	const { rule } = by;
	if (rule.kind === 'decision') {
		const at = (code: string) => by.options.findIndex((one) => one.code === code);
		const [yes, no] = [at(rule.yes), at(rule.no)];
		const decision = decide(
			{ eligible: eligible ?? 0, cast: votes.length, yes: marked[yes]!, no: marked[no]! },
			{
				...(by.quorum ? { quorum: shareOf(by.quorum) } : {}),
				majority: { ...shareOf(rule.majority), of: rule.majority.of },
			},
		);
		return { ...counted, decision, won: decision.valid ? [decision.accepted ? yes : no] : [] };
	}
	if (rule.kind === 'choice') {
		const choice = choiceRules[rule.name]!.count(profile, {
			seats: rule.seats,
			ties,
			grades,
			...(rule.leastVotes === null ? {} : { leastVotes: rule.leastVotes }),
		});
		return { ...counted, choice, won: quorum && !quorum.reached ? [] : choice.winners };
	}
	const election = electionFor(by, rule.budget, profile);
	const funded = budgetRules[rule.name]!(election, {
		unit,
		ties,
		...(rule.threshold === null ? {} : { threshold: rule.threshold }),
		...(rule.satisfaction === null ? {} : { satisfaction: rule.satisfaction }),
	});
	return {
		...counted,
		budget: { election, funded },
		won: quorum && !quorum.reached ? [] : funded.selected,
	};
}

const shareOf = ({ top, bottom, more }: Portion): Share => ({ share: fraction(top, bottom), more });

function reaching(quorum: Portion, eligible: number, had: number): NonNullable<Counted['quorum']> {
	const needed = fewest(eligible, shareOf(quorum));
	return { needed, had, reached: had >= needed };
}

function profileFor({ options, marks }: CountedBy, votes: readonly Marks[]): Profile {
	const places = new Map(options.map(({ code }, i) => [code, i]));
	return profileOf(
		options.length,
		votes.map(({ marked, points }) => ({
			marked: marked.map((code) => places.get(code) ?? -1),
			...(points ? { points } : {}),
		})),
		{ ranked: marks.kind === 'ranking' },
	);
}

function electionFor(by: CountedBy, budget: bigint, profile: Profile): Election {
	return {
		budget,
		costs: by.options.map(({ cost }) => cost ?? 0n),
		groups: by.groups.map((group) => ({
			projects: by.options.flatMap(({ groups }, i) => (groups.includes(group.code) ? [i] : [])),
			...(group.budget === null ? {} : { budget: group.budget }),
			...(group.most === null ? {} : { most: group.most }),
			...(group.least === null ? {} : { least: group.least }),
		})),
		profile: by.marks.kind === 'ranking' ? rankingAsPoints(profile) : profile,
	};
}
