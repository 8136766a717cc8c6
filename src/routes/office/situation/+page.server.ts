import { beginAtTheTop } from '#pages/office-place.ts';
import { under } from '#pages/place.ts';
import { boardsFor, choiceIn } from '#pages/situation.ts';
import { demand } from '#platform/permissions/demand.ts';
import { categories, deskNow, figures } from '#rooms/appeals/door.server.ts';
import { categoryName } from '#rooms/appeals/door.ts';
import { bodyKey } from '#rooms/organisations/door.ts';
import { here } from '#rooms/territories/door.server.ts';
import type { PageServerLoad } from './$types';

/** What the duty officer of a centre looks at all day: it comes again by itself every minute unless it is stopped. */
export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	beginAtTheTop(locals);
	const territory = here(locals.territory);
	const { lang, href } = locals;
	demand(locals.actor, 'situation-centre.see-more', { territory: territory.id });
	const still = url.searchParams.has('still');
	if (!still) setHeaders({ refresh: '60' });
	const { choice, today } = await choiceIn(url.searchParams, territory, lang, true);
	const now = new Date();
	const path = '/office/situation';
	const [desk, month, parts, tree] = await Promise.all([
		deskNow(locals.actor, territory.id, { category: choice.category }, now),
		figures(territory.id, 30, now),
		boardsFor(locals, territory, ['map', 'flow'], { choice: { ...choice, step: 'day' }, today, path }),
		categories(),
	]);
	const own = `in=${territory.id}`;
	const kept = `${own}${choice.category ? `&category=${choice.category}` : ''}${still ? '&still' : ''}`;
	const deskAt = (view: string, more = '') =>
		desk.desk &&
		href(
			`/office/appeals?${desk.desk}&view=${view}${choice.category ? `&category=${choice.category}` : ''}${more}`,
		);
	const rowOf = (row: (typeof desk.lists.late)[number]) => ({
		id: row.id,
		number: row.number,
		excerpt: row.excerpt,
		place: row.placeWords,
		category: categoryName(tree.get(row.category), lang),
		clock: row.clock,
		dueOn: row.dueOn,
		filedAt: row.filedAt,
		href: desk.desk && href(`/office/appeals/${row.territory}/${row.id}`),
	});
	return {
		territory,
		at: now,
		today,
		still,
		category: choice.category,
		roots: parts.roots,
		figures: desk.figures,
		days: month.byDay,
		lists: (['late', 'soon', 'unsorted', 'returned'] as const).map((name) => ({
			name,
			rows: desk.lists[name].map(rowOf),
			href: name === 'soon' ? deskAt('burning', '&term=soon') : deskAt(name),
		})),
		parts: desk.parts.map((one) => ({
			...one,
			id: String(one.territory),
			href: href(`${path}?in=${one.territory}`),
			late: deskAt('late', `&area=${one.territory}`),
		})),
		bodies: desk.bodies.map((one) => ({
			...one,
			id: bodyKey(one.body),
			href: deskAt('all', `&executor=${bodyKey(one.body)}`),
			late: deskAt('late', `&executor=${bodyKey(one.body)}`),
		})),
		boards: parts.boards.map((one) => ({
			...one,
			links: {
				...one.links,
				cells: `${path}/cells.json?${own}&period={time}&z={z}&box={box}${choice.category ? `&category=${choice.category}` : ''}`,
			},
		})),
		desk: Object.fromEntries(
			(['late', 'burning', 'unsorted', 'returned', 'unassigned', 'asked', 'all'] as const).map((view) => [
				view,
				deskAt(view),
			]),
		),
		links: {
			self: href(path),
			turn: href(`${path}?${still ? kept.replace('&still', '') : `${kept}&still`}`),
			wall: href(under(locals, 'situation/wall')),
			open: href(under(locals, 'situation')),
		},
	};
};
