import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { action } from '#pages/action.ts';
import type { Id, TerritoryId } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { may } from '#platform/permissions/door.ts';
import {
	type AppealRef,
	beginBulk,
	bulkIn,
	deskIn,
	desksOf,
	foundAtDesk,
	inboxView,
	mostInBulk,
	readDeskAsked,
	saveView,
	undoBulk,
	viewBulk,
	workPanel,
} from '#rooms/appeals/door.server.ts';
import type { Actions, PageServerLoad } from './$types';
import { actIn } from './bulk-act.ts';

const refIn = (text: string): AppealRef | null => {
	const match = /^(\d{1,9})\/([0-9a-f-]{36})$/.exec(text);
	return match ? { territory: Number(match[1]) as TerritoryId, id: match[2] as Id<'appeal'> } : null;
};

export const load: PageServerLoad = async ({ locals, url }) => {
	const { href } = locals;
	const query = url.searchParams;
	const opened = refIn(query.get('open') ?? '');
	const view = await inboxView(locals, query, opened && `${opened.territory}/${opened.id}`);
	// who comes by the menu finds the desk as they like it
	const plain = [...query.keys()].every((name) => name === 'in' || name === 'desk' || name === 'done');
	if (plain && view.opensWith)
		redirect(
			303,
			`${href('/office/appeals')}?${view.opensWith}${query.has('done') ? `&done=${encodeURIComponent(query.get('done') ?? '')}` : ''}`,
		);
	const desk = encodeURIComponent(view.desk.key);
	const bulkRef = bulkIn(query.get('bulk'));
	return {
		view,
		panel: opened ? await workPanel(locals, opened) : null,
		bulk: bulkRef && (await viewBulk(locals, bulkRef)),
		mostInBulk,
		undoSeconds: view.undoSeconds,
		saved: query.has('saved'),
		done: locals.t.has(`appeals.work.done.${query.get('done')}`) ? query.get('done') : null,
		views: `${href('/office/appeals/views')}?desk=${desk}`,
		settings: may(locals.actor, 'appeals.set-desk', { territory: view.territory })
			? `${href('/office/appeals/desk')}?in=${view.territory}`
			: null,
		terms: href(`/office/appeals/terms?in=${view.territory}`),
		templates: view.kind === 'body' ? `${href('/office/appeals/templates')}?desk=${desk}` : null,
	};
};

const savedInput = z.object({
	query: z.string().max(2000),
	name: z.string().min(1, 'appeals.views.name-missing').max(60),
	first: z.string().optional(),
	shared: z.string().optional(),
});

export const actions: Actions = {
	/** Keeps what the address shows under a name. */
	'save-view': action(async ({ locals }, form) => {
		const input = form.parse(savedInput);
		const query = new URLSearchParams(input.query);
		const desk = deskIn(await desksOf(locals.actor), query.get('desk'));
		await saveView(locals.actor, desk, {
			name: input.name,
			query: input.query,
			shared: input.shared === 'on',
			opensFirst: input.first === 'on',
		});
		query.set('saved', 'yes');
		redirect(303, `${locals.href('/office/appeals')}?${query}`);
	}),
	/** One act on many: those it is not open for are left as they are, and told by number. */
	bulk: action(async ({ locals }, form) => {
		const { actor } = locals;
		const query = new URLSearchParams(form.text('query'));
		const desk = deskIn(await desksOf(actor), query.get('desk'));
		const act = actIn(form);
		const picked = form.all('pick').flatMap((text) => refIn(text) ?? []);
		const refs = form.text('all') === 'on' ? await foundAtDesk(actor, readDeskAsked(query)) : picked;
		if (refs.length === 0) invalid({ field: '', code: 'appeals.bulk.none' });
		const bulk = await beginBulk(actor, desk, refs, act);
		query.set('bulk', `${bulk.territory}/${bulk.id}`);
		redirect(303, `${locals.href('/office/appeals')}?${query}`);
	}),
	undo: action(async ({ locals }, form) => {
		const bulk = bulkIn(form.text('bulk')) ?? refuse('appeals.bulk-not-found');
		await undoBulk(locals.actor, bulk);
		const query = new URLSearchParams(form.text('query'));
		query.set('bulk', `${bulk.territory}/${bulk.id}`);
		redirect(303, `${locals.href('/office/appeals')}?${query}`);
	}),
};
