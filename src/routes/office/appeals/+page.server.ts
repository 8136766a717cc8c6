import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { action } from '#pages/action.ts';
import type { AccountId, Id, TerritoryId } from '#platform/db/door.server.ts';
import { Invalid, invalid, Refusal } from '#platform/errors/door.ts';
import {
	type AppealRef,
	assignAppeal,
	deskIn,
	desksOf,
	inboxView,
	mirror,
	routeAppeal,
	saveView,
	takeUp,
	workPanel,
} from '#rooms/appeals/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

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
	const plain = [...query.keys()].every((name) => name === 'in' || name === 'desk');
	if (plain && view.opensWith) redirect(303, `${href('/office/appeals')}?${view.opensWith}`);
	const desk = encodeURIComponent(view.desk.key);
	return {
		view,
		panel: opened ? await workPanel(locals, opened) : null,
		done: Number(query.get('done') ?? 0),
		saved: query.has('saved'),
		views: `${href('/office/appeals/views')}?desk=${desk}`,
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
	/** One act on many: those it is not open for are left as they are, and told. */
	bulk: action(async ({ locals }, form) => {
		const { actor, t } = locals;
		const refs = form.all('pick').flatMap((text) => refIn(text) ?? []);
		if (refs.length === 0) invalid({ field: '', code: 'appeals.bulk.none' });
		const what = form.text('do');
		const body = refIn(form.text('body'));
		const executor = form.text('executor') as AccountId;
		if (what === 'assign' && !executor) invalid({ field: 'executor', code: 'platform.field.choose' });
		if (what === 'route' && !body) invalid({ field: 'body', code: 'platform.field.choose' });
		let done = 0;
		const refused: string[] = [];
		for (const ref of refs.slice(0, 200)) {
			try {
				if (what === 'assign') await assignAppeal(actor, ref, { unit: null, executor });
				else if (what === 'route' && body)
					await routeAppeal(actor, ref, {
						body: { territory: body.territory, id: body.id as unknown as Id<'body'> },
					});
				else await takeUp(actor, ref);
				await mirror(ref);
				done++;
			} catch (error) {
				if (error instanceof Refusal) refused.push(t.any(error.code, error.facts));
				else if (error instanceof Invalid)
					refused.push(...error.problems.map((one) => t.any(one.code, one.facts)));
				else throw error;
			}
		}
		if (done === 0)
			invalid({ field: '', code: 'appeals.bulk.all-refused', facts: { why: refused[0] ?? '' } });
		const back = form.text('back');
		const query = new URLSearchParams(back.split('?')[1] ?? '');
		query.set('done', String(done));
		redirect(303, `${locals.href('/office/appeals')}?${query}`);
	}),
};
