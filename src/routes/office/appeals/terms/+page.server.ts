import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { beginAtTheTop, inboxCrumb, placeOf, within } from '#pages/office-place.ts';
import { installation, may } from '#platform/permissions/door.ts';
import {
	addLadderStep,
	categories,
	ladderStepInput,
	removeLadderStep,
	rhythmInput,
	rulesShown,
	setRhythm,
	stepKey,
	undoLadder,
	viewLadder,
} from '#rooms/appeals/door.server.ts';
import { categoryFilterOptions } from '#rooms/appeals/door.ts';
import { accountsOf } from '#rooms/identity/door.server.ts';
import { namesOf } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

const categoryIn = (url: URL): string => {
	const asked = url.searchParams.get('category') ?? '';
	return /^[a-z0-9.-]{1,80}$/.test(asked) ? asked : '';
};

export const load: PageServerLoad = async ({ locals, url }) => {
	beginAtTheTop(locals);
	const { href, lang, t } = locals;
	const all = await categories();
	const category = all.get(categoryIn(url)) ? categoryIn(url) : '';
	const holdsIn = placeOf(locals);
	const { holds, rhythm, history, own, undoes } = await viewLadder({ holdsIn, category });
	const [names, people, rules] = await Promise.all([
		holds && holds.holdsIn !== installation ? namesOf([holds.holdsIn], lang) : new Map(),
		accountsOf(history.flatMap((one) => (one.madeBy ? [one.madeBy] : []))),
		rulesShown(holdsIn, lang),
	]);
	return {
		crumbs: inboxCrumb(locals),
		within: within(locals),
		category,
		categories: categoryFilterOptions(all, lang, (name) => t('appeals.ladder.all-of', { name })),
		own,
		by: holds && holds.holdsIn !== installation ? (names.get(holds.holdsIn)?.nominative ?? '') : null,
		steps: (holds?.steps ?? []).map((step) => ({ ...step, key: stepKey(step) })),
		rhythm: {
			quietFrom: rhythm?.quietFrom ?? null,
			quietTo: rhythm?.quietTo ?? null,
			digestAt: rhythm?.digestAt ?? null,
		},
		history: history.map((one) => ({
			version: one.version,
			at: one.madeAt,
			by: one.madeBy ? (people.get(one.madeBy)?.name ?? '') : null,
			undid: one.restores !== null,
			changes: one.changes,
		})),
		undoes,
		rules,
		closing: href(
			`/office/appeals/closing?${new URLSearchParams({ ...(locals.territory ? { in: String(locals.territory.id) } : {}), ...(category ? { category } : {}) })}`,
		),
		waits: href(`/office/appeals/terms/waits?${within(locals)}`),
		calendar: href(`/office/calendar${locals.territory ? `?in=${locals.territory.id}` : ''}`),
		mayEdit: may(locals.actor, 'appeals.set-ladder', { territory: holdsIn }),
		done: url.searchParams.get('done'),
	};
};

const back = (locals: App.Locals, category: string, done: string) => {
	const query = new URLSearchParams({
		...(locals.territory ? { in: String(locals.territory.id) } : {}),
		...(category ? { category } : {}),
		done,
	});
	return `${locals.href('/office/appeals/terms')}?${query}`;
};

export const actions: Actions = {
	add: action(async ({ locals, url }, form) => {
		const category = categoryIn(url);
		await addLadderStep(locals.actor, { holdsIn: placeOf(locals), category }, form.parse(ladderStepInput));
		redirect(303, back(locals, category, 'added'));
	}),
	remove: action(async ({ locals, url }, form) => {
		const category = categoryIn(url);
		await removeLadderStep(locals.actor, { holdsIn: placeOf(locals), category }, form.text('step'));
		redirect(303, back(locals, category, 'removed'));
	}),
	rhythm: action(async ({ locals }, form) => {
		await setRhythm(locals.actor, placeOf(locals), form.parse(rhythmInput));
		redirect(303, back(locals, '', 'rhythm'));
	}),
	undo: action(async ({ locals, url }, form) => {
		const category = categoryIn(url);
		await undoLadder(locals.actor, { holdsIn: placeOf(locals), category }, Number(form.text('version')));
		redirect(303, back(locals, category, 'undone'));
	}),
};
