import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { beginAtTheTop, within } from '#pages/office-place.ts';
import {
	addReason,
	changeReason,
	offerReason,
	reasonFormInput,
	undoReason,
	viewReasons,
	withdrawReason,
} from '#rooms/appeals/door.server.ts';
import { accountsOf } from '#rooms/identity/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	beginAtTheTop(locals);
	const { actor, href, t } = locals;
	const { mayEdit, reasons, changes } = await viewReasons(actor);
	const people = await accountsOf(changes.flatMap((one) => (one.account ? [one.account] : [])));
	return {
		crumbs: [
			{
				title: t('appeals.closing-rule.title'),
				href: href(`/office/appeals/closing?${within(locals)}`),
			},
		],
		within: within(locals),
		mayEdit,
		reasons,
		edited: (mayEdit && reasons.find((one) => one.code === url.searchParams.get('edit'))) || null,
		changes: changes.map(({ account, ...one }) => ({
			...one,
			by: account ? (people.get(account)?.name ?? '') : null,
		})),
		done: url.searchParams.get('done'),
	};
};

const back = (locals: App.Locals, done: string) =>
	redirect(303, locals.href(`/office/appeals/closing/reasons?${within(locals)}&done=${done}`));

export const actions: Actions = {
	add: action(async ({ locals }, form) => {
		await addReason(locals.actor, form.parse(reasonFormInput));
		back(locals, 'added');
	}),
	save: action(async ({ locals }, form) => {
		const seen = Number(form.text('seen')) || 0;
		await changeReason(locals.actor, form.text('code'), { ...form.parse(reasonFormInput), seen });
		back(locals, 'saved');
	}),
	withdraw: action(async ({ locals }, form) => {
		await withdrawReason(locals.actor, form.text('code'));
		back(locals, 'withdrawn');
	}),
	offer: action(async ({ locals }, form) => {
		await offerReason(locals.actor, form.text('code'));
		back(locals, 'offered');
	}),
	undo: action(async ({ locals }, form) => {
		await undoReason(locals.actor, form.text('code'));
		back(locals, 'undone');
	}),
};
