import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { placesUnder, spacesToChoose } from '#pages/office-choices.ts';
import { placeOf, within } from '#pages/office-place.ts';
import { type DraftStep, draftSteps, faultsByStep, isStep, readStep } from '#pages/votes/read-draft.ts';
import { majorities, quorums, shownQuorum } from '#pages/votes/read-rule.ts';
import { roubles } from '#pages/votes/typed.ts';
import { voteCrumbs, voteIn, votesPath } from '#pages/votes/vote.ts';
import { wallText } from '#pages/wall-time.ts';
import { refuse } from '#platform/errors/door.ts';
import {
	type Ballot,
	budgetNames,
	budgetRulesShown,
	changeDraft,
	kindOf,
	readDraft,
	rulesOf,
} from '#rooms/ballots/door.server.ts';
import { zoneName, zoneOf } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

const stepIn = (text: string): DraftStep => (isStep(text) ? text : refuse('platform.not-found'));

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const step = stepIn(params.step);
	const draft = await readDraft(locals.actor, voteIn(locals, params.id));
	const at = (path: string) => votesPath(locals, `/${draft.id}${path}`);
	const faults = url.searchParams.has('check')
		? faultsByStep(draft, new Date()).filter((one) => one.step === step)
		: [];
	return {
		step,
		within: within(locals),
		crumbs: voteCrumbs(locals, draft),
		version: draft.version,
		steps: Object.fromEntries(
			[...draftSteps, 'check'].map((one) => [one, at(one === 'check' ? '/check' : `/edit/${one}`)]),
		),
		faults: faults.map((one) => ({ field: one.field, message: locals.t.any(one.code, one.facts) })),
		more: url.searchParams.has('more'),
		draft: { ...draft, kind: kindOf(draft) },
		fields: await fieldsOf(locals, step, draft),
		laboratory: at('').replace(`/${draft.id}`, '/laboratory'),
		list: draft.who.listed ? at('/list') : null,
	};
};

/** What the fields of a step show that the draft does not say as it is. */
async function fieldsOf(locals: App.Locals, step: DraftStep, draft: Ballot) {
	const kind = kindOf(draft);
	const isBudget = draft.rule.kind === 'budget';
	return {
		costs: draft.options.map(({ cost }) => roubles(cost)),
		groupBudgets: draft.groups.map(({ budget }) => roubles(budget)),
		budget: draft.rule.kind === 'budget' ? roubles(draft.rule.budget) : '',
		rules: kind === 'yes-no' ? [] : isBudget ? [...budgetRulesShown] : [...rulesOf[kind as 'one']],
		otherRules: isBudget
			? budgetNames.filter((name) => !(budgetRulesShown as readonly string[]).includes(name))
			: [],
		majorities: [...majorities],
		quorums: [...quorums],
		quorum: shownQuorum(draft.quorum),
		places: step === 'who' ? await placesUnder(locals) : [],
		spaces: step === 'who' ? await spacesToChoose(locals, draft.space) : [],
		opensAt: wallText(locals, draft.opensAt),
		closesAt: wallText(locals, draft.closesAt),
		zone: zoneName(zoneOf(placeOf(locals))),
	};
}

export const actions: Actions = {
	default: action(async ({ locals, params }, form) => {
		const step = stepIn(params.step);
		const ref = voteIn(locals, params.id);
		const definition = readStep(locals, step, form, await readDraft(locals.actor, ref));
		await changeDraft(locals.actor, ref, { definition, version: Number(form.text('version')) });
		const doing = form.text('do');
		if (doing === 'next') {
			const next = draftSteps[draftSteps.indexOf(step) + 1];
			redirect(303, votesPath(locals, next ? `/${ref.id}/edit/${next}` : `/${ref.id}/check`));
		}
		if (doing === 'check') redirect(303, votesPath(locals, `/${ref.id}/check`));
		if (doing === 'leave') redirect(303, votesPath(locals, `/${ref.id}`));
		const further: Record<string, string> = doing === 'add' ? { more: '1' } : {};
		redirect(303, votesPath(locals, `/${ref.id}/edit/${step}`, further));
	}),
};
