import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { appealsNumbered, categories } from '#rooms/appeals/door.server.ts';
import { type Category, categoryName, wordsIn } from '#rooms/appeals/door.ts';
import { tree } from '#rooms/territories/door.server.ts';
import type { Endpoint, EndpointRef } from './endpoint.ts';
import * as store from './endpoints-store.server.ts';
import { ownersOf } from './poll-town.ts';
import * as sendings from './sendings-store.server.ts';
import { suggestServices } from './suggest-services.ts';

export type EndpointLine = Omit<Endpoint, 'keySealed'> & {
	waiting: number;
	refused: number;
	open: number;
	closed: number;
};

/** Systems that appeals of the territory are sent to, with how they fare. */
export async function listEndpoints(actor: Actor, territory: TerritoryId): Promise<EndpointLine[]> {
	demand(actor, 'intake.endpoints', { territory });
	const all = await store.list(database(), [territory]);
	return Promise.all(
		all.map(async ({ keySealed: _, ...endpoint }) => ({
			...endpoint,
			...countsIn(await sendings.countsOf(database(), endpoint, ownersOf(endpoint))),
		})),
	);
}

const countsIn = (counts: ReadonlyMap<sendings.SendingState, number>) => ({
	waiting: (counts.get('waiting') ?? 0) + (counts.get('token') ?? 0),
	refused: counts.get('refused') ?? 0,
	open: counts.get('open') ?? 0,
	closed: counts.get('closed') ?? 0,
});

/** One system as its page shows it: services, what goes where with suggestions, questions, what was sent last. */
export async function viewEndpoint(actor: Actor, ref: EndpointRef) {
	demand(actor, 'intake.endpoints', { territory: ref.territory });
	const found = (await store.read(database(), ref)) ?? refuse('platform.not-found');
	const { keySealed, ...endpoint } = found;
	const owners = ownersOf(ref);
	const [services, rules, questions, counts, troubled, latest, all] = await Promise.all([
		store.servicesOf(database(), ref),
		store.rulesOf(database(), ref),
		store.questionsOf(database(), ref),
		sendings.countsOf(database(), ref, owners),
		sendings.listOf(database(), ref, owners, { states: ['refused'], limit: 50 }),
		sendings.listOf(database(), ref, owners, { states: ['waiting', 'token', 'open', 'closed'], limit: 30 }),
		categories(),
	]);
	const offered = offeredIn(all.all(), ref.territory).filter((one) => all.emergency(one.code) === null);
	const of = new Map(rules.map((one) => [one.category, one.service]));
	const suggested = suggestServices(
		offered.map((one) => describe(one, actor.lang)),
		services
			.filter((one) => one.goneAt === null)
			.map((one) => ({
				code: one.service_code,
				name: one.service_name,
				words: `${one.description} ${one.group} ${one.keywords}`,
			})),
	);
	const numbers = await appealsNumbered([...troubled, ...latest].map((one) => one.appeal));
	const used = new Set(rules.map((one) => one.service));
	return {
		endpoint: { ...endpoint, hasKey: keySealed !== null },
		services,
		categories: offered.map((one) => ({
			code: one.code,
			name: categoryName(one, actor.lang),
			depth: all.chain(one.code).length - 1,
			service: of.get(one.code) ?? '',
			suggested: of.has(one.code) ? null : (suggested.get(one.code) ?? null),
		})),
		rules: rules.length,
		questions: questions.filter((one) => used.has(one.service)),
		counts: countsIn(counts),
		troubled: troubled.map((one) => ({
			...one,
			...(numbers.get(one.appeal.id) ?? { number: '', office: '' }),
		})),
		latest: latest.map((one) => ({ ...one, ...(numbers.get(one.appeal.id) ?? { number: '', office: '' }) })),
	};
}

function offeredIn(all: readonly Category[], territory: TerritoryId): Category[] {
	const areas = new Set<number | null>([
		null,
		territory,
		...tree.ancestors(territory),
		...tree.descendants(territory),
	]);
	return all.filter((one) => one.closedOn === null && areas.has(one.offeredIn ?? null));
}

const describe = (category: Category, lang: string) => ({
	code: category.code,
	name: categoryName(category, lang),
	words: `${wordsIn(category.texts, lang)?.hint ?? ''} ${category.words.map(({ word }) => word).join(' ')}`,
});
