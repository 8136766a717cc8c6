import { seeded } from '#numerics/classifier/seeded.ts';
import { refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { type BallotRef, budgetNames, choiceNames, type Definition, type Marks } from './ballot.ts';
import { countVotes, rouble } from './count/count-votes.ts';
import { readVotesFile } from './count/votes-file.ts';
import { readsMarks } from './definition.ts';
import { mostTried } from './most-tried.ts';
import { fileOf } from './result-of.ts';
import { placeOf, seen } from './see.ts';

/** What one rule makes of the votes; `differs`: options that this rule and the chosen one decide differently. */
export type Comparison = {
	rule: string;
	/** Codes in the order of winning. */
	won: string[];
	/** In kopecks, of budgets. */
	spent: bigint | null;
	differs: string[];
	chosen: boolean;
};

/** Votes to try rules on: invented by a seed, or those of a closed ballot. */
export type TriedVotes = { invented: number; seed: number } | { of: BallotRef };

/** The laboratory: every rule that reads such marks, on the same votes. */
export async function compareRules(
	actor: Actor,
	ref: BallotRef,
	votes: TriedVotes,
	definition?: Definition,
): Promise<Comparison[]> {
	const ballot = await seen(actor, ref);
	demand(actor, 'ballots.make', placeOf(ballot));
	const tried = definition ?? ballot;
	if (tried.options.length < 2) refuse('ballots.options.few');
	const cast = 'of' in votes ? await votesOf(actor, votes.of) : inventVotes(tried, votes);
	if (cast.length > mostTried) refuse('ballots.laboratory.too-large', { most: mostTried });
	return compared(tried, cast);
}

async function votesOf(actor: Actor, ref: BallotRef): Promise<Marks[]> {
	const file = (await fileOf(actor, ref, 'votes')) ?? refuse('ballots.not-found');
	return (readVotesFile(Buffer.from(file.content).toString('utf8')) ?? []).map(({ marks }) => marks);
}

/** The rules beside one another; the one that the ballot names stands first. */
export function compared(definition: Definition, votes: readonly Marks[]): Comparison[] {
	const { rule } = definition;
	const others: Definition['rule'][] =
		rule.kind === 'choice'
			? choiceNames.map((name) => ({ ...rule, name }))
			: rule.kind === 'budget'
				? budgetNames.map((name) => ({ ...rule, name }))
				: [];
	const all = [rule, ...others.filter((one) => 'name' in one && 'name' in rule && one.name !== rule.name)];
	const counted = all
		.filter((one) => readsMarks({ ...definition, rule: one }))
		.map((one) => {
			const { won, budget } = countVotes({ ...definition, rule: one, quorum: null }, votes, {
				eligible: null,
				lot: 1,
				unit: unitFor(one, votes.length),
			});
			return {
				rule: 'name' in one ? one.name : one.kind,
				won: won.map((i) => definition.options[i]!.code),
				spent: budget?.funded.spent ?? null,
			};
		});
	const first = new Set(counted[0]?.won);
	return counted.map((one, i) => ({
		...one,
		chosen: i === 0,
		differs: definition.options
			.map(({ code }) => code)
			.filter((code) => first.has(code) !== one.won.includes(code)),
	}));
}

/** Shares of a trial grow in a thousand steps at most: rouble by rouble a large budget of few people would keep everybody waiting. */
function unitFor(rule: Definition['rule'], people: number): bigint {
	if (rule.kind !== 'budget') return rouble;
	const step = rule.budget / BigInt(1_000 * Math.max(1, people));
	return step > rouble ? (step / rouble) * rouble : rouble;
}

/** Votes of people who like some options more than others, by a seed alone. */
export function inventVotes(
	{ options, marks }: Pick<Definition, 'options' | 'marks'>,
	{ invented, seed }: { invented: number; seed: number },
): Marks[] {
	const random = seeded(seed);
	// every option has friends: how likely a person of each of three camps is to mark it
	const liked = options.map(() => [random(), random(), random()]);
	return Array.from({ length: Math.min(invented, mostTried) }, () => {
		const camp = Math.floor(random() * 3);
		const taste = options
			.map(({ code }, i) => ({ code, joy: liked[i]![camp]! + 0.6 * random() }))
			.sort((a, b) => b.joy - a.joy);
		const [least, most] =
			marks.kind === 'choose-1'
				? [1, 1]
				: 'most' in marks || 'least' in marks
					? [Math.max(1, marks.least ?? 1), marks.most ?? options.length]
					: [1, options.length];
		const length = Math.max(least, Math.min(most, 1 + Math.floor(random() * 4)));
		const chosen = taste.slice(0, length);
		const marked = chosen.map(({ code }) => code);
		if (marks.kind === 'score')
			return {
				marked: taste.map(({ code }) => code),
				points: taste.map(({ joy }) =>
					Math.min(marks.to, marks.from + Math.floor((joy / 1.6) * (marks.to - marks.from + 1))),
				),
			};
		if (marks.kind === 'ranking' && marks.shared) return { marked, points: marked.map((_, i) => i) };
		return marks.kind === 'cumulative' ? { marked, points: shared(marks, marked.length) } : { marked };
	});
}

/** Points shared out: the first gets most, all are given where all must be. */
function shared(
	{ points, mostOnOne = points }: Extract<Definition['marks'], { kind: 'cumulative' }>,
	count: number,
): number[] {
	const given = Array.from({ length: count }, () => 0);
	let left = points;
	for (let i = 0; left > 0 && given.some((one) => one < mostOnOne); i = (i + 1) % count) {
		if (given[i]! < mostOnOne) {
			given[i]!++;
			left--;
		}
	}
	return given.map((one) => Math.max(1, one));
}
