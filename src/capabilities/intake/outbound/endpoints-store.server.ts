import type { Db, Id, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { Attribute, Service } from '../open311/georeport.ts';
import type { Endpoint, EndpointRef, EndpointRule } from './endpoint.ts';

/** SQL of endpoints, their services and what goes where. */

type Row = Omit<Endpoint, 'body'> & { bodyTerritory: TerritoryId | null; bodyId: Id<'body'> | null };

const columns = (db: Db) => db`
	territory_id as territory, id, name, url, jurisdiction, key_sealed as "keySealed", format, zone, reveals,
	takes_private as "takesPrivate", body_territory_id as "bodyTerritory", body_id as "bodyId", state, services_at as "servicesAt",
	polled_at as "polledAt", failing_since as "failingSince", problem, created_by as "createdBy", created_at as "createdAt"`;
const asEndpoint = ({ bodyTerritory, bodyId, ...row }: Row): Endpoint => ({
	...row,
	body: bodyTerritory === null || bodyId === null ? null : { territory: bodyTerritory, id: bodyId },
});

export async function list(db: Db, territories: readonly TerritoryId[]): Promise<Endpoint[]> {
	const rows = await db<Row[]>`
		select ${columns(db)} from intake.endpoint where territory_id = any(${[...territories]}::int[])
		order by territory_id, created_at, id`;
	return rows.map(asEndpoint);
}

/** Those that are on, everywhere; for the job that asks them for news. */
export async function listOn(db: Db): Promise<EndpointRef[]> {
	return db<EndpointRef[]>`
		/* background: asks every town for news */
		select territory_id as territory, id from intake.endpoint where state = 'on' order by territory_id, id`;
}

export async function read(db: Db, ref: EndpointRef): Promise<Endpoint | undefined> {
	const [row] = await db<Row[]>`
		select ${columns(db)} from intake.endpoint where territory_id = ${ref.territory} and id = ${ref.id}`;
	return row && asEndpoint(row);
}

export async function lock(tx: Tx, ref: EndpointRef): Promise<Endpoint | undefined> {
	const [row] = await tx<Row[]>`
		select ${columns(tx)} from intake.endpoint where territory_id = ${ref.territory} and id = ${ref.id} for update`;
	return row && asEndpoint(row);
}

export async function put(tx: Tx, one: Endpoint): Promise<void> {
	await tx`
		insert into intake.endpoint (territory_id, id, name, url, jurisdiction, key_sealed, format, zone, reveals, takes_private,
			body_territory_id, body_id, state, services_at, polled_at, failing_since, problem, created_by, created_at)
		values (${one.territory}, ${one.id}, ${one.name}, ${one.url}, ${one.jurisdiction}, ${one.keySealed}, ${one.format},
			${one.zone}, ${one.reveals}, ${one.takesPrivate}, ${one.body?.territory ?? null}, ${one.body?.id ?? null}, ${one.state},
			${one.servicesAt}, ${one.polledAt}, ${one.failingSince}, ${one.problem}, ${one.createdBy}, ${one.createdAt})
		on conflict (territory_id, id) do update set name = excluded.name, url = excluded.url, jurisdiction = excluded.jurisdiction,
			key_sealed = excluded.key_sealed, format = excluded.format, zone = excluded.zone, reveals = excluded.reveals,
			takes_private = excluded.takes_private, body_territory_id = excluded.body_territory_id, body_id = excluded.body_id,
			state = excluded.state, services_at = excluded.services_at`;
}

/** What the last question to the town came to. */
export async function polled(db: Db, ref: EndpointRef, at: Date, problem: string | null): Promise<void> {
	await db`
		update intake.endpoint set polled_at = ${at}, problem = ${problem},
			failing_since = ${problem === null ? null : db`coalesce(failing_since, ${at})`}
		where territory_id = ${ref.territory} and id = ${ref.id}`;
}

export type KnownService = Service & { goneAt: Date | null };

export async function servicesOf(db: Db, ref: EndpointRef): Promise<KnownService[]> {
	return db<KnownService[]>`
		select code as service_code, name as service_name, description, "group", keywords, asks as metadata, 'realtime' as type,
			gone_at as "goneAt"
		from intake.endpoint_service where territory_id = ${ref.territory} and endpoint_id = ${ref.id}
		order by gone_at is not null, "group", name, code`;
}

/** The list of the town in the place of what was known; what left it stays, marked. */
export async function putServices(
	tx: Tx,
	ref: EndpointRef,
	services: readonly Service[],
	at: Date,
): Promise<void> {
	const of = (field: (one: Service) => string, most: number) =>
		services.map((one) => field(one).replaceAll('\0', '').slice(0, most));
	await tx`
		insert into intake.endpoint_service (territory_id, endpoint_id, code, name, description, "group", keywords, asks)
		select distinct on (code) ${ref.territory}::int, ${ref.id}::uuid, code, name, description, grouped, keywords, asks::bool
		from unnest(${of((one) => one.service_code, 120)}::text[], ${of((one) => one.service_name, 300)}::text[],
			${of((one) => one.description, 2000)}::text[], ${of((one) => one.group, 200)}::text[],
			${of((one) => one.keywords, 1000)}::text[], ${services.map((one) => String(one.metadata))}::text[])
			as s (code, name, description, grouped, keywords, asks)
		on conflict (territory_id, endpoint_id, code) do update set name = excluded.name, description = excluded.description,
			"group" = excluded."group", keywords = excluded.keywords, asks = excluded.asks, gone_at = null`;
	await tx`
		update intake.endpoint_service set gone_at = coalesce(gone_at, ${at})
		where territory_id = ${ref.territory} and endpoint_id = ${ref.id}
			and code <> all(${of((one) => one.service_code, 120)}::text[])`;
}

export async function rulesOf(db: Db, ref: EndpointRef): Promise<EndpointRule[]> {
	return db<EndpointRule[]>`
		select category, service_code as service from intake.endpoint_rule
		where territory_id = ${ref.territory} and endpoint_id = ${ref.id} order by category`;
}

export async function putRules(tx: Tx, ref: EndpointRef, rules: readonly EndpointRule[]): Promise<void> {
	await tx`delete from intake.endpoint_rule where territory_id = ${ref.territory} and endpoint_id = ${ref.id}`;
	if (rules.length === 0) return;
	await tx`
		insert into intake.endpoint_rule (territory_id, endpoint_id, category, service_code)
		select ${ref.territory}::int, ${ref.id}::uuid, * from unnest(${rules.map((one) => one.category)}::text[],
			${rules.map((one) => one.service)}::text[])`;
}

export type EndpointQuestion = {
	service: string;
	code: string;
	description: string;
	required: boolean;
	answer: string;
	choices: { key: string; name: string }[];
};

/** What services of the town ask, with what is always answered. */
export async function questionsOf(db: Db, ref: EndpointRef): Promise<EndpointQuestion[]> {
	const [questions, choices] = await Promise.all([
		db<Omit<EndpointQuestion, 'choices'>[]>`
			select service_code as service, code, description, required, answer from intake.endpoint_question
			where territory_id = ${ref.territory} and endpoint_id = ${ref.id} order by service_code, position, code`,
		db<{ service: string; question: string; key: string; name: string }[]>`
			select service_code as service, question_code as question, key, name from intake.endpoint_choice
			where territory_id = ${ref.territory} and endpoint_id = ${ref.id} order by service_code, question_code, position`,
	]);
	const of = Map.groupBy(choices, (one) => `${one.service}\n${one.question}`);
	return questions.map((one) => ({
		...one,
		choices: (of.get(`${one.service}\n${one.code}`) ?? []).map(({ key, name }) => ({ key, name })),
	}));
}

/** Questions of one service in the place of those known; answers to those that are still asked stay. */
export async function putQuestions(
	tx: Tx,
	ref: EndpointRef,
	service: string,
	attributes: readonly Attribute[],
): Promise<void> {
	const asked = attributes.filter((one) => one.variable && one.code.length <= 120).slice(0, 60);
	await tx`
		delete from intake.endpoint_question
		where territory_id = ${ref.territory} and endpoint_id = ${ref.id} and service_code = ${service}
			and code <> all(${asked.map((one) => one.code)}::text[])`;
	await tx`
		delete from intake.endpoint_choice
		where territory_id = ${ref.territory} and endpoint_id = ${ref.id} and service_code = ${service}`;
	for (const [position, one] of asked.entries()) {
		await tx`
			insert into intake.endpoint_question (territory_id, endpoint_id, service_code, code, position, description, required)
			values (${ref.territory}, ${ref.id}, ${service}, ${one.code}, ${position}, ${one.description.slice(0, 500)}, ${one.required})
			on conflict (territory_id, endpoint_id, service_code, code) do update set position = excluded.position,
				description = excluded.description, required = excluded.required`;
		const choices = one.values.slice(0, 200);
		await tx`
			insert into intake.endpoint_choice (territory_id, endpoint_id, service_code, question_code, key, position, name)
			select distinct on (key) ${ref.territory}::int, ${ref.id}::uuid, ${service}, ${one.code}, key, position, name
			from unnest(${choices.map((value) => value.key.slice(0, 200))}::text[], ${choices.map((_, i) => i)}::int[],
				${choices.map((value) => value.name.slice(0, 300))}::text[]) as c (key, position, name)`;
	}
}

export async function putAnswer(
	tx: Tx,
	ref: EndpointRef,
	question: { service: string; code: string; answer: string },
): Promise<void> {
	await tx`
		update intake.endpoint_question set answer = ${question.answer}
		where territory_id = ${ref.territory} and endpoint_id = ${ref.id} and service_code = ${question.service}
			and code = ${question.code}`;
}
