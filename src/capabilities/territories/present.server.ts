import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { kinds } from './kind.ts';
import { inLatin } from './names/latin.ts';
import { pagesOfTerritories } from './reserved.ts';
import * as store from './store.server.ts';
import type { TerritoryLink, TerritoryName, TerritoryView } from './territory.ts';
import { TerritoryTree } from './tree.ts';

/**
 * The tree and the views of this process. They follow a version in the database that every writer raises: the writer's
 * process reads anew at once, the others within a second.
 */
let tree = new TerritoryTree([]);
let version = -1;
let hosts = new Map<string, TerritoryId>();
let checkedAt = 0;
let checking: Promise<void> | undefined;
const views = new Map<string, TerritoryView>();
const owners = new Map<string, TerritoryId>();
const viewsKept = 20_000;
const checkEvery = 1000;

/** Reads the tree when the version has moved on. Called at start and after each own change. */
export async function refreshTree(): Promise<void> {
	const db = database();
	const now = await store.readVersion(db);
	checkedAt = Date.now();
	if (now === version) return;
	const [rows, claimed] = await Promise.all([store.readTree(db), store.readHosts(db)]);
	tree = new TerritoryTree(rows);
	hosts = new Map(claimed.map((row) => [row.host, row.territory]));
	version = now;
	views.clear();
	owners.clear();
}

/** At the start of a process, and in tests where one process sees several databases. */
export async function readTreeAnew(): Promise<void> {
	version = -1;
	views.clear();
	owners.clear();
	await refreshTree();
}

export async function presentTree(): Promise<TerritoryTree> {
	await followVersion();
	return tree;
}

/** Whose address it is or was. What is once claimed stays theirs, so it is read once for all visitors. */
export async function ownerOf(path: string): Promise<TerritoryId | null> {
	await followVersion();
	const known = owners.get(path);
	if (known !== undefined) return known;
	const claim = await store.readClaim(database(), 'path', path);
	if (!claim) return null;
	if (owners.size >= viewsKept) owners.clear();
	owners.set(path, claim.territory);
	return claim.territory;
}

/** At once and without waiting: what this process knows, at most a second old. */
export function currentTree(): TerritoryTree {
	return tree;
}
/** The territory that has the host name for its own; asked on every request, so from memory. */
export function placeOfHost(host: string): { id: TerritoryId; path: string } | null {
	const id = hosts.get(host.toLowerCase().replace(/:\d+$/, ''));
	return id === undefined ? null : { id, path: tree.pathOf(id) };
}
/**
 * The inner address of what is asked on a territory's own host: its front is `/` there, its pages follow. Whole addresses
 * and those of the installation (sign-in, files) stay as they are.
 */
export function innerPath(host: string, path: string): string {
	const place = placeOfHost(host);
	if (!place || place.path === '') return path;
	const [, lang = '', rest = ''] = /^(\/en(?=\/|$))?(\/.*)?$/.exec(path) ?? [];
	const first = rest.split(/[/?]/, 2)[1] ?? '';
	if (first === '' || pagesOfTerritories.has(first))
		return `${lang}/${place.path}${first === '' ? rest.slice(1) : rest}`;
	return path;
}
export function hostOf(id: TerritoryId): string | null {
	for (const [host, territory] of hosts) if (territory === id) return host;
	return null;
}

/** Every entrance of a request comes through here, so that another process's change is seen soon. */
export async function followVersion(): Promise<void> {
	if (Date.now() - checkedAt < checkEvery) return;
	checking ??= refreshTree().finally(() => {
		checking = undefined;
	});
	await checking;
}

/** The same, but nobody waits for a database that is away: what is in memory serves meanwhile. */
export async function followSoon(): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const patience = new Promise<void>((enough) => {
		timer = setTimeout(enough, checkEvery);
	});
	await Promise.race([followVersion().catch(() => {}), patience]);
	clearTimeout(timer);
}

/** Case forms outside Russian: the words «in» and «of» belong to the sentence there, so the bare name stands. */
export function nameIn(rows: readonly store.NameRow[], lang: string): TerritoryName {
	const row =
		rows.find((name) => name.lang === lang) ??
		rows.find((name) => name.lang === 'ru') ??
		rows.find((name) => name.lang === 'en') ??
		rows[0];
	if (!row) return { nominative: '—', of: '—', in: '—', full: '—', lang };
	if (lang === 'en' && row.lang === 'ru') {
		// nobody has translated it yet: the same name in letters that the reader knows
		const name = inLatin(row.nominative);
		return { nominative: name, of: name, in: name, full: row.full, lang: 'en' };
	}
	return {
		nominative: row.nominative,
		// in another language the words «in» and «of» belong to the sentence: a Russian case there would say them twice
		of: row.lang === lang ? row.genitive : row.nominative,
		in: row.lang === lang ? row.locative : row.nominative,
		full: row.full,
		lang: row.lang,
	};
}

export async function namesOf(
	ids: readonly TerritoryId[],
	lang = 'ru',
): Promise<Map<TerritoryId, TerritoryName>> {
	const found = new Map<TerritoryId, TerritoryName>();
	const missing: TerritoryId[] = [];
	for (const id of new Set(ids)) {
		const known = views.get(`${lang}:${id}`);
		if (known) found.set(id, known.name);
		else missing.push(id);
	}
	const rows = Map.groupBy(await store.readNames(database(), missing), (row) => row.id);
	for (const [id, names] of rows) found.set(id, nameIn(names, lang));
	return found;
}

export async function view(id: TerritoryId, lang = 'ru'): Promise<TerritoryView | null> {
	return (await viewMany([id], lang)).get(id) ?? null;
}

export async function viewMany(
	ids: readonly TerritoryId[],
	lang = 'ru',
): Promise<Map<TerritoryId, TerritoryView>> {
	await followVersion();
	const seen = tree;
	const found = new Map<TerritoryId, TerritoryView>();
	const missing = [...new Set(ids)].filter((id) => {
		const known = views.get(`${lang}:${id}`);
		if (known) found.set(id, known);
		return !known;
	});
	if (missing.length === 0) return found;
	const rows = await store.readMany(database(), missing);
	const ancestors = new Set(rows.flatMap((row) => seen.ancestors(row.id)));
	const names = Map.groupBy(
		await store.readNames(database(), [...rows.map((row) => row.id), ...ancestors]),
		(row) => row.id,
	);
	const link = (of: TerritoryId): TerritoryLink => ({
		id: of,
		kind: seen.kindOf(of),
		path: seen.pathOf(of),
		name: nameIn(names.get(of) ?? [], lang).nominative,
	});
	for (const row of rows) {
		const made: TerritoryView = {
			id: row.id,
			kind: row.kind,
			path: row.path,
			name: nameIn(names.get(row.id) ?? [], lang),
			parents: seen.ancestors(row.id).reverse().map(link),
			code: row.code,
			shortCode: row.shortCode,
			placeType: row.placeType,
			population: row.population,
			populationOn: row.populationOn,
			populationSource: row.populationSource,
			centre: { name: row.centreName, latitude: row.latitude, longitude: row.longitude },
			zone: seen.has(row.id) ? seen.zoneOf(row.id) : (row.zone ?? 'Europe/Moscow'),
			status: row.status,
			validFrom: row.validFrom,
			validTo: row.validTo,
			demonstration: row.demonstration,
			host: hostOf(row.id),
			owns: kinds[row.kind].owns,
			municipal: kinds[row.kind].municipal,
		};
		found.set(row.id, made);
		if (seen !== tree) continue;
		if (views.size >= viewsKept) views.delete(views.keys().next().value as string);
		views.set(`${lang}:${row.id}`, made);
	}
	return found;
}
