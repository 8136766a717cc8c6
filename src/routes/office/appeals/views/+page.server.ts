import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { action } from '#pages/action.ts';
import type { Form } from '#platform/http/form.server.ts';
import {
	changeView,
	deskIn,
	desksOf,
	mayShareViews,
	removeView,
	savedViewsAt,
} from '#rooms/appeals/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor, t, href } = locals;
	const desk = deskIn(await desksOf(actor), url.searchParams.get('desk'));
	const mayShare = mayShareViews(actor, desk);
	const saved = await savedViewsAt(actor, desk);
	return {
		desk: { key: desk.key, name: desk.name },
		crumbs: [
			{ title: t('appeals.inbox.title'), href: href(`/office/appeals?desk=${encodeURIComponent(desk.key)}`) },
		],
		mayShare,
		views: saved.map((one) => ({
			...one,
			href: `${href('/office/appeals')}?${one.query}`,
			own: one.owner === actor.account,
			mayChange: one.owner === actor.account || mayShare,
		})),
		done: url.searchParams.get('done'),
	};
};

const input = z.object({
	view: z.uuid(),
	name: z.string().min(1, 'appeals.views.name-missing').max(60),
	first: z.string().optional(),
	shared: z.string().optional(),
});
const back = (locals: App.Locals, form: Form, done: string) =>
	`${locals.href('/office/appeals/views')}?desk=${encodeURIComponent(form.text('desk'))}&done=${done}`;
const deskOf = async (locals: App.Locals, form: Form) =>
	deskIn(await desksOf(locals.actor), form.text('desk'));

export const actions: Actions = {
	change: action(async ({ locals }, form) => {
		const { view, name, first, shared } = form.parse(input);
		await changeView(locals.actor, await deskOf(locals, form), view, {
			name,
			shared: shared === 'on',
			opensFirst: first === 'on',
		});
		redirect(303, back(locals, form, 'changed'));
	}),
	remove: action(async ({ locals }, form) => {
		await removeView(locals.actor, await deskOf(locals, form), form.text('view'));
		redirect(303, back(locals, form, 'removed'));
	}),
};
