import { z } from 'zod';
import { record } from '#platform/audit/door.server.ts';
import { seal } from '#platform/config/keys.server.ts';
import { database, isUuid, newId, type TerritoryId, type Tx, transaction } from '#platform/db/door.server.ts';
import { invalid, Refusal, refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { appealForOutside, categories } from '#rooms/appeals/door.server.ts';
import { type BodyRef, bodiesNamed, bodyKey } from '#rooms/organisations/door.server.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';
import { baseOf, type Endpoint, type EndpointId, type EndpointRef, serviceFor } from './endpoint.ts';
import * as store from './endpoints-store.server.ts';
import { definitionOfTown, servicesOfTown, TownRefused } from './georeport-client.ts';
import { ownersOf } from './poll-town.ts';
import { inLine, townOf } from './send-on.ts';
import * as sendings from './sendings-store.server.ts';

export const endpointInput = z.object({
	name: z.string().trim().min(1, 'intake.endpoint.name.missing').max(120),
	url: z.string().trim().min(1, 'intake.endpoint.url.missing').max(500),
	jurisdiction: z.string().trim().max(200).default(''),
	/** Empty: as it was. */
	key: z.string().trim().max(500).default(''),
	format: z.enum(['json', 'xml']).default('json'),
	zone: z.string().trim().max(60).default(''),
	reveals: z.enum(['public', 'whole']).default('public'),
	takesPrivate: z.literal('on').optional(),
	body: z.string().max(60).default(''),
});
export type EndpointInput = z.output<typeof endpointInput>;

/** Adds a town's system, or changes what is said of it, and reads its services: so a wrong address is seen at once. */
export async function saveEndpoint(
	actor: Actor,
	territory: TerritoryId,
	input: EndpointInput,
	existing: EndpointId | null = null,
	now = new Date(),
): Promise<EndpointId> {
	demand(actor, 'intake.endpoints', { territory });
	const by = actor.account ?? refuse('platform.sign-in-first');
	const url = baseOf(input.url) ?? invalid({ field: 'url', code: 'intake.endpoint.url.wrong' });
	const zone = input.zone || zoneOf(territory);
	if (!isZone(zone)) invalid({ field: 'zone', code: 'intake.endpoint.zone.wrong' });
	const body = input.body ? await bodyIn(input.body) : null;
	const id = existing ?? newId<EndpointId>(now.getTime());
	const ref = { territory, id };
	const had = existing ? ((await store.read(database(), ref)) ?? refuse('platform.not-found')) : null;
	const endpoint: Endpoint = {
		...ref,
		name: input.name,
		url,
		jurisdiction: input.jurisdiction,
		keySealed: input.key ? seal('intake.endpoint', input.key) : (had?.keySealed ?? null),
		format: input.format,
		zone,
		reveals: input.reveals,
		takesPrivate: input.takesPrivate === 'on',
		body,
		state: had?.state ?? 'draft',
		servicesAt: now,
		polledAt: had?.polledAt ?? null,
		failingSince: had?.failingSince ?? null,
		problem: had?.problem ?? null,
		createdBy: had?.createdBy ?? by,
		createdAt: had?.createdAt ?? now,
	};
	const services = await atField('url', () => servicesOfTown(townOf(endpoint)));
	await transaction(async (tx) => {
		if (existing && !(await store.lock(tx, ref))) refuse('platform.not-found');
		await store.put(tx, endpoint);
		await store.putServices(tx, ref, services, now);
		await written(tx, actor, endpoint, had ? 'intake.endpoint-changed' : 'intake.endpoint-added', {
			name: endpoint.name,
			url,
			reveals: endpoint.reveals,
			takesPrivate: endpoint.takesPrivate,
			body: body && bodyKey(body),
			newKey: input.key !== '',
		});
	});
	return id;
}

/** Asks the town for its services anew. @returns how many there are */
export async function readServicesAnew(actor: Actor, ref: EndpointRef, now = new Date()): Promise<number> {
	const endpoint = await held(actor, ref);
	const services = await atField('', () => servicesOfTown(townOf(endpoint)));
	await transaction(async (tx) => {
		await store.lock(tx, ref);
		await store.putServices(tx, ref, services, now);
		await store.put(tx, { ...endpoint, servicesAt: now });
	});
	return services.length;
}

/** Says which category goes there as which service, and reads what those services ask. */
export async function saveRules(
	actor: Actor,
	ref: EndpointRef,
	wanted: ReadonlyMap<string, string>,
): Promise<void> {
	const endpoint = await held(actor, ref);
	const all = await categories();
	const known = new Map((await store.servicesOf(database(), ref)).map((one) => [one.service_code, one]));
	const rules = [...wanted]
		.filter(([, service]) => service !== '')
		.map(([category, service]) => ({ category, service }));
	for (const { category, service } of rules)
		if (!all.get(category) || !known.has(service))
			invalid({ field: `service-${category}`, code: 'platform.field.choose' });
	const asking = [...new Set(rules.map((one) => one.service))].filter((code) => known.get(code)?.metadata);
	const town = townOf(endpoint);
	const definitions = await atField('', () =>
		Promise.all(asking.map(async (code) => [code, await definitionOfTown(town, code)] as const)),
	);
	await transaction(async (tx) => {
		await store.lock(tx, ref);
		await store.putRules(tx, ref, rules);
		for (const [code, definition] of definitions)
			await store.putQuestions(tx, ref, code, definition.attributes);
		await written(tx, actor, endpoint, 'intake.endpoint-rules', {
			rules: Object.fromEntries(rules.map((one) => [one.category, one.service])),
		});
	});
}

/** What is always answered to the questions of the services that are in use: `<service>\n<question>` → answer. */
export async function saveAnswers(
	actor: Actor,
	ref: EndpointRef,
	answers: ReadonlyMap<string, string>,
): Promise<void> {
	await held(actor, ref);
	const questions = await store.questionsOf(database(), ref);
	await transaction(async (tx) => {
		await store.lock(tx, ref);
		for (const one of questions) {
			const answer = answers.get(`${one.service}\n${one.code}`)?.trim();
			if (answer === undefined) continue;
			if (answer && one.choices.length && !one.choices.some((choice) => choice.key === answer))
				invalid({ field: `answer-${one.service}-${one.code}`, code: 'platform.field.choose' });
			await store.putAnswer(tx, ref, { ...one, answer: answer.slice(0, 500) });
		}
	});
}

/** Begins to send, or ends it; what was sent before is followed only while it is on. */
export async function switchEndpoint(actor: Actor, ref: EndpointRef, on: boolean): Promise<void> {
	await held(actor, ref);
	await transaction(async (tx) => {
		const endpoint = (await store.lock(tx, ref)) ?? refuse('platform.not-found');
		if (on) {
			const rules = await store.rulesOf(tx, ref);
			if (rules.length === 0) refuse('intake.endpoint.no-rules');
			const open = (await store.questionsOf(tx, ref)).find(
				(one) => one.required && !one.answer && rules.some((rule) => rule.service === one.service),
			);
			if (open) refuse('intake.endpoint.question-open', { code: open.code });
		}
		await store.put(tx, { ...endpoint, state: on ? 'on' : 'off' });
		if (on)
			for (const one of await sendings.listOf(tx, ref, ownersOf(ref), { states: ['waiting'], limit: 1000 }))
				await inLine(tx, one.appeal, ref);
		await written(tx, actor, endpoint, on ? 'intake.endpoint-on' : 'intake.endpoint-off', {
			name: endpoint.name,
		});
	});
}

/** Tries again what the town refused, as the rules are now. */
export async function sendAgain(
	actor: Actor,
	ref: EndpointRef,
	appeal: { territory: TerritoryId; id: string },
	now = new Date(),
): Promise<void> {
	const endpoint = await held(actor, ref);
	if (endpoint.state !== 'on') refuse('intake.endpoint.off-now');
	if (!isUuid(appeal.id) || !ownersOf(ref).includes(appeal.territory)) refuse('platform.not-found');
	const of = { territory: appeal.territory, id: appeal.id as sendings.Sending['appeal']['id'] };
	const found = await appealForOutside(of);
	const rules = await store.rulesOf(database(), ref);
	const service = found && serviceFor(rules, await categories(), found.appeal.category);
	await transaction(async (tx) => {
		const sending = (await sendings.lock(tx, of, ref)) ?? refuse('platform.not-found');
		if (sending.state !== 'refused') return;
		await sendings.change(tx, sending, {
			state: 'waiting',
			attempts: 0,
			problem: null,
			...(service ? { service } : {}),
			changedAt: now,
		});
		await inLine(tx, of, ref);
	});
}

async function held(actor: Actor, ref: EndpointRef): Promise<Endpoint> {
	demand(actor, 'intake.endpoints', { territory: ref.territory });
	return (await store.read(database(), ref)) ?? refuse('platform.not-found');
}

/** What the town answers with is a mistake of whoever typed its address. */
async function atField<T>(field: string, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof TownRefused)
			invalid({
				field,
				code: 'intake.endpoint.town-refused',
				facts: { said: error.message, status: error.status },
			});
		if (error instanceof Refusal && /^(outbound|intake\.endpoint)\./.test(error.code))
			invalid({ field, code: error.code, facts: error.facts });
		throw error;
	}
}

async function bodyIn(text: string): Promise<BodyRef> {
	const [territory, id] = text.split('/');
	const wrong = () => invalid({ field: 'body', code: 'platform.field.choose' });
	if (!id || !isUuid(id)) return wrong();
	const ref = { territory: Number(territory) as TerritoryId, id: id as BodyRef['id'] };
	return (await bodiesNamed([ref], 'ru')).has(bodyKey(ref)) ? ref : wrong();
}

function isZone(zone: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: zone });
		return true;
	} catch {
		return false;
	}
}

const written = (
	tx: Tx,
	actor: Actor,
	{ territory, id }: EndpointRef,
	action: string,
	payload: Record<string, unknown>,
) => record(tx, { actor, territory, action, thing: { kind: 'endpoint', id }, payload: payload as never });
