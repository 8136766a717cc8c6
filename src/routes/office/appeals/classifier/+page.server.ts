import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { action } from '#pages/action.ts';
import { beginAtTheTop, inboxCrumb, placeOf, within } from '#pages/office-place.ts';
import { listWork } from '#platform/jobs/door.server.ts';
import { may } from '#platform/permissions/door.ts';
import {
	activateVersion,
	categories,
	classifierOf,
	retrain,
	switchOff,
	tryClassifier,
} from '#rooms/appeals/door.server.ts';
import { categoryName } from '#rooms/appeals/door.ts';
import { namesOf } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	beginAtTheTop(locals);
	const { actor, lang, href } = locals;
	const territory = placeOf(locals);
	const [view, works] = await Promise.all([classifierOf(actor, territory), listWork(actor, territory, 20)]);
	const names = await namesOf([territory, ...(view.servedBy ? [view.servedBy] : [])], lang);
	const running = works.find(
		(one) =>
			one.job === 'appeals.train-classifier' &&
			one.territory === territory &&
			['waiting', 'running', 'stopping'].includes(one.state),
	);
	return {
		crumbs: inboxCrumb(locals),
		within: within(locals),
		placeName: names.get(territory)?.nominative ?? '',
		servedBy:
			view.servedBy === null ? null : view.servedBy === territory ? '' : names.get(view.servedBy)?.nominative,
		versions: view.versions.map((one) => ({
			...one,
			href: href(`/office/appeals/classifier/${one.id}?in=${territory}`),
		})),
		byWords: view.byWords,
		lessons: view.lessons,
		setRight: view.setRight,
		mayTeach: may(actor, 'appeals.teach-classifier', { territory }),
		running: running ? href(`/office/jobs/${running.id}`) : null,
		done: url.searchParams.get('done'),
	};
};

const back = (locals: App.Locals, done: string) =>
	redirect(303, locals.href(`/office/appeals/classifier?${within(locals)}&done=${done}`));

export const actions: Actions = {
	retrain: action(async ({ locals }) => {
		const work = await retrain(locals.actor, placeOf(locals));
		redirect(303, locals.href(`/office/jobs/${work}`));
	}),
	serve: action(async ({ locals }, form) => {
		await activateVersion(locals.actor, placeOf(locals), form.text('version'));
		back(locals, 'serves');
	}),
	off: action(async ({ locals }) => {
		await switchOff(locals.actor, placeOf(locals));
		back(locals, 'off');
	}),
	try: action(async ({ locals }, form) => {
		const { text } = form.parse(
			z.object({ text: z.string().min(1, 'appeals.form.text.missing').max(10_000) }),
		);
		const all = await categories();
		const found = await tryClassifier(locals.actor, placeOf(locals), text);
		return {
			values: { text },
			found: found.map((one) => ({ ...one, name: categoryName(all.get(one.category), locals.lang) })),
		};
	}),
};
