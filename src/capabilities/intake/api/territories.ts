import { z } from 'zod';
import { endpoint } from '#platform/api/door.server.ts';
import { dayIn } from '#platform/calendar/door.ts';
import type { TerritoryId } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { suggest } from '#platform/search/door.server.ts';
import { categories } from '#rooms/appeals/door.server.ts';
import { categoryName, wordsIn } from '#rooms/appeals/door.ts';
import { bodiesOf, summary } from '#rooms/organisations/door.server.ts';
import {
	childrenOf,
	type TerritoryView,
	territoryByCode,
	tree,
	view,
	viewMany,
	zoneOf,
} from '#rooms/territories/door.server.ts';
import { bodyShape, categoryShape, limitShape, pageOf, territoryParam, territoryShape } from './shapes.ts';

const since = '0.2.0';
/** By name in the whole tree: the likeliest, not a list to be read to its end. */
const mostFound = 20;

function told(one: TerritoryView): z.output<typeof territoryShape> {
	const { latitude: lat, longitude: lon } = one.centre;
	return {
		id: one.id,
		kind: one.kind,
		name: one.name.nominative,
		fullName: one.name.full,
		path: one.path,
		code: one.code,
		zone: one.zone,
		population: one.population,
		centre: lat !== null && lon !== null ? { lat, lon } : null,
		owns: one.owns,
		parents: one.parents.map(({ id, name, path }) => ({ id, name, path })),
	};
}

export const listTerritories = endpoint(
	{
		name: 'list-territories',
		method: 'GET',
		path: '/territories',
		since,
		tag: 'territories',
		summary: 'intake.api.list-territories',
		about: 'intake.api.list-territories.about',
		scope: null,
		params: z.object({}),
		query: z.object({
			parent: z.coerce.number().int().positive().optional().meta({ description: 'intake.api.field.parent' }),
			q: z.string().max(100).optional().meta({ description: 'intake.api.field.name-part' }),
			code: z.string().max(11).optional().meta({ description: 'intake.api.field.code' }),
			after: z.string().max(320).optional().meta({ description: 'intake.api.field.after' }),
			limit: limitShape,
		}),
		answer: pageOf(territoryShape),
		status: 200,
		refusals: [],
		examples: [
			{
				title: 'intake.api.example.children',
				query: { parent: '{territory}' },
				status: 200,
				answer: { items: [], next: null },
			},
		],
	},
	async ({ query, actor }) => {
		if (query.code) {
			const id = await territoryByCode(query.code);
			const found = id === null || id === undefined ? null : await view(id, actor.lang);
			return { body: { items: found ? [told(found)] : [], next: null } };
		}
		if (query.q?.trim() && !query.parent) {
			const found = await suggest(query.q, {
				lang: actor.lang,
				kinds: ['territory'],
				limit: Math.min(query.limit, mostFound),
			});
			const views = await viewMany(
				found.map((one) => one.territory),
				actor.lang,
			);
			return {
				body: {
					items: found.flatMap((one) => {
						const territory = views.get(one.territory);
						return territory ? [told(territory)] : [];
					}),
					next: null,
				},
			};
		}
		const page = await childrenOf((query.parent as TerritoryId | undefined) ?? null, {
			lang: actor.lang,
			text: query.q,
			after: query.after,
			limit: query.limit,
		});
		const views = await viewMany(
			page.items.map((one) => one.id),
			actor.lang,
		);
		return {
			body: {
				items: page.items.flatMap((one) => {
					const found = views.get(one.id);
					return found ? [told(found)] : [];
				}),
				next: page.next ?? null,
			},
		};
	},
);

export const readTerritory = endpoint(
	{
		name: 'read-territory',
		method: 'GET',
		path: '/territories/{territory}',
		since,
		tag: 'territories',
		summary: 'intake.api.read-territory',
		about: 'intake.api.read-territory.about',
		scope: null,
		params: territoryParam,
		query: z.object({}),
		answer: territoryShape,
		status: 200,
		refusals: ['territories.not-found'],
		examples: [
			{
				title: 'intake.api.example.territory',
				params: { territory: '{territory}' },
				status: 200,
				answer: {
					id: 5907,
					kind: 'municipal-okrug',
					name: 'Озёрский округ',
					fullName: 'Озёрский муниципальный округ',
					path: 'zaozyorsky/ozyorsky',
					code: null,
					zone: 'Asia/Yekaterinburg',
					population: 21400,
					centre: { lat: 61.3, lon: 61 },
					owns: true,
					parents: [],
				},
			},
		],
	},
	async ({ params, actor }) => ({
		body: told((await view(params.territory as TerritoryId, actor.lang)) ?? refuse('territories.not-found')),
	}),
);

export const listCategories = endpoint(
	{
		name: 'list-categories',
		method: 'GET',
		path: '/territories/{territory}/categories',
		since,
		tag: 'territories',
		summary: 'intake.api.list-categories',
		about: 'intake.api.list-categories.about',
		scope: null,
		params: territoryParam,
		query: z.object({}),
		answer: z.object({ items: z.array(categoryShape) }),
		status: 200,
		refusals: ['territories.not-found'],
		examples: [
			{
				title: 'intake.api.example.categories',
				params: { territory: '{territory}' },
				status: 200,
				answer: {
					items: [
						{
							code: 'roads.potholes',
							parent: 'roads',
							name: 'Ямы на дороге',
							hint: '',
							emergency: false,
							visibility: 'public',
							questions: [],
						},
					],
				},
			},
		],
	},
	async ({ params, actor }) => {
		const id = params.territory as TerritoryId;
		const owner = tree.isInForce(id) ? tree.ownerOf(id) : null;
		if (owner === null) refuse('territories.not-found');
		const all = await categories();
		const day = dayIn(zoneOf(owner), new Date());
		const offered = all
			.choices(day, [owner, ...tree.ancestors(owner)])
			.flatMap(({ root, leaves }) => [root, ...leaves]);
		return {
			body: {
				items: offered.map((one) => ({
					code: one.code,
					parent: one.parent,
					name: categoryName(one, actor.lang),
					hint: one.texts.find((text) => text.lang === actor.lang)?.hint ?? '',
					emergency: all.emergency(one.code) !== null,
					visibility: all.shownTo(one.code),
					questions: all.questions(one.code).map((question) => ({
						code: question.code,
						kind: question.kind,
						required: question.required,
						label: wordsIn(question.texts, actor.lang)?.label ?? question.code,
						hint: wordsIn(question.texts, actor.lang)?.hint ?? '',
						options: question.options
							.filter((option) => option.offered)
							.map((option) => ({
								code: option.code,
								label: wordsIn(option.texts, actor.lang)?.label ?? option.code,
							})),
					})),
				})),
			},
		};
	},
);

export const listBodies = endpoint(
	{
		name: 'list-bodies',
		method: 'GET',
		path: '/territories/{territory}/bodies',
		since,
		tag: 'territories',
		summary: 'intake.api.list-bodies',
		about: 'intake.api.list-bodies.about',
		scope: null,
		params: territoryParam,
		query: z.object({}),
		answer: z.object({ items: z.array(bodyShape) }),
		status: 200,
		refusals: ['territories.not-found'],
		examples: [
			{
				title: 'intake.api.example.bodies',
				params: { territory: '{territory}' },
				status: 200,
				answer: { items: [] },
			},
		],
	},
	async ({ params, actor }) => {
		const id = params.territory as TerritoryId;
		if (!tree.isInForce(id)) refuse('territories.not-found');
		return {
			body: {
				items: (await bodiesOf(id)).map((one) => {
					const { territory, id: body, name, shortName, kind, closed } = summary(one, actor.lang);
					return { territory, id: body, name, shortName, kind, closed };
				}),
			},
		};
	},
);
