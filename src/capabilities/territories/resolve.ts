import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { readOktmo } from './oktmo.ts';
import { currentTree, ownerOf, view } from './present.server.ts';
import * as store from './store.server.ts';
import type { Redirect, TerritoryView } from './territory.ts';

/**
 * The territory at an address. Old addresses lead to the present one; a dissolved territory leads to the successor that
 * took all of it, or most; divided into equal parts it stays readable itself, with its heirs on its page.
 */
export async function resolve(
	path: string | readonly string[],
	lang = 'ru',
): Promise<TerritoryView | Redirect | null> {
	const asked = (typeof path === 'string' ? path : path.join('/')).replace(/^\/+|\/+$/g, '');
	const owner = await ownerOf(asked);
	if (owner === null) return null;
	const id = (await heirOf(owner)) ?? owner;
	const found = await view(id, lang);
	if (!found) return null;
	return found.path === asked ? found : { redirect: found.path };
}

/** Who answers now for a dissolved territory; undefined while it is in force or when no one took the most of it. */
export async function heirOf(id: TerritoryId): Promise<TerritoryId | undefined> {
	let at = id;
	for (let steps = 0; steps < 20; steps++) {
		if (currentTree().isInForce(at)) return at === id ? undefined : at;
		const [main, ...others] = await store.readHeirs(database(), at);
		if (!main) return at === id ? undefined : at;
		const most = others.length === 0 || (main.share !== null && main.share > 0.5);
		if (!most) return at === id ? undefined : at;
		at = main.successor;
	}
	return at;
}

/** The territory in force that has the code of the state's classifier, or took over from the one that had it. */
export async function territoryByCode(code: string): Promise<TerritoryId | null> {
	const id = await store.readIdByCode(database(), readOktmo(code) ?? code);
	if (id === undefined) return null;
	return (await heirOf(id)) ?? id;
}

/** Whose short code stands in a public number (46-017-2026-000123); null when nobody's. */
export async function byShortCode(code: string): Promise<TerritoryId | null> {
	if (code.length > 20) return null;
	return (await store.readClaim(database(), 'short-code', code))?.territory ?? null;
}

/** Territories named by addresses or codes, one a line or after commas, as people paste them. */
export async function territoriesNamed(text: string): Promise<TerritoryId[]> {
	const found: TerritoryId[] = [];
	for (const part of text.split(/[\s,;]+/).filter((one) => one !== '')) {
		const path = part.replace(/^https?:\/\/[^/]+/, '').replace(/^\/(en\/)?|\/$/g, '');
		const claim = await store.readClaim(database(), 'path', path);
		const id = claim?.territory ?? (/^\d{8,11}$/.test(part) ? await territoryByCode(part) : null);
		if (id === null || id === undefined)
			refuse('territories.change.other-not-known', { text: part.slice(0, 80) });
		found.push(id);
	}
	return found;
}
