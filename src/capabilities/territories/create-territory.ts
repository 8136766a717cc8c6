import { database, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { invalid, type Problem, refuse } from '#platform/errors/door.ts';
import { type Kind, kinds, mayStandUnder } from './kind.ts';
import { decline, into } from './names/declension.ts';
import { readOktmo } from './oktmo.ts';
import { currentTree, refreshTree } from './present.server.ts';
import { tellChanged } from './search.server.ts';
import { chooseSlug, isSlug } from './slug.ts';
import * as store from './store.server.ts';

export type NameInput = {
	nominative: string;
	of?: string | undefined;
	/** With its preposition. */
	in?: string | undefined;
	full?: string | undefined;
};

export type TerritoryInput = {
	parent: TerritoryId | null;
	kind: Kind;
	name: NameInput;
	/** Names in other languages. */
	names?: Record<string, NameInput> | undefined;
	code?: string | null | undefined;
	placeType?: string | null | undefined;
	/** The wished last part of the address; made from the name when absent. */
	slug?: string | undefined;
	/** Takes the empty path. Absent: the first real territory of the installation does. */
	root?: boolean | undefined;
	zone?: string | null | undefined;
	centre?: { name?: string | null; latitude?: number | null; longitude?: number | null } | undefined;
	population?: { people: number; on: string; source: string } | null | undefined;
	status?: store.TerritoryRow['status'] | undefined;
	validFrom?: string | null | undefined;
	demonstration?: boolean | undefined;
	source?: string | undefined;
};

export function nameRow(lang: string, name: NameInput): store.NameRow {
	const russian = lang === 'ru';
	const form = (case_: 'of' | 'in') => (russian ? decline(name.nominative, case_) : name.nominative);
	return {
		lang,
		nominative: name.nominative.trim(),
		genitive: name.of?.trim() || form('of'),
		locative: name.in?.trim() || (russian ? into(form('in')) : name.nominative),
		full: name.full?.trim() || name.nominative.trim(),
	};
}

/** Where the addresses of children begin: a country that stands alone adds no word to those of its regions. */
export function childPrefix(parent: { path: string; kind: Kind; parent: TerritoryId | null } | null): string {
	if (!parent || parent.path === '' || (parent.kind === 'country' && parent.parent === null)) return '';
	return `${parent.path}/`;
}

/** The beginning of public numbers: the region's part of the code, 00 where there is no code. */
export function shortPrefix(code: string | null): string {
	return code ? code.slice(0, 2) : '00';
}
export function shortCodeOf(prefix: string, number: number): string {
	return `${prefix}-${String(number).padStart(3, '0')}`;
}

function check(input: TerritoryInput): Problem[] {
	const problems: Problem[] = [];
	const length = input.name.nominative.trim().length;
	if (length === 0) problems.push({ field: 'name', code: 'territories.name.missing' });
	if (length > 300) problems.push({ field: 'name', code: 'territories.name.too-long', facts: { most: 300 } });
	if (input.code && !/^[0-9A-Za-z-]{1,20}$/.test(input.code))
		problems.push({ field: 'code', code: 'territories.code.malformed' });
	if (input.slug !== undefined && !isSlug(input.slug))
		problems.push({ field: 'slug', code: 'territories.slug.malformed' });
	if (input.zone && !isZone(input.zone)) problems.push({ field: 'zone', code: 'territories.zone.unknown' });
	if (input.parent !== null && !currentTree().has(input.parent))
		problems.push({ field: 'parent', code: 'territories.parent.unknown' });
	else if (!mayStandUnder(input.kind, input.parent === null ? null : currentTree().kindOf(input.parent)))
		problems.push({ field: 'kind', code: 'territories.kind.misplaced' });
	return problems;
}

export function isZone(zone: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: zone });
		return true;
	} catch {
		return false;
	}
}

/**
 * Makes one territory without asking who: the demonstration, tests, and use cases that have asked. Numbers and addresses
 * are taken first, each in its own transaction (they are unique in the whole installation); a failure after that leaves a
 * number unused, never one used twice.
 */
export async function plantTerritory(input: TerritoryInput): Promise<TerritoryId> {
	const problems = check(input);
	if (problems.length > 0) invalid(...problems);
	const at = new Date();
	const id = (await transaction((tx) => store.takeNumbers(tx, 'territory'))) as TerritoryId;
	const demonstration =
		input.demonstration ?? (input.parent !== null && currentTree().isDemonstration(input.parent));
	const code = input.code ? (readOktmo(input.code) ?? input.code) : null;
	if (code && !demonstration && (await store.readIdByCode(database(), code)))
		invalid({ field: 'code', code: 'territories.code.already-used' });
	const { slug, path } = await claimPath(id, input, demonstration, code, at);
	const shortCode = kinds[input.kind].owns ? await claimShortCode(id, code, at) : null;
	await transaction(async (tx) => {
		const parent = input.parent === null ? undefined : await store.lock(tx, input.parent);
		if (input.parent !== null && !parent) refuse('territories.not-found');
		await store.insertTerritory(
			tx,
			{
				id,
				parent: input.parent,
				kind: input.kind,
				code,
				shortCode,
				placeType: input.placeType ?? null,
				slug,
				path,
				zone: input.zone ?? null,
				centreName: input.centre?.name ?? null,
				latitude: input.centre?.latitude ?? null,
				longitude: input.centre?.longitude ?? null,
				population: input.population?.people ?? null,
				populationOn: input.population?.on ?? null,
				populationSource: input.population?.source ?? null,
				status: input.status ?? null,
				validFrom: input.validFrom ?? null,
				validTo: null,
				demonstration,
				source: input.source ?? 'by hand',
			},
			at,
		);
		await store.putName(tx, id, nameRow('ru', input.name), false);
		for (const [lang, name] of Object.entries(input.names ?? {}))
			await store.putName(tx, id, nameRow(lang, name), false);
		await store.growClosure(tx, id, input.parent);
		await store.takeNumbers(tx, 'version');
		await tellChanged(tx, [id]);
	});
	await refreshTree();
	return id;
}

async function claimPath(
	id: TerritoryId,
	input: TerritoryInput,
	demonstration: boolean,
	code: string | null,
	at: Date,
): Promise<{ slug: string; path: string }> {
	const [row] = input.parent === null ? [] : await store.readMany(database(), [input.parent]);
	const prefix = childPrefix(row ?? null);
	const take = (path: string) => transaction((tx) => store.claim(tx, 'path', path, id, at));
	const wish = { name: input.name.nominative, kind: input.kind, code, id, given: input.slug };
	const wantsRoot =
		input.root ??
		(input.parent === null && !demonstration && !(await store.readClaim(database(), 'path', '')));
	if (wantsRoot) {
		if (await take('')) return { slug: chooseSlug(wish, () => false), path: '' };
		if (input.root) refuse('territories.already-root');
	}
	const taken = new Set<string>();
	for (;;) {
		const slug = chooseSlug(wish, (candidate) => taken.has(candidate));
		if (await take(prefix + slug)) return { slug, path: prefix + slug };
		taken.add(slug);
	}
}

async function claimShortCode(id: TerritoryId, code: string | null, at: Date): Promise<string> {
	const prefix = shortPrefix(code);
	for (;;) {
		const number = await transaction((tx) => store.takeNumbers(tx, `short-code:${prefix}`));
		const short = shortCodeOf(prefix, number);
		if (await transaction((tx) => store.claim(tx, 'short-code', short, id, at))) return short;
	}
}
