import { placeOf } from '#pages/office-place.ts';
import { voteIn } from '#pages/votes/vote.ts';
import {
	alike,
	type Compared,
	compareRules,
	inventBallot,
	inventVotes,
	mostTried,
	readyKinds,
	tryApart,
	viewBallot,
} from '#rooms/ballots/door.server.ts';

const kinds = readyKinds.filter((one) => one !== 'yes-no');
const within = (text: string | null, from: number, to: number, usual: number) =>
	/^\d{1,9}$/.test(text ?? '') ? Math.min(to, Math.max(from, Number(text))) : usual;

/** What the address of the laboratory asks for. */
export function askedOf(query: URLSearchParams) {
	return {
		kind: kinds.find((one) => one === query.get('kind')) ?? ('budget' as const),
		options: within(query.get('options'), 3, 30, 8),
		people: within(query.get('people'), 1, mostTried, 300),
		seed: within(query.get('seed'), 1, 999_999_999, 1),
		of: query.get('of') || null,
	};
}

/** Rules beside one another, as the page shows them. */
export function shownTrial({ definition, all, late, people }: Compared) {
	const titleOf = new Map(definition.options.map(({ code, title }) => [code, title]));
	const named = (codes: readonly string[]) => codes.map((code) => titleOf.get(code) ?? code);
	const groups = alike(all);
	const chosen = new Set(all[0]?.won);
	return {
		people,
		isBudget: definition.rule.kind === 'budget',
		budget: definition.rule.kind === 'budget' ? definition.rule.budget : null,
		rules: all.length,
		late,
		groups: groups.map((one) => ({
			rules: one.rules,
			chosen: one.chosen,
			won: named(one.won),
			spent: one.spent,
			more: named(one.won.filter((code) => !chosen.has(code))),
			less: named([...chosen].filter((code) => !one.won.includes(code))),
		})),
		options: definition.options.map(({ code, title, cost }) => ({
			title,
			cost,
			by: all.filter(({ won }) => won.includes(code)).length,
		})),
	};
}

/** A trial of the address: on a vote of the office, or on one that is made up. */
export async function trialOf(locals: App.Locals, asked: ReturnType<typeof askedOf>) {
	const { t, lang, actor } = locals;
	if (asked.of) {
		const ref = voteIn(locals, asked.of);
		const vote = await viewBallot(actor, ref);
		const isPast = vote.state === 'closed';
		const votes = isPast ? { of: ref } : { invented: asked.people, seed: asked.seed };
		const found = await compareRules(actor, ref, votes, vote);
		return { of: { question: vote.question, isPast }, ...shownTrial(found) };
	}
	const titleOf = (number: number) =>
		t.any(`ballots.office.lab.${asked.kind === 'budget' ? 'project' : 'option'}`, { number });
	const definition = inventBallot({ territory: placeOf(locals), lang }, asked, titleOf);
	const votes = inventVotes(definition, { invented: asked.people, seed: asked.seed });
	return { of: null, ...shownTrial(await tryApart({ definition, votes })) };
}
