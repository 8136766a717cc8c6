import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { beginAtTheTop, inboxCrumb, placeOf, within } from '#pages/office-place.ts';
import { installation, may } from '#platform/permissions/door.ts';
import {
	categories,
	closingInput,
	setClosing,
	undoClosing,
	viewClosing,
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
	const { holds, from, history, own } = await viewClosing({ holdsIn, category });
	const [names, people] = await Promise.all([
		from && from.holdsIn !== installation ? namesOf([from.holdsIn], lang) : new Map(),
		accountsOf(history.flatMap((one) => (one.madeBy ? [one.madeBy] : []))),
	]);
	return {
		crumbs: [
			...inboxCrumb(locals),
			{ title: t('appeals.ladder.title'), href: href(`/office/appeals/terms?${within(locals)}`) },
		],
		within: within(locals),
		category,
		categories: categoryFilterOptions(all, lang, (name) => t('appeals.ladder.all-of', { name })),
		own,
		by: from && from.holdsIn !== installation ? (names.get(from.holdsIn)?.nominative ?? '') : null,
		holds,
		history: history.map((one) => ({
			...one,
			by: one.madeBy ? (people.get(one.madeBy)?.name ?? '') : null,
		})),
		reasons: href(`/office/appeals/closing/reasons?${within(locals)}`),
		mayEdit: may(locals.actor, 'appeals.set-closing', { territory: holdsIn }),
		done: url.searchParams.get('done'),
	};
};

const back = (locals: App.Locals, category: string, done: string) => {
	const query = new URLSearchParams({
		...(locals.territory ? { in: String(locals.territory.id) } : {}),
		...(category ? { category } : {}),
		done,
	});
	return `${locals.href('/office/appeals/closing')}?${query}`;
};

export const actions: Actions = {
	save: action(async ({ locals, url }, form) => {
		const category = categoryIn(url);
		await setClosing(locals.actor, { holdsIn: placeOf(locals), category }, form.parse(closingInput));
		redirect(303, back(locals, category, 'saved'));
	}),
	undo: action(async ({ locals, url }) => {
		const category = categoryIn(url);
		await undoClosing(locals.actor, { holdsIn: placeOf(locals), category });
		redirect(303, back(locals, category, 'undone'));
	}),
};
