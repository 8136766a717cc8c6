import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { beginAtTheTop, inboxCrumb, placeOf, within } from '#pages/office-place.ts';
import {
	addWaitReason,
	categories,
	changeWaitReason,
	clocksInput,
	offerWaitReason,
	setClocks,
	undoWaitReason,
	viewWaits,
	waitReasonInput,
	withdrawWaitReason,
} from '#rooms/appeals/door.server.ts';
import { categoryFilterOptions } from '#rooms/appeals/door.ts';
import { accountsOf } from '#rooms/identity/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

const categoryIn = (url: URL): string => {
	const asked = url.searchParams.get('category') ?? '';
	return /^[a-z0-9.-]{1,80}$/.test(asked) ? asked : '';
};

export const load: PageServerLoad = async ({ locals, url }) => {
	beginAtTheTop(locals);
	const { actor, href, lang, t } = locals;
	const all = await categories();
	const category = all.get(categoryIn(url)) ? categoryIn(url) : '';
	const { mayEdit, maySet, reasons, changes, clocks } = await viewWaits(actor, {
		holdsIn: placeOf(locals),
		category,
	});
	const people = await accountsOf(
		[...changes, ...clocks].flatMap((one) => (one.account ? [one.account] : [])),
	);
	const by = <T extends { account: (typeof changes)[number]['account'] }>({ account, ...one }: T) => ({
		...one,
		by: account ? (people.get(account)?.name ?? '') : null,
	});
	const asked = (name: string) => reasons.find((one) => one.code === url.searchParams.get(name)) ?? null;
	return {
		crumbs: [
			...inboxCrumb(locals),
			{ title: t('appeals.ladder.title'), href: href(`/office/appeals/terms?${within(locals)}`) },
		],
		within: within(locals),
		category,
		categories: categoryFilterOptions(all, lang, (name) => t('appeals.ladder.all-of', { name })),
		mayEdit,
		maySet,
		reasons,
		edited: mayEdit ? asked('edit') : null,
		set: maySet ? asked('set') : null,
		changes: changes.map(by),
		clocks: clocks.map(by),
		done: url.searchParams.get('done'),
	};
};

const back = (locals: App.Locals, url: URL, done: string) => {
	const query = new URLSearchParams(within(locals));
	if (categoryIn(url)) query.set('category', categoryIn(url));
	query.set('done', done);
	redirect(303, locals.href(`/office/appeals/terms/waits?${query}`));
};

export const actions: Actions = {
	add: action(async ({ locals, url }, form) => {
		await addWaitReason(locals.actor, form.parse(waitReasonInput));
		back(locals, url, 'added');
	}),
	save: action(async ({ locals, url }, form) => {
		const seen = Number(form.text('seen')) || 0;
		await changeWaitReason(locals.actor, form.text('code'), seen, form.parse(waitReasonInput));
		back(locals, url, 'saved');
	}),
	withdraw: action(async ({ locals, url }, form) => {
		await withdrawWaitReason(locals.actor, form.text('code'));
		back(locals, url, 'withdrawn');
	}),
	offer: action(async ({ locals, url }, form) => {
		await offerWaitReason(locals.actor, form.text('code'));
		back(locals, url, 'offered');
	}),
	undo: action(async ({ locals, url }, form) => {
		await undoWaitReason(locals.actor, form.text('code'));
		back(locals, url, 'undone');
	}),
	clocks: action(async ({ locals, url }, form) => {
		const of = { holdsIn: placeOf(locals), category: categoryIn(url), reason: form.text('code') };
		await setClocks(locals.actor, of, form.parse(clocksInput));
		back(locals, url, 'clocks');
	}),
};
