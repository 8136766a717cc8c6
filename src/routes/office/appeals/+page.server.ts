import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import type { AccountId, Id, TerritoryId } from '#platform/db/door.server.ts';
import { Invalid, invalid, Refusal } from '#platform/errors/door.ts';
import {
	type AppealRef,
	assignAppeal,
	categories,
	project,
	readInbox,
	routeAppeal,
	takeUp,
	views,
	workPanel,
} from '#rooms/appeals/door.server.ts';
import { categoryFilterOptions, categoryName } from '#rooms/appeals/door.ts';
import { accountsOf } from '#rooms/identity/door.server.ts';
import { bodiesOf, staffOf, summary } from '#rooms/organisations/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

const refIn = (text: string): AppealRef | null => {
	const match = /^(\d{1,9})\/([0-9a-f-]{36})$/.exec(text);
	return match ? { territory: Number(match[1]) as TerritoryId, id: match[2] as Id<'appeal'> } : null;
};

export const load: PageServerLoad = async ({ locals, url }) => {
	const { lang, t, href, actor } = locals;
	const query = url.searchParams;
	const inbox = await readInbox(actor, {
		desk: query.get('desk'),
		view: query.get('view'),
		category: query.get('category'),
		words: query.get('q'),
		after: query.get('after'),
	});
	const { desk } = inbox.desk;
	const tree = await categories();
	const to = (changes: Record<string, string | null>) => {
		const next = new URLSearchParams({ desk: inbox.desk.key, view: inbox.view });
		for (const name of ['category', 'q', 'after']) if (query.get(name)) next.set(name, query.get(name) ?? '');
		for (const [name, value] of Object.entries(changes))
			if (value === null) next.delete(name);
			else next.set(name, value);
		return `${href('/office/appeals')}?${next}`;
	};
	const opened = refIn(query.get('open') ?? '');
	const staff = desk.kind === 'body' ? await staffOf(desk.body) : [];
	const people = await accountsOf([
		...staff.map((member) => member.account),
		...inbox.rows.flatMap((row) => (row.executor ? [row.executor] : [])),
	]);
	const bodies = desk.kind === 'registry' ? await bodiesOf(desk.territory) : [];
	return {
		desk: inbox.desk,
		desks: inbox.desks.map((one) => ({
			title: one.desk.kind === 'registry' ? t('appeals.inbox.registry', { name: one.name }) : one.name,
			href: `${href('/office/appeals')}?desk=${encodeURIComponent(one.key)}`,
			current: one.key === inbox.desk.key,
		})),
		view: inbox.view,
		views: views
			.filter((view) => desk.kind === 'body' || (view !== 'mine' && view !== 'returned'))
			.map((view) => ({
				title:
					desk.kind === 'registry' && view === 'new'
						? t('appeals.inbox.view.unsorted')
						: t.any(`appeals.inbox.view.${view}`),
				href: to({ view, after: null }),
				...(view === 'done' ? {} : { count: inbox.counts[view] }),
				current: view === inbox.view,
				alarm: view === 'burning',
			})),
		rows: inbox.rows.map((row) => ({
			...row,
			key: `${row.territory}/${row.id}`,
			href: to({ open: `${row.territory}/${row.id}` }),
			current: opened?.id === row.id,
			categoryName: categoryName(tree.get(row.category), lang),
			executorName: row.executor ? people.get(row.executor)?.name : undefined,
		})),
		next: inbox.next ? to({ after: inbox.next, open: null }) : null,
		first: query.get('after') ? to({ after: null, open: null }) : null,
		panel: opened ? await workPanel(locals, opened) : null,
		back: to({ open: null }),
		filters: { category: query.get('category'), q: query.get('q') },
		options: categoryFilterOptions(tree, lang, (name) => t('appeals.filters.all-of', { name })),
		bulk: {
			staff: [
				...new Map(
					staff.map((one) => [
						one.account,
						{ value: one.account, label: people.get(one.account)?.name ?? '' },
					]),
				).values(),
			],
			bodies: bodies
				.filter((body) => !body.closedOn)
				.map((body) => ({ value: `${body.territory}/${body.id}`, label: summary(body, lang).name })),
		},
		here: to({ open: null }),
		done: Number(query.get('done') ?? 0),
		templates:
			desk.kind === 'body'
				? `${href('/office/appeals/templates')}?desk=${encodeURIComponent(inbox.desk.key)}`
				: null,
	};
};

export const actions: Actions = {
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
				await project(ref);
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
