import { choiceRules } from '#numerics/counting/single/rules.ts';
import type { TerritoryId, Uuid } from '#platform/db/ids.ts';
import { invalid, type Problem } from '#platform/errors/door.ts';
import { isWithin } from '#platform/permissions/door.ts';
import type { Definition, Lang } from './ballot.ts';

export const mostOptions = 300;
const lengths = { question: 300, explanation: 20_000, title: 200, note: 2_000, source: 300 };
const mostMoney = 10n ** 15n;

/** What a new ballot begins with: one choice, secret, for residents whose home is confirmed; of a space, for its members. */
export function emptyDefinition(territory: TerritoryId, lang: Lang, space: Uuid | null = null): Definition {
	return {
		lang,
		question: '',
		explanation: '',
		other: null,
		options: [],
		groups: [],
		marks: { kind: 'choose-1' },
		rule: { kind: 'choice', name: 'plurality', seats: 1, leastVotes: null },
		quorum: null,
		ties: { by: [], last: 'lot' },
		who: {
			residence: space ? 'none' : 'confirmed',
			area: territory,
			reach: 'subtree',
			ageFrom: null,
			ageTo: null,
			space,
			listed: false,
		},
		secrecy: 'secret',
		names: false,
		mayChange: false,
		results: 'after',
		channels: ['site'],
		opensAt: null,
		closesAt: null,
		mayCloseEarly: false,
		eligible: null,
	};
}

/** What not even a draft can be: texts that are too long, codes that would break a file, sums that are no sums. */
export function demandDraft(territory: TerritoryId, definition: Definition): void {
	const problems: Problem[] = [];
	const { question, explanation, other, options, groups, who, eligible, rule } = definition;
	const tooLong = (field: string, text: string, most: number) => {
		if (text.length > most) problems.push({ field, code: 'ballots.field.long', facts: { most } });
	};
	tooLong('question', question, lengths.question);
	tooLong('explanation', explanation, lengths.explanation);
	tooLong('other-question', other?.question ?? '', lengths.question);
	tooLong('other-explanation', other?.explanation ?? '', lengths.explanation);
	tooLong('eligible-source', eligible?.source ?? '', lengths.source);
	if (options.length > mostOptions)
		problems.push({ field: 'options', code: 'ballots.options.many', facts: { most: mostOptions } });
	for (const [i, one] of options.entries()) {
		tooLong(`option-title-${i}`, one.title, lengths.title);
		tooLong(`option-note-${i}`, one.note, lengths.note);
		tooLong(`option-other-title-${i}`, one.other?.title ?? '', lengths.title);
		tooLong(`option-other-note-${i}`, one.other?.note ?? '', lengths.note);
		if (one.cost !== null && (one.cost < 0n || one.cost > mostMoney))
			problems.push({ field: `option-cost-${i}`, code: 'ballots.money.wrong' });
	}
	const codes = [...options, ...groups].map(({ code }) => code);
	if (codes.some((code) => !/^[a-z0-9]{1,12}$/.test(code)) || isTwice(options) || isTwice(groups))
		problems.push({ field: 'options', code: 'ballots.options.codes' });
	for (const [i, one] of groups.entries()) {
		tooLong(`group-title-${i}`, one.title, lengths.title);
		if (one.budget !== null && (one.budget < 0n || one.budget > mostMoney))
			problems.push({ field: `group-budget-${i}`, code: 'ballots.money.wrong' });
	}
	if (rule.kind === 'budget' && (rule.budget < 0n || rule.budget > mostMoney))
		problems.push({ field: 'budget', code: 'ballots.money.wrong' });
	if (!isWithin(who.area, territory)) problems.push({ field: 'who', code: 'ballots.who.elsewhere' });
	if (problems.length) invalid(...problems);
}

const isTwice = (list: readonly { code: string }[]): boolean =>
	new Set(list.map(({ code }) => code)).size < list.length;

/**
 * All that keeps a draft from opening, each at its field.
 * @param definition with the space whose ballot it is, where there is one
 */
export function faultsOf(definition: Definition & { space?: Uuid | null }, now: Date): Problem[] {
	const problems: Problem[] = [];
	const fault = (field: string, code: string, facts?: Problem['facts']) =>
		problems.push({ field, code: `ballots.${code}`, ...(facts ? { facts } : {}) });
	const { question, options, marks, who, channels, opensAt, closesAt, quorum, eligible } = definition;
	if (!question.trim()) fault('question', 'question.missing');
	if (options.length < 2) fault('options', 'options.few');
	for (const [i, { title }] of options.entries())
		if (!title.trim()) fault(`option-title-${i}`, 'option.title.missing');
	const least = 'least' in marks ? (marks.least ?? 0) : 0;
	const most = 'most' in marks ? (marks.most ?? options.length) : options.length;
	if (least > options.length || most < Math.max(1, least)) fault('marks', 'marks.limits');
	if (marks.kind === 'cumulative' && (marks.points < 1 || marks.points > 1000))
		fault('marks', 'marks.points-limits');
	if (marks.kind === 'score' && (marks.from < 0 || marks.to <= marks.from || marks.to > 100))
		fault('marks', 'marks.scale');
	faultsOfRule(definition, fault);
	const needsNumber =
		quorum !== null || (definition.rule.kind === 'decision' && definition.rule.majority.of === 'eligible');
	const isCounted = who.listed || who.space !== null;
	if (needsNumber && !eligible && !isCounted) fault('eligible', 'eligible.missing');
	if (eligible && !eligible.source.trim()) fault('eligible-source', 'eligible.source');
	if (quorum && (quorum.top < 0 || quorum.bottom < 1 || quorum.top > quorum.bottom))
		fault('quorum', 'quorum.wrong');
	if (who.ageFrom !== null && who.ageTo !== null && who.ageFrom > who.ageTo) fault('age-to', 'who.ages');
	if (channels.length === 0) fault('channels', 'channels.none');
	// an account and a sheet are not known to be of one person: together they would be two votes
	if (channels.includes('code') && (channels.includes('site') || channels.includes('desk')))
		fault('channels', 'channels.code-beside');
	if ((who.listed || who.space !== null) && (channels.includes('desk') || channels.includes('paper')))
		fault('channels', 'channels.list-at-desk');
	// desks and sheets are the territory's: nobody of a space could take a vote there
	if (definition.space && channels.some((one) => one !== 'site')) fault('channels', 'channels.of-space');
	if (!closesAt) fault('closes-at', 'closes.missing');
	else if (closesAt <= (opensAt && opensAt > now ? opensAt : now)) fault('closes-at', 'closes.past');
	if (definition.names && definition.secrecy === 'secret') fault('names', 'names.secret');
	return problems;
}

type Fault = (field: string, code: string, facts?: Problem['facts']) => void;

/** Which kinds of marks a rule reads. */
export function readsMarks({ rule, marks }: Pick<Definition, 'rule' | 'marks'>): boolean {
	if (rule.kind === 'decision') return marks.kind === 'choose-1';
	if (rule.kind === 'budget') return marks.kind !== 'ranking' || !marks.shared;
	if (rule.name === 'plurality') return marks.kind === 'choose-1';
	if (rule.name === 'approval' || rule.name === 'cumulative') return marks.kind === rule.name;
	if (rule.name === 'majority-judgement') return marks.kind === 'score' && marks.from === 0 && marks.to === 5;
	if (choiceRules[rule.name]?.ballots === 'points') return marks.kind === 'score';
	const shares = rule.name === 'schulze' || rule.name === 'ranked-pairs';
	return marks.kind === 'ranking' && (shares || !marks.shared);
}

function faultsOfRule(definition: Definition, fault: Fault): void {
	const { rule, options, groups } = definition;
	if (!readsMarks(definition)) fault('rule', 'rule.marks');
	if (rule.kind === 'choice') {
		if (rule.seats < 1 || rule.seats >= Math.max(2, options.length)) fault('seats', 'rule.seats');
		return;
	}
	if (rule.kind === 'decision') {
		const has = (code: string) => options.some((one) => one.code === code);
		if (!has(rule.yes) || !has(rule.no) || rule.yes === rule.no) fault('rule', 'rule.yes-no');
		const { top, bottom } = rule.majority;
		if (top < 0 || bottom < 1 || top > bottom) fault('majority', 'quorum.wrong');
		return;
	}
	for (const [i, { code, most, least }] of groups.entries()) {
		const inside = options.filter((one) => one.groups.includes(code)).length;
		if ((least ?? 0) > Math.min(inside, most ?? inside)) fault(`group-least-${i}`, 'group.least');
	}
	if (rule.budget <= 0n) fault('budget', 'budget.missing');
	for (const [i, { cost, groups: of }] of options.entries()) {
		if (cost === null || cost <= 0n) fault(`option-cost-${i}`, 'option.cost.missing');
		else if (cost > rule.budget) fault(`option-cost-${i}`, 'option.cost.above');
		if (of.some((code) => !groups.some((group) => group.code === code)))
			fault(`option-groups-${i}`, 'option.group.unknown');
	}
}
