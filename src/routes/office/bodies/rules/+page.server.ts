import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import type { Id, TerritoryId } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { categories, explainRouting, responsibilities } from '#rooms/appeals/door.server.ts';
import { categoryFilterOptions, categoryName } from '#rooms/appeals/door.ts';
import {
	assignRules,
	assignRulesInput,
	bodiesNamed,
	bodiesOf,
	placeKindsIn,
	removeRule,
	rulesOf,
	summary,
	unitsIn,
} from '#rooms/organisations/door.server.ts';
import { bodyKey, inLanguage, type UnitId } from '#rooms/organisations/door.ts';
import { currentTree, namesOf, tree } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';
import { type Show, shows } from './shows.ts';

/** Children offered as the area of a rule: more are given by their own page. */
const mostAreas = 300;

export const load: PageServerLoad = async ({ locals, url }) => {
	const territory = locals.territory ?? refuse('platform.not-found');
	const { lang, href, t } = locals;
	const asked = url.searchParams;
	const areas = [territory.id, ...currentTree().childrenOf(territory.id).slice(0, mostAreas)];
	const area = areas.find((id) => id === Number(asked.get('area'))) ?? territory.id;
	const show: Show = shows.find((one) => one === asked.get('show')) ?? 'holes';
	const view = asked.get('view') === 'matrix' ? ('matrix' as const) : ('list' as const);
	const words = (asked.get('q') ?? '').trim().toLowerCase().slice(0, 100);
	const owners = [territory.id, ...tree.ancestors(territory.id)];
	const [all, rows, rules, kinds, units, ...bodies] = await Promise.all([
		categories(),
		responsibilities(territory.id, area, lang),
		rulesOf(territory.id),
		placeKindsIn(lang),
		unitsIn(owners),
		...owners.map((id) => bodiesOf(id)),
	]);
	const offered = bodies.flat().filter((body) => !body.closedOn);
	const names = await namesOf([...areas, ...rules.map((rule) => rule.area)], lang);
	const named = await bodiesNamed(
		rules.map((rule) => rule.body),
		lang,
	);
	const found = rows.filter(
		(row) =>
			words === '' || [row.name, row.group, row.code].some((text) => text.toLowerCase().includes(words)),
	);
	const every = asked.has('every') || words !== '';
	const shown = found.filter(
		(row) =>
			(show === 'all' || words !== '' || (show === 'holes' ? row.hole : row.own)) &&
			(every || !row.asGroup || row.own),
	);
	const options = {
		categories: categoryFilterOptions(all, lang, (name) => t('organisations.rules.all-of', { name })),
		areas: areas.map((id) => ({ value: id as number, label: names.get(id)?.nominative ?? '' })),
		kinds: kinds.map((kind) => ({ value: kind.code, label: kind.name })),
		bodies: offered.flatMap((body) => {
			const { name } = summary(body, lang);
			const key = bodyKey(body);
			return [
				{ value: key, label: name },
				...units
					.filter((unit) => unit.body === body.id)
					.map((unit) => ({
						value: `${key}/${unit.id}`,
						label: `${name} → ${inLanguage(unit.names, lang)?.name ?? ''}`,
					})),
			];
		}),
	};
	const test = {
		category: asked.get('category') ?? '',
		area: areas.find((id) => id === Number(asked.get('place'))) ?? area,
		point: (asked.get('point') ?? '').trim().slice(0, 60),
		placeKind: asked.get('kind') || null,
	};
	const verdict = test.category ? await explainRouting(territory.id, test, lang) : null;
	return {
		territory,
		crumbs: [{ title: t('organisations.office.title'), href: href(`/office/bodies?in=${territory.id}`) }],
		asked: { area: area as number, show, view, every, words: asked.get('q') ?? '' },
		holes: rows.filter((row) => row.hole).length,
		total: rows.length,
		rows: shown.map((row) => ({ ...row, href: href(`/office/categories/${row.code}?in=${territory.id}`) })),
		rules: rules.map((rule) => ({
			id: rule.id as string,
			category:
				rule.category === null
					? t('organisations.rules.any-category')
					: categoryName(all.get(rule.category), lang),
			area: names.get(rule.area)?.nominative ?? '',
			kind: kinds.find((kind) => kind.code === rule.placeKind)?.name ?? '',
			body: named.get(bodyKey(rule.body))?.name ?? '',
			closed: named.get(bodyKey(rule.body))?.closed ?? true,
		})),
		options,
		test,
		verdict:
			verdict && 'problem' in verdict
				? { problem: t.any(verdict.problem.code, verdict.problem.facts), answer: null, place: '', rules: [] }
				: verdict && { problem: null, ...verdict },
		self: href('/office/bodies/rules'),
		done: asked.get('done'),
		changed: Number(asked.get('changed') ?? 0),
	};
};

/** Back to the same view of the page. */
function back(locals: App.Locals, url: URL, done: string, changed = 0): never {
	const query = new URLSearchParams(url.searchParams);
	for (const name of [...query.keys()]) if (name.startsWith('/')) query.delete(name);
	query.set('done', done);
	query.set('changed', String(changed));
	redirect(303, `${locals.href('/office/bodies/rules')}?${query}`);
}

export const actions: Actions = {
	assign: action(async ({ locals, url }, form) => {
		const territory = locals.territory ?? refuse('platform.not-found');
		const input = form.parse(assignRulesInput);
		if (input.act === 'assign' && input.body === '')
			invalid({ field: 'body', code: 'platform.field.choose' });
		const [owner = '', id = '', unit] = input.body.split('/');
		const changed = await assignRules(locals.actor, territory.id, {
			categories: input.categories,
			area: input.area as TerritoryId,
			placeKind: input.placeKind,
			body: input.act === 'assign' ? { territory: Number(owner) as TerritoryId, id: id as Id<'body'> } : null,
			unit: (unit ?? null) as UnitId | null,
		});
		back(locals, url, input.act, changed);
	}),
	remove: action(async ({ locals, url }, form) => {
		const territory = locals.territory ?? refuse('platform.not-found');
		await removeRule(locals.actor, territory.id, form.text('rule') as Id<'responsibility'>);
		back(locals, url, 'remove', 1);
	}),
};
