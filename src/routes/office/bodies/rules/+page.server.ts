import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import type { Id, TerritoryId } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { categories } from '#rooms/appeals/door.server.ts';
import { categoryFilterOptions, categoryName } from '#rooms/appeals/door.ts';
import {
	addRule,
	bodiesNamed,
	bodiesOf,
	bodyFor,
	removeRule,
	ruleInput,
	rulesOf,
	summary,
} from '#rooms/organisations/door.server.ts';
import { bodyKey } from '#rooms/organisations/door.ts';
import { currentTree, namesOf, tree } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Children offered as the area of a rule: more are given by their own page. */
const mostAreas = 300;

export const load: PageServerLoad = async ({ locals, url }) => {
	const territory = locals.territory ?? refuse('platform.not-found');
	const { lang, href, t } = locals;
	const all = await categories();
	const above = tree.ancestors(territory.id);
	const areas = [territory.id, ...currentTree().childrenOf(territory.id).slice(0, mostAreas)];
	const [rules, bodies, ...others] = await Promise.all([
		rulesOf(territory.id),
		bodiesOf(territory.id),
		...above.map((id) => bodiesOf(id)),
	]);
	const offered = [bodies, ...others].flat().filter((body) => !body.closedOn);
	const names = await namesOf([...areas, ...rules.map((rule) => rule.area)], lang);
	const named = await bodiesNamed(
		rules.map((rule) => rule.body),
		lang,
	);
	const nameOf = (code: string | null) =>
		code === null ? t('organisations.rules.any-category') : categoryName(all.get(code), lang);
	const asked = url.searchParams.get('category');
	const place = Number(url.searchParams.get('place') ?? territory.id) as TerritoryId;
	const inside = tree.isWithin(place, territory.id) ? place : territory.id;
	const found =
		asked && all.get(asked)
			? await bodyFor({
					territory: tree.ownerOf(inside) ?? inside,
					place: inside,
					categories: all.chain(asked).map((one) => one.code),
					placeKind: all.placeKind(asked),
				})
			: undefined;
	return {
		territory,
		crumbs: [{ title: t('organisations.office.title'), href: href(`/office/bodies?in=${territory.id}`) }],
		rules: rules.map((rule) => ({
			id: rule.id as string,
			category: nameOf(rule.category),
			area: names.get(rule.area)?.nominative ?? '',
			body: named.get(bodyKey(rule.body))?.name ?? '',
			closed: named.get(bodyKey(rule.body))?.closed ?? true,
		})),
		options: {
			categories: categoryFilterOptions(all, lang, (name) => t('organisations.rules.all-of', { name })),
			areas: areas.map((id) => ({ value: id as number, label: names.get(id)?.nominative ?? '' })),
			bodies: offered.map((body) => ({ value: bodyKey(body), label: summary(body, lang).name })),
		},
		preview:
			asked && all.get(asked)
				? {
						category: asked,
						place: inside as number,
						says: found
							? t('organisations.rules.preview-body', {
									body: (await bodiesNamed([found.body], lang)).get(bodyKey(found.body))?.name ?? '',
									category: nameOf(found.rule.category),
								})
							: t('organisations.rules.preview-none'),
					}
				: null,
		self: href('/office/bodies/rules'),
	};
};

export const actions: Actions = {
	add: action(async ({ locals }, form) => {
		const territory = locals.territory ?? refuse('platform.not-found');
		await addRule(locals.actor, territory.id, form.parse(ruleInput));
		redirect(303, locals.href(`/office/bodies/rules?in=${territory.id}`));
	}),
	remove: action(async ({ locals }, form) => {
		const territory = locals.territory ?? refuse('platform.not-found');
		await removeRule(locals.actor, territory.id, form.text('rule') as Id<'responsibility'>);
		redirect(303, locals.href(`/office/bodies/rules?in=${territory.id}`));
	}),
};
