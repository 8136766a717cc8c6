import type Postgres from 'postgres';
import { randomOf } from '#demo/random.ts';
import { topics } from '#demo/topics/all.ts';
import { categories } from '#rooms/appeals/door.server.ts';
import { chainOf, type Land } from './land.ts';
import { firstDay, type Scale } from './scale.ts';
import { at, Sink } from './sink.ts';

export type Person = { account: string; name: string };
export type Office = {
	id: string;
	territory: number;
	/** Key of the kind of work, and the root categories that it answers for. */
	roots: readonly string[];
	staff: Person[];
};
export type Ground = {
	land: Land[];
	/** Who answers: by territory, then by root category. */
	officeFor(owner: Land, root: string): Office;
	offices: Office[];
	residents: Person[];
	/** Officials of whole territories, by their territory. */
	controllers: ReadonlyMap<number, Person>;
};

const roles = ['head', 'executor', 'executor'] as const;
const made = new Date(firstDay - 86_400_000);

/** Territories, people, bodies, and rules of who answers for what: by COPY as well. */
export async function copyGround(sql: Postgres.Sql, scale: Scale, land: Land[]): Promise<Ground> {
	await copyLand(sql, land);
	const random = randomOf(`${scale.seed} people`);
	const residents = Array.from({ length: scale.residents }, (_, i) => ({
		account: random.id(made.getTime() + i),
		name: `Житель ${i + 1}`,
	}));
	const controllers = new Map(
		land
			.filter((one) => one.depth <= 1 || (one.depth === 2 && one.share > 0.0005))
			.map((one) => [one.id, { account: random.id(made.getTime()), name: `Контролёр ${one.id}` }]),
	);
	const { offices, of } = await makeOffices(land, random);
	await copyOffices(sql, offices, random, land);
	await copyPeople(sql, residents, controllers, offices, random);
	return {
		land,
		offices,
		residents,
		controllers,
		officeFor(owner, root) {
			const holder = chainOf(land, owner.id).find((one) => of.has(one.id));
			const own = holder && of.get(holder.id);
			return own?.get(root) ?? own?.get('') ?? (offices[0] as Office);
		},
	};
}

async function copyLand(sql: Postgres.Sql, land: readonly Land[]): Promise<void> {
	const when = at(made);
	const territory = new Sink(
		sql,
		'territories.territory',
		'id parent_id kind short_code slug path zone latitude longitude population demonstration source made_at changed_at'.split(
			' ',
		),
		false,
	);
	const name = new Sink(
		sql,
		'territories.name',
		['territory_id', 'lang', 'nominative', 'genitive', 'locative', 'full'],
		false,
	);
	const closure = new Sink(sql, 'territories.closure', ['ancestor_id', 'descendant_id', 'depth'], false);
	const claim = new Sink(sql, 'territories.claim', ['value', 'kind', 'territory_id', 'claimed_at'], false);
	for (const one of land) {
		territory.put([
			one.id,
			one.parent,
			one.kind,
			one.shortCode,
			one.slug,
			one.path,
			one.ownZone,
			one.latitude,
			one.longitude,
			one.population,
			false,
			'bench',
			when,
			when,
		]);
		name.put([one.id, 'ru', one.name, one.name, one.name, one.name]);
		claim.put([one.path, 'path', one.id, when]);
		if (one.shortCode) claim.put([one.shortCode, 'short-code', one.id, when]);
		for (const [depth, above] of chainOf(land, one.id).entries()) closure.put([above.id, one.id, depth]);
	}
	// the territories first: the others refer to them
	await territory.end();
	await Promise.all([name.end(), closure.end(), claim.end()]);
	for (const [counter, next] of [
		['territory', land.length + 1],
		['short-code:00', land.length + 1],
		['version', 2],
	] as const)
		await sql`
			insert into territories.counter (name, next) values (${counter}, ${next})
			on conflict (name) do update set next = excluded.next`;
}

/** Each municipality has a body for each kind of work of the demonstration's topics. */
async function makeOffices(land: readonly Land[], random: ReturnType<typeof randomOf>) {
	const all = await categories();
	const rootsOf = new Map<string, Set<string>>();
	for (const topic of topics)
		for (const code of [topic.category, ...topic.asks.flatMap((ask) => ask.category ?? [])]) {
			const root = all.chain(code).at(-1)?.code ?? code;
			const kind = [...rootsOf].find(([, roots]) => roots.has(root))?.[0] ?? topic.body;
			rootsOf.set(kind, (rootsOf.get(kind) ?? new Set()).add(root));
		}
	const offices: Office[] = [];
	const of = new Map<number, Map<string, Office>>();
	for (const one of land.filter(({ depth }) => depth === 2)) {
		if (one.kind === 'place') continue;
		const own = new Map<string, Office>();
		for (const [kind, roots] of rootsOf) {
			const office: Office = {
				id: random.id(made.getTime()),
				territory: one.id,
				roots: [...roots],
				staff: roles.map((role, i) => ({
					account: random.id(made.getTime()),
					name: `${role} ${one.id} ${kind} ${i}`,
				})),
			};
			offices.push(office);
			for (const root of roots) own.set(root, office);
			if (kind === 'admin') own.set('', office);
		}
		of.set(one.id, own);
	}
	return { offices, of };
}

async function copyOffices(
	sql: Postgres.Sql,
	offices: readonly Office[],
	random: ReturnType<typeof randomOf>,
	land: readonly Land[],
): Promise<void> {
	const when = at(made);
	const [kind] = await sql<{ code: string }[]>`
		select code from organisations.kind order by position limit 1`;
	const body = new Sink(
		sql,
		'organisations.body',
		['territory_id', 'id', 'kind', 'slug', 'created_at', 'updated_at'],
		false,
	);
	const text = new Sink(sql, 'organisations.body_text', ['territory_id', 'body_id', 'lang', 'name'], false);
	const staff = new Sink(
		sql,
		'organisations.staff',
		['territory_id', 'id', 'body_id', 'account_id', 'role', 'since'],
		false,
	);
	const rule = new Sink(
		sql,
		'organisations.responsibility',
		'territory_id id category area_id body_territory_id body_id created_by created_at'.split(' '),
		false,
	);
	const somebody = random.id(made.getTime());
	for (const [i, one] of offices.entries()) {
		body.put([one.territory, one.id, kind?.code ?? '', `body-${i + 1}`, when, when]);
		text.put([one.territory, one.id, 'ru', `Управление ${i + 1} (${land[one.territory - 1]?.name})`]);
		for (const [nth, role] of roles.entries())
			staff.put([
				one.territory,
				random.id(made.getTime()),
				one.id,
				one.staff[nth]?.account ?? '',
				role,
				'2024-11-01',
			]);
		for (const root of one.roots)
			rule.put([
				one.territory,
				random.id(made.getTime()),
				root,
				one.territory,
				one.territory,
				one.id,
				somebody,
				when,
			]);
	}
	await body.end();
	await Promise.all([text.end(), staff.end(), rule.end()]);
}

async function copyPeople(
	sql: Postgres.Sql,
	residents: readonly Person[],
	controllers: ReadonlyMap<number, Person>,
	offices: readonly Office[],
	random: ReturnType<typeof randomOf>,
): Promise<void> {
	const when = at(made);
	const account = new Sink(
		sql,
		'identity.account',
		['account_id', 'name', 'lang', 'created_at', 'updated_at'],
		false,
	);
	const grant = new Sink(
		sql,
		'identity.role_grant',
		['account_id', 'id', 'role', 'territory_id', 'reach', 'space_id', 'granted_at'],
		false,
	);
	const holder = new Sink(
		sql,
		'identity.holder',
		['territory_id', 'grant_id', 'account_id', 'role', 'reach', 'space_id', 'granted_at'],
		false,
	);
	const give = (to: Person, role: string, territory: number, reach: string, space: string | null) => {
		const id = random.id(made.getTime());
		grant.put([to.account, id, role, territory, reach, space, when]);
		holder.put([territory, id, to.account, role, reach, space, when]);
	};
	for (const one of residents) account.put([one.account, one.name, 'ru', when, when]);
	for (const [territory, one] of controllers) {
		account.put([one.account, one.name, 'ru', when, when]);
		give(one, 'official', territory, 'subtree', null);
		give(one, 'controller', territory, 'subtree', null);
	}
	for (const office of offices)
		for (const [nth, one] of office.staff.entries()) {
			account.put([one.account, one.name, 'ru', when, when]);
			give(one, 'official', office.territory, 'territory', office.id);
			give(one, roles[nth] as string, office.territory, 'territory', office.id);
		}
	await account.end();
	await Promise.all([grant.end(), holder.end()]);
}
