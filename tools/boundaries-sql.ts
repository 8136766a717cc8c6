import type { Source } from './boundaries-read.ts';

/** Views that rooms publish for others, `schema.view`; each is described in the README of its room. */
const publishedViews = new Set<string>([]);

/** Schemas of platform rooms besides the one that bears their name. */
const further: Record<string, readonly string[]> = {
	// The queue's own, and the outbox that it empties.
	jobs: ['graphile_worker', 'events'],
};

const relation =
	/\b(?:from|join|into|update|only|table|truncate)\s+"?([a-z_][a-z0-9_]*)"?\."?([a-z_][a-z0-9_]*)"?/gi;

/** SQL stands in stores, and a store names its own schema and published views only. */
export function faultsOfSql(source: Source, schemas: ReadonlySet<string>): string[] {
	const { layer, room } = source.place;
	if (source.test || (layer !== 'room' && layer !== 'platform' && layer !== 'routes')) return [];
	const faults: string[] = [];
	const own = [room.replaceAll('-', '_'), ...(further[room] ?? [])];
	for (const { text, line } of templates(source.text)) {
		const looksLikeSql = /^\s*(select|insert|update|delete|with|truncate)\b/i.test(text);
		if (!looksLikeSql) continue;
		const where = `${source.path}:${line}`;
		if (layer === 'routes') {
			faults.push(
				`${where}: a route opens no store: put the query into the room's store and a verb into its door`,
			);
			continue;
		}
		if (layer === 'room' && !/store\.server\.ts$/.test(source.path))
			faults.push(`${where}: SQL outside the store: move it into ${room}/store.server.ts as a verb`);
		for (const [, schema = '', table = ''] of text.matchAll(relation)) {
			const named = `${schema.toLowerCase()}.${table.toLowerCase()}`;
			// An alias, or the catalogue: `extract(year from appeal.filed_at)`.
			if (!schemas.has(schema.toLowerCase())) continue;
			if (own.includes(schema.toLowerCase()) || publishedViews.has(named)) continue;
			// The whole platform is one household: its rooms may name the books that db keeps for them.
			if (layer === 'platform' && schema === 'platform') continue;
			faults.push(
				`${where}: names ${named}, a table of another room: ask that room's door, or let it publish a view`,
			);
		}
	}
	return faults;
}

/** Template strings of a file, nested ones left inside; good enough for SQL, which is always written in one. */
function templates(text: string): { text: string; line: number }[] {
	const found: { text: string; line: number }[] = [];
	for (const match of text.matchAll(/`((?:[^`\\]|\\.)*)`/g))
		found.push({ text: match[1] ?? '', line: text.slice(0, match.index).split('\n').length });
	return found;
}
