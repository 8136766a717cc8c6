import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { crumbsTo, placeOf, under } from '#pages/place.ts';
import {
	addressOf,
	categories,
	listAppeals,
	pointsOf,
	readAsked,
	sameWatch,
	watchedIn,
	watchesOf,
	watchList,
} from '#rooms/appeals/door.server.ts';
import { categoryFilterOptions, categoryName } from '#rooms/appeals/door.ts';
import { bodiesNamed, bodiesOf } from '#rooms/organisations/door.server.ts';
import { bodyKey, inLanguage } from '#rooms/organisations/door.ts';
import { mapOf, namesOf } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const territory = placeOf(locals);
	const { lang, t, href } = locals;
	const asked = readAsked(url.searchParams);
	const asMap = url.searchParams.get('view') === 'map';
	const asTable = url.searchParams.get('view') === 'table';
	const [page, tree, bodies, watches] = await Promise.all([
		listAppeals(territory.id, asked, { lang }),
		categories(),
		bodiesOf(territory.id),
		watchesOf(locals.actor),
	]);
	const [{ points, without, newest }, map] = asMap
		? await Promise.all([pointsOf(territory.id, asked, lang), mapOf(territory.id, lang)])
		: [{ points: [], without: 0, newest: null }, null];
	const names = await namesOf(
		[...page.rows, ...points].map((row) => row.territory),
		lang,
	);
	const path = under(locals, 'appeals');
	const to = (changes: Record<string, string | null>) => {
		const query = filtersOf(url);
		for (const [name, value] of Object.entries(changes))
			if (value === null || value === '') query.delete(name);
			else query.set(name, value);
		return href(path) + (query.size ? `?${query}` : '');
	};
	const watched = watchedIn(asked);
	return {
		territory,
		crumbs: crumbsTo(locals),
		asked,
		view: asMap ? 'map' : asTable ? 'table' : 'list',
		rows: page.rows.map((row) => ({
			...row,
			href: href(addressOf(row)),
			categoryName: categoryName(tree.get(row.category), lang),
			bodyName: row.body ? page.bodies.get(bodyKey(row.body))?.shortName : undefined,
			territoryName: row.territory === territory.id ? undefined : names.get(row.territory)?.nominative,
		})),
		points: points.map((row) => ({
			id: row.id,
			lat: row.point?.lat ?? 0,
			lon: row.point?.lon ?? 0,
			title: row.excerpt,
			href: href(addressOf(row)),
			note: categoryName(tree.get(row.category), lang),
		})),
		without,
		newest,
		map: map && { ...map, shapes: map.shapes.filter((one) => one.tone === 'own') },
		count: page.count,
		more: page.more,
		next: page.next ? to({ after: page.next }) : null,
		first: asked.after ? to({}) : null,
		today: page.today,
		bodies: bodies.map((one) => ({
			value: bodyKey(one),
			label: inLanguage(one.texts, lang)?.name ?? one.slug,
		})),
		watch: {
			title: await titleOfWatch(locals, asked),
			action: `?/watch&${filtersOf(url)}`,
			watched: watches.some((one) => one.territory === territory.id && sameWatch(one, watched)),
			all: href('/account/appeals/watches'),
			signIn: locals.actor.account ? null : href(`/account/sign-in?to=${encodeURIComponent(to({}))}`),
			rest: Boolean(asked.state || asked.period || asked.words || asked.from || asked.to),
			done: url.searchParams.get('done') === 'watched',
		},
		options: categoryFilterOptions(tree, lang, (name) => t('appeals.filters.all-of', { name })),
		links: {
			self: href(path),
			file: href(`${path}/new`),
			follow: href('/appeals/follow'),
			standard: href(under(locals, 'appeals/categories')),
			anywhere: to({ cell: null }),
			list: to({ view: null }),
			map: to({ view: 'map' }),
			table: to({ view: 'table' }),
			newest: to({ sort: null }),
			due: to({ sort: 'due' }),
			csv: to({ view: null }).replace(path, `${path}/list.csv`),
			data: to({ view: null, sort: null }).replace(path, `${path}/data`),
			feed: to({ view: null }).replace(path, `${path}/feed.xml`),
		},
	};
};

/** What stands in the address without the page, the action and what was done. */
function filtersOf(url: URL): URLSearchParams {
	const query = new URLSearchParams(url.searchParams);
	for (const name of [...query.keys()])
		if (name.startsWith('/') || name === 'after' || name === 'done') query.delete(name);
	return query;
}

/** What is watched, in the words of the filters. */
async function titleOfWatch({ lang, t }: App.Locals, asked: ReturnType<typeof readAsked>): Promise<string> {
	const { category, place, body, cell } = watchedIn(asked);
	const [tree, named] = await Promise.all([categories(), body ? bodiesNamed([body], lang) : null]);
	const parts = [
		category && categoryName(tree.get(category), lang),
		place,
		body && (named?.get(bodyKey(body))?.shortName ?? ''),
		cell && t('appeals.watch.cell'),
	].filter(Boolean);
	return parts.join(' · ') || t('appeals.watch.everything');
}

export const actions: Actions = {
	/** The filters stand in the address, as in the list itself. */
	watch: action(async ({ locals, url }) => {
		const asked = readAsked(url.searchParams);
		await watchList(locals.actor, placeOf(locals).id, watchedIn(asked), await titleOfWatch(locals, asked));
		const query = filtersOf(url);
		query.set('done', 'watched');
		redirect(303, `${locals.href(under(locals, 'appeals'))}?${query}`);
	}),
};
