import { seeded } from '#numerics/random/seeded.ts';
import { budgetNames, choiceNames, type Definition, type Marks } from './ballot.ts';
import { countVotes, rouble } from './count/count-votes.ts';
import { readsMarks } from './definition.ts';
import { mostTried } from './most-tried.ts';

/** What one rule makes of the votes. */
export type TriedRule = {
	rule: string;
	/** Codes in the order of winning. */
	won: string[];
	/** In kopecks, of budgets. */
	spent: bigint | null;
};
/** Beside the chosen one; `differs`: options that this rule and the chosen one decide differently. */
export type Comparison = TriedRule & { differs: string[]; chosen: boolean };

/** Rules that read such marks; the one that the ballot names stands first. */
function rulesToTry(definition: Definition): Definition['rule'][] {
	const { rule } = definition;
	const others: Definition['rule'][] =
		rule.kind === 'choice'
			? choiceNames.map((name) => ({ ...rule, name }))
			: rule.kind === 'budget'
				? budgetNames.map((name) => ({ ...rule, name }))
				: [];
	const all = [rule, ...others.filter((one) => nameOf(one) !== nameOf(rule))];
	return all.filter((one) => readsMarks({ ...definition, rule: one }));
}

const nameOf = (rule: Definition['rule']): string => ('name' in rule ? rule.name : rule.kind);

/** Their names, in the same order. */
export const namesOfRules = (definition: Definition): string[] => rulesToTry(definition).map(nameOf);

/** Every rule on the same votes, one after the other, so that whoever waits has what is counted already. */
export function* tryRules(definition: Definition, votes: readonly Marks[]): Generator<TriedRule> {
	for (const rule of rulesToTry(definition)) {
		const { won, budget } = countVotes({ ...definition, rule, quorum: null }, votes, {
			eligible: null,
			lot: 1,
			unit: unitFor(rule, votes.length),
		});
		yield {
			rule: nameOf(rule),
			won: won.map((i) => definition.options[i]!.code),
			spent: budget?.funded.spent ?? null,
		};
	}
}

/** The rules beside the first one. */
export function besideFirst({ options }: Definition, tried: readonly TriedRule[]): Comparison[] {
	const first = new Set(tried[0]?.won);
	return tried.map((one, i) => ({
		...one,
		chosen: i === 0,
		differs: options.map(({ code }) => code).filter((code) => first.has(code) !== one.won.includes(code)),
	}));
}

/** All rules beside one another, here and now. */
export const compared = (definition: Definition, votes: readonly Marks[]): Comparison[] =>
	besideFirst(definition, [...tryRules(definition, votes)]);

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
