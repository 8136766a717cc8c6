import { record } from '#platform/audit/door.server.ts';
import { database, type TerritoryId, type Tx, transaction } from '#platform/db/door.server.ts';
import { invalid, type Problem, refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, installation } from '#platform/permissions/door.ts';
import { isZone, type NameInput, nameRow, plantTerritory, type TerritoryInput } from './create-territory.ts';
import { presentTree, refreshTree } from './present.server.ts';
import { isDay } from './reorganise.ts';
import { tellChanged } from './search.server.ts';
import { isSlug } from './slug.ts';
import * as store from './store.server.ts';

/** Makes a territory below one that the actor administers; at the top, only who administers the installation. */
export async function createTerritory(actor: Actor, input: TerritoryInput): Promise<TerritoryId> {
	await presentTree();
	demand(actor, 'territories.change', { territory: input.parent ?? installation });
	const id = await plantTerritory(input);
	await transaction((tx) =>
		record(tx, {
			actor,
			territory: id,
			action: 'territories.created',
			thing: { kind: 'territory', id: String(id) },
			payload: { name: input.name.nominative, kind: input.kind, parent: input.parent },
		}),
	);
	return id;
}

/** Corrects the name in a language by hand: imports keep these forms. An empty nominative removes a translation. */
export async function renameInWords(
	actor: Actor,
	id: TerritoryId,
	lang: string,
	name: NameInput,
): Promise<void> {
	demand(actor, 'territories.change', { territory: id });
	if (!/^[a-z]{2,3}$/.test(lang)) refuse('territories.lang.unknown');
	const empty = name.nominative.trim() === '';
	if (empty && lang === 'ru') invalid({ field: 'nominative', code: 'territories.name.missing' });
	for (const [field, text] of Object.entries(name))
		if (text && text.length > 300)
			invalid({ field, code: 'territories.name.too-long', facts: { most: 300 } });
	await changeTree(actor, id, 'territories.named', { lang, ...name }, async (tx) => {
		if (empty) await store.removeName(tx, id, lang);
		else await store.putName(tx, id, nameRow(lang, name), true);
	});
}

export type FactsInput = {
	population: number | null;
	populationOn: string | null;
	populationSource: string | null;
	centreName: string | null;
	latitude: number | null;
	longitude: number | null;
	zone: string | null;
};

/** Figures and place of a territory. */
export async function setFacts(actor: Actor, id: TerritoryId, facts: FactsInput): Promise<void> {
	demand(actor, 'territories.change', { territory: id });
	const problems: Problem[] = [];
	const between = (value: number | null, most: number) => value === null || Math.abs(value) <= most;
	if (
		facts.population !== null &&
		!(Number.isInteger(facts.population) && facts.population >= 0 && facts.population < 2e9)
	)
		problems.push({ field: 'population', code: 'territories.population.malformed' });
	if (facts.populationOn && !isDay(facts.populationOn))
		problems.push({ field: 'populationOn', code: 'territories.day.malformed' });
	if (!between(facts.latitude, 90))
		problems.push({ field: 'latitude', code: 'territories.coordinate.malformed' });
	if (!between(facts.longitude, 180))
		problems.push({ field: 'longitude', code: 'territories.coordinate.malformed' });
	if (facts.zone && !isZone(facts.zone)) problems.push({ field: 'zone', code: 'territories.zone.unknown' });
	if (problems.length > 0) invalid(...problems);
	await changeTree(actor, id, 'territories.facts-set', { ...facts }, (tx) =>
		store.updateTerritory(
			tx,
			id,
			{
				population: facts.population,
				population_on: facts.population === null ? null : facts.populationOn,
				population_source: facts.population === null ? null : facts.populationSource,
				centre_name: facts.centreName,
				latitude: facts.latitude,
				longitude: facts.longitude,
				zone: facts.zone,
			},
			new Date(),
		),
	);
}

/** Runs a change of one territory, tells the audit, and lets every process see it. */
async function changeTree(
	actor: Actor,
	id: TerritoryId,
	action: string,
	payload: Record<string, unknown>,
	work: (tx: Tx, row: store.TerritoryRow) => Promise<void>,
): Promise<void> {
	await transaction(async (tx) => {
		const row = (await store.lock(tx, id)) ?? refuse('territories.not-found');
		await work(tx, row);
		await store.takeNumbers(tx, 'version');
		await tellChanged(tx, [id]);
		await record(tx, {
			actor,
			territory: id,
			action,
			thing: { kind: 'territory', id: String(id) },
			payload,
		});
	});
	await refreshTree();
}

/** Gives a territory its own host name, or takes it away. One host leads to one territory. */
export async function setHost(actor: Actor, id: TerritoryId, host: string | null): Promise<void> {
	demand(actor, 'territories.arrange', { territory: id });
	const wanted = host?.trim().toLowerCase() || null;
	if (wanted && !/^([a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}$/.test(wanted))
		invalid({ field: 'host', code: 'territories.host.malformed' });
	const now = (await store.readHosts(database())).filter((row) => row.territory === id);
	if (wanted && !(await transaction((tx) => store.claim(tx, 'host', wanted, id, new Date()))))
		invalid({ field: 'host', code: 'territories.host.already-used' });
	await changeTree(actor, id, 'territories.host-set', { host: wanted }, async (tx) => {
		for (const row of now) if (row.host !== wanted) await store.releaseHost(tx, row.host, id);
	});
}

/** Gives a territory another address; the old one leads on to it. */
export async function moveAddress(actor: Actor, id: TerritoryId, slug: string): Promise<void> {
	demand(actor, 'territories.change', { territory: id });
	if (!isSlug(slug)) invalid({ field: 'slug', code: 'territories.slug.malformed' });
	const [row] = await store.readMany(database(), [id]);
	if (!row) refuse('territories.not-found');
	const path = row.path === '' ? slug : [...row.path.split('/').slice(0, -1), slug].join('/');
	if (path === row.path) return;
	if (!(await transaction((tx) => store.claim(tx, 'path', path, id, new Date()))))
		invalid({ field: 'slug', code: 'territories.slug.already-used' });
	await changeTree(actor, id, 'territories.address-moved', { from: row.path, to: path }, async (tx) => {
		await store.retireClaim(tx, 'path', row.path);
		await store.reviveClaim(tx, 'path', path, id);
		await store.updateTerritory(tx, id, { slug, path }, new Date());
	});
}

export async function findTerritories(
	actor: Actor,
	query: { within: TerritoryId | null; text: string; limit?: number },
) {
	demand(actor, 'territories.office', { territory: query.within ?? installation });
	return store.findByName(database(), { ...query, limit: query.limit ?? 20 });
}
