import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { refuse } from '#platform/errors/door.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import {
	addTemplate,
	categories,
	changeTemplate,
	desksOf,
	previewTemplate,
	removeTemplate,
	templateInput,
	templatesFor,
} from '#rooms/appeals/door.server.ts';
import { categoryFilterOptions, categoryName, placeholders } from '#rooms/appeals/door.ts';
import type { Actions, PageServerLoad } from './$types';

async function deskOf(actor: Actor, key: string | null) {
	const bodies = (await desksOf(actor)).flatMap((one) =>
		one.desk.kind === 'body' ? [{ key: one.key, name: one.name, body: one.desk.body }] : [],
	);
	return (
		(key === null ? bodies[0] : bodies.find((one) => one.key === key)) ?? refuse('appeals.desk-not-found')
	);
}

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor, lang, t, href } = locals;
	const desk = await deskOf(actor, url.searchParams.get('desk'));
	const all = await categories();
	const templates = await templatesFor(actor, desk.body);
	return {
		desk: { key: desk.key, name: desk.name },
		crumbs: [
			{ title: t('appeals.inbox.title'), href: href(`/office/appeals?desk=${encodeURIComponent(desk.key)}`) },
		],
		mayWrite: may(actor, 'appeals.write-templates', { territory: desk.body.territory, space: desk.body.id }),
		templates: templates.map((one) => ({
			...one,
			categoryName: one.category
				? categoryName(all.get(one.category), lang)
				: t('appeals.filters.any-category'),
		})),
		edited: templates.find((one) => one.id === url.searchParams.get('edit')) ?? null,
		placeholders: Object.entries(placeholders).map(([what, names]) => ({
			what,
			name: names[lang === 'ru' ? 0 : 1],
		})),
		options: categoryFilterOptions(all, lang, (name) => t('appeals.filters.all-of', { name })),
	};
};

const back = (locals: App.Locals, key: string) =>
	redirect(303, locals.href(`/office/appeals/templates?desk=${encodeURIComponent(key)}`));

export const actions: Actions = {
	add: action(async ({ locals }, form) => {
		const desk = await deskOf(locals.actor, form.text('desk'));
		await addTemplate(locals.actor, desk.body, form.parse(templateInput));
		back(locals, desk.key);
	}),
	/** Shows it as the author of an appeal would read it; keeps nothing. */
	preview: action(async ({ locals }, form) => {
		const desk = await deskOf(locals.actor, form.text('desk'));
		const { t } = locals;
		const sample = {
			applicant: t('appeals.templates.sample.applicant'),
			address: t('appeals.templates.sample.address'),
			number: '57-634-2026-000123',
		};
		const text = await previewTemplate(locals.actor, desk.body, form.parse(templateInput), sample);
		return { preview: text, values: form.values };
	}),
	save: action(async ({ locals }, form) => {
		const desk = await deskOf(locals.actor, form.text('desk'));
		await changeTemplate(locals.actor, desk.body, form.text('template'), form.parse(templateInput));
		back(locals, desk.key);
	}),
	remove: action(async ({ locals }, form) => {
		const desk = await deskOf(locals.actor, form.text('desk'));
		await removeTemplate(locals.actor, desk.body, form.text('template'));
		back(locals, desk.key);
	}),
};
